package ledger

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/record"
)

// Occurrence is what happened (or was planned, threatened, …) once, from all reports of it.
type Occurrence struct {
	Type       string           `json:"type,omitempty"` // PLOVER
	Code       string           `json:"code,omitempty"` // CAMEO, of the first report
	Source     []Party          `json:"source,omitempty"`
	Target     []Party          `json:"target,omitempty"`
	Place      *Party           `json:"place,omitempty"`
	Date       *record.Interval `json:"date,omitempty"` // the finest that a report gives
	Factuality string           `json:"factuality"`     // of the report that is surest
	Reports    []EventReport    `json:"reports"`
	Claimed    []string         `json:"claimed_by,omitempty"` // sources that say it happened, "?" an unnamed one; not those that report it in their own voice
	Denied     []string         `json:"denied_by,omitempty"`
}

// EventReport is one document's account of an occurrence.
type EventReport struct {
	Report
	Factuality string `json:"factuality"`
	Code       string `json:"code,omitempty"`
	Text       string `json:"text"` // the words that tell it
}

// ReportCount is how many of the reports are no copies of another one.
func (o *Occurrence) ReportCount() int {
	var rs []Report
	for i := range o.Reports {
		rs = append(rs, o.Reports[i].Report)
	}
	return Independent(rs)
}

// tolerance is how many days two reports' dates of one occurrence may lie apart: a night is of two days, and papers
// date by the day on which they heard.
const tolerance = 1

// Occurrences joins the events of docs: reports are of one occurrence when they have the same parties in the same
// roles, the same PLOVER type, no two places, dates that meet within a day, and both tell of what happened or both
// of the same that did not yet (planned, demanded, …). A document tells of an occurrence once: that two of its
// events are one, the engine has said before. An event without a date or without parties stands alone.
func Occurrences(docs []Document) []Occurrence {
	byKey := map[string][]*Occurrence{}
	var all []*Occurrence
	for _, d := range docs {
		r := read(d)
		for i := range d.Events {
			o := r.occurrence(&d.Events[i])
			key := o.key()
			if same := o.among(byKey[key]); same != nil {
				same.join(o)
				continue
			}
			all = append(all, o)
			if key != "" {
				byKey[key] = append(byKey[key], o)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *Occurrence) int { return earlier(a.Date, b.Date) })
	out := make([]Occurrence, len(all))
	for i, o := range all {
		out[i] = *o
	}
	return out
}

func (r *reader) occurrence(e *record.Event) *Occurrence {
	o := &Occurrence{Type: e.Plover, Code: e.CAMEO, Source: r.parties(e.Source), Target: r.parties(e.Target), Date: e.Date, Factuality: e.Factuality,
		Reports: []EventReport{{r.report(e.ID), e.Factuality, e.CAMEO, r.text(e.Evidence)}}}
	if o.Date == nil && e.When != nil {
		o.Date = &e.When.Interval // its last possible day: it orders what is told, and joins nothing
	}
	if p := r.entities[e.Place]; p != nil {
		place := party(p)
		o.Place = &place
	}
	for _, c := range e.Sources {
		if len(c) == 0 {
			continue
		}
		who := c[len(c)-1] // the innermost source is whose claim it is
		if x := r.entities[who]; x != nil {
			who = x.Name
		}
		if e.Factuality == "denied" || e.Factuality == "did-not-happen" {
			o.Denied = with(o.Denied, who)
		} else {
			o.Claimed = with(o.Claimed, who)
		}
	}
	return o
}

func with(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// key is the same for all reports that may be of one occurrence, "" where nothing can be joined.
func (o *Occurrence) key() string {
	if _, _, dated := days(o.Date); !dated || len(o.Source)+len(o.Target) == 0 {
		return ""
	}
	return strings.Join([]string{o.Type, realm(o.Factuality), actors(o.Source), actors(o.Target)}, "\x00")
}

// realm tells what is said to have happened, or not to have, from each kind of what has not yet.
func realm(factuality string) string {
	switch factuality {
	case "happened", "ongoing", "reported", "denied", "did-not-happen":
		return "real"
	}
	return factuality
}

// actors names parties as events are joined by them: known people by themselves, all else by their actor code, as
// «Russia», «Moscow» and «the Russian government» are one.
func actors(ps []Party) string {
	var out []string
	for i := range ps {
		p := &ps[i]
		k := p.Key
		if p.Actor != "" && (!p.Person || p.office()) {
			k = strings.TrimSuffix(p.Actor, "GOV")
		}
		out = append(out, k)
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), "\x01")
}

// among returns the occurrence that o is another report of, nil for none.
func (o *Occurrence) among(list []*Occurrence) *Occurrence {
	for _, x := range slices.Backward(list) {
		if near(x.Date, o.Date) && samePlace(x.Place, o.Place) && !slices.ContainsFunc(x.Reports, func(r EventReport) bool { return r.Document == o.Reports[0].Document }) {
			return x
		}
	}
	return nil
}

// near reports whether two dates may be of one occurrence. A month or year takes no days into it: what it tells of
// may have been on any of them.
func near(a, b *record.Interval) bool {
	f1, t1, ok1 := days(a)
	f2, t2, ok2 := days(b)
	if !ok1 || !ok2 {
		return false
	}
	const week = calendar.Day(7)
	if t1-f1 >= week || t2-f2 >= week {
		return f1 == f2 && t1 == t2
	}
	return f1 <= t2+tolerance && f2 <= t1+tolerance
}

// samePlace reports that no two places are told.
func samePlace(a, b *Party) bool { return a == nil || b == nil || a.Key == b.Key }

// sureness orders factualities of what may have happened.
var sureness = []string{"happened", "ongoing", "reported", "denied", "did-not-happen"}

// join adds another report.
func (o *Occurrence) join(x *Occurrence) {
	o.Reports = append(o.Reports, x.Reports...)
	if finer(x.Date, o.Date) {
		o.Date = x.Date
	}
	if o.Place == nil {
		o.Place = x.Place
	}
	if i := slices.Index(sureness, x.Factuality); i >= 0 && i < slices.Index(sureness, o.Factuality) {
		o.Factuality = x.Factuality
	}
	for _, s := range x.Claimed {
		o.Claimed = with(o.Claimed, s)
	}
	for _, s := range x.Denied {
		o.Denied = with(o.Denied, s)
	}
}
