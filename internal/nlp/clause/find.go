package clause

import (
	"github.com/openreadout/readout/internal/doc"
)

// find makes a clause of every predicate, in order of the text, and lays down the order from the top of
// the trees to the bottom.
func (b *builder) find() {
	semi := b.semiAuxiliaries()
	for t := range doc.Tok(len(b.d.Tokens)) {
		if semi[t] {
			continue
		}
		if c, ok := b.predicate(t); ok {
			b.of[t] = int32(len(b.clauses))
			b.clauses = append(b.clauses, c)
		}
	}
	for i := range b.clauses {
		c := &b.clauses[i]
		for h := b.head(c.Pred); h != doc.None && semi[h] && b.d.IsRel(c.parts[len(c.parts)-1], "xcomp", "advcl", "ccomp"); h = b.head(h) {
			if b.of[h] != doc.None {
				break
			}
			b.of[h] = int32(i)
			c.parts = append(c.parts, h)
		}
		b.collect(c)
	}
	b.descend()
	b.markGaps()
}

// predicate makes the clause of t, if t is a predicate.
func (b *builder) predicate(t doc.Tok) (clause, bool) {
	c := clause{Clause: doc.Clause{Pred: t, Lemma: b.lemma(t), Particle: doc.None, Light: doc.None, Neg: doc.None, Up: doc.None}, parts: []doc.Tok{t}, object: doc.None}
	switch {
	case b.verb(t):
		c.Kind, c.Rule = doc.Verbal, "clause/verb"
		c.Particle = b.d.Child(t, "compound:prt")
		if c.Particle != doc.None {
			c.Lemma += " " + b.form(c.Particle)
		}
	case b.copula(t):
		c.Kind, c.Rule = doc.Predicated, "clause/copula"
	case b.eventNoun(t):
		c.Kind, c.Rule = doc.Nominal, "clause/noun"
	case b.predicated(t):
		c.Kind, c.Rule = doc.Predicated, "clause/adjective"
	default:
		return c, false
	}
	c.noun = b.words.noun(b, t)
	return c, true
}

// function are the relations of words that are not predicates whatever their tag: «according to»,
// «including», «killing spree».
var function = []string{"aux", "cop", "case", "mark", "cc", "fixed", "flat", "compound", "goeswith", "punct", "discourse", "reparandum", "det"}

func (b *builder) verb(t doc.Tok) bool {
	if b.d.IsRel(t, function...) || b.d.IsRel(t, "amod") && b.tag(t, "NNP", "NNPS") { // «United Nations»
		return false
	}
	return b.upos(t, "VERB") || b.upos(t, "AUX") && b.d.IsRel(t, "root", "ccomp", "advcl", "conj", "parataxis", "acl", "xcomp")
}

func (b *builder) copula(t doc.Tok) bool { return b.d.Child(t, "cop") != doc.None }

func (b *builder) eventNoun(t doc.Tok) bool {
	if !b.upos(t, "NOUN") && !(b.upos(t, "PROPN") && b.d.Sentences[b.d.SentenceOf(t)].Headline) || b.d.IsRel(t, function...) {
		return false
	}
	if b.words.noun(b, t) == nil || b.words.body[b.lemma(t)] && !b.deed(t) {
		return false
	}
	return !b.words.idiom[b.preposition(t)+" "+b.form(t)] || b.d.Child(t, "det", "nmod:poss", "amod", "compound") != doc.None
}

// deed reports whether a noun that may be a body too («the opposition») is a deed here: «opposition to the
// plan», «the exile of the king».
func (b *builder) deed(t doc.Tok) bool {
	for _, k := range b.d.Children(t) {
		if b.d.IsRel(k, "nmod", "acl") && !b.d.IsRel(k, "nmod:poss", "acl:relcl") {
			switch b.preposition(k) {
			case "to", "of", "against", "from", "by":
				return true
			}
		}
	}
	return false
}

// predicated reports whether t is predicated without a copula: «called him a liar», «Angry over the ban, …»,
// «Putin ready for talks», «officials able to help».
func (b *builder) predicated(t doc.Tok) bool {
	if !b.upos(t, "ADJ", "NOUN", "PROPN", "ADV", "PRON", "NUM") {
		return false
	}
	switch {
	case b.d.IsRel(t, "xcomp"):
		return true
	case b.d.Child(t, "nsubj", "nsubj:outer", "csubj", "expl") != doc.None && b.d.IsRel(t, "root", "ccomp", "advcl", "conj", "parataxis", "acl"):
		return true
	case b.upos(t, "ADJ"):
		return b.d.IsRel(t, "advcl", "acl") || b.d.IsRel(t, "amod", "root", "conj", "parataxis") && b.d.Child(t, "xcomp", "ccomp", "obl") != doc.None
	}
	return false
}

