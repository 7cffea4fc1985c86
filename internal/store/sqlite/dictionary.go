package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"sync"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/pack"
)

// dictionary holds the tables of what repeats over documents: words, names, acts, parties. Readers find in it what they
// have met before and load the rest; the writer numbers what is new. It is safe for concurrent use.
type dictionary struct {
	mu      sync.RWMutex
	words   table[string]
	names   table[pack.Known]
	acts    table[act]
	parties table[parties]
}

// act is what a record says is done.
type act struct {
	typ, code, factuality string
	quad                  int
	contexts              string // see joined
}

// parties is who takes part in a record: actor codes by role, and the countries of sources and targets.
type parties struct{ sources, targets, countries, about string }

// table is one dictionary: members by number, from 1, and numbers by member.
type table[K comparable] struct {
	name    string
	columns string
	scan    func(K) ([]any, func() (K, error)) // where to scan the columns, and the member made of them
	args    func(K) ([]any, error)
	all     []K // all[0] is no member
	numbers map[K]uint64
}

func newDictionary() *dictionary {
	return &dictionary{
		words: newTable("words", "word", func(w string) ([]any, func() (string, error)) {
			return []any{&w}, func() (string, error) { return w, nil }
		}, func(w string) ([]any, error) { return []any{w}, nil }),
		names: newTable("names", "kind, name, actor, country, role, office_as_of, ref, entry, place", scanKnown, knownArgs),
		acts: newTable("acts", "type, code, factuality, quad, contexts", func(a act) ([]any, func() (act, error)) {
			return []any{&a.typ, &a.code, &a.factuality, &a.quad, &a.contexts}, func() (act, error) { return a, nil }
		}, func(a act) ([]any, error) { return []any{a.typ, a.code, a.factuality, int64(a.quad), a.contexts}, nil }),
		parties: newTable("parties", "sources, targets, countries, about", func(p parties) ([]any, func() (parties, error)) {
			return []any{&p.sources, &p.targets, &p.countries, &p.about}, func() (parties, error) { return p, nil }
		}, func(p parties) ([]any, error) { return []any{p.sources, p.targets, p.countries, p.about}, nil }),
	}
}

func newTable[K comparable](name, columns string, scan func(K) ([]any, func() (K, error)), args func(K) ([]any, error)) table[K] {
	return table[K]{name: name, columns: columns, scan: scan, args: args, all: make([]K, 1), numbers: map[K]uint64{}}
}

func scanKnown(k pack.Known) ([]any, func() (pack.Known, error)) {
	place := ""
	return []any{&k.Kind, &k.Name, &k.Actor, &k.Country, &k.Role, &k.OfficeAsOf, &k.Ref, &k.Entry, &place}, func() (pack.Known, error) {
		if k.Placed = place != ""; !k.Placed {
			return k, nil
		}
		if err := json.Unmarshal([]byte(place), &k.Place); err != nil {
			return k, fmt.Errorf("%w: place of %s: %v", store.ErrDamaged, k.Name, err)
		}
		return k, nil
	}
}

func knownArgs(k pack.Known) ([]any, error) {
	place := ""
	if k.Placed {
		b, err := json.Marshal(k.Place)
		if err != nil {
			return nil, err
		}
		place = string(b)
	}
	return []any{k.Kind, k.Name, k.Actor, k.Country, k.Role, k.OfficeAsOf, k.Ref, k.Entry, place}, nil
}

// querier is a connection or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// load reads the members that others have added, from the copy of the table where it is damaged itself.
func (t *table[K]) load(ctx context.Context, q querier) error {
	err := t.read(ctx, q, t.name, len(t.all), t.enter)
	if errors.Is(err, store.ErrDamaged) {
		err = t.read(ctx, q, t.name+"_copy", len(t.all), t.enter)
	}
	return err
}

func (t *table[K]) enter(n int, k K) error {
	if n != len(t.all) {
		return fmt.Errorf("%w: table %s has no member %d", store.ErrDamaged, t.name, len(t.all))
	}
	t.all = append(t.all, k)
	t.numbers[k] = uint64(n)
	return nil
}

