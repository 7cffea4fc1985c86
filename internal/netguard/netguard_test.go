package netguard_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/netguard"
)

// names answers from a table; of several answers each question takes the next, the last one stays.
type names map[string][][]string

func (n names) LookupNetIP(_ context.Context, _, host string) ([]netip.Addr, error) {
	answers, ok := n[strings.TrimSuffix(host, ".")]
	if !ok {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	if len(answers) > 1 {
		n[host] = answers[1:]
	}
	var out []netip.Addr
	for _, a := range answers[0] {
		out = append(out, netip.MustParseAddr(a))
	}
	return out, nil
}

// internal are addresses in every form that has led somewhere it should not.
var internal = []string{
	"http://127.0.0.1/", "http://127.8.9.10/", "http://localhost/", "http://LOCALHOST./", "http://localtest.example/",
	"http://10.0.0.1/", "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.1.1/",
	"http://169.254.169.254/latest/meta-data/", "http://metadata.example/", "http://168.63.129.16/", "http://[fd00:ec2::254]/",
	"http://100.64.0.1/", "http://100.100.100.200/", "http://192.0.0.192/", "http://198.18.0.1/",
	"http://0.0.0.0/", "http://0.1.2.3/", "http://[::]/", "http://[::1]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fc00::1]/",
	"http://224.0.0.1/", "http://239.255.255.250/", "http://255.255.255.255/", "http://240.0.0.1/", "http://[ff02::1]/",
	"http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[0:0:0:0:0:ffff:169.254.169.254]/", "http://[::127.0.0.1]/",
	"http://[64:ff9b::127.0.0.1]/", "http://[64:ff9b::a9fe:a9fe]/", "http://[64:ff9b:1::7f00:1]/", "http://[2002:7f00:1::]/", "http://[2001:0:7f00:1::1]/",
	"http://[2a01::5efe:10.0.0.1]/", "http://[2a01::200:5efe:127.0.0.1]/",
	"http://[2001:db8::1]/", "http://[fec0::1]/", "http://[100::1]/",
	"http://0177.0.0.1/", "http://0x7f.0.0.1/", "http://0x7f000001/", "http://2130706433/", "http://017700000001/", "http://127.1/", "http://127.0.1/",
	"http://0/", "http://127.0.0.1./", "http://00000177.0.0.1/", "http://127.0.0.0x1/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/",
	"http://public.example@127.0.0.1/", "http://user:secret@public.example/", "http://user@public.example/",
	"http://public.example:22/", "http://public.example:6379/", "http://public.example:0/", "http://public.example:65616/",
	"file:///etc/passwd", "gopher://public.example/", "ftp://public.example/", "unix:///run/x.sock", "http:///", "//127.0.0.1/", "http:127.0.0.1",
	"http://mixed6.example/", "http://nowhere.example/", "http://empty.example/",
}

func table() names {
	return names{
		"public.example":    {{"93.184.215.14"}},
		"localhost":         {{"127.0.0.1", "::1"}},
		"LOCALHOST":         {{"127.0.0.1", "::1"}},
		"localtest.example": {{"127.0.0.1"}},
		"metadata.example":  {{"169.254.169.254"}},
		"mixed6.example":    {{"fe80::2", "10.1.1.1"}},
		"mixed.example":     {{"10.0.0.1", "93.184.215.14", "fe80::1"}},
		"empty.example":     {{}},
		"rebind.example":    {{"93.184.215.14"}, {"127.0.0.1"}},
	}
}

// refusing returns a guard whose dialler writes down what is dialled and connects to nothing.
func refusing(n netguard.Resolver, dialled *[]string) *netguard.Guard {
	return &netguard.Guard{Resolver: n, Dial: func(_ context.Context, _, address string) (net.Conn, error) {
		*dialled = append(*dialled, address)
		return nil, errors.New("dialled")
	}}
}

func TestInternalIsNeverReached(t *testing.T) {
	for _, address := range internal {
		var dialled []string
		g := refusing(table(), &dialled)
		resp, err := g.Client(time.Second).Get(address)
		if err == nil {
			resp.Body.Close()
		}
		if len(dialled) > 0 || err == nil {
			t.Errorf("%s: reached %v (%v)", address, dialled, err)
		}
		// A caller that dials without a URL meets the same refusal.
		if u, err := url.Parse(address); err == nil && u.Host != "" {
			host := net.JoinHostPort(u.Hostname(), "80")
			if u.Port() == "" && u.User == nil && strings.HasPrefix(u.Scheme, "http") {
				if conn, err := g.DialContext(t.Context(), "tcp", host); err == nil || len(dialled) > 0 {
					t.Errorf("dial %s: reached %v (%v, %v)", host, dialled, conn, err)
				}
			}
		}
	}
}

func TestRefusalsTellWhy(t *testing.T) {
	for address, want := range map[string]string{
		"http://127.0.0.1/":                 "a loopback address",
		"http://metadata.example/":          "its address 169.254.169.254 is a link-local or metadata address",
		"http://0177.0.0.1/":                "an address in an odd form",
		"http://user:secret@public.example": "a user name in the address",
		"http://public.example:22/":         "port 22 is not one of [80 443 8080 8443]",
		"ftp://public.example/":             "only http and https are asked",
		"http://empty.example/":             "it has no address",
	} {
		var dialled []string
		_, err := refusing(table(), &dialled).Client(time.Second).Get(address)
		r, ok := netguard.IsRefused(err)
		if !ok || !strings.Contains(r.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v, want a refusal with %q and no password", address, err, want)
		}
	}
}

func TestPublicIsDialledAsChecked(t *testing.T) {
	for address, want := range map[string]string{
		"http://public.example/":             "93.184.215.14:80",
		"https://public.example/":            "93.184.215.14:443",
		"http://public.example.:8080/":       "93.184.215.14:8080",
		"http://mixed.example/":              "93.184.215.14:80", // what is internal of it is passed over
		"http://93.184.215.14/":              "93.184.215.14:80",
		"http://[::ffff:93.184.215.14]/":     "93.184.215.14:80",
		"http://[2a00:1450:4001::1]/":        "[2a00:1450:4001::1]:80",
		"http://[64:ff9b::93.184.215.14]/":   "[64:ff9b::5db8:d70e]:80",
		"http://[2a01::5efe:93.184.215.14]/": "[2a01::5efe:5db8:d70e]:80",
	} {
		var dialled []string
		_, err := refusing(table(), &dialled).Client(time.Second).Get(address)
		if len(dialled) != 1 || dialled[0] != want {
			t.Errorf("%s: dialled %v (%v), want %s", address, dialled, err, want)
		}
	}
}

// TestRebinding asks twice for a name whose second answer is loopback: the second connection is refused, and
// each connection goes to the address that was checked for it, without a second question.
func TestRebinding(t *testing.T) {
	var dialled []string
	c := refusing(table(), &dialled).Client(time.Second)
	for range 3 {
		if resp, err := c.Get("http://rebind.example/"); err == nil {
			resp.Body.Close()
		}
	}
	if len(dialled) != 1 || dialled[0] != "93.184.215.14:80" {
		t.Errorf("dialled %v, want the public address once", dialled)
	}
}

// site is a server on loopback that stands for a public host.
func site(t *testing.T, h http.Handler) (g *netguard.Guard, dialled *atomic.Int64) {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	dialled = new(atomic.Int64)
	return &netguard.Guard{Resolver: table(), Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
		dialled.Add(1)
		if address != "93.184.215.14:80" {
			t.Errorf("reached %s", address)
			return nil, errors.New("reached " + address)
		}
		return new(net.Dialer).DialContext(ctx, network, srv.Listener.Addr().String())
	}}, dialled
}

