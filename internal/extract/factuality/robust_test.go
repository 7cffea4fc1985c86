package factuality

import (
	"math/rand"
	"os"
	"path/filepath"
	"testing"

	"github.com/openreadout/readout/internal/casetest"
	"github.com/openreadout/readout/internal/conllu"
	"github.com/openreadout/readout/internal/doc"
)

// TestWrongTrees puts the words of the cases under heads of others: no tree may break the layer, and every
// clause gets a value of the record.
func TestWrongTrees(t *testing.T) {
	c, l := layers(t)
	labels := map[string]bool{"happened": true, "ongoing": true, "reported": true, "planned": true, "possible": true, "conditional": true,
		"demanded": true, "denied": true, "did-not-happen": true, "unknown": true}
	r := rand.New(rand.NewSource(1))
	for _, d := range docsOfCases(t) {
		for range 100 {
			d.Predicates = nil
			shuffle(d, r)
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

func docsOfCases(t testing.TB) []*doc.Doc {
	files, err := filepath.Glob("testdata/*.case")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	var out []*doc.Doc
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d, err := conllu.Parse(casetest.Sections(string(src))["conllu"], "")
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, d)
	}
	return out
}

// shuffle gives every token another head, without circles.
func shuffle(d *doc.Doc, r *rand.Rand) {
	for _, s := range d.Sentences {
		order := r.Perm(int(s.End - s.First))
		for i, o := range order {
			k := &d.Tokens[int(s.First)+o]
			switch {
			case i == 0:
				k.Head, k.Rel = doc.None, "root"
				continue
			case k.Rel == "root":
				k.Rel = "conj"
			}
			k.Head = s.First + doc.Tok(order[r.Intn(i)])
		}
	}
	d.SetTrees()
}

func BenchmarkApply(b *testing.B) {
	c, l := layers(b)
	docs := docsOfCases(b)
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
