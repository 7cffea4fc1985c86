package index

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/store"
)

// condition is one condition of a filter, made ready for a table. One of pass, parties and docs is set.
type condition struct {
	not     bool
	col     int
	pass    []bool      // by the codes of the column
	parties []partyTest // one of which a record has to pass
	docs    []bool      // by the numbers of documents
}

// partyTest asks something of all parties of a record: their flags, joined by OR, have to be ok.
type partyTest struct {
	aspect
	flags func(code uint32) uint8 // of a code of the aspect other than none
	ok    [256]bool
}

// query is a filter made ready.
type query struct {
	x     *Index
	t     *table
	conds []condition
	pairs []uint32 // of a dyad that all records taken have: one of these; nil where any may be taken
}

// prepare makes f ready for t. It follows store.Filter.Takes condition by condition.
func (x *Index) prepare(ctx context.Context, t *table, f store.Filter) (*query, error) {
	q := &query{x: x, t: t}
	if f.From != "" || f.To != "" {
		pass := make([]bool, len(x.dates.from))
		for k := range pass {
			from, to := x.dates.from[k], x.dates.to[k]
			pass[k] = !(f.From != "" && to < f.From || f.To != "" && (from > f.To || from == ""))
		}
		q.conds = append(q.conds, condition{col: date, pass: pass})
	}
	if !slices.ContainsFunc(f.Terms, func(t store.Term) bool { return t.Key == "verdict" }) {
		q.column(false, status, len(t.states.all), func(k int) bool { return t.states.all[k][1] != "reject" })
	}
	for _, term := range f.Terms {
		if err := q.term(term); err != nil {
			return nil, err
		}
	}
	if len(f.Words) > 0 {
		if err := q.words(ctx, f.Words); err != nil {
			return nil, err
		}
	}
	return q, nil
}

// column adds a condition on a column with n codes, unless every code passes.
func (q *query) column(not bool, col, n int, of func(k int) bool) {
	pass, all := make([]bool, n), true
	for k := range pass {
		pass[k] = of(k)
		all = all && pass[k] != not
	}
	if !all {
		q.conds = append(q.conds, condition{not: not, col: col, pass: pass})
	}
}

func (q *query) term(t store.Term) error {
	in := func(s string) bool { return slices.Contains(t.Values, s) }
	switch t.Key {
	case "type":
		q.column(t.Not, act, len(q.t.acts.all), func(k int) bool { return in(q.t.acts.all[k].typ) })
	case "code":
		q.column(t.Not, act, len(q.t.acts.all), func(k int) bool { return prefixed(q.t.acts.all[k].code, t.Values) })
	case "quad":
		q.column(t.Not, act, len(q.t.acts.all), func(k int) bool { return in(strconv.Itoa(q.t.acts.all[k].quad)) })
	case "factuality":
		q.column(t.Not, status, len(q.t.states.all), func(k int) bool { return in(q.t.states.all[k][0]) })
	case "verdict":
		q.column(t.Not, status, len(q.t.states.all), func(k int) bool { return in(verdict(q.t.states.all[k][1])) })
	case "context":
		q.column(t.Not, contexts, len(q.x.sets.text), func(k int) bool { return slices.ContainsFunc(q.x.sets.words(uint32(k)), in) })
	case "publisher":
		d := &q.x.docs
		q.document(t.Not, func(doc uint32) bool { return in(d.publishers.text[d.publisher[doc]]) })
	case "copies":
		q.document(t.Not, func(doc uint32) bool { return !q.x.docs.copies[doc] || !in("no") })
	case "document":
		wanted := map[uint32]bool{}
		for _, v := range t.Values {
			if name, err := docName(v); err == nil && strings.ToLower(v) == v {
				if k, ok := q.x.docs.find(name); ok {
					wanted[k] = true
				}
			}
		}
		q.document(t.Not, func(doc uint32) bool { return wanted[doc] })
	case "dyad":
		q.dyad(t)
	case "actor", "country", "source", "target", "entity":
		q.party(t)
	default:
		return fmt.Errorf("%w: the key %q of the filter", ErrNotIndexed, t.Key)
	}
	return nil
}

// prefixed reports whether s begins with one of the values; the empty string begins with none.
func prefixed(s string, values []string) bool {
	return s != "" && slices.ContainsFunc(values, func(v string) bool { return strings.HasPrefix(s, v) })
}

// verdict names a verdict as filters do.
func verdict(v string) string {
	if v == "" {
		return "none"
	}
	return v
}

// document adds a condition on documents.
func (q *query) document(not bool, of func(doc uint32) bool) {
	pass := make([]bool, len(q.x.docs.ends))
	for k := range pass {
		pass[k] = of(uint32(k))
	}
	q.conds = append(q.conds, condition{not: not, docs: pass})
}

