package sqlite

import (
	"context"

	"github.com/openreadout/readout/internal/store"
)

// adder holds what adding needs to know of every document: names and hashes.
type adder struct {
	last   int64 // the greatest number of a document
	byName map[[16]byte]int64
	hashes map[uint16][]known // of the documents that are copies of none, by block of the hash
}

type known struct {
	hash uint64
	id   int64
}

// syncAdder reads the documents that others have added.
func (d *DB) syncAdder(ctx context.Context, q querier) error {
	if d.adder == nil {
		d.adder = &adder{byName: map[[16]byte]int64{}, hashes: map[uint16][]known{}}
	}
	a := d.adder
	rows, err := q.QueryContext(ctx, "SELECT id, name, iif(copy_of IS NULL, simhash, 0) FROM documents WHERE id > ? ORDER BY id", a.last)
	if err != nil {
		return plain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, hash int64
		var name []byte
		if err := rows.Scan(&id, &name, &hash); err != nil {
			return plain(err)
		}
		a.last = id - 1
		a.enter([16]byte(append(name, make([]byte, 16)...)), uint64(hash))
	}
	return plain(rows.Err())
}

// enter numbers a new document; the hash is 0 for a copy.
func (a *adder) enter(name [16]byte, hash uint64) int64 {
	a.last++
	a.byName[name] = a.last
	if hash != 0 {
		for _, b := range store.Blocks(hash) {
			a.hashes[b] = append(a.hashes[b], known{hash, a.last})
		}
	}
	return a.last
}

// original returns the earliest document that a text with the hash is a copy of, 0 for none.
func (a *adder) original(hash uint64) int64 {
	best := int64(0)
	if hash == 0 {
		return 0
	}
	for _, b := range store.Blocks(hash) {
		for _, k := range a.hashes[b] {
			if (best == 0 || k.id < best) && store.Near(hash, k.hash) {
				best = k.id
			}
		}
	}
	return best
}
