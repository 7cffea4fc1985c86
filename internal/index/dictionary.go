package index

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"math"
	"strings"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// arena numbers strings in the order in which they come. It keeps them in one piece of memory and finds them by a
// table of open addresses: about ten bytes more than the string.
type arena struct {
	text  []byte
	ends  []uint32
	table []uint32 // number + 1, 0 for a free place
	seed  maphash.Seed
}

func newArena() arena { return arena{seed: maphash.MakeSeed(), table: make([]uint32, 64)} }

func (a *arena) at(i uint32) []byte {
	from := uint32(0)
	if i > 0 {
		from = a.ends[i-1]
	}
	return a.text[from:a.ends[i]]
}

// code returns the number of a string and whether it is new.
func (a *arena) code(s []byte) (uint32, bool) {
	place := a.place(s)
	if k := a.table[place]; k != 0 {
		return k - 1, false
	}
	if len(a.text)+len(s) > math.MaxUint32 {
		panic("index: more than 4 GB of names")
	}
	a.text = append(a.text, s...)
	a.ends = append(a.ends, uint32(len(a.text)))
	a.table[place] = uint32(len(a.ends))
	if len(a.ends)*4 > len(a.table)*3 {
		a.grow()
	}
	return uint32(len(a.ends) - 1), true
}

// find returns the number of a string that is there.
func (a *arena) find(s []byte) (uint32, bool) {
	k := a.table[a.place(s)]
	return k - 1, k != 0
}

// place returns where s stands in the table, or where it may be put.
func (a *arena) place(s []byte) int {
	i := int(maphash.Bytes(a.seed, s)) & (len(a.table) - 1)
	for a.table[i] != 0 && !bytes.Equal(a.at(a.table[i]-1), s) {
		i = (i + 1) & (len(a.table) - 1)
	}
	return i
}

func (a *arena) grow() {
	a.table = make([]uint32, 2*len(a.table))
	for i := range a.ends {
		a.table[a.place(a.at(uint32(i)))] = uint32(i + 1)
	}
}

// dictionary numbers a few strings.
type dictionary struct {
	of   map[string]uint32
	text []string
}

func newDictionary() dictionary { return dictionary{of: map[string]uint32{}} }

func (d *dictionary) code(s string) uint32 {
	if k, ok := d.of[s]; ok {
		return k
	}
	k := uint32(len(d.text))
	s = strings.Clone(s) // s may be a piece of a text
	d.of[s], d.text = k, append(d.text, s)
	return k
}

// set returns the number of a list of words.
func (d *dictionary) set(words []string) uint32 {
	if len(words) == 0 {
		return d.code("")
	}
	return d.code(strings.Join(words, "\n"))
}

// words returns the list with a number.
func (d *dictionary) words(k uint32) []string {
	if d.text[k] == "" {
		return nil
	}
	return strings.Split(d.text[k], "\n")
}

// dates numbers intervals of days.
type dates struct {
	of       map[[2]string]uint32
	from, to []string
	last     []int32 // day of to, undated where it is not known
}

// undated comes before every day.
const undated = math.MinInt32

func newDates() dates { return dates{of: map[[2]string]uint32{}} }

func (d *dates) code(from, to string) uint32 {
	if k, ok := d.of[[2]string{from, to}]; ok {
		return k
	}
	k := uint32(len(d.from))
	from, to = strings.Clone(from), strings.Clone(to)
	d.of[[2]string{from, to}] = k
	d.from, d.to = append(d.from, from), append(d.to, to)
	last := int32(undated)
	if day, ok := calendar.Parse(to); ok {
		last = int32(day)
	}
	d.last = append(d.last, last)
	return k
}

// parties numbers parties as records have them: one of another name, country or actor code is another.
type parties struct {
	arena
	countries, actors dictionary // code 0 is ""
	country           []uint16
	actor             []uint32
	buf               []byte
}

func newParties() parties {
	p := parties{arena: newArena(), countries: newDictionary(), actors: newDictionary()}
	p.countries.code("")
	p.actors.code("")
	return p
}

