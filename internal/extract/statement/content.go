package statement

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// maxTokens bounds the tokens of a content, so that a text without sentence ends is read in linear time.
const maxTokens = 600

// contentOf returns the words of the complements in heads as spans, the branch of the cue left out, and the
// head of the first. A content that touches a quotation takes it whole.
func (r *reading) contentOf(heads []doc.Tok, cue doc.Tok, cueSpan doc.Span, until doc.Tok) ([]doc.Span, doc.Tok) {
	var toks []doc.Tok
	for _, h := range heads {
		toks = append(toks, r.under(h, cue, cueSpan)...)
	}
	slices.Sort(toks)
	toks = slices.Compact(toks)
	return r.spans(toks, cueSpan), heads[len(heads)-1]
}

// under returns the tokens of h and below it, without the branch that holds cue, without a preposition of h
// that belongs to the cue, and without what follows a full stop.
func (r *reading) under(h, cue doc.Tok, cueSpan doc.Span) []doc.Tok {
	d := r.d
	out := []doc.Tok{h}
	for i := 0; i < len(out) && len(out) < maxTokens; i++ {
		for _, k := range d.Children(out[i]) {
			if len(out) == maxTokens {
				break
			}
			if k == cue || cueSpan.Contains(d.Tokens[k].Span) || r.outside(k, out[i], cue, out[i] == h) {
				continue
			}
			out = append(out, k)
		}
	}
	return out
}

// outside reports whether the dependent k of a content's word h is no part of what is said: what the author adds behind a comma, as an apposition to the whole («…, a stance Moscow has held») or a
// concession («…, though nothing came of it»).
func (r *reading) outside(k, h, cue doc.Tok, top bool) bool {
	d := r.d
	if k < h {
		return top && (r.preamble(k) || r.edge(k) == cue+1 && r.timed(k)) // «said on Monday it would go»
	}
	if r.quoteAt(k) >= 0 && r.quoteAt(cue) < 0 {
		return false
	}
	switch {
	case d.IsRel(k, "obl", "nmod") && cue < h && r.prep(k) == "according+to":
		return r.comma(k) && r.last(k)
	case d.IsRel(k, "appos"):
		return r.comma(k) && d.Child(k, "acl:relcl") != doc.None && r.indefinite(k) && len(r.nouns[r.lemma(k)]) > 0
	case d.IsRel(k, "advcl") && top && !r.finite(h):
		switch r.marker(k) {
		case "though", "although", "while", "whereas":
			return r.comma(k)
		}
	}
	return false
}

// preamble reports whether k heads what stands before a sentence, a dateline or a time: «KYIV, July 1 - …».
func (r *reading) preamble(k doc.Tok) bool {
	if !r.d.IsRel(k, "parataxis") || r.edge(k) != r.d.Sentences[r.d.SentenceOf(k)].First {
		return false
	}
	ks := r.d.Children(k)
	if len(ks) == 0 {
		return false
	}
	switch r.d.Form(ks[len(ks)-1]) {
	case "-", "–", "—", "--", "―", ":":
		return true
	}
	return false
}

// last reports whether the phrase of k ends its sentence, or another clause follows: «…, according to him, but …».
func (r *reading) last(k doc.Tok) bool {
	end := r.d.Sentences[r.d.SentenceOf(k)].End
	t := r.lastUnder(k) + 1
	for t < end && r.d.Tokens[t].UPOS == "PUNCT" {
		t++
	}
	return t >= end || r.d.Form(t-1) == ";" || r.d.Tokens[t].UPOS == "CCONJ"
}

func (r *reading) indefinite(n doc.Tok) bool {
	t := r.d.Child(n, "det")
	return t != doc.None && (r.low(t) == "a" || r.low(t) == "an")
}

// comma reports whether a comma stands before the phrase or clause of k.
func (r *reading) comma(k doc.Tok) bool {
	e := r.edge(k)
	return e > 0 && r.d.Form(e-1) == ","
}

