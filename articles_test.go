package readout_test

import (
	"os"
	"strings"
	"testing"

	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// lines prints the records of a document as lists show them, blanks evened.
func lines(tb testing.TB, d *record.Document) []string {
	tb.Helper()
	var out []string
	for _, f := range store.Flatten(d, "") {
		switch f.Kind {
		case store.Contacts, store.Events, store.Commitments, store.Statements, store.Positions:
			var b strings.Builder
			if err := export.Line(&b, f.Kind, store.Row{Document: d, Index: f.Index}); err != nil {
				tb.Fatal(err)
			}
			out = append(out, string(f.Kind)+" "+strings.Join(strings.Fields(b.String()), " "))
		}
	}
	return out
}

// TestCheckedRecords holds the sample articles to testdata/checked.txt: records that were read against
// their texts, line by line, and found right. Records that are wrong are not in it, so that the list can only
// grow. A line that a change rightly makes otherwise is read again before it is put in its new form.
func TestCheckedRecords(t *testing.T) {
	src, err := os.ReadFile("testdata/checked.txt")
	if err != nil {
		t.Fatal(err)
	}
	want, article, n := map[string][]string{}, "", 0
	for l := range strings.Lines(string(src)) {
		l = strings.TrimSpace(l)
		if name, ok := strings.CutPrefix(l, "== "); ok {
			article = name
		} else if l != "" && !strings.HasPrefix(l, "#") {
			want[article] = append(want[article], l)
			n++
		}
	}
	e := newEngine(t)
	for _, a := range samples(t) {
		d := e.Code(a)
		got := map[string]bool{}
		for _, l := range lines(t, &d) {
			got[l] = true
		}
		for _, w := range want[a.ID] {
			if w, lost := strings.CutPrefix(w, "? "); lost {
				if got[w] {
					t.Errorf("%s: found again, take the mark off: %s", a.ID, w)
				}
				continue
			}
			if !got[w] {
				t.Errorf("%s lacks\n\t%s\nin\n\t%s", a.ID, w, strings.Join(lines(t, &d), "\n\t"))
			}
		}
		delete(want, a.ID)
	}
	for name := range want {
		t.Errorf("there is no sample article %q", name)
	}
	if n < 500 {
		t.Errorf("%d records are checked; want 500 or more", n)
	}
}
