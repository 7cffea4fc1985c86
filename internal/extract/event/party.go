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
	doing    bool  // the party is to be a doer: where a thing is or whom it is against does not tell it
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

// author returns who has the deed done that an event noun names, where the noun tells no doer: «the minister
// ordered the release of the crew».
func (v *view) author() []int {
	c := v.cl()
	if c.Kind != doc.Nominal || c.Up == doc.None || c.Link != doc.ArgumentOf {
		return nil
	}
	up := &view{reader: v.reader, clause: c.Up}
	if x := v.reader; x.during(c.Pred) {
		return up.first([]slot{{base: "subject"}}, pick{fallback: kinds{"person": true, "organisation": true, "group": true}, blocked: v.lex.classes["@not-actor"]}, nil, nil)
	}
	ordered := v.lex.classes["@authoring"][up.cl().Lemma] && slices.Contains(up.cl().All(doc.Object), c.Pred)
	if !ordered && !v.asMeans(c.Pred) {
		return nil
	}
	return up.first([]slot{{base: "subject"}}, pick{fallback: sourceKinds, blocked: v.lex.classes["@not-actor"]}, nil, nil)
}

// during reports whether the noun t names talks or a visit in which the subject of the clause above takes part:
// «after talks with the premier, he said», «on a visit to Zimbabwe, he voiced».
func (x *reader) during(t doc.Tok) bool {
	if !x.lex.classes["@encounter"][x.lemma(t)] || !x.d.IsRel(t, "obl") || x.d.Child(t, "nmod:poss") != doc.None {
		return false
	}
	switch x.preposition(t) {
	case "in", "during", "at", "after", "following", "on":
		return true
	}
	return false
}

