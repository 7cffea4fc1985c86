// Package place finds where the places of a document are: it chooses, among the places of the gazetteer that
// share a name, the one that the text means.
//
// It needs entities and trees, and fills Entity.Place. What a text says beside a name counts most («Kabul,
// Ky.», «the Ukrainian city of Dnipro», «Paris in Texas»), then the states and regions that the whole text
// names, then how near a place lies to those already found, then how many live there (Leidner 2007, «Toponym
// Resolution in Text», lists these heuristics). A state whose name is also that of a region or town is weighed
// like any other («Georgia»). A name that the gazetteer lacks has no coordinates.
//
// All weights are whole numbers, so that every machine chooses alike.
package place

import (
	"io/fs"
	"strings"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/gazetteer"
)

// Layer is the place layer. It is safe for concurrent use.
type Layer struct {
	places *gazetteer.Gazetteer
	*words
}

// New returns the layer with the gazetteer and the word lists in k.
func New(k fs.FS, places *gazetteer.Gazetteer) (*Layer, error) {
	w, err := readWords(k)
	if err != nil {
		return nil, err
	}
	return &Layer{places, w}, nil
}

// reader is the work on one document.
type reader struct {
	*Layer
	d     *doc.Doc
	words []string
	named []named         // in order of the entities
	own   map[string]bool // folded names that the text has by themselves
	ctx   context
	// peerKinds are the kinds of the clear names of a coordination, by its first token.
	peerKinds map[doc.Tok]uint
}

// named is an entity that has a place to be found.
type named struct {
	entity int
	found
	key    string             // the folded name
	state  *gazetteer.Place   // the state that the name is taken for so far, nil for none
	seat   bool               // only as the seat of its government: «Moscow» for Russia
	hints  []*gazetteer.Place // regions and states that the text puts it in
	within *gazetteer.Place   // the region or state after its comma, in which the gazetteer has no place of the name
	kinds  uint               // kinds of place that a noun beside the name tells, as a set
	peers  uint               // kinds of the places that it is coordinated with
	weight int                // how often the text names it
	fits   []int              // how well each candidate fits, after the last round
	best   int                // the candidate that fits best
}

// place returns the candidate that fits best.
func (n *named) place() *gazetteer.Place { return n.cands[n.best].Place }

// Apply fills the places of d.Entities.
func (l *Layer) Apply(d *doc.Doc) {
	r := &reader{Layer: l, d: d, words: make([]string, len(d.Tokens)), own: map[string]bool{}, peerKinds: map[doc.Tok]uint{}}
	for i := range d.Tokens {
		r.words[i] = d.Form(doc.Tok(i))
	}
	for i := range d.Mentions {
		if m := &d.Mentions[i]; m.Form == "name" && m.Kind == "place" {
			r.own[gazetteer.Fold(d.Str(m.Span))] = true
		}
	}
	for i := range d.Entities {
		r.collect(i)
	}
	r.context()
	r.resolve()
	for i := range r.named {
		r.fill(&r.named[i])
	}
}

// collect notes the entity i if it is a place: its fullest name, what that may be, and the hints beside it.
func (r *reader) collect(i int) {
	e := &r.d.Entities[i]
	switch e.Kind {
	case "place", "state", "facility":
	default:
		return
	}
	n := named{entity: i, weight: len(e.Mentions)}
	for _, k := range e.Mentions {
		m := &r.d.Mentions[k]
		if iso, ok := strings.CutPrefix(m.Key, "state/"); ok && n.state == nil {
			n.state = r.places.Country(iso)
		}
		if m.Form == "name" {
			r.read(&n, m)
		}
	}
	for _, k := range e.Mentions {
		m := &r.d.Mentions[k]
		if len(n.cands) > 0 {
			break
		}
		switch {
		case m.Form == "nominal" && n.state == nil:
			n.found = r.phrase(m)
		case m.Form == "metonym":
			if f := r.lookup(r.d.Str(m.Span), m); n.state != nil && f.capital(n.state.Country) { // «Moscow», not «the White House», also a town
				n.found, n.seat = f, true
			}
		}
	}
	if n.state != nil && !n.seat && !n.has(n.state) {
		n.cands = append([]gazetteer.Match{{Place: n.state}}, n.cands...)
	}
	n.key = gazetteer.Fold(n.name)
	switch {
	case len(n.cands) > 0:
		n.hints = n.sound(n.hints)
		n.fits = make([]int, len(n.cands))
		r.named = append(r.named, n)
	case n.within != nil:
		r.put(i, n.within)
	}
}

