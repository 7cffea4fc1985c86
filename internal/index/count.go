package index

import (
	"cmp"
	"container/heap"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/openreadout/readout/internal/store"
)

// Table is how many records there are of each pair of values of two fields (or of each value of one).
type Table struct {
	Total  int    `json:"total"`  // records that the filter takes; each counts once
	Groups int    `json:"groups"` // cells that are not empty
	Cells  []Cell `json:"cells"`  // largest first, then in order of A and B
}

// Cell is one pair of values; "" stands for records without a value.
type Cell struct {
	A string `json:"a"`
	B string `json:"b,omitempty"`
	N int    `json:"n"`
}

// Table counts the records of a kind that f takes by at most two fields, and returns at most limit cells, all
// where limit is 0. Without fields it counts only.
func (x *Index) Table(ctx context.Context, k store.Kind, f store.Filter, limit int, by ...Field) (Table, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	t, err := x.table(k)
	if err != nil {
		return Table{}, err
	}
	if len(by) > 2 {
		return Table{}, fmt.Errorf("%w: records are counted by two fields at most", store.ErrInvalid)
	}
	q, err := x.prepare(ctx, t, f)
	if err != nil {
		return Table{}, err
	}
	var gs []*grouping
	for _, field := range by {
		g, err := x.grouping(t, field)
		if err != nil {
			return Table{}, err
		}
		gs = append(gs, g)
	}
	ws, err := q.scan(ctx, gs)
	if err != nil {
		return Table{}, err
	}
	return tabulate(ws, gs, limit), nil
}

// block is how many rows are counted at a time: few enough that what is known of them stays in the cache.
const block = 8 << 10

// worker counts some of the chunks.
type worker struct {
	scratch
	total   int
	cells   cells
	buffers [2]buffer
}

// scan lets workers count the chunks between them.
func (q *query) scan(ctx context.Context, gs []*grouping) ([]*worker, error) {
	size := [2]int{1, 1}
	for i, g := range gs {
		size[i] = len(g.labels)
	}
	ws := make([]*worker, max(1, min(runtime.GOMAXPROCS(0), len(q.t.chunks))))
	var next atomic.Int64
	var group sync.WaitGroup
	for i := range ws {
		w := &worker{cells: newCells(size)}
		ws[i] = w
		group.Go(func() {
			for ctx.Err() == nil {
				n := int(next.Add(1)) - 1
				if n >= len(q.t.chunks) {
					return
				}
				w.chunk(q, gs, n)
			}
		})
	}
	group.Wait()
	return ws, ctx.Err()
}

// chunk counts the rows of a chunk.
func (w *worker) chunk(q *query, gs []*grouping, n int) {
	m, some := q.mask(&w.scratch, n)
	if !some {
		return
	}
	rows := q.t.chunks[n].n
	w.total += taken(m, rows)
	for i, g := range gs {
		if g.begin != nil {
			g.begin(&w.buffers[i], n)
		}
	}
	for lo := 0; lo < rows && len(gs) > 0; lo += block {
		hi := min(rows, lo+block)
		var part []uint8
		if m != nil {
			if part = m[lo:hi]; taken(part, hi-lo) == 0 {
				continue
			}
		}
		for i, g := range gs {
			w.buffers[i].further = w.buffers[i].further[:0]
			g.fill(&w.buffers[i], n, lo, hi-lo)
		}
		if len(gs) == 1 {
			w.one(gs[0].pairs, part, hi-lo)
		} else {
			w.two(gs[0].pairs, gs[1].pairs, part, hi-lo)
		}
	}
}

func taken(m []uint8, rows int) int {
	if m == nil {
		return rows
	}
	n := 0
	for _, b := range m {
		n += int(b)
	}
	return n
}

// one counts by one field.
func (w *worker) one(pairs bool, m []uint8, rows int) {
	b := &w.buffers[0]
	for _, f := range b.further {
		if m == nil || m[f>>32] != 0 {
			w.cells.add(uint32(f), 0)
		}
	}
	rows = b.compact(pairs, m, rows)
	clear(w.buffers[1].first[:rows])
	w.cells.addPairs(b.first[:rows], w.buffers[1].first[:rows])
	if pairs {
		w.cells.addSeconds(b.second[:rows], w.buffers[1].first[:rows])
	}
}

