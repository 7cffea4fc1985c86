package gate_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	neturl "net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/server/gate"
	"github.com/openreadout/readout/internal/store"
)

// tokens is a store of tokens.
type tokens []store.Token

func (ts *tokens) Tokens(context.Context) ([]store.Token, error) { return slices.Clone(*ts), nil }

func token(t *testing.T, name, scope string, expires time.Time) (store.Token, string) {
	t.Helper()
	x, secret, err := store.NewToken(name, []string{scope}, time.Unix(1, 0), expires)
	if err != nil {
		t.Fatal(err)
	}
	return x, secret
}

// mux is a small server: a list, a write, texts to be coded, pages, and a fault.
func mux() *http.ServeMux {
	m := http.NewServeMux()
	say := func(s string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, s+" "+gate.Client(r)) }
	}
	m.HandleFunc("GET /events.json", say("list"))
	m.HandleFunc("POST /corrections", say("written"))
	m.HandleFunc("POST /code", say("coded"))
	m.HandleFunc("GET /healthz", say("ok"))
	m.HandleFunc("GET /static/", say("file"))
	m.HandleFunc("GET /fault", func(http.ResponseWriter, *http.Request) { panic("broken") })
	m.HandleFunc("GET /cut", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "half"); panic(http.ErrAbortHandler) })
	m.HandleFunc("GET /", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		io.WriteString(w, "<h1>page</h1>")
	})
	return m
}

