package sqlite

import (
	"context"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/openreadout/readout/internal/store"
)

// What may happen to a document, as table changes has it.
const (
	added = iota
	recoded
	corrected
)

var whats = []string{"added", "recoded", "corrected"}

// Revision implements store.Store.
func (d *DB) Revision(ctx context.Context) (int64, error) {
	var n int64
	err := d.newest.QueryRowContext(ctx).Scan(&n)
	return n, plain(err)
}

// Changes implements store.Store.
func (d *DB) Changes(ctx context.Context, since int64, limit int) ([]store.Change, error) {
	rows, err := d.read.QueryContext(ctx, `SELECT c.seq, d.name, c.what, c.at FROM changes c LEFT JOIN documents d ON d.id = c.document
		WHERE c.seq > ? ORDER BY c.seq LIMIT ?`, since, limit)
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	var out []store.Change
	for rows.Next() {
		var c store.Change
		var name []byte
		var what int
		var at int64
		if err := rows.Scan(&c.Seq, &name, &what, &at); err != nil {
			return nil, plain(err)
		}
		if what < 0 || what >= len(whats) {
			return nil, fmt.Errorf("%w: change %d is of kind %d", store.ErrDamaged, c.Seq, what)
		}
		c.Document, c.What, c.At = hex.EncodeToString(name), whats[what], time.Unix(at, 0).UTC()
		out = append(out, c)
	}
	return out, plain(rows.Err())
}

// follow makes the caches forget what has changed since they were filled, whoever changed it, and returns the
// revision.
func (d *DB) follow(ctx context.Context) (int64, error) {
	revision, err := d.Revision(ctx)
	if err != nil {
		return 0, err
	}
	since := d.followed.Load()
	if revision == since {
		return revision, nil
	}
	rows, err := d.read.QueryContext(ctx, "SELECT DISTINCT document FROM changes WHERE seq > ? AND document IS NOT NULL", since)
	if err != nil {
		return 0, plain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var doc int64
		if err := rows.Scan(&doc); err != nil {
			return 0, plain(err)
		}
		d.cache.drop(doc)
		d.blobs.drop(uint32(doc))
	}
	if err := rows.Err(); err != nil {
		return 0, plain(err)
	}
	var judged bool
	if err := d.read.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM corrections)").Scan(&judged); err != nil {
		return 0, plain(err)
	}
	if judged {
		d.judged.Store(true) // corrections are never taken back
	}
	d.followed.CompareAndSwap(since, revision)
	return revision, nil
}