// spans turns tokens into spans: the cue splits them, punctuation at their ends falls off, and quotations they
// touch are taken whole.
func (r *reading) spans(toks []doc.Tok, cue doc.Span) []doc.Span {
	d := r.d
	var out []doc.Span
	last := doc.Tok(doc.None)
	for _, t := range toks {
		if len(out) > 0 && r.bridge(last, t, cue) {
			out[len(out)-1].End = d.Tokens[t].End
		} else {
			out = append(out, d.Tokens[t].Span)
		}
		last = t
	}
	var res []doc.Span
	for _, s := range out {
		if s = r.trim(r.whole(s, cue)); !s.Empty() {
			res = append(res, s)
		}
	}
	return merge(res)
}

// bridge reports whether tokens a and b belong to one span: nothing between them but punctuation.
func (r *reading) bridge(a, b doc.Tok, cue doc.Span) bool {
	if d := r.d; d.Tokens[a].End <= cue.Begin && cue.End <= d.Tokens[b].Begin {
		return false
	}
	for t := a + 1; t < b; t++ {
		if r.d.Tokens[t].UPOS != "PUNCT" {
			return false
		}
	}
	return true
}

// whole widens s over quotations that it cuts, unless they hold the cue.
func (r *reading) whole(s, cue doc.Span) doc.Span {
	for {
		before := s
		a, b := r.d.TokensIn(s)
		for _, t := range [...]doc.Tok{a - 1, a, b - 1, b} {
			if t < 0 || int(t) >= len(r.d.Tokens) {
				continue
			}
			q := r.quoteAt(t)
			if q < 0 || r.quotes[q].Overlaps(cue) || !r.quotes[q].Overlaps(s) {
				continue
			}
			s = s.Cover(r.quotes[q].Span)
		}
		if s == before {
			return s
		}
	}
}

// trim takes punctuation off the ends of s, all but the marks of quotations that lie in it and what stands
// inside them.
func (r *reading) trim(s doc.Span) doc.Span {
	a, b := r.d.TokensIn(s)
	for a < b && r.loose(a, s, true) {
		a++
	}
	for a < b && r.loose(b-1, s, false) {
		b--
	}
	if a >= b {
		return doc.Span{}
	}
	return doc.Span{Begin: r.d.Tokens[a].Begin, End: r.d.Tokens[b-1].End}
}

func (r *reading) loose(t doc.Tok, s doc.Span, left bool) bool {
	k := r.d.Tokens[t]
	if k.UPOS != "PUNCT" && k.UPOS != "SYM" || k.UPOS == "SYM" && !left && k.XPOS == "" {
		return !left && k.UPOS == "CCONJ"
	}
	if q := r.quoteAt(t); q >= 0 && s.Contains(r.quotes[q].Span) {
		return false
	}
	switch r.d.Form(t) {
	case "?", "!", "...", "…":
		return left
	case ")", "]":
		return left || !r.balanced(s, t)
	case "(", "[":
		return !left || r.d.Form(t) == "("
	case "%", "$", "€", "£", "#", "@", "&":
		return false
	}
	return true
}

// balanced reports whether the bracket that t closes opens inside s.
func (r *reading) balanced(s doc.Span, t doc.Tok) bool {
	a, _ := r.d.TokensIn(s)
	depth := 0
	for k := a; k <= t; k++ {
		switch r.d.Form(k) {
		case "(", "[":
			depth++
		case ")", "]":
			depth--
		}
	}
	return depth >= 0
}

// merge sorts spans and joins those that overlap.
func merge(ss []doc.Span) []doc.Span {
	slices.SortFunc(ss, func(a, b doc.Span) int { return a.Begin - b.Begin })
	var out []doc.Span
	for _, s := range ss {
		if n := len(out); n > 0 && s.Begin <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// quoteAt returns the quotation that holds t, or -1.
func (r *reading) quoteAt(t doc.Tok) int {
	if t < 0 || int(t) >= len(r.quoteOf) {
		return -1
	}
	return int(r.quoteOf[t])
}
