package train

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/conllu"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/model"
	"github.com/openreadout/readout/internal/nlp/parse"
)

// Accuracy counts what a parser got right on gold tokens.
type Accuracy struct {
	Words, UPOS, XPOS, Feats, Lemma, UAS, LAS int
	Names                                     map[string][3]int // by kind: right, gold, found
}

// Evaluate parses the words of trees afresh and compares, relations without their subtypes. Labels of
// entities come from gold where it knows the sentence.
func Evaluate(p *model.Parser, hints *parse.Hints, sents []conllu.Sentence, gold Labels) Accuracy {
	a := Accuracy{Names: map[string][3]int{}}
	d := document(sents)
	parse.New(p, parse.Words{Hints: hints}).Apply(d)
	for i, s := range sents {
		first := d.Sentences[i].First
		for j, w := range s.Words {
			t := &d.Tokens[int(first)+j]
			a.count(w, t, int(t.Head-first)+1)
		}
		if labels, ok := gold[s.ID]; ok && len(labels) == len(s.Words) {
			var found []string
			for j := range s.Words {
				found = append(found, d.Tokens[int(first)+j].Label)
			}
			a.countNames(labels, found)
		}
	}
	return a
}

// document makes a document of the words of trees, with nothing else known.
func document(sents []conllu.Sentence) *doc.Doc {
	d := &doc.Doc{}
	var text strings.Builder
	for _, s := range sents {
		first := doc.Tok(len(d.Tokens))
		for _, w := range s.Words {
			at := text.Len()
			text.WriteString(w.Form)
			d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Begin: at, End: text.Len()}})
			text.WriteByte(' ')
		}
		end := doc.Tok(len(d.Tokens))
		d.Sentences = append(d.Sentences, doc.Sentence{Span: doc.Span{Begin: d.Tokens[first].Begin, End: d.Tokens[end-1].End}, First: first, End: end})
	}
	d.Text = text.String()
	return d
}

func (a *Accuracy) count(w conllu.Word, t *doc.Token, head int) {
	if t.Head == doc.None {
		head = 0
	}
	add := func(n *int, ok bool) {
		if ok {
			*n++
		}
	}
	a.Words++
	add(&a.UPOS, w.UPOS == t.UPOS)
	add(&a.XPOS, w.XPOS == t.XPOS)
	add(&a.Feats, w.Feats == t.Feats)
	add(&a.Lemma, w.Lemma == t.Lemma)
	add(&a.UAS, w.Head == head)
	add(&a.LAS, w.Head == head && base(w.Rel) == base(t.Rel))
}

func base(rel string) string {
	b, _, _ := strings.Cut(rel, ":")
	return b
}

// scored are the kinds of entity that UNER has, by ours.
var scored = map[string]string{"PER": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC"}

func (a *Accuracy) countNames(gold, found []string) {
	g, f := spans(gold), spans(found)
	for s := range g {
		a.name(s.kind, 1)
		if f[s] {
			a.name(s.kind, 0)
		}
	}
	for s := range f {
		a.name(s.kind, 2)
	}
}

func (a *Accuracy) name(kind string, i int) {
	c := a.Names[kind]
	c[i]++
	a.Names[kind] = c
}

type labelled struct {
	first, end int
	kind       string
}

// spans returns the entities of a sequence of BIO labels that are of a scored kind.
func spans(labels []string) map[labelled]bool {
	out := map[labelled]bool{}
	for i := 0; i < len(labels); i++ {
		kind, ok := strings.CutPrefix(labels[i], "B-")
		if !ok {
			continue
		}
		end := i + 1
		for end < len(labels) && labels[end] == "I-"+kind {
			end++
		}
		if k := scored[kind]; k != "" {
			out[labelled{i, end, k}] = true
		}
		i = end - 1
	}
	return out
}

// Print writes the figures, in percent.
func (a Accuracy) Print(w io.Writer, name string) {
	pc := func(n int) float64 { return 100 * float64(n) / float64(max(a.Words, 1)) }
	fmt.Fprintf(w, "%s: %d words UPOS %.2f XPOS %.2f feats %.2f lemma %.2f UAS %.2f LAS %.2f", name, a.Words, pc(a.UPOS), pc(a.XPOS), pc(a.Feats), pc(a.Lemma), pc(a.UAS), pc(a.LAS))
	var kinds []string
	var all [3]int
	for k, c := range a.Names {
		kinds = append(kinds, k)
		for i := range all {
			all[i] += c[i]
		}
	}
	slices.Sort(kinds)
	f1 := func(c [3]int) float64 { return 200 * float64(c[0]) / float64(max(c[1]+c[2], 1)) }
	if all[1] > 0 {
		fmt.Fprintf(w, "; names %.1f", f1(all))
		for _, k := range kinds {
			fmt.Fprintf(w, " %s %.1f", k, f1(a.Names[k]))
		}
	}
	fmt.Fprintln(w)
}

// ReadTrees reads the trees of CoNLL-U files.
func ReadTrees(paths ...string) ([]conllu.Sentence, error) {
	var out []conllu.Sentence
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			return nil, err
		}
		s, err := conllu.Read(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
		out = append(out, s...)
	}
	return out, nil
}
