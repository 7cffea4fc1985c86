package event

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// fit tries the frames of the clause's predicate, the most demanding first, and returns the first reading
// that has every party it needs, else the first reading at all. A reading without a target gives way to one
// of the same type, or of a frame that asks for as much, that has one.
func (x *reader) fit(i int) *reading {
	s := x.d.SentenceOf(x.d.Clauses[i].Pred)
	if x.blocked[s] != "" && x.blocked[s] != weather {
		return nil
	}
	var partial, whole *reading
	for _, k := range x.candidates(i) {
		if whole != nil && k.typ != whole.frame.typ && k.weight() < whole.frame.weight() {
			continue
		}
		r := x.apply(k.frame, &view{reader: x, clause: i, frame: k.frame, phrasal: k.phrasal})
		switch {
		case r == nil:
		case x.complete(r) && (len(r.source) > 0 && len(r.target) > 0 || r.symmetric):
			return x.future(r)
		case x.complete(r):
			if whole == nil {
				whole = r
			}
		case partial == nil:
			partial = r
		}
	}
	if whole != nil {
		return x.future(whole)
	}
	return partial
}

// complete reports whether r has the parties that its frame needs. What is composed needs a target only where
// its complement does: «agreed to resign» has none.
func (x *reader) complete(r *reading) bool {
	needTarget := r.frame.needTarget && (r.inner == nil || r.inner.frame.needTarget)
	if c := &x.d.Clauses[r.clause]; len(r.source) == 0 && (c.Kind != doc.Verbal || !c.Finite && !x.weaponed(c) || slices.ContainsFunc(c.All(doc.Subject), x.private)) {
		return false // who did it may be left open in «was arrested», not in «the detained man», «the singer sued»
	}
	return (len(r.source) > 0 || !r.frame.needSource) && (len(r.target) > 0 || r.symmetric || !needTarget) && len(r.source)+len(r.target) > 0
}

// weaponed reports whether c tells what a thing did, whose user is not told: «a bomb went off, injuring two».
func (x *reader) weaponed(c *doc.Clause) bool {
	return c.Link == doc.Adverbial && slices.ContainsFunc(c.All(doc.Subject), func(t doc.Tok) bool { return x.entity(t) < 0 })
}

// private reports whether t is a person or a body outside politics.
func (x *reader) private(t doc.Tok) bool { return x.listed(t, x.lex.classes["@private"]) }

// candidate is a frame that a clause may have.
type candidate struct {
	*frame
	phrasal bool // found by the verb and the preposition after it
}

// candidates lists the frames that a clause may have, the likeliest first.
func (x *reader) candidates(i int) []candidate {
	c := &x.d.Clauses[i]
	var out []candidate
	add := func(fs []*frame) {
		for _, f := range fs {
			out = append(out, candidate{frame: f})
		}
	}
	switch c.Kind {
	case doc.Verbal:
		if k := x.phrasal(c); x.lex.classes["@void"][k] {
			return nil
		} else if k != "" {
			for _, f := range x.lex.by[verb][k] {
				out = append(out, candidate{f, true})
			}
		}
		for _, k := range x.idioms(c) {
			add(x.lex.by[verb][k])
		}
		add(x.lex.by[verb][c.Lemma])
	case doc.Nominal:
		for _, k := range x.keys(c.Pred) {
			add(x.lex.by[noun][k])
		}
	case doc.Predicated:
		add(x.lex.by[adjective][c.Lemma])
		for _, k := range x.keys(c.Pred) {
			add(x.lex.by[noun][k])
		}
	}
	return out
}

// silent reports whether a clause tells no event of its own: what the word above it undoes, and what only
// describes («the exiled leader»).
func (x *reader) silent(c *doc.Clause) bool {
	return c.Kind == doc.Nominal && x.reversed(c) || c.Kind == doc.Verbal && x.d.IsRel(c.Pred, "amod")
}

