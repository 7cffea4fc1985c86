package clause

import "github.com/openreadout/readout/internal/doc"

// group reads the verb group of clause i: tense, aspect, voice, modality, negation, mood.
func (b *builder) group(i int) {
	c := &b.clauses[i]
	c.Neg = b.negation(c)
	if c.Kind == doc.Nominal {
		return
	}
	b.finite(c)
	for _, p := range c.parts[1:] {
		b.semi(c, semiAuxiliary(b, p))
	}
	for _, k := range c.kids {
		switch {
		case c.Kind == doc.Verbal && b.beforeTo(c, k): // «is to visit», if not «the plan is to visit»
			if s := b.d.Child(c.Pred, "nsubj"); s != doc.None && !b.goal(c, s) {
				c.Modal = "be to"
			}
		case b.d.IsRel(k, "aux:pass", "nsubj:pass", "csubj:pass"):
			c.Passive = true
		case b.d.IsRel(k, "aux"):
			b.auxiliary(c, k)
		case b.d.IsRel(k, "punct") && b.is(k, "?"):
			c.Question = true
		}
	}
	if c.Kind == doc.Verbal {
		b.voice(c)
		b.headlineVoice(c)
		b.imperative(c)
		if b.tag(c.Pred, "VBG") && b.d.Child(c.Pred, "aux") != doc.None {
			c.Progressive = b.be(c.Pred)
		}
	}
	if !c.Question && b.d.IsRel(c.top(), "root") {
		c.Question = b.asks(c.Pred)
	}
}

// beforeTo reports whether k is a form of be before the «to» of c: «was to have visited».
func (b *builder) beforeTo(c *clause, k doc.Tok) bool {
	if !b.d.IsRel(k, "cop", "aux") || !isBe(b.form(k)) || b.is(k, "be", "been", "being") {
		return false
	}
	for _, m := range b.d.Children(c.Pred) {
		if b.d.IsRel(m, "mark") && b.is(m, "to") {
			return k < m
		}
	}
	return false
}

// asks reports whether the sentence of t ends in a question mark.
func (b *builder) asks(t doc.Tok) bool {
	s := b.d.Sentences[b.d.SentenceOf(t)]
	for t := s.End - 1; t >= s.First && b.upos(t, "PUNCT", "SYM"); t-- {
		if b.is(t, "?", "?!", "!?", "??") {
			return true
		}
	}
	return false
}

// finite sets tense and finiteness by the first finite word: the outermost semi-auxiliary, an auxiliary,
// the copula, or the verb itself.
func (b *builder) finite(c *clause) {
	words := append([]doc.Tok{}, c.top())
	for _, k := range b.d.Children(c.top()) {
		if b.d.IsRel(k, "aux", "aux:pass", "cop") {
			words = append(words, k)
		}
	}
	first := doc.Tok(doc.None)
	for _, w := range words[1:] {
		if first == doc.None || w < first {
			first = w
		}
	}
	if first != doc.None {
		c.Tense, c.Finite = b.tenseOfAuxiliary(first)
		return
	}
	if !b.verb(c.top()) && len(c.parts) == 1 {
		return
	}
	switch b.d.Tokens[c.top()].XPOS {
	case "VBD":
		c.Tense, c.Finite = doc.Past, true
	case "VBZ", "VBP":
		c.Tense, c.Finite = doc.Present, true
	case "MD":
		c.Tense, c.Finite = b.tenseOfAuxiliary(c.top())
	case "VBN": // a past tense that the tagger took for a participle: it has a subject and no auxiliary
		if b.d.Child(c.top(), "nsubj") != doc.None && b.d.IsRel(c.top(), "root", "ccomp", "conj", "parataxis", "acl:relcl") {
			c.Tense, c.Finite = doc.Past, true
		}
	case "VB": // a subjunctive: «demanded that he leave»
		c.Finite = b.d.Child(c.top(), "nsubj") != doc.None && !b.toInfinitive(c.top())
		if c.Finite && b.d.IsRel(c.top(), "root") { // a present that the tagger took for an infinitive: «Russia and Iran sign a pact»
			c.Tense = doc.Present
		}
	}
}

func (b *builder) tenseOfAuxiliary(t doc.Tok) (doc.Tense, bool) {
	switch b.form(t) {
	case "was", "were", "did", "had", "got":
		return doc.Past, true
	case "'d", "’d":
		if b.tag(t, "VBD") {
			return doc.Past, true
		}
		return doc.Present, true
	case "will", "shall", "wo", "sha", "'ll", "’ll", "'ill":
		return doc.Future, true
	case "be", "been", "being", "having", "getting":
		return doc.NoTense, false
	case "have", "get", "do":
		if b.tag(t, "VB") {
			return doc.NoTense, false
		}
	}
	return doc.Present, true
}

// modals gives the lemma of a modal auxiliary by its form; «will» and «shall» are a tense.
var modals = map[string]string{"may": "may", "might": "might", "can": "can", "ca": "can", "cannot": "can", "could": "could", "would": "would", "'d": "would", "’d": "would",
	"should": "should", "must": "must", "ought": "ought to", "need": "need", "dare": "dare"}