// request sends one; headers are names and values in turn, of which Host and RemoteAddr are set apart.
func request(h http.Handler, method, url string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "/", nil)
	u, err := neturl.ParseRequestURI(url) // as a server does
	if err != nil {
		panic(err)
	}
	r.URL, r.RequestURI, r.Host = u, url, "localhost:8030"
	for i := 0; i+1 < len(headers); i += 2 {
		switch headers[i] {
		case "Host":
			r.Host = headers[i+1]
		case "RemoteAddr":
			r.RemoteAddr = headers[i+1]
		default:
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestRefusals sends what must not get in, one by one, and beside each what must.
func TestRefusals(t *testing.T) {
	h := gate.New(mux(), gate.Options{Hosts: []string{"readout.example.org"}})
	const html = "text/html,application/xhtml+xml"
	for _, c := range []struct {
		name, method, url string
		headers           []string
		status            int
		detail            string
	}{
		{"a list", "GET", "/events.json?q=x", nil, 200, ""},
		{"its head", "HEAD", "/events.json", nil, 200, ""},
		{"host by address", "GET", "/events.json", []string{"Host", "127.0.0.1:8030"}, 200, ""},
		{"host by IPv6 address", "GET", "/events.json", []string{"Host", "[::1]:8030"}, 200, ""},
		{"host of ours", "GET", "/events.json", []string{"Host", "Readout.Example.Org."}, 200, ""},
		{"foreign host", "GET", "/events.json", []string{"Host", "evil.example"}, 421, "host name"},
		{"host that begins like ours", "GET", "/events.json", []string{"Host", "localhost.evil.example"}, 421, "host name"},
		{"host of another machine", "GET", "/events.json", []string{"Host", "192.168.0.7:8030"}, 421, "host name"},
		{"no host", "GET", "/events.json", []string{"Host", ""}, 421, "host name"},
		{"write", "POST", "/corrections", nil, 200, ""},
		{"write from our page", "POST", "/corrections", []string{"Sec-Fetch-Site", "same-origin"}, 200, ""},
		{"cross-site write", "POST", "/corrections", []string{"Sec-Fetch-Site", "cross-site"}, 403, "another site"},
		{"same-site write", "POST", "/corrections", []string{"Sec-Fetch-Site", "same-site"}, 403, "another site"},
		{"write of another origin", "POST", "/corrections", []string{"Origin", "https://evil.example"}, 403, "another site"},
		{"write of no origin", "POST", "/corrections", []string{"Origin", "null"}, 403, "another site"},
		{"cross-site text", "POST", "/code", []string{"Sec-Fetch-Site", "cross-site"}, 403, "another site"},
		{"cross-site link", "GET", "/events.json", []string{"Sec-Fetch-Site", "cross-site"}, 200, ""},
		{"traversal", "GET", "/static/../../etc/passwd", nil, 400, "«..»"},
		{"traversal, escaped dots", "GET", "/static/%2e%2e/passwd", nil, 400, "«..»"},
		{"traversal, escaped slash", "GET", "/static/..%2fpasswd", nil, 400, "slash"},
		{"traversal, backslash", "GET", "/static/..%5cpasswd", nil, 400, "slash"},
		{"doubled slash", "GET", "/static//style.css", nil, 400, "slash"},
		{"null byte", "GET", "/static/style.css%00.png", nil, 400, "control"},
		{"line break", "GET", "/static/a%0d%0aSet-Cookie:x", nil, 400, "control"},
		{"not UTF-8", "GET", "/static/%ff", nil, 400, "UTF-8"},
		{"query with a semicolon", "GET", "/events.json?q=a;b", nil, 400, "query"},
		{"query with a bad escape", "GET", "/events.json?q=%zz", nil, 400, "query"},
		{"long address", "GET", "/events.json?q=" + strings.Repeat("a", 17<<10), nil, 414, "16384"},
		{"long, but not too long", "GET", "/events.json?q=" + strings.Repeat("a", 15<<10), nil, 200, ""},
		{"unknown address", "GET", "/nowhere.json", nil, 404, "/nowhere.json"},
		{"unknown address in a browser", "GET", "/nowhere", []string{"Accept", html}, 404, ""},
		{"wrong method", "POST", "/events.json", nil, 405, "want GET, HEAD"},
		{"deleting", "DELETE", "/events.json", []string{"Accept", html}, 405, "want GET, HEAD"},
		{"trace", "TRACE", "/events.json", nil, 405, "want GET, HEAD"},
		{"reading what is written", "GET", "/corrections", nil, 404, "/corrections"},
		{"a fault", "GET", "/fault", nil, 500, "fault of the program"},
	} {
		w := request(h, c.method, c.url, c.headers...)
		problem := w.Header().Get("Content-Type") == "application/problem+json"
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.detail) || problem != (c.detail != "") {
			t.Errorf("%s: %s %.60s: %d %.200s; want %d with %q", c.name, c.method, c.url, w.Code, w.Body, c.status, c.detail)
		}
		if c.status == 405 && w.Header().Get("Allow") == "" {
			t.Errorf("%s: no Allow", c.name)
		}
	}
}

func TestTokens(t *testing.T) {
	now := time.Unix(1e9, 0)
	reader, read := token(t, "reader", store.ScopeRead, time.Time{})
	writer, write := token(t, "writer", store.ScopeWrite, time.Time{})
	late, old := token(t, "late", store.ScopeWrite, now)
	gone, revoked := token(t, "gone", store.ScopeWrite, time.Time{})
	gone.Revoked = now
	ts := &tokens{reader, writer, late, gone}
	h := gate.New(mux(), gate.Options{Tokens: gate.NewTokens(ts), Now: func() time.Time { return now }})
	for _, c := range []struct {
		method, url, header string
		status              int
		want                string
	}{
		{"GET", "/healthz", "", 200, "ok"},
		{"GET", "/events.json", "", 401, "want a token"},
		{"GET", "/events.json", "Bearer " + read, 200, "list reader"},
		{"GET", "/events.json", "bearer " + write, 200, "list writer"},
		{"GET", "/events.json", "Basic " + basic("anybody", read), 200, "list reader"},
		{"GET", "/events.json", "Basic " + basic(read, ""), 401, "not known"},
		{"GET", "/events.json", "Bearer " + read[:len(read)-1], 401, "not known"},
		{"GET", "/events.json", "Bearer ", 401, "not known"},
		{"GET", "/events.json", "Bearer " + old, 401, "late is revoked or has expired"},
		{"GET", "/events.json", "Bearer " + revoked, 401, "gone is revoked or has expired"},
		{"POST", "/code", "Bearer " + read, 200, "coded reader"},
		{"POST", "/corrections", "Bearer " + read, 403, "may read only"},
		{"POST", "/corrections", "Bearer " + write, 200, "written writer"},
		{"GET", "/nowhere.json", "", 401, "want a token"},
	} {
		w := request(h, c.method, c.url, "Authorization", c.header, "Host", "10.0.0.1")
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%s %s %.20s: %d %s; want %d with %q", c.method, c.url, c.header, w.Code, w.Body, c.status, c.want)
		}
		if challenge := w.Header().Get("WWW-Authenticate"); (w.Code == 401) != strings.HasPrefix(challenge, `Bearer realm="Readout"`) && w.Code != 403 {
			t.Errorf("%s %s: %d with WWW-Authenticate %q", c.method, c.url, w.Code, challenge)
		}
	}
	if w := request(h, "GET", "/", "Accept", "text/html"); w.Code != 401 || !strings.Contains(fmt.Sprint(w.Header()["Www-Authenticate"]), "Basic") {
		t.Errorf("a browser is asked %v", w.Header()["Www-Authenticate"])
	}
	(*ts)[0].Revoked = now
	if w := request(h, "GET", "/events.json", "Authorization", "Bearer "+read); w.Code != 200 {
		t.Errorf("within the second that tokens are held: %d", w.Code)
	}
	now = now.Add(1100 * time.Millisecond)
	if w := request(h, "GET", "/events.json", "Authorization", "Bearer "+read); w.Code != 401 {
		t.Errorf("revoked: %d", w.Code)
	}
}

