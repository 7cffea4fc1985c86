package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/server/chart"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// dyadView is the page of a pair of countries.
type dyadView struct {
	A, B     party
	Code     string // «RUS-FRA»
	Filter   string
	N        []count
	Strip    *chart.Figure
	Contacts []contactLine
	Claims   []claimLine
	Events   *chart.Figure
	ByA, ByB spoken
	Happened *occurrencesView
	More     int // contacts that the table leaves out: the oldest
	Panels   columns
}

// contactLine is a contact of the ledger.
type contactLine struct {
	Date, Mode, Who string
	last            string // day, "" for none: lists have the newest first
	Link            string // of the first report
	Reports         int
	Implied         bool
	Since           string // «1 005 to 1 034 days»
}

// claimLine is a claim of a first since a day, with the verdict.
type claimLine struct {
	Text, Link, Verdict, By, Who string
}

// spoken is what one side says of the other.
type spoken struct {
	ID, Title string
	Rows      []lineView
	Read, Of  int // newest statements of the side looked through, of those that there are
}

// spokenRead is how many of the newest statements of a side are looked through for those about the other.
const spokenRead = 120

// dyad shows /dyads/RUS-FRA.
func (s *Server) dyad(w http.ResponseWriter, r *http.Request) {
	v, err := remember(r.Context(), s, r.URL.Path, func(ctx context.Context) (*dyadView, error) { return s.newDyad(ctx, r.PathValue("pair")) })
	if err != nil {
		s.problem(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "dyad", v.A.Name+" and "+v.B.Name, v)
}

func (s *Server) newDyad(ctx context.Context, pair string) (*dyadView, error) {
	a, b, _ := strings.Cut(pair, "-")
	if len(a) != 3 || len(b) != 3 || !code.MatchString(a+b) || a == b {
		return nil, fmt.Errorf("%w: pair %q; want two countries, such as /dyads/RUS-FRA", store.ErrInvalid, pair)
	}
	in, err := newScope(condition("dyad", pair))
	if err != nil {
		return nil, err
	}
	v := &dyadView{A: party{Name: s.country(a), Code: a, Link: "/actors/" + a}, B: party{Name: s.country(b), Code: b, Link: "/actors/" + b}, Code: pair, Filter: in.Text}
	for _, k := range []store.Kind{store.Contacts, store.Events, store.Commitments} {
		c, err := s.count(ctx, k, in)
		if err != nil {
			return nil, err
		}
		v.N = append(v.N, c)
	}
	dyads, err := desk.Gap(ctx, s.store, a, b)
	if err != nil {
		return nil, err
	}
	s.ledger(v, dyads)
	if v.Events, err = s.timeline(ctx, store.Events, in, "events-chart", "Events between "+v.A.Name+" and "+v.B.Name); err != nil {
		return nil, err
	}
	if v.ByA, err = s.spoken(ctx, v.A, v.B); err != nil {
		return nil, err
	}
	if v.ByB, err = s.spoken(ctx, v.B, v.A); err != nil {
		return nil, err
	}
	if v.Happened, err = s.between(ctx, in, v.N[1].Reports); err != nil {
		return nil, err
	}
	for _, k := range []store.Kind{store.Commitments} {
		p, err := s.panel(ctx, k, in, strings.ToUpper(string(k[:1]))+string(k[1:]), "", 8)
		if err != nil {
			return nil, err
		}
		v.Panels.add(p)
	}
	return v, nil
}

// most is how many pairs of parties have a strip of their own.
const most = 8

// contactsShown is how many of the newest contacts the table has.
const contactsShown = 100

// ledger draws and lists the contacts of the pairs of parties, those with most contacts first; where there are several
// pairs, the contacts of all of them before.
func (s *Server) ledger(v *dyadView, dyads []ledger.Dyad) {
	slices.SortStableFunc(dyads, func(x, y ledger.Dyad) int { return cmp.Compare(len(y.Contacts), len(x.Contacts)) })
	strips := chart.Strips{ID: "ledger", Title: "Contacts of " + v.A.Name + " and " + v.B.Name, What: "Who",
		Desc: "Contacts over time, one line a pair of parties; the time between two of them is drawn as a bar, the longest named."}
	all := chart.Strip{Name: "All who speak for them"}
	for i := range dyads {
		d := &dyads[i]
		strip := chart.Strip{Name: d.A.Name + " – " + d.B.Name}
		for _, c := range d.Contacts {
			line := newContactLine(c, strip.Name)
			v.Contacts = append(v.Contacts, line)
			if from, to, ok := dayRange(c.Date); ok {
				strip.Marks = append(strip.Marks, chart.Mark{From: from, To: to, Class: line.class(), Link: line.Link, Title: line.Date + ", " + line.Mode + ": " + line.Who})
			}
		}
		for _, c := range d.Claims {
			x := claimLine{Text: strings.Join(strings.Fields(c.Text), " "), Link: "/documents/" + c.Document + "#" + c.Contact, Verdict: c.Verdict, Who: strip.Name}
			if c.By != nil {
				x.By = cmp.Or(c.By.Mode, "contact") + " of " + interval(c.By.Date)
			}
			v.Claims = append(v.Claims, x)
		}
		all.Marks = append(all.Marks, strip.Marks...)
		if len(strip.Marks) > 0 && len(strips.Rows) < most {
			strips.Rows = append(strips.Rows, strip)
		}
	}
	slices.SortStableFunc(v.Contacts, func(x, y contactLine) int { return strings.Compare(y.last, x.last) })
	undrawn := len(v.Contacts) - len(all.Marks)
	v.More = max(0, len(v.Contacts)-contactsShown)
	v.Contacts = v.Contacts[:len(v.Contacts)-v.More]
	if len(all.Marks) == 0 {
		return
	}
	if len(strips.Rows) > 1 {
		strips.Rows = slices.Insert(strips.Rows, 0, all)
	}
	for i := range strips.Rows {
		strips.Rows[i].Gaps = gaps(strips.Rows[i].Marks)
	}
	for _, k := range []chart.Key{{Name: "phone", Class: "phone"}, {Name: "video", Class: "video"}, {Name: "meeting or visit", Class: "meeting"}, {Name: "letter or message", Class: "letter"}, {Name: "kind not told", Class: "quad-0"}, {Name: "only implied by a claim about a later one", Class: "implied"}} {
		if slices.ContainsFunc(all.Marks, func(m chart.Mark) bool { return slices.Contains(strings.Fields(m.Class), k.Class) }) {
			strips.Keys = append(strips.Keys, k)
		}
	}
	strips.From, strips.To = all.Marks[0].From, all.Marks[0].To
	for _, m := range all.Marks {
		strips.From, strips.To = min(strips.From, m.From), max(strips.To, m.To)
	}
	if undrawn > 0 {
		strips.Note = "Not drawn: " + chart.Number(undrawn) + " whose day is not known."
	}
	f := strips.Draw()
	v.Strip = &f
}

func newContactLine(c ledger.Contact, who string) contactLine {
	line := contactLine{Date: interval(c.Date), Mode: cmp.Or(c.Mode, "contact"), Who: who, Reports: len(c.Reports), Implied: true, Link: "/documents/" + c.Reports[0].Document + "#" + c.Reports[0].Record}
	for _, r := range c.Reports {
		line.Implied = line.Implied && r.Implied
	}
	if c.Since != nil {
		line.Since = days(c.Since.Days)
	}
	if c.Date != nil {
		line.last = cmp.Or(c.Date.To, c.Date.From)
	}
	return line
}

// class is the class that gives the contact's mark its colour.
func (c *contactLine) class() string {
	class := "quad-0"
	switch c.Mode {
	case "phone", "video":
		class = c.Mode
	case "meeting", "visit", "host", "third-place":
		class = "meeting"
	case "letter", "message":
		class = "letter"
	}
	if c.Implied {
		class += " implied"
	}
	return class
}

// gaps returns the time between each mark and the next; the longest is named if it is of two months or more.
func gaps(marks []chart.Mark) []chart.Gap {
	marks = slices.Clone(marks)
	slices.SortStableFunc(marks, func(a, b chart.Mark) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	var out []chart.Gap
	longest := 60
	for i := 1; i < len(marks); i++ {
		a, b := marks[i-1], marks[i]
		if b.From <= a.To+1 {
			continue
		}
		out = append(out, chart.Gap{From: a.To + 1, To: b.From - 1, Text: days([2]int{int(b.From - a.To), int(b.To - a.From)})})
		longest = max(longest, int(b.From-a.To))
	}
	for i := range out {
		out[i].Long = int(out[i].To-out[i].From)+2 >= longest
	}
	return out
}

func days(d [2]int) string {
	if d[0] == d[1] {
		return chart.Number(d[0]) + " days"
	}
	return chart.Number(d[0]) + " to " + chart.Number(d[1]) + " days"
}

// dayRange returns the days of an interval; ok says that both ends are known.
func dayRange(i *record.Interval) (from, to calendar.Day, ok bool) {
	if i == nil {
		return 0, 0, false
	}
	from, a := calendar.Parse(i.From)
	to, b := calendar.Parse(i.To)
	return from, to, a && b
}

// spoken returns what the newest statements of one side say of the other.
func (s *Server) spoken(ctx context.Context, of, about party) (spoken, error) {
	out := spoken{ID: "by-" + of.Code, Title: of.Name + " on " + about.Name}
	in, err := newScope(condition("source", of.Code))
	if err != nil {
		return out, err
	}
	rows, _, err := s.records(ctx, store.Statements, in, "", spokenRead)
	if err != nil {
		return out, err
	}
	if out.Of, err = s.number(ctx, store.Statements, in); err != nil {
		return out, err
	}
	x := newReader()
	for _, r := range rows {
		out.Read++
		for _, id := range r.Document.Statements[r.Index].About {
			if e := x.entity(r.Document, id); e != nil && e.Country == about.Code {
				out.Rows = append(out.Rows, x.line(store.Statements, r))
				break
			}
		}
		if len(out.Rows) == most {
			break
		}
	}
	return out, nil
}
