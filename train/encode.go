package train

import (
	"math"

	"github.com/openreadout/readout/internal/model"
)

// example is a sentence ready for the network. The gold classes are -1 where nothing is known; a sentence
// of running text has none of them.
type example struct {
	words []*word
	tag   []int32
	feats []int32
	lemma []int32
	head  []int32 // from 1, 0 the root; -1 where there is no tree
	rel   []int32
	label []int32
	hints []model.Hint
}

// word is what the network sees of a word, its row in the word table and how often the treebanks have it.
type word struct {
	model.Word
	id    int32
	count int
}

// seen says what of a word is hidden from the network in one pass.
type seen struct{ noWord, noGrams, masked bool }

// pass is one pass of a batch over the encoder.
type pass struct {
	n      *network
	ar     *arena
	k      int // worker
	rand   *rng
	p      *layout
	batch  []*example
	drop   Dropout
	seen   []seen
	inputs []mat // of each layer
	masks  []mat // dropout of each input, a row a sentence
	traces [][2]*trace
	out    mat
}

// hide decides what of each word is hidden: whole words in pretraining (mask), parts of them otherwise.
func (s *pass) hide(mask float64) {
	s.seen = make([]seen, s.p.rows)
	s.p.each(func(b, t, r int) {
		if mask > 0 {
			s.seen[r].masked = s.rand.chance(mask)
			return
		}
		w, d := s.batch[b].words[t], s.drop.Word
		s.seen[r].noWord = s.rand.chance(d) || w.count < 5 && s.rand.chance(0.3/float64(1+w.count))
		s.seen[r].noGrams = !s.seen[r].noWord && s.rand.chance(d/2)
	})
}

// embed puts the input vectors together, as model.Parser does.
func (s *pass) embed() mat {
	c := s.n.config
	x := s.ar.mat(s.p.rows, c.Input())
	s.p.each(func(b, t, r int) {
		h := s.seen[r]
		if h.masked {
			return
		}
		w, row := s.batch[b].words[t], x.row(r)
		copy(row, s.n.word.row(s.id(w, h)))
		o := c.Word
		if !h.noGrams {
			g := row[o : o+c.Gram]
			for _, i := range w.Grams {
				add(g, s.n.gram.row(i))
			}
			f := gramNorm(w)
			for j := range g {
				g[j] *= f
			}
		}
		o += c.Gram
		for _, a := range s.affixes(w) {
			copy(row[o:], a.table.row(a.row))
			o += a.table.c
		}
	})
	return x
}

func (s *pass) id(w *word, h seen) int32 {
	if h.noWord {
		return 0
	}
	return w.id
}

func gramNorm(w *word) float32 { return float32(1 / math.Sqrt(float64(len(w.Grams)))) }

type affix struct {
	table *param
	row   int32
}

func (s *pass) affixes(w *word) [4]affix {
	return [4]affix{{s.n.suffix3, w.Suffix3}, {s.n.prefix, w.Prefix}, {s.n.suffix2, w.Suffix2}, {s.n.shape, w.Shape}}
}

// dropWidth drops the same columns of x for all words of a sentence, in place.
func (s *pass) dropWidth(x mat, drop float64) mat {
	m := mat{s.ar.raw(len(s.batch) * x.c), len(s.batch), x.c}
	s.rand.dropout(m.d, drop)
	s.applyMask(x, m)
	return m
}

func (s *pass) applyMask(x, m mat) {
	s.p.each(func(b, t, r int) { product(x.row(r), x.row(r), m.row(b)) })
}

// encode runs the layers; what comes out stands in s.out.
func (s *pass) encode() {
	x := s.embed()
	h := s.n.config.Hidden
	for l := range s.n.forward {
		drop := s.drop.Layer
		if l == 0 {
			drop = s.drop.Input
		}
		s.masks = append(s.masks, s.dropWidth(x, drop))
		s.inputs = append(s.inputs, x)
		y := s.ar.mat(s.p.rows, 2*h)
		f := s.n.forward[l].forward(s.ar, s.p, x, y, 0, s.drop.State, s.rand)
		b := s.n.backward[l].forward(s.ar, s.p, x, y, h, s.drop.State, s.rand)
		s.traces = append(s.traces, [2]*trace{f, b})
		x = y
	}
	s.out = x
	s.masks = append(s.masks, s.dropWidth(s.out, s.drop.Layer))
}

// back takes the gradient of s.out to all weights of the encoder.
func (s *pass) back(dh mat) {
	h := s.n.config.Hidden
	s.applyMask(dh, s.masks[len(s.n.forward)])
	for l := len(s.n.forward) - 1; l >= 0; l-- {
		in := s.inputs[l]
		dx := s.ar.mat(in.r, in.c)
		s.n.forward[l].backward(s.ar, s.k, s.p, s.traces[l][0], in, dh, 0, dx)
		s.n.backward[l].backward(s.ar, s.k, s.p, s.traces[l][1], in, dh, h, dx)
		s.applyMask(dx, s.masks[l])
		dh = dx
	}
	s.backEmbed(dh)
}

func (s *pass) backEmbed(dx mat) {
	c, k := s.n.config, s.k
	s.p.each(func(b, t, r int) {
		h := s.seen[r]
		if h.masked {
			return
		}
		w, row := s.batch[b].words[t], dx.row(r)
		add(s.n.word.gradRow(k, s.id(w, h)), row)
		o := c.Word
		if !h.noGrams {
			g, f := row[o:o+c.Gram], gramNorm(w)
			for j := range g {
				g[j] *= f
			}
			for _, i := range w.Grams {
				add(s.n.gram.gradRow(k, i), g)
			}
		}
		o += c.Gram
		for _, a := range s.affixes(w) {
			add(a.table.gradRow(k, a.row), row[o:])
			o += a.table.c
		}
	})
}
