package event

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// Prepositions of what says where something happens. «From» tells where somebody comes from; «on» and «over» are of
// the scene of an attack, but the subject of talks.
var (
	scenePreps  = []string{"in", "at", "near", "across", "inside", "outside", "around", "along", "throughout", "off", "into"}
	strikePreps = append([]string{"on", "over"}, scenePreps...)
)

// placeOf returns where the event of r happens, not where its actors are from: what the verb says («met in Kazan»),
// then what stands under its subject («police in Lagos arrested»), then under its object («killed ten people in
// Pahalgam»), which tells nothing of what is only said or decreed («called on the people of Gaza»). A target that is a
// place is the scene of an attack or visit.
func (x *reader) placeOf(r *reading) int {
	if r.mode == "visit" {
		if e := x.targetPlace(r); e != doc.None {
			return e
		}
	}
	if r.typ == "CONSULT" && (r.mode == "phone" || r.mode == "video") {
		return doc.None // a call is at no place
	}
	best := doc.None
	for _, tier := range x.tiers(r) {
		best = x.finest(r, best, tier)
	}
	if best != doc.None {
		return best
	}
	return x.targetPlace(r)
}

// targetPlace returns the target if it is the place of what happens to it, else None.
func (x *reader) targetPlace(r *reading) int {
	for _, e := range r.target {
		if k := x.d.Entities[e].Kind; (k == "place" || k == "state") && r.takesPlaceAtTarget() {
			return e
		}
	}
	return doc.None
}

// tiers returns the tokens that may say where, the surest first.
func (x *reader) tiers(r *reading) [][]doc.Tok {
	c := &x.d.Clauses[r.clause]
	preps := scenePreps
	if r.typ == "ASSAULT" || r.typ == "MOBILIZE" {
		preps = strikePreps
	}
	if r.mode == "visit" {
		preps = append([]string{"to"}, preps...)
	}
	verb := c.Obliques(preps...)
	if c.Kind != doc.Verbal {
		verb = append(verb, x.under(c.Pred, preps)...)
	}
	out := [][]doc.Tok{verb, nil, nil}
	for _, a := range c.Args {
		switch {
		case a.Tok == c.Pred:
		case a.Role == doc.Subject:
			out[1] = append(out[1], x.under(a.Tok, preps)...)
		case a.Role == doc.Object && r.deed():
			out[2] = append(out[2], x.under(a.Tok, preps)...)
			if slices.Contains(preps, x.d.Preposition(a.Tok)) {
				out[0] = append(out[0], a.Tok) // «landed in Gao», which parsers take for an object
			}
		case a.Role == doc.Oblique && r.deed() && (a.Prep == "on" || a.Prep == "during"): // «on the sidelines of the summit in Manama»
			out[2] = append(out[2], x.under(a.Tok, preps)...)
		case a.Role == doc.Oblique && r.deed() && slices.Contains(preps, a.Prep):
			out[2] = append(out[2], x.reach(a.Tok, preps, 0)...)
		}
	}
	return out
}

// deed reports whether the event is one that is done somewhere, not only said or decreed.
func (r *reading) deed() bool {
	switch r.typ {
	case "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "CONCEDE":
		return false
	}
	return true
}

// finest returns the first place that the tokens name, or a finer one in the same country: «near Agadez in Niger».
// best is what surer tokens named, None for nothing.
func (x *reader) finest(r *reading, best int, toks []doc.Tok) int {
	for _, t := range uniqueToks(toks) {
		if x.timed[t] {
			continue
		}
		for _, e := range x.placesAt(t) {
			if slices.Contains(r.source, e) || slices.Contains(r.target, e) && !r.takesPlaceAtTarget() {
				continue
			}
			if best == doc.None || x.finer(e, best) {
				best = e
			}
		}
	}
	return best
}

// finer reports whether a is a smaller place than b in b's country.
func (x *reader) finer(a, b int) bool {
	p, q := x.d.Entities[a].Place, x.d.Entities[b].Place
	if p == nil || q == nil || p.Country != q.Country || p.Country == "" {
		return false
	}
	rank := func(grain string) int { return slices.Index([]string{"country", "area", "region", "city"}, grain) }
	return rank(p.Grain) > rank(q.Grain)
}

// placesAt returns the places that a phrase names: the one at its head, or those under it («in the northern part of
// Mali», «at a U.S. base in Qatar»). A state before a noun owns it: it is not where it stands.
func (x *reader) placesAt(t doc.Tok) []int {
	if e := x.d.EntityOf(t); e >= 0 && x.sited(e) {
		return []int{e}
	}
	var out []int
	for _, k := range x.d.Children(t) {
		e := x.d.EntityOf(k)
		if e < 0 || !x.isPlace(e) {
			continue
		}
		if x.d.IsRel(k, "nmod", "appos") && x.d.Preposition(k) != "from" || x.d.IsRel(k, "compound") && x.d.Entities[e].Kind == "place" {
			out = append(out, e)
		}
	}
	return out
}

// sited reports whether an entity is a place that one can be at.
func (x *reader) sited(e int) bool {
	switch x.d.Entities[e].Kind {
	case "place", "state", "facility":
		return x.isPlace(e)
	}
	return false
}

// takesPlaceAtTarget reports whether the target, if it is a place or a state, is where the event happens.
func (r *reading) takesPlaceAtTarget() bool {
	return r.typ == "ASSAULT" || r.typ == "CONSULT" && r.mode == "visit"
}
