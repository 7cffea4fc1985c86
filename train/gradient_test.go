package train

import (
	"math"
	"testing"

	"github.com/openreadout/readout/internal/conllu"
	"github.com/openreadout/readout/internal/model"
)

// tiny is a network and a batch small enough to try every kind of weight.
func tiny() (*network, []*example) {
	words := func(forms ...string) (out []conllu.Word) {
		for i, f := range forms {
			out = append(out, conllu.Word{Form: f, Lemma: f, UPOS: "NOUN", XPOS: "NN", Rel: []string{"root", "dep"}[min(i, 1)], Head: i})
		}
		return out
	}
	trees := []conllu.Sentence{{ID: "a", Words: words("ships", "left", "the", "port", "early")}, {ID: "b", Words: words("talks", "ended", "the", "day")}, {ID: "c", Words: words("ships", "left")}}
	trees[1].Words[1].UPOS, trees[0].Words[1].UPOS, trees[2].Words[1].UPOS = "VERB", "VERB", "VERB"
	trees = append(trees, trees...)
	trees = append(trees, trees...)
	vectors := &Vectors{Words: []string{"ships", "the"}, index: map[string][]float32{"ships": make([]float32, 16), "the": make([]float32, 16)}}
	cfg := model.Config{Buckets: model.Buckets{Grams: 64, Affixes: 32, Shapes: 8}, Word: 16, Gram: 16, Affix: 16, Short: 16, Layers: 2, Hidden: 16, Tag: 16, Entity: 16, Arc: 16, Label: 16, Hints: model.HintRows}
	c := newCorpus(cfg.Buckets, trees, Labels{"a": {"B-ORG", "", "", "B-LOC", ""}}, vectors)
	n := newNetwork(cfg, c.lists, Dropout{}, 7)
	var batch []*example
	for i := range 3 {
		e := c.example(trees[i].Words, c.labels[i])
		e.hints = make([]model.Hint, len(e.words))
		for j, w := range e.words {
			w.count, e.hints[j] = 9, model.Hint(1+7*j)
		}
		batch = append(batch, e)
	}
	return n, batch
}

func TestGradients(t *testing.T) {
	plainly(func() {
		n, batch := tiny()
		check := func(what string, run func() float64) {
			for _, p := range n.params {
				clear(p.g[0])
			}
			at := run()
			grads := map[string][]float32{}
			for _, p := range n.params {
				grads[p.name] = append([]float32(nil), p.g[0]...)
			}
			for _, p := range n.params {
				top := 0
				for i, g := range grads[p.name] {
					if math.Abs(float64(g)) > math.Abs(float64(grads[p.name][top])) {
						top = i
					}
				}
				g := float64(grads[p.name][top])
				if math.Abs(g) < 1e-4 {
					continue
				}
				const e = 2e-3
				old := p.w[top]
				p.w[top] = old + e
				up := run()
				p.w[top] = old - e
				down := run()
				p.w[top] = old
				// The rectifier has a bend: one side is enough.
				right, left := (up-at)/e, (at-down)/e
				if off := 0.05*math.Abs(g) + 1e-2; math.Abs(right-g) > off && math.Abs(left-g) > off {
					t.Errorf("%s: %s[%d]: gradient %.5f, by trying %.5f and %.5f", what, p.name, top, g, left, right)
				}
			}
		}
		check("learn", func() float64 {
			l := n.learn(&arena{}, 0, batch, 1, &rng{s: 3})
			return l.tag + l.feats/2 + l.lemma/2 + l.arc + l.rel + l.label
		})
		check("guess", func() float64 {
			l := n.guess(&arena{}, 0, batch, maskShare, &rng{s: 5})
			return l.mask
		})
	})
}
