package doc

import (
	"strings"
	"testing"
)

// TestCheck spoils a sound document in one way at a time.
func TestCheck(t *testing.T) {
	sound := func() *Doc {
		d := &Doc{Text: "Oslo met Rome. «é»",
			Tokens:    []Token{{Span: Span{0, 4}, Head: 1}, {Span: Span{5, 8}, Head: None}, {Span: Span{9, 13}, Head: 1}, {Span: Span{13, 14}, Head: 1}},
			Sentences: []Sentence{{Span: Span{0, 14}, First: 0, End: 4}},
			Mentions:  []Mention{{Span: Span{0, 4}, Entity: 0}, {Span: Span{9, 13}, Head: 2, Entity: 1}, {Span: Span{0, 13}, Entity: 2}},
			Entities:  []Entity{{Mentions: []int{0}}, {Mentions: []int{1}}, {Mentions: []int{2}, Members: []int{0, 1}}},
			Clauses:   []Clause{{Pred: 1, Particle: None, Light: None, Neg: None, Up: None}},
		}
		d.SetTrees()
		return d
	}
	if err := sound().Check(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, want string
		spoil      func(*Doc)
	}{
		{"token outside", "outside the text", func(d *Doc) { d.Tokens[3].End = 99; d.Sentences[0].End = 4 }},
		{"inside a character", "inside a character", func(d *Doc) { d.Mentions[0].Span = Span{0, 16} }},
		{"tokens overlap", "after byte", func(d *Doc) { d.Tokens[1].Begin = 2 }},
		{"a sentence too few tokens", "has tokens", func(d *Doc) { d.Sentences[0].First = 1 }},
		{"two roots", "2 roots", func(d *Doc) { d.Tokens[0].Head = None }},
		{"circle", "circle", func(d *Doc) { d.Tokens[1].Head = 0 }},
		{"mention of no entity", "entity is 7 of 3", func(d *Doc) { d.Mentions[0].Entity = 7 }},
		{"entity without mention", "no mention", func(d *Doc) { d.Entities[1].Mentions = nil }},
		{"group in itself", "member of itself", func(d *Doc) { d.Entities[0].Members = []int{2} }},
		{"clause depends on itself", "depends on itself", func(d *Doc) { d.Clauses[0].Up = 0 }},
		{"event of no entity", "source is 9 of 3", func(d *Doc) {
			d.Events = []Event{{Source: []int{9}, Clause: 0, Time: None, Place: None, TriggerSpan: Span{5, 8}, Evidence: Span{0, 14}, Trigger: 1}}
		}},
	} {
		d := sound()
		c.spoil(d)
		if err := d.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want an error with %q", c.name, err, c.want)
		}
	}
}
