package factuality

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// contextOf returns what the governors of clause i make of it.
func (r *reading) contextOf(i int) value {
	c := &r.d.Clauses[i]
	if c.Light != doc.None && c.Kind == doc.Nominal {
		if v, ok := r.lightContext(i); ok {
			return v
		}
	}
	if c.Up == doc.None {
		return value{rule: "text"}
	}
	switch c.Link {
	case doc.Coordinated:
		if c.Kind == doc.Nominal || r.d.Clauses[c.Up].Kind != doc.Nominal {
			return r.context[c.Up]
		}
	case doc.Adverbial:
		return r.adverbial(i)
	case doc.Parataxis:
		return value{rule: "text"}
	case doc.Relative:
		return r.relative(i)
	}
	return r.governed(i)
}

// lightContext returns the value of the light verb of an event noun, unless the verb has a word to say about
// the noun: «offered support».
func (r *reading) lightContext(i int) (value, bool) {
	c := &r.d.Clauses[i]
	j := r.d.ClauseOf(c.Light)
	if j == doc.None || j == i {
		return value{}, false
	}
	l := &r.d.Clauses[j]
	if r.lex.signature(verb, lower(l.Lemma), "noun") != nil {
		return value{}, false
	}
	if r.state[j] != done {
		if r.state[j] == reading_ {
			return value{}, false
		}
		r.read(j)
	}
	v := r.values[j]
	v.void = nil
	if c.Neg == doc.None && r.denies(j) { // «did not end the talks» leaves them alone
		v.neg = !v.neg
	}
	return v, true
}

// hang is a word on the way from a clause up to its governor, and the form in which what is below hangs on it.
type hang struct {
	word  doc.Tok
	forms []string
}

// maxClimb bounds that way.
const maxClimb = 10

// path returns the words between clause i and its Up, and that clause's predicate, outermost first.
func (r *reading) path(i int) []hang {
	var out []hang
	c := &r.d.Clauses[i]
	up := doc.Tok(doc.None)
	if c.Up != doc.None {
		u := &r.d.Clauses[c.Up]
		up = u.Pred
		if u.Has(doc.Content, c.Pred) { // wherever the tree has it
			return []hang{{up, r.forms(i, c.Pred)}}
		}
	}
	t := c.Pred
	for n := 0; n < maxClimb; n++ {
		h := r.d.Tokens[t].Head
		if h == doc.None {
			break
		}
		out = append(out, hang{h, r.forms(i, t)})
		if h == up {
			break
		}
		t = h
	}
	if n := len(out); n > 1 && up != doc.None && out[n-1].word != up { // the clause layer hung it elsewhere
		return []hang{{up, out[0].forms}}
	}
	slices.Reverse(out)
	return out
}

// forms names the form of what hangs at t, the most special name first.
func (r *reading) forms(i int, t doc.Tok) []string {
	c := &r.d.Clauses[i]
	if t == c.Pred && c.Kind != doc.Nominal && !r.d.IsRel(t, "obj", "nsubj", "obl", "nmod", "obl:agent") || r.d.Tokens[t].UPOS == "VERB" && t == c.Pred {
		return r.clauseForms(c)
	}
	switch {
	case r.d.IsRel(t, "obj", "nsubj:pass", "xcomp", "ccomp", "iobj"):
		return []string{"noun"}
	case r.d.IsRel(t, "nsubj"):
		return []string{"subject"}
	case r.d.IsRel(t, "obl", "nmod") && !r.d.IsRel(t, "nmod:poss"):
		if p := r.preposition(t); p != "" {
			return []string{p}
		}
	case r.d.IsRel(t, "compound"):
		return []string{"of"}
	}
	return nil
}

func (r *reading) clauseForms(c *doc.Clause) []string {
	switch {
	case c.Mark == "to":
		return []string{"inf"}
	case c.Mark == "whether" || c.Mark == "if":
		return []string{"if", "wh"}
	case c.Mark == "that":
		return []string{"that"}
	case c.Mark != "" && r.d.Tokens[c.Pred].XPOS == "VBG":
		return []string{c.Mark, "ing"}
	case wh[c.Mark] && !c.Finite: // «learned how to swim»
		return []string{"inf"}
	case wh[c.Mark]:
		return []string{"wh"}
	case c.Finite:
		return []string{"that"}
	}
	switch r.d.Tokens[c.Pred].XPOS {
	case "VBG":
		if p := r.preposition(c.Pred); p != "" {
			return []string{p, "ing"}
		}
		return []string{"ing", "noun"}
	case "VB", "VBN":
		return []string{"inf", "that"}
	}
	return []string{"that", "inf"} // «called him a liar», «want the troops out»
}

var wh = map[string]bool{"how": true, "why": true, "where": true, "when": true, "who": true, "what": true, "which": true}

