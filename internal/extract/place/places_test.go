package place_test

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/record"
)

// TestPlaces runs the texts of testdata/places.txt through the whole engine.
func TestPlaces(t *testing.T) {
	engine, err := readout.New()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open("testdata/places.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for in, no := bufio.NewScanner(f), 1; in.Scan(); no++ {
		line, fails := strings.CutPrefix(in.Text(), "? ")
		text, want, ok := strings.Cut(line, " | ")
		if !ok || line[0] == '#' {
			continue
		}
		rec := engine.Code(record.Article{ID: "a", Lang: "en", Text: text})
		name, want, _ := strings.Cut(want, " = ")
		switch got := where(&rec, name, want); {
		case got == want:
		case fails:
			t.Logf("places.txt:%d: %s: %s is at %s, want %s", no, text, name, got, want)
		default:
			t.Errorf("places.txt:%d: %s: %s is at %s, want %s", no, text, name, got, want)
		}
	}
}

// where tells the place of the entity that the name names as want does: want itself if it is within a degree.
func where(rec *record.Document, name, want string) string {
	at := len([]rune(rec.Text[:strings.Index(rec.Text, name)]))
	for i := range rec.Entities {
		e := &rec.Entities[i]
		for _, m := range e.Mentions {
			if m.End != at+len([]rune(name)) || m.Form == "nationality" || len(e.Members) > 0 {
				continue
			}
			if e.Place == nil {
				return "none"
			}
			var country string
			var lat, lon float64
			fmt.Sscanf(want, "%s %g %g", &country, &lat, &lon)
			c := e.Place.Country
			if c == "" {
				c = "-"
			}
			if c == country && near(e.Place.Lat, lat) && near(e.Place.Lon, lon) {
				return want
			}
			return fmt.Sprintf("%s %.0f %.0f", c, e.Place.Lat, e.Place.Lon)
		}
	}
	return "none"
}

func near(a, b float64) bool { return a-b < 1.2 && b-a < 1.2 }
