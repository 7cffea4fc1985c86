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
	nouns  map[string]string // word of a noun of sites.txt -> its class
}

// New returns the layer with the gazetteer and the nouns of sites in k.
func New(k fs.FS, places *gazetteer.Gazetteer) (*Layer, error) {
	nouns, err := readSites(k)
	if err != nil {
		return nil, err
	}
	return &Layer{places, nouns}, nil
}

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
	for _, k := range e.Mentions {
		if m := &r.d.Mentions[k]; m.Form == "nominal" && len(n.cands) == 0 && n.state == nil {
			n.name, n.cands = r.phrase(m)
		}
	}
	if n.state != nil && !has(n.cands, n.state) {
		n.cands = append([]*gazetteer.Place{n.state}, n.cands...)
	}
	if len(n.cands) > 0 {
		n.hints = n.sound(n.hints)
		r.named = append(r.named, n)
	}
}

// phrase returns what a nominal may be: a place of the gazetteer («the Zaporizhzhia nuclear power plant»), or
// where the name in it is («the Kabul airport»).
func (r *reader) phrase(m *doc.Mention) (string, []*gazetteer.Place) {
	first, end := r.d.TokensIn(m.Span)
	for first < end-1 && (r.d.Tokens[first].UPOS == "DET" || r.d.Tokens[first].UPOS == "PRON") {
		first++
	}
	name := r.d.Text[r.d.Tokens[first].Begin:m.End]
	if ps := r.places.Lookup(name); len(ps) > 0 && first < end-1 && r.words[first][0] < 'a' {
		return name, ps
	}
	for _, c := range r.d.Children(m.Head) {
		i := r.d.MentionOf(c)
		if i == doc.None || !r.d.IsRel(c, "compound", "nmod:poss", "amod", "nmod:desc") {
			continue
		}
		if x := &r.d.Mentions[i]; x.Form == "name" && x.Kind == "place" {
			name, _ := r.split(x)
			return name, r.places.Lookup(name)
		}
	}
	return "", nil
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

// lookup returns what a name may be. Without an entry of its own, a facility lies where the place in its name
// does («Kabul airport»), and a name may have words around it that the gazetteer leaves out («northern
// Syria», «Kherson region»).
func (r *reader) lookup(name string, m *doc.Mention) []*gazetteer.Place {
	if ps := r.places.Lookup(name); len(ps) > 0 {
		return ps
	}
	for _, in := range [...]string{" in ", " near ", " outside ", " at "} { // «the Royal Hospital in London»
		if i := strings.LastIndex(name, in); i > 0 {
			return r.places.Lookup(name[i+len(in):])
		}
	}
	ws := strings.Fields(name)
	end := len(ws)
	for end > 1 && r.tail(ws[end-1], m.Kind) {
		end--
	}
	begin := 0
	for begin < end-1 && compass[strings.ToLower(ws[begin])] {
		begin++
	}
	if begin > 0 && begin < end-1 && ws[begin] == "of" {
		begin++
	}
	if begin == 0 && end == len(ws) {
		return nil
	}
	ps := r.places.Lookup(strings.Join(ws[begin:end], " "))
	if begin > 0 && len(ps) > 0 && ps[0].Rank() < wellKnown { // «East Bank» is no bank
		return nil
	}
	return ps
}

// wellKnown is the rank of places of whose parts the news speaks.
const wellKnown = 400_000

// tail reports whether a word after a name tells only what kind of place it is.
func (r *reader) tail(w, kind string) bool {
	switch r.nouns[strings.ToLower(w)] {
	case "region", "settlement":
		return true
	case "facility":
		return kind == "facility"
	}
	return false
}

// compass are the words before a name that tell a part of the place.
var compass = map[string]bool{"north": true, "south": true, "east": true, "west": true, "northern": true, "southern": true, "eastern": true, "western": true, "northeastern": true,
	"northwestern": true, "southeastern": true, "southwestern": true, "north-eastern": true, "north-western": true, "south-eastern": true, "south-western": true, "northeast": true,
	"northwest": true, "southeast": true, "southwest": true, "central": true, "upper": true, "lower": true, "mainland": true, "downtown": true, "greater": true, "metropolitan": true}

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