// two counts pairs of the groups of two fields.
func (w *worker) two(pairsA, pairsB bool, m []uint8, rows int) {
	a, b := &w.buffers[0], &w.buffers[1]
	w.further(pairsA, pairsB, m)
	n := a.compact(pairsA, m, rows)
	b.compact(pairsB, m, rows)
	w.cells.addPairs(a.first[:n], b.first[:n])
	if pairsA {
		w.cells.addSeconds(a.second[:n], b.first[:n])
	}
	if pairsB {
		w.cells.addFirsts(a.first[:n], b.second[:n])
	}
	if pairsA && pairsB {
		w.cells.addBoth(a.second[:n], b.second[:n])
	}
}

// further counts the pairs of which one group at least is a further one.
func (w *worker) further(pairsA, pairsB bool, m []uint8) {
	a, b := &w.buffers[0], &w.buffers[1]
	fa, fb := a.further, b.further
	for len(fa) > 0 || len(fb) > 0 {
		row := ^uint64(0)
		if len(fa) > 0 {
			row = fa[0] >> 32
		}
		if len(fb) > 0 {
			row = min(row, fb[0]>>32)
		}
		na, nb := 0, 0
		for na < len(fa) && fa[na]>>32 == row {
			na++
		}
		for nb < len(fb) && fb[nb]>>32 == row {
			nb++
		}
		if m == nil || m[row] != 0 {
			ga, gb := a.of(int(row), pairsA), b.of(int(row), pairsB)
			for _, x := range fa[:na] {
				for _, y := range gb {
					w.cells.add(uint32(x), y)
				}
				for _, y := range fb[:nb] {
					w.cells.add(uint32(x), uint32(y))
				}
			}
			for _, y := range fb[:nb] {
				for _, x := range ga {
					w.cells.add(x, uint32(y))
				}
			}
		}
		fa, fb = fa[na:], fb[nb:]
	}
}

// of returns the first and second groups of a row.
func (b *buffer) of(row int, pairs bool) []uint32 {
	b.groups = append(b.groups[:0], b.first[row])
	if pairs && b.second[row] != 0 {
		b.groups = append(b.groups, b.second[row])
	}
	return b.groups
}

// compact keeps the rows of a mask, in order, and returns how many.
func (b *buffer) compact(pairs bool, m []uint8, rows int) int {
	if m == nil {
		return rows
	}
	n := 0
	for row, take := range m[:rows] {
		b.first[n] = b.first[row]
		if pairs {
			b.second[n] = b.second[row]
		}
		n += int(take)
	}
	return n
}

// tabulate adds up what the workers counted and picks the largest cells.
func tabulate(ws []*worker, gs []*grouping, limit int) Table {
	t := Table{Cells: []Cell{}}
	for _, w := range ws {
		t.Total += w.total
	}
	if len(gs) == 0 {
		return t
	}
	sum := &ws[0].cells
	for _, w := range ws[1:] {
		sum.join(&w.cells)
	}
	best := smallest{}
	sum.each(func(a, b, n uint32) {
		t.Groups++
		if limit > 0 && len(best) == limit && int(n) < best[0].N {
			return
		}
		c := Cell{A: gs[0].labels[a], N: int(n)}
		if len(gs) == 2 {
			c.B = gs[1].labels[b]
		}
		switch {
		case limit <= 0:
			best = append(best, c)
		case len(best) < limit:
			heap.Push(&best, c)
		case compare(c, best[0]) < 0:
			best[0] = c
			heap.Fix(&best, 0)
		}
	})
	slices.SortFunc(best, compare)
	t.Cells = append(t.Cells, best...)
	return t
}

func compare(x, y Cell) int {
	return cmp.Or(cmp.Compare(y.N, x.N), strings.Compare(x.A, y.A), strings.Compare(x.B, y.B))
}

// smallest is a heap of cells with the last in order on top.
type smallest []Cell

func (h smallest) Len() int           { return len(h) }
func (h smallest) Less(i, j int) bool { return compare(h[i], h[j]) > 0 }
func (h smallest) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *smallest) Push(x any)        { *h = append(*h, x.(Cell)) }
func (h *smallest) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}
