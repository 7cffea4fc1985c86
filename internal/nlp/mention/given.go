package mention

import (
	"io/fs"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

// givenFiles list given names; what the first says goes before what the second says.
var givenFiles = []string{"lexicons/en/given_names_more.txt", "lexicons/en/given_names.txt"}

// readGiven reads given names with the gender of those who bear them; «Any» is no gender. A name that one
// file has under two genders is for any.
func readGiven(k fs.FS) (map[string]string, error) {
	out := make(map[string]string, 1<<14)
	for _, file := range givenFiles {
		es, err := lexicon.Read(k, file)
		if err != nil {
			return nil, err
		}
		here := map[string]string{}
		for i := range es {
			e := &es[i]
			if e.Head != "Masc" && e.Head != "Fem" && e.Head != "Any" {
				return nil, e.Errorf("gender %q; want Masc, Fem or Any", e.Head)
			}
			for _, f := range e.Fields {
				if f.Key != "names" {
					return nil, e.FieldErrorf(f, "no field is called %q here", f.Key)
				}
				for n := range strings.SplitSeq(f.Value, ";") {
					n = strings.TrimSpace(n)
					if old, ok := here[n]; ok && old != e.Head {
						here[n] = "Any"
					} else {
						here[n] = e.Head
					}
				}
			}
		}
		for n, g := range here {
			if _, ok := out[n]; !ok {
				out[n] = g
			}
		}
	}
	return out, nil
}

// genderOf returns the gender of a given name: of «Jean-Yves» that of the first part counts if the whole is
// unknown.
func (l *Layer) genderOf(given string) string {
	g, ok := l.given[given]
	if first, _, cut := strings.Cut(given, "-"); !ok && cut {
		g = l.given[first]
	}
	if g == "Any" {
		return ""
	}
	return g
}
