package sqlite

import (
	"context"

	"github.com/openreadout/readout/internal/store"
)

// Scan implements store.Store.
func (d *DB) Scan(ctx context.Context, kinds []store.Kind, do func(store.Scanned) error) error {
	wanted := map[store.Kind]bool{}
	for _, k := range kinds {
		wanted[k] = true
	}
	for last := int64(0); ; {
		ids, err := d.documentsAfter(ctx, last, 500)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			e, err := d.load(ctx, "d.id = ?", id)
			if err != nil {
				return err
			}
			s := store.Scanned{ID: e.name, CopyOf: e.copyOf, Publisher: e.doc.Source}
			for _, r := range e.flat {
				if len(kinds) == 0 || wanted[r.Kind] {
					s.Rows = append(s.Rows, r)
				}
			}
			if err := do(s); err != nil {
				return err
			}
		}
		last = ids[len(ids)-1]
	}
}

func (d *DB) documentsAfter(ctx context.Context, last int64, n int) ([]int64, error) {
	rows, err := d.read.QueryContext(ctx, "SELECT id FROM documents WHERE id > ? ORDER BY id LIMIT ?", last, n)
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	var out []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, plain(err)
		}
		out = append(out, id)
	}
	return out, plain(rows.Err())
}

// Lines implements store.Store.
func (d *DB) Lines(ctx context.Context, k store.Kind, f store.Filter, cursor string, limit int) ([]store.Line, string, error) {
	rows, next, err := d.List(ctx, k, f, cursor, limit)
	if err != nil {
		return nil, "", err
	}
	out := make([]store.Line, len(rows))
	for i, r := range rows {
		if out[i], err = store.LineOf(k, r); err != nil {
			return nil, "", err
		}
	}
	return out, next, nil
}

// Containing implements store.Store.
func (d *DB) Containing(ctx context.Context, words []string, do func(string) error) error {
	for at := ""; ; {
		rows, next, err := d.List(ctx, store.Documents, store.Filter{Words: words}, at, 500)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := do(r.DocID); err != nil {
				return err
			}
		}
		if at = next; at == "" {
			return nil
		}
	}
}