// preposition returns the case words of t.
func (r *reading) preposition(t doc.Tok) string {
	p := r.d.Child(t, "case")
	if p == doc.None {
		return ""
	}
	s := lower(r.d.Form(p))
	for _, k := range r.d.Children(p) {
		if r.d.IsRel(k, "fixed") {
			s += " " + lower(r.d.Form(k))
		}
	}
	return s
}

// governed lets every word between a clause and its governor tell on it.
func (r *reading) governed(i int) value {
	c := &r.d.Clauses[i]
	up := r.raised(i)
	v := r.values[up]
	v.ongoing, v.rule, v.entry = false, "text", ""
	past := r.past(up)
	path := r.path(i)
	for n, h := range path {
		isUp := h.word == r.d.Clauses[c.Up].Pred
		s := r.signatureOf(h, isUp)
		if isUp && (up != c.Up || n < len(path)-1 && r.signatureOf(path[n+1], false) == nil) {
			s = nil // «the effect of the cuts is expected» says nothing of the cuts
		}
		switch {
		case s != nil && h.forms[0] == "noun" && n == len(path)-1 && r.contentNoun(c.Pred) && !s.affirmed.plus && !s.affirmed.same:
			v = r.content(v, s, c.Pred)
		case s != nil:
			if v = under(v, s, past, h.forms[0]); s.affirmed.topic && c.Kind == doc.Nominal && n == len(path)-1 && r.presupposed(c.Pred) {
				v.world = actual
			}
		case isUp && n < len(path)-1 && r.signatureOf(path[n+1], false) != nil: // «found no evidence that …»
			v.weak, v.lean, v.void = false, false, nil
		case isUp:
			v = r.plain(i, v, n == len(path)-1)
		}
	}
	return v
}

// raised returns the clause that an event noun belongs to: of «talks are expected to begin» that is «begin»,
// else the one that it hangs on.
func (r *reading) raised(i int) int {
	c := &r.d.Clauses[i]
	if c.Kind != doc.Nominal || !r.d.IsRel(c.Pred, "nsubj", "nsubj:pass") {
		return c.Up
	}
	for _, a := range r.d.Clauses[c.Up].Args {
		if a.Role != doc.Content || a.Clause == doc.None || a.Clause == i {
			continue
		}
		in := &r.d.Clauses[a.Clause]
		for _, x := range in.Args {
			if x.Tok == c.Pred && x.Via == "raising" {
				r.read(a.Clause)
				return a.Clause
			}
		}
	}
	return c.Up
}

// signatureOf looks up the word by its class: a clause's predicate with its particle, another word by its lemma.
func (r *reading) signatureOf(h hang, isClause bool) *signature {
	if len(h.forms) == 0 {
		return nil
	}
	lemma, cls := r.lemma(h.word), noun
	switch r.d.Tokens[h.word].UPOS {
	case "VERB", "AUX":
		cls = verb
	case "ADJ", "ADV":
		cls = adjective
	}
	if isClause {
		lemma = lower(r.d.Clauses[r.d.ClauseOf(h.word)].Lemma)
	}
	if cls == verb && r.lex.by[verb][lemma+" "+h.forms[0]] != nil { // «call for», «vote against»: verbs of two words
		if s := r.lex.signature(verb, lemma+" "+h.forms[0], append(h.forms[1:len(h.forms):len(h.forms)], "noun", "ing")...); s != nil {
			return s
		}
	}
	return r.lex.signature(cls, lemma, h.forms...)
}

// contentNoun reports whether t stands for something said, asked or meant: it is there though what it says may
// not be («rejected the request to leave»).
func (r *reading) contentNoun(t doc.Tok) bool {
	l := r.lemma(t)
	return r.lex.signature(noun, l, "inf", "that") != nil && !r.lex.action[l]
}

// content is the context of a request, plan or claim under a verb that speaks of its content.
func (r *reading) content(g value, s *signature, t doc.Tok) value {
	e := s.affirmed
	if that := r.lex.signature(noun, r.lemma(t), "that"); that != nil && that.affirmed.said && (e.minus || e.weak) {
		e = effect{world: denied} // «rejected claims that it had shelled the town»
	}
	if g.neg || g.weak {
		e = s.denied
	}
	v := value{world: g.world, reported: g.reported, hearsay: g.hearsay, rule: "content", entry: s.entry}
	if g.world == actual {
		v.void = &e
	}
	return v
}

