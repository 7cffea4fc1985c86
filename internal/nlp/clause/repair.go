package clause

import "github.com/openreadout/readout/internal/doc"

// repair hangs phrases where they belong that parsers often hang too high or too low. It changes heads for
// this layer only; the trees stay as they are.
func (b *builder) repair() {
	for i := range b.clauses {
		c := &b.clauses[i]
		b.raiseWith(c)
		b.raiseGerund(c)
		b.freeGerund(c)
		b.findContent(c)
		if c.Kind == doc.Nominal {
			b.raiseAgent(c)
			b.raiseFromAgent(c)
		} else {
			b.lowerAgent(c)
			b.lowerInfinitive(c)
			b.lowerConjunct(c)
		}
	}
}

// move hangs t on the predicate of clause to.
func (b *builder) move(t doc.Tok, to *clause) {
	b.heads[t] = to.Pred
	b.up[t] = b.of[to.Pred]
	to.kids = append(to.kids[:len(to.kids):len(to.kids)], t)
}

// drop takes t from the dependents of c.
func (c *clause) drop(t doc.Tok) {
	var kids []doc.Tok
	for _, k := range c.kids {
		if k != t {
			kids = append(kids, k)
		}
	}
	c.kids = kids
}

// doer reports whether t is a «by» phrase that names one who acts, not a means or a measure.
func (b *builder) doer(t doc.Tok) bool {
	if !b.d.IsRel(t, "obl", "nmod") || b.d.IsRel(t, "obl:unmarked", "nmod:poss", "nmod:unmarked") || b.preposition(t) != "by" || b.words.time[b.lemma(t)] {
		return false
	}
	return b.upos(t, "PROPN") || b.words.agent[b.lemma(t)] || b.words.agent[b.form(t)]
}

// lowerAgent gives the doer to the object of an active verb: «condemned the annexation of the island by Chile».
func (b *builder) lowerAgent(c *clause) {
	if len(c.kids) > maxArgs || b.d.Child(c.Pred, "nsubj") == doc.None && b.d.Child(c.Pred, "aux:pass") != doc.None {
		return
	}
	object := doc.Tok(doc.None)
	for _, k := range c.kids {
		switch {
		case b.d.IsRel(k, "nsubj:pass"):
			return
		case b.d.IsRel(k, "obj") && b.of[k] != doc.None && b.clauses[b.of[k]].Kind == doc.Nominal:
			object = k
		case object != doc.None && k > object && b.doer(k):
			n := &b.clauses[b.of[object]]
			if !b.hasDoer(n) {
				b.move(k, n)
				c.drop(k)
			}
			return
		}
	}
}

// raiseWith gives a predicate the partner that hangs on the place beside it: «met at the palace with the king»,
// «talks in Oslo with the rebels».
func (b *builder) raiseWith(c *clause) {
	if len(c.kids) > maxArgs {
		return
	}
	for _, k := range c.kids {
		if !b.d.IsRel(k, "obl", "nmod") || k < c.Pred || b.of[k] != doc.None || len(b.d.Children(k)) > maxArgs {
			continue
		}
		if p := b.preposition(k); p != "in" && p != "at" && p != "on" {
			continue
		}
		for _, n := range b.d.Children(k) {
			if b.d.IsRel(n, "nmod") && b.preposition(n) == "with" && b.heads[n] == k && (b.upos(n, "PROPN") || b.words.agent[b.lemma(n)]) {
				b.move(n, c)
			}
		}
	}
}

// hasDoer reports whether a noun has a «by» phrase of its own.
func (b *builder) hasDoer(n *clause) bool {
	for _, k := range n.kids {
		if b.doer(k) {
			return true
		}
	}
	return false
}

// raiseAgent gives an event noun the doer that hangs on its «of» phrase: «the demolition of the village by
// the army».
func (b *builder) raiseAgent(n *clause) {
	of := b.nounOf(n)
	if of == doc.None || b.of[of] != doc.None || b.hasDoer(n) || len(b.d.Children(of)) > maxArgs {
		return
	}
	for _, k := range b.d.Children(of) {
		if b.doer(k) {
			b.move(k, n)
			return
		}
	}
}

// raiseFromAgent gives an event noun the phrases that hang on the name of its doer: «a visit by Putin to Minsk»,
// «the release by Hamas of four hostages».
func (b *builder) raiseFromAgent(n *clause) {
	for _, k := range n.kids {
		if !b.doer(k) || len(b.d.Children(k)) > maxArgs {
			continue
		}
		for _, m := range b.d.Children(k) {
			if m < k || !b.d.IsRel(m, "nmod") || b.heads[m] != k {
				continue
			}
			switch b.preposition(m) {
			case "to", "on", "against", "from", "into":
				b.move(m, n)
			case "for":
				if !b.upos(k, "PROPN") && !b.d.IsRel(m, "nmod:poss") && b.d.Child(k, "det") != doc.None {
					continue // «by the minister for trade»
				}
				b.move(m, n)
			case "of":
				if b.upos(k, "PROPN") && !b.upos(m, "PROPN") && b.nounOf(n) == doc.None {
					b.move(m, n)
				}
			}
		}
		return
	}
}

