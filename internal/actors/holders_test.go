package actors

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestHolders asks who held the leading offices of a hundred states on three days.
func TestHolders(t *testing.T) {
	f, err := os.Open("testdata/holders.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, asked, wrong := load(t), 0, 0
	for in := bufio.NewScanner(f); in.Scan(); {
		what, names, ok := strings.Cut(in.Text(), ": ")
		if !ok || what[0] == '#' {
			continue
		}
		of, office, _ := strings.Cut(what, " ")
		if len(of) != 3 || strings.ToUpper(of) != of {
			of = "organisation/" + of
		}
		if b.Office(office) == nil || b.ByKey(of) == nil && b.Country(of) == nil {
			t.Errorf("%s: no such post", what)
		}
		for i, want := range strings.Split(names, "; ") {
			day := [...]string{"2015-06-01", "2022-06-01", "2025-06-01"}[i]
			if want == "?" {
				continue
			}
			asked++
			if got := b.Holder(of, office, day); len(got) == 0 && want != "-" || len(got) > 0 && !goesBy(got[0].Person, want) {
				wrong++
				t.Errorf("%s on %s: got %s, want %s", what, day, tell(got), want)
			}
		}
	}
	t.Logf("%d of %d right", asked-wrong, asked)
}

// goesBy reports whether one of the person's names has every word of name.
func goesBy(e *Entry, name string) bool {
	for _, n := range append([]string{e.Name}, e.Names...) {
		have := strings.Fields(Skeleton(Fold(n)))
		if !slices.ContainsFunc(strings.Fields(Skeleton(Fold(name))), func(w string) bool { return !slices.Contains(have, w) }) {
			return true
		}
	}
	return false
}

func tell(hs []Holding) string {
	if len(hs) == 0 {
		return "nobody"
	}
	return hs[0].Person.Name + " (" + hs[0].Spell.From + " to " + hs[0].Spell.To + ", " + hs[0].Spell.Source + ")"
}
