package web

import (
	"strings"
	"sync"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// why says what made a record.
type why struct {
	Card                 card
	Before, Words, After string // the sentence around the words that the record stands on
	Entry                *Entry
	Actors               []actorWhy
	Facts                []factWhy
	Tree                 []treeRow
	Missing              string // why there is no tree
}

// actorWhy is a party of a record and what says who it is.
type actorWhy struct {
	Role string
	*record.Entity
	Words string // its first mention
	Entry *Entry
}

// factWhy is a predicate of the sentence and what decides whether it happened.
type factWhy struct {
	Words, Factuality, Score, Rule, Claims string
	On                                     bool // it is the record's own
	Entry                                  *Entry
}

// treeRow is a word of the sentence's tree.
type treeRow struct {
	N                        int
	Word, Lemma, UPOS, Feats string
	Head                     int
	HeadWord, Deprel         string
	On                       bool
}

// why explains the record f of the document of row.
func (s *Server) why(row store.Row, f store.Flat, c card) why {
	n := newNamer(row.Document)
	out := why{Card: c, Entry: s.knowledge.entry(c.Entry)}
	span := spanShown(row.Document, f)
	sentence := sentenceOf(row.Document, span)
	out.Before, out.Words, out.After = n.cut(sentence, span)
	for _, p := range parties(row.Document, f) {
		if e := n.by[p.id]; e != nil {
			out.Actors = append(out.Actors, actorWhy{p.role, e, n.words(e.Mentions[0].Span), s.knowledge.entry(e.Entry)})
		}
	}
	full, missing := s.explained(row)
	if out.Missing = missing; full == nil {
		return out
	}
	fn := newNamer(full)
	for _, p := range full.Predicates {
		if p.Begin < sentence.Begin || p.End > sentence.End || f.Kind == store.Entities {
			continue
		}
		out.Facts = append(out.Facts, factWhy{fn.words(p.Span), p.Factuality, string(p.Score), p.Rule, fn.claims([]record.Chain{p.Sources}), p.Begin < span.End && span.Begin < p.End, s.knowledge.entry(p.Entry)})
	}
	out.Tree = tree(fn, sentence, span)
	return out
}

// spanShown is where a record shows in the text: its words, for a position those of its statement.
func spanShown(d *record.Document, f store.Flat) record.Span {
	if f.Kind == store.Positions {
		for _, s := range d.Statements {
			if s.ID == d.Positions[f.Index].Statement {
				return s.Cue
			}
		}
	}
	return f.Span
}

// sentenceOf is the sentence in which a span begins, the span itself where there is none.
func sentenceOf(d *record.Document, s record.Span) record.Span {
	for _, x := range d.Sentences {
		if x.Begin <= s.Begin && s.Begin < x.End {
			return record.Span{Begin: x.Begin, End: max(x.End, s.End)}
		}
	}
	return s
}

// cut splits a sentence around a span in it.
func (n *namer) cut(sentence, s record.Span) (before, words, after string) {
	return string(n.runes[sentence.Begin:s.Begin]), string(n.runes[s.Begin:s.End]), string(n.runes[s.End:sentence.End])
}

type role struct{ role, id string }

// parties lists the entities of a record with what they do in it.
func parties(d *record.Document, f store.Flat) []role {
	var out []role
	add := func(r string, ids ...string) {
		for _, id := range ids {
			if id != "" {
				out = append(out, role{r, id})
			}
		}
	}
	switch f.Kind {
	case store.Events:
		e := d.Events[f.Index]
		add("source", e.Source...)
		add("target", e.Target...)
		add("place", e.Place)
	case store.Statements:
		s := d.Statements[f.Index]
		if s.Speaker != nil {
			add("speaker", s.Speaker.Entity)
		}
		if len(s.Chain) > 1 {
			add("through", s.Chain[:len(s.Chain)-1]...)
		}
	case store.Contacts:
		add("participant", d.Contacts[f.Index].Participants...)
		add("place", d.Contacts[f.Index].Place)
	case store.Commitments:
		add("donor", d.Commitments[f.Index].Donor...)
		add("recipient", d.Commitments[f.Index].Recipient...)
	case store.Positions:
		add("holder", d.Positions[f.Index].Holder)
		add("through", d.Positions[f.Index].Via)
	case store.Entities:
		add("entity", d.Entities[f.Index].ID)
	}
	return out
}

// tree lists the words of a sentence of a document with tokens.
func tree(n *namer, sentence, on record.Span) []treeRow {
	var out []treeRow
	for _, t := range n.d.Tokens {
		if t.Begin < sentence.Begin || t.End > sentence.End {
			continue
		}
		out = append(out, treeRow{N: len(out) + 1, Word: n.words(t.Span), Lemma: t.Lemma, UPOS: t.UPOS, Feats: strings.ReplaceAll(t.Feats, "|", " "), Head: t.Head, Deprel: t.Deprel, On: t.Begin < on.End && on.Begin < t.End})
	}
	for i := range out {
		if h := out[i].Head; h > 0 && h <= len(out) {
			out[i].HeadWord = out[h-1].Word
		}
	}
	return out
}

// explained returns the document coded with its tokens and predicates, or says why there is none.
func (s *Server) explained(row store.Row) (*record.Document, string) {
	if s.o.Explain == nil {
		return nil, "This server codes no texts, so it has no trees."
	}
	d := s.tree(row.Document.Article)
	return d, s.changed(row, d)
}

// tree codes an article with its tokens and predicates, or takes it from those coded last. Others wait while as many
// as may are coded.
func (s *Server) tree(a record.Article) *record.Document {
	id := store.DocumentID(&a)
	if d := s.trees.get(id); d != nil {
		return d
	}
	s.trees.slots <- struct{}{}
	defer func() { <-s.trees.slots }()
	d := s.o.Explain(a)
	s.trees.put(id, &d)
	return &d
}

// changed says that the tree is of other knowledge than the record.
func (s *Server) changed(row store.Row, d *record.Document) string {
	if row.Document.Coder != d.Coder {
		return "The record was made by version " + row.Document.Coder.Version + " with other knowledge than today's; tree and predicates are today's."
	}
	return ""
}

// trees keeps the documents that were coded last for their trees. It is safe for concurrent use.
type trees struct {
	slots chan struct{} // documents that are coded at once

	mu   sync.Mutex
	docs map[string]*record.Document
	last []string
}

// treesKept is how many documents keep their trees.
const treesKept = 16

func newTrees() *trees {
	return &trees{slots: make(chan struct{}, 2), docs: map[string]*record.Document{}}
}

func (t *trees) get(id string) *record.Document {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.docs[id]
}

func (t *trees) put(id string, d *record.Document) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.docs[id] == nil {
		t.last = append(t.last, id)
	}
	t.docs[id] = d
	if len(t.last) > treesKept {
		delete(t.docs, t.last[0])
		t.last = t.last[1:]
	}
}
