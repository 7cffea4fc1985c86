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
	"strings"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/gazetteer"
)

// Layer is the place layer. It is safe for concurrent use.
type Layer struct{ places *gazetteer.Gazetteer }

// New returns the layer with the gazetteer.
func New(places *gazetteer.Gazetteer) *Layer { return &Layer{places} }

// reader is the work on one document.
type reader struct {
	*Layer
	d     *doc.Doc
	words []string
	named []named // in order of the entities
	ctx   context
	// peerKinds are the kinds of the clear names of a coordination, by its first token.
	peerKinds map[doc.Tok]uint
}

// named is an entity that has a place to be found.
type named struct {
	entity int
	name   string
	cands  []*gazetteer.Place // the best known first
	state  *gazetteer.Place   // the state that the name is taken for so far, nil for none
	hints  []*gazetteer.Place // regions and states that the text puts it in
	kinds  uint               // kinds of place that a noun beside the name tells, as a set
	peers  uint               // kinds of the places that it is coordinated with
	chosen *gazetteer.Place
	share  int // its votes for each of its regions
	weight int // how often the choice was counted as context for others
}

// Apply fills the places of d.Entities.
func (l *Layer) Apply(d *doc.Doc) {
	r := &reader{Layer: l, d: d, words: make([]string, len(d.Tokens)), peerKinds: map[doc.Tok]uint{}}
	for i := range d.Tokens {
		r.words[i] = d.Form(doc.Tok(i))
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
	n := named{entity: i}
	for _, k := range e.Mentions {
		m := &r.d.Mentions[k]
		if iso, ok := strings.CutPrefix(m.Key, "state/"); ok && n.state == nil {
			n.state = r.places.Country(iso)
		}
		if m.Form != "name" {
			continue
		}
		name, rest := r.split(m)
		if len(n.cands) == 0 {
			n.name, n.cands = name, r.lookup(name, m)
		}
		n.hints = append(n.hints, r.hints(m, rest)...)
		n.kinds |= r.kindBeside(m)
		n.peers |= r.peers(m)
	}
	if n.state != nil && !has(n.cands, n.state) {
		n.cands = append([]*gazetteer.Place{n.state}, n.cands...)
	}
	if len(n.cands) > 0 {
		n.hints = n.sound(n.hints)
		r.named = append(r.named, n)
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
			if inside(p, h) {
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

func has(ps []*gazetteer.Place, p *gazetteer.Place) bool {
	for _, x := range ps {
		if x == p {
			return true
		}
	}
	return false
}

// split cuts a name at its comma: «Lansing, Mich.».
func (r *reader) split(m *doc.Mention) (name, rest string) {
	name, rest, _ = strings.Cut(r.d.Str(m.Span), ",")
	return name, strings.TrimSpace(rest)
}

// lookup returns what a name may be: a facility that has no entry of its own lies where the place in its name
// does («Kabul airport»).
func (r *reader) lookup(name string, m *doc.Mention) []*gazetteer.Place {
	if ps := r.places.Lookup(name); len(ps) > 0 {
		return ps
	}
	ws := strings.Fields(name)
	if len(ws) > 1 && (strings.EqualFold(ws[0], "city") || strings.EqualFold(ws[0], "greater") || strings.EqualFold(ws[0], "downtown") || strings.EqualFold(ws[0], "central") || compass[strings.ToLower(ws[0])]) {
		if ps := r.places.Lookup(strings.TrimPrefix(strings.Join(ws[1:], " "), "of ")); len(ps) > 0 {
			return ps
		}
	}
	if m.Kind != "facility" {
		for _, tail := range tails {
			if s, ok := strings.CutSuffix(name, tail); ok {
				return r.places.Lookup(s)
			}
		}
		return nil
	}
	for n := len(ws) - 1; n > 0; n-- {
		if ps := r.places.Lookup(strings.Join(ws[:n], " ")); len(ps) > 0 {
			return ps
		}
	}
	return nil
}

// tails are the words after the name of a region or town that the gazetteer leaves out.
var tails = []string{" region", " Region", " province", " Province", " oblast", " Oblast", " state", " State", " district", " District", " City", " city", " governorate", " Governorate", " area", " Township", " township", " prefecture", " Prefecture", " municipality", " island", " Island"}

var compass = map[string]bool{"north": true, "south": true, "east": true, "west": true, "northern": true, "southern": true, "eastern": true, "western": true, "northeastern": true,
	"northwestern": true, "southeastern": true, "southwestern": true, "upper": true, "lower": true, "inner": true, "outer": true, "mainland": true}

// fill writes the chosen place into the entity. A state that turned out to be a region or town is a place.
func (r *reader) fill(n *named) {
	p := n.chosen
	if p == nil {
		return
	}
	e := &r.d.Entities[n.entity]
	e.Place = &doc.Place{GeonameID: p.ID, Country: p.Country, Admin1: p.Admin1, Lat: p.Lat(), Lon: p.Lon(), Grain: p.Grain()}
	if n.state != nil && p.Country != n.state.Country {
		r.rename(e)
		e.Kind, e.Name = "place", n.name
	}
}

// rename takes the key of the state from the names of an entity that is another place of that name.
func (r *reader) rename(e *doc.Entity) {
	for _, k := range e.Mentions {
		if m := &r.d.Mentions[k]; m.Form == "name" && strings.HasPrefix(m.Key, "state/") {
			m.Key, m.Kind = "", "place"
		}
	}
}
