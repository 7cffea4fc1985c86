package store

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/openreadout/readout/record"
)

// Flat is one record with all that a Filter asks of it: what stores index.
type Flat struct {
	Kind       Kind
	Index      int    // in its document's list of the kind
	ID         string // see RecordID
	Span       record.Span
	From, To   string // days; the document's where the record has none; "" unknown
	Type       string // see Keys: PLOVER type, mode, act, status
	Code       string // CAMEO
	Factuality string
	Quad       int
	Contexts   []string
	Parties    []Party
	Verdict    string // of the last correction: accept, change, reject; "" for none
}

// Role is what a party does in a record.
type Role uint8

// The roles. A symmetric event and a contact have sources only.
const (
	Source Role = iota // source, speaker, donor, holder, participant
	Target             // target, recipient
	About              // spoken of
)

// Party is an entity in a record.
type Party struct {
	Role
	Key     string // of the entity across documents: see EntityKey
	Name    string
	Kind    string
	Actor   string
	Country string
	Ref     string
}

// EntityKey names an entity across documents: its Wikidata id, else kind, actor code and name.
func EntityKey(e *record.Entity) string {
	if e.Ref != "" {
		return e.Ref
	}
	return e.Kind + "/" + e.Actor + "/" + strings.ToLower(e.Name)
}

// Flatten lists the records of d, which has the id doc, kind by kind in the order of Kinds.
func Flatten(d *record.Document, doc string) []Flat {
	out := Bare(d, utf8.RuneCountInString(d.Text), Kinds...)
	for rest := out; len(rest) > 0; {
		ids := IDs(d, doc, rest[0].Kind)
		for i, id := range ids {
			rest[i].ID = id
		}
		rest = rest[len(ids):]
	}
	return out
}

// Bare is Flatten without ids, of some kinds in the order given. Of d it reads their lists, entities and times
// only; characters is the length of the text.
func Bare(d *record.Document, characters int, kinds ...Kind) []Flat {
	x := &flattener{d: d, entities: make(map[string]Party, len(d.Entities)), out: make([]Flat, 0, count(d, kinds))}
	for i := range d.Entities {
		e := &d.Entities[i]
		x.entities[e.ID] = Party{Source, EntityKey(e), e.Name, e.Kind, e.Actor, e.Country, e.Ref}
	}
	for _, k := range kinds {
		switch k {
		case Documents:
			x.add(Flat{Kind: Documents, Span: record.Span{End: characters}}, nil)
		case Entities:
			x.entityRecords()
		case Events:
			x.events()
		case Statements:
			x.statements()
		case Contacts:
			x.contacts()
		case Commitments:
			x.commitments()
		case Positions:
			x.positions()
		}
	}
	return x.out
}

// count is how many records of the kinds there are.
func count(d *record.Document, kinds []Kind) int {
	n := 0
	for _, k := range kinds {
		switch k {
		case Documents:
			n++
		case Entities:
			n += len(d.Entities)
		case Events:
			n += len(d.Events)
		case Statements:
			n += len(d.Statements)
		case Contacts:
			n += len(d.Contacts)
		case Commitments:
			n += len(d.Commitments)
		case Positions:
			n += len(d.Positions)
		}
	}
	return n
}

type flattener struct {
	d        *record.Document
	entities map[string]Party
	out      []Flat
}

func (x *flattener) add(f Flat, date *record.Interval) {
	f.From, f.To = x.d.Published, x.d.Published
	if date != nil {
		f.From, f.To = date.From, date.To
		if f.From == "" {
			f.From = f.To
		}
		if f.To == "" {
			f.To = f.From
		}
	}
	x.out = append(x.out, f)
}

// parties are those who act and those whom the role is of.
func (x *flattener) parties(sources []string, r Role, others []string) []Party {
	if len(sources)+len(others) == 0 {
		return nil
	}
	out := make([]Party, 0, len(sources)+len(others))
	for i, ids := range [][]string{sources, others} {
		for _, id := range ids {
			if p, ok := x.entities[id]; ok {
				if i == 1 {
					p.Role = r
				}
				out = append(out, p)
			}
		}
	}
	return out
}

func (x *flattener) entityRecords() {
	for i, e := range x.d.Entities {
		x.add(Flat{Kind: Entities, Index: i, Span: first(e.Mentions), Type: e.Kind, Parties: x.parties([]string{e.ID}, Source, nil)}, nil)
	}
}

func (x *flattener) events() {
	for i, e := range x.d.Events {
		x.add(Flat{Kind: Events, Index: i, Span: e.Trigger, Type: e.Plover, Code: e.CAMEO, Factuality: e.Factuality, Quad: e.Quad, Contexts: e.Contexts,
			Parties: x.parties(e.Source, Target, e.Target)}, e.Date)
	}
}

