// Command atlas makes the outlines of the countries that the pages draw as a map from the TopoJSON of the npm package
// world-atlas (Natural Earth, public domain; package: ISC):
//
//	npm install world-atlas@2.0.2
//	go run ./train/atlas -in node_modules/world-atlas/countries-110m.json -codes data/ontologies/countries.tsv -out internal/server/atlas/world.txt
//
// A line of the result is a country: its ISO 3166-1 alpha-3 code, its name, its rings. A ring is a list of steps of
// tenths of a degree, longitude and latitude, the first from 0 0. Rings that cross the 180th meridian are cut there.
// Antarctica is left out. Crimea goes with Ukraine (UN General Assembly resolution 68/262); Natural Earth has it as
// administered. Northern Cyprus and Somaliland, which have no code, go with Cyprus and Somalia.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"slices"
	"strings"
)

// topology is what is read of a TopoJSON file (https://github.com/topojson/topojson-specification).
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   struct {
		Countries struct {
			Geometries []geometry
		}
	}
}

// geometry is a country.
type geometry struct {
	Type       string
	Arcs       json.RawMessage
	Properties struct{ Name string }
}

// codes are those of names that the table of countries spells otherwise.
var codes = map[string]string{"W. Sahara": "ESH", "United States of America": "USA", "Dem. Rep. Congo": "COD", "Dominican Rep.": "DOM", "Falkland Is.": "FLK",
	"Fr. S. Antarctic Lands": "ATF", "Timor-Leste": "TLS", "Côte d'Ivoire": "CIV", "Central African Rep.": "CAF", "Congo": "COG", "Eq. Guinea": "GNQ",
	"eSwatini": "SWZ", "Palestine": "PSE", "Solomon Is.": "SLB", "N. Cyprus": "CYP", "Somaliland": "SOM", "Bosnia and Herz.": "BIH", "Macedonia": "MKD", "S. Sudan": "SSD"}

type point [2]float64

func main() {
	log.SetFlags(0)
	log.SetPrefix("atlas: ")
	in := flag.String("in", "", "countries-110m.json of world-atlas")
	table := flag.String("codes", "", "table of countries with their codes")
	out := flag.String("out", "", "file to write")
	flag.Parse()
	if err := run(*in, *table, *out); err != nil {
		log.Fatal(err)
	}
}

func run(in, table, out string) error {
	names, err := readCodes(table)
	if err != nil {
		return err
	}
	b, err := os.ReadFile(in)
	if err != nil {
		return err
	}
	var t topology
	if err := json.Unmarshal(b, &t); err != nil {
		return fmt.Errorf("%s: %w", in, err)
	}
	arcs := t.arcs()
	rings := map[string][][]point{}
	for _, g := range t.Objects.Countries.Geometries {
		name := g.Properties.Name
		if name == "Antarctica" {
			continue
		}
		code := codes[name]
		if code == "" {
			code = names.code[name]
		}
		if code == "" {
			return fmt.Errorf("%s: no code for %q", in, name)
		}
		polygons, err := g.polygons()
		if err != nil {
			return fmt.Errorf("%s: %s: %w", in, name, err)
		}
		for _, p := range polygons {
			for _, r := range p {
				ring := join(arcs, r)
				of := code
				if code == "RUS" && isCrimea(ring) {
					of = "UKR"
				}
				rings[of] = append(rings[of], cut(ring)...)
			}
		}
	}
	return write(out, names.name, rings)
}

type countries struct{ code, name map[string]string }

func readCodes(path string) (countries, error) {
	out := countries{map[string]string{}, map[string]string{}}
	f, err := os.Open(path)
	if err != nil {
		return out, err
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if c := strings.Split(s.Text(), "\t"); len(c) == 5 && len(c[0]) == 3 {
			out.code[c[4]], out.name[c[0]] = c[0], c[4]
		}
	}
	return out, nil
}

