package web

import (
	"container/list"
	"context"
	"sync"
	"time"
)

// memo keeps what was last made of the store for pages that take many records to make, until the store changes. It is
// safe for concurrent use; what it keeps is only read.
type memo struct {
	mu       sync.Mutex
	revision int64
	order    *list.List // of *memoEntry, the one used last first
	by       map[string]*list.Element
}

type memoEntry struct {
	key   string
	value any
}

// mostKept is how many pages a memo keeps.
const mostKept = 200

func newMemo() *memo { return &memo{order: list.New(), by: map[string]*list.Element{}} }

func (m *memo) get(revision int64, key string) (any, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.revision != revision {
		m.revision = revision
		m.order.Init()
		clear(m.by)
	}
	el := m.by[key]
	if el == nil {
		return nil, false
	}
	m.order.MoveToFront(el)
	return el.Value.(*memoEntry).value, true
}

func (m *memo) put(revision int64, key string, value any) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.revision != revision || m.by[key] != nil {
		return // the store has changed meanwhile, or another request was first
	}
	m.by[key] = m.order.PushFront(&memoEntry{key, value})
	if m.order.Len() > mostKept {
		last := m.order.Back()
		m.order.Remove(last)
		delete(m.by, last.Value.(*memoEntry).key)
	}
}

// remember returns what was made under a key of the store as it is, or makes it.
func remember[T any](ctx context.Context, s *Server, key string, make func(context.Context) (T, error)) (T, error) {
	revision, err := s.store.Revision(ctx)
	if err != nil {
		var none T
		return none, err
	}
	if v, ok := s.memo.get(revision, key); ok {
		return v.(T), nil
	}
	v, err := soon(ctx, s, make)
	if err == nil && s.counter.at() >= revision && s.joiner.at() >= revision {
		s.memo.put(revision, key, v)
	}
	return v, err
}

// soon makes something of the store. Before the records are counted the store itself may still be getting ready, which
// takes seconds where there are many documents: a page does not wait for that but says so and comes back.
func soon[T any](ctx context.Context, s *Server, make func(context.Context) (T, error)) (T, error) {
	if s.counter.at() >= 0 {
		return make(ctx)
	}
	type result struct {
		value T
		err   error
	}
	done := newResult[result]()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		v, err := make(ctx)
		done <- result{v, err}
	}()
	late := time.NewTimer(s.o.Patience + patience/2)
	defer late.Stop()
	select {
	case r := <-done:
		return r.value, r.err
	case <-late.C:
		var none T
		return none, errCounting
	}
}

// newResult returns a channel into which one value goes whether somebody waits or not.
func newResult[T any]() chan T { return make(chan T, 1) }
