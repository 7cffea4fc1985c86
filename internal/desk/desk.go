// Package desk answers what people ask of a store beyond its lists: a record by its id, why it is as it is, how it is
// cited, whether it comes out again, the entry of knowledge behind it, corrections, the gap between two countries'
// contacts, two readouts compared. The command, the API, the MCP server and the pages all ask it, so that they say
// the same.
package desk

import (
	"context"
	"fmt"
	"io/fs"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// Desk is a store with what is needed to explain it. It is safe for concurrent use as far as its store is.
type Desk struct {
	Store     store.Store
	Code      func(record.Article) record.Document // codes a text with tokens and predicates; nil where texts are not coded
	Knowledge fs.FS                                // the files that codings name; nil for none
	Publisher func(source string) string           // country of the government that publishes under a name; may be nil
}

// Find returns the record of an id, of whatever kind, rejected ones too; it is ErrNotFound where there is none.
func Find(ctx context.Context, s store.Store, id string) (store.Kind, store.Row, error) {
	f := store.Filter{Terms: []store.Term{{Key: "id", Values: []string{id}}, {Key: "verdict", Values: []string{"none", "accept", "change", "reject"}}}}
	for _, k := range store.Kinds {
		rows, _, err := s.List(ctx, k, f, "", 1)
		if err != nil {
			return "", store.Row{}, err
		}
		if len(rows) > 0 {
			return k, rows[0], nil
		}
	}
	return "", store.Row{}, fmt.Errorf("record %q: %w", id, store.ErrNotFound)
}

// Span returns the place in the text that a record is known by.
func Span(k store.Kind, r store.Row) record.Span {
	for _, f := range store.Flatten(r.Document, r.DocID) {
		if f.Kind == k && f.Index == r.Index {
			return f.Span
		}
	}
	return record.Span{}
}

// Correct keeps what a person says of the record with the id. The fields of c that name the record are filled in.
func Correct(ctx context.Context, s store.Store, id string, c store.Correction) error {
	k, r, err := Find(ctx, s, id)
	if err != nil {
		return err
	}
	c.TextHash, c.Kind, c.Span = store.TextHash(r.Document.Text), k, Span(k, r)
	return s.Correct(ctx, c)
}
