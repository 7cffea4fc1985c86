package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/openreadout/readout/internal/netguard"
	"github.com/openreadout/readout/internal/robots"
	"github.com/openreadout/readout/internal/store"
)

// rules are those of an origin, as they are remembered.
type rules struct {
	*robots.Rules
	fresh time.Time // until when they need not be asked for
}

const (
	freshRules  = 24 * time.Hour      // RFC 9309, 2.4
	freshFault  = time.Hour           // until an unreachable file is asked for again
	oldRules    = 30 * 24 * time.Hour // how long rules count while their file cannot be reached
	unreachable = 0                   // Status of a host whose file could not be had; Fetched is then since when
)

// robots returns the rules of the host of u: remembered, from the store, or asked for. A file that is not there (4xx)
// allows everything; one that cannot be reached (5xx, no answer) forbids everything for now, unless older rules are
// known, and nothing any more after 30 days (RFC 9309, 2.3.1).
func (f *Fetcher) robots(ctx context.Context, u *url.URL, g *gate) (*robots.Rules, error) {
	origin := strings.ToLower(u.Scheme + "://" + u.Host)
	now := f.now()
	f.mu.Lock()
	known, ok := f.rules[origin]
	f.mu.Unlock()
	if ok && now.Before(known.fresh) {
		return known.Rules, nil
	}
	var h store.Host
	if f.hosts != nil {
		var err error
		if h, err = f.hosts.Host(ctx, origin); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrHosts, err)
		}
	}
	if h.Origin != "" && h.Status != unreachable && now.Sub(h.Fetched) < freshRules {
		return f.remember(origin, h, h.Fetched.Add(freshRules)), nil
	}
	body, status, err := f.file(ctx, origin)
	if err == nil {
		h = store.Host{Origin: origin, Robots: body, Status: status, Fetched: now}
		if err := f.put(ctx, h); err != nil {
			return nil, err
		}
		if err := pause(ctx, f.gap); err != nil {
			return nil, err
		}
		return f.remember(origin, h, now.Add(freshRules)), nil
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if _, refused := netguard.IsRefused(err); refused {
		return nil, err
	}
	switch {
	case h.Origin == "":
		h = store.Host{Origin: origin, Status: unreachable, Fetched: now}
		if err := f.put(ctx, h); err != nil {
			return nil, err
		}
	case now.Sub(h.Fetched) > oldRules, h.Status != unreachable:
		return f.remember(origin, h, now.Add(freshFault)), nil
	}
	return nil, robotsError(err)
}

func robotsError(err error) error {
	var e *Error
	if errors.As(err, &e) {
		return &Error{Kind: e.Kind, Status: e.Status, After: e.After, Err: fmt.Errorf("robots.txt cannot be had: %w", e.Err)}
	}
	return &Error{Kind: Network, Err: fmt.Errorf("robots.txt cannot be had: %w", err)}
}

func (f *Fetcher) put(ctx context.Context, h store.Host) error {
	if f.hosts == nil {
		return nil
	}
	if err := f.hosts.PutHost(ctx, h); err != nil {
		return fmt.Errorf("%w: %w", ErrHosts, err)
	}
	return nil
}

func (f *Fetcher) remember(origin string, h store.Host, fresh time.Time) *robots.Rules {
	r := robots.Parse([]byte(h.Robots), Token)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rules[origin] = rules{r, fresh}
	return r
}

// file asks for a robots.txt and follows its redirects.
func (f *Fetcher) file(ctx context.Context, origin string) (string, int, error) {
	at := origin + "/robots.txt"
	for range netguard.MaxRedirects + 1 {
		u, err := url.Parse(at)
		if err != nil {
			return "", 0, &Error{Kind: Failed, Err: err}
		}
		resp, err := f.do(ctx, u, Request{Accept: "text/plain,*/*;q=0.5"})
		if err != nil {
			return "", 0, err
		}
		body, err := io.ReadAll(io.LimitReader(resp.Body, robots.MaxSize))
		resp.Body.Close()
		switch s := resp.StatusCode; {
		case s >= 300 && s < 400 && resp.Header.Get("Location") != "":
			next, err := u.Parse(resp.Header.Get("Location"))
			if err != nil {
				return "", 404, nil
			}
			at = next.String()
			continue
		case s == http.StatusTooManyRequests || s >= 500:
			return "", 0, f.status(resp)
		case s != http.StatusOK:
			return "", s, nil
		case err != nil:
			return "", 0, network(ctx, err)
		default:
			return string(body), s, nil
		}
	}
	return "", 404, nil // RFC 9309, 2.3.1.2: after five redirects it may count as not there
}
