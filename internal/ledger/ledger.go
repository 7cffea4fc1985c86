// Package ledger works across documents, on records alone: the contacts of every pair of parties with the time
// since the last one, claims that a contact was the first since a day held against what is known, and two
// sides' readouts of one contact compared. It knows no grammar.
package ledger

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/record"
)

// Party is an entity across documents.
type Party struct {
	Key     string `json:"key"` // Wikidata id, else kind and name
	Name    string `json:"name"`
	Country string `json:"country,omitempty"`
}

// Report is one document's account of a contact.
type Report struct {
	Document string `json:"document"`
	Contact  string `json:"contact"` // id in the document
	Source   string `json:"source,omitempty"`
	Implied  bool   `json:"implied,omitempty"` // only implied by a claim about a later contact
}

// Contact is a contact between two parties, from all reports of it.
type Contact struct {
	Mode    string           `json:"mode,omitempty"`
	Date    *record.Interval `json:"date,omitempty"`
	Reports []Report         `json:"reports"`
	Since   *Since           `json:"since,omitempty"` // time since the contact before, nil for the first
}

// Since is the time between two contacts: the least and the most whole months and days that their dates
// leave room for.
type Since struct {
	Months [2]int `json:"months"`
	Days   [2]int `json:"days"`
}

// Dyad is two parties with their contacts in order of time; those without a day come last.
type Dyad struct {
	A        Party     `json:"a"`
	B        Party     `json:"b"`
	Contacts []Contact `json:"contacts"`
	Claims   []Claim   `json:"claims,omitempty"`
}

// Verdicts on a claim.
const (
	Consistent   = "consistent"
	Contradicted = "contradicted"
	CannotSay    = "cannot say"
)

// Claim is the claim of a document that a contact of the dyad was the first since a day, held against the
// other contacts known.
type Claim struct {
	Document string           `json:"document"`
	Contact  string           `json:"contact"`
	Text     string           `json:"text"`
	Since    *record.Interval `json:"since,omitempty"`
	Verdict  string           `json:"verdict"`
	By       *Contact         `json:"by,omitempty"` // the contact that contradicts it, or bears it out
}

// most is how many participants a contact may have to be told of each pair: a summit of thirty is no
// contact of its four hundred pairs.
const most = 8

// Dyads returns the contacts of every pair of parties in docs, in order of the parties' names.
func Dyads(docs []*record.Document) []Dyad {
	b := &builder{dyads: map[[2]string]*Dyad{}}
	for _, d := range docs {
		b.document(d)
	}
	var out []Dyad
	for _, k := range b.order {
		d := b.dyads[k]
		d.finish(b.claims[k])
		out = append(out, *d)
	}
	slices.SortStableFunc(out, func(x, y Dyad) int {
		return strings.Compare(x.A.Name+"\x00"+x.B.Name, y.A.Name+"\x00"+y.B.Name)
	})
	return out
}

type builder struct {
	dyads  map[[2]string]*Dyad
	order  [][2]string
	claims map[[2]string][]pending
}

// pending is a claim not yet checked.
type pending struct {
	claim Claim
	mode  string
	date  *record.Interval
}

func (b *builder) document(d *record.Document) {
	entities := map[string]*record.Entity{}
	for i := range d.Entities {
		entities[d.Entities[i].ID] = &d.Entities[i]
	}
	for i := range d.Contacts {
		c := &d.Contacts[i]
		if len(c.Participants) > most {
			continue
		}
		var ps []Party
		for _, id := range c.Participants {
			if e := entities[id]; e != nil {
				ps = append(ps, party(e))
			}
		}
		for x := range ps {
			for y := x + 1; y < len(ps); y++ {
				if ps[x].Key != ps[y].Key {
					b.pair(d, c, ps[x], ps[y])
				}
			}
		}
	}
}

func party(e *record.Entity) Party {
	key := e.Ref
	if key == "" {
		key = e.Kind + "/" + strings.ToLower(e.Name)
	}
	return Party{key, e.Name, e.Country}
}

