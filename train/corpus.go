package train

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/conllu"
	"github.com/openreadout/readout/internal/model"
	"github.com/openreadout/readout/internal/nlp/parse"
)

// corpus is everything that a network is trained on, and the classes that it learns.
type corpus struct {
	buckets model.Buckets
	trees   []conllu.Sentence
	labels  [][]string // of each tree, nil where unknown
	lists   map[string][]string
	ids     map[string]map[string]int32 // classes of each list
	count   map[string]int              // words of the treebanks
	words   map[string]*word            // by form
	hints   *parse.Hints
}

func newCorpus(b model.Buckets, trees []conllu.Sentence, names Labels, vectors *Vectors) *corpus {
	c := &corpus{buckets: b, trees: trees, lists: map[string][]string{}, ids: map[string]map[string]int32{}, count: map[string]int{}, words: map[string]*word{}}
	tally := map[string]map[string]int{"tags": {}, "feats": {}, "lemmas": {}, "relations": {}}
	for _, s := range trees {
		for _, w := range s.Words {
			c.count[model.Normalise(w.Form)]++
			tally["tags"][tag(w)]++
			tally["feats"][feats(w)]++
			tally["lemmas"][model.LemmaRule(w.Form, w.Lemma)]++
			tally["relations"][w.Rel]++
		}
		labels := names[s.ID]
		if len(labels) != len(s.Words) {
			labels, _ = GUMLabels(s)
		}
		c.labels = append(c.labels, labels)
	}
	c.lists["tags"] = frequent(tally["tags"], 2)
	c.lists["feats"] = frequent(tally["feats"], 3)
	c.lists["lemmas"] = frequent(tally["lemmas"], 3)
	c.lists["relations"] = frequent(tally["relations"], 3)
	c.lists["labels"] = []string{"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"}
	words := slices.Clone(vectors.Words)
	for _, w := range frequent(c.count, 2) {
		if vectors.index[w] == nil {
			words = append(words, w)
		}
	}
	c.lists["words"] = words
	for name, list := range c.lists {
		c.ids[name] = map[string]int32{}
		for i, x := range list {
			c.ids[name][x] = int32(i)
		}
	}
	return c
}

func tag(w conllu.Word) string { return w.UPOS + "|" + w.XPOS }

func feats(w conllu.Word) string {
	if w.Feats == "" {
		return "_"
	}
	return w.Feats
}

// frequent returns the keys that stand at least so often, the most frequent first.
func frequent(m map[string]int, least int) []string {
	var out []string
	for k, n := range m {
		if n >= least {
			out = append(out, k)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if m[out[i]] != m[out[j]] {
			return m[out[i]] > m[out[j]]
		}
		return out[i] < out[j]
	})
	return out
}

// word returns what the network sees of form.
func (c *corpus) word(form string) *word {
	if w := c.words[form]; w != nil {
		return w
	}
	w := &word{Word: c.buckets.Word(form)}
	if id, ok := c.ids["words"][w.Norm]; ok {
		w.id = id + 1
	}
	w.count = c.count[w.Norm]
	c.words[form] = w
	return w
}

// example makes a tree and its labels ready for the network.
func (c *corpus) example(words []conllu.Word, labels []string) *example {
	e := &example{}
	class := func(list, x string) int32 {
		if id, ok := c.ids[list][x]; ok {
			return id
		}
		return -1
	}
	forms := make([]string, len(words))
	for i, w := range words {
		forms[i] = w.Form
	}
	e.hints = c.hints.Of(forms)
	for i, w := range words {
		e.words = append(e.words, c.word(w.Form))
		e.tag = append(e.tag, class("tags", tag(w)))
		e.feats = append(e.feats, class("feats", feats(w)))
		e.lemma = append(e.lemma, class("lemmas", model.LemmaRule(w.Form, w.Lemma)))
		e.rel = append(e.rel, class("relations", w.Rel))
		e.head = append(e.head, int32(w.Head))
		label := int32(-1)
		if labels != nil {
			label = 0
			if labels[i] != "" {
				label = class("labels", labels[i])
			}
		}
		e.label = append(e.label, label)
	}
	return e
}

// Vectors are word vectors made beforehand, the most frequent words first.
type Vectors struct {
	Words []string
	index map[string][]float32
}

// ReadVectors reads a text file of a word and its numbers a line.
func ReadVectors(path string, width int) (*Vectors, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	v := &Vectors{index: map[string][]float32{}}
	sc := bufio.NewScanner(f)
	for no := 1; sc.Scan(); no++ {
		c := strings.Fields(sc.Text())
		if len(c) != width+1 {
			return nil, fmt.Errorf("%s:%d: %d numbers; want %d", path, no, len(c)-1, width)
		}
		x := make([]float32, width)
		for i := range x {
			n, err := strconv.ParseFloat(c[i+1], 32)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, no, err)
			}
			x[i] = float32(n)
		}
		v.Words = append(v.Words, c[0])
		v.index[c[0]] = x
	}
	return v, sc.Err()
}

var (
	tokenRE = regexp.MustCompile(`(?i)[a-z]\.(?:[a-z]\.)+|\p{L}+(?:-\p{L}+)*?(?:n['’]t)|[\p{L}\p{M}]+|['’](?:s|re|ve|ll|d|m)\b|\d+(?:[.,:]\d+)*|[^\s\p{L}\d]`)
	notRE   = regexp.MustCompile(`(?i)^(.+)(n['’]t)$`)
)

// roughTokens cuts running text into words near enough to those of the treebanks.
func roughTokens(line string) []string {
	var out []string
	for _, t := range tokenRE.FindAllString(line, -1) {
		if m := notRE.FindStringSubmatch(t); m != nil {
			out = append(out, m[1], m[2])
		} else {
			out = append(out, t)
		}
	}
	return out
}

// longestText is the longest sentence of running text that is used.
const longestText = 60

// ReadText calls f for every sentence of the text files that pattern matches, in order.
func ReadText(pattern string, f func(words []string)) error {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no text in %s (%v)", pattern, err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		for line := range strings.Lines(string(b)) {
			words := roughTokens(line)
			for len(words) > 0 {
				n := 0
				for n < len(words) && n < longestText {
					n++
					if t := words[n-1]; n > 3 && (t == "." || t == "?" || t == "!") {
						break
					}
				}
				f(words[:n])
				words = words[n:]
			}
		}
	}
	return nil
}
