package knowledge

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/extract/event"
	"github.com/openreadout/readout/internal/ontology"
	"github.com/openreadout/readout/record"
)

// exampleDay is the day on which examples are read that name none.
const exampleDay = "2025-07-02"

// Example is a text that an entry carries with the coding expected of it.
type Example struct {
	At   string // file:line
	Text string
	Day  string
	Want string // what is expected, as the entry writes it

	code   string   // of an actor
	events []string // «SOURCE TYPE TARGET» each
	frame  bool
}

// Examples returns the examples of the actor files and of the frames in k.
func Examples(k fs.FS) ([]Example, error) {
	as, err := actors.Examples(k)
	if err != nil {
		return nil, err
	}
	var out []Example
	for _, a := range as {
		text, day, _ := strings.Cut(a.Text, " @")
		if day == "" {
			day = exampleDay
		}
		out = append(out, Example{At: fmt.Sprintf("%s:%d", a.At.File, a.At.Line), Text: sentence(text), Day: day, Want: a.Want, code: a.Want})
	}
	o, err := ontology.Read(k)
	if err != nil {
		return nil, err
	}
	frames, err := event.ReadLexicon(k, o)
	if err != nil {
		return nil, err
	}
	for _, x := range frames.Examples() {
		out = append(out, Example{At: "lexicons/en/frames/" + x.At, Text: x.Text, Day: exampleDay, Want: OrNone(x.Want), events: x.Want, frame: true})
	}
	return out, nil
}

// sentence makes a sentence of a phrase that names somebody.
func sentence(phrase string) string {
	if phrase == "" {
		return ""
	}
	return strings.ToUpper(phrase[:1]) + phrase[1:] + " spoke on Monday."
}

// Run codes the example. It returns what came out and whether it is what was wanted.
func (x *Example) Run(e *readout.Engine) (got string, ok bool) {
	rec := e.Code(record.Article{ID: x.At, Published: x.Day, Lang: "en", Text: x.Text})
	if x.frame {
		return Judge(&rec, x.events)
	}
	got = codeOf(&rec, strings.TrimSuffix(x.Text, " spoke on Monday."))
	return got, got == x.code
}

// codeOf returns the code of whom the phrase that begins the text names: of the entities in it, the one whose
// mention begins first and is no nationality or state beside another one.
func codeOf(rec *record.Document, phrase string) string {
	end := len([]rune(phrase))
	best, at, weight := "no actor", end, 0
	for i := range rec.Entities {
		e := &rec.Entities[i]
		for _, m := range e.Mentions {
			if m.End > end || m.Form == "nationality" {
				continue
			}
			w := 1
			switch {
			case e.Kind == "person" && strings.Contains(string([]rune(phrase)[m.Begin:m.End]), " "):
				w = 3
			case e.Kind == "organisation", e.Kind == "group", e.Kind == "people":
				w = 2
			}
			if w > weight || w == weight && m.Begin < at {
				best, at, weight = e.Actor, m.Begin, w
			}
		}
	}
	if best == "" {
		return "no code"
	}
	return best
}
