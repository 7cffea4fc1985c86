package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/index"
	"github.com/openreadout/readout/internal/store"
)

// searchView is the page of one search over records of one kind.
type searchView struct {
	Query    string
	Kind     store.Kind
	Kinds    []kindHits
	Chips    []chip
	Facets   []facet
	Hits     []hit
	Count    int
	Next     string // address of what is older
	Here     string // permalink
	JSON     string
	CSV      string
	Alert    string
	Mistakes []mistake // the query in pieces where a part of it cannot be read
	Reason   string
}

// kindHits is a kind with how many records of it the search finds.
type kindHits struct {
	Kind store.Kind
	N    int // -1 where counting takes too long
	Link string
	On   bool
}

// chip is a condition of the search with the address of the search without it.
type chip struct{ Text, Without string }

// facet is a field with its values among what is found.
type facet struct {
	Key, Name string
	Values    []facetValue
	Rest      []facetValue // those that are shown on request
}

// facetValue is a value of a field and the address of the search with it, or without it where it is on.
type facetValue struct {
	Name string
	N    int
	Link string
	On   bool
}

// hit is a record found; of a document the words searched for with those around them.
type hit struct {
	Line    lineView
	Snippet []snippet
}

// snippet is a run of text; On where it is what was searched for.
type snippet struct {
	Text string
	On   bool
}

// mistake is a part of a query; On where it cannot be read.
type mistake struct {
	Text string
	On   bool
}

// facets are the fields that searches are narrowed by. A choice among values of one field widens the search to the
// records that have any of them; where a record has several values (countries, contexts) it must have all chosen.
var facets = []struct {
	key     string // of the filter
	name    string
	field   index.Field
	several bool
	kinds   []store.Kind // that have it
}{
	{"country", "Country", "country", true, []store.Kind{store.Contacts, store.Events, store.Statements, store.Commitments, store.Positions}},
	{"type", "Type", "type", false, []store.Kind{store.Contacts, store.Events, store.Statements, store.Commitments, store.Positions}},
	{"factuality", "Did it happen?", "factuality", false, []store.Kind{store.Events}},
	{"context", "Context", "context", true, []store.Kind{store.Contacts, store.Events, store.Statements, store.Positions}},
	{"year", "Year", "year", false, counted},
	{"publisher", "Publisher", "publisher", false, counted},
}

// counted are the kinds that the index holds.
var counted = []store.Kind{store.Documents, store.Events, store.Statements, store.Contacts, store.Commitments, store.Positions}

// kindOrder is the order of the kinds above what is found.
var kindOrder = []store.Kind{store.Documents, store.Events, store.Contacts, store.Statements, store.Commitments, store.Positions, store.Entities}

// Limits of the lists of values.
const (
	valuesShown  = 8
	valuesListed = 60
)

func (s *Server) search(w http.ResponseWriter, r *http.Request) {
	q := newQuery(r.URL.Query().Get("q"))
	kind := store.Kind(r.URL.Query().Get("kind"))
	f, err := store.ParseFilter(q.String())
	if err != nil {
		v := searchView{Query: q.String(), Mistakes: q.mistakes(), Reason: reason(err)}
		s.show(w, r, http.StatusBadRequest, "search", "Search", v)
		return
	}
	if !slices.Contains(store.Kinds, kind) {
		kind = kindOf(f)
	}
	v := searchView{Query: q.String(), Kind: kind, Here: q.address(kind, "")}
	if err := s.fillSearch(r.Context(), &v, q, f, r.URL.Query().Get("cursor")); err != nil {
		s.problem(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "search", cmp.Or(q.String(), "Search"), v)
}

// kindOf is the kind that a filter most likely asks for: documents for words, else events.
func kindOf(f store.Filter) store.Kind {
	for _, t := range f.Terms {
		if !slices.Contains([]string{"publisher", "document", "copies", "verdict"}, t.Key) {
			return store.Events
		}
	}
	return store.Documents
}

func (s *Server) fillSearch(ctx context.Context, v *searchView, q query, f store.Filter, cursor string) error {
	x, err := s.counts(ctx)
	if err != nil {
		return err
	}
	for _, k := range kindOrder {
		var n count
		if k == store.Entities { // the index counts them as parties of records only
			n, err = s.entities(ctx, scope{q.String(), f})
		} else {
			n.N, err = x.Count(ctx, k, f)
		}
		if err != nil {
			return err
		}
		v.Kinds = append(v.Kinds, kindHits{k, n.N, q.address(k, ""), k == v.Kind})
		if k == v.Kind {
			v.Count = n.N
		}
	}
	for i, word := range q {
		v.Chips = append(v.Chips, chip{word, slices.Concat(q[:i:i], q[i+1:]).address(v.Kind, "")})
	}
	for _, fc := range facets {
		if !slices.Contains(fc.kinds, v.Kind) {
			continue
		}
		wide := f // without the field's own choice, so that others can be added to it
		if !fc.several {
			if wide, err = store.ParseFilter(q.without(fc.key).String()); err != nil {
				return err
			}
		}
		t, err := x.Table(ctx, v.Kind, wide, valuesListed, fc.field)
		if err != nil {
			return err
		}
		v.Facets = append(v.Facets, s.facet(fc.key, fc.name, fc.several, q, v.Kind, t))
	}
	v.Facets = slices.DeleteFunc(v.Facets, func(x facet) bool { return len(x.Values) == 0 })
	rows, next, err := s.records(ctx, v.Kind, scope{q.String(), f}, cursor, rowsOnPage)
	if err != nil {
		return err
	}
	lines := newReader()
	for _, row := range rows {
		h := hit{Line: lines.line(v.Kind, row)}
		if v.Kind == store.Documents {
			h.Line.Title = headline(row.Document)
			h.Snippet = snippets(row.Document.Text, f.Words)
		}
		v.Hits = append(v.Hits, h)
	}
	if next != "" {
		v.Next = q.address(v.Kind, next)
	}
	suffix := ""
	if len(q) > 0 {
		suffix = "?" + url.Values{"q": {q.String()}}.Encode()
	}
	v.JSON, v.CSV = "/"+string(v.Kind)+".json"+suffix, "/"+string(v.Kind)+".csv"+suffix
	v.Alert = "/alerts?" + url.Values{"q": {q.String()}, "kind": {string(v.Kind)}}.Encode()
	return nil
}

// facet makes the values of a field: those that are on first, then the most frequent; years newest first.
func (s *Server) facet(key, name string, several bool, q query, k store.Kind, t index.Table) facet {
	out := facet{Key: key, Name: name}
	for _, c := range t.Cells {
		if c.A == "" {
			continue
		}
		v := facetValue{Name: c.A, N: c.N}
		var to query
		if several {
			to, v.On = q.toggle(condition(key, c.A))
		} else {
			to, v.On = q.choose(key, c.A)
		}
		v.Link = to.address(k, "")
		if key == "country" {
			v.Name = s.country(c.A)
		}
		out.Values = append(out.Values, v)
	}
	if key == "year" {
		slices.SortFunc(out.Values, func(a, b facetValue) int { return strings.Compare(b.Name, a.Name) })
	}
	slices.SortStableFunc(out.Values, func(a, b facetValue) int {
		return cmp.Compare(map[bool]int{true: 0, false: 1}[a.On], map[bool]int{true: 0, false: 1}[b.On])
	})
	if len(out.Values) > valuesShown {
		out.Values, out.Rest = out.Values[:valuesShown], out.Values[valuesShown:]
	}
	return out
}
