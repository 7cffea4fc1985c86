package gate

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/openreadout/readout/internal/server/problem"
	"github.com/openreadout/readout/internal/store"
)

// fresh is how long the tokens of the store are held: one that was revoked is refused within it.
const fresh = time.Second

// Tokens knows the tokens of a store. It is safe for concurrent use.
type Tokens struct {
	from interface {
		Tokens(context.Context) ([]store.Token, error)
	}
	mu   sync.Mutex
	all  []store.Token
	read time.Time
}

// NewTokens reads the tokens from a store whenever they are asked for.
func NewTokens(from interface {
	Tokens(context.Context) ([]store.Token, error)
}) *Tokens {
	return &Tokens{from: from}
}

func (t *Tokens) list(ctx context.Context, now time.Time) ([]store.Token, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.read.IsZero() || now.Sub(t.read) > fresh {
		all, err := t.from.Tokens(ctx)
		if err != nil {
			return nil, err
		}
		t.all, t.read = all, now
	}
	return t.all, nil
}

// admit lets in who has a token and returns its name. A browser, which knows no bearer tokens, sends it as the
// password of any user.
func (g *Gate) admit(w http.ResponseWriter, r *http.Request) (name string, ok bool) {
	if g.o.Tokens == nil || r.URL.Path == "/healthz" {
		return "", true
	}
	all, err := g.o.Tokens.list(r.Context(), g.o.Now())
	if err != nil {
		problem.Of(w, err)
		return "", false
	}
	secret, given := secretOf(r)
	t, found := store.FindToken(all, secret)
	switch {
	case found && t.Allows(scope(r), g.o.Now()):
		return t.Name, true
	case found && t.Allows(store.ScopeRead, g.o.Now()):
		w.Header().Set("WWW-Authenticate", `Bearer realm="Readout", error="insufficient_scope", scope="`+scope(r)+`"`)
		problem.Write(w, http.StatusForbidden, "the token "+t.Name+" may read only")
		return t.Name, false
	case given && !g.fails.allow(w, address(r), g.o.Now()):
		problem.Write(w, http.StatusTooManyRequests, "too many wrong tokens")
		return "", false
	}
	detail := "want a token: Authorization: Bearer readout_…; readout token add makes one"
	switch {
	case found:
		detail = "the token " + t.Name + " is revoked or has expired"
	case given:
		detail = "a token that is not known here"
	}
	w.Header().Add("WWW-Authenticate", `Bearer realm="Readout"`)
	if wantsPage(r) {
		w.Header().Add("WWW-Authenticate", `Basic realm="Readout: the token as the password", charset="UTF-8"`)
	}
	problem.Write(w, http.StatusUnauthorized, detail)
	return "", false
}

func secretOf(r *http.Request) (secret string, given bool) {
	if scheme, s, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok && strings.EqualFold(scheme, "Bearer") {
		return strings.TrimSpace(s), true
	}
	if _, password, ok := r.BasicAuth(); ok {
		return password, true
	}
	return "", false
}
