package api

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/server/problem"
	"github.com/openreadout/readout/record"
)

// Limits of the coding of texts on request.
const (
	mostText = 1 << 20          // bytes of a body
	waitTime = 5 * time.Second  // for a place
	codeTime = 20 * time.Second // for a text
)

// coding lets so many texts be coded at once, and so many wait for it; the others are told to come again.
type coding struct {
	places  chan struct{}
	most    int64 // that wait
	waiting atomic.Int64
	refused atomic.Uint64
	done    atomic.Uint64
}

func newCoding(o Options) *coding {
	return &coding{places: make(chan struct{}, max(1, o.Jobs)), most: int64(o.Queue)}
}

// busy is the answer to who is one too many.
func (c *coding) busy(w http.ResponseWriter, detail string) error {
	c.refused.Add(1)
	w.Header().Set("Retry-After", "2")
	return &problem.Error{Status: http.StatusServiceUnavailable, Detail: detail}
}

// enter waits for a place; the caller gives it back.
func (c *coding) enter(w http.ResponseWriter, r *http.Request) error {
	select {
	case c.places <- struct{}{}:
		return nil
	default:
	}
	if c.waiting.Add(1) > c.most {
		c.waiting.Add(-1)
		return c.busy(w, "as many texts as the machine can read are being coded, and as many as may wait are waiting")
	}
	defer c.waiting.Add(-1)
	timer := time.NewTimer(waitTime)
	defer timer.Stop()
	select {
	case c.places <- struct{}{}:
		return nil
	case <-r.Context().Done():
		return context.Cause(r.Context())
	case <-timer.C:
		return c.busy(w, "no text was done in time")
	}
}

func (c *coding) leave() {
	<-c.places
	c.done.Add(1)
}

// do answers a request that codes a text of the store.
func (c *coding) do(w http.ResponseWriter, r *http.Request, answer func() error) error {
	if err := c.enter(w, r); err != nil {
		return err
	}
	defer c.leave()
	return answer()
}

// code codes the article of the body; it is kept nowhere.
func (s *Server) code(w http.ResponseWriter, r *http.Request, q query) error {
	if s.Desk.Code == nil {
		return &problem.Error{Status: http.StatusNotFound, Detail: "no texts are coded here"}
	}
	a, err := article(w, r, q)
	if err != nil {
		return err
	}
	if err := s.coding.enter(w, r); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(r.Context(), codeTime)
	defer cancel()
	done := make(chan record.Document, 1)
	go func() { // a text cannot be given up half read: it keeps its place until it is done
		defer s.coding.leave()
		done <- s.Desk.Code(a)
	}()
	select {
	case d := <-done:
		if !q.yes("tokens") {
			d.Tokens = nil
		}
		if !q.yes("predicates") {
			d.Predicates = nil
		}
		return send(w, http.StatusOK, &d)
	case <-ctx.Done():
		if r.Context().Err() != nil {
			return r.Context().Err()
		}
		return s.coding.busy(w, "the text takes longer than "+codeTime.String())
	}
}

// article reads the body: an article as JSON, or a bare text with the rest in the query.
func article(w http.ResponseWriter, r *http.Request, q query) (record.Article, error) {
	var a record.Article
	bad := func(detail string) (record.Article, error) {
		return a, &problem.Error{Status: http.StatusBadRequest, Detail: detail}
	}
	switch mediaType(r) {
	case "application/json":
		for _, name := range []string{"published", "source", "title", "lang"} {
			if q.Has(name) {
				return bad("the parameter " + name + " is for text/plain; JSON has a field of the name")
			}
		}
		if err := body(w, r, mostText, &a); err != nil {
			return a, err
		}
	case "text/plain":
		b, err := readAll(w, r, mostText)
		if err != nil {
			return a, err
		}
		if !utf8.Valid(b) {
			return bad("the text is not UTF-8")
		}
		a = record.Article{Title: q.Get("title"), Published: q.Get("published"), Source: q.Get("source"), Lang: q.Get("lang"), Text: string(b)}
	default:
		return a, &problem.Error{Status: http.StatusUnsupportedMediaType, Detail: "want a body of application/json or text/plain"}
	}
	switch {
	case a.Text == "":
		return bad("an article without a text")
	case a.Published != "" && !record.ValidDay(a.Published):
		return bad("published is " + a.Published + "; want a day, such as 2025-07-02")
	}
	return a, nil
}
