package sqlite_test

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/openreadout/readout/internal/store/storetest"
)

func open(t *testing.T, path string) *sqlite.DB {
	t.Helper()
	d, err := sqlite.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) (store.Store, func() store.Store) {
		path := filepath.Join(t.TempDir(), "a b?%.db")
		return open(t, path), func() store.Store { return open(t, path) }
	})
}

// TestVersion holds SQLite to 3.51.3, the first without a fault in the checkpoints of its log.
func TestVersion(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "a.db"))
	defer d.Close()
	v, err := d.Version()
	if err != nil {
		t.Fatal(err)
	}
	var n [3]int
	for i, s := range strings.Split(v, ".") {
		if n[i], err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	if n[0]*1e6+n[1]*1e3+n[2] < 3051003 {
		t.Errorf("SQLite is %s, want 3.51.3 or later", v)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("This is no database. ", 200)), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Open(text); !errors.Is(err, store.ErrDamaged) || !strings.Contains(err.Error(), text) {
		t.Errorf("a text: %v", err)
	}
	if _, err := sqlite.Open(filepath.Join(dir, "none", "a.db")); err == nil {
		t.Error("a folder that is not there")
	}
}

func TestDesk(t *testing.T) {
	storetest.RunDesk(t, func(t *testing.T) store.Desk {
		d := open(t, filepath.Join(t.TempDir(), "a.db"))
		t.Cleanup(func() { d.Close() })
		return d
	})
}

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b.db")
	unlock, err := sqlite.Lock(path, "watch")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Lock(path, "watch"); !errors.Is(err, sqlite.ErrLocked) || !strings.Contains(err.Error(), "a b.db.watch") {
		t.Errorf("the second lock: %v", err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	again, err := sqlite.Lock(path, "watch")
	if err != nil {
		t.Fatalf("after it was given back: %v", err)
	}
	if err := again(); err != nil {
		t.Error(err)
	}
}
