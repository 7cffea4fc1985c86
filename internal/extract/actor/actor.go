// Package actor tells who the entities of a document are on its day: the actor code (CAMEO), the country, the
// office and the knowledge entry.
//
// It needs entities with their places and trees, and fills Actor, Country, Role, OfficeAsOf, Ref and Entry of
// Doc.Entities. What the text itself says of somebody (titles, appositions, nationalities, whose a body is)
// and what the actor files know of the day of publication are laid together; see person.go for who wins. An
// actor in no file still has a code: the state that the text names with it, and the sector of its role noun
// («a Serbian minister» is SRBGOV). Where the text names no state, none is guessed.
package actor

import (
	"strings"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/gazetteer"
)

// Layer is the actor layer. It is safe for concurrent use.
type Layer struct {
	base   *actors.Base
	places *gazetteer.Gazetteer
}

// New returns the layer with the actors and the places.
func New(base *actors.Base, places *gazetteer.Gazetteer) *Layer { return &Layer{base, places} }

// reader is the work on one document.
type reader struct {
	*Layer
	d      *doc.Doc
	day    string
	words  []string
	of     [][]int         // indices in d.Mentions by entity: all that coref joined, those too that it does not list
	told   []*party        // one for each of d.Entities, nil while not read
	depth  int             // how many entities are being read, one for the other
	busy   []bool          // entities that are being read: whose owner is asked
	keys   map[string]bool // knowledge keys that the text names
	scenes scenes
}

// party is what came out for an entity.
type party struct {
	code    string
	country string
	role    string
	asOf    string
	entry   *actors.Entry
	spell   *actors.Spell // the office that the code is from, nil for none
	rule    string
}

// Apply fills the actors of d.Entities.
func (l *Layer) Apply(d *doc.Doc) {
	r := &reader{Layer: l, d: d, day: string(d.Published), words: make([]string, len(d.Tokens)),
		told: make([]*party, len(d.Entities)), busy: make([]bool, len(d.Entities)), keys: map[string]bool{}}
	if r.day == "" {
		r.day = "9999-12-31" // the youngest knowledge
	}
	for i := range d.Tokens {
		r.words[i] = d.Form(doc.Tok(i))
	}
	r.of = make([][]int, len(d.Entities))
	for i := range d.Mentions {
		r.keys[d.Mentions[i].Key] = true
		if e := d.Mentions[i].Entity; e != doc.None {
			r.of[e] = append(r.of[e], i)
		}
	}
	r.scenes = r.findScenes()
	for i := range d.Entities {
		r.party(i)
	}
	for i := range d.Entities {
		r.fill(&d.Entities[i], r.told[i])
	}
}

// fill writes what came out into the entity.
func (r *reader) fill(e *doc.Entity, p *party) {
	e.Actor, e.Country, e.Role, e.OfficeAsOf = p.code, p.country, p.role, doc.Date(p.asOf)
	if p.entry == nil {
		return
	}
	e.Ref, e.Entry = p.entry.Ref, p.entry.At()
	if e.Kind == "" || e.Kind == "other" || p.rule == "actor/entry" && e.Kind == "person" || p.rule == "actor/leader" {
		e.Kind = p.entry.Kind
	}
}

// maxDepth bounds «the head of the office of the ministry of …».
const maxDepth = 16

// party reads entity i, or returns what was read. An entity whose own owner it is has nothing to tell.
func (r *reader) party(i int) *party {
	if i < 0 || i >= len(r.told) || r.busy[i] {
		return &party{}
	}
	if r.told[i] == nil {
		if r.depth == maxDepth {
			return &party{}
		}
		r.depth++
		r.busy[i] = true
		r.told[i] = r.read(i)
		r.busy[i] = false
		r.depth--
	}
	return r.told[i]
}

