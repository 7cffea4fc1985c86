package clause

import "github.com/openreadout/readout/internal/doc"

// link says on which clause clause i hangs, and how.
func (b *builder) link(i int) {
	c := &b.clauses[i]
	t := c.top()
	c.Mark = b.markOf(c)
	up := int(b.up[t])
	if up == doc.None {
		c.Link = doc.Root
		return
	}
	if b.captioned(c, up) {
		c.Link = doc.Root
		return
	}
	c.Up = up
	if c.Kind == doc.Nominal {
		c.Link = b.nounLink(t)
		return
	}
	c.Link = b.clauseLink(c, up, t)
	if c.Link == doc.Root {
		c.Up = doc.None
	}
}

// captioned reports whether c is the sentence though it hangs on a noun: «Talks to resume on Monday», but not
// «Plan to ban party».
func (b *builder) captioned(c *clause, up int) bool {
	n := b.clauses[up].Pred
	return c.Kind == doc.Verbal && c.Mark == "to" && b.d.IsRel(c.top(), "acl") && b.head(c.top()) == n && b.d.IsRel(n, "root") && b.headline(n) &&
		b.clauses[up].Kind == doc.Nominal && !b.words.infinitiveNoun[b.lemma(n)]
}

func (b *builder) nounLink(t doc.Tok) doc.Link {
	switch {
	case b.d.IsRel(t, "conj") && b.of[b.head(t)] != doc.None:
		return doc.Coordinated
	case b.d.IsRel(t, "parataxis", "list", "dep"):
		return doc.Parataxis
	}
	return doc.ArgumentOf
}

func (b *builder) clauseLink(c *clause, up int, t doc.Tok) doc.Link {
	u := &b.clauses[up]
	direct := b.of[b.head(t)] != doc.None // hangs on a predicate, not on another word under it
	switch {
	case b.d.IsRel(t, "conj") && direct:
		return doc.Coordinated
	case c.content, direct && u.Kind != doc.Nominal && b.complement(u, t):
		return doc.Complement
	case b.d.IsRel(t, "acl:relcl", "amod"):
		return doc.Relative
	case b.d.IsRel(t, "acl") && (u.Kind != doc.Nominal || !direct || !b.contentOf(u, t)):
		if b.words.contentNoun(b, b.head(t)) && b.contentOf(u, t) {
			return doc.Complement
		}
		return doc.Relative
	case direct && u.Kind == doc.Nominal && b.contentOf(u, t), b.d.IsRel(t, "ccomp", "xcomp", "csubj"):
		return doc.Complement
	case b.d.IsRel(t, "advcl"), c.Kind == doc.Verbal && b.d.IsRel(t, "obl", "nmod"):
		return doc.Adverbial
	case b.d.IsRel(t, "obj", "nsubj"):
		return doc.Complement
	}
	return doc.Parataxis
}

// markOf returns the word that introduces the clause: «if», «that», «in order to», «to», «when».
func (b *builder) markOf(c *clause) string {
	if c.content {
		return c.Mark
	}
	m := b.mark(c.top())
	if c.Modal == "be to" && m == "to" {
		m = ""
	}
	if m == "" && b.inverted(c) {
		return "if"
	}
	if m == "" && c.top() != c.Pred {
		m = b.mark(c.Pred)
		if m == "to" {
			m = ""
		}
	}
	return m
}

// inverted reports whether an auxiliary before the subject makes a condition: «had they attacked», «should talks
// fail», «were it to happen».
func (b *builder) inverted(c *clause) bool {
	if !b.d.IsRel(c.top(), "advcl") || !c.Finite {
		return false
	}
	for _, k := range c.kids {
		switch {
		case b.d.IsRel(k, "aux", "cop") && b.is(k, "had", "should", "were"):
			return true
		case b.d.IsRel(k, "nsubj", "mark", "cc"), k > c.Pred:
			return false
		}
	}
	return false
}

// mark returns the first subordinator of t other than «to»; «to» where it is the only one; «in order» and
// «so as» with their «to».
func (b *builder) mark(t doc.Tok) string {
	first, to := "", false
	for _, k := range b.d.Children(t) {
		switch {
		case b.d.IsRel(k, "mark") && b.is(k, "to", "na", "ta"):
			to = true
		case first != "":
		case b.d.IsRel(k, "mark"), b.d.IsRel(k, "case") && b.gerund(t) && k < t:
			first = b.phrase(k)
		case b.d.IsRel(k, "advmod") && b.tag(k, "WRB") && !b.d.IsRel(t, "acl:relcl", "root"):
			first = b.form(k)
		}
	}
	switch {
	case to && (first == "in order" || first == "so as"):
		return first + " to"
	case to && first == "":
		return "to"
	}
	return first
}
