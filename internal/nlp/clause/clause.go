// Package clause is the layer that says who does what to whom for every predicate: verbs, event nouns and
// predicated words, with logical arguments and the meaning of the verb group. It stands after parse and
// reads trees of Universal Dependencies as the English Web Treebank draws them; all layers of world affairs
// read clauses instead of trees.
//
// It works in five steps. find makes a clause of every predicate; repair rehangs what parsers often hang
// wrongly; group reads the auxiliaries of each; argument collects the arguments that the tree gives it; share
// goes down the trees and hands on what a predicate has from another: the gap of a relative, the subject of
// an infinitive or participle, what conjuncts share, what a light verb gives its noun. Every step is linear in
// the length of the text.
//
// The words are in data/lexicons/en: event_nouns.txt, light_verbs.txt, complement_verbs.txt.
package clause

import (
	"io/fs"
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// Layer finds clauses. It is safe for concurrent use.
type Layer struct{ words *words }

// New reads the words of clauses from the knowledge k.
func New(k fs.FS) (*Layer, error) {
	w, err := readWords(k)
	if err != nil {
		return nil, err
	}
	return &Layer{w}, nil
}

// Apply fills d.Clauses.
func (l *Layer) Apply(d *doc.Doc) {
	if len(d.Tokens) == 0 {
		return
	}
	b := newBuilder(d, l.words)
	b.find()
	b.repair()
	for i := range b.clauses {
		b.group(i)
		b.link(i)
	}
	for i := range b.clauses {
		b.arguments(i)
	}
	for _, i := range b.order {
		b.share(i)
	}
	d.Clauses = b.finish()
}

// clause is a clause while it is built.
type clause struct {
	doc.Clause
	parts   []doc.Tok // the predicate, then its semi-auxiliaries, innermost first: «pay», «has» of «has to pay»
	kids    []doc.Tok // dependents of all parts, in order of the text
	surface []doc.Tok // grammatical subjects
	noun    *noun     // entry of an event noun
	content bool      // a complement, though the tree has it as a modifier of a noun; repair has set its Mark
	object  doc.Tok   // its object where the tree has the two the other way round, else None
}

// top is the token that stands in the tree where the whole predicate hangs.
func (c *clause) top() doc.Tok { return c.parts[len(c.parts)-1] }

// builder builds the clauses of one document.
type builder struct {
	d       *doc.Doc
	words   *words
	clauses []clause
	order   []int     // clauses, those above before those below them
	of      []int32   // of each token: the clause of which it is the predicate or a semi-auxiliary, else None
	heads   []doc.Tok // of each token: its head, as repair has it
	up      []int32   // of each token: the nearest clause above it, else None
	gap     []bool    // of each token: a relative clause whose relative word stands in it
}

func newBuilder(d *doc.Doc, w *words) *builder {
	n := len(d.Tokens)
	b := &builder{d: d, words: w, of: make([]int32, n), up: make([]int32, n), gap: make([]bool, n)}
	b.heads = make([]doc.Tok, n)
	for i := range b.of {
		b.of[i], b.up[i], b.heads[i] = doc.None, doc.None, d.Tokens[i].Head
	}
	return b
}

// finish returns the clauses without what only the building needed, the arguments in order of their roles.
func (b *builder) finish() []doc.Clause {
	out := make([]doc.Clause, len(b.clauses))
	for i := range b.clauses {
		out[i] = b.clauses[i].Clause
		slices.SortStableFunc(out[i].Args, func(x, y doc.Arg) int { return int(x.Role) - int(y.Role) })
	}
	return out
}
