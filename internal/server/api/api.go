// Package api serves a store as data: lists by filter as JSON, JSON lines, CSV and Parquet, single records with their
// explanation, citation and verification, gaps, comparisons, corrections, changes, the coding of a text. Every
// address is that of the page that shows the same, with a suffix. One table has all routes; the description of the
// API (OpenAPI 3.1) is made from it, so that neither can be without the other.
package api

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"hash/fnv"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/server/problem"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// Store is what the API asks of a store.
type Store interface {
	store.Store
	store.Desk
	Feeds(context.Context) ([]store.Feed, error)
}

// Options are what the API serves.
type Options struct {
	Store   Store
	Desk    *desk.Desk                 // of the same store; texts are coded by its Code, none where that is nil
	Coder   func() record.Coder        // program and knowledge that texts are coded with
	Jobs    int                        // texts coded at once; at least 1
	Queue   int                        // texts that wait for it
	Metrics func(io.Writer) error      // prints what is counted; nil: nothing is
	Client  func(*http.Request) string // name of who asks, "" unknown; nil: nobody is known
	Base    string                     // address by which clients reach the server; that of the request if empty
	Now     func() time.Time           // time.Now if nil
}

// Server answers requests for data. It is safe for concurrent use.
type Server struct {
	Options
	coding   *coding
	pages    *pageCache
	draining atomic.Bool
}

// New returns the server of a store.
func New(o Options) *Server {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Coder == nil {
		o.Coder = func() record.Coder { return record.Coder{} }
	}
	if o.Client == nil {
		o.Client = func(*http.Request) string { return "" }
	}
	return &Server{Options: o, coding: newCoding(o), pages: newPageCache(mostCached)}
}

// Routes adds the addresses to mux.
func (s *Server) Routes(mux *http.ServeMux) {
	for _, r := range s.routes() {
		mux.HandleFunc(r.method+" "+r.pattern(), s.handler(r))
	}
}

// Drain makes /healthz say that the server is about to end, so that no more requests are sent its way.
func (s *Server) Drain() { s.draining.Store(true) }

// handler checks what is asked, answers from the client's own copy where nothing changed, and turns errors into
// problems.
func (s *Server) handler(rt route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q, err := rt.query(r)
		if err == nil && rt.tagged {
			q.revision, err = s.Store.Revision(r.Context())
		}
		if err != nil {
			problem.Of(w, err)
			return
		}
		if rt.tagged {
			tag := s.tag(q.revision)
			w.Header().Set("ETag", tag)
			w.Header().Set("Cache-Control", "private, no-cache")
			if matches(r.Header.Get("If-None-Match"), tag) {
				w.WriteHeader(http.StatusNotModified)
				return
			}
		}
		if err := rt.answer(w, r, q); err != nil {
			problem.Of(w, err)
		}
	}
}

// tag names the state that an answer is of: the store's last change, the program and its knowledge. It is weak, as
// the bytes may be packed or not.
func (s *Server) tag(revision int64) string {
	h := fnv.New64a()
	c := s.Coder()
	io.WriteString(h, c.Version+"\x00"+c.Knowledge)
	return `W/"` + strconv.FormatInt(revision, 36) + "-" + hex.EncodeToString(h.Sum(nil)) + `"`
}

// matches compares weakly, as RFC 9110, 13.1.2 has it.
func matches(list, tag string) bool {
	for t := range strings.SplitSeq(list, ",") {
		t = strings.TrimSpace(t)
		if t == "*" || strings.TrimPrefix(t, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// send answers with JSON.
func send(w http.ResponseWriter, status int, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return sendBytes(w, status, "application/json", append(b, '\n'))
}

func sendBytes(w http.ResponseWriter, status int, contentType string, b []byte) error {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	w.Write(b) // the client may have gone; there is nobody to tell
	return nil
}

// body reads the JSON object of a request into v, strictly.
func body(w http.ResponseWriter, r *http.Request, most int64, v any) error {
	if mediaType(r) != "application/json" {
		return &problem.Error{Status: http.StatusUnsupportedMediaType, Detail: "want a body of application/json"}
	}
	b, err := readAll(w, r, most)
	if err != nil {
		return err
	}
	dec := json.NewDecoder(strings.NewReader(string(b)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return &problem.Error{Status: http.StatusBadRequest, Detail: "the body: " + err.Error()}
	}
	if _, err := dec.Token(); err != io.EOF {
		return &problem.Error{Status: http.StatusBadRequest, Detail: "the body: more than one JSON object"}
	}
	return nil
}

func readAll(w http.ResponseWriter, r *http.Request, most int64) ([]byte, error) {
	b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	switch err.(type) {
	case nil:
		return b, nil
	case *http.MaxBytesError:
		return nil, &problem.Error{Status: http.StatusRequestEntityTooLarge, Detail: "a body of more than " + strconv.FormatInt(most, 10) + " bytes"}
	}
	return nil, &problem.Error{Status: http.StatusBadRequest, Detail: "the body cannot be read"}
}

// mediaType of the body, in lower case and without parameters.
func mediaType(r *http.Request) string {
	t, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	return strings.ToLower(strings.TrimSpace(t))
}
