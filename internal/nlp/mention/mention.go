// Package mention finds every expression that names or points to a person, an organisation, a state, a
// place, a facility, a group, a treaty or a people: names, nominals («the French leader»), pronouns,
// nationality adjectives and metonyms («Moscow» for a government).
//
// It needs tokens and trees with the entity labels of the model, and fills Doc.Mentions. Names come from the
// labels, from what the actor files and the gazetteer know, and from capitalised nouns («the Kiel
// Institute»); nominals come from lists of nouns (titles.txt, bodies.txt, sites.txt), whose classes coref
// compares.
package mention

import (
	"cmp"
	"io/fs"
	"slices"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/gazetteer"
)

// Layer is the mention layer. It is safe for concurrent use.
type Layer struct {
	base     *actors.Base
	places   *gazetteer.Gazetteer
	nouns    *nouns
	given    map[string]string // given name -> Masc, Fem, Any
	metonym  metonymy
	products *products // weapons, storms and the like
}

// New returns the layer with the lexicons in k, the actors and the places.
func New(k fs.FS, base *actors.Base, places *gazetteer.Gazetteer) (*Layer, error) {
	l := &Layer{base: base, places: places}
	var err error
	if l.nouns, err = readNouns(k); err != nil {
		return nil, err
	}
	if l.given, err = readGiven(k); err != nil {
		return nil, err
	}
	if l.metonym, err = readMetonymy(k); err != nil {
		return nil, err
	}
	if l.products, err = readProducts(k); err != nil {
		return nil, err
	}
	return l, nil
}

// reader is the work on one document.
type reader struct {
	*Layer
	d      *doc.Doc
	words  []string        // form of every token
	names  []name          // in order of the text, none inside another
	used   []use           // what each token belongs to
	at     map[doc.Tok]int // mention by head, for the groups
	within map[doc.Tok]int // mention of a person by each word of the name and its title
	states map[string]bool // keys of the states whose name or adjective the document has
	storms map[string]bool // words that the document names after a storm or an operation
}

// use says what a token is already part of, so that it makes no mention of its own.
type use uint8

const (
	free use = iota
	inName
	inPerson // in the name of a person
	inTitle
)

// Apply fills d.Mentions.
func (l *Layer) Apply(d *doc.Doc) {
	r := &reader{Layer: l, d: d, words: make([]string, len(d.Tokens)), used: make([]use, len(d.Tokens)), at: map[doc.Tok]int{}, within: map[doc.Tok]int{}, states: map[string]bool{}}
	for i := range d.Tokens {
		r.words[i] = d.Form(doc.Tok(i))
	}
	r.storms = r.christened()
	for _, s := range d.Sentences {
		r.findNames(s)
	}
	r.agree()
	r.nameStates()
	r.owned()
	r.leaders()
	r.markPersons()
	r.names = slices.DeleteFunc(r.names, r.onlyInTitle)
	d.Mentions = nil
	for i := range r.names {
		r.addName(&r.names[i])
	}
	for _, s := range d.Sentences {
		r.nominals(s)
		r.pronouns(s)
	}
	slices.SortStableFunc(d.Mentions, func(a, b doc.Mention) int {
		return cmp.Or(cmp.Compare(a.Begin, b.Begin), cmp.Compare(b.End, a.End))
	})
	d.IndexMentions()
}

// markPersons notes which tokens are names of persons, and which names of nothing known are parts of their titles
// («Foreign Affairs»).
func (r *reader) markPersons() {
	for i := range r.names {
		if n := &r.names[i]; n.kind == "person" {
			for t := n.first; t < n.end; t++ {
				r.used[t] = inPerson
			}
		}
	}
	for i := range r.names {
		n := &r.names[i]
		if n.kind != "person" {
			continue
		}
		if t := r.titleBefore(n); t != nil {
			for k := i - 1; k >= 0 && r.names[k].first >= t.first; k-- {
				if x := &r.names[k]; x.entry == nil && x.kind == "organisation" && x.place == nil {
					for w := x.first; w < x.end; w++ {
						r.used[w] = inTitle
					}
				}
			}
		}
	}
}

// onlyInTitle reports whether a name was found to be part of a title.
func (r *reader) onlyInTitle(n name) bool { return r.used[n.first] == inTitle }

// nameStates notes the states that the document names.
func (r *reader) nameStates() {
	for i := range r.names {
		if n := &r.names[i]; n.entry != nil && n.kind == "state" && n.form != actors.Metonym {
			r.states[n.entry.Key] = true
		}
	}
}

// add appends a mention that coref has not seen yet.
func (r *reader) add(m doc.Mention) {
	m.Entity = doc.None
	if m.Rule != "mention/coordination" {
		r.at[m.Head] = len(r.d.Mentions)
		if m.Form == "name" && m.Kind == "person" {
			first, end := r.d.TokensIn(m.Title.Cover(m.Span))
			for t := first; t < end; t++ {
				r.within[t] = len(r.d.Mentions)
			}
		}
	}
	r.d.Mentions = append(r.d.Mentions, m)
}

// span is the span of the tokens first to end.
func (r *reader) span(first, end doc.Tok) doc.Span {
	return doc.Span{Begin: r.d.Tokens[first].Begin, End: r.d.Tokens[end-1].End}
}

// head is the token of first to end whose head lies outside.
func (r *reader) head(first, end doc.Tok) doc.Tok {
	for t := first; t < end; t++ {
		if h := r.d.Tokens[t].Head; h == doc.None || h < first || h >= end {
			return t
		}
	}
	return end - 1
}

// number is Sing or Plur as the tags say.
func (r *reader) number(t doc.Tok) string {
	switch r.d.Tokens[t].XPOS {
	case "NNS", "NNPS":
		return "Plur"
	case "NN", "NNP":
		return "Sing"
	}
	return r.d.Feat(t, "Number")
}
