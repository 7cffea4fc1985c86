package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/index"
	"github.com/openreadout/readout/internal/server/chart"
	"github.com/openreadout/readout/internal/store"
)

// directoryView lists the actors, pairs or topics of a store, with how much there is of each.
type directoryView struct {
	Title, Path, Lead string
	Sorts             []sortLink
	Name              string   // heading of the names
	Columns           []string // headings of the numbers
	Rows              []directoryRow
	More              int // rows that are left out
}

// sortLink leads to the directory in another order.
type sortLink struct {
	Name, Link string
	Now        bool
}

// directoryRow is an actor, a pair or a topic.
type directoryRow struct {
	chart.Share        // events by quad class
	Note        string // what the actor is
	Cells       []cell
	keys        map[string]int // by which the rows are sorted
}

// cell is a cell of a table.
type cell struct {
	Text, Link, Class string
	Number            bool
}

// rowsInDirectory is how many rows a directory has at most.
const rowsInDirectory = 200

// directory answers with the directory that fill makes of a filter.
func (s *Server) directory(fill func(context.Context, scope) (*directoryView, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		in, err := newScope(r.URL.Query().Get("q"))
		if err != nil {
			s.problem(w, r, err)
			return
		}
		v, err := remember(r.Context(), s, r.URL.Path+"?"+r.URL.RawQuery, func(ctx context.Context) (*directoryView, error) {
			v, err := fill(ctx, in)
			if err == nil {
				v.sort(r.URL.Query().Get("sort"), in)
			}
			return v, err
		})
		if err != nil {
			s.problem(w, r, err)
			return
		}
		s.show(w, r, http.StatusOK, "directory", v.Title, v)
	}
}

// sort orders the rows by one of their keys, the first unless told.
func (v *directoryView) sort(by string, in scope) {
	if !slices.ContainsFunc(v.Sorts, func(x sortLink) bool { return x.Name == by }) {
		by = v.Sorts[0].Name
	}
	for i := range v.Sorts {
		x := &v.Sorts[i]
		q := url.Values{}
		if in.Text != "" {
			q.Set("q", in.Text)
		}
		if i > 0 {
			q.Set("sort", x.Name)
		}
		x.Link, x.Now = v.Path, x.Name == by
		if len(q) > 0 {
			x.Link += "?" + q.Encode()
		}
	}
	slices.SortStableFunc(v.Rows, func(a, b directoryRow) int {
		return cmp.Or(cmp.Compare(b.keys[by], a.keys[by]), cmp.Compare(b.N, a.N), strings.Compare(a.Name, b.Name))
	})
	v.More = max(0, len(v.Rows)-rowsInDirectory)
	v.Rows = v.Rows[:len(v.Rows)-v.More]
	most := 0
	for _, r := range v.Rows {
		most = max(most, r.N)
	}
	for i := range v.Rows {
		v.Rows[i].Of = most
	}
}

// tally counts the records of a kind by a field.
func (s *Server) tally(ctx context.Context, k store.Kind, in scope, by index.Field) (map[string]int, error) {
	t, err := s.table(ctx, k, in, 0, by)
	if err != nil {
		return nil, err
	}
	out := map[string]int{}
	for _, c := range t.Cells {
		out[c.A] = c.N
	}
	return out, nil
}

// events makes a row a value of a field, from its events by quad class, and one of what else has records only.
func (s *Server) eventRows(ctx context.Context, in scope, by index.Field, others ...map[string]int) (map[string]*directoryRow, error) {
	rows := map[string]*directoryRow{}
	row := func(value string) *directoryRow {
		if rows[value] == nil {
			x := &directoryRow{keys: map[string]int{}}
			for _, q := range quads {
				x.Parts = append(x.Parts, chart.Part{Class: q.Class, Name: q.Name})
			}
			rows[value] = x
		}
		return rows[value]
	}
	t, err := s.table(ctx, store.Events, in, 0, by, "quad")
	if err != nil {
		return nil, err
	}
	for _, c := range t.Cells {
		x := row(c.A)
		x.N += c.N
		x.Parts[partOf(quads, c.B)].N += c.N
	}
	for _, o := range others {
		for value := range o {
			row(value)
		}
	}
	delete(rows, "")
	for _, x := range rows {
		x.keys["events"] = x.N
	}
	return rows, nil
}

