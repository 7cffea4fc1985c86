// Vectors makes word vectors from running text.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/openreadout/readout/train"
)

func main() {
	o := train.VectorOptions{Width: 96, Window: 3, Least: 4, Rounds: 4, Seed: 1, Log: os.Stdout}
	flag.StringVar(&o.Text, "text", "", "pattern of files of running text")
	flag.Func("trees", "CoNLL-U files, read as text too (comma between)", func(s string) error { o.Trees = strings.Split(s, ","); return nil })
	flag.StringVar(&o.Out, "out", "vectors.txt", "file to write")
	flag.IntVar(&o.Rounds, "rounds", o.Rounds, "rounds over the text")
	flag.Parse()
	if err := train.MakeVectors(o); err != nil {
		fmt.Fprintln(os.Stderr, "vectors:", err)
		os.Exit(1)
	}
}
