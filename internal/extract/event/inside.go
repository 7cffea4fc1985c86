package event

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// actors returns the party that the phrase of t names, or else the actors inside it: the author of «the
// decision by the court», the owner of «Russia's policy».
func (x *reader) actors(t doc.Tok, p pick) []int {
	if x.denied(t) || x.listed(t, p.not) || x.lex.classes["@adverbial"][x.lemma(t)] {
		return nil
	}
	if x.lex.classes["@measure"][x.lemma(t)] { // «a group of lawyers», «dozens of rebels»
		for _, k := range x.kids(t, "nmod") {
			if x.d.Preposition(k) == "of" {
				if out := x.named([]doc.Tok{k}, p); len(out) > 0 {
					return out
				}
			}
		}
	}
	if e := x.entity(t); e >= 0 && p.allows(x.d.Entities[e].Kind) && !x.blocks(t, p) {
		return append(x.split(t, e), x.home(t, e, p.helped)...)
	}
	if e := x.entity(t); e >= 0 && x.d.Entities[e].Kind == "person" || x.private(t) && !p.anyone {
		return nil // a person who is no party makes none of his country: «signed the Brazilian striker»
	}
	if c := x.d.ClauseOf(t); c != doc.None && x.d.Clauses[c].Kind == doc.Predicated { // «the largest donor, giving …»
		if out := x.named(x.d.Clauses[c].All(doc.Subject), p); len(out) > 0 {
			return out
		}
	}
	return x.inside(t, p)
}

// denied reports whether «no» before t says that there is nobody: «no troops would be sent».
func (x *reader) denied(t doc.Tok) bool {
	return slices.ContainsFunc(x.d.Children(t), func(k doc.Tok) bool { return k < t && x.d.IsRel(k, "det") && x.lemma(k) == "no" })
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
	return x.listed(t, p.blocked) || x.private(t) && !p.anyone
}

// split returns those whom a group is named after, where it is of several and has no members of its own:
// «British and Nigerian soldiers», «the foreign ministers of Chile and Peru».
func (x *reader) split(t doc.Tok, e int) []int {
	ent := &x.d.Entities[e]
	if ent.Kind != "group" && ent.Kind != "people" || len(ent.Members) > 0 || !x.several(t) {
		return []int{e}
	}
	for _, rels := range [][]string{{"amod", "compound"}, {"nmod:poss"}, {"nmod"}} {
		var out []int
		for _, k := range x.d.Children(t) {
			if !x.d.IsRel(k, rels...) || rels[0] == "nmod" && x.d.Preposition(k) != "of" {
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

// several reports whether something that stands with t is coordinated: «British and Nigerian soldiers», not «Syrian
// Kurdish fighters».
func (x *reader) several(t doc.Tok) bool {
	return slices.ContainsFunc(x.d.Children(t), func(k doc.Tok) bool {
		return x.d.IsRel(k, "cc") && k < t || x.d.IsRel(k, "amod", "compound", "nmod:poss", "nmod") && len(x.d.Conjuncts(k)) > 1
	})
}

// home returns the places or states of people whom only these tell from others: «villagers in Mali». Whoever is helped
// is so together with his country, be it known from elsewhere too: «grain for people in Chad and Niger».
func (x *reader) home(t doc.Tok, e int, helped bool) []int {
	ent := &x.d.Entities[e]
	if len(ent.Members) > 0 || !x.listed(t, x.lex.classes["@folk"]) || ent.Country != "" && !helped {
		return nil
	}
	switch ent.Kind {
	case "group", "people", "person":
	case "organisation":
		if !helped {
			return nil
		}
	default:
		return nil
	}
	for _, k := range x.d.Children(t) {
		if h := x.entity(k); h < 0 || !x.d.IsRel(k, "nmod", "obl") || !x.isPlace(h) {
			continue
		}
		switch x.d.Preposition(k) {
		case "in", "from", "of", "near", "across", "around", "throughout", "inside":
			var out []int
			for _, c := range x.d.Conjuncts(k) {
				if h := x.entity(c); h >= 0 && x.isPlace(h) {
					out = append(out, h)
				}
			}
			return out
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

// partnerPreps are the prepositions of those with whom talks are held.
var partnerPreps = []string{"with", "between", "among", "to"}

// inside returns the actors among the dependents of t. An event noun has its doer, else its patient.
func (x *reader) inside(t doc.Tok, p pick) []int {
	suffered := p.blamed && x.lex.classes["@harm"][x.lemma(t)]
	if c := x.d.ClauseOf(t); c != doc.None && x.d.Clauses[c].Kind == doc.Nominal {
		suffered = p.blamed && (x.readings[c] != nil && hostile[x.readings[c].typ] || x.lex.classes["@harm"][x.lemma(t)])
		for _, role := range []doc.Role{doc.Subject, doc.Object} {
			if role == doc.Object && suffered {
				break // «condemned the attack on the church»
			}
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
		if (p.doing || suffered) && i == len(insidePreps)-1 {
			return nil
		}
		if suffered && slices.Contains(preps, "of") {
			continue
		}
		if p.talking && i == len(insidePreps)-1 {
			preps = partnerPreps
		}
		var toks []doc.Tok
		for _, k := range x.d.Children(t) {
			if x.d.IsRel(k, "nmod", "obl") && slices.Contains(preps, x.d.Preposition(k)) {
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
		if x.d.Preposition(k) == "by" {
			if out := x.named([]doc.Tok{k}, p); len(out) > 0 {
				return out
			}
		}
	}
	return x.participle(t, p)
}

// participle returns the doers of a participle or a relative clause on t that have done it to t: «missiles fired by
// the army», «sanctions which Oslo imposed», but not «a border where people died», «a plot that prosecutors say …».
func (x *reader) participle(t doc.Tok, p pick) []int {
	for _, k := range x.kids(t, "acl") {
		if c := x.d.ClauseOf(k); c != doc.None {
			if x.d.IsRel(k, "acl:relcl") && !slices.Contains(x.d.Clauses[c].All(doc.Object), t) {
				continue
			}
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
		if x.denied(t) {
			continue
		}
		if e := x.entity(t); e >= 0 && p.allows(x.d.Entities[e].Kind) && !x.blocks(t, p) && !x.listed(t, p.not) && !slices.Contains(p.except, e) {
			out = append(out, e)
		}
	}
	return unique(out)
}
