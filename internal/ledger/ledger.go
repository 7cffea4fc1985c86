// Package ledger works across documents, on records alone: what happened once however many reported it
// (occurrences), the contacts of every pair of parties with the time since the last one, claims that a contact was
// the first, another or the second since a day held against what is known, commitments without their
// restatements, positions over time, and two sides' readouts of one contact compared. It knows no grammar.
//
// Reports and what they report are always counted apart: a copy of a text is a report of its original.
package ledger

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/record"
)

// Document is a record with what the store knows of it. Its ID names it across documents.
type Document struct {
	*record.Document
	CopyOf string // id of the document that it is a copy of, "" for none
}

// Originals takes documents none of which is a copy.
func Originals(docs []*record.Document) []Document {
	out := make([]Document, len(docs))
	for i, d := range docs {
		out[i] = Document{Document: d}
	}
	return out
}

// Party is an entity across documents.
type Party struct {
	Key     string `json:"key"` // Wikidata id, else kind and name
	Name    string `json:"name"`
	Actor   string `json:"actor,omitempty"`
	Country string `json:"country,omitempty"`
	Person  bool   `json:"person,omitempty"` // as against a state or an organisation
}

// Report is one document's account of something.
type Report struct {
	Document string `json:"document"`
	Record   string `json:"record"` // id in the document
	Source   string `json:"source,omitempty"`
	Day      string `json:"published,omitempty"`
	CopyOf   string `json:"copy_of,omitempty"` // counted as one report with it
	Implied  bool   `json:"implied,omitempty"` // only implied by a claim about a later contact
}

// Independent counts the reports that are no copies of another one.
func Independent(rs []Report) int {
	n := 0
	for _, r := range rs {
		if r.CopyOf == "" || !slices.ContainsFunc(rs, func(o Report) bool { return o.Document == r.CopyOf }) {
			n++
		}
	}
	return n
}

func party(e *record.Entity) Party {
	key := e.Ref
	if key == "" {
		key = e.Kind + "/" + strings.ToLower(e.Name)
	}
	return Party{key, e.Name, e.Actor, e.Country, e.Kind == "person"}
}

// office reports whether p is a person told by an office only: «the Prime Minister» of a country.
func (p *Party) office() bool { return p.Person && !strings.HasPrefix(p.Key, "Q") }

// one reports whether two parties of one occasion are the same: one entity, or a person of a country and one told
// by the office only.
func one(a, b *Party) bool {
	return a.Key == b.Key || a.Person && b.Person && a.Country != "" && a.Country == b.Country && (a.office() || b.office())
}

// reader finds the entities of a document.
type reader struct {
	Document
	entities map[string]*record.Entity
	runes    []rune
}

func read(d Document) *reader {
	r := &reader{Document: d, entities: map[string]*record.Entity{}}
	for i := range d.Entities {
		r.entities[d.Entities[i].ID] = &d.Entities[i]
	}
	return r
}

// parties returns the parties with the ids, each once.
func (r *reader) parties(ids []string) []Party {
	var out []Party
	for _, id := range ids {
		if e := r.entities[id]; e != nil {
			if p := party(e); !slices.ContainsFunc(out, func(o Party) bool { return o.Key == p.Key }) {
				out = append(out, p)
			}
		}
	}
	return out
}

// text returns the words of a span, blanks folded.
func (r *reader) text(s record.Span) string {
	if r.runes == nil {
		r.runes = []rune(r.Text)
	}
	if s.Begin < 0 || s.End > len(r.runes) || s.Begin > s.End {
		return ""
	}
	return strings.Join(strings.Fields(string(r.runes[s.Begin:s.End])), " ")
}

func (r *reader) report(id string) Report {
	return Report{Document: r.ID, Record: id, Source: r.Source, Day: r.Published, CopyOf: r.CopyOf}
}

// sameTime reports whether two dates may be of one occasion: both known, and one inside the other.
func sameTime(a, b *record.Interval) bool {
	f1, t1, ok1 := days(a)
	f2, t2, ok2 := days(b)
	if !ok1 || !ok2 {
		return false
	}
	return f1 <= f2 && t2 <= t1 || f2 <= f1 && t1 <= t2
}

func finer(a, b *record.Interval) bool {
	f1, t1, ok1 := days(a)
	f2, t2, ok2 := days(b)
	return ok1 && (!ok2 || t1-f1 < t2-f2)
}

func days(i *record.Interval) (from, to calendar.Day, ok bool) {
	if i == nil {
		return 0, 0, false
	}
	from, a := calendar.Parse(i.From)
	to, b := calendar.Parse(i.To)
	return from, to, a && b
}

// earlier orders dates, by the day that is known of those with an open side; those without a day come last.
func earlier(a, b *record.Interval) int {
	f1, t1, ok1 := known(a)
	f2, t2, ok2 := known(b)
	switch {
	case ok1 != ok2 && ok1:
		return -1
	case ok1 != ok2:
		return 1
	case f1 != f2:
		return int(f1 - f2)
	}
	return int(t1 - t2)
}

// known returns the days of an interval, the one that is known for both where a side is open.
func known(i *record.Interval) (from, to calendar.Day, ok bool) {
	if i == nil {
		return 0, 0, false
	}
	from, a := calendar.Parse(i.From)
	to, b := calendar.Parse(i.To)
	switch {
	case a && !b:
		return from, from, true
	case b && !a:
		return to, to, true
	}
	return from, to, a && b
}
