package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/server/web"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/openreadout/readout/internal/store/storetest"
	"github.com/openreadout/readout/record"
)

func serve(t *testing.T, docs ...*record.Document) (http.Handler, []string) {
	t.Helper()
	h, ids, _ := serveWith(t, web.Options{}, docs...)
	return h, ids
}

func serveWith(t testing.TB, o web.Options, docs ...*record.Document) (http.Handler, []string, store.Store) {
	t.Helper()
	s, err := sqlite.Open(filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	ids, err := s.Add(t.Context(), time.Unix(1, 0), docs)
	if err != nil {
		t.Fatal(err)
	}
	o.Patience = time.Minute // so that a page of a slow machine is whole
	pages, err := web.New(s, o)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	pages.Routes(mux)
	return web.Headers(mux), ids, s
}

func get(t *testing.T, h http.Handler, url string) (int, string) {
	t.Helper()
	r := httptest.NewRequest("GET", url, nil)
	r.Host = "localhost:8030"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

func documents(n int) []*record.Document {
	var out []*record.Document
	for i := range n {
		out = append(out, storetest.Document(i))
	}
	return out
}

func TestPages(t *testing.T) {
	h, ids := serve(t, documents(120)...)
	for _, c := range []struct {
		url    string
		status int
		want   []string
	}{
		{"/", 200, []string{"<h1>What is new</h1>", `<strong>120</strong> <em class="kind documents">documents</em>`, `<a href="/actors/KEN"`, `<svg class="map"`, `<svg class="chart"`}},
		{"/events", 200, []string{`aria-current="page">Events`, "120 events", `rel="next">Older`, `href="/events.csv"`}},
		{"/events?q=type:AID+country:KEN", 200, []string{`value="type:AID country:KEN"`, `<span class="tag">aid</span>`, `href="/events.json?q=type%3AAID&#43;country%3AKEN"`}},
		{"/events?q=type:REJECT", 200, []string{"0 events", "Nothing here for this filter."}},
		{"/events?q=colour:red", 400, []string{"<h1>Bad Request</h1>", "no key"}},
		{"/documents/" + ids[0], 200, []string{`<a data-r="ev1 st1`, `class="m event happened`, `id="at-ev1"`, `<li class="card" id="ev1"`, "Report 0"}},
		{"/documents/00", 404, []string{"<h1>Not Found</h1>"}},
		{"/nowhere", 404, []string{"<h1>Not Found</h1>"}},
		{"/static/style.css", 200, []string{"color-scheme: light dark"}},
	} {
		status, body := get(t, h, c.url)
		if status != c.status {
			t.Errorf("%s: status %d, want %d", c.url, status, c.status)
		}
		for _, w := range c.want {
			if !strings.Contains(body, w) {
				t.Errorf("%s lacks %s in\n%.3000s", c.url, w, body)
			}
		}
	}
}

// TestOlder walks a list to its end.
func TestOlder(t *testing.T) {
	h, _ := serve(t, documents(120)...)
	rows, url := 0, "/events"
	for pages := 0; url != "" && pages < 5; pages++ {
		_, body := get(t, h, url)
		rows += strings.Count(body, "<li data-row>")
		url = ""
		if m := regexp.MustCompile(`href="([^"]*)" rel="next"`).FindStringSubmatch(body); m != nil {
			url = strings.ReplaceAll(m[1], "&amp;", "&")
		}
	}
	if rows != 120 {
		t.Errorf("%d rows over the pages, want 120", rows)
	}
}

func TestEmpty(t *testing.T) {
	h, _ := serve(t)
	for url, want := range map[string]string{"/": "The store is empty.", "/contacts": "Nothing here."} {
		if _, body := get(t, h, url); !strings.Contains(body, want) {
			t.Errorf("%s lacks %q", url, want)
		}
	}
}

// TestHostile puts markup into everything that comes from outside: none of it is markup on a page, and no address of
// another kind than http becomes a link.
func TestHostile(t *testing.T) {
	const evil = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`
	d := storetest.Document(0)
	d.Title, d.Source, d.URL = evil, evil, "javascript:alert(1)"
	d.Text += evil
	d.Entities[0].Name = evil
	h, ids := serve(t, d)
	for _, address := range []string{"/", "/documents", "/events", "/entities", "/statements", "/contacts", "/documents/" + ids[0], "/positions", "/commitments", "/actors", "/dyads", "/topics", "/actors/KEN", "/actors/" + url.PathEscape(evil), "/dyads/KEN-NOR", "/topics/diplomatic",
		"/events?q=%22%3Cscript%3Ealert(1)%3C/script%3E%22", "/actors?q=%3Cscript%3E", "/%3Cscript%3E"} {
		_, body := get(t, h, address)
		if strings.Contains(body, "<script>") || strings.Contains(body, "<img") || strings.Contains(body, `href="javascript:`) {
			t.Errorf("%s: markup of the text stands in the page", address)
		}
	}
}

func TestHeaders(t *testing.T) {
	h, _ := serve(t)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/events", nil))
	for name, want := range map[string]string{"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"} {
		if got := w.Header().Get(name); !strings.Contains(got, want) {
			t.Errorf("%s: %q; want %q", name, got, want)
		}
	}
}
