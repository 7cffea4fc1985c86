package web

import (
	"context"
	"errors"
	"slices"

	"github.com/openreadout/readout/internal/index"
	"github.com/openreadout/readout/internal/server/chart"
	"github.com/openreadout/readout/internal/store"
)

// count is how much there is of a kind: of what is reported, where several reports may tell of one, else of records.
type count struct {
	Kind store.Kind
	N    int    // -1 where counting takes too long
	Note string // «in 63 reports», «12 in copies»

	Reports int // records: of one occurrence there may be several
}

// String writes a count in words: «41 events in 63 reports».
func (c count) String() string {
	if c.N < 0 {
		return "Too many " + string(c.Kind) + " to count at once"
	}
	s := several(c.N, c.Kind)
	if c.Note == "" {
		return s
	}
	if slices.Contains(joinedKinds, c.Kind) {
		return s + " " + c.Note
	}
	return s + ", " + c.Note
}

// count counts a kind in a scope, occurrences and reports apart.
func (s *Server) count(ctx context.Context, k store.Kind, in scope) (count, error) {
	c := count{Kind: k}
	if k == store.Entities {
		return s.entities(ctx, in)
	}
	n, err := s.number(ctx, k, in)
	if c.N, c.Reports = n, n; err != nil || n == 0 {
		return c, err
	}
	if slices.Contains(joinedKinds, k) {
		o, known, err := s.occurrences(ctx, k, in, n)
		if err != nil {
			return c, err
		}
		if !known { // records are reports
			c.Note = "as reported, not joined yet"
			return c, nil
		}
		c.N, c.Note = o, "in "+reports(n)
		return c, nil
	}
	own, err := newScope(in.with("copies:no"))
	if err != nil {
		return c, err
	}
	once, err := s.table(ctx, k, own, 1)
	if errors.Is(err, index.ErrNotIndexed) || once.Total == 0 {
		return c, nil
	}
	if copies := n - once.Total; err == nil && copies > 0 {
		c.Note = chart.Number(copies) + " in copies"
	}
	return c, err
}

// entities counts the entities of a scope. No index holds them, and a store looks through all that it has: a page does not
// wait for that.
func (s *Server) entities(ctx context.Context, in scope) (count, error) {
	soon, cancel := context.WithTimeout(ctx, s.o.Patience)
	defer cancel()
	n, err := s.store.Count(soon, store.Entities, in.Filter)
	if err != nil && soon.Err() != nil && ctx.Err() == nil {
		return count{Kind: store.Entities, N: -1}, nil
	}
	return count{Kind: store.Entities, N: n}, err
}

func reports(n int) string {
	if n == 1 {
		return "1 report"
	}
	return chart.Number(n) + " reports"
}
