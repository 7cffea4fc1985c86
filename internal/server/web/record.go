package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
)

// recordView is the page of one record: what it says, why, what people say of it, how to cite it.
type recordView struct {
	DocID    string
	Headline string
	Source   string
	Day      string
	Card     card
	Why      why
	History  []store.Correction
	Fields   []field
	Cite     cites
	JSON     string
	By       string // who corrects
	Here     string
}

// found is a record of the store.
type found struct {
	row      store.Row // its index is the record's
	flat     store.Flat
	card     card
	verdicts []store.Correction
}

// find returns the record with an id.
func (s *Server) find(ctx context.Context, id string) (found, error) {
	doc, _, ok := strings.Cut(id, "-")
	if !ok {
		return found{}, fmt.Errorf("record %q: %w", id, store.ErrNotFound)
	}
	row, err := s.row(ctx, doc)
	if err != nil {
		return found{}, fmt.Errorf("record %q: %w", id, store.ErrNotFound)
	}
	verdicts, err := s.verdicts(ctx, row.Document)
	if err != nil {
		return found{}, err
	}
	for _, f := range store.Flatten(row.Document, row.DocID) {
		if f.ID != id || f.Kind == store.Documents {
			continue
		}
		row.ID, row.Index = id, f.Index
		return found{row, f, newNamer(row.Document).card(f, verdicts), verdicts[verdictKey{f.Kind, f.Span}]}, nil
	}
	return found{}, fmt.Errorf("record %q: %w", id, store.ErrNotFound)
}

func (s *Server) record(w http.ResponseWriter, r *http.Request) {
	x, err := s.find(r.Context(), r.PathValue("id"))
	if err != nil {
		s.problem(w, r, err)
		return
	}
	because := s.why(x.row, x.flat, x.card)
	if r.URL.Query().Get("part") == "why" { // for the script, which puts it beside the text
		s.part(w, "record", "why", because)
		return
	}
	d := x.row.Document
	v := recordView{DocID: x.row.DocID, Headline: headline(d), Source: d.Source, Day: d.Published, Card: x.card, Why: because, History: x.verdicts,
		Cite: s.cites(x.flat.Kind, x.row), By: s.by(r), Here: r.URL.Path}
	if v.Fields, err = fields(x); err != nil {
		s.problem(w, r, err)
		return
	}
	if v.JSON, err = indented(export.Object(x.flat.Kind, x.row)); err != nil {
		s.problem(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "record", x.card.Label+": "+x.card.Parties, v)
}

func indented(v any) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return b.String(), err
}

// part answers with one template of a page, without the frame.
func (s *Server) part(w http.ResponseWriter, page, name string, data any) {
	var b bytes.Buffer
	if err := s.pages[page].ExecuteTemplate(&b, name, data); err != nil {
		http.Error(w, "the page cannot be made", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(b.Bytes())
}
