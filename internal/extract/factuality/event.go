package factuality

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// events gives every event the factuality of its clause as later mentions correct it, and one chain for each
// independent claim of it.
func (r *reading) events() {
	for i := range r.d.Events {
		e := &r.d.Events[i]
		first := r.claim(e.Trigger)
		e.Factuality = first.factuality
		e.Sources = []doc.Chain{first.chain}
		for n := range e.Mentions {
			m := &e.Mentions[n]
			t, end := r.d.TokensIn(m.Span)
			if t >= end {
				continue
			}
			c := r.claim(t)
			m.Sources = c.chain
			if !slices.ContainsFunc(e.Sources, func(x doc.Chain) bool { return slices.Equal(x, c.chain) }) {
				e.Sources = append(e.Sources, c.chain)
			}
			if r.corrects(c, t, e.Factuality) {
				e.Factuality = c.factuality
			}
		}
	}
}

// corrects reports whether a later mention at t says more of an event than was said before: the text itself
// tells what was only reported, or what was planned has happened or come to nothing.
func (r *reading) corrects(c claim, t doc.Tok, before string) bool {
	switch before {
	case "reported":
		return c.factuality == "happened" && len(c.chain) == 0
	case "planned", "possible", "demanded", "conditional", "unknown":
		if c.factuality == "did-not-happen" {
			return true
		}
		i := r.d.ClauseOf(t)
		return c.factuality == "happened" && i != doc.None && r.d.Clauses[i].Kind == doc.Verbal && r.d.Clauses[i].Tense == doc.Past
	}
	return false
}

// claim is one telling of an event.
type claim struct {
	factuality string
	chain      doc.Chain
}

// claim returns what the text makes of the predicate at t.
func (r *reading) claim(t doc.Tok) claim {
	i := r.d.ClauseOf(t)
	if i == doc.None {
		return claim{"unknown", r.chainOf(t)}
	}
	p := &r.d.Predicates[i]
	if p.Sources == nil {
		return claim{p.Factuality, doc.Chain{}}
	}
	return claim{p.Factuality, p.Sources}
}