// read reads entity i: by its members, by the knowledge, by the phrases that name it, by its place.
func (r *reader) read(i int) *party {
	e := &r.d.Entities[i]
	switch {
	case len(e.Members) > 0:
		return r.members(e)
	case e.Kind == "person":
		return r.person(i)
	}
	if p := r.known(i); p != nil {
		return p
	}
	if e.Place != nil && (e.Kind == "place" || e.Kind == "state") {
		return r.placed(i)
	}
	if p := r.leader(i); p != nil {
		return p
	}
	if p := r.described(i); p != nil {
		return p
	}
	if e.Place != nil {
		return r.placed(i)
	}
	return &party{}
}

// members gives a group the code that all of its members have.
func (r *reader) members(e *doc.Entity) *party {
	p := &party{rule: "actor/members"}
	for n, m := range e.Members {
		q := r.party(m)
		if n == 0 {
			p.code, p.country = q.code, q.country
		}
		if q.code != p.code {
			p.code = ""
		}
		if q.country != p.country {
			p.country = ""
		}
	}
	return p
}

// known reads an entity that a name of the actor files names.
func (r *reader) known(i int) *party {
	x := r.entryOf(i)
	if x == nil {
		return nil
	}
	return &party{code: x.Code, country: x.Country, entry: x, rule: "actor/entry"}
}

// entryOf returns the entry of the first mention that has one: names before the rest.
func (r *reader) entryOf(i int) *actors.Entry {
	var other *actors.Entry
	for _, k := range r.of[i] {
		m := &r.d.Mentions[k]
		if m.Key == "" || strings.HasPrefix(m.Key, "place/") {
			continue
		}
		if x := r.base.ByKey(m.Key); x != nil {
			if m.Form == "name" || m.Form == "metonym" {
				return r.among(m, x)
			}
			if other == nil {
				other = x
			}
		}
	}
	return other
}

// among chooses, where several bodies share a name («Workers' Party»), the one of the state that stands beside
// the name, or of which the text speaks most; x is the first of them.
func (r *reader) among(m *doc.Mention, x *actors.Entry) *actors.Entry {
	first, end := r.d.TokensIn(m.Span)
	n, senses := r.base.Match(r.words[first:end])
	if x.Kind != "organisation" || doc.Tok(n) != end-first || len(senses) < 2 {
		return x
	}
	beside := r.under(m.Head, m.Entity)
	best := 0
	for _, s := range senses {
		if s.Entry.Kind != "organisation" {
			continue
		}
		w := 1 + 2*r.scenes.count[s.Entry.Country]
		if beside != nil && beside.country != "" && beside.country == s.Entry.Country {
			w += 1000
		}
		if s.Entry == x {
			w++
		}
		if w > best {
			best, x = w, s.Entry
		}
	}
	return x
}

// placed gives a place the code of its state, as the dictionaries of the field do, and the building of a
// government that of who sits there («the White House»).
func (r *reader) placed(i int) *party {
	for _, k := range r.of[i] {
		if m := &r.d.Mentions[k]; m.Form == "name" {
			first, end := r.d.TokensIn(m.Span)
			for first < end && strings.EqualFold(r.words[first], "the") {
				first++
			}
			if n, senses := r.base.Match(r.words[first:end]); n > 0 && doc.Tok(n) == end-first && strings.HasPrefix(senses[0].Entry.Key, "seat/") {
				x := senses[0].Entry
				return &party{code: x.Code, country: x.Country, entry: x, rule: "actor/seat"}
			}
		}
	}
	p := &party{country: r.d.Entities[i].Place.Country, rule: "actor/place"}
	if c := r.base.Country(p.country); c != nil {
		p.code = c.Code
	}
	return p
}

// described reads a body or group from the phrases that name it.
func (r *reader) described(i int) *party {
	var best *party
	for _, k := range r.of[i] {
		m := &r.d.Mentions[k]
		if m.Form == "pronoun" || m.Form == "nationality" && m.Kind != "people" {
			continue
		}
		p := r.compose(r.phraseOf(m), m.Kind)
		if p != nil && (best == nil || len(p.code) > len(best.code)) {
			best = p
		}
	}
	return best
}
