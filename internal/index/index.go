// Package index keeps the flat records of a store in memory, column by column, so that what pages and
// analysts ask of millions of records is answered at once: how many there are of each pair of two fields, and the
// newest of those that a filter takes.
//
// It is built from a store and told of each document that is added. Its answers are those of store.Filter.Takes,
// which its tests hold it to. A record takes about 25 bytes: every column is coded by a dictionary of its chunk of
// 65,536 records, and each chunk lists the records of every pair of countries.
package index

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/openreadout/readout/internal/store"
)

// ErrNotIndexed says that the index cannot answer a filter: its key is not in the index. The store can.
var ErrNotIndexed = errors.New("not in the index")

// Source is what an index is built from: a store.
type Source interface {
	// Scan calls do with every document, oldest first.
	Scan(ctx context.Context, kinds []store.Kind, do func(store.Scanned) error) error
}

// Follower is a Source that tells what has changed: an index built from one can be brought up to date.
type Follower interface {
	Source
	// ScanOf is Scan for the documents with the ids.
	ScanOf(ctx context.Context, kinds []store.Kind, ids []string, do func(store.Scanned) error) error
	Revision(ctx context.Context) (int64, error)
	Changes(ctx context.Context, since int64, limit int) ([]store.Change, error)
}

// Texts finds documents by the words of their text; a Source that is one answers filters with words.
type Texts interface {
	// Containing calls do with the id of every document whose text has all the words.
	Containing(ctx context.Context, words []string, do func(id string) error) error
}

// Kinds are the kinds that Build indexes: all but entities, which stores list.
var Kinds = []store.Kind{store.Documents, store.Events, store.Statements, store.Contacts, store.Commitments, store.Positions}

// Index holds the records of some kinds. Any number of goroutines may ask while one puts.
type Index struct {
	mu      sync.RWMutex
	texts   Texts
	docs    documents
	parties parties
	dates   dates
	sets    dictionary // contexts, in the order of the record, one a line
	tables  map[store.Kind]*table

	entities entities

	source   Follower // nil where what it was built from tells no changes
	kinds    []store.Kind
	follow   sync.Mutex // held while the index is brought up to date
	revision int64      // of the source, up to which the index is; guarded by follow
}

// New returns an empty index of the kinds.
func New(kinds ...store.Kind) *Index {
	x := &Index{docs: newDocuments(), parties: newParties(), dates: newDates(), sets: newDictionary(), tables: map[store.Kind]*table{}}
	x.sets.code("")
	for _, k := range kinds {
		x.tables[k] = newTable()
	}
	return x
}

// Build reads the kinds of a store, all of Kinds where none is named.
func Build(ctx context.Context, s Source, kinds ...store.Kind) (*Index, error) {
	if len(kinds) == 0 {
		kinds = Kinds
	}
	x := New(kinds...)
	x.texts, _ = s.(Texts)
	x.kinds = kinds
	if x.source, _ = s.(Follower); x.source != nil {
		var err error
		if x.revision, err = x.source.Revision(ctx); err != nil { // before the scan: what changes meanwhile is read again
			return nil, fmt.Errorf("build the index: %w", err)
		}
	}
	if err := s.Scan(ctx, kinds, x.Put); err != nil {
		return nil, fmt.Errorf("build the index: %w", err)
	}
	return x, nil
}

// changes is how many changes are read at a time.
const changes = 1000

// Refresh brings the index up to date with the store that it was built from. It costs one small query where nothing
// has changed; of goroutines that call it at a time one does the work and the others wait for it.
func (x *Index) Refresh(ctx context.Context) error {
	if x.source == nil {
		return nil
	}
	x.follow.Lock()
	defer x.follow.Unlock()
	for {
		list, err := x.source.Changes(ctx, x.revision, changes)
		if err != nil {
			return fmt.Errorf("bring the index up to date: %w", err)
		}
		if len(list) == 0 {
			return nil
		}
		var ids []string
		seen := map[string]bool{}
		for _, c := range list {
			if c.Document != "" && !seen[c.Document] {
				seen[c.Document] = true
				ids = append(ids, c.Document)
			}
		}
		if err := x.source.ScanOf(ctx, x.kinds, ids, x.Put); err != nil {
			return fmt.Errorf("bring the index up to date: %w", err)
		}
		x.revision = list[len(list)-1].Seq
	}
}

// Put enters a document; its former records are forgotten where it was there already. Records of kinds that the
// index does not hold are passed over.
func (x *Index) Put(s store.Scanned) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	doc, there, err := x.docs.enter(&s)
	if err != nil {
		return fmt.Errorf("index document: %w", err)
	}
	if there {
		for _, t := range x.tables {
			t.forget(doc)
		}
	}
	for rows := s.Rows; len(rows) > 0; {
		n := 1
		for n < len(rows) && rows[n].Kind == rows[0].Kind {
			n++
		}
		if t := x.tables[rows[0].Kind]; t != nil {
			t.begin(doc)
			for i := range rows[:n] {
				if rows[i].Index != i {
					return fmt.Errorf("index document %s: %s %d stands in the place of %d", s.ID, rows[i].Kind, rows[i].Index, i)
				}
				t.put(x, &rows[i])
			}
		}
		rows = rows[n:]
	}
	return nil
}

// Len returns how many records of a kind there are.
func (x *Index) Len(k store.Kind) int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if t := x.tables[k]; t != nil {
		return t.rows - t.dead
	}
	return 0
}

// table returns the table of a kind.
func (x *Index) table(k store.Kind) (*table, error) {
	t := x.tables[k]
	if t == nil {
		return nil, fmt.Errorf("%w: the kind %q", ErrNotIndexed, k)
	}
	return t, nil
}

// Count returns how many records of a kind f takes.
func (x *Index) Count(ctx context.Context, k store.Kind, f store.Filter) (int, error) {
	t, err := x.Table(ctx, k, f, 1)
	return t.Total, err
}
