package desk_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/openreadout/readout/internal/store/storetest"
	"github.com/openreadout/readout/record"
)

// open returns a desk over eight small documents, coded again by code, and their ids.
func open(t *testing.T, code func(record.Article) record.Document) (*desk.Desk, []string) {
	t.Helper()
	s, err := sqlite.Open(filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	var docs []*record.Document
	for i := range 8 {
		docs = append(docs, storetest.Document(i))
	}
	ids, err := s.Add(t.Context(), time.Unix(1, 0), docs)
	if err != nil {
		t.Fatal(err)
	}
	return &desk.Desk{Store: s, Code: code, Knowledge: fstest.MapFS{"a.txt": {Data: []byte("# words\nhead\n\tone\n\ttwo\nother\n")}}}, ids
}

// recode codes the articles of storetest as storetest does, after a change.
func recode(change func(*record.Document)) func(record.Article) record.Document {
	return func(a record.Article) record.Document {
		for i := range 8 {
			if d := storetest.Document(i); d.Text == a.Text {
				change(d)
				return *d
			}
		}
		return record.Document{Schema: record.Schema, Article: a}
	}
}

func event(t *testing.T, d *desk.Desk, doc string) string {
	t.Helper()
	got, err := d.Store.Document(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	return store.IDs(got, doc, store.Events)[0]
}

func TestFind(t *testing.T) {
	d, ids := open(t, nil)
	id := event(t, d, ids[3])
	k, r, err := desk.Find(t.Context(), d.Store, id)
	if err != nil || k != store.Events || r.DocID != ids[3] || r.ID != id {
		t.Errorf("%s %+v %v", k, r, err)
	}
	if k, _, err := desk.Find(t.Context(), d.Store, ids[2]); err != nil || k != store.Documents {
		t.Errorf("a document: %s %v", k, err)
	}
	if err := desk.Correct(t.Context(), d.Store, id, store.Correction{Verdict: "reject", By: "A", At: time.Unix(1, 0)}); err != nil {
		t.Fatal(err)
	}
	if _, r, err = desk.Find(t.Context(), d.Store, id); err != nil || r.Verdict != "reject" {
		t.Errorf("a rejected record: %q %v", r.Verdict, err)
	}
	for _, none := range []string{"", "x", ids[0] + "-00000000", `" type:x`} {
		if _, _, err := desk.Find(t.Context(), d.Store, none); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%q: %v", none, err)
		}
	}
}

func TestExplain(t *testing.T) {
	d, ids := open(t, recode(func(*record.Document) {}))
	x, err := d.Explain(t.Context(), event(t, d, ids[1]))
	if err != nil || x.Record != "ev1" || !strings.Contains(x.Text, "event ACCUSE 111") || strings.Contains(x.Text, "st1") {
		t.Errorf("%+v %v", x, err)
	}
	if x, err = d.Explain(t.Context(), ids[1]); err != nil || !strings.Contains(x.Text, "st1 statement") {
		t.Errorf("a document: %+v %v", x, err)
	}
	d.Code = recode(func(d *record.Document) { d.Events = nil })
	if _, err = d.Explain(t.Context(), event(t, d, ids[1])); !errors.Is(err, store.ErrNotFound) || !strings.Contains(err.Error(), "does not come out") {
		t.Errorf("gone: %v", err)
	}
	d.Code = nil
	if _, err = d.Explain(t.Context(), ids[1]); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("without a coder: %v", err)
	}
}

func TestVerify(t *testing.T) {
	d, ids := open(t, recode(func(*record.Document) {}))
	for _, id := range []string{ids[1], event(t, d, ids[1])} {
		if v, err := d.Verify(t.Context(), id); err != nil || !v.Verified || v.Records != 4 || len(v.Differences) != 0 {
			t.Errorf("%s: %+v %v", id, v, err)
		}
	}
	d.Code = recode(func(d *record.Document) { d.Events[0].Factuality, d.Coder.Version = "denied", "2" })
	v, err := d.Verify(t.Context(), ids[1])
	if err != nil || v.Verified || len(v.Differences) != 1 || !strings.HasPrefix(v.Differences[0], "~ ") || v.Made == v.Again {
		t.Errorf("changed: %+v %v", v, err)
	}
}

func TestEntry(t *testing.T) {
	d, _ := open(t, nil)
	for _, c := range []struct {
		at, want string
		line     int
	}{
		{"a.txt:2", "head|\tone|\ttwo", 2}, {"a.txt:4", "head|\tone|\ttwo", 2}, {"a.txt:5", "other", 5},
		{"a.txt:0", "", 0}, {"a.txt:99", "", 0}, {"b.txt:1", "", 0}, {"../a.txt:1", "", 0}, {"a.txt", "", 0}, {"", "", 0},
	} {
		e, err := desk.ReadEntry(d.Knowledge, c.at)
		if c.want == "" {
			if !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%q: %v %v", c.at, e, err)
			}
		} else if err != nil || strings.Join(e.Lines, "|") != c.want || e.Line != c.line {
			t.Errorf("%q: %+v %v", c.at, e, err)
		}
	}
}

func TestGapAndCompare(t *testing.T) {
	d, ids := open(t, recode(func(*record.Document) {}))
	dyads, err := desk.Gap(t.Context(), d.Store, "FIN", "NOR")
	if err != nil || len(dyads) != 1 || len(dyads[0].Contacts) != 1 || dyads[0].Contacts[0].Reports[0].Document != ids[0] {
		t.Errorf("%+v %v", dyads, err)
	}
	if dyads, err = desk.Gap(t.Context(), d.Store, "FIN", "FRA"); err != nil || dyads == nil || len(dyads) != 0 {
		t.Errorf("none: %v %v", dyads, err)
	}
	if _, err = desk.Gap(t.Context(), d.Store, "Finland", "NOR"); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("no country: %v", err)
	}
	if c, err := d.Compare(t.Context(), ids[0], ids[4], ledger.Options{Force: true}); err != nil || c.A.Document != ids[0] || c.B.Document != ids[4] {
		t.Errorf("compare: %+v %v", c, err)
	}
	if _, err := d.Compare(t.Context(), ids[0], "zz", ledger.Options{}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("compare with nothing: %v", err)
	}
}

// TestTogether has the two sides' readouts of a call, one of which does not tell the day, and a call of another day.
func TestTogether(t *testing.T) {
	row := func(id, published string, date *record.Interval) store.Row {
		d := &record.Document{Article: record.Article{ID: "x", Published: published}}
		d.Entities = []record.Entity{{ID: "e1", Kind: "person", Ref: "Q1", Country: "FIN"}, {ID: "e2", Kind: "person", Ref: "Q2", Country: "NOR"}}
		d.Contacts = []record.Contact{{ID: "c1", Mode: "phone", Participants: []string{"e1"}}, {ID: "c2", Mode: "phone", Date: date, Participants: []string{"e1", "e2"}}}
		return store.Row{DocID: id, Document: d, Index: 1}
	}
	on := func(day string) *record.Interval { return &record.Interval{From: day, To: day, Grain: "day"} }
	alone := row("e", "2024-05-02", nil)
	alone.Index = 0
	rows := []store.Row{row("a", "2024-05-09", on("2024-05-09")), row("b", "2024-05-03", &record.Interval{To: "2024-05-03", Grain: "vague"}), alone, row("c", "2024-05-02", on("2024-05-02"))}
	if got := desk.Together(rows); !slices.Equal(got, []int{0, 1, 2, 1}) {
		t.Errorf("got %v", got)
	}
}
