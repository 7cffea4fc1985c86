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
				got, ok := judge(&rec, ex.Want)
				if ok {
					passed++
					continue
				}
				failing = append(failing, ex.Text)
				if msg := fmt.Sprintf("%s: %s\n\t got: %s\n\twant: %s", ex.At, ex.Text, got, wanted(ex.Want)); known[ex.Text] {
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
			t.Errorf("%s\n\t got: %s", line, describe(&rec, &e))
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

// judge compares the events of rec with those wanted, «SOURCE TYPE TARGET» each: all of them and no other.
func judge(rec *record.Document, want []string) (got string, ok bool) {
	left := slices.Clone(rec.Events)
	ok = true
	for _, w := range want {
		i := slices.IndexFunc(left, func(e record.Event) bool { return fits(rec, &e, w) })
		if i < 0 {
			ok = false
			continue
		}
		left = slices.Delete(left, i, i+1)
	}
	var all []string
	for _, e := range rec.Events {
		all = append(all, describe(rec, &e))
	}
	return wanted(all), ok && len(left) == 0
}

func wanted(events []string) string {
	if len(events) == 0 {
		return "none"
	}
	return strings.Join(events, "; ")
}

// fits reports whether e is the event «SOURCE TYPE[/CODE] TARGET»; parties may be of several words, joined
// by «_».
func fits(rec *record.Document, e *record.Event, want string) bool {
	f := strings.Fields(want)
	if len(f) != 3 {
		return false
	}
	typ, code, coded := strings.Cut(f[1], "/")
	if typ == "-" {
		typ = ""
	}
	if e.Plover != typ || coded && e.CAMEO != code {
		return false
	}
	source, target := e.Source, e.Target
	if e.Symmetric && len(target) == 0 && len(source) > 1 {
		source, target = source[:1], source[1:]
	}
	return party(rec, source, f[0]) && party(rec, target, f[2]) || e.Symmetric && party(rec, target, f[0]) && party(rec, source, f[2])
}

// party reports whether one of the entities has the code or the country, or is named by the words; «-»
// stands for no party.
func party(rec *record.Document, ids []string, want string) bool {
	if want == "-" {
		return len(ids) == 0
	}
	want = strings.ReplaceAll(want, "_", " ")
	for _, id := range ids {
		for i := range rec.Entities {
			x := &rec.Entities[i]
			if x.ID != id {
				continue
			}
			if x.Country == want || strings.HasPrefix(x.Actor, want) || x.Place != nil && x.Place.Country == want || named(rec, x, want) {
				return true
			}
			if party(rec, x.Members, want) && len(x.Members) > 0 {
				return true
			}
		}
	}
	return false
}

func named(rec *record.Document, x *record.Entity, want string) bool {
	text := []rune(rec.Text)
	for _, m := range x.Mentions {
		if strings.Contains(strings.ToLower(string(text[m.Begin:m.End])), strings.ToLower(want)) {
			return true
		}
	}
	return strings.Contains(strings.ToLower(x.Name), strings.ToLower(want))
}

func describe(rec *record.Document, e *record.Event) string {
	typ := e.Plover
	if typ == "" {
		typ = "-"
	}
	return fmt.Sprintf("%s %s/%s %s", names(rec, e.Source), typ, e.CAMEO, names(rec, e.Target))
}

func names(rec *record.Document, ids []string) string {
	var out []string
	for _, id := range ids {
		for i := range rec.Entities {
			if x := &rec.Entities[i]; x.ID == id {
				name := strings.ReplaceAll(x.Name, " ", "_")
				if x.Actor != "" {
					name += "[" + x.Actor + "]"
				}
				out = append(out, name)
			}
		}
	}
	if len(out) == 0 {
		return "-"
	}
	return strings.Join(out, "+")
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
