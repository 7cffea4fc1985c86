// Package fetch asks hosts for feeds and pages as a good guest does: one request at a time a host with a pause between
// them, by the host's robots.txt, no longer and no more than a limit, again only when something changed. Every
// request and redirect passes the guard of package netguard. It knows nothing of feeds.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/openreadout/readout/internal/netguard"
	"github.com/openreadout/readout/internal/store"
)

const (
	// Token is the name by which robots.txt may speak of this program.
	Token = "readout"
	// MaxBody is the longest body that is taken, in bytes, after decompression.
	MaxBody = 15 << 20
	// Timeout is how long a request may take, its body included.
	Timeout = 20 * time.Second

	afterRedirect = time.Second // the pause, when a host sends on

	maxDelay = 2 * time.Minute // of what hosts ask to be left between requests
	maxLater = 7 * 24 * time.Hour
)

// Hosts keeps what is known of hosts; a store.Feeds is one.
type Hosts interface {
	Host(ctx context.Context, origin string) (store.Host, error)
	PutHost(ctx context.Context, h store.Host) error
}

// Fetcher asks hosts. It may be used from several goroutines.
type Fetcher struct {
	guard  *netguard.Guard
	client *http.Client
	agent  string
	gap    time.Duration
	hosts  Hosts
	now    func() time.Time

	mu    sync.Mutex
	gates map[string]*gate // by host
	rules map[string]rules // by origin
}

// gate lets one request at a time through to a host.
type gate struct {
	turn  chan struct{} // holds the turn
	users int           // goroutines that have it, or wait for it
	next  time.Time     // of the next request
	until time.Time     // the host asked not to be asked before
}

// New returns a fetcher. version goes into the name that hosts see, gap is the pause between two requests to a host,
// hosts may be nil.
func New(guard *netguard.Guard, version string, gap time.Duration, hosts Hosts, now func() time.Time) *Fetcher {
	c := guard.Client(Timeout)
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // followed here, host by host
	return &Fetcher{guard: guard, client: c, agent: "readout/" + version + " (+https://github.com/openreadout/readout)", gap: gap, hosts: hosts, now: now, gates: map[string]*gate{}, rules: map[string]rules{}}
}

// Request is what is asked for.
type Request struct {
	Address        string
	ETag, Modified string   // of what is known: the answer may be that nothing changed
	Accept         string   // the header
	Kinds          []string // beginnings of content types that are taken; nil takes all

	jar http.CookieJar
}

// Answer is what came.
type Answer struct {
	Address   string // where it came from in the end
	Moved     string // where the address has moved for good, "" for not
	Unchanged bool   // there is no body: it is what is known
	Kind      string // content type
	ETag      string
	Modified  string
	Body      []byte
}

// Get asks for an address. Its error is an *Error, that of the context, or ErrHosts.
func (f *Fetcher) Get(ctx context.Context, req Request) (*Answer, error) {
	at, moved, forGood := req.Address, "", true
	jar, err := cookiejar.New(nil) // for this chain of redirects alone: some sites send on until a cookie comes back
	if err != nil {
		return nil, err
	}
	req.jar = jar
	for hop := 0; ; hop++ {
		if hop > netguard.MaxRedirects {
			return nil, &Error{Kind: Failed, Err: fmt.Errorf("more than %d redirects", netguard.MaxRedirects)}
		}
		u, err := url.Parse(at)
		if err != nil {
			return nil, &Error{Kind: Refused, Err: errors.New("no address: " + at)}
		}
		resp, err := f.ask(ctx, u, req)
		if err != nil {
			return nil, err
		}
		if resp.to == "" {
			resp.answer.Address = at
			resp.answer.Moved = moved
			return resp.answer, nil
		}
		next, err := u.Parse(resp.to)
		if err != nil {
			return nil, &Error{Kind: Failed, Err: fmt.Errorf("a redirect to %.80q, which is no address", resp.to)}
		}
		if next.Fragment == "" {
			next.Fragment = u.Fragment
		}
		at = next.String()
		if forGood = forGood && resp.forGood; forGood {
			moved = at
		}
	}
}

// hop is the outcome of one request: an answer, or where to ask next.
type hop struct {
	answer  *Answer
	to      string
	forGood bool
}

