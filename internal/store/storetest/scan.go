package storetest

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// scan reads every flat record in one go: those of Flatten, with corrections, document after document as they came.
func scan(t *testing.T, s store.Store, _ func() store.Store) {
	docs := documents(12)
	ids := add(t, s, docs...)
	add(t, s, docs[3]) // coded anew, at its old place
	for _, kinds := range [][]store.Kind{nil, {store.Events}, {store.Contacts, store.Entities}} {
		scanned(t, s, kinds, docs, ids, -1, "")
	}
	for _, x := range [][2]string{{"reject", ""}, {"change", `{"plover":"REJECT","cameo":"120"}`}} {
		verdict, change := x[0], x[1]
		c := store.Correction{TextHash: store.TextHash(docs[5].Text), Kind: store.Events, Span: docs[5].Events[0].Trigger, Verdict: verdict, Change: change, By: "A", At: at}
		if err := s.Correct(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		if change != "" {
			docs[5].Events[0].Plover, docs[5].Events[0].CAMEO = "REJECT", "120"
		}
		scanned(t, s, nil, docs, ids, 5, verdict)
	}
	var got []string
	err := s.ScanOf(t.Context(), []store.Kind{store.Events}, []string{ids[7], "00", ids[2]}, func(x store.Scanned) error {
		got = append(got, x.ID)
		if len(x.Rows) != 1 || x.Rows[0].Kind != store.Events {
			t.Errorf("%s: rows %v", x.ID, x.Rows)
		}
		return nil
	})
	if err != nil || !slices.Equal(got, []string{ids[7], ids[2]}) {
		t.Errorf("scan of two documents: %v, %v", got, err)
	}
	stop := errors.New("stop")
	n := 0
	if err := s.Scan(t.Context(), nil, func(store.Scanned) error { n++; return stop }); !errors.Is(err, stop) || n != 1 {
		t.Errorf("a scan that is stopped: %v after %d documents", err, n)
	}
}

// scanned compares a scan with Flatten; the event of docs[corrected] has the verdict.
func scanned(t *testing.T, s store.Store, kinds []store.Kind, docs []*record.Document, ids []string, corrected int, verdict string) {
	t.Helper()
	n := 0
	err := s.Scan(t.Context(), kinds, func(got store.Scanned) error {
		want := store.Scanned{ID: ids[n], Publisher: docs[n].Source}
		for _, r := range store.Flatten(docs[n], ids[n]) {
			if len(kinds) > 0 && !slices.Contains(kinds, r.Kind) {
				continue
			}
			if r.Kind == store.Events && n == corrected {
				r.Verdict = verdict
			}
			r.ID = ""
			want.Rows = append(want.Rows, r)
		}
		for i := range got.Rows {
			got.Rows[i].ID = ""
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%v, document %d:\n%+v\nwant\n%+v", kinds, n, got, want)
		}
		n++
		return nil
	})
	if err != nil || n != len(docs) {
		t.Errorf("%v: %d documents, %v", kinds, n, err)
	}
}

// changes follows a store by its log.
func changes(t *testing.T, s store.Store, _ func() store.Store) {
	if n, err := s.Revision(t.Context()); n != 0 || err != nil {
		t.Errorf("revision of an empty store: %d, %v", n, err)
	}
	docs := documents(3)
	ids := add(t, s, docs...)
	add(t, s, docs[1])
	for _, text := range []string{docs[2].Text, "a text that is not there"} {
		c := store.Correction{TextHash: store.TextHash(text), Kind: store.Events, Span: docs[2].Events[0].Trigger, Verdict: "reject", By: "A", At: at.Add(time.Hour)}
		if err := s.Correct(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	want := []store.Change{
		{Seq: 1, Document: ids[0], What: "added", At: at}, {Seq: 2, Document: ids[1], What: "added", At: at}, {Seq: 3, Document: ids[2], What: "added", At: at},
		{Seq: 4, Document: ids[1], What: "recoded", At: at}, {Seq: 5, Document: ids[2], What: "corrected", At: at.Add(time.Hour)}, {Seq: 6, What: "corrected", At: at.Add(time.Hour)},
	}
	for since := range len(want) + 1 {
		for _, limit := range []int{1, 4, 100} {
			got, err := s.Changes(t.Context(), int64(since), limit)
			w := want[since:min(len(want), since+limit)]
			if err != nil || len(got) != len(w) || len(w) > 0 && !reflect.DeepEqual(got, w) {
				t.Errorf("since %d, at most %d: %v, %v\nwant %v", since, limit, got, err, w)
			}
		}
	}
	if n, err := s.Revision(t.Context()); n != 6 || err != nil {
		t.Errorf("revision %d, %v; want 6", n, err)
	}
}
