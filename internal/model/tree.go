package model

import "slices"

// treeScratch is the memory of the tree decoder.
type treeScratch struct {
	score []int64 // score[t*(n+1)+h]: h as the head of word t+1; h 0 is the root
	heads []int
}

// rootPenalty outweighs any sum of scores, so that the best tree has the fewest roots: one.
const rootPenalty = 1 << 40

// scores lends the table that best reads, to be filled for n words.
func (s *treeScratch) scores(n int) []int64 {
	s.score = slices.Grow(s.score[:0], n*(n+1))[:n*(n+1)]
	return s.score
}

// best returns the head of every word in the best tree with one root.
func (s *treeScratch) best(n int) []int {
	s.heads = slices.Grow(s.heads[:0], n)[:n]
	if s.greedy(n) {
		return s.heads
	}
	// w[h][d], node 0 the root
	w := make([][]int64, n+1)
	cells := make([]int64, (n+1)*(n+1))
	for h := range w {
		w[h] = cells[h*(n+1) : (h+1)*(n+1)]
		for d := 1; d <= n; d++ {
			w[h][d] = s.score[(d-1)*(n+1)+h]
			if h == 0 {
				w[h][d] -= rootPenalty
			}
		}
	}
	copy(s.heads, arborescence(w)[1:])
	return s.heads
}

// greedy takes the best head of every word and reports whether that is a tree with one root.
func (s *treeScratch) greedy(n int) bool {
	roots := 0
	for t := range n {
		row, top := s.score[t*(n+1):(t+1)*(n+1)], 0
		for h, v := range row {
			if h != t+1 && v > row[top] {
				top = h
			}
		}
		s.heads[t] = top
		if top == 0 {
			roots++
		}
	}
	return roots == 1 && isTree(s.heads)
}

// isTree reports whether every word leads to the root (0).
func isTree(heads []int) bool {
	seen := make([]int, len(heads)+1) // the walk that first came by
	for i := range heads {
		j := i + 1
		for j != 0 && seen[j] == 0 {
			seen[j] = i + 1
			j = heads[j-1]
		}
		if j != 0 && seen[j] == i+1 {
			return false
		}
	}
	return true
}

// arborescence returns the head of every node in the best tree from node 0 (Chu-Liu and Edmonds): each
// node takes its best head, a circle becomes one node, and so on. w[h][d] is the score of h as head of d.
func arborescence(w [][]int64) []int {
	n := len(w)
	head := make([]int, n)
	head[0] = -1
	for d := 1; d < n; d++ {
		head[d] = -1
		for h := range n {
			if h != d && (head[d] < 0 || w[h][d] > w[head[d]][d]) {
				head[d] = h
			}
		}
	}
	circle := findCircle(head)
	if circle == nil {
		return head
	}
	return contract(w, head, circle)
}

func findCircle(head []int) []int {
	seen := make([]int, len(head))
	for i := 1; i < len(head); i++ {
		j := i
		for j > 0 && seen[j] == 0 {
			seen[j] = i
			j = head[j]
		}
		if j > 0 && seen[j] == i {
			circle := []int{j}
			for k := head[j]; k != j; k = head[k] {
				circle = append(circle, k)
			}
			return circle
		}
	}
	return nil
}

// unreachable is below every sum of scores.
const unreachable = -1 << 60

// contract solves the tree with circle as one node and opens it again.
func contract(w [][]int64, head, circle []int) []int {
	in := make([]bool, len(w))
	for _, c := range circle {
		in[c] = true
	}
	var keep []int
	for i := range w {
		if !in[i] {
			keep = append(keep, i)
		}
	}
	one := len(keep) // the circle's number in the smaller problem
	v := make([][]int64, one+1)
	enter := make([]int, one) // for each head outside, the node of the circle that it would enter
	leave := make([]int, one) // for each node outside, its best head in the circle
	for a := range v {
		v[a] = make([]int64, one+1)
		for b := range v[a] {
			v[a][b] = unreachable
		}
	}
	for a, i := range keep {
		for b, j := range keep {
			if i != j {
				v[a][b] = w[i][j]
			}
		}
		for _, c := range circle {
			if x := w[i][c] - w[head[c]][c]; x > v[a][one] {
				v[a][one], enter[a] = x, c
			}
			if i != 0 && w[c][i] > v[one][a] {
				v[one][a], leave[a] = w[c][i], c
			}
		}
	}
	small := arborescence(v)
	out := slices.Clone(head)
	for b := 1; b < one; b++ {
		if small[b] == one {
			out[keep[b]] = leave[b]
		} else {
			out[keep[b]] = keep[small[b]]
		}
	}
	out[enter[small[one]]] = keep[small[one]]
	return out
}
