package coref_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/layertest"
)

// pieces are words with the tags and relations that a wrong tree may give them.
var pieces = []string{"he", "she", "they", "it", "we", "I", "his", "their", "who", "that", "both", "two", "leaders", "sides", "the", "The", "country", "Putin", "Macron",
	"Vladimir", "Emmanuel", "Moscow", "Kyiv", "Russian", "French", "president", "President", "United", "Nations", "UN", "(", ")", "“", "”", "\"", ",", ".", "-", "said", "and", "of", "'s", "minister", "group", "Ångström", "北京", "é"}

var tags = []string{"NOUN", "PROPN", "PRON", "VERB", "ADJ", "DET", "PUNCT", "CCONJ", "ADP", "AUX", "NUM", "INTJ"}

var rels = []string{"nsubj", "obj", "obl", "nmod", "nmod:poss", "conj", "appos", "acl:relcl", "amod", "compound", "det", "case", "cop", "parataxis", "ccomp", "flat", "nummod", "cc", "punct", "xcomp"}

var labels = []string{"", "", "", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"}

// random makes a document of n words with any tree over each sentence.
func random(r *rand.Rand, n, sentence int) *doc.Doc {
	d := &doc.Doc{Lang: "en", Published: "2025-07-02"}
	var b strings.Builder
	for i := range n {
		w := pieces[r.IntN(len(pieces))]
		d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Begin: b.Len(), End: b.Len() + len(w)}, Lemma: strings.ToLower(w), UPOS: tags[r.IntN(len(tags))],
			XPOS: []string{"NN", "NNS", "NNP", "NNPS"}[r.IntN(4)], Rel: rels[r.IntN(len(rels))], Label: labels[r.IntN(len(labels))], Head: doc.None})
		b.WriteString(w)
		b.WriteByte(' ')
		if i%sentence == sentence-1 || i == n-1 {
			first := doc.Tok(i - i%sentence)
			tree(r, d, first, doc.Tok(i+1))
			d.Sentences = append(d.Sentences, doc.Sentence{Span: doc.Span{Begin: d.Tokens[first].Begin, End: d.Tokens[i].End}, First: first, End: doc.Tok(i + 1), Paragraph: len(d.Sentences) / 3})
		}
	}
	d.Text = b.String()
	d.SetTrees()
	return d
}

// tree hangs each token of a sentence on one that was hung before it.
func tree(r *rand.Rand, d *doc.Doc, first, end doc.Tok) {
	order := r.Perm(int(end - first))
	for i, x := range order {
		t := &d.Tokens[first+doc.Tok(x)]
		if i == 0 {
			t.Rel = "root"
			continue
		}
		t.Head = first + doc.Tok(order[r.IntN(i)])
	}
}

// TestAnyTree runs both layers over trees that make no sense.
func TestAnyTree(t *testing.T) {
	apply := layertest.Upto(t, "coref")
	for seed := range uint64(300) {
		d := random(rand.New(rand.NewPCG(seed, 1)), 1+int(seed)%90, 1+int(seed)%29)
		apply(d)
		if err := d.Check(); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, d.Text)
		}
		checkLinks(t, d)
		first := d.Dump("entities")
		apply(d)
		if again := d.Dump("entities"); again != first {
			t.Fatalf("seed %d: two runs differ:\n%s\n%s", seed, first, again)
		}
	}
}

// checkLinks checks that mentions and entities agree.
func checkLinks(t *testing.T, d *doc.Doc) {
	t.Helper()
	last := -1
	for i, e := range d.Entities {
		if e.Mentions[0] < last {
			t.Fatalf("entity %d stands before its turn", i)
		}
		last = e.Mentions[0]
		for _, m := range e.Mentions {
			if d.Mentions[m].Entity != i {
				t.Fatalf("mention %d of entity %d points to %d", m, i, d.Mentions[m].Entity)
			}
		}
		for _, m := range e.Members {
			if m == i {
				t.Fatalf("entity %d is its own member", i)
			}
		}
	}
}

// TestLong checks that time grows with the length of a text, not with its square.
func TestLong(t *testing.T) {
	apply := layertest.Upto(t, "coref")
	for _, sentence := range []int{20, 100_000} {
		d := random(rand.New(rand.NewPCG(7, uint64(sentence))), 100_000, sentence)
		apply(d)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestEmpty runs the layers over nothing.
func TestEmpty(t *testing.T) {
	apply := layertest.Upto(t, "coref")
	d := &doc.Doc{}
	d.SetTrees()
	apply(d)
	if len(d.Entities) > 0 {
		t.Fatal(fmt.Sprint(d.Entities))
	}
}

func BenchmarkCoref(b *testing.B) {
	apply := layertest.Upto(b, "coref")
	d := random(rand.New(rand.NewPCG(3, 3)), 2000, 25)
	for b.Loop() {
		apply(d)
	}
	b.ReportMetric(float64(2000*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
