// Package storetest is the suite that every store must pass. Its oracle is Filter.Takes over Flatten: a store
// lists exactly what these say.
package storetest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// at is the time at which everything in these tests is added.
var at = time.Date(2025, 7, 2, 12, 0, 0, 0, time.UTC)

// Run runs the suite. open makes an empty store at a place that stays for the test; reopen opens the same
// store again after it was closed.
func Run(t *testing.T, open func(t *testing.T) (s store.Store, reopen func() store.Store)) {
	for _, c := range []struct {
		name string
		run  func(t *testing.T, s store.Store, reopen func() store.Store)
	}{
		{"Empty", empty}, {"RoundTrip", roundTrip}, {"AddTwice", addTwice}, {"Copies", copies}, {"Filters", filters}, {"Pages", pages},
		{"Corrections", corrections}, {"CorrectedLists", correctedLists}, {"AllOrNothing", allOrNothing}, {"Reopen", reopened}, {"Has", has},
		{"Scan", scan}, {"Changes", changes}, {"Containing", containing},
		{"Feeds", feeds},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, reopen := open(t)
			c.run(t, s, reopen)
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

var codes = []struct{ iso, name string }{{"NOR", "Norway"}, {"FIN", "Finland"}, {"CHL", "Chile"}, {"PER", "Peru"}, {"KEN", "Kenya"}}

// Document makes the n-th of a series of small documents: two states and what one does to the other.
func Document(n int) *record.Document {
	a, b := codes[n%5], codes[(n/5+n+1)%5]
	verb := []struct{ word, plover, cameo, fact string }{{"called", "CONSULT", "041", "happened"}, {"condemned", "ACCUSE", "111", "happened"}, {"may help", "AID", "071", "possible"}, {"agreed with", "AGREE", "057", "planned"}}[n%4]
	text := fmt.Sprintf("%s %s %s, the ministry said in its report number %d on grain, ports and peace.", a.name, verb.word, b.name, n)
	x, y := len(a.name), len(a.name)+1+len(verb.word)
	d := &record.Document{Schema: record.Schema, Coder: record.Coder{Version: "1", Knowledge: "k"},
		Article: record.Article{ID: fmt.Sprint("a", n), Published: fmt.Sprintf("2024-%02d-%02d", 1+n%12, 1+n%28), Source: []string{"Agency", "Ministry"}[n%2], Title: fmt.Sprint("Report ", n), Lang: "en", Text: text},
		Entities: []record.Entity{
			{ID: "e1", Kind: "state", Name: a.name, Actor: a.iso, Country: a.iso, Ref: "Q" + a.iso, Mentions: []record.Mention{{Span: record.Span{Begin: 0, End: x}, Form: "name"}}},
			{ID: "e2", Kind: "state", Name: b.name, Actor: b.iso + "GOV", Country: b.iso, Mentions: []record.Mention{{Span: record.Span{Begin: y + 1, End: y + 1 + len(b.name)}, Form: "name"}}},
		},
		Statements: []record.Statement{{ID: "st1", Speaker: &record.Speaker{Span: record.Span{Begin: 0, End: x}, Entity: "e1"}, Cue: record.Span{Begin: x + 1, End: y}, Content: []record.Span{}, Kind: "indirect", Act: "statement", Topics: []string{"diplomatic"}, About: []string{"e2"}}},
		Events: []record.Event{{ID: "ev1", Source: []string{"e1"}, Target: []string{"e2"}, Plover: verb.plover, CAMEO: verb.cameo, Quad: 1 + n%4, Contexts: []string{"economic", "diplomatic"}[:1+n%2],
			Trigger: record.Span{Begin: x + 1, End: y}, Evidence: record.Span{End: len(text)}, Factuality: verb.fact}},
	}
	if n%3 == 0 {
		d.Events[0].Date = &record.Interval{From: "2023-12-01", To: "2023-12-31", Grain: "month"}
	}
	if verb.plover == "CONSULT" {
		d.Contacts = []record.Contact{{ID: "c1", Event: "ev1", Mode: "phone", Participants: []string{"e1", "e2"}, Evidence: record.Span{End: len(text)}, Topics: []string{"economic"}}}
	}
	if n%7 == 0 {
		d.Published = ""
	}
	return d
}

func documents(n int) []*record.Document {
	var out []*record.Document
	for i := range n {
		out = append(out, Document(i))
	}
	return out
}

func add(t *testing.T, s store.Store, docs ...*record.Document) []string {
	t.Helper()
	ids, err := s.Add(t.Context(), at, docs)
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func parse(t *testing.T, filter string) store.Filter {
	t.Helper()
	f, err := store.ParseFilter(filter)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func empty(t *testing.T, s store.Store, _ func() store.Store) {
	for _, k := range store.Kinds {
		rows, next, err := s.List(t.Context(), k, store.Filter{}, "", 10)
		if err != nil || len(rows) != 0 || next != "" {
			t.Errorf("%s: %v, %q, %v", k, rows, next, err)
		}
	}
	for _, id := range []string{"", "zz", strings.Repeat("0", 32)} {
		if _, err := s.Document(t.Context(), id); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("document %q: %v", id, err)
		}
	}
	if ids := add(t, s); len(ids) != 0 {
		t.Errorf("nothing added gives %v", ids)
	}
	if _, _, err := s.List(t.Context(), "stories", store.Filter{}, "", 1); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("unknown kind: %v", err)
	}
	if _, _, err := s.List(t.Context(), store.Events, store.Filter{}, "no cursor", 1); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("bad cursor: %v", err)
	}
}

func line(t *testing.T, d *record.Document) string {
	t.Helper()
	var b strings.Builder
	if err := record.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func roundTrip(t *testing.T, s store.Store, _ func() store.Store) {
	docs := documents(20)
	for i, id := range add(t, s, docs...) {
		if id != store.DocumentID(&docs[i].Article) {
			t.Errorf("id %s of document %d", id, i)
		}
		got, err := s.Document(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if line(t, got) != line(t, docs[i]) {
			t.Errorf("document %d:\n%s\nwant\n%s", i, line(t, got), line(t, docs[i]))
		}
	}
}

// addTwice codes a document anew: the records are replaced, nothing is doubled.
func addTwice(t *testing.T, s store.Store, _ func() store.Store) {
	add(t, s, documents(5)...)
	again := Document(2)
	again.Coder.Version = "2"
	again.Events[0].Plover, again.Events[0].CAMEO = "REJECT", "120"
	ids := add(t, s, again, Document(3))
	for k, want := range map[store.Kind]int{store.Documents: 5, store.Events: 5, store.Entities: 10, store.Statements: 5} {
		if n, err := s.Count(t.Context(), k, store.Filter{}); n != want || err != nil {
			t.Errorf("%d %s, %v; want %d", n, k, err, want)
		}
	}
	got, err := s.Document(t.Context(), ids[0])
	if err != nil || got.Events[0].Plover != "REJECT" || got.Coder.Version != "2" {
		t.Errorf("after the new coding: %+v %v", got, err)
	}
	if n, err := s.Count(t.Context(), store.Events, parse(t, "type:REJECT")); n != 1 || err != nil {
		t.Errorf("%d events of the new type, %v", n, err)
	}
}

func copies(t *testing.T, s store.Store, _ func() store.Store) {
	long := Document(1)
	long.Text = strings.Repeat("The envoys left the hall without a word while aides packed the papers of the long night. ", 3) +
		"A spokesman later read out a statement in which both governments promised to return before the winter and to keep the line open."
	long.Entities, long.Statements, long.Events, long.Contacts = nil, nil, nil, nil
	other := *long
	other.Source, other.Title, other.Text = "Paper", "Another headline", long.Text+" (Agency)"
	ids := add(t, s, long, Document(2), &other)
	rows, _, err := s.List(t.Context(), store.Documents, store.Filter{}, "", 10)
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, r := range rows {
		want := ""
		if r.DocID == ids[2] {
			want = ids[0]
		}
		if r.CopyOf != want {
			t.Errorf("%s is a copy of %q, want %q", r.DocID, r.CopyOf, want)
		}
	}
	if n, err := s.Count(t.Context(), store.Documents, parse(t, "copies:no")); n != 2 || err != nil {
		t.Errorf("%d without copies, %v", n, err)
	}
	for i, want := range [][]string{{ids[2]}, nil, {ids[0]}} {
		if got, err := s.Copies(t.Context(), ids[i]); err != nil || !slices.Equal(got, want) {
			t.Errorf("copies of document %d: %v, %v; want %v", i, got, err, want)
		}
	}
}

// Filters are the filters of the suite, for others to try too.
var Filters = []string{
	"", "type:CONSULT", "type:CONSULT,AID", "-type:CONSULT", "country:NOR", "dyad:NOR-FIN", "dyad:FIN-NOR,CHL-PER", "-dyad:NOR-FIN", "actor:FINGOV", "actor:FIN", "source:NOR", "target:FIN", "source:FINGOV",
	"code:04", "code:041", "code:9", "context:diplomatic", "-context:diplomatic", "factuality:possible,planned", "quad:2", "quad:x", "publisher:Agency", "-publisher:Agency", "publisher:Nobody",
	"from:2024-06", "to:2023", "from:2023-12-15 to:2024-03", "from:2030", "grain", "GRAIN ports", `"grain, ports"`, `"ports grain"`, "3", "entity:QNOR", "entity:norway", "-entity:Norway", "copies:no", "copies:yes",
	"type:AID country:KEN -publisher:Ministry grain", "type:phone", "type:statement", "type:state", "document:00", "id:00-1",
}

type item struct{ date, id string }

// oracle lists what the filter takes of the documents, the newest date first; items of one date in any order.
func oracle(docs []*record.Document, k store.Kind, f store.Filter) []item {
	var out []item
	for _, d := range docs {
		id := store.DocumentID(&d.Article)
		for _, r := range store.Flatten(d, id) {
			if r.Kind == k && f.Takes(d, id, "", &r) {
				out = append(out, item{r.To, r.ID})
			}
		}
	}
	sortItems(out)
	return out
}

func sortItems(xs []item) {
	slices.SortFunc(xs, func(a, b item) int { return cmp.Or(cmp.Compare(b.date, a.date), cmp.Compare(a.id, b.id)) })
}

func dateOf(r store.Row, k store.Kind) string {
	for _, f := range store.Flatten(r.Document, r.DocID) {
		if f.Kind == k && f.Index == r.Index {
			return f.To
		}
	}
	return "?"
}

func filters(t *testing.T, s store.Store, _ func() store.Store) {
	docs := documents(60)
	ids := add(t, s, docs...)
	all := append([]string{"document:" + ids[7], "id:" + store.IDs(docs[4], ids[4], store.Events)[0], "-id:" + store.IDs(docs[4], ids[4], store.Events)[0]}, Filters...)
	for _, filter := range all {
		f := parse(t, filter)
		for _, k := range store.Kinds {
			want := oracle(docs, k, f)
			rows, next, err := s.List(t.Context(), k, f, "", 1000)
			if err != nil {
				t.Fatalf("%s %q: %v", k, filter, err)
			}
			var got []item
			last := "9999"
			for _, r := range rows {
				x := item{dateOf(r, k), r.ID}
				if x.date > last {
					t.Errorf("%s %q: %s after %s", k, filter, x.date, last)
				}
				last = x.date
				got = append(got, x)
			}
			sortItems(got)
			if !slices.Equal(got, want) || next != "" {
				t.Errorf("%s %q: %d rows %v\nwant %d %v", k, filter, len(got), got, len(want), want)
			}
			if n, err := s.Count(t.Context(), k, f); n != len(want) || err != nil {
				t.Errorf("%s %q: count %d, %v; want %d", k, filter, n, err, len(want))
			}
			lines(t, s, k, filter, rows)
		}
	}
}

// pages walks lists in small pages: every row once, in the order of the whole list.
func pages(t *testing.T, s store.Store, _ func() store.Store) {
	add(t, s, documents(40)...)
	for _, filter := range []string{"", "type:CONSULT,AID", `"grain, ports"`, "country:KEN"} {
		f := parse(t, filter)
		whole, _, err := s.List(t.Context(), store.Events, f, "", 1000)
		if err != nil {
			t.Fatal(err)
		}
		for _, size := range []int{1, 3, 7, 40} {
			var got []string
			for cursor, turns := "", 0; ; turns++ {
				rows, next, err := s.List(t.Context(), store.Events, f, cursor, size)
				if err != nil || len(rows) > size || turns > 50 {
					t.Fatalf("page of %d at %q: %d rows, %v", size, cursor, len(rows), err)
				}
				for _, r := range rows {
					got = append(got, r.ID)
				}
				if cursor = next; cursor == "" {
					break
				}
			}
			var want []string
			for _, r := range whole {
				want = append(want, r.ID)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%q in pages of %d: %d rows, want %d", filter, size, len(got), len(want))
			}
		}
	}
}

func corrections(t *testing.T, s store.Store, reopen func() store.Store) {
	want := []store.Correction{
		{TextHash: store.TextHash("x"), Kind: store.Events, Span: record.Span{Begin: 1, End: 4}, Verdict: "reject", By: "A. Analyst", At: at, Note: "a match, not a fight"},
		{TextHash: store.TextHash("y"), Kind: store.Events, Span: record.Span{Begin: 1, End: 4}, Verdict: "change", Change: `{"plover":"AID"}`, By: "B", At: at.Add(time.Hour)},
	}
	for _, c := range want {
		if err := s.Correct(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	for _, bad := range []store.Correction{{Verdict: "maybe", By: "A"}, {Verdict: "accept"}, {Verdict: "change", By: "A"}, {Verdict: "accept", Change: "{}", By: "A"}} {
		if err := s.Correct(t.Context(), bad); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	got, err := s.Corrections(t.Context())
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
}

// correctedLists looks at lists after corrections: a rejected record is gone unless asked for, a changed one is found by
// what it was changed to, and both stay so when the document is coded anew.
func correctedLists(t *testing.T, s store.Store, _ func() store.Store) {
	docs := documents(10)
	add(t, s, docs...)
	say := func(n int, verdict, change string) {
		t.Helper()
		c := store.Correction{TextHash: store.TextHash(docs[n].Text), Kind: store.Events, Span: docs[n].Events[0].Trigger, Verdict: verdict, Change: change, By: "A", At: at}
		if err := s.Correct(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	say(0, "reject", "")
	say(1, "change", `{"plover":"REJECT","cameo":"120"}`)
	say(2, "reject", "")
	say(2, "accept", "")
	for _, bad := range []string{`{"plover":"FIGHT"}`, `{"colour":"red"}`, `{"source":["e9"]}`, `{} {}`, `[`} {
		c := store.Correction{TextHash: store.TextHash(docs[3].Text), Kind: store.Events, Span: docs[3].Events[0].Trigger, Verdict: "change", Change: bad, By: "A", At: at}
		if err := s.Correct(t.Context(), c); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("change %s: %v", bad, err)
		}
	}
	check := func(when string) {
		t.Helper()
		for filter, want := range map[string]int{"": 9, "verdict:reject": 1, "verdict:accept": 1, "verdict:none": 7, "-verdict:reject": 9, "type:REJECT": 1, "type:REJECT code:12 quad:2": 1, "-type:REJECT": 8, "verdict:change,accept,reject": 3} {
			if n, err := s.Count(t.Context(), store.Events, parse(t, filter)); n != want || err != nil {
				t.Errorf("%s: %q counts %d, %v; want %d", when, filter, n, err, want)
			}
		}
	}
	check("after the corrections")
	again := documents(10)
	for _, d := range again {
		d.Coder.Version = "2"
	}
	add(t, s, again...)
	check("coded anew")
}

// allOrNothing adds under a context that is over.
func allOrNothing(t *testing.T, s store.Store, _ func() store.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Add(ctx, at, documents(3)); err == nil {
		t.Error("added under a context that was over")
	}
	if n, err := s.Count(t.Context(), store.Documents, store.Filter{}); n != 0 || err != nil {
		t.Errorf("%d documents, %v", n, err)
	}
	add(t, s, documents(3)...)
	if n, err := s.Count(t.Context(), store.Events, parse(t, "publisher:Agency")); n != 2 || err != nil {
		t.Errorf("%d events of the agency, %v; want 2", n, err)
	}
}

func reopened(t *testing.T, s store.Store, reopen func() store.Store) {
	add(t, s, documents(10)...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again := reopen()
	add(t, again, documents(15)...)
	if n, err := again.Count(t.Context(), store.Documents, store.Filter{}); n != 15 || err != nil {
		t.Errorf("%d documents, %v; want 15", n, err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
}

func has(t *testing.T, s store.Store, _ func() store.Store) {
	ids := add(t, s, documents(3)...)
	absent := strings.Repeat("0", 32)
	got, err := s.Has(t.Context(), record.Coder{Version: "1", Knowledge: "k"}, append(ids, absent))
	if err != nil || len(got) != 3 || got[absent] {
		t.Errorf("got %v, %v", got, err)
	}
	if got, err := s.Has(t.Context(), record.Coder{Version: "1", Knowledge: "other"}, ids); err != nil || len(got) != 0 {
		t.Errorf("with other knowledge: %v, %v", got, err)
	}
}
