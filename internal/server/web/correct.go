package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// field is a field of a record that people change by a form.
type field struct {
	Name, Label, Value string
	Choices            []string // nil: any text
	List               bool     // the record has a list; the form has words with commas between
}

// changeable are the fields that the form of each kind offers; other fields are changed by `readout correct`.
var changeable = map[store.Kind][]field{
	store.Events: {{Name: "plover", Label: "PLOVER type", Choices: ploverTypes}, {Name: "cameo", Label: "CAMEO code"}, {Name: "mode", Label: "Mode"},
		{Name: "factuality", Label: "Did it happen?", Choices: factualities}, {Name: "source", Label: "Source (entity ids)", List: true}, {Name: "target", Label: "Target (entity ids)", List: true}, {Name: "contexts", Label: "Contexts", List: true}},
	store.Statements: {{Name: "act", Label: "Act", Choices: acts}, {Name: "kind", Label: "Kind", Choices: []string{"direct", "indirect", "mixed"}}, {Name: "topics", Label: "Topics", List: true}, {Name: "about", Label: "About (entity ids)", List: true}},
	store.Contacts:   {{Name: "mode", Label: "Mode", Choices: modes}, {Name: "participants", Label: "Participants (entity ids)", List: true}, {Name: "duration", Label: "Length (ISO 8601)"}, {Name: "topics", Label: "Topics", List: true}},
	store.Commitments: {{Name: "status", Label: "Status", Choices: statuses}, {Name: "type", Label: "Type"}, {Name: "kind", Label: "Kind"}, {Name: "value", Label: "Value"}, {Name: "currency", Label: "Currency (ISO 4217)"},
		{Name: "donor", Label: "Donor (entity ids)", List: true}, {Name: "recipient", Label: "Recipient (entity ids)", List: true}},
	store.Positions: {{Name: "topic", Label: "Topic"}, {Name: "continuity", Label: "Continuity", Choices: []string{"first", "restated", "maintained", "changed", "unknown"}}, {Name: "since", Label: "Since"}},
	store.Entities: {{Name: "name", Label: "Name"}, {Name: "kind", Label: "Kind", Choices: []string{"person", "organisation", "state", "place", "facility", "group", "treaty", "people", "other"}},
		{Name: "actor", Label: "Actor code"}, {Name: "country", Label: "Country (ISO 3166-1 alpha-3)"}, {Name: "role", Label: "Role"}, {Name: "ref", Label: "Wikidata id"}},
}

var (
	ploverTypes  = strings.Fields("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT")
	factualities = strings.Fields("happened ongoing reported planned possible conditional demanded denied did-not-happen unknown")
	acts         = strings.Fields("statement report agreement denial promise threat proposal intention position wish question topic")
	modes        = strings.Fields("phone video meeting visit host third-place letter message")
	statuses     = strings.Fields("proposed intended conditional pledged committed delivered suspended refused withdrawn proposed-never-done")
)

// fields returns the fields of a record's form with what they hold.
func fields(x found) ([]field, error) {
	b, err := json.Marshal(export.Object(x.flat.Kind, x.row))
	if err != nil {
		return nil, err
	}
	var has map[string]any
	if err := json.Unmarshal(b, &has); err != nil {
		return nil, err
	}
	out := slices.Clone(changeable[x.flat.Kind])
	for i := range out {
		switch v := has[out[i].Name].(type) {
		case nil:
		case []any:
			var words []string
			for _, w := range v {
				words = append(words, fmt.Sprint(w))
			}
			out[i].Value = strings.Join(words, ", ")
		case float64:
			var raw map[string]json.RawMessage
			if err := json.Unmarshal(b, &raw); err != nil {
				return nil, err
			}
			out[i].Value = string(raw[out[i].Name]) // as it is written, not through binary floating point
		default:
			out[i].Value = fmt.Sprint(v)
		}
	}
	return out, nil
}

// change returns the JSON object of the fields that a form says otherwise than the record, "" for none.
func change(x found, form url.Values) (string, error) {
	have, err := fields(x)
	if err != nil {
		return "", err
	}
	out := map[string]any{}
	for _, f := range have {
		if !form.Has("field-" + f.Name) {
			continue
		}
		value := strings.TrimSpace(form.Get("field-" + f.Name))
		switch {
		case value == f.Value:
		case f.List:
			words := []string{}
			for w := range strings.SplitSeq(value, ",") {
				if w = strings.TrimSpace(w); w != "" {
					words = append(words, w)
				}
			}
			out[f.Name] = words
		case f.Name == "value" && value != "":
			out[f.Name] = json.Number(value)
		default:
			out[f.Name] = value
		}
	}
	if len(out) == 0 {
		return "", nil
	}
	b, err := json.Marshal(out)
	if err != nil {
		return "", fmt.Errorf("%w: %q is no number", store.ErrInvalid, form.Get("field-value"))
	}
	return string(b), nil
}

// byCookie keeps the name of who corrects in this browser.
const byCookie = "by"

// by is who corrects: whose token it is, as the browser last said, else the user of the server.
func (s *Server) by(r *http.Request) string {
	if name := s.client(r); name != "" {
		return name
	}
	if c, err := r.Cookie(byCookie); err == nil {
		if name, err := url.QueryUnescape(c.Value); err == nil && name != "" {
			return name
		}
	}
	return s.o.User
}

