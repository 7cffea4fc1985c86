// Package problem answers requests with errors as RFC 9457 has them (application/problem+json): the one place in
// which an error becomes a status.
package problem

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/openreadout/readout/internal/store"
)

// Problem is an error as it is sent.
type Problem struct {
	Type   string `json:"type"` // about:blank: the status says what kind it is
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
}

// Error is an error that knows its status.
type Error struct {
	Status int
	Detail string
}

func (e *Error) Error() string { return e.Detail }

// closedRequest is what nginx writes where the client has gone; nobody sees it but the log.
const closedRequest = 499

// Write sends a problem.
func Write(w http.ResponseWriter, status int, detail string) {
	title := http.StatusText(status)
	if title == "" {
		title = "Client Closed Request"
	}
	b, err := json.Marshal(Problem{"about:blank", title, status, detail})
	if err != nil {
		return // strings and numbers always marshal
	}
	h := w.Header()
	h.Del("ETag")
	h.Del("Content-Disposition")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Type", "application/problem+json")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	w.Write(append(b, '\n'))
}

// Of sends the problem that an error is. What is wrong inside is not told to the outside.
func Of(w http.ResponseWriter, err error) {
	var e *Error
	switch {
	case errors.As(err, &e):
		Write(w, e.Status, e.Detail)
	case errors.Is(err, store.ErrNotFound):
		Write(w, http.StatusNotFound, err.Error())
	case errors.Is(err, store.ErrInvalid):
		Write(w, http.StatusBadRequest, err.Error())
	case errors.Is(err, context.Canceled):
		Write(w, closedRequest, "the request was given up")
	default:
		Write(w, http.StatusInternalServerError, "the store cannot answer")
	}
}
