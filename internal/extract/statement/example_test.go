package statement_test

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/lexicon"
	"github.com/openreadout/readout/internal/pipeline"
)

var updateFailing = flag.Bool("update-failing", false, "write the examples that fail into testdata/failing.txt")

// example is the sentence of an «example» field with its marks read: [speaker], {cue}, <content>.
type example struct {
	text, speaker, cue string
	content            []string
}

func parse(s string) (x example) {
	var b, part strings.Builder
	for _, r := range s {
		switch r {
		case '[', '{', '<':
			part.Reset()
		case ']':
			x.speaker = part.String()
		case '}':
			x.cue = strings.TrimSpace(x.cue + " " + part.String())
		case '>':
			x.content = append(x.content, part.String())
		default:
			b.WriteRune(r)
			part.WriteRune(r)
		}
	}
	x.text = b.String()
	return x
}

// found reports whether the document has the statement of the example.
func found(d *doc.Doc, x example) bool {
	for _, s := range d.Statements {
		var content []string
		for _, c := range s.Content {
			content = append(content, d.Str(c))
		}
		speaker := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(d.Str(s.Speaker), "'s"), "'"), ",")
		if speaker == x.speaker && slices.Equal(content, x.content) && (x.cue == "" || d.Str(s.Cue) == x.cue) {
			return true
		}
	}
	return false
}

// TestExamples reads the examples of the lexicons with the whole pipeline. Those that fail by the parser's fault
// are listed in testdata/failing.txt; one that passes again must leave the list.
func TestExamples(t *testing.T) {
	p, err := pipeline.New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	src, _ := os.ReadFile("testdata/failing.txt")
	failing := map[string]bool{}
	for line := range strings.Lines(string(src)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			failing[line] = true
		}
	}
	all := 0
	var now []string
	for _, name := range []string{"verbs", "nouns", "adjectives", "support", "phrases"} {
		entries, err := lexicon.Read(data.FS(), "lexicons/en/cues_"+name+".txt")
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			for _, f := range e.Fields {
				if f.Key != "example" {
					continue
				}
				all++
				x := parse(f.Value)
				d := &doc.Doc{Text: x.text, Lang: "en"}
				p.Read(d, "statement")
				if err := d.Check(); err != nil {
					t.Errorf("%s:%d: %v", e.File, f.Line, err)
				}
				ok := found(d, x)
				if !ok {
					now = append(now, f.Value)
				}
				if ok == failing[f.Value] && !*updateFailing {
					t.Errorf("%s:%d: %s\n passes %v, listed as failing %v; got\n%s", e.File, f.Line, f.Value, ok, failing[f.Value], d.Dump("statements"))
				}
			}
		}
	}
	t.Logf("%d of %d examples pass", all-len(now), all)
	if *updateFailing {
		text := "# Examples of the cue lexicons that the parser of today reads wrong. Made by go test -update-failing.\n" + strings.Join(now, "\n") + "\n"
		if err := os.WriteFile("testdata/failing.txt", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
