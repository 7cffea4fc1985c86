// Segment trains the weights of internal/nlp/segment and writes data/models/segment.bin.gz.
//
//	go run ./train/segment -train ewt-train.conllu,gum-train.conllu -out data/models/segment.bin.gz
//
// Both decisions are logistic regressions over hashed features, learnt by stochastic gradient descent with
// AdaGrad and rounded to integers. The features come from the package that uses them.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/openreadout/readout/internal/conllu"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/nlp/segment"
)

func main() {
	train := flag.String("train", "", "treebanks, commas between them")
	out := flag.String("out", "", "where to write the weights")
	dev := flag.String("dev", "", "treebanks to measure on, commas between them")
	show := flag.Int("show", 0, "how many wrong sentence ends to print")
	flag.Parse()
	m, err := run(strings.Split(*train, ","), *out)
	if err == nil && *dev != "" {
		err = measure(m, strings.Split(*dev, ","), *show)
	}
	if err != nil {
		log.Fatal(err)
	}
}

func run(files []string, out string) (*segment.Model, error) {
	m := segment.NewModel()
	texts, err := read(files)
	if err != nil {
		return nil, err
	}
	vocabulary(m, texts)
	var tokens, sentences []segment.Example
	for _, t := range augment(texts) {
		a, b := segment.Examples(m, t)
		tokens, sentences = append(tokens, a...), append(sentences, b...)
	}
	fmt.Printf("%d decisions on tokens, %d on sentences\n", len(tokens), len(sentences))
	m.Token = learn(tokens, setting{len(m.Token), 6, 4, 0.15, 0})
	m.Sentence = learn(sentences, setting{len(m.Sentence), 6, 4, 0.1, 0.5})
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		return nil, err
	}
	return m, os.WriteFile(out, b.Bytes(), 0o644)
}

// read returns the documents of the treebanks.
func read(files []string) ([]*doc.Doc, error) {
	var out []*doc.Doc
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		sents, err := conllu.Read(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for len(sents) > 0 {
			n := 1
			for n < len(sents) && !sents[n].NewDoc {
				n++
			}
			d, err := rebuild(sents[:n])
			if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			out = append(out, d)
			sents = sents[n:]
		}
	}
	return out, nil
}

// rebuild puts the text of sentences together and finds the words in it.
func rebuild(sents []conllu.Sentence) (*doc.Doc, error) {
	d := &doc.Doc{Text: conllu.Text(sents)}
	at := 0
	for _, s := range sents {
		first := doc.Tok(len(d.Tokens))
		for _, w := range s.Words {
			k := strings.Index(d.Text[at:], w.Form)
			if k < 0 {
				return nil, fmt.Errorf("sentence %s: %q is not in its text", s.ID, w.Form)
			}
			d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Begin: at + k, End: at + k + len(w.Form)}, Joined: w.Joined, UPOS: w.UPOS, XPOS: w.XPOS})
			at += k + len(w.Form)
		}
		d.Sentences = append(d.Sentences, doc.Sentence{Span: doc.Span{Begin: d.Tokens[first].Begin, End: at}, First: first, End: doc.Tok(len(d.Tokens)), Paragraph: s.Paragraph})
	}
	return d, nil
}

// vocabulary teaches m the words that stand in lower case more often than with a capital inside a sentence.
func vocabulary(m *segment.Model, texts []*doc.Doc) {
	low, cap := map[string]int{}, map[string]int{}
	for _, d := range texts {
		for _, s := range d.Sentences {
			for t := s.First; t < s.End; t++ {
				w := d.Form(t)
				l := strings.ToLower(w)
				if w == l {
					low[l]++
				} else if t > s.First {
					cap[l]++
				}
			}
		}
	}
	for w, n := range low {
		if n > cap[w] {
			m.Learn(w)
		}
	}
}