// client is whose token a request came with, "" for none.
func (s *Server) client(r *http.Request) string {
	if s.o.Client == nil {
		return ""
	}
	return s.o.Client(r)
}

// Limits of what a form may send.
const (
	mostForm = 1 << 16 // bytes
	mostBy   = 100     // characters of a name
	mostNote = 2000    // characters of a note
)

// correct keeps a correction. Guard has refused what comes from other sites.
func (s *Server) correct(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, mostForm)
	if err := r.ParseForm(); err != nil {
		s.problem(w, r, fmt.Errorf("%w: the form cannot be read: %v", store.ErrInvalid, err))
		return
	}
	x, err := s.find(r.Context(), r.PostForm.Get("id"))
	if err != nil {
		s.problem(w, r, err)
		return
	}
	c := store.Correction{TextHash: store.TextHash(x.row.Document.Text), Kind: x.flat.Kind, Span: x.flat.Span, Verdict: r.PostForm.Get("verdict"),
		By: strings.TrimSpace(r.PostForm.Get("by")), Note: strings.TrimSpace(r.PostForm.Get("note")), At: s.o.Now().UTC().Truncate(time.Second)}
	if c.By == "" || s.client(r) != "" { // who has a token corrects under its name
		c.By = s.by(r)
	}
	if len([]rune(c.By)) > mostBy || len([]rune(c.Note)) > mostNote {
		s.problem(w, r, fmt.Errorf("%w: a name has at most %d characters, a note %d", store.ErrInvalid, mostBy, mostNote))
		return
	}
	if c.Verdict == "change" {
		if c.Change, err = change(x, r.PostForm); err == nil && c.Change == "" {
			err = fmt.Errorf("%w: nothing is changed", store.ErrInvalid)
		}
	}
	if err == nil {
		s.writing.Lock()
		err = s.store.Correct(r.Context(), c)
		s.writing.Unlock()
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: byCookie, Value: url.QueryEscape(c.By), Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	if r.PostForm.Get("quiet") != "" { // the script shows the verdict itself
		w.WriteHeader(http.StatusNoContent)
		return
	}
	http.Redirect(w, r, local(r.PostForm.Get("back")), http.StatusSeeOther)
}

// correctionsView is the list of corrections, newest first.
type correctionsView struct {
	Rows  []correctionRow
	Count int
	Next  int // how many to pass over for what is older, 0 at the end
}

// correctionRow is a correction with where it shows.
type correctionRow struct {
	store.Correction
	Record   string // id of the record, "" where the store has the text no more
	Document string
	Says     string
}

func (s *Server) corrections(w http.ResponseWriter, r *http.Request) {
	all, err := s.store.Corrections(r.Context())
	if err != nil {
		s.problem(w, r, err)
		return
	}
	slices.Reverse(all)
	v := correctionsView{Count: len(all)}
	pass, err := number(r, "pass", len(all))
	if err != nil {
		s.problem(w, r, err)
		return
	}
	all = all[pass:]
	if len(all) > rowsOnPage {
		all, v.Next = all[:rowsOnPage], pass+rowsOnPage
	}
	for _, c := range all {
		v.Rows = append(v.Rows, correctionRow{Correction: c})
	}
	if err := s.locate(r, v.Rows); err != nil {
		s.problem(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "corrections", "Corrections", v)
}

// locate finds the records that corrections are of, among those that people have corrected.
func (s *Server) locate(r *http.Request, rows []correctionRow) error {
	type place struct {
		text string
		verdictKey
	}
	at := map[place]correctionRow{}
	asked := map[store.Kind]bool{}
	for i := range rows {
		c := &rows[i]
		if !asked[c.Kind] {
			asked[c.Kind] = true
			found, _, err := s.store.List(r.Context(), c.Kind, store.Filter{Terms: []store.Term{corrected}}, "", mostLocated)
			if err != nil {
				return err
			}
			for _, x := range found {
				f := flatOf(x, c.Kind)
				says := newNamer(x.Document).card(f, nil)
				at[place{store.TextHash(x.Document.Text), verdictKey{f.Kind, f.Span}}] = correctionRow{Record: x.ID, Document: x.DocID, Says: says.Label + ": " + says.Parties}
			}
		}
		x := at[place{c.TextHash, verdictKey{c.Kind, c.Span}}]
		c.Record, c.Document, c.Says = x.Record, x.Document, x.Says
	}
	return nil
}

// corrected takes the records that people have said something of.
var corrected = store.Term{Key: "verdict", Values: []string{"accept", "change", "reject"}}

// mostLocated is how many corrected records of a kind are looked through for their places.
const mostLocated = 2000

// flatOf is the flat form of a row.
func flatOf(x store.Row, k store.Kind) store.Flat {
	for _, f := range store.Flatten(x.Document, x.DocID) {
		if f.Kind == k && f.Index == x.Index {
			return f
		}
	}
	return store.Flat{Span: record.Span{Begin: -1}}
}

// number reads a number of the query, from 0 to most.
func number(r *http.Request, name string, most int) (int, error) {
	q := r.URL.Query().Get(name)
	if q == "" {
		return 0, nil
	}
	var n int
	if _, err := fmt.Sscanf(q, "%d", &n); err != nil || n < 0 || n > most || fmt.Sprint(n) != q {
		return 0, fmt.Errorf("%w: %s %q; want 0 to %d", store.ErrInvalid, name, q, most)
	}
	return n, nil
}
