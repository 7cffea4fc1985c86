package sqlite

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// ErrLocked is the error of a lock that another process holds.
var ErrLocked = errors.New("locked by another process")

// Lock takes the lock of the name beside the store at path («world.db.watch») and returns what gives it back. It is a
// transaction of a small SQLite file, so that it ends with the process on every system, however that ends.
func Lock(path, name string) (unlock func() error, err error) {
	db, err := open(path+"."+name, "rwc")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	fail := func(err error) (func() error, error) {
		db.Close()
		if s := err.Error(); strings.Contains(s, "locked") || strings.Contains(s, "busy") {
			return nil, fmt.Errorf("%w: %s.%s", ErrLocked, path, name)
		}
		return nil, fmt.Errorf("lock %s.%s: %w", path, name, plain(err))
	}
	if _, err := db.Exec("PRAGMA busy_timeout = 200"); err != nil {
		return fail(err)
	}
	tx, err := db.BeginTx(context.Background(), nil) // immediate: it takes the place of the only writer
	if err != nil {
		return fail(err)
	}
	return func() error { return errors.Join(tx.Rollback(), db.Close()) }, nil
}
