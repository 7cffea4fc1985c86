package readout_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/record"
)

var engine = sync.OnceValues(func() (*readout.Engine, error) {
	return readout.New(readout.WithTokens(), readout.WithPredicates())
})

func newEngine(tb testing.TB) *readout.Engine {
	tb.Helper()
	e, err := engine()
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

func samples(tb testing.TB) []record.Article {
	tb.Helper()
	as, err := readout.Samples()
	if err != nil {
		tb.Fatal(err)
	}
	files, err := filepath.Glob("testdata/articles/*.txt")
	if err != nil || len(files) != len(as) {
		tb.Fatalf("%d files, %d rows in the index of the sample articles", len(files), len(as))
	}
	return as
}

func line(tb testing.TB, d *record.Document) string {
	tb.Helper()
	var b bytes.Buffer
	if err := record.Write(&b, d); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func TestSamplesCheck(t *testing.T) {
	e := newEngine(t)
	for _, a := range samples(t) {
		d := e.Code(a)
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", a.ID, err)
		}
	}
}

// TestConcurrentSameBytes codes every sample on many goroutines at once: the record is that of one.
func TestConcurrentSameBytes(t *testing.T) {
	e := newEngine(t)
	as := samples(t)
	want := make([]string, len(as))
	for i, a := range as {
		d := e.Code(a)
		want[i] = line(t, &d)
	}
	var wg sync.WaitGroup
	for k := range 4 {
		wg.Go(func() {
			for i := range as {
				j := (i + k) % len(as)
				d := e.Code(as[j])
				if got := line(t, &d); got != want[j] {
					t.Errorf("%s: another record on another goroutine", as[j].ID)
				}
			}
		})
	}
	wg.Wait()
}

// odd are texts that are hardly texts.
var odd = []string{
	"", " \n\t", ".", "…", "\"", "“”‘’«»", "a", "\x00", "\xff\xfe", "🙂 🙂", "(((((((((", "- - - -\n* * *\n", "U.S.", "1 2 3 4 5 6 7 8 9 10",
	"“He said “she said “they said", "Said said said said.", "Russia Russia Russia Russia", "the the the the", "He, she, they and it.", "€ £ $ ¥ %",
	strings.Repeat("said ", 300), strings.Repeat("“", 200), strings.Repeat("Putin and ", 200), strings.Repeat("of the ", 300), strings.Repeat("If he said that ", 100),
	"No. 1: Talks\r\n\r\nBERLIN (AP) —\u00a0The “talks” —which failed— ended\u2028on 2024-13-45.", "\u202eabc\u202c Putin\u0301 called Macro\u0308n.",
	"Putin called Macron Putin called Macron, who called Putin who called", "said Putin said Macron said", "On Monday on Tuesday last week since 2022 until",
}

func TestOddTexts(t *testing.T) {
	e := newEngine(t)
	for _, text := range odd {
		d := e.Code(record.Article{ID: "odd", Lang: "en", Published: "2024-05-06", Text: text})
		if err := d.Check(); err != nil {
			t.Errorf("%.60q: %v", text, err)
		}
	}
}

func FuzzCode(f *testing.F) {
	e := newEngine(f)
	for _, text := range odd {
		f.Add(text, "2024-05-06")
	}
	for _, a := range samples(f) {
		f.Add(a.Text, a.Published)
		for _, p := range strings.Split(a.Text, "\n\n") {
			f.Add(p, "")
		}
	}
	f.Fuzz(func(t *testing.T, text, published string) {
		if len(text) > 4000 || published != "" && !record.ValidDay(published) {
			t.Skip()
		}
		d := e.Code(record.Article{ID: "fuzz", Lang: "en", Published: published, Text: text})
		if err := d.Check(); err != nil {
			t.Error(err)
		}
	})
}

func tokens(d *record.Document) int { return len(d.Tokens) }

// BenchmarkCode is the whole engine over the sample articles on one core.
func BenchmarkCode(b *testing.B) {
	e := newEngine(b)
	as := samples(b)
	n := 0
	for b.Loop() {
		for _, a := range as {
			d := e.Code(a)
			n += tokens(&d)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "tokens/s")
	b.ReportMetric(float64(b.N*len(as))/b.Elapsed().Seconds(), "articles/s")
}

// BenchmarkLayer gives the time up to each layer: the difference of two rows is the share of the later.
func BenchmarkLayer(b *testing.B) {
	e := newEngine(b)
	as := samples(b)
	for _, layer := range readout.Layers() {
		b.Run(layer, func(b *testing.B) {
			for b.Loop() {
				for _, a := range as {
					if _, err := e.Inspect(a, layer); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// BenchmarkLongLine codes one line of growing length: the time a byte stays the same.
func BenchmarkLongLine(b *testing.B) {
	e := newEngine(b)
	for _, kb := range []int{10, 100, 1000} {
		text := strings.Repeat("Kenya said on Monday that it had sent 40 tonnes of maize to Chad, and Chad thanked it, ", kb*1000/88)
		b.Run(fmt.Sprintf("%dKB", kb), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				e.Code(record.Article{ID: "long", Lang: "en", Published: "2024-05-06", Text: text})
			}
		})
	}
}

func ExampleEngine_Code() {
	e, err := readout.New()
	if err != nil {
		panic(err)
	}
	d := e.Code(record.Article{ID: "a1", Published: "2024-05-08", Text: "Norway's prime minister called the Finnish president on Monday."})
	for _, t := range d.Times {
		fmt.Println(t.Timex)
	}
	// Output: 2024-05-06
}
