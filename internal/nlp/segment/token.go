package segment

// join makes words of atoms: between two atoms without white space the classifier decides whether one word
// ends and another begins.
func (r *reading) join(m *Model) {
	r.words = make([]word, 0, len(r.atoms))
	f := &features{bits: tokenBits}
	c := chunk{r: r}
	for i := range r.atoms {
		switch {
		case r.atoms[i].gap != gapNone:
			c.enter(i)
		case i-c.word >= maxAtom || c.boundary(i, m, f):
			c.cut(i)
		}
	}
	c.cut(len(r.atoms))
}

func (c *chunk) boundary(i int, m *Model, f *features) bool {
	if yes, sure := c.rule(i); sure {
		return yes
	}
	f.reset()
	c.features(i, f)
	return score(m.Token, f.list) > 0
}

// chunk is a run of atoms without white space, and how far it has been made into words.
type chunk struct {
	r          *reading
	first, end int    // atoms
	word       int    // the atom at which the present word began
	address    [2]int // atoms of a web or mail address
}

// enter ends the word before and begins a chunk at atom i.
func (c *chunk) enter(i int) {
	if i > c.word {
		c.cut(i)
	}
	c.first, c.word = i, i
	for c.end = i + 1; c.end < len(c.r.atoms) && c.r.atoms[c.end].gap == gapNone; c.end++ {
	}
	c.address = c.r.address(i, c.end)
}

// cut makes a word of the atoms from the present word's first up to i.
func (c *chunk) cut(i int) {
	r := c.r
	a, b := r.atoms[c.word], r.atoms[i-1]
	w := word{begin: a.begin, end: b.end, hash: a.hash, class: a.class, gap: a.gap}
	if i > c.word+1 {
		for _, x := range r.atoms[c.word+1 : i] {
			w.hash = mix(w.hash, x.hash)
			w.class = joinClass(w.class, x.class)
		}
	}
	r.words = append(r.words, w)
	c.word = i
}

// joinClass is the class of a word of several atoms.
func joinClass(a, b class) class {
	switch {
	case a == dot && b == dot, a == final, b == final && a >= dot:
		return final
	case a == inner || b == apostro:
		return a
	case lower <= a && a <= uncased && b == dot:
		return inner
	case lower <= a && a <= uncased:
		return a
	}
	return a
}

// atom returns the atom at i if it stands in the chunk.
func (c *chunk) atom(i int) atom {
	if i < c.first || i >= c.end {
		return atom{}
	}
	return c.r.atoms[i]
}

// features describes the place between the atoms i-1 and i of one chunk.
func (c *chunk) features(i int, f *features) {
	k, l, a, b, d := c.atom(i-3), c.atom(i-2), c.atom(i-1), c.atom(i), c.atom(i+1)
	ka, la, ac, bc, dc := uint32(k.class), uint32(l.class), uint32(a.class), uint32(b.class), uint32(d.class)
	left := uint32(0) // the word so far
	for _, x := range c.r.atoms[max(c.word, i-6):i] {
		left = mix(left, x.hash)
	}
	right := uint32(0) // what follows in the chunk
	for _, x := range c.r.atoms[i:min(c.end, i+4)] {
		right = mix(right, x.hash)
	}
	began := uint32(min(i-c.word, 4))
	f.add()
	f.add(a.hash, b.hash)
	f.add(a.hash, bc)
	f.add(ac, b.hash)
	f.add(l.hash, a.hash, b.hash)
	f.add(a.hash, b.hash, d.hash)
	f.add(l.hash, a.hash, b.hash, d.hash)
	f.add(la, ac, bc, dc)
	f.add(ka, la, ac, bc, dc, began)
	f.add(la, a.hash, bc)
	f.add(la, a.hash, bc, dc)
	f.add(ac, b.hash, dc)
	f.add(left, b.hash)
	f.add(left, bc)
	f.add(left, bc, dc)
	f.add(ac, right)
	f.add(a.hash, right)
	f.add(began, a.hash, b.hash)
	f.add(began, ac, bc)
	f.add(uint32(min(a.end-a.begin, 6)), uint32(min(b.end-b.begin, 6)), ac, bc)
	f.add(uint32(min(l.end-l.begin, 6)), a.hash, uint32(min(b.end-b.begin, 6)), la, bc)
	f.add(uint32(min(i-c.first, 4)), uint32(min(c.end-i, 4)), ac, bc)
	f.add(ending(c.r.text[a.begin:a.end], 3), b.hash)
	c.endFeatures(i, a, b, left, f)
}

// endFeatures tells a full stop that ends a sentence from one that ends an abbreviation, and a closing
// mark from an apostrophe, by what follows the chunk.
func (c *chunk) endFeatures(i int, a, b atom, left uint32, f *features) {
	if i+3 < c.end || b.class < dot {
		return
	}
	next := atom{gap: gapBreak}
	if c.end < len(c.r.atoms) {
		next = c.r.atoms[c.end]
	}
	rest := uint32(c.end - i)
	abbr := abbreviation(c.r.text[c.r.atoms[c.word].begin:a.end])
	f.add(abbr, rest, b.hash)
	f.add(abbr, rest, b.hash, uint32(next.gap), uint32(next.class))
	f.add(rest, b.hash, uint32(next.gap), uint32(next.class))
	f.add(rest, b.hash, uint32(a.class), uint32(next.gap), uint32(next.class))
	f.add(rest, left, b.hash, uint32(next.gap), uint32(next.class))
	f.add(rest, b.hash, uint32(a.class), next.hash)
	f.add(rest, b.hash, uint32(a.end-a.begin), uint32(a.class), uint32(next.class))
	if b.class == apostro || b.class == quote {
		f.add(rest, uint32(a.class), ending(c.r.text[a.begin:a.end], 1), uint32(next.class))
		f.add(rest, c.openQuote(), ending(c.r.text[a.begin:a.end], 1))
	}
}

// openQuote reports whether one of the last words began with a single quotation mark.
func (c *chunk) openQuote() uint32 {
	words := c.r.words
	for j := len(words) - 1; j >= max(0, len(words)-12); j-- {
		if words[j].class == apostro && words[j].gap != gapNone {
			return 1
		}
	}
	return 0
}
