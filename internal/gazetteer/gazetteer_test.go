package gazetteer_test

import (
	"testing"
	"testing/fstest"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/gazetteer"
)

func load(t testing.TB) *gazetteer.Gazetteer {
	t.Helper()
	g, err := gazetteer.New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestLookup(t *testing.T) {
	g := load(t)
	for _, c := range []struct {
		name, country, grain string
		lat, lon             float64 // about
	}{
		{"Kyiv", "UKR", "city", 50, 30}, {"Kiev", "UKR", "city", 50, 30}, {"KYIV", "UKR", "city", 50, 30},
		{"Peking", "CHN", "city", 40, 116}, {"Paris", "FRA", "city", 49, 2}, {"London", "GBR", "city", 51, 0},
		{"the Netherlands", "NLD", "country", 52, 6}, {"U.S.", "USA", "country", 40, -99}, {"UK", "GBR", "country", 55, -3},
		{"Georgia", "GEO", "country", 42, 43}, {"Texas", "USA", "region", 31, -99}, {"Tex.", "USA", "region", 31, -99},
		{"Côte d’Ivoire", "CIV", "country", 8, -5}, {"Cote d'Ivoire", "CIV", "country", 8, -5}, {"St. Petersburg", "RUS", "city", 60, 30},
		{"Sao Paulo", "BRA", "city", -24, -47}, {"São Paulo", "BRA", "city", -24, -47}, {"Nagorno-Karabakh", "AZE", "area", 40, 47},
	} {
		list := g.Lookup(c.name)
		if len(list) == 0 {
			t.Errorf("%s: unknown", c.name)
			continue
		}
		p := list[0]
		if p.Country != c.country || p.Grain() != c.grain || p.Lat() < c.lat-1 || p.Lat() > c.lat+1 || p.Lon() < c.lon-1 || p.Lon() > c.lon+1 {
			t.Errorf("%s: got %s %s %s %.2f %.2f, want %s %s near %.0f %.0f", c.name, p.Name, p.Country, p.Grain(), p.Lat(), p.Lon(), c.country, c.grain, c.lat, c.lon)
		}
	}
	if g.Lookup("Nowhereville") != nil || g.Has("Nowhereville") || g.Lookup("") != nil {
		t.Error("found a place that is none")
	}
	if p := g.Country("UKR"); p == nil || p.Name != "Ukraine" {
		t.Errorf("Country(UKR) = %v", p)
	}
	if p := g.Region("USA", "TX"); p == nil || p.Name != "Texas" {
		t.Errorf("Region(USA, TX) = %v", p)
	}
}

func TestFold(t *testing.T) {
	for name, want := range map[string]string{
		"Kyiv": "kyiv", "São Tomé": "sao tome", "St. Louis": "saint louis", "the Hague": "hague", "Nagorno-Karabakh": "nagorno karabakh",
		"N’Djamena": "ndjamena", "U.S.": "us", "  Two  words ": "two words", "Łódź": "lodz", "Đà Nẵng": "da nang", "Mt. Everest": "mount everest",
		"Стамбул": "стамбул", "": "", "...": "",
	} {
		if got := gazetteer.Fold(name); got != want {
			t.Errorf("Fold(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestErrors(t *testing.T) {
	places, err := data.FS().Open("gazetteer/places.tsv.gz")
	if err != nil {
		t.Fatal(err)
	}
	places.Close()
	gz, _ := data.FS().(interface{ ReadFile(string) ([]byte, error) }).ReadFile("gazetteer/places.tsv.gz")
	for line, want := range map[string]string{
		"Atlantis | island | | 91 0":        "gazetteer/areas.txt:2:23: 91 is more than 90 degrees",
		"Atlantis | myth | | 1 2":           "gazetteer/areas.txt:2:12: unknown kind \"myth\"",
		"Atlantis | island | ATL | 1 2":     "gazetteer/areas.txt:2:21: unknown country \"ATL\"",
		"Atlantis | island | | one 2":       "gazetteer/areas.txt:2:23: \"one\" is not a number of degrees",
		"@ATL; Atlantis":                    "gazetteer/areas.txt:2:1: no place has the key \"@ATL\"",
		"Atlantis | island | | ":            "gazetteer/areas.txt:2:23: no coordinates",
		"Atlantis | island | | 1 2 | three": "gazetteer/areas.txt:2:29: \"three\" is not a number",
	} {
		k := fstest.MapFS{"gazetteer/places.tsv.gz": {Data: gz}, "gazetteer/areas.txt": {Data: []byte("# a comment\n" + line + "\n")}}
		if _, err := gazetteer.New(k); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", line, err, want)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for range b.N {
		load(b)
	}
}
