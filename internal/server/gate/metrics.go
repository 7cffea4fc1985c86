package gate

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// bounds are the upper ends of the buckets of durations, in seconds.
var bounds = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}

// Metrics counts requests and prints what it and others count in the text format of Prometheus. It is safe for
// concurrent use.
type Metrics struct {
	mu       sync.Mutex
	requests map[requestKey]uint64
	took     map[string]*histogram // by route
	open     int
	begun    time.Time
	gauges   []func(*Text)
}

type requestKey struct {
	route, method string
	status        int
}

type histogram struct {
	counts []uint64 // by bound, the last beyond all
	sum    float64
}

// NewMetrics returns counters at zero.
func NewMetrics() *Metrics {
	return &Metrics{requests: map[requestKey]uint64{}, took: map[string]*histogram{}, begun: time.Now()}
}

// Add has f print what it measures whenever the metrics are asked for.
func (m *Metrics) Add(f func(*Text)) { m.gauges = append(m.gauges, f) }

// begin counts a request that is being answered and returns what counts its end. Routes are the patterns of the
// mux and methods the usual ones, so that a client cannot make series without end.
func (m *Metrics) begin() func(method, route string, status int, took time.Duration) {
	m.mu.Lock()
	m.open++
	m.mu.Unlock()
	return func(method, route string, status int, took time.Duration) {
		if !slices.Contains([]string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}, method) {
			method = "other"
		}
		if _, path, ok := strings.Cut(route, " "); ok {
			route = path
		}
		m.mu.Lock()
		defer m.mu.Unlock()
		m.open--
		m.requests[requestKey{route, method, status}]++
		h := m.took[route]
		if h == nil {
			h = &histogram{counts: make([]uint64, len(bounds)+1)}
			m.took[route] = h
		}
		i, _ := slices.BinarySearch(bounds, took.Seconds())
		h.counts[i]++
		h.sum += took.Seconds()
	}
}

// Write prints everything.
func (m *Metrics) Write(w io.Writer) error {
	t := &Text{w: bufio.NewWriter(w)}
	m.mu.Lock()
	t.Head("readout_http_requests_total", "counter", "Requests by route, method and status.")
	for _, k := range slices.SortedFunc(maps.Keys(m.requests), func(a, b requestKey) int {
		return cmp.Or(cmp.Compare(a.route, b.route), cmp.Compare(a.method, b.method), cmp.Compare(a.status, b.status))
	}) {
		t.Value("readout_http_requests_total", float64(m.requests[k]), "route", k.route, "method", k.method, "status", strconv.Itoa(k.status))
	}
	t.Head("readout_http_request_duration_seconds", "histogram", "Time until the answer was sent, by route.")
	for _, route := range slices.Sorted(maps.Keys(m.took)) {
		h, sum := m.took[route], uint64(0)
		for i, b := range append(slices.Clone(bounds), math.Inf(1)) {
			sum += h.counts[i]
			t.Value("readout_http_request_duration_seconds_bucket", float64(sum), "route", route, "le", number(b))
		}
		t.Value("readout_http_request_duration_seconds_sum", h.sum, "route", route)
		t.Value("readout_http_request_duration_seconds_count", float64(sum), "route", route)
	}
	t.Head("readout_http_requests_open", "gauge", "Requests that are being answered.")
	t.Value("readout_http_requests_open", float64(m.open))
	t.Head("process_start_time_seconds", "gauge", "When the program began, in seconds of 1970.")
	t.Value("process_start_time_seconds", float64(m.begun.Unix()))
	m.mu.Unlock()
	for _, f := range m.gauges {
		f(t)
	}
	return t.w.Flush()
}

// Text writes the text format of Prometheus, version 0.0.4.
type Text struct{ w *bufio.Writer }

// Head begins a metric: kind is counter, gauge or histogram.
func (t *Text) Head(name, kind, help string) {
	fmt.Fprintf(t.w, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
}

// Value writes one value with its labels, names and values in turn.
func (t *Text) Value(name string, v float64, labels ...string) {
	t.w.WriteString(name)
	for i := 0; i+1 < len(labels); i += 2 {
		fmt.Fprintf(t.w, `%c%s="%s"`, "{,"[min(i, 1)], labels[i], escape.Replace(labels[i+1]))
	}
	if len(labels) > 0 {
		t.w.WriteByte('}')
	}
	fmt.Fprintf(t.w, " %s\n", number(v))
}

var escape = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

func number(f float64) string {
	if math.IsInf(f, 1) {
		return "+Inf"
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}
