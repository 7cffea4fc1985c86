package statement

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// maxNesting bounds the length of chains.
const maxNesting = 8

// nest sets Within: the smallest statement in whose content a statement's cue stands.
func (r *reading) nest(out []doc.Statement) {
	type piece struct {
		doc.Span
		of int
	}
	var ps []piece
	for i := range out {
		for _, c := range out[i].Content {
			ps = append(ps, piece{c, i})
		}
	}
	slices.SortStableFunc(ps, func(a, b piece) int { return a.Begin - b.Begin })
	var open []piece
	next := 0
	for i := range out { // in order of their cues
		at := out[i].Cue
		if at.Empty() {
			at = out[i].Content[0]
		}
		for ; next < len(ps) && ps[next].Begin <= at.Begin; next++ {
			open = append(open, ps[next])
		}
		open = slices.DeleteFunc(open, func(p piece) bool { return p.End <= at.Begin })
		best := -1
		for k, p := range open {
			if p.of != i && p.Contains(at) && !inside(out[p.of].Cue, out[i].Content) && !cycle(out, i, p.of) &&
				(best < 0 || p.End-p.Begin < open[best].End-open[best].Begin) {
				best = k
			}
		}
		if best >= 0 {
			out[i].Within = open[best].of
		}
	}
}

func inside(s doc.Span, in []doc.Span) bool {
	if s.Empty() {
		return false
	}
	for _, x := range in {
		if x.Contains(s) {
			return true
		}
	}
	return false
}

// cycle reports whether i stands above j already.
func cycle(out []doc.Statement, i, j int) bool {
	for steps := 0; j != doc.None; steps++ {
		if j == i || steps > maxNesting {
			return true
		}
		j = out[j].Within
	}
	return false
}

// chain sets the chain of sources of statement i, outermost first. A source that the text does not name is
// Unnamed; a source that speaks inside its own statement counts once.
func (r *reading) chain(i int) doc.Chain {
	s := &r.d.Statements[i]
	if s.Chain != nil {
		return s.Chain
	}
	var c doc.Chain
	if s.Within != doc.None {
		c = slices.Clone(r.chain(s.Within))
	} else if r.hedged(s) {
		c = doc.Chain{doc.Unnamed}
	}
	last := doc.None
	if len(c) > 0 {
		last = c[len(c)-1]
	}
	switch e := r.speakerOf(s); {
	case e == doc.None && s.Within == doc.None && len(c) == 0:
		c = append(c, doc.Unnamed)
	case e != doc.None && e != last:
		c = append(c, e)
	}
	s.Chain = c
	return c
}

// speakerOf returns the source of s for its chain: its entity, Unnamed for one without identity, None for none.
func (r *reading) speakerOf(s *doc.Statement) int {
	if s.SpeakerHead == doc.None {
		return doc.None
	}
	if s.SpeakerEntity == doc.None || r.nameless(s.SpeakerHead) {
		return doc.Unnamed
	}
	return s.SpeakerEntity
}

// nameless reports whether the source is a bare «officials», «sources», «many».
func (r *reading) nameless(t doc.Tok) bool {
	if !r.unnamed[r.lemma(t)] || r.d.Tokens[t].UPOS == "PRON" {
		return false
	}
	return r.d.Child(t, "nmod", "amod", "compound", "acl", "appos", "flat", "nmod:poss") == doc.None
}

// hedged reports whether s, or the cue on which its cue hangs as a participle, has a hedge.
func (r *reading) hedged(s *doc.Statement) bool {
	if s.Hedge != "" {
		return true
	}
	if s.CueHead == doc.None || !r.d.IsRel(s.CueHead, "advcl", "conj", "parataxis") || r.d.Child(s.CueHead, "nsubj") != doc.None {
		return false
	}
	h := r.d.Tokens[s.CueHead].Head
	return h != doc.None && r.hedgeOf(h) != ""
}
