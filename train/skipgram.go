package train

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"os"

	"github.com/openreadout/readout/internal/conllu"
	"github.com/openreadout/readout/internal/model"
)

// VectorOptions says how to make word vectors.
type VectorOptions struct {
	Text   string   // pattern of files of running text
	Trees  []string // CoNLL-U files, read as text too
	Out    string
	Width  int // a multiple of 16
	Window int // words to each side
	Least  int // how often a word must stand to get a vector
	Rounds int
	Seed   uint64
	Log    io.Writer
}

// skipgram learns word vectors from the words around (structured skip-gram: every place in the window has
// an output table of its own, so that the vectors know word order). A word's vector is the mean of its own
// and those of its n-grams. One thread, so that the same text gives the same vectors.
type skipgram struct {
	o       VectorOptions
	words   []string
	grams   [][]int32
	keep    []float64 // chance that a frequent word is learned from
	own     mat
	gram    mat
	out     []mat   // by place in the window
	unlike  []int32 // words to contrast with, by frequency
	rand    rng
	vec, up []float32
}

const vectorBuckets = 1 << 17

// MakeVectors learns word vectors and writes them, the most frequent word first.
func MakeVectors(o VectorOptions) error {
	sents, err := vectorText(o)
	if err != nil {
		return err
	}
	s, coded := newSkipgram(o, sents)
	for round := range o.Rounds {
		for i, words := range coded {
			done := (float64(round) + float64(i)/float64(len(coded))) / float64(o.Rounds)
			s.sentence(words, float32(0.05*(1-done)+1e-4))
		}
		fmt.Fprintf(o.Log, "round %d of %d\n", round+1, o.Rounds)
	}
	return s.write(o.Out)
}

func vectorText(o VectorOptions) ([][]string, error) {
	var sents [][]string
	use := func(words []string) {
		norm := make([]string, len(words))
		for i, w := range words {
			norm[i] = model.Normalise(w)
		}
		sents = append(sents, norm)
	}
	if err := ReadText(o.Text, use); err != nil {
		return nil, err
	}
	trees, err := ReadTrees(o.Trees...)
	if err != nil {
		return nil, err
	}
	for _, s := range trees {
		use(forms(s))
	}
	return sents, nil
}

func forms(s conllu.Sentence) []string {
	var out []string
	for _, w := range s.Words {
		out = append(out, w.Form)
	}
	return out
}

func newSkipgram(o VectorOptions, sents [][]string) (*skipgram, [][]int32) {
	count, total := map[string]int{}, 0
	for _, s := range sents {
		for _, w := range s {
			count[w]++
			total++
		}
	}
	s := &skipgram{o: o, words: frequent(count, o.Least), rand: rng{s: o.Seed}, vec: make([]float32, o.Width), up: make([]float32, o.Width)}
	fmt.Fprintf(o.Log, "%d words, %d of them distinct and frequent\n", total, len(s.words))
	id := map[string]int32{}
	buckets := model.Buckets{Grams: vectorBuckets, Affixes: 1, Shapes: 1}
	for i, w := range s.words {
		id[w] = int32(i)
		g := buckets.Word(w).Grams
		s.grams = append(s.grams, g[:len(g)-1]) // the word itself has its own vector
		share := float64(count[w]) / float64(total)
		s.keep = append(s.keep, math.Sqrt(1e-3/share)+1e-3/share)
	}
	s.own, s.gram = s.table(len(s.words)), s.table(vectorBuckets)
	for range 2*o.Window + 1 {
		s.out = append(s.out, mat{make([]float32, len(s.words)*o.Width), len(s.words), o.Width})
	}
	s.contrast(count)
	coded := make([][]int32, len(sents))
	for i, words := range sents {
		for _, w := range words {
			if k, ok := id[w]; ok {
				coded[i] = append(coded[i], k)
			} else {
				coded[i] = append(coded[i], -1)
			}
		}
	}
	return s, coded
}

func (s *skipgram) table(rows int) mat {
	m := mat{make([]float32, rows*s.o.Width), rows, s.o.Width}
	for i := range m.d {
		m.d[i] = (float32(s.rand.next()>>40)/(1<<24) - 0.5) / float32(s.o.Width)
	}
	return m
}

// contrast fills the table of words to contrast with, by frequency to the power of 3/4.
func (s *skipgram) contrast(count map[string]int) {
	const size = 1 << 22
	var sum float64
	for _, w := range s.words {
		sum += math.Pow(float64(count[w]), 0.75)
	}
	for i, w := range s.words {
		for range 1 + int(math.Pow(float64(count[w]), 0.75)/sum*size) {
			s.unlike = append(s.unlike, int32(i))
		}
	}
}

// sentence learns from every word of a sentence and those around it.
func (s *skipgram) sentence(words []int32, rate float32) {
	for i, c := range words {
		if c < 0 || !s.rand.chance(s.keep[c]) {
			continue
		}
		s.vector(c)
		clear(s.up)
		for p := -s.o.Window; p <= s.o.Window; p++ {
			if p == 0 || i+p < 0 || i+p >= len(words) || words[i+p] < 0 {
				continue
			}
			out := s.out[p+s.o.Window]
			s.pair(out.row(int(words[i+p])), rate, 1)
			for range 5 {
				s.pair(out.row(int(s.unlike[s.rand.intn(len(s.unlike))])), rate, 0)
			}
		}
		add(s.own.row(int(c)), s.up)
		for _, g := range s.grams[c] {
			add(s.gram.row(int(g)), s.up)
		}
	}
}

// vector puts the vector of word c into s.vec.
func (s *skipgram) vector(c int32) {
	copy(s.vec, s.own.row(int(c)))
	for _, g := range s.grams[c] {
		add(s.vec, s.gram.row(int(g)))
	}
	f := 1 / float32(len(s.grams[c])+1)
	for j := range s.vec {
		s.vec[j] *= f
	}
}

// pair moves an output row towards the word (like 1) or away from it (like 0).
func (s *skipgram) pair(row []float32, rate, like float32) {
	d := rate * (like - sigmoid(max(min(dot(s.vec, row), 8), -8)))
	contrastStep(s.up, row, s.vec, d)
}

// write writes the vectors around their mean, scaled to the size that the network expects.
func (s *skipgram) write(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	all := mat{make([]float32, len(s.words)*s.o.Width), len(s.words), s.o.Width}
	mean := make([]float64, s.o.Width)
	for i := range s.words {
		s.vector(int32(i))
		copy(all.row(i), s.vec)
		for j, v := range s.vec {
			mean[j] += float64(v) / float64(len(s.words))
		}
	}
	var sum float64
	for i := range all.d {
		all.d[i] -= float32(mean[i%s.o.Width])
		sum += float64(all.d[i]) * float64(all.d[i])
	}
	const size = 0.4 // root of the mean square
	scale := float32(size / math.Sqrt(sum/float64(len(all.d))))
	for i, word := range s.words {
		w.WriteString(word)
		for _, v := range all.row(i) {
			fmt.Fprintf(w, " %.4f", v*scale)
		}
		w.WriteByte('\n')
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}