// reversed reports whether the word above an event noun undoes it: «ended the siege», «the lifting of sanctions».
func (x *reader) reversed(c *doc.Clause) bool {
	reversing := x.lex.classes["@reversing"]
	t := c.Pred
	for n := 0; n < 3; n++ {
		h := x.d.Tokens[t].Head
		switch {
		case h == doc.None:
			return false
		case reversing[x.lemma(h)]:
			return x.d.IsRel(t, "obj", "nsubj:pass") || x.d.IsRel(t, "nmod") && x.d.Preposition(t) == "of"
		case !x.d.IsRel(t, "nmod") || !x.measures(h):
			return false
		}
		t = h // «lifted most of its sanctions»
	}
	return false
}

// phrasal returns the verb with the small word after it, where the tree does not take that for its particle:
// «called on Iran», «set free».
func (x *reader) phrasal(c *doc.Clause) string {
	next := c.Pred + 1
	if c.Particle != doc.None || next >= x.d.Sentences[x.d.SentenceOf(c.Pred)].End {
		return ""
	}
	switch x.d.Tokens[next].UPOS {
	case "ADP", "ADV", "ADJ":
		return c.Lemma + " " + strings.ToLower(x.d.Form(next))
	}
	return ""
}

// idioms lists the verb with its object as one predicate: «take part», «make peace».
func (x *reader) idioms(c *doc.Clause) []string {
	var out []string
	for _, a := range c.Args {
		if a.Role == doc.Object && a.Tok > c.Pred {
			out = append(out, c.Lemma+" "+x.lemma(a.Tok))
		}
	}
	return out
}

// asksForObject reports whether f names the words that its object must be.
func (f *frame) asksForObject() bool {
	for _, c := range f.conds {
		if (c.slot.base == "object" || slices.Contains(c.slot.preps, "object")) && !c.not && !c.any {
			return true
		}
	}
	return false
}

// apply reads a clause by one frame, or returns nil where a condition fails.
func (x *reader) apply(f *frame, v *view) *reading {
	if asks[f.operator] && x.informs(v) {
		return nil
	}
	for _, c := range f.conds {
		if !v.holds(c) {
			return nil
		}
	}
	r := &reading{clause: v.clause, frame: f, typ: f.typ, mode: f.mode, cameo: f.cameo, contexts: f.contexts, name: f.name}
	if f.operator != "" {
		x.operate(r, v)
	}
	if f.needComplement && r.inner == nil {
		return nil
	}
	for _, w := range f.variants {
		if v.holds(w.condition) {
			if w.mode != "" {
				r.mode = w.mode
			}
			if w.cameo != "" {
				r.cameo = w.cameo
			}
			break
		}
	}
	x.parties(r, v)
	if f.aims && r.inner != nil && !x.own(r) {
		return nil
	}
	if f.operator == "stop" && r.inner != nil && hostile[r.inner.typ] && !x.own(r) && !x.compatriots(r.source, r.inner.source) {
		return nil // «NATO stopped the Russian attack»
	}
	return r
}

// informs reports whether a clause gives news to somebody where the same verb may ask: «told reporters that the army
// had left», not «told the army to leave».
func (x *reader) informs(v *view) bool {
	if v.cl().Lemma != "tell" {
		return false
	}
	informs := false
	for _, i := range v.contents() {
		c := &x.d.Clauses[i]
		if obligationOf(c.Modal) != nil {
			return false // «told him that the army must leave»
		}
		informs = informs || c.Finite
	}
	return informs
}

// compatriots reports whether one of a and one of b are of one country.
func (x *reader) compatriots(a, b []int) bool {
	return slices.ContainsFunc(x.members(a), func(e int) bool { return x.sides(b, e) })
}

// own reports whether what r aims at is the deed of him who aims at it: «hopes to meet», not «hopes that they will
// be tried».
func (x *reader) own(r *reading) bool {
	in := r.inner
	if len(in.source) == 0 {
		return !x.d.Clauses[in.clause].Finite
	}
	mine, doers := x.members(r.source), in.source
	if in.symmetric {
		doers = append(slices.Clone(in.source), in.target...)
	}
	return slices.ContainsFunc(x.members(doers), func(e int) bool { return slices.Contains(mine, e) })
}
