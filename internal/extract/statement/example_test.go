package statement_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/lexicon"
	"github.com/openreadout/readout/internal/pipeline"
)

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

// maxFailing is how many of a hundred examples the parser may spoil.
const maxFailing = 7

// TestExamples reads the examples of the lexicons with the whole pipeline, as a text would be read. The grammar
// alone is held to account by the cases, whose trees are made by hand.
func TestExamples(t *testing.T) {
	p, err := pipeline.New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	all, failing := 0, 0
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
				if !found(d, x) {
					failing++
					t.Logf("%s:%d: %s\n got\n%s", e.File, f.Line, f.Value, d.Dump("statements"))
				}
			}
		}
	}
	if failing*100 > maxFailing*all {
		t.Errorf("%d of %d examples fail", failing, all)
	}
}
