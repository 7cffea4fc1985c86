package web

import (
	"net/http"
	"strings"

	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
)

// rowsOnPage is how many rows a page of a list has.
const rowsOnPage = 50

// listView is a page of a list.
type listView struct {
	Kind      store.Kind
	Count     int
	Rows      []rowView
	Next      string
	Keys      []struct{ Name, Meaning string }
	Cursor    string
	Columns   []string
	JSON, CSV string
}

// rowView is one row: the cells that a reader wants, and where it leads.
type rowView struct {
	ID, Document, Anchor, Date, Verdict string
	Cells                               []string
}

// shown are the columns of the flat tables that a list page shows, with their headings.
var shown = map[store.Kind][][2]string{
	store.Documents:   {{"title", "Title"}, {"publisher", "Publisher"}, {"events", "Events"}, {"statements", "Statements"}, {"contacts", "Contacts"}},
	store.Entities:    {{"name", "Name"}, {"kind", "Kind"}, {"actor", "Actor"}, {"country", "Country"}, {"role", "Role"}, {"mentions", "Mentions"}},
	store.Events:      {{"source_name", "Source"}, {"plover", "Type"}, {"target_name", "Target"}, {"factuality", "Did it happen?"}, {"claimed_by", "According to"}, {"evidence", "Text"}},
	store.Statements:  {{"speaker_name", "Speaker"}, {"cue", "Cue"}, {"content", "Content"}, {"act", "Act"}, {"topics", "Topics"}},
	store.Contacts:    {{"participant_names", "Who"}, {"mode", "Mode"}, {"first_since", "First since"}, {"claimed_by", "According to"}, {"evidence", "Text"}},
	store.Commitments: {{"donor_name", "Donor"}, {"recipient_name", "Recipient"}, {"status", "Status"}, {"type", "Type"}, {"value", "Value"}, {"currency", "Currency"}, {"evidence", "Text"}},
	store.Positions:   {{"holder_name", "Holder"}, {"topic", "Topic"}, {"continuity", "Continuity"}},
}

func (s *Server) list(w http.ResponseWriter, r *http.Request, k store.Kind) {
	q := r.URL.Query()
	f, err := store.ParseFilter(q.Get("q"))
	if err != nil {
		s.problem(w, r, err)
		return
	}
	n, err := s.store.Count(r.Context(), k, f)
	if err != nil {
		s.problem(w, r, err)
		return
	}
	rows, next, err := s.store.List(r.Context(), k, f, q.Get("cursor"), rowsOnPage)
	if err != nil {
		s.problem(w, r, err)
		return
	}
	v := listView{Kind: k, Count: n, Next: next, Keys: store.Keys, Cursor: q.Get("cursor")}
	for _, c := range shown[k] {
		v.Columns = append(v.Columns, c[1])
	}
	for _, x := range rows {
		v.Rows = append(v.Rows, newRow(k, x))
	}
	s.show(w, r, http.StatusOK, "list", strings.ToUpper(string(k[:1]))+string(k[1:]), v)
}

func newRow(k store.Kind, r store.Row) rowView {
	values := map[string]string{}
	for i, v := range export.Values(k, r) {
		values[export.Columns(k)[i]] = v
	}
	out := rowView{ID: r.ID, Document: r.DocID, Anchor: anchor(k, r), Date: values["date_from"], Verdict: r.Verdict}
	if out.Date == "" {
		out.Date = values["published"]
	}
	for _, c := range shown[k] {
		out.Cells = append(out.Cells, values[c[0]])
	}
	return out
}

// anchor is the id of the record in its document, which is its place on the document's page.
func anchor(k store.Kind, r store.Row) string {
	d := r.Document
	switch k {
	case store.Entities:
		return d.Entities[r.Index].ID
	case store.Events:
		return d.Events[r.Index].ID
	case store.Statements:
		return d.Statements[r.Index].ID
	case store.Contacts:
		return d.Contacts[r.Index].ID
	case store.Commitments:
		return d.Commitments[r.Index].ID
	case store.Positions:
		return d.Positions[r.Index].ID
	}
	return ""
}

// overviewView is the first page.
type overviewView struct {
	Counts   []count
	Contacts []rowView
	Events   []rowView
	Latest   []rowView
}

type count struct {
	Kind store.Kind
	N    int
}

func (s *Server) overview(w http.ResponseWriter, r *http.Request) {
	var v overviewView
	for _, k := range store.Kinds {
		n, err := s.store.Count(r.Context(), k, store.Filter{})
		if err != nil {
			s.problem(w, r, err)
			return
		}
		v.Counts = append(v.Counts, count{k, n})
	}
	for _, part := range []struct {
		kind store.Kind
		to   *[]rowView
	}{{store.Contacts, &v.Contacts}, {store.Events, &v.Events}, {store.Documents, &v.Latest}} {
		rows, _, err := s.store.List(r.Context(), part.kind, store.Filter{}, "", 12)
		if err != nil {
			s.problem(w, r, err)
			return
		}
		for _, x := range rows {
			*part.to = append(*part.to, newRow(part.kind, x))
		}
	}
	s.show(w, r, http.StatusOK, "overview", "What is new", v)
}
