package storetest

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/store"
)

// RunDesk runs the suite of store.Desk over a store that open makes, empty each time.
func RunDesk(t *testing.T, open func(t *testing.T) store.Desk) {
	for name, run := range map[string]func(*testing.T, store.Desk){"Tokens": tokens, "Alerts": alerts, "Found": found, "Sent": sent, "Lease": lease} {
		t.Run(name, func(t *testing.T) { run(t, open(t)) })
	}
}

func tokens(t *testing.T, s store.Desk) {
	reader, secret, err := store.NewToken("reader", []string{store.ScopeRead}, at, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	writer, other, err := store.NewToken("a.writer", []string{store.ScopeRead, store.ScopeWrite}, at, at.Add(time.Hour))
	if err != nil || secret == other {
		t.Fatal(err, "or two secrets are the same")
	}
	for _, x := range []store.Token{reader, writer} {
		if err := s.AddToken(t.Context(), x); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.AddToken(t.Context(), reader); !errors.Is(err, store.ErrConflict) {
		t.Errorf("the same name again: %v", err)
	}
	for _, bad := range []store.Token{{}, {Name: "a b", Scopes: []string{"read"}}, {Name: "x"}, {Name: "x", Scopes: []string{"all"}}, {Name: "../x", Scopes: []string{"read"}}} {
		if err := s.AddToken(t.Context(), bad); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	got, err := s.Tokens(t.Context())
	if err != nil || !reflect.DeepEqual(got, []store.Token{writer, reader}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if x, ok := store.FindToken(got, secret); !ok || x.Name != "reader" {
		t.Errorf("the token of the secret is %q", x.Name)
	}
	if _, ok := store.FindToken(got, secret+"x"); ok {
		t.Error("a wrong secret finds a token")
	}
	if err := s.RevokeToken(t.Context(), "reader", at.Add(time.Minute)); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"reader", "nobody"} {
		if err := s.RevokeToken(t.Context(), name, at); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("revoke %s: %v", name, err)
		}
	}
	if got, err = s.Tokens(t.Context()); err != nil || len(got) != 2 || got[1].Allows(store.ScopeRead, at.Add(time.Hour)) {
		t.Errorf("after the revocation: %+v %v", got, err)
	}
}

func alerts(t *testing.T, s store.Desk) {
	a := store.Alert{Name: "calls", Kind: store.Contacts, Filter: "type:phone", Webhook: "https://example.org/in", Secret: "key", Made: at, Since: 7}
	b := store.Alert{Name: "aid", Kind: store.Commitments, Command: "cat", Made: at}
	for _, x := range []store.Alert{a, b} {
		if err := s.AddAlert(t.Context(), x); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.AddAlert(t.Context(), a); !errors.Is(err, store.ErrConflict) {
		t.Errorf("the same name again: %v", err)
	}
	for _, bad := range []store.Alert{{}, {Name: "x", Kind: "stories"}, {Name: "x", Kind: store.Events, Filter: "colour:red"}, {Name: "x", Kind: store.Events, Webhook: "file:///etc/passwd"}, {Name: "x/y", Kind: store.Events}} {
		if err := s.AddAlert(t.Context(), bad); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	if got, err := s.Alerts(t.Context()); err != nil || !slices.Equal(got, []store.Alert{b, a}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if err := s.RemoveAlert(t.Context(), "aid"); err != nil {
		t.Error(err)
	}
	if err := s.RemoveAlert(t.Context(), "aid"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("removed again: %v", err)
	}
	if got, err := s.Alerts(t.Context()); err != nil || len(got) != 1 {
		t.Errorf("got %+v, %v", got, err)
	}
}

// batch makes records as an alert finds them.
func batch(ids ...string) []store.Found {
	var out []store.Found
	for _, id := range ids {
		out = append(out, store.Found{Alert: "a", Record: id, Document: "d" + id, At: at})
	}
	return out
}

func records(fs []store.Found) (out []string) {
	for _, f := range fs {
		out = append(out, f.Record)
	}
	return out
}

func addAlert(t *testing.T, s store.Desk) {
	t.Helper()
	if err := s.AddAlert(t.Context(), store.Alert{Name: "a", Kind: store.Events, Made: at, Since: 3}); err != nil {
		t.Fatal(err)
	}
}

// found sees that a record is found once, whatever batch it comes in.
func found(t *testing.T, s store.Desk) {
	addAlert(t, s)
	for _, c := range []struct {
		ids   []string
		since int64
		fresh int
	}{{[]string{"1", "2"}, 5, 2}, {[]string{"2", "3"}, 6, 1}, {[]string{"1", "2", "3"}, 4, 0}, {nil, 9, 0}} {
		if n, err := s.Find(t.Context(), "a", batch(c.ids...), c.since); n != c.fresh || err != nil {
			t.Errorf("%v: %d new, %v; want %d", c.ids, n, err, c.fresh)
		}
	}
	got, err := s.Found(t.Context(), "a", 2)
	if err != nil || !slices.Equal(records(got), []string{"3", "2"}) || got[0].Document != "d3" || !got[0].At.Equal(at) {
		t.Errorf("found %+v, %v", got, err)
	}
	if as, err := s.Alerts(t.Context()); err != nil || as[0].Since != 9 {
		t.Errorf("done up to %+v, %v; want 9", as, err)
	}
	if _, err := s.Find(t.Context(), "b", batch("1"), 1); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no such alert: %v", err)
	}
	if err := s.RemoveAlert(t.Context(), "a"); err != nil {
		t.Error(err)
	}
	if got, err := s.Found(t.Context(), "a", 9); err != nil || len(got) != 0 {
		t.Errorf("after the removal: %v %v", got, err)
	}
}

// sent walks the batches of two channels, which do not wait for one another.
func sent(t *testing.T, s store.Desk) {
	addAlert(t, s)
	for i, ids := range [][]string{{"1", "2"}, {"3"}} {
		if _, err := s.Find(t.Context(), "a", batch(ids...), int64(i)); err != nil {
			t.Fatal(err)
		}
	}
	next := func(channel string, want ...string) int64 {
		t.Helper()
		got, err := s.Unsent(t.Context(), "a", channel)
		if err != nil || !slices.Equal(records(got), want) {
			t.Errorf("%s: %v %v; want %v", channel, records(got), err, want)
		}
		if len(got) == 0 {
			return 0
		}
		return got[0].Batch
	}
	first := next("webhook", "1", "2")
	if again := next("webhook", "1", "2"); again != first {
		t.Errorf("the batch is %d, then %d", first, again)
	}
	if err := s.Sent(t.Context(), "a", "webhook", first, at); err != nil {
		t.Fatal(err)
	}
	second := next("webhook", "3")
	if err := s.Sent(t.Context(), "a", "webhook", second, at); err != nil {
		t.Fatal(err)
	}
	next("webhook")
	next("command", "1", "2")
	if err := s.Sent(t.Context(), "b", "webhook", 1, at); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no such alert: %v", err)
	}
}

func lease(t *testing.T, s store.Desk) {
	addAlert(t, s)
	for i, c := range []struct {
		now, until time.Duration
		ok         bool
	}{{0, time.Minute, true}, {time.Second, time.Minute, false}, {2 * time.Minute, 3 * time.Minute, true}, {2 * time.Minute, 0, true}, {2 * time.Minute, 3 * time.Minute, true}} {
		if ok, err := s.Lease(t.Context(), "a", at.Add(c.now), at.Add(c.until)); ok != c.ok || err != nil {
			t.Errorf("lease %d: %v %v, want %v", i, ok, err, c.ok)
		}
	}
	if ok, err := s.Lease(t.Context(), "b", at, at.Add(time.Minute)); ok || err != nil {
		t.Errorf("no such alert: %v %v", ok, err)
	}
}
