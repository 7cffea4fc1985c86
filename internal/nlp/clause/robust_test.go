package clause

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/casetest"
	"github.com/openreadout/readout/internal/conllu"
	"github.com/openreadout/readout/internal/doc"
)

// treesOfCases returns the trees of all cases.
func treesOfCases(t testing.TB) []string {
	files, err := filepath.Glob("testdata/*.case")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	var out []string
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, casetest.Sections(string(src))["conllu"])
	}
	return out
}

// TestWrongTrees puts the words of the cases under heads and relations of others: no tree may break the layer.
func TestWrongTrees(t *testing.T) {
	l := layer(t)
	var rels []string
	var docs []*doc.Doc
	for _, src := range treesOfCases(t) {
		d, err := conllu.Parse(src, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range d.Tokens {
			rels = append(rels, k.Rel)
		}
		docs = append(docs, d)
	}
	r := rand.New(rand.NewSource(1))
	for n := range 4000 {
		d := docs[n%len(docs)]
		shuffle(d, r, rels)
		l.Apply(d)
		if err := d.Check(); err != nil {
			t.Fatalf("%v\n%s", err, d.Dump("trees"))
		}
	}
}

// shuffle gives every token another head, without circles, and half of them another relation.
func shuffle(d *doc.Doc, r *rand.Rand, rels []string) {
	for _, s := range d.Sentences {
		order := r.Perm(int(s.End - s.First))
		for i, o := range order {
			k := &d.Tokens[int(s.First)+o]
			if i == 0 {
				k.Head, k.Rel = doc.None, "root"
				continue
			}
			k.Head = s.First + doc.Tok(order[r.Intn(i)])
			if r.Intn(2) == 0 || k.Rel == "root" {
				k.Rel = rels[r.Intn(len(rels))]
			}
		}
	}
	d.SetTrees()
}

// TestLongSentence reads sentences of 10,000 and 40,000 words, wide and deep; time must grow with the length.
func TestLongSentence(t *testing.T) {
	l := layer(t)
	for _, shape := range []string{"wide", "deep", "conj"} {
		small, large := long(t, l, shape, 10_000), long(t, l, shape, 40_000)
		if large > 12*small+500*time.Millisecond {
			t.Errorf("%s: %v for 10,000 words, %v for 40,000", shape, small, large)
		}
	}
}

func long(t *testing.T, l *Layer, shape string, n int) time.Duration {
	words := []struct{ form, lemma, upos, xpos, rel string }{
		{"talks", "talk", "NOUN", "NNS", "obj"}, {"met", "meet", "VERB", "VBD", "conj"}, {"which", "which", "PRON", "WDT", "nsubj"},
		{"held", "hold", "VERB", "VBD", "acl:relcl"}, {"attack", "attack", "NOUN", "NN", "conj"}, {"seized", "seize", "VERB", "VBN", "ccomp"}, {"Mali", "Mali", "PROPN", "NNP", "nmod"},
	}
	var b strings.Builder
	for i := range n {
		w := words[i%len(words)]
		head, rel := 1, w.rel
		switch {
		case i == 0:
			head, rel = 0, "root"
		case shape == "deep":
			head = i
		case shape == "conj":
			head, rel = max(1, i-i%len(words)), "conj"
		}
		fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%s\t_\t%d\t%s\t_\t_\n", i+1, w.form, w.lemma, w.upos, w.xpos, head, rel)
	}
	d, err := conllu.Parse(b.String(), "")
	if err != nil {
		t.Fatal(err)
	}
	took := fastest(func() { l.Apply(d) })
	if len(d.Clauses) == 0 {
		t.Errorf("%s: no clauses", shape)
	}
	return took
}

// fastest returns the shortest of five runs: a busy machine makes single runs slow.
func fastest(f func()) time.Duration {
	best := time.Hour
	for range 5 {
		start := time.Now()
		f()
		best = min(best, time.Since(start))
	}
	return best
}

func BenchmarkApply(b *testing.B) {
	l := layer(b)
	var docs []*doc.Doc
	words := 0
	for _, src := range treesOfCases(b) {
		d, err := conllu.Parse(src, "")
		if err != nil {
			b.Fatal(err)
		}
		words += len(d.Tokens)
		docs = append(docs, d)
	}
	for b.Loop() {
		for _, d := range docs {
			l.Apply(d)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
