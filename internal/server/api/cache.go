package api

import (
	"container/list"
	"sync"

	"github.com/openreadout/readout/internal/store"
)

// mostCached is how many bytes of pages of lists are held.
const mostCached = 32 << 20

// pageKey names a page of a list in a state of the store.
type pageKey struct {
	kind     store.Kind
	query    string // as it was asked
	revision int64
}

// pageCache holds pages of lists as they were sent last: many clients ask for the same ones over and over, and a
// page holds until the store changes. It is safe for concurrent use.
type pageCache struct {
	mu    sync.Mutex
	most  int // bytes
	size  int
	order *list.List // of cachedPage, the one asked for last first
	by    map[pageKey]*list.Element
}

type cachedPage struct {
	key  pageKey
	body []byte
}

func newPageCache(most int) *pageCache {
	return &pageCache{most: most, order: list.New(), by: map[pageKey]*list.Element{}}
}

// get returns a page, nil if it is not held.
func (c *pageCache) get(k pageKey) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	el := c.by[k]
	if el == nil {
		return nil
	}
	c.order.MoveToFront(el)
	return el.Value.(cachedPage).body
}

// put holds a page, in the place of those not asked for the longest. A page of a tenth of all is too large.
func (c *pageCache) put(k pageKey, body []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(body) > c.most/10 || c.by[k] != nil {
		return
	}
	c.by[k] = c.order.PushFront(cachedPage{k, body})
	c.size += len(body)
	for c.size > c.most {
		old := c.order.Remove(c.order.Back()).(cachedPage)
		delete(c.by, old.key)
		c.size -= len(old.body)
	}
}
