// Package netguard keeps requests to addresses that others chose — feeds, the pages they link to, webhooks —
// on the public internet. A name is resolved once, each of its addresses is checked, and the checked address
// itself is dialled, so that neither a redirect nor a DNS answer that changes between check and use leads to
// this machine, its network or a cloud's metadata service. It knows nothing of feeds and records.
package netguard

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/idna"
)

// MaxRedirects is how many redirects a client of a guard follows.
const MaxRedirects = 5

// Resolver turns a host name into its addresses; *net.Resolver is one.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

// Guard decides what may be dialled. The zero value lets public addresses through at ports 80, 443, 8080 and
// 8443. It may be used from several goroutines; its fields are not to be changed while it is.
type Guard struct {
	Networks []netip.Prefix // reached although they are not public: a user's own network
	Ports    []uint16       // nil: 80, 443, 8080, 8443
	Resolver Resolver       // nil: net.DefaultResolver

	// Proxy (http, https, socks5) makes every connection in place of this machine, nil for none. It resolves the
	// names: what is refused is then only what a URL itself shows, and the proxy must keep its own network closed.
	Proxy *url.URL

	// Dial connects to an address («203.0.113.7:443») that was checked; nil: net.Dialer.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Refused is the error of an address that the guard lets nobody reach.
type Refused struct {
	Address string // as it was asked for: a URL, a host, host and address
	Why     string
}

func (r *Refused) Error() string { return r.Address + ": refused: " + r.Why }

// CheckURL says why u may not be asked for, as far as that shows without a look into the DNS: its scheme, user
// name, port, and host where that is an address.
func (g *Guard) CheckURL(u *url.URL) error {
	refuse := func(why string) error { return &Refused{u.Redacted(), why} }
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return refuse("only http and https are asked")
	case u.User != nil:
		return refuse("a user name in the address")
	case u.Hostname() == "":
		return refuse("no host")
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	if why := g.port(port); why != "" {
		return refuse(why)
	}
	host := u.Hostname()
	if ascii, err := idna.Lookup.ToASCII(host); err == nil { // «①②⑦.⓪.⓪.①», as the transport will write it
		host = ascii
	}
	if a, why := literal(host); why != "" {
		return refuse(why)
	} else if a.IsValid() {
		if why := g.address(a); why != "" {
			return refuse(why)
		}
	}
	return nil
}

func (g *Guard) address(a netip.Addr) string {
	for _, p := range g.Networks {
		if p.Contains(a.Unmap()) {
			return ""
		}
	}
	return internal(a)
}

func (g *Guard) port(port string) string {
	ports := g.Ports
	if ports == nil {
		ports = []uint16{80, 443, 8080, 8443}
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || !slices.Contains(ports, uint16(n)) {
		return fmt.Sprintf("port %s is not one of %v", port, ports)
	}
	return ""
}

// literal reads a host that is an address. A host whose last label is a number, yet no address in its plain
// form, is refused: octal, hexadecimal, dword and short forms mean one thing to one resolver and another to
// the next (WHATWG URL, «ends in a number»).
func literal(host string) (a netip.Addr, why string) {
	if strings.Contains(host, "%") {
		return a, "an address with a zone"
	}
	if a, err := netip.ParseAddr(host); err == nil {
		return a, ""
	}
	if strings.Contains(host, ":") {
		return a, "no address"
	}
	h := strings.ToLower(strings.TrimSuffix(host, "."))
	last := h[strings.LastIndexByte(h, '.')+1:]
	hex, isHex := strings.CutPrefix(last, "0x")
	if last != "" && strings.Trim(last, "0123456789") == "" || isHex && strings.Trim(hex, "0123456789abcdef") == "" {
		return a, "an address in an odd form"
	}
	return a, ""
}

// DialContext resolves the host of address, checks every address it has and dials those that pass, in order,
// until one answers. It is what http.Transport.DialContext wants.
func (g *Guard) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, &Refused{address, "no host and port"}
	}
	if g.Proxy != nil {
		if address != proxyAddress(g.Proxy) {
			return nil, &Refused{address, "not by way of the proxy"}
		}
		return g.connect()(ctx, network, address)
	}
	if why := g.port(port); why != "" {
		return nil, &Refused{address, why}
	}
	addrs, err := g.resolve(ctx, host)
	if err != nil {
		return nil, err
	}
	return g.dial(ctx, network, port, addrs)
}

