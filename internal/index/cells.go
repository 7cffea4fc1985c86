package index

// densest is how many cells are counted in a plain array, 32 MB; more are counted in a hash table.
const densest = 8 << 20

// cells counts pairs of groups.
type cells struct {
	width uint32 // groups of the second field
	dense []uint32
	table []cell
	used  int
}

// cell is a place of the hash table, free where n is 0.
type cell struct{ a, b, n uint32 }

func newCells(size [2]int) cells {
	c := cells{width: uint32(size[1])}
	if size[0]*size[1] <= densest {
		c.dense = make([]uint32, size[0]*size[1])
	} else {
		c.table = make([]cell, 1<<16)
	}
	return c
}

func (c *cells) add(a, b uint32) {
	if c.dense != nil {
		c.dense[a*c.width+b]++
		return
	}
	c.put(a, b, 1)
}

// addPairs counts the pairs of two lists.
func (c *cells) addPairs(a, b []uint32) {
	b = b[:len(a)]
	if c.dense == nil {
		for i := range a {
			c.put(a[i], b[i], 1)
		}
		return
	}
	for i := range a {
		c.dense[a[i]*c.width+b[i]]++
	}
}

// addSeconds counts the pairs whose first is not 0. Adding nothing is faster than asking.
func (c *cells) addSeconds(a, b []uint32) {
	b = b[:len(a)]
	if c.dense == nil {
		c.putSome(a, b, a)
		return
	}
	for i := range a {
		c.dense[a[i]*c.width+b[i]] += one(a[i])
	}
}

// addFirsts counts the pairs whose second is not 0.
func (c *cells) addFirsts(a, b []uint32) {
	b = b[:len(a)]
	if c.dense == nil {
		c.putSome(a, b, b)
		return
	}
	for i := range a {
		c.dense[a[i]*c.width+b[i]] += one(b[i])
	}
}

// addBoth counts the pairs of which neither is 0.
func (c *cells) addBoth(a, b []uint32) {
	b = b[:len(a)]
	for i := range a {
		if a[i] != 0 && b[i] != 0 {
			c.add(a[i], b[i])
		}
	}
}

func (c *cells) putSome(a, b, unless []uint32) {
	for i := range a {
		if unless[i] != 0 {
			c.put(a[i], b[i], 1)
		}
	}
}

// one is 1 for a number other than 0, without a branch.
func one(k uint32) uint32 { return (k | -k) >> 31 }

// put adds to a cell of the hash table.
func (c *cells) put(a, b, n uint32) {
	p := c.place(a, b)
	if p.n == 0 {
		if c.used++; c.used*2 > len(c.table) {
			c.grow()
			p = c.place(a, b)
		}
		p.a, p.b = a, b
	}
	p.n += n
}

// place returns where a pair stands or may be put. The factor is 2^64 over the golden ratio (Knuth, TAOCP 6.4).
func (c *cells) place(a, b uint32) *cell {
	mask := len(c.table) - 1
	i := int((uint64(a)<<32|uint64(b))*0x9e3779b97f4a7c15>>30) & mask
	for {
		p := &c.table[i]
		if p.n == 0 || p.a == a && p.b == b {
			return p
		}
		i = (i + 1) & mask
	}
}

func (c *cells) grow() {
	old := c.table
	c.table = make([]cell, 4*len(old))
	for _, x := range old {
		if x.n != 0 {
			*c.place(x.a, x.b) = x
		}
	}
}

// join adds the counts of another of the same size.
func (c *cells) join(o *cells) {
	if c.dense != nil {
		for i, n := range o.dense {
			c.dense[i] += n
		}
		return
	}
	o.each(c.put)
}

// each calls do with the cells that are not empty.
func (c *cells) each(do func(a, b, n uint32)) {
	for i, n := range c.dense {
		if n > 0 {
			do(uint32(i)/c.width, uint32(i)%c.width, n)
		}
	}
	for _, x := range c.table {
		if x.n != 0 {
			do(x.a, x.b, x.n)
		}
	}
}
