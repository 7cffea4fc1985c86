// Package gate stands before the whole server, data and pages: it says who may ask and how much, and keeps count.
// Host names, cross-site writes, malformed addresses, tokens and rates are checked here, in this order, before any
// handler runs; every refusal is a problem (RFC 9457). What is left is measured and, on request, logged.
package gate

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/openreadout/readout/internal/server/problem"
	"github.com/openreadout/readout/internal/store"
)

// mostURL is how long an address may be, in bytes: filters of a few hundred names fit.
const mostURL = 16 << 10

// Options are what the gate asks. The zero value asks for a loopback host name and nothing more.
type Options struct {
	Hosts   []string                        // host names that are ours, beside localhost and addresses of this machine
	Tokens  *Tokens                         // asked of every request but for /healthz; nil: nobody is asked
	Rate    float64                         // requests a second of one token or address; 0: any number
	Burst   int                             // requests at once, before Rate counts
	Metrics *Metrics                        // counts requests; nil: nobody counts
	Log     *Log                            // one line a request; nil: none
	Wrap    func(http.Handler) http.Handler // laid around the handlers, behind the gate; may be nil
	Fault   func(string)                    // is told of a handler that panicked, with its stack; nil: nobody is
	Now     func() time.Time                // time.Now if nil
}

// Gate is the handler before all handlers. It is safe for concurrent use.
type Gate struct {
	mux   *http.ServeMux // knows the routes
	next  http.Handler   // mux, with what is laid around it
	o     Options
	cross *http.CrossOriginProtection
	rates *limits // of requests
	fails *limits // of wrong tokens
}

// New returns the gate before mux.
func New(mux *http.ServeMux, o Options) *Gate {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Metrics == nil {
		o.Metrics = NewMetrics()
	}
	g := &Gate{mux: mux, next: mux, o: o, cross: http.NewCrossOriginProtection()}
	if o.Wrap != nil {
		g.next = o.Wrap(mux)
	}
	if o.Rate > 0 {
		g.rates = newLimits(o.Rate, max(1, o.Burst))
	}
	g.fails = newLimits(0.2, 10) // twelve guesses a minute from one address are no attack on 256 bits, but a broken script
	return g
}

func (g *Gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	begin := g.o.Now()
	_, route := g.mux.Handler(r)
	seen := &watched{ResponseWriter: w}
	end := g.o.Metrics.begin()
	name := ""
	defer func() {
		p := recover()
		if p != nil {
			g.fault(seen, r, p)
		}
		took := g.o.Now().Sub(begin)
		end(r.Method, route, seen.Status(), took)
		g.o.Log.write(r, name, seen.Status(), seen.bytes, begin, took)
		if p != nil && seen.cut {
			panic(http.ErrAbortHandler) // the connection ends: what was sent is not whole
		}
	}()
	if err := g.malformed(r); err != nil {
		problem.Of(seen, err)
		return
	}
	if !g.known(r.Host) {
		problem.Write(seen, http.StatusMisdirectedRequest, "the host name is not one of this server; --host adds one")
		return
	}
	if err := g.cross.Check(r); err != nil {
		problem.Write(seen, http.StatusForbidden, "a write from the page of another site")
		return
	}
	var ok bool
	if name, ok = g.admit(seen, r); !ok || !g.paced(seen, r, name) {
		return
	}
	g.dispatch(seen, named(r, name), route)
}

// clientKey is the key under which the context of a request has the name of its token.
type clientKey struct{}

func named(r *http.Request, name string) *http.Request {
	if name == "" {
		return r
	}
	return r.WithContext(context.WithValue(r.Context(), clientKey{}, name))
}

// Client returns the name of the token that a request came with, "" for none.
func Client(r *http.Request) string {
	name, _ := r.Context().Value(clientKey{}).(string)
	return name
}

// fault answers for a handler that panicked.
func (g *Gate) fault(w *watched, r *http.Request, p any) {
	if p != http.ErrAbortHandler && g.o.Fault != nil {
		g.o.Fault(fmt.Sprintf("%s %s: %v\n%s", r.Method, r.URL.Path, p, debug.Stack()))
	}
	if w.begun || p == http.ErrAbortHandler {
		w.cut = true
		return
	}
	problem.Write(w, http.StatusInternalServerError, "a fault of the program")
}

// malformed refuses addresses that no client of good will sends.
func (g *Gate) malformed(r *http.Request) error {
	bad := func(detail string) error { return &problem.Error{Status: http.StatusBadRequest, Detail: detail} }
	if len(r.RequestURI) > mostURL {
		return &problem.Error{Status: http.StatusRequestURITooLong, Detail: "an address of more than 16384 bytes"}
	}
	raw := strings.ToLower(r.URL.EscapedPath())
	if strings.Contains(raw, "%2f") || strings.Contains(raw, "%5c") || strings.Contains(r.URL.Path, `\`) || strings.Contains(r.URL.Path, "//") {
		return bad("a path with an escaped or a doubled slash")
	}
	for seg := range strings.SplitSeq(r.URL.Path, "/") {
		if seg == "." || seg == ".." {
			return bad("a path with «.» or «..»")
		}
	}
	for _, c := range r.URL.Path {
		if c < ' ' || c == 0x7f || c == '\uFFFD' {
			return bad("a path with a control character, or not in UTF-8")
		}
	}
	if _, err := url.ParseQuery(r.URL.RawQuery); err != nil {
		return bad("the query cannot be read: " + err.Error())
	}
	return nil
}

// dispatch hands the request to its handler. An address or a method that has none is a problem, unless a browser
// asks for a page: pages show it in their own form.
func (g *Gate) dispatch(w *watched, r *http.Request, route string) {
	if route == "" || route == "GET /" && !wantsPage(r) {
		seen := &refusal{header: http.Header{}}
		if route == "" {
			g.mux.ServeHTTP(seen, r)
		}
		switch allow := seen.header.Get("Allow"); {
		case allow != "":
			w.Header().Set("Allow", allow)
			problem.Write(w, http.StatusMethodNotAllowed, r.Method+" "+r.URL.Path+": want "+allow)
		case seen.header.Get("Location") != "":
			g.next.ServeHTTP(w, r)
		default:
			problem.Write(w, http.StatusNotFound, r.URL.Path+": not found")
		}
		return
	}
	g.next.ServeHTTP(w, r)
}

// wantsPage reports whether the client is a browser that shows what it gets.
func wantsPage(r *http.Request) bool { return strings.Contains(r.Header.Get("Accept"), "text/html") }

// refusal learns what the mux would answer and sends nothing.
type refusal struct{ header http.Header }

func (f *refusal) Header() http.Header         { return f.header }
func (f *refusal) Write(b []byte) (int, error) { return len(b), nil }
func (f *refusal) WriteHeader(int)             {}

// harmless are the addresses whose POST keeps nothing: a text to be coded, the colours of the pages.
var harmless = []string{"/code", "/theme"}

// writes reports whether a request asks for the scope of writing.
func writes(r *http.Request) bool {
	return r.Method != http.MethodGet && r.Method != http.MethodHead && !slices.Contains(harmless, r.URL.Path)
}

// scope is what a token must allow.
func scope(r *http.Request) string {
	if writes(r) {
		return store.ScopeWrite
	}
	return store.ScopeRead
}
