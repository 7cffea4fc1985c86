package train

import (
	"fmt"
	"os"
	"strings"
)

// Labels holds entity labels in BIO form by the id of a sentence, one a word, "" for outside.
type Labels map[string][]string

// ReadIOB2 adds the labels of a Universal NER file. Its OTH is no kind of ours and becomes outside, as does
// its stray B-O.
func (l Labels) ReadIOB2(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	id := ""
	for no, line := range strings.Split(string(b), "\n") {
		if s, ok := strings.CutPrefix(line, "# sent_id = "); ok {
			id = strings.TrimSpace(s)
			l[id] = nil
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) < 3 {
			return fmt.Errorf("%s:%d: %d columns", path, no+1, len(c))
		}
		label := c[2]
		if label == "O" || strings.HasSuffix(label, "-O") || strings.HasSuffix(label, "-OTH") {
			label = ""
		}
		l[id] = append(l[id], label)
	}
	return nil
}