// read calls do with the members from a number on.
func (t *table[K]) read(ctx context.Context, q querier, name string, from int, do func(int, K) error) error {
	rows, err := q.QueryContext(ctx, "SELECT id, sum, "+t.columns+" FROM "+name+" WHERE id >= ? ORDER BY id", from)
	if err != nil {
		return plain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var zero K
		var id int
		var sum int64
		into, made := t.scan(zero)
		if err := rows.Scan(append([]any{&id, &sum}, into...)...); err != nil {
			return plain(err)
		}
		k, err := made()
		if err != nil {
			return err
		}
		if want, err := t.sum(k); err != nil || sum != want {
			return fmt.Errorf("%w: member %d of table %s is not what its checksum says", store.ErrDamaged, id, name)
		}
		if err := do(id, k); err != nil {
			return err
		}
	}
	return plain(rows.Err())
}

// sum is the CRC-32 of what a member says: its columns, a unit separator after each.
func (t *table[K]) sum(k K) (int64, error) {
	args, err := t.args(k)
	if err != nil {
		return 0, err
	}
	var b []byte
	for _, a := range args {
		b = append(fmt.Append(b, a), 0x1f)
	}
	return int64(crc32.ChecksumIEEE(b)), nil
}

// check reports where a table and its copy are damaged or differ.
func (t *table[K]) check(ctx context.Context, q querier, report func(string)) {
	var sizes [2]int
	for i, name := range []string{t.name, t.name + "_copy"} {
		if err := t.read(ctx, q, name, 0, func(int, K) error { sizes[i]++; return nil }); err != nil {
			report(fmt.Sprintf("table %s: %v", name, err))
		}
	}
	if sizes[0] != sizes[1] {
		report(fmt.Sprintf("table %s has %d members, its copy %d", t.name, sizes[0], sizes[1]))
	}
}

// cut forgets the members from n on: a transaction that failed has taken them back.
func (t *table[K]) cut(n int) {
	for _, k := range t.all[n:] {
		delete(t.numbers, k)
	}
	t.all = t.all[:n]
}

// sync brings the tables up to date.
func (d *dictionary) sync(ctx context.Context, q querier) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, load := range []func(context.Context, querier) error{d.words.load, d.names.load, d.acts.load, d.parties.load} {
		if err := load(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// check reports what is wrong with the tables.
func (d *dictionary) check(ctx context.Context, q querier, report func(string)) {
	for _, check := range []func(context.Context, querier, func(string)){d.words.check, d.names.check, d.acts.check, d.parties.check} {
		check(ctx, q, report)
	}
}

// sizes are the numbers of members, for cut.
func (d *dictionary) sizes() [4]int {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return [4]int{len(d.words.all), len(d.names.all), len(d.acts.all), len(d.parties.all)}
}

func (d *dictionary) cut(n [4]int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.words.cut(n[0])
	d.names.cut(n[1])
	d.acts.cut(n[2])
	d.parties.cut(n[3])
}

// member returns member n of a table.
func member[K comparable](d *dictionary, t *table[K], n uint64) (K, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if n == 0 || n >= uint64(len(t.all)) {
		var zero K
		return zero, false
	}
	return t.all[n], true
}

// word returns the number of a word, 0 for "", and whether it is there.
func (d *dictionary) word(s string) (uint64, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	n, ok := d.words.numbers[s]
	return n, ok || s == ""
}

// find is member, loading what is missing.
func find[K comparable](r *reader, t *table[K], n uint64) (K, error) {
	k, ok := member(r.dict, t, n)
	if ok {
		return k, nil
	}
	if err := r.dict.sync(r.ctx, r.q); err != nil {
		return k, err
	}
	if k, ok = member(r.dict, t, n); !ok {
		return k, fmt.Errorf("%w: table %s has no member %d", store.ErrDamaged, t.name, n)
	}
	return k, nil
}

// reader is the dictionary as pack.Decode asks it.
type reader struct {
	ctx  context.Context
	q    querier
	dict *dictionary
}

func (r *reader) Word(n uint64) (string, error) { return find(r, &r.dict.words, n) }

func (r *reader) Known(n uint64) (*pack.Known, error) {
	k, err := find(r, &r.dict.names, n)
	return &k, err
}

// Number and KnownNumber are for writers.
func (r *reader) Number([]byte) (uint64, error)          { panic("sqlite: a reader numbers nothing") }
func (r *reader) KnownNumber(pack.Known) (uint64, error) { panic("sqlite: a reader numbers nothing") }
