package model

import (
	"bytes"
	"fmt"
	"math/rand"
	"reflect"
	"strings"
	"testing"
)

// small is a network that can be made in a test.
var small = Config{Buckets: Buckets{Grams: 512, Affixes: 64, Shapes: 32}, Word: 16, Gram: 8, Affix: 8, Short: 4, Layers: 2, Hidden: 16, Tag: 12, Entity: 8, Arc: 12, Label: 8, Hints: HintRows}

// randomFile is a network of random weights.
func randomFile(c Config) *File {
	rng := rand.New(rand.NewSource(3))
	f := &File{Config: c, Lists: map[string][]string{
		"words": {"the", "of", "said"}, "tags": {"NOUN|NN", "VERB|VBD", "DET|DT"}, "feats": {"_", "Number=Sing"},
		"lemmas": {"l0+", "k0+", "l1+", "l2+y"}, "relations": {"root", "nsubj", "det", "punct"}, "labels": {"O", "B-PER", "I-PER", "B-LOC", "I-LOC"}}}
	random := func(rows, cols int) []float32 {
		w := make([]float32, rows*cols)
		for i := range w {
			w[i] = float32(rng.NormFloat64()) / 4
		}
		return w
	}
	table := func(name string, rows, cols int) {
		f.Tensors = append(f.Tensors, Quantise(name, random(rows, cols), rows, cols, true))
	}
	layer := func(name string, rows, cols int) {
		f.Tensors = append(f.Tensors, Quantise(name, random(rows, cols), rows, cols, false))
	}
	plain := func(name string, cols int) {
		f.Tensors = append(f.Tensors, Tensor{Name: name, Rows: 1, Cols: cols, Float: random(1, cols)})
	}
	linear := func(name string, rows, cols int) {
		layer(name+".w", rows, cols)
		plain(name+".b", cols)
	}
	table("word", len(f.Lists["words"])+1, c.Word)
	table("gram", c.Buckets.Grams, c.Gram)
	table("suffix3", c.Buckets.Affixes, c.Affix)
	table("prefix", c.Buckets.Affixes, c.Affix)
	table("suffix2", c.Buckets.Affixes, c.Short)
	table("shape", c.Buckets.Shapes, c.Short)
	if c.Hints > 0 {
		table("entity.hint", c.Hints, c.Entity)
	}
	in := c.Input()
	for i := range c.Layers {
		linear(fmt.Sprintf("lstm%d.x", i), in, 8*c.Hidden)
		layer(fmt.Sprintf("lstm%d.forward", i), c.Hidden, 4*c.Hidden)
		layer(fmt.Sprintf("lstm%d.backward", i), c.Hidden, 4*c.Hidden)
		in = 2 * c.Hidden
	}
	linear("tag.hidden", in, c.Tag)
	linear("tag.out", c.Tag, 3)
	linear("feats.out", c.Tag, 2)
	linear("lemma.out", c.Tag, 4)
	linear("entity.hidden", in, c.Entity)
	linear("entity.out", c.Entity, 5)
	linear("arc.dep", in, c.Arc)
	linear("arc.head", in, c.Arc)
	linear("arc.product", c.Arc, c.Arc)
	linear("rel.dep", in, c.Label)
	linear("rel.head", in, c.Label)
	linear("rel.out", c.Label, 4)
	plain("root", in)
	return f
}

func encoded(t testing.TB, f *File) []byte {
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFileRoundTrip(t *testing.T) {
	f := randomFile(small)
	g, err := ReadFile(encoded(t, f))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(f, g) {
		t.Error("what was read is not what was written")
	}
}

func TestBadFiles(t *testing.T) {
	good := encoded(t, randomFile(small))
	change := func(at int) []byte {
		b := bytes.Clone(good)
		b[at] ^= 1
		return b
	}
	later := bytes.Clone(good)
	later[len(magic)-1] = 9
	for _, c := range []struct {
		name, want string
		b          []byte
	}{
		{"empty", "not a weight file", nil},
		{"text", "not a weight file", []byte(strings.Repeat("# words\n", 9))},
		{"later version", "version 9", later},
		{"one bit", "damaged", change(len(good) / 2)},
		{"cut short", "damaged", good[:len(good)-100]},
	} {
		if _, err := ReadFile(c.b); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q in it", c.name, err, c.want)
		}
	}
	lacking := randomFile(small)
	lacking.Tensors = lacking.Tensors[1:]
	if _, err := New(lacking); err == nil || !strings.Contains(err.Error(), "lacks word") {
		t.Errorf("a file without a tensor: %v", err)
	}
	wrong := randomFile(small)
	wrong.Lists["lemmas"] = []string{"x"}
	if _, err := New(wrong); err == nil || !strings.Contains(err.Error(), "lemma rule") {
		t.Errorf("a file with a bad lemma rule: %v", err)
	}
}

// sentences makes sentences of made-up words.
func sentences(rng *rand.Rand, n, longest int) []*Sentence {
	words := strings.Fields("The minister of defence said on Tuesday that 1,200 troops would leave «Kyiv» , the capital's north-east , by 5 May .")
	var out []*Sentence
	for range n {
		s := &Sentence{}
		for range 1 + rng.Intn(longest) {
			s.Words, s.Hints = append(s.Words, words[rng.Intn(len(words))]), append(s.Hints, Hint(rng.Intn(256)))
		}
		out = append(out, s)
	}
	return out
}

func TestParseDoesNotDependOnNeighbours(t *testing.T) {
	p, err := New(randomFile(small))
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewSource(4))
	sents := append(sentences(rng, 60, 40), sentences(rng, 2, MaxWords)...)
	p.Parse(sents)
	for i, s := range sents {
		alone := &Sentence{Words: s.Words, Hints: s.Hints}
		p.Parse([]*Sentence{alone})
		if !reflect.DeepEqual(alone, s) {
			t.Fatalf("sentence %d alone:\n%v\nin a batch:\n%v", i, alone.Nodes, s.Nodes)
		}
		heads := make([]int, len(s.Nodes))
		roots := 0
		for j, n := range s.Nodes {
			heads[j] = n.Head + 1
			if n.Head < 0 {
				roots++
			}
		}
		if roots != 1 || !isTree(heads) {
			t.Fatalf("sentence %d: no tree with one root: %v", i, heads)
		}
	}
}

func TestParseIsTheSameWithEveryKernel(t *testing.T) {
	f := randomFile(small)
	every(t, func() any {
		p, err := New(f)
		if err != nil {
			t.Fatal(err)
		}
		s := sentences(rand.New(rand.NewSource(5)), 50, 30)
		p.Parse(s)
		return s
	}, reflect.DeepEqual)
}

func BenchmarkParse(b *testing.B) {
	p, err := New(randomFile(Config{Buckets: Buckets{Grams: 1 << 14, Affixes: 1 << 12, Shapes: 1 << 10}, Word: 96, Gram: 64, Affix: 32, Short: 16, Layers: 3, Hidden: 224, Tag: 160, Entity: 128, Arc: 192, Label: 96}))
	if err != nil {
		b.Fatal(err)
	}
	sents := sentences(rand.New(rand.NewSource(6)), 400, 45)
	words := 0
	for _, s := range sents {
		words += len(s.Words)
	}
	b.ResetTimer()
	for range b.N {
		p.Parse(sents)
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
