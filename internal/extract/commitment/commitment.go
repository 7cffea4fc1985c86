// Package commitment finds pledges: aid, weapons, troops, money and further contact that one side promises,
// gives, suspends or refuses another. It stands after events and factuality and fills doc.Commitments.
//
// A pledge is a predicate of giving with a thing given («send tanks»), or a word of promising with the thing
// as its object («pledged €5m»). The predicates above it tell its status: «agreed to suspend deliveries» is
// suspended, «proposed sending troops» proposed. What others ask for is no pledge.
package commitment

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// Layer fills doc.Commitments. It is safe for concurrent use.
type Layer struct{ words *words }

// New reads the words of pledges in k.
func New(k fs.FS) (*Layer, error) {
	w, err := readWords(k)
	if err != nil {
		return nil, err
	}
	return &Layer{w}, nil
}

// Apply fills d.Commitments.
func (l *Layer) Apply(d *doc.Doc) {
	d.Commitments = nil
	r := newReader(l, d)
	for i := range d.Clauses {
		r.clause(i)
	}
}

// reader is the state of one document.
type reader struct {
	*words
	d       *doc.Doc
	events  map[int]int      // event by its clause
	covered map[doc.Tok]bool // objects that a pledge has already
	heads   []string         // of each commitment: the lemma of what is given
	stateOf map[string]int   // state by its country
}

func newReader(l *Layer, d *doc.Doc) *reader {
	r := &reader{words: l.words, d: d, events: map[int]int{}, covered: map[doc.Tok]bool{}, stateOf: map[string]int{}}
	for i, e := range d.Events {
		if e.Clause != doc.None && e.Plover != "CONSULT" {
			if _, ok := r.events[e.Clause]; !ok {
				r.events[e.Clause] = i
			}
		}
	}
	for i, e := range d.Entities {
		if _, ok := r.stateOf[e.Country]; !ok && e.Kind == "state" {
			r.stateOf[e.Country] = i
		}
	}
	return r
}

// pledge is a commitment while it is read.
type pledge struct {
	clause  int // of the giving, or of the promise
	word    *word
	object  doc.Tok
	thing   thing
	amounts []int
	status  string
	top     int   // outermost clause that tells its status
	path    []int // clauses from clause up to top
}

func (r *reader) clause(i int) {
	c := &r.d.Clauses[i]
	w := r.word(c)
	if w == nil || w.class == ask || w.class == speak || w.class == operator && !w.object {
		return
	}
	p := &pledge{clause: i, word: w, top: i}
	if !r.given(p) {
		return
	}
	if p.object != doc.None && r.covered[p.object] || c.Kind == doc.Nominal && c.Lemma == "export" && p.thing.kind != "weapons" {
		return // trade is no gift
	}
	if !r.status(p) {
		return
	}
	if p.object != doc.None {
		r.covered[p.object] = true
	}
	r.write(p)
}

// word returns the entry of the predicate of c, nil for none.
func (r *reader) word(c *doc.Clause) *word {
	switch c.Kind {
	case doc.Verbal:
		if next := c.Pred + 1; int(next) < len(r.d.Tokens) && r.d.Tokens[next].UPOS == "ADP" { // «called on Iran»
			if w := r.verbs[c.Lemma+" "+strings.ToLower(r.d.Form(next))]; w != nil && w.class == ask {
				return w
			}
		}
		return r.verbs[c.Lemma]
	case doc.Nominal:
		if w := r.nouns[c.Lemma]; w != nil {
			return w
		}
		if c.Light != doc.None { // «expressed willingness»
			return r.verbs[strings.ToLower(r.d.Tokens[c.Light].Lemma)+" "+c.Lemma]
		}
	case doc.Predicated:
		if w := r.verbs[c.Lemma]; w != nil && w.class == operator {
			return w
		}
		return r.nouns[c.Lemma]
	}
	return nil
}

// given fills what p gives: its object, or the sum beside it. It reports whether there is any.
func (r *reader) given(p *pledge) bool {
	c := &r.d.Clauses[p.clause]
	p.object = doc.None
	var heads []doc.Tok
	if c.Kind == doc.Nominal {
		heads = append(heads, c.Pred)
	}
	heads = append(heads, c.All(doc.Object)...)
	if p.word.class == give && c.Kind == doc.Verbal { // «handed them to the mission» gives no mission
		heads = append(heads, c.Obliques("with", "of")...)
	} else {
		heads = append(heads, c.Obliques("with", "in", "of", "to", "for")...)
	}
	for _, t := range heads {
		th, ok := r.thing(t)
		if !ok || p.word.class == keep != (th.kind == "contact") || p.word.goods && th.kind == "troops" {
			continue
		}
		p.object, p.thing = t, th
		break
	}
	if p.object == doc.None {
		return p.word.class == keep && bareKeep[c.Lemma]
	}
	p.amounts = r.amounts(p)
	r.refine(p)
	return true
}

