package position

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

const file = "lexicons/en/position.txt"

var classes = []string{"stance", "leaning", "plain", "modal", "noun", "conveys", "hollow", "restated", "maintained", "first", "changed", "shift", "tone", "drop", "joint", "topic"}

// words are the classes of data/lexicons/en/position.txt.
type words map[string]map[string]bool

func readWords(k fs.FS) (words, error) {
	es, err := lexicon.Read(k, file)
	if err != nil {
		return nil, err
	}
	w := words{}
	for i := range es {
		e := &es[i]
		c := e.Get("class")
		if !slices.Contains(classes, c) {
			return nil, e.Errorf("no class %q", c)
		}
		if w[c] == nil {
			w[c] = map[string]bool{}
		}
		w[c][e.Head] = true
		for _, f := range e.Fields {
			switch f.Key {
			case "class":
			case "forms":
				for _, x := range strings.Split(f.Value, ",") {
					w[c][strings.TrimSpace(x)] = true
				}
			default:
				return nil, e.FieldErrorf(f, "no field %q", f.Key)
			}
		}
	}
	return w, nil
}

func (w words) is(class, word string) bool { return w[class][word] }
