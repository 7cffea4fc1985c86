package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/openreadout/readout/internal/index"
	"github.com/openreadout/readout/internal/store"
)

// sourcesView is who the documents come from, and how the feeds fare that are watched.
type sourcesView struct {
	Publishers []publisher
	More       int // publishers that are not shown
	Unnamed    int // documents without a publisher
	Feeds      []feedRow
	Sick       int // feeds that fail or are quarantined
	Watched    bool
	Most       int // documents of the largest publisher
}

// publisher is who published documents, with what was read in them.
type publisher struct {
	Name                                string
	Documents, Copies, Events, Contacts int
	Newest                              string // day
}

// feedRow is a feed and how it fares.
type feedRow struct {
	store.Feed
	State  string // well, failing, quarantined, waiting
	Reason string
}

// publishersShown is how many publishers the page lists.
const publishersShown = 200

func (s *Server) sources(w http.ResponseWriter, r *http.Request) {
	var v sourcesView
	if err := s.publishers(r.Context(), &v); err != nil {
		s.problem(w, r, err)
		return
	}
	if f, ok := s.store.(store.Feeds); ok {
		all, err := f.Feeds(r.Context())
		if err != nil {
			s.problem(w, r, err)
			return
		}
		for _, x := range all {
			row := newFeedRow(x)
			v.Watched = true
			if row.State == "failing" || row.State == "quarantined" {
				v.Sick++
			}
			v.Feeds = append(v.Feeds, row)
		}
		states := []string{"quarantined", "failing", "waiting", "well"}
		slices.SortStableFunc(v.Feeds, func(a, b feedRow) int {
			return cmp.Compare(slices.Index(states, a.State), slices.Index(states, b.State))
		})
	}
	s.show(w, r, http.StatusOK, "sources", "Sources and feeds", v)
}

// publishers counts the documents of each publisher and what was read in them.
func (s *Server) publishers(ctx context.Context, v *sourcesView) error {
	in := scope{}
	docs, err := s.table(ctx, store.Documents, in, 0, "publisher", "day")
	if err != nil {
		return err
	}
	at := map[string]int{}
	for _, c := range docs.Cells {
		if c.A == "" {
			v.Unnamed += c.N
			continue
		}
		i, ok := at[c.A]
		if !ok {
			i = len(v.Publishers)
			at[c.A] = i
			v.Publishers = append(v.Publishers, publisher{Name: c.A})
		}
		p := &v.Publishers[i]
		p.Documents += c.N
		p.Newest = max(p.Newest, c.B)
	}
	for _, x := range []struct {
		kind store.Kind
		by   []index.Field
		add  func(*publisher, index.Cell)
	}{
		{store.Documents, []index.Field{"publisher", "copy"}, func(p *publisher, c index.Cell) {
			if c.B == "yes" {
				p.Copies += c.N
			}
		}},
		{store.Events, []index.Field{"publisher"}, func(p *publisher, c index.Cell) { p.Events += c.N }},
		{store.Contacts, []index.Field{"publisher"}, func(p *publisher, c index.Cell) { p.Contacts += c.N }},
	} {
		t, err := s.table(ctx, x.kind, in, 0, x.by...)
		if err != nil {
			return err
		}
		for _, c := range t.Cells {
			if i, ok := at[c.A]; ok {
				x.add(&v.Publishers[i], c)
			}
		}
	}
	slices.SortStableFunc(v.Publishers, func(a, b publisher) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), strings.Compare(a.Name, b.Name))
	})
	if len(v.Publishers) > 0 {
		v.Most = v.Publishers[0].Documents
	}
	if n := len(v.Publishers); n > publishersShown {
		v.Publishers, v.More = v.Publishers[:publishersShown], n-publishersShown
	}
	return nil
}

func newFeedRow(f store.Feed) feedRow {
	switch {
	case f.Quarantined != "":
		return feedRow{f, "quarantined", f.Quarantined}
	case f.Failures > 0:
		return feedRow{f, "failing", fmt.Sprintf("%d in a row: %s", f.Failures, f.Failure)}
	case f.LastSuccess.IsZero():
		return feedRow{f, "waiting", "not looked at yet"}
	}
	return feedRow{f, "well", ""}
}

// ago writes a time of a feed, which is kept to the second, in universal time.
func ago(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.UTC().Format("2006-01-02 15:04")
}
