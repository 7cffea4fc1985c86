// Package conllu reads and writes trees in CoNLL-U (https://universaldependencies.org/format.html).
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// Parse reads trees whose words stand in text in this order, and returns the document that they make
// (tokens, sentences, tags, trees). With an empty text the words are put together by their SpaceAfter.
func Parse(src, text string) (*doc.Doc, error) {
	sents, err := Read(strings.NewReader(src))
	if err != nil {
		return nil, err
	}
	if text == "" {
		text = Text(sents)
	}
	d := &doc.Doc{Text: text}
	at := 0
	for _, s := range sents {
		first := doc.Tok(len(d.Tokens))
		for i, w := range s.Words {
			k := strings.Index(text[at:], w.Form)
			if k < 0 {
				return nil, fmt.Errorf("conllu: %q does not stand in the text after byte %d", w.Form, at)
			}
			t := doc.Token{Span: doc.Span{Begin: at + k, End: at + k + len(w.Form)}, Joined: w.Joined && i > 0,
				Lemma: w.Lemma, UPOS: w.UPOS, XPOS: w.XPOS, Feats: w.Feats, Head: doc.None, Rel: w.Rel, Label: w.Label}
			if w.Head > 0 {
				t.Head = first + doc.Tok(w.Head-1)
			}
			at = t.End
			d.Tokens = append(d.Tokens, t)
		}
		end := doc.Tok(len(d.Tokens))
		if end == first {
			continue
		}
		d.Sentences = append(d.Sentences, doc.Sentence{Span: doc.Span{Begin: d.Tokens[first].Begin, End: d.Tokens[end-1].End},
			First: first, End: end, Paragraph: s.Paragraph})
	}
	d.SetTrees()
	return d, nil
}

// Word is a syntactic word of a sentence.
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats string
	Head                           int // from 1 in its sentence, 0 for the root
	Rel                            string
	Misc                           string
	Label                          string // BIO entity label, from «Label=B-PER» in MISC
	Joined                         bool   // a later word of a multi-word token
	NoSpace                        bool   // no white space after it
}

// Sentence is a tree.
type Sentence struct {
	ID        string
	Comments  []string // without the «# »
	Words     []Word
	Paragraph int
	NewDoc    bool
}

// Read reads sentences. Empty nodes («8.1») are skipped; «_» becomes "" except as a form or lemma.
func Read(r io.Reader) ([]Sentence, error) {
	var out []Sentence
	var s Sentence
	par := -1
	lastOfMulti, multiNoSpace := 0, false
	flush := func() {
		if len(s.Words) > 0 {
			s.Paragraph = max(par, 0)
			out = append(out, s)
		}
		s = Sentence{}
		lastOfMulti = 0
	}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<24)
	for no := 1; sc.Scan(); no++ {
		line := strings.TrimRight(sc.Text(), "\r")
		switch {
		case line == "":
			flush()
		case line[0] == '#':
			c := strings.TrimSpace(line[1:])
			s.Comments = append(s.Comments, c)
			if id, ok := strings.CutPrefix(c, "sent_id = "); ok {
				s.ID = id
			}
			if strings.HasPrefix(c, "newdoc") {
				s.NewDoc = true
			}
			if strings.HasPrefix(c, "newdoc") || strings.HasPrefix(c, "newpar") {
				if par < 0 || len(out) > 0 {
					par++
				}
			}
		default:
			c := strings.Split(line, "\t")
			if len(c) != 10 {
				return nil, fmt.Errorf("conllu: line %d has %d columns; want 10", no, len(c))
			}
			if strings.Contains(c[0], ".") {
				continue
			}
			if a, b, ok := strings.Cut(c[0], "-"); ok {
				last, err := strconv.Atoi(b)
				if err != nil {
					return nil, fmt.Errorf("conllu: line %d: token %q-%q", no, a, b)
				}
				lastOfMulti, multiNoSpace = last, strings.Contains(c[9], "SpaceAfter=No")
				continue
			}
			id, err := strconv.Atoi(c[0])
			if err != nil || id != len(s.Words)+1 {
				return nil, fmt.Errorf("conllu: line %d: word number %q; want %d", no, c[0], len(s.Words)+1)
			}
			head, err := strconv.Atoi(c[6])
			if err != nil {
				return nil, fmt.Errorf("conllu: line %d: head %q", no, c[6])
			}
			w := Word{Form: c[1], Lemma: c[2], UPOS: none(c[3]), XPOS: none(c[4]), Feats: none(c[5]), Head: head, Rel: none(c[7]), Misc: none(c[9])}
			inMulti := id <= lastOfMulti
			w.Joined = inMulti && len(s.Words) > 0 && s.Words[len(s.Words)-1].NoSpace
			w.NoSpace = inMulti && (id < lastOfMulti || multiNoSpace) || !inMulti && strings.Contains(c[9], "SpaceAfter=No")
			for _, m := range strings.Split(c[9], "|") {
				if l, ok := strings.CutPrefix(m, "Label="); ok {
					w.Label = l
				}
			}
			s.Words = append(s.Words, w)
		}
	}
	flush()
	for _, s := range out {
		for i, w := range s.Words {
			if w.Head < 0 || w.Head > len(s.Words) {
				return nil, fmt.Errorf("conllu: sentence %s: word %d has head %d of %d", s.ID, i+1, w.Head, len(s.Words))
			}
		}
	}
	return out, sc.Err()
}

