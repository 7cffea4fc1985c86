package statement

import (
	"fmt"
	"strings"
	"testing"

	"github.com/openreadout/readout/internal/doc"
)

// paragraphs makes a document of one token a word or mark and one sentence a paragraph.
func paragraphs(text string) *doc.Doc {
	d := &doc.Doc{Text: text}
	at := 0
	for p, line := range strings.Split(text, "\n") {
		first := doc.Tok(len(d.Tokens))
		for i := 0; i < len(line); {
			n := 1
			for i+n < len(line) && line[i] != ' ' && line[i+n] != ' ' {
				n++
			}
			if line[i] != ' ' {
				d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Begin: at + i, End: at + i + n}, Head: doc.None})
			}
			i += n
		}
		if end := doc.Tok(len(d.Tokens)); end > first {
			d.Sentences = append(d.Sentences, doc.Sentence{Span: doc.Span{Begin: d.Tokens[first].Begin, End: d.Tokens[end-1].End}, First: first, End: end, Paragraph: p})
		}
		at += len(line) + 1
	}
	return d
}

func TestQuotes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`He said "yes" and left.`, `"yes"`},
		{`He said “yes” and left.`, `“yes”`},
		{`Il a dit «oui» hier.`, `«oui»`},
		{`Er sagte „ja“ gestern.`, `„ja“`},
		{`Er sagte »ja« gestern.`, `»ja«`},
		{`He said ''yes'' and left.`, `''yes''`},
		{"He said ``yes'' and left.", "``yes''"},
		{`He said ‘yes’ and left.`, `‘yes’`},
		{`He said 'yes' and left.`, `'yes'`},
		{`The leaders' plan isn't theirs.`, ``},
		{`The leaders’ plan isn’t theirs; ’90s.`, ``},
		{`He said ‘the leaders’ plan is off’ and left.`, `‘the leaders’ plan is off’`},
		{`"I heard 'no' twice," she said.`, `"I heard 'no' twice,"`},
		{`“I heard ‘no’ twice,” she said.`, `“I heard ‘no’ twice,”`},
		{`“One,” she said. “Two.”`, `“One,” | “Two.”`},
		{`"One," she said. "Two."`, `"One," | "Two."`},
		{`"One," she said, "two.`, `"One,"`},
		{`A 6" pipe was laid.`, ``},
		{`"" and “” hold no word.`, ``},
		{`(“In brackets”) he wrote.`, `“In brackets”`},
		{"“We begin here.\n“We end here,” she said.", "“We begin here. + | “We end here,”"},
		{"\"We begin here.\n\"We end here,\" she said.", "\"We begin here. + | \"We end here,\""},
		{"“We begin here and do not end.\nNothing follows.", ""},
		{`“Unclosed and “opened again,” he said.`, `“opened again,”`},
		{`He said ”yes” and left.`, ``},
	} {
		d := paragraphs(c.text)
		var got []string
		for _, q := range quotes(d) {
			s := d.Str(q.Span)
			if q.continues {
				s += " +"
			}
			got = append(got, s)
		}
		if strings.Join(got, " | ") != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, strings.Join(got, " | "), c.want)
		}
	}
}

// FuzzQuotes checks that quotations stay inside the text, in order and apart.
func FuzzQuotes(f *testing.F) {
	for _, s := range []string{`"a" 'b' “c” ‘d’ «e» „f“ ''g''`, "“a\n“b", `""""''''`, "«»«»", "'''a'''", "\"a 'b\" c'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := paragraphs(strings.ToValidUTF8(text, "?"))
		end := 0
		for _, q := range quotes(d) {
			if q.Begin < end || q.End <= q.Begin || q.End > len(d.Text) || q.first > q.last || int(q.last) >= len(d.Tokens) {
				t.Fatalf("quotation %+v after byte %d in %q", q, end, text)
			}
			end = q.End
		}
	})
}

func BenchmarkQuotes(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		text := strings.Repeat(`“a 'b «c "d ‘e `, n)
		d := paragraphs(text)
		b.Run(fmt.Sprintf("marks=%d", 5*n), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for range b.N {
				quotes(d)
			}
		})
	}
}