func (q *query) words(ctx context.Context, words []string) error {
	if q.x.texts == nil {
		return fmt.Errorf("%w: the words of texts", ErrNotIndexed)
	}
	wanted := map[uint32]bool{}
	err := q.x.texts.Containing(ctx, words, func(id string) error {
		name, err := docName(id)
		if err != nil {
			return err
		}
		if k, ok := q.x.docs.find(name); ok {
			wanted[k] = true
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("find words: %w", err)
	}
	q.document(false, func(doc uint32) bool { return wanted[doc] })
	return nil
}

// party adds a condition that one party has to meet.
func (q *query) party(t store.Term) {
	ps := &q.x.parties
	var pass []bool
	test := partyTest{}
	switch t.Key {
	case "country":
		test.aspect = ps.aspect(countryA)
		pass = passing(&ps.countries, func(s string) bool { return slices.Contains(t.Values, s) })
	case "entity":
		test.aspect = ps.aspect(partyA)
		pass = ps.named(t.Values)
	default:
		test.aspect = ps.aspect(actorA)
		pass = passing(&ps.actors, func(s string) bool { return prefixed(s, t.Values) })
	}
	test.flags = func(code uint32) uint8 {
		if plays(t.Key, store.Role(code&3)) && pass[code>>2] {
			return 1
		}
		return 0
	}
	test.ok[1] = true
	q.conds = append(q.conds, condition{not: t.Not, parties: []partyTest{test}})
}

// plays reports whether a party with the role is one that a key of the filter asks about.
func plays(key string, r store.Role) bool {
	switch key {
	case "source":
		return r == store.Source
	case "target":
		return r == store.Target
	case "entity":
		return true
	}
	return r != store.About
}

// passing asks of for every string of a dictionary.
func passing(d *dictionary, of func(s string) bool) []bool {
	pass := make([]bool, len(d.text))
	for k, s := range d.text {
		pass[k] = of(s)
	}
	return pass
}

// named reports of every party whether it has one of the names or Wikidata ids.
func (ps *parties) named(values []string) []bool {
	pass := make([]bool, len(ps.ends))
	for k := range pass {
		ref, name := ps.names(uint32(k))
		for _, v := range values {
			pass[k] = pass[k] || string(ref) == v || bytes.EqualFold(name, []byte(v))
		}
	}
	return pass
}

// dyad adds a condition that parties of both countries have to meet. A party's flags are its country's among the
// eight of a test, which can tell four pairs at least.
func (q *query) dyad(t store.Term) {
	ps := &q.x.parties
	c := condition{not: t.Not, parties: []partyTest{}}
	var pairs []uint32
	domestic := false
	for values := range slices.Chunk(t.Values, 4) {
		bits := map[uint16]uint8{}
		var both []uint8
		for _, v := range values {
			a, oka := ps.countries.of[v[:3]]
			b, okb := ps.countries.of[v[4:]]
			if !oka || !okb {
				continue
			}
			need := uint8(0)
			for _, k := range []uint32{a, b} {
				if bits[uint16(k)] == 0 {
					bits[uint16(k)] = 1 << len(bits)
				}
				need |= bits[uint16(k)]
			}
			both = append(both, need)
			pairs = append(pairs, pair(uint16(a), uint16(b)))
			domestic = domestic || a == b
		}
		test := partyTest{aspect: ps.aspect(countryA), flags: func(code uint32) uint8 { return bits[uint16(codedCountry(code))] }}
		for k := range test.ok {
			test.ok[k] = slices.ContainsFunc(both, func(need uint8) bool { return uint8(k)&need == need })
		}
		c.parties = append(c.parties, test)
	}
	if !t.Not && !domestic && q.pairs == nil {
		slices.Sort(pairs)
		q.pairs = append([]uint32{}, slices.Compact(pairs)...)
	}
	q.conds = append(q.conds, c)
}

// takes reports whether a row of a chunk meets every condition. It is the slow way, for few rows.
func (q *query) takes(c *chunk, row int, doc uint32) bool {
	if c.isGone(row) {
		return false
	}
	for i := range q.conds {
		if k := &q.conds[i]; k.takes(c, row, doc) == k.not {
			return false
		}
	}
	return true
}

func (k *condition) takes(c *chunk, row int, doc uint32) bool {
	switch {
	case k.docs != nil:
		return k.docs[doc]
	case k.pass != nil:
		return k.pass[c.cols[k.col].get(row)]
	}
	return slices.ContainsFunc(k.parties, func(p partyTest) bool {
		flags := p.flagsOf(c.cols[p.a].get(row)) | p.flagsOf(c.cols[p.b].get(row))
		for _, code := range c.extras(row) {
			flags |= p.flagsOf(p.of(code))
		}
		return p.ok[flags]
	})
}

// flagsOf returns the flags of a code of the aspect, or none.
func (p *partyTest) flagsOf(code uint32) uint8 {
	if code == none {
		return 0
	}
	return p.flags(code)
}
