package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/index"
	"github.com/openreadout/readout/internal/server/chart"
	"github.com/openreadout/readout/internal/store"
)

// rowsOnPage is how many rows a page of a list has.
const rowsOnPage = 50

// listView is a page of a list: on the first, what the filter takes as figures; the rows.
type listView struct {
	Kind    store.Kind
	Count   count
	Rows    []lineView
	Next    string
	First   bool
	Figure  *chart.Figure
	Shares  shares
	Grants  *grantsView  // of commitments
	Stances *stancesView // of positions
}

func (s *Server) list(w http.ResponseWriter, r *http.Request, k store.Kind) {
	v, err := remember(r.Context(), s, r.URL.Path+"?"+r.URL.RawQuery, func(ctx context.Context) (*listView, error) { return s.newList(ctx, k, r.URL.Query()) })
	if err != nil {
		s.problem(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "list", sentence(string(k)), v)
}

func (s *Server) newList(ctx context.Context, k store.Kind, q url.Values) (*listView, error) {
	in, err := newScope(q.Get("q"))
	if err != nil {
		return nil, err
	}
	v := &listView{Kind: k, First: q.Get("cursor") == ""}
	if v.Count, err = s.count(ctx, k, in); err != nil {
		return nil, err
	}
	rows, next, err := s.records(ctx, k, in, q.Get("cursor"), rowsOnPage)
	if err != nil {
		return nil, err
	}
	v.Next = next
	v.Rows = joinRows(k, rows)
	if !v.First || len(rows) == 0 || k == store.Entities {
		return v, nil
	}
	if err := s.figures(ctx, v, in); err != nil && !errors.Is(err, index.ErrNotIndexed) && !errors.Is(err, errCounting) {
		return nil, err // without figures the list is worth showing
	}
	return v, nil
}

// figures adds what the records of a list come to.
func (s *Server) figures(ctx context.Context, v *listView, in scope) error {
	var err error
	if v.Kind == store.Commitments {
		if v.Grants, err = s.grants(ctx, in, v.Count.Reports); err != nil {
			return err
		}
	}
	if v.Kind == store.Positions {
		if v.Stances, err = s.stances(ctx, in, v.Count.Reports); err != nil {
			return err
		}
	}
	if v.Figure, err = s.timeline(ctx, v.Kind, in, "over-time", sentence(string(v.Kind))+" over time"); err != nil {
		return err
	}
	v.Shares, err = s.listShares(ctx, v.Kind, in)
	return err
}

// listShares tells whose the records of a list are.
func (s *Server) listShares(ctx context.Context, k store.Kind, in scope) (shares, error) {
	const limit = 8
	switch k {
	case store.Events:
		return s.topDyads(ctx, in, limit)
	case store.Statements:
		return s.stackShares(ctx, k, in, "source", limit, shares{Title: "Countries of the speakers", Name: "Country", Count: "Statements"}, s.bySource(k, in))
	case store.Contacts:
		return s.stackShares(ctx, k, in, "dyad", limit, shares{Title: "Pairs of countries", Name: "Pair", Count: "Contacts"}, func(pair string) (string, string) {
			return s.country(pair[:3]) + " – " + s.country(pair[4:]), "/dyads/" + pair
		})
	case store.Commitments:
		return s.stackShares(ctx, k, in, "source", limit, shares{Title: "Who commits", Name: "Country", Count: "Commitments"}, s.bySource(k, in))
	case store.Positions:
		return s.stackShares(ctx, k, in, "source", limit, shares{Title: "Who holds them", Name: "Country", Count: "Positions"}, s.bySource(k, in))
	case store.Documents:
		return s.stackShares(ctx, k, in, "publisher", limit, shares{Title: "Publishers", Name: "Publisher", Count: "Documents"}, func(p string) (string, string) {
			return p, listAddress(k, in.with(condition("publisher", p)))
		})
	}
	return shares{}, nil
}

func (s *Server) bySource(k store.Kind, in scope) func(string) (string, string) {
	return func(c string) (string, string) { return s.country(c), listAddress(k, in.with(condition("source", c))) }
}

// stackShares makes bars of the records of a kind by a field, stacked as the kind is over time.
func (s *Server) stackShares(ctx context.Context, k store.Kind, in scope, by index.Field, limit int, out shares, line func(value string) (name, link string)) (shares, error) {
	how := stacks[k]
	t, err := s.table(ctx, k, in, 0, by, how.by)
	if err != nil {
		return out, err
	}
	at := map[string]int{}
	for _, c := range t.Cells {
		if c.A == "" {
			continue
		}
		i, ok := at[c.A]
		if !ok {
			i = -1
			if name, link := line(c.A); name != "" {
				i = len(out.Rows)
				row := chart.Share{Name: name, Link: link}
				for _, p := range how.parts {
					row.Parts = append(row.Parts, chart.Part{Class: p.Class, Name: p.Name})
				}
				out.Rows = append(out.Rows, row)
			}
			at[c.A] = i
		}
		if i < 0 {
			continue
		}
		out.Rows[i].N += c.N
		out.Rows[i].Parts[partOf(how.parts, c.B)].N += c.N
	}
	out.Rows = longest(out.Rows, limit)
	return out, nil
}

// partOf finds the part of a stack that a value belongs to, the first for one that none names.
func partOf(parts []stack, value string) int {
	return max(0, slices.IndexFunc(parts, func(p stack) bool { return slices.Contains(p.Values, value) }))
}

// anchor is the id of the record in its document, which is its place on the document's page.
func anchor(k store.Kind, r store.Row) string {
	d := r.Document
	switch k {
	case store.Entities:
		return d.Entities[r.Index].ID
	case store.Events:
		return d.Events[r.Index].ID
	case store.Statements:
		return d.Statements[r.Index].ID
	case store.Contacts:
		return d.Contacts[r.Index].ID
	case store.Commitments:
		return d.Commitments[r.Index].ID
	case store.Positions:
		return d.Positions[r.Index].ID
	}
	return ""
}

// sentence writes a word with a capital.
func sentence(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
