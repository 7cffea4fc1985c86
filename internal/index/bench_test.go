package index

import (
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/store"
)

// large is the index that the benchmarks share: of as many events as READOUT_INDEX_EVENTS says, 300,000 else.
var large = sync.OnceValues(func() (*Index, float64) {
	want := 300_000
	if n, err := strconv.Atoi(os.Getenv("READOUT_INDEX_EVENTS")); err == nil && n > 0 {
		want = n
	}
	w := newWorld(1, want/20, want/10)
	x := New(store.Events)
	before := held()
	for x.Len(store.Events) < want {
		if err := x.Put(w.document()); err != nil {
			panic(err)
		}
	}
	return x, held() - before
})

func held() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// measure asks all questions each turn and reports the 95th percentile of the time of one.
func measure(b *testing.B, questions []func() error) {
	x, bytes := large()
	var took []time.Duration
	cpu := cpuTime()
	for b.Loop() {
		for _, ask := range questions {
			start := time.Now()
			if err := ask(); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(start))
		}
	}
	cpu = cpuTime() - cpu // both cores together: on a machine that does other work too, it tells more than the time
	b.ReportMetric(float64(cpu.Microseconds())/1000/float64(len(took)), "cpu-ms-mean")
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-median")
	n := float64(x.Len(store.Events))
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "ms-p95")
	b.ReportMetric(n, "events")
	b.ReportMetric(bytes/1e6, "MB")
	b.ReportMetric(bytes/n, "bytes/event")
}

// BenchmarkTable counts by every pair of fields but single entities, without a filter and with one.
func BenchmarkTable(b *testing.B) {
	x, _ := large()
	for _, text := range []string{"", "from:2017 to:2022 factuality:happened,reported", "country:AAA -type:AID"} {
		f, err := store.ParseFilter(text)
		if err != nil {
			b.Fatal(err)
		}
		var qs []func() error
		for i, p := range Fields {
			for _, q := range Fields[:i] {
				if p.Name != "entity" && q.Name != "entity" {
					qs = append(qs, func() error {
						_, err := x.Table(b.Context(), store.Events, f, 1000, p.Name, q.Name)
						return err
					})
				}
			}
		}
		name := text
		if name == "" {
			name = "all"
		}
		b.Run(name, func(b *testing.B) { measure(b, qs) })
	}
}

// BenchmarkDyad lists the newest hundred events of pairs of countries, of many events and of few.
func BenchmarkDyad(b *testing.B) {
	x, _ := large()
	tab, err := x.Table(b.Context(), store.Events, store.Filter{}, 0, "dyad")
	if err != nil {
		b.Fatal(err)
	}
	var qs []func() error
	for i := 0; i < len(tab.Cells) && len(qs) < 100; i += 1 + i/4 {
		if tab.Cells[i].A == "" {
			continue
		}
		f, err := store.ParseFilter("dyad:" + tab.Cells[i].A)
		if err != nil {
			b.Fatal(err)
		}
		qs = append(qs, func() error {
			_, _, err := x.List(b.Context(), store.Events, f, "", 100)
			return err
		})
	}
	measure(b, qs)
}
