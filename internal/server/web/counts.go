package web

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/openreadout/readout/internal/index"
	"github.com/openreadout/readout/internal/store"
)

// errCounting says that the records of the store are being counted for the first time.
var errCounting = errors.New("the records of the store are being counted; the page comes back by itself in a moment")

// patience is how long a page waits for the counts; after that it takes those that were true before.
const patience = 2 * time.Second

// counter holds the index that pages count by. It is built anew, behind the pages, when the store has changed.
type counter struct {
	mu       sync.Mutex
	index    *index.Index
	revision int64         // of the store, when the index was built
	building chan struct{} // closed when the build that goes on has ended; nil for none
	err      error         // of the last build
	rest     time.Time     // until then no other is begun: a store that grows all the time must not be counted all the time
}

// counts returns the index of the store, as new as the store unless that takes longer than a page may wait.
func (s *Server) counts(ctx context.Context) (*index.Index, error) {
	now, err := s.store.Revision(ctx)
	if err != nil {
		return nil, err
	}
	c := &s.counter
	c.mu.Lock()
	if c.index != nil && c.revision == now {
		defer c.mu.Unlock()
		return c.index, nil
	}
	if c.building == nil && c.index != nil && time.Now().Before(c.rest) {
		defer c.mu.Unlock()
		return c.index, nil
	}
	if c.building == nil {
		c.building = make(chan struct{})
		go c.build(context.WithoutCancel(ctx), s.store, now) // the pages that follow need it too
	}
	done := c.building
	c.mu.Unlock()
	select {
	case <-done:
	case <-time.After(patience):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.index != nil:
		return c.index, nil
	case c.err != nil:
		return nil, c.err
	}
	return nil, errCounting
}

func (c *counter) build(ctx context.Context, s store.Store, revision int64) {
	begun := time.Now()
	x, err := index.Build(ctx, s)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rest = time.Now().Add(10 * time.Since(begun))
	if c.err = err; err == nil {
		c.index, c.revision = x, revision
	}
	close(c.building)
	c.building = nil
}

// at returns the revision of the store that the counts are of.
func (c *counter) at() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.revision
}

// Count counts the records of the store, so that the first page does not have to wait for it.
func (s *Server) Count(ctx context.Context) error {
	_, err := s.counts(ctx)
	if errors.Is(err, errCounting) {
		return nil // it goes on
	}
	return err
}

// number counts the records of a kind that a scope takes: by the index, which is fastest, or where that does not know the
// kind or a key of the filter by the store.
func (s *Server) number(ctx context.Context, k store.Kind, in scope) (int, error) {
	if k == store.Entities {
		return s.store.Count(ctx, k, in.Filter)
	}
	t, err := s.table(ctx, k, in, 1)
	if errors.Is(err, index.ErrNotIndexed) {
		return s.store.Count(ctx, k, in.Filter)
	}
	return t.Total, err
}

// table counts the records of a scope by at most two fields.
func (s *Server) table(ctx context.Context, k store.Kind, in scope, limit int, by ...index.Field) (index.Table, error) {
	x, err := s.counts(ctx)
	if err != nil {
		return index.Table{}, err
	}
	return x.Table(ctx, k, in.Filter, limit, by...)
}
