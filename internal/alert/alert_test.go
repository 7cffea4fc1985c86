package alert_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/alert"
	"github.com/openreadout/readout/internal/netguard"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/openreadout/readout/internal/store/storetest"
	"github.com/openreadout/readout/record"
)

var at = time.Unix(1e9, 0)

// world is a store with a runner over it.
type world struct {
	*alert.Runner
	store *sqlite.DB
	slept []time.Duration
	added int
}

func open(t *testing.T) *world {
	t.Helper()
	s, err := sqlite.Open(filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	w := &world{store: s}
	w.Runner = &alert.Runner{Store: s, Client: http.DefaultClient, Base: "https://readout.example.org", Now: func() time.Time { return at },
		Sleep: func(_ context.Context, d time.Duration) error { w.slept = append(w.slept, d); return nil }}
	return w
}

// add adds the next n small documents, of whose events a quarter are of each type.
func (w *world) add(t *testing.T, n int) {
	t.Helper()
	var docs []*record.Document
	for range n {
		docs = append(docs, storetest.Document(w.added))
		w.added++
	}
	if _, err := w.store.Add(t.Context(), at, docs); err != nil {
		t.Fatal(err)
	}
}

func (w *world) alert(t *testing.T, a store.Alert) {
	t.Helper()
	a.Kind, a.Made = store.Events, at
	if err := w.store.AddAlert(t.Context(), a); err != nil {
		t.Fatal(err)
	}
}

// run runs all alerts and returns the report of the only one.
func (w *world) run(t *testing.T) alert.Report {
	t.Helper()
	rs, err := w.Run(t.Context(), "")
	if err != nil || len(rs) != 1 {
		t.Fatalf("%v %v", rs, err)
	}
	return rs[0]
}

// receiver is a webhook that takes messages, or answers as it is told to.
type receiver struct {
	*httptest.Server
	answers []int // statuses of the next answers; 200 when they are used up
	got     []alert.Message
	headers []http.Header
	bodies  []string
}

func receive(t *testing.T) *receiver {
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		b, err := io.ReadAll(req.Body)
		var m alert.Message
		if err != nil || json.Unmarshal(b, &m) != nil {
			t.Errorf("a body that is no message: %v %s", err, b)
		}
		r.got, r.headers, r.bodies = append(r.got, m), append(r.headers, req.Header), append(r.bodies, string(b))
		if len(r.answers) > 0 {
			if r.answers[0] == 429 {
				w.Header().Set("Retry-After", "7")
			}
			w.WriteHeader(r.answers[0])
			r.answers = r.answers[1:]
		}
	}))
	t.Cleanup(r.Close)
	return r
}

// ids of the records that came, in their order.
func (r *receiver) ids() (out []string) {
	for _, m := range r.got {
		for _, x := range m.Records {
			out = append(out, x.ID)
		}
	}
	return out
}

// TestWebhook adds documents in three goes: each event of the type comes once, and a text coded again tells nothing new.
func TestWebhook(t *testing.T) {
	w, hook := open(t), receive(t)
	secret := alert.NewSecret()
	w.alert(t, store.Alert{Name: "calls", Filter: "type:CONSULT", Webhook: hook.URL, Secret: secret})
	for i, want := range []int{5, 0, 2} {
		w.add(t, []int{20, 0, 8}[i])
		if r := w.run(t); r.Found != want || r.Error != "" {
			t.Errorf("run %d: %+v, want %d found", i, r, want)
		}
	}
	w.added = 0
	w.add(t, 28)
	if r := w.run(t); r.Found != 0 || r.Sent != 0 {
		t.Errorf("coded again: %+v", r)
	}
	ids := hook.ids()
	if slices.Sort(ids); len(ids) != 7 || len(slices.Compact(ids)) != 7 || len(hook.got) != 2 {
		t.Errorf("%d records in %d messages: %v", len(ids), len(hook.got), ids)
	}
	m, h := hook.got[0], hook.headers[0]
	if m.Alert != "calls" || m.Filter != "type:CONSULT" || !strings.HasPrefix(m.Records[0].Link, "https://readout.example.org/documents/") || !strings.Contains(m.Records[0].Says, "CONSULT") || m.Records[0].Words != "called" {
		t.Errorf("message %+v", m)
	}
	n, err := strconv.ParseInt(h.Get("Webhook-Timestamp"), 10, 64)
	if err != nil || h.Get("Webhook-Id") != m.ID || h.Get("Webhook-Signature") != alert.Sign(secret, m.ID, time.Unix(n, 0), []byte(hook.bodies[0])) {
		t.Errorf("headers %v, %v", h, err)
	}
}

