package gazetteer

import (
	"fmt"
	"io/fs"
	"math/big"
	"strings"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/lexicon"
)

var kindOf = map[string]Kind{"city": City, "region": Region, "country": Country, "continent": Continent, "area": Area,
	"sea": Water, "ocean": Water, "gulf": Water, "strait": Water, "lake": Water, "river": Water, "canal": Water, "bay": Water,
	"island": Land, "islands": Land, "peninsula": Land, "mountain": Land, "mountains": Land, "desert": Land, "valley": Land, "cape": Land, "forest": Land,
	"base": Site, "plant": Site, "port": Site, "airport": Site, "crossing": Site, "camp": Site, "site": Site, "dam": Site, "prison": Site,
	"building": Site, "square": Site, "territory": Territory, "county": County}

// readAreas reads the file written by hand. A line is a place:
//
//	Donbas; Donbass | area | UKR | 48.3 38.0
//	Kabylia | area | DZA | 36.6 4.5 | 3000000       the rank it shall have among its namesakes
//
// or adds to a place of the generated file, whose key begins with «@»:
//
//	@GBR; United Kingdom; Britain | | | 54.8 -2.7
//	@UKR.14; Donetsk region
func (g *Gazetteer) readAreas(k fs.FS, path string) (mistakes []error) {
	src, err := fs.ReadFile(k, path)
	if err != nil {
		return []error{err}
	}
	no := 0
	for line := range strings.Lines(string(src)) {
		no++
		line, _, _ = strings.Cut(line, "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		if column, err := g.area(line); err != nil {
			mistakes = append(mistakes, &lexicon.Error{File: path, Line: no, Column: column, Text: err.Error()})
		}
	}
	return mistakes
}

// area reads one line; with an error comes the column of its cause.
func (g *Gazetteer) area(line string) (int, error) {
	cols := strings.Split(line, "|")
	at := make([]int, 5)
	for i, n := 0, 1; i < len(cols) && i < 5; i++ {
		at[i] = n + utf8.RuneCountInString(cols[i]) - utf8.RuneCountInString(strings.TrimLeft(cols[i], " \t"))
		n += utf8.RuneCountInString(cols[i]) + 1
		cols[i] = strings.TrimSpace(cols[i])
	}
	if len(cols) > 5 {
		return at[4], fmt.Errorf("%d columns; want at most 5", len(cols))
	}
	for len(cols) < 5 {
		cols = append(cols, "")
	}
	var names []string
	for n := range strings.SplitSeq(cols[0], ";") {
		if n = strings.TrimSpace(n); n != "" {
			names = append(names, n)
		}
	}
	if len(names) == 0 {
		return 1, fmt.Errorf("no name")
	}
	lat, lon, err := degrees(cols[3])
	if err != nil {
		return at[3], err
	}
	n := numbers{}
	rank := n.of(cols[4])
	if n.err != nil {
		return at[4], n.err
	}
	if strings.HasPrefix(names[0], "@") {
		return 1, g.amend(names[0], names[1:], cols[3] != "", lat, lon, rank)
	}
	kind, ok := kindOf[cols[1]]
	if !ok {
		return at[1], fmt.Errorf("unknown kind %q", cols[1])
	}
	if cols[2] != "" && g.Country(cols[2]) == nil {
		return at[2], fmt.Errorf("unknown country %q", cols[2])
	}
	if cols[3] == "" {
		return at[3], fmt.Errorf("no coordinates")
	}
	if rank == 0 {
		rank = areaRank
		if kind == Site || kind == City {
			rank = siteRank
		}
	}
	g.add(Place{Name: names[0], Kind: kind, Country: cols[2], LatE3: lat, LonE3: lon, rank: rank}, names)
	return 0, nil
}

// amend gives the place with the key more names, other coordinates or another rank.
func (g *Gazetteer) amend(key string, names []string, moved bool, lat, lon int32, rank int) error {
	i, ok := g.keys[key]
	if !ok {
		return fmt.Errorf("no place has the key %q", key)
	}
	for _, n := range names {
		g.name(i, n, false)
	}
	if moved {
		g.places[i].LatE3, g.places[i].LonE3 = lat, lon
	}
	if rank > 0 {
		g.places[i].rank = rank
	}
	return nil
}

// degrees reads «48.3 38.0» into thousandths.
func degrees(s string) (lat, lon int32, err error) {
	if s == "" {
		return 0, 0, nil
	}
	a, b, _ := strings.Cut(s, " ")
	if lat, err = thousandths(a, 90); err != nil {
		return 0, 0, err
	}
	lon, err = thousandths(strings.TrimSpace(b), 180)
	return lat, lon, err
}

func thousandths(s string, limit int64) (int32, error) {
	r, ok := new(big.Rat).SetString(s)
	if !ok || strings.ContainsAny(s, "/eE") {
		return 0, fmt.Errorf("%q is not a number of degrees", s)
	}
	r.Mul(r, big.NewRat(1000, 1))
	n := new(big.Int).Quo(r.Num(), r.Denom()).Int64()
	if n > limit*1000 || n < -limit*1000 {
		return 0, fmt.Errorf("%s is more than %d degrees", s, limit)
	}
	return int32(n), nil
}
