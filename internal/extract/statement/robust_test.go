package statement

import (
	"fmt"
	"strings"
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/doc"
)

// shape hangs token i of n on another, or makes it the root.
type shape func(i, n int) (head int, rel string)

var shapes = map[string]shape{
	"star":  func(i, n int) (int, string) { return 0, "parataxis" },
	"chain": func(i, n int) (int, string) { return i - 1, "ccomp" },
	"back":  func(i, n int) (int, string) { return i + 1, "nsubj" },
	"tree":  func(i, n int) (int, string) { return (i - 1) / 2, "obj" },
	"conj": func(i, n int) (int, string) {
		if i%50 == 0 {
			return 0, "conj"
		}
		return i - i%50, "conj"
	},
}

// tangle is one sentence of the words, in a tree of the shape; every word that is a cue is a verb.
func tangle(words []string, f shape) *doc.Doc {
	d := &doc.Doc{Text: strings.Join(words, " ")}
	at := 0
	for i, w := range words {
		head, rel := f(i, len(words))
		t := doc.Token{Span: doc.Span{Begin: at, End: at + len(w)}, Lemma: w, UPOS: "NOUN", Head: doc.Tok(head), Rel: rel}
		switch w {
		case "say", "tell", "plan", "express":
			t.UPOS, t.XPOS = "VERB", "VBD"
		case "“", "”", "\"", ",", "'", ":":
			t.UPOS = "PUNCT"
		case "according", "in":
			t.UPOS = "ADP"
		}
		if head < 0 || head >= len(words) || head == i {
			t.Head, t.Rel = doc.None, "root"
		}
		d.Tokens = append(d.Tokens, t)
		at += len(w) + 1
	}
	if d.Tokens[0].Head != doc.None && d.Tokens[0].Head != 1 {
		d.Tokens[0].Head, d.Tokens[0].Rel = doc.None, "root"
	}
	d.Sentences = []doc.Sentence{{Span: doc.Span{End: len(d.Text)}, First: 0, End: doc.Tok(len(words))}}
	d.SetTrees()
	d.IndexMentions()
	return d
}

func layer(t testing.TB) *Layer {
	l, err := New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestTangles reads sentences in trees of any shape, with marks that never close. The longest have so many words that
// a walk of more than linear time would not end; the trees of the shorter ones are checked (in quadratic time).
func TestTangles(t *testing.T) {
	l := layer(t)
	line := strings.Fields("“ minister say claim plan , \" express hope tell poll in according to ' report : “")
	for _, n := range []int{1_000, 100_000} {
		var words []string
		for len(words) < n {
			words = append(words, line...)
		}
		for name, f := range shapes {
			d := tangle(words, f)
			l.Apply(d)
			if n > 1_000 {
				continue
			}
			if err := d.Check(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// FuzzApply checks that no sentence in no tree breaks the layer.
func FuzzApply(f *testing.F) {
	l := layer(f)
	f.Add("“ minister say , ” plan to tell : “", uint8(0))
	f.Add("say say say \" say", uint8(3))
	f.Fuzz(func(t *testing.T, text string, seed uint8) {
		words := strings.Fields(strings.ToValidUTF8(text, "?"))
		if len(words) == 0 {
			return
		}
		names := []string{"star", "chain", "back", "tree", "conj"}
		d := tangle(words, shapes[names[int(seed)%len(names)]])
		l.Apply(d)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkApply(b *testing.B) {
	l := layer(b)
	line := strings.Fields("“ minister say claim plan , ” express hope tell poll in according to the report : “ we stay ”")
	for _, n := range []int{10, 100, 1000} {
		var words []string
		for range n {
			words = append(words, line...)
		}
		d := tangle(words, shapes["tree"])
		b.Run(fmt.Sprintf("tokens=%d", len(words)), func(b *testing.B) {
			for range b.N {
				l.Apply(d)
			}
		})
	}
}

// TestOdd reads short texts with marks in odd places.
func TestOdd(t *testing.T) {
	l := layer(t)
	for _, text := range []string{
		"say", "” say", "“ ” say minister", "minister say :", ": say", "“ minister say", "in poll", "according to", "say , ” minister", "“ “ “ say ” ” ”", "' ' say '",
	} {
		for name, f := range shapes {
			d := tangle(strings.Fields(text), f)
			l.Apply(d)
			if err := d.Check(); err != nil {
				t.Errorf("%s in a %s: %v", text, name, err)
			}
		}
	}
}