func (b *builder) auxiliary(c *clause, t doc.Tok) {
	form := b.form(t)
	switch {
	case form == "'d" || form == "’d":
		if b.tag(t, "VBD") || b.tag(c.Pred, "VBN") && b.d.Child(c.Pred, "aux:pass") == doc.None {
			c.Tense, c.Perfect = doc.Past, true
			return
		}
		c.Modal = "would"
	case modals[form] != "":
		c.Modal = modals[form]
	case b.lemma(t) == "have" || form == "having" || form == "'ve" || form == "’ve" || (form == "'s" || form == "’s") && b.tag(c.Pred, "VBN") && !c.Passive:
		c.Perfect = true
	}
}

// semi lets a semi-auxiliary tell on its clause. «is going to» is a future, «was going to» is not.
func (b *builder) semi(c *clause, name string) {
	switch name {
	case "be going to":
		if c.Tense == doc.Present {
			c.Tense = doc.Future
			return
		}
	case "used to":
		c.Tense = doc.Past
	}
	if c.Modal == "" {
		c.Modal = name
	}
}

// voice finds passives without an auxiliary: participles that modify («troops sent by Mali», «Accused of
// spying, he …»).
func (b *builder) voice(c *clause) {
	if c.Passive && b.activeAfterAll(c) {
		c.Passive, c.Tense, c.Finite = false, doc.Past, true
		return
	}
	if c.Passive || !b.tag(c.Pred, "VBN", "VBD") || c.Perfect && b.d.Child(c.Pred, "aux:pass") == doc.None {
		return
	}
	if b.d.Child(c.Pred, "obl:agent") != doc.None && b.d.Child(c.Pred, "nsubj") == doc.None {
		c.Passive, c.Tense, c.Finite = true, doc.NoTense, false
		return
	}
	if b.d.IsRel(c.top(), "acl") && b.d.Child(c.Pred, "obj") != doc.None && b.d.Child(c.Pred, "aux") == doc.None && b.d.IsRel(b.head(c.top()), "root") && !b.copula(b.head(c.top())) {
		c.Tense, c.Finite = doc.Past, true // «The court, set up in May, freed the general» with «court» on top
		return
	}
	if !b.tag(c.Pred, "VBN") || b.d.Child(c.Pred, "aux") != doc.None || b.d.Child(c.Pred, "nsubj", "csubj") != doc.None {
		return
	}
	if b.d.IsRel(c.top(), "amod", "advcl", "xcomp") || b.d.IsRel(c.top(), "acl") && !b.d.IsRel(c.top(), "acl:relcl") {
		c.Passive = true
	}
}

// activeAfterAll reports whether a passive without an auxiliary is a past tense that the tagger took for a
// participle: it has an object, and it is no headline.
func (b *builder) activeAfterAll(c *clause) bool {
	return b.tag(c.Pred, "VBN", "VBD") && b.d.IsRel(c.top(), "root", "ccomp", "conj", "parataxis") && b.d.Child(c.Pred, "aux", "aux:pass") == doc.None &&
		b.d.Child(c.Pred, "obj") != doc.None && b.d.Child(c.Pred, "nsubj:pass") != doc.None && !b.headline(c.Pred)
}

// headlineVoice reads what a headline leaves out: «Minister arrested» is a passive, «France considering ban» is
// a present.
func (b *builder) headlineVoice(c *clause) {
	if !b.d.IsRel(c.top(), "root") || !b.headline(c.Pred) || b.d.Child(c.Pred, "nsubj") == doc.None || b.d.Child(c.Pred, "aux", "aux:pass") != doc.None {
		return
	}
	switch {
	case b.tag(c.Pred, "VBG"):
		c.Tense, c.Progressive, c.Finite = doc.Present, true, true
	case b.tag(c.Pred, "VBD", "VBN") && !b.words.intransitive[c.Lemma] && b.d.Child(c.Pred, "obj", "ccomp", "xcomp") == doc.None:
		c.Passive, c.Tense, c.Finite = true, doc.Past, true
	}
}

// imperative finds commands: a bare verb at the top of a sentence without a subject.
func (b *builder) imperative(c *clause) {
	if !b.tag(c.Pred, "VB") || !b.d.IsRel(c.top(), "root", "parataxis", "ccomp") || b.d.IsRel(c.top(), "ccomp") && c.Pred > b.head(c.Pred) || len(c.parts) > 1 || c.Modal != "" || c.Tense != doc.NoTense || b.toInfinitive(c.Pred) {
		return
	}
	for _, k := range c.kids {
		if b.d.IsRel(k, "nsubj", "nsubj:pass", "csubj", "expl", "mark") || b.d.IsRel(k, "aux") && !b.is(k, "do", "let") {
			return
		}
	}
	c.Imperative, c.Finite = true, true
}
