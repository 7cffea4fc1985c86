package clause

import "github.com/openreadout/readout/internal/doc"

// fillGap gives the modified noun to a clause that has no relative word: «troops sent by X», «the man who
// …» is read already, «the deal they signed», «forces fighting in the east».
func (b *builder) fillGap(c *clause) {
	t := c.top()
	noun := b.head(t)
	if b.gap[t] || noun == doc.None {
		return
	}
	switch {
	case !b.d.IsRel(t, "acl:relcl"):
		if len(c.surface) == 0 {
			c.surface = []doc.Tok{noun}
			b.setSubjects(c, c.surface, "relative")
		} else {
			c.add(b, doc.Arg{Role: doc.Object, Tok: noun, Clause: doc.None, Via: "relative"})
		}
	case len(c.surface) == 0:
		c.surface = []doc.Tok{noun}
		b.setSubjects(c, c.surface, "relative")
	case !b.strayRelative(c, noun):
		b.objectGap(c, noun)
	}
}

// caption reads headlines whose tree has the noun on top: «Turkey to open embassy», «Two soldiers killed in
// Mali». What looks like a modifier is the sentence.
func (b *builder) caption(c *clause) {
	t := c.top()
	if !b.d.IsRel(t, "acl") || b.d.IsRel(t, "acl:relcl") || len(c.surface) > 0 || b.head(t) == doc.None || !b.d.IsRel(b.head(t), "root") {
		return
	}
	c.surface = b.conjuncts(b.head(t))
	b.setSubjects(c, c.surface, "")
	switch {
	case c.Mark == "to":
		c.Mark, c.Modal = "", "be to"
	case c.Passive:
		c.Tense = doc.Past
	}
}

// lowerGap moves a relative object one clause down where it belongs: «the pact that he said he would sign».
func (b *builder) lowerGap(c *clause) {
	x := c.Arg(doc.Content)
	if x == nil || x.Clause == doc.None {
		return
	}
	in := &b.clauses[x.Clause]
	if in.Kind != doc.Verbal || in.Passive || !in.Finite || len(in.surface) == 0 || in.Arg(doc.Object) != nil {
		return
	}
	for n, a := range c.Args {
		if a.Role == doc.Object && a.Via == "relative" {
			in.put(a)
			c.Args = append(c.Args[:n:n], c.Args[n+1:]...)
			return
		}
	}
}

// strayRelative gives the relative word that the parser hung on the noun: «the envoy with whom she spoke».
func (b *builder) strayRelative(c *clause, noun doc.Tok) bool {
	for _, k := range b.d.Children(noun) {
		if k > noun && k < c.Pred && b.relative(k) && b.d.IsRel(k, "nmod") {
			c.add(b, doc.Arg{Role: doc.Oblique, Prep: b.preposition(k), Tok: noun, Clause: doc.None, Via: "relative"})
			return true
		}
	}
	return false
}

// objectGap puts the noun where the relative clause lacks an object: at the innermost verb of «the deal
// they wanted to sign».
func (b *builder) objectGap(c *clause, noun doc.Tok) {
	for n := 0; n < maxClimb; n++ {
		for _, k := range c.kids {
			if b.strandedAt(c, k) {
				c.add(b, doc.Arg{Role: doc.Oblique, Prep: b.form(k), Tok: noun, Clause: doc.None, Via: "relative"})
				return
			}
		}
		x := c.Arg(doc.Content)
		if x == nil || x.Clause == doc.None || b.clauses[x.Clause].Kind != doc.Verbal {
			break
		}
		c = &b.clauses[x.Clause]
	}
	if c.Kind != doc.Verbal || c.Arg(doc.Object) != nil {
		return
	}
	c.add(b, doc.Arg{Role: doc.Object, Tok: noun, Clause: doc.None, Via: "relative"})
}
