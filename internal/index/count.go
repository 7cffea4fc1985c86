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

// worker counts some of the chunks.
type worker struct {
	scratch
	total     int
	cells     cells
	lutA      []uint32 // and the others: memory used again for every chunk
	lutB      []uint32
	groups    []uint32
	countries []uint16
	second    [chunkRows]uint32
	first     [2][]uint32
	further   [2][]more
}

// scan lets workers count the chunks between them.
func (q *query) scan(ctx context.Context, gs []*grouping) ([]*worker, error) {
	size := 1
	for _, g := range gs {
		size *= len(g.labels)
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
		if w.first[i] == nil {
			w.first[i] = make([]uint32, chunkRows)
		}
		w.further[i] = g.fill(w, n, w.first[i][:rows], w.further[i][:0])
	}
	switch len(gs) {
	case 1:
		w.one(m, rows)
	case 2:
		w.two(m, rows, uint32(len(gs[1].labels)))
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

func (w *worker) one(m []uint8, rows int) {
	a := w.first[0][:rows]
	if m == nil {
		for _, k := range a {
			w.cells.add(uint64(k))
		}
	} else {
		for row, k := range a {
			if m[row] != 0 {
				w.cells.add(uint64(k))
			}
		}
	}
	for _, f := range w.further[0] {
		if m == nil || m[f>>32] != 0 {
			w.cells.add(f & 0xffffffff)
		}
	}
}

// two counts pairs: of the first groups of every row, then of the further ones.
func (w *worker) two(m []uint8, rows int, width uint32) {
	a, b := w.first[0][:rows], w.first[1][:rows]
	w.cells.addPairs(a, b, m, uint64(width))
	fa, fb := w.further[0], w.further[1]
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
			w.cross(a[row], b[row], fa[:na], fb[:nb], uint64(width))
		}
		fa, fb = fa[na:], fb[nb:]
	}
}

// cross counts every pair of the groups of a row but the pair of the first ones.
func (w *worker) cross(a, b uint32, fa, fb []more, width uint64) {
	for _, y := range fb {
		w.cells.add(uint64(a)*width + y&0xffffffff)
	}
	for _, x := range fa {
		base := (x & 0xffffffff) * width
		w.cells.add(base + uint64(b))
		for _, y := range fb {
			w.cells.add(base + y&0xffffffff)
		}
	}
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
	width := uint64(1)
	if len(gs) == 2 {
		width = uint64(len(gs[1].labels))
	}
	best := smallest{}
	sum.each(func(key uint64, n uint32) {
		t.Groups++
		if limit > 0 && len(best) == limit && int(n) < best[0].N {
			return
		}
		c := Cell{A: gs[0].labels[key/width], N: int(n)}
		if len(gs) == 2 {
			c.B = gs[1].labels[key%width]
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
