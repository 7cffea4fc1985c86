package index

import (
	"slices"

	"github.com/openreadout/readout/internal/store"
)

// chunkRows is how many records a chunk holds: a row of it is told by 16 bits.
const chunkRows = 1 << 16

// The columns of a chunk. Two parties have columns of their own, the first source and the first target (else the second
// source, else the first spoken of), and so have their countries and actor codes, which are asked for most. They
// are coded number<<2|role, none where there is no party.
const (
	partyA = iota
	partyB
	countryA
	countryB
	actorA
	actorB
	date     // from and to
	act      // type, code, quad class
	status   // factuality, verdict
	contexts // set of contexts
	columns
)

// none stands for no party.
const none = ^uint32(0)

// column holds the codes of the rows of a chunk by a dictionary of its own, in a byte each where it has 256 at
// most.
type column struct {
	dict   []uint32
	narrow []uint8
	wide   []uint16
}

// get returns the code of a row.
func (c *column) get(row int) uint32 {
	if c.narrow != nil {
		return c.dict[c.narrow[row]]
	}
	return c.dict[c.wide[row]]
}

// spread fills dst with what lut has for the codes of the rows from lo on; lut is over the column's dictionary.
func spread[T any](dst []T, c *column, lo int, lut []T) {
	if c.narrow != nil {
		for i, k := range c.narrow[lo : lo+len(dst)] {
			dst[i] = lut[k]
		}
		return
	}
	for i, k := range c.wide[lo : lo+len(dst)] {
		dst[i] = lut[k]
	}
}

// local returns what of has for each code of a column's dictionary.
func local[T any](c *column, into []T, of func(code uint32) T) []T {
	into = into[:0]
	for _, k := range c.dict {
		into = append(into, of(k))
	}
	return into
}

// chunk is a run of records. All but the last of a table are sealed: they have chunkRows rows and do not change,
// save for rows that are forgotten.
type chunk struct {
	n          int
	cols       [columns]column
	extraRows  []uint16 // parties beyond the two that have columns, in order of rows
	extraCodes []uint32
	gone       []uint64 // bits of the rows forgotten, nil for none
	pairs      *postings

	codes [columns]map[uint32]uint16 // of the dictionaries while the chunk grows
}

// put adds the code of the next row to a column.
func (c *chunk) put(col int, code uint32) {
	k, ok := c.codes[col][code]
	if !ok {
		if c.codes[col] == nil {
			c.codes[col] = map[uint32]uint16{}
		}
		k = uint16(len(c.cols[col].dict))
		c.codes[col][code] = k
		c.cols[col].dict = append(c.cols[col].dict, code)
	}
	c.cols[col].wide = append(c.cols[col].wide, k)
}

// seal makes a full chunk small and lists its pairs of countries.
func (c *chunk) seal(ps *parties) {
	for i := range c.cols {
		col := &c.cols[i]
		col.dict = slices.Clone(col.dict)
		if len(col.dict) <= 256 {
			col.narrow = make([]uint8, len(col.wide))
			for row, k := range col.wide {
				col.narrow[row] = uint8(k)
			}
			col.wide = nil
		} else {
			col.wide = slices.Clone(col.wide)
		}
		c.codes[i] = nil
	}
	c.extraRows, c.extraCodes = slices.Clone(c.extraRows), slices.Clone(c.extraCodes)
	c.pairs = newPostings(c, ps)
}

// forget marks rows as forgotten and returns how many were not before.
func (c *chunk) forget(from, to int) int {
	if c.gone == nil {
		c.gone = make([]uint64, chunkRows/64)
	}
	n := 0
	for row := from; row < to; row++ {
		if bit := uint64(1) << (row % 64); c.gone[row/64]&bit == 0 {
			c.gone[row/64] |= bit
			n++
		}
	}
	return n
}

// isGone reports whether a row is forgotten.
func (c *chunk) isGone(row int) bool { return c.gone != nil && c.gone[row/64]>>(row%64)&1 == 1 }

// extra returns the first of the further parties of rows from lo on.
func (c *chunk) extra(lo int) int {
	i, _ := slices.BinarySearch(c.extraRows, uint16(lo))
	return i
}

// extraRow returns the row of a further party, a row after all where there is none.
func (c *chunk) extraRow(i int) int {
	if i < len(c.extraRows) {
		return int(c.extraRows[i])
	}
	return chunkRows
}