// resolve returns the addresses of host that may be dialled, or why there are none.
func (g *Guard) resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	a, why := literal(host)
	if why != "" {
		return nil, &Refused{host, why}
	}
	found := []netip.Addr{a}
	if !a.IsValid() {
		var r Resolver = net.DefaultResolver
		if g.Resolver != nil {
			r = g.Resolver
		}
		var err error
		if found, err = r.LookupNetIP(ctx, "ip", host); err != nil {
			return nil, err
		}
	}
	var pass []netip.Addr
	refused := &Refused{host, "it has no address"}
	for _, a := range found {
		if why := g.address(a); why != "" {
			refused = &Refused{host, fmt.Sprintf("its address %s is %s", a, why)}
			continue
		}
		pass = append(pass, a.Unmap())
	}
	if len(pass) == 0 {
		return nil, refused
	}
	return pass, nil
}

// proxyAddress is the host and port of a proxy, as http.Transport dials it.
func proxyAddress(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	if port == "" {
		port = "1080"
	}
	return net.JoinHostPort(u.Hostname(), port)
}

func (g *Guard) connect() func(ctx context.Context, network, address string) (net.Conn, error) {
	if g.Dial != nil {
		return g.Dial
	}
	return (&net.Dialer{KeepAlive: 30 * time.Second}).DialContext
}

// dial tries the addresses one after the other; each gets its share of the time that is left, so that one that
// never answers (IPv6 without a route) leaves time for the others.
func (g *Guard) dial(ctx context.Context, network, port string, addrs []netip.Addr) (net.Conn, error) {
	connect := g.connect()
	deadline := time.Now().Add(15 * time.Second)
	if d, ok := ctx.Deadline(); ok && d.Before(deadline) {
		deadline = d
	}
	var first error
	for i, a := range addrs {
		share := max(time.Until(deadline)/time.Duration(len(addrs)-i), time.Second)
		try, cancel := context.WithTimeout(ctx, share)
		conn, err := connect(try, network, net.JoinHostPort(a.String(), port))
		cancel()
		if err == nil {
			return conn, nil
		}
		if first == nil {
			first = err
		}
		if ctx.Err() != nil {
			break
		}
	}
	return nil, first
}

// Transport returns a transport that dials through the guard alone. It takes no proxy from the environment, only the
// guard's: a proxy resolves and dials in the guard's place.
func (g *Guard) Transport() *http.Transport {
	t := &http.Transport{
		DialContext:            g.DialContext,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        30 * time.Second,
		TLSHandshakeTimeout:    10 * time.Second,
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: 256 << 10,
	}
	if g.Proxy != nil {
		t.Proxy = http.ProxyURL(g.Proxy)
	}
	return t
}

// Client returns a client whose every request, those after a redirect included, passes the guard. timeout
// covers a request whole, its redirects and body included.
func (g *Guard) Client(timeout time.Duration) *http.Client {
	return &http.Client{
		Transport: checked{g, g.Transport()},
		Timeout:   timeout,
		CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if len(via) > MaxRedirects {
				return fmt.Errorf("more than %d redirects", MaxRedirects)
			}
			return nil
		},
	}
}

// checked checks the URL of every request before its transport sees it.
type checked struct {
	g *Guard
	t *http.Transport
}

func (c checked) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := c.g.CheckURL(req.URL); err != nil {
		if req.Body != nil { // the contract of http.RoundTripper
			req.Body.Close()
		}
		return nil, err
	}
	return c.t.RoundTrip(req)
}

func (c checked) CloseIdleConnections() { c.t.CloseIdleConnections() }

// IsRefused says whether err comes of a refusal, and of which.
func IsRefused(err error) (*Refused, bool) {
	var r *Refused
	ok := errors.As(err, &r)
	return r, ok
}
