package place

import (
	"io/fs"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

const sitesFile = "lexicons/en/sites.txt"

// readSites reads the classes of the words of place nouns: «airport» is facility, «province» region. A word of
// several classes has the first.
func readSites(k fs.FS) (map[string]string, error) {
	es, err := lexicon.Read(k, sitesFile)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for i := range es {
		for _, v := range es[i].All("nouns") {
			for w := range strings.FieldsFuncSeq(v, func(c rune) bool { return c == ';' || c == ' ' }) {
				if out[w] == "" {
					out[w] = es[i].Head
				}
			}
		}
	}
	return out, nil
}