func none(s string) string {
	if s == "_" {
		return ""
	}
	return s
}

// Text puts the words of sentences together: a blank between sentences, a blank line between paragraphs.
func Text(sents []Sentence) string {
	var b strings.Builder
	for i, s := range sents {
		if i > 0 && s.Paragraph != sents[i-1].Paragraph {
			b.WriteString("\n\n")
		} else if i > 0 && !sents[i-1].Words[len(sents[i-1].Words)-1].NoSpace {
			b.WriteByte(' ')
		}
		for j, w := range s.Words {
			b.WriteString(w.Form)
			if j < len(s.Words)-1 && !w.NoSpace {
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}

// Write prints the trees of d. Contractions become multi-word tokens again; entity labels stand in MISC.
func Write(w io.Writer, d *doc.Doc) error {
	b := bufio.NewWriter(w)
	for n, s := range d.Sentences {
		if n == 0 {
			fmt.Fprintf(b, "# newdoc id = %s\n", d.ID)
		}
		if n == 0 || s.Paragraph != d.Sentences[n-1].Paragraph {
			b.WriteString("# newpar\n")
		}
		fmt.Fprintf(b, "# sent_id = %s-%d\n# text = %s\n", d.ID, n+1, strings.Join(strings.Fields(d.Str(s.Span)), " "))
		for t := s.First; t < s.End; t++ {
			id := int(t-s.First) + 1
			if !d.Tokens[t].Joined {
				last := t
				for last+1 < s.End && d.Tokens[last+1].Joined {
					last++
				}
				if last > t {
					fmt.Fprintf(b, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", id, id+int(last-t), d.Text[d.Tokens[t].Begin:d.Tokens[last].End], or(spaceAfter(d, last), "_"))
				}
			}
			tok := &d.Tokens[t]
			head := 0
			if tok.Head != doc.None {
				head = int(tok.Head-s.First) + 1
			}
			misc := ""
			if !tok.Joined && (t+1 >= doc.Tok(len(d.Tokens)) || !d.Tokens[t+1].Joined) {
				misc = spaceAfter(d, t)
			}
			if tok.Label != "" {
				misc = strings.TrimPrefix(misc+"|Label="+tok.Label, "|")
			}
			fmt.Fprintf(b, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t_\t%s\n", id, form(d, t), or(tok.Lemma, "_"), or(tok.UPOS, "_"), or(tok.XPOS, "_"), or(tok.Feats, "_"), head, or(tok.Rel, "_"), or(misc, "_"))
		}
		b.WriteByte('\n')
	}
	return b.Flush()
}

// form returns the text of t with white space inside it made a plain blank.
func form(d *doc.Doc, t doc.Tok) string { return strings.Join(strings.Fields(d.Form(t)), " ") }

func spaceAfter(d *doc.Doc, t doc.Tok) string {
	if int(t)+1 < len(d.Tokens) && d.Tokens[t+1].Begin == d.Tokens[t].End {
		return "SpaceAfter=No"
	}
	return ""
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
