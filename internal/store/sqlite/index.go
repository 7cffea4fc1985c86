package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/openreadout/readout/internal/store"
)

// index holds where the records of a kind stand in lists, 24 bytes each, and by what filters ask for them. It is read
// from the tables when it is first asked, and follows their changes, whoever makes them. It is safe for concurrent use.
type index struct {
	kind store.Kind

	mu        sync.RWMutex
	revision  int64 // of the store; -1 before the first reading
	serial    int
	segments  []*segment        // the earliest and largest first
	moved     map[uint32]int    // serial of the first segment that has the document as it is now
	verdicts  map[uint64]string // by document<<32 | n
	corrected map[uint32]bool   // the documents that people have corrected

	acts        []act
	actNumbers  map[act]uint32
	actFacets   [][]uint32
	parties     []parties
	partyNumber map[parties]uint32
	partyFacets [][]uint32
	facets      map[string]uint32

	notes            sync.Pool // of queries
	byAct, byParties []uint32  // numbers of the index plus 1 by those of the dictionary
}

func newIndexes() map[store.Kind]*index {
	out := map[store.Kind]*index{}
	for _, k := range append([]store.Kind{store.Documents}, flatKinds...) {
		out[k] = &index{kind: k, revision: -1, moved: map[uint32]int{}, verdicts: map[uint64]string{}, corrected: map[uint32]bool{}, actNumbers: map[act]uint32{}, partyNumber: map[parties]uint32{}, facets: map[string]uint32{}}
	}
	return out
}

// follow brings the index up to date.
func (x *index) follow(ctx context.Context, d *DB) error {
	revision, err := d.follow(ctx)
	if err != nil {
		return err
	}
	x.mu.RLock()
	same := x.revision == revision
	x.mu.RUnlock()
	if same {
		return nil
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	tx, err := d.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return plain(err)
	}
	defer tx.Rollback()
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM changes").Scan(&revision); err != nil {
		return plain(err)
	}
	if revision == x.revision {
		return nil
	}
	u := &update{index: x, d: d, ctx: ctx, tx: tx}
	if err := u.read(); err != nil {
		return err
	}
	x.revision = revision
	return nil
}

// update is one reading of what is new.
type update struct {
	*index
	d      *DB
	ctx    context.Context
	tx     *sql.Tx
	places []place
}

func (u *update) read() error {
	if err := u.d.docs.sync(u.ctx, u.tx); err != nil {
		return err
	}
	if err := u.d.dict.sync(u.ctx, u.tx); err != nil {
		return err
	}
	only, where := "", ""
	if u.revision >= 0 {
		only = "SELECT DISTINCT document FROM changes WHERE document IS NOT NULL AND seq > " + fmt.Sprint(u.revision)
		where = " AND d.id IN (" + only + ")"
		changed, err := u.numbers(only)
		if err != nil {
			return err
		}
		for _, doc := range changed {
			u.moved[doc] = u.serial + 1
		}
		maps.DeleteFunc(u.verdicts, func(k uint64, _ string) bool { return u.moved[uint32(k>>32)] == u.serial+1 })
	}
	corrected, err := u.numbers("SELECT d.id FROM documents d WHERE d.text IN (SELECT substr(text_hash, 1, 8) FROM corrections)" + where)
	if err != nil {
		return err
	}
	skip := map[uint32]bool{}
	for _, doc := range corrected {
		skip[doc] = true
		u.corrected[doc] = true
		if err := u.ofCorrected(doc); err != nil {
			return err
		}
	}
	if err := u.rows(only, skip); err != nil {
		return err
	}
	u.put(u.places)
	return nil
}

func (u *update) numbers(query string, args ...any) ([]uint32, error) {
	rows, err := u.tx.QueryContext(u.ctx, query, args...)
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	var out []uint32
	for rows.Next() {
		var n uint32
		if err := rows.Scan(&n); err != nil {
			return nil, plain(err)
		}
		out = append(out, n)
	}
	return out, plain(rows.Err())
}

// ofCorrected reads the records of a document that people have corrected.
func (u *update) ofCorrected(doc uint32) error {
	e, err := u.d.load(u.ctx, "d.id = ?", int64(doc))
	if err != nil {
		return err
	}
	for i := range e.flat {
		r := &e.flat[i]
		if r.Kind != u.kind {
			continue
		}
		p := place{day: undated, doc: doc, n: uint32(r.Index)}
		if to, ok := day(r.To).(int64); ok {
			p.day = int32(to)
			if from, ok := day(r.From).(int64); ok {
				p.days = int32(to - from)
			}
		}
		a := actOf(r)
		a.contexts = strings.Join(r.Contexts, between)
		p.act, p.parties = u.act(a), u.party(partiesOf(r))
		if r.Verdict != "" {
			u.verdicts[uint64(doc)<<32|uint64(p.n)] = r.Verdict
		}
		u.places = append(u.places, p)
	}
	return nil
}

