package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/pack"
	"github.com/openreadout/readout/record"
)

// sections are the parts of a packed record that the records of a kind are in.
var sections = map[store.Kind]pack.Section{
	store.Events: pack.Events, store.Statements: pack.Statements, store.Contacts: pack.Contacts, store.Commitments: pack.Commitments, store.Positions: pack.Positions,
}

// Lines implements store.Store. It reads no texts and of each document the records of the kind only.
func (d *DB) Lines(ctx context.Context, k store.Kind, f store.Filter, cursor string, limit int) ([]store.Line, string, error) {
	page, next, err := d.page(ctx, k, f, cursor, limit)
	if err != nil {
		return nil, "", fmt.Errorf("list %s: %w", k, err)
	}
	var docs []uint32
	for _, p := range page {
		if sections[k] != 0 && !p.corrected {
			docs = append(docs, p.doc)
		}
	}
	packed, err := d.packed(ctx, docs)
	if err != nil {
		return nil, "", err
	}
	out := make([]store.Line, len(page))
	for i, p := range page {
		if b := packed[p.doc]; b != nil {
			out[i], err = d.packedLine(ctx, k, p, b)
		} else {
			out[i], err = d.line(ctx, k, p)
		}
		if err != nil {
			return nil, "", err
		}
	}
	return out, next, nil
}

// packedLine makes a line of a record that nobody has corrected.
func (d *DB) packedLine(ctx context.Context, k store.Kind, p found, b []byte) (store.Line, error) {
	x := d.docs.get(p.doc)
	var doc record.Document
	head, err := pack.DecodeOne(b, &doc, sections[k], int(p.n), &reader{ctx, d.read, d.dict})
	if err != nil {
		return store.Line{}, fmt.Errorf("read document %s: %w", x.id(), plain(err))
	}
	mark, ok := head.Mark(k, int(p.n))
	if !ok {
		return store.Line{}, fmt.Errorf("%w: document %s has no record %d of %s", store.ErrDamaged, x.id(), p.n, k)
	}
	rec, err := json.Marshal(store.Record(&doc, k, int(p.n)))
	if err != nil {
		return store.Line{}, err
	}
	publisher, err := d.publisher(ctx, x)
	return store.Line{ID: store.RecordID(x.id(), mark), DocID: x.id(), CopyOf: d.docs.original(x), Published: d.docs.date(x), Publisher: publisher, Verdict: p.verdict, Record: rec}, err
}

// publisher names the publisher of a document.
func (d *DB) publisher(ctx context.Context, x listed) (string, error) {
	if x.publisher == 0 {
		return "", nil
	}
	return find(&reader{ctx, d.read, d.dict}, &d.dict.words, uint64(x.publisher))
}

// line makes a line of the whole document.
func (d *DB) line(ctx context.Context, k store.Kind, p found) (store.Line, error) {
	e, err := d.load(ctx, "d.id = ?", int64(p.doc))
	if err != nil {
		return store.Line{}, err
	}
	r := e.record(k, int(p.n))
	if r == nil {
		return store.Line{}, fmt.Errorf("%w: document %s has no record %d of %s", store.ErrDamaged, e.name, p.n, k)
	}
	return store.LineOf(k, store.Row{ID: r.ID, Document: e.doc, DocID: e.name, CopyOf: e.copyOf, Index: r.Index, Verdict: r.Verdict})
}