// semiAuxiliaries marks words that stand before an infinitive as an auxiliary would: «has to», «ought to»,
// «is going to», «is about to», «used to», «is to».
func (b *builder) semiAuxiliaries() []bool {
	semi := make([]bool, len(b.d.Tokens))
	for t := range doc.Tok(len(b.d.Tokens)) {
		if b.d.IsRel(t, "xcomp", "advcl", "ccomp") && b.toInfinitive(t) {
			if h := b.head(t); h < t && semiAuxiliary(b, h) != "" && !semi[h] {
				semi[h] = true
			}
		}
	}
	return semi
}

func (b *builder) toInfinitive(t doc.Tok) bool {
	if b.gerund(t) { // «close to signing»
		return false
	}
	for _, k := range b.d.Children(t) {
		if b.d.IsRel(k, "mark") && b.is(k, "to", "na", "ta") {
			return true
		}
	}
	return false
}

// semiAuxiliary names the semi-auxiliary that t is, as doc.Clause.Modal has it, or returns "".
func semiAuxiliary(b *builder, t doc.Tok) string {
	if b.d.Child(t, "obj", "aux:pass", "obl") != doc.None {
		return ""
	}
	switch b.form(t) {
	case "has", "have", "had", "having", "'ve", "'d":
		if b.upos(t, "VERB", "AUX") {
			return "have to"
		}
	case "going", "gon":
		if b.be(t) {
			return "be going to"
		}
	case "about":
		if b.be(t) {
			return "be about to"
		}
	case "ought":
		return "ought to"
	case "used":
		if b.upos(t, "VERB") {
			return "used to"
		}
	case "is", "are", "was", "were", "am", "'s", "'re", "be":
		if b.d.Child(t, "expl") == doc.None {
			return "be to"
		}
	}
	return ""
}

// be reports whether a form of be stands before t as auxiliary or copula.
func (b *builder) be(t doc.Tok) bool {
	for _, k := range b.d.Children(t) {
		if b.d.IsRel(k, "aux", "cop") && isBe(b.form(k)) {
			return true
		}
	}
	return false
}

func isBe(form string) bool {
	switch form {
	case "be", "is", "are", "am", "was", "were", "been", "being", "'s", "'re", "'m", "’s", "’re", "’m", "ai":
		return true
	}
	return false
}

// collect gathers the dependents of the whole predicate.
func (b *builder) collect(c *clause) {
	if len(c.parts) == 1 {
		c.kids = b.d.Children(c.Pred)
		return
	}
	for i := len(c.parts) - 1; i >= 0; i-- { // outermost first: its dependents come first
		for _, k := range b.d.Children(c.parts[i]) {
			if i == 0 || k != c.parts[i-1] {
				c.kids = append(c.kids, k)
			}
		}
	}
}

// descend goes down every tree, notes the nearest clause above each token and the order of the clauses.
func (b *builder) descend() {
	queue := make([]doc.Tok, 0, len(b.d.Tokens))
	for t := range b.d.Tokens {
		if b.head(doc.Tok(t)) == doc.None {
			queue = append(queue, doc.Tok(t))
		}
	}
	for i := 0; i < len(queue); i++ {
		t := queue[i]
		if h := b.head(t); h != doc.None {
			if b.of[h] != doc.None {
				b.up[t] = b.of[h]
			} else {
				b.up[t] = b.up[h]
			}
		}
		if c := b.of[t]; c != doc.None && b.clauses[c].top() == t {
			b.order = append(b.order, int(c))
		}
		queue = append(queue, b.d.Children(t)...)
	}
}

// maxClimb bounds the way from a relative word up to its clause.
const maxClimb = 12

// antecedent returns the noun that the relative word t stands for, and the top of its relative clause.
func (b *builder) antecedent(t doc.Tok) (noun, top doc.Tok) {
	which := b.is(t, "which") // only «which» may stand for a whole clause
	for n := 0; n < maxClimb && t != doc.None; n++ {
		if b.d.IsRel(t, "acl:relcl") || b.d.IsRel(t, "advcl:relcl") && which {
			return b.head(t), t
		}
		t = b.head(t)
	}
	return doc.None, doc.None
}

func (b *builder) markGaps() {
	for t := range doc.Tok(len(b.d.Tokens)) {
		if b.relative(t) || b.is(t, "whose") {
			if _, top := b.antecedent(t); top != doc.None {
				b.gap[top] = true
			}
		}
	}
}
