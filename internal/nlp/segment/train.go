package segment

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// Example is one decision of the training text: the features that Apply would see, and what is right.
type Example struct {
	Features []uint32
	Yes      bool
}

// Examples returns the decisions of a text whose tokens and sentences are known: those between atoms and
// those after words. Words that Apply could not make are left out. It serves train/segment.
func Examples(m *Model, gold *doc.Doc) (tokens, sentences []Example) {
	r := read(gold.Text)
	starts, ends := map[int]bool{}, map[int]bool{}
	for _, t := range gold.Tokens {
		if !t.Joined {
			starts[t.Begin] = true
		}
	}
	for _, s := range gold.Sentences {
		ends[s.Span.End] = true
	}
	f := &features{bits: tokenBits}
	c := chunk{r: r}
	for i := range r.atoms {
		if r.atoms[i].gap != gapNone {
			c.enter(i)
			continue
		}
		yes := starts[r.atoms[i].begin]
		if _, sure := c.rule(i); !sure {
			f.reset()
			c.features(i, f)
			tokens = append(tokens, Example{slices.Clone(f.list), yes})
		}
		if yes {
			c.cut(i)
		}
	}
	c.cut(len(r.atoms))
	return tokens, sentenceExamples(m, r, func(w word) bool { return ends[w.end] })
}

func sentenceExamples(m *Model, r *reading, ends func(word) bool) (out []Example) {
	f := &features{bits: sentenceBits}
	s := state{r: r, m: m}
	r.lookAhead()
	for i := range r.words {
		s.enter(i)
		w := &r.words[i]
		w.ends = ends(*w) || i+1 == len(r.words) || r.words[i+1].gap == gapBreak
		if i+1 < len(r.words) && r.words[i+1].gap != gapBreak && s.open(i) {
			f.reset()
			s.features(i, f)
			out = append(out, Example{slices.Clone(f.list), w.ends})
		}
		if w.ends {
			s.leave(i)
		}
	}
	return out
}
