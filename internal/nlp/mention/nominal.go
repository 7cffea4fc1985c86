package mention

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// nominals adds the noun phrases of a sentence whose heads are common nouns, and the coordinations.
func (r *reader) nominals(s doc.Sentence) {
	for t := s.First; t < s.End; t++ {
		if r.heads(t) {
			r.nominal(t, s)
		}
	}
	for t := s.First; t < s.End; t++ {
		if i, ok := r.at[t]; ok && !r.coordinated(i) {
			r.coordination(t)
		}
	}
}

// heads reports whether a noun phrase of its own stands over t.
func (r *reader) heads(t doc.Tok) bool {
	if r.used[t] != free || r.measured(t) || r.titleOfSeveral(t) {
		return false
	}
	k := &r.d.Tokens[t]
	switch k.UPOS {
	case "NOUN":
		return !r.d.IsRel(t, "compound", "flat", "fixed", "goeswith", "nmod:desc", "obl:npmod", "obl:unmarked")
	case "PROPN":
		return !r.d.IsRel(t, "compound", "flat", "fixed", "goeswith", "nmod:desc", "obl:npmod", "obl:unmarked", "amod")
	case "NUM", "ADJ":
		return r.d.Child(t, "det") != doc.None && r.d.IsRel(t, "nsubj", "obj", "iobj", "obl", "nmod")
	}
	return false
}

// titleOfSeveral reports whether t is the title of the persons named after it: «Senators Okafor and Lindqvist».
func (r *reader) titleOfSeveral(t doc.Tok) bool {
	next := t + 1
	if int(next) >= len(r.words) || r.used[next] != inPerson || r.number(t) != "Plur" || r.d.SentenceOf(next) != r.d.SentenceOf(t) {
		return false
	}
	c := r.classOf(t, t)
	return c != nil && (c.title || c.name == "authorities")
}

// measured reports whether t lies in a time or an amount of money, which are no mentions.
func (r *reader) measured(t doc.Tok) bool {
	s := r.d.Tokens[t].Span
	i, _ := slices.BinarySearchFunc(r.d.Amounts, s.End, func(x doc.Amount, at int) int { return x.Begin - at })
	return i > 0 && r.d.Amounts[i-1].Kind == "money" && r.d.Amounts[i-1].Overlaps(s) || r.timed(t)
}

// timed reports whether t lies in a time.
func (r *reader) timed(t doc.Tok) bool {
	s := r.d.Tokens[t].Span
	i, _ := slices.BinarySearchFunc(r.d.Times, s.End, func(x doc.Time, at int) int { return x.Begin - at })
	return i > 0 && r.d.Times[i-1].Overlaps(s)
}

// nominal adds the phrase of the head h: from its first modifier to the head.
func (r *reader) nominal(h doc.Tok, s doc.Sentence) {
	first := h
	for first > s.First && first > h-12 && r.modifier(first-1, h) {
		first--
	}
	for first < h && (r.d.Tokens[first].UPOS == "PUNCT" || isPossessive(r.words[first])) {
		first++
	}
	m := doc.Mention{Span: r.span(first, h+1), Head: h, Form: "nominal", Number: r.number(h), Rule: "mention/nominal"}
	if c := r.classOf(first, h); c != nil && !r.bare(c, first, h) {
		m.Kind, m.Role, m.Gender = c.kind, c.name, c.gender
		if m.Number == "Plur" {
			m.Kind = c.plural
		}
	} else if r.d.Tokens[h].UPOS == "PROPN" {
		m.Form, m.Kind, m.Reading, m.Rule = "name", "other", "literal", "mention/proper"
		first = h
		for first > s.First && r.used[first-1] == free && r.d.Tokens[first-1].UPOS == "PROPN" && r.d.Under(first-1, h) {
			first--
		}
		end := h + 1
		for end < s.End && r.used[end] == free && r.d.Tokens[end].UPOS == "PROPN" && r.d.IsRel(end, "flat") && r.d.Under(end, h) {
			end++
		}
		m.Span = r.span(first, end)
	}
	r.add(m)
}

