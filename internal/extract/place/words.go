package place

import (
	"io/fs"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

const (
	sitesFile = "lexicons/en/sites.txt"
	localFile = "lexicons/en/local.txt"
)

// words are the word lists of the layer.
type words struct {
	nouns  map[string]string   // word of a noun of sites.txt -> its class; a word of several classes has the first
	parts  map[string]bool     // words before a name that only a part of the place is meant
	street map[string]bool     // words that make a name that of a street
	nature map[string]bool     // words that make a name that of a river, lake or mountain
	local  map[string][]string // word or two of local life -> the countries that use it
}

func readWords(k fs.FS) (*words, error) {
	w := &words{map[string]string{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string][]string{}}
	es, err := lexicon.Read(k, sitesFile)
	if err != nil {
		return nil, err
	}
	for i := range es {
		for _, v := range es[i].All("nouns") {
			for x := range strings.FieldsFuncSeq(v, func(c rune) bool { return c == ';' || c == ' ' }) {
				if w.nouns[x] == "" {
					w.nouns[x] = es[i].Head
				}
			}
		}
	}
	if es, err = lexicon.Read(k, localFile); err != nil {
		return nil, err
	}
	for i := range es {
		for _, f := range es[i].Fields {
			if f.Key != "words" {
				return nil, es[i].FieldErrorf(f, "no field is called %q here", f.Key)
			}
			for x := range strings.SplitSeq(f.Value, ";") {
				if x = strings.TrimSpace(x); x == "" {
					continue
				}
				switch head := es[i].Head; head {
				case "part":
					w.parts[x] = true
				case "street":
					w.street[x] = true
				case "nature":
					w.nature[x] = true
				default:
					w.local[x] = append(w.local[x], head)
				}
			}
		}
	}
	return w, nil
}
