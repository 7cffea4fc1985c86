package api

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/openreadout/readout/internal/server/gate"
	"github.com/openreadout/readout/internal/server/problem"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// Changes is what changed after a sequence number.
type Changes struct {
	Rows []store.Change `json:"rows"`
	Next int64          `json:"next"` // sequence number to ask from the next time
	More bool           `json:"more"` // there are more already
}

func (s *Server) changes(w http.ResponseWriter, r *http.Request, q query) error {
	since, limit := q.number("since", 0), int(q.number("limit", 100))
	cs, err := s.Store.Changes(r.Context(), since, limit+1)
	if err != nil {
		return err
	}
	out := Changes{Rows: append([]store.Change{}, cs[:min(len(cs), limit)]...), Next: since, More: len(cs) > limit}
	if n := len(out.Rows); n > 0 {
		out.Next = out.Rows[n-1].Seq
	}
	return send(w, http.StatusOK, out)
}

// Feeds is the feeds that are watched.
type Feeds struct {
	Rows []store.Feed `json:"rows"`
}

func (s *Server) feeds(w http.ResponseWriter, r *http.Request, _ query) error {
	fs, err := s.Store.Feeds(r.Context())
	if err != nil {
		return err
	}
	return send(w, http.StatusOK, Feeds{append([]store.Feed{}, fs...)})
}

// Alert is a saved query as clients see it: addresses and command lines may hold secrets, which only the machine of
// the store tells.
type Alert struct {
	Name    string     `json:"name"`
	Kind    store.Kind `json:"kind"`
	Filter  string     `json:"filter"`
	Feed    string     `json:"feed"`              // address of its Atom feed
	Webhook string     `json:"webhook,omitempty"` // host that is told
	Command bool       `json:"command,omitempty"` // a command is told
	Made    time.Time  `json:"made"`
}

// Alerts is the saved queries.
type Alerts struct {
	Rows []Alert `json:"rows"`
}

func (s *Server) alerts(w http.ResponseWriter, r *http.Request, _ query) error {
	as, err := s.Store.Alerts(r.Context())
	if err != nil {
		return err
	}
	out := Alerts{[]Alert{}}
	for _, a := range as {
		x := Alert{Name: a.Name, Kind: a.Kind, Filter: a.Filter, Feed: "/alerts/" + a.Name + ".atom", Command: a.Command != "", Made: a.Made}
		if u, err := url.Parse(a.Webhook); err == nil {
			x.Webhook = u.Host
		}
		out.Rows = append(out.Rows, x)
	}
	return send(w, http.StatusOK, out)
}

// Health is the state of a server that answers.
type Health struct {
	Status    string `json:"status" enum:"ok"`
	Documents int    `json:"documents"`
}

func (s *Server) health(w http.ResponseWriter, r *http.Request, _ query) error {
	w.Header().Set("Cache-Control", "no-store")
	if s.draining.Load() {
		return &problem.Error{Status: http.StatusServiceUnavailable, Detail: "the server is about to end"}
	}
	n, err := s.Store.Count(r.Context(), store.Documents, store.Filter{})
	if err != nil {
		return err
	}
	return send(w, http.StatusOK, Health{"ok", n})
}

// Version is what answers here.
type Version struct {
	Version   string `json:"version"`
	Knowledge string `json:"knowledge"`
	Schema    string `json:"schema"`
}

func (s *Server) version(w http.ResponseWriter, _ *http.Request, _ query) error {
	c := s.Coder()
	return send(w, http.StatusOK, Version{c.Version, c.Knowledge, record.Schema})
}

func (s *Server) schema(w http.ResponseWriter, _ *http.Request, _ query) error {
	return sendBytes(w, http.StatusOK, "application/schema+json", record.JSONSchema())
}

func (s *Server) metrics(w http.ResponseWriter, _ *http.Request, _ query) error {
	if s.Metrics == nil {
		return &problem.Error{Status: http.StatusNotFound, Detail: "nothing is counted here"}
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	return s.Metrics(w)
}

// Measure prints what the server counts beside requests: codings, and what the store holds.
func (s *Server) Measure() func(*gate.Text) {
	var mu sync.Mutex
	var at int64 = -1 // revision that the counts are of
	counts := map[store.Kind]int{}
	return func(t *gate.Text) {
		t.Head("readout_coding_running", "gauge", "Texts that are being coded on request.")
		t.Value("readout_coding_running", float64(len(s.coding.places)))
		t.Head("readout_coding_waiting", "gauge", "Texts that wait to be coded.")
		t.Value("readout_coding_waiting", float64(s.coding.waiting.Load()))
		t.Head("readout_coding_total", "counter", "Texts that were coded on request.")
		t.Value("readout_coding_total", float64(s.coding.done.Load()))
		t.Head("readout_coding_refused_total", "counter", "Texts that were told to come again.")
		t.Value("readout_coding_refused_total", float64(s.coding.refused.Load()))
		c := s.Coder()
		t.Head("readout_info", "gauge", "Versions of the program and its knowledge.")
		t.Value("readout_info", 1, "version", c.Version, "knowledge", c.Knowledge)
		mu.Lock()
		defer mu.Unlock()
		ctx := context.Background()
		revision, err := s.Store.Revision(ctx)
		if err != nil {
			return // what the store cannot tell is left out; /healthz says that it cannot
		}
		if revision != at {
			for _, k := range store.Kinds {
				if counts[k], err = s.Store.Count(ctx, k, store.Filter{}); err != nil {
					return
				}
			}
			at = revision
		}
		t.Head("readout_store_revision", "gauge", "Sequence number of the last change of the store.")
		t.Value("readout_store_revision", float64(revision))
		t.Head("readout_store_records", "gauge", "Records in the store, by kind.")
		for _, k := range store.Kinds {
			t.Value("readout_store_records", float64(counts[k]), "kind", string(k))
		}
	}
}
