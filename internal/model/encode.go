package model

import "slices"

// scratch is the memory of one run; Parser keeps idle ones.
type scratch struct {
	bytes  pool[uint8]
	ints   pool[int32]
	floats pool[float32]
	packed pool[int8]
	cache  map[string]cached
	vector []float32
	tree   treeScratch
}

// cached is the input vector of a word. It depends on nothing but the word, so a cache changes no result.
type cached struct {
	b     []uint8
	scale float32
}

// maxCached bounds the cache of input vectors of one scratch; a full one is emptied.
const maxCached = 8000

func (p *Parser) newScratch() *scratch {
	return &scratch{cache: map[string]cached{}, vector: make([]float32, p.config.Input())}
}

func (p *Parser) borrow() *scratch {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.idle); n > 0 {
		s := p.idle[n-1]
		p.idle = p.idle[:n-1]
		return s
	}
	return p.newScratch()
}

func (p *Parser) giveBack(s *scratch) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, s)
}

// mark says what is lent now; release takes back what was lent since.
func (s *scratch) mark() [4]int { return [4]int{s.bytes.at, s.ints.at, s.floats.at, s.packed.at} }

func (s *scratch) release(m [4]int) {
	s.bytes.at, s.ints.at, s.floats.at, s.packed.at = m[0], m[1], m[2], m[3]
}

// input returns the input vector of form.
func (p *Parser) input(s *scratch, form string) cached {
	if v, ok := s.cache[form]; ok {
		return v
	}
	if len(s.cache) >= maxCached {
		clear(s.cache)
	}
	c := p.config
	w := c.Buckets.Word(form)
	x := s.vector
	clear(x)
	part := func(n int) []float32 {
		q := x[:n]
		x = x[n:]
		return q
	}
	p.word.add(part(c.Word), p.words[w.Norm])
	g := part(c.Gram)
	for _, k := range w.Grams {
		p.gram.add(g, k)
	}
	f := p.gramNorm[len(w.Grams)]
	for i := range g {
		g[i] *= f
	}
	p.suffix3.add(part(c.Affix), w.Suffix3)
	p.prefix.add(part(c.Affix), w.Prefix)
	p.suffix2.add(part(c.Short), w.Suffix2)
	p.shapes.add(part(c.Short), w.Shape)
	v := cached{b: make([]uint8, len(s.vector))}
	v.scale = quantiseRow(v.b, s.vector, straight)
	s.cache[form] = v
	return v
}

// batch is sentences laid out by time: first the first words of all, then the second, longest sentence
// first, so that one product serves one step of all of them.
type batch struct {
	sents []*Sentence // longest first
	count []int       // count[t] is how many sentences have a word t
	first []int       // first[t] is the row of word t of the longest sentence
	rows  int
}

func newBatch(sents []*Sentence) *batch {
	b := &batch{sents: slices.Clone(sents)}
	slices.SortStableFunc(b.sents, func(x, y *Sentence) int { return len(y.Words) - len(x.Words) })
	for t := range len(b.sents[0].Words) {
		n := len(b.sents)
		if t > 0 {
			n = b.count[t-1]
		}
		for n > 0 && len(b.sents[n-1].Words) <= t {
			n--
		}
		b.count = append(b.count, n)
		b.first = append(b.first, b.rows)
		b.rows += n
	}
	return b
}

// row is the row of word t of sentence i.
func (b *batch) row(i, t int) int { return b.first[t] + i }

// encode returns what the last layer says of every word.
func (p *Parser) encode(s *scratch, b *batch) matrix {
	x := s.matrix(b.rows, p.config.Input())
	for i, sent := range b.sents {
		for t, w := range sent.Words {
			v := p.input(s, w)
			r := b.row(i, t)
			copy(x.b[r*x.stride:], v.b)
			x.scale[r] = v.scale
		}
	}
	for i := range p.layers {
		x = p.layers[i].run(s, b, x)
	}
	return x
}

// run reads the batch in both directions.
func (l *bilstm) run(s *scratch, b *batch, x matrix) matrix {
	h := l.forward.h.in
	gates := l.x.output(s, x)
	// A tile reads whole rows past the end of a step, so the state has some to spare.
	out := matrix{n: b.rows, stride: 2 * h, b: s.bytes.get((roundUp(b.rows, tile) + tile) * 2 * h), scale: s.floats.get(b.rows)}
	for r := range out.scale {
		out.scale[r] = 1.0 / 127
	}
	cells := s.floats.get(b.count[0] * h)
	acc := s.ints.get(roundUp(b.count[0], tile) * l.forward.h.wide)
	steps := len(b.count)
	clear(cells)
	for t := range steps {
		l.forward.step(b, t, t-1, gates, l.x.wide, 0, cells, acc, out, 0)
	}
	clear(cells)
	for t := steps - 1; t >= 0; t-- {
		l.backward.step(b, t, t+1, gates, l.x.wide, 4*h, cells, acc, out, h)
	}
	return out
}

// step moves every sentence that has a word t from its word prev to it.
func (d *direction) step(b *batch, t, prev int, gates []float32, wide, gate int, cells []float32, acc []int32, out matrix, column int) {
	n, h := 0, d.h.in // n sentences have a word before
	if prev >= 0 && prev < len(b.count) {
		n = min(b.count[prev], b.count[t])
		d.h.sums(n, out.b[b.first[prev]*out.stride+column:], out.stride, acc)
	}
	for i := range b.count[t] {
		r := b.first[t] + i
		sums := d.h.offset
		if i < n {
			sums = acc[i*d.h.wide:]
		}
		cell(sums, d.h.offset, d.scale, gates[r*wide+gate:], cells[i*h:(i+1)*h], out.b[r*out.stride+column:r*out.stride+column+h])
	}
}
