package watch_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/fetch"
	"github.com/openreadout/readout/internal/netguard"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/openreadout/readout/internal/watch"
	"github.com/openreadout/readout/record"
)

// world is a small internet on loopback, a store and a clock.
type world struct {
	t     *testing.T
	mu    sync.Mutex
	pages map[string]http.HandlerFunc // by «host/path?query»
	asked []string
	dark  bool // no host can be reached
	now   time.Time
	db    *sqlite.DB
	log   []string
	srv   *httptest.Server
}

func newWorld(t *testing.T) *world {
	w := &world{t: t, pages: map[string]http.HandlerFunc{}, now: time.Date(2025, 7, 2, 12, 0, 0, 0, time.UTC)}
	w.srv = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		w.asked = append(w.asked, r.Host+r.URL.RequestURI())
		h := w.pages[r.Host+r.URL.RequestURI()]
		w.mu.Unlock()
		if h == nil {
			h = http.NotFound
		}
		h(rw, r)
	}))
	t.Cleanup(w.srv.Close)
	var err error
	if w.db, err = sqlite.Open(filepath.Join(t.TempDir(), "world.db")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.db.Close() })
	return w
}

// LookupNetIP gives every host a public address.
func (w *world) LookupNetIP(_ context.Context, _, host string) ([]netip.Addr, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case host == "inside.example":
		return []netip.Addr{netip.MustParseAddr("192.168.1.1")}, nil
	case host == "nowhere.example" || w.dark:
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	return []netip.Addr{netip.MustParseAddr("93.184.215.14")}, nil
}

func (w *world) set(address string, h http.HandlerFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pages[address] = h
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) count(what string) int {
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

// code stands for the engine: a text that begins with «Der» is not English.
func code(a record.Article) record.Document {
	d := record.Document{Schema: record.Schema, Coder: record.Coder{Version: "1", Knowledge: "k"}, Article: a}
	if strings.HasPrefix(a.Text, "Der") {
		d.Refused = "not English: German"
	}
	if strings.Contains(a.Text, "PANIC") {
		panic("a fault")
	}
	return d
}

// run looks at the feeds of the list once, after the clock has gone on; every run is a process of its own.
func (w *world) run(after time.Duration, list ...string) watch.Summary {
	w.t.Helper()
	return w.runIn(w.t.Context(), after, list...)
}

func (w *world) runIn(ctx context.Context, after time.Duration, list ...string) watch.Summary {
	w.t.Helper()
	w.mu.Lock()
	w.now = w.now.Add(after)
	w.mu.Unlock()
	feeds, err := watch.ReadList("feeds.txt", strings.NewReader(strings.Join(list, "\n")))
	if err != nil {
		w.t.Fatal(err)
	}
	guard := &netguard.Guard{Resolver: w, Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
		if !strings.HasPrefix(address, "93.184.215.14:") {
			return nil, errors.New("reached " + address)
		}
		return new(net.Dialer).DialContext(ctx, network, w.srv.Listener.Addr().String())
	}}
	x := &watch.Watcher{Store: w.db, Fetch: fetch.New(guard, "1", 0, w.db, w.clock), Code: code, Coder: record.Coder{Version: "1", Knowledge: "k"}, Interval: time.Hour, Looks: 4, Jobs: 2, Now: w.clock,
		Jitter: func(d time.Duration) time.Duration { return d }, Log: func(s string) { w.log = append(w.log, s) }}
	sum, err := x.Run(ctx, feeds, true)
	if err != nil {
		w.t.Fatal(err)
	}
	return sum
}

func (w *world) feed(address string) store.Feed {
	w.t.Helper()
	feeds, err := w.db.Feeds(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	for _, f := range feeds {
		if f.Address == address {
			return f
		}
	}
	w.t.Fatalf("no feed %s", address)
	return store.Feed{}
}

// documents lists «published|publisher|title|url», sorted.
func (w *world) documents() []string {
	w.t.Helper()
	rows, _, err := w.db.List(w.t.Context(), store.Documents, store.Filter{}, "", 1000)
	if err != nil {
		w.t.Fatal(err)
	}
	var out []string
	for _, r := range rows {
		d := r.Document
		out = append(out, strings.Join([]string{d.Published, d.Source, d.Title, d.URL}, "|"))
	}
	slices.Sort(out)
	return out
}

func text(s string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, s) }
}