func basic(user, password string) string {
	r := httptest.NewRequest("GET", "/", nil)
	r.SetBasicAuth(user, password)
	return strings.TrimPrefix(r.Header.Get("Authorization"), "Basic ")
}

// TestRates asks more than a client may: the others are not held back, and it may go on when its time has come.
func TestRates(t *testing.T) {
	now := time.Unix(1e9, 0)
	h := gate.New(mux(), gate.Options{Rate: 2, Burst: 3, Now: func() time.Time { return now }})
	ask := func(remote string) *httptest.ResponseRecorder {
		return request(h, "GET", "/events.json", "RemoteAddr", remote)
	}
	for i := range 3 {
		if w := ask("203.0.113.5:1000"); w.Code != 200 {
			t.Fatalf("request %d: %d", i, w.Code)
		}
	}
	if w := ask("203.0.113.5:2000"); w.Code != 429 || w.Header().Get("Retry-After") != "1" || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("one too many: %d, Retry-After %q", w.Code, w.Header().Get("Retry-After"))
	}
	if w := ask("203.0.113.6:1000"); w.Code != 200 {
		t.Errorf("another address: %d", w.Code)
	}
	if w := request(h, "GET", "/healthz", "RemoteAddr", "203.0.113.5:1000"); w.Code != 200 {
		t.Errorf("health: %d", w.Code)
	}
	now = now.Add(time.Second / 2)
	if w := ask("203.0.113.5:3000"); w.Code != 200 {
		t.Errorf("half a second later: %d", w.Code)
	}
	for i := range 4 {
		w := ask(fmt.Sprintf("[2001:db8::%d]:1000", i))
		if want := []int{200, 200, 200, 429}[i]; w.Code != want {
			t.Errorf("address %d of one IPv6 network: %d, want %d", i, w.Code, want)
		}
	}
}

// TestGuessing sends wrong tokens until it is told to stop.
func TestGuessing(t *testing.T) {
	now := time.Unix(1e9, 0)
	h := gate.New(mux(), gate.Options{Tokens: gate.NewTokens(&tokens{}), Now: func() time.Time { return now }})
	for i := range 11 {
		w := request(h, "GET", "/events.json", "Authorization", fmt.Sprint("Bearer readout_", i))
		if want := map[bool]int{false: 401, true: 429}[i == 10]; w.Code != want {
			t.Errorf("guess %d: %d, want %d", i, w.Code, want)
		}
	}
}

// TestMetrics reads the text format back: every line a comment or a value, buckets that grow, and no series that a
// client could make.
func TestMetrics(t *testing.T) {
	m := gate.NewMetrics()
	m.Add(func(x *gate.Text) { x.Head("y", "gauge", "Why."); x.Value("y", 2, "kind", "a\"b\\c\nd") })
	h := gate.New(mux(), gate.Options{Metrics: m})
	for range 3 {
		request(h, "GET", "/events.json")
	}
	request(h, "GET", "/events.json?%zz")
	request(h, "BREW", "/a/b/c")
	request(h, "GET", "/x/y/z.json")
	var b strings.Builder
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="([^"\\\n]|\\.)*",?)+\})? [0-9.e+-]+)$`)
	last, lines := map[string]float64{}, bufio.NewScanner(strings.NewReader(b.String()))
	for lines.Scan() {
		l := lines.Text()
		if !line.MatchString(l) {
			t.Errorf("no line of the format: %q", l)
		}
		if name, value, ok := strings.Cut(l, "le="); ok {
			v, err := strconv.ParseFloat(value[strings.LastIndex(value, " ")+1:], 64)
			if err != nil || v < last[name] {
				t.Errorf("%s: %v after %v", l, v, last[name])
			}
			last[name] = v
		}
	}
	for _, want := range []string{`readout_http_requests_total{route="/events.json",method="GET",status="200"} 3`, `{route="/events.json",method="GET",status="400"} 1`, `method="other",status="405"} 1`,
		`readout_http_request_duration_seconds_count{route="/events.json"} 4`, "readout_http_requests_open 0", `y{kind="a\"b\\c\nd"} 2`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s in\n%s", want, b.String())
		}
	}
	if strings.Contains(b.String(), "/x/y/z") || strings.Contains(b.String(), "BREW") {
		t.Errorf("a series of the client's making in\n%s", b.String())
	}
}

