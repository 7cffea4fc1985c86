// Package parse is the layer that gives every token its lemma, tags, features, head, relation and entity
// label. It hands the sentences to the network of internal/model and puts what that says into the document.
package parse

import (
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/model"
)

// Layer is the parse layer. It is safe for concurrent use.
type Layer struct{ net *model.Parser }

// New returns the layer with the network in m.
func New(m *model.Parser) *Layer { return &Layer{m} }

// Apply parses every sentence of d.
func (l *Layer) Apply(d *doc.Doc) {
	pieces := split(d)
	sents := make([]*model.Sentence, len(pieces))
	words := make([]string, len(d.Tokens))
	for i := range d.Tokens {
		words[i] = d.Form(doc.Tok(i))
	}
	for i, p := range pieces {
		sents[i] = &model.Sentence{Words: words[p.first:p.end]}
	}
	l.net.Parse(sents)
	root := doc.Tok(doc.None) // of the first piece of the sentence
	for i, p := range pieces {
		for k, n := range sents[i].Nodes {
			t := &d.Tokens[int(p.first)+k]
			t.Lemma, t.UPOS, t.XPOS, t.Feats, t.Rel, t.Label = n.Lemma, n.UPOS, n.XPOS, n.Feats, n.Rel, n.Label
			t.Head = doc.None
			switch {
			case n.Head >= 0:
				t.Head = p.first + doc.Tok(n.Head)
			case p.begins:
				root = p.first + doc.Tok(k)
			default:
				t.Head, t.Rel = root, "parataxis"
			}
		}
	}
	d.SetTrees()
}

// piece is what the network reads at once: a sentence, or part of one that is too long.
type piece struct {
	first, end doc.Tok
	begins     bool // the first piece of its sentence
}

// split cuts the sentences of d into pieces of at most model.MaxWords words, after a mark where there is
// one in the last part of the piece. Lists, tables and rubbish are such sentences.
func split(d *doc.Doc) []piece {
	out := make([]piece, 0, len(d.Sentences))
	for _, s := range d.Sentences {
		first := s.First
		for s.End-first > model.MaxWords {
			end := first + model.MaxWords
			for t := end; t > end-model.MaxWords/4; t-- {
				if f := d.Form(t - 1); f == "." || f == ";" || f == "," {
					end = t
					break
				}
			}
			out = append(out, piece{first, end, first == s.First})
			first = end
		}
		out = append(out, piece{first, s.End, first == s.First})
	}
	return out
}
