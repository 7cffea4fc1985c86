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
	codes map[string][]string // of the class body: the actor codes of what the word may stand for
}

var classes = []string{"speech", "more", "judging", "joint", "side", "leader", "state", "body", "place", "arms", "other", "delegates"}

func readWords(k fs.FS) (*words, error) {
	es, err := lexicon.Read(k, wordsFile)
	if err != nil {
		return nil, err
	}
	w := &words{class: map[string]map[string]bool{}, codes: map[string][]string{}}
	for _, c := range classes {
		w.class[c] = map[string]bool{}
	}
	for i := range es {
		set := w.class[es[i].Head]
		if set == nil {
			return nil, es[i].Errorf("unknown class %q; want one of %s", es[i].Head, strings.Join(classes, ", "))
		}
		codes := split(es[i].Get("code"))
		for _, f := range es[i].Fields {
			switch f.Key {
			case "code":
			case "words":
				for _, s := range split(f.Value) {
					set[s] = true
					w.codes[s] = codes
				}
			default:
				return nil, es[i].FieldErrorf(f, "no field is called %q here", f.Key)
			}
		}
	}
	return w, nil
}

func split(list string) []string {
	var out []string
	for s := range strings.SplitSeq(list, ";") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// is reports whether a word in lower case is of the class.
func (w *words) is(class, word string) bool { return w.class[class][word] }
