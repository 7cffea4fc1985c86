package sqlite

import (
	"context"
	"encoding/hex"
	"time"

	"github.com/openreadout/readout/internal/store"
)

// Correct implements store.Store.
func (d *DB) Correct(ctx context.Context, c store.Correction) error {
	if err := c.Check(); err != nil {
		return err
	}
	text, err := hex.DecodeString(c.TextHash)
	if err != nil {
		return err
	}
	_, err = d.write.ExecContext(ctx, `INSERT INTO corrections (text_hash, kind, begin, "end", verdict, change, by, at, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		text, string(c.Kind), c.Span.Begin, c.Span.End, c.Verdict, c.Change, c.By, c.At.UTC().Format(time.RFC3339), c.Note)
	return plain(err)
}

// Corrections implements store.Store.
func (d *DB) Corrections(ctx context.Context) ([]store.Correction, error) {
	rows, err := d.read.QueryContext(ctx, `SELECT text_hash, kind, begin, "end", verdict, change, by, at, note FROM corrections ORDER BY id`)
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	var out []store.Correction
	for rows.Next() {
		var c store.Correction
		var text []byte
		var at string
		if err := rows.Scan(&text, &c.Kind, &c.Span.Begin, &c.Span.End, &c.Verdict, &c.Change, &c.By, &at, &c.Note); err != nil {
			return nil, plain(err)
		}
		c.TextHash = hex.EncodeToString(text)
		if c.At, err = time.Parse(time.RFC3339, at); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, plain(rows.Err())
}
