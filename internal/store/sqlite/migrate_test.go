package sqlite

import (
	"bytes"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/storetest"
	"github.com/openreadout/readout/record"
)

// TestMigrations brings a store of every earlier schema up to date: what was in it is there, and a copy of it as it was
// is beside it.
func TestMigrations(t *testing.T) {
	files, err := fs.Glob(migrations, "migration/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for have := 1; have < len(files); have++ {
		path := filepath.Join(t.TempDir(), "old.db")
		write, err := open(path, "rwc")
		if err != nil {
			t.Fatal(err)
		}
		old := &DB{path: path, write: write}
		for i, file := range files[:have] {
			if err := old.apply(file, i+1); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := write.Exec("INSERT INTO words VALUES (1, 0, 'a word of before')"); err != nil {
			t.Fatal(err)
		}
		if err := write.Close(); err != nil {
			t.Fatal(err)
		}
		d, err := Open(path)
		if err != nil {
			t.Fatalf("schema %d: %v", have, err)
		}
		word, version := "", 0
		if err := d.read.QueryRow("SELECT word, user_version FROM words, pragma_user_version").Scan(&word, &version); err != nil || word != "a word of before" || version != len(files) {
			t.Errorf("schema %d: %q, version %d, %v", have, word, version, err)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
		backup, err := open(path+".v"+strconv.Itoa(have), "rw")
		if err != nil {
			t.Fatalf("schema %d: the copy: %v", have, err)
		}
		if err := backup.QueryRow("SELECT word, user_version FROM words, pragma_user_version").Scan(&word, &version); err != nil || word != "a word of before" || version != have {
			t.Errorf("schema %d: the copy has %q, version %d, %v", have, word, version, err)
		}
		backup.Close()
	}
}

// TestNewer refuses a store that a newer program made, and leaves it as it is.
func TestNewer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	d, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Add(t.Context(), time.Unix(1, 0), []*record.Document{storetest.Document(1)}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.write.Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path); !errors.Is(err, store.ErrNewer) || !strings.Contains(err.Error(), "schema is 99") {
		t.Errorf("a newer store: %v", err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("a newer store is changed by looking at it, %v", err)
	}
}

// TestForeign: a database of another program is refused and not written to, not even the mode of its journal.
func TestForeign(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other.db")
	other, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Exec("CREATE TABLE documents (x)"); err != nil {
		t.Fatal(err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(path)
	if !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), "another program") {
		t.Errorf("got %v, want a refusal", err)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file has changed (%v)", err)
	}
}
