package index

// densest is how many cells are counted in a plain array, 32 MB; more are counted in a hash table.
const densest = 8 << 20

// cells counts records by the number of their cell.
type cells struct {
	dense []uint32
	keys  []uint64 // number + 1, 0 for a free place
	n     []uint32
	used  int
}

func newCells(size int) cells {
	if size <= densest {
		return cells{dense: make([]uint32, size)}
	}
	return cells{keys: make([]uint64, 1<<16), n: make([]uint32, 1<<16)}
}

func (c *cells) add(key uint64) {
	if c.dense != nil {
		c.dense[key]++
		return
	}
	c.put(key, 1)
}

// addPairs counts the pairs of two lists of groups in the rows of a mask, all where it is nil.
func (c *cells) addPairs(a, b []uint32, m []uint8, width uint64) {
	b = b[:len(a)]
	switch {
	case c.dense == nil:
		for row := range a {
			if m == nil || m[row] != 0 {
				c.put(uint64(a[row])*width+uint64(b[row]), 1)
			}
		}
	case m == nil:
		for row := range a {
			c.dense[a[row]*uint32(width)+b[row]]++
		}
	default:
		m = m[:len(a)]
		for row := range a {
			c.dense[a[row]*uint32(width)+b[row]] += uint32(m[row])
		}
	}
}

// put adds to a cell of the hash table.
func (c *cells) put(key uint64, n uint32) {
	i := c.place(key)
	if c.keys[i] == 0 {
		c.keys[i] = key + 1
		if c.used++; c.used*2 > len(c.keys) {
			c.grow()
			i = c.place(key)
		}
	}
	c.n[i] += n
}

// place returns where a key stands or may be put. The factor is 2^64 over the golden ratio (Knuth, TAOCP 6.4).
func (c *cells) place(key uint64) int {
	mask := len(c.keys) - 1
	i := int(key*0x9e3779b97f4a7c15>>20) & mask
	for c.keys[i] != 0 && c.keys[i] != key+1 {
		i = (i + 1) & mask
	}
	return i
}

func (c *cells) grow() {
	keys, n := c.keys, c.n
	c.keys, c.n = make([]uint64, 2*len(keys)), make([]uint32, 2*len(keys))
	for i, k := range keys {
		if k != 0 {
			j := c.place(k - 1)
			c.keys[j], c.n[j] = k, n[i]
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
func (c *cells) each(do func(key uint64, n uint32)) {
	for i, n := range c.dense {
		if n > 0 {
			do(uint64(i), n)
		}
	}
	for i, k := range c.keys {
		if k != 0 {
			do(k-1, c.n[i])
		}
	}
}
