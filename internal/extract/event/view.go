package event

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// view gives the arguments of a clause by slot.
type view struct {
	*reader
	clause  int
	frame   *frame // that is tried, nil for none
	agents  bool   // those are looked for who do the deed
	phrasal bool   // the frame is of the verb with the preposition after it, which has the object: «hand over the keys»
}

func (v *view) cl() *doc.Clause { return &v.d.Clauses[v.clause] }

// tokens returns the head tokens of a slot.
func (v *view) tokens(s slot) []doc.Tok {
	if s.base != "" {
		return v.argument(s.base)
	}
	if s.reach == far {
		return v.far(s.preps)
	}
	var preps []string
	var out []doc.Tok
	for _, p := range s.preps {
		if isArgument(p) {
			out = append(out, v.argument(p)...)
		} else {
			preps = append(preps, p)
		}
	}
	return append(out, v.prepositional(preps)...)
}

// argument returns the head tokens of a slot that is no preposition.
func (v *view) argument(name string) []doc.Tok {
	c := v.cl()
	switch name {
	case "subject":
		return c.All(doc.Subject)
	case "object":
		if out := c.All(doc.Object); len(out) > 0 {
			return out
		}
		if v.phrasal {
			return c.Obliques(strings.ToLower(v.d.Form(c.Pred + 1)))
		}
		return c.All(doc.Recipient) // «urged Iran to»: parsers make of Iran a direct or an indirect object
	case "recipient":
		return c.All(doc.Recipient)
	case "content":
		var out []doc.Tok
		for _, i := range v.contents() {
			out = append(out, v.d.Clauses[i].Pred)
		}
		return out
	case "content.subject":
		var out []doc.Tok
		for _, i := range v.contents() {
			out = append(out, v.d.Clauses[i].All(doc.Subject)...)
		}
		return out
	case "attribute":
		var out []doc.Tok
		for _, i := range v.contents() {
			if v.d.Clauses[i].Kind == doc.Predicated {
				out = append(out, v.d.Clauses[i].Pred)
			}
		}
		for _, k := range v.d.Children(c.Pred) { // «called the protests a coup»: an event noun is no clause of its own kind
			if k > c.Pred && v.d.Tokens[k].Rel == "xcomp" && v.d.Tokens[k].UPOS == "NOUN" && !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
		return out
	case "modifier":
		return v.modifiers(c.Pred)
	case "place":
		return v.places()
	}
	return nil
}

// contents returns the complement clauses. Where the tree has none, an infinitive that hangs on the verb as an
// adverbial is one: «called on Iran to release them».
func (v *view) contents() []int {
	var out []int
	for _, a := range v.cl().Args {
		if a.Role == doc.Content && a.Clause != doc.None && a.Clause != v.clause {
			out = append(out, a.Clause)
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, j := range v.below[v.clause] {
		if c := &v.d.Clauses[j]; c.Pred > v.cl().Pred && (c.Link == doc.Complement || c.Link == doc.Adverbial && c.Mark == "to") {
			out = append(out, j)
		}
	}
	return out
}

// prepositional returns the obliques of the clause with one of the prepositions, then what hangs with it
// on the object or on another oblique: parsers attach «on Iran» of «impose sanctions on Iran» to either. Times
// are no parties: «agreed on Friday».
func (v *view) prepositional(preps []string) []doc.Tok {
	c := v.cl()
	out := c.Obliques(preps...)
	for _, t := range c.All(doc.Object) {
		if t > c.Pred && len(preps) > 0 && slices.Contains(preps, v.d.Preposition(t)) {
			out = append(out, t) // «called on Iran», which parsers take for an object
		}
	}
	for _, a := range c.Args {
		if a.Role == doc.Object && a.Tok != c.Pred && v.agents {
			out = append(out, v.bare(a.Tok, preps)...)
		} else if a.Role == doc.Object && a.Tok != c.Pred {
			out = append(out, v.under(a.Tok, preps)...)
			if s := v.stands(a.Tok); s != a.Tok && v.lemma(a.Tok) == "what" {
				out = append(append(out, v.under(s, preps)...), v.under(v.d.Tokens[s].Head, preps)...)
			}
		}
	}
	if c.Kind != doc.Verbal {
		out = append(out, v.under(c.Pred, preps)...)
	}
	for _, a := range c.Args {
		if a.Role == doc.Oblique && a.Tok > c.Pred && v.lends(a.Prep, preps) && (!v.agents || slices.Contains(preps, "by") || a.Prep == "of" || a.Prep == "in") {
			out = append(out, v.under(a.Tok, preps)...)
		}
	}
	out = slices.DeleteFunc(out, func(t doc.Tok) bool { return v.timed[t] || v.joins(t) })
	return uniqueToks(out)
}

// joins reports whether t names who does it too: «promised jets together with Norway».
func (x *reader) joins(t doc.Tok) bool {
	p := x.d.Child(t, "case")
	return p > 0 && x.lemma(p) == "with" && (x.lemma(p-1) == "together" || x.lemma(p-1) == "along")
}

// lends reports whether an oblique with the preposition p may hold what the prepositions wanted look for: one that
// the frame itself asks for, else one that says what the verb is about.
func (v *view) lends(p string, wanted []string) bool {
	if v.frame != nil {
		for _, c := range v.frame.conds {
			if !c.not && slices.Contains(c.slot.preps, p) {
				return true
			}
		}
	}
	return completes[p] && (p == "in" || p == "of" || !slices.Contains(wanted, "to"))
}

// completes are the prepositions of obliques that say what the verb is about and may hold its parties: «agreed to a
// truce in Mali», but not «deported him over ties to Hamas».
var completes = map[string]bool{"to": true, "on": true, "upon": true, "for": true, "into": true, "in": true, "about": true, "of": true}

// bare returns the dependents of t with one of the prepositions, and none of a participle on it, which tells another
// deed: «suspended Mali, ruled by soldiers».
func (x *reader) bare(t doc.Tok, preps []string) []doc.Tok {
	var out []doc.Tok
	for _, k := range x.d.Children(t) {
		if x.d.IsRel(k, "nmod", "obl") && slices.Contains(preps, x.d.Preposition(k)) {
			out = append(out, x.d.Conjuncts(k)...)
		}
	}
	return out
}

// under returns the dependents of t with one of the prepositions, and those one or two nouns deeper: «$2m in
// assistance to Fiji».
func (x *reader) under(t doc.Tok, preps []string) []doc.Tok { return x.reach(t, preps, 2) }

func (x *reader) reach(t doc.Tok, preps []string, depth int) []doc.Tok {
	var out []doc.Tok
	for _, k := range x.d.Children(t) {
		if x.d.Tokens[k].Rel == "acl" && x.d.Tokens[k].XPOS == "VBN" { // «the sanctions imposed on Iran»
			out = append(out, x.reach(k, preps, 0)...)
			continue
		}
		if !x.d.IsRel(k, "nmod", "obl") {
			continue
		}
		p := x.d.Preposition(k)
		switch {
		case slices.Contains(preps, p):
			out = append(out, x.d.Conjuncts(k)...)
		case depth > 0 && (p == "of" || p == "in" || p == "worth of" || p == "as"):
			out = append(out, x.reach(k, preps, depth-1)...)
		}
	}
	return out
}

var placePreps = []string{"in", "at", "near", "across", "inside", "outside", "around", "along", "throughout", "into", "over", "from", "on"}

// places returns the obliques that say where, if what they name is a place or a state.
func (v *view) places() []doc.Tok {
	var out []doc.Tok
	toks := v.prepositional(placePreps)
	for _, a := range v.cl().Args {
		if a.Role == doc.Subject {
			toks = append(toks, v.under(a.Tok, placePreps)...)
		}
	}
	for _, t := range toks {
		if e := v.d.EntityOf(t); e >= 0 && v.isPlace(e) {
			out = append(out, t)
		} else {
			for _, k := range v.d.Children(t) { // «in the northern part of Mali», «in the city of Gao»
				if e := v.d.EntityOf(k); e >= 0 && v.isPlace(e) && v.d.IsRel(k, "nmod", "compound", "appos") {
					out = append(out, k)
				}
			}
		}
	}
	return uniqueToks(out)
}

func (x *reader) isPlace(e int) bool {
	k := x.d.Entities[e].Kind
	return k == "place" || k == "state" || x.d.Entities[e].Place != nil
}

// modifiers returns what stands before a noun, and the noun or verb itself.
func (x *reader) modifiers(t doc.Tok) []doc.Tok {
	out := []doc.Tok{t}
	for _, k := range x.d.Children(t) {
		if x.d.IsRel(k, "compound", "amod") {
			out = append(out, k)
		}
	}
	return out
}

// clauses returns the clauses that fill a slot: complement clauses, or event nouns.
func (v *view) clauses(s slot) []int {
	if s.base == "content" {
		return v.contents()
	}
	var out []int
	for _, t := range v.tokens(s) {
		if c := v.d.ClauseOf(t); c != doc.None && c != v.clause {
			out = append(out, c)
		}
	}
	return out
}

// holds reports whether a condition is met.
func (v *view) holds(c condition) bool {
	toks := v.tokens(c.slot)
	if c.any {
		return (len(toks) > 0) != c.not
	}
	for _, t := range toks {
		if v.is(t, c.set, 0) {
			return !c.not
		}
	}
	return c.not
}

// is reports whether t is one of the words, or measures one: «a shipment of masks», «$5m in aid».
func (x *reader) is(t doc.Tok, set words, depth int) bool {
	for _, k := range x.keys(t) {
		if set[k] {
			return true
		}
	}
	if a := x.stands(t); a != t {
		for _, k := range x.keys(a) {
			if set[k] {
				return true
			}
		}
	}
	if depth > 3 || !x.measures(t) {
		return false
	}
	for _, k := range x.d.Children(t) {
		if k > t && x.d.IsRel(k, "nmod") {
			switch x.d.Preposition(k) {
			case "of", "in", "worth of", "worth":
				if x.is(k, set, depth+1) {
					return true
				}
			}
		}
	}
	return x.money[t] && set["money"]
}

// stands returns the word that a pronoun stands for, or t: «they» is «the rebels», but «himself» says how. The «which»
// of a relative clause is the noun before it.
func (x *reader) stands(t doc.Tok) doc.Tok {
	if x.d.Tokens[t].XPOS == "WDT" {
		if up := x.d.Tokens[t].Head; up != doc.None && x.d.IsRel(up, "acl:relcl") && x.d.Tokens[up].Head != doc.None {
			return x.d.Tokens[up].Head
		}
	}
	if x.lemma(t) == "what" { // «launched what it called an operation»
		if r := x.d.Child(t, "acl:relcl"); r != doc.None && x.lex.classes["@naming"][x.lemma(r)] {
			for _, k := range x.d.Children(r) {
				if k > r && x.d.IsRel(k, "xcomp", "obj", "obl") && x.d.Tokens[k].UPOS == "NOUN" {
					return k
				}
			}
		}
	}
	if x.d.Tokens[t].UPOS != "PRON" || strings.HasSuffix(x.lemma(t), "self") || strings.HasSuffix(x.lemma(t), "selves") {
		return t
	}
	e := x.d.EntityOf(t)
	if e < 0 || e >= len(x.d.Entities) {
		return t
	}
	for _, m := range x.d.Entities[e].Mentions {
		if f := x.d.Mentions[m].Form; f == "name" || f == "nominal" {
			return x.d.Mentions[m].Head
		}
	}
	return t
}

// measures reports whether t only measures what follows it.
func (x *reader) measures(t doc.Tok) bool {
	return x.money[t] || x.d.Tokens[t].UPOS == "NUM" || x.d.Tokens[t].UPOS == "SYM" || x.lex.classes["@measure"][x.lemma(t)]
}

func (x *reader) lemma(t doc.Tok) string {
	if l := x.d.Tokens[t].Lemma; l != "" {
		return strings.ToLower(l)
	}
	return strings.ToLower(x.d.Form(t))
}

// keys returns the names under which lexicons may list the noun t: with a modifier before it («air
// strike», «diplomatic tie») or what it is of («state of emergency»), then alone, by lemma and by form.
func (x *reader) keys(t doc.Tok) []string {
	lemma, form := x.lemma(t), strings.ToLower(x.d.Form(t))
	var out []string
	for _, k := range x.d.Children(t) {
		if k > t && x.d.IsRel(k, "nmod") && x.d.Preposition(k) == "of" {
			out = append(out, lemma+" of "+strings.ToLower(x.d.Form(k)))
		}
		if k < t && x.d.IsRel(k, "compound", "amod") {
			m := x.lemma(k)
			if k+2 == t && x.d.Form(k+1) == "-" { // «cease-fire», which UD makes three words
				out = append(out, strings.ToLower(x.d.Form(k))+"-"+lemma)
			}
			out = append(out, m+" "+lemma)
			if form != lemma {
				out = append(out, m+" "+form)
			}
			if f := strings.ToLower(x.d.Form(k)); f != m {
				out = append(out, f+" "+lemma)
			}
		}
	}
	out = append(out, lemma)
	if form != lemma {
		out = append(out, form)
	}
	return out
}

func uniqueToks(ts []doc.Tok) []doc.Tok {
	var out []doc.Tok
	for _, t := range ts {
		if !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}
