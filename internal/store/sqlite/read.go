package sqlite

import (
	"container/list"
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/pack"
	"github.com/openreadout/readout/record"
)

// entry is a document as it was read.
type entry struct {
	name, copyOf string
	doc          *record.Document
	flat         []store.Flat
}

// Document implements store.Store.
func (d *DB) Document(ctx context.Context, id string) (*record.Document, error) {
	name, err := hex.DecodeString(id)
	if err != nil || len(name) != 16 {
		return nil, fmt.Errorf("document %q: %w", id, store.ErrNotFound)
	}
	if _, err := d.follow(ctx); err != nil {
		return nil, err
	}
	e, err := d.load(ctx, "d.name = ?", name)
	if err != nil {
		return nil, err
	}
	return e.doc, nil
}

// load reads the one document of a condition, from the cache where it is there. The caller has called follow.
func (d *DB) load(ctx context.Context, where string, arg any) (*entry, error) {
	if e := d.cache.get(arg); e != nil {
		return e, nil
	}
	seen := d.followed.Load()
	var id int64
	var name, article, rec, original []byte
	err := d.read.QueryRowContext(ctx, "SELECT d.id, d.name, d.article, c.record, o.name FROM documents d JOIN codings c ON c.document = d.id LEFT JOIN documents o ON o.id = d.copy_of WHERE "+where, arg).
		Scan(&id, &name, &article, &rec, &original)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, fmt.Errorf("document %v: %w", show(arg), store.ErrNotFound)
	case err != nil:
		return nil, fmt.Errorf("read document %v: %w", show(arg), plain(err))
	}
	e := &entry{name: hex.EncodeToString(name), copyOf: hex.EncodeToString(original)}
	if e.doc, err = d.decode(ctx, article, rec); err != nil {
		return nil, fmt.Errorf("read document %s: %w", e.name, plain(err))
	}
	if got := store.DocumentID(&e.doc.Article); got != e.name {
		return nil, fmt.Errorf("read document %s: %w: its text is that of %s", e.name, store.ErrDamaged, got)
	}
	var cs []store.Correction
	if d.judged.Load() {
		if cs, err = d.corrections(ctx, "WHERE text_hash = ?", unhex(store.TextHash(e.doc.Text))); err != nil {
			return nil, fmt.Errorf("read document %s: %w", e.name, err)
		}
	}
	if e.flat, err = store.Correct(e.doc, e.name, cs); err != nil {
		return nil, fmt.Errorf("read document %s: %w", e.name, err)
	}
	if d.followed.Load() == seen { // else it may have changed since
		d.cache.put(id, name, e)
	}
	return e, nil
}

// decode reads a document from its article and its record. Both have checksums: what is read is what was written.
func (d *DB) decode(ctx context.Context, article, rec []byte) (*record.Document, error) {
	b, err := d.decoder.DecodeAll(article, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", store.ErrDamaged, err)
	}
	doc := &record.Document{}
	if doc.Article, err = pack.Article(b); err != nil {
		return nil, err
	}
	_, err = pack.Decode(rec, doc, pack.All, &reader{ctx, d.read, d.dict})
	return doc, err
}

func show(arg any) any {
	if b, ok := arg.([]byte); ok {
		return hex.EncodeToString(b)
	}
	return arg
}

// Has implements store.Store.
func (d *DB) Has(ctx context.Context, coder record.Coder, ids []string) (map[string]bool, error) {
	if err := d.dict.sync(ctx, d.read); err != nil {
		return nil, err
	}
	version, ok1 := d.dict.word(coder.Version)
	knowledge, ok2 := d.dict.word(coder.Knowledge)
	out := map[string]bool{}
	if !ok1 || !ok2 {
		return out, nil
	}
	for len(ids) > 0 {
		part := ids[:min(len(ids), 500)]
		ids = ids[len(part):]
		args := []any{version, knowledge}
		for _, id := range part {
			args = append(args, unhex(id))
		}
		rows, err := d.read.QueryContext(ctx, "SELECT d.name FROM documents d JOIN codings c ON c.document = d.id WHERE c.version = ? AND c.knowledge = ? AND d.name IN (?"+strings.Repeat(", ?", len(part)-1)+")", args...)
		if err != nil {
			return nil, plain(err)
		}
		for rows.Next() {
			var name []byte
			if err := rows.Scan(&name); err != nil {
				rows.Close()
				return nil, plain(err)
			}
			out[hex.EncodeToString(name)] = true
		}
		rows.Close()
		if err := rows.Err(); err != nil {
			return nil, plain(err)
		}
	}
	return out, nil
}

// cache keeps the documents read last. It is safe for concurrent use.
type cache struct {
	mu    sync.Mutex
	size  int
	order *list.List
	by    map[any]*list.Element
}

type cached struct {
	id   int64
	name string
	e    *entry
}

func newCache(size int) *cache {
	return &cache{size: size, order: list.New(), by: map[any]*list.Element{}}
}

// key lets a document be found by its number and by its name.
func key(arg any) any {
	if b, ok := arg.([]byte); ok {
		return string(b)
	}
	return arg
}

func (c *cache) get(arg any) *entry {
	c.mu.Lock()
	defer c.mu.Unlock()
	el := c.by[key(arg)]
	if el == nil {
		return nil
	}
	c.order.MoveToFront(el)
	return el.Value.(cached).e
}

func (c *cache) put(id int64, name []byte, e *entry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.by[id] != nil {
		return
	}
	el := c.order.PushFront(cached{id, string(name), e})
	c.by[id], c.by[string(name)] = el, el
	if c.order.Len() > c.size {
		c.remove(c.order.Back())
	}
}

func (c *cache) remove(el *list.Element) {
	x := c.order.Remove(el).(cached)
	delete(c.by, x.id)
	delete(c.by, x.name)
}

func (c *cache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.order.Init()
	clear(c.by)
}

// drop forgets a document that has changed.
func (c *cache) drop(id int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if el := c.by[id]; el != nil {
		c.remove(el)
	}
}