// under applies a signature to the value of the governor. A fact stays one whatever becomes of the governor
// («will regret that he left»), but what one is to see or to learn to do is not there yet.
func under(g value, s *signature, past bool, form string) value {
	e := s.affirmed
	switch {
	case g.void != nil && !s.factive():
		e = *g.void
	case g.neg || g.weak:
		e = s.denied
	}
	v := value{world: g.world, reported: g.reported, hearsay: g.hearsay, rule: "signature", entry: s.entry}
	switch {
	case s.affirmed.fact, s.factive() && (g.world == actual || form != "inf" && form != "ing"):
		v.world = actual
	case e.past && (past || g.world != actual):
	case e.past:
		v.world = possible
	case e.plus:
	case e.minus:
		v.neg = true
	case e.same:
		v.neg, v.weak = g.neg, g.weak
	case e.said:
		v.reported, v.lean = true, e.lean
		if v.world != actual {
			v.world = unknown
		}
	default:
		v.world, v.weak, v.lean = weaker(g.world, e.world), e.weak, e.lean
		if e.world == denied && g.world == actual {
			v.world = denied
		}
		if g.world == actual || g.world == planned && e.world != possible {
			v.world = e.world
		}
	}
	return v
}

// plain is the context that a governor without a signature gives: what is asserted in it is asserted; a
// definite noun is presupposed whatever the verb says.
func (r *reading) plain(i int, g value, direct bool) value {
	c := &r.d.Clauses[i]
	v := g
	v.neg, v.weak, v.lean, v.void = false, false, false, nil
	switch {
	case c.Kind == doc.Nominal:
		if up := c.Up; direct && up != doc.None && r.d.Clauses[up].Kind == doc.Predicated && (g.world == planned || g.world == conditional) {
			break // «the visit will be the first»
		}
		if g.world == actual && !g.neg || r.presupposed(c.Pred) || !direct {
			v.world = actual
		} else if g.neg {
			v.world = unknown
		}
	case c.Kind == doc.Verbal && c.Mark == "to" && g.world == actual:
		v.world = possible
	case g.neg:
		v.world = unknown
	}
	return v
}

// presupposed reports whether an event noun stands for something that is there already: «the attack», «their talks».
func (r *reading) presupposed(t doc.Tok) bool {
	for _, k := range r.d.Children(t) {
		if r.d.IsRel(k, "nmod:poss") {
			return true
		}
		if r.d.IsRel(k, "det") {
			switch lower(r.d.Form(k)) {
			case "the", "this", "that", "these", "those":
				return true
			}
		}
	}
	return false
}

// past reports whether clause i tells of the past.
func (r *reading) past(i int) bool {
	c := &r.d.Clauses[i]
	return c.Tense == doc.Past || c.Perfect
}

// relative is the context of a clause on a noun: a finite clause or a participle asserts by itself; an
// infinitive is yet to come, unless it is of «the first to» do so. A noun that is only wanted or meant takes
// its clause with it: «wants a deal that ends the war».
func (r *reading) relative(i int) value {
	c := &r.d.Clauses[i]
	v := value{rule: "text"}
	for _, h := range r.path(i) {
		if s := r.signatureOf(h, false); s != nil && r.d.ClauseOf(h.word) == doc.None {
			v = under(value{rule: "text"}, s, false, h.forms[0])
		}
	}
	on := r.d.Tokens[c.Pred].Head
	switch {
	case v.entry != "":
	case c.Mark == "to" && !r.ordinal(on):
		v.world, v.rule = planned, "infinitive"
	case c.Passive && r.lex.signature(verb, lower(c.Lemma), "noun") != nil: // «a planned attack»: it is planned
	case c.Tense != doc.Past && !c.Perfect && on != doc.None && !r.presupposed(on) && r.d.Tokens[on].UPOS == "NOUN":
		if g := r.values[c.Up]; g.world != actual && g.world != denied && !c.Progressive && !r.hasOwnSubject(c, on) && (r.d.Clauses[c.Up].Pred == on || r.d.Clauses[c.Up].Has(doc.Object, on)) {
			v.world, v.rule = g.world, "relative"
		}
	}
	return v
}

// hasOwnSubject reports whether somebody else than the noun does what the clause on it says: «talks that they
// hope will succeed».
func (r *reading) hasOwnSubject(c *doc.Clause, on doc.Tok) bool {
	role := doc.Subject
	if c.Passive {
		role = doc.Object
	}
	return len(c.All(role)) > 0 && !c.Has(role, on)
}

// ordinal reports whether t is one of a row: «the first leader to visit».
func (r *reading) ordinal(t doc.Tok) bool {
	if t == doc.None {
		return false
	}
	for _, k := range append([]doc.Tok{t}, r.d.Children(t)...) {
		switch r.lemma(k) {
		case "first", "second", "third", "last", "latest", "only", "next", "fourth", "fifth", "youngest", "oldest":
			return true
		}
		if r.d.Feat(k, "NumType") == "Ord" {
			return true
		}
	}
	return false
}

func (r *reading) lemma(t doc.Tok) string {
	if l := r.d.Tokens[t].Lemma; l != "" && l != "_" {
		return lower(l)
	}
	return lower(r.d.Form(t))
}

func lower(s string) string { return strings.ToLower(s) }
