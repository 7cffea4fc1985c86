package model

import (
	"math/rand"
	"slices"
	"testing"
)

func TestEachHint(t *testing.T) {
	hints := []Hint{InPlace | Begins, Several, 0}
	for at, want := range [][]int32{{0, 6, 2*hintBits + 7}, {7, hintBits, hintBits + 6}, {hintBits + 7}} {
		var got []int32
		EachHint(hints, at, func(r int32) { got = append(got, r) })
		if !slices.Equal(got, want) {
			t.Errorf("word %d: rows %v, want %v", at, got, want)
		}
	}
}

// TestHintsMatter checks that hints change labels and nothing else.
func TestHintsMatter(t *testing.T) {
	p, err := New(randomFile(small))
	if err != nil {
		t.Fatal(err)
	}
	changed := 0
	for _, told := range sentences(rand.New(rand.NewSource(6)), 60, 30) {
		plain := &Sentence{Words: told.Words}
		p.Parse([]*Sentence{plain})
		p.Parse([]*Sentence{told})
		for i, n := range told.Nodes {
			if n.Label != plain.Nodes[i].Label {
				changed++
			}
			n.Label = plain.Nodes[i].Label
			if n != plain.Nodes[i] {
				t.Fatalf("hints make %v of %v", n, plain.Nodes[i])
			}
		}
	}
	if changed == 0 {
		t.Error("no hint changes a label")
	}
}
