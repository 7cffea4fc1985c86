package mention

import (
	"io/fs"
	"strings"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/lexicon"
)

const metonymyFile = "lexicons/en/metonymy.txt"

// metonymy says in which grammatical places, and under which lemmas, a capital stands for its government. A
// place without words takes any lemma.
type metonymy map[string]map[string]bool

func readMetonymy(k fs.FS) (metonymy, error) {
	es, err := lexicon.Read(k, metonymyFile)
	if err != nil {
		return nil, err
	}
	m := metonymy{}
	for i := range es {
		words := map[string]bool{}
		for _, f := range es[i].Fields {
			if f.Key != "words" {
				return nil, es[i].FieldErrorf(f, "no field is called %q here", f.Key)
			}
			for w := range strings.SplitSeq(f.Value, ";") {
				if w = strings.TrimSpace(w); w != "" {
					words[w] = true
				}
			}
		}
		m[es[i].Head] = words
	}
	return m, nil
}

// has reports whether the government is meant in the place under the lemma.
func (m metonymy) has(place, lemma string) bool {
	words, ok := m[place]
	return ok && (len(words) == 0 || words[lemma])
}

// governs reports whether the seat of government whose head is h stands for the government: as a subject that
// says or decides, a possessor of a position, a party to talks. After a preposition of place it is a place.
func (r *reader) governs(h doc.Tok) bool {
	d := r.d
	for steps := 0; d.IsRel(h, "conj") && steps < 64; steps++ {
		h = d.Tokens[h].Head
	}
	if r.hyphened(h) {
		return true
	}
	up := d.Tokens[h].Head
	if up == doc.None {
		return false
	}
	lemma := strings.ToLower(d.Tokens[up].Lemma)
	if c := d.Child(h, "case"); c != doc.None && !isPossessive(r.words[c]) {
		return r.governsAfter(c, h, up, lemma)
	}
	switch {
	case d.IsRel(h, "nsubj"):
		if d.Tokens[h].Rel == "nsubj:pass" {
			return r.metonym.has("object", lemma)
		}
		if d.Child(up, "cop") != doc.None {
			return r.metonym.has("predicate", lemma)
		}
		return r.metonym.has("subject", lemma) || d.Child(up, "ccomp", "xcomp") != doc.None || r.wills(up)
	case d.IsRel(h, "nmod:poss"):
		return r.metonym.has("possessor", lemma)
	case d.IsRel(h, "iobj"):
		return true
	case d.IsRel(h, "obj"):
		return r.metonym.has("object", lemma)
	case d.IsRel(h, "compound", "nmod"):
		return r.metonym.has("compound", lemma)
	}
	return false
}

// wills reports whether the verb at t stands under a modal of will or duty: «Moscow would not wait».
func (r *reader) wills(t doc.Tok) bool {
	c := r.d.Child(t, "aux")
	if c == doc.None || r.d.Tokens[t].UPOS != "VERB" {
		return false
	}
	switch strings.ToLower(r.words[c]) {
	case "will", "would", "must", "should", "wo", "'d", "’d", "'ll", "’ll":
		return true
	}
	return false
}

// governsAfter reads a name after the preposition c.
func (r *reader) governsAfter(c, h, up doc.Tok, lemma string) bool {
	prep := strings.ToLower(r.words[c])
	if prep == "according" {
		return true
	}
	if prep == "by" && !r.d.IsRel(h, "obl:agent") && r.d.Child(up, "aux:pass", "nsubj:pass") == doc.None {
		return false
	}
	if o := r.d.Child(up, "obj", "nsubj:pass"); o != doc.None && o < h && r.metonym.has(prep, strings.ToLower(r.d.Tokens[o].Lemma)) {
		return true // «discussed support | for Kyiv»: the parser often hangs it on the verb
	}
	return r.metonym.has(prep, lemma)
}

// hyphened reports whether a hyphen joins the name at h to a word that makes it a doer («Tehran-backed»).
func (r *reader) hyphened(h doc.Tok) bool {
	if int(h)+2 >= len(r.words) || !isHyphen(r.words[h+1]) || r.d.Tokens[h].End != r.d.Tokens[h+1].Begin {
		return false
	}
	return r.metonym.has("compound", strings.ToLower(r.words[h+2]))
}
