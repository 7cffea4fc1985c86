package web

import (
	"strings"
	"testing"
)

// marked writes pieces with their marks: «[only:the] text».
func marked(ps []diffPiece) string {
	var out []string
	for _, p := range ps {
		if p.Mark == "" {
			out = append(out, p.Text)
		} else {
			out = append(out, "["+p.Mark+":"+p.Text+"]")
		}
	}
	return strings.Join(out, " ")
}

func TestDiff(t *testing.T) {
	for _, c := range []struct{ name, a, b, wantA, wantB string }{
		{"same", "They agreed.", "They agreed.", "They agreed.", "They agreed."},
		{"one word", "They firmly agreed to meet.", "They agreed to meet", "They [only:firmly] agreed to meet.", "They agreed to meet"},
		{"both ways", "The ministers discussed grain.", "The ministers discussed gas.", "The ministers discussed [only:grain.]", "The ministers discussed [only:gas.]"},
		{"little in common", "Grain from Odesa was first on the list.", "He raised the fate of grain ships near Odesa again, at length.",
			"[both:Grain] from [both:Odesa] was first on the list.", "He raised the fate of [both:grain] ships near [both:Odesa] again, at length."},
		{"empty", "", "Words.", "", "Words."},
		{"too long", strings.Repeat("word ", mostWords+1), "word", strings.Repeat("word ", mostWords+1), "word"},
	} {
		a, b := diff(c.a, c.b)
		if got := marked(a); got != c.wantA {
			t.Errorf("%s: a is %q, want %q", c.name, got, c.wantA)
		}
		if got := marked(b); got != c.wantB {
			t.Errorf("%s: b is %q, want %q", c.name, got, c.wantB)
		}
	}
}

func TestDocumentOf(t *testing.T) {
	const id = "0123456789abcdef0123456789abcdef"
	for _, s := range []string{id, " " + id + " ", "http://127.0.0.1:8030/documents/" + id, "/documents/" + id + "?kind=events#ev1", id + "-01234567"} {
		if got := documentOf(s); got != id {
			t.Errorf("documentOf(%q) = %q", s, got)
		}
	}
}
