package storetest

import (
	"reflect"
	"slices"
	"testing"

	"github.com/openreadout/readout/internal/store"
)

// lines holds Lines against the rows of List under the same filter.
func lines(t *testing.T, s store.Store, k store.Kind, filter string, rows []store.Row) {
	t.Helper()
	got, next, err := s.Lines(t.Context(), k, parse(t, filter), "", 1000)
	if err != nil || next != "" || len(got) != len(rows) {
		t.Fatalf("%s %q: %d lines, next %q, %v; want %d", k, filter, len(got), next, err, len(rows))
	}
	for i, r := range rows {
		want, err := store.LineOf(k, r)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got[i], want) {
			t.Errorf("%s %q: line %+v\nwant %+v", k, filter, got[i], want)
		}
	}
}

// containing finds documents by their words: exactly those whose text has them.
func containing(t *testing.T, s store.Store, _ func() store.Store) {
	docs := documents(30)
	ids := add(t, s, docs...)
	for _, words := range [][]string{{"grain"}, {"norway", "peace"}, {"grain, ports"}, {"ports grain"}, {"number 7"}, {"report 7"}, {"nowhere"}} {
		f := store.Filter{Words: words}
		var want, got []string
		for i, d := range docs {
			if r := store.Flatten(d, ids[i])[0]; f.Takes(d, ids[i], "", &r) {
				want = append(want, ids[i])
			}
		}
		if err := s.Containing(t.Context(), words, func(id string) error { got = append(got, id); return nil }); err != nil {
			t.Fatal(err)
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%q: %d documents, want %d", words, len(got), len(want))
		}
	}
}
