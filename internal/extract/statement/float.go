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
	owner := r.owners()
	for i := len(r.quotes) - 2; i >= 0; i-- { // «“We begin. ¶ “We end,” he said»
		if r.quotes[i].continues && owner[i] < 0 && owner[i+1] >= 0 {
			owner[i] = r.extend(owner[i+1], i)
		}
	}
	for i, q := range r.quotes {
		if owner[i] >= 0 || !r.sentenceLong(q) {
			continue
		}
		if q.continuation && i > 0 && owner[i-1] >= 0 {
			owner[i] = r.extend(owner[i-1], i)
			continue
		}
		switch x := r.before(q); {
		case x >= 0 && r.goesOn(&r.drafts[x], q):
			owner[i] = r.extend(x, i)
		case x >= 0:
			r.bare(q, r.drafts[x].speaker)
		default:
			r.bare(q, doc.None)
		}
	}
	r.drafts = append(r.drafts, r.bares...)
}

// extend adds the quotation i to the content of draft x.
func (r *reading) extend(x, i int) int {
	d := &r.drafts[x]
	d.content = merge(append(d.content, r.trim(r.quotes[i].Span)))
	return x
}

// owners tells of each quotation the draft whose content shares words with it and whose cue stands outside it, or
// None.
func (r *reading) owners() []int {
	out := make([]int, len(r.quotes))
	for i := range out {
		out[i] = doc.None
	}
	for i := range r.drafts {
		for _, c := range r.drafts[i].content {
			at, _ := slices.BinarySearchFunc(r.quotes, c.Begin, func(q quote, begin int) int { return q.End - begin })
			for ; at < len(r.quotes) && r.quotes[at].Begin < c.End; at++ {
				if out[at] < 0 && r.quotes[at].Overlaps(c) && !r.quotes[at].Contains(r.drafts[i].cueSpan) {
					out[at] = i
				}
			}
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

// maxBack bounds the drafts looked at before a bare quotation.
const maxBack = 50

// before returns the last draft before q whose cue stands outside quotations, not more than two sentences back,
// or -1.
func (r *reading) before(q quote) int {
	best := -1
	sent := r.d.SentenceOf(q.first)
	at, _ := slices.BinarySearchFunc(r.drafts, q.Begin, func(x draft, begin int) int { return x.at() - begin })
	for x := at - 1; x >= 0; x-- {
		c := r.drafts[x].cue
		if c == doc.None || r.quoteAt(c) >= 0 || r.drafts[x].speaker == doc.None {
			continue
		}
		if sent-r.d.SentenceOf(c) > 3 && !q.continuation || best >= 0 && r.d.SentenceOf(c) != r.d.SentenceOf(r.drafts[best].cue) {
			break
		}
		if best < 0 || r.d.Tokens[c].Head == doc.None || r.drafts[best].quote == doc.None && r.drafts[x].quote != doc.None {
			best = x
		}
		if at-x > maxBack {
			break
		}
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
	a, _ := d.TokensIn(doc.Span{Begin: max(end-1, 0), End: end})
	s, t := d.SentenceOf(max(a-1, 0)), d.SentenceOf(q.first)
	return d.Sentences[d.SentenceOf(x.cue)].Paragraph == q.paragraph && t-max(s, d.SentenceOf(x.cue)) <= 1 && x.class != nil && (x.class.has("quote") || x.class.has("that"))
}

// bare makes a statement of a quotation without a cue.
func (r *reading) bare(q quote, speaker doc.Tok) {
	r.bares = append(r.bares, draft{speaker: speaker, cue: doc.None, top: doc.None, content: []doc.Span{r.trim(q.Span)}, head: q.first, act: "statement", rule: "statement/floating",
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
