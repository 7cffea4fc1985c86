package event

import (
	"slices"
	"strconv"

	"github.com/openreadout/readout/internal/doc"
)

// when knows which clause each time expression and each amount belongs to.
type when struct {
	times, amounts [][]int // by clause
}

func newWhen(d *doc.Doc) when {
	w := when{make([][]int, len(d.Clauses)), make([][]int, len(d.Clauses))}
	for i := range d.Times {
		if t := &d.Times[i]; !t.Interval.Zero() && t.Kind != "duration" && t.Kind != "set" {
			if c := governor(d, t.Span); c != doc.None {
				w.times[c] = append(w.times[c], i)
			}
		}
	}
	for i := range d.Amounts {
		if c := governor(d, d.Amounts[i].Span); c != doc.None {
			w.amounts[c] = append(w.amounts[c], i)
		}
	}
	return w
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

// circumstances fills date, place and amounts.
func (x *reader) circumstances(e *doc.Event, r *reading) {
	x.date(e, r)
	for q := r; q != nil; q = q.inner {
		for _, c := range append([]int{q.clause}, x.nouns(q.clause)...) {
			e.Amounts = append(e.Amounts, x.when.amounts[c]...)
		}
	}
	slices.Sort(e.Amounts)
	e.Amounts = slices.Compact(e.Amounts)
	for q := r; q != nil && e.Place == doc.None && (q == r || r.deed()); q = q.inner { // what is asked for happens elsewhere
		e.Place = x.placeOf(q)
	}
}

// date fills the date from the time of the clause, else of the clauses above that tell the same happening. What is to
// come has a time of its own: «agreed to meet in July» was not in July.
func (x *reader) date(e *doc.Event, r *reading) {
	for q := r; q != nil; q = q.inner {
		if c := &x.d.Clauses[q.clause]; q != r && c.Link == doc.Complement && !c.Finite && c.Up != doc.None && !x.lex.classes["@transparent"][x.d.Clauses[c.Up].Lemma] {
			return
		}
		for _, c := range x.ladder(q.clause) {
			for _, t := range x.when.times[c] {
				if x.dates(&x.d.Times[t]) {
					e.Time, e.Date = t, x.d.Times[t].Interval
					return
				}
			}
		}
	}
	if r.beside != nil {
		x.date(e, r.beside)
	}
}

// history reports whether e is told to lie more than fifty years before the text.
func (x *reader) history(e *doc.Event) bool {
	to, pub := string(e.Date.To), string(x.d.Published)
	if len(to) < 4 || len(pub) < 4 {
		return false
	}
	then, err := strconv.Atoi(to[:4])
	now, err2 := strconv.Atoi(pub[:4])
	return err == nil && err2 == nil && now-then > 50
}

// dates reports whether a time is that of what happens: «the first call since May» was not in May.
func (x *reader) dates(t *doc.Time) bool {
	switch t.Mod {
	case "since", "until", "before", "after":
		return t.Anchor != doc.None
	}
	return true
}

// ladder lists the clauses whose time is that of clause i: itself, then those above it that tell the same
// happening. A clause of saying does not: «said on Monday that it had attacked».
func (x *reader) ladder(i int) []int {
	out := []int{i}
	for n := 0; n < 4; n++ {
		c := &x.d.Clauses[i]
		if c.Up == doc.None {
			break
		}
		switch {
		case c.Link == doc.ArgumentOf && x.lex.classes["@support"][x.d.Clauses[c.Up].Lemma],
			c.Link == doc.Coordinated,
			c.Link == doc.Adverbial && !c.Finite && c.Mark == "",
			c.Link == doc.Relative && !c.Finite && x.d.Clauses[c.Up].Kind == doc.Predicated, // «is a supporter of Mali since May, giving it grain»
			c.Link == doc.Complement && x.lex.classes["@transparent"][x.d.Clauses[c.Up].Lemma]:
			i = c.Up
			out = append(out, i)
		default:
			return out
		}
	}
	return out
}

// nouns lists the event nouns that are arguments of clause i: «committed $3m in aid».
func (x *reader) nouns(i int) []int {
	var out []int
	for _, j := range x.below[i] {
		if x.d.Clauses[j].Link == doc.ArgumentOf {
			out = append(out, j)
		}
	}
	return out
}
