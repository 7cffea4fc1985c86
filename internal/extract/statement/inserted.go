package statement

import "github.com/openreadout/readout/internal/doc"

// inserted reads an attribution that stands in or behind what is said: «The talks, he said, failed».
func (r *reading) inserted(c *complements, k *class, x draft, last doc.Tok) (draft, bool) {
	x.rule = "statement/inserted"
	s, own := r.subject(c.v)
	if s == doc.None || !own || !r.maySpeak(s, k.speaker) || !r.setOff(c.v, s) {
		return x, false
	}
	x.speaker = s
	if k.has("it") && len(c.objs) > 0 {
		last = c.objs[0]
	}
	r.cueOf(&x, last)
	x.content, x.head = r.contentOf([]doc.Tok{c.around}, c.v, x.cueSpan, c.v)
	return x, true
}

// trailing reads an attribution behind its clause, where the tree did not see that: «The bridge was safe, an
// officer told the paper.»
func (r *reading) trailing(c *complements, k *class, x draft, last doc.Tok) (draft, bool) {
	x.rule = "statement/trailing"
	d := r.d
	s := r.ownSubject(c.v)
	if s == doc.None || s > c.v || !r.maySpeak(s, k.speaker) {
		return x, false
	}
	first := d.Sentences[d.SentenceOf(c.v)].First
	begin := r.leftmost(s)
	if begin < first+4 || r.opening(first) || d.Form(begin-1) != "," || r.quoteAt(begin-1) != r.quoteAt(c.v) || !r.saysClause(first, begin-1) || r.used[begin-2] {
		return x, false
	}
	switch d.Tokens[first].UPOS {
	case "SCONJ", "ADP":
		return x, false // «When the bridge fell, he spoke»
	}
	x.speaker = s
	r.cueOf(&x, last)
	x.content, x.head = []doc.Span{r.trim(doc.Span{Begin: d.Tokens[first].Begin, End: d.Tokens[begin-2].End})}, first
	return x, !x.content[0].Empty()
}

// setOff reports whether the attributing clause of v with the subject s stands behind a comma or a closing
// quotation mark, or opens with «as».
func (r *reading) setOff(v, s doc.Tok) bool {
	begin := min(v, r.leftmost(s))
	for _, k := range r.d.Children(v) {
		if r.d.IsRel(k, "mark", "cc", "aux") {
			begin = min(begin, k)
		}
	}
	if r.marker(v) == "as" && begin == r.d.Sentences[r.d.SentenceOf(v)].First {
		return true
	}
	if begin == 0 {
		return false
	}
	switch r.d.Form(begin - 1) {
	case ",", "”", "\"", "''", "»", "’", "'", "—", "–":
		return true
	}
	return false
}

// maxGap bounds the words between a cue and the quotation that it introduces.
const maxGap = 30

// quoted reads an attribution next to a quotation: «“…,” he said», «“…,” said the mayor», «he wrote: “…”». The
// marks tell more than the tree, which often reads a quotation as an argument of the verb.
func (r *reading) quoted(c *complements, k *class, x draft, last doc.Tok) (draft, bool) {
	x.rule = "statement/quotation"
	if r.quoteAt(c.v) >= 0 {
		return x, false
	}
	s, own := r.subject(c.v)
	if own && s == doc.None && !c.passive {
		s = r.inverted(c.v)
	}
	if s == doc.None || !r.maySpeak(s, k.speaker) {
		return x, false
	}
	begin := c.v
	if own {
		begin = min(c.v, r.leftmost(s))
	}
	q, behind := r.quoteBefore(begin), false
	if q < 0 || !r.speech(q) {
		if q, behind = r.quoteBehind(c.v, s), true; q < 0 || !r.speech(q) || c.clause > c.v && r.edge(c.clause) < r.quotes[q].first {
			return x, false
		}
	}
	x.speaker, x.quote = s, q
	if k.has("it") && len(c.objs) > 0 && r.low(c.objs[0]) == "it" && c.objs[0] == last+1 {
		last++ // «as he put it, “…”»
	}
	r.cueOf(&x, last)
	x.content, x.head = []doc.Span{r.quotes[q].Span}, r.quotes[q].first
	if !behind {
		x.content[0].Begin = r.sentenceBegin(q)
		if after := r.quoteBehind(c.v, s); after >= 0 && r.resumes(after) {
			x.content = append(x.content, r.quotes[after].Span)
		}
	}
	return x, true
}

// inverted returns the noun right behind v where the tree has no subject there: «“Safety,” said Grimm».
func (r *reading) inverted(v doc.Tok) doc.Tok {
	for t := v + 1; int(t) < len(r.d.Tokens) && t < v+8; t++ {
		if h := r.d.Tokens[t].Head; h == v && (r.d.Tokens[t].UPOS == "PROPN" || r.d.Tokens[t].UPOS == "NOUN" || r.d.Tokens[t].UPOS == "PRON") && r.d.Child(t, "case") == doc.None {
			return t
		}
	}
	return doc.None
}

