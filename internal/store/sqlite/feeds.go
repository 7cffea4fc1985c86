package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/openreadout/readout/internal/store"
)

var _ store.Feeds = (*DB)(nil)

const feedColumns = `address, name, title, interval, listed, moved, etag, modified, digest, last_try, last_success, last_new, next_try,
	failures, failure, quarantined, looks, unchanged, found, added, refused, lost`

// Feeds implements store.Feeds.
func (d *DB) Feeds(ctx context.Context) ([]store.Feed, error) {
	rows, err := d.read.QueryContext(ctx, "SELECT "+feedColumns+" FROM feeds ORDER BY address")
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	var out []store.Feed
	for rows.Next() {
		var f store.Feed
		var try, success, fresh, next int64
		if err := rows.Scan(&f.Address, &f.Name, &f.Title, &f.Interval, &f.Listed, &f.Moved, &f.ETag, &f.Modified, &f.Digest, &try, &success, &fresh, &next,
			&f.Failures, &f.Failure, &f.Quarantined, &f.Looks, &f.Unchanged, &f.Found, &f.Added, &f.Refused, &f.Lost); err != nil {
			return nil, plain(err)
		}
		f.LastTry, f.LastSuccess, f.LastNew, f.NextTry = when(try), when(success), when(fresh), when(next)
		out = append(out, f)
	}
	return out, plain(rows.Err())
}

// PutFeed implements store.Feeds.
func (d *DB) PutFeed(ctx context.Context, f store.Feed) error {
	if f.Address == "" {
		return fmt.Errorf("%w: a feed without an address", store.ErrInvalid)
	}
	_, err := d.write.ExecContext(ctx, "INSERT OR REPLACE INTO feeds ("+feedColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		f.Address, f.Name, f.Title, f.Interval, f.Listed, f.Moved, f.ETag, f.Modified, f.Digest, second(f.LastTry), second(f.LastSuccess), second(f.LastNew), second(f.NextTry),
		f.Failures, f.Failure, f.Quarantined, f.Looks, f.Unchanged, f.Found, f.Added, f.Refused, f.Lost)
	return plain(err)
}

const entryColumns = "key, feed, link, title, published, mark, state, versions, tries, next_try, failure, document, first, seen"

// Entries implements store.Feeds.
func (d *DB) Entries(ctx context.Context, keys []string) (map[string]store.Entry, error) {
	get, err := d.read.PrepareContext(ctx, "SELECT "+entryColumns+" FROM entries WHERE key = ?")
	if err != nil {
		return nil, plain(err)
	}
	defer get.Close()
	out := map[string]store.Entry{}
	for _, k := range keys {
		key, err := hex.DecodeString(k)
		if err != nil {
			return nil, fmt.Errorf("%w: key of an entry %q", store.ErrInvalid, k)
		}
		e, err := scanEntry(get.QueryRowContext(ctx, key).Scan)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, plain(err)
		}
		out[k] = e
	}
	return out, nil
}

func scanEntry(scan func(...any) error) (e store.Entry, err error) {
	var key []byte
	var next, first, seen int64
	err = scan(&key, &e.Feed, &e.Link, &e.Title, &e.Published, &e.Mark, &e.State, &e.Versions, &e.Tries, &next, &e.Failure, &e.Document, &first, &seen)
	e.Key, e.NextTry, e.First, e.Seen = hex.EncodeToString(key), when(next), when(first), when(seen)
	return e, err
}

// PutEntries implements store.Feeds.
func (d *DB) PutEntries(ctx context.Context, entries []store.Entry) error {
	if len(entries) == 0 {
		return nil
	}
	return d.inTx(ctx, func(tx *sql.Tx) error {
		put, err := tx.PrepareContext(ctx, "INSERT OR REPLACE INTO entries ("+entryColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
		if err != nil {
			return err
		}
		defer put.Close()
		for _, e := range entries {
			key, err := hex.DecodeString(e.Key)
			if err != nil || len(key) != 16 {
				return fmt.Errorf("%w: key of an entry %q", store.ErrInvalid, e.Key)
			}
			switch e.State {
			case store.EntryWaiting, store.EntryRead, store.EntryLost:
			default:
				return fmt.Errorf("%w: state of an entry %q", store.ErrInvalid, e.State)
			}
			if _, err := put.ExecContext(ctx, key, e.Feed, e.Link, e.Title, e.Published, e.Mark, e.State, e.Versions, e.Tries, second(e.NextTry), e.Failure, e.Document, second(e.First), second(e.Seen)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Due implements store.Feeds.
func (d *DB) Due(ctx context.Context, feed string, now time.Time, limit int) ([]store.Entry, error) {
	rows, err := d.read.QueryContext(ctx, "SELECT "+entryColumns+" FROM entries WHERE state = 'waiting' AND feed = ? AND next_try <= ? ORDER BY first, key LIMIT ?", feed, now.Unix(), limit)
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	var out []store.Entry
	for rows.Next() {
		e, err := scanEntry(rows.Scan)
		if err != nil {
			return nil, plain(err)
		}
		out = append(out, e)
	}
	return out, plain(rows.Err())
}

// Forget implements store.Feeds.
func (d *DB) Forget(ctx context.Context, before time.Time) (int, error) {
	r, err := d.write.ExecContext(ctx, "DELETE FROM entries WHERE seen < ? AND state <> 'waiting'", before.Unix())
	if err != nil {
		return 0, plain(err)
	}
	n, err := r.RowsAffected()
	return int(n), err
}

// Host implements store.Feeds.
func (d *DB) Host(ctx context.Context, origin string) (store.Host, error) {
	var h store.Host
	var fetched int64
	err := d.read.QueryRowContext(ctx, "SELECT origin, robots, status, fetched FROM hosts WHERE origin = ?", origin).Scan(&h.Origin, &h.Robots, &h.Status, &fetched)
	if errors.Is(err, sql.ErrNoRows) {
		return store.Host{}, nil
	}
	h.Fetched = when(fetched)
	return h, plain(err)
}

// PutHost implements store.Feeds.
func (d *DB) PutHost(ctx context.Context, h store.Host) error {
	if h.Origin == "" {
		return fmt.Errorf("%w: a host without an origin", store.ErrInvalid)
	}
	_, err := d.write.ExecContext(ctx, "INSERT OR REPLACE INTO hosts (origin, robots, status, fetched) VALUES (?, ?, ?, ?)", h.Origin, h.Robots, h.Status, second(h.Fetched))
	return plain(err)
}

// second and when turn a time into a second of 1970 and back; 0 is no time.
func second(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

func when(s int64) time.Time {
	if s == 0 {
		return time.Time{}
	}
	return time.Unix(s, 0).UTC()
}
