package pack

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/openreadout/readout/record"
)

// errForm says that a record does not fit the form, or that bytes end too early.
var errForm = errors.New("not of the form")

// coder writes fields to b or, if read is set, reads them from it: the same calls in the same order do both, so
// that what was written is what is read. After an error it does nothing.
type coder struct {
	dict    Dictionary
	b       []byte // written so far, or still to be read
	read    bool
	only    int // the one record that is wanted of those that stand apart, -1 for all
	at      int // where the last span began
	scratch []byte
	err     error
}

func (c *coder) fail(err error) {
	if c.err == nil {
		c.err = err
		if c.read {
			c.b = nil
		}
	}
}

func (c *coder) need(ok bool) {
	if !ok {
		c.fail(errForm)
	}
}

// uvarint is the one number that everything is made of.
func (c *coder) uvarint(n *uint64) {
	if c.read {
		x, k := binary.Uvarint(c.b)
		if k <= 0 {
			*n = 0
			c.fail(errForm)
			return
		}
		*n, c.b = x, c.b[k:]
		return
	}
	c.b = binary.AppendUvarint(c.b, *n)
}

// num is a number that is not negative.
func (c *coder) num(n *int) {
	c.need(*n >= 0 || c.read)
	x := uint64(*n)
	c.uvarint(&x)
	*n = int(x)
}

// signed is any number, small ones in few bytes.
func (c *coder) signed(n *int) {
	x := uint64(*n)<<1 ^ uint64(*n>>63)
	c.uvarint(&x)
	*n = int(x>>1) ^ -int(x&1)
}

// span is told by the distance of its begin from that of the span before.
func (c *coder) span(s *record.Span) {
	from, length := s.Begin-c.at, s.End-s.Begin
	c.signed(&from)
	c.num(&length)
	s.Begin = c.at + from
	s.End = s.Begin + length
	c.at = s.Begin
}

func (c *coder) spans(xs *[]record.Span) {
	all := members(c, xs)
	for i := range all {
		c.span(&all[i])
	}
}

// text is a string as it is.
func (c *coder) text(s *string) {
	n := len(*s)
	c.num(&n)
	if !c.read {
		c.b = append(c.b, *s...)
		return
	}
	if n < 0 || n > len(c.b) {
		c.fail(errForm)
		return
	}
	*s, c.b = string(c.b[:n]), c.b[n:]
}

// longest is the length of the longest word that goes into the dictionary.
const longest = 100

// word is a string that repeats over documents: 0 for none, 1 and a text, or its number in the dictionary plus 1.
func (c *coder) word(s *string) { c.together(s) }

// together is up to four words that go together: one word of the dictionary, joined by unit separators.
func (c *coder) together(parts ...*string) {
	if c.read {
		s := c.readWord()
		for ; len(parts) > 1; parts = parts[1:] {
			*parts[0], s, _ = strings.Cut(s, separator)
		}
		*parts[0] = s
		return
	}
	c.scratch = c.scratch[:0]
	for i, p := range parts {
		if i > 0 {
			c.scratch = append(c.scratch, separator...)
		}
		c.need(len(parts) == 1 || !strings.Contains(*p, separator))
		c.scratch = append(c.scratch, *p...)
	}
	switch {
	case len(c.scratch) == 0:
		c.b = append(c.b, 0)
	case len(c.scratch) > longest:
		c.b = binary.AppendUvarint(append(c.b, 1), uint64(len(c.scratch)))
		c.b = append(c.b, c.scratch...)
	default:
		n, err := c.dict.Number(c.scratch)
		if err != nil {
			c.fail(err)
		}
		c.b = binary.AppendUvarint(c.b, n+1)
	}
}

const separator = "\x1f"

func (c *coder) readWord() (s string) {
	var n uint64
	c.uvarint(&n)
	switch {
	case n == 1:
		c.text(&s)
	case n > 1:
		var err error
		if s, err = c.dict.Word(n - 1); err != nil {
			c.fail(err)
		}
	}
	return s
}

