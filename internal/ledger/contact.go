package ledger

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/record"
)

// Contact is a contact, from all reports of it.
type Contact struct {
	Mode    string           `json:"mode,omitempty"`
	Date    *record.Interval `json:"date,omitempty"`
	Parties []Party          `json:"parties"` // all of them: three in a call of three
	Reports []Report         `json:"reports"`
	Since   *Since           `json:"since,omitempty"` // time since the contact of the dyad before, nil for the first
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

// most is how many participants a contact may have to be told of each pair: a summit of thirty is no
// contact of its four hundred pairs.
const most = 8

// telling is a contact as the reports so far tell it, with the claims that they make about it.
type telling struct {
	Contact
	claims []pending
}

// Contacts returns the contacts of docs in order of time, one each however many reported it: both sides' readouts
// of a call are two reports of one contact. Reports are of one contact when they have the same parties, modes that
// agree and the same day; one that tells no day is of the only such contact in the three days up to its publication, or
// of the only one that another text of that day or the next tells without a day, and else stands alone.
func Contacts(docs []Document) []Contact {
	var out []Contact
	for _, t := range collect(docs) {
		out = append(out, t.Contact)
	}
	return out
}

// Dyads returns the contacts of every pair of parties in docs, in order of the parties' names.
func Dyads(docs []*record.Document) []Dyad { return DyadsOf(Originals(docs)) }

// DyadsOf is Dyads of documents some of which may be copies.
func DyadsOf(docs []Document) []Dyad {
	byPair := map[[2]string]*Dyad{}
	claims := map[[2]string][]pending{}
	var order [][2]string
	for _, t := range collect(docs) {
		if len(t.Parties) > most {
			continue
		}
		for i := range t.Parties {
			for j := i + 1; j < len(t.Parties); j++ {
				a, b := t.Parties[i], t.Parties[j]
				if b.Name < a.Name {
					a, b = b, a
				}
				k := [2]string{a.Key, b.Key}
				if byPair[k] == nil {
					byPair[k] = &Dyad{A: a, B: b}
					order = append(order, k)
				}
				c := t.Contact
				c.Reports = slices.Clone(c.Reports)
				byPair[k].Contacts = append(byPair[k].Contacts, c)
				for _, p := range t.claims {
					if _, _, dated := days(p.date); !dated {
						p.date = t.Date // another report tells it
					}
					claims[k] = append(claims[k], p)
				}
			}
		}
	}
	var out []Dyad
	for _, k := range order {
		d := byPair[k]
		d.finish(claims[k])
		out = append(out, *d)
	}
	slices.SortStableFunc(out, func(x, y Dyad) int {
		return strings.Compare(x.A.Name+"\x00"+x.B.Name, y.A.Name+"\x00"+y.B.Name)
	})
	return out
}

// collect joins the reports of docs to contacts, in order of time. Reports that date a contact and name its parties come
// first, so that those that tell a party by the office only, or no day, find them.
func collect(docs []Document) []*telling {
	var sure, offices, undated []*telling
	for _, d := range docs {
		r := read(d)
		for i := range d.Contacts {
			t := r.told(&d.Contacts[i])
			_, _, dated := days(t.Date)
			switch {
			case len(t.Parties) < 2:
			case !dated:
				undated = append(undated, t)
			case slices.ContainsFunc(t.Parties, func(p Party) bool { return p.office() }):
				offices = append(offices, t)
			default:
				sure = append(sure, t)
			}
		}
	}
	byKey := map[string][]*telling{}
	var out []*telling
	for _, t := range slices.Concat(sure, offices, undated) {
		key := keys(t)
		if o := find(byKey[key[0]], t); o != nil {
			o.join(t)
			continue
		}
		out = append(out, t)
		for _, k := range key {
			byKey[k] = append(byKey[k], t)
		}
	}
	slices.SortStableFunc(out, func(a, b *telling) int { return earlier(a.Date, b.Date) })
	name(out)
	return out
}

// name gives every party the fullest of its names: a text may know a president by his office only.
func name(all []*telling) {
	fullest := map[string]string{}
	for _, t := range all {
		for _, p := range t.Parties {
			if len(p.Name) > len(fullest[p.Key]) {
				fullest[p.Key] = p.Name
			}
		}
	}
	for _, t := range all {
		for i := range t.Parties {
			t.Parties[i].Name = fullest[t.Parties[i].Key]
		}
	}
}

// keys lists where a contact is looked for: under the country or else the key of each party. Parties that are one
// share it.
func keys(t *telling) []string {
	var out []string
	for i := range t.Parties {
		p := &t.Parties[i]
		k := p.Key
		if p.Person && p.Country != "" {
			k = p.Country
		}
		if !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}

// find returns the contact of the list that t is another report of: of those on its day the one with the finest date;
// for a report without a day, the only one of that mode in the few days up to its publication.
func find(list []*telling, t *telling) *telling {
	var best *telling
	_, _, dated := days(t.Date)
	for _, o := range list {
		switch {
		case !kin(o.Mode, t.Mode) || !sameParties(o.Parties, t.Parties):
		case dated && sameTime(o.Date, t.Date):
			if best == nil || finer(o.Date, best.Date) {
				best = o
			}
		case !dated && o.Mode != "" && t.Mode != "" && t.fresh(o):
			if best != nil {
				return nil
			}
			best = o
		}
	}
	return best
}

// freshness is for how many days after a contact its readouts and news come out.
const freshness = 3

// fresh reports whether t, which does not tell the day nor since when, may be a report of the contact o by its publication:
// on the day of o or soon after, as readouts and news of it are; where o tells no day either, within a day of it.
func (t *telling) fresh(o *telling) bool {
	published, ok := calendar.Parse(t.Reports[0].Day)
	if !ok || t.Date != nil && t.Date.From != "" {
		return false
	}
	if from, to, dated := days(o.Date); dated {
		return from == to && published-freshness <= to && from <= published
	}
	other, ok := calendar.Parse(o.Reports[0].Day)
	return ok && (o.Date == nil || o.Date.From == "") && published-1 <= other && other <= published+1 && o.Reports[0].Document != t.Reports[0].Document
}

// sameParties reports whether every party of each is one of the other.
func sameParties(a, b []Party) bool {
	if len(a) != len(b) {
		return false
	}
	used := make([]bool, len(b))
	for i := range a {
		found := false
		for _, exact := range []bool{true, false} {
			for j := range b {
				if !found && !used[j] && (a[i].Key == b[j].Key || !exact && one(&a[i], &b[j])) {
					used[j], found = true, true
				}
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// told reads a contact of the document.
func (r *reader) told(c *record.Contact) *telling {
	report := r.report(c.ID)
	report.Implied = c.Implied
	t := &telling{Contact: Contact{Mode: c.Mode, Date: c.Date, Parties: r.parties(c.Participants), Reports: []Report{report}}}
	if f := c.FirstSince; f != nil {
		t.claims = append(t.claims, pending{Claim{Kind: First, Document: r.ID, Contact: c.ID, Source: r.Source, N: 1, Text: r.text(f.Evidence), Since: f.Date}, c.Mode, c.Date})
	}
	if k := c.Counted; k != nil {
		claim := Claim{Kind: Nth, Document: r.ID, Contact: c.ID, Source: r.Source, N: k.N, Text: r.text(k.Evidence), Since: k.Since}
		if k.N == 0 {
			claim.Kind = Another
		}
		t.claims = append(t.claims, pending{claim, c.Mode, c.Date})
	}
	return t
}

// join adds another report. A party told by name stands for one told by the office.
func (t *telling) join(o *telling) {
	t.Reports = append(t.Reports, o.Reports...)
	t.claims = append(t.claims, o.claims...)
	if t.Mode == "" {
		t.Mode = o.Mode
	}
	if finer(o.Date, t.Date) {
		t.Date = o.Date
	}
	for i := range t.Parties {
		for j := range o.Parties {
			if p := &o.Parties[j]; t.Parties[i].office() && !p.office() && one(&t.Parties[i], p) {
				t.Parties[i] = *p
			}
		}
	}
}

// kin reports whether two modes may be those of one contact.
func kin(a, b string) bool {
	remote := func(m string) bool { return m == "phone" || m == "video" }
	written := func(m string) bool { return m == "letter" || m == "message" }
	return a == "" || b == "" || remote(a) == remote(b) && written(a) == written(b)
}

// finish tells the time between the contacts and checks the claims.
func (y *Dyad) finish(claims []pending) {
	slices.SortStableFunc(y.Contacts, func(a, b Contact) int { return earlier(a.Date, b.Date) })
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

// Days returns the days between which the other reports of the contact c may be dated, where a text published on the
// day given tells of it: its own days or those shortly before publication, one more at either end, since a night call
// is of two, and those up to which readouts come out. "" where nothing is known.
func Days(c *record.Contact, published string) (from, to string) {
	f, t, ok := possible(c, published)
	if !ok {
		return "", ""
	}
	return (f - 1).String(), (t + freshness).String()
}

// Near reports whether two contacts, told in texts published on the days given, may be one by their modes and days.
func Near(a *record.Contact, publishedA string, b *record.Contact, publishedB string) bool {
	f1, t1, ok1 := possible(a, publishedA)
	f2, t2, ok2 := possible(b, publishedB)
	return kin(a.Mode, b.Mode) && (!ok1 || !ok2 || f1 <= t2+1 && f2 <= t1+1)
}

// possible returns the days of a contact; where the text does not tell them, those shortly before its publication.
func possible(c *record.Contact, published string) (from, to calendar.Day, ok bool) {
	if c != nil {
		if from, to, ok = days(c.Date); ok {
			return from, to, true
		}
	}
	to, ok = calendar.Parse(published)
	return to - freshness + 1, to, ok // days one apart agree
}
