package actor_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/record"
)

// TestPhrases runs the sentences of testdata/phrases.txt through the whole engine.
func TestPhrases(t *testing.T) {
	engine, err := readout.New()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open("testdata/phrases.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	asked, right := 0, 0
	for in, no := bufio.NewScanner(f), 1; in.Scan(); no++ {
		line, fails := strings.CutPrefix(in.Text(), "? ")
		cols := strings.Split(line, " | ")
		if len(cols) != 3 || line[0] == '#' {
			continue
		}
		rec := engine.Code(record.Article{ID: "a", Published: cols[0], Lang: "en", Text: cols[1]})
		for w := range strings.SplitSeq(cols[2], "; ") {
			mention, want, _ := strings.Cut(w, " = ")
			got := coded(&rec, mention, strings.Contains(want, " ("))
			asked++
			switch {
			case got == want:
				right++
			case fails:
				t.Logf("phrases.txt:%d: %s: %s: got %s, want %s", no, cols[1], mention, got, want)
			default:
				t.Errorf("phrases.txt:%d: %s: %s: got %s, want %s", no, cols[1], mention, got, want)
			}
		}
	}
	t.Logf("%d of %d right", right, asked)
}

// coded returns the code of the entity that a mention of the text names, with its role if asked.
func coded(rec *record.Document, mention string, role bool) string {
	begin := strings.Index(rec.Text, mention)
	begin, end := len([]rune(rec.Text[:begin])), len([]rune(rec.Text[:begin+len(mention)]))
	best, size := (*record.Entity)(nil), 0
	for i := range rec.Entities {
		for _, m := range rec.Entities[i].Mentions {
			if m.Begin >= begin && m.End <= end && m.End == end && m.End-m.Begin > size {
				best, size = &rec.Entities[i], m.End-m.Begin
			}
		}
	}
	switch {
	case best == nil:
		return "no entity"
	case best.Actor == "":
		return "-"
	case role:
		return best.Actor + " (" + best.Role + ")"
	}
	return best.Actor
}
