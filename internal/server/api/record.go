package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/server/problem"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// Found is a record that was asked for by its id.
type Found struct {
	Kind      store.Kind      `json:"kind"`
	ID        string          `json:"id"`
	Document  string          `json:"document"`
	CopyOf    string          `json:"copy_of,omitempty"`
	Published string          `json:"published,omitempty"`
	Publisher string          `json:"publisher,omitempty"`
	Verdict   string          `json:"verdict,omitempty"`
	Span      record.Span     `json:"span"`            // that it is known by in the text
	Words     string          `json:"words,omitempty"` // of the span
	Record    json.RawMessage `json:"record"`
}

func (s *Server) record(w http.ResponseWriter, r *http.Request, _ query) error {
	k, row, err := desk.Find(r.Context(), s.Store, r.PathValue("id"))
	if err != nil {
		return err
	}
	line, err := store.LineOf(k, row)
	if err != nil {
		return err
	}
	c := export.Cite(k, row)
	return send(w, http.StatusOK, Found{k, line.ID, line.DocID, line.CopyOf, line.Published, line.Publisher, line.Verdict, c.Span, c.Words, line.Record})
}

// cite answers with the citation in a form.
func (s *Server) cite(form string, write func(export.Citation, io.Writer) error) func(http.ResponseWriter, *http.Request, query) error {
	return func(w http.ResponseWriter, r *http.Request, _ query) error {
		k, row, err := desk.Find(r.Context(), s.Store, r.PathValue("id"))
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := write(export.Cite(k, row), &b); err != nil {
			return err
		}
		return sendBytes(w, http.StatusOK, form, b.Bytes())
	}
}

func (s *Server) explain(w http.ResponseWriter, r *http.Request, _ query) error {
	return s.coding.do(w, r, func() error {
		x, err := s.Desk.Explain(r.Context(), r.PathValue("id"))
		if err != nil {
			return err
		}
		return send(w, http.StatusOK, x)
	})
}

func (s *Server) verify(w http.ResponseWriter, r *http.Request, _ query) error {
	return s.coding.do(w, r, func() error {
		v, err := s.Desk.Verify(r.Context(), r.PathValue("id"))
		if err != nil {
			return err
		}
		return send(w, http.StatusOK, v)
	})
}

func (s *Server) knowledge(w http.ResponseWriter, r *http.Request, _ query) error {
	e, err := s.Desk.Entry(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	return send(w, http.StatusOK, e)
}

// Gap is the contacts of two countries, a pair of parties each.
type Gap struct {
	A     string        `json:"a"`
	B     string        `json:"b"`
	Dyads []ledger.Dyad `json:"dyads"`
}

func (s *Server) gap(w http.ResponseWriter, r *http.Request, q query) error {
	f, err := q.filter()
	if err != nil {
		return err
	}
	a, b, _ := strings.Cut(r.PathValue("dyad"), "-")
	dyads, err := desk.GapOf(r.Context(), s.Store, a, b, f)
	if err != nil {
		return err
	}
	return send(w, http.StatusOK, Gap{a, b, dyads})
}

// Timeline is what there was between two countries, in order of time.
type Timeline struct {
	A       string         `json:"a"`
	B       string         `json:"b"`
	Entries []ledger.Entry `json:"entries"`
}

func (s *Server) timeline(w http.ResponseWriter, r *http.Request, q query) error {
	f, err := q.filter()
	if err != nil {
		return err
	}
	a, b, _ := strings.Cut(r.PathValue("dyad"), "-")
	entries, err := desk.Timeline(r.Context(), s.Store, a, b, f)
	if err != nil {
		return err
	}
	return send(w, http.StatusOK, Timeline{a, b, entries})
}

func (s *Server) compare(w http.ResponseWriter, r *http.Request, q query) error {
	return s.coding.do(w, r, func() error {
		c, err := s.Desk.Compare(r.Context(), r.PathValue("a"), r.PathValue("b"), ledger.Options{SideA: q.Get("side_a"), SideB: q.Get("side_b"), Force: q.yes("force")})
		if errors.Is(err, ledger.ErrOther) {
			return &problem.Error{Status: http.StatusConflict, Detail: err.Error() + "; force=true compares them all the same"}
		}
		if err != nil {
			return err
		}
		return send(w, http.StatusOK, c)
	})
}

// Corrections is what people said of records.
type Corrections struct {
	Rows []store.Correction `json:"rows"`
}

func (s *Server) corrections(w http.ResponseWriter, r *http.Request, _ query) error {
	cs, err := s.Store.Corrections(r.Context())
	if err != nil {
		return err
	}
	return send(w, http.StatusOK, Corrections{append([]store.Correction{}, cs...)})
}

// Verdict is a correction as a client sends it.
type Verdict struct {
	Verdict string         `json:"verdict" enum:"accept,change,reject"`
	Change  map[string]any `json:"change,omitempty"` // the fields of the record that change
	By      string         `json:"by,omitempty"`     // who says so; the name of the token if left out
	Note    string         `json:"note,omitempty"`
}

// mostCorrection is the size of a correction in bytes.
const mostCorrection = 64 << 10

func (s *Server) correct(w http.ResponseWriter, r *http.Request, _ query) error {
	var v Verdict
	if err := body(w, r, mostCorrection, &v); err != nil {
		return err
	}
	c := store.Correction{Verdict: v.Verdict, By: v.By, Note: v.Note, At: s.Now().UTC().Truncate(1e9)}
	if c.By == "" {
		c.By = s.Client(r)
	}
	if v.Change != nil {
		b, err := json.Marshal(v.Change)
		if err != nil {
			return err
		}
		c.Change = string(b)
	}
	k, row, err := desk.Find(r.Context(), s.Store, r.PathValue("id"))
	if err != nil {
		return err
	}
	c.TextHash, c.Kind, c.Span = store.TextHash(row.Document.Text), k, desk.Span(k, row)
	if err := s.Store.Correct(r.Context(), c); err != nil {
		return err
	}
	return send(w, http.StatusCreated, c)
}
