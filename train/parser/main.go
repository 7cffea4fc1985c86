// Parser trains the network of internal/model. train/README.md has the command that made what is shipped.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/openreadout/readout/internal/model"
	"github.com/openreadout/readout/train"
)

func main() {
	o := train.Options{Log: os.Stdout}
	list := func(p *[]string, name, usage string) {
		flag.Func(name, usage+" (comma between)", func(s string) error { *p = strings.Split(s, ","); return nil })
	}
	list(&o.Trees, "trees", "CoNLL-U files to learn from")
	list(&o.Names, "names", "IOB2 files of entity labels for the trees")
	list(&o.Dev, "dev", "CoNLL-U files to measure on")
	list(&o.DevNames, "devnames", "IOB2 files to measure on")
	flag.StringVar(&o.Vectors, "vectors", "", "word vectors (made by train/vectors)")
	flag.StringVar(&o.Text, "text", "", "pattern of files of running text")
	flag.StringVar(&o.Checkpoint, "checkpoint", "parser.checkpoint", "file to go on from")
	flag.StringVar(&o.Out, "out", "parser.bin", "weight file to write")
	flag.IntVar(&o.Pretrain, "pretrain", 36_000_000, "words of running text to guess from")
	flag.IntVar(&o.Epochs, "epochs", 60, "rounds over the trees")
	flag.Float64Var(&o.Rates[0], "rate0", 2e-3, "learning rate of pretraining")
	flag.Float64Var(&o.Rates[1], "rate", 1.5e-3, "learning rate on the trees")
	flag.Uint64Var(&o.Seed, "seed", 1, "seed")
	c := &o.Config
	*c = model.Config{Buckets: model.Buckets{Grams: 3 << 14, Affixes: 1 << 12, Shapes: 1 << 10}, Word: 96, Gram: 64, Affix: 32, Short: 16, Tag: 192, Entity: 128, Arc: 192, Label: 128, Hints: model.HintRows}
	flag.IntVar(&c.Layers, "layers", 3, "LSTM layers")
	flag.IntVar(&c.Hidden, "hidden", 224, "width of a direction")
	o.Dropout = train.Dropout{Input: 0.33, Layer: 0.33, State: 0.2, Head: 0.33, Word: 0.15, Hints: 0.25}
	flag.Parse()
	if err := train.Run(o); err != nil {
		fmt.Fprintln(os.Stderr, "parser:", err)
		os.Exit(1)
	}
}
