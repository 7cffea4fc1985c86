package web

import (
	"context"
	"sync"

	"github.com/openreadout/readout/internal/index"
	"github.com/openreadout/readout/internal/store"
)

// counter holds the index of the store that pages count by, as new as the store.
type counter struct {
	mu       sync.Mutex
	index    *index.Index
	revision int64
}

// counts returns the index of what is in the store now.
func (s *Server) counts(ctx context.Context) (*index.Index, error) {
	s.counter.mu.Lock()
	defer s.counter.mu.Unlock()
	now, err := s.store.Revision(ctx)
	if err != nil {
		return nil, err
	}
	if s.counter.index == nil || s.counter.revision != now {
		x, err := index.Build(ctx, s.store)
		if err != nil {
			return nil, err
		}
		s.counter.index, s.counter.revision = x, now
	}
	return s.counter.index, nil
}

// table counts the records of a scope by at most two fields.
func (s *Server) table(ctx context.Context, k store.Kind, in scope, limit int, by ...index.Field) (index.Table, error) {
	x, err := s.counts(ctx)
	if err != nil {
		return index.Table{}, err
	}
	return x.Table(ctx, k, in.Filter, limit, by...)
}