// arcs undoes the quantisation and the steps.
func (t *topology) arcs() [][]point {
	var out [][]point
	for _, a := range t.Arcs {
		var x, y float64
		var ps []point
		for _, d := range a {
			x, y = x+d[0], y+d[1]
			ps = append(ps, point{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]})
		}
		out = append(out, ps)
	}
	return out
}

func (g *geometry) polygons() ([][][]int, error) {
	if g.Type == "Polygon" {
		var one [][]int
		err := json.Unmarshal(g.Arcs, &one)
		return [][][]int{one}, err
	}
	var many [][][]int
	err := json.Unmarshal(g.Arcs, &many)
	return many, err
}

// join puts the arcs of a ring together; ^i is the arc i backwards.
func join(arcs [][]point, r []int) []point {
	var out []point
	for _, i := range r {
		var a []point
		if i >= 0 {
			a = slices.Clone(arcs[i])
		} else {
			a = slices.Clone(arcs[^i])
			slices.Reverse(a)
		}
		if len(out) > 0 {
			a = a[1:]
		}
		out = append(out, a...)
	}
	return out
}

func isCrimea(ring []point) bool {
	for _, p := range ring {
		if p[0] < 32 || p[0] > 37 || p[1] < 44 || p[1] > 46.5 {
			return false
		}
	}
	return true
}

// cut divides a ring that crosses the 180th meridian.
func cut(ring []point) [][]point {
	turn := 0.0
	for i := 1; i < len(ring); i++ {
		d := ring[i][0] + turn - ring[i-1][0]
		if d > 180 {
			turn -= 360
		} else if d < -180 {
			turn += 360
		}
		ring[i][0] += turn
	}
	var out [][]point
	for _, shift := range []float64{-360, 0, 360} {
		var moved []point
		for _, p := range ring {
			moved = append(moved, point{p[0] + shift, p[1]})
		}
		if r := clip(clip(moved, -180, 1), 180, -1); len(r) > 3 {
			out = append(out, r)
		}
	}
	return out
}

// clip keeps what of a ring lies on one side of a meridian (Sutherland and Hodgman 1974).
func clip(ring []point, at, side float64) []point {
	var out []point
	inside := func(p point) bool { return side*(p[0]-at) >= 0 }
	for i, p := range ring {
		q := ring[(i+len(ring)-1)%len(ring)]
		if inside(p) != inside(q) {
			f := (at - q[0]) / (p[0] - q[0])
			out = append(out, point{at, q[1] + f*(p[1]-q[1])})
		}
		if inside(p) {
			out = append(out, p)
		}
	}
	return out
}

func write(path string, names map[string]string, rings map[string][][]point) error {
	var b strings.Builder
	b.WriteString("# Outlines of countries, made by train/atlas from world-atlas 2.0.2 (ISC licence, Michael Bostock), which is Natural Earth 1:110m\n# (public domain). DO NOT EDIT. Code, name, rings; a ring is steps of tenths of a degree, longitude and latitude.\n")
	var order []string
	for c := range rings {
		order = append(order, c)
	}
	slices.Sort(order)
	for _, c := range order {
		var texts []string
		for _, r := range rings[c] {
			if s := steps(r); s != "" {
				texts = append(texts, s)
			}
		}
		fmt.Fprintf(&b, "%s\t%s\t%s\n", c, names[c], strings.Join(texts, ";"))
	}
	return os.WriteFile(path, []byte(b.String()), 0o666)
}

// steps writes a ring; points that fall on the one before are left out, and with them rings too small to see.
func steps(ring []point) string {
	var out []string
	x, y := 0, 0
	for i, p := range ring {
		px, py := int(math.Round(p[0]*10)), int(math.Round(p[1]*10))
		if i > 0 && px == x && py == y {
			continue
		}
		out = append(out, fmt.Sprintf("%d %d", px-x, py-y))
		x, y = px, py
	}
	if len(out) < 4 {
		return ""
	}
	return strings.Join(out, " ")
}
