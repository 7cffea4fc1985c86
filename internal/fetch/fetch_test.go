package fetch_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/fetch"
	"github.com/openreadout/readout/internal/netguard"
	"github.com/openreadout/readout/internal/store"
)

// web is a server on loopback that stands for every public host; what is asked of it is written down.
type web struct {
	mu    sync.Mutex
	asked []string // «host/path»
	at    []time.Time
	open  int // requests being answered, by host
	most  int
	pages map[string]http.HandlerFunc // by «host/path»
	srv   *httptest.Server
}

func newWeb(t *testing.T, pages map[string]http.HandlerFunc) *web {
	w := &web{pages: pages}
	w.srv = httptest.NewServer(w)
	t.Cleanup(w.srv.Close)
	return w
}

func (w *web) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	w.asked, w.at = append(w.asked, r.Host+r.URL.Path), append(w.at, time.Now())
	w.open++
	w.most = max(w.most, w.open)
	h := w.pages[r.Host+r.URL.Path]
	w.mu.Unlock()
	if h == nil {
		http.NotFound(rw, r)
	} else {
		h(rw, r)
	}
	w.mu.Lock()
	w.open--
	w.mu.Unlock()
}

func (w *web) count(what string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, a := range w.asked {
		if a == what {
			n++
		}
	}
	return n
}

// LookupNetIP gives every host a public address, but for those that are to be refused.
func (w *web) LookupNetIP(_ context.Context, _, host string) ([]netip.Addr, error) {
	switch host {
	case "inside.example":
		return []netip.Addr{netip.MustParseAddr("10.0.0.1")}, nil
	case "nowhere.example":
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	return []netip.Addr{netip.MustParseAddr("93.184.215.14")}, nil
}

func (w *web) guard() *netguard.Guard {
	return &netguard.Guard{Resolver: w, Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
		if !strings.HasPrefix(address, "93.184.215.14:") {
			return nil, errors.New("reached " + address)
		}
		return new(net.Dialer).DialContext(ctx, network, w.srv.Listener.Addr().String())
	}}
}

func text(s string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, s) }
}

func redirect(code int, to string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, code) }
}

func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
	}
}

func get(t *testing.T, f *fetch.Fetcher, address string) (*fetch.Answer, *fetch.Error) {
	t.Helper()
	a, err := f.Get(t.Context(), fetch.Request{Address: address, Kinds: []string{"text/", "application/xml"}})
	var e *fetch.Error
	if err != nil && !errors.As(err, &e) {
		t.Fatalf("%s: %v is no *fetch.Error", address, err)
	}
	return a, e
}

