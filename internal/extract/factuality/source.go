package factuality

import (
	"cmp"
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// paint notes for every token the innermost statement in whose content it stands.
func paint(d *doc.Doc) []int32 {
	said := make([]int32, len(d.Tokens))
	for i := range said {
		said[i] = doc.None
	}
	order := make([]int, len(d.Statements))
	depth := make([]int, len(d.Statements))
	for i := range order {
		order[i] = i
		for j, n := d.Statements[i].Within, 0; j != doc.None && n < len(order); j, n = d.Statements[j].Within, n+1 {
			depth[i]++
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(depth[a], depth[b]) })
	for _, i := range order {
		if spokenOf(d, i) {
			continue
		}
		for _, s := range d.Statements[i].Content {
			first, end := d.TokensIn(s)
			for t := first; t < end; t++ {
				said[t] = int32(i)
			}
		}
	}
	return said
}

// spokenOf reports whether statement i only speaks of something and so claims nothing: «discussed the war»,
// «condemned the attack».
func spokenOf(d *doc.Doc, i int) bool {
	s := &d.Statements[i]
	if s.Act == "topic" {
		return true
	}
	if s.Act != "position" || s.ContentHead < 0 || int(s.ContentHead) >= len(d.Tokens) {
		return false
	}
	return d.Tokens[s.ContentHead].UPOS == "NOUN" && d.Child(s.ContentHead, "cop", "nsubj", "mark") == doc.None
}

// sources marks what stands in a statement as reported; what somebody denies is denied.
func (r *reading) sources() {
	for i := range r.values {
		s := r.statementOf(r.d.Clauses[i].Pred)
		if s == doc.None {
			continue
		}
		st := &r.d.Statements[s]
		v := &r.values[i]
		v.reported = true
		c := &r.d.Clauses[i]
		if st.Act == "denial" && v.world == actual && !v.neg && v.entry == "" && st.ContentHead == c.Pred && c.Kind == doc.Verbal && c.Finite && c.Up == doc.None {
			v.world, v.rule = denied, "statement"
		}
	}
}

// chainOf returns the chain of the statement in which t stands.
func (r *reading) chainOf(t doc.Tok) doc.Chain {
	if s := r.statementOf(t); s != doc.None {
		return r.chain(s)
	}
	return doc.Chain{}
}

// chain returns the chain of statement s; where the text names nobody («it was said») that is an unnamed source.
func (r *reading) chain(s int) doc.Chain {
	if c := r.d.Statements[s].Chain; len(c) > 0 {
		return c
	}
	return doc.Chain{doc.Unnamed}
}

// statementOf returns the innermost statement in whose content t stands and which claims something.
func (r *reading) statementOf(t doc.Tok) int {
	s := int(r.said[t])
	for n := 0; s != doc.None && n < maxClimb && r.unsaid(s); n++ {
		s = r.d.Statements[s].Within
	}
	return s
}

// unsaid reports whether statement s claims nothing: what somebody should, may or did not say is nobody's
// claim; that somebody promised, threatened or wants to do something is told by whoever tells it.
func (r *reading) unsaid(s int) bool {
	st := &r.d.Statements[s]
	if c := r.d.ClauseOf(st.CueHead); c != doc.None {
		if v := r.values[c]; v.world == demanded || v.world == possible || v.world == conditional || v.world == actual && v.neg {
			return true
		}
	}
	switch st.Act {
	case "promise", "threat", "proposal", "intention", "wish", "question":
		c := r.d.ClauseOf(st.ContentHead)
		return st.Kind == "indirect" && (c == doc.None || !r.d.Clauses[c].Finite)
	}
	return false
}

// speaker returns the chain of a claim that no statement holds: the subject of the predicate that reports it,
// or an unnamed source («he is said to have fled»).
func (r *reading) speaker(i int) doc.Chain {
	c := &r.d.Clauses[i]
	for n := 0; n < maxClimb && c.Up != doc.None; n++ {
		c = &r.d.Clauses[c.Up]
		if s := r.lex.signature(verb, lower(c.Lemma), "that", "inf"); s == nil || !s.affirmed.said {
			continue
		}
		if a := c.Arg(doc.Subject); a != nil {
			if e := r.d.EntityOf(a.Tok); e >= 0 {
				return doc.Chain{e}
			}
		}
		break
	}
	return doc.Chain{doc.Unnamed}
}
