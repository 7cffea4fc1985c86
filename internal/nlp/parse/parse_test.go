package parse

import (
	"strings"
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/model"
)

// tokens makes a document of a paragraph a line; blanks part the tokens, «~» joins one to the next.
func tokens(text string) *doc.Doc {
	d := &doc.Doc{}
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		first := doc.Tok(len(d.Tokens))
		for _, w := range strings.Fields(line) {
			w, joined := strings.CutSuffix(w, "~")
			d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Begin: b.Len(), End: b.Len() + len(w)}})
			b.WriteString(w)
			if !joined {
				b.WriteByte(' ')
			}
		}
		end := doc.Tok(len(d.Tokens))
		d.Sentences = append(d.Sentences, doc.Sentence{Span: doc.Span{Begin: d.Tokens[first].Begin, End: d.Tokens[end-1].End}, First: first, End: end, Paragraph: i})
	}
	d.Text = b.String()
	return d
}

func TestPreamble(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"KYIV~ , Ukraine~ , July 1 (~ AP~ ) — The ministers met .", "KYIV, Ukraine, July 1 (AP) —"},
		{"BERLIN~ /~ MOSCOW~ , Nov 15 - Olaf Scholz spoke with the Kremlin .", "BERLIN/MOSCOW, Nov 15 -"},
		{"ABUJA -- Gunmen killed two men in the north .", "ABUJA --"},
		{"Kyiv (~ Reuters~ ) : The president left for talks .", "Kyiv (Reuters) :"},
		{"Kyiv - The president left for talks .", "Kyiv -"},
		{"WASHINGTON and NEW YORK — Senators agreed on a new law .", "WASHINGTON and NEW YORK —"},
		{"14:05 GMT - Two soldiers were killed", "14:05 GMT -"},
		{"9.30 : The session opens with a prayer", "9.30 :"},
		{"• Two soldiers were killed", "•"},
		{"Opinion : Why the talks failed", "Opinion :"},
		{"News analysis : Why the talks failed", "News analysis :"},
		{"NATO — the alliance of 32 nations — said so .", ""},
		{"Israel - Hamas talks go on in Doha , he said .", ""},
		{"France - which holds the chair - said so .", ""},
		{"The minister — a doctor — left for the talks .", ""},
		{"He said : The talks failed on the first day .", ""},
		{"9:30 was the time of the talks .", ""},
		{"•", ""},
		{"KYIV —", ""},
	} {
		d := tokens(c.text)
		n, _ := preamble(d, d.Sentences[0], true)
		got := ""
		if n > 0 {
			got = d.Text[:d.Tokens[n-1].End]
		}
		if got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func load(t testing.TB) *Layer {
	t.Helper()
	m, err := model.Load(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	return New(m, Words{})
}

// TestPreambleHangsOnTheRoot wants the sentence proper to keep its root and its subject.
func TestPreambleHangsOnTheRoot(t *testing.T) {
	d := tokens("KYIV~ , July 1 (~ AP~ ) — The ministers met in Vienna .")
	load(t).Apply(d)
	for i, k := range d.Tokens {
		switch d.Form(doc.Tok(i)) {
		case "met":
			if k.Head != doc.None || k.Rel != "root" {
				t.Errorf("met: %s of %d", k.Rel, k.Head)
			}
		case "KYIV":
			if k.Rel != "parataxis" || d.Form(k.Head) != "met" {
				t.Errorf("KYIV: %s of %d", k.Rel, k.Head)
			}
		case "ministers":
			if k.Rel != "nsubj" {
				t.Errorf("ministers: %s", k.Rel)
			}
		}
	}
}

// TestEveryTextHasTrees reads sentences that are too long, too short or no sentences.
func TestEveryTextHasTrees(t *testing.T) {
	l := load(t)
	for name, text := range map[string]string{
		"none":     "",
		"one":      "x",
		"long":     strings.Repeat("talks and ", 2000) + "end .",
		"marks":    strings.Repeat("( ", 1000),
		"dateline": "KYIV — " + strings.Repeat("The minister said that ", 300),
		"odd":      "\u200d\u0301 \U0001F468\u200d\U0001F469 \uFFFD 漢字 ﷽",
	} {
		d := &doc.Doc{}
		if text != "" {
			d = tokens(text)
		}
		l.Apply(d)
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, s := range d.Sentences {
			roots := 0
			for i := s.First; i < s.End; i++ {
				if d.Tokens[i].Head == doc.None {
					roots++
				}
			}
			if roots != 1 {
				t.Errorf("%s: %d roots", name, roots)
			}
		}
	}
}

func BenchmarkApply(b *testing.B) {
	l := load(b)
	d := tokens(strings.TrimSpace(strings.Repeat("The foreign ministers of France and Germany said on Monday that they would pay for the mission .\n", 200)))
	for b.Loop() {
		l.Apply(d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "words/s")
}
