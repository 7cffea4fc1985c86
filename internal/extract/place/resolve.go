package place

import (
	"math/bits"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/gazetteer"
)

// context is what the whole text tells of where it plays: how often it names each state and region.
type context struct {
	country map[string]int // by ISO code: mentions of the state, its people, its capital as metonym
	region  map[string]int // by «USA.TX»
	anchors []*gazetteer.Place
}

// maxAnchors bounds the places that others are measured against.
const maxAnchors = 64

// context counts the states and regions whose names can mean nothing else.
func (r *reader) context() {
	r.ctx = context{country: map[string]int{}, region: map[string]int{}}
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if len(m.Key) > 6 && m.Key[:6] == "state/" && (m.Form != "name" || r.clear(m)) {
			r.ctx.country[m.Key[6:]]++
		}
	}
	for i := range r.named {
		n := &r.named[i]
		for _, h := range n.hints {
			r.count(h, 1)
		}
	}
}

// clear reports whether a name of a state is not that of a region or a big town too.
func (r *reader) clear(m *doc.Mention) bool {
	ps := r.places.Lookup(r.d.Str(m.Span))
	return len(ps) < 2 || ps[1].Rank() < ps[0].Rank()/50 && ps[1].Kind != gazetteer.Region
}

// count notes a place that the text names for sure.
func (r *reader) count(p *gazetteer.Place, n int) {
	if p.Country != "" {
		r.ctx.country[p.Country] += n
	}
	if p.Admin1 != "" {
		r.ctx.region[p.Country+"."+p.Admin1] += n
	}
}

// resolve chooses the places: first where the text says it or nothing else bears the name, then in order of
// how clear the choice is among the rest.
func (r *reader) resolve() {
	for i := range r.named {
		n := &r.named[i]
		if len(n.cands) == 1 || len(n.hints) > 0 {
			r.settle(n)
		}
	}
	for i := range r.named {
		n := &r.named[i]
		if n.chosen == nil && n.cands[0].Kind == gazetteer.Region && n.cands[0].Rank() > 4*n.cands[1].Rank() {
			r.settle(n)
		}
	}
	for i := range r.named {
		if n := &r.named[i]; n.chosen == nil && r.weigh(n, n.cands[0]) > r.weigh(n, n.cands[1])+30 {
			r.settle(n)
		}
	}
	for i := range r.named {
		if n := &r.named[i]; n.chosen == nil {
			r.settle(n)
		}
	}
	for i := range r.named { // what was settled early sees what came later
		r.choose(&r.named[i])
	}
}

// settle chooses and lets the others know.
func (r *reader) settle(n *named) {
	r.choose(n)
	p := n.chosen
	r.count(p, len(r.d.Entities[n.entity].Mentions))
	if len(r.ctx.anchors) < maxAnchors && (p.Kind == gazetteer.City || p.Kind == gazetteer.Site || p.Kind == gazetteer.County || p.Kind == gazetteer.Region) {
		r.ctx.anchors = append(r.ctx.anchors, p)
	}
}

// choose takes the weightiest candidate, the best known of equals.
func (r *reader) choose(n *named) {
	best := 0
	for i, p := range n.cands {
		if w := r.weigh(n, p); i == 0 || w > best {
			best, n.chosen = w, p
		}
	}
}

// weigh says how well a place fits. A doubling of the people counts 10; to be where the text says counts as
// forty doublings.
func (r *reader) weigh(n *named, p *gazetteer.Place) int {
	w := 10 * bits.Len(uint(p.Rank()))
	if len(n.hints) > 0 {
		w += r.hinted(n, p)
	}
	if c := r.ctx.country[p.Country]; c > 0 {
		w += 25 + 5*min(c, 8)
	}
	if c := r.ctx.region[p.Country+"."+p.Admin1]; p.Admin1 != "" && c > 0 {
		w += 45 + 5*min(c, 8)
	}
	return w + r.nearness(n, p)
}

func (r *reader) hinted(n *named, p *gazetteer.Place) int {
	best := -300
	for _, h := range n.hints {
		switch {
		case h == p:
		case h.Kind == gazetteer.County:
			if d := distance(h, p); h.Country == p.Country && h.Admin1 == p.Admin1 && d < 100*100 {
				best = max(best, 450)
			}
		case h.Kind == gazetteer.Region:
			if h.Country == p.Country && h.Admin1 == p.Admin1 {
				best = max(best, 400)
			}
		case h.Country != "" && h.Country == p.Country && p.Kind != gazetteer.Country:
			best = max(best, 300)
		}
	}
	return best
}

// nearness is what a place gains from lying near one that is found already.
func (r *reader) nearness(n *named, p *gazetteer.Place) int {
	if p.Kind == gazetteer.Country || p.Kind == gazetteer.Continent {
		return 0
	}
	nearest := int64(1) << 40
	for _, a := range r.ctx.anchors {
		if a == p || a == n.chosen {
			continue
		}
		nearest = min(nearest, distance(a, p))
	}
	switch {
	case nearest < 50*50:
		return 60
	case nearest < 150*150:
		return 45
	case nearest < 400*400:
		return 20
	}
	return 0
}

// distance is the square of about how many kilometres lie between two places, on a map whose degrees of
// longitude shrink with the latitude: right enough to tell near from far.
func distance(a, b *gazetteer.Place) int64 {
	dy := int64(a.LatE3-b.LatE3) * 111 / 1000
	lon := int64(a.LonE3 - b.LonE3)
	if lon < 0 {
		lon = -lon
	}
	if lon > 180000 {
		lon = 360000 - lon
	}
	lat := int64(a.LatE3+b.LatE3) / 2000
	if lat < 0 {
		lat = -lat
	}
	dx := lon * 111 / 1000 * cosine(lat) / 1000
	return dx*dx + dy*dy
}

// cosine returns a thousand times the cosine of whole degrees from 0 to 90, between every tenth on a line.
func cosine(degrees int64) int64 {
	table := [...]int64{1000, 985, 940, 866, 766, 643, 500, 342, 174, 0, 0}
	i := min(degrees/10, 9)
	return table[i] + (table[i+1]-table[i])*(degrees-10*i)/10
}
