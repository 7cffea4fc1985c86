package event

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// pick says which entities may be a party.
type pick struct {
	kinds    kinds // of the frame, nil for fallback
	fallback kinds
	not      words // head words that are none
	blocked  words // head words that are none in any frame: «storm», «shares»
	except   []int // parties already, which are not looked for again: «its plan for the migrants»
	doing    bool  // the party is to be a doer: where a thing is or whom it is against does not tell it
	blamed   bool  // the party is to blame for the deed that the phrase names: he who suffered it is none
	talking  bool  // the party takes part in talks: what they are about is none
	helped   bool  // the party is helped: his country is so with him
	anyone   bool  // private persons count too: «police arrested the singer»
}

func (p pick) allows(kind string) bool {
	if p.kinds != nil {
		return p.kinds[kind]
	}
	return p.fallback[kind]
}

// first returns the parties of the first slot that has any, without those of except.
func (v *view) first(slots []slot, p pick, r *reading, except []int) []int {
	p.except = except
	for _, s := range slots {
		out := v.besides(without(v.fill(s, p, r), except), except)
		if s.base == "complement.any" || s.base == "within" || s.base == "purpose" {
			out = v.foreign(out, except)
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

func without(xs, except []int) []int {
	var out []int
	for _, x := range xs {
		if !slices.Contains(except, x) && !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// besides leaves out groups of none but those of except: «Chad and Mali settled their dispute».
func (x *reader) besides(es, except []int) []int {
	return slices.DeleteFunc(es, func(e int) bool {
		m := x.d.Entities[e].Members
		return len(m) > 0 && !slices.ContainsFunc(m, func(k int) bool { return !slices.Contains(except, k) })
	})
}

// foreign leaves out the states and places of the sources' own country, which stand in a clause for other reasons
// than as a party: «the Libyan bank agreed to a rate of four Libyan dinars».
func (x *reader) foreign(es, sources []int) []int {
	return slices.DeleteFunc(es, func(e int) bool {
		k := x.d.Entities[e].Kind
		return (k == "state" || k == "people") && slices.ContainsFunc(sources, func(s int) bool {
			return x.d.Entities[s].Country != "" && x.d.Entities[s].Country == x.d.Entities[e].Country
		})
	})
}

// fill returns the parties in one slot.
func (v *view) fill(s slot, p pick, r *reading) []int {
	switch {
	case s.base == "complement.source":
		if r.inner != nil {
			return r.inner.source
		}
		return nil
	case s.base == "complement.target":
		if r.inner != nil {
			return r.inner.target
		}
		return nil
	case s.base == "complement.any":
		return v.inComplement(r, p)
	case s.base == "purpose":
		return v.inPurpose(p)
	case s.base == "within":
		return v.within(p)
	}
	var out []int
	for _, t := range v.tokens(s) {
		switch {
		case p.blamed && v.suffers(t):
		case s.reach == inside:
			out = append(out, v.inside(t, p)...)
		case s.reach == doer:
			out = append(out, v.doers(t, p)...)
		case t != v.cl().Pred:
			out = append(out, v.actors(t, p)...)
		}
	}
	return out
}

// suffers reports whether t names whom the harm is done to that the noun above it names: «force against the
// protesters».
func (x *reader) suffers(t doc.Tok) bool {
	h := x.d.Tokens[t].Head
	if h == doc.None || !x.d.IsRel(t, "nmod", "obl") {
		return false
	}
	switch x.d.Preposition(t) {
	case "against", "on", "towards", "toward":
	default:
		return false
	}
	c := x.d.ClauseOf(h)
	if c != doc.None && x.d.Clauses[c].Kind == doc.Verbal { // parsers hang «against the protesters» on the verb too
		return slices.ContainsFunc(x.d.Clauses[c].All(doc.Object), func(o doc.Tok) bool { return o > h && o < t && x.lex.classes["@harm"][x.lemma(o)] })
	}
	return x.lex.classes["@harm"][x.lemma(h)] || c != doc.None && x.d.Clauses[c].Kind == doc.Nominal && x.readings[c] != nil && hostile[x.readings[c].typ]
}

// parties fills the source and the target of r.
func (x *reader) parties(r *reading, v *view) {
	f := r.frame
	v.agents = true
	if !v.inProtest() {
		r.source = v.first(f.source, pick{kinds: f.sourceIs, fallback: sourceKinds, not: f.notSource, blocked: x.lex.classes["@not-actor"], doing: true}, r, nil)
	}
	if len(r.source) == 0 {
		r.source = v.author()
	} else if v.cl().Kind == doc.Nominal && !slices.ContainsFunc(r.source, func(e int) bool { return x.d.Entities[e].Kind != "group" || x.d.Entities[e].Country != "" }) {
		if out := v.author(); len(out) > 0 {
			r.source = out // «announced the deployment of 230 soldiers»
		}
	}
	v.agents = false
	members := x.members(r.source)
	r.target = v.first(x.targetSlots(f, members), pick{kinds: f.targetIs, fallback: targetKinds, not: f.notTarget, blocked: x.lex.classes["@not-actor"],
		helped: f.typ == "AID" || r.inner != nil && r.inner.typ == "AID", blamed: f.typ == "ACCUSE" && f.mode != "investigate", talking: f.typ == "CONSULT" && f.mode != "visit", anyone: forceful[f.typ] && x.inPower(r.source)}, r, r.source)
	if in := r.inner; in != nil && in.symmetric && len(in.target) > 0 && sameSet(x.members(r.source), x.members(append(slices.Clone(in.source), in.target...))) {
		r.source, r.target, r.symmetric = in.source, in.target, true // «Chad and Mali plan to restore ties»
		return
	}
	if f.typ == "CONSULT" && len(members) == 2 && len(r.target) > 0 && f.mode != "visit" && !slices.ContainsFunc(r.target, x.acts) {
		r.source, r.target, r.symmetric = members[:1], members[1:], true // «the two ministers attended a session in Gao»
		return
	}
	if f.symmetry == oneWay {
		return
	}
	if f.symmetry == plurals && len(members) > 1 && !slices.ContainsFunc(r.target, x.acts) {
		r.target = nil // «Chad and Mali agreed to build a bridge in Gao»
	}
	if len(r.target) > 0 {
		r.symmetric = f.symmetry == mutual
		return
	}
	switch {
	case len(members) == 2:
		r.source, r.target, r.symmetric = members[:1], members[1:], true
	case len(members) > 2:
		r.source, r.symmetric = members, true
	case len(r.source) == 1 && f.symmetry == mutual && x.plural(r.source[0]):
		r.symmetric = true
	}
}

// targetSlots returns the slots in which the target of f may stand. Where several parties do it to one another, what
// their deed concerns is no party: «Chad and Mali agreed to help the refugees».
func (x *reader) targetSlots(f *frame, members []int) []slot {
	if f.symmetry != plurals || len(members) < 2 {
		return f.target
	}
	var out []slot
	for _, s := range f.target {
		if s.base != "complement.any" && s.base != "within" && s.base != "purpose" {
			out = append(out, s)
		}
	}
	return out
}

// forceful are the types of deeds that states do to private persons too.
var forceful = map[string]bool{"COERCE": true, "ASSAULT": true, "SANCTION": true}

// inPower reports whether one of the entities has power over people: a state, its arms, an armed group.
func (x *reader) inPower(es []int) bool {
	return slices.ContainsFunc(es, func(e int) bool {
		code := x.d.Entities[e].Actor
		if x.d.Entities[e].Kind == "state" {
			return true
		}
		for i := 3; i+3 <= len(code); i += 3 {
			switch code[i : i+3] {
			case "GOV", "MIL", "COP", "SPY", "JUD", "REB", "UAF", "INS", "SEP":
				return true
			}
		}
		return false
	})
}

// acts reports whether an entity is more than a place.
func (x *reader) acts(e int) bool {
	k := x.d.Entities[e].Kind
	return k != "place" && k != "facility" && k != "other"
}

// members lists the members of groups, each entity once.
func (x *reader) members(es []int) []int {
	var out []int
	for _, e := range es {
		if m := x.d.Entities[e].Members; len(m) > 1 {
			out = append(out, m...)
		} else {
			out = append(out, e)
		}
	}
	return unique(out)
}

func (x *reader) plural(e int) bool {
	ent := &x.d.Entities[e]
	return ent.Kind == "group" && len(ent.Mentions) > 0 && x.d.Mentions[ent.Mentions[0]].Number == "Plur"
}

func unique(xs []int) []int {
	var out []int
	for _, x := range xs {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}
