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
}

func (p pick) allows(kind string) bool {
	if p.kinds != nil {
		return p.kinds[kind]
	}
	return p.fallback[kind]
}

// first returns the parties of the first slot that has any, without those of except.
func (v *view) first(slots []slot, p pick, r *reading, except []int) []int {
	for _, s := range slots {
		if out := without(v.fill(s, p, r), except); len(out) > 0 {
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
	}
	var out []int
	for _, t := range v.tokens(s) {
		switch {
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

// inComplement returns the first actors in the complements of r other than their subjects and what is the
// source's own: «agreed to set up a hospital in Gao», not «to withdraw its troops».
func (v *view) inComplement(r *reading, p pick) []int {
	theme := r.inner != nil && r.inner.frame.asksForObject()
	for _, s := range r.frame.complement {
		if s.base != "content" {
			for _, t := range v.tokens(s) {
				if out := v.actors(t, p); len(out) > 0 && !v.owned(t) {
					return out
				}
			}
			continue
		}
		for _, i := range v.contents() {
			if out := v.undergoers(i, p, theme); len(out) > 0 {
				return out
			}
		}
	}
	return nil
}

// owned reports whether t is somebody's own: «its troops».
func (x *reader) owned(t doc.Tok) bool {
	k := x.d.Child(t, "nmod:poss")
	return k != doc.None && x.d.Tokens[k].UPOS == "PRON"
}

// inPurpose returns the first actors that a clause of purpose names, and takes that clause in: «gave $4m to
// help the people of Tonga» is one event.
func (v *view) inPurpose(p pick) []int {
	from := []doc.Tok{v.cl().Pred}
	from = append(from, v.argument("object")...)
	for _, t := range from {
		for _, k := range v.d.Children(t) {
			i := v.d.ClauseOf(k)
			if i == doc.None || i == v.clause || !v.d.IsRel(k, "advcl", "acl", "xcomp") || v.d.Clauses[i].Finite || k < v.cl().Pred {
				continue
			}
			if out := v.undergoers(i, p, false); len(out) > 0 {
				v.reader.purposes = append(v.reader.purposes, purpose{v.clause, i})
				return out
			}
		}
	}
	return nil
}

// undergoers returns the first actors in the arguments of clause i other than its subject. The object does not
// count if it is the thing that is given or made.
func (x *reader) undergoers(i int, p pick, theme bool) []int {
	c := &x.d.Clauses[i]
	theme = theme || x.lex.classes["@create"][c.Lemma]
	for _, a := range c.Args {
		if a.Role == doc.Subject || a.Role == doc.Content || x.owned(a.Tok) || x.timed[a.Tok] {
			continue
		}
		if a.Role == doc.Object && theme {
			if out := x.inside(a.Tok, p); len(out) > 0 {
				return out
			}
			continue
		}
		if out := x.actors(a.Tok, p); len(out) > 0 {
			return out
		}
	}
	return nil
}

// actors returns the party that the phrase of t names, or else the actors inside it: the author of «the
// decision by the court», the owner of «Russia's policy».
func (x *reader) actors(t doc.Tok, p pick) []int {
	if x.listed(t, p.not) {
		return nil
	}
	if e := x.entity(t); e >= 0 && p.allows(x.d.Entities[e].Kind) && !x.listed(t, p.blocked) {
		return append([]int{e}, x.home(t, e)...)
	}
	return x.inside(t, p)
}

// home returns the place or state of people whom only it tells from others: «villagers in Mali».
func (x *reader) home(t doc.Tok, e int) []int {
	ent := &x.d.Entities[e]
	if ent.Kind != "group" && ent.Kind != "people" && ent.Kind != "person" || ent.Country != "" || len(ent.Members) > 0 || !x.listed(t, x.lex.classes["@folk"]) {
		return nil
	}
	for _, k := range x.d.Children(t) {
		if h := x.entity(k); h >= 0 && x.d.IsRel(k, "nmod", "obl") && x.isPlace(h) {
			switch x.preposition(k) {
			case "in", "from", "of", "near", "across", "around", "throughout", "inside":
				return []int{h}
			}
		}
	}
	return nil
}

func (x *reader) entity(t doc.Tok) int {
	e := x.d.EntityOf(t)
	if e < 0 || e >= len(x.d.Entities) {
		return doc.None
	}
	return e
}

func (x *reader) listed(t doc.Tok, w words) bool {
	if len(w) == 0 {
		return false
	}
	for _, k := range x.keys(t) {
		if w[k] {
			return true
		}
	}
	return false
}

// insidePreps are the prepositions of dependents that may tell whose a thing is, best first.
var insidePreps = [][]string{{"by"}, {"of", "from"}, {"against", "with", "between", "among", "to", "toward", "towards", "for", "in", "on", "at", "over"}}

// inside returns the actors among the dependents of t. An event noun has its doer, else its patient.
func (x *reader) inside(t doc.Tok, p pick) []int {
	if c := x.d.ClauseOf(t); c != doc.None && x.d.Clauses[c].Kind == doc.Nominal {
		for _, role := range []doc.Role{doc.Subject, doc.Object} {
			if out := x.named(x.d.Clauses[c].All(role), p); len(out) > 0 {
				return out
			}
		}
	}
	if out := x.named(x.kids(t, "nmod:poss"), p); len(out) > 0 {
		return out
	}
	for i, preps := range insidePreps {
		if i == 2 {
			if out := x.named(x.kids(t, "compound", "amod", "appos"), p); len(out) > 0 {
				return out
			}
			if out := x.participle(t, p); len(out) > 0 {
				return out
			}
		}
		var toks []doc.Tok
		for _, k := range x.kids(t, "nmod", "obl") {
			if slices.Contains(preps, x.preposition(k)) {
				toks = append(toks, k)
			}
		}
		if out := x.named(toks, p); len(out) > 0 {
			return out
		}
		if i == 1 { // «a convoy of trucks of the army»
			for _, k := range toks {
				if out := x.inside(k, p); len(out) > 0 {
					return out
				}
			}
		}
	}
	return nil
}

// doers returns those who do the deed that t names: its subject, its possessor or what stands before it.
func (x *reader) doers(t doc.Tok, p pick) []int {
	if c := x.d.ClauseOf(t); c != doc.None && x.d.Clauses[c].Kind == doc.Nominal {
		if out := x.named(x.d.Clauses[c].All(doc.Subject), p); len(out) > 0 {
			return out
		}
	}
	for _, rels := range [][]string{{"nmod:poss"}, {"compound", "amod"}} {
		if out := x.named(x.kids(t, rels...), p); len(out) > 0 {
			return out
		}
	}
	for _, k := range x.kids(t, "nmod", "obl") {
		if x.preposition(k) == "by" {
			if out := x.named([]doc.Tok{k}, p); len(out) > 0 {
				return out
			}
		}
	}
	return x.participle(t, p)
}

// participle returns the doers of a participle on t: «missiles fired by the army».
func (x *reader) participle(t doc.Tok, p pick) []int {
	for _, k := range x.kids(t, "acl") {
		if c := x.d.ClauseOf(k); c != doc.None {
			var toks []doc.Tok
			for _, s := range x.d.Clauses[c].All(doc.Subject) {
				if s != t {
					toks = append(toks, s)
				}
			}
			if out := x.named(toks, p); len(out) > 0 {
				return out
			}
		}
	}
	return nil
}

// kids returns the dependents of t with one of the relations, with what is coordinated with them.
func (x *reader) kids(t doc.Tok, rels ...string) []doc.Tok {
	var out []doc.Tok
	for _, k := range x.d.Children(t) {
		if x.d.IsRel(k, rels...) {
			out = append(out, x.d.Conjuncts(k)...)
		}
	}
	return out
}

// named returns the parties that the phrases themselves name.
func (x *reader) named(toks []doc.Tok, p pick) []int {
	var out []int
	for _, t := range toks {
		if e := x.entity(t); e >= 0 && p.allows(x.d.Entities[e].Kind) && !x.listed(t, p.blocked) && !x.listed(t, p.not) {
			out = append(out, e)
		}
	}
	return unique(out)
}
