package desk

import (
	"context"
	"fmt"
	"strings"

	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// Explanation says why a record is as it is.
type Explanation struct {
	ID     string       `json:"id"`
	Kind   store.Kind   `json:"kind"`
	Record string       `json:"record,omitempty"` // id in its document, ev3
	Coder  record.Coder `json:"coder"`            // what made the explanation
	Text   string       `json:"text"`             // as `readout explain` prints it
}

// Explain codes the text of a record again and says which rule, words and entries made it. The id of a document
// explains all of its records.
func (d *Desk) Explain(ctx context.Context, id string) (*Explanation, error) {
	k, r, again, err := d.again(ctx, id)
	if err != nil {
		return nil, err
	}
	out := &Explanation{ID: r.ID, Kind: k, Coder: again.Coder}
	if k != store.Documents {
		i := same(k, r, again)
		if i < 0 {
			return nil, fmt.Errorf("record %s does not come out of its text again (version %s, knowledge %s): %w", r.ID, again.Coder.Version, again.Coder.Knowledge, store.ErrNotFound)
		}
		out.Record = local(k, again, i)
	}
	var b strings.Builder
	if err := export.Explain(&b, again, out.Record); err != nil {
		return nil, err
	}
	out.Text = b.String()
	return out, nil
}

// Verification is what comes of coding a text again.
type Verification struct {
	ID          string       `json:"id"`
	Kind        store.Kind   `json:"kind"`
	Verified    bool         `json:"verified"`    // the record, or every record of the document, comes out again
	Made        record.Coder `json:"made"`        // what made the record
	Again       record.Coder `json:"again"`       // what coded the text now; another than made proves nothing wrong
	Records     int          `json:"records"`     // of the document, coded again
	Differences []string     `json:"differences"` // lines as `readout verify` prints them
}

// Verify codes the text of a record again and compares. The id of a document verifies all of its records.
func (d *Desk) Verify(ctx context.Context, id string) (*Verification, error) {
	k, r, again, err := d.again(ctx, id)
	if err != nil {
		return nil, err
	}
	out := &Verification{ID: r.ID, Kind: k, Made: r.Document.Coder, Again: again.Coder, Differences: []string{}}
	for _, of := range store.Kinds[1:] {
		out.Records += len(store.IDs(again, r.DocID, of))
	}
	if k != store.Documents {
		for _, x := range store.IDs(again, r.DocID, k) {
			if x == r.ID {
				out.Verified = true
				return out, nil
			}
		}
	}
	var b strings.Builder
	n, err := export.Diff(&b, r.Document, again)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(b.String()) {
		out.Differences = append(out.Differences, strings.TrimSuffix(line, "\n"))
	}
	out.Verified = n == 0 && k == store.Documents
	return out, nil
}

// again returns the record of an id and its document coded anew, with tokens and predicates.
func (d *Desk) again(ctx context.Context, id string) (store.Kind, store.Row, *record.Document, error) {
	k, r, err := Find(ctx, d.Store, id)
	if err != nil {
		return k, r, nil, err
	}
	if d.Code == nil {
		return k, r, nil, fmt.Errorf("coding of texts: %w", store.ErrNotFound)
	}
	again := d.Code(r.Document.Article)
	return k, r, &again, nil
}

// same returns the index in again of the record that r is: of the same id, else of the same place; -1 for none.
func same(k store.Kind, r store.Row, again *record.Document) int {
	span, best := Span(k, r), -1
	for _, f := range store.Flatten(again, r.DocID) {
		switch {
		case f.Kind != k:
		case f.ID == r.ID:
			return f.Index
		case f.Span == span && span != (record.Span{}) && best < 0:
			best = f.Index
		}
	}
	return best
}

// local returns the id that the i-th record of a kind has in its document.
func local(k store.Kind, d *record.Document, i int) string {
	switch k {
	case store.Entities:
		return d.Entities[i].ID
	case store.Events:
		return d.Events[i].ID
	case store.Statements:
		return d.Statements[i].ID
	case store.Contacts:
		return d.Contacts[i].ID
	case store.Commitments:
		return d.Commitments[i].ID
	case store.Positions:
		return d.Positions[i].ID
	}
	return ""
}
