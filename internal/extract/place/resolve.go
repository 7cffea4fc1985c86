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
	votes   map[string]int // by region: how many names may lie in it, each of them shared among the regions where it occurs
	anchors []*gazetteer.Place
}

// maxAnchors bounds the places that others are measured against.
const maxAnchors = 64

// context counts the states and regions whose names can mean nothing else.
func (r *reader) context() {
	r.ctx = context{country: map[string]int{}, region: map[string]int{}, votes: map[string]int{}}
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
		if n.share = n.vote(); n.share > 0 {
			for i, p := range n.cands {
				if local(p) && !n.voted(i) {
					r.ctx.votes[p.Country+"."+p.Admin1] += n.share
				}
			}
		}
	}
}

// local reports whether a place lies in one region.
func local(p *gazetteer.Place) bool {
	return p.Admin1 != "" && (p.Kind == gazetteer.City || p.Kind == gazetteer.County || p.Kind == gazetteer.Region)
}

// voted reports whether candidate i lies in the region of an earlier one.
func (n *named) voted(i int) bool {
	for _, q := range n.cands[:i] {
		if local(q) && q.Country == n.cands[i].Country && q.Admin1 == n.cands[i].Admin1 {
			return true
		}
	}
	return false
}

// vote is how much a name says for each of its regions: the fewer there are the more.
func (n *named) vote() int {
	regions := 0
	for i, p := range n.cands[:min(len(n.cands), 40)] {
		if local(p) && !n.voted(i) {
			regions++
		}
	}
	if regions == 0 {
		return 0
	}
	return 30 / regions
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
	n.weight = len(r.d.Entities[n.entity].Mentions)
	r.count(p, n.weight)
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
	if p == n.state {
		w += 40
	}
	if len(n.hints) > 0 {
		w += r.hinted(n, p)
	}
	country, region := r.ctx.country[p.Country], r.ctx.region[p.Country+"."+p.Admin1]
	if c := n.chosen; c != nil && n.weight > 0 { // a place is no evidence for itself
		if c.Country == p.Country {
			country -= n.weight
		}
		if c.Country == p.Country && c.Admin1 == p.Admin1 {
			region -= n.weight
		}
	}
	if country > 0 {
		w += 25 + 5*min(country, 8)
	}
	if p.Admin1 != "" && region > 0 {
		w += 45 + 5*min(region, 8)
	}
	if local(p) {
		w += min(r.ctx.votes[p.Country+"."+p.Admin1]-n.share, 45)
	}
	return w + n.liked(p) + r.nearness(n, p)
}

func (r *reader) hinted(n *named, p *gazetteer.Place) int {
	best := -300
	for _, h := range n.hints {
		switch {
		case !inside(p, h):
		case h.Kind == gazetteer.County:
			best = max(best, 450)
		case h.Kind == gazetteer.Region:
			best = max(best, 400)
		default:
			best = max(best, 300)
		}
	}
	return best
}

// liked is what a place gains from the noun beside its name («New York state», «the city of Luxembourg») and
// from the places named in one breath with it («Georgia, Ukraine and Moldova»).
func (n *named) liked(p *gazetteer.Place) int {
	w := 0
	if n.kinds&(1<<p.Kind) != 0 {
		w += 120
	}
	if n.peers&(1<<p.Kind) != 0 {
		w += 40
	}
	return w
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
