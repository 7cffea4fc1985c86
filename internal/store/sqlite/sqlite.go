// Package sqlite keeps documents in one SQLite file (modernc.org/sqlite, no C). One connection writes, others
// read. Migrations are numbered files, each run in a transaction of its own; a file that a newer version made
// is refused; before an older file is changed a copy is kept beside it.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/zstd"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/pack"
	_ "modernc.org/sqlite" // the driver
)

//go:embed migration/*.sql
var migrations embed.FS

// applicationID marks the file as ours in its header: «rdout» would not fit, these are four letters of it.
const applicationID = 0x72646f74

// DB is a store in one file. Add and Correct may be called by one goroutine at a time, the rest by any.
type DB struct {
	path    string
	write   *sql.DB
	read    *sql.DB
	encoder *zstd.Encoder
	decoder *zstd.Decoder
	cache   *cache

	dict  *dictionary
	docs  *catalogue
	lists map[store.Kind]*index
	blobs *blobs

	newest, records *sql.Stmt // of readers: the revision, the packed records of some documents

	followed atomic.Int64 // the revision up to which caches know what changed; see DB.follow
	judged   atomic.Bool  // there were corrections then

	mu    sync.Mutex // one writes at a time; guards what follows
	adder *adder
}

var _ store.Store = (*DB)(nil)

// Open opens the store at path and makes it if it is not there.
func Open(path string) (*DB, error) {
	if foreign(path) {
		return nil, fmt.Errorf("open store %s: %w: an SQLite file of another program", path, store.ErrInvalid)
	}
	write, err := open(path, "rwc")
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	d := &DB{path: path, write: write, cache: newCache(256), dict: newDictionary(), docs: newCatalogue(), lists: newIndexes(), blobs: newBlobs(8192)}
	if err := d.migrate(); err != nil {
		write.Close()
		return nil, err
	}
	if d.read, err = open(path, "rw"); err != nil {
		write.Close()
		return nil, err
	}
	if d.encoder, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1)); err != nil {
		return nil, err
	}
	if d.decoder, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0)); err != nil {
		return nil, err
	}
	if d.newest, err = d.read.Prepare("SELECT coalesce(max(seq), 0) FROM changes"); err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, plain(err))
	}
	if d.records, err = d.read.Prepare("SELECT document, record FROM codings WHERE document IN (SELECT value FROM json_each(?))"); err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, plain(err))
	}
	return d, nil
}

// foreign reports whether the head of the file (https://www.sqlite.org/fileformat2.html, 1.3 and 1.6) is that of a
// database of another program. It is asked before SQLite is, which writes into what it opens for WAL.
func foreign(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false // SQLite says what is wrong
	}
	defer f.Close()
	var head [108]byte
	if _, err := io.ReadFull(f, head[:]); err != nil || !strings.HasPrefix(string(head[:]), "SQLite format 3\x00") {
		return false
	}
	id, leaf, tables := binary.BigEndian.Uint32(head[68:]), head[100] == 13, binary.BigEndian.Uint16(head[103:])
	return id != applicationID && !(leaf && tables == 0) // without tables: a store that was only begun
}

func open(path, mode string) (*sql.DB, error) {
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}
	q := url.Values{"mode": {mode}, "_txlock": {"immediate"}}
	for _, p := range []string{"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "cache_size(-32768)", "temp_store(memory)", "cell_size_check(1)"} {
		q.Add("_pragma", p)
	}
	u.RawQuery = q.Encode()
	db, err := sql.Open("sqlite", u.String())
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	if err := db.Ping(); err != nil {
		db.Close()
		return nil, fmt.Errorf("open store %s: %w", path, plain(err))
	}
	return db, nil
}

// plain gives errors of SQLite the kinds of package store.
func plain(err error) error {
	if err == nil || errors.Is(err, store.ErrDamaged) {
		return err
	}
	if errors.Is(err, pack.ErrDamaged) {
		return fmt.Errorf("%w: %v", store.ErrDamaged, err)
	}
	s := err.Error()
	if strings.Contains(s, "malformed") || strings.Contains(s, "not a database") || strings.Contains(s, "corrupt") {
		return fmt.Errorf("%w: %v", store.ErrDamaged, err)
	}
	return err
}

// migrate brings the schema up to date.
func (d *DB) migrate() error {
	files, err := fs.Glob(migrations, "migration/*.sql")
	if err != nil {
		return err
	}
	var have, app, tables int
	if err := d.write.QueryRow("PRAGMA user_version").Scan(&have); err != nil {
		return fmt.Errorf("open store %s: %w", d.path, plain(err))
	}
	if err := d.write.QueryRow("PRAGMA application_id").Scan(&app); err != nil {
		return fmt.Errorf("open store %s: %w", d.path, plain(err))
	}
	if err := d.write.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return fmt.Errorf("open store %s: %w", d.path, plain(err))
	}
	switch {
	case have > len(files) && app == applicationID:
		return fmt.Errorf("open store %s: %w: its schema is %d, this program knows %d", d.path, store.ErrNewer, have, len(files))
	case app != applicationID && (have > 0 || tables > 0):
		return fmt.Errorf("open store %s: %w: an SQLite file of another program", d.path, store.ErrInvalid)
	case have == len(files):
		return nil
	case have > 0:
		if err := d.backup(have); err != nil {
			return fmt.Errorf("back up store %s before the upgrade: %w", d.path, err)
		}
	}
	for i := have; i < len(files); i++ {
		if err := d.apply(files[i], i+1); err != nil {
			return fmt.Errorf("store %s: migration %s: %w", d.path, files[i], err)
		}
	}
	return nil
}

func (d *DB) apply(file string, version int) error {
	src, err := migrations.ReadFile(file)
	if err != nil {
		return err
	}
	tx, err := d.write.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, s := range []string{string(src), "PRAGMA user_version = " + strconv.Itoa(version), "PRAGMA application_id = " + strconv.Itoa(applicationID)} {
		if _, err := tx.Exec(s); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// backup copies the file to «world.db.v1» beside it; an older copy of that name is kept.
func (d *DB) backup(version int) error {
	to := d.path + ".v" + strconv.Itoa(version)
	if _, err := os.Stat(to); err == nil {
		return nil
	}
	_, err := d.write.Exec("VACUUM INTO ?", to)
	return err
}

// Version returns the version of SQLite.
func (d *DB) Version() (string, error) {
	var v string
	err := d.read.QueryRow("SELECT sqlite_version()").Scan(&v)
	return v, err
}

// Close closes the file.
func (d *DB) Close() error {
	d.decoder.Close()
	return errors.Join(d.encoder.Close(), d.newest.Close(), d.records.Close(), d.read.Close(), d.write.Close())
}

// inTx runs do in a transaction of the writer.
func (d *DB) inTx(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return plain(err)
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return plain(err)
	}
	return plain(tx.Commit())
}