func (x *flattener) statements() {
	for i, s := range x.d.Statements {
		var who []string
		if s.Speaker != nil {
			who = []string{s.Speaker.Entity}
		}
		x.add(Flat{Kind: Statements, Index: i, Span: s.Cue, Type: s.Act, Contexts: s.Topics, Parties: x.parties(who, About, s.About)}, x.time(s.Time))
	}
}

// time returns the interval of a time of the document, nil for none.
func (x *flattener) time(id string) *record.Interval {
	for i := range x.d.Times {
		if t := &x.d.Times[i]; t.ID == id && id != "" && t.From+t.To != "" {
			return &t.Interval
		}
	}
	return nil
}

func (x *flattener) contacts() {
	for i, c := range x.d.Contacts {
		x.add(Flat{Kind: Contacts, Index: i, Span: c.Evidence, Type: c.Mode, Contexts: c.Topics, Parties: x.parties(c.Participants, Source, nil)}, c.Date)
	}
}

func (x *flattener) commitments() {
	for i, c := range x.d.Commitments {
		x.add(Flat{Kind: Commitments, Index: i, Span: c.Evidence, Type: c.Status, Parties: x.parties(c.Donor, Target, c.Recipient)}, nil)
	}
}

func (x *flattener) positions() {
	for i, p := range x.d.Positions {
		x.add(Flat{Kind: Positions, Index: i, Type: p.Continuity, Contexts: []string{p.Topic}, Parties: x.parties([]string{p.Holder}, About, []string{p.Via})}, p.Date)
	}
}

// Takes reports whether f wants the record r of the document d; copyOf is the id of the document that d is a
// copy of. It is what every store must agree with.
func (f *Filter) Takes(d *record.Document, doc, copyOf string, r *Flat) bool {
	if f.From != "" && r.To < f.From || f.To != "" && (r.From > f.To || r.From == "") {
		return false
	}
	if r.Verdict == "reject" && !f.names("verdict") {
		return false
	}
	for _, t := range f.Terms {
		if t.takes(d, doc, copyOf, r) == t.Not {
			return false
		}
	}
	if len(f.Words) == 0 {
		return true
	}
	text := Plain(d.Title + " " + d.Text)
	for _, w := range f.Words {
		if !strings.Contains(text, Plain(w)) {
			return false
		}
	}
	return true
}

// names reports whether f has a condition of the key.
func (f *Filter) names(key string) bool {
	return slices.ContainsFunc(f.Terms, func(t Term) bool { return t.Key == key })
}

func (t *Term) takes(d *record.Document, doc, copyOf string, r *Flat) bool {
	switch t.Key {
	case "dyad":
		return slices.ContainsFunc(t.Values, func(v string) bool { return r.has(v[:3]) && r.has(v[4:]) })
	case "actor", "country", "source", "target", "entity":
		return slices.ContainsFunc(r.Parties, t.party)
	case "context":
		return slices.ContainsFunc(r.Contexts, func(c string) bool { return slices.Contains(t.Values, c) })
	case "code":
		return r.Code != "" && slices.ContainsFunc(t.Values, func(v string) bool { return strings.HasPrefix(r.Code, v) })
	case "copies":
		return copyOf == "" || !slices.Contains(t.Values, "no")
	}
	return slices.Contains(t.Values, t.value(d, doc, r))
}

func (t *Term) value(d *record.Document, doc string, r *Flat) string {
	switch t.Key {
	case "type":
		return r.Type
	case "factuality":
		return r.Factuality
	case "verdict":
		if r.Verdict == "" {
			return "none"
		}
		return r.Verdict
	case "quad":
		return string(rune('0' + r.Quad))
	case "publisher":
		return d.Source
	case "document":
		return doc
	}
	return r.ID
}

func (r *Flat) has(country string) bool {
	return slices.ContainsFunc(r.Parties, func(p Party) bool { return p.Role != About && p.Country == country })
}

func (t *Term) party(p Party) bool {
	return slices.ContainsFunc(t.Values, func(v string) bool {
		switch t.Key {
		case "country":
			return p.Role != About && p.Country == v
		case "source":
			return p.Role == Source && strings.HasPrefix(p.Actor, v)
		case "target":
			return p.Role == Target && strings.HasPrefix(p.Actor, v)
		case "entity":
			return p.Ref == v || strings.EqualFold(p.Name, v)
		}
		return p.Role != About && strings.HasPrefix(p.Actor, v)
	})
}

// Plain is a text as words are searched in it: lower case, a blank between words, a blank at both ends, no
// marks.
func Plain(s string) string {
	b := make([]byte, 1, len(s)+len(s)/16+2)
	b[0] = ' '
	blank := true
	for _, r := range s {
		switch {
		case isWordRune(r):
			b, blank = utf8.AppendRune(b, lower(r)), false
		case !blank:
			b, blank = append(b, ' '), true
		}
	}
	if !blank {
		b = append(b, ' ')
	}
	return string(b)
}
