package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"time"
)

// ErrConflict says that something of the name is there already; it is asked for with errors.Is.
var ErrConflict = fmt.Errorf("%w: there already", ErrInvalid)

// Scopes are what a token may be used for.
const (
	ScopeRead  = "read"  // every question, and texts coded on request, which are kept nowhere
	ScopeWrite = "write" // corrections, alerts
)

// Token lets a client in from other machines. The secret itself is kept nowhere: it has 256 random bits, so that a
// plain hash of it tells nobody anything.
type Token struct {
	Name    string            `json:"name"`
	Hash    [sha256.Size]byte `json:"-"` // of the secret
	Scopes  []string          `json:"scopes"`
	Made    time.Time         `json:"made"`
	Expires time.Time         `json:"expires,omitzero"` // zero: never
	Revoked time.Time         `json:"revoked,omitzero"` // zero: in force
}

// tokenPrefix lets people and scanners of leaked secrets see what a secret is.
const tokenPrefix = "readout_"

// NewToken makes a token and its secret, which is shown once.
func NewToken(name string, scopes []string, made, expires time.Time) (Token, string, error) {
	raw := make([]byte, 32)
	rand.Read(raw) // never fails: crypto/rand ends the program instead
	secret := tokenPrefix + base64.RawURLEncoding.EncodeToString(raw)
	t := Token{Name: name, Hash: sha256.Sum256([]byte(secret)), Scopes: scopes, Made: made, Expires: expires}
	return t, secret, t.Check()
}

// Check reports what is wrong with a token.
func (t *Token) Check() error {
	if err := checkName("token", t.Name); err != nil {
		return err
	}
	for _, s := range t.Scopes {
		if s != ScopeRead && s != ScopeWrite {
			return fmt.Errorf("%w: token %s: scope %q; want %s or %s", ErrInvalid, t.Name, s, ScopeRead, ScopeWrite)
		}
	}
	if len(t.Scopes) == 0 {
		return fmt.Errorf("%w: token %s without a scope", ErrInvalid, t.Name)
	}
	return nil
}

// Allows reports whether the token may be used for something at a time. Writing includes reading.
func (t *Token) Allows(scope string, now time.Time) bool {
	if !t.Revoked.IsZero() || !t.Expires.IsZero() && !now.Before(t.Expires) {
		return false
	}
	return slices.Contains(t.Scopes, scope) || scope == ScopeRead && slices.Contains(t.Scopes, ScopeWrite)
}

// FindToken returns the token of a secret, in a time that does not tell how much of it was right.
func FindToken(ts []Token, secret string) (Token, bool) {
	hash := sha256.Sum256([]byte(secret))
	found := -1
	for i := range ts {
		if subtle.ConstantTimeCompare(ts[i].Hash[:], hash[:]) == 1 {
			found = i
		}
	}
	if found < 0 {
		return Token{}, false
	}
	return ts[found], true
}

// Alert is a saved query: what newly comes into the store and is taken by its filter is told to a feed, a webhook
// and a command.
type Alert struct {
	Name    string    `json:"name"`
	Kind    Kind      `json:"kind"`
	Filter  string    `json:"filter"` // text form, see ParseFilter
	Webhook string    `json:"webhook,omitempty"`
	Secret  string    `json:"-"`                 // key of the webhook's signatures
	Command string    `json:"command,omitempty"` // for the shell; gets the records on standard input
	Made    time.Time `json:"made"`
	Since   int64     `json:"since"` // changes of the store up to this one are done
}

// Check reports what is wrong with an alert.
func (a *Alert) Check() error {
	if err := checkName("alert", a.Name); err != nil {
		return err
	}
	if !slices.Contains(Kinds, a.Kind) {
		return fmt.Errorf("%w: alert %s: no kind %q", ErrInvalid, a.Name, a.Kind)
	}
	if _, err := ParseFilter(a.Filter); err != nil {
		return fmt.Errorf("alert %s: %w", a.Name, err)
	}
	if a.Webhook != "" && !strings.HasPrefix(a.Webhook, "https://") && !strings.HasPrefix(a.Webhook, "http://") {
		return fmt.Errorf("%w: alert %s: webhook %q; want http:// or https://", ErrInvalid, a.Name, a.Webhook)
	}
	return nil
}

// checkName holds names to what stands in an address and in a file name as it is.
func checkName(what, name string) error {
	ok := name != "" && len(name) <= 64 && name[0] != '.' && name[0] != '-'
	for _, r := range name {
		ok = ok && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.')
	}
	if !ok {
		return fmt.Errorf("%w: %s %q; want a name of letters, digits, «-», «_» and «.», at most 64", ErrInvalid, what, name)
	}
	return nil
}

// Found is a record that an alert found.
type Found struct {
	Alert    string
	Record   string // id
	Document string // id
	At       time.Time
	Batch    int64 // records of one batch are sent together; numbers grow
}

// Desk is what a store keeps for those who work with it: tokens, alerts and what they found.
type Desk interface {
	// AddToken keeps a token; ErrConflict if the name is taken, by a revoked one too: names stand in logs.
	AddToken(ctx context.Context, t Token) error
	// Tokens lists all tokens by name.
	Tokens(ctx context.Context) ([]Token, error)
	// RevokeToken ends a token; ErrNotFound if there is none of the name in force.
	RevokeToken(ctx context.Context, name string, at time.Time) error

	// AddAlert keeps an alert; ErrConflict if the name is taken.
	AddAlert(ctx context.Context, a Alert) error
	// Alerts lists all alerts by name.
	Alerts(ctx context.Context) ([]Alert, error)
	// RemoveAlert forgets an alert and what it found; ErrNotFound if there is none.
	RemoveAlert(ctx context.Context, name string) error
	// Lease keeps others from working on an alert until a time, and reports whether nobody else does now. A lease whose
	// end is not after now gives the alert back.
	Lease(ctx context.Context, name string, now, until time.Time) (bool, error)
	// Find keeps as one new batch those of the records that the alert has not found before, and that changes up to
	// since are done, all or none. It returns how many are new.
	Find(ctx context.Context, alert string, records []Found, since int64) (int, error)
	// Found lists what an alert found, newest first, at most limit.
	Found(ctx context.Context, alert string, limit int) ([]Found, error)
	// Unsent returns the oldest batch that a channel («webhook», «command») of the alert has not been sent; none is left
	// where it is empty.
	Unsent(ctx context.Context, alert, channel string) ([]Found, error)
	// Sent notes that a channel has a batch.
	Sent(ctx context.Context, alert, channel string, batch int64, at time.Time) error
}
