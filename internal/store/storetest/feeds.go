package storetest

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/store"
)

// feeds puts feeds, entries and hosts and looks at them again, also after the store was closed.
func feeds(t *testing.T, s store.Store, reopen func() store.Store) {
	f, ok := s.(store.Feeds)
	if !ok {
		t.Skip("the store keeps no feeds")
	}
	want := []store.Feed{
		{Address: "https://a.example/rss", Name: "Ministry A", Interval: 900, Listed: true},
		{Address: "https://b.example/feed?x=1&y='2'", Title: "Предприятие «B»", Interval: 3600, Moved: "https://b.example/new", ETag: `W/"1"`, Modified: "Wed, 02 Jul 2025 10:00:00 GMT", Digest: "d",
			LastTry: at, LastSuccess: at.Add(-time.Hour), LastNew: at.Add(-2 * time.Hour), NextTry: at.Add(time.Hour), Failures: 3, Failure: "404 Not Found", Quarantined: "gone",
			Looks: 9, Unchanged: 4, Found: 8, Added: 5, Refused: 2, Lost: 1},
	}
	put := func(s store.Feeds, x store.Feed) {
		t.Helper()
		if err := s.PutFeed(t.Context(), x); err != nil {
			t.Fatal(err)
		}
	}
	put(f, want[1])
	put(f, want[0])
	first := want[0]
	want[0].Looks, want[0].Failure = 1, "no answer"
	put(f, first)
	put(f, want[0])
	if err := f.PutFeed(t.Context(), store.Feed{}); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("a feed without an address: %v", err)
	}

	entry := func(n int, feed, state string, next time.Duration) store.Entry {
		return store.Entry{Key: fmt.Sprintf("%032x", n), Feed: feed, Link: fmt.Sprint("https://a.example/", n), Title: "T", Published: "2025-07-01", Mark: "m", State: state,
			Versions: 1, Tries: 2, NextTry: at.Add(next), Failure: "no answer", Document: "d", First: at.Add(-time.Duration(n) * time.Minute), Seen: at.Add(-time.Duration(n) * time.Hour)}
	}
	a, b := want[0].Address, want[1].Address
	entries := []store.Entry{entry(1, a, "waiting", -time.Hour), entry(2, a, "waiting", 0), entry(3, a, "waiting", time.Hour), entry(4, a, "read", -time.Hour), entry(5, a, "lost", -time.Hour), entry(6, b, "waiting", -time.Hour)}
	if err := f.PutEntries(t.Context(), entries); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []store.Entry{{Key: "xx", State: "read"}, {Key: "00", State: "read"}, {Key: entries[0].Key, State: "gone"}} {
		if err := f.PutEntries(t.Context(), []store.Entry{entry(9, a, "read", 0), bad}); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	if got, err := f.Entries(t.Context(), []string{fmt.Sprintf("%032x", 9)}); err != nil || len(got) != 0 {
		t.Errorf("of a batch with a bad entry something was kept: %v, %v", got, err)
	}
	due := func(limit int, want ...int) {
		t.Helper()
		got, err := f.Due(t.Context(), a, at, limit)
		var keys []string
		for _, e := range got {
			keys = append(keys, e.Key)
		}
		var wanted []string
		for _, n := range want {
			wanted = append(wanted, fmt.Sprintf("%032x", n))
		}
		if err != nil || !slices.Equal(keys, wanted) {
			t.Errorf("due are %v, %v; want %v", keys, err, wanted)
		}
	}
	due(10, 2, 1)
	due(1, 2)
	entries[1].State, entries[1].Failure, entries[1].Tries = store.EntryRead, "", 0
	if err := f.PutEntries(t.Context(), entries[1:2]); err != nil {
		t.Fatal(err)
	}
	due(10, 1)
	if n, err := f.Forget(t.Context(), at.Add(-4*time.Hour-time.Minute)); n != 1 || err != nil {
		t.Errorf("forgot %d, %v; want 1: what waits stays", n, err)
	}

	host := store.Host{Origin: "https://a.example", Robots: "User-agent: *\nDisallow: /x", Status: 200, Fetched: at}
	if h, err := f.Host(t.Context(), host.Origin); err != nil || h != (store.Host{}) {
		t.Errorf("an unknown host: %+v, %v", h, err)
	}
	if err := f.PutHost(t.Context(), host); err != nil {
		t.Fatal(err)
	}
	host.Status = 404
	if err := f.PutHost(t.Context(), host); err != nil {
		t.Fatal(err)
	}

	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again := reopen()
	defer again.Close()
	f = again.(store.Feeds)
	if got, err := f.Feeds(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("feeds are %+v, %v\nwant %+v", got, err, want)
	}
	keys := []string{entries[0].Key, entries[1].Key, entries[4].Key, fmt.Sprintf("%032x", 77)}
	got, err := f.Entries(t.Context(), keys)
	if err != nil || len(got) != 2 || !reflect.DeepEqual(got[keys[0]], entries[0]) || !reflect.DeepEqual(got[keys[1]], entries[1]) {
		t.Errorf("entries are %+v, %v", got, err)
	}
	if h, err := f.Host(t.Context(), host.Origin); err != nil || h != host {
		t.Errorf("host is %+v, %v; want %+v", h, err, host)
	}
}