// asMeans reports whether the noun t says by what something is done: «did much in terms of aid», «through its
// support».
func (x *reader) asMeans(t doc.Tok) bool {
	switch p := x.preposition(t); p {
	case "in terms of", "through", "by way of", "by means of":
		return true
	case "of":
		h := x.d.Tokens[t].Head
		return x.lemma(h) == "term" && x.preposition(h) == "in"
	}
	return false
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

// within returns the first state, people or place after the predicate that its clause names, however deep:
// «raised its spending to fight malaria in Togo».
func (v *view) within(p pick) []int {
	c := v.cl()
	end := min(c.Pred+maxReach, v.d.Sentences[v.d.SentenceOf(c.Pred)].End)
	for t := c.Pred + 1; t < end; t++ {
		if e := v.entity(t); e >= 0 && !v.timed[t] && v.territorial(e) && p.allows(v.d.Entities[e].Kind) && !v.blocks(t, p) && v.belongs(t, c.Pred) {
			return []int{e}
		}
	}
	return nil
}

// maxReach bounds how far after its predicate a clause is searched.
const maxReach = 60

// belongs reports whether t stands under the predicate top with no other statement between them.
func (x *reader) belongs(t, top doc.Tok) bool {
	for n := 0; t != doc.None && n < maxReach; n++ {
		if t == top {
			return true
		}
		if x.outside(t) {
			return false
		}
		t = x.d.Tokens[t].Head
	}
	return false
}

func (x *reader) territorial(e int) bool {
	k := x.d.Entities[e].Kind
	return k == "state" || k == "people" || k == "place"
}

// outside reports whether another statement begins at t: a finite clause, a coordinated verb, a relative clause.
func (x *reader) outside(t doc.Tok) bool {
	if x.d.IsRel(t, "acl:relcl", "parataxis", "ccomp") {
		return true
	}
	c := x.d.ClauseOf(t)
	return c != doc.None && (x.d.Clauses[c].Finite && x.d.Clauses[c].Kind != doc.Nominal || x.d.IsRel(t, "conj") && x.d.Clauses[c].Kind == doc.Verbal)
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
	if x.lex.classes["@measure"][x.lemma(t)] { // «a group of lawyers», «dozens of rebels»
		for _, k := range x.kids(t, "nmod") {
			if x.preposition(k) == "of" {
				if out := x.named([]doc.Tok{k}, p); len(out) > 0 {
					return out
				}
			}
		}
	}
	if e := x.entity(t); e >= 0 && p.allows(x.d.Entities[e].Kind) && !x.blocks(t, p) {
		return append(x.split(t, e), x.home(t, e)...)
	}
	if e := x.entity(t); e >= 0 && x.d.Entities[e].Kind == "person" || x.private(t) {
		return nil // a person who is no party makes none of his country: «signed the Brazilian striker»
	}
	if c := x.d.ClauseOf(t); c != doc.None && x.d.Clauses[c].Kind == doc.Predicated { // «the largest donor, giving …»
		if out := x.named(x.d.Clauses[c].All(doc.Subject), p); len(out) > 0 {
			return out
		}
	}
	return x.inside(t, p)
}

// blocks reports whether the word t is no actor in any frame. A name is never such a word: «Bill».
func (x *reader) blocks(t doc.Tok, p pick) bool {
	if m := x.d.MentionOf(t); m != doc.None && x.d.Mentions[m].Form == "name" {
		for _, k := range x.d.Children(t) {
			if x.lex.classes["@storm"][x.lemma(k)] && x.d.IsRel(k, "compound", "nmod:desc", "flat") {
				return true // «Hurricane Maria»
			}
		}
		return x.lex.classes["@storm"][x.lemma(t)]
	}
	return x.listed(t, p.blocked) || x.private(t)
}

// split returns those whom a group is named after, where it is of several and has no members of its own:
// «British and Nigerian soldiers», «the foreign ministers of Chile and Peru».
func (x *reader) split(t doc.Tok, e int) []int {
	ent := &x.d.Entities[e]
	if ent.Kind != "group" && ent.Kind != "people" || len(ent.Members) > 0 {
		return []int{e}
	}
	for _, rels := range [][]string{{"amod", "compound"}, {"nmod:poss"}, {"nmod"}} {
		var out []int
		for _, k := range x.d.Children(t) {
			if !x.d.IsRel(k, rels...) || rels[0] == "nmod" && x.preposition(k) != "of" {
				continue
			}
			for _, c := range x.d.Conjuncts(k) {
				if m := x.entity(c); m >= 0 && m != e && (x.d.Entities[m].Country != "" || x.d.Entities[m].Actor != "") {
					out = append(out, m)
				}
			}
		}
		if out = unique(out); len(out) > 1 {
			return out
		}
	}
	return []int{e}
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

// entity returns the entity that t is the head of, or None. Where a title or a role is the head of the name («Pope
// Benedict», «his counterpart Gordon Brown») the name counts.
func (x *reader) entity(t doc.Tok) int {
	if e := x.d.EntityOf(t); e >= 0 && e < len(x.d.Entities) {
		return e
	}
	for _, k := range x.d.Children(t) {
		if e := x.d.EntityOf(k); e >= 0 && e < len(x.d.Entities) && x.d.IsRel(k, "flat", "appos", "nmod:desc") {
			return e
		}
	}
	return doc.None
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
			var toks []doc.Tok
			for _, a := range x.d.Clauses[c].Args {
				if a.Role == role && a.Via != "light" { // the subject of «gave permission» is not inside the permission
					toks = append(toks, a.Tok)
				}
			}
			if out := x.named(toks, p); len(out) > 0 {
				return out
			}
		}
	}
	if out := x.named(x.kids(t, "nmod:poss"), p); len(out) > 0 {
		return out
	}
	for i, preps := range insidePreps {
		if i == len(insidePreps)-1 {
			if out := x.named(x.kids(t, "compound", "amod", "appos"), p); len(out) > 0 {
				return out
			}
			if out := x.participle(t, p); len(out) > 0 {
				return out
			}
		}
		if p.doing && i == len(insidePreps)-1 {
			return nil
		}
		var toks []doc.Tok
		for _, k := range x.d.Children(t) {
			if x.d.IsRel(k, "nmod", "obl") && slices.Contains(preps, x.preposition(k)) {
				toks = append(toks, x.d.Conjuncts(k)...)
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
	c := x.d.ClauseOf(t)
	if c == doc.None || x.d.Clauses[c].Kind != doc.Nominal {
		return nil
	}
	if out := x.named(x.d.Clauses[c].All(doc.Subject), p); len(out) > 0 {
		return out
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
		if e := x.entity(t); e >= 0 && p.allows(x.d.Entities[e].Kind) && !x.blocks(t, p) && !x.listed(t, p.not) {
			out = append(out, e)
		}
	}
	return unique(out)
}
