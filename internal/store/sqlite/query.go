package sqlite

import (
	"context"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/store"
)

// query is a Filter made ready for an index. What it lets through is what the Filter takes; loose says that it may let
// through more, so that Filter.Takes has to look at each.
type query struct {
	x *index
	d *DB
	f store.Filter

	from, to         int32 // days
	hasFrom, hasTo   bool
	acts, parties    store.Filter // the conditions on each
	actOK, partiesOK []uint8      // by number: 0 not asked yet, 1 taken, 2 not
	asked            []store.Party
	documents        []func(doc uint32) bool
	verdicts         store.Filter
	byVerdict        bool
	loose            bool
	drivers          [][]string // of each, one facet a record taken must have
}

// The keys by what they ask of.
var (
	ofActs    = []string{"type", "code", "factuality", "quad", "context"}
	ofParties = []string{"actor", "country", "dyad", "source", "target"}
)

func (x *index) query(ctx context.Context, d *DB, f store.Filter) (*query, error) {
	q := &query{x: x, d: d, f: f, hasFrom: f.From != "", hasTo: f.To != ""}
	if n, ok := day(f.From).(int64); ok {
		q.from = int32(n)
	}
	if n, ok := day(f.To).(int64); ok {
		q.to = int32(n)
	}
	for _, t := range f.Terms {
		switch {
		case slices.Contains(ofActs, t.Key):
			q.acts.Terms = append(q.acts.Terms, t)
		case slices.Contains(ofParties, t.Key):
			q.parties.Terms = append(q.parties.Terms, t)
		case t.Key == "verdict":
			q.verdicts.Terms = append(q.verdicts.Terms, t)
		default:
			if err := q.document(ctx, t); err != nil {
				return nil, err
			}
		}
		if !t.Not {
			q.drive(t)
		}
	}
	q.byVerdict = len(x.verdicts) > 0 || len(q.verdicts.Terms) > 0
	q.actOK, q.partiesOK = x.blank(len(x.acts)), x.blank(len(x.parties))
	return q, q.words(ctx)
}

// done gives back what the query has noted.
func (q *query) done() {
	q.x.notes.Put(&q.actOK)
	q.x.notes.Put(&q.partiesOK)
}

// blank returns n zeroes, of notes that a query before has given back where there are such.
func (x *index) blank(n int) []uint8 {
	if b, ok := x.notes.Get().(*[]uint8); ok && cap(*b) >= n {
		clear((*b)[:n])
		return (*b)[:n]
	}
	return make([]uint8, n)
}

// document adds a condition on documents.
func (q *query) document(ctx context.Context, t store.Term) error {
	switch t.Key {
	case "publisher":
		wanted := map[uint32]bool{}
		for _, v := range t.Values {
			if n, ok := q.d.dict.word(v); ok {
				wanted[uint32(n)] = true
			}
		}
		q.documents = append(q.documents, func(doc uint32) bool { return wanted[q.d.docs.get(doc).publisher] != t.Not })
	case "copies":
		if slices.Contains(t.Values, "no") {
			q.documents = append(q.documents, func(doc uint32) bool { return (q.d.docs.get(doc).copyOf == 0) != t.Not })
		} else if t.Not {
			q.documents = append(q.documents, func(uint32) bool { return false })
		}
	case "document":
		wanted := map[uint32]bool{}
		for _, v := range t.Values {
			if n := q.d.docs.find(v); n != 0 && q.d.docs.get(n).id() == v {
				wanted[n] = true
			}
		}
		q.documents = append(q.documents, func(doc uint32) bool { return wanted[doc] != t.Not })
	case "id":
		q.loose = true
	case "entity":
		q.loose = true
		if t.Not {
			return nil
		}
		var conds []string
		for _, v := range t.Values {
			conds = append(conds, "("+named(v)+")")
		}
		return q.match(ctx, strings.Join(conds, " OR "))
	}
	return nil
}

// words adds the conditions on the text.
func (q *query) words(ctx context.Context) error {
	for _, w := range q.f.Words {
		words := strings.Fields(store.Plain(w))
		if len(words) == 0 {
			continue
		}
		q.loose = q.loose || len(words) > 1
		if err := q.match(ctx, all(words)); err != nil {
			return err
		}
	}
	return nil
}

// match adds the condition that the index of texts finds the document.
func (q *query) match(ctx context.Context, cond string) error {
	found, err := q.d.matching(ctx, cond)
	if err != nil {
		return err
	}
	q.documents = append(q.documents, func(doc uint32) bool { return int(doc>>6) < len(found) && found[doc>>6]>>(doc&63)&1 == 1 })
	return nil
}

