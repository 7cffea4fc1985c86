package train

import (
	"fmt"
	"io"
	"slices"
	"sync"
	"time"
)

// trainer runs the stages of training over one network.
type trainer struct {
	net    *network
	corpus *corpus
	text   []*example // running text
	seed   uint64
	log    io.Writer
	arenas [workers]arena
	save   func(stage string, done int) error // writes a checkpoint
	try    func(epoch int)                    // evaluates
}

// batches cuts examples into batches of about so many words and of like length, in random order.
func batches(ex []*example, words int, r *rng) [][]*example {
	var out [][]*example
	for chunk := range slices.Chunk(ex, 4000) {
		chunk = slices.Clone(chunk)
		slices.SortStableFunc(chunk, func(a, b *example) int { return len(b.words) - len(a.words) })
		for i := 0; i < len(chunk); {
			n, j := 0, i
			for j < len(chunk) && n < words {
				n += len(chunk[j].words)
				j++
			}
			out = append(out, chunk[i:j])
			i = j
		}
	}
	shuffle(r, out)
	return out
}

// step gives each worker its part of a batch and moves the weights.
func (t *trainer) step(batch []*example, rate float64, seed uint64, f func(ar *arena, k int, part []*example, scale float32, r *rng) losses) losses {
	var parts [workers][]*example
	words := 0
	for i, e := range batch {
		parts[i%workers] = append(parts[i%workers], e)
		words += len(e.words)
	}
	var got [workers]losses
	var wg sync.WaitGroup
	for k, part := range parts {
		if len(part) > 0 {
			wg.Go(func() { got[k] = f(&t.arenas[k], k, part, 1/float32(words), &rng{s: seed*workers + uint64(k)}) })
		}
	}
	wg.Wait()
	t.net.move(rate, 2)
	for _, g := range got[1:] {
		got[0].add(g)
	}
	return got[0]
}

// pretrain teaches the encoder to guess masked words of running text, over as many words as told, from the
// word that it has done.
func (t *trainer) pretrain(words, done int, rate float64) error {
	const every = 2_000_000 // words between checkpoints
	drop := t.net.drop
	t.net.drop = Dropout{Input: 0.1, Layer: 0.1, State: 0.05} // there is text enough
	defer func() { t.net.drop = drop }()
	begin, first, last := time.Now(), done, time.Now()
	var sum losses
	for round := uint64(0); done < words; round++ {
		// Resuming reads another part of the text: the order of a round depends on where it begins.
		r := &rng{s: t.seed ^ 0xfeed ^ uint64(done)}
		text := slices.Clone(t.text)
		shuffle(r, text)
		for _, b := range batches(text, 3000, r) {
			f := float64(done) / float64(words)
			warm := min(1, float64(t.net.step+1)/300)
			l := t.step(b, rate*warm*max(0.05, min(1, (1-f)/0.8)), uint64(done)^t.seed, t.net.guess)
			sum.add(l)
			if (done+l.words)/every > done/every {
				if err := t.save("pretrain", done+l.words); err != nil {
					return err
				}
			}
			if done += l.words; done >= words {
				break
			}
			if time.Since(last) > 30*time.Second {
				fmt.Fprintf(t.log, "pretrain %.1f of %.1f M words, %.0f words a second, masked-word loss %.3f\n", float64(done)/1e6, float64(words)/1e6, float64(done-first)/time.Since(begin).Seconds(), sum.mask/float64(sum.masked))
				sum, last = losses{}, time.Now()
			}
		}
	}
	t.net.restart()
	return t.save("tune", 0)
}

// tune teaches everything on the treebanks, from the given epoch.
func (t *trainer) tune(epochs, epoch int, rate float64) error {
	for ; epoch < epochs; epoch++ {
		begin := time.Now()
		r := &rng{s: t.seed ^ uint64(epoch+1)*0x9e3779b97f4a7c15}
		ex := make([]*example, len(t.corpus.trees))
		for i, s := range t.corpus.trees {
			words, labels := augment(s.Words, t.corpus.labels[i], r)
			ex[i] = t.corpus.example(words, labels)
		}
		shuffle(r, ex)
		bs := batches(ex, 1200, r)
		var sum losses
		for i, b := range bs {
			f := (float64(epoch) + float64(i)/float64(len(bs))) / float64(epochs)
			warm := min(1, float64(t.net.step+1)/300)
			sum.add(t.step(b, rate*warm*min(1, (1-f)/0.8), r.next(), t.net.learn))
		}
		n := float64(sum.words)
		fmt.Fprintf(t.log, "epoch %d, %.0f s: loss tag %.4f feats %.4f lemma %.4f arc %.4f rel %.4f label %.4f\n", epoch+1, time.Since(begin).Seconds(), sum.tag/n, sum.feats/n, sum.lemma/n, sum.arc/n, sum.rel/n, sum.label/n)
		if (epoch+1)%5 == 0 || epoch+1 == epochs {
			t.try(epoch + 1)
			if err := t.save("tune", epoch+1); err != nil {
				return err
			}
		}
	}
	return nil
}
