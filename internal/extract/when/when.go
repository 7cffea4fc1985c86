// Package when is the layer that says by which day an event or statement was where no time is told for it: it
// needs events, statements and their factuality, and fills When of each. It stands after factuality.
//
// A report tells what has been. The time that the clause of an event tells is its date (the event layer fills it); an
// event without one was there, at the latest, at a time that a clause above it in its sentence tells («the mayor said
// on Tuesday that shells had hit the port»), else on the day that the text puts at its head («PARIS, July 2
// (Reuters) --»), else on the day of publication. What is to come, wished for, denied or did not happen has no such
// day: the layer leaves it alone.
package when

import (
	"github.com/openreadout/readout/internal/doc"
)

// Layer fills When of events and statements. It is safe for concurrent use.
type Layer struct{}

// New returns the layer.
func New() *Layer { return &Layer{} }

// reader is the work on one document.
type reader struct {
	d       *doc.Doc
	frame   int     // index in d.Times of the day at the head of the text, None for none
	clauses [][]int // times that each clause governs, in order
}

// Apply fills When of d.Events and d.Statements.
func (*Layer) Apply(d *doc.Doc) {
	r := &reader{d: d, frame: frame(d), clauses: make([][]int, len(d.Clauses))}
	for i := range d.Times {
		if t := &d.Times[i]; bounds(t) {
			if c := governor(d, t.Span); c != doc.None {
				r.clauses[c] = append(r.clauses[c], i)
			}
		}
	}
	for i := range d.Events {
		if e := &d.Events[i]; e.Date.Zero() && been(e.Factuality) {
			e.When = r.latest(e.Clause, e.Factuality == "ongoing")
		}
	}
	for i := range d.Statements {
		s := &d.Statements[i]
		c := d.ClauseOf(s.CueHead)
		if s.Time == doc.None && !s.Negated && (c == doc.None || been(d.Predicates[c].Factuality)) {
			s.When = r.latest(c, false)
		}
	}
}

// been reports whether a factuality says that something was or is.
func been(factuality string) bool {
	return factuality == "happened" || factuality == "ongoing" || factuality == "reported"
}

// bounds reports whether a time has a last day that what is told before it cannot pass.
func bounds(t *doc.Time) bool {
	return (t.Kind == "date" || t.Kind == "time") && t.To != "" && t.Mod != "since" && t.Mod != "after" && t.Grain != "vague"
}

// latest returns the day by which what clause c tells was. What goes on still was on that day itself.
func (r *reader) latest(c int, ongoing bool) doc.When {
	last := r.head()
	for up, n := c, 0; up != doc.None && n < 16; n++ {
		for _, t := range r.clauses[up] {
			if x := &r.d.Times[t]; last.To == "" || x.To < last.To {
				return doc.When{Interval: doc.Interval{To: x.To, Grain: x.Grain}, By: "sentence", Time: t}
			}
		}
		up = r.d.Clauses[up].Up
	}
	if ongoing {
		last.From = last.To
	}
	return last
}

// head returns the day of the text: the one at its head, else that of publication.
func (r *reader) head() doc.When {
	if r.frame != doc.None {
		t := &r.d.Times[r.frame]
		return doc.When{Interval: doc.Interval{To: t.To, Grain: t.Grain}, By: "frame", Time: r.frame}
	}
	if r.d.Published != "" {
		return doc.When{Interval: doc.Interval{To: r.d.Published, Grain: "day"}, By: "publication", Time: doc.None}
	}
	return doc.When{Time: doc.None}
}

// frame returns the index of the day at the head of the text, None for none: before the first verb, and before the
// dash, bracket or colon that ends a dateline, or alone in its line.
func frame(d *doc.Doc) int {
	for i := range d.Times {
		t := &d.Times[i]
		first, end := d.TokensIn(t.Span)
		if first >= end || d.SentenceOf(first) > 2 || end > 40 {
			return doc.None
		}
		if t.Kind != "date" || t.Grain != "day" || t.From != t.To || t.To == "" || !closes(d, end) {
			continue
		}
		s := &d.Sentences[d.SentenceOf(first)]
		if opens(d, s.First, first) && (d.Published == "" || t.To <= d.Published) {
			return i
		}
	}
	return doc.None
}

// opens reports whether the tokens before a day are those of a dateline: names, marks and numbers.
func opens(d *doc.Doc, first, end doc.Tok) bool {
	for t := first; t < end; t++ {
		switch d.Tokens[t].UPOS {
		case "PROPN", "PUNCT", "NUM", "SYM", "X", "ADP":
		default:
			return false
		}
	}
	return true
}

// closes reports whether the token at t ends a dateline.
func closes(d *doc.Doc, t doc.Tok) bool {
	if int(t) >= len(d.Tokens) || d.SentenceOf(t) != d.SentenceOf(t-1) {
		return true
	}
	switch d.Form(t) {
	case "(", "[", "-", "--", "–", "—", ":", "/":
		return true
	}
	return false
}

// governor returns the clause whose predicate governs the span: the nearest predicate above its head.
func governor(d *doc.Doc, s doc.Span) int {
	first, end := d.TokensIn(s)
	if first >= end {
		return doc.None
	}
	t := first
	for h := d.Tokens[t].Head; h >= first && h < end; h = d.Tokens[t].Head {
		t = h
	}
	for t = d.Tokens[t].Head; t != doc.None; t = d.Tokens[t].Head {
		if c := d.ClauseOf(t); c != doc.None {
			return c
		}
	}
	return doc.None
}