// actors lists who plays a part in the records.
func (s *Server) actors(ctx context.Context, in scope) (*directoryView, error) {
	v := &directoryView{Title: "Actors", Path: "/actors", Lead: "Persons, organisations and states by the records that they play a part in.", Name: "Actor",
		Columns: []string{"Statements", "Contacts"}, Sorts: []sortLink{{Name: "events"}, {Name: "statements"}, {Name: "contacts"}}}
	statements, err := s.tally(ctx, store.Statements, in, "entity")
	if err != nil {
		return nil, err
	}
	contacts, err := s.tally(ctx, store.Contacts, in, "entity")
	if err != nil {
		return nil, err
	}
	rows, err := s.eventRows(ctx, in, "entity", statements, contacts)
	if err != nil {
		return nil, err
	}
	x, err := s.counts(ctx)
	if err != nil {
		return nil, err
	}
	for key, row := range rows {
		p, ok := x.Entity(key)
		if !ok {
			continue
		}
		row.Name, row.Link = p.Name, actorAddress(p.Ref, p.Actor, p.Name)
		row.Note = strings.Trim(p.Kind+", "+p.Actor, ", ")
		row.keys["statements"], row.keys["contacts"] = statements[key], contacts[key]
		row.Cells = []cell{numberCell(statements[key], ""), numberCell(contacts[key], "")}
		v.Rows = append(v.Rows, *row)
	}
	return v, nil
}

func numberCell(n int, link string) cell {
	if n == 0 {
		return cell{Text: "–", Number: true, Class: "quiet"}
	}
	return cell{Text: chart.Number(n), Link: link, Number: true}
}

// dyads lists the pairs of countries.
func (s *Server) dyads(ctx context.Context, in scope) (*directoryView, error) {
	v := &directoryView{Title: "Pairs of countries", Path: "/dyads", Lead: "Who deals with whom: events between two countries, contacts of their leaders and governments, and how long they have been silent.",
		Name: "Pair", Columns: []string{"Contacts", "Last contact", "Silent for"}, Sorts: []sortLink{{Name: "events"}, {Name: "contacts"}, {Name: "silence"}}}
	contacts, err := s.tally(ctx, store.Contacts, in, "dyad")
	if err != nil {
		return nil, err
	}
	last, err := s.lastContacts(ctx, in)
	if err != nil {
		return nil, err
	}
	newest, err := s.newestMonth(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := s.eventRows(ctx, in, "dyad", contacts)
	if err != nil {
		return nil, err
	}
	for pair, row := range rows {
		row.Name, row.Link = s.country(pair[:3])+" – "+s.country(pair[4:]), "/dyads/"+pair
		row.keys["contacts"] = contacts[pair]
		quiet := cell{Text: "–", Class: "quiet"}
		if month := last[pair]; month != "" && newest != "" {
			months := max(0, gap(month, newest))
			row.keys["silence"] = months
			quiet = cell{Text: monthsLong(months)}
		}
		row.Cells = []cell{numberCell(contacts[pair], ""), {Text: cmp.Or(last[pair], "–"), Class: "date"}, quiet}
		v.Rows = append(v.Rows, *row)
	}
	return v, nil
}

// lastContacts returns the month of the last contact of each pair of countries.
func (s *Server) lastContacts(ctx context.Context, in scope) (map[string]string, error) {
	t, err := s.table(ctx, store.Contacts, in, 0, "dyad", "month")
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, c := range t.Cells {
		out[c.A] = max(out[c.A], c.B)
	}
	return out, nil
}

// topics lists of what the records are.
func (s *Server) topics(ctx context.Context, in scope) (*directoryView, error) {
	v := &directoryView{Title: "Topics", Path: "/topics", Lead: "What statements and events are about, by the contexts of PLOVER, and on what positions are held, in the words of the texts.", Name: "Topic",
		Columns: []string{"Statements", "Positions"}, Sorts: []sortLink{{Name: "events"}, {Name: "statements"}, {Name: "positions"}}}
	statements, err := s.tally(ctx, store.Statements, in, "context")
	if err != nil {
		return nil, err
	}
	positions, err := s.tally(ctx, store.Positions, in, "context")
	if err != nil {
		return nil, err
	}
	rows, err := s.eventRows(ctx, in, "context", statements, positions)
	if err != nil {
		return nil, err
	}
	for name, row := range rows {
		row.Name, row.Link = strings.ReplaceAll(name, "_", " "), "/topics/"+url.PathEscape(name)
		row.keys["statements"], row.keys["positions"] = statements[name], positions[name]
		q := in.with(condition("context", name))
		row.Cells = []cell{numberCell(statements[name], listAddress(store.Statements, q)), numberCell(positions[name], listAddress(store.Positions, q))}
		v.Rows = append(v.Rows, *row)
	}
	return v, nil
}
