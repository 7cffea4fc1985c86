package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/openreadout/readout/internal/store"
)

// Correct implements store.Store. A change that would leave a record that no record may be is refused.
func (d *DB) Correct(ctx context.Context, c store.Correction) error {
	if err := c.Check(); err != nil {
		return err
	}
	text, err := hex.DecodeString(c.TextHash)
	if err != nil || len(text) != 16 {
		return fmt.Errorf("%w: text hash %q", store.ErrInvalid, c.TextHash)
	}
	if err := d.tryOut(ctx, text, c); err != nil {
		return err
	}
	err = d.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO corrections (text_hash, kind, begin, "end", verdict, change, by, at, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			text, string(c.Kind), c.Span.Begin, c.Span.End, c.Verdict, c.Change, c.By, c.At.UTC().Format(time.RFC3339), c.Note); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO changes (document, what, at) SELECT d.id, ?2, ?3 FROM (SELECT 1) LEFT JOIN documents d ON d.text = ?1`, text[:8], corrected, c.At.Unix())
		return err
	})
	if err != nil {
		return fmt.Errorf("correct in store %s: %w", d.path, err)
	}
	d.cache.clear()
	return nil
}

// tryOut applies the correction to the documents of the text that are there.
func (d *DB) tryOut(ctx context.Context, text []byte, c store.Correction) error {
	if _, err := d.follow(ctx); err != nil {
		return err
	}
	rows, err := d.read.QueryContext(ctx, "SELECT name FROM documents WHERE text = ?", text[:8])
	if err != nil {
		return plain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name []byte
		if err := rows.Scan(&name); err != nil {
			return plain(err)
		}
		d.cache.clear() // the document read next is this function's own
		e, err := d.load(ctx, "d.name = ?", name)
		if err != nil {
			return err
		}
		d.cache.clear()
		if store.TextHash(e.doc.Text) != c.TextHash {
			continue
		}
		if _, err := store.Correct(e.doc, e.name, []store.Correction{c}); err != nil {
			return err
		}
		if err := e.doc.Check(); err != nil {
			return fmt.Errorf("%w: change %s: %v", store.ErrInvalid, c.Change, err)
		}
	}
	return plain(rows.Err())
}

// Corrections implements store.Store.
func (d *DB) Corrections(ctx context.Context) ([]store.Correction, error) {
	return d.corrections(ctx, "")
}

// CorrectionsOf implements store.Store.
func (d *DB) CorrectionsOf(ctx context.Context, textHash string) ([]store.Correction, error) {
	return d.corrections(ctx, "WHERE text_hash = ?", unhex(textHash))
}

func (d *DB) corrections(ctx context.Context, where string, args ...any) ([]store.Correction, error) {
	rows, err := d.read.QueryContext(ctx, `SELECT text_hash, kind, begin, "end", verdict, change, by, at, note FROM corrections `+where+` ORDER BY id`, args...)
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
			return nil, fmt.Errorf("%w: correction at %q", store.ErrDamaged, at)
		}
		out = append(out, c)
	}
	return out, plain(rows.Err())
}