func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
	}
}

// prose is a text of some paragraphs that differs by what.
func prose(what string) string {
	var b strings.Builder
	for n := range 8 {
		fmt.Fprintf(&b, "<p>On day %d of the talks on %s, the ministers of both countries met in the capital and spoke about grain and ports.</p>\n", n+1, what)
	}
	return b.String()
}

func htmlPage(title, published, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<html><head><title>%s | Ministry</title><meta property="article:published_time" content="%s"></head><body><article><h1>%s</h1>%s</article></body></html>`, title, published, title, body)
	}
}

func item(link, title, day, rest string) string {
	return "<item><title>" + title + "</title><link>" + link + "</link><pubDate>" + day + "</pubDate>" + rest + "</item>\n"
}

func rss(items ...string) http.HandlerFunc {
	return text(`<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Press</title><link>https://mfa.example/</link>` + strings.Join(items, "") + "</channel></rss>")
}

func whole(what string) string {
	return "<content:encoded><![CDATA[" + prose(what) + "]]></content:encoded>"
}

const (
	first = "Tue, 01 Jul 2025 10:00:00 GMT"
	mfa   = "http://mfa.example/feed"
)

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestEntries reads entries of all kinds, then looks again: nothing is read twice but what changed.
func TestEntries(t *testing.T) {
	w := newWorld(t)
	w.set("mfa.example/feed", rss(
		item("http://mfa.example/1", "Whole", first, whole("wheat")),
		item("http://mfa.example/2", "Short", first, "<description>They met.</description>"),
		item("http://mfa.example/3", "Gone, with a text", first, "<description>"+strings.Repeat("They met and spoke about the ports of the north. ", 6)+"</description>"),
		item("http://mfa.example/4", "Gone", first, "<description>They met.</description>"),
		item("http://mfa.example/5", "A PDF", first, ""),
		item("http://mfa.example/6", "German", first, ""),
		item("http://inside.example/7", "Inside", first, ""),
		item("http://mfa.example/8", "A fault", first, ""),
		item("http://mfa.example/9", "Tomorrow's", "Tue, 01 Jul 2098 10:00:00 GMT", ""),
	))
	w.set("mfa.example/2", htmlPage("The minister's day", "2025-07-02T00:30:00+03:00", prose("barley")))
	w.set("mfa.example/5", status(200, "Content-Type", "application/pdf"))
	w.set("mfa.example/6", htmlPage("Der Minister", "", "<p>Der Minister sprach lange und über vieles.</p>"+prose("Roggen")))
	w.set("mfa.example/8", htmlPage("A fault", "", "<p>PANIC</p>"+prose("oats")))
	w.set("mfa.example/9", htmlPage("Tomorrow's", "", prose("maize")))
	list := mfa + " 1h Ministry of Examplia"
	sum := w.run(0, list)
	want := []string{
		"2025-07-01|Ministry of Examplia|Whole|http://mfa.example/1",
		"2025-07-01|Ministry of Examplia|Gone, with a text|http://mfa.example/3",
		"2025-07-01|Ministry of Examplia|Der Minister|http://mfa.example/6",
		"2025-07-01|Ministry of Examplia|A fault|http://mfa.example/8",
		"2025-07-02|Ministry of Examplia|The minister's day|http://mfa.example/2",
		"|Ministry of Examplia|Tomorrow's|http://mfa.example/9",
	}
	slices.Sort(want)
	same(t, "documents", w.documents(), want)
	if sum.Looks != 1 || sum.Added != 4 || sum.Not != 2 || sum.Lost != 3 {
		t.Errorf("%+v\n%s", sum, strings.Join(w.log, "\n"))
	}
	f := w.feed(mfa)
	if f.Title != "Press" || f.Name != "Ministry of Examplia" || f.Found != 9 || f.Added != 4 || f.Refused != 2 || f.Lost != 3 || f.Looks != 1 || f.LastNew.IsZero() || !f.NextTry.Equal(w.clock().Add(time.Hour)) {
		t.Errorf("%+v", f)
	}
	for _, line := range []string{"mfa.example/feed: 9 new, 4 added, 2 not coded, 3 lost", "http://inside.example/7: lost: inside.example: refused: its address 192.168.1.1 is a private address", "http://mfa.example/5: lost: application/pdf, which is not read", "http://mfa.example/8: the engine failed at it: a fault"} {
		if !slices.ContainsFunc(w.log, func(l string) bool { return strings.Contains(l, line) }) {
			t.Errorf("no line «%s» in\n%s", line, strings.Join(w.log, "\n"))
		}
	}

	w.run(time.Minute, list) // its time has not come
	if n := w.count("mfa.example/feed"); n != 1 {
		t.Errorf("the feed was asked for %d times", n)
	}
	w.run(time.Hour, list)
	if n := w.count("mfa.example/2"); n != 1 {
		t.Errorf("the page was asked for %d times", n)
	}
	if f := w.feed(mfa); f.Unchanged != 1 || f.Found != 9 {
		t.Errorf("the same body again: %+v", f)
	}
	// One changed, one is new; a second feed has an entry that the first has too, and one without any day.
	w.set("mfa.example/feed", rss(item("http://mfa.example/1?utm_source=rss", "Whole", first, whole("rye")), item("http://mfa.example/2", "Short", first, "")))
	w.set("mfa.example/other", rss(item("http://mfa.example/2", "Short", first, ""), item("http://mfa.example/10", "No day", "", whole("rice"))))
	w.run(time.Hour, list, "http://mfa.example/other")
	got := w.documents()
	if !slices.Contains(got, "2025-07-01|Ministry of Examplia|Whole|http://mfa.example/1?utm_source=rss") || !slices.Contains(got, "|Press|No day|http://mfa.example/10") || len(got) != 8 {
		t.Errorf("documents:\n%s", strings.Join(got, "\n"))
	}
	if n := w.count("mfa.example/2"); n != 1 {
		t.Errorf("the page was asked for %d times: by the other feed too", n)
	}
	w.set("mfa.example/other", rss(item("http://mfa.example/11", "New today", "", whole("soy"))))
	w.run(time.Hour, "http://mfa.example/other")
	if got := w.documents(); !slices.Contains(got, "2025-07-02|Press|New today|http://mfa.example/11") {
		t.Errorf("what is new in a feed looked at an hour ago is of the day:\n%s", strings.Join(got, "\n"))
	}
	if f := w.feed(mfa); f.Listed {
		t.Error("a feed that left the list is still listed")
	}
}