func (c *coder) words(xs *[]string) {
	all := members(c, xs)
	for i := range all {
		c.word(&all[i])
	}
}

// id is the id of record n of a list: it is left out, but has to be what it is taken for.
func (c *coder) id(s *string, ids *names, n int) {
	if c.read {
		*s = ids.name(n + 1)
		return
	}
	c.need(ids.number(*s) == n+1)
}

// ref is the id of another record: 0 for none, 1 for the source that is not named, its number plus 1.
func (c *coder) ref(s *string, ids *names) {
	n := 0
	if !c.read {
		switch *s {
		case "":
		case record.Unnamed:
			n = 1
		default:
			n = ids.number(*s) + 1
			c.need(n > 1)
		}
	}
	c.num(&n)
	switch {
	case !c.read || n == 0:
	case n == 1:
		*s = record.Unnamed
	default:
		*s = ids.name(n - 1)
	}
}

func (c *coder) refs(xs *[]string, ids *names) {
	all := members(c, xs)
	for i := range all {
		c.ref(&all[i], ids)
	}
}

// chain is a list of sources that may be empty without being absent.
func (c *coder) chain(ch *record.Chain) {
	xs := []string(*ch)
	c.refs(&xs, entityIDs)
	*ch = xs
}

// chains are the chains of independent claims; none of them is absent.
func (c *coder) chains(xs *[]record.Chain) {
	all := members(c, xs)
	for i := range all {
		c.need(c.read || all[i] != nil)
		c.chain(&all[i])
		if all[i] == nil {
			all[i] = record.Chain{}
		}
	}
}

// flags is a set of up to 64 bits that says which fields are there.
type flags uint64

func (f flags) has(bit int) bool { return f>>bit&1 == 1 }

func (c *coder) flags(bits ...bool) flags {
	var n uint64
	for i, b := range bits {
		if b {
			n |= 1 << i
		}
	}
	c.uvarint(&n)
	return flags(n)
}

// members writes how many members a list has, or makes the list, and returns it to be gone through. An empty list
// is read as none.
func members[T any](c *coder, xs *[]T) []T {
	n := len(*xs)
	c.num(&n)
	if !c.read {
		return *xs
	}
	*xs = nil
	if n < 0 || n > len(c.b) { // every member has a byte at least
		c.fail(errForm)
	} else if n > 0 {
		*xs = make([]T, n)
	}
	return *xs
}

// records is a list of records.
func records[T any](c *coder, xs *[]T, do func(*coder, int, *T)) {
	all := members(c, xs)
	for i := 0; i < len(all) && c.err == nil; i++ {
		do(c, i, &all[i])
	}
}

// apart is a list of records each of which can be read without the others.
func apart[T any](c *coder, xs *[]T, do func(*coder, int, *T)) {
	all := members(c, xs)
	for i := 0; i < len(all) && c.err == nil; i++ {
		c.section(c.only < 0 || c.only == i, func(c *coder) { do(c, i, &all[i]) })
	}
}

// section is a part with its length before it, so that who does not want it passes over it.
func (c *coder) section(want bool, do func(*coder)) {
	if c.err != nil {
		return
	}
	if c.read {
		n := 0
		c.num(&n)
		if n < 0 || n > len(c.b) {
			c.fail(errForm)
			return
		}
		part, rest := c.b[:n], c.b[n:]
		if want && n > 0 {
			c.b, c.at = part, 0
			do(c)
			if c.err == nil && len(c.b) > 0 {
				c.fail(fmt.Errorf("%w: %d bytes too many in a section", ErrDamaged, len(c.b)))
			}
		}
		if c.err == nil {
			c.b = rest
		}
		return
	}
	start := len(c.b)
	c.at = 0
	do(c)
	n := len(c.b) - start
	if n == 1 && c.b[start] == 0 { // an empty list
		return
	}
	var length [binary.MaxVarintLen64]byte
	k := binary.PutUvarint(length[:], uint64(n))
	c.b = slices.Insert(c.b, start, length[:k]...)
}
