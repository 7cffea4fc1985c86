package ledger

import (
	"cmp"
	"slices"
	"strings"

	"github.com/openreadout/readout/record"
)

// Entry is one line of a timeline: a contact, an occurrence, a statement of one side about the other, a commitment.
type Entry struct {
	Date     *record.Interval `json:"date,omitempty"`
	Reported string           `json:"reported,omitempty"` // day of the first report
	Kind     string           `json:"kind"`               // contacts, events, statements, commitments
	Type     string           `json:"type,omitempty"`
	Code     string           `json:"code,omitempty"`
	Source   []Party          `json:"source,omitempty"`
	Target   []Party          `json:"target,omitempty"`
	Fact     string           `json:"factuality,omitempty"`
	Status   string           `json:"status,omitempty"`
	Value    string           `json:"value,omitempty"`
	Currency string           `json:"currency,omitempty"`
	Text     string           `json:"text,omitempty"`
	Claimed  []string         `json:"claimed_by,omitempty"`
	Denied   []string         `json:"denied_by,omitempty"`
	Since    *Since           `json:"since,omitempty"`
	Count    int              `json:"report_count"` // reports that are no copies
	Reports  []Report         `json:"reports"`
}

// Timeline tells what there was between two countries in order of time: contacts with the time since the last of
// the same parties, occurrences of events, what each said about the other, commitments. What no text dates stands at the day of
// its first report. An event that is told as a contact is not told again.
func Timeline(docs []Document, a, b string) []Entry {
	t := &timeline{a: a, b: b}
	contacts := map[[2]string]bool{} // documents' events that are contacts
	for _, d := range docs {
		for i := range d.Contacts {
			contacts[[2]string{d.ID, d.Contacts[i].Event}] = true
		}
	}
	t.contacts(docs)
	t.events(docs, contacts)
	t.statements(docs)
	t.commitments(docs)
	for i := range t.out {
		for _, r := range t.out[i].Reports {
			if e := &t.out[i]; r.Day != "" && (e.Reported == "" || r.Day < e.Reported) {
				e.Reported = r.Day
			}
		}
	}
	slices.SortStableFunc(t.out, func(x, y Entry) int {
		return cmp.Or(earlier(x.placed(), y.placed()), cmp.Compare(slices.Index(kinds, x.Kind), slices.Index(kinds, y.Kind)))
	})
	return t.out
}

// placed is the date by which an entry is told: its own, else the day of the first report.
func (e *Entry) placed() *record.Interval {
	if e.Date != nil && e.Date.From+e.Date.To != "" || e.Reported == "" {
		return e.Date
	}
	return &record.Interval{From: e.Reported, To: e.Reported}
}

var kinds = []string{"contacts", "events", "statements", "commitments"}

type timeline struct {
	a, b string
	out  []Entry
}

func of(ps []Party, country string) bool {
	return slices.ContainsFunc(ps, func(p Party) bool { return p.Country == country })
}

// between reports whether parties of both countries are among them.
func (t *timeline) between(ps []Party) bool { return of(ps, t.a) && of(ps, t.b) }

func (t *timeline) contacts(docs []Document) {
	last := map[string]*record.Interval{}
	for _, c := range Contacts(docs) {
		if !t.between(c.Parties) {
			continue
		}
		e := Entry{Date: c.Date, Kind: "contacts", Type: c.Mode, Source: c.Parties, Count: Independent(c.Reports), Reports: c.Reports}
		key := actors(c.Parties)
		if before := last[key]; before != nil {
			e.Since = since(before, c.Date)
		}
		last[key] = c.Date
		t.out = append(t.out, e)
	}
}

func (t *timeline) events(docs []Document, contacts map[[2]string]bool) {
	for _, o := range Occurrences(docs) {
		if !t.between(slices.Concat(o.Source, o.Target)) || slices.ContainsFunc(o.Reports, func(r EventReport) bool { return contacts[[2]string{r.Document, r.Record}] }) {
			continue
		}
		e := Entry{Date: o.Date, Kind: "events", Type: o.Type, Code: o.Code, Source: o.Source, Target: o.Target, Fact: o.Factuality, Text: o.Reports[0].Text,
			Claimed: o.Claimed, Denied: o.Denied, Count: o.ReportCount()}
		for _, r := range o.Reports {
			e.Reports = append(e.Reports, r.Report)
		}
		t.out = append(t.out, e)
	}
}

// statements takes what a party of one country said about the other country or a party of it.
func (t *timeline) statements(docs []Document) {
	for _, d := range docs {
		if d.CopyOf != "" {
			continue
		}
		r := read(d)
		for i := range d.Statements {
			st := &d.Statements[i]
			if st.Speaker == nil || r.entities[st.Speaker.Entity] == nil {
				continue
			}
			who, about := []Party{party(r.entities[st.Speaker.Entity])}, r.parties(st.About)
			if !(of(who, t.a) && of(about, t.b) || of(who, t.b) && of(about, t.a)) {
				continue
			}
			t.out = append(t.out, Entry{Date: r.day(st.Time), Kind: "statements", Type: st.Act, Source: who, Target: about, Text: r.said(st), Count: 1, Reports: []Report{r.report(st.ID)}})
		}
	}
}

// day returns the interval of a time of the document, else the day of publication.
func (r *reader) day(id string) *record.Interval {
	for i := range r.Times {
		if x := &r.Times[i]; id != "" && x.ID == id && x.From != "" && x.To != "" {
			return &record.Interval{From: x.From, To: x.To, Grain: x.Grain}
		}
	}
	if r.Published == "" {
		return nil
	}
	return &record.Interval{From: r.Published, To: r.Published, Grain: "day"}
}

func (t *timeline) commitments(docs []Document) {
	for _, a := range Accounts(docs) {
		if !(of(a.Donor, t.a) && of(a.Recipient, t.b) || of(a.Donor, t.b) && of(a.Recipient, t.a)) {
			continue
		}
		for i := range a.Commitments {
			c := &a.Commitments[i]
			e := Entry{Kind: "commitments", Type: strings.TrimSuffix(c.Kind+"/"+c.Type, "/"), Source: a.Donor, Target: a.Recipient, Status: c.Status, Value: c.Value, Currency: c.Currency, Text: c.Reports[0].Text}
			if c.First != "" {
				e.Date = &record.Interval{From: c.First, To: c.First, Grain: "day"}
			}
			for _, r := range c.Reports {
				e.Reports = append(e.Reports, r.Report)
			}
			e.Count = Independent(e.Reports)
			t.out = append(t.out, e)
		}
	}
}
