package gate

import (
	"math"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"github.com/openreadout/readout/internal/server/problem"
	"golang.org/x/time/rate"
)

// mostClients is how many tokens and addresses are counted at once; when there are more, the count begins anew.
const mostClients = 1 << 14

// limits is a limiter for each client. It is safe for concurrent use.
type limits struct {
	rate  rate.Limit
	burst int
	mu    sync.Mutex
	by    map[string]*rate.Limiter
}

func newLimits(perSecond float64, burst int) *limits {
	return &limits{rate: rate.Limit(perSecond), burst: burst, by: map[string]*rate.Limiter{}}
}

// allow counts a request of a client. One that is too many is told when to come again.
func (l *limits) allow(w http.ResponseWriter, client string, now time.Time) bool {
	l.mu.Lock()
	x := l.by[client]
	if x == nil {
		if len(l.by) >= mostClients {
			clear(l.by)
		}
		x = rate.NewLimiter(l.rate, l.burst)
		l.by[client] = x
	}
	l.mu.Unlock()
	r := x.ReserveN(now, 1)
	if wait := r.DelayFrom(now); wait > 0 {
		r.CancelAt(now)
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
		return false
	}
	return true
}

// paced refuses what a client asks beyond its rate.
func (g *Gate) paced(w http.ResponseWriter, r *http.Request, token string) bool {
	if g.rates == nil || r.URL.Path == "/healthz" {
		return true
	}
	client := "token " + token
	if token == "" {
		client = address(r)
	}
	if g.rates.allow(w, client, g.o.Now()) {
		return true
	}
	problem.Write(w, http.StatusTooManyRequests, "more than "+strconv.FormatFloat(g.o.Rate, 'f', -1, 64)+" requests a second")
	return false
}

// address is what counts as one client: an IPv4 address, or the /64 of an IPv6 address, which one client has whole.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	ip, err := netip.ParseAddr(host)
	if err != nil || ip.Unmap().Is4() {
		return host
	}
	p, err := ip.Prefix(64)
	if err != nil {
		return host
	}
	return p.String()
}
