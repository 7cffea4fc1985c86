package web

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/index"
	"github.com/openreadout/readout/internal/store"
)

// byIndex marks cursors of lists that the index makes.
const byIndex = "x"

// records reads a page of a list. A store finds who plays a part in a record by its documents only, one after another; so
// where a filter asks for an entity the index says which records are meant.
func (s *Server) records(ctx context.Context, k store.Kind, in scope, cursor string, limit int) ([]store.Row, string, error) {
	after, indexed := strings.CutPrefix(cursor, byIndex)
	asks := slices.ContainsFunc(in.Filter.Terms, func(t store.Term) bool { return t.Key == "entity" })
	if k == store.Entities || !asks || cursor != "" && !indexed {
		return s.store.List(ctx, k, in.Filter, cursor, limit)
	}
	x, err := s.counts(ctx)
	if errors.Is(err, errCounting) {
		return s.store.List(ctx, k, in.Filter, cursor, limit)
	}
	if err != nil {
		return nil, "", err
	}
	refs, next, err := x.List(ctx, k, in.Filter, after, limit)
	if errors.Is(err, index.ErrNotIndexed) && cursor == "" {
		return s.store.List(ctx, k, in.Filter, "", limit)
	}
	if err != nil || len(refs) == 0 {
		return nil, "", err
	}
	rows, err := s.at(ctx, k, in, refs)
	if next != "" {
		next = byIndex + next
	}
	return rows, next, err
}

// at reads the records at some places, in their order; those that the filter no longer takes are left out.
func (s *Server) at(ctx context.Context, k store.Kind, in scope, refs []index.Ref) ([]store.Row, error) {
	order := map[index.Ref]int{}
	var docs []string
	for i, r := range refs {
		order[r] = i
		if !slices.Contains(docs, r.Document) {
			docs = append(docs, r.Document)
		}
	}
	f := in.Filter
	f.Terms = append(slices.Clone(f.Terms), store.Term{Key: "document", Values: docs})
	var out []store.Row
	for cursor := ""; ; {
		rows, next, err := s.store.List(ctx, k, f, cursor, 1000)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if _, ok := order[ref(r)]; ok {
				out = append(out, r)
			}
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	slices.SortFunc(out, func(a, b store.Row) int { return order[ref(a)] - order[ref(b)] })
	return out, nil
}

func ref(r store.Row) index.Ref { return index.Ref{Document: r.DocID, Index: r.Index} }
