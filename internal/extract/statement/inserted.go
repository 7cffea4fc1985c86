package statement

import "github.com/openreadout/readout/internal/doc"

// inserted reads an attribution that stands in or behind what is said: «The talks, he said, failed».
func (r *reading) inserted(c *complements, k *class, x draft) (draft, bool) {
	x.rule = "statement/inserted"
	if s, _ := r.subject(c.v); s == doc.None && !c.passive || s != doc.None && !r.maySpeak(s, k.speaker) {
		return x, false
	} else {
		x.speaker = s
	}
	last := c.v
	if k.has("it") && len(c.objs) > 0 {
		last = c.objs[0]
	}
	r.cueOf(&x, last)
	x.content, x.head = r.contentOf([]doc.Tok{c.around}, c.v, x.cueSpan, c.v)
	return x, true
}

// maxGap bounds the words between a cue and the quotation that it introduces.
const maxGap = 30

// quoted reads an attribution whose content the tree does not tell: a quotation right behind the verb's clause,
// or right before it.
func (r *reading) quoted(c *complements, k *class, x draft) (draft, bool) {
	x.rule = "statement/quotation"
	s, _ := r.subject(c.v)
	if s == doc.None || !r.maySpeak(s, k.speaker) || len(c.objs) > 0 && !k.has("whom") && c.objs[0] > c.v {
		return x, false
	}
	q := r.quoteBehind(c.v)
	if q < 0 {
		q = r.quoteBefore(min(c.v, r.leftmost(s)))
	}
	if q < 0 || r.quotes[q].Contains(r.d.Tokens[c.v].Span) {
		return x, false
	}
	x.speaker, x.quote = s, q
	r.cueOf(&x, c.v)
	x.content, x.head = []doc.Span{r.quotes[q].Span}, r.quotes[q].first
	return x, true
}

// quoteBehind returns the quotation that opens behind v in its sentence, with nothing but v's own dependents,
// a comma or a colon between, or -1.
func (r *reading) quoteBehind(v doc.Tok) int {
	d := r.d
	end := d.Sentences[d.SentenceOf(v)].End
	for t := v + 1; t < end && t-v < maxGap; t++ {
		if q := r.quoteAt(t); q >= 0 {
			if r.quotes[q].first == t {
				return q
			}
			return -1
		}
		switch k := d.Tokens[t]; {
		case k.UPOS == "VERB" && d.IsRel(t, "conj", "root", "ccomp", "parataxis"), d.Form(t) == ".", d.Form(t) == ";":
			return -1
		}
	}
	return -1
}

// quoteBefore returns the quotation that closes right before token t, a comma between allowed, or -1.
func (r *reading) quoteBefore(t doc.Tok) int {
	for back := doc.Tok(1); back <= 2; back++ {
		if q := r.quoteAt(t - back); q >= 0 && r.quotes[q].last == t-back {
			return q
		}
		if t-back < 0 || r.d.Tokens[t-back].UPOS != "PUNCT" {
			return -1
		}
	}
	return -1
}

// leftmost returns the first token under s, as far as s's phrase goes.
func (r *reading) leftmost(s doc.Tok) doc.Tok {
	for steps := 0; steps < 50; steps++ {
		ks := r.d.Children(s)
		if len(ks) == 0 || ks[0] > s {
			return s
		}
		s = ks[0]
	}
	return s
}
