// Package model reads trained weights and runs the network that turns words into tags, lemmas, features,
// trees and entity labels. It is the one reader of data/models/parser.bin; the parse layer puts what it
// finds into the document, the trainer shares its features and its file format.
//
// The network: a word's vector is put together from tables (the word, its character n-grams, its ends, its
// shape), layers of bidirectional LSTM read the sentence, and heads over them say the rest; arcs are
// scored by a biaffine product and decoded to the best tree with one root. Weights are signed bytes,
// activations bytes, sums integers: the same text gives the same analysis on every machine.
package model

import (
	"fmt"
	"io/fs"
	"math"
	"strings"
	"sync"
)

// Path is where the weights of the parser stand in the knowledge.
const Path = "models/parser.bin"

// Parser is a network ready to run. It is safe for concurrent use.
type Parser struct {
	config Config
	words  map[string]int32 // rows of the word table; 0 is the unknown word

	word, gram, suffix3, prefix, suffix2, shapes *table

	layers []bilstm

	tagHidden, tagOut, featsOut, lemmaOut *linear
	entityHidden, entityOut               *linear
	hints                                 *table // nil for a network that knows none
	arcDep, arcHead, arcProduct           *linear
	relDep, relHead, relOut               *linear
	rootArc, rootRel                      []float32 // the root as a head

	tags      [][2]string // UPOS, XPOS
	feats     []string
	lemmas    []lemmaRule
	relations []string
	rootRelID int
	labels    []string // BIO; index 0 is ""
	mayFollow [][]bool // mayFollow[i][j]: label j may stand after label i

	gramNorm []float32 // 1/sqrt(n)

	mu   sync.Mutex
	idle []*scratch
}

// bilstm is one layer: x holds the products with the input of both directions, forward first.
type bilstm struct {
	x        *linear
	forward  direction
	backward direction
}

// direction is the recurrence of one direction.
type direction struct {
	h     *linear
	scale []float32 // of h, with that of the state's bytes in it
}

// Load reads the weights from the knowledge.
func Load(k fs.FS) (*Parser, error) {
	b, err := fs.ReadFile(k, Path)
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	f, err := ReadFile(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", Path, err)
	}
	return New(f)
}

// New makes a parser of the content of a weight file.
func New(f *File) (*Parser, error) {
	c := f.Config
	p := &Parser{config: c, words: make(map[string]int32, len(f.Lists["words"]))}
	for i, w := range f.Lists["words"] {
		p.words[w] = int32(i + 1)
	}
	if err := p.readLists(f.Lists); err != nil {
		return nil, err
	}
	w := &weights{by: map[string]*Tensor{}}
	for i := range f.Tensors {
		w.by[f.Tensors[i].Name] = &f.Tensors[i]
	}
	p.word = w.table("word", len(p.words)+1, c.Word)
	p.gram = w.table("gram", c.Buckets.Grams, c.Gram)
	p.suffix3 = w.table("suffix3", c.Buckets.Affixes, c.Affix)
	p.prefix = w.table("prefix", c.Buckets.Affixes, c.Affix)
	p.suffix2 = w.table("suffix2", c.Buckets.Affixes, c.Short)
	p.shapes = w.table("shape", c.Buckets.Shapes, c.Short)
	in := c.Input()
	for i := range c.Layers {
		name := fmt.Sprintf("lstm%d", i)
		l := bilstm{x: w.linear(name+".x", in, 8*c.Hidden)}
		l.forward = w.direction(name+".forward", c.Hidden)
		l.backward = w.direction(name+".backward", c.Hidden)
		p.layers = append(p.layers, l)
		in = 2 * c.Hidden
	}
	p.tagHidden = w.linear("tag.hidden", in, c.Tag)
	p.tagOut = w.linear("tag.out", c.Tag, len(p.tags))
	p.featsOut = w.linear("feats.out", c.Tag, len(p.feats))
	p.lemmaOut = w.linear("lemma.out", c.Tag, len(p.lemmas))
	p.entityHidden = w.linear("entity.hidden", in, c.Entity)
	p.entityOut = w.linear("entity.out", c.Entity, len(p.labels))
	if c.Hints > 0 {
		p.hints = w.table("entity.hint", c.Hints, c.Entity)
	}
	p.arcDep = w.linear("arc.dep", in, c.Arc)
	p.arcHead = w.linear("arc.head", in, c.Arc)
	p.arcProduct = w.linear("arc.product", c.Arc, c.Arc)
	p.relDep = w.linear("rel.dep", in, c.Label)
	p.relHead = w.linear("rel.head", in, c.Label)
	p.relOut = w.linear("rel.out", c.Label, len(p.relations))
	root := w.find("root", 1, in, false).Float
	if w.err != nil {
		return nil, w.err
	}
	p.gramNorm = make([]float32, 3*maxGrams)
	for i := range p.gramNorm {
		p.gramNorm[i] = float32(1 / math.Sqrt(float64(max(i, 1))))
	}
	s := p.newScratch()
	x := s.quantise(root, 1, in, in, straight)
	p.rootArc = append(p.rootArc, p.arcHead.output(s, x)...)
	p.rootRel = append(p.rootRel, p.relHead.output(s, x)...)
	return p, nil
}

func (w *weights) direction(name string, hidden int) direction {
	t := w.find(name, hidden, 4*hidden, true)
	d := direction{h: newLinear(hidden, 4*hidden, t.Int8, t.Scale, nil)}
	d.scale = make([]float32, d.h.wide)
	for i, s := range d.h.scale {
		d.scale[i] = s / 127
	}
	return d
}

func (p *Parser) readLists(lists map[string][]string) error {
	for _, t := range lists["tags"] {
		u, x, ok := strings.Cut(t, "|")
		if !ok {
			return fmt.Errorf("model: tag %q", t)
		}
		p.tags = append(p.tags, [2]string{u, x})
	}
	for _, f := range lists["feats"] {
		if f == "_" {
			f = ""
		}
		p.feats = append(p.feats, f)
	}
	for _, l := range lists["lemmas"] {
		r, ok := parseLemmaRule(l)
		if !ok {
			return fmt.Errorf("model: lemma rule %q", l)
		}
		p.lemmas = append(p.lemmas, r)
	}
	p.relations, p.rootRelID = lists["relations"], -1
	for i, r := range p.relations {
		if r == "root" {
			p.rootRelID = i
		}
	}
	for _, l := range lists["labels"] {
		if l == "O" {
			l = ""
		}
		p.labels = append(p.labels, l)
	}
	if len(p.tags) == 0 || len(p.feats) == 0 || len(p.lemmas) == 0 || len(p.labels) == 0 || p.rootRelID < 0 || len(p.relations) < 2 {
		return fmt.Errorf("model: weight file lacks a list of tags, features, lemmas, relations or labels")
	}
	p.mayFollow = make([][]bool, len(p.labels))
	for i, a := range p.labels {
		for _, b := range p.labels {
			p.mayFollow[i] = append(p.mayFollow[i], !strings.HasPrefix(b, "I-") || a != "" && a[2:] == b[2:])
		}
	}
	return nil
}
