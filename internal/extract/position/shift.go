package position

import (
	"slices"
	"sort"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// shift makes a shift where clause i says that somebody's position has changed: «softened his tone»,
// «signalled a shift in policy», «reversed its stance», «despite his early hawkish line».
func (r *reader) shift(i int) {
	c := &r.d.Clauses[i]
	evidence, top, ok := r.changes(c)
	if !ok || c.Neg != doc.None || c.Modal != "" || c.Question {
		return
	}
	holder := r.whoShifts(i, top)
	if holder == doc.None {
		return
	}
	s := doc.Shift{Holder: holder, Topic: r.d.Str(r.d.Tokens[top].Span), Evidence: evidence, AssertedBy: r.asserted(evidence, holder), Rule: "shift/asserted"}
	for p := range r.d.Positions {
		x := &r.d.Positions[p]
		if x.Holder != holder && x.Via != holder {
			continue
		}
		st := &r.d.Statements[x.Statement]
		if st.Cue.Overlaps(evidence) {
			continue
		}
		if r.earlier(p, i) {
			s.From = append(s.From, p)
		} else {
			s.To = append(s.To, p)
		}
	}
	s.Topic = r.shiftTopic(&s)
	for _, old := range r.d.Shifts {
		if old.Holder == holder && old.Evidence.Overlaps(evidence) {
			return
		}
	}
	r.d.Shifts = append(r.d.Shifts, s)
}

// earlier reports whether position p comes before the shift that clause i tells: by its day where both have
// one, told in the pluperfect, else by its place in the text.
func (r *reader) earlier(p, i int) bool {
	x := &r.d.Positions[p]
	cue := r.d.Statements[x.Statement].CueHead
	if when := r.timeOf(i); !when.Zero() && x.Date.To != "" && when.From != "" && x.Date.To != when.To {
		return x.Date.To < when.From
	}
	if c := r.d.ClauseOf(max(0, cue)); c != doc.None && r.d.Clauses[c].Perfect && r.d.Clauses[c].Tense == doc.Past {
		return true
	}
	return r.d.Statements[x.Statement].Cue.Begin < r.d.Tokens[r.d.Clauses[i].Pred].Begin
}

// timeOf returns the date under the predicate of clause i.
func (r *reader) timeOf(i int) doc.Interval {
	for _, a := range r.d.Clauses[i].Args {
		if a.Role != doc.Oblique {
			continue
		}
		s := r.d.Tokens[a.Tok].Span
		at := sort.Search(len(r.d.Times), func(i int) bool { return r.d.Times[i].End > s.Begin })
		if at < len(r.d.Times) && r.d.Times[at].Overlaps(s) && r.d.Times[at].Kind != "duration" {
			return r.d.Times[at].Interval
		}
	}
	return doc.Interval{}
}

// changes reports whether the clause tells of a change of position, with its words and the noun of what
// changed.
func (r *reader) changes(c *doc.Clause) (doc.Span, doc.Tok, bool) {
	lemma := strings.ToLower(c.Lemma)
	pred := r.d.Tokens[c.Pred].Span
	if c.Kind == doc.Verbal && (r.is("shift", lemma) || r.is("drop", lemma)) { // «softened his stance»
		for _, t := range append(c.All(doc.Object), c.Obliques("in", "on")...) {
			if r.is("tone", strings.ToLower(r.d.Tokens[t].Lemma)) {
				return pred.Cover(r.d.Tokens[t].Span), t, true
			}
		}
		for _, t := range c.All(doc.Subject) { // «its stance has shifted»
			if r.is("shift", lemma) && r.is("tone", strings.ToLower(r.d.Tokens[t].Lemma)) {
				return pred.Cover(r.d.Tokens[t].Span), t, true
			}
		}
		return doc.Span{}, doc.None, false
	}
	for _, t := range append(c.All(doc.Object), c.Pred) { // «signalled a shift in tone»
		k := &r.d.Tokens[t]
		if k.UPOS != "NOUN" || !r.is("shift", strings.ToLower(k.Lemma)) {
			continue
		}
		for _, x := range r.d.Children(t) {
			if r.d.IsRel(x, "nmod", "compound") && r.is("tone", strings.ToLower(r.d.Tokens[x].Lemma)) {
				return pred.Cover(k.Span).Cover(r.d.Tokens[x].Span), x, true
			}
		}
	}
	return doc.Span{}, doc.None, false
}

// whoShifts returns whose position changes: the possessor of what changes, else who does it.
func (r *reader) whoShifts(i int, noun doc.Tok) int {
	for _, t := range []doc.Tok{noun, r.d.Clauses[i].Pred} {
		if p := r.d.Child(t, "nmod:poss"); p != doc.None {
			if e := r.actor(p); e != doc.None {
				return e
			}
		}
	}
	for n := 0; i != doc.None && n < 3; n++ {
		for _, t := range r.d.Clauses[i].All(doc.Subject) {
			if e := r.actor(t); e != doc.None {
				return e
			}
		}
		if r.d.Clauses[i].Kind == doc.Verbal && n > 0 {
			break
		}
		i = r.d.Clauses[i].Up
	}
	return doc.None
}

// nearby is how many statements around a span may hold it.
const nearby = 32

// asserted returns who says that the position has changed: the sources around the words, other than the
// holder; empty for the text itself.
func (r *reader) asserted(evidence doc.Span, holder int) []int {
	var best doc.Chain
	size := len(r.d.Text) + 1
	at := sort.Search(len(r.d.Statements), func(i int) bool { return r.d.Statements[i].Cue.Begin >= evidence.Begin })
	for i := max(0, at-nearby); i < len(r.d.Statements) && i < at+nearby; i++ {
		s := &r.d.Statements[i]
		n := 0
		in := false
		for _, c := range s.Content {
			n += c.End - c.Begin
			in = in || c.Contains(evidence)
		}
		if in && n < size {
			best, size = s.Chain, n
		}
	}
	var out []int
	for _, e := range best {
		if e >= 0 && e != holder && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// shiftTopic names what the positions on both sides of the shift are about, else what changed.
func (r *reader) shiftTopic(s *doc.Shift) string {
	var parts []string
	for _, p := range append(slices.Clone(s.From), s.To...) {
		if t := r.d.Positions[p].Topic; !slices.Contains(parts, t) && len(parts) < 3 {
			parts = append(parts, t)
		}
	}
	if len(parts) == 0 {
		return s.Topic
	}
	return strings.Join(parts, "; ")
}
