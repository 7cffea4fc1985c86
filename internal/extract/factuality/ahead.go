package factuality

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// timesAhead marks the clauses that a time after the day of publication hangs on: «talks next week», «the
// summit opens on Friday».
func timesAhead(d *doc.Doc) []bool {
	out := make([]bool, len(d.Clauses))
	for i := range d.Times {
		if t := &d.Times[i]; isAhead(d, t) {
			if c := clauseAbove(d, t.Span); c != doc.None {
				out[c] = true
			}
		}
	}
	return out
}

// isAhead reports whether t begins after the text was published; where that is not known, its words tell.
func isAhead(d *doc.Doc, t *doc.Time) bool {
	if t.Kind != "date" && t.Kind != "time" || t.Mod == "since" {
		return false
	}
	if d.Published != "" && t.From != "" {
		return t.From > d.Published
	}
	s := lower(d.Str(t.Span))
	return strings.HasPrefix(s, "tomorrow") || strings.HasPrefix(s, "next ")
}

// clauseAbove returns the nearest clause whose predicate governs the head of the span.
func clauseAbove(d *doc.Doc, s doc.Span) int {
	first, end := d.TokensIn(s)
	if first >= end {
		return doc.None
	}
	t := first
	for h := d.Tokens[t].Head; h >= first && h < end; h = d.Tokens[t].Head {
		t = h
	}
	for n := 0; n < maxClimb; n++ {
		if t = d.Tokens[t].Head; t == doc.None {
			break
		}
		if c := d.ClauseOf(t); c != doc.None {
			return c
		}
	}
	return doc.None
}