func TestRedirectsPassTheGuard(t *testing.T) {
	g, dialled := site(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", r.URL.Query().Get("to"))
		w.WriteHeader(http.StatusFound)
	}))
	c := g.Client(5 * time.Second)
	for _, to := range internal {
		resp, err := c.Get("http://public.example/?to=" + url.QueryEscape(to))
		if err == nil {
			resp.Body.Close()
			if !strings.HasPrefix(to, "http:127") && !strings.HasPrefix(to, "http:///") {
				t.Errorf("redirect to %s was followed: %s", to, resp.Request.URL)
			}
		}
	}
	if dialled.Load() == 0 {
		t.Error("the redirecting host itself was never reached")
	}
}

func TestRedirectsEnd(t *testing.T) {
	hops := 0
	g, _ := site(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if hops++; r.URL.Path == "/five" && hops == 6 {
			fmt.Fprint(w, "there")
			return
		}
		http.Redirect(w, r, r.URL.Path, http.StatusMovedPermanently)
	}))
	c := g.Client(5 * time.Second)
	resp, err := c.Get("http://public.example/five")
	if err != nil {
		t.Fatal(err)
	}
	b, _ := io.ReadAll(resp.Body)
	resp.Body.Close()
	if string(b) != "there" {
		t.Errorf("after five redirects: %q", b)
	}
	if _, err := c.Get("http://public.example/"); err == nil || !strings.Contains(err.Error(), "more than 5 redirects") {
		t.Errorf("endless redirects: %v", err)
	}
}