// extras returns the codes of the further parties of a row.
func (c *chunk) extras(row int) []uint32 {
	i, ok := slices.BinarySearch(c.extraRows, uint16(row))
	if !ok {
		return nil
	}
	j := i
	for j < len(c.extraRows) && c.extraRows[j] == uint16(row) {
		j++
	}
	return c.extraCodes[i:j]
}

// split tells the two parties that have columns of their own, -1 for none, from the rest.
func split(ps []store.Party) (a, b int) {
	find := func(r store.Role, not int) int {
		for i := range ps {
			if ps[i].Role == r && i != not {
				return i
			}
		}
		return -1
	}
	a = find(store.Source, -1)
	for _, r := range []store.Role{store.Target, store.Source, store.About} {
		if b = find(r, a); b >= 0 {
			break
		}
	}
	return a, b
}

// postings lists the rows of a sealed chunk that have both countries of a pair, whatever their roles but spoken of.
type postings struct {
	pairs []uint32 // a<<16|b with a < b, rising
	ends  []uint32 // in rows
	rows  []uint16
}

func newPostings(c *chunk, ps *parties) *postings {
	var all []uint64
	c.eachCountries(ps, func(row int, in []uint16) {
		eachPair(in, func(a, b uint16) { all = append(all, uint64(pair(a, b))<<16|uint64(row)) })
	})
	slices.Sort(all)
	p := &postings{rows: make([]uint16, len(all))}
	for i, x := range all {
		p.rows[i] = uint16(x)
		if k := uint32(x >> 16); len(p.pairs) == 0 || p.pairs[len(p.pairs)-1] != k {
			p.pairs, p.ends = append(p.pairs, k), append(p.ends, 0)
		}
		p.ends[len(p.ends)-1] = uint32(i + 1)
	}
	p.pairs, p.ends = slices.Clip(p.pairs), slices.Clip(p.ends)
	return p
}

// of returns the rows of a pair, rising.
func (p *postings) of(pair uint32) []uint16 {
	i, ok := slices.BinarySearch(p.pairs, pair)
	if !ok {
		return nil
	}
	from := uint32(0)
	if i > 0 {
		from = p.ends[i-1]
	}
	return p.rows[from:p.ends[i]]
}

// eachCountries calls do with the countries of the parties of every row, save of those spoken of only.
func (c *chunk) eachCountries(ps *parties, do func(row int, in []uint16)) {
	var in []uint16
	e := 0
	for row := range c.n {
		in = ps.countriesOf(in[:0], c, row, &e)
		do(row, in)
	}
}

// countriesOf adds the countries of a row, each once. The extra parties of the row begin at e, which is put behind them.
func (ps *parties) countriesOf(in []uint16, c *chunk, row int, e *int) []uint16 {
	in = addCountry(in, c.cols[countryA].get(row))
	in = addCountry(in, c.cols[countryB].get(row))
	for ; *e < len(c.extraRows) && int(c.extraRows[*e]) == row; *e++ {
		in = addCountry(in, ps.aspect(countryA).of(c.extraCodes[*e]))
	}
	return in
}

// addCountry adds a coded country unless it is there or its party is spoken of only.
func addCountry(in []uint16, code uint32) []uint16 {
	k := uint16(codedCountry(code))
	if k == 0 || slices.Contains(in, k) {
		return in
	}
	return append(in, k)
}

// codedCountry returns the country, 0 for none and where the party is spoken of only.
func codedCountry(code uint32) uint32 {
	if code == none || store.Role(code&3) == store.About {
		return 0
	}
	return code >> 2
}

// eachPair calls do with every two of a list.
func eachPair(in []uint16, do func(a, b uint16)) {
	for i := range in {
		for _, b := range in[:i] {
			do(b, in[i])
		}
	}
}

// having returns the rows of a pair of countries, rising; a chunk that still grows has no postings.
func (c *chunk) having(key uint32, ps *parties) []uint16 {
	if c.pairs != nil {
		return c.pairs.of(key)
	}
	var out []uint16
	c.eachCountries(ps, func(row int, in []uint16) {
		if slices.Contains(in, uint16(key>>16)) && slices.Contains(in, uint16(key)) {
			out = append(out, uint16(row))
		}
	})
	return out
}

// pair codes two countries, in whatever order.
func pair(a, b uint16) uint32 {
	if a > b {
		a, b = b, a
	}
	return uint32(a)<<16 | uint32(b)
}
