package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"slices"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/pack"
	"github.com/openreadout/readout/record"
)

// scanned is what a scan reads of a document.
const scanned = `SELECT d.id, d.name, o.name, w.word, d.published, c.record, EXISTS (SELECT 1 FROM corrections x WHERE substr(x.text_hash, 1, 8) = d.text)
	FROM documents d JOIN codings c ON c.document = d.id LEFT JOIN documents o ON o.id = d.copy_of LEFT JOIN words w ON w.id = d.publisher `

// Scan implements store.Store.
func (d *DB) Scan(ctx context.Context, kinds []store.Kind, do func(store.Scanned) error) error {
	for last, n := int64(0), 1; n > 0; {
		var err error
		if last, n, err = d.scan(ctx, kinds, do, scanned+"WHERE d.id > ? ORDER BY d.id LIMIT 1000", last); err != nil {
			return err
		}
	}
	return nil
}

// ScanOf implements store.Store.
func (d *DB) ScanOf(ctx context.Context, kinds []store.Kind, ids []string, do func(store.Scanned) error) error {
	for _, id := range ids {
		name, err := hex.DecodeString(id)
		if err != nil {
			continue
		}
		if _, _, err := d.scan(ctx, kinds, do, scanned+"WHERE d.name = ?", name); err != nil {
			return err
		}
	}
	return nil
}

// scan calls do with the documents of a query; it returns the number of the last and how many there were.
func (d *DB) scan(ctx context.Context, kinds []store.Kind, do func(store.Scanned) error, query string, args ...any) (last int64, n int, err error) {
	kinds = slices.DeleteFunc(slices.Clone(store.Kinds), func(k store.Kind) bool { return len(kinds) > 0 && !slices.Contains(kinds, k) })
	rows, err := d.read.QueryContext(ctx, query, args...)
	if err != nil {
		return 0, 0, plain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name, original []byte
		var publisher sql.NullString
		var published string
		var b sql.RawBytes
		var corrected bool
		if err := rows.Scan(&last, &name, &original, &publisher, &published, &b, &corrected); err != nil {
			return 0, 0, plain(err)
		}
		n++
		s := store.Scanned{ID: hex.EncodeToString(name), CopyOf: hex.EncodeToString(original), Publisher: publisher.String}
		if s.Rows, err = d.flats(ctx, kinds, last, published, b, corrected); err != nil {
			return 0, 0, plain(err)
		}
		if err := do(s); err != nil {
			return 0, 0, err
		}
	}
	return last, n, plain(rows.Err())
}

// flats returns the flat records of the kinds: from the packed record, or from the whole document where people have
// corrected it.
func (d *DB) flats(ctx context.Context, kinds []store.Kind, doc int64, published string, b []byte, corrected bool) ([]store.Flat, error) {
	if corrected {
		if _, err := d.follow(ctx); err != nil {
			return nil, err
		}
		e, err := d.load(ctx, "d.id = ?", doc)
		if err != nil {
			return nil, err
		}
		var out []store.Flat
		for _, k := range kinds {
			for i := range e.flat {
				if e.flat[i].Kind == k {
					out = append(out, e.flat[i])
				}
			}
		}
		return out, nil
	}
	var rec record.Document
	want := pack.Entities
	for _, k := range kinds {
		switch want |= sections[k]; k {
		case store.Statements:
			want |= pack.Times
		case store.Entities:
			want |= pack.Mentions
		}
	}
	head, err := pack.Decode(b, &rec, want, &reader{ctx, d.read, d.dict})
	if err != nil {
		return nil, err
	}
	rec.Published = published
	return store.Bare(&rec, head.Characters, kinds...), nil
}

// Containing implements store.Store.
func (d *DB) Containing(ctx context.Context, words []string, do func(string) error) error {
	var err error
	e := d.eachPlace(ctx, store.Documents, store.Filter{Words: words, Terms: []store.Term{{Key: "verdict", Values: []string{"accept", "change", "reject", "none"}}}}, nil, func(p found) bool {
		err = do(d.docs.get(p.doc).id())
		return err == nil
	})
	if e != nil {
		return e
	}
	return err
}

// Copies implements store.Store.
func (d *DB) Copies(ctx context.Context, id string) ([]string, error) {
	name, err := hex.DecodeString(id)
	if err != nil {
		return nil, nil
	}
	rows, err := d.read.QueryContext(ctx, `WITH one AS (SELECT coalesce(copy_of, id) AS id FROM documents WHERE name = ?1)
		SELECT name FROM documents WHERE name <> ?1 AND (copy_of IN one OR id IN one) ORDER BY id`, name)
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return nil, plain(err)
		}
		out = append(out, hex.EncodeToString(b))
	}
	return out, plain(rows.Err())
}
