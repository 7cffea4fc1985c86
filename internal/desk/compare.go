package desk

import (
	"context"

	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/record"
)

// Compare sets two documents of the store side by side. Where texts are coded here they are coded again, with tokens,
// by which items align better.
func (d *Desk) Compare(ctx context.Context, a, b string, o ledger.Options) (*ledger.Comparison, error) {
	if o.Publisher == nil {
		o.Publisher = d.Publisher
	}
	var docs [2]*record.Document
	for i, id := range []string{a, b} {
		doc, err := d.Store.Document(ctx, id)
		if err != nil {
			return nil, err
		}
		if d.Code != nil {
			again := d.Code(doc.Article)
			doc = &again
		}
		named := *doc
		named.ID = id
		docs[i] = &named
	}
	return ledger.Compare(docs[0], docs[1], o)
}
