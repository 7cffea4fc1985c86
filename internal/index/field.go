package index

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/store"
)

// Field is what records are counted by.
type Field string

// Fields are the fields, with what a record is counted under. A record that has several values (contexts, parties)
// counts once under each; one that has none counts under "".
var Fields = []struct {
	Name    Field
	Meaning string
}{
	{"source", "country of a source (speaker, donor, holder, participant)"},
	{"target", "country of a target or recipient; a symmetric event and a contact have sources only"},
	{"country", "country of a party of either role"},
	{"dyad", "two countries of parties, whatever their roles: FRA-RUS, in alphabetical order"},
	{"source-actor", "actor code of a source"},
	{"target-actor", "actor code of a target"},
	{"actor", "actor code of a party of either role"},
	{"entity", "a party, by its Wikidata id or else kind, actor code and name: see Index.Entity"},
	{"type", "PLOVER type of an event, mode of a contact, act of a statement, status of a commitment"},
	{"code", "CAMEO code"},
	{"root", "first two digits of the CAMEO code"},
	{"quad", "quad class"},
	{"context", "PLOVER context of an event, topic of a statement or contact"},
	{"factuality", "factuality of an event"},
	{"verdict", "what people said of the record: accept, change, reject, none"},
	{"publisher", "publisher of the document"},
	{"copy", "yes where the document is a copy of another, else no"},
	{"day", "day; \"\" where the record is of more than one or not dated"},
	{"month", "month, 2024-05; \"\" where the record is not of one"},
	{"year", "year; \"\" where the record is not of one"},
}

// more is a further group of a row: row<<32|group.
type more = uint64

// grouping numbers the values of a field: group 0 is "". Most records have one group or two; the others have further
// ones.
type grouping struct {
	labels []string
	pairs  bool                   // records may have a second group
	begin  func(b *buffer, n int) // makes ready for chunk n; may be nil
	// fill writes the first and, where pairs is set, the second groups of rows of chunk n from lo on, 0 for none,
	// and the further ones in order of rows; rows are counted from lo.
	fill func(b *buffer, n, lo, rows int)
}

// buffer is the memory that a grouping works in; each of a worker's has its own.
type buffer struct {
	lutA, lutB    []uint32 // by the codes of a chunk
	first, second [block]uint32
	further       []more
	groups        []uint32
	countries     []uint16
}

// label returns the number of a label, a new one where needed.
func (g *grouping) label(of map[string]uint32, s string) uint32 {
	if s == "" {
		return 0
	}
	k, ok := of[s]
	if !ok {
		k = uint32(len(g.labels))
		of[s] = k
		g.labels = append(g.labels, s)
	}
	return k
}

// grouping makes the groups of a field.
func (x *Index) grouping(t *table, f Field) (*grouping, error) {
	ps := &x.parties
	switch f {
	case "source", "target", "country":
		return partyGroups(t, ps.countries.text, string(f), ps.aspect(countryA), itself), nil
	case "source-actor", "target-actor", "actor":
		role, _, _ := strings.Cut(string(f), "-")
		return partyGroups(t, ps.actors.text, role, ps.aspect(actorA), itself), nil
	case "entity":
		of, labels := x.entityNumbers()
		return partyGroups(t, labels, "entity", ps.aspect(partyA), func(party uint32) uint32 { return of[party] }), nil
	case "dyad":
		return dyadGroups(t, ps), nil
	case "type":
		return columnGroups(t, act, len(t.acts.all), func(k int) string { return t.acts.all[k].typ }), nil
	case "code":
		return columnGroups(t, act, len(t.acts.all), func(k int) string { return t.acts.all[k].code }), nil
	case "root":
		return columnGroups(t, act, len(t.acts.all), func(k int) string { return head(t.acts.all[k].code, 2) }), nil
	case "quad":
		return columnGroups(t, act, len(t.acts.all), func(k int) string {
			if q := t.acts.all[k].quad; q != 0 {
				return strconv.Itoa(q)
			}
			return ""
		}), nil
	case "factuality":
		return columnGroups(t, status, len(t.states.all), func(k int) string { return t.states.all[k][0] }), nil
	case "verdict":
		return columnGroups(t, status, len(t.states.all), func(k int) string { return verdict(t.states.all[k][1]) }), nil
	case "context":
		return contextGroups(t, &x.sets), nil
	case "day", "month", "year":
		n := map[Field]int{"day": 10, "month": 7, "year": 4}[f]
		return columnGroups(t, date, len(x.dates.from), func(k int) string {
			if from := head(x.dates.from[k], n); from == head(x.dates.to[k], n) {
				return from
			}
			return ""
		}), nil
	case "publisher":
		g := &grouping{labels: []string{""}}
		of := map[string]uint32{}
		var number []uint32
		for _, s := range x.docs.publishers.text {
			number = append(number, g.label(of, s))
		}
		return documentGroups(t, g, func(doc uint32) uint32 { return number[x.docs.publisher[doc]] }), nil
	case "copy":
		return documentGroups(t, &grouping{labels: []string{"", "no", "yes"}}, func(doc uint32) uint32 {
			if x.docs.copies[doc] {
				return 2
			}
			return 1
		}), nil
	}
	return nil, fmt.Errorf("%w: no field %q; the fields are %s", store.ErrInvalid, f, fieldNames())
}

