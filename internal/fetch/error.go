package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/openreadout/readout/internal/netguard"
)

// ErrHosts is the error of what keeps the hosts, as against one of a host.
var ErrHosts = errors.New("what is known of hosts")

// Kind says what an error means for what comes next.
type Kind int

// The kinds of errors.
const (
	Network   Kind = iota // no answer: the host, the line or this machine
	Failed                // an answer that is none: 404, 500, endless redirects
	Later                 // the host asks to come back later
	Gone                  // it is gone for good
	Unfit                 // too long, of a kind or coding that is not read
	Forbidden             // by robots.txt
	Refused               // by the guard
)

// Error is why there is no answer.
type Error struct {
	Kind   Kind
	Status int           // of the answer, 0 for none
	After  time.Duration // for how long the host asks to be left alone, 0 unless Kind is Later
	Err    error
}

func (e *Error) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// network gives an error of a request its kind, without the address before it: the caller names it.
func network(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if r, ok := netguard.IsRefused(err); ok {
		return &Error{Kind: Refused, Err: r}
	}
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
		if ue.Timeout() {
			return &Error{Kind: Network, Err: fmt.Errorf("no answer within %v", Timeout)}
		}
	}
	var de *net.DNSError
	var ce *tls.CertificateVerificationError
	switch {
	case errors.As(err, &de):
		err = fmt.Errorf("%s: %s", de.Name, de.Err)
	case errors.As(err, &ce):
		err = fmt.Errorf("its certificate: %w", ce.Err)
	}
	return &Error{Kind: Network, Err: err}
}

// status gives an answer that is none its kind.
func (f *Fetcher) status(resp *http.Response) error {
	e := &Error{Kind: Failed, Status: resp.StatusCode, Err: errors.New(resp.Status)}
	switch resp.StatusCode {
	case http.StatusGone, http.StatusUnavailableForLegalReasons:
		e.Kind = Gone
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		if e.After = retryAfter(resp.Header.Get("Retry-After"), f.now()); e.After > 0 {
			e.Kind = Later
			e.Err = fmt.Errorf("%s, to be asked again in %v", resp.Status, e.After.Round(time.Second))
		} else if resp.StatusCode == http.StatusTooManyRequests {
			e.Kind, e.After = Later, 15*time.Minute
		}
	case http.StatusForbidden, http.StatusUnauthorized:
		if s := resp.Header.Get("Server"); s != "" {
			e.Err = fmt.Errorf("%s (by %.30s)", resp.Status, s)
		}
	}
	return e
}

// retryAfter reads seconds or a date, at most a week.
func retryAfter(s string, now time.Time) time.Duration {
	var d time.Duration
	if n, err := strconv.Atoi(s); err == nil {
		d = time.Duration(min(n, int(maxLater/time.Second))) * time.Second
	} else if t, err := http.ParseTime(s); err == nil {
		d = t.Sub(now)
	}
	return max(0, min(d, maxLater))
}
