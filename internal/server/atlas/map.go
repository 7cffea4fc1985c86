package atlas

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"
)

// Map is a map of the world with numbers.
type Map struct {
	ID, Title, Desc string
	Areas           map[string]int               // by country: the darker, the more
	Dots            []Dot                        // the bigger, the more
	Area            func(code, name string) Area // what a country with a number says and where it leads
}

// Area is what a country says and where it leads.
type Area struct{ Title, Link string }

// Dot is a place with a number.
type Dot struct {
	Lon, Lat    float64
	N           int
	Title, Link string
}

// Steps returns the least numbers of the four colours of a map: each begins where about a quarter of the countries are
// left, so that one country with far more than others does not leave the rest pale.
func (m *Map) Steps() []int {
	var ns []int
	for _, n := range m.Areas {
		if n > 0 {
			ns = append(ns, n)
		}
	}
	slices.Sort(ns)
	out := []int{1}
	for _, q := range []float64{.5, .75, .92} {
		if len(ns) == 0 {
			break
		}
		if n := ns[int(q*float64(len(ns)-1))]; n > out[len(out)-1] {
			out = append(out, n)
		}
	}
	return out
}

// Draw returns the map. What has a link is reached by pointer; a list beside the map has to have the same for keys.
func (m *Map) Draw() template.HTML {
	var b strings.Builder
	esc := template.HTMLEscapeString
	fmt.Fprintf(&b, `<svg class="map" viewBox="0 0 %d %d" role="group" aria-labelledby="%s-t" aria-describedby="%s-d"><title id="%s-t">%s</title><desc id="%s-d">%s</desc><g class="land">`,
		Width, Height, m.ID, m.ID, m.ID, esc(m.Title), m.ID, esc(m.Desc))
	var counted []Country
	for _, c := range Countries() {
		if m.Areas[c.Code] > 0 {
			counted = append(counted, c)
			continue
		}
		fmt.Fprintf(&b, `<path d="%s"/>`, c.Path)
	}
	b.WriteString(`</g>`)
	steps := m.Steps()
	for _, c := range counted {
		n := m.Areas[c.Code]
		heat := 0
		for heat < len(steps) && n >= steps[heat] {
			heat++
		}
		a := m.Area(c.Code, c.Name)
		fmt.Fprintf(&b, `<a href="%s" tabindex="-1"><path class="heat-%d" d="%s"><title>%s</title></path></a>`, esc(a.Link), heat, c.Path, esc(a.Title))
	}
	dots := slices.Clone(m.Dots)
	slices.SortStableFunc(dots, func(a, b Dot) int { return cmp.Compare(b.N, a.N) }) // small ones lie on big ones
	most := 1
	if len(dots) > 0 {
		most = dots[0].N
	}
	for _, d := range dots {
		x, y := Project(d.Lon, d.Lat)
		r := 3 + 9*math.Sqrt(float64(d.N)/float64(max(most, 4)))
		fmt.Fprintf(&b, `<a href="%s" tabindex="-1"><circle class="dot" cx="%.0f" cy="%.0f" r="%.1f"><title>%s</title></circle></a>`, esc(d.Link), x, y, r, esc(d.Title))
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}
