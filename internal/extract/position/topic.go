package position

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// topicWords is how many words a topic has at most.
const topicWords = 9

// topic names what the statement is about in its own words: the noun phrase of the content that is its
// subject or object and names somebody or something other than the holder.
func (r *reader) topic(s *doc.Statement, holder int) string {
	best, score := doc.Tok(doc.None), 0
	for n, t := range r.content(s) {
		k := &r.d.Tokens[t]
		if k.UPOS != "NOUN" && k.UPOS != "PROPN" || r.d.IsRel(t, "compound", "flat", "amod", "nmod:poss", "case", "fixed") {
			continue
		}
		v := 10 - min(n/6, 8)
		switch {
		case r.d.IsRel(t, "nsubj", "obj"):
			v += 4
		case r.d.IsRel(t, "obl"):
			v += 1
		}
		if r.is("hollow", strings.ToLower(k.Lemma)) {
			v -= 12
		}
		if e := r.d.EntityOf(t); e >= 0 {
			switch r.d.Entities[e].Kind {
			case "person":
				v -= 8
			case "state", "organisation", "place", "group":
				v -= 3
			}
			if e == holder || holder >= 0 && r.d.Entities[e].Country != "" && r.d.Entities[e].Country == r.d.Entities[holder].Country {
				v -= 6
			}
		}
		if r.names(t, holder) {
			v += 3
		}
		if v > score {
			best, score = t, v
		}
	}
	if best == doc.None {
		return ""
	}
	return r.render(best)
}

// names reports whether the phrase of t names an entity other than the holder in its branches.
func (r *reader) names(t doc.Tok, holder int) bool {
	for _, c := range r.d.Children(t) {
		if !r.d.IsRel(c, "nmod", "compound", "amod", "nmod:poss") {
			continue
		}
		if e := r.d.EntityOf(c); e >= 0 && e != holder && r.d.Entities[e].Kind != "other" {
			return true
		}
	}
	return false
}

// render writes the phrase of t without its determiner, its possessive pronoun and its clauses.
func (r *reader) render(t doc.Tok) string {
	toks := []doc.Tok{t}
	for i := 0; i < len(toks) && len(toks) < longest; i++ {
		for _, c := range r.d.Children(toks[i]) {
			if r.d.IsRel(c, "acl", "appos", "parataxis", "conj", "cc", "advcl", "punct", "cop", "nsubj", "aux", "mark", "obl", "nmod:unmarked") ||
				toks[i] == t && (r.d.IsRel(c, "det", "advmod") || r.d.IsRel(c, "nmod:poss") && r.d.Tokens[c].UPOS == "PRON" || r.d.IsRel(c, "case")) {
				continue
			}
			toks = append(toks, c)
		}
	}
	min, max := t, t
	in := map[doc.Tok]bool{}
	for _, x := range toks {
		in[x] = true
		if x < min {
			min = x
		}
		if x > max {
			max = x
		}
	}
	var b strings.Builder
	n := 0
	for x := min; x <= max && n < topicWords; x++ {
		if !in[x] {
			continue
		}
		if b.Len() > 0 && r.d.Tokens[x].Begin > r.d.Tokens[x-1].End {
			b.WriteByte(' ')
		}
		b.WriteString(r.d.Form(x))
		n++
	}
	return strings.TrimRight(b.String(), " -–")
}