// modifier reports whether t belongs to the phrase of h and stands before it.
func (r *reader) modifier(t, h doc.Tok) bool {
	if !r.d.Under(t, h) {
		return false
	}
	top := t
	for r.d.Tokens[top].Head != h {
		top = r.d.Tokens[top].Head
	}
	return !r.d.IsRel(top, "case", "mark", "cc", "cop", "nsubj", "aux", "advcl", "acl", "parataxis", "expl", "obl", "discourse", "vocative", "dislocated", "advmod") ||
		r.d.IsRel(top, "advmod") && r.d.Tokens[t].UPOS == "ADV" && t+1 < h
}

// bare reports whether a noun that may name a person, a state or a body stands without an article for a thing or
// a quality: «faces justice», «support democracy», «needs leadership».
func (r *reader) bare(c *class, first, h doc.Tok) bool {
	if first != h || r.number(h) == "Plur" || r.d.Tokens[h].UPOS != "NOUN" || r.d.IsRel(h, "nsubj", "appos", "root", "conj", "vocative", "nmod:desc") {
		return false
	}
	return c.kind == "person" || c.kind == "state" || c.mass
}

// classOf returns the class of the longest noun of several words that ends with h.
func (r *reader) classOf(first, h doc.Tok) *class {
	for t := max(first, h-4); t <= h; t++ {
		if c, end := r.nouns.longest(r.d, t, h+1); c != nil && end == h+1 && (c.name != "suffix" || isCapital(r.words[t])) {
			return c
		}
	}
	return nil
}

// coordinated reports whether mention i hangs on an earlier one as a conjunct.
func (r *reader) coordinated(i int) bool {
	m := &r.d.Mentions[i]
	if m.Form != "name" {
		return r.d.IsRel(m.Head, "conj")
	}
	first, end := r.d.TokensIn(m.Title.Cover(m.Span))
	for t := first; t < end; t++ {
		if h := r.d.Tokens[t].Head; r.d.IsRel(t, "conj") && (h < first || h >= end) {
			return true
		}
	}
	return false
}

// coordination adds the group of the actors or places that are coordinated with t.
func (r *reader) coordination(t doc.Tok) {
	first, ok := r.at[t]
	if !ok {
		return
	}
	all := r.conjuncts(first)
	if len(all) < 2 || len(all) > mostConjuncts {
		return
	}
	m := doc.Mention{Head: t, Kind: "group", Form: "nominal", Number: "Plur", Rule: "mention/coordination"}
	for _, i := range all {
		x := &r.d.Mentions[i]
		if x.Kind == "" || x.Kind == "other" || x.Kind == "treaty" || x.Form == "pronoun" || x.Form == "nationality" {
			return
		}
		m.Span = m.Span.Cover(x.Span)
	}
	if c := r.d.Child(t, "cc:preconj"); c != doc.None {
		m.Span = m.Span.Cover(r.d.Tokens[c].Span)
	}
	r.add(m)
}

// mostConjuncts is how many members a group may have.
const mostConjuncts = 12

// conjuncts returns the mentions that are coordinated with mention i, which comes first, in order; nil where the
// tree coordinates something that is no mention. A conjunct may hang on any word of a name or of its title.
func (r *reader) conjuncts(i int) []int {
	out := []int{i}
	for n := 0; n < len(out) && len(out) <= mostConjuncts; n++ {
		m := &r.d.Mentions[out[n]]
		heads := []doc.Tok{m.Head}
		if m.Form == "name" {
			first, end := r.d.TokensIn(m.Title.Cover(m.Span))
			heads = heads[:0]
			for t := first; t < end; t++ {
				heads = append(heads, t)
			}
		}
		for _, h := range heads {
			for _, c := range r.d.Children(h) {
				if !r.d.IsRel(c, "conj") {
					continue
				}
				k, ok := r.at[c]
				if !ok {
					k, ok = r.within[c]
				}
				if !ok {
					return nil
				}
				if !slices.Contains(out, k) {
					out = append(out, k)
				}
			}
		}
	}
	return out
}