// matching returns the bits of the documents that the index of texts finds.
func (d *DB) matching(ctx context.Context, cond string) ([]uint64, error) {
	rows, err := d.read.QueryContext(ctx, "SELECT rowid FROM texts WHERE texts MATCH ?", cond)
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	var bits []uint64
	for rows.Next() {
		var doc int
		if err := rows.Scan(&doc); err != nil {
			return nil, plain(err)
		}
		for len(bits) <= doc>>6 {
			bits = append(bits, 0)
		}
		bits[doc>>6] |= 1 << (doc & 63)
	}
	return bits, plain(rows.Err())
}

// drive notes the facets by which a positive condition can be looked up.
func (q *query) drive(t store.Term) {
	var facets []string
	for _, v := range t.Values {
		switch t.Key {
		case "type":
			facets = append(facets, typeFacet(v))
		case "country":
			facets = append(facets, v)
		case "dyad":
			if v[:3] == v[4:] {
				facets = append(facets, v[:3])
			} else {
				facets = append(facets, dyadFacet(v[:3], v[4:]))
			}
		case "actor", "source", "target":
			if len(v) < 3 {
				return
			}
			facets = append(facets, beginning(v))
		default:
			return
		}
	}
	if t.Key == "dyad" {
		facets = append(facets, unpaired)
	}
	q.drivers = append(q.drivers, facets)
}

// rows returns the shortest lists of rows of the segment that have all that the query takes, nil for every row.
func (q *query) rows(s *segment) [][]uint32 {
	if s.facets == nil {
		return nil
	}
	var best [][]uint32
	least := len(s.places) / 2
	for _, facets := range q.drivers {
		lists, n := [][]uint32{}, 0
		for _, f := range facets {
			if k, ok := q.x.facets[f]; ok && int(k) < len(s.facets) && len(s.facets[k]) > 0 {
				lists = append(lists, s.facets[k])
				n += len(s.facets[k])
			}
		}
		if n < least {
			best, least = lists, n
		}
	}
	return best
}

// takes reports whether the query takes a place; where it is loose the Filter may not.
func (q *query) takes(p *place) bool {
	if q.hasFrom && (p.day == undated || p.day < q.from) || q.hasTo && (p.day == undated || p.day-p.days > q.to) {
		return false
	}
	if len(q.acts.Terms) > 0 && !q.act(p.act) || len(q.parties.Terms) > 0 && !q.party(p.parties) {
		return false
	}
	for _, ok := range q.documents {
		if !ok(p.doc) {
			return false
		}
	}
	return !q.byVerdict || q.verdict(p)
}

func (q *query) act(n uint32) bool {
	if q.actOK[n] == 0 {
		a := &q.x.acts[n]
		r := store.Flat{Kind: q.x.kind, Type: a.typ, Code: a.code, Factuality: a.factuality, Quad: a.quad}
		if q.x.kind == store.Positions {
			r.Contexts = []string{a.contexts}
		} else if a.contexts != "" {
			r.Contexts = strings.Split(a.contexts, between)
		}
		q.actOK[n] = answer(q.acts.Takes(nil, "", "", &r))
	}
	return q.actOK[n] == 1
}

func (q *query) party(n uint32) bool {
	if q.partiesOK[n] == 0 {
		p := &q.x.parties[n]
		r := store.Flat{Parties: q.asked[:0]}
		for c := range strings.FieldsSeq(p.sources) {
			r.Parties = append(r.Parties, store.Party{Role: store.Source, Actor: c})
		}
		for c := range strings.FieldsSeq(p.targets) {
			r.Parties = append(r.Parties, store.Party{Role: store.Target, Actor: c})
		}
		for c := range strings.FieldsSeq(p.countries) {
			r.Parties = append(r.Parties, store.Party{Role: store.Source, Country: c})
		}
		q.asked = r.Parties
		q.partiesOK[n] = answer(q.parties.Takes(nil, "", "", &r))
	}
	return q.partiesOK[n] == 1
}

func answer(ok bool) uint8 {
	if ok {
		return 1
	}
	return 2
}

func (q *query) verdict(p *place) bool {
	v := q.x.verdicts[uint64(p.doc)<<32|uint64(p.n)]
	if len(q.verdicts.Terms) == 0 {
		return v != "reject"
	}
	return q.verdicts.Takes(nil, "", "", &store.Flat{Verdict: v})
}