// TestSitemap watches a site that has no feed: what is new in its sitemap is read, and has the day that its page tells.
func TestSitemap(t *testing.T) {
	w := newWorld(t)
	const maps = "http://mfa.example/sitemap.xml"
	location := func(n int, changed string) string {
		return fmt.Sprintf("<url><loc>http://mfa.example/%d</loc><lastmod>%s</lastmod></url>", n, changed)
	}
	for n := range 3 {
		w.set(fmt.Sprint("mfa.example/", n), htmlPage(fmt.Sprint("T", n), []string{"2025-06-30", "", "2025-07-02"}[n], prose(fmt.Sprint("grain ", n))))
	}
	w.set("mfa.example/sitemap.xml", text("<urlset>"+location(0, "2025-07-01")+"</urlset>"))
	w.run(0, maps)
	w.set("mfa.example/sitemap.xml", text("<urlset>"+location(0, "2025-07-01")+location(1, "2025-07-02")+location(2, "2025-07-02")+"</urlset>"))
	w.run(time.Hour, maps)
	same(t, "documents", w.documents(), []string{"2025-06-30|Ministry|T0|http://mfa.example/0", "2025-07-02|Ministry|T2|http://mfa.example/2", "|Ministry|T1|http://mfa.example/1"})
	if n := w.count("mfa.example/0"); n != 1 {
		t.Errorf("a page that did not change was asked for %d times", n)
	}
}

