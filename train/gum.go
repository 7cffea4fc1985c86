package train

import (
	"slices"
	"strings"
	"sync"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/conllu"
	"github.com/openreadout/readout/internal/nlp/parse"
)

// gumKinds are our labels for GUM's types of entities. Types that name few things (object, abstract, time)
// are left outside.
var gumKinds = map[string]string{"person": "PER", "organization": "ORG", "place": "LOC"}

// mention is an entity mention of GUM: words first to end-1.
type mention struct {
	first, end int
	kind       string
}

// GUMLabels makes entity labels of the Entity column of GUM, which has every mention, for those whose head
// is a proper noun. ok is false for a sentence without the column.
func GUMLabels(s conllu.Sentence) (labels []string, ok bool) {
	ms := mentions(s)
	if len(ms) == 0 {
		return nil, false
	}
	labels = make([]string, len(s.Words))
	slices.SortStableFunc(ms, func(a, b mention) int { return (b.end - b.first) - (a.end - a.first) })
	for _, m := range ms {
		kind := gumKinds[m.kind]
		first, end := name(s, m)
		if kind == "" || end <= first || end == first+1 && isOffice(s.Words[first].Form) || slices.ContainsFunc(labels[first:end], func(l string) bool { return l != "" }) {
			continue
		}
		labels[first] = "B-" + kind
		for i := first + 1; i < end; i++ {
			labels[i] = "I-" + kind
		}
	}
	return labels, true
}

var offices = sync.OnceValues(func() (parse.Offices, error) { return parse.NewOffices(data.FS()) })

// isOffice reports «President»: a title alone is no name of a person.
func isOffice(form string) bool {
	o, err := offices()
	return err == nil && o[strings.ToLower(form)]
}

// mentions reads «Entity=(3-person-…(4-place-…)» and «3)4)» in MISC.
func mentions(s conllu.Sentence) []mention {
	var out []mention
	open := map[string][]int{} // by id, indices in out
	for i, w := range s.Words {
		for _, m := range strings.Split(w.Misc, "|") {
			e, ok := strings.CutPrefix(m, "Entity=")
			if !ok {
				continue
			}
			for e != "" {
				if e[0] == '(' {
					n := strings.IndexAny(e[1:], "()") + 1
					if n == 0 {
						n = len(e)
					}
					f := strings.SplitN(e[1:n], "-", 3)
					if len(f) < 2 {
						break
					}
					out = append(out, mention{i, i + 1, f[1]})
					if e = e[n:]; e != "" && e[0] == ')' {
						e = e[1:]
					} else {
						open[f[0]] = append(open[f[0]], len(out)-1)
					}
					continue
				}
				id, rest, _ := strings.Cut(e, ")")
				if o := open[id]; len(o) > 0 {
					out[o[len(o)-1]].end = i + 1
					open[id] = o[:len(o)-1]
				}
				e = rest
			}
		}
	}
	return out
}

// name returns the part of a mention that is its name: the proper noun at its head with what belongs to it,
// without determiner, title or apposition. It is empty for a mention without a name.
func name(s conllu.Sentence, m mention) (first, end int) {
	head := -1
	for i := m.first; i < m.end; i++ {
		if h := s.Words[i].Head - 1; h < m.first || h >= m.end {
			head = i
			break
		}
	}
	if head < 0 || s.Words[head].UPOS != "PROPN" {
		return 0, 0
	}
	in := make([]bool, len(s.Words))
	in[head] = true
	for range 4 { // parts of parts
		for i := m.first; i < m.end; i++ {
			h := s.Words[i].Head - 1
			in[i] = in[i] || h >= 0 && in[h] && belongs(s, i, h)
		}
	}
	first, end = head, head+1
	for first > m.first && in[first-1] {
		first--
	}
	for end < m.end && in[end] {
		end++
	}
	for end-1 > head && s.Words[end-1].UPOS == "PUNCT" {
		end--
	}
	for first < head && s.Words[first].UPOS == "PUNCT" {
		first++
	}
	return first, end
}

// belongs reports whether word i is part of the name of its head h.
func belongs(s conllu.Sentence, i, h int) bool {
	w := s.Words[i]
	upper := w.Form != "" && w.Form[0] >= 'A' && w.Form[0] <= 'Z'
	switch base(w.Rel) {
	case "flat", "goeswith":
		return true
	case "compound", "amod", "nummod":
		return upper || w.UPOS == "NUM" && i == h+1
	case "nmod":
		return w.Rel == "nmod" && w.UPOS == "PROPN" && i > h && i > 0 && (s.Words[i-1].Form == "of" || i > 1 && s.Words[i-2].Form == "of")
	case "case":
		return w.Form == "of" && i < h
	case "det":
		return i > 0 && s.Words[i-1].Form == "of"
	case "punct":
		return w.Form == "-" || w.Form == "."
	}
	return false
}