// rows reads the tables, of the documents of a query only where there is one.
func (u *update) rows(only string, skip map[uint32]bool) error {
	if u.kind == store.Documents {
		return u.documents(only, skip)
	}
	// Few columns: most of the time of a row is spent around each. 24 bits hold the longest stretch of days.
	columns := "r.id, (r.day << 24) | r.days, (r.act << 32) | r.parties"
	if u.kind == store.Positions {
		columns += ", r.topic"
	}
	query := "SELECT " + columns + " FROM " + recordTables[u.kind] + " r"
	if only != "" {
		query = "SELECT " + columns + " FROM (" + only + ") c JOIN " + recordTables[u.kind] + " r ON r.id BETWEEN c.document << 20 AND (c.document << 20) + 1048575"
	}
	rows, err := u.tx.QueryContext(u.ctx, query)
	if err != nil {
		return plain(err)
	}
	defer rows.Close()
	var id, what int64
	var days sql.NullInt64
	var topic string
	into := []any{&id, &days, &what}
	if u.kind == store.Positions {
		into = append(into, &topic)
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return plain(err)
		}
		x := place{day: undated, doc: uint32(id >> 20), n: uint32(id & (1<<20 - 1))}
		if skip[x.doc] {
			continue
		}
		if days.Valid {
			x.days = int32(days.Int64 & (1<<24 - 1))
			x.day = int32(days.Int64>>24) + x.days
		}
		if x.act, err = u.actOf(uint64(what>>32), topic); err != nil {
			return err
		}
		if x.parties, err = u.partiesOf(uint64(what & (1<<32 - 1))); err != nil {
			return err
		}
		u.places = append(u.places, x)
	}
	return plain(rows.Err())
}

// documents reads the documents themselves: their place is the day of publication.
func (u *update) documents(only string, skip map[uint32]bool) error {
	query := "SELECT id FROM documents"
	if only != "" {
		query += " WHERE id IN (" + only + ")"
	}
	docs, err := u.numbers(query)
	if err != nil {
		return err
	}
	for _, doc := range docs {
		if skip[doc] {
			continue
		}
		p := place{day: undated, doc: doc, act: u.act(act{}), parties: u.party(parties{})}
		if n, ok := day(u.d.docs.date(u.d.docs.get(doc))).(int64); ok {
			p.day = int32(n)
		}
		u.places = append(u.places, p)
	}
	return nil
}

// actOf returns the number of an act of the dictionary; the topic of a position is part of it.
func (u *update) actOf(n uint64, topic string) (uint32, error) {
	if topic == "" && n < uint64(len(u.byAct)) && u.byAct[n] > 0 {
		return u.byAct[n] - 1, nil
	}
	a, ok := member(u.d.dict, &u.d.dict.acts, n)
	if !ok {
		return 0, fmt.Errorf("%w: no act %d", store.ErrDamaged, n)
	}
	if topic != "" {
		a.contexts = topic
		return u.act(a), nil
	}
	k := u.act(a)
	u.byAct = note(u.byAct, n, k)
	return k, nil
}

func (u *update) partiesOf(n uint64) (uint32, error) {
	if n < uint64(len(u.byParties)) && u.byParties[n] > 0 {
		return u.byParties[n] - 1, nil
	}
	p, ok := member(u.d.dict, &u.d.dict.parties, n)
	if !ok {
		return 0, fmt.Errorf("%w: no parties %d", store.ErrDamaged, n)
	}
	k := u.party(p)
	u.byParties = note(u.byParties, n, k)
	return k, nil
}

// note keeps that number n of a dictionary is number k of the index.
func note(by []uint32, n uint64, k uint32) []uint32 {
	if n >= uint64(len(by)) {
		by = append(by, make([]uint32, n+1-uint64(len(by)))...)
	}
	by[n] = k + 1
	return by
}

// act numbers an act.
func (x *index) act(a act) uint32 {
	if n, ok := x.actNumbers[a]; ok {
		return n
	}
	n := uint32(len(x.acts))
	x.acts, x.actNumbers[a] = append(x.acts, a), n
	x.actFacets = append(x.actFacets, []uint32{x.facet(typeFacet(a.typ))})
	return n
}

// party numbers parties.
func (x *index) party(p parties) uint32 {
	if n, ok := x.partyNumber[p]; ok {
		return n
	}
	n := uint32(len(x.parties))
	x.parties, x.partyNumber[p] = append(x.parties, p), n
	var of []uint32
	put := func(name string) {
		if f := x.facet(name); !slices.Contains(of, f) {
			of = append(of, f)
		}
	}
	cs := strings.Fields(p.countries)
	for _, c := range cs {
		put(c)
	}
	for _, c := range append(strings.Fields(p.sources), strings.Fields(p.targets)...) {
		put(beginning(c))
	}
	if len(cs) > mostPaired {
		put(unpaired)
	} else {
		for i := range cs {
			for _, b := range cs[:i] {
				put(dyadFacet(cs[i], b))
			}
		}
	}
	x.partyFacets = append(x.partyFacets, of)
	return n
}

// mostPaired is how many countries of one record are listed in pairs; records with more are in a list of their own.
const mostPaired = 12

const unpaired = "more countries than are paired"

func (x *index) facet(name string) uint32 {
	n, ok := x.facets[name]
	if !ok {
		n = uint32(len(x.facets))
		x.facets[name] = n
	}
	return n
}

// beginning is the part of an actor code by which records are listed: mostly its country.
func beginning(code string) string { return code[:min(len(code), 3)] }

func typeFacet(typ string) string { return "type " + typ }

func dyadFacet(a, b string) string { return min(a, b) + "-" + max(a, b) }