// read takes from one mention what it tells of the place of n.
func (r *reader) read(n *named, m *doc.Mention) {
	name, rest := r.split(m)
	if len(n.cands) == 0 {
		n.found = r.lookup(name, m)
		if r.pluralCounty(m) {
			n.cands = append(r.counties(name, false), n.cands...)
			n.loose = false
		} else if len(n.cands) == 0 {
			n.found = found{name, r.counties(name, true), true}
		}
	}
	near, beside := r.hints(m, rest)
	n.hints = append(append(n.hints, near...), beside...)
	n.kinds |= r.kindBeside(m)
	n.peers |= r.peers(m)
	if len(near) > 0 && n.within == nil && !r.parts[strings.ToLower(near[0].Name)] { // «…, West said»
		n.within = near[0]
	}
}

// sound leaves out what is no hint: places of the same kind in a list («in Mexico, Canada and Spain»), and
// those in which no candidate lies.
func (n *named) sound(hints []*gazetteer.Place) []*gazetteer.Place {
	var out []*gazetteer.Place
	for _, h := range hints {
		if h.Kind == n.cands[0].Kind && (h.Kind == gazetteer.Country || h.Kind == gazetteer.Region) {
			continue
		}
		for _, p := range n.cands {
			if inside(p.Place, h) {
				out = append(out, h)
				break
			}
		}
	}
	return out
}

// inside reports whether p lies in h.
func inside(p, h *gazetteer.Place) bool {
	switch {
	case p == h || p.Country != h.Country || h.Country == "":
		return false
	case h.Kind == gazetteer.Country || h.Kind == gazetteer.Territory:
		return p.Kind != gazetteer.Country
	case h.Kind == gazetteer.County:
		return p.Admin1 == h.Admin1 && p.Kind != gazetteer.Region && distance(h, p) < 100*100
	}
	return p.Admin1 == h.Admin1 && p.Kind != gazetteer.Country && p.Kind != gazetteer.Region
}

func (n *named) has(p *gazetteer.Place) bool {
	for _, x := range n.cands {
		if x.Place == p {
			return true
		}
	}
	return false
}

// fill writes the chosen place into the entity. A state that turned out to be a region or town is a place.
func (r *reader) fill(n *named) {
	p := n.place()
	if n.within != nil && !inside(p, n.within) && p != n.within && len(n.hints) == 0 && p.Kind == gazetteer.City && p.Rank() < wellKnown {
		p = n.within // «Bethel, Vt.», a village that the gazetteer lacks
	}
	if n.loose && !r.agrees(n, p) {
		return
	}
	e := &r.d.Entities[n.entity]
	r.put(n.entity, p)
	if n.state != nil && p.Country != n.state.Country {
		r.rename(e)
		e.Kind, e.Name = "place", n.name
	}
}

func (r *reader) put(entity int, p *gazetteer.Place) {
	r.d.Entities[entity].Place = &doc.Place{GeonameID: p.ID, Country: p.Country, Admin1: p.Admin1, Lat: p.Lat(), Lon: p.Lon(), Grain: p.Grain()}
}

// rename takes the key of the state from the names of an entity that is another place of that name.
func (r *reader) rename(e *doc.Entity) {
	for _, k := range e.Mentions {
		if m := &r.d.Mentions[k]; (m.Form == "name" || m.Form == "metonym") && strings.HasPrefix(m.Key, "state/") {
			m.Key, m.Kind, m.Form = "", "place", "name"
		}
	}
}
