package sqlite

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/storetest"
	"github.com/openreadout/readout/record"
)

// TestViews asks by SQL what analysts may: a row a record, in words.
func TestViews(t *testing.T) {
	d, err := Open(filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var docs []*record.Document
	for i := range 20 {
		docs = append(docs, storetest.Document(i))
	}
	docs[4].Commitments = []record.Commitment{{ID: "k1", Kind: "money", Status: "pledged", Donor: []string{"e1"}, Recipient: []string{"e2"}}}
	docs[4].Positions = []record.Position{{ID: "p1", Holder: "e1", Topic: "grain ports", Statement: "st1", Continuity: "first"}}
	ids, err := d.Add(t.Context(), time.Unix(1, 0), docs)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range flatKinds {
		want, err := d.Count(t.Context(), k, store.Filter{})
		if err != nil || want == 0 {
			t.Fatalf("%d %s, %v", want, k, err)
		}
		var n int
		if err := d.read.QueryRow("SELECT count(*) FROM " + string(k)).Scan(&n); err != nil || n != want {
			t.Errorf("view %s has %d rows, %v; want %d", k, n, err, want)
		}
	}
	for query, want := range map[string]string{
		"SELECT n || ' ' || begin || ' ' || \"end\" || ' ' || date_from || ' ' || date_to || ' ' || plover || ' ' || cameo || ' ' || factuality || ' ' || quad || ' ' || contexts || ' ' || sources || ' ' || targets || ' ' || countries || ' ' || publisher FROM events": "0 6 15 2023-12-01 2023-12-31 ACCUSE 111 happened 2 economic; diplomatic KEN FINGOV KEN FIN Ministry",
		"SELECT n || ' ' || date || ' ' || act || ' ' || topics || ' ' || speaker || ' ' || about FROM statements":                                                                                                                                                         "0 2024-10-10 statement diplomatic KEN FINGOV",
		"SELECT group_concat(name || ' ' || actor || ' ' || ref) FROM entities":                                                                                                                                                                                            "Kenya KEN QKEN",
	} {
		var got string
		if err := d.read.QueryRow(query+" WHERE document = ?", ids[9]).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %q, %v\nwant %q", query, got, err, want)
		}
	}
	for query, want := range map[string]string{
		"SELECT status || ' ' || donor || ' ' || recipient FROM commitments":                    "pledged KEN NORGOV",
		"SELECT continuity || ' ' || topic || ' ' || holder FROM positions":                     "first grain ports KEN",
		"SELECT mode || ' ' || topics || ' ' || participants || ' ' || countries FROM contacts": "phone economic KEN NORGOV KEN NOR",
	} {
		var got string
		if err := d.read.QueryRow(query+" WHERE document = ?", ids[4]).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %q, %v\nwant %q", query, got, err, want)
		}
	}
}