func itself(number uint32) uint32 { return number }

func head(s string, n int) string { return s[:min(n, len(s))] }

func fieldNames() string {
	s := ""
	for i, f := range Fields {
		if i > 0 {
			s += ", "
		}
		s += string(f.Name)
	}
	return s
}

// columnGroups groups by a column that gives each row one value.
func columnGroups(t *table, col, n int, of func(k int) string) *grouping {
	g := &grouping{labels: []string{""}}
	numbers := map[string]uint32{}
	number := make([]uint32, n)
	for k := range number {
		number[k] = g.label(numbers, of(k))
	}
	g.begin = func(b *buffer, n int) {
		b.lutA = local(&t.chunks[n].cols[col], b.lutA, func(code uint32) uint32 { return number[code] })
	}
	g.fill = func(b *buffer, n, lo, rows int) { spread(b.first[:rows], &t.chunks[n].cols[col], lo, b.lutA) }
	return g
}

// contextGroups groups by each context of a set.
func contextGroups(t *table, sets *dictionary) *grouping {
	g := &grouping{labels: []string{""}, pairs: true}
	numbers := map[string]uint32{}
	all := make([][]uint32, len(sets.text))
	longest := 0
	for k := range all {
		for _, word := range sets.words(uint32(k)) {
			if n := g.label(numbers, word); !slices.Contains(all[k], n) {
				all[k] = append(all[k], n)
			}
		}
		longest = max(longest, len(all[k]))
	}
	nth := func(code uint32, i int) uint32 {
		if i < len(all[code]) {
			return all[code][i]
		}
		return 0
	}
	g.begin = func(b *buffer, n int) {
		c := &t.chunks[n].cols[contexts]
		b.lutA = local(c, b.lutA, func(code uint32) uint32 { return nth(code, 0) })
		b.lutB = local(c, b.lutB, func(code uint32) uint32 { return nth(code, 1) })
	}
	g.fill = func(b *buffer, n, lo, rows int) {
		c := &t.chunks[n].cols[contexts]
		spread(b.first[:rows], c, lo, b.lutA)
		spread(b.second[:rows], c, lo, b.lutB)
		for row := 0; row < rows && longest > 2; row++ {
			for _, k := range all[c.get(lo+row)][min(2, len(all[c.get(lo+row)])):] {
				b.further = append(b.further, more(row)<<32|more(k))
			}
		}
	}
	return g
}

// documentGroups groups by something of the document.
func documentGroups(t *table, g *grouping, of func(doc uint32) uint32) *grouping {
	g.fill = func(b *buffer, n, lo, rows int) {
		base := n*chunkRows + lo
		t.eachRun(base, base+rows, func(doc uint32, from, to int) {
			k := of(doc)
			for row := from; row < to; row++ {
				b.first[row] = k
			}
		})
	}
	return g
}

