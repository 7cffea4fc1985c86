package actor_test

import (
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/extract/actor"
	"github.com/openreadout/readout/internal/extract/place"
	"github.com/openreadout/readout/internal/gazetteer"
)

// chain is a sentence of n words of which each hangs on the one before, every second of them a mention of a
// place or a role: the worst that a tree can be.
func chain(n int, rel string) *doc.Doc {
	d := &doc.Doc{Published: "2025-07-02", Lang: "en"}
	var b strings.Builder
	for i := range n {
		w := [...]string{"police", "Paris", "minister", "Georgia"}[i%4]
		begin := b.Len()
		b.WriteString(w)
		t := doc.Token{Span: doc.Span{Begin: begin, End: b.Len()}, Lemma: w, UPOS: "NOUN", Head: doc.Tok(i - 1), Rel: rel}
		if i%2 == 1 {
			t.UPOS = "PROPN"
		}
		if i == 0 {
			t.Head, t.Rel = doc.None, "root"
		}
		d.Tokens = append(d.Tokens, t)
		b.WriteByte(' ')
	}
	d.Text = b.String()
	d.Sentences = []doc.Sentence{{Span: doc.Span{Begin: 0, End: len(d.Text) - 1}, First: 0, End: doc.Tok(n)}}
	d.SetTrees()
	for i := range n {
		m := doc.Mention{Span: d.Tokens[i].Span, Head: doc.Tok(i), Entity: i, Form: "nominal", Kind: [...]string{"organisation", "place", "person", "state"}[i%4]}
		if i%2 == 1 {
			m.Form = "name"
		}
		if i%4 == 3 {
			m.Key = "state/GEO"
		}
		d.Mentions = append(d.Mentions, m)
		d.Entities = append(d.Entities, doc.Entity{Kind: m.Kind, Name: d.Str(m.Span), Mentions: []int{i}})
	}
	d.IndexMentions()
	return d
}

// TestScale reads sentences of 20,000 and of 40,000 words: the time must not grow much faster than the text.
func TestScale(t *testing.T) {
	base, err := actors.Load(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	places, err := place.New(data.FS(), g)
	if err != nil {
		t.Fatal(err)
	}
	layer := actor.New(base, g)
	read := func(n int, rel string) time.Duration {
		d := chain(n, rel)
		begin := time.Now()
		places.Apply(d)
		layer.Apply(d)
		took := time.Since(begin)
		if n < 5000 { // Check climbs from every word to the root
			if err := d.Check(); err != nil {
				t.Error(err)
			}
		}
		return took
	}
	for _, rel := range []string{"nmod", "conj", "compound", "nmod:poss", "appos"} {
		read(1000, rel)
		small, large := read(20_000, rel), read(40_000, rel)
		if large > 6*small+time.Second {
			t.Errorf("%s: 20,000 words took %v, 40,000 words %v", rel, small, large)
		}
		t.Log(rel, small, large)
	}
}
