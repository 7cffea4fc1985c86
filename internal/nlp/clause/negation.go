package clause

import "github.com/openreadout/readout/internal/doc"

// negation returns the word that denies the clause, or None: «not», «never», «hardly», «no longer»,
// «neither … nor», «without», or «no», «none», «nobody» in its subject or object.
func (b *builder) negation(c *clause) doc.Tok {
	if n := b.beforeInfinitive(c); n != doc.None {
		return n
	}
	for _, k := range c.kids {
		switch {
		case k > c.Pred && b.facesTo(k): // «vowed never to surrender»
		case b.d.IsRel(k, "advmod", "aux", "cc:preconj", "cc", "det", "discourse"):
			if n := b.negator(k); n != doc.None {
				return n
			}
		case b.d.IsRel(k, "mark", "case"):
			if b.is(k, "without", "instead", "rather") {
				return k
			}
		case c.Kind != doc.Nominal && b.d.IsRel(k, "nsubj", "nsubj:pass", "obj", "iobj"):
			if n := b.noPhrase(k); n != doc.None {
				return n
			}
		}
	}
	if c.Kind == doc.Predicated {
		return b.noDeterminer(c.Pred)
	}
	return doc.None
}

// facesTo reports whether t stands right before the «to» of an infinitive.
func (b *builder) facesTo(t doc.Tok) bool {
	next := t + 1
	return int(next) < len(b.d.Tokens) && b.is(t, "not", "never") && b.is(next, "to") && b.d.IsRel(next, "mark")
}

// beforeInfinitive returns «not» or «never» right before the «to» of c, on whichever word the parser hung it.
func (b *builder) beforeInfinitive(c *clause) doc.Tok {
	for _, k := range b.d.Children(c.Pred) {
		if k > 0 && k < c.Pred && b.is(k, "to") && b.facesTo(k-1) {
			return k - 1
		}
	}
	return doc.None
}

// negator returns the negative word of an adverb or conjunction.
func (b *builder) negator(t doc.Tok) doc.Tok {
	switch b.form(t) {
	case "not", "n't", "n’t", "nt", "never", "hardly", "scarcely", "barely", "nowhere", "nor", "neither":
		if b.only(t) {
			return doc.None
		}
		return t
	case "no":
		if b.d.IsRel(t, "det", "advmod") {
			return t
		}
	case "longer", "means", "way": // «no longer», «by no means», «in no way»
		if n := b.d.Child(t, "advmod", "det"); n != doc.None && b.is(n, "no") {
			return n
		}
	}
	return doc.None
}

// only reports whether «not» says that there is more: «not only», «not just».
func (b *builder) only(t doc.Tok) bool {
	next := t + 1
	return int(next) < len(b.d.Tokens) && b.is(next, "only", "just", "merely", "simply", "solely", "least")
}

// noPhrase returns the negative word of a subject or object: «no troops», «none of them», «neither side».
func (b *builder) noPhrase(t doc.Tok) doc.Tok {
	if b.is(t, "none", "nobody", "nothing", "neither", "no-one") {
		return t
	}
	return b.noDeterminer(t)
}

func (b *builder) noDeterminer(t doc.Tok) doc.Tok {
	for _, k := range b.d.Children(t) {
		if b.d.IsRel(k, "det", "cc:preconj") && b.is(k, "no", "neither") {
			return k
		}
	}
	return doc.None
}
