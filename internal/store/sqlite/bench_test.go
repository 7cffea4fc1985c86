package sqlite_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/openreadout/readout/record"
)

// coded returns the records of the sample articles.
func coded(tb testing.TB) []*record.Document {
	tb.Helper()
	e, err := readout.New()
	if err != nil {
		tb.Fatal(err)
	}
	files, err := filepath.Glob("../../../testdata/articles/*.txt")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no sample articles: %v", err)
	}
	var out []*record.Document
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		d := e.Code(record.Article{ID: filepath.Base(f), Published: "2024-03-01", Source: "Sample", Lang: "en", Text: string(b)})
		out = append(out, &d)
	}
	return out
}

// BenchmarkAdd keeps documents that are coded already, 64 in a transaction: documents a second and bytes a
// document. Every document has words of its own, so that none is a copy.
func BenchmarkAdd(b *testing.B) {
	samples := coded(b)
	path := filepath.Join(b.TempDir(), "bench.db")
	d, err := sqlite.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		b.StopTimer()
		var docs []*record.Document
		for range 64 {
			docs = append(docs, varied(samples[n%len(samples)], n))
			n++
		}
		b.StartTimer()
		if _, err := d.Add(b.Context(), time.Unix(1, 0), docs); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "documents/s")
	if err := d.Close(); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/float64(n), "bytes/document")
}

// varied gives a document other words of the same length, so that every span holds.
func varied(d *record.Document, n int) *record.Document {
	c := *d
	key := fmt.Sprintf("%07d", n)
	var b strings.Builder
	for i, w := range strings.SplitAfter(d.Text, " ") {
		if i%5 == 0 && len(w) == 8 && strings.Trim(w, "abcdefghijklmnopqrstuvwxyz ") == "" {
			w = letters(key) + " "
		}
		b.WriteString(w)
	}
	c.ID, c.Title, c.Text = d.ID+key, "Report "+key, b.String()
	return &c
}

func letters(digits string) string {
	return strings.Map(func(r rune) rune { return r - '0' + 'k' }, digits)
}
