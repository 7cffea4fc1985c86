package model

import (
	"math/rand"
	"slices"
	"testing"
)

// tree decodes scores given as score[word][head], head 0 the root.
func tree(scores [][]int64) []int {
	var s treeScratch
	n := len(scores)
	flat := s.scores(n)
	for t, row := range scores {
		copy(flat[t*(n+1):], row)
	}
	return s.best(n)
}

func TestBest(t *testing.T) {
	for _, c := range []struct {
		name   string
		scores [][]int64
		want   []int
	}{
		{"one word", [][]int64{{-5, 0}}, []int{0}},
		{"greedy is a tree", [][]int64{{9, 0, 1}, {1, 5, 0}}, []int{0, 1}},
		{"two roots become one", [][]int64{{9, 0, 3}, {8, 1, 0}}, []int{2, 0}},
		{"a circle is broken where it costs least", [][]int64{{1, 0, 9, 0}, {7, 9, 0, 0}, {0, 0, 5, 0}}, []int{2, 0, 2}},
		{"no root wanted", [][]int64{{-900, 0, 9}, {-901, 9, 0}}, []int{0, 1}},
		{"all alike", [][]int64{{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}}, []int{2, 3, 0}},
	} {
		got := tree(c.scores)
		if c.name == "all alike" { // any tree will do
			if !isTree(got) || roots(got) != 1 {
				t.Errorf("%s: got %v", c.name, got)
			}
			continue
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func roots(heads []int) int {
	n := 0
	for _, h := range heads {
		if h == 0 {
			n++
		}
	}
	return n
}

// TestBestIsBest compares with every tree of small sentences.
func TestBestIsBest(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	for range 500 {
		n := 1 + rng.Intn(5)
		scores := make([][]int64, n)
		for i := range scores {
			for range n + 1 {
				scores[i] = append(scores[i], rng.Int63n(20)-10)
			}
		}
		got := tree(scores)
		if !isTree(got) || roots(got) != 1 {
			t.Fatalf("%v: no tree with one root: %v", scores, got)
		}
		if g, w := total(scores, got), most(scores, make([]int, 0, n)); g != w {
			t.Fatalf("%v: %v scores %d, the best tree %d", scores, got, g, w)
		}
	}
}

func total(scores [][]int64, heads []int) int64 {
	var sum int64
	for i, h := range heads {
		sum += scores[i][h]
	}
	return sum
}

// most is the score of the best tree that begins with the given heads.
func most(scores [][]int64, heads []int) int64 {
	n := len(scores)
	if len(heads) == n {
		if roots(heads) != 1 || !isTree(heads) {
			return -1 << 40
		}
		return total(scores, heads)
	}
	top := int64(-1 << 50)
	for h := range n + 1 {
		if h != len(heads)+1 {
			top = max(top, most(scores, append(heads, h)))
		}
	}
	return top
}

func TestLongCirclesTakeNoTime(t *testing.T) {
	rng := rand.New(rand.NewSource(2))
	n := MaxWords
	var s treeScratch
	flat := s.scores(n)
	for i := range flat {
		flat[i] = rng.Int63n(1000)
	}
	for i := 0; i+1 < n; i += 2 { // every word and its neighbour want each other
		flat[i*(n+1)+i+2], flat[(i+1)*(n+1)+i+1] = 5000, 5000
	}
	if got := s.best(n); !isTree(got) || roots(got) != 1 {
		t.Error("no tree with one root")
	}
}
