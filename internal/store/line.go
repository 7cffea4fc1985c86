package store

import (
	"encoding/json"

	"github.com/openreadout/readout/record"
)

// Line is one record of a list as JSON, without its document.
type Line struct {
	ID        string // of the record
	DocID     string
	CopyOf    string // id of the document that this one is a copy of, "" for none
	Published string
	Publisher string
	Verdict   string          // of the last correction of the record, "" for none
	Record    json.RawMessage // the record as it goes into JSON; a document without its text and records
}

// LineOf returns the line of a row.
func LineOf(k Kind, r Row) (Line, error) {
	b, err := json.Marshal(Record(r.Document, k, r.Index))
	return Line{r.ID, r.DocID, r.CopyOf, r.Document.Published, r.Document.Source, r.Verdict, b}, err
}

// Record returns record n of a kind in d: a pointer into d; for a document, what is known of it without its text
// and records.
func Record(d *record.Document, k Kind, n int) any {
	switch k {
	case Entities:
		return &d.Entities[n]
	case Events:
		return &d.Events[n]
	case Statements:
		return &d.Statements[n]
	case Contacts:
		return &d.Contacts[n]
	case Commitments:
		return &d.Commitments[n]
	case Positions:
		return &d.Positions[n]
	}
	head := &record.Document{Schema: d.Schema, Coder: d.Coder, Article: d.Article, Refused: d.Refused}
	head.Text = ""
	return head
}
