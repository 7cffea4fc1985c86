package web_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/server/web"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// TestFresh adds documents while pages are served: the next page has them, in its lists and in its figures.
func TestFresh(t *testing.T) {
	h, _, s := serveWith(t, web.Options{}, documents(12)...)
	for _, want := range []string{"<strong>12</strong> <em class=\"kind events\">", "<strong>13</strong> <em class=\"kind events\">"} {
		for range 2 { // the second is remembered
			if _, body := get(t, h, "/"); !strings.Contains(body, want) {
				t.Errorf("the first page lacks %s", want)
			}
		}
		if _, err := s.Add(t.Context(), time.Unix(2, 0), []*record.Document{call("2024-02-01", "Agency", nil)}); err != nil {
			t.Fatal(err)
		}
	}
	if _, body := get(t, h, "/actors/Q11"); !strings.Contains(body, "Ada Brandt") {
		t.Error("the actor of the new document has no page")
	}
}

// slow is a store whose documents cannot be read whole until it is let go: an index takes that long.
type slow struct {
	store.Store
	let chan struct{}
}

func (s slow) Scan(ctx context.Context, kinds []store.Kind, do func(store.Scanned) error) error {
	<-s.let
	return s.Store.Scan(ctx, kinds, do)
}

// TestBeforeCounts asks for pages while the index is being made: they have what the store tells and come back by
// themselves; when it is there they have figures.
func TestBeforeCounts(t *testing.T) {
	_, _, s := serveWith(t, web.Options{}, world()...)
	late := slow{s, make(chan struct{})}
	pages, err := web.New(late, web.Options{Patience: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	pages.Routes(mux)
	for url, want := range map[string]string{"/": "Latest contacts", "/events": "16 events", "/actors/Q11": "Ada Brandt", "/dyads/NOR-KEN": "Ada Brandt – Kofi Ouma", "/topics/economic": "Latest statements"} {
		status, body := get(t, mux, url)
		if status != 200 || !strings.Contains(body, want) || !strings.Contains(body, "being counted for the first time") {
			t.Errorf("%s: status %d, lacks %q or that it is being counted\n%.2000s", url, status, want, main(body))
		}
	}
	close(late.let)
	if err := pages.Count(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, body := get(t, mux, "/"); strings.Contains(body, "being counted") || !strings.Contains(body, "<strong>15</strong> <em class=\"kind events\">events</em> <small>in 16 reports") {
		t.Errorf("no figures:\n%.3000s", main(body))
	}
}

// broken is a store that cannot be read whole.
type broken struct{ store.Store }

var errBroken = errors.New("page 12 is damaged")

func (broken) Scan(context.Context, []store.Kind, func(store.Scanned) error) error { return errBroken }

func TestCountBroken(t *testing.T) {
	_, _, s := serveWith(t, web.Options{}, documents(1)...)
	pages, err := web.New(broken{s}, web.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := pages.Count(t.Context()); !errors.Is(err, errBroken) {
		t.Errorf("got %v", err)
	}
}

// TestDenied has a ministry that denies what an agency reports of the same day.
func TestDenied(t *testing.T) {
	yes, no := call("2024-02-01", "Agency", nil), call("2024-02-01", "Ministry", nil)
	no.Text += " That is what the ministry denies."
	no.Events[0].Factuality, no.Events[0].Sources = "denied", []record.Chain{{"e3"}}
	h, _ := serve(t, yes, no)
	for url, want := range map[string][]string{
		"/dyads/NOR-KEN": {"1 event in 2 reports", "1 occurrence, from all 2 reports", `<span class="denied">denied by Norway</span>`},
		"/events":        {"1 event in 2 reports", `<span class="denied">denied by Norway</span>`, "also Agency"},
	} {
		_, body := get(t, h, url)
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s lacks %s in\n%.5000s", url, w, main(body))
			}
		}
	}
}

// TestShift has a text that asserts a change of position.
func TestShift(t *testing.T) {
	d := call("2024-02-01", "Agency", nil)
	d.Shifts = []record.Shift{{ID: "s1", Holder: "e1", Topic: "economic", Evidence: d.Statements[0].Content[0], AssertedBy: []string{"e2"}}}
	h, _ := serve(t, d)
	_, body := get(t, h, "/positions")
	for _, w := range []string{"Changes that texts assert", "<td>Kofi Ouma", "change, according to Kofi Ouma"} {
		if !strings.Contains(body, w) {
			t.Errorf("/positions lacks %s in\n%.5000s", w, main(body))
		}
	}
}