// TestOthersGoOn watches bad feeds beside a good one for twelve days.
func TestOthersGoOn(t *testing.T) {
	w := newWorld(t)
	bad := map[string]string{
		"http://a.example/page":     "3 times in a row: neither RSS nor Atom nor a JSON feed, but an HTML page",
		"http://a.example/gone":     "410 Gone",
		"http://b.example/none":     "it never worked, in 10 tries: 404 Not Found",
		"http://c.example/feed":     "robots.txt of c.example forbids it (line 2)",
		"http://inside.example/":    "inside.example: refused: its address 192.168.1.1 is a private address",
		"http://127.0.0.1/feed":     "http://127.0.0.1/feed: refused: a loopback address",
		"http://nowhere.example/":   "it never worked, in 10 tries: robots.txt cannot be had: nowhere.example: no such host",
		"http://d.example/broken":   "3 times in a row: broken feed:",
		"http://e.example/redirect": "http://169.254.169.254/: refused: a link-local or metadata address",
	}
	w.set("a.example/page", text("<!DOCTYPE html><html><body>Sorry</body></html>"))
	w.set("a.example/gone", status(410))
	w.set("c.example/robots.txt", text("User-agent: readout\nDisallow: /"))
	w.set("d.example/broken", text("<rss><channel><item><title>"))
	w.set("e.example/redirect", status(301, "Location", "http://169.254.169.254/"))
	list := []string{mfa}
	for address := range bad {
		list = append(list, address)
	}
	for day := range 12 {
		w.set("mfa.example/feed", rss(item(fmt.Sprint("http://mfa.example/", day), fmt.Sprint("Day ", day), "", whole(fmt.Sprint("grain ", day)))))
		for range 4 {
			w.run(6*time.Hour, list...)
		}
	}
	if n := len(w.documents()); n != 12 {
		t.Errorf("%d documents of the good feed, want 12", n)
	}
	if f := w.feed(mfa); f.Failure != "" || f.Looks != 48 {
		t.Errorf("the good feed: %+v", f)
	}
	for address, want := range bad {
		f := w.feed(address)
		if !strings.HasPrefix(f.Quarantined, want) || f.Looks > 16 {
			t.Errorf("%s: quarantined %q after %d looks, want %q", address, f.Quarantined, f.Looks, want)
		}
	}
	w.set("a.example/page", rss())
	f := w.feed("http://a.example/page")
	watch.Release(&f)
	if err := w.db.PutFeed(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	w.run(time.Minute, list...)
	if f := w.feed("http://a.example/page"); f.Quarantined != "" || f.Failure != "" || watch.State(&f, w.clock()) != watch.OK {
		t.Errorf("released and mended: %+v", f)
	}
}

// TestPatience breaks feeds that have worked: a notice of maintenance for some hours, or a name that leads inside for a
// while, brings none into quarantine; days of it do, and an answer ends it.
func TestPatience(t *testing.T) {
	w := newWorld(t)
	const moved = "http://mfa.example/moved"
	works := func() {
		w.set("mfa.example/feed", rss())
		w.set("mfa.example/moved", rss())
	}
	breaks := func() {
		w.set("mfa.example/feed", text("<html><body>Back soon</body></html>"))
		w.set("mfa.example/moved", status(302, "Location", "http://inside.example/login"))
	}
	states := func(when, want string) {
		t.Helper()
		for _, address := range []string{mfa, moved} {
			if f := w.feed(address); watch.State(&f, w.clock()) != want {
				t.Errorf("%s: %s is %s (%s), want %s", when, address, watch.State(&f, w.clock()), f.Failure, want)
			}
		}
	}
	hours := func(n int) {
		for range n {
			w.run(time.Hour, mfa, moved)
		}
	}
	works()
	hours(1)
	breaks()
	hours(20)
	states("after 20 hours", watch.Failing)
	hours(10 * 24)
	states("after ten days", watch.Quarantined)
	if f := w.feed(mfa); !strings.Contains(f.Quarantined, "but an HTML page") || f.Looks > 30 {
		t.Errorf("%q after %d looks", f.Quarantined, f.Looks)
	}
	works()
	hours(7 * 24)
	states("mended for a week", watch.OK)
}

// TestPagesTriedAgain fails pages for a while: their entries wait, also after they left the feed.
func TestPagesTriedAgain(t *testing.T) {
	w := newWorld(t)
	w.set("mfa.example/feed", rss(item("http://mfa.example/1", "A", first, ""), item("http://mfa.example/2", "B", first, "")))
	w.set("mfa.example/1", status(502))
	w.set("mfa.example/2", status(429, "Retry-After", "7200"))
	w.run(0, mfa)
	if n := len(w.documents()); n != 0 {
		t.Fatalf("%d documents", n)
	}
	w.set("mfa.example/feed", rss())
	w.set("mfa.example/1", htmlPage("A", "", prose("wheat")))
	w.set("mfa.example/2", htmlPage("B", "", prose("barley")))
	w.run(time.Hour, mfa)
	same(t, "documents", w.documents(), []string{"2025-07-01|Ministry|A|http://mfa.example/1", "2025-07-01|Ministry|B|http://mfa.example/2"})

	w.set("mfa.example/feed", rss(item("http://mfa.example/3", "C", first, "")))
	w.set("mfa.example/3", status(500))
	for range 80 {
		w.run(2*time.Hour, mfa)
	}
	if f := w.feed(mfa); f.Lost != 1 || w.count("mfa.example/3") != 8 {
		t.Errorf("asked %d times, want 8; %+v", w.count("mfa.example/3"), f)
	}
}

// TestInterrupted stops a watch in the midst of its pages, several times: in the end each is there once.
func TestInterrupted(t *testing.T) {
	w := newWorld(t)
	var items, want []string
	for n := range 40 {
		items = append(items, item(fmt.Sprint("http://mfa.example/", n), fmt.Sprint("T", n), first, ""))
		want = append(want, fmt.Sprintf("2025-07-01|Ministry|T%d|http://mfa.example/%d", n, n))
	}
	slices.Sort(want)
	w.set("mfa.example/feed", rss(items...))
	stops := 0
	for range 5 {
		ctx, cancel := context.WithCancel(t.Context())
		served := 0
		for n := range 40 {
			page := htmlPage(fmt.Sprint("T", n), "", prose(fmt.Sprint("grain ", n)))
			w.set(fmt.Sprint("mfa.example/", n), func(rw http.ResponseWriter, r *http.Request) {
				if served++; served == 7 {
					stops++
					cancel()
				}
				page(rw, r)
			})
		}
		w.runIn(ctx, time.Minute, mfa)
		cancel()
	}
	w.run(time.Hour, mfa)
	same(t, "documents", w.documents(), want)
	for n := range 40 {
		if asked := w.count(fmt.Sprint("mfa.example/", n)); asked > 2 {
			t.Errorf("page %d was asked for %d times", n, asked)
		}
	}
	if stops != 5 {
		t.Errorf("%d stops, want 5", stops)
	}
}

// TestOffline takes the line away for a week: the feeds are not blamed for it.
func TestOffline(t *testing.T) {
	w := newWorld(t)
	var list []string
	for n := range 8 {
		list = append(list, fmt.Sprintf("http://h%d.example/feed", n))
		w.set(fmt.Sprintf("h%d.example/feed", n), rss())
	}
	w.run(0, list...)
	w.dark = true
	for range 7 * 6 {
		w.run(4*time.Hour, list...)
	}
	quarantined := 0
	for _, a := range list {
		if f := w.feed(a); f.Quarantined != "" {
			quarantined++
		}
	}
	if quarantined > 0 {
		t.Errorf("%d feeds are in quarantine for a fault of this side", quarantined)
	}
	w.dark = false
	if sum := w.run(2*24*time.Hour, list...); sum.Looks != 8 || sum.Failed != 0 {
		t.Errorf("after the line is back: %+v", sum)
	}
}

// TestWall meets a site that answers every page with its consent.
func TestWall(t *testing.T) {
	w := newWorld(t)
	var items []string
	for n := range 6 {
		items = append(items, item(fmt.Sprint("http://mfa.example/", n), fmt.Sprint("T", n), first, ""))
		w.set(fmt.Sprint("mfa.example/", n), htmlPage("Consent", "", prose("cookies")))
	}
	w.set("mfa.example/feed", rss(items...))
	if sum := w.run(0, mfa); sum.Lost != 4 {
		t.Errorf("%+v\n%s", sum, strings.Join(w.log, "\n"))
	}
}

// TestRuns lets a watch run on until it is stopped.
func TestRuns(t *testing.T) {
	w := newWorld(t)
	w.set("mfa.example/feed", rss(item("http://mfa.example/1", "Whole", first, whole("wheat"))))
	ctx, cancel := context.WithCancel(t.Context())
	x := &watch.Watcher{Store: w.db, Fetch: fetch.New(&netguard.Guard{Resolver: w, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, w.srv.Listener.Addr().String())
	}}, "1", 0, w.db, time.Now), Code: code, Coder: record.Coder{Version: "1", Knowledge: "k"}, Interval: time.Hour, Looks: 2, Jobs: 1, Now: time.Now, Jitter: watch.Jitter, Log: func(line string) {
		if strings.Contains(line, "1 added") {
			cancel()
		}
	}}
	feeds, err := watch.ReadList("feeds.txt", strings.NewReader(mfa))
	if err != nil {
		t.Fatal(err)
	}
	sum, err := x.Run(ctx, feeds, false)
	if err != nil || sum.Added != 1 {
		t.Errorf("%+v, %v", sum, err)
	}
}

