// Evaluate scores a weight file on trees with gold tokens.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/train"
)

func main() {
	weights := flag.String("model", "data/models/parser.bin", "weight file")
	trees := flag.String("trees", "", "CoNLL-U files, comma between")
	names := flag.String("names", "", "entity labels (iob2)")
	flag.Parse()
	if err := run(*weights, *trees, *names); err != nil {
		fmt.Fprintln(os.Stderr, "evaluate:", err)
		os.Exit(1)
	}
}

func run(weights, trees, names string) error {
	begin := time.Now()
	p, err := train.LoadParser(weights)
	if err != nil {
		return err
	}
	fmt.Printf("loaded in %d ms\n", time.Since(begin).Milliseconds())
	hints, err := train.ReadHints(data.FS())
	if err != nil {
		return err
	}
	gold := train.Labels{}
	if names != "" {
		if err := gold.ReadIOB2(names); err != nil {
			return err
		}
	}
	for _, f := range strings.Split(trees, ",") {
		sents, err := train.ReadTrees(f)
		if err != nil {
			return err
		}
		begin := time.Now()
		a := train.Evaluate(p, hints, sents, gold)
		took := time.Since(begin).Seconds()
		a.Print(os.Stdout, f)
		fmt.Printf("  %.0f words a second\n", float64(a.Words)/took)
	}
	return nil
}
