package factuality

import (
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/casetest"
	"github.com/openreadout/readout/internal/conllu"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/nlp/clause"
)

func layers(t testing.TB) (*clause.Layer, *Layer) {
	c, err := clause.New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	l, err := New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	return c, l
}

// TestCases reads hand-made trees through the clause layer.
func TestCases(t *testing.T) {
	c, l := layers(t)
	casetest.Run(t, "predicates", func(d *doc.Doc) {
		c.Apply(d)
		l.Apply(d)
	})
}

const claimed = `1	Oslo	Oslo	PROPN	NNP	_	2	nsubj	_	_
2	said	say	VERB	VBD	_	0	root	_	_
3	rebels	rebel	NOUN	NNS	_	4	nsubj	_	_
4	fled	flee	VERB	VBD	_	2	ccomp	_	_
5	.	.	PUNCT	.	_	2	punct	_	_

1	The	the	DET	DT	_	2	det	_	_
2	rebels	rebel	NOUN	NNS	_	3	nsubj	_	_
3	fled	flee	VERB	VBD	_	0	root	_	_
4	.	.	PUNCT	.	_	3	punct	_	_
`

// TestSources gives a claim the chain of its statement; a mention that the text itself vouches for makes
// the event a happening.
func TestSources(t *testing.T) {
	c, l := layers(t)
	for _, told := range []bool{false, true} {
		d, err := conllu.Parse(claimed, "")
		if err != nil {
			t.Fatal(err)
		}
		c.Apply(d)
		d.Mentions = []doc.Mention{{Span: d.Tokens[0].Span, Form: "name", Kind: "state"}}
		d.Entities = []doc.Entity{{Kind: "state", Name: "Norway", Mentions: []int{0}}}
		d.IndexMentions()
		d.Statements = []doc.Statement{{SpeakerEntity: 0, Cue: d.Tokens[1].Span, CueHead: 1, Content: []doc.Span{{Begin: d.Tokens[2].Begin, End: d.Tokens[3].End}},
			ContentHead: 3, Kind: "indirect", Act: "statement", Chain: doc.Chain{0}, Within: doc.None, Time: doc.None}}
		e := doc.Event{Clause: 1, Trigger: 3, TriggerSpan: d.Tokens[3].Span, Time: doc.None, Place: doc.None}
		want := "reported"
		if told {
			e.Mentions, want = []doc.EventMention{{Span: d.Tokens[7].Span}}, "happened"
		}
		d.Events = []doc.Event{e}
		l.Apply(d)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		got := d.Events[0]
		if got.Factuality != want || len(got.Sources) != 1+len(e.Mentions) || len(got.Sources[0]) != 1 || got.Sources[0][0] != 0 {
			t.Errorf("told by the text %v: %s %v; want %s", told, got.Factuality, got.Sources, want)
		}
		if p := d.Predicates[0]; p.Factuality != "happened" || len(p.Sources) != 0 {
			t.Errorf("the cue is %s %v", p.Factuality, p.Sources)
		}
	}
}

// TestEffects reads signatures by hand.
func TestEffects(t *testing.T) {
	_, l := layers(t)
	tests := []struct {
		governor value
		class    class
		lemma    string
		form     string
		want     string
	}{
		{value{}, verb, "manage", "inf", "happened"},
		{value{neg: true}, verb, "manage", "inf", "did-not-happen"},
		{value{}, verb, "fail", "inf", "did-not-happen"},
		{value{neg: true}, verb, "fail", "inf", "happened"},
		{value{}, verb, "refuse", "inf", "did-not-happen"},
		{value{neg: true}, verb, "refuse", "inf", "unknown"},
		{value{}, verb, "forget", "inf", "did-not-happen"},
		{value{}, verb, "forget", "that", "happened"},
		{value{neg: true}, verb, "know", "that", "happened"},
		{value{world: planned}, verb, "regret", "that", "happened"},
		{value{world: planned}, verb, "manage", "inf", "planned"},
		{value{}, verb, "plan", "inf", "planned"},
		{value{neg: true}, verb, "plan", "inf", "did-not-happen"},
		{value{world: possible}, verb, "plan", "inf", "possible"},
		{value{}, verb, "deny", "ing", "denied"},
		{value{neg: true}, verb, "deny", "that", "possible"},
		{value{}, verb, "say", "that", "reported"},
		{value{}, noun, "failure", "inf", "did-not-happen"},
		{value{}, noun, "threat", "inf", "planned"},
		{value{}, noun, "call", "for", "demanded"},
		{value{}, adjective, "unable", "inf", "did-not-happen"},
		{value{}, adjective, "ready", "inf", "planned"},
		{value{}, verb, "call off", "noun", "did-not-happen"},
		{value{}, verb, "call for", "noun", "demanded"},
	}
	for _, x := range tests {
		s := l.lex.signature(x.class, x.lemma, x.form)
		if s == nil {
			t.Errorf("%s %s: no signature", x.lemma, x.form)
			continue
		}
		if got := under(x.governor, s, true, x.form).label(); got != x.want {
			t.Errorf("%s %s under %+v: %s; want %s", x.lemma, x.form, x.governor, got, x.want)
		}
	}
}
