package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/openreadout/readout/record"
	"github.com/spf13/cobra"
)

// eventsOfBench are the events of the store of the benchmark; READOUT_BENCH_EVENTS=1000000 is the size of the goal.
const eventsOfBench = 100_000

// clientsOfBench ask at once, each over a connection of its own.
const clientsOfBench = 32

// perDocument is how many events a document of the benchmark has.
const perDocument = 25

var benchStates = []struct{ iso, name string }{{"NOR", "Norway"}, {"FIN", "Finland"}, {"CHL", "Chile"}, {"PER", "Peru"}, {"KEN", "Kenya"}, {"JPN", "Japan"}, {"EGY", "Egypt"}, {"IND", "India"}}

// benchDocument makes a document of perDocument events: a sentence, an event and a statement each.
func benchDocument(n int) *record.Document {
	d := &record.Document{Schema: record.Schema, Coder: record.Coder{Version: "1", Knowledge: "k"},
		Article: record.Article{ID: fmt.Sprint("a", n), Published: time.Unix(1.6e9, 0).AddDate(0, 0, n%1500).Format(time.DateOnly), Source: fmt.Sprint("Agency ", n%20), Title: fmt.Sprint("Report ", n), Lang: "en"}}
	for i, s := range benchStates {
		d.Entities = append(d.Entities, record.Entity{ID: fmt.Sprint("e", i+1), Kind: "state", Name: s.name, Actor: s.iso, Country: s.iso, Ref: "Q" + s.iso})
	}
	var text strings.Builder
	for i := range perDocument {
		a, b := (n+i)%8, (n+i+1+n%7)%8
		verb := []struct{ word, plover, cameo string }{{"called", "CONSULT", "041"}, {"condemned", "ACCUSE", "111"}, {"helped", "AID", "071"}, {"promised", "AGREE", "057"}}[(n/8+i)%4]
		begin := text.Len()
		fmt.Fprintf(&text, "%s %s %s over item %d of list %d, the ministry said in a note on grain, ports and peace. ", benchStates[a].name, verb.word, benchStates[b].name, i, n)
		at := begin + len(benchStates[a].name) + 1
		for k, x := range []int{a, b} {
			from := []int{begin, at + len(verb.word) + 1}[k]
			d.Entities[x].Mentions = append(d.Entities[x].Mentions, record.Mention{Span: record.Span{Begin: from, End: from + len(benchStates[x].name)}, Form: "name"})
		}
		evidence := record.Span{Begin: begin, End: text.Len() - 1}
		d.Events = append(d.Events, record.Event{ID: fmt.Sprint("ev", i+1), Source: []string{fmt.Sprint("e", a+1)}, Target: []string{fmt.Sprint("e", b+1)}, Plover: verb.plover, CAMEO: verb.cameo, Quad: 1 + (n+i)%4, Goldstein: "1.0",
			Contexts: []string{"diplomatic"}, Trigger: record.Span{Begin: at, End: at + len(verb.word)}, Evidence: evidence, Factuality: "reported", Rule: "event/call", Entry: "lexicons/en/frames/contact.txt:62"})
	}
	d.Text = strings.TrimSpace(text.String())
	d.Entities = slices.DeleteFunc(d.Entities, func(e record.Entity) bool { return len(e.Mentions) == 0 })
	return d
}

// benchServer serves a store of events on loopback as the command does, and returns its address.
func benchServer(b *testing.B) string {
	b.Helper()
	events := eventsOfBench
	if s := os.Getenv("READOUT_BENCH_EVENTS"); s != "" {
		var err error
		if events, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	s, err := sqlite.Open(filepath.Join(b.TempDir(), "bench.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	for n := 0; n*perDocument < events; n += 256 {
		var docs []*record.Document
		for i := n; i < n+256 && i*perDocument < events; i++ {
			docs = append(docs, benchDocument(i))
		}
		if _, err := s.Add(b.Context(), time.Unix(1, 0), docs); err != nil {
			b.Fatal(err)
		}
	}
	c := &cobra.Command{}
	c.SetContext(b.Context())
	c.Flags().String("knowledge", "", "")
	r, err := newReader(c)
	if err != nil {
		b.Fatal(err)
	}
	h, err := newHandler(c, s, r, serveFlags{}, nil)
	if err != nil {
		b.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	srv := &http.Server{Handler: h}
	go srv.Serve(l)
	b.Cleanup(func() { srv.Close() })
	return "http://" + l.Addr().String()
}

// BenchmarkServe asks lists of 50 events as JSON over loopback, from clients on the same cores: the same page, pages
// that nobody asked for before, and pages of filters. It reports requests a second and the 50th and 99th percentile
// of their times.
func BenchmarkServe(b *testing.B) {
	base := benchServer(b)
	pages := []string{"/events.json"}
	for next := "x"; len(pages) < 2000 && next != ""; {
		var l struct{ Next string }
		resp, err := http.Get(base + pages[len(pages)-1])
		if err != nil {
			b.Fatal(err)
		}
		err = json.NewDecoder(resp.Body).Decode(&l)
		resp.Body.Close()
		if err != nil {
			b.Fatal(err)
		}
		if next = l.Next; next != "" {
			pages = append(pages, "/events.json?limit=50&cursor="+next)
		}
	}
	var filters []string
	for i := range 4000 {
		x, y := benchStates[i%8].iso, benchStates[(i/8+1+i)%8].iso
		filters = append(filters, "/events.json?q="+[]string{"dyad:" + x + "-" + y, "source:" + x, "type:AID+country:" + x, "actor:" + y + "+quad:2"}[i%4]+fmt.Sprintf("+from:2021-%02d+to:2023-%02d", 1+i%12, 1+i/12%12)+"&limit=50")
	}
	for _, c := range []struct {
		name string
		url  func(i int) string
	}{
		{"same", func(int) string { return "/events.json" }},
		{"pages", func(i int) string { return pages[i%len(pages)] }},
		{"filters", func(i int) string { return filters[i%len(filters)] }},
	} {
		b.Run(c.name, func(b *testing.B) { load(b, base, c.url) })
	}
}

// load sends b.N requests from the clients and reports their rate and times.
func load(b *testing.B, base string, url func(int) string) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clientsOfBench, DisableCompression: true}}
	defer client.CloseIdleConnections()
	took := make([]time.Duration, b.N)
	var next atomic.Int64
	var wg sync.WaitGroup
	cpu := cpuTime(b)
	b.ResetTimer()
	for range clientsOfBench {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < b.N; i = int(next.Add(1)) - 1 {
				begin := time.Now()
				resp, err := client.Get(base + url(i))
				if err == nil {
					_, err = io.Copy(io.Discard, resp.Body)
					resp.Body.Close()
				}
				if err != nil || resp.StatusCode != 200 {
					b.Errorf("%s: %v", url(i), err)
					return
				}
				took[i] = time.Since(begin)
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	cpu = cpuTime(b) - cpu
	slices.Sort(took)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
	b.ReportMetric(cpu.Seconds()/float64(b.N)*1e6, "cpu-µs/request") // of server and clients together: says more than the clock on a busy machine
	b.ReportMetric(took[len(took)/2].Seconds()*1000, "p50-ms")
	b.ReportMetric(took[len(took)*99/100].Seconds()*1000, "p99-ms")
}

// cpuTime is what the program has used of the processors so far.
func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
