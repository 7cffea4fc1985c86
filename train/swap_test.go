package train

import (
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/conllu"
)

func TestSwapKeepsKindsAndOtherWords(t *testing.T) {
	n, err := readNames(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	if len(n.family) < 5000 || len(n.places) < 1000 || len(n.bodies) < 300 {
		t.Errorf("%d persons, %d places, %d bodies", len(n.family), len(n.places), len(n.bodies))
	}
	labels := []string{"B-PER", "I-PER", "", "B-LOC", "", "B-ORG", "I-ORG"}
	changed, r := 0, &rng{s: 3}
	for range 50 {
		s := []conllu.Word{{Form: "Ann", XPOS: "NNP"}, {Form: "Lee", XPOS: "NNP"}, {Form: "left", XPOS: "VBD"}, {Form: "Rome", XPOS: "NNP"}, {Form: "for", XPOS: "IN"}, {Form: "Acme", XPOS: "NNP"}, {Form: "Works", XPOS: "NNPS"}}
		n.swap(s, labels, r)
		for _, i := range []int{2, 4, 5, 6} {
			if want := []string{"", "", "left", "", "for", "Acme", "Works"}[i]; s[i].Form != want {
				t.Fatalf("word %d is %q, want %q", i, s[i].Form, want)
			}
		}
		if s[3].Form != "Rome" {
			changed++
		}
		if !plain(s[0].Form) || !plain(s[1].Form) || !plain(s[3].Form) || s[3].Form != "Rome" && s[3].Lemma != s[3].Form {
			t.Fatalf("odd names: %v", s)
		}
	}
	if changed < 10 || changed > 40 {
		t.Errorf("%d of 50 places changed; want about half", changed)
	}
}