func TestLog(t *testing.T) {
	reader, secret := token(t, "reader", store.ScopeRead, time.Time{})
	var b bytes.Buffer
	h := gate.New(mux(), gate.Options{Log: gate.NewLog(&b), Tokens: gate.NewTokens(&tokens{reader})})
	request(h, "GET", "/events.json?q=x", "Authorization", "Bearer "+secret, "User-Agent", "curl\n{}")
	var l map[string]any
	if err := json.Unmarshal(b.Bytes(), &l); err != nil || bytes.Count(b.Bytes(), []byte("\n")) != 1 {
		t.Fatalf("%v: %s", err, b.String())
	}
	for k, want := range map[string]any{"method": "GET", "path": "/events.json", "query": "q=x", "status": 200.0, "bytes": 11.0, "token": "reader", "agent": "curl\n{}"} {
		if l[k] != want {
			t.Errorf("%s is %v, want %v", k, l[k], want)
		}
	}
	if strings.Contains(b.String(), secret) {
		t.Error("the secret is in the log")
	}
}

// TestFaults looks at a real connection: a fault is a problem and is told, an answer that is cut does not end as if
// it were whole, and the server goes on.
func TestFaults(t *testing.T) {
	var told []string
	srv := httptest.NewServer(gate.New(mux(), gate.Options{Fault: func(s string) { told = append(told, s) }}))
	defer srv.Close()
	resp, err := http.Get(srv.URL + "/fault")
	if err != nil || resp.StatusCode != 500 {
		t.Errorf("a fault: %v %v", resp, err)
	}
	if len(told) != 1 || !strings.Contains(told[0], "GET /fault: broken") || !strings.Contains(told[0], "gate_test.go") {
		t.Errorf("told %.200q", told)
	}
	if resp, err = http.Get(srv.URL + "/cut"); err == nil {
		if _, err = io.ReadAll(resp.Body); err == nil {
			t.Error("an answer that was cut looks whole")
		}
	}
	if resp, err = http.Get(srv.URL + "/events.json"); err != nil || resp.StatusCode != 200 {
		t.Errorf("after it: %v %v", resp, err)
	}
}

// TestRaw sends bytes that are no requests to a real server: each is refused, none ends it.
func TestRaw(t *testing.T) {
	srv := httptest.NewUnstartedServer(gate.New(mux(), gate.Options{}))
	srv.Config.MaxHeaderBytes = 1 << 16
	srv.Start()
	defer srv.Close()
	for name, raw := range map[string]string{
		"no request":      "hello\r\n\r\n",
		"two lengths":     "POST /code HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
		"bad length":      "POST /code HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
		"two hosts":       "GET /events.json HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
		"no host":         "GET /events.json HTTP/1.1\r\n\r\n",
		"foreign address": "GET http://evil.example/events.json HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"large header":    "GET /events.json HTTP/1.1\r\nHost: localhost\r\nX: " + strings.Repeat("x", 1<<17) + "\r\n\r\n",
		"bad header":      "GET /events.json HTTP/1.1\r\nHost: localhost\r\nX y: 1\r\n\r\n",
		"smuggled":        "POST /code HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
	} {
		c, err := net.Dial("tcp", srv.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		c.SetDeadline(time.Now().Add(5 * time.Second))
		io.WriteString(c, raw)
		resp, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil || resp.StatusCode < 400 || resp.StatusCode >= 500 && resp.StatusCode != 501 {
			t.Errorf("%s: %v %v", name, resp, err)
		}
		c.Close()
	}
	if resp, err := http.Get(srv.URL + "/events.json"); err != nil || resp.StatusCode != 200 {
		t.Errorf("after all: %v %v", resp, err)
	}
}