func TestGet(t *testing.T) {
	big := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Type", "text/html")
		z := gzip.NewWriter(w)
		for range 17 {
			z.Write([]byte(strings.Repeat("a", 1<<20)))
		}
		z.Close()
	}
	w := newWeb(t, map[string]http.HandlerFunc{
		"a.example/": text("there"), "a.example/once": redirect(302, "/"), "a.example/good": redirect(301, "http://b.example/x"), "b.example/x": redirect(308, "/y"), "b.example/y": text("moved"),
		"a.example/mixed": redirect(301, "http://b.example/z"), "b.example/z": redirect(302, "/y"), "a.example/loop": redirect(302, "/loop"), "a.example/in": redirect(302, "http://inside.example/"),
		"a.example/meta": redirect(302, "http://169.254.169.254/latest"), "a.example/gone": status(410), "a.example/busy": status(503, "Retry-After", "3600"), "b.example/many": status(429), "a.example/broken": status(500),
		"a.example/empty": status(301), "a.example/big": big, "a.example/pdf": status(200, "Content-Type", "application/pdf"), "a.example/br": status(200, "Content-Encoding", "br", "Content-Type", "text/html"),
		"c.example/robots.txt": text("User-agent: *\nDisallow: /no\nUser-agent: readout\nDisallow: /not\nAllow: /not/this"), "c.example/no": text("yes"), "c.example/not/this": text("yes"),
		"c.example/to": redirect(302, "/not"), "down.example/robots.txt": status(500), "d.example/robots.txt": redirect(301, "http://c.example/robots.txt"),
	})
	f := fetch.New(w.guard(), "1.0", 0, nil, time.Now)
	for _, c := range []struct {
		address, body, moved, err string
		kind                      fetch.Kind
	}{
		{"http://a.example/", "there", "", "", 0},
		{"http://a.example/once", "there", "", "", 0},
		{"http://a.example/good", "moved", "http://b.example/y", "", 0},
		{"http://a.example/mixed", "moved", "http://b.example/z", "", 0},
		{"http://a.example/loop", "", "", "more than 5 redirects", fetch.Failed},
		{"http://a.example/in", "", "", "inside.example: refused: its address 10.0.0.1 is a private address", fetch.Refused},
		{"http://a.example/meta", "", "", "refused: a link-local or metadata address", fetch.Refused},
		{"http://127.0.0.1/", "", "", "refused: a loopback address", fetch.Refused},
		{"ftp://a.example/", "", "", "only http and https", fetch.Refused},
		{"http://nowhere.example/", "", "", "nowhere.example: no such host", fetch.Network},
		{"http://a.example/none", "", "", "404 Not Found", fetch.Failed},
		{"http://a.example/broken", "", "", "500 Internal Server Error", fetch.Failed},
		{"http://a.example/gone", "", "", "410 Gone", fetch.Gone},
		{"http://a.example/empty", "", "", "without saying where to", fetch.Failed},
		{"http://a.example/big", "", "", "longer than 15 MB", fetch.Unfit},
		{"http://a.example/pdf", "", "", "application/pdf, which is not read", fetch.Unfit},
		{"http://a.example/br", "", "", `coded as "br"`, fetch.Unfit},
		{"http://c.example/no", "yes", "", "", 0},
		{"http://c.example/not/this", "yes", "", "", 0},
		{"http://c.example/not/that", "", "", "robots.txt of c.example forbids it (line 4)", fetch.Forbidden},
		{"http://c.example/to", "", "", "robots.txt of c.example forbids it (line 4)", fetch.Forbidden},
		{"http://d.example/not", "", "", "robots.txt of d.example forbids it (line 4)", fetch.Forbidden},
		{"http://down.example/", "", "", "robots.txt cannot be had: 500", fetch.Failed},
		{"http://a.example/busy", "", "", "503 Service Unavailable, to be asked again in 1h0m0s", fetch.Later},
		{"http://a.example/", "", "", "asked to be left alone for another 1h0m0s", fetch.Later},
		{"http://b.example/many", "", "", "429 Too Many Requests", fetch.Later},
	} {
		a, e := get(t, f, c.address)
		switch {
		case c.err == "" && (e != nil || string(a.Body) != c.body || a.Moved != c.moved):
			t.Errorf("%s: %+v, %v; want %q moved to %q", c.address, a, e, c.body, c.moved)
		case c.err != "" && (e == nil || !strings.Contains(e.Error(), c.err) || e.Kind != c.kind):
			t.Errorf("%s: %+v, %v; want %q of kind %d", c.address, a, e, c.err, c.kind)
		}
	}
	if n := w.count("a.example/robots.txt"); n != 1 {
		t.Errorf("robots.txt was asked for %d times", n)
	}
	if n := w.count("c.example/not"); n != 0 {
		t.Errorf("a path that robots.txt forbids was asked for %d times", n)
	}
}

// TestCookies meets a site that sends its visitor in a circle until a cookie comes back; the next chain brings none.
func TestCookies(t *testing.T) {
	brought := 0
	w := newWeb(t, map[string]http.HandlerFunc{"a.example/": func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("seen"); err != nil {
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1", Path: "/"})
			http.Redirect(w, r, "/", http.StatusFound)
			return
		}
		brought++
		fmt.Fprint(w, "there")
	}})
	f := fetch.New(w.guard(), "1.0", 0, nil, time.Now)
	for range 2 {
		if a, e := get(t, f, "http://a.example/"); e != nil || string(a.Body) != "there" {
			t.Errorf("%+v, %v", a, e)
		}
	}
	if n := w.count("a.example/"); n != 4 || brought != 2 {
		t.Errorf("%d requests, %d with the cookie; want 4 and 2", n, brought)
	}
}

