package statement

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// cueOf sets the span of the cue around x.cue up to the token until: the verb group before it (auxiliaries,
// negation, adverbs), the words of the cue behind it, then the medium («in a statement») or a colon. Only
// what is contiguous counts.
func (r *reading) cueOf(x *draft, until doc.Tok) {
	d := r.d
	first, last := x.cue, max(until, x.cue)
	for t := first - 1; t >= 0 && r.ofGroup(t, x.cue); t-- {
		first = t
	}
	if m := r.medium(last + 1); m > 0 {
		last += doc.Tok(m)
	}
	if int(last+1) < len(d.Tokens) && d.Form(last+1) == ":" && d.SentenceOf(last+1) == d.SentenceOf(x.cue) {
		last++
	}
	x.cueSpan = doc.Span{Begin: d.Tokens[first].Begin, End: d.Tokens[last].End}
	x.negated = r.negation(x.cue)
	x.hedge = r.hedgeOf(x.cue)
}

// ofGroup reports whether t, left of the cue head, belongs to its verb group.
func (r *reading) ofGroup(t, head doc.Tok) bool {
	d := r.d
	if d.Tokens[t].Head != head {
		return false
	}
	switch {
	case d.IsRel(t, "aux", "aux:pass", "cop"):
		return true
	case d.IsRel(t, "advmod"):
		return d.Tokens[t].UPOS == "PART" || d.Tokens[t].UPOS == "ADV" && !r.wh(t) && d.Child(t, "advmod", "obl", "advcl") == doc.None
	case d.IsRel(t, "mark"):
		return r.low(t) == "to"
	}
	return false
}

func (r *reading) wh(t doc.Tok) bool {
	return strings.HasPrefix(r.d.Tokens[t].XPOS, "W")
}

// medium returns how many tokens from at make a phrase of the class medium.
func (r *reading) medium(at doc.Tok) int {
	best := 0
	for _, p := range r.media[r.low(at)] {
		if len(p.words) > best && r.matches(at, p.words) {
			best = len(p.words)
		}
	}
	return best
}

// matches reports whether the words stand at token at, in one sentence.
func (r *reading) matches(at doc.Tok, words []string) bool {
	if int(at)+len(words) > len(r.d.Tokens) || r.d.SentenceOf(at) != r.d.SentenceOf(at+doc.Tok(len(words))-1) {
		return false
	}
	for i, w := range words {
		if r.low(at+doc.Tok(i)) != w {
			return false
		}
	}
	return true
}

// negation reports whether the verb group of v is negated.
func (r *reading) negation(v doc.Tok) bool {
	for _, k := range r.d.Children(v) {
		switch {
		case k > v: // «vowed never to return»
		case r.d.Feat(k, "Polarity") == "Neg", r.d.IsRel(k, "advmod") && (r.low(k) == "never" || r.low(k) == "not" || r.low(k) == "n't" || r.low(k) == "hardly"):
			return true
		}
	}
	return false
}

// hedgeOf returns the adverb of the class hedge at v, or "".
func (r *reading) hedgeOf(v doc.Tok) string {
	for _, k := range r.d.Children(v) {
		for _, p := range r.hedges[r.low(k)] {
			if len(p.words) == 1 {
				return r.low(k)
			}
		}
	}
	return ""
}
