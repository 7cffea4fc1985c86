// Package pack writes the record of a document in few bytes and reads it back, whole or only the lists that are
// asked for. It is the form in which stores keep records; a record is some fifteen times smaller than its JSON.
//
// A packed record is one byte for the form, a CRC-32C of what follows, the length of the text, the marks of the records
// (see store.Marks), and the sections: each a length and a list of records. Numbers are varints; a span is told by its distance from the one before; ids are left out, since they
// count up; words that repeat over documents (rules, codes, actors) are numbers in a Dictionary that the store keeps
// beside. What does not fit this form, such as a record with ids of its own making, is kept as JSON.
package pack

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// ErrDamaged says that bytes are no packed record.
var ErrDamaged = errors.New("damaged")

// Dictionary numbers the words and the known entities that records share. Numbers begin at 1 and never change
// their meaning.
type Dictionary interface {
	Number(word []byte) (uint64, error)
	Word(n uint64) (string, error)
	KnownNumber(k Known) (uint64, error)
	Known(n uint64) (*Known, error)
}

// Known is what the knowledge says of an entity, the same in every document of a time.
type Known struct {
	Kind, Name, Actor, Country, Role, OfficeAsOf, Ref, Entry string

	Placed bool // Place is there
	Place  record.Place
}

// Section is one list of a record, a bit of a set.
type Section uint32

// The sections, in the order in which they are written.
const (
	Entities Section = 1 << iota // without their mentions
	Mentions
	Times
	Events
	Statements
	Contacts
	Commitments
	Positions
	Amounts
	Shifts
	Agreements
	Sentences
	Notes
	Predicates
	Tokens

	All Section = 1<<15 - 1
)

// The forms.
const (
	asJSON = iota
	packed
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

const headBytes = 5 // form and checksum

// Encode appends the record of d without its article to dst.
func Encode(dst []byte, d *record.Document, dict Dictionary) ([]byte, error) {
	start := len(dst)
	dst = append(dst, packed, 0, 0, 0, 0)
	c := &coder{dict: dict, b: dst, only: -1}
	c.writeHead(d)
	body := len(c.b)
	c.need(known)
	c.document(d, All)
	if errors.Is(c.err, errForm) {
		bare := *d
		bare.Article = record.Article{}
		b, err := json.Marshal(&bare)
		if err != nil {
			return nil, err
		}
		c.b, c.err = append(c.b[:body], b...), nil
		c.b[start] = asJSON
	}
	if c.err != nil {
		return nil, c.err
	}
	seal(c.b[start:])
	return c.b, nil
}

// seal writes the checksum.
func seal(b []byte) { binary.LittleEndian.PutUint32(b[1:], checksum(b)) }

func checksum(b []byte) uint32 { return crc32.Checksum(b[headBytes:], castagnoli) ^ uint32(b[0]) }

// Decode reads the sections of a packed record into d, whose article it leaves alone. A record that is kept as
// JSON is read whole.
func Decode(b []byte, d *record.Document, want Section, dict Dictionary) (Head, error) {
	return decode(b, d, want, -1, dict)
}

// DecodeOne is Decode for record n of one section: the others of its list are left empty. It is for lists of events,
// statements, contacts, commitments and positions, whose records stand apart.
func DecodeOne(b []byte, d *record.Document, section Section, n int, dict Dictionary) (Head, error) {
	return decode(b, d, section, n, dict)
}

func decode(b []byte, d *record.Document, want Section, only int, dict Dictionary) (Head, error) {
	if len(b) < headBytes || binary.LittleEndian.Uint32(b[1:]) != checksum(b) {
		return Head{}, fmt.Errorf("%w: the checksum of a record does not fit", ErrDamaged)
	}
	c := &coder{dict: dict, b: b[headBytes:], read: true, only: only}
	h := c.head()
	switch {
	case c.err != nil:
	case b[0] == packed:
		c.document(d, want)
	case b[0] == asJSON:
		a := d.Article
		if err := json.Unmarshal(c.b, d); err != nil {
			c.fail(fmt.Errorf("%w: %v", ErrDamaged, err))
		}
		d.Article = a
	default:
		c.fail(fmt.Errorf("%w: a record of form %d", ErrDamaged, b[0]))
	}
	if errors.Is(c.err, errForm) {
		c.err = fmt.Errorf("%w: a record that is cut off", ErrDamaged)
	}
	return h, c.err
}

// Head is what stands before the sections.
type Head struct {
	Characters int // of the text
	marks      [len(marked)][]byte
}

// marked are the kinds whose marks are kept: those that hang on the names of entities.
var marked = [...]store.Kind{store.Events, store.Statements, store.Contacts, store.Commitments, store.Positions}

// Mark returns the mark of record n of a kind, and whether it is kept.
func (h *Head) Mark(k store.Kind, n int) (uint32, bool) {
	for i, b := range h.marks {
		if marked[i] == k && 0 <= n && n*4+4 <= len(b) {
			return binary.BigEndian.Uint32(b[n*4:]), true
		}
	}
	return 0, false
}

// writeHead writes how long the text is and the marks.
func (c *coder) writeHead(d *record.Document) {
	c.b = binary.AppendUvarint(c.b, uint64(utf8.RuneCountInString(d.Text)))
	for _, k := range marked {
		marks := store.Marks(d, k)
		c.b = binary.AppendUvarint(c.b, uint64(len(marks)))
		for _, m := range marks {
			c.b = binary.BigEndian.AppendUint32(c.b, m)
		}
	}
}

// head reads it.
func (c *coder) head() (h Head) {
	c.num(&h.Characters)
	for i := range h.marks {
		n := 0
		if c.num(&n); n < 0 || n > len(c.b)/4 {
			c.fail(errForm)
			return h
		}
		h.marks[i], c.b = c.b[:n*4], c.b[n*4:]
	}
	return h
}

// document writes or reads the sections.
func (c *coder) document(d *record.Document, want Section) {
	c.word(&d.Schema)
	c.word(&d.Coder.Version)
	c.word(&d.Coder.Knowledge)
	c.text(&d.Refused)
	for _, s := range []struct {
		is Section
		do func(*coder)
	}{
		{Entities, func(c *coder) { records(c, &d.Entities, (*coder).entity) }},
		{Mentions, func(c *coder) { c.mentions(d) }},
		{Times, func(c *coder) { records(c, &d.Times, (*coder).time) }},
		{Events, func(c *coder) { apart(c, &d.Events, (*coder).event) }},
		{Statements, func(c *coder) { apart(c, &d.Statements, (*coder).statement) }},
		{Contacts, func(c *coder) { apart(c, &d.Contacts, (*coder).contact) }},
		{Commitments, func(c *coder) { apart(c, &d.Commitments, (*coder).commitment) }},
		{Positions, func(c *coder) { apart(c, &d.Positions, (*coder).position) }},
		{Amounts, func(c *coder) { records(c, &d.Amounts, (*coder).amount) }},
		{Shifts, func(c *coder) { records(c, &d.Shifts, (*coder).shift) }},
		{Agreements, func(c *coder) { records(c, &d.Agreements, (*coder).agreement) }},
		{Sentences, func(c *coder) { c.spans(&d.Sentences) }},
		{Notes, func(c *coder) { records(c, &d.Notes, (*coder).note) }},
		{Predicates, func(c *coder) { records(c, &d.Predicates, (*coder).predicate) }},
		{Tokens, func(c *coder) { records(c, &d.Tokens, (*coder).token) }},
	} {
		if want < s.is {
			break
		}
		c.section(want&s.is != 0, s.do)
	}
}
