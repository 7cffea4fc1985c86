package sqlite

import (
	"context"
	"encoding/hex"
	"fmt"
	"sync"

	"github.com/openreadout/readout/internal/store"
)

// catalogue holds what lists say of documents. Documents never change, so it only grows. It is safe for concurrent use.
type catalogue struct {
	mu     sync.RWMutex
	all    []listed // by number; all[0] is none
	days   map[string]uint32
	byName map[[16]byte]uint32
	dates  []string
}

// listed is a document in lists.
type listed struct {
	name      [16]byte
	published uint32 // in dates
	publisher uint32 // word
	copyOf    uint32
}

func newCatalogue() *catalogue {
	return &catalogue{all: make([]listed, 1), days: map[string]uint32{}, byName: map[[16]byte]uint32{}}
}

// sync reads the documents that are new.
func (c *catalogue) sync(ctx context.Context, q querier) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	rows, err := q.QueryContext(ctx, "SELECT id, name, published, publisher, coalesce(copy_of, 0) FROM documents WHERE id >= ? ORDER BY id", len(c.all))
	if err != nil {
		return plain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		var name []byte
		var x listed
		var published string
		if err := rows.Scan(&id, &name, &published, &x.publisher, &x.copyOf); err != nil {
			return plain(err)
		}
		if id != len(c.all) || len(name) != 16 {
			return fmt.Errorf("%w: no document %d", store.ErrDamaged, len(c.all))
		}
		n, ok := c.days[published]
		if !ok {
			n = uint32(len(c.dates))
			c.days[published] = n
			c.dates = append(c.dates, published)
		}
		x.name, x.published = [16]byte(name), n
		c.all = append(c.all, x)
		c.byName[x.name] = uint32(id)
	}
	return plain(rows.Err())
}

// get returns a document.
func (c *catalogue) get(doc uint32) listed {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if int(doc) < len(c.all) {
		return c.all[doc]
	}
	return listed{}
}

// date returns when a document was published.
func (c *catalogue) date(x listed) string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.dates[x.published]
}

// find returns the number of a document, 0 for none.
func (c *catalogue) find(id string) uint32 {
	b, err := hex.DecodeString(id)
	if err != nil || len(b) != 16 {
		return 0
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.byName[[16]byte(b)]
}

func (x listed) id() string { return hex.EncodeToString(x.name[:]) }

// original is the id of the document that this one is a copy of, "" for none.
func (c *catalogue) original(x listed) string {
	if x.copyOf == 0 {
		return ""
	}
	return c.get(x.copyOf).id()
}
