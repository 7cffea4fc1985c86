package train

import "math"

// layout is a batch by time: first the first words of all sentences, then the second, longest sentence
// first.
type layout struct {
	lens  []int
	count []int // sentences that have a word t
	first []int // row of word t of the longest sentence
	rows  int
}

func newLayout(lens []int) *layout {
	p := &layout{lens: lens}
	n := len(lens)
	for t := range lens[0] {
		for n > 0 && lens[n-1] <= t {
			n--
		}
		p.count = append(p.count, n)
		p.first = append(p.first, p.rows)
		p.rows += n
	}
	return p
}

func (p *layout) row(b, t int) int { return p.first[t] + b }

// each calls f for every word: its sentence, its place in it, its row.
func (p *layout) each(f func(b, t, r int)) {
	for t, n := range p.count {
		for b := range n {
			f(b, t, p.first[t]+b)
		}
	}
}

// steps calls f in the order of reading; prev is the step before or -1, n how many sentences have one.
func (p *layout) steps(reverse bool, f func(t, prev, n int)) {
	if !reverse {
		f(0, -1, 0)
		for t := 1; t < len(p.count); t++ {
			f(t, t-1, p.count[t])
		}
		return
	}
	last := len(p.count) - 1
	f(last, -1, 0)
	for t := last - 1; t >= 0; t-- {
		f(t, t+1, p.count[t+1])
	}
}

// lstm is one direction of a layer.
type lstm struct {
	in, hidden int
	reverse    bool
	x, h, b    *param
}

func (o *optimiser) lstm(name string, in, hidden int, reverse bool, rand *rng) *lstm {
	l := &lstm{in: in, hidden: hidden, reverse: reverse}
	l.x = o.add(name+".x", in, 4*hidden, math.Sqrt(1/float64(in)), false, rand)
	l.h = o.add(name+".h", hidden, 4*hidden, math.Sqrt(1/float64(hidden)), false, rand)
	l.b = o.add(name+".b", 1, 4*hidden, 0, false, rand)
	for i := hidden; i < 2*hidden; i++ {
		l.b.w[i] = 1 // remember at first
	}
	return l
}

// trace is what the way back needs.
type trace struct {
	gates, prev, c, tc mat
	mask               []float32 // dropout of the state, a row a sentence
}

// forward writes the states into out, from column col on.
func (l *lstm) forward(ar *arena, p *layout, x, out mat, col int, drop float64, rand *rng) *trace {
	h := l.hidden
	s := &trace{gates: ar.mat(p.rows, 4*h), prev: ar.mat(p.rows, h), c: mat{ar.raw(p.rows * h), p.rows, h}, tc: mat{ar.raw(p.rows * h), p.rows, h}}
	ar.mul(false, false, x, l.x.mat(), s.gates)
	if drop > 0 {
		s.mask = ar.raw(len(p.lens) * h)
		rand.dropout(s.mask, drop)
	}
	w := pack(&ar.right, l.h.w, 4*h, false, h, 4*h)
	none := ar.get(h)
	l.steps(p, func(t, prev, n int) {
		o := p.first[t]
		if prev >= 0 && n > 0 {
			for r := range n {
				src := out.row(p.first[prev] + r)[col : col+h]
				if s.mask != nil {
					product(s.prev.row(o+r), src, s.mask[r*h:(r+1)*h])
				} else {
					copy(s.prev.row(o+r), src)
				}
			}
			ar.mulPacked(n, s.prev.d[o*h:], h, false, w, s.gates.d[o*4*h:], 4*h)
		}
		for r := range p.count[t] {
			pc := none
			if r < n {
				pc = s.c.row(p.first[prev] + r)
			}
			cellForward(s.gates.row(o+r), l.b.w, pc, s.c.row(o+r), s.tc.row(o+r), out.row(o + r)[col:col+h])
		}
	})
	return s
}

func (l *lstm) steps(p *layout, f func(t, prev, n int)) { p.steps(l.reverse, f) }

// backward takes the gradient dout of the states (which it changes) to the weights of worker k and adds
// that of the input to dx.
func (l *lstm) backward(ar *arena, k int, p *layout, s *trace, x, dout mat, col int, dx mat) {
	h := l.hidden
	dg := mat{ar.raw(p.rows * 4 * h), p.rows, 4 * h}
	dc := ar.mat(p.rows, h)
	none, lost := ar.get(h), ar.get(h)
	dprev := mat{ar.raw(len(p.lens) * h), len(p.lens), h}
	w := pack(&ar.right, l.h.w, 4*h, true, 4*h, h)
	type step struct{ t, prev, n int }
	var order []step
	l.steps(p, func(t, prev, n int) { order = append(order, step{t, prev, n}) })
	for i := len(order) - 1; i >= 0; i-- {
		t, prev, n := order[i].t, order[i].prev, order[i].n
		o := p.first[t]
		for r := range p.count[t] {
			pc, dpc := none, lost
			if r < n {
				pc, dpc = s.c.row(p.first[prev]+r), dc.row(p.first[prev]+r)
			}
			cellBackward(s.gates.row(o+r), dg.row(o+r), s.tc.row(o+r), dc.row(o+r), dout.row(o + r)[col:col+h], pc, dpc)
		}
		if prev < 0 || n == 0 {
			continue
		}
		clear(dprev.d[:n*h])
		ar.mulPacked(n, dg.d[o*4*h:], 4*h, false, w, dprev.d, h)
		for r := range n {
			if s.mask != nil {
				product(dprev.row(r), dprev.row(r), s.mask[r*h:(r+1)*h])
			}
			add(dout.row(p.first[prev] + r)[col:col+h], dprev.row(r))
		}
	}
	ar.mul(true, false, x, dg, l.x.grad(k))
	ar.mul(true, false, s.prev, dg, l.h.grad(k))
	for r := range p.rows {
		add(l.b.g[k], dg.row(r))
	}
	ar.mul(false, true, dg, l.x.mat(), dx)
}
