package sqlite

import (
	"context"
	"fmt"
	"strconv"
	"sync"

	"github.com/openreadout/readout/internal/store"
)

// blobs keeps packed records that were read lately: those of this generation and of the one before. It is safe for
// concurrent use.
type blobs struct {
	mu        sync.Mutex
	size      int
	now, past map[uint32][]byte
}

func newBlobs(size int) *blobs {
	return &blobs{size: size, now: map[uint32][]byte{}, past: map[uint32][]byte{}}
}

func (c *blobs) get(doc uint32) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	if b, ok := c.now[doc]; ok {
		return b
	}
	b, ok := c.past[doc]
	if ok {
		c.keep(doc, b)
	}
	return b
}

func (c *blobs) put(doc uint32, b []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.keep(doc, b)
}

func (c *blobs) keep(doc uint32, b []byte) {
	if len(c.now) >= c.size {
		c.now, c.past = make(map[uint32][]byte, c.size), c.now
	}
	c.now[doc] = b
}

func (c *blobs) drop(doc uint32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.now, doc)
	delete(c.past, doc)
}

// packed returns the packed records of the documents.
func (d *DB) packed(ctx context.Context, docs []uint32) (map[uint32][]byte, error) {
	seen := d.followed.Load()
	out := make(map[uint32][]byte, len(docs))
	missing := []byte{'['}
	for _, doc := range docs {
		if _, ok := out[doc]; ok {
			continue
		}
		b := d.blobs.get(doc)
		if out[doc] = b; b != nil {
			continue
		}
		if len(missing) > 1 {
			missing = append(missing, ',')
		}
		missing = strconv.AppendUint(missing, uint64(doc), 10)
	}
	if len(missing) > 1 {
		rows, err := d.records.QueryContext(ctx, string(append(missing, ']')))
		if err != nil {
			return nil, plain(err)
		}
		defer rows.Close()
		for rows.Next() {
			var doc uint32
			var b []byte
			if err := rows.Scan(&doc, &b); err != nil {
				return nil, plain(err)
			}
			out[doc] = b
			if d.followed.Load() == seen { // else it may have changed since
				d.blobs.put(doc, b)
			}
		}
		if err := rows.Err(); err != nil {
			return nil, plain(err)
		}
	}
	for doc, b := range out {
		if b == nil {
			return nil, fmt.Errorf("%w: document %s has no record", store.ErrDamaged, d.docs.get(doc).id())
		}
	}
	return out, nil
}
