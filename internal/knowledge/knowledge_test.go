package knowledge

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/data"
)

func TestCheckEmbedded(t *testing.T) {
	for _, err := range Check(nil) {
		t.Error(err)
	}
}

func TestCheckOverlay(t *testing.T) {
	over := fstest.MapFS{
		"actors/country.txt":          {Data: []byte("FRA France\n")},
		"actors/posts.txt":            {Data: []byte("RUS king\n\tfrom: 2001 Ann Ash\n\tuntil: 2002\nFRA president\n\tfrom: today Bob Birch\n\tuntil: 2002\n")},
		"gazetteer/areas.txt":         {Data: []byte("Atlantis | myth | | 1 2\n@ATL; Atlantis\n")},
		"lexicons/en/units.txt":       {Data: []byte("kilometre\n\tnames kilometre\n")},
		"lexicons/en/frames/mine.txt": {Data: []byte("\tplover: AID\n")},
	}
	want := []string{
		"actors/country.txt:1:1: nothing reads a file of this name",
		`actors/posts.txt:1:1: "king" is no office of offices.txt`,
		`actors/posts.txt:5:8: "today" is no day after the one before`,
		`gazetteer/areas.txt:1:12: unknown kind "myth"`,
		`gazetteer/areas.txt:2:1: no place has the key "@ATL"`,
		"lexicons/en/frames/mine.txt:1:2: field before the first entry",
		"lexicons/en/units.txt:2:2: want «key: value»",
	}
	var got []string
	for _, err := range Check(over) {
		got = append(got, err.Error())
	}
	if !slices.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestExamples runs the examples of the actor files; those of the frames are run by internal/extract/event.
func TestExamples(t *testing.T) {
	engine, err := readout.New()
	if err != nil {
		t.Fatal(err)
	}
	xs, err := Examples(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	for i := range xs {
		if x := &xs[i]; !x.frame {
			if got, ok := x.Run(engine); !ok {
				t.Errorf("%s: %s: got %s, want %s", x.At, x.Text, got, x.Want)
			}
		}
	}
}