func (b *builder) pair(d *record.Document, c *record.Contact, x, y Party) {
	if y.Name < x.Name {
		x, y = y, x
	}
	k := [2]string{x.Key, y.Key}
	dyad := b.dyads[k]
	if dyad == nil {
		dyad = &Dyad{A: x, B: y}
		b.dyads[k] = dyad
		b.order = append(b.order, k)
	}
	dyad.add(Contact{Mode: c.Mode, Date: c.Date, Reports: []Report{{d.ID, c.ID, d.Source, c.Implied}}})
	if f := c.FirstSince; f != nil {
		if b.claims == nil {
			b.claims = map[[2]string][]pending{}
		}
		text := string([]rune(d.Text)[f.Evidence.Begin:f.Evidence.End])
		b.claims[k] = append(b.claims[k], pending{Claim{Document: d.ID, Contact: c.ID, Text: text, Since: f.Date}, c.Mode, c.Date})
	}
}

// add puts c to the contact it is another report of: the same kind on the same day, or makes one of it.
func (y *Dyad) add(c Contact) {
	for i := range y.Contacts {
		o := &y.Contacts[i]
		if !kin(o.Mode, c.Mode) || !sameTime(o.Date, c.Date) {
			continue
		}
		o.Reports = append(o.Reports, c.Reports...)
		if o.Mode == "" {
			o.Mode = c.Mode
		}
		if finer(c.Date, o.Date) {
			o.Date = c.Date
		}
		return
	}
	y.Contacts = append(y.Contacts, c)
}

// SameContact reports whether two reports of contacts of the same participants are of one contact: on the same day, in
// ways that may be one. A contact without a day is never taken for another.
func SameContact(a, b *record.Contact) bool { return kin(a.Mode, b.Mode) && sameTime(a.Date, b.Date) }

// kin reports whether two modes may be those of one contact.
func kin(a, b string) bool {
	remote := func(m string) bool { return m == "phone" || m == "video" }
	written := func(m string) bool { return m == "letter" || m == "message" }
	return a == "" || b == "" || remote(a) == remote(b) && written(a) == written(b)
}

// sameTime reports whether two dates are of one contact: both known, and one inside the other. A contact
// without a day is never taken for another.
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

// finish orders the contacts, tells the time between them and checks the claims.
func (y *Dyad) finish(claims []pending) {
	slices.SortStableFunc(y.Contacts, func(a, b Contact) int {
		f1, t1, ok1 := days(a.Date)
		f2, t2, ok2 := days(b.Date)
		switch {
		case ok1 != ok2 && ok1:
			return -1
		case ok1 != ok2:
			return 1
		case f1 != f2:
			return int(f1 - f2)
		}
		return int(t1 - t2)
	})
	for i := 1; i < len(y.Contacts); i++ {
		y.Contacts[i].Since = since(y.Contacts[i-1].Date, y.Contacts[i].Date)
	}
	for _, p := range claims {
		y.Claims = append(y.Claims, y.check(p))
	}
}

func since(a, b *record.Interval) *Since {
	f1, t1, ok1 := days(a)
	f2, t2, ok2 := days(b)
	if !ok1 || !ok2 {
		return nil
	}
	s := &Since{Days: [2]int{max(0, int(f2-t1)), int(t2 - f1)}}
	s.Months[0], s.Months[1] = calendar.MonthSpan(f1, t1, f2, t2)
	s.Months[0] = max(0, s.Months[0])
	return s
}

// check holds a claim against the contacts known: one between the two days contradicts it, one on the day
// that it names bears it out. A contact that only claims imply decides nothing.
func (y *Dyad) check(p pending) Claim {
	c := p.claim
	c.Verdict = CannotSay
	from, to, ok := days(c.Since)
	day, _, dated := days(p.date)
	if !ok || !dated {
		return c
	}
	for i := range y.Contacts {
		o := &y.Contacts[i]
		f, t, known := days(o.Date)
		if !known || !kin(o.Mode, p.mode) || !slices.ContainsFunc(o.Reports, func(r Report) bool { return !r.Implied }) {
			continue
		}
		switch {
		case f > to && t < day:
			c.Verdict, c.By = Contradicted, o
			return c
		case f >= from && t <= to:
			c.Verdict, c.By = Consistent, o
		}
	}
	return c
}
