// Package statement is the layer that finds attributions: who says, writes, decides, believes, wishes or plans
// what, by verbs, nouns, adjectives, prepositional phrases, headlines with a colon and bare quotations, in any
// order. A statement has a source, a cue and a content (the terms of the PARC and PolNeAR corpora: Pareti 2012,
// Newell et al. 2018); statements inside the content of others carry the chain of sources.
//
// The words are in data/lexicons/en: cues_verbs.txt, cues_nouns.txt, cues_adjectives.txt, cues_support.txt,
// cues_phrases.txt, topics.txt. The grammar here reads dependency trees (Universal Dependencies) and falls back
// on quotation marks where a tree fails.
package statement

import (
	"io/fs"

	"github.com/openreadout/readout/internal/doc"
)

// Layer finds statements. It is safe for concurrent use.
type Layer struct{ words *words }

// New reads the cues from the knowledge k.
func New(k fs.FS) (*Layer, error) {
	w, err := readWords(k)
	if err != nil {
		return nil, err
	}
	return &Layer{w}, nil
}

// Apply fills d.Statements.
func (l *Layer) Apply(d *doc.Doc) {
	r := &reading{words: l.words, d: d, quotes: quotes(d), used: make([]bool, len(d.Tokens))}
	r.indexQuotes()
	for _, s := range d.Sentences {
		r.sentence(s)
	}
	r.float()
	r.publish()
}

// reading is the state of one document.
type reading struct {
	*words
	d       *doc.Doc
	quotes  []quote
	quoteOf []int32 // by token: the quotation it lies in, or None
	used    []bool  // tokens that are in a cue
	drafts  []draft
	bares   []draft // quotations without a cue
}

// draft is a statement while it is read.
type draft struct {
	speaker doc.Tok // head of the source, None where the text names none
	source  doc.Span
	cue     doc.Tok // head of the cue, None for a bare quotation
	cueSpan doc.Span
	top     doc.Tok // the top token of the clause that attributes: never part of the content
	content []doc.Span
	head    doc.Tok // head of the content
	class   *class
	act     string
	rule    string
	hedge   string
	negated bool
	quote   int // the quotation that is its content, or None
}

// sentence reads every cue of a sentence.
func (r *reading) sentence(s doc.Sentence) {
	for t := s.First; t < s.End; t++ {
		if r.used[t] {
			continue
		}
		switch r.d.Tokens[t].UPOS {
		case "VERB", "AUX":
			if by := r.agent(t); r.d.Tokens[t].XPOS == "VBN" && len(r.adjectives[r.low(t)]) > 0 && (by == doc.None || !r.maySpeak(by, "agent")) {
				r.adjective(t) // «is convinced that …», «was shocked by the news» have a subject, no patient
			}
			if r.d.IsRel(t, "obj") && r.d.Tokens[t].XPOS == "VB" {
				r.noun(t) // «expressed hope» read as a verb
			}
			if !r.used[t] {
				r.verb(t)
			}
		case "NOUN", "PROPN":
			r.noun(t)
		case "ADJ":
			r.adjective(t)
		}
		if !r.used[t] {
			r.phrase(t)
		}
	}
	r.colon(s)
	for t := s.First; t < s.End; t++ {
		if r.d.Tokens[t].UPOS == "ADV" && !r.used[t] {
			r.hedgeAt(t)
		}
	}
}

// put keeps a draft that has content and marks its cue as used.
func (r *reading) put(x draft) bool {
	if len(x.content) == 0 {
		return false
	}
	a, b := r.d.TokensIn(x.cueSpan)
	for t := a; t < b; t++ {
		if r.used[t] {
			return false
		}
	}
	for t := a; t < b; t++ {
		r.used[t] = true
	}
	r.drafts = append(r.drafts, x)
	return true
}

func (r *reading) indexQuotes() {
	r.quoteOf = make([]int32, len(r.d.Tokens))
	for i := range r.quoteOf {
		r.quoteOf[i] = doc.None
	}
	for i, q := range r.quotes {
		for t := q.first; t <= q.last && int(t) < len(r.quoteOf); t++ {
			r.quoteOf[t] = int32(i)
		}
	}
}

func (r *reading) lemma(t doc.Tok) string {
	if t < 0 || int(t) >= len(r.d.Tokens) {
		return ""
	}
	return r.d.Tokens[t].Lemma
}