// TestSign signs the example of the specification of Standard Webhooks.
func TestSign(t *testing.T) {
	const want = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
	if got := alert.Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestRetries has the receiver fail: what it did not take comes again under the same id, in the same order, and nothing
// twice that it took.
func TestRetries(t *testing.T) {
	for _, c := range []struct {
		name    string
		answers []int
		posts   int // in the first run
		sent    int
		slept   []time.Duration
	}{
		{"once", []int{503}, 2, 1, []time.Duration{time.Second}},
		{"told when", []int{429, 500}, 3, 1, []time.Duration{7 * time.Second, 4 * time.Second}},
		{"down", []int{500, 500, 500, 500}, 4, 0, []time.Duration{time.Second, 4 * time.Second, 16 * time.Second}},
		{"refuses", []int{400}, 1, 0, nil},
		{"gone", []int{410}, 1, 0, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, hook := open(t), receive(t)
			hook.answers = c.answers
			w.alert(t, store.Alert{Name: "a", Webhook: hook.URL})
			w.add(t, 3)
			r := w.run(t)
			if len(hook.got) != c.posts || r.Sent != c.sent || (r.Error == "") != (c.sent == 1) || !slices.Equal(w.slept, c.slept) {
				t.Errorf("%d posts, slept %v: %+v", len(hook.got), w.slept, r)
			}
			w.add(t, 1)
			if r = w.run(t); r.Found != 1 || r.Error != "" || r.Sent != 2-c.sent {
				t.Errorf("the next run: %+v", r)
			}
			for _, m := range hook.got[:c.posts] {
				if m.ID != hook.got[0].ID || len(m.Records) != 3 {
					t.Errorf("the message came as %s with %d records, then as %s", hook.got[0].ID, len(m.Records), m.ID)
				}
			}
			if last := hook.got[len(hook.got)-1]; len(last.Records) != 1 || last.ID == hook.got[0].ID {
				t.Errorf("the last message is %+v", last)
			}
		})
	}
}

// TestSince makes an alert of what comes from now on, and one of all there is.
func TestSince(t *testing.T) {
	w := open(t)
	w.add(t, 8)
	n, err := w.store.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w.alert(t, store.Alert{Name: "all"})
	w.alert(t, store.Alert{Name: "new", Since: n})
	w.add(t, 1)
	rs, err := w.Run(t.Context(), "")
	if err != nil || fmt.Sprint(rs) != "[{all 9 0 } {new 1 0 }]" {
		t.Errorf("%+v %v", rs, err)
	}
	if _, err := w.Run(t.Context(), "none"); err == nil {
		t.Error("no such alert, no error")
	}
}

// TestRejected rejects a record before it is sent, and one before it is found.
func TestRejected(t *testing.T) {
	w, hook := open(t), receive(t)
	hook.answers = []int{400}
	w.alert(t, store.Alert{Name: "a", Webhook: hook.URL})
	w.add(t, 2)
	w.run(t)
	w.add(t, 1)
	for _, i := range []int{0, 2} {
		d := storetest.Document(i)
		c := store.Correction{TextHash: store.TextHash(d.Text), Kind: store.Events, Span: d.Events[0].Trigger, Verdict: "reject", By: "A", At: at}
		if err := w.store.Correct(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	hook.got = nil
	if r := w.run(t); r.Found != 0 || r.Sent != 1 || len(hook.ids()) != 1 {
		t.Errorf("%+v, sent %v", r, hook.ids())
	}
}

// TestMany finds more than a batch holds.
func TestMany(t *testing.T) {
	w, hook := open(t), receive(t)
	w.alert(t, store.Alert{Name: "a", Webhook: hook.URL})
	w.add(t, 250)
	if r := w.run(t); r.Found != 250 || r.Sent != 3 || len(hook.ids()) != 250 {
		t.Errorf("%+v, %d records", r, len(hook.ids()))
	}
}

// TestCommand gives records to a command line, which fails the first time.
func TestCommand(t *testing.T) {
	w := open(t)
	dir := t.TempDir()
	out, ok := filepath.Join(dir, "out"), filepath.Join(dir, "ok")
	w.alert(t, store.Alert{Name: "a", Command: fmt.Sprintf("test -e %s || { echo not yet >&2; exit 3; }; cat >> %s; echo $READOUT_ALERT >> %s", ok, out, out)})
	w.add(t, 2)
	if r := w.run(t); r.Found != 2 || r.Sent != 0 || !strings.Contains(r.Error, "exit status 3: not yet") {
		t.Errorf("%+v", r)
	}
	if err := os.WriteFile(ok, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, sent := range []int{1, 0} {
		if r := w.run(t); r.Sent != sent || r.Error != "" {
			t.Errorf("run %d: %+v", i, r)
		}
	}
	b, err := os.ReadFile(out)
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	var x alert.Record
	if err != nil || len(lines) != 3 || lines[2] != "a" || json.Unmarshal([]byte(lines[0]), &x) != nil || x.Says == "" {
		t.Errorf("%v:\n%s", err, b)
	}
}

// TestInternal points a webhook at this machine: nothing is sent, nothing is tried again.
func TestInternal(t *testing.T) {
	w, hook := open(t), receive(t)
	w.Client = (&netguard.Guard{}).Client(time.Second)
	w.alert(t, store.Alert{Name: "a", Webhook: hook.URL})
	w.add(t, 1)
	if r := w.run(t); !strings.Contains(r.Error, "refused") || len(hook.got) != 0 || len(w.slept) != 0 {
		t.Errorf("%+v, %d posts, slept %v", r, len(hook.got), w.slept)
	}
}

// TestLease runs an alert that another program is at.
func TestLease(t *testing.T) {
	w := open(t)
	w.alert(t, store.Alert{Name: "a"})
	w.add(t, 1)
	if ok, err := w.store.Lease(t.Context(), "a", at, at.Add(time.Minute)); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if r := w.run(t); r.Found != 0 {
		t.Errorf("while another is at it: %+v", r)
	}
	w.Now = func() time.Time { return at.Add(2 * time.Minute) }
	if r := w.run(t); r.Found != 1 {
		t.Errorf("after it: %+v", r)
	}
	if r := w.run(t); r.Error != "" {
		t.Errorf("a run gives the alert back: %+v", r)
	}
}
