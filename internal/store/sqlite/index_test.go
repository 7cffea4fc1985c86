package sqlite

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/storetest"
	"github.com/openreadout/readout/record"
)

// TestIndex holds lists of a store with segments of every size, recoded and corrected documents among them, against
// Filter.Takes over a scan: the same records in the same order, whoever asks after whatever was written by another.
func TestIndex(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	var dbs [2]*DB
	for i := range dbs {
		var err error
		if dbs[i], err = Open(path); err != nil {
			t.Fatal(err)
		}
		defer dbs[i].Close()
	}
	n := 0
	add := func(d *DB, count int, version string) {
		t.Helper()
		var docs []*record.Document
		for range count {
			doc := storetest.Document(n)
			doc.Coder.Version = version
			docs = append(docs, doc)
			n++
		}
		if _, err := d.Add(t.Context(), time.Unix(1, 0), docs); err != nil {
			t.Fatal(err)
		}
	}
	add(dbs[0], 600, "1")
	few := []string{"", "dyad:NOR-FIN", "type:CONSULT from:2024-03"}
	compareLists(t, dbs[1], few...)
	add(dbs[1], 300, "1")
	add(dbs[0], 20, "1")
	compareLists(t, dbs[0], few...)
	n = 400
	add(dbs[1], 30, "2") // coded anew
	for i, verdict := range []string{"reject", "accept", "change"} {
		doc := storetest.Document(20 * i)
		c := store.Correction{TextHash: store.TextHash(doc.Text), Kind: store.Events, Span: doc.Events[0].Trigger, Verdict: verdict, By: "A", At: time.Unix(2, 0)}
		if verdict == "change" {
			c.Change = `{"plover":"REJECT","cameo":"120"}`
		}
		if err := dbs[0].Correct(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	compareLists(t, dbs[0], few...)
	compareLists(t, dbs[1], append([]string{"verdict:reject", "verdict:accept,change", "-verdict:change", "dyad:NOR-FIN type:CONSULT from:2024-03", "source:NO", "actor:NORGOV -country:FIN"}, storetest.Filters...)...)
}

// compareLists asks the filters, from the beginning and from the middle.
func compareLists(t *testing.T, d *DB, filters ...string) {
	t.Helper()
	type row struct {
		store.Flat
		doc    int
		copyOf string
	}
	all := map[store.Kind][]row{}
	docs := 0
	var texts []*record.Document
	err := d.Scan(t.Context(), nil, func(s store.Scanned) error {
		docs++
		doc, err := d.Document(t.Context(), s.ID)
		if err != nil {
			return err
		}
		texts = append(texts, doc)
		for _, r := range s.Rows {
			all[r.Kind] = append(all[r.Kind], row{r, docs, s.CopyOf})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, rows := range all {
		slices.SortStableFunc(rows, func(a, b row) int { return cmp.Or(cmp.Compare(b.To, a.To), cmp.Compare(b.doc, a.doc)) })
	}
	for _, filter := range filters {
		f, err := store.ParseFilter(filter)
		if err != nil {
			t.Fatal(err)
		}
		for k, rows := range all {
			var want, got []string
			for i := range rows {
				doc := texts[rows[i].doc-1]
				if f.Takes(doc, store.DocumentID(&doc.Article), rows[i].copyOf, &rows[i].Flat) {
					want = append(want, fmt.Sprint(rows[i].doc, ".", rows[i].Index, rows[i].Verdict))
				}
			}
			var middle *place
			each := func(p found) bool {
				got = append(got, fmt.Sprint(p.doc, ".", p.n, p.verdict))
				if len(got) == len(want)/2 {
					middle = &p.place
				}
				return true
			}
			if err := d.eachPlace(t.Context(), k, f, nil, each); err != nil || !slices.Equal(got, want) {
				t.Fatalf("%s %q: %d places, %v; want %d", k, filter, len(got), err, len(want))
			}
			if from := middle; from != nil {
				got = nil
				if err := d.eachPlace(t.Context(), k, f, from, each); err != nil || !slices.Equal(got, want[len(want)/2:]) {
					t.Fatalf("%s %q from the middle: %d places, %v; want %d", k, filter, len(got), err, len(want)-len(want)/2)
				}
			}
		}
	}
}
