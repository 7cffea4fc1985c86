package gazetteer

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
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
	countyRank  = 20_000
	villageRank = 500
)

// readPlaces reads the generated file: lines of columns parted by tabs, one kind of line for each kind of
// place. Countries come first, then regions, then cities.
//
//	C iso3 iso2 id lat lon population names
//	R iso2.code id lat lon population names
//	A iso2.code lat lon population names               a county
//	T iso2.code lat lon population names               a small town, in hundredths of a degree
//	P id iso2 code flags lat lon population names      flags: c capital, s seat of its region
func (g *Gazetteer) readPlaces(k fs.FS, path string) error {
	src, err := fs.ReadFile(k, path)
	if err != nil {
		return err
	}
	raw, err := unpack(src)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	lines := strings.Count(raw, "\n")
	g.places = make([]Place, 0, lines+1<<11)
	g.names = make([]nameEntry, 1, lines+1<<13)
	g.first = make(map[string]int32, lines+1<<13)
	no := 0
	for raw != "" {
		no++
		line, rest, _ := strings.Cut(raw, "\n")
		raw = rest
		if err := g.place(line); err != nil {
			return fmt.Errorf("%s:%d:1: %w", path, no, err)
		}
	}
	return nil
}

// unpack unpacks a gzip file, whose last four bytes tell how long its content is (RFC 1952).
func unpack(src []byte) (string, error) {
	z, err := gzip.NewReader(bytes.NewReader(src))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.Grow(int(binary.LittleEndian.Uint32(src[len(src)-4:])))
	_, err = io.Copy(&b, z)
	return b.String(), err
}

func (g *Gazetteer) place(line string) error {
	if line == "" || line[0] == '#' {
		return nil
	}
	var buf [9]string
	c := columns(buf[:0], line)
	if want := columnsOf(c[0]); len(c) != want {
		return fmt.Errorf("line of kind %q has %d columns; want %d", c[0], len(c), want)
	}
	n, names := numbers{}, []string{c[len(c)-1]}
	if strings.IndexByte(names[0], ';') >= 0 {
		names = strings.Split(names[0], ";")
	}
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
		p.Kind, p.Country, p.Admin1, p.rank = County, g.alpha3[iso2], code, countyRank+p.Population/4 // «Houston» alone is the city
	case "T":
		iso2, code, _ := strings.Cut(c[1], ".")
		p.Country, p.Admin1, p.rank = g.alpha3[iso2], code, villageRank
		p.LatE3, p.LonE3 = 10*p.LatE3, 10*p.LonE3
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

// columns appends the columns of a line to dst.
func columns(dst []string, line string) []string {
	for {
		i := strings.IndexByte(line, '\t')
		if i < 0 {
			return append(dst, line)
		}
		dst, line = append(dst, line[:i]), line[i+1:]
	}
}

// columnsOf is how many columns a kind of line has, 0 for an unknown kind.
func columnsOf(kind string) int {
	switch kind {
	case "C":
		return 8
	case "R":
		return 7
	case "A", "T":
		return 6
	case "P":
		return 9
	}
	return 0
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
