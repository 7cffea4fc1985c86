package casetest

import (
	"math/rand"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/conllu"
	"github.com/openreadout/readout/internal/doc"
)

// Trees returns the trees of every case in testdata/*.case.
func Trees(t testing.TB) []*doc.Doc {
	t.Helper()
	files, err := filepath.Glob("testdata/*.case")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	var out []*doc.Doc
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d, err := conllu.Parse(Sections(string(src))["conllu"], "")
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		out = append(out, d)
	}
	return out
}

// Relations returns the relation of every token of the documents.
func Relations(docs []*doc.Doc) []string {
	var out []string
	for _, d := range docs {
		for _, k := range d.Tokens {
			out = append(out, k.Rel)
		}
	}
	return out
}

// Shuffle gives every token another head of its sentence, without circles, and half of them one of the relations.
func Shuffle(d *doc.Doc, r *rand.Rand, rels []string) {
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

// Fastest returns the shortest of five runs of f: a busy machine makes single runs slow.
func Fastest(f func()) time.Duration {
	best := time.Hour
	for range 5 {
		start := time.Now()
		f()
		best = min(best, time.Since(start))
	}
	return best
}
