package statement

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/lexicon"
)

// topics are the words of the PLOVER contexts, by their first word.
type topics struct {
	names []string
	words map[string][]topic
}

type topic struct {
	rest  []string
	names []int
}

// readTopics reads topics.txt: an entry is a context of contexts.tsv, its words lemmas or phrases.
func readTopics(k fs.FS) (*topics, error) {
	entries, err := lexicon.Read(k, topicsPath)
	if err != nil {
		return nil, err
	}
	t := &topics{words: map[string][]topic{}}
	for i := range entries {
		e := &entries[i]
		if err := known(e, "words"); err != nil {
			return nil, err
		}
		t.names = append(t.names, e.Head)
		for _, f := range e.All("words") {
			for _, one := range list(f) {
				t.add(strings.Fields(strings.ToLower(one)), i)
			}
		}
	}
	return t, nil
}

func (t *topics) add(ws []string, name int) {
	for i := range t.words[ws[0]] {
		if x := &t.words[ws[0]][i]; slices.Equal(x.rest, ws[1:]) {
			if !slices.Contains(x.names, name) {
				x.names = append(x.names, name)
			}
			return
		}
	}
	t.words[ws[0]] = append(t.words[ws[0]], topic{ws[1:], []int{name}})
}

// topicsOf returns the contexts of the words in spans, in the order of the file; of words that overlap the
// longest counts.
func (r *reading) topicsOf(spans []doc.Span) []string {
	seen := make([]bool, len(r.topics.names))
	for _, s := range spans {
		a, b := r.d.TokensIn(s)
		for t := a; t < b; {
			n := 1
			var best *topic
			for _, key := range [...]string{r.low(t), strings.ToLower(r.lemma(t))} {
				for i := range r.topics.words[key] {
					if x := &r.topics.words[key][i]; (best == nil || len(x.rest) > len(best.rest)) && r.topicAt(t+1, b, x.rest) {
						best = x
					}
				}
			}
			if best != nil {
				n += len(best.rest)
				for _, i := range best.names {
					seen[i] = true
				}
			}
			t += doc.Tok(n)
		}
	}
	var out []string
	for i, on := range seen {
		if on {
			out = append(out, r.topics.names[i])
		}
	}
	return out
}

func (r *reading) topicAt(t, end doc.Tok, rest []string) bool {
	if t+doc.Tok(len(rest)) > end {
		return false
	}
	for i, w := range rest {
		if k := t + doc.Tok(i); r.low(k) != w && strings.ToLower(r.lemma(k)) != w {
			return false
		}
	}
	return true
}
