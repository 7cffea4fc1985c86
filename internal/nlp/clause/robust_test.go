package clause

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/casetest"
	"github.com/openreadout/readout/internal/conllu"
)

// TestWrongTrees puts the words of the cases under heads and relations of others: no tree may break the layer.
func TestWrongTrees(t *testing.T) {
	l := layer(t)
	docs := casetest.Trees(t)
	rels := casetest.Relations(docs)
	r := rand.New(rand.NewSource(1))
	for n := range 4000 {
		d := docs[n%len(docs)]
		casetest.Shuffle(d, r, rels)
		l.Apply(d)
		if err := d.Check(); err != nil {
			t.Fatalf("%v\n%s", err, d.Dump("trees"))
		}
	}
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
	took := casetest.Fastest(func() { l.Apply(d) })
	if len(d.Clauses) == 0 {
		t.Errorf("%s: no clauses", shape)
	}
	return took
}

func BenchmarkApply(b *testing.B) {
	l := layer(b)
	docs, words := casetest.Trees(b), 0
	for _, d := range docs {
		words += len(d.Tokens)
	}
	for b.Loop() {
		for _, d := range docs {
			l.Apply(d)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
