package place

import (
	"github.com/openreadout/readout/internal/gazetteer"
)

// rounds is how often each name is weighed: after a round, the names whose places are clear speak for the regions and
// states in which they lie.
const rounds = 4

// resolve chooses the places.
func (r *reader) resolve() {
	r.ctx.near = r.grid()
	for i := range r.named {
		n := &r.named[i]
		if len(n.hints) > 0 {
			r.weigh(i, true)
			r.ctx.hinted[n.key] = append(r.ctx.hinted[n.key], n.place())
		}
	}
	for i := range r.named {
		r.weigh(i, true)
	}
	told := r.ctx
	for range rounds {
		r.ctx.country, r.ctx.region = copied(told.country), copied(told.region)
		for i := range r.named {
			if n := &r.named[i]; n.sure() && !n.loose {
				r.count(n.place(), min(n.weight, 3))
			}
		}
		fits := make([][]int, len(r.named))
		for i := range r.named {
			fits[i] = r.weigh(i, false)
		}
		for i := range r.named {
			r.named[i].take(fits[i])
		}
	}
}

func copied(m map[string]int) map[string]int {
	out := make(map[string]int, len(m))
	for k, v := range m {
		out[k] = v
	}
	return out
}

// take sets how well the candidates fit; the best known of equals is chosen.
func (n *named) take(fits []int) {
	n.fits, n.best = fits, 0
	for k, w := range fits {
		if w > fits[n.best] {
			n.best = k
		}
	}
}

// sure reports whether no other candidate fits nearly as well.
func (n *named) sure() bool {
	for k, w := range n.fits {
		if k != n.best && w+30 > n.fits[n.best] {
			return false
		}
	}
	return true
}

// weigh says how well each candidate of the name at index i fits. A doubling of the people counts 10; to be where the
// text says counts as forty doublings. A first weighing takes what stands beside the name alone.
func (r *reader) weigh(i int, first bool) []int {
	n := &r.named[i]
	fits := make([]int, len(n.cands))
	for k, c := range n.cands {
		fits[k] = r.fit(n, c)
		if !first {
			fits[k] += r.support(i, c.Place) + r.setting(n, c.Place)
		}
	}
	if first {
		n.take(fits)
	}
	return fits
}

// fit is what a candidate has by itself and by what stands beside the name.
func (r *reader) fit(n *named, c gazetteer.Match) int {
	fame := min(c.Fame(), stateFame)
	if c.Variant && n.town() { // «Cancun» is also a spelling of Changchun
		fame /= 8
	}
	w := tenLog2(fame)
	if c.Place == n.state {
		w += 40
	}
	if n.seat && c.Capital && n.state != nil && c.Country == n.state.Country {
		w += 20
	}
	if len(n.hints) > 0 {
		w += hinted(n, c.Place)
	}
	return w + n.liked(c.Place)
}

// town reports whether a town of some size has the name as its main one.
func (n *named) town() bool {
	for _, c := range n.cands {
		if !c.Variant && c.Kind == gazetteer.City && c.Rank() >= 50_000 {
			return true
		}
	}
	return false
}

// stateFame is what a state counts for against towns of its name.
const stateFame = 1 << 28

// setting is what a place gains from the states and regions that the text names, itself left out.
func (r *reader) setting(n *named, p *gazetteer.Place) int {
	country, region := r.ctx.country[p.Country], r.ctx.region[p.Country+"."+p.Admin1]
	if n.sure() && !n.loose {
		if c := n.place(); c.Country == p.Country {
			country -= min(n.weight, 3)
			if c.Admin1 == p.Admin1 {
				region -= min(n.weight, 3)
			}
		}
	}
	if n.state != nil && p.Country == n.state.Country { // a name is no evidence for itself
		country -= r.ctx.clear[n.key]
	}
	w := 0
	if country > 0 {
		w += 25 + 5*min(country, 8)
	}
	if p.Admin1 != "" && region > 0 {
		w += 45 + 5*min(region, 8)
	}
	for _, h := range r.ctx.hinted[n.key] {
		if h == p && len(n.hints) == 0 {
			return w + 100
		}
	}
	return w
}

// hinted is what a place gains by lying in a region or state that the text puts it in, or loses.
func hinted(n *named, p *gazetteer.Place) int {
	best := -300
	for i, h := range n.hints {
		i = min(i, 20)
		switch {
		case !inside(p, h):
		case h.Kind == gazetteer.County:
			best = max(best, 450-2*i)
		case h.Kind == gazetteer.Region:
			best = max(best, 400-2*i)
		default:
			best = max(best, 300-2*i)
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

// agrees reports whether the rest of the text speaks for a place of which only a part of the name was found: it names
// the place itself, its region, or a place near it.
func (r *reader) agrees(n *named, p *gazetteer.Place) bool {
	if p.Rank() >= famous || r.ctx.region[p.Country+"."+p.Admin1] > 0 && p.Admin1 != "" {
		return true
	}
	for i := range r.named {
		o := &r.named[i]
		if o != n && !o.loose && (o.place() == p || point(o.place()) && distance(o.place(), p) < 100*100) {
			return true
		}
	}
	return false
}

// famous is the rank of a place that gives its name to nothing elsewhere without the text saying so.
const famous = 4_000_000
