package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/store"
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

// Documents returns the documents with a record of one of the kinds that the filter takes, oldest first, each once.
func Documents(ctx context.Context, s store.Store, f store.Filter, kinds ...store.Kind) ([]ledger.Document, error) {
	var out []ledger.Document
	seen := map[string]bool{}
	for _, k := range kinds {
		if err := Each(ctx, s, k, f, func(r store.Row) error {
			if !seen[r.DocID] {
				seen[r.DocID] = true
				d := *r.Document
				d.ID = r.DocID // ids of articles may clash between publishers
				out = append(out, ledger.Document{Document: &d, CopyOf: r.CopyOf})
			}
			return nil
		}); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(out, func(a, b ledger.Document) int {
		return cmp.Or(strings.Compare(a.Published, b.Published), strings.Compare(a.ID, b.ID))
	})
	return out, nil
}

// dyad makes a filter of records between two countries of it.
func dyad(f store.Filter, a, b string) (store.Filter, error) {
	for _, c := range []string{a, b} {
		if len(c) != 3 {
			return f, fmt.Errorf("%w: country %q; want ISO 3166-1 alpha-3, such as FRA", store.ErrInvalid, c)
		}
	}
	f.Terms = append(slices.Clone(f.Terms), store.Term{Key: "dyad", Values: []string{a + "-" + b}})
	return f, nil
}

// Gap returns the contacts of the leaders and governments of two countries (ISO 3166-1 alpha-3), one entry a pair of
// parties, with the time between them and what texts claim of their number held against them.
func Gap(ctx context.Context, s store.Store, a, b string) ([]ledger.Dyad, error) {
	return GapOf(ctx, s, a, b, store.Filter{})
}

// GapOf is Gap of the documents with contacts that a filter takes.
func GapOf(ctx context.Context, s store.Store, a, b string, f store.Filter) ([]ledger.Dyad, error) {
	f, err := dyad(f, a, b)
	if err != nil {
		return nil, err
	}
	docs, err := Documents(ctx, s, f, store.Contacts)
	if err != nil {
		return nil, err
	}
	out := []ledger.Dyad{}
	for _, d := range ledger.DyadsOf(docs) {
		if d.A.Country == a && d.B.Country == b || d.A.Country == b && d.B.Country == a {
			out = append(out, d)
		}
	}
	return out, nil
}

// Timeline returns what there was between two countries in order of time: contacts, occurrences of events, statements about each
// other, commitments, each with its reports. Of a filter's days it takes what lies in them, of its other terms
// the documents whose records they take.
func Timeline(ctx context.Context, s store.Store, a, b string, f store.Filter) ([]ledger.Entry, error) {
	between, err := dyad(f, a, b)
	if err != nil {
		return nil, err
	}
	docs, err := Documents(ctx, s, between, store.Contacts, store.Events, store.Commitments)
	if err != nil {
		return nil, err
	}
	about := f
	about.Terms = append(slices.Clone(f.Terms), store.Term{Key: "country", Values: []string{a, b}})
	spoken, err := Documents(ctx, s, about, store.Statements)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, d := range docs {
		seen[d.ID] = true
	}
	for _, d := range spoken {
		if !seen[d.ID] {
			docs = append(docs, d)
		}
	}
	out := []ledger.Entry{}
	for _, e := range ledger.Timeline(docs, a, b) {
		if f.From != "" && (e.Date == nil || e.Date.To < f.From) || f.To != "" && (e.Date == nil || e.Date.From > f.To) {
			continue
		}
		out = append(out, e)
	}
	return out, nil
}