func TestReadList(t *testing.T) {
	got, err := watch.ReadList("feeds.txt", strings.NewReader("\ufeff# feeds\n\nhttps://a.example/rss\nhttps://b.example/rss#x  2h  Ministry of B # its press\nhttps://c.example/ 24.kg News\nhttp://d.example/ 1d\n"))
	want := []watch.Listed{{Address: "https://a.example/rss"}, {Address: "https://b.example/rss#x", Name: "Ministry of B", Interval: 2 * time.Hour}, {Address: "https://c.example/", Name: "24.kg News"}, {Address: "http://d.example/", Interval: 24 * time.Hour}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	got, err = watch.ReadList("feeds.txt", strings.NewReader("mfa.example/rss\nhttps://a.example/\nhttps://a.example/\nhttps://u:p@b.example/\nhttps://c.example/ 1m\nfile:///etc/passwd\nhttps://%zz/\n"))
	if len(got) != 1 || err == nil {
		t.Fatalf("%+v, %v", got, err)
	}
	for i, want := range []string{`feeds.txt:1: "mfa.example/rss": want an address that begins with https://`, "feeds.txt:3: https://a.example/ stands in line 2 already", "feeds.txt:4: a user name in the address of b.example", "feeds.txt:5: interval 1m: want 5m to 30d", `feeds.txt:6: "file:///etc/passwd"`, `feeds.txt:7: "https://%zz/" is no address`} {
		if line := strings.Split(err.Error(), "\n")[i]; !strings.HasPrefix(line, want) {
			t.Errorf("line %q, want %q", line, want)
		}
	}
}

func TestState(t *testing.T) {
	now := time.Date(2025, 7, 2, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		feed store.Feed
		want string
	}{
		{store.Feed{Listed: true}, watch.New}, {store.Feed{Listed: true, LastTry: now}, watch.OK}, {store.Feed{Listed: true, LastTry: now, Failure: "x"}, watch.Failing}, {store.Feed{Listed: true, Quarantined: "x"}, watch.Quarantined},
		{store.Feed{Listed: true, LastTry: now, LastNew: now.AddDate(0, -2, 0)}, watch.Silent}, {store.Feed{Quarantined: "x"}, watch.Unlisted},
	} {
		if got := watch.State(&c.feed, now); got != c.want {
			t.Errorf("%+v is %q, want %q", c.feed, got, c.want)
		}
	}
}
