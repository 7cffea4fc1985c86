package factuality

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// events gives every event the factuality of its clause, and one chain for each independent claim of it. A
// claim of the text itself outweighs one that is only reported.
func (r *reading) events() {
	for i := range r.d.Events {
		e := &r.d.Events[i]
		best := r.claim(e.Trigger)
		e.Factuality = best.factuality
		e.Sources = []doc.Chain{best.chain}
		for n := range e.Mentions {
			m := &e.Mentions[n]
			first, end := r.d.TokensIn(m.Span)
			if first >= end {
				continue
			}
			c := r.claim(first)
			m.Sources = c.chain
			if !slices.ContainsFunc(e.Sources, func(x doc.Chain) bool { return slices.Equal(x, c.chain) }) {
				e.Sources = append(e.Sources, c.chain)
			}
			if len(c.chain) == 0 && len(best.chain) > 0 && c.factuality == "happened" && best.factuality == "reported" {
				e.Factuality = c.factuality
			}
		}
	}
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
