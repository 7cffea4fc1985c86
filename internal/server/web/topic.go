package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/server/chart"
	"github.com/openreadout/readout/internal/store"
)

// topicView is the page of a topic: who says what on it over time.
type topicView struct {
	Name, Title string
	Filter      string
	N           []count
	Statements  *chart.Figure
	Voices      *chart.Figure // a strip a speaker
	Read        int           // newest statements that the strips show
	Speakers    shares
	Events      *chart.Figure
	Panels      columns
}

// topic shows /topics/NAME, a PLOVER context.
func (s *Server) topic(w http.ResponseWriter, r *http.Request) {
	v, err := remember(r.Context(), s, r.URL.Path, func(ctx context.Context) (*topicView, error) { return s.newTopic(ctx, r.PathValue("name")) })
	if err != nil {
		s.problem(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "topic", v.Title, v)
}

func (s *Server) newTopic(ctx context.Context, name string) (*topicView, error) {
	in, err := newScope(condition("context", name))
	if err != nil {
		return nil, err
	}
	v := &topicView{Name: name, Title: sentence(strings.ReplaceAll(name, "_", " ")), Filter: in.Text}
	found := false
	for _, k := range []store.Kind{store.Statements, store.Positions, store.Events, store.Contacts} {
		c, err := s.count(ctx, k, in)
		if err != nil {
			return nil, err
		}
		found = found || c.N > 0
		v.N = append(v.N, c)
	}
	if !found {
		return nil, fmt.Errorf("topic %q: %w: no record of the store is on it", name, store.ErrNotFound)
	}
	if v.Statements, err = s.timeline(ctx, store.Statements, in, "statements-chart", "Statements on "+v.Title); err != nil {
		return nil, err
	}
	if v.Voices, v.Read, err = s.voices(ctx, in, 10); err != nil {
		return nil, err
	}
	if v.Speakers, err = s.listShares(ctx, store.Statements, in); err != nil {
		return nil, err
	}
	if v.Events, err = s.timeline(ctx, store.Events, in, "events-chart", "Events on "+v.Title); err != nil {
		return nil, err
	}
	for _, k := range []store.Kind{store.Statements, store.Positions, store.Events, store.Contacts} {
		p, err := s.panel(ctx, k, in, "Latest "+string(k), "", 8)
		if err != nil {
			return nil, err
		}
		v.Panels.add(p)
	}
	return v, nil
}

// voicesRead is how many of the newest statements are drawn as marks of their speakers.
const voicesRead = 150

// voices draws the newest statements of a scope, a strip for each of the speakers with most.
func (s *Server) voices(ctx context.Context, in scope, limit int) (*chart.Figure, int, error) {
	rows, _, err := s.records(ctx, store.Statements, in, "", voicesRead)
	if err != nil {
		return nil, 0, err
	}
	x := newReader()
	at := map[string]int{}
	used := map[string]bool{}
	f := chart.Strips{ID: "voices", Title: "Who says what, over time", Desc: "The newest statements as dots, a line a speaker.", What: "Speaker"}
	for _, r := range rows {
		d := r.Document
		st := &d.Statements[r.Index]
		if st.Speaker == nil {
			continue
		}
		e := x.entity(d, st.Speaker.Entity)
		flat := dayOf(r)
		day, ok := startOf(flat)
		if e == nil || !ok {
			continue
		}
		key := store.EntityKey(e)
		i, ok := at[key]
		if !ok {
			i = len(f.Rows)
			at[key] = i
			f.Rows = append(f.Rows, chart.Strip{Name: e.Name, Link: actorAddress(e.Ref, e.Actor, e.Name)})
		}
		v := x.line(store.Statements, r)
		part := stacks[store.Statements].parts[partOf(stacks[store.Statements].parts, st.Act)]
		used[part.Class] = true
		f.Rows[i].Marks = append(f.Rows[i].Marks, chart.Mark{From: day, To: day, Class: part.Class, Link: v.Link, Title: flat + ": " + cut(joined(v.Text), 200)})
	}
	slices.SortStableFunc(f.Rows, func(a, b chart.Strip) int { return cmp.Compare(len(b.Marks), len(a.Marks)) })
	if len(f.Rows) > limit {
		f.Note = fmt.Sprintf("%d further speakers are not drawn.", len(f.Rows)-limit)
		f.Rows = f.Rows[:limit]
	}
	if len(f.Rows) == 0 {
		return nil, len(rows), nil
	}
	f.From, f.To = f.Rows[0].Marks[0].From, f.Rows[0].Marks[0].To
	for _, row := range f.Rows {
		for _, m := range row.Marks {
			f.From, f.To = min(f.From, m.From), max(f.To, m.To)
		}
	}
	for _, p := range stacks[store.Statements].parts {
		if used[p.Class] {
			f.Keys = append(f.Keys, chart.Key{Name: p.Name, Class: p.Class})
		}
	}
	out := f.Draw()
	return &out, len(rows), nil
}

// dayOf is the day of a statement: that of its time if it has one, else of its document.
func dayOf(r store.Row) string {
	st := &r.Document.Statements[r.Index]
	for _, t := range r.Document.Times {
		if t.ID == st.Time && st.Time != "" && t.From != "" {
			return t.From
		}
	}
	return r.Document.Published
}

// cut shortens a text to about n characters, at a blank.
func cut(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	s = string(r[:n])
	if i := strings.LastIndexByte(s, ' '); i > n/2 {
		s = s[:i]
	}
	return s + " …"
}
