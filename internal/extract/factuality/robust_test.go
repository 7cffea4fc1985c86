package factuality

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/casetest"
	"github.com/openreadout/readout/internal/conllu"
	"github.com/openreadout/readout/internal/nlp/clause"
)

// TestWrongTrees puts the words of the cases under heads of others: no tree may break the layer, and every
// clause gets a value of the record.
func TestWrongTrees(t *testing.T) {
	c, l := layers(t)
	labels := map[string]bool{"happened": true, "ongoing": true, "reported": true, "planned": true, "possible": true, "conditional": true,
		"demanded": true, "denied": true, "did-not-happen": true, "unknown": true}
	r := rand.New(rand.NewSource(1))
	docs := casetest.Trees(t)
	rels := casetest.Relations(docs)
	for _, d := range docs {
		for range 100 {
			d.Predicates = nil
			casetest.Shuffle(d, r, rels)
			c.Apply(d)
			l.Apply(d)
			if err := d.Check(); err != nil {
				t.Fatalf("%v\n%s", err, d.Dump("trees"))
			}
			if len(d.Predicates) != len(d.Clauses) {
				t.Fatalf("%d predicates of %d clauses", len(d.Predicates), len(d.Clauses))
			}
			for _, p := range d.Predicates {
				if !labels[p.Factuality] || p.Score < -30 || p.Score > 30 || p.Rule == "" {
					t.Fatalf("predicate %+v", p)
				}
			}
		}
	}
}

func BenchmarkApply(b *testing.B) {
	c, l := layers(b)
	docs := casetest.Trees(b)
	words := 0
	for _, d := range docs {
		c.Apply(d)
		words += len(d.Tokens)
	}
	for b.Loop() {
		for _, d := range docs {
			l.Apply(d)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// TestLongSentence reads sentences of many clauses, wide and deep; time must grow with the length.
func TestLongSentence(t *testing.T) {
	c, l := layers(t)
	for _, deep := range []bool{false, true} {
		small, large := long(t, c, l, deep, 10_000), long(t, c, l, deep, 40_000)
		if large > 12*small+500*time.Millisecond {
			t.Errorf("deep %v: %v for 10,000 words, %v for 40,000", deep, small, large)
		}
	}
}

func long(t *testing.T, c *clause.Layer, l *Layer, deep bool, n int) time.Duration {
	words := []string{"said\tsay\tVERB\tVBD\tccomp", "it\tit\tPRON\tPRP\tnsubj", "cancelled\tcancel\tVERB\tVBD\tccomp", "talks\ttalk\tNOUN\tNNS\tobj",
		"planned\tplan\tVERB\tVBD\tconj", "which\twhich\tPRON\tWDT\tobj", "held\thold\tVERB\tVBD\tacl:relcl"}
	var b strings.Builder
	for i := range n {
		p := strings.Split(words[i%len(words)], "\t")
		head, rel := 1, p[4]
		switch {
		case i == 0:
			head, rel = 0, "root"
		case deep:
			head = i
		}
		fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%s\t_\t%d\t%s\t_\t_\n", i+1, p[0], p[1], p[2], p[3], head, rel)
	}
	d, err := conllu.Parse(b.String(), "")
	if err != nil {
		t.Fatal(err)
	}
	c.Apply(d)
	return casetest.Fastest(func() { l.Apply(d) })
}