// bareKeep are predicates of contact that need no object.
var bareKeep = map[string]bool{"meet": true, "speak": true, "talk": true, "visit": true, "call": true, "consult": true, "re-engage": true}

// thing returns what the noun at t is as something given: by its head, the words before it, or «of»: «a
// package of weapons», «€5m in aid».
func (r *reader) thing(t doc.Tok) (thing, bool) {
	for _, c := range r.below(t, 1, "of") { // «a package of sanctions»
		if r.sets["burden"][strings.ToLower(r.d.Tokens[c].Lemma)] {
			return thing{}, false
		}
	}
	th, ok := r.thingAt(t)
	if a := r.amountAt(t); a != doc.None && r.d.Amounts[a].Kind == "money" && !ok {
		th, ok = thing{"money", "financial"}, true
	}
	if ok && th.typ != "" && th.kind != "money" {
		return th, true
	}
	low := strings.ToLower(r.d.Tokens[t].Lemma)
	if !ok && r.nouns[low] == nil && !r.sets["holder"][low] && r.amountAt(t) == doc.None { // «the proliferation of weapons» gives none
		return thing{}, false
	}
	for _, c := range r.d.Children(t) {
		if !r.d.IsRel(c, "nmod", "obl", "compound", "conj", "appos") {
			continue
		}
		switch prep := r.d.Preposition(c); prep {
		case "", "of", "in", "worth", "for":
			if in, found := r.thingAt(c); found && in.kind != "contact" && (ok || prep == "of" || prep == "in" || prep == "") {
				if !ok || th.typ == "" || th.kind == "money" {
					if in.typ == "" {
						in.typ = th.typ
					}
					return in, true
				}
			}
		}
	}
	return th, ok
}

func (r *reader) thingAt(t doc.Tok) (thing, bool) {
	if r.d.Tokens[t].UPOS == "VERB" {
		return thing{}, false
	}
	low, form := strings.ToLower(r.d.Tokens[t].Lemma), strings.ToLower(r.d.Form(t))
	for _, c := range r.d.Children(t) {
		if c < t && r.d.IsRel(c, "compound", "amod") {
			if th, ok := r.things[strings.ToLower(r.d.Form(c))+" "+low]; ok {
				return th, true
			}
			if th, ok := r.things[strings.ToLower(r.d.Form(c))+" "+form]; ok {
				return th, true
			}
		}
	}
	th, ok := r.things[low]
	if !ok {
		th, ok = r.things[form]
	}
	for _, c := range r.d.Children(t) { // «arms deliveries»
		if in, found := r.things[strings.ToLower(r.d.Form(c))]; ok && found && th.kind == "aid" && r.d.IsRel(c, "compound") && (in.kind == "weapons" || in.kind == "troops") {
			return in, true
		}
	}
	if ok && th.kind != "contact" {
		if typ := r.typeAt(t); typ != "" {
			th.typ = typ
		}
	}
	return th, ok
}

// typeAt returns the type that a word before the noun at t tells, "" for none.
func (r *reader) typeAt(t doc.Tok) string {
	for _, c := range r.d.Children(t) {
		if c < t && r.d.IsRel(c, "compound", "amod", "nmod") {
			if typ := r.types[strings.ToLower(r.d.Form(c))]; typ != "" {
				return typ
			}
		}
	}
	return ""
}

// refine lets the words around the thing decide its kind: money «in military aid» is aid.
func (r *reader) refine(p *pledge) {
	if p.thing.kind != "money" {
		return
	}
	c := &r.d.Clauses[p.clause]
	ts := append(c.Obliques("in", "for", "as", "worth"), r.below(p.object, 3, "in", "for", "of", "worth")...)
	for _, a := range c.Args {
		if a.Role == doc.Oblique || a.Role == doc.Object {
			ts = append(ts, r.below(a.Tok, 1, "in", "for")...)
		}
	}
	for _, t := range ts {
		if th, ok := r.thingAt(t); ok && th.kind != "contact" && th.kind != "money" {
			p.thing.kind = th.kind
			if th.typ != "" {
				p.thing.typ = th.typ
			}
			return
		}
	}
}

// below returns the tokens at most depth steps under t with one of the prepositions.
func (r *reader) below(t doc.Tok, depth int, preps ...string) []doc.Tok {
	var out []doc.Tok
	for _, c := range r.d.Children(t) {
		if slices.Contains(preps, r.d.Preposition(c)) {
			out = append(out, c)
		}
		if depth > 1 && r.d.IsRel(c, "nmod", "obl", "flat", "nummod", "compound") {
			out = append(out, r.below(c, depth-1, preps...)...)
		}
	}
	return out
}

// under returns the dependents of t with one of the prepositions.
func (r *reader) under(t doc.Tok, preps ...string) []doc.Tok {
	var out []doc.Tok
	for _, c := range r.d.Children(t) {
		if slices.Contains(preps, r.d.Preposition(c)) {
			out = append(out, c)
		}
	}
	return out
}
