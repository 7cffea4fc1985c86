package train

import "github.com/openreadout/readout/internal/model"

// losses sums what the heads missed.
type losses struct {
	tag, feats, lemma, arc, rel, label, mask float64
	words, guessed, masked                   int // words with trees, words of running text, those of them that were hidden
}

func (l *losses) add(o losses) {
	l.tag, l.feats, l.lemma, l.arc, l.rel, l.label, l.mask = l.tag+o.tag, l.feats+o.feats, l.lemma+o.lemma, l.arc+o.arc, l.rel+o.rel, l.label+o.label, l.mask+o.mask
	l.words, l.guessed, l.masked = l.words+o.words, l.guessed+o.guessed, l.masked+o.masked
}

func (n *network) pass(ar *arena, k int, batch []*example, drop Dropout, rand *rng) *pass {
	ar.reset()
	lens := make([]int, len(batch))
	for i, e := range batch {
		lens[i] = len(e.words)
	}
	return &pass{n: n, ar: ar, k: k, rand: rand, p: newLayout(lens), batch: batch, drop: drop}
}

// maskShare is the share of words that pretraining hides.
const maskShare = 0.25

// light is the dropout on running text: of that there is enough.
var light = Dropout{Input: 0.1, Layer: 0.1, State: 0.05}

// guess learns from running text: the network guesses hidden words from their neighbours.
func (n *network) guess(ar *arena, k int, batch []*example, scale float32, rand *rng) losses {
	s := n.pass(ar, k, batch, light, rand)
	s.hide(maskShare)
	s.encode()
	var rows []int
	var gold []int
	s.p.each(func(b, t, r int) {
		if s.seen[r].masked {
			id := int(batch[b].words[t].id)
			if id >= maskedWords {
				id = 0
			}
			rows, gold = append(rows, r), append(gold, id)
		}
	})
	out := losses{guessed: s.p.rows, masked: len(rows)}
	if len(rows) == 0 {
		return out
	}
	x := s.ar.mat(len(rows), s.out.c)
	for i, r := range rows {
		copy(x.row(i), s.out.row(r))
	}
	y := n.maskHidden.forward(ar, x)
	m := leak(ar, y, 0, rand)
	z := n.maskOut.forward(ar, y)
	dz := mat{ar.raw(len(z.d)), z.r, z.c}
	for i, g := range gold {
		out.mask += crossEntropy(z.row(i), dz.row(i), g, scale/maskShare)
	}
	dy := ar.mat(y.r, y.c)
	n.maskOut.backward(ar, k, y, dz, dy)
	product(dy.d, dy.d, m.d)
	dx := ar.mat(x.r, x.c)
	n.maskHidden.backward(ar, k, x, dy, dx)
	dh := ar.mat(s.p.rows, s.out.c)
	for i, r := range rows {
		copy(dh.row(r), dx.row(i))
	}
	s.back(dh)
	return out
}

// learn is one step on annotated sentences.
func (n *network) learn(ar *arena, k int, batch []*example, scale float32, rand *rng) losses {
	s := n.pass(ar, k, batch, n.drop, rand)
	s.hide(0)
	s.encode()
	dh := ar.mat(s.p.rows, s.out.c)
	out := losses{words: s.p.rows}
	s.learnTags(dh, scale, &out)
	s.learnLabels(dh, scale, &out)
	s.learnTrees(dh, scale, &out)
	s.back(dh)
	return out
}

// classes computes the loss of an output layer by the gold classes that of gives, adds the gradient of x to
// dx.
func (s *pass) classes(l *dense, x, dx mat, scale float32, of func(e *example, t int) int32) float64 {
	y := l.forward(s.ar, x)
	dy := mat{s.ar.raw(len(y.d)), y.r, y.c}
	var loss float64
	s.p.each(func(b, t, r int) {
		loss += crossEntropy(y.row(r), dy.row(r), int(of(s.batch[b], t)), scale)
	})
	l.backward(s.ar, s.k, x, dy, dx)
	return loss
}

func (s *pass) learnTags(dh mat, scale float32, out *losses) {
	n := s.n
	x := n.tagHidden.forward(s.ar, s.out)
	m := leak(s.ar, x, s.drop.Head, s.rand)
	dx := s.ar.mat(x.r, x.c)
	out.tag = s.classes(n.tagOut, x, dx, scale, func(e *example, t int) int32 { return e.tag[t] })
	out.feats = s.classes(n.featsOut, x, dx, scale/2, func(e *example, t int) int32 { return e.feats[t] })
	out.lemma = s.classes(n.lemmaOut, x, dx, scale/2, func(e *example, t int) int32 { return e.lemma[t] })
	product(dx.d, dx.d, m.d)
	n.tagHidden.backward(s.ar, s.k, s.out, dx, dh)
}

