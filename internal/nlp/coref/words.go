package coref

import (
	"io/fs"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

const wordsFile = "lexicons/en/coref.txt"

// words are the word classes that the passes go by.
type words struct {
	class map[string]map[string]bool
}

var classes = []string{"speech", "side", "leader", "state", "body", "place", "arms"}

func readWords(k fs.FS) (*words, error) {
	es, err := lexicon.Read(k, wordsFile)
	if err != nil {
		return nil, err
	}
	w := &words{class: map[string]map[string]bool{}}
	for _, c := range classes {
		w.class[c] = map[string]bool{}
	}
	for i := range es {
		set := w.class[es[i].Head]
		if set == nil {
			return nil, es[i].Errorf("unknown class %q; want one of %s", es[i].Head, strings.Join(classes, ", "))
		}
		for _, f := range es[i].Fields {
			if f.Key != "words" {
				return nil, es[i].FieldErrorf(f, "no field is called %q here", f.Key)
			}
			for s := range strings.SplitSeq(f.Value, ";") {
				if s = strings.TrimSpace(s); s != "" {
					set[s] = true
				}
			}
		}
	}
	return w, nil
}

// is reports whether a word in lower case is of the class.
func (w *words) is(class, word string) bool { return w.class[class][word] }
