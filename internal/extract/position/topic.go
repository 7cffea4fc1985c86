package position

import (
	"cmp"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// topicWords is how many words a topic has at most.
const topicWords = 9

// topic names what the statement is about in its own words: the noun phrase of the content that is its subject
// or object and is neither the holder nor another actor; where actors are all that there is, what the content has
// them do («support Ukraine»).
func (r *reader) topic(s *doc.Statement, holder int) string {
	best, deed, score := doc.Tok(doc.None), doc.Tok(doc.None), 0 // deed is the verb over best, if best is an actor
	for n, t := range r.content(s) {
		k := &r.d.Tokens[t]
		if k.UPOS != "NOUN" && k.UPOS != "PROPN" || r.d.IsRel(t, "compound", "flat", "amod", "nmod:poss", "case", "fixed") || r.timed(t) {
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
		verb := doc.Tok(doc.None)
		if e := r.d.EntityOf(t); e >= 0 {
			x := &r.d.Entities[e]
			switch {
			case x.Kind == "place" || r.described(t):
				v -= 3
			case k.UPOS == "PROPN" && x.Actor != "" || x.Kind == "person" || x.Kind == "state":
				if up := k.Head; up != doc.None && r.d.Tokens[up].UPOS == "VERB" && r.inside(s, up) {
					verb = up
				}
				v -= 6
			}
			if e == holder || holder >= 0 && x.Country != "" && x.Country == r.d.Entities[holder].Country {
				v -= 6
			}
		}
		if r.names(t, holder) {
			v += 3
		}
		if v > score {
			best, deed, score = t, verb, v
		}
	}
	switch {
	case best == doc.None:
		return ""
	case deed != doc.None:
		return cmp.Or(r.deed(deed), r.render(best))
	case s.Act == "proposal" && r.d.IsRel(best, "nsubj") && !r.d.IsRel(best, "nsubj:pass") && r.d.EntityOf(best) >= 0 && r.inside(s, r.d.Tokens[best].Head):
		return cmp.Or(r.deed(r.d.Tokens[best].Head), r.render(best)) // «that the army return to barracks»
	}
	return r.render(best)
}

// described reports whether t is the subject of a sentence that says what it is: «Taiwan is an internal affair».
func (r *reader) described(t doc.Tok) bool {
	h := r.d.Tokens[t].Head
	return h != doc.None && r.d.IsRel(t, "nsubj") && r.d.Child(h, "cop") != doc.None
}

// timed reports whether t is part of a time.
func (r *reader) timed(t doc.Tok) bool {
	at := r.d.Tokens[t].Span
	i, _ := slices.BinarySearchFunc(r.d.Times, at.End, func(x doc.Time, end int) int { return x.Begin - end })
	return i > 0 && r.d.Times[i-1].Overlaps(at)
}

// inside reports whether t stands in the content of s.
func (r *reader) inside(s *doc.Statement, t doc.Tok) bool {
	return slices.ContainsFunc(s.Content, func(c doc.Span) bool { return c.Contains(r.d.Tokens[t].Span) })
}

// deed writes what the verb t says is done: its lemma, its particle, its object and the parties and places that it
// governs, without subject and times.
func (r *reader) deed(t doc.Tok) string {
	words, alone := []string{strings.ToLower(r.d.Tokens[t].Lemma)}, r.d.Child(t, "obj") == doc.None
	for _, c := range r.d.Children(t) {
		switch {
		case r.timed(c):
		case r.d.IsRel(c, "nsubj:pass"):
			words = append(words, strings.Fields(r.render(c))...)
		case c < t:
		case r.d.IsRel(c, "compound:prt"):
			words = append(words, r.d.Form(c))
		case r.d.IsRel(c, "obj", "iobj"):
			words = append(words, strings.Fields(r.render(c))...)
		case r.d.IsRel(c, "obl"):
			if prep := r.d.Preposition(c); prep != "" && (r.d.EntityOf(c) >= 0 || alone && len(words) == 1) {
				words = append(words, append(strings.Fields(prep), strings.Fields(r.render(c))...)...)
			}
		}
	}
	if len(words) == 1 {
		return "" // a verb alone is no topic
	}
	return strings.Join(words[:min(len(words), topicWords)], " ")
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
		if p := r.d.Child(c, "nmod:poss"); p != doc.None && r.d.IsRel(c, "nmod") && r.d.EntityOf(p) >= 0 && r.d.EntityOf(p) != holder {
			return true // «sanctions on Moscow's oil trade»
		}
	}
	return false
}

// render writes the phrase of t without its determiner, its possessive pronoun and its clauses.
func (r *reader) render(t doc.Tok) string {
	toks := []doc.Tok{t}
	for i := 0; i < len(toks) && len(toks) < longest; i++ {
		for _, c := range r.d.Children(toks[i]) {
			if r.paired(toks[i], c) {
				toks = append(toks, c)
				continue
			}
			if r.d.Tokens[toks[i]].UPOS == "NUM" && r.d.IsRel(c, "advmod") {
				continue // «over 19 jets»
			}
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
	n, last := 0, min
	for x := min; x <= max && n < topicWords; x++ {
		if !in[x] && !(in[x-1] && in[x+1] && r.hyphen(x)) {
			continue
		}
		if x > last+1 || x > min && r.d.Tokens[x].Begin > r.d.Tokens[x-1].End {
			b.WriteByte(' ')
		}
		b.WriteString(r.d.Form(x))
		last = x
		n++
	}
	return strings.TrimRight(b.String(), " -–")
}

// paired reports whether c is the other of two in what t names, or its «and»: «relations between Oslo and Rome».
func (r *reader) paired(t, c doc.Tok) bool {
	switch {
	case r.d.IsRel(c, "conj"):
		return r.d.IsRel(t, "nmod") && r.d.Preposition(t) == "between"
	case r.d.IsRel(c, "cc"):
		h := r.d.Tokens[t].Head
		return h != doc.None && r.d.IsRel(t, "conj") && r.paired(h, t)
	}
	return false
}

// hyphen reports whether x joins the words around it: «high-level».
func (r *reader) hyphen(x doc.Tok) bool {
	return r.d.Tokens[x].UPOS == "PUNCT" && r.d.Tokens[x-1].End == r.d.Tokens[x].Begin && r.d.Tokens[x].End == r.d.Tokens[x+1].Begin
}
