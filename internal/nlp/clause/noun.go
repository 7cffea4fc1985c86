package clause

import "github.com/openreadout/readout/internal/doc"

// nounArguments collects the arguments of an event noun.
func (b *builder) nounArguments(c *clause) {
	by := false
	for _, k := range c.kids {
		if b.d.IsRel(k, "nmod", "obl", "obl:agent") && b.preposition(k) == "by" && b.upos(k, "NOUN", "PROPN", "PRON") {
			by = true
			b.addAll(c, doc.Subject, "", k, "")
		}
	}
	owned := b.owner(c, by)
	for _, k := range c.kids {
		b.nounArgument(c, k, by || owned)
	}
}

// owner adds the possessor, and reports whether it is the doer: «Russia's attack», but «the envoy's arrest».
func (b *builder) owner(c *clause, by bool) bool {
	k := b.d.Child(c.Pred, "nmod:poss")
	if k == doc.None || b.words.time[b.lemma(k)] || b.upos(k, "NUM") {
		return false
	}
	role := doc.Subject
	if by || c.noun.possessor == doc.Object && b.nounOf(c) == doc.None {
		role = doc.Object
	}
	b.addAll(c, role, "", k, "possessive")
	return role == doc.Subject
}

// nounOf returns the «of» phrase of an event noun, or None.
func (b *builder) nounOf(c *clause) doc.Tok {
	for _, k := range c.kids {
		if b.d.IsRel(k, "nmod") && b.preposition(k) == "of" {
			return k
		}
	}
	return doc.None
}

func (b *builder) nounArgument(c *clause, k doc.Tok, hasDoer bool) {
	switch {
	case b.d.IsRel(k, "nmod:poss", "nmod:unmarked", "obl:unmarked", "nmod:desc"):
	case b.clausal(k) && b.contentOf(c, k):
		if b.clauses[b.of[k]].Link != doc.Root {
			b.addContent(c, k)
		}
	case b.d.IsRel(k, "nmod", "obl"):
		b.nounPreposition(c, k, hasDoer)
	case b.d.IsRel(k, "compound"):
		b.compound(c, k, hasDoer)
	case b.d.IsRel(k, "amod") && b.nationality(k):
		if !hasDoer {
			c.add(b, doc.Arg{Role: doc.Subject, Tok: k, Clause: doc.None, Via: "adjective"})
		}
	}
}

func (b *builder) nounPreposition(c *clause, k doc.Tok, hasDoer bool) {
	p := b.preposition(k)
	switch {
	case p == "", p == "by" && b.upos(k, "NOUN", "PROPN", "PRON"):
	case p != "of":
		b.addAll(c, doc.Oblique, p, k, "")
	case b.words.time[b.lemma(k)] || b.upos(k, "NUM"):
		b.addAll(c, doc.Oblique, p, k, "")
	case hasDoer || c.noun.of == doc.Object:
		b.addAll(c, doc.Object, "", k, "")
	case c.noun.of == doc.Subject:
		b.addAll(c, doc.Subject, "", k, "")
	default:
		b.addAll(c, doc.Oblique, p, k, "")
	}
}

// compound reads the noun before an event noun: the doer («rebel attack», «NATO decision»), the thing done
// («arms sale», «prisoner exchange»), or where («the Gaza war»).
func (b *builder) compound(c *clause, k doc.Tok, hasDoer bool) {
	label := b.d.Tokens[k].Label
	place := len(label) > 2 && (label[2:] == "LOC" || label[2:] == "GPE")
	if !hasDoer && !b.nationalityBefore(c, k) && b.words.nationality[b.form(k)] && b.capital(k) {
		c.add(b, doc.Arg{Role: doc.Subject, Tok: k, Clause: doc.None, Via: "adjective"})
		return
	}
	agent := b.words.agent[b.lemma(k)] || b.words.agent[b.form(k)] || label != "" && b.upos(k, "PROPN")
	switch {
	case b.words.means[b.lemma(k)] && c.noun.means != doc.Object:
	case place:
		c.add(b, doc.Arg{Role: doc.Oblique, Tok: k, Clause: doc.None, Via: "compound"})
		for _, x := range b.d.Children(k) { // «U.S.-China talks»
			if b.d.IsRel(x, "compound") && b.upos(x, "PROPN") && b.capital(x) && x+1 < k && b.is(x+1, "-", "–") {
				c.add(b, doc.Arg{Role: doc.Oblique, Tok: x, Clause: doc.None, Via: "compound"})
			}
		}
	case !hasDoer && agent && c.noun.compound != doc.Object:
		c.add(b, doc.Arg{Role: doc.Subject, Tok: k, Clause: doc.None, Via: "compound"})
	case c.noun.compound == doc.Object:
		c.add(b, doc.Arg{Role: doc.Object, Tok: k, Clause: doc.None, Via: "compound"})
	}
}

// nationalityBefore looks for the adjective of a state on the noun before an event noun: «Israeli tank
// shelling» with «Israeli» on «tank». It adds the doer, and reports whether there was one.
func (b *builder) nationalityBefore(c *clause, k doc.Tok) bool {
	for _, a := range b.d.Children(k) {
		if b.d.IsRel(a, "amod") && b.nationality(a) && !b.words.agent[b.lemma(k)] {
			c.add(b, doc.Arg{Role: doc.Subject, Tok: a, Clause: doc.None, Via: "adjective"})
			return true
		}
	}
	return false
}

// nationality reports whether t is an adjective of a state or people: «Russian», «Western».
func (b *builder) nationality(t doc.Tok) bool { return b.capital(t) && b.words.nationality[b.form(t)] }

// contentOf reports whether the clause at k is what the noun is about: «a proposal to send», «the claim
// that …», «the risk of losing».
func (b *builder) contentOf(c *clause, k doc.Tok) bool {
	if b.clauses[b.of[k]].content {
		return true
	}
	if b.d.IsRel(k, "acl:relcl") || !b.d.IsRel(k, "acl", "ccomp", "xcomp", "advcl", "nmod", "obl") {
		return false
	}
	if b.toInfinitive(k) {
		return true
	}
	if b.clauses[b.of[k]].Finite && b.words.thatNoun[b.lemma(c.Pred)] && b.d.Child(k, "nsubj", "nsubj:pass") != doc.None { // «fears they might return»
		return true
	}
	m := b.mark(k)
	if m == "" {
		m = b.preposition(k)
	}
	return m == "that" || m == "whether" || m == "of" || m == "for" || m == "to" || m == "from" || m == "on" || m == "against"
}
