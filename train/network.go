package train

import (
	"fmt"
	"math"

	"github.com/openreadout/readout/internal/model"
)

// Dropout is how much of what is left out in training.
type Dropout struct {
	Input, Layer, State, Head float64
	Word                      float64 // whole words, so that the network learns to do without
	Hints                     float64 // all hints of a sentence
}

// network is what is trained: the same as model.Parser runs, in floats, and a head that guesses masked
// words.
type network struct {
	optimiser
	config model.Config
	drop   Dropout
	lists  map[string][]string

	word, gram, suffix3, prefix, suffix2, shape *param

	forward, backward []*lstm

	tagHidden, tagOut, featsOut, lemmaOut *dense
	entityHidden, entityOut               *dense
	hint                                  *param
	arcDep, arcHead, arcProduct           *dense
	relDep, relHead, relOut               *dense
	root                                  *param
	maskHidden, maskOut                   *dense
}

// maskedWords is how many of the commonest words the masked-word head knows; all others are one class.
const maskedWords = 8192

// dense is a layer without recurrence.
type dense struct{ w, b *param }

func (o *optimiser) dense(name string, in, out int, rand *rng) *dense {
	return &dense{o.add(name+".w", in, out, math.Sqrt(1/float64(in)), false, rand), o.add(name+".b", 1, out, 0, false, rand)}
}

func (l *dense) forward(ar *arena, x mat) mat {
	y := mat{ar.raw(x.r * l.w.c), x.r, l.w.c}
	for r := range x.r {
		copy(y.row(r), l.b.w)
	}
	ar.mul(false, false, x, l.w.mat(), y)
	return y
}

// backward adds the gradients of the weights to worker k and that of the input to dx.
func (l *dense) backward(ar *arena, k int, x, dy, dx mat) {
	ar.mul(true, false, x, dy, l.w.grad(k))
	for r := range dy.r {
		add(l.b.g[k], dy.row(r))
	}
	ar.mul(false, true, dy, l.w.mat(), dx)
}

// leak is the leaky rectifier with dropout, in place; it returns the factors for the way back.
func leak(ar *arena, y mat, drop float64, rand *rng) mat {
	m := mat{ar.raw(len(y.d)), y.r, y.c}
	rand.dropout(m.d, drop)
	for i, v := range y.d {
		if v < 0 {
			m.d[i] *= 0.1
		}
		y.d[i] = v * m.d[i]
	}
	return m
}

func newNetwork(c model.Config, lists map[string][]string, drop Dropout, seed uint64) *network {
	rand := &rng{s: seed}
	n := &network{config: c, lists: lists, drop: drop}
	table := func(name string, rows, cols int) *param { return n.add(name, rows, cols, 0.3, true, rand) }
	n.word = table("word", len(lists["words"])+1, c.Word)
	n.gram = table("gram", c.Buckets.Grams, c.Gram)
	n.suffix3 = table("suffix3", c.Buckets.Affixes, c.Affix)
	n.prefix = table("prefix", c.Buckets.Affixes, c.Affix)
	n.suffix2 = table("suffix2", c.Buckets.Affixes, c.Short)
	n.shape = table("shape", c.Buckets.Shapes, c.Short)
	in := c.Input()
	for i := range c.Layers {
		n.forward = append(n.forward, n.lstm(fmt.Sprintf("lstm%d.forward", i), in, c.Hidden, false, rand))
		n.backward = append(n.backward, n.lstm(fmt.Sprintf("lstm%d.backward", i), in, c.Hidden, true, rand))
		in = 2 * c.Hidden
	}
	n.tagHidden = n.dense("tag.hidden", in, c.Tag, rand)
	n.tagOut = n.dense("tag.out", c.Tag, len(lists["tags"]), rand)
	n.featsOut = n.dense("feats.out", c.Tag, len(lists["feats"]), rand)
	n.lemmaOut = n.dense("lemma.out", c.Tag, len(lists["lemmas"]), rand)
	n.entityHidden = n.dense("entity.hidden", in, c.Entity, rand)
	n.entityOut = n.dense("entity.out", c.Entity, len(lists["labels"]), rand)
	n.arcDep = n.dense("arc.dep", in, c.Arc, rand)
	n.arcHead = n.dense("arc.head", in, c.Arc, rand)
	n.arcProduct = n.dense("arc.product", c.Arc, c.Arc, rand)
	for i := range n.arcProduct.w.w {
		n.arcProduct.w.w[i] *= 0.5
	}
	n.relDep = n.dense("rel.dep", in, c.Label, rand)
	n.relHead = n.dense("rel.head", in, c.Label, rand)
	n.relOut = n.dense("rel.out", c.Label, len(lists["relations"]), rand)
	n.root = n.add("root", 1, in, 0.1, false, rand)
	n.maskHidden = n.dense("mask.hidden", in, 192, rand)
	n.maskOut = n.dense("mask.out", 192, maskedWords, rand)
	n.hint = n.add("entity.hint", c.Hints, c.Entity, 0.05, true, rand)
	return n
}

// quantised returns the network as a weight file, by the moving averages.
func (n *network) quantised() *model.File {
	n.average()
	f := &model.File{Config: n.config, Lists: n.lists}
	put := func(name string, w []float32, rows, cols int, byRow bool) {
		f.Tensors = append(f.Tensors, model.Quantise(name, w, rows, cols, byRow))
	}
	plain := func(name string, w []float32) {
		f.Tensors = append(f.Tensors, model.Tensor{Name: name, Rows: 1, Cols: len(w), Float: w})
	}
	for _, p := range []*param{n.word, n.gram, n.suffix3, n.prefix, n.suffix2, n.shape, n.hint} {
		put(p.name, p.mean, p.r, p.c, true)
	}
	for i := range n.forward {
		a, b := n.forward[i], n.backward[i]
		name, h := fmt.Sprintf("lstm%d", i), 4*a.hidden
		x := make([]float32, 0, a.in*2*h)
		for r := range a.in {
			x = append(append(x, a.x.mean[r*h:(r+1)*h]...), b.x.mean[r*h:(r+1)*h]...)
		}
		put(name+".x.w", x, a.in, 2*h, false)
		plain(name+".x.b", append(append([]float32{}, a.b.mean...), b.b.mean...))
		put(name+".forward", a.h.mean, a.hidden, h, false)
		put(name+".backward", b.h.mean, b.hidden, h, false)
	}
	for _, l := range []*dense{n.tagHidden, n.tagOut, n.featsOut, n.lemmaOut, n.entityHidden, n.entityOut, n.arcDep, n.arcHead, n.arcProduct, n.relDep, n.relHead, n.relOut} {
		put(l.w.name, l.w.mean, l.w.r, l.w.c, false)
		plain(l.b.name, l.b.mean)
	}
	plain("root", n.root.mean)
	return f
}
