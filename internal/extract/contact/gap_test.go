package contact

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/openreadout/readout/internal/doc"
)

func TestGap(t *testing.T) {
	day := func(from, to doc.Date) doc.Interval { return doc.Interval{From: from, To: to} }
	for _, c := range []struct {
		prev, now  doc.Interval
		text       int // days that the text tells
		nearly     string
		months     [2]int
		consistent bool
	}{
		{day("2022-09-01", "2022-09-30"), day("2025-07-01", "2025-07-01"), 3 * 365, "nearly", [2]int{33, 34}, true},
		{day("2022-09-01", "2022-09-30"), day("2025-07-01", "2025-07-01"), 3 * 365, "over", [2]int{33, 34}, false},
		{day("2022-09-01", "2022-09-30"), day("2025-07-01", "2025-07-01"), 365, "", [2]int{33, 34}, false},
		{day("2024-01-10", "2024-01-10"), day("2024-03-10", "2024-03-10"), 60, "", [2]int{2, 2}, true},
		{day("2024-01-10", "2024-01-10"), day("2024-03-09", "2024-03-09"), 0, "", [2]int{1, 1}, true},
	} {
		g := gap(&call{prev: &call{date: c.prev}, date: c.now, gap: c.text, nearly: c.nearly})
		if g == nil || g.Months != c.months || g.Consistent != c.consistent {
			t.Errorf("from %v to %v, said %d %s: got %+v", c.prev, c.now, c.text, c.nearly, g)
		}
	}
	if g := gap(&call{prev: &call{date: day("2022-09-01", "")}, date: day("2025-07-01", "2025-07-01")}); g != nil {
		t.Errorf("an open date gave %+v", g)
	}
}

func TestDays(t *testing.T) {
	for iso, want := range map[string]int{"P3Y": 1095, "P6M": 180, "P10W": 70, "P1Y6M": 545, "PT2H": 0, "": 0, "P": 0, "P3": 0, "3Y": 0} {
		if got := days(iso); got != want {
			t.Errorf("%q: got %d, want %d", iso, got, want)
		}
	}
}

func TestBefore(t *testing.T) {
	now := doc.Interval{From: "2025-07-01", To: "2025-07-01"}
	if got := before(now, "P3Y", "nearly"); got != (doc.Interval{From: "2022-07-01", To: "2025-07-01", Grain: "vague"}) {
		t.Errorf("nearly three years: got %v", got)
	}
	if got := before(now, "P6Y", ""); got != (doc.Interval{To: "2019-07-01", Grain: "vague"}) {
		t.Errorf("six years: got %v", got)
	}
	if got := before(doc.Interval{}, "P6Y", ""); !got.Zero() {
		t.Errorf("without a day: got %v", got)
	}
}

// TestLexiconErrors sees that a mistake in the words names its file, line and column.
func TestLexiconErrors(t *testing.T) {
	for _, c := range [][2]string{
		{"call\n\tclass: noun\n\tmode: pigeon\n", `lexicons/en/contact.txt:3:8: no mode "pigeon"`},
		{"call\n\tmode: phone\n", "lexicons/en/contact.txt:1:1: call has no class"},
		{"call\n\tclass: noun\n\tweak: perhaps\n", `lexicons/en/contact.txt:3:8: weak is "perhaps"; want yes`},
		{"call\n\tclass: noun\n\tcolour: red\n", `lexicons/en/contact.txt:3:10: no field "colour"`},
	} {
		_, err := readWords(fstest.MapFS{file: {Data: []byte(c[0])}})
		if err == nil || !strings.Contains(err.Error(), c[1]) {
			t.Errorf("%q: got %v, want %s", c[0], err, c[1])
		}
	}
}
