// Package casetest runs cases: text files that hold an input and what a layer should make of it.
//
// A case is an archive of named sections. Text before the first section is a comment, for saying what
// the case shows.
//
//	-- text --      the text
//	-- published -- its date, optional («2025-07-02»)
//	-- source --    who publishes it, optional («Kremlin»)
//	-- conllu --    its trees, made by hand, so that the case tests one layer only
//	-- want --      what doc.Dump prints for the layer
//
// «go test ./… -update» writes what came out into the cases; read the diff before you commit it.
package casetest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/openreadout/readout/internal/conllu"
	"github.com/openreadout/readout/internal/doc"
)

var update = flag.Bool("update", false, "write what came out into the cases")

// Run runs every case in testdata/*.case through apply and compares the layer's dump. A case without a
// conllu section gets a document with its text only.
func Run(t *testing.T, layer string, apply func(*doc.Doc)) {
	t.Helper()
	files, err := filepath.Glob("testdata/*.case")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".case"), func(t *testing.T) { run(t, file, layer, apply) })
	}
}

func run(t *testing.T, file, layer string, apply func(*doc.Doc)) {
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := Sections(string(src))
	text := strings.TrimSuffix(s["text"], "\n")
	d := &doc.Doc{Text: text}
	if s["conllu"] != "" {
		if d, err = conllu.Parse(s["conllu"], text); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
	d.Lang, d.Published, d.Source = "en", doc.Date(strings.TrimSpace(s["published"])), strings.TrimSpace(s["source"])
	apply(d)
	if err := d.Check(); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	got, want := d.Dump(layer), s["want"]
	if got == want {
		return
	}
	if *update {
		head, _, _ := strings.Cut(string(src), "-- want --\n")
		if err := os.WriteFile(file, []byte(strings.TrimRight(head, "\n")+"\n-- want --\n"+got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s\n got:\n%s\nwant:\n%s", file, got, want)
}

// Sections splits an archive into its named sections.
func Sections(src string) map[string]string {
	m, name := map[string]string{}, ""
	for line := range strings.Lines(src) {
		l := strings.TrimSuffix(line, "\n")
		if n, ok := strings.CutPrefix(l, "-- "); ok && strings.HasSuffix(n, " --") {
			name = strings.TrimSuffix(n, " --")
			continue
		}
		m[name] += line
	}
	return m
}