// ask makes one request when the host's turn has come.
func (f *Fetcher) ask(ctx context.Context, u *url.URL, req Request) (*hop, error) {
	if err := f.guard.CheckURL(u); err != nil {
		return nil, &Error{Kind: Refused, Err: err}
	}
	g := f.gate(u.Hostname())
	defer f.drop(g)
	if err := f.enter(ctx, g); err != nil {
		return nil, err
	}
	gap := f.gap
	defer func() { f.leave(g, gap) }()
	r, err := f.robots(ctx, u, g)
	if err != nil {
		return nil, err
	}
	gap = max(gap, min(r.Delay(), maxDelay))
	if ok, line := r.Allowed(pathOf(u)); !ok {
		return nil, &Error{Kind: Forbidden, Err: fmt.Errorf("robots.txt of %s forbids it (line %d)", u.Host, line)}
	}
	resp, err := f.do(ctx, u, req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	h, err := f.read(resp, req)
	if err == nil && h.to != "" {
		gap = min(gap, afterRedirect)
	}
	var e *Error
	if errors.As(err, &e) && e.Kind == Later {
		f.mu.Lock()
		g.until = f.now().Add(e.After)
		f.mu.Unlock()
	}
	return h, err
}

func (f *Fetcher) do(ctx context.Context, u *url.URL, req Request) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, &Error{Kind: Refused, Err: err}
	}
	r.Header.Set("User-Agent", f.agent)
	for name, value := range map[string]string{"Accept": req.Accept, "If-None-Match": req.ETag, "If-Modified-Since": req.Modified} {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	if req.jar != nil {
		for _, c := range req.jar.Cookies(u) {
			r.AddCookie(c)
		}
	}
	resp, err := f.client.Do(r)
	if err != nil {
		return nil, network(ctx, err)
	}
	if req.jar != nil {
		req.jar.SetCookies(u, resp.Cookies())
	}
	return resp, nil
}

func (f *Fetcher) read(resp *http.Response, req Request) (*hop, error) {
	a := &Answer{Kind: resp.Header.Get("Content-Type"), ETag: resp.Header.Get("ETag"), Modified: resp.Header.Get("Last-Modified")}
	switch s := resp.StatusCode; {
	case s == http.StatusNotModified && (req.ETag != "" || req.Modified != ""):
		a.Unchanged = true
		return &hop{answer: a}, nil
	case s == 301 || s == 302 || s == 303 || s == 307 || s == 308:
		to := resp.Header.Get("Location")
		if to == "" {
			return nil, &Error{Kind: Failed, Status: s, Err: errors.New(resp.Status + " without saying where to")}
		}
		return &hop{to: to, forGood: s == 301 || s == 308}, nil
	case s != http.StatusOK && s != http.StatusNonAuthoritativeInfo:
		return nil, f.status(resp)
	}
	if len(req.Kinds) > 0 && a.Kind != "" && !hasPrefix(strings.ToLower(a.Kind), req.Kinds) {
		return nil, &Error{Kind: Unfit, Err: fmt.Errorf("%.60s, which is not read", a.Kind)}
	}
	if c := resp.Header.Get("Content-Encoding"); c != "" && !strings.EqualFold(c, "identity") {
		return nil, &Error{Kind: Unfit, Err: fmt.Errorf("coded as %.20q, which was not asked for", c)}
	}
	b, err := io.ReadAll(io.LimitReader(resp.Body, MaxBody+1))
	if len(b) > MaxBody {
		return nil, &Error{Kind: Unfit, Err: fmt.Errorf("longer than %d MB", MaxBody>>20)}
	}
	if err != nil {
		return nil, network(resp.Request.Context(), fmt.Errorf("in the middle of the answer: %w", err))
	}
	a.Body = b
	return &hop{answer: a}, nil
}

func hasPrefix(s string, any []string) bool {
	for _, p := range any {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

func pathOf(u *url.URL) string {
	p := u.EscapedPath()
	if u.RawQuery != "" {
		p += "?" + u.RawQuery
	}
	return p
}

func (f *Fetcher) gate(host string) *gate {
	f.mu.Lock()
	defer f.mu.Unlock()
	host = strings.ToLower(host)
	g := f.gates[host]
	if g == nil {
		f.sweep()
		g = &gate{turn: make(chan struct{}, 1)}
		f.gates[host] = g
	}
	g.users++
	return g
}

func (f *Fetcher) drop(g *gate) {
	f.mu.Lock()
	g.users--
	f.mu.Unlock()
}

// many is how many hosts are remembered before those that rest are forgotten: a feed of a search engine leads to
// thousands.
const many = 2000

// sweep forgets hosts at rest, whose rules the store has. It is called with mu held.
func (f *Fetcher) sweep() {
	if len(f.gates) < many && len(f.rules) < many {
		return
	}
	now := f.now()
	for host, g := range f.gates {
		if g.users == 0 && now.After(g.next) && now.After(g.until) {
			delete(f.gates, host)
		}
	}
	clear(f.rules)
}

// enter waits for the turn and the pause. A host that asked for a longer one is not waited for.
func (f *Fetcher) enter(ctx context.Context, g *gate) error {
	select {
	case g.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	f.mu.Lock()
	wait, later := g.next.Sub(f.now()), g.until.Sub(f.now())
	f.mu.Unlock()
	if later > maxDelay {
		<-g.turn
		return &Error{Kind: Later, After: later, Err: fmt.Errorf("the host asked to be left alone for another %v", later.Round(time.Second))}
	}
	if err := pause(ctx, max(wait, later)); err != nil {
		<-g.turn
		return err
	}
	return nil
}

func (f *Fetcher) leave(g *gate, gap time.Duration) {
	f.mu.Lock()
	g.next = f.now().Add(gap)
	f.mu.Unlock()
	<-g.turn
}

func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
