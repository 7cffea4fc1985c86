package sqlite

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/pack"
	"github.com/openreadout/readout/record"
)

// pointed returns the ids of the documents that a filter points at, if it does.
func pointed(f store.Filter) (docs []string, ok bool) {
	for _, t := range f.Terms {
		if t.Not || t.Key != "id" && t.Key != "document" {
			continue
		}
		docs = nil
		for _, v := range t.Values {
			id, _, _ := strings.Cut(v, "-")
			docs = append(docs, id)
		}
		slices.Sort(docs)
		return slices.Compact(docs), true
	}
	return nil, false
}

// eachOf calls do with the places that f takes in a few documents.
func (d *DB) eachOf(ctx context.Context, docs []string, k store.Kind, f store.Filter, after *place, do func(found) bool) error {
	var all []found
	for _, id := range docs {
		doc := d.docs.find(id)
		if doc == 0 {
			continue
		}
		ps, err := d.placesOf(ctx, doc, k, f)
		if err != nil {
			return err
		}
		all = append(all, ps...)
	}
	slices.SortFunc(all, func(a, b found) int { return compare(b.place, a.place) })
	for _, p := range all {
		if (after == nil || compare(p.place, *after) < 0) && !do(p) {
			return nil
		}
	}
	return nil
}

// placesOf returns the places that f takes in a document, in the order of its records.
func (d *DB) placesOf(ctx context.Context, doc uint32, k store.Kind, f store.Filter) ([]found, error) {
	e, err := d.load(ctx, "d.id = ?", int64(doc))
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []found
	for i := range e.flat {
		r := &e.flat[i]
		if r.Kind != k || !f.Takes(e.doc, e.name, e.copyOf, r) {
			continue
		}
		p := found{place: place{day: undated, doc: doc, n: uint32(r.Index)}, verdict: r.Verdict, corrected: true}
		if n, ok := day(r.To).(int64); ok {
			p.day = int32(n)
		}
		out = append(out, p)
	}
	return out, nil
}

// eachEntity goes through the documents that may have entities of f, and calls do with the places of those.
func (d *DB) eachEntity(ctx context.Context, x *index, f store.Filter, after *place, do func(found) bool) error {
	bare := f
	bare.Terms = slices.DeleteFunc(slices.Clone(f.Terms), func(t store.Term) bool {
		return t.Key == "verdict" || slices.Contains(ofActs, t.Key) || slices.Contains(ofParties, t.Key)
	})
	q, err := x.query(ctx, d, bare)
	if err != nil {
		return err
	}
	defer q.done()
	q.byVerdict = false // an entity of a document that people reject is not rejected
	from := after
	if after != nil {
		from = &place{day: after.day, doc: after.doc + 1} // the document again in which the cursor stands
	}
	return x.walk(q, from, func(p *place) (bool, error) {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		ps, err := d.entitiesOf(ctx, x, p, f)
		if err != nil {
			return false, err
		}
		for _, e := range ps {
			if (after == nil || compare(e.place, *after) < 0) && !do(e) {
				return false, nil
			}
		}
		return true, nil
	})
}

// entitiesOf is placesOf for the entities of a document, without its text where nobody has corrected it and the filter
// does not ask for it.
func (d *DB) entitiesOf(ctx context.Context, x *index, p *place, f store.Filter) ([]found, error) {
	if x.corrected[p.doc] || len(f.Words) > 0 {
		return d.placesOf(ctx, p.doc, store.Entities, f)
	}
	packed, err := d.packed(ctx, []uint32{p.doc})
	if err != nil {
		return nil, err
	}
	listed := d.docs.get(p.doc)
	doc := record.Document{Article: record.Article{Published: d.docs.date(listed)}}
	head, err := pack.Decode(packed[p.doc], &doc, pack.Entities|pack.Mentions, &reader{ctx, d.read, d.dict})
	if err != nil {
		return nil, plain(err)
	}
	doc.Published = d.docs.date(listed)
	if doc.Source, err = d.publisher(ctx, listed); err != nil {
		return nil, err
	}
	var out []found
	rows := store.Bare(&doc, head.Characters, store.Entities)
	ids := store.IDs(&doc, listed.id(), store.Entities)
	for i := range rows {
		rows[i].ID = ids[i]
		if f.Takes(&doc, listed.id(), d.docs.original(listed), &rows[i]) {
			out = append(out, found{place: place{day: p.day, doc: p.doc, n: uint32(i)}})
		}
	}
	return out, nil
}