func TestConditional(t *testing.T) {
	w := newWeb(t, map[string]http.HandlerFunc{"a.example/feed": func(w http.ResponseWriter, r *http.Request) {
		if got := r.UserAgent(); !strings.HasPrefix(got, "readout/1.0 (+https://") {
			t.Errorf("the name is %q", got)
		}
		w.Header().Set("ETag", `W/"7"`)
		w.Header().Set("Last-Modified", "Wed, 02 Jul 2025 10:00:00 GMT")
		if r.Header.Get("If-None-Match") == `W/"7"` && r.Header.Get("If-Modified-Since") == "Wed, 02 Jul 2025 10:00:00 GMT" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "feed")
	}})
	f := fetch.New(w.guard(), "1.0", 0, nil, time.Now)
	a, e := get(t, f, "http://a.example/feed")
	if e != nil || string(a.Body) != "feed" || a.Unchanged {
		t.Fatalf("%+v, %v", a, e)
	}
	b, err := f.Get(t.Context(), fetch.Request{Address: "http://a.example/feed", ETag: a.ETag, Modified: a.Modified})
	if err != nil || !b.Unchanged || b.Body != nil {
		t.Errorf("%+v, %v", b, err)
	}
}

// TestPolite asks one host from many goroutines: one request at a time, with the pause between, and another host
// without waiting for it.
func TestPolite(t *testing.T) {
	slow := func(w http.ResponseWriter, _ *http.Request) { time.Sleep(5 * time.Millisecond); fmt.Fprint(w, "x") }
	w := newWeb(t, map[string]http.HandlerFunc{"a.example/": slow, "a.example/robots.txt": text("User-agent: *\nCrawl-delay: 0.06")})
	f := fetch.New(w.guard(), "1.0", 20*time.Millisecond, nil, time.Now)
	var all sync.WaitGroup
	for range 5 {
		all.Go(func() {
			if _, e := get(t, f, "http://a.example/"); e != nil {
				t.Error(e)
			}
		})
	}
	all.Wait()
	if w.most != 1 {
		t.Errorf("%d requests at a time", w.most)
	}
	for i := 2; i < len(w.at); i++ { // the first pause, behind robots.txt, knew of no delay yet
		if d := w.at[i].Sub(w.at[i-1]); d < 60*time.Millisecond {
			t.Errorf("request %d came %v after the one before it", i, d)
		}
	}
}

// hosts keeps hosts in memory.
type hosts map[string]store.Host

func (h hosts) Host(_ context.Context, origin string) (store.Host, error) { return h[origin], nil }
func (h hosts) PutHost(_ context.Context, x store.Host) error             { h[x.Origin] = x; return nil }

// TestRobotsRemembered looks at what is asked for again, and when.
func TestRobotsRemembered(t *testing.T) {
	now := time.Date(2025, 7, 2, 12, 0, 0, 0, time.UTC)
	broken := false
	w := newWeb(t, map[string]http.HandlerFunc{"a.example/": text("there"), "a.example/robots.txt": func(w http.ResponseWriter, r *http.Request) {
		if broken {
			w.WriteHeader(500)
			return
		}
		fmt.Fprint(w, "User-agent: *\nDisallow: /no")
	}})
	known := hosts{}
	try := func(path string) string {
		t.Helper()
		_, e := get(t, fetch.New(w.guard(), "1.0", 0, known, func() time.Time { return now }), "http://a.example"+path) // a new one each time: a cron job
		if e != nil {
			return e.Error()
		}
		return ""
	}
	ask := func(when string, after time.Duration, path, want string, asked int) {
		t.Helper()
		now = now.Add(after)
		if got := try(path); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
		if n := w.count("a.example/robots.txt"); n != asked {
			t.Errorf("%s: robots.txt was asked for %d times, want %d", when, n, asked)
		}
	}
	ask("first", 0, "/", "", 1)
	ask("an hour later, from the store", time.Hour, "/no", "forbids", 1)
	ask("a day later", 24*time.Hour, "/", "", 2)
	broken = true
	ask("old rules hold while the file is broken", 25*time.Hour, "/no", "forbids", 3)
	clear(known)
	ask("no rules and a broken file", 0, "/", "robots.txt cannot be had: 500", 4)
	ask("still broken", 29*24*time.Hour, "/", "robots.txt cannot be had: 500", 5)
	ask("broken for a month: it forbids nothing more", 2*24*time.Hour, "/", "", 6)
	broken = false
	ask("whole again", 2*time.Hour, "/no", "forbids", 7)
}

func TestStops(t *testing.T) {
	w := newWeb(t, map[string]http.HandlerFunc{"a.example/": text("x")})
	f := fetch.New(w.guard(), "1.0", time.Hour, nil, time.Now)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := f.Get(ctx, fetch.Request{Address: "http://a.example/"})
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 5*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}
