package web

import (
	"cmp"
	"context"
	"errors"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/server/chart"
	"github.com/openreadout/readout/internal/store"
)

// overviewView is the first page.
type overviewView struct {
	Counts     []count
	Newest     string // day of the newest document
	Publishers int
	Contacts   panel
	Documents  panel
	Events     *chart.Figure
	Map        *mapView
	Dyads      shares
	Silent     []silence
}

// panel is the newest records of a kind, with the way to all of them.
type panel struct {
	ID, Title string
	Kind      store.Kind
	Rows      []lineView
	N         count
	More      string
	Empty     string // what is said where there are none
}

// columns are panels in two columns.
type columns [2][]panel

// add puts a panel that has something into the shorter column.
func (c *columns) add(p panel) {
	if len(p.Rows) == 0 {
		return
	}
	to := 0
	if c.rows(1) < c.rows(0) {
		to = 1
	}
	c[to] = append(c[to], p)
}

func (c *columns) rows(i int) int {
	n := 0
	for _, p := range c[i] {
		n += len(p.Rows) + 1
	}
	return n
}

// shares is a list of bars.
type shares struct {
	Title       string
	Name, Count string // headings
	Rows        []chart.Share
}

// panel reads the newest records of a kind in a scope.
func (s *Server) panel(ctx context.Context, k store.Kind, in scope, title, empty string, limit int) (panel, error) {
	p := panel{ID: string(k), Title: title, Kind: k, Empty: empty}
	var err error
	if p.Rows, err = s.rows(ctx, k, in, limit); err != nil {
		return p, err
	}
	if len(p.Rows) == 0 {
		return p, nil
	}
	p.More = listAddress(k, in.Text)
	p.N, err = s.count(ctx, k, in)
	return p, err
}

func (s *Server) overview(w http.ResponseWriter, r *http.Request) {
	v, err := remember(r.Context(), s, "overview", func(ctx context.Context) (*overviewView, error) { return s.newOverview(ctx) })
	if errors.Is(err, errCounting) {
		v, err = &overviewView{}, nil // the page says that it waits
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "overview", "What is new", v)
}

func (s *Server) newOverview(ctx context.Context) (*overviewView, error) {
	v := &overviewView{}
	for _, k := range counted {
		c, err := s.count(ctx, k, scope{})
		if err != nil {
			return nil, err
		}
		v.Counts = append(v.Counts, c)
	}
	if v.Counts[0].N == 0 {
		return v, nil
	}
	var err error
	if v.Contacts, err = s.panel(ctx, store.Contacts, scope{}, "Latest contacts", "No call, meeting or visit has been read yet.", 6); err != nil {
		return nil, err
	}
	if v.Documents, err = s.panel(ctx, store.Documents, scope{}, "Newest documents", "", 8); err != nil {
		return nil, err
	}
	if len(v.Documents.Rows) > 0 {
		v.Newest = v.Documents.Rows[0].Date
	}
	publishers, err := s.table(ctx, store.Documents, scope{}, 1, "publisher")
	if err != nil {
		return nil, err
	}
	v.Publishers = publishers.Groups
	if v.Events, err = s.timeline(ctx, store.Events, scope{}, "events-chart", "Events by quad class"); err != nil {
		return nil, err
	}
	if v.Map, err = s.newMap(ctx, scope{}); err != nil {
		return nil, err
	}
	if v.Dyads, err = s.topDyads(ctx, scope{}, 12); err != nil {
		return nil, err
	}
	v.Silent, err = s.silences(ctx, 8)
	return v, err
}

// longest sorts bars, the longest first, and gives them their scale.
func longest(out []chart.Share, limit int) []chart.Share {
	slices.SortStableFunc(out, func(a, b chart.Share) int { return cmp.Or(cmp.Compare(b.N, a.N), strings.Compare(a.Name, b.Name)) })
	out = out[:min(limit, len(out))]
	for i := range out {
		out[i].Of = out[0].N
	}
	return out
}

// topDyads lists the pairs of countries with the most events.
func (s *Server) topDyads(ctx context.Context, in scope, limit int) (shares, error) {
	out := shares{Title: "Pairs of countries by number of events", Name: "Pair", Count: "Events"}
	return s.stackShares(ctx, store.Events, in, "dyad", limit, out, func(d string) (string, string) {
		return s.country(d[:3]) + " – " + s.country(d[4:]), "/dyads/" + d
	})
}

// silence is a pair of countries whose leaders used to speak and do not.
type silence struct {
	Name, Link string
	N          int    // contacts known
	Last       string // month of the last
	Months     int    // since then, until the newest record
}

// silences lists pairs with at least two contacts in different months that have been silent for a year, and for more than twice the longest
// time between two of their contacts before.
func (s *Server) silences(ctx context.Context, limit int) ([]silence, error) {
	const least = 12 // months
	t, err := s.table(ctx, store.Contacts, scope{}, 0, "dyad", "month")
	if err != nil {
		return nil, err
	}
	newest, err := s.newestMonth(ctx)
	if err != nil || newest == "" {
		return nil, err
	}
	months := map[string][]string{}
	n := map[string]int{}
	for _, c := range t.Cells {
		if c.A != "" && c.B != "" && c.B <= newest {
			months[c.A] = append(months[c.A], c.B)
			n[c.A] += c.N
		}
	}
	var out []silence
	for d, ms := range months {
		slices.Sort(ms)
		last := ms[len(ms)-1]
		longest := 0
		for i := 1; i < len(ms); i++ {
			longest = max(longest, gap(ms[i-1], ms[i]))
		}
		if quiet := gap(last, newest); len(ms) > 1 && quiet >= least && quiet > longest {
			out = append(out, silence{s.country(d[:3]) + " – " + s.country(d[4:]), "/dyads/" + d, n[d], last, quiet})
		}
	}
	slices.SortFunc(out, func(a, b silence) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(b.Months, a.Months), strings.Compare(a.Name, b.Name))
	})
	return out[:min(limit, len(out))], nil
}

// newestMonth is the month of the newest document: the pages' «now», so that an old store tells of its own time.
func (s *Server) newestMonth(ctx context.Context) (string, error) {
	rows, _, err := s.store.Lines(ctx, store.Documents, store.Filter{}, "", 1)
	if err != nil || len(rows) == 0 || len(rows[0].Published) < 7 {
		return "", err
	}
	return rows[0].Published[:7], nil
}

// monthsLong says how long something lasted, in words.
func monthsLong(months int) string {
	many := func(n int, word string) string {
		if n != 1 {
			word += "s"
		}
		return chart.Number(n) + " " + word
	}
	switch {
	case months < 24:
		return many(months, "month")
	case months%12 == 0:
		return many(months/12, "year")
	}
	return many(months/12, "year") + ", " + many(months%12, "month")
}

// mapView is a map with what it says as lists.
type mapView struct {
	SVG       template.HTML
	Steps     []int
	Countries shares
	Places    []placeView
	Read, Of  int // newest reports of events whose places are dots, of those that there are
}

// placeView is a place on the map.
type placeView struct {
	Name, Link string
	N          int
}
