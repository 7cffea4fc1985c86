package sqlite

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/storetest"
	"github.com/openreadout/readout/record"
)

// TestFull adds to a store that may not grow, at every size up to one batch's need: a clear error, the store as
// it was, and the same batch added once there is room.
func TestFull(t *testing.T) {
	d, err := Open(filepath.Join(t.TempDir(), "full.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	add := func(from int) error {
		var docs []*record.Document
		for i := range 40 {
			docs = append(docs, storetest.Document(from+i))
		}
		_, err := d.Add(t.Context(), time.Unix(1, 0), docs)
		return err
	}
	if err := add(0); err != nil {
		t.Fatal(err)
	}
	var pages int
	if err := d.write.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	refused := 0
	for extra := 0; ; extra++ {
		if _, err := d.write.Exec("PRAGMA max_page_count = " + strconv.Itoa(pages+extra)); err != nil {
			t.Fatal(err)
		}
		err := add(100)
		if err == nil {
			break
		}
		refused++
		if !strings.Contains(err.Error(), "full") || !strings.Contains(err.Error(), d.path) {
			t.Fatalf("with %d pages more: %v", extra, err)
		}
		if n, err := d.Count(t.Context(), store.Documents, store.Filter{}); n != 40 || err != nil {
			t.Fatalf("with %d pages more: %d documents, %v", extra, n, err)
		}
	}
	if n, err := d.Count(t.Context(), store.Events, store.Filter{}); n != 80 || err != nil || refused == 0 {
		t.Errorf("%d events, %v, refused %d times", n, err, refused)
	}
	var ok string
	if err := d.write.QueryRow("PRAGMA integrity_check").Scan(&ok); ok != "ok" {
		t.Errorf("integrity: %s, %v", ok, err)
	}
}
