package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/openreadout/readout/internal/store"
	sqlitedriver "modernc.org/sqlite"
	sqlitelib "modernc.org/sqlite/lib"
)

var _ store.Desk = (*DB)(nil)

// AddToken implements store.Desk.
func (d *DB) AddToken(ctx context.Context, t store.Token) error {
	if err := t.Check(); err != nil {
		return err
	}
	_, err := d.write.ExecContext(ctx, "INSERT INTO tokens (name, hash, scopes, made, expires, revoked) VALUES (?, ?, ?, ?, ?, ?)",
		t.Name, t.Hash[:], strings.Join(t.Scopes, " "), second(t.Made), second(t.Expires), second(t.Revoked))
	return taken(err, "token", t.Name)
}

// Tokens implements store.Desk.
func (d *DB) Tokens(ctx context.Context) ([]store.Token, error) {
	rows, err := d.read.QueryContext(ctx, "SELECT name, hash, scopes, made, expires, revoked FROM tokens ORDER BY name")
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	var out []store.Token
	for rows.Next() {
		var t store.Token
		var hash []byte
		var scopes string
		var made, expires, revoked int64
		if err := rows.Scan(&t.Name, &hash, &scopes, &made, &expires, &revoked); err != nil {
			return nil, plain(err)
		}
		if copy(t.Hash[:], hash) != len(t.Hash) {
			return nil, fmt.Errorf("%w: token %s", store.ErrDamaged, t.Name)
		}
		t.Scopes, t.Made, t.Expires, t.Revoked = strings.Fields(scopes), when(made), when(expires), when(revoked)
		out = append(out, t)
	}
	return out, plain(rows.Err())
}

// RevokeToken implements store.Desk.
func (d *DB) RevokeToken(ctx context.Context, name string, at time.Time) error {
	r, err := d.write.ExecContext(ctx, "UPDATE tokens SET revoked = ? WHERE name = ? AND revoked = 0", second(at), name)
	return some(r, err, "token", name)
}

// AddAlert implements store.Desk.
func (d *DB) AddAlert(ctx context.Context, a store.Alert) error {
	if err := a.Check(); err != nil {
		return err
	}
	_, err := d.write.ExecContext(ctx, "INSERT INTO alerts (name, kind, filter, webhook, secret, command, made, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		a.Name, string(a.Kind), a.Filter, a.Webhook, a.Secret, a.Command, second(a.Made), a.Since)
	return taken(err, "alert", a.Name)
}

// Alerts implements store.Desk.
func (d *DB) Alerts(ctx context.Context) ([]store.Alert, error) {
	rows, err := d.read.QueryContext(ctx, "SELECT name, kind, filter, webhook, secret, command, made, since FROM alerts ORDER BY name")
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	var out []store.Alert
	for rows.Next() {
		var a store.Alert
		var made int64
		if err := rows.Scan(&a.Name, &a.Kind, &a.Filter, &a.Webhook, &a.Secret, &a.Command, &made, &a.Since); err != nil {
			return nil, plain(err)
		}
		a.Made = when(made)
		out = append(out, a)
	}
	return out, plain(rows.Err())
}

// RemoveAlert implements store.Desk.
func (d *DB) RemoveAlert(ctx context.Context, name string) error {
	r, err := d.write.ExecContext(ctx, "DELETE FROM alerts WHERE name = ?", name)
	return some(r, err, "alert", name)
}

// Lease implements store.Desk.
func (d *DB) Lease(ctx context.Context, name string, now, until time.Time) (bool, error) {
	query, args := "UPDATE alerts SET busy = ? WHERE name = ? AND busy <= ?", []any{second(until), name, second(now)}
	if !until.After(now) {
		query, args = "UPDATE alerts SET busy = 0 WHERE name = ?", []any{name}
	}
	r, err := d.write.ExecContext(ctx, query, args...)
	if err != nil {
		return false, plain(err)
	}
	n, err := r.RowsAffected()
	return n > 0, err
}

// Find implements store.Desk.
func (d *DB) Find(ctx context.Context, alert string, records []store.Found, since int64) (int, error) {
	fresh := 0
	err := d.inTx(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "UPDATE alerts SET since = max(since, ?) WHERE name = ?", since, alert)
		if err := some(r, err, "alert", alert); err != nil {
			return err
		}
		var id, batch int64
		if err := tx.QueryRowContext(ctx, "SELECT id, 1 + coalesce((SELECT max(batch) FROM found WHERE alert = alerts.id), 0) FROM alerts WHERE name = ?", alert).Scan(&id, &batch); err != nil {
			return err
		}
		for _, f := range records {
			r, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO found (alert, record, document, at, batch) VALUES (?, ?, ?, ?, ?)", id, f.Record, f.Document, second(f.At), batch)
			if err != nil {
				return err
			}
			n, err := r.RowsAffected()
			if err != nil {
				return err
			}
			fresh += int(n)
		}
		return nil
	})
	return fresh, err
}

// Found implements store.Desk.
func (d *DB) Found(ctx context.Context, alert string, limit int) ([]store.Found, error) {
	return d.found(ctx, alert, "WHERE a.name = ? ORDER BY f.n DESC LIMIT ?", alert, limit)
}

// Unsent implements store.Desk.
func (d *DB) Unsent(ctx context.Context, alert, channel string) ([]store.Found, error) {
	return d.found(ctx, alert, `WHERE a.name = ? AND f.batch = (SELECT min(g.batch) FROM found g WHERE g.alert = a.id
		AND g.batch > coalesce((SELECT max(s.batch) FROM sent s WHERE s.alert = a.id AND s.channel = ?), 0)) ORDER BY f.n`, alert, channel)
}

func (d *DB) found(ctx context.Context, alert, where string, args ...any) ([]store.Found, error) {
	rows, err := d.read.QueryContext(ctx, "SELECT f.record, f.document, f.at, f.batch FROM found f JOIN alerts a ON a.id = f.alert "+where, args...)
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	var out []store.Found
	for rows.Next() {
		f := store.Found{Alert: alert}
		var seen int64
		if err := rows.Scan(&f.Record, &f.Document, &seen, &f.Batch); err != nil {
			return nil, plain(err)
		}
		f.At = when(seen)
		out = append(out, f)
	}
	return out, plain(rows.Err())
}

// Sent implements store.Desk.
func (d *DB) Sent(ctx context.Context, alert, channel string, batch int64, at time.Time) error {
	r, err := d.write.ExecContext(ctx, "INSERT OR REPLACE INTO sent (alert, channel, batch, at) SELECT id, ?, ?, ? FROM alerts WHERE name = ?", channel, batch, second(at), alert)
	return some(r, err, "alert", alert)
}

// some turns a statement that touched no row into ErrNotFound.
func some(r sql.Result, err error, what, name string) error {
	if err != nil {
		return plain(err)
	}
	n, err := r.RowsAffected()
	if err == nil && n == 0 {
		return fmt.Errorf("%s %q: %w", what, name, store.ErrNotFound)
	}
	return err
}

// taken turns a name that is there already into ErrConflict.
func taken(err error, what, name string) error {
	var e *sqlitedriver.Error
	if errors.As(err, &e) && (e.Code() == sqlitelib.SQLITE_CONSTRAINT_UNIQUE || e.Code() == sqlitelib.SQLITE_CONSTRAINT_PRIMARYKEY) {
		return fmt.Errorf("%s %q: %w", what, name, store.ErrConflict)
	}
	return plain(err)
}
