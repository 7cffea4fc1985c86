package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing/fstest"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/nlp/segment"
)

// measure prints F1 of tokens and sentences over treebanks that were not learnt from, and the places of
// the first errors.
func measure(m *segment.Model, files []string, show int) error {
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		return err
	}
	s, err := segment.New(fstest.MapFS{segment.ModelPath: {Data: b.Bytes()}})
	if err != nil {
		return err
	}
	for _, file := range files {
		texts, err := read([]string{file})
		if err != nil {
			return err
		}
		var words, tokens, sentences counts
		for _, gold := range texts {
			d := &doc.Doc{Text: gold.Text}
			s.Apply(d)
			if err := d.Check(); err != nil {
				return err
			}
			words.compare(spans(gold, false), spans(d, false))
			tokens.compare(spans(gold, true), spans(d, true))
			wrong := sentences.compare(ends(gold), ends(d))
			for _, w := range wrong[:min(len(wrong), show)] {
				fmt.Printf("%q | %q\n", gold.Text[max(0, w-60):w], gold.Text[w:min(len(gold.Text), w+60)])
			}
			show -= min(show, len(wrong))
		}
		fmt.Printf("%s: words %s, tokens %s, sentences %s\n", file[strings.LastIndexByte(file, '/')+1:], words, tokens, sentences)
	}
	return nil
}

type counts struct{ gold, got, right int }

func (c counts) String() string {
	p, r := 100*float64(c.right)/float64(c.got), 100*float64(c.right)/float64(c.gold)
	return fmt.Sprintf("P %.2f R %.2f F1 %.2f", p, r, 2*p*r/(p+r))
}

// compare counts and returns the ends of the spans that only one side has.
func (c *counts) compare(gold, got []doc.Span) (wrong []int) {
	have := map[doc.Span]bool{}
	for _, s := range gold {
		have[s] = true
	}
	c.gold += len(gold)
	c.got += len(got)
	for _, s := range got {
		if have[s] {
			c.right++
			delete(have, s)
		} else {
			wrong = append(wrong, s.End)
		}
	}
	return wrong
}

// spans returns the words of d, or its tokens with contractions whole.
func spans(d *doc.Doc, whole bool) (out []doc.Span) {
	for _, t := range d.Tokens {
		if whole && t.Joined {
			out[len(out)-1].End = t.End
		} else {
			out = append(out, t.Span)
		}
	}
	return out
}

func ends(d *doc.Doc) (out []doc.Span) {
	for _, s := range d.Sentences {
		out = append(out, s.Span)
	}
	return out
}
