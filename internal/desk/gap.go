package desk

import (
	"context"
	"fmt"

	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// page is how many rows are read at a time.
const page = 500

// Each calls do with every record of a kind that the filter takes, newest first.
func Each(ctx context.Context, s store.Store, k store.Kind, f store.Filter, do func(store.Row) error) error {
	for cursor := ""; ; {
		rows, next, err := s.List(ctx, k, f, cursor, page)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := do(r); err != nil {
				return err
			}
		}
		if cursor = next; cursor == "" {
			return nil
		}
	}
}

// Gap returns the contacts of the leaders and governments of two countries (ISO 3166-1 alpha-3), one entry a pair of
// parties, with the time between them and the claims of a first since held against them.
func Gap(ctx context.Context, s store.Store, a, b string) ([]ledger.Dyad, error) {
	for _, c := range []string{a, b} {
		if len(c) != 3 {
			return nil, fmt.Errorf("%w: country %q; want ISO 3166-1 alpha-3, such as FRA", store.ErrInvalid, c)
		}
	}
	f := store.Filter{Terms: []store.Term{{Key: "dyad", Values: []string{a + "-" + b}}}}
	var docs []*record.Document
	seen := map[string]bool{}
	if err := Each(ctx, s, store.Contacts, f, func(r store.Row) error {
		if !seen[r.DocID] {
			seen[r.DocID] = true
			d := *r.Document
			d.ID = r.DocID // ids of articles may clash between publishers
			docs = append(docs, &d)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	out := []ledger.Dyad{}
	for _, d := range ledger.Dyads(docs) {
		if d.A.Country == a && d.B.Country == b || d.A.Country == b && d.B.Country == a {
			out = append(out, d)
		}
	}
	return out, nil
}