// code returns the number of a party; its role is no part of it.
func (ps *parties) code(p *store.Party) uint32 {
	b := ps.buf[:0]
	for _, s := range []string{p.Kind, p.Actor, p.Country, p.Ref} {
		b = append(append(b, s...), 0)
	}
	b = append(b, p.Name...)
	ps.buf = b
	k, fresh := ps.arena.code(b)
	if fresh {
		ps.country = append(ps.country, uint16(ps.countries.code(p.Country)))
		ps.actor = append(ps.actor, ps.actors.code(p.Actor))
	}
	return k
}

// party returns the party with a number, without a role.
func (ps *parties) party(k uint32) store.Party {
	f := strings.SplitN(string(ps.at(k)), "\x00", 5)
	p := store.Party{Kind: f[0], Actor: f[1], Country: f[2], Ref: f[3], Name: f[4]}
	p.Key = store.EntityKey(&record.Entity{Kind: p.Kind, Actor: p.Actor, Name: p.Name, Ref: p.Ref})
	return p
}

// names returns the Wikidata id and the name of a party.
func (ps *parties) names(k uint32) (ref, name []byte) {
	s := ps.at(k)
	for range 3 { // kind, actor, country
		s = s[bytes.IndexByte(s, 0)+1:]
	}
	ref, name, _ = bytes.Cut(s, []byte{0})
	return ref, name
}

// aspect is what is asked of parties: themselves, their countries, their actor codes.
type aspect struct {
	a, b   int // columns of the two first parties
	number func(party uint32) uint32
}

// aspect returns the one that has the column a.
func (ps *parties) aspect(a int) aspect {
	switch a {
	case countryA:
		return aspect{countryA, countryB, func(p uint32) uint32 { return uint32(ps.country[p]) }}
	case actorA:
		return aspect{actorA, actorB, func(p uint32) uint32 { return ps.actor[p] }}
	}
	return aspect{partyA, partyB, func(p uint32) uint32 { return p }}
}

// of returns the code in the aspect of a coded party.
func (s aspect) of(code uint32) uint32 {
	if code == none {
		return none
	}
	return s.number(code>>2)<<2 | code&3
}

// acts numbers what was done: type, CAMEO code and quad class.
type acts struct {
	of  map[actOf]uint32
	all []actOf
}

type actOf struct {
	typ, code string
	quad      int
}

func (a *acts) code(typ, code string, quad int) uint32 {
	if k, ok := a.of[actOf{typ, code, quad}]; ok {
		return k
	}
	if a.of == nil {
		a.of = map[actOf]uint32{}
	}
	x := actOf{strings.Clone(typ), strings.Clone(code), quad}
	a.of[x] = uint32(len(a.all))
	a.all = append(a.all, x)
	return uint32(len(a.all) - 1)
}

// states numbers factualities with verdicts.
type states struct {
	of  map[[2]string]uint32
	all [][2]string
}

func (s *states) code(factuality, verdict string) uint32 {
	if k, ok := s.of[[2]string{factuality, verdict}]; ok {
		return k
	}
	if s.of == nil {
		s.of = map[[2]string]uint32{}
	}
	x := [2]string{strings.Clone(factuality), strings.Clone(verdict)}
	s.of[x] = uint32(len(s.all))
	s.all = append(s.all, x)
	return uint32(len(s.all) - 1)
}

// documents numbers documents in the order in which they come.
type documents struct {
	arena      // their ids, 16 bytes each
	publishers dictionary
	publisher  []uint32
	copies     []bool
}

func newDocuments() documents {
	return documents{arena: newArena(), publishers: newDictionary()}
}

// enter returns the number of a document and whether it was there.
func (d *documents) enter(s *store.Scanned) (uint32, bool, error) {
	name, err := docName(s.ID)
	if err != nil {
		return 0, false, err
	}
	k, fresh := d.arena.code(name)
	publisher := d.publishers.code(s.Publisher)
	if fresh {
		d.publisher, d.copies = append(d.publisher, publisher), append(d.copies, s.CopyOf != "")
	} else {
		d.publisher[k], d.copies[k] = publisher, s.CopyOf != ""
	}
	return k, !fresh, nil
}

func (d *documents) id(k uint32) string { return fmt.Sprintf("%x", d.at(k)) }
