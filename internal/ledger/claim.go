package ledger

import (
	"slices"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/record"
)

// Verdicts on a claim.
const (
	Consistent   = "consistent"
	Contradicted = "contradicted"
	CannotSay    = "cannot say"
)

// Kinds of claims.
const (
	First   = "first"   // the first since a day
	Another = "another" // not the first
	Nth     = "nth"     // the second since a day, the third in a month
)

// Claim is what a document says of a contact's place among the dyad's, held against the other contacts known.
type Claim struct {
	Kind     string           `json:"kind"`
	Document string           `json:"document"`
	Contact  string           `json:"contact"`
	Source   string           `json:"source,omitempty"`
	Of       *record.Interval `json:"of,omitempty"` // date of the contact
	Text     string           `json:"text"`
	N        int              `json:"n,omitempty"`
	Since    *record.Interval `json:"since,omitempty"`
	Known    int              `json:"known"` // contacts known before it and after the day, or in the period
	Verdict  string           `json:"verdict"`
	By       *Contact         `json:"by,omitempty"` // a contact that contradicts it, or bears it out
}

// pending is a claim not yet checked.
type pending struct {
	claim Claim
	mode  string
	date  *record.Interval
}

// check holds a claim against the contacts known, each of them once whoever reported it. A contact that only
// claims imply decides nothing. What is not known decides nothing either: the ledger holds what was read, so fewer
// contacts than a claim counts are no contradiction.
func (y *Dyad) check(p pending) Claim {
	c := p.claim
	c.Verdict, c.Of = CannotSay, p.date
	day, _, dated := days(p.date)
	if !dated {
		return c
	}
	before := y.before(day, p.mode)
	if c.Kind == Another {
		if c.Known = len(before); c.Known > 0 {
			c.Verdict, c.By = Consistent, before[c.Known-1]
		}
		return c
	}
	from, to, ok := days(c.Since)
	if !ok {
		c.Known = len(before)
		return c
	}
	var on, after []*Contact // of the day that the claim names, or after it
	for _, o := range before {
		switch f, t, _ := days(o.Date); {
		case f >= from && (f > to || to >= day): // a period that the contact itself is in has no day before
			after = append(after, o)
		case f >= from && t <= to:
			on = append(on, o)
		}
	}
	c.Known = len(after)
	switch {
	case len(after) > c.N-1:
		c.Verdict, c.By = Contradicted, after[c.N-1]
	case c.Kind == First && len(on) > 0:
		c.Verdict, c.By = Consistent, on[len(on)-1]
	case c.Kind == Nth && len(after) == c.N-1, c.Kind == Nth && len(after)+len(on) == c.N-1:
		c.Verdict, c.By = Consistent, slices.Concat(on, after)[len(on)+len(after)-1]
	}
	return c
}

// before lists the contacts that were told of as such and ended before a day, in a way that agrees with the mode.
func (y *Dyad) before(day calendar.Day, mode string) []*Contact {
	var out []*Contact
	for i := range y.Contacts {
		o := &y.Contacts[i]
		_, t, known := days(o.Date)
		if known && t < day && kin(o.Mode, mode) && slices.ContainsFunc(o.Reports, func(r Report) bool { return !r.Implied }) {
			out = append(out, o)
		}
	}
	return out
}
