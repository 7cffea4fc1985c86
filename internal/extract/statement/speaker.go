package statement

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// maySpeak reports whether the noun or pronoun s can be the source of a cue whose class asks for the kind.
func (r *reading) maySpeak(s doc.Tok, kind string) bool {
	if kind == "any" {
		return true
	}
	d := r.d
	s = r.antecedent(s)
	if d.Tokens[s].UPOS == "PRON" || d.Tokens[s].UPOS == "DET" {
		switch r.low(s) {
		case "this", "that", "these", "what", "which", "there", "whatever", "itself", "something", "nothing", "anything", "everything":
			return kind == "source"
		case "it":
			return !d.IsRel(s, "expl")
		case "you", "one":
			return false // the reader, anybody
		case "i", "me", "we", "us":
			if r.quoteAt(s) < 0 {
				return false // the author of the text
			}
		}
		return kind != "carrier"
	}
	if m := d.MentionOf(s); m != doc.None {
		switch d.Mentions[m].Kind {
		case "person", "group", "organisation", "state", "people":
			return kind != "carrier" || d.Mentions[m].Kind != "person" || r.carrierNoun(s)
		case "place":
			return kind != "carrier"
		}
	}
	switch kind {
	case "source":
		return true
	case "carrier":
		return r.carrierNoun(s)
	}
	return d.Tokens[s].UPOS == "PROPN" || d.Tokens[s].UPOS == "NUM" || r.unnamed[r.lemma(s)] || r.human(s)
}

// human reports whether a noun that no mention explains is a person or body by its form.
func (r *reading) human(s doc.Tok) bool {
	if r.d.Tokens[s].UPOS == "ADJ" { // «the accused», «the poor»
		return true
	}
	l := r.lemma(s)
	for _, e := range []string{"ist", "ian", "crat", "eer", "man", "woman", "maker", "holder", "worker", "leader", "goer"} {
		if len(l) > len(e)+2 && strings.HasSuffix(l, e) {
			return true
		}
	}
	return r.d.Tokens[s].UPOS == "NOUN" && r.d.Feat(s, "Number") == "Plur" && strings.HasSuffix(l, "er")
}

// carrierNoun reports whether the noun carries words: a report, a letter, a poll.
func (r *reading) carrierNoun(s doc.Tok) bool {
	_, ok := r.carriers[r.lemma(s)]
	return ok
}

// antecedent returns the noun that the relative pronoun s stands for, or s.
func (r *reading) antecedent(s doc.Tok) doc.Tok {
	if !r.isRelative(s) {
		return s
	}
	for t, steps := r.d.Tokens[s].Head, 0; t != doc.None && steps < 6; t, steps = r.d.Tokens[t].Head, steps+1 {
		if r.d.IsRel(t, "acl:relcl") {
			return r.d.Tokens[t].Head
		}
	}
	return s
}

// sourceOf returns the words of the source with head s: its noun phrase with what describes it, never the cue
// or the content.
func (r *reading) sourceOf(s doc.Tok, x *draft) doc.Span {
	d := r.d
	if d.IsRel(s, "nmod:poss") || d.Child(s, "case") != doc.None && r.low(d.Child(s, "case")) == "'s" {
		return r.possessor(s)
	}
	toks := []doc.Tok{s}
	for i := 0; i < len(toks) && len(toks) < maxTokens; i++ {
		for _, k := range d.Children(toks[i]) {
			if len(toks) == maxTokens {
				break
			}
			if toks[i] == s && r.notSource(k, s) || k > s && d.IsRel(k, "nmod", "obl") && r.timed(k) || x.cueSpan.Overlaps(d.Tokens[k].Span) || r.inContent(d.Tokens[k].Span, x) {
				continue
			}
			toks = append(toks, k)
		}
	}
	slices.Sort(toks)
	at, _ := slices.BinarySearch(toks, s)
	a, b := at, at+1 // the run around the head; a gap of punctuation does not end it
	for a > 0 && r.near(toks[a-1], toks[a]) {
		a--
	}
	for b < len(toks) && r.near(toks[b-1], toks[b]) {
		b++
	}
	for a < at && d.Tokens[toks[a]].UPOS == "PUNCT" {
		a++
	}
	for b > at+1 && r.looseEnd(toks[b-1], toks[a]) {
		b--
	}
	out := doc.Span{Begin: d.Tokens[toks[a]].Begin, End: d.Tokens[toks[b-1]].End}
	if n := toks[b-1] + 1; r.parenthetical(toks[a:b]) && int(n) < len(d.Tokens) && d.Form(n) == "," && d.Tokens[n].End <= x.cueSpan.Begin {
		out.End = d.Tokens[n].End // the comma that closes an apposition or clause begun by one
	}
	return out
}

// parenthetical reports whether the source ends with an apposition or a clause behind a comma.
func (r *reading) parenthetical(toks []doc.Tok) bool {
	for _, t := range toks {
		if t != toks[0] && r.d.IsRel(t, "appos", "acl:relcl", "acl") && r.comma(t) {
			return true
		}
	}
	return false
}

// possessor returns the words of a possessor with its «’s».
func (r *reading) possessor(s doc.Tok) doc.Span {
	out := r.d.Tokens[s].Span
	for _, t := range r.under(s, doc.None, doc.Span{}) {
		out = out.Cover(r.d.Tokens[t].Span)
	}
	return out
}

func (r *reading) looseEnd(t, first doc.Tok) bool {
	if r.d.Tokens[t].UPOS != "PUNCT" {
		return false
	}
	q := r.quoteAt(t)
	return r.d.Form(t) != ")" && r.d.Form(t) != "]" && (q < 0 || r.quotes[q].last != t || r.quotes[q].first < first)
}

func (r *reading) near(a, b doc.Tok) bool {
	for t := a + 1; t < b; t++ {
		if r.d.Tokens[t].UPOS != "PUNCT" {
			return false
		}
	}
	return true
}

// notSource reports whether the dependent k of the source's head is no part of it: the preposition before it,
// a second clause.
func (r *reading) notSource(k, s doc.Tok) bool {
	d := r.d
	switch {
	case d.IsRel(k, "case", "mark") && k < s, d.IsRel(k, "parataxis", "cop", "aux", "expl", "advcl", "nsubj", "ccomp", "discourse"):
		return true
	case d.IsRel(k, "cc", "punct") && k < s:
		return d.IsRel(k, "cc") && r.low(k) != "both" && r.low(k) != "either" && r.low(k) != "neither"
	case d.IsRel(k, "advmod") && k > s:
		return true
	}
	return false
}

func (r *reading) inContent(s doc.Span, x *draft) bool {
	for _, c := range x.content {
		if c.Contains(s) {
			return true
		}
	}
	return false
}