func (s *pass) learnLabels(dh mat, scale float32, out *losses) {
	n := s.n
	x := n.entityHidden.forward(s.ar, s.out)
	told := make([]bool, len(s.batch)) // sentences whose hints are seen
	for b := range told {
		told[b] = !s.rand.chance(s.drop.Hints)
	}
	hints := func(f func(r int, row int32)) {
		s.p.each(func(b, t, r int) {
			if told[b] {
				model.EachHint(s.batch[b].hints, t, func(row int32) { f(r, row) })
			}
		})
	}
	hints(func(r int, row int32) { add(x.row(r), n.hint.row(row)) })
	m := leak(s.ar, x, s.drop.Head, s.rand)
	dx := s.ar.mat(x.r, x.c)
	out.label = s.classes(n.entityOut, x, dx, scale, func(e *example, t int) int32 { return e.label[t] })
	product(dx.d, dx.d, m.d)
	hints(func(r int, row int32) { add(n.hint.gradRow(s.k, row), dx.row(r)) })
	n.entityHidden.backward(s.ar, s.k, s.out, dx, dh)
}

// learnTrees scores every head of every word of a sentence, and the relations of the right heads. Rows go
// by sentence here, the root before its words.
func (s *pass) learnTrees(dh mat, scale float32, out *losses) {
	n, ar, c := s.n, s.ar, s.n.config
	start := make([]int, len(s.batch)+1)
	for b, e := range s.batch {
		start[b+1] = start[b] + len(e.words) + 1
	}
	x := mat{ar.raw(start[len(s.batch)] * s.out.c), start[len(s.batch)], s.out.c}
	for b := range s.batch {
		copy(x.row(start[b]), n.root.w)
	}
	s.p.each(func(b, t, r int) { copy(x.row(start[b]+1+t), s.out.row(r)) })
	dep, head := n.arcDep.forward(ar, x), n.arcHead.forward(ar, x)
	mDep, mHead := leak(ar, dep, s.drop.Head, s.rand), leak(ar, head, s.drop.Head, s.rand)
	q := n.arcProduct.forward(ar, dep)
	relDep, relHead := n.relDep.forward(ar, x), n.relHead.forward(ar, x)

	dq, dHead := ar.mat(q.r, q.c), ar.mat(head.r, head.c)
	z := mat{ar.raw(s.p.rows * c.Label), s.p.rows, c.Label}
	for b, e := range s.batch {
		l, o := len(e.words), start[b]
		qb, hb := mat{q.d[(o+1)*c.Arc:], l, c.Arc}, mat{head.d[o*c.Arc:], l + 1, c.Arc}
		qb.d, hb.d = qb.d[:l*c.Arc], hb.d[:(l+1)*c.Arc]
		score := ar.mat(l, l+1)
		ar.mul(false, true, qb, hb, score)
		d := mat{ar.raw(l * (l + 1)), l, l + 1}
		for t := range l {
			score.row(t)[t+1] = -1e9
			out.arc += crossEntropy(score.row(t), d.row(t), int(e.head[t]), scale)
			up := o + int(max(e.head[t], 0))
			zr := z.row(s.p.row(b, t))
			copy(zr, relDep.row(o+1+t))
			add(zr, relHead.row(up))
		}
		dqb, dhb := mat{dq.d[(o+1)*c.Arc : (o+1+l)*c.Arc], l, c.Arc}, mat{dHead.d[o*c.Arc : (o+l+1)*c.Arc], l + 1, c.Arc}
		ar.mul(false, false, d, hb, dqb)
		ar.mul(true, false, d, qb, dhb)
	}
	mz := leak(ar, z, s.drop.Head, s.rand)
	dz := ar.mat(z.r, z.c)
	out.rel = s.classes(n.relOut, z, dz, scale, func(e *example, t int) int32 { return e.rel[t] })
	product(dz.d, dz.d, mz.d)

	dx := ar.mat(x.r, x.c)
	dRelDep, dRelHead := ar.mat(relDep.r, relDep.c), ar.mat(relHead.r, relHead.c)
	s.p.each(func(b, t, r int) {
		add(dRelDep.row(start[b]+1+t), dz.row(r))
		add(dRelHead.row(start[b]+int(max(s.batch[b].head[t], 0))), dz.row(r))
	})
	n.relDep.backward(ar, s.k, x, dRelDep, dx)
	n.relHead.backward(ar, s.k, x, dRelHead, dx)
	dDep := ar.mat(dep.r, dep.c)
	n.arcProduct.backward(ar, s.k, dep, dq, dDep)
	product(dDep.d, dDep.d, mDep.d)
	product(dHead.d, dHead.d, mHead.d)
	n.arcDep.backward(ar, s.k, x, dDep, dx)
	n.arcHead.backward(ar, s.k, x, dHead, dx)
	for b := range s.batch {
		add(n.root.g[s.k], dx.row(start[b]))
	}
	s.p.each(func(b, t, r int) { add(dh.row(r), dx.row(start[b]+1+t)) })
}