func TestAllowance(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "own network") }))
	defer srv.Close()
	port := srv.Listener.Addr().(*net.TCPAddr).AddrPort().Port()
	g := &netguard.Guard{Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Ports: []uint16{port}}
	resp, err := g.Client(5 * time.Second).Get(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	for address, want := range map[string]bool{"http://[::ffff:127.0.0.1]:" + fmt.Sprint(port): true, "http://10.0.0.1:" + fmt.Sprint(port): false, "http://127.0.0.1/": false} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if err := g.CheckURL(u); (err == nil) != want {
			t.Errorf("%s, with 127.0.0.0/8 and port %d allowed: %v", address, port, err)
		}
	}
}

func TestDeadAddressLeavesTimeForTheNext(t *testing.T) {
	var dialled []string
	g := &netguard.Guard{
		Resolver: names{"two.example": {{"2a00:1450::1", "93.184.215.14"}}},
		Dial: func(ctx context.Context, _, address string) (net.Conn, error) {
			dialled = append(dialled, address)
			if strings.HasPrefix(address, "[") {
				<-ctx.Done()
				return nil, ctx.Err()
			}
			c, _ := net.Pipe()
			return c, nil
		},
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2500*time.Millisecond)
	defer cancel()
	conn, err := g.DialContext(ctx, "tcp", "two.example:443")
	if err != nil {
		t.Fatalf("%v after %v", err, dialled)
	}
	conn.Close()
}

// TestProxy asks by way of a proxy: everything goes to it, but what a URL shows to be internal goes nowhere.
func TestProxy(t *testing.T) {
	var asked atomic.Int64
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		fmt.Fprint(w, "by way of the proxy: ", r.URL)
	}))
	defer proxy.Close()
	u, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	g := &netguard.Guard{Proxy: u, Resolver: names{}}
	c := g.Client(5 * time.Second)
	resp, err := c.Get("http://public.example/a")
	if err != nil {
		t.Fatal(err)
	}
	b, _ := io.ReadAll(resp.Body)
	resp.Body.Close()
	if string(b) != "by way of the proxy: http://public.example/a" {
		t.Errorf("%q", b)
	}
	for _, address := range []string{"http://127.0.0.1/", "http://0x7f.1/", "http://[::1]/", "http://①②⑦.⓪.⓪.①/", "http://public.example:22/", "ftp://public.example/"} {
		if resp, err := c.Get(address); err == nil {
			resp.Body.Close()
			t.Errorf("%s was asked for", address)
		}
	}
	if conn, err := g.DialContext(t.Context(), "tcp", "93.184.215.14:80"); err == nil {
		conn.Close()
		t.Error("dialled past the proxy")
	}
	if asked.Load() != 1 {
		t.Errorf("the proxy was asked %d times", asked.Load())
	}
}
