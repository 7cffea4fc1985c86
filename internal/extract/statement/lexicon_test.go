package statement

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/lexicon"
	"github.com/openreadout/readout/internal/ontology"
)

// TestTopics checks that topics.txt has every context of PLOVER once and no other, and no word twice in one.
func TestTopics(t *testing.T) {
	o, err := ontology.Read(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	entries, err := lexicon.Read(data.FS(), topicsPath)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Head)
		seen := map[string]bool{}
		for _, f := range e.All("words") {
			for _, w := range list(f) {
				if seen[w] {
					t.Errorf("%s: «%s» twice in %s", e.At(), w, e.Head)
				}
				seen[w] = true
				if w != strings.ToLower(w) {
					t.Errorf("%s: «%s» is not in lower case", e.At(), w)
				}
			}
		}
	}
	want := o.Contexts()
	slices.Sort(names)
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("contexts of topics.txt\n got %v\nwant %v", names, want)
	}
}

// TestWords checks that no class has a word twice and that frames are spelled as the grammar has them.
func TestWords(t *testing.T) {
	frames := strings.Fields("quote that wh inf ing obj obj:word obj+inf obj+as obj+pred P+inf whom it " +
		"of on for about against over to with in at from by toward towards")
	for _, path := range []string{verbsPath, nounsPath, adjectivesPath} {
		entries, err := lexicon.Read(data.FS(), path)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			for _, f := range strings.Fields(e.Get("frames") + " " + e.Get("bare")) {
				first, _, _ := strings.Cut(f, "+")
				if !slices.Contains(frames, f) && !slices.Contains([]string{"obj", "in", "out"}, first) {
					t.Errorf("%s: unknown frame «%s»", e.At(), f)
				}
			}
			for _, key := range []string{"verbs", "nouns", "words"} {
				seen := map[string]bool{}
				for _, l := range e.All(key) {
					for _, w := range list(l) {
						if seen[w] {
							t.Errorf("%s: «%s» twice in %s", e.At(), w, e.Head)
						}
						seen[w] = true
					}
				}
			}
			if e.Get("example") == "" {
				t.Errorf("%s: %s has no example", e.At(), e.Head)
			}
		}
	}
}

// TestErrors checks that mistakes in the files are found and placed.
func TestErrors(t *testing.T) {
	good := map[string]string{}
	for _, p := range []string{verbsPath, nounsPath, adjectivesPath, supportPath, phrasesPath, topicsPath} {
		src, err := data.FS().Open(p)
		if err != nil {
			t.Fatal(err)
		}
		src.Close()
		good[p] = ""
	}
	for _, c := range []struct{ path, text, want string }{
		{verbsPath, "say\n\tact: chat\n\tframes: that\n", "act «chat» is none of"},
		{verbsPath, "say\n\tact: statement\n\tverbs: say\n", "say has no frames"},
		{nounsPath, "claim\n\tact: statement\n\tframes: that\n\tnoun: claim\n", "unknown field «noun»"},
		{supportPath, "make\n\tside: left\n", "side «left» is neither"},
		{phrasesPath, "x\n\tclass: y\n\twords: z\n", "class «y» is none of"},
		{topicsPath, "military\n\tword: army\n", "unknown field «word»"},
	} {
		fs := fstest.MapFS{}
		for p, text := range good {
			fs[p] = &fstest.MapFile{Data: []byte(text)}
		}
		fs[c.path] = &fstest.MapFile{Data: []byte(c.text)}
		_, err := readWords(fs)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.path+":") {
			t.Errorf("%s\n got %v\nwant %s", c.text, err, c.want)
		}
	}
}
