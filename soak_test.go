package readout_test

import (
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/openreadout/readout/record"
)

// TestSoak codes every official text and every press article of the development data (READOUT_SHARED names
// the folder; `make soak` sets it): no panic, Check holds on each, and the records are the same bytes when the
// texts come in another order on several goroutines.
func TestSoak(t *testing.T) {
	shared := os.Getenv("READOUT_SHARED")
	if shared == "" {
		t.Skip("READOUT_SHARED is not set: run make soak")
	}
	as := append(officialTexts(t, shared), pressTexts(t, shared)...)
	t.Logf("%d texts", len(as))
	e := newEngine(t)
	sum := func(a record.Article) [32]byte {
		d := e.Code(a)
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", a.ID, err)
		}
		return sha256.Sum256([]byte(line(t, &d)))
	}
	want := make([][32]byte, len(as))
	for i, a := range as {
		want[i] = sum(a)
	}
	order := rand.New(rand.NewSource(1)).Perm(len(as))
	work := make(chan int)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range work {
				if sum(as[i]) != want[i] {
					t.Errorf("%s: another record in another order", as[i].ID)
				}
			}
		})
	}
	for _, i := range order {
		work <- i
	}
	close(work)
	wg.Wait()
}

// officialTexts reads the tables of presidential releases: every cell of more than forty words is a text.
func officialTexts(t *testing.T, shared string) []record.Article {
	t.Helper()
	files, err := filepath.Glob(shared + "/data/official/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tables in %s/data/official: %v", shared, err)
	}
	var out []record.Article
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for i, row := range rows {
			text := ""
			for _, cell := range row {
				if len(cell) > len(text) {
					text = cell
				}
			}
			if i > 0 && strings.TrimSpace(text) != "" {
				out = append(out, record.Article{ID: fmt.Sprintf("%s-%d", filepath.Base(file), i), Lang: "en", Published: "2022-03-01", Text: text})
			}
		}
	}
	return out
}

func pressTexts(t *testing.T, shared string) []record.Article {
	t.Helper()
	var out []record.Article
	err := filepath.WalkDir(shared+"/data/statements/polnear", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".txt" {
			return err
		}
		b, err := os.ReadFile(path)
		out = append(out, record.Article{ID: filepath.Base(path), Lang: "en", Published: "2016-09-01", Text: string(b)})
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("no press texts: %v", err)
	}
	return out
}
