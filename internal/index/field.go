package index

import (
	"fmt"
	"slices"
	"strconv"

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

// grouping numbers the values of a field: group 0 is "".
type grouping struct {
	labels []string
	fill   func(w *worker, n int, dst []uint32, further []more) []more // groups of the rows of chunk n, and further groups in order of rows
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
		return partyGroups(t, ps.countries.text, string(f), func(p uint32) uint32 { return uint32(ps.country[p]) }), nil
	case "source-actor", "target-actor", "actor":
		role := string(f[:len(f)-min(len(f), len("-actor"))])
		return partyGroups(t, ps.actors.text, role, func(p uint32) uint32 { return ps.actor[p] }), nil
	case "entity":
		of, labels := x.entityNumbers()
		return partyGroups(t, labels, "entity", func(p uint32) uint32 { return of[p] }), nil
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
	g.fill = func(w *worker, n int, dst []uint32, further []more) []more {
		c := &t.chunks[n].cols[col]
		w.lutA = local(c, w.lutA, func(code uint32) uint32 { return number[code] })
		spread(dst, c, w.lutA)
		return further
	}
	return g
}

// contextGroups groups by each context of a set.
func contextGroups(t *table, sets *dictionary) *grouping {
	g := &grouping{labels: []string{""}}
	numbers := map[string]uint32{}
	first := make([]uint32, len(sets.text))
	rest := make([][]uint32, len(sets.text))
	for k := range first {
		for _, word := range sets.words(uint32(k)) {
			n := g.label(numbers, word)
			if first[k] == 0 {
				first[k] = n
			} else if n != first[k] && !slices.Contains(rest[k], n) {
				rest[k] = append(rest[k], n)
			}
		}
	}
	g.fill = func(w *worker, n int, dst []uint32, further []more) []more {
		c := &t.chunks[n].cols[contexts]
		w.lutA = local(c, w.lutA, func(code uint32) uint32 { return first[code] })
		spread(dst, c, w.lutA)
		several := false
		w.lutB = local(c, w.lutB, func(code uint32) uint32 {
			several = several || rest[code] != nil
			return uint32(len(rest[code]))
		})
		if !several {
			return further
		}
		spread(w.second[:len(dst)], c, w.lutB)
		for row, n := range w.second[:len(dst)] {
			if n == 0 {
				continue
			}
			for _, k := range rest[c.get(row)] {
				further = append(further, more(row)<<32|more(k))
			}
		}
		return further
	}
	return g
}

// documentGroups groups by something of the document.
func documentGroups(t *table, g *grouping, of func(doc uint32) uint32) *grouping {
	g.fill = func(_ *worker, n int, dst []uint32, further []more) []more {
		t.eachRun(n, func(doc uint32, from, to int) {
			k := of(doc)
			for row := from; row < to; row++ {
				dst[row] = k
			}
		})
		return further
	}
	return g
}

// partyGroups groups by what parties that play a role have.
func partyGroups(t *table, labels []string, role string, of func(party uint32) uint32) *grouping {
	group := func(code uint32) uint32 {
		if code == none || !plays(role, store.Role(code&3)) {
			return 0
		}
		return of(code >> 2)
	}
	fill := func(w *worker, n int, dst []uint32, further []more) []more {
		c := t.chunks[n]
		w.lutA = local(&c.cols[partyA], w.lutA, group)
		w.lutB = local(&c.cols[partyB], w.lutB, group)
		second := w.second[:len(dst)]
		spread(dst, &c.cols[partyA], w.lutA)
		spread(second, &c.cols[partyB], w.lutB)
		e := 0
		for row, b := range second {
			if e < len(c.extraRows) && int(c.extraRows[e]) == row {
				w.groups = append(w.groups[:0], dst[row], b)
				for ; e < len(c.extraRows) && int(c.extraRows[e]) == row; e++ {
					w.groups = append(w.groups, group(c.extraCodes[e]))
				}
				dst[row], further = several(w.groups, row, further)
				continue
			}
			switch a := dst[row]; {
			case a == 0:
				dst[row] = b
			case b != 0 && b != a:
				further = append(further, more(row)<<32|more(b))
			}
		}
		return further
	}
	return &grouping{labels, fill}
}

// several returns the first of the groups of a row other than 0 and adds the others, each once.
func several(groups []uint32, row int, further []more) (uint32, []more) {
	slices.Sort(groups)
	first := uint32(0)
	for i, k := range groups {
		switch {
		case k == 0 || i > 0 && groups[i-1] == k:
		case first == 0:
			first = k
		default:
			further = append(further, more(row)<<32|more(k))
		}
	}
	return first, further
}

// dyadGroups groups by pairs of countries.
func dyadGroups(t *table, ps *parties) *grouping {
	g := &grouping{labels: []string{""}}
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
	g.fill = func(w *worker, k int, dst []uint32, further []more) []more {
		c := t.chunks[k]
		country := func(code uint32) uint32 { return uint32(ps.countryIn(code)) }
		w.lutA = local(&c.cols[partyA], w.lutA, country)
		w.lutB = local(&c.cols[partyB], w.lutB, country)
		second := w.second[:len(dst)]
		spread(dst, &c.cols[partyA], w.lutA)
		spread(second, &c.cols[partyB], w.lutB)
		e := 0
		for row, b := range second {
			if e < len(c.extraRows) && int(c.extraRows[e]) == row {
				in := ps.countriesOf(w.countries[:0], c, row, &e)
				w.groups = w.groups[:0]
				eachPair(in, func(a, b uint16) { w.groups = append(w.groups, number[int(a)*n+int(b)]) })
				w.countries = in
				dst[row], further = several(w.groups, row, further)
				continue
			}
			if a := dst[row]; a == b || a == 0 || b == 0 {
				dst[row] = 0
			} else {
				dst[row] = number[int(a)*n+int(b)]
			}
		}
		return further
	}
	return g
}
