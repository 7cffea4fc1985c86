package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/openreadout/readout/record"
)

// Correction is what a person says of a record. It is kept by the text and the span, so that it outlives a new
// coding.
type Correction struct {
	TextHash string      `json:"text_hash"` // of Article.Text: see TextHash
	Kind     Kind        `json:"kind"`
	Span     record.Span `json:"span"`             // see Flat.Span
	Verdict  string      `json:"verdict"`          // accept, change, reject
	Change   string      `json:"change,omitempty"` // a JSON object of the fields of the record that change
	By       string      `json:"by"`
	At       time.Time   `json:"at"`
	Note     string      `json:"note,omitempty"`
}

// Check reports what is wrong with a correction.
func (c *Correction) Check() error {
	switch {
	case c.Verdict != "accept" && c.Verdict != "change" && c.Verdict != "reject":
		return fmt.Errorf("%w: verdict %q; want accept, change or reject", ErrInvalid, c.Verdict)
	case (c.Change != "") != (c.Verdict == "change"):
		return fmt.Errorf("%w: a change comes with the verdict change, and that one only", ErrInvalid)
	case c.By == "":
		return fmt.Errorf("%w: a correction without a name", ErrInvalid)
	}
	return nil
}

// Correct applies corrections to the document d with the id doc, in their order, and returns its records with
// their verdicts. A correction whose record the coding has not does nothing.
func Correct(d *record.Document, doc string, cs []Correction) ([]Flat, error) {
	flat := Flatten(d, doc)
	verdicts := make([]string, len(flat))
	for _, c := range cs {
		for i := range flat {
			if flat[i].Kind != c.Kind || flat[i].Span != c.Span {
				continue
			}
			verdicts[i] = c.Verdict
			if c.Verdict == "change" {
				if err := change(d, &flat[i], c.Change); err != nil {
					return nil, err
				}
			}
		}
	}
	flat = Flatten(d, doc)
	for i := range flat {
		flat[i].Verdict = verdicts[i]
	}
	return flat, nil
}

// change lays the fields of a JSON object over a record.
func change(d *record.Document, r *Flat, fields string) error {
	var to any
	switch r.Kind {
	case Entities:
		to = &d.Entities[r.Index]
	case Events:
		to = &d.Events[r.Index]
	case Statements:
		to = &d.Statements[r.Index]
	case Contacts:
		to = &d.Contacts[r.Index]
	case Commitments:
		to = &d.Commitments[r.Index]
	case Positions:
		to = &d.Positions[r.Index]
	default:
		return fmt.Errorf("%w: %s cannot be changed", ErrInvalid, r.Kind)
	}
	dec := json.NewDecoder(bytes.NewReader([]byte(fields)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(to); err != nil {
		return fmt.Errorf("%w: change %s: %v", ErrInvalid, fields, err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: change %s: text after the object", ErrInvalid, fields)
	}
	return nil
}
