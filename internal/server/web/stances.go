package web

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/server/chart"
	"github.com/openreadout/readout/internal/store"
)

// stancesView is what holders say on topics over time, a strip each, and the changes that texts assert.
type stancesView struct {
	Strips   *chart.Figure
	Shifts   []shiftView
	Read, Of int // newest positions looked at, of those that there are
}

// shiftView is a change of position that a text asserts.
type shiftView struct {
	Holder           party
	Topic            string
	Day, Link        string
	Text, Who, Where string // what the text says, whose assertion it is, the publisher
}

const (
	stancesRead  = 150 // of the newest positions
	stancesShown = 14  // strips
)

// stances draws the newest positions of a scope by holder and topic; of is how many there are.
func (s *Server) stances(ctx context.Context, in scope, of int) (*stancesView, error) {
	rows, _, err := s.records(ctx, store.Positions, in, "", stancesRead)
	if err != nil {
		return nil, err
	}
	wanted := map[place]bool{}
	for _, r := range rows {
		wanted[place{r.DocID, anchor(store.Positions, r)}] = true
	}
	v := &stancesView{Read: len(rows), Of: of}
	f := chart.Strips{ID: "stances", Title: "Positions by holder and topic", What: "Holder and topic",
		Desc: "Positions as dots over time, a line a holder and topic; a change is drawn only where a text asserts it."}
	used := map[string]bool{}
	for _, st := range ledger.Stances(ledgerDocuments(rows)) {
		holder := partiesOf([]ledger.Party{st.Holder})[0]
		strip := chart.Strip{Name: st.Holder.Name + ": " + st.Topic, Link: listAddress(store.Positions, in.with(condition("entity", cmp.Or(id(st.Holder), st.Holder.Name))))}
		mark := func(day, class, link, title string) {
			if d, ok := startOf(day); ok {
				strip.Marks = append(strip.Marks, chart.Mark{From: d, To: d, Class: class, Link: link, Title: title})
				used[class] = true
			}
		}
		for _, x := range st.Statements {
			if !wanted[place{x.Document, x.Record}] {
				continue
			}
			class := stacks[store.Positions].parts[partOf(stacks[store.Positions].parts, x.Continuity)].Class
			mark(x.Said, class, link(x.Report), x.Said+": "+cut(x.Text, 200))
		}
		if len(strip.Marks) == 0 {
			continue
		}
		for _, x := range st.Shifts {
			v.Shifts = append(v.Shifts, shiftView{holder, st.Topic, x.Day, link(x.Report), x.Text, sources(x.AssertedBy), x.Source})
			mark(x.Day, "quad-4", link(x.Report), x.Day+": change, according to "+sources(x.AssertedBy)+": "+cut(x.Text, 200))
		}
		f.Rows = append(f.Rows, strip)
	}
	slices.SortStableFunc(f.Rows, func(a, b chart.Strip) int {
		return cmp.Or(cmp.Compare(len(b.Marks), len(a.Marks)), cmp.Compare(b.Marks[len(b.Marks)-1].From, a.Marks[len(a.Marks)-1].From))
	})
	slices.SortStableFunc(v.Shifts, func(a, b shiftView) int { return strings.Compare(b.Day, a.Day) })
	if len(f.Rows) == 0 {
		return v, nil
	}
	if more := len(f.Rows) - stancesShown; more > 0 {
		f.Note = "Not drawn: " + chart.Number(more) + " more of a holder and a topic, with fewer statements; a filter brings them up."
		f.Rows = f.Rows[:stancesShown]
	}
	f.From, f.To = f.Rows[0].Marks[0].From, f.Rows[0].Marks[0].To
	for _, r := range f.Rows {
		for _, m := range r.Marks {
			f.From, f.To = min(f.From, m.From), max(f.To, m.To)
		}
	}
	for _, p := range stacks[store.Positions].parts {
		if used[p.Class] {
			f.Keys = append(f.Keys, chart.Key{Name: p.Name, Class: p.Class})
		}
	}
	if used["quad-4"] {
		f.Keys = append(f.Keys, chart.Key{Name: "change that a text asserts", Class: "quad-4"})
	}
	fig := f.Draw()
	v.Strips = &fig
	return v, nil
}

// link leads to a report's place in its document.
func link(r ledger.Report) string { return "/documents/" + r.Document + "#" + r.Record }

// id is the Wikidata id of a party, "" for none.
func id(p ledger.Party) string {
	if wikidata.MatchString(p.Key) {
		return p.Key
	}
	return ""
}
