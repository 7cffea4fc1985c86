package train

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/conllu"
	"github.com/openreadout/readout/internal/model"
)

// Options says what to train a parser on and how long.
type Options struct {
	Trees      []string // CoNLL-U to learn from
	Names      []string // entity labels in IOB2 for sentences of Trees
	Dev        []string // CoNLL-U to measure on
	DevNames   []string
	Vectors    string // word vectors
	Text       string // pattern of the files of running text
	Config     model.Config
	Dropout    Dropout
	Pretrain   int // words of running text to guess from
	Epochs     int
	Rates      [2]float64 // learning rates of pretraining and tuning
	Seed       uint64
	Checkpoint string // read if there, written now and then
	Out        string // weight file, written whenever it is measured
	Log        io.Writer
}

// Run trains a parser. It goes on from the checkpoint where there is one.
func Run(o Options) error {
	t, dev, names, err := prepare(o)
	if err != nil {
		return err
	}
	t.save = func(stage string, done int) error { return t.net.writeCheckpoint(o.Checkpoint, stage, done) }
	t.try = func(epoch int) {
		if err := t.measure(o, dev, names); err != nil {
			fmt.Fprintln(o.Log, "measure:", err)
		}
	}
	stage, done, err := t.net.readCheckpoint(o.Checkpoint)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err == nil {
		fmt.Fprintf(o.Log, "goes on from %s, %s %d\n", o.Checkpoint, stage, done)
	}
	if err := t.readText(o.Text); err != nil {
		return err
	}
	if stage != "tune" {
		if err := t.pretrain(o.Pretrain, done, o.Rates[0]); err != nil {
			return err
		}
		done = 0
	}
	return t.tune(o.Epochs, done, o.Rates[1])
}

// prepare reads the corpora and makes the network.
func prepare(o Options) (t *trainer, dev [][]conllu.Sentence, names Labels, err error) {
	trees, err := ReadTrees(o.Trees...)
	if err != nil {
		return nil, nil, nil, err
	}
	labels, names := Labels{}, Labels{}
	for _, f := range o.Names {
		if err := labels.ReadIOB2(f); err != nil {
			return nil, nil, nil, err
		}
	}
	for _, f := range o.DevNames {
		if err := names.ReadIOB2(f); err != nil {
			return nil, nil, nil, err
		}
	}
	for _, f := range o.Dev {
		d, err := ReadTrees(f)
		if err != nil {
			return nil, nil, nil, err
		}
		dev = append(dev, d)
	}
	vectors, err := ReadVectors(o.Vectors, o.Config.Word)
	if err != nil {
		return nil, nil, nil, err
	}
	others, err := readNames(data.FS())
	if err != nil {
		return nil, nil, nil, err
	}
	hints, err := ReadHints(data.FS())
	if err != nil {
		return nil, nil, nil, err
	}
	c := newCorpus(o.Config.Buckets, trees, labels, vectors)
	c.hints = hints
	t = &trainer{corpus: c, names: others, seed: o.Seed, log: o.Log, net: newNetwork(o.Config, c.lists, o.Dropout, o.Seed)}
	for i, w := range c.lists["words"] {
		row := t.net.word.row(int32(i + 1))
		clear(row)
		copy(row, vectors.index[w])
	}
	size := 0
	for _, p := range t.net.params {
		copy(p.mean, p.w)
		size += len(p.w)
	}
	fmt.Fprintf(o.Log, "%d trees, %d persons, %d places and %d bodies for them, %d words known, %d tags, %d features, %d lemma rules, %d relations; %.1f M weights\n", len(trees), len(others.family), len(others.places), len(others.bodies), len(c.lists["words"]), len(c.lists["tags"]), len(c.lists["feats"]), len(c.lists["lemmas"]), len(c.lists["relations"]), float64(size)/1e6)
	return t, dev, names, nil
}

func (t *trainer) readText(pattern string) error {
	n := 0
	use := func(words []string) {
		if len(words) < 4 {
			return
		}
		e := &example{}
		for _, w := range words {
			e.words = append(e.words, t.corpus.word(w))
		}
		n += len(words)
		t.text = append(t.text, e)
	}
	if err := ReadText(pattern, use); err != nil {
		return err
	}
	for _, s := range t.corpus.trees {
		var words []string
		for _, w := range s.Words {
			words = append(words, w.Form)
		}
		use(words)
	}
	fmt.Fprintf(t.log, "running text of %.1f M words\n", float64(n)/1e6)
	return nil
}

// measure writes the weights as they would ship and scores them.
func (t *trainer) measure(o Options, dev [][]conllu.Sentence, names Labels) error {
	f := t.net.quantised()
	out, err := os.Create(o.Out)
	if err != nil {
		return err
	}
	if err := f.Write(out); err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	p, err := model.New(f)
	if err != nil {
		return err
	}
	for i, d := range dev {
		Evaluate(p, t.corpus.hints, d, names).Print(o.Log, "  "+o.Dev[i])
	}
	return nil
}
