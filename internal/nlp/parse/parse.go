// Package parse is the layer that gives every token its lemma, tags, features, head, relation and entity
// label. It hands the sentences to the network of internal/model and puts what that says into the document.
package parse

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/model"
)

// Layer is the parse layer. It is safe for concurrent use.
type Layer struct {
	net *model.Parser
	Words
}

// Words are what the layer knows of words beside the network: hints for its labels, and what corrects its lemmas, its
// names after offices and its clauses behind hearers. Each may be nil: then that is left as the network has it.
type Words struct {
	Hints   *Hints
	Lemmas  *Lemmas
	Offices Offices
	Hearers Hearers
}

// New returns the layer with the network m.
func New(m *model.Parser, w Words) *Layer { return &Layer{m, w} }

// chunk is about how many tokens are parsed at once, so that the memory of a long text stays small.
const chunk = 5000

// Apply parses every sentence of d.
func (l *Layer) Apply(d *doc.Doc) {
	for from := 0; from < len(d.Sentences); {
		end := from + 1
		for end < len(d.Sentences) && d.Sentences[end].End-d.Sentences[from].First <= chunk {
			end++
		}
		l.read(d, from, end)
		from = end
	}
	d.SetTrees()
}

// read parses sentences from to end-1.
func (l *Layer) read(d *doc.Doc, from, end int) {
	pieces := split(d, from, end)
	sents := make([]*model.Sentence, len(pieces))
	for i, p := range pieces {
		sents[i] = &model.Sentence{Words: make([]string, p.end-p.first)}
		for k := range sents[i].Words {
			sents[i].Words[k] = d.Form(p.first + doc.Tok(k))
		}
		sents[i].Hints = l.Hints.Of(sents[i].Words)
	}
	l.net.Parse(sents)
	roots := rootsOf(pieces, sents)
	for i, p := range pieces {
		for k, n := range sents[i].Nodes {
			t := &d.Tokens[int(p.first)+k]
			t.UPOS, t.Rel, t.Label = n.UPOS, n.Rel, n.Label
			t.XPOS, t.Feats = l.Lemmas.tense(sents[i].Words[k], n.XPOS, n.Feats)
			t.Lemma = l.Lemmas.correct(sents[i].Words[k], t.UPOS, t.XPOS, n.Lemma)
			t.Head = doc.None
			switch {
			case n.Head >= 0:
				t.Head = p.first + doc.Tok(n.Head)
			case p.rel != "":
				t.Head, t.Rel = roots[i], p.rel
			}
		}
	}
	for _, s := range d.Sentences[from:end] {
		cutNames(d, s)
		l.Offices.hangNames(d, s)
		hangJuniors(d, s)
		agree(d, s)
		hangAbsolutes(d, s)
		hangSubjects(d, s)
		l.Hearers.hangTold(d, s)
	}
}

// piece is what the network reads at once: a sentence, or part of one that is too long or has a preamble.
type piece struct {
	first, end doc.Tok
	sentence   int
	rel        string // how it hangs on the sentence proper, "" for that itself
}

// rootsOf returns for each piece the root of its sentence.
func rootsOf(pieces []piece, sents []*model.Sentence) []doc.Tok {
	of := make([]doc.Tok, len(pieces))
	for i := 0; i < len(pieces); {
		end, root := i, doc.Tok(0)
		for ; end < len(pieces) && pieces[end].sentence == pieces[i].sentence; end++ {
			if pieces[end].rel == "" {
				k := slices.IndexFunc(sents[end].Nodes, func(n model.Node) bool { return n.Head < 0 })
				root = pieces[end].first + doc.Tok(k)
			}
		}
		for ; i < end; i++ {
			of[i] = root
		}
	}
	return of
}

// split cuts the sentences from to end-1 of d into pieces of at most model.MaxWords words, after a mark where there is
// one in the last part of the piece. Lists, tables and rubbish are such sentences.
func split(d *doc.Doc, from, end int) []piece {
	out := make([]piece, 0, end-from)
	for i := from; i < end; i++ {
		s := d.Sentences[i]
		first, rel := s.First, ""
		if n, as := preamble(d, s, i == 0 || d.Sentences[i-1].Paragraph != s.Paragraph); n > 0 {
			first += doc.Tok(n)
			out = append(out, piece{s.First, first, i, as})
		}
		for s.End-first > model.MaxWords {
			end := first + model.MaxWords
			for t := end; t > end-model.MaxWords/4; t-- {
				if f := d.Form(t - 1); f == "." || f == ";" || f == "," {
					end = t
					break
				}
			}
			out = append(out, piece{first, end, i, rel})
			first, rel = end, "parataxis"
		}
		out = append(out, piece{first, s.End, i, rel})
	}
	return out
}
