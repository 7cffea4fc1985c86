package index

// scratch is the working memory of one goroutine that goes through chunks.
type scratch struct {
	mask, flagsA, flagsB [chunkRows]uint8
	luts                 [2][]uint8
}

// mask tells the rows of a chunk that the query takes: 1 for each of them. It returns nil where it takes all, and false
// where it takes none.
func (q *query) mask(s *scratch, n int) ([]uint8, bool) {
	c := q.t.chunks[n]
	var m []uint8
	begin := func() []uint8 {
		if m == nil {
			m = s.mask[:c.n]
			for i := range m {
				m[i] = 1
			}
		}
		return m
	}
	if c.gone != nil {
		begin()
		for row := range c.n {
			if c.isGone(row) {
				m[row] = 0
			}
		}
	}
	for i := range q.conds {
		k := &q.conds[i]
		switch {
		case k.pass != nil:
			some, all := k.column(s, &c.cols[k.col])
			if !some {
				return nil, false
			}
			if !all {
				meet(begin(), &c.cols[k.col], s.luts[0])
			}
		case k.docs != nil:
			begin()
			q.t.eachRun(n*chunkRows, n*chunkRows+c.n, func(doc uint32, from, to int) {
				if k.docs[doc] == k.not {
					clear(m[from:to])
				}
			})
		default:
			k.party(s, c, begin())
		}
	}
	return m, true
}

// column makes the table of what passes by the codes of a chunk, and tells whether some and whether all do.
func (k *condition) column(s *scratch, col *column) (some, all bool) {
	all = true
	s.luts[0] = local(col, s.luts[0], func(code uint32) uint8 {
		pass := k.pass[code] != k.not
		some, all = some || pass, all && pass
		if pass {
			return 1
		}
		return 0
	})
	return some, all
}

// meet clears the rows whose code does not pass.
func meet(m []uint8, col *column, lut []uint8) {
	if col.narrow != nil {
		for i, k := range col.narrow {
			m[i] &= lut[k]
		}
		return
	}
	for i, k := range col.wide {
		m[i] &= lut[k]
	}
}

// party clears the rows whose parties pass none of the tests.
func (k *condition) party(s *scratch, c *chunk, m []uint8) {
	passed := s.flagsB[:c.n]
	clear(passed)
	for i := range k.parties {
		p := &k.parties[i]
		a, b := &c.cols[p.a], &c.cols[p.b]
		s.luts[0], s.luts[1] = local(a, s.luts[0], p.flagsOf), local(b, s.luts[1], p.flagsOf)
		flags := s.flagsA[:c.n]
		spread(flags, a, 0, s.luts[0])
		join(flags, b, s.luts[1])
		for e, row := range c.extraRows {
			flags[row] |= p.flagsOf(p.of(c.extraCodes[e]))
		}
		for row, f := range flags {
			if p.ok[f] {
				passed[row] = 1
			}
		}
	}
	not := uint8(0)
	if k.not {
		not = 1
	}
	for row := range m {
		m[row] &= passed[row] ^ not
	}
}

// join adds the flags of a second column.
func join(flags []uint8, col *column, lut []uint8) {
	if col.narrow != nil {
		for i, k := range col.narrow {
			flags[i] |= lut[k]
		}
		return
	}
	for i, k := range col.wide {
		flags[i] |= lut[k]
	}
}
