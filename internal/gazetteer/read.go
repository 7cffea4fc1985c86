package gazetteer

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
)

// Ranks of what has no population or is better known than its population says.
const (
	countryRank = 1_000_000_000
	areaRank    = 60_000_000
	siteRank    = 300_000
	countyRank  = 40_000
)

// readPlaces reads the generated file: lines of columns parted by tabs, one kind of line for each kind of
// place. Countries come first, then regions, then cities.
//
//	C iso3 iso2 id lat lon population names
//	R iso2.code id lat lon population names
//	A iso2.code lat lon population names               a county
//	P id iso2 code flags lat lon population names      flags: c capital, s seat of its region
func (g *Gazetteer) readPlaces(k fs.FS, path string) error {
	src, err := fs.ReadFile(k, path)
	if err != nil {
		return err
	}
	z, err := gzip.NewReader(bytes.NewReader(src))
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	no := 0
	for line := range strings.Lines(string(raw)) {
		no++
		if err := g.place(strings.TrimSuffix(line, "\n")); err != nil {
			return fmt.Errorf("%s:%d:1: %w", path, no, err)
		}
	}
	return nil
}

func (g *Gazetteer) place(line string) error {
	if line == "" || line[0] == '#' {
		return nil
	}
	c := strings.Split(line, "\t")
	want := map[string]int{"C": 8, "R": 7, "A": 6, "P": 9}[c[0]]
	if len(c) != want || want == 0 {
		return fmt.Errorf("line of kind %q has %d columns; want %d", c[0], len(c), want)
	}
	n, names := numbers{}, strings.Split(c[len(c)-1], ";")
	p := Place{Name: names[0]}
	rest := c[len(c)-4:]
	p.LatE3, p.LonE3, p.Population = int32(n.of(rest[0])), int32(n.of(rest[1])), n.of(rest[2])
	switch c[0] {
	case "C":
		g.alpha3[c[2]] = c[1]
		p.ID, p.Kind, p.Country, p.key = n.of(c[3]), Country, c[1], "@"+c[1]
		p.rank = countryRank + p.Population
	case "R":
		iso2, code, _ := strings.Cut(c[1], ".")
		p.ID, p.Kind, p.Country, p.Admin1, p.key = n.of(c[2]), Region, g.alpha3[iso2], code, "@"+g.alpha3[iso2]+"."+code
		p.rank = p.Population / 3 // «São Paulo» alone is the city
	case "A":
		iso2, code, _ := strings.Cut(c[1], ".")
		p.Kind, p.Country, p.Admin1, p.rank = County, g.alpha3[iso2], code, countyRank
	case "P":
		p.ID, p.Country, p.Admin1 = n.of(c[1]), g.alpha3[c[2]], c[3]
		p.Capital, p.Seat = strings.Contains(c[4], "c"), strings.Contains(c[4], "s")
		p.rank = cityRank(&p)
	}
	if n.err != nil {
		return n.err
	}
	g.add(p, names)
	return nil
}

// cityRank raises seats of government above places of like size.
func cityRank(p *Place) int {
	switch {
	case p.Capital:
		return p.Population*4 + 2_000_000
	case p.Seat:
		return p.Population*2 + 20_000
	}
	return p.Population
}

// numbers reads integers and keeps the first error.
type numbers struct{ err error }

func (n *numbers) of(s string) int {
	if s == "" {
		return 0
	}
	v, err := strconv.Atoi(s)
	if err != nil && n.err == nil {
		n.err = fmt.Errorf("%q is not a number", s)
	}
	return v
}
