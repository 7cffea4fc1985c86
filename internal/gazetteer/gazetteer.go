// Package gazetteer knows the places of the world by name: states, their regions, cities, and the areas,
// seas, rivers, mountains, islands, bases and sites that news speaks of.
//
// Two files lie in the folder gazetteer of the knowledge: places.tsv.gz, made from GeoNames by
// train/gazetteer, and areas.txt, written by hand, which adds places, names and better coordinates.
// Several places may share a name; Lookup returns them all, the best known first, and the place layer
// chooses by what else the text says.
package gazetteer

import (
	"io/fs"
	"slices"
	"strings"
)

// Kind is what a place is.
type Kind uint8

const (
	City Kind = iota
	Region
	Country
	Continent
	Area      // a part of the world or of a country without a government of its own: «the Sahel», «Donbas»
	Water     // sea, ocean, gulf, strait, lake, river, canal
	Land      // island, peninsula, mountain, range, desert, valley, cape
	Site      // base, plant, port, airport, border crossing, camp
	Territory // disputed or dependent territory without a row of its own: «Nagorno-Karabakh»
	County    // part of a region: a county of the United States
)

var kindNames = [...]string{"city", "region", "country", "continent", "area", "water", "land", "site", "territory", "county"}

func (k Kind) String() string { return kindNames[k] }

// Place is one place.
type Place struct {
	ID         int    // GeoNames id, 0 for a place written by hand
	Name       string // as news writes it
	Kind       Kind
	Country    string // ISO 3166-1 alpha-3, "" for none or several
	Admin1     string // GeoNames code of the region: «12» in Ukraine, «TX» in the United States
	LatE3      int32  // thousandths of a degree
	LonE3      int32
	Population int
	Capital    bool // of its country
	Seat       bool // of its region

	key  string // @USA, @US.TX: how areas.txt refers to it
	rank int    // how well known it is
}

// Lat returns the latitude in degrees.
func (p *Place) Lat() float64 { return float64(p.LatE3) / 1000 }

// Lon returns the longitude in degrees.
func (p *Place) Lon() float64 { return float64(p.LonE3) / 1000 }

// Rank says how well known the place is: its population, or what stands for it.
func (p *Place) Rank() int { return p.rank }

// Village reports whether the place is so small that its name alone tells nothing: nobody counted its people.
func (p *Place) Village() bool { return p.rank == villageRank }

// Grain is how fine the place is: city, region, country or area.
func (p *Place) Grain() string {
	switch p.Kind {
	case City, Site:
		return "city"
	case Region, County:
		return "region"
	case Country:
		return "country"
	}
	return "area"
}

// Gazetteer holds the places. It is safe for concurrent use.
type Gazetteer struct {
	places  []Place
	first   map[string]int32 // by folded name: the first entry in names
	names   []nameEntry
	keys    map[string]int32  // @USA, @US.TX
	alpha3  map[string]string // ISO 3166-1 alpha-2 -> alpha-3
	longest int               // words of the longest name
}

// nameEntry is a place that bears a name; next is the following one of the same name, 0 for none.
type nameEntry struct {
	place, next int32
	variant     bool // not its main name
}

// New reads the gazetteer from the knowledge.
func New(k fs.FS) (*Gazetteer, error) {
	g := &Gazetteer{keys: map[string]int32{}, alpha3: map[string]string{}}
	if err := g.readPlaces(k, "gazetteer/places.tsv.gz"); err != nil {
		return nil, err
	}
	if errs := g.readAreas(k, areasFile); len(errs) > 0 {
		return nil, errs[0]
	}
	return g, nil
}

const areasFile = "gazetteer/areas.txt"

// Check returns every mistake in the gazetteer of the knowledge, each with file, line and column.
func Check(k fs.FS) []error {
	g := &Gazetteer{keys: map[string]int32{}, alpha3: map[string]string{}}
	if err := g.readPlaces(k, "gazetteer/places.tsv.gz"); err != nil {
		return []error{err}
	}
	return g.readAreas(k, areasFile)
}

// Match is a place that bears a name.
type Match struct {
	*Place
	Variant bool // under a name that is not its main one
}

// Fame is how well known the place is under the name: a variant counts for less than a main name.
func (m Match) Fame() int {
	if m.Variant {
		return m.rank / 4
	}
	return m.rank
}

// Matches returns the places that bear the name, the best known first; nil for a name that none bears.
// Case, marks on letters and a leading article do not matter.
func (g *Gazetteer) Matches(name string) []Match {
	var list []Match
	for at := g.first[Fold(name)]; at != 0; at = g.names[at].next {
		list = append(list, Match{&g.places[g.names[at].place], g.names[at].variant})
	}
	slices.SortStableFunc(list, func(a, b Match) int { return b.Fame() - a.Fame() })
	var out []Match
	for _, m := range list {
		if !slices.ContainsFunc(out, func(o Match) bool { return o.Place == m.Place }) {
			out = append(out, m)
		}
	}
	return out
}

// Lookup returns the places that bear the name, as Matches does.
func (g *Gazetteer) Lookup(name string) []*Place {
	var out []*Place
	for _, m := range g.Matches(name) {
		out = append(out, m.Place)
	}
	return out
}

// Has reports whether a place bears the name. It is quicker than Lookup.
func (g *Gazetteer) Has(name string) bool { return g.first[Fold(name)] != 0 }

// MaxWords is how many words the longest name has.
func (g *Gazetteer) MaxWords() int { return g.longest }

// Country returns the state with the ISO 3166-1 alpha-3 code, or nil.
func (g *Gazetteer) Country(iso3 string) *Place { return g.byKey("@" + iso3) }

// Region returns the region of the country (alpha-3) with the GeoNames code, or nil.
func (g *Gazetteer) Region(iso3, admin1 string) *Place { return g.byKey("@" + iso3 + "." + admin1) }

// Alpha3 returns the ISO 3166-1 alpha-3 code of an alpha-2 code, "" for none.
func (g *Gazetteer) Alpha3(iso2 string) string { return g.alpha3[iso2] }

func (g *Gazetteer) byKey(key string) *Place {
	if i, ok := g.keys[key]; ok {
		return &g.places[i]
	}
	return nil
}

// add adds a place under its names.
func (g *Gazetteer) add(p Place, names []string) {
	g.places = append(g.places, p)
	i := int32(len(g.places) - 1)
	if p.key != "" {
		g.keys[p.key] = i
	}
	for n, name := range names {
		g.name(i, name, n > 0)
	}
}

// name lets place i be found under a name.
func (g *Gazetteer) name(i int32, name string, variant bool) {
	f := Fold(name)
	if f == "" {
		return
	}
	g.longest = max(g.longest, 1+strings.Count(f, " "))
	g.names = append(g.names, nameEntry{i, g.first[f], variant})
	g.first[f] = int32(len(g.names) - 1)
}
