// Package api serves the records of a store as data: lists by filter as JSON and CSV, documents, the coding of a
// text, and a description of itself. Every address is that of the page that shows the same, with a suffix.
package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// Limits of what one request may ask.
const (
	MostRows    = 1000    // of a list
	rowsUnasked = 50      // of a list whose request does not say
	mostText    = 1 << 20 // bytes of a text to be coded
	codeTime    = 20 * time.Second
)

// Coder codes an article; it is nil where texts are not coded on request.
type Coder func(record.Article) record.Document

// Server answers requests for data. It is safe for concurrent use.
type Server struct {
	store store.Store
	code  Coder
	slots chan struct{} // texts that are coded at once
}

// New returns the server of s. At most jobs texts are coded at once; the others are told to come again.
func New(s store.Store, code Coder, jobs int) *Server {
	return &Server{s, code, make(chan struct{}, max(1, jobs))}
}

// Routes adds the addresses to mux.
func (s *Server) Routes(mux *http.ServeMux) {
	for _, k := range store.Kinds {
		mux.HandleFunc("GET /"+string(k)+".json", func(w http.ResponseWriter, r *http.Request) { s.listJSON(w, r, k) })
		mux.HandleFunc("GET /"+string(k)+".csv", func(w http.ResponseWriter, r *http.Request) { s.listCSV(w, r, k) })
	}
	mux.HandleFunc("GET /documents/{id}/record.json", s.document)
	mux.HandleFunc("POST /code", s.codeText)
	mux.HandleFunc("GET /schema.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/schema+json")
		w.Write(record.JSONSchema())
	})
	mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, _ *http.Request) { send(w, http.StatusOK, "application/json", OpenAPI()) })
	mux.HandleFunc("GET /healthz", s.health)
}

// Row is a record of a list.
type Row struct {
	ID        string `json:"id"`
	Document  string `json:"document"`
	CopyOf    string `json:"copy_of,omitempty"`
	Published string `json:"published,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Verdict   string `json:"verdict,omitempty"`
	Record    any    `json:"record"`
}

// List is a page of a list.
type List struct {
	Rows []Row  `json:"rows"`
	Next string `json:"next,omitempty"` // cursor of the next page
}

// query reads the filter, the cursor and the limit of a request.
func query(r *http.Request, most int) (f store.Filter, cursor string, limit int, err error) {
	q := r.URL.Query()
	if f, err = store.ParseFilter(q.Get("q")); err != nil {
		return
	}
	limit = min(rowsUnasked, most)
	if s := q.Get("limit"); s != "" {
		if limit, err = strconv.Atoi(s); err != nil || limit < 1 || limit > most {
			err = fmt.Errorf("%w: limit %q; want 1 to %d", store.ErrInvalid, s, most)
		}
	}
	return f, q.Get("cursor"), limit, err
}

func (s *Server) listJSON(w http.ResponseWriter, r *http.Request, k store.Kind) {
	f, cursor, limit, err := query(r, MostRows)
	if err != nil {
		Problem(w, err)
		return
	}
	rows, next, err := s.store.List(r.Context(), k, f, cursor, limit)
	if err != nil {
		Problem(w, err)
		return
	}
	out := List{Rows: []Row{}, Next: next}
	for _, x := range rows {
		out.Rows = append(out.Rows, Row{x.ID, x.DocID, x.CopyOf, x.Document.Published, x.Document.Source, x.Verdict, export.Object(k, x)})
	}
	send(w, http.StatusOK, "application/json", out)
}

// listCSV sends every row that the filter takes, page by page.
func (s *Server) listCSV(w http.ResponseWriter, r *http.Request, k store.Kind) {
	f, cursor, _, err := query(r, MostRows)
	if err != nil {
		Problem(w, err)
		return
	}
	rows, next, err := s.store.List(r.Context(), k, f, cursor, MostRows)
	if err != nil {
		Problem(w, err)
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+string(k)+`.csv"`)
	table, err := export.NewCSV(w, k)
	for err == nil {
		for _, x := range rows {
			if err = table.Write(x); err != nil {
				return
			}
		}
		if next == "" {
			break
		}
		rows, next, err = s.store.List(r.Context(), k, f, next, MostRows)
	}
	if err == nil {
		err = table.Flush()
	}
	if err != nil {
		panic(http.ErrAbortHandler) // a table that is cut must not look whole
	}
}

func (s *Server) document(w http.ResponseWriter, r *http.Request) {
	d, err := s.store.Document(r.Context(), r.PathValue("id"))
	if err != nil {
		Problem(w, err)
		return
	}
	send(w, http.StatusOK, "application/json", d)
}

// codeText codes the article of the body; it is kept nowhere.
func (s *Server) codeText(w http.ResponseWriter, r *http.Request) {
	if s.code == nil {
		Problem(w, fmt.Errorf("coding of texts: %w", store.ErrNotFound))
		return
	}
	if ct, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); strings.TrimSpace(ct) != "application/json" {
		problem(w, http.StatusUnsupportedMediaType, "want application/json")
		return
	}
	var a record.Article
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, mostText))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&a); err != nil {
		var big *http.MaxBytesError
		if errors.As(err, &big) {
			problem(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("a text of more than %d bytes", mostText))
			return
		}
		problem(w, http.StatusBadRequest, "not an article: "+err.Error())
		return
	}
	if a.Published != "" && !record.ValidDay(a.Published) {
		problem(w, http.StatusBadRequest, fmt.Sprintf("published is %q; want a day, such as 2025-07-02", a.Published))
		return
	}
	select {
	case s.slots <- struct{}{}:
	default:
		w.Header().Set("Retry-After", "1")
		problem(w, http.StatusServiceUnavailable, "as many texts as the machine can read are being coded")
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), codeTime)
	defer cancel()
	done := make(chan record.Document, 1)
	go func() {
		defer func() { <-s.slots }()
		done <- s.code(a)
	}()
	select {
	case d := <-done:
		send(w, http.StatusOK, "application/json", &d)
	case <-ctx.Done():
		problem(w, http.StatusServiceUnavailable, "the text takes too long")
	}
}

func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	n, err := s.store.Count(r.Context(), store.Documents, store.Filter{})
	if err != nil {
		Problem(w, err)
		return
	}
	send(w, http.StatusOK, "application/json", map[string]any{"status": "ok", "documents": n})
}

func send(w http.ResponseWriter, status int, contentType string, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		problem(w, http.StatusInternalServerError, "the answer cannot be written")
		return
	}
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	w.Write(append(b, '\n'))
}

// Problem answers with an error as RFC 9457 has it; its kind decides the status.
func Problem(w http.ResponseWriter, err error) {
	switch {
	case errors.Is(err, store.ErrNotFound):
		problem(w, http.StatusNotFound, err.Error())
	case errors.Is(err, store.ErrInvalid):
		problem(w, http.StatusBadRequest, err.Error())
	case errors.Is(err, context.Canceled):
		problem(w, 499, "the request was given up")
	default:
		problem(w, http.StatusInternalServerError, "the store cannot answer")
	}
}

func problem(w http.ResponseWriter, status int, detail string) {
	title := http.StatusText(status)
	if title == "" {
		title = "Client Closed Request"
	}
	b, err := json.Marshal(map[string]any{"type": "about:blank", "title": title, "status": status, "detail": detail})
	if err != nil {
		return // strings and numbers always marshal
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	w.Write(append(b, '\n'))
}