// speech reports whether the quotation reads like speech, not like a term or a title: it holds a finite verb,
// ends with a mark of its own, or has some length.
func (r *reading) speech(q int) bool {
	x := r.quotes[q]
	if x.last-x.first > 6 || x.continues {
		return true
	}
	for t := x.first; t <= x.last; t++ {
		if r.d.Feat(t, "VerbForm") == "Fin" {
			return true
		}
	}
	return x.last > x.first+1 && r.d.Tokens[x.last-1].UPOS == "PUNCT"
}

// resumes reports whether the quotation behind an inserted attribution is its second half: a comma before it.
func (r *reading) resumes(q int) bool {
	f := r.quotes[q].first
	return f > 0 && r.d.Form(f-1) == ","
}

// sentenceBegin returns where the content begins that ends with the quotation q: its own begin, or the begin of
// the sentence whose end it is («He was “ready,” she said»).
func (r *reading) sentenceBegin(q int) int {
	d, f := r.d, r.quotes[q].first
	s := d.Sentences[d.SentenceOf(f)]
	t := s.First
	for t < f && (d.Tokens[t].UPOS == "CCONJ" || d.Tokens[t].UPOS == "PUNCT") {
		t++
	}
	for k := t; k < f; k++ {
		if len(r.verbs[r.lemma(k)]) > 0 && d.Tokens[k].UPOS == "VERB" || r.quoteAt(k) >= 0 || f-t > 25 {
			return d.Tokens[f].Begin
		}
	}
	return d.Tokens[t].Begin
}

// quoteBehind returns the quotation that opens behind v in its sentence, or that follows a sentence ending with
// a colon, or -1. Only words that hang on v stand between, or its subject s.
func (r *reading) quoteBehind(v, s doc.Tok) int {
	d := r.d
	end := d.Sentences[d.SentenceOf(v)].End
	for t := v + 1; t < end && t-v < maxGap; t++ {
		if q := r.quoteAt(t); q >= 0 {
			if r.quotes[q].first == t && r.introduces(t-1, v) {
				return q
			}
			if r.long(q) || r.quotes[q].first == t {
				return -1
			}
			continue
		}
		switch k := d.Tokens[t]; {
		case k.UPOS == "VERB" && len(r.verbs[r.lemma(t)]) > 0, d.Form(t) == ";", !r.hangs(t, v) && k.UPOS != "PUNCT":
			return -1
		}
	}
	if int(end) < len(d.Tokens) && d.Form(end-1) == ":" && end-v < maxGap {
		if q := r.quoteAt(end); q >= 0 && r.quotes[q].first == end {
			return q
		}
	}
	return -1
}

// introduces reports whether a quotation may follow token t: a comma, a colon, the cue itself or a word of its
// clause, but no article or preposition that the quoted words go on.
func (r *reading) introduces(t, v doc.Tok) bool {
	switch k := r.d.Tokens[t]; k.UPOS {
	case "DET", "ADP", "ADJ", "NUM":
		return false
	case "PUNCT":
		return r.d.Form(t) == "," || r.d.Form(t) == ":"
	case "NOUN", "PROPN":
		return t == v || k.Head == v && !r.d.IsRel(t, "obj") || r.d.IsRel(t, "iobj", "flat", "obl", "nmod")
	}
	return true
}

// quoteBefore returns the quotation that closes right before token t, or -1: a comma between allowed, or one of
// its own at its end.
func (r *reading) quoteBefore(t doc.Tok) int {
	comma := false
	for back := doc.Tok(1); back <= 2 && t-back >= 0; back++ {
		if q := r.quoteAt(t - back); q >= 0 && r.quotes[q].last == t-back {
			if !comma && r.quotes[q].last > 0 && r.d.Tokens[r.quotes[q].last-1].UPOS != "PUNCT" {
				return -1
			}
			if r.low(r.quotes[q].last-1) == "." {
				return -1
			}
			return q
		}
		switch r.d.Form(t - back) {
		case ",", "-", "—", "–", "--":
			comma = true
		default:
			return -1
		}
	}
	return -1
}

// edge returns the first word of the clause c, its subordinator included.
func (r *reading) edge(c doc.Tok) doc.Tok {
	first := c
	for _, k := range r.d.Children(c) {
		if k < first && r.d.Tokens[k].UPOS != "PUNCT" {
			first = r.leftmost(k)
			break
		}
	}
	return first
}

// leftmost returns the first token under s, as far as s's phrase goes.
func (r *reading) leftmost(s doc.Tok) doc.Tok {
	for steps := 0; steps < maxDepthOfPhrase; steps++ {
		ks := r.d.Children(s)
		if len(ks) == 0 || ks[0] > s {
			return s
		}
		s = ks[0]
	}
	return s
}
