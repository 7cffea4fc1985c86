package event

import (
	"fmt"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

// words is a set of lemmas and lower-case forms; «travel ban» is the noun ban with travel before it.
type words map[string]bool

// classes are the named sets of words of the lexicon («@weapon»).
type classes map[string]words

// add reads a class: an entry whose head is its name, with lines «words: a, b, @other».
func (c classes) add(e *lexicon.Entry) error {
	if c[e.Head] != nil {
		return e.Errorf("class %s stands twice", e.Head)
	}
	w := words{}
	for _, x := range e.Fields {
		if x.Key != "words" {
			return e.FieldErrorf(x, "no field %q of a class of words", x.Key)
		}
		for _, v := range list(x.Value) {
			w[v] = true
		}
	}
	c[e.Head] = w
	return nil
}

// resolve puts the words of classes that other classes name into these.
func (c classes) resolve() error {
	for name, w := range c {
		if err := c.expand(name, w, 0); err != nil {
			return err
		}
	}
	return nil
}

func (c classes) expand(name string, w words, depth int) error {
	var subs []string
	for x := range w {
		if x[0] == '@' {
			subs = append(subs, x)
		}
	}
	for _, s := range subs {
		sub := c[s]
		if sub == nil {
			return fmt.Errorf("%s: class %s names %s, which is not there", frameDir, name, s)
		}
		if depth > 8 {
			return fmt.Errorf("%s: class %s contains itself", frameDir, name)
		}
		if err := c.expand(s, sub, depth+1); err != nil {
			return err
		}
		delete(w, s)
		for x := range sub {
			w[x] = true
		}
	}
	return nil
}

// words reads a list of words and names of classes.
func (c classes) words(s string) (words, error) {
	w := words{}
	for _, x := range list(s) {
		if x[0] != '@' {
			w[x] = true
			continue
		}
		sub := c[x]
		if sub == nil {
			return nil, fmt.Errorf("no class %s", x)
		}
		for y := range sub {
			w[y] = true
		}
	}
	return w, nil
}

// slot names an argument of a predicate.
type slot struct {
	base  string   // subject, object, recipient, content, place, modifier, complement.source, complement.target, complement.any, purpose, within, or ""
	preps []string // with base "": prepositions, or arguments and prepositions («object|for»)
	reach reach
}

// reach says which actors of the phrase in a slot count.
type reach uint8

const (
	itself reach = iota // the one it names, else those inside it
	inside              // those inside it
	doer                // those who do it, if it is a deed: «killed in an Israeli air strike»
	far                 // those of a phrase however deep in what the predicate governs: «returned a sword engraved with his name to Peru»
)

// slots reads a list of slots in order of preference.
func slots(s string) []slot {
	var out []slot
	for _, x := range list(s) {
		out = append(out, oneSlot(x))
	}
	return out
}

func oneSlot(s string) slot {
	r := itself
	if name, ok := strings.CutPrefix(s, "inside "); ok {
		s, r = name, inside
	} else if name, ok := strings.CutPrefix(s, "doer "); ok {
		s, r = name, doer
	} else if name, ok := strings.CutPrefix(s, "far "); ok {
		s, r = name, far
	}
	if isArgument(s) || s == "complement.source" || s == "complement.target" || s == "complement.any" || s == "purpose" || s == "within" {
		return slot{base: s, reach: r}
	}
	return slot{preps: strings.Split(s, "|"), reach: r}
}

// isArgument reports whether a slot is an argument and no preposition.
func isArgument(name string) bool {
	switch name {
	case "subject", "object", "recipient", "content", "content.subject", "attribute", "place", "modifier":
		return true
	}
	return false
}

// kinds is a set of kinds of entities; nil stands for the default.
type kinds map[string]bool

var (
	sourceKinds = kinds{"person": true, "organisation": true, "state": true, "people": true, "group": true, "place": true}
	targetKinds = kinds{"person": true, "organisation": true, "state": true, "people": true, "group": true, "place": true, "facility": true}
)

func kindsInto(to *kinds, e *lexicon.Entry, x lexicon.Field) error {
	*to = kinds{}
	for _, v := range list(x.Value) {
		if !targetKinds[v] && v != "treaty" && v != "other" {
			return e.FieldErrorf(x, "no kind of entity %q", v)
		}
		(*to)[v] = true
	}
	return nil
}
