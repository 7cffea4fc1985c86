package segment_test

import (
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/casetest"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/nlp/segment"
)

func load(t testing.TB) *segment.Segmenter {
	t.Helper()
	s, err := segment.New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCases(t *testing.T) { casetest.Run(t, "tokens", load(t).Apply) }

// show prints tokens with blanks between them, «|» inside contractions, «/» between sentences, «//» between
// paragraphs and «H:» before a headline.
func show(d *doc.Doc) string {
	var b strings.Builder
	for i, s := range d.Sentences {
		switch {
		case i > 0 && s.Paragraph > d.Sentences[i-1].Paragraph:
			b.WriteString(" // ")
		case i > 0:
			b.WriteString(" / ")
		}
		if s.Headline {
			b.WriteString("H: ")
		}
		for t := s.First; t < s.End; t++ {
			if d.Tokens[t].Joined {
				b.WriteByte('|')
			} else if t > s.First {
				b.WriteByte(' ')
			}
			b.WriteString(d.Form(t))
		}
	}
	return b.String()
}

func TestTokens(t *testing.T) {
	s := load(t)
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{" \n\t ", ""},
		{"I don't know.", "I do|n't know ."},
		{"\"We are 28,\" he said.", "\" We are 28 , \" he said ."},
		{"It wasn’t Russia’s.", "It was|n’t Russia|’s ."},
		{"She cannot go.", "She can|not go ."},
		{"They would've paid.", "They would|'ve paid ."},
		{"He shouldn't've gone.", "He should|n't|'ve gone ."},
		{"The 1990's and the 30's.", "The 1990's and the 30's ."},
		{"the U.S.-led force", "the U.S. - led force"},
		{"A long-standing ally.", "A long - standing ally ."},
		{"an anti-government rally", "an anti-government rally"},
		{"It cost $4.1 billion.", "It cost $ 4.1 billion ."},
		{"It cost €3.7bn.", "It cost € 3.7 bn ."},
		{"About 5,000 people (10%) left.", "About 5,000 people ( 10 % ) left ."},
		{"At 3:30 p.m. he left.", "At 3:30 p.m. he left ."},
		{"“No,” he said.", "“ No , ” he said ."},
		{"Wait...what?", "Wait ... what ?"},
		{"and/or", "and / or"},
		{"Mr. Lee met Dr. Ito.", "Mr. Lee met Dr. Ito ."},
		{"Visit www.example.org/x.", "Visit www.example.org/x ."},
		{"the EU's plan", "the EU|'s plan"},
		{"Its a pity: its plan failed.", "It|s a pity : its plan failed ."},
		{"It is on Example.com, he said.", "It is on Example.com , he said ."},
		{"Open the file Budget_2025.pdf now.", "Open the file Budget_2025.pdf now ."},
		{"See example.org/page and news.example.co.uk.", "See example.org/page and news.example.co.uk ."},
		{"He left.Net gains fell.", "He left . / Net gains fell ."},
		{"It paid Rs. 5,000 for it.", "It paid Rs. 5,000 for it ."},
		{"The talks—the third round—failed.", "The talks — the third round — failed ."},
		{"He won 52-48.", "He won 52 - 48 ."},
	} {
		d := &doc.Doc{Text: c.text}
		s.Apply(d)
		if got := show(d); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}

func TestSentences(t *testing.T) {
	s := load(t)
	for _, c := range []struct{ text, want string }{
		{"He left. She stayed.", "He left . / She stayed ."},
		{"He lives in the U.S. She lives in Rome.", "He lives in the U.S. / She lives in Rome ."},
		{"The deal failed, U.S. Secretary of State Ann Lee said.", "The deal failed , U.S. Secretary of State Ann Lee said ."},
		{"It ignored a plea by U.N. Secretary-General Ann Lee.", "It ignored a plea by U.N. Secretary - General Ann Lee ."},
		{"He met Gov. Ann Lee of Ohio.", "He met Gov. Ann Lee of Ohio ."},
		{"Talks resume\nThe talks resumed on Monday.", "H: Talks resume // The talks resumed on Monday ."},
		{"Talks resume\n\nThe talks resumed.\n\nBackground\n\nThey began in May.", "H: Talks resume // The talks resumed . // H: Background // They began in May ."},
		{"One sentence without a stop", "One sentence without a stop"},
		{"Turkish President Recep Tayyip Erdogan held separate phone calls with his French and German counterparts on Monday.", "Turkish President Recep Tayyip Erdogan held separate phone calls with his French and German counterparts on Monday ."},
		{"Marcia Stephens Bloom, Nominee for Director General of the Foreign Service, left.", "Marcia Stephens Bloom , Nominee for Director General of the Foreign Service , left ."},
		{"THE PRESIDENT SPOKE. THE MINISTER LEFT.", "THE PRESIDENT SPOKE . / THE MINISTER LEFT ."},
		{"the talks failed. the minister left.", "the talks failed . / the minister left ."},
	} {
		d := &doc.Doc{Text: c.text}
		s.Apply(d)
		if got := show(d); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestLinear reads long texts of the worst kinds: one line, one word, one sentence, only marks.
func TestLinear(t *testing.T) {
	s := load(t)
	for name, unit := range map[string]string{"line": "The talks in Vienna failed, officials said. ", "word": "a", "sentence": "talks, and ", "marks": ".", "mixed": "a.b-c@'", "quotes": "\"", "lines": "a\n", "brackets": "((", "digits": "1,"} {
		text := strings.Repeat(unit, 1_000_000/len(unit))
		d := &doc.Doc{Text: text}
		start := time.Now()
		s.Apply(d)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: %v for a megabyte", name, took)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for i, s := range d.Sentences {
			if s.End-s.First > 500 {
				t.Fatalf("%s: sentence %d has %d tokens", name, i, s.End-s.First)
			}
		}
	}
}

func FuzzApply(f *testing.F) {
	s := load(f)
	for _, seed := range []string{"He left. She stayed.", "don't 'tis U.S.-led €3.7bn", "\ufeffa\r\n\r\n• b\u200bc 👨‍👩‍👧", "((\"'”…", "http://a.b/c(d) x@y.z", "a\u0301\u0301 \u00ad"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := &doc.Doc{Text: strings.ToValidUTF8(text, "\uFFFD")}
		s.Apply(d)
		if err := d.Check(); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		at := 0
		for _, k := range d.Tokens { // nothing but white space and controls is left out
			if strings.ContainsFunc(d.Text[at:k.Begin], func(r rune) bool { return r > ' ' && r < 0x7f }) {
				t.Errorf("%q: %q is in no token", text, d.Text[at:k.Begin])
			}
			at = k.End
		}
	})
}

func BenchmarkApply(b *testing.B) {
	s := load(b)
	text := strings.Repeat("The foreign ministers of France and Germany said on Monday that they wouldn't pay €3.7bn (about $4.1 billion) for the U.S.-led mission. “It's over,” Mr. Smith told reporters.\n", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s.Apply(&doc.Doc{Text: text})
	}
}
