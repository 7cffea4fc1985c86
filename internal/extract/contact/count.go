package contact

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// ordinals are the words by which a contact is counted; 0 counts one before it at least.
var ordinals = map[string]int{"another": 0, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
	"2nd": 2, "3rd": 3, "4th": 4, "5th": 5}

// counts finds the claims that a contact was another, or the second since a day, or the third in a month.
func (r *reader) counts() {
	for i := range r.d.Tokens {
		t := doc.Tok(i)
		n, ok := ordinals[strings.ToLower(r.d.Form(t))]
		if !ok {
			continue
		}
		c, top := r.counted(t)
		if c == nil || c.implied || c.counted != nil && (c.counted.N > 0 || n == 0) { // a number tells more than «another»
			continue
		}
		span := doc.Span{Begin: r.phraseBegin(t, top), End: r.d.Tokens[max(t, top)].End}
		k := &doc.Counted{N: n}
		if since, s := r.sinceAfter(t); since != nil {
			k.Since, span.End = since.Interval, s.End
		} else if x := r.periodAfter(t); x != nil {
			k.Since, span.End = x.Interval, max(span.End, x.End)
		}
		k.Evidence, k.Sources = span, []doc.Chain{r.chainOf(span)}
		c.counted = k
	}
}

// counted returns the contact that an ordinal or «another» at t counts, and its noun.
func (r *reader) counted(t doc.Tok) (*call, doc.Tok) {
	if h := r.d.Tokens[t].Head; h != doc.None && r.d.IsRel(t, "det") {
		return r.noted(h), h
	}
	return r.ofFirst(t)
}

// periodAfter returns the week, month, quarter or year in which a contact is counted: «the third call this month».
func (r *reader) periodAfter(t doc.Tok) *doc.Time {
	end := min(r.d.Sentences[r.d.SentenceOf(t)].End, t+reach)
	for i := r.timeFrom(r.d.Tokens[t].End); i < len(r.d.Times) && r.d.Times[i].Begin < r.d.Tokens[end-1].End; i++ {
		x := &r.d.Times[i]
		switch x.Grain {
		case "week", "month", "quarter", "year":
			if x.Kind == "date" && !x.Zero() {
				return x
			}
		}
	}
	return nil
}
