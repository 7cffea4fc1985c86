// Package atlas draws the world as SVG: countries coloured by number, dots at places. Outlines are world.txt, made by
// train/atlas from Natural Earth; the projection is Equal Earth, which keeps areas true (Šavrič, Patterson, Jenny 2018,
// «The Equal Earth map projection», doi 10.1080/13658816.2018.1504949).
package atlas

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
)

//go:embed world.txt
var world string

// Width and Height of the drawing, in its own units. North of 84° and south of 58° is left out.
const (
	Width  = 960
	Height = 430
)

// Country is a country with its outline.
type Country struct {
	Code, Name string // ISO 3166-1 alpha-3
	Path       string // SVG path, for fill-rule evenodd
}

// Countries returns the countries in order of their codes. It is read once.
var Countries = sync.OnceValue(func() []Country {
	var out []Country
	for line := range strings.Lines(world) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 3 {
			continue
		}
		out = append(out, Country{f[0], f[1], path(f[2])})
	}
	return out
})

// path projects the rings of a country. Rings too small to see are left out.
func path(rings string) string {
	var b strings.Builder
	for r := range strings.SplitSeq(rings, ";") {
		b.WriteString(ring(strings.Fields(r)))
	}
	return b.String()
}

// ring projects a ring and writes it in whole units, points that fall together once; "" if fewer than three are left.
func ring(steps []string) string {
	var b strings.Builder
	var lon, lat, lastX, lastY, n int
	for i := 0; i+1 < len(steps); i += 2 {
		lon, lat = lon+number(steps[i]), lat+number(steps[i+1])
		fx, fy := Project(float64(lon)/10, float64(lat)/10)
		x, y := int(math.Round(fx)), int(math.Round(fy))
		switch {
		case n == 0:
			fmt.Fprintf(&b, "M%d %d", x, y)
		case x == lastX && y == lastY:
			continue
		case n == 1: // the letter holds for the steps that follow
			fmt.Fprintf(&b, "l%d %d", x-lastX, y-lastY)
		default:
			fmt.Fprintf(&b, " %d %d", x-lastX, y-lastY)
		}
		lastX, lastY, n = x, y, n+1
	}
	if n < 3 {
		return ""
	}
	return strings.ReplaceAll(b.String(), " -", "-") + "z"
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic("atlas: world.txt: " + err.Error()) // it is made by a program and embedded
	}
	return n
}

// The polynomial of Equal Earth.
const a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796

// Project returns where a place is in the drawing: x from 0 to Width, y from 0 to Height.
func Project(lon, lat float64) (x, y float64) {
	ex, ey := equalEarth(lon, lat)
	right, _ := equalEarth(180, 0)
	_, top := equalEarth(0, 84)
	scale := Width / (2 * right)
	return (ex + right) * scale, (top - ey) * scale
}

func equalEarth(lon, lat float64) (x, y float64) {
	t := math.Asin(math.Sqrt(3) / 2 * math.Sin(lat*math.Pi/180))
	t2 := t * t
	t6 := t2 * t2 * t2
	x = 2 * math.Sqrt(3) / 3 * lon * math.Pi / 180 * math.Cos(t) / (a1 + 3*a2*t2 + t6*(7*a3+9*a4*t2))
	y = t * (a1 + a2*t2 + t6*(a3+a4*t2))
	return x, y
}
