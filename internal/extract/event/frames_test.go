package event_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/extract/event"
	"github.com/openreadout/readout/internal/knowledge"
	"github.com/openreadout/readout/internal/ontology"
	"github.com/openreadout/readout/record"
)

var updateFrames = flag.Bool("update-frames", false, "write the examples that fail into testdata/failing.txt")

// failingFile lists the examples that the engine is known to code otherwise than the lexicon wants, one a
// line, so that a change for the worse shows as a failure and one for the better in the diff.
const failingFile = "testdata/failing.txt"

// TestFrames runs the examples and counter-examples of every frame through the whole engine, each as a
// document of its own. One file: go test ./internal/extract/event -run 'TestFrames/agree.txt'.
func TestFrames(t *testing.T) {
	engine, err := readout.New()
	if err != nil {
		t.Fatal(err)
	}
	known := readFailing(t)
	byFile := map[string][]event.Example{}
	var files []string
	for _, ex := range examples(t) {
		file, _, _ := strings.Cut(ex.At, ":")
		if byFile[file] == nil {
			files = append(files, file)
		}
		byFile[file] = append(byFile[file], ex)
	}
	var failing []string
	for _, file := range files {
		passed := 0
		t.Run(file, func(t *testing.T) {
			for _, ex := range byFile[file] {
				rec := engine.Code(record.Article{ID: ex.At, Published: "2025-07-02", Lang: "en", Text: ex.Text})
				got, ok := knowledge.Judge(&rec, ex.Want)
				if ok {
					passed++
					continue
				}
				failing = append(failing, ex.Text)
				if msg := fmt.Sprintf("%s: %s\n\t got: %s\n\twant: %s", ex.At, ex.Text, got, knowledge.OrNone(ex.Want)); known[ex.Text] {
					t.Log(msg)
				} else {
					t.Error(msg)
				}
			}
			t.Logf("%s: %d of %d examples as wanted", file, passed, len(byFile[file]))
		})
	}
	if *updateFrames {
		writeFailing(t, failing)
	}
}

// TestSilence runs the sentences of testdata/silent.txt, each as a document: none gives an event.
func TestSilence(t *testing.T) {
	engine, err := readout.New()
	if err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile("testdata/silent.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(src)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		rec := engine.Code(record.Article{ID: "silent", Published: "2025-07-02", Lang: "en", Text: strings.TrimSpace(line)})
		for _, e := range rec.Events {
			t.Errorf("%s\n\t got: %s", line, knowledge.Describe(&rec, &e))
		}
		if len(rec.Events) == 0 && len(rec.Notes) == 0 {
			t.Errorf("%s\n\tno note says why", line)
		}
	}
}

func examples(t testing.TB) []event.Example {
	o, err := ontology.Read(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	lex, err := event.ReadLexicon(data.FS(), o)
	if err != nil {
		t.Fatal(err)
	}
	return lex.Examples()
}

func readFailing(t *testing.T) map[string]bool {
	known := map[string]bool{}
	src, err := os.ReadFile(failingFile)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(src)) {
		known[strings.TrimSuffix(line, "\n")] = true
	}
	return known
}

func writeFailing(t *testing.T, failing []string) {
	slices.Sort(failing)
	failing = slices.Compact(failing)
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(failingFile, []byte(strings.Join(failing, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}
