package index

import (
	"cmp"
	"container/heap"
	"context"
	"fmt"
	"slices"

	"github.com/openreadout/readout/internal/store"
)

// Ref is a record of a list: the record with the index in the document's list of its kind.
type Ref struct {
	Document string `json:"document"`
	Index    int    `json:"index"`
}

// place is where a record stands in lists: by last day, then by document, both falling, then by index.
type place struct {
	day   int32
	doc   uint32
	index int32
}

// compareTo is negative where a comes before b.
func (a place) compareTo(b place) int {
	return cmp.Or(cmp.Compare(b.day, a.day), cmp.Compare(b.doc, a.doc), cmp.Compare(a.index, b.index))
}

// List returns the records of a kind that f takes, newest first (those without a date last, and of one day those of
// the document added last first), at most limit after the cursor, and the cursor of what follows, "" at the end.
func (x *Index) List(ctx context.Context, k store.Kind, f store.Filter, cursor string, limit int) ([]Ref, string, error) {
	after := place{index: -1}
	if cursor != "" {
		if n, err := fmt.Sscanf(cursor, "%d.%d.%d", &after.day, &after.doc, &after.index); err != nil || n != 3 {
			return nil, "", fmt.Errorf("%w: cursor %q", store.ErrInvalid, cursor)
		}
	}
	if limit < 1 {
		return nil, "", fmt.Errorf("%w: a list of %d records", store.ErrInvalid, limit)
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	t, err := x.table(k)
	if err != nil {
		return nil, "", err
	}
	q, err := x.prepare(ctx, t, f)
	if err != nil {
		return nil, "", err
	}
	l := &lister{query: q, limit: limit + 1, after: after, all: cursor == ""}
	var s *scratch
	for n := len(t.chunks) - 1; n >= 0; n-- {
		if err := ctx.Err(); err != nil {
			return nil, "", err
		}
		if !l.may(n) {
			continue
		}
		if q.pairs != nil {
			l.pairs(n)
			continue
		}
		if s == nil {
			s = &scratch{}
		}
		l.scan(s, n)
	}
	slices.SortFunc(l.best, place.compareTo)
	next := ""
	if len(l.best) > limit {
		l.best = l.best[:limit]
		p := l.best[limit-1]
		next = fmt.Sprintf("%d.%d.%d", p.day, p.doc, p.index)
	}
	var out []Ref
	for _, p := range l.best {
		out = append(out, Ref{x.docs.id(p.doc), int(p.index)})
	}
	return out, next, nil
}

// lister keeps the first records of a list.
type lister struct {
	*query
	limit int
	after place
	all   bool // from the first record on
	best  last
}

// may reports whether a chunk can have a record of the list: one that is new enough.
func (l *lister) may(n int) bool {
	if len(l.best) < l.limit {
		return true
	}
	for _, code := range l.t.chunks[n].cols[date].dict {
		if l.x.dates.last[code] >= l.best[0].day {
			return true
		}
	}
	return false
}

// pairs takes what a chunk has of the dyads of the filter.
func (l *lister) pairs(n int) {
	c := l.t.chunks[n]
	for i, key := range l.query.pairs {
		for _, row := range c.having(key, &l.x.parties) {
			if i > 0 && slices.ContainsFunc(l.query.pairs[:i], func(k uint32) bool { return c.hasPair(int(row), k, &l.x.parties) }) {
				continue // taken by an earlier pair
			}
			l.row(c, n, int(row), true)
		}
	}
}

// scan takes what a chunk has.
func (l *lister) scan(s *scratch, n int) {
	m, some := l.mask(s, n)
	if !some {
		return
	}
	c := l.t.chunks[n]
	for row := range c.n {
		if m == nil || m[row] != 0 {
			l.row(c, n, row, false)
		}
	}
}

// row takes a row if it is among the first; ask says that the filter has not been asked yet.
func (l *lister) row(c *chunk, n, row int, ask bool) {
	day := l.x.dates.last[c.cols[date].get(row)]
	if len(l.best) == l.limit && day < l.best[0].day || !l.all && day > l.after.day {
		return
	}
	whole := n*chunkRows + row
	run := l.t.run(whole)
	p := place{day, l.t.docs[run], int32(whole - int(l.t.starts[run]))}
	if !l.all && p.compareTo(l.after) <= 0 || len(l.best) == l.limit && p.compareTo(l.best[0]) >= 0 {
		return
	}
	if ask && !l.takes(c, row, p.doc) {
		return
	}
	if len(l.best) < l.limit {
		heap.Push(&l.best, p)
		return
	}
	l.best[0] = p
	heap.Fix(&l.best, 0)
}

// hasPair reports whether a row has both countries of a pair.
func (c *chunk) hasPair(row int, key uint32, ps *parties) bool {
	e, _ := slices.BinarySearch(c.extraRows, uint16(row))
	in := ps.countriesOf(nil, c, row, &e)
	return slices.Contains(in, uint16(key>>16)) && slices.Contains(in, uint16(key))
}

// last is a heap of places with the last of them on top.
type last []place

func (h last) Len() int           { return len(h) }
func (h last) Less(i, j int) bool { return h[i].compareTo(h[j]) > 0 }
func (h last) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *last) Push(x any)        { *h = append(*h, x.(place)) }
func (h *last) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}
