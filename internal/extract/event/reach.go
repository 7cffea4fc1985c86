package event

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// author returns who has the deed done that an event noun names, where the noun tells no doer: «the minister
// ordered the release of the crew».
func (v *view) author() []int {
	c := v.cl()
	if v.inProtest() {
		return (&view{reader: v.reader, clause: c.Up}).first([]slot{{base: "subject"}}, pick{fallback: sourceKinds, blocked: v.lex.classes["@not-actor"]}, nil, nil)
	}
	if c.Kind == doc.Verbal {
		return v.promulgator()
	}
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

// inProtest reports whether c is the noun of «did it in protest at»: its doer is that of the clause above.
func (v *view) inProtest() bool {
	c := v.cl()
	return c.Kind == doc.Nominal && c.Up != doc.None && c.Lemma == "protest" && v.d.Preposition(c.Pred) == "in" && v.d.Child(c.Pred, "det") == doc.None
}

// promulgator returns who makes the document that c has as its subject: «signed a decree granting citizenship», «passed
// a resolution that condemned the raid».
func (v *view) promulgator() []int {
	for _, t := range v.cl().All(doc.Subject) {
		if !v.listed(t, v.lex.classes["@document"]) {
			continue
		}
		i := v.d.ClauseOf(v.d.Tokens[t].Head)
		if i == doc.None || i == v.clause || v.d.Clauses[i].Kind != doc.Verbal || !slices.Contains(v.d.Clauses[i].All(doc.Object), t) {
			continue
		}
		up := &view{reader: v.reader, clause: i}
		if v.lex.classes["@promulgating"][up.cl().Lemma] {
			return up.first([]slot{{base: "subject"}}, pick{fallback: sourceKinds, blocked: v.lex.classes["@not-actor"]}, nil, nil)
		}
	}
	return nil
}

// during reports whether the noun t names talks or a visit in which the subject of the clause above takes part:
// «after talks with the premier, he said», «on a visit to Zimbabwe, he voiced».
func (x *reader) during(t doc.Tok) bool {
	if !x.lex.classes["@encounter"][x.lemma(t)] || !x.d.IsRel(t, "obl") || x.d.Child(t, "nmod:poss") != doc.None {
		return false
	}
	switch x.d.Preposition(t) {
	case "in", "during", "at", "after", "following", "on":
		return true
	}
	return false
}

// asMeans reports whether the noun t says by what something is done: «did much in terms of aid», «through its
// support».
func (x *reader) asMeans(t doc.Tok) bool {
	switch p := x.d.Preposition(t); p {
	case "in terms of", "through", "by way of", "by means of":
		return true
	case "of":
		h := x.d.Tokens[t].Head
		return x.lemma(h) == "term" && x.d.Preposition(h) == "in"
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

// far returns the words with one of the prepositions that stand after the predicate and under it, with no other
// statement between them.
func (v *view) far(preps []string) []doc.Tok {
	c := v.cl()
	var out []doc.Tok
	for t := c.Pred + 1; t < min(c.Pred+maxReach, v.d.Sentences[v.d.SentenceOf(c.Pred)].End); t++ {
		if v.d.IsRel(t, "obl", "nmod", "obj") && !v.timed[t] && slices.Contains(preps, v.d.Preposition(t)) && v.belongs(t, c.Pred) {
			out = append(out, t)
		}
	}
	return out
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
		if a.Role == doc.Subject || a.Role == doc.Content || x.owned(a.Tok) || x.timed[a.Tok] || x.joins(a.Tok) {
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