// partyGroups groups by an aspect of parties that play a role; group gives the group of a number of the aspect.
func partyGroups(t *table, labels []string, role string, s aspect, group func(number uint32) uint32) *grouping {
	g := &grouping{labels: labels, pairs: true}
	of := func(code uint32) uint32 {
		if code == none || !plays(role, store.Role(code&3)) {
			return 0
		}
		return group(code >> 2)
	}
	g.begin = func(b *buffer, n int) {
		c := t.chunks[n]
		b.lutA, b.lutB = local(&c.cols[s.a], b.lutA, of), local(&c.cols[s.b], b.lutB, of)
	}
	g.fill = func(b *buffer, n, lo, rows int) {
		c := t.chunks[n]
		first, second := b.first[:rows], b.second[:rows]
		spread(first, &c.cols[s.a], lo, b.lutA)
		spread(second, &c.cols[s.b], lo, b.lutB)
		for row, y := range second {
			x := first[row]
			if x == 0 {
				first[row] = y
			}
			if x == 0 || x == y {
				second[row] = 0
			}
		}
		for e := c.extra(lo); c.extraRow(e) < lo+rows; {
			row := c.extraRow(e) - lo
			b.groups = append(b.groups[:0], first[row], second[row])
			for ; c.extraRow(e) == lo+row; e++ {
				b.groups = append(b.groups, of(s.of(c.extraCodes[e])))
			}
			b.several(row)
		}
	}
	return g
}

// several gives a row the groups collected, each once.
func (b *buffer) several(row int) {
	b.first[row], b.second[row] = 0, 0
	for i, k := range b.groups {
		switch {
		case k == 0 || slices.Contains(b.groups[:i], k):
		case b.first[row] == 0:
			b.first[row] = k
		case b.second[row] == 0:
			b.second[row] = k
		default:
			b.further = append(b.further, more(row)<<32|more(k))
		}
	}
}

// dyadGroups groups by pairs of countries.
func dyadGroups(t *table, ps *parties) *grouping {
	g := &grouping{labels: []string{""}, pairs: true}
	n := len(ps.countries.text)
	number := make([]uint32, n*n) // of the pairs that there are
	enter := func(a, b uint16) {
		if i, j := int(a)*n+int(b), int(b)*n+int(a); number[i] == 0 {
			number[i], number[j] = uint32(len(g.labels)), uint32(len(g.labels))
			x, y := ps.countries.text[a], ps.countries.text[b]
			g.labels = append(g.labels, min(x, y)+"-"+max(x, y))
		}
	}
	for _, c := range t.chunks {
		if c.pairs == nil {
			c.eachCountries(ps, func(_ int, in []uint16) { eachPair(in, enter) })
			continue
		}
		for _, key := range c.pairs.pairs {
			enter(uint16(key>>16), uint16(key))
		}
	}
	g.begin = func(b *buffer, k int) {
		c := t.chunks[k]
		b.lutA, b.lutB = local(&c.cols[countryA], b.lutA, codedCountry), local(&c.cols[countryB], b.lutB, codedCountry)
	}
	g.fill = func(b *buffer, k, lo, rows int) {
		c := t.chunks[k]
		first, second := b.first[:rows], b.second[:rows]
		spread(first, &c.cols[countryA], lo, b.lutA)
		spread(second, &c.cols[countryB], lo, b.lutB)
		for row, y := range second {
			first[row] = number[int(first[row])*n+int(y)] // 0 for two of one country
		}
		clear(second)
		for e := c.extra(lo); c.extraRow(e) < lo+rows; {
			row := c.extraRow(e) - lo
			b.countries = ps.countriesOf(b.countries[:0], c, lo+row, &e)
			b.groups = b.groups[:0]
			eachPair(b.countries, func(x, y uint16) { b.groups = append(b.groups, number[int(x)*n+int(y)]) })
			b.several(row)
		}
	}
	return g
}
