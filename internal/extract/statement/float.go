package statement

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// float gives the quotations that no cue took to the statement before them, where the speech goes on, or makes
// statements of them. Words in quotation marks inside a sentence are no statements: they are terms, titles or
// the author's distance.
func (r *reading) float() {
	r.sort()
	taken := r.takenQuotes()
	for i, q := range r.quotes {
		if taken[i] || !r.sentenceLong(q) {
			continue
		}
		x := r.before(i, q, taken)
		switch {
		case x >= 0 && r.goesOn(&r.drafts[x], q):
			d := &r.drafts[x]
			d.content = merge(append(d.content, r.trim(q.Span)), d.cueSpan)
		case x >= 0:
			r.bare(q, r.drafts[x].speaker)
		default:
			r.bare(q, doc.None)
		}
	}
}

// takenQuotes tells which quotations a draft covers or touches.
func (r *reading) takenQuotes() []bool {
	out := make([]bool, len(r.quotes))
	mark := func(s doc.Span) {
		at, _ := slices.BinarySearchFunc(r.quotes, s.Begin, func(q quote, begin int) int { return q.End - begin })
		for ; at < len(r.quotes) && r.quotes[at].Begin < s.End; at++ {
			if r.quotes[at].Overlaps(s) {
				out[at] = true
			}
		}
	}
	for i := range r.drafts {
		mark(r.drafts[i].cueSpan)
		for _, c := range r.drafts[i].content {
			mark(c)
		}
	}
	return out
}

// sentenceLong reports whether q begins and ends with sentences.
func (r *reading) sentenceLong(q quote) bool {
	d := r.d
	if int(q.last) >= len(d.Tokens) {
		return false
	}
	first, last := d.Sentences[d.SentenceOf(q.first)], d.Sentences[d.SentenceOf(q.last)]
	return q.first == first.First && q.last >= last.End-2 && q.last-q.first > 2
}

// before returns the last draft before q whose cue stands outside quotations, not more than two sentences back,
// or -1.
func (r *reading) before(i int, q quote, taken []bool) int {
	best := -1
	sent := r.d.SentenceOf(q.first)
	for x := range r.drafts { // in order of their cues
		c := r.drafts[x].cue
		if c == doc.None || c >= q.first {
			continue
		}
		if r.quoteAt(c) >= 0 || sent-r.d.SentenceOf(c) > 3 && !q.continuation || r.drafts[x].speaker == doc.None {
			continue
		}
		best = x
	}
	return best
}

// goesOn reports whether q carries on the speech of x: in x's paragraph right behind it, or as a paragraph that
// continues an open quotation of x.
func (r *reading) goesOn(x *draft, q quote) bool {
	d := r.d
	end := x.cueSpan.End
	for _, c := range x.content {
		end = max(end, c.End)
	}
	if q.continuation {
		return true
	}
	a, _ := d.TokensIn(doc.Span{Begin: max(end-1, 0), End: end})
	s, t := d.SentenceOf(max(a-1, 0)), d.SentenceOf(q.first)
	return d.Sentences[d.SentenceOf(x.cue)].Paragraph == q.paragraph && t-max(s, d.SentenceOf(x.cue)) <= 1 && x.class != nil && (x.class.has("quote") || x.class.has("that"))
}

// bare makes a statement of a quotation without a cue.
func (r *reading) bare(q quote, speaker doc.Tok) {
	r.drafts = append(r.drafts, draft{speaker: speaker, cue: doc.None, top: doc.None, content: []doc.Span{r.trim(q.Span)}, head: q.first, act: "statement", rule: "statement/floating",
		class: &class{act: "statement"}, quote: doc.None})
}

// sort puts the drafts in order of their cues, a bare quotation at its begin.
func (r *reading) sort() {
	slices.SortStableFunc(r.drafts, func(a, b draft) int { return a.at() - b.at() })
}

func (x *draft) at() int {
	if x.cue == doc.None {
		return x.content[0].Begin
	}
	return x.cueSpan.Begin
}
