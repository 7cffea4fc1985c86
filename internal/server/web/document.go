package web

import (
	"cmp"
	"context"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// documentView is a document: its text with its records marked, and the records beside it.
type documentView struct {
	ID         string
	Document   *record.Document
	Headline   string
	CopyOf     string
	Copies     []string
	Paragraphs []template.HTML
	Groups     []group
	Filters    []kindFilter
	Kind       store.Kind // the only one shown, "" for all
	Silent     []unread
	Cite       cites
}

// group is the records of one kind.
type group struct {
	Kind  store.Kind
	Cards []card
}

// unread is a passage without an event and the nearest reason.
type unread struct{ Words, Layer, Text string }

// kindFilter is a link that shows the records of one kind only.
type kindFilter struct {
	Kind store.Kind
	N    int
	On   bool
}

// order is the order of the kinds beside a text.
var order = []store.Kind{store.Contacts, store.Events, store.Statements, store.Commitments, store.Positions, store.Entities}

func (s *Server) document(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	row, err := s.row(r.Context(), id)
	if err != nil {
		s.problem(w, r, err)
		return
	}
	kind := store.Kind(r.URL.Query().Get("kind"))
	if kind != "" && !slices.Contains(order, kind) {
		s.problem(w, r, fmt.Errorf("%w: kind %q; a document's records are %s", store.ErrInvalid, kind, join(order)))
		return
	}
	verdicts, err := s.verdicts(r.Context(), row.Document)
	if err != nil {
		s.problem(w, r, err)
		return
	}
	v := documentView{ID: id, Document: row.Document, Headline: headline(row.Document), CopyOf: row.CopyOf, Kind: kind, Paragraphs: paragraphs(row.Document, kind), Cite: s.cites(store.Documents, row)}
	if v.Copies, err = s.store.Copies(r.Context(), id); err != nil {
		s.problem(w, r, err)
		return
	}
	cards := map[store.Kind][]card{}
	n := newNamer(row.Document)
	for _, x := range row.Document.Notes {
		v.Silent = append(v.Silent, unread{n.words(x.Span), x.Layer, x.Text})
	}
	for _, f := range store.Flatten(row.Document, id) {
		if f.Kind != store.Documents {
			cards[f.Kind] = append(cards[f.Kind], n.card(f, verdicts))
		}
	}
	for _, k := range order {
		if len(cards[k]) == 0 {
			continue
		}
		v.Filters = append(v.Filters, kindFilter{k, len(cards[k]), k == kind})
		if kind == "" || k == kind {
			v.Groups = append(v.Groups, group{k, cards[k]})
		}
	}
	s.show(w, r, http.StatusOK, "document", v.Headline, v)
}

// row returns a document with what the store knows of it.
func (s *Server) row(ctx context.Context, id string) (store.Row, error) {
	d, err := s.store.Document(ctx, id)
	if err != nil {
		return store.Row{}, err
	}
	rows, _, err := s.store.List(ctx, store.Documents, store.Filter{Terms: []store.Term{{Key: "document", Values: []string{id}}, anyVerdict}}, "", 1)
	if err != nil {
		return store.Row{}, err
	}
	if len(rows) == 0 {
		return store.Row{ID: id, DocID: id, Document: d}, nil
	}
	return rows[0], nil
}

// anyVerdict takes records whatever people said of them.
var anyVerdict = store.Term{Key: "verdict", Values: []string{"none", "accept", "change", "reject"}}

// verdictKey finds the corrections of a record.
type verdictKey struct {
	kind store.Kind
	span record.Span
}

// verdicts returns what people said of the records of a text, by kind and span, in the order of time.
func (s *Server) verdicts(ctx context.Context, d *record.Document) (map[verdictKey][]store.Correction, error) {
	cs, err := s.store.CorrectionsOf(ctx, store.TextHash(d.Text))
	if err != nil {
		return nil, err
	}
	out := map[verdictKey][]store.Correction{}
	for _, c := range cs {
		k := verdictKey{c.Kind, c.Span}
		out[k] = append(out[k], c)
	}
	return out, nil
}

// headline is the title of a document, else its first line if that is one, else its id.
func headline(d *record.Document) string {
	if t := strings.TrimSpace(d.Title); t != "" {
		return t
	}
	first, _, _ := strings.Cut(strings.TrimSpace(d.Text), "\n")
	if n := utf8.RuneCountInString(first); n > 0 && n <= 160 {
		return first
	}
	return cmp.Or(d.ID, "A document without a title")
}

// cites is a citation in the forms that reference managers read.
type cites struct {
	ID, Text, BibTeX, CSL string
}

func (s *Server) cites(k store.Kind, r store.Row) cites {
	c := export.Cite(k, r)
	var text, bib, csl strings.Builder
	for _, x := range []struct {
		write func(*strings.Builder) error
		to    *strings.Builder
	}{
		{func(b *strings.Builder) error { return c.Text(b) }, &text},
		{func(b *strings.Builder) error { return c.BibTeX(b) }, &bib},
		{func(b *strings.Builder) error { return c.CSL(b) }, &csl},
	} {
		if err := x.write(x.to); err != nil {
			return cites{ID: r.ID} // a builder takes everything
		}
	}
	return cites{r.ID, text.String(), bib.String(), csl.String()}
}

func join(kinds []store.Kind) string {
	var out []string
	for _, k := range kinds {
		out = append(out, string(k))
	}
	return strings.Join(out, ", ")
}

// one is what a single record of a kind is called.
func one(k store.Kind) string {
	if k == store.Entities {
		return "entity"
	}
	return strings.TrimSuffix(string(k), "s")
}
