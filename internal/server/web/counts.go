package web

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/openreadout/readout/internal/index"
	"github.com/openreadout/readout/internal/store"
)

// errCounting says that the records of the store are being counted for the first time.
var errCounting = errors.New("the records of the store are being counted; the page comes back by itself in a moment")

// patience is how long a page waits for the counts unless told; after that it takes those that were true before.
const patience = 100 * time.Millisecond

// counter holds the index that pages count by. It is built once, behind the pages, and told of what changes after.
type counter struct {
	mu       sync.Mutex
	index    *index.Index  // nil until it is built
	revision int64         // of the store, up to which the index is at least
	working  chan struct{} // closed when the work that goes on has ended; nil for none
	err      error         // of the last work
}

// counts returns the index of the store, as new as the store unless that takes longer than a page may wait.
func (s *Server) counts(ctx context.Context) (*index.Index, error) {
	x, _, err := s.counted(ctx, s.o.Patience)
	return x, err
}

// counted waits for the counts; exact says that they are those of the store when it was asked.
func (s *Server) counted(ctx context.Context, wait time.Duration) (x *index.Index, exact bool, err error) {
	now, err := s.store.Revision(ctx)
	if err != nil {
		return nil, false, err
	}
	c := &s.counter
	c.mu.Lock()
	if c.index != nil && c.revision >= now {
		defer c.mu.Unlock()
		return c.index, true, nil
	}
	if c.working == nil {
		c.working = make(chan struct{})
		go c.work(context.WithoutCancel(ctx), s.store, now) // the pages that follow need it too
	}
	done := c.working
	c.mu.Unlock()
	late := time.NewTimer(wait)
	defer late.Stop()
	select {
	case <-done:
	case <-late.C:
	case <-ctx.Done():
		return nil, false, ctx.Err()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.index != nil:
		return c.index, c.revision >= now, nil
	case c.err != nil:
		return nil, false, c.err
	}
	return nil, false, errCounting
}

// work builds the index, or brings it up to the revision.
func (c *counter) work(ctx context.Context, s store.Store, revision int64) {
	c.mu.Lock()
	x := c.index
	c.mu.Unlock()
	var err error
	if x == nil {
		x, err = index.Build(ctx, s)
	} else {
		err = x.Refresh(ctx)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err = err; err == nil {
		c.index, c.revision = x, revision
	}
	close(c.working)
	c.working = nil
}

// at returns the revision of the store that the counts are of, -1 for none yet.
func (c *counter) at() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.index == nil {
		return -1
	}
	return c.revision
}

// Count counts the records of the store and joins the reports of one occurrence, so that no page has to wait for it.
func (s *Server) Count(ctx context.Context) error {
	const whole = 24 * time.Hour
	if _, _, err := s.counted(ctx, whole); err != nil {
		return fmt.Errorf("count the records: %w", err)
	}
	if _, err := s.joined(ctx, whole); err != nil {
		return fmt.Errorf("join the reports: %w", err)
	}
	return nil
}

// number counts the records of a kind that a scope takes: by the index, which is fastest, or by the store where that
// does not know the kind or a key of the filter, or is not made yet.
func (s *Server) number(ctx context.Context, k store.Kind, in scope) (int, error) {
	x, err := s.counts(ctx)
	if errors.Is(err, errCounting) {
		return s.store.Count(ctx, k, in.Filter)
	}
	if err != nil {
		return 0, err
	}
	n, err := x.Count(ctx, k, in.Filter)
	if errors.Is(err, index.ErrNotIndexed) {
		return s.store.Count(ctx, k, in.Filter)
	}
	return n, err
}

// table counts the records of a scope by at most two fields. Until the records are counted for the first time it is
// empty: a page shows what it has, says so, and comes back.
func (s *Server) table(ctx context.Context, k store.Kind, in scope, limit int, by ...index.Field) (index.Table, error) {
	x, err := s.counts(ctx)
	if errors.Is(err, errCounting) {
		return index.Table{}, nil
	}
	if err != nil {
		return index.Table{}, err
	}
	return x.Table(ctx, k, in.Filter, limit, by...)
}
