package sqlite

import (
	"context"
	"fmt"
	"slices"

	"github.com/openreadout/readout/internal/store"
)

// String writes a place as cursors do.
func (p place) String() string { return fmt.Sprintf("%d.%d.%d", p.day, p.doc, p.n) }

// parseCursor returns the place after which a list goes on, nil for its beginning.
func parseCursor(s string) (*place, error) {
	if s == "" {
		return nil, nil
	}
	var p place
	if n, err := fmt.Sscanf(s, "%d.%d.%d", &p.day, &p.doc, &p.n); err != nil || n != 3 {
		return nil, fmt.Errorf("%w: cursor %q", store.ErrInvalid, s)
	}
	return &p, nil
}

// found is a place of a list, with what is known of it besides.
type found struct {
	place
	verdict   string
	corrected bool // people have corrected the document
}

// List implements store.Store.
func (d *DB) List(ctx context.Context, k store.Kind, f store.Filter, cursor string, limit int) ([]store.Row, string, error) {
	page, next, err := d.page(ctx, k, f, cursor, limit)
	if err != nil {
		return nil, "", fmt.Errorf("list %s: %w", k, err)
	}
	rows := make([]store.Row, 0, len(page))
	for _, p := range page {
		e, err := d.load(ctx, "d.id = ?", int64(p.doc))
		if err != nil {
			return nil, "", err
		}
		r := e.record(k, int(p.n))
		if r == nil {
			return nil, "", fmt.Errorf("%w: document %s has no record %d of %s", store.ErrDamaged, e.name, p.n, k)
		}
		rows = append(rows, store.Row{ID: r.ID, Document: e.doc, DocID: e.name, CopyOf: e.copyOf, Index: r.Index, Verdict: r.Verdict})
	}
	return rows, next, nil
}

// record returns the flat record n of a kind, nil for none.
func (e *entry) record(k store.Kind, n int) *store.Flat {
	for i := range e.flat {
		if e.flat[i].Kind == k && e.flat[i].Index == n {
			return &e.flat[i]
		}
	}
	return nil
}

// Count implements store.Store.
func (d *DB) Count(ctx context.Context, k store.Kind, f store.Filter) (int, error) {
	n := 0
	err := d.eachPlace(ctx, k, f, nil, func(found) bool { n++; return true })
	if err != nil {
		return 0, fmt.Errorf("count %s: %w", k, err)
	}
	return n, nil
}

// page returns the places of a list after the cursor, and the cursor of what follows.
func (d *DB) page(ctx context.Context, k store.Kind, f store.Filter, cursor string, limit int) ([]found, string, error) {
	after, err := parseCursor(cursor)
	if err != nil {
		return nil, "", err
	}
	var out []found
	next := ""
	err = d.eachPlace(ctx, k, f, after, func(p found) bool {
		if len(out) == limit {
			next = out[limit-1].String()
			return false
		}
		out = append(out, p)
		return true
	})
	return out, next, err
}

// eachPlace calls do with the places that f takes, in the order of lists, until it returns false.
func (d *DB) eachPlace(ctx context.Context, k store.Kind, f store.Filter, after *place, do func(found) bool) error {
	kind := k
	if k == store.Entities {
		kind = store.Documents // entities stand where their documents do
	}
	x := d.lists[kind]
	if x == nil {
		return fmt.Errorf("%w: no kind %q", store.ErrInvalid, k)
	}
	if err := x.follow(ctx, d); err != nil {
		return err
	}
	if docs, ok := pointed(f); ok {
		return d.eachOf(ctx, docs, k, f, after, do)
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	if k == store.Entities {
		return d.eachEntity(ctx, x, f, after, do)
	}
	q, err := x.query(ctx, d, f)
	if err != nil {
		return err
	}
	defer q.done()
	turns := 0
	return x.walk(q, after, func(p *place) (bool, error) {
		if turns++; turns%1000 == 0 && ctx.Err() != nil {
			return false, ctx.Err()
		}
		if q.loose {
			ok, err := d.takes(ctx, k, f, p)
			if err != nil || !ok {
				return true, err
			}
		}
		return do(x.found(p)), nil
	})
}

func (x *index) found(p *place) found {
	return found{place: *p, verdict: x.verdicts[uint64(p.doc)<<32|uint64(p.n)], corrected: x.corrected[p.doc]}
}

// walk calls do with the places that the query takes, in the order of lists.
func (x *index) walk(q *query, after *place, do func(*place) (bool, error)) error {
	var walks []*walk
	var heads []*place
	for _, s := range x.segments {
		for _, w := range s.walks(q, after) {
			if p := x.next(q, w); p != nil {
				walks, heads = append(walks, w), append(heads, p)
			}
		}
	}
	for len(walks) > 0 {
		last := 0
		for i := 1; i < len(heads); i++ {
			if compare(*heads[i], *heads[last]) > 0 {
				last = i
			}
		}
		more, err := do(heads[last])
		if err != nil || !more {
			return err
		}
		if heads[last] = x.next(q, walks[last]); heads[last] == nil {
			walks, heads = slices.Delete(walks, last, last+1), slices.Delete(heads, last, last+1)
		}
	}
	return nil
}

// next returns the next place of a walk that the query takes, nil at the end.
func (x *index) next(q *query, w *walk) *place {
	for {
		p := w.next()
		if p == nil || q.takes(p) && !x.gone(w.segment, p.doc) {
			return p
		}
	}
}

// takes asks the Filter itself.
func (d *DB) takes(ctx context.Context, k store.Kind, f store.Filter, p *place) (bool, error) {
	e, err := d.load(ctx, "d.id = ?", int64(p.doc))
	if err != nil {
		return false, err
	}
	r := e.record(k, int(p.n))
	return r != nil && f.Takes(e.doc, e.name, e.copyOf, r), nil
}
