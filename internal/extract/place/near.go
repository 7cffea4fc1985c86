package place

import (
	"github.com/openreadout/readout/internal/gazetteer"
)

// grid finds the places near a place among the candidates of the names of a text. Places named together lie together
// more often than chance would have it; the fewer namesakes a place has, the more its nearness says.
type grid struct {
	cells map[cell][]item
}

// cell is a part of the map, two degrees of latitude high and four of longitude wide.
type cell struct{ y, x int32 }

// item is candidate number cand of name number name.
type item struct{ name, cand int32 }

// maxNames bounds the names that bear witness for others.
const maxNames = 128

func cellOf(p *gazetteer.Place) cell {
	return cell{(p.LatE3 + 90_000) / 2000, (p.LonE3 + 180_000) / 4000}
}

func (r *reader) grid() *grid {
	g := &grid{map[cell][]item{}}
	for i := range r.named[:min(len(r.named), maxNames)] {
		n := &r.named[i]
		if n.loose {
			continue
		}
		for k, c := range n.cands {
			if point(c.Place) {
				at := cellOf(c.Place)
				g.cells[at] = append(g.cells[at], item{int32(i), int32(k)})
			}
		}
	}
	return g
}

// point reports whether a place is small enough to be near something.
func point(p *gazetteer.Place) bool {
	switch p.Kind {
	case gazetteer.City, gazetteer.Site, gazetteer.County, gazetteer.Region:
		return true
	}
	return false
}

// support is what a candidate of the name at index i gains from the places near it: for each other name the most that
// one of its candidates gives.
func (r *reader) support(i int, p *gazetteer.Place) int {
	if !point(p) {
		return 0
	}
	key := r.named[i].key
	gives := map[string]int{} // by folded name
	at := cellOf(p)
	for y := at.y - 1; y <= at.y+1; y++ {
		for x := at.x - 1; x <= at.x+1; x++ {
			for _, it := range r.ctx.near.cells[cell{y, x}] {
				if n := &r.named[it.name]; int(it.name) != i && n.key != key {
					if w := r.witness(n, int(it.cand), p); w > gives[n.key] {
						gives[n.key] = w
					}
				}
			}
		}
	}
	sum := 0
	for _, w := range gives {
		sum += w
	}
	return min(sum, maxSupport)
}

const (
	maxWitness = 60
	maxSupport = 200
)

// witness is what candidate k of n gives to a place near it: ten for each halving of the chance that one of its
// namesakes lies so near without meaning anything, less where the text means another of them by what is known so far.
func (r *reader) witness(n *named, k int, p *gazetteer.Place) int {
	c := n.cands[k].Place
	if c == p {
		return 0
	}
	w := 0
	switch d := distance(c, p); {
	case d < 30*30:
		w = 115
	case d < 50*50:
		w = 100
	case d < 100*100:
		w = 80
	case d < 150*150:
		w = 68
	case d < 220*220:
		w = 56
	case d < 300*300:
		w = 48
	default:
		return 0
	}
	if c.Kind == gazetteer.Region {
		w /= 2
	}
	w -= tenLog2(len(n.cands)) + (n.fits[n.best]-n.fits[k])/4
	return max(0, min(w, maxWitness))
}

// tenLog2 is ten times the binary logarithm of n, between powers of two on a line.
func tenLog2(n int) int {
	if n <= 1 {
		return 0
	}
	bits, low := 0, 1
	for low*2 <= n {
		low, bits = low*2, bits+1
	}
	return 10*bits + 10*(n-low)/low
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
