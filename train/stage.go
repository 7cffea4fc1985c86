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
	names  *names     // to put into the trees
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

// lesson is a batch and what is learned from it.
type lesson struct {
	batch  []*example
	weight float32 // of its loss
	learn  func(ar *arena, k int, part []*example, scale float32, r *rng) losses
}

// step gives each worker its part of every lesson and moves the weights.
func (t *trainer) step(rate float64, seed uint64, lessons ...lesson) losses {
	var got [workers]losses
	var wg sync.WaitGroup
	for k := range workers {
		wg.Go(func() {
			r := stream(seed, uint64(k))
			for _, l := range lessons {
				if part, words := l.part(k); len(part) > 0 {
					got[k].add(l.learn(&t.arenas[k], k, part, l.weight/float32(words), r))
				}
			}
		})
	}
	wg.Wait()
	t.net.move(rate, 2)
	for _, g := range got[1:] {
		got[0].add(g)
	}
	return got[0]
}

// part returns the examples for worker k and how many words all have.
func (l lesson) part(k int) (part []*example, words int) {
	for i, e := range l.batch {
		words += len(e.words)
		if i%workers == k {
			part = append(part, e)
		}
	}
	return part, words
}

// pretrain teaches the encoder to guess masked words of running text, over as many words as told, from the
// word that it has done.
func (t *trainer) pretrain(words, done int, rate float64) error {
	const every = 2_000_000 // words between checkpoints
	begin, first, last := time.Now(), done, time.Now()
	var sum losses
	next := t.running(3000, uint64(done))
	for done < words {
		f := float64(done) / float64(words)
		warm := min(1, float64(t.net.step+1)/300)
		l := t.step(rate*warm*max(0.05, min(1, (1-f)/0.8)), uint64(done)^t.seed, lesson{next(), 1, t.net.guess})
		sum.add(l)
		if (done+l.guessed)/every > done/every {
			if err := t.save("pretrain", done+l.guessed); err != nil {
				return err
			}
		}
		done += l.guessed
		if time.Since(last) > 30*time.Second {
			fmt.Fprintf(t.log, "pretrain %.1f of %.1f M words, %.0f words a second, masked-word loss %.3f\n", float64(done)/1e6, float64(words)/1e6, float64(done-first)/time.Since(begin).Seconds(), sum.mask/float64(sum.masked))
			sum, last = losses{}, time.Now()
		}
	}
	t.net.restart()
	return t.save("tune", 0)
}

// running returns a function that gives batches of running text of about so many words, without end. Their
// order depends on from, so that resuming reads another part of the text.
func (t *trainer) running(words int, from uint64) func() []*example {
	r := stream(t.seed^0xfeed, from)
	var left [][]*example
	return func() []*example {
		if len(left) == 0 {
			text := slices.Clone(t.text)
			shuffle(r, text)
			left = batches(text, words, r)
		}
		b := left[0]
		left = left[1:]
		return b
	}
}

// In tuning, every fourth step also guesses words of running text, with this weight, but for the last part
// of the epochs. Without it the network would unlearn the words that the treebanks lack.
const (
	guessWeight = 0.2
	guessUntil  = 0.6
)

// tune teaches everything on the treebanks, from the given epoch.
func (t *trainer) tune(epochs, epoch int, rate float64) error {
	next := t.running(1200, uint64(epoch)<<40)
	for ; epoch < epochs; epoch++ {
		begin := time.Now()
		r := stream(t.seed, uint64(epoch))
		ex := make([]*example, len(t.corpus.trees))
		for i, s := range t.corpus.trees {
			words, labels := augment(s.Words, t.corpus.labels[i], t.names, r)
			ex[i] = t.corpus.example(words, labels)
		}
		shuffle(r, ex)
		bs := batches(ex, 1200, r)
		var sum losses
		for i, b := range bs {
			f := (float64(epoch) + float64(i)/float64(len(bs))) / float64(epochs)
			warm := min(1, float64(t.net.step+1)/300)
			lessons := []lesson{{b, 1, t.net.learn}}
			if i%4 == 0 && f < guessUntil {
				lessons = append(lessons, lesson{next(), guessWeight, t.net.guess})
			}
			sum.add(t.step(rate*warm*min(1, (1-f)/0.8), r.next(), lessons...))
		}
		n := float64(sum.words)
		fmt.Fprintf(t.log, "epoch %d, %.0f s: loss tag %.4f feats %.4f lemma %.4f arc %.4f rel %.4f label %.4f masked-word %.3f\n", epoch+1, time.Since(begin).Seconds(), sum.tag/n, sum.feats/n, sum.lemma/n, sum.arc/n, sum.rel/n, sum.label/n, sum.mask/float64(max(sum.masked, 1)))
		if (epoch+1)%5 == 0 || epoch+1 == epochs {
			t.try(epoch + 1)
			if err := t.save("tune", epoch+1); err != nil {
				return err
			}
		}
	}
	return nil
}