// lowerInfinitive gives an infinitive to the object that it tells the content of: «foiled a plot by officers to
// kill the king».
func (b *builder) lowerInfinitive(c *clause) {
	if len(c.kids) > maxArgs {
		return
	}
	object := doc.Tok(doc.None)
	for _, k := range c.kids {
		switch {
		case b.d.IsRel(k, "obj"):
			object = k
		case object == doc.None || k < object:
		case b.d.IsRel(k, "advcl") && b.of[k] != doc.None && b.mark(k) == "to":
			if j := b.of[object]; j != doc.None && b.clauses[j].Kind == doc.Nominal && b.words.infinitiveNoun[b.lemma(object)] {
				b.move(k, &b.clauses[j])
				c.drop(k)
			}
			return
		case !b.d.IsRel(k, "punct", "advmod"):
			return // something else stands between them
		}
	}
}

// lowerConjunct coordinates a gerund with the gerund before it, not with the verb above both: «accused them of
// shelling the town and of taking hostages».
func (b *builder) lowerConjunct(c *clause) {
	if len(c.kids) > maxArgs {
		return
	}
	first := doc.Tok(doc.None)
	for _, k := range c.kids {
		switch {
		case b.of[k] == doc.None || !b.gerund(k) || !contentPrepositions[b.mark(k)]:
		case b.d.IsRel(k, "advcl") && k > c.Pred:
			first = k
		case b.d.IsRel(k, "conj") && first != doc.None:
			b.move(k, &b.clauses[b.of[first]])
			c.drop(k)
			return
		}
	}
}

// raiseGerund gives a passive the gerund that hangs on its agent: «accused by activists of polluting the river».
func (b *builder) raiseGerund(c *clause) {
	if len(c.kids) > maxArgs {
		return
	}
	for _, k := range c.kids {
		if !b.d.IsRel(k, "obl:agent") || len(b.d.Children(k)) > maxArgs {
			continue
		}
		for _, n := range b.d.Children(k) {
			if b.d.IsRel(n, "acl") && b.of[n] != doc.None && b.gerund(n) && contentPrepositions[b.mark(n)] {
				b.move(n, c)
			}
		}
	}
}

// freeGerund makes a complement of a gerund that the parser took for an adjective: «accused Chad of backing
// rebels» with «backing» on «rebels», the noun on the verb.
func (b *builder) freeGerund(c *clause) {
	if c.Kind != doc.Verbal || b.words.complement[c.Lemma] != "object" || len(c.kids) > maxArgs {
		return
	}
	for _, k := range c.kids {
		if !b.d.IsRel(k, "obl") || b.of[k] != doc.None || !contentPrepositions[b.preposition(k)] {
			continue
		}
		p := b.d.Child(k, "case")
		g := p + 1
		if p == doc.None || g >= k || b.of[g] == doc.None || !b.d.IsRel(g, "amod") || !b.tag(g, "VBG") || b.heads[g] != k {
			continue
		}
		in := &b.clauses[b.of[g]]
		in.content, in.object, in.Mark = true, k, b.form(p)
		b.move(g, c)
		b.heads[k], b.up[k] = g, b.of[g]
		c.drop(k)
		return
	}
}

// findContent finds clauses that tell what a claim or fear is, though the tree has them as relative clauses:
// «allegations that it interfered», but not «the allegations that they made».
func (b *builder) findContent(c *clause) {
	t := c.top()
	if !b.d.IsRel(t, "acl:relcl") || b.head(t) == doc.None {
		return
	}
	that, subject := doc.Tok(doc.None), false
	for _, k := range c.kids {
		switch {
		case b.d.IsRel(k, "mark") && b.is(k, "that"):
			if b.words.contentNoun(b, b.head(t)) || b.words.thatNoun[b.lemma(b.head(t))] {
				c.content, c.Mark = true, "that"
			}
			return
		case b.d.IsRel(k, "obj") && b.is(k, "that"):
			that = k
		case b.d.IsRel(k, "nsubj", "nsubj:pass"):
			subject = true
		}
	}
	if that == doc.None || !subject || !b.words.thatNoun[b.lemma(b.head(t))] || b.makes(c.Lemma, b.head(t)) {
		return
	}
	c.drop(that)
	c.content, c.Mark = true, "that"
}

// makes reports whether one makes, faces or denies what the noun t stands for by the verb: then its clause is a
// relative one.
func (b *builder) makes(verb string, t doc.Tok) bool {
	if b.words.complement[verb] == "object" {
		return true
	}
	for _, l := range b.words.light[verb] {
		if l.takes(b.words.noun(b, t), b.lemma(t)) {
			return true
		}
	}
	return false
}
