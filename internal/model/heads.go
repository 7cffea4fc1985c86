package model

// Sentence is words and what the network says of them.
type Sentence struct {
	Words []string
	Hints []Hint // one a word, or nil
	Nodes []Node
}

// Node is the analysis of one word.
type Node struct {
	UPOS, XPOS, Feats, Lemma string
	Head                     int // index of the head in the sentence, -1 for the root
	Rel                      string
	Label                    string // BIO entity label, "" for outside
}

// MaxWords is the longest sentence that is read as one; the caller cuts longer ones.
const MaxWords = 256

// batchWords is about how many words are read at once.
const batchWords = 400

// Parse analyses sentences, none of them empty or longer than MaxWords. What it says of a sentence does not
// depend on the others.
func (p *Parser) Parse(sents []*Sentence) {
	s := p.borrow()
	defer p.giveBack(s)
	for len(sents) > 0 {
		n, words := 0, 0
		for n < len(sents) && (n == 0 || words+len(sents[n].Words) <= batchWords) {
			words += len(sents[n].Words)
			n++
		}
		p.parse(s, newBatch(sents[:n]))
		sents = sents[n:]
	}
}

func (p *Parser) parse(s *scratch, b *batch) {
	s.release([4]int{})
	for _, sent := range b.sents {
		sent.Nodes = make([]Node, len(sent.Words))
	}
	x := p.encode(s, b)
	p.setTags(s, b, x)
	p.setLabels(s, b, x)
	p.setTrees(s, b, x)
}

// setTags fills in tags, features and lemmas.
func (p *Parser) setTags(s *scratch, b *batch, x matrix) {
	h := p.tagHidden.hidden(s, x)
	tags, feats, lemmas := p.tagOut.output(s, h), p.featsOut.output(s, h), p.lemmaOut.output(s, h)
	for i, sent := range b.sents {
		for t, form := range sent.Words {
			n, r := &sent.Nodes[t], b.row(i, t)
			tag := p.tags[best(row(tags, p.tagOut, r))]
			n.UPOS, n.XPOS = tag[0], tag[1]
			n.Feats = p.feats[best(row(feats, p.featsOut, r))]
			n.Lemma = p.lemma(form, row(lemmas, p.lemmaOut, r))
		}
	}
}

// lemma applies the best rule that fits.
func (p *Parser) lemma(form string, score []float32) string {
	for range 3 {
		k := best(score)
		if p.lemmas[k].fits(form) {
			return p.lemmas[k].apply(form)
		}
		score[k] = lowest
	}
	return form
}

// setLabels fills in the best sequence of entity labels in which every inside follows a begin of its kind.
func (p *Parser) setLabels(s *scratch, b *batch, x matrix) {
	h := p.entityHidden.output(s, x)
	if p.hints != nil {
		for i, sent := range b.sents {
			for t := range sent.Words {
				to := row(h, p.entityHidden, b.row(i, t))
				EachHint(sent.Hints, t, func(r int32) { p.hints.add(to, r) })
			}
		}
	}
	y := p.entityOut.output(s, s.quantise(h, x.n, p.entityHidden.out, p.entityHidden.wide, slope))
	k := len(p.labels)
	for i, sent := range b.sents {
		n, mark := len(sent.Words), s.mark()
		from := s.ints.get(n * k) // the label before, for each word and label
		score, next := s.floats.get(k), s.floats.get(k)
		for j, l := range p.labels {
			score[j] = row(y, p.entityOut, b.row(i, 0))[j]
			if l != "" && l[0] == 'I' {
				score[j] = lowest
			}
		}
		for t := 1; t < n; t++ {
			emit := row(y, p.entityOut, b.row(i, t))
			for j := range k {
				top := -1
				for f := range k {
					if p.mayFollow[f][j] && (top < 0 || score[f] > score[top]) {
						top = f
					}
				}
				next[j] = score[top] + emit[j]
				from[t*k+j] = int32(top)
			}
			score, next = next, score
		}
		at := best(score)
		for t := n - 1; t >= 0; t-- {
			sent.Nodes[t].Label = p.labels[at]
			if t > 0 {
				at = int(from[t*k+at])
			}
		}
		s.release(mark)
	}
}

// setTrees fills in heads and relations.
func (p *Parser) setTrees(s *scratch, b *batch, x matrix) {
	dep := p.arcProduct.output(s, p.arcDep.hidden(s, x))
	head := p.arcHead.output(s, x)
	relDep, relHead := p.relDep.output(s, x), p.relHead.output(s, x)
	width := p.config.Label
	z := s.floats.get(b.rows * width)
	for i, sent := range b.sents {
		heads := p.arcs(s, b, i, dep, head)
		for t := range sent.Words {
			sent.Nodes[t].Head = heads[t] - 1
			r := b.row(i, t)
			up := p.rootRel
			if heads[t] > 0 {
				up = row(relHead, p.relHead, b.row(i, heads[t]-1))
			}
			down := row(relDep, p.relDep, r)
			for j := range width {
				z[r*width+j] = down[j] + up[j]
			}
		}
	}
	rels := p.relOut.output(s, s.quantise(z, b.rows, width, width, slope))
	for i, sent := range b.sents {
		for t := range sent.Words {
			score, k := row(rels, p.relOut, b.row(i, t)), p.rootRelID
			if sent.Nodes[t].Head >= 0 {
				score[p.rootRelID] = lowest
				k = best(score)
			}
			sent.Nodes[t].Rel = p.relations[k]
		}
	}
}

// arcs scores every head of every word of sentence i and returns the best tree; heads count from 1, 0 is
// the root.
func (p *Parser) arcs(s *scratch, b *batch, i int, dep, head []float32) []int {
	n, width := len(b.sents[i].Words), p.config.Arc
	mark := s.mark()
	defer s.release(mark)
	d := s.matrix(n, width)
	w := linear{in: width, out: n + 1, wide: roundUp(n+1, columns), offset: s.ints.get(roundUp(n+1, columns))}
	w.w = s.packed.get(w.wide * roundUp(width, 4))
	scale := s.floats.get(w.wide)
	clear(w.w)
	clear(w.offset)
	one, value := s.bytes.get(width), s.floats.get(width)
	for t := range n + 1 {
		up := p.rootArc
		if t > 0 {
			r := b.row(i, t-1)
			up = row(head, p.arcHead, r)
			d.scale[t-1] = quantiseRow(d.b[(t-1)*d.stride:(t-1)*d.stride+width], row(dep, p.arcProduct, r), straight)
		}
		copy(value, up[:width])
		scale[t] = quantiseRow(one, value, slope)
		for j, v := range one {
			q := int8(int32(v) - zero)
			w.w[w.place(j, t)] = q
			w.offset[t] += zero * int32(q)
		}
	}
	sums := s.ints.get(roundUp(n, tile) * w.wide)
	w.sums(n, d.b, d.stride, sums)
	score := s.tree.scores(n)
	for t := range n {
		for h := range n + 1 {
			v := float32(float32(sums[t*w.wide+h]-w.offset[h]) * float32(d.scale[t]*scale[h]))
			score[t*(n+1)+h] = int64(round(max(min(v*1024, 1<<21), -1<<21)))
		}
	}
	return s.tree.best(n)
}

// lowest is below every score.
const lowest = -1e9

func row(y []float32, l *linear, r int) []float32 { return y[r*l.wide : r*l.wide+l.out] }

// best returns the index of the greatest value, the first of equals.
func best(x []float32) int {
	b := 0
	for i, v := range x {
		if v > x[b] {
			b = i
		}
	}
	return b
}
