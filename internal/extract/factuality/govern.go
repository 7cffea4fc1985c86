package factuality

import "github.com/openreadout/readout/internal/doc"

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
	for _, k := range r.near(t) {
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

// maxKids bounds how many dependents of another word are looked at: a list of ten thousand may hang on one.
const maxKids = 64

// near returns the first dependents of t, among them all that stand before it.
func (r *reading) near(t doc.Tok) []doc.Tok {
	kids := r.d.Children(t)
	return kids[:min(len(kids), maxKids)]
}

// past reports whether clause i tells of the past.
func (r *reading) past(i int) bool {
	c := &r.d.Clauses[i]
	return c.Tense == doc.Past || c.Perfect
}
