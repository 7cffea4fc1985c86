package factuality

import (
	"io/fs"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

// file is where the signatures stand.
const file = "lexicons/en/factuality.txt"

// class is the word class of a head of the lexicon.
type class uint8

const (
	verb class = iota
	noun
	adjective // and adverb
)

// effect is what a predicate makes of its complement.
type effect struct {
	world world
	plus  bool // it holds, as surely as the predicate itself where fact is not set
	fact  bool // it holds whatever becomes of the predicate
	minus bool // it does not hold
	past  bool // it holds if the predicate is of the past, else it is possible
	same  bool // as true as the predicate
	said  bool // it is reported
	weak  bool
	topic bool // it is spoken of: a definite one is there, another is possible
	lean  bool // rather so than not: «seems to», «is believed to»
}

// signature is what a predicate makes of a complement of one form, affirmed and denied.
type signature struct {
	affirmed, denied effect
	entry            string
}

// factive reports whether the complement holds in any case.
func (s *signature) factive() bool { return s.affirmed.plus && s.denied.plus && !s.affirmed.past }

// signatures has the signatures of predicates by word class, lemma and form of the complement.
type signatures struct {
	by     [3]map[string]map[string]*signature
	bare   map[string]bool // verbs that «no» in their object leaves alone: «has no plan»
	action map[string]bool // nouns with a content that are deeds themselves: «called off the campaign»
}

func readLexicon(k fs.FS) (*signatures, error) {
	entries, err := lexicon.Read(k, file)
	if err != nil {
		return nil, err
	}
	l := &signatures{bare: map[string]bool{}, action: map[string]bool{}}
	for i := range l.by {
		l.by[i] = map[string]map[string]*signature{}
	}
	for _, special := range []bool{true, false} { // «agree.that» first: it is stronger than «agree»
		for i := range entries {
			if err := l.add(&entries[i], special); err != nil {
				return nil, err
			}
		}
	}
	return l, nil
}

func (l *signatures) add(e *lexicon.Entry, special bool) error {
	for head := range strings.SplitSeq(e.Head, ",") {
		lemma, class := cutClass(strings.TrimSpace(head))
		lemma, only, isSpecial := strings.Cut(lemma, ".")
		if isSpecial != special || lemma == "" {
			continue
		}
		by := l.by[class][lemma]
		if by == nil {
			by = map[string]*signature{}
			l.by[class][lemma] = by
		}
		for _, f := range e.Fields {
			switch {
			case f.Key == "no-object":
				l.bare[lemma] = true
				continue
			case f.Key == "deed":
				l.action[lemma] = true
				continue
			case f.Key == "example" || isSpecial && f.Key != only || by[f.Key] != nil:
				continue
			}
			s, err := readSignature(e, f)
			if err != nil {
				return err
			}
			by[f.Key] = s
		}
	}
	return nil
}

func cutClass(head string) (string, class) {
	if s, ok := strings.CutSuffix(head, "/n"); ok {
		return s, noun
	}
	if s, ok := strings.CutSuffix(head, "/a"); ok {
		return s, adjective
	}
	return head, verb
}

func readSignature(e *lexicon.Entry, f lexicon.Field) (*signature, error) {
	parts := strings.Fields(f.Value)
	if len(parts) == 1 {
		parts = append(parts, parts[0])
	}
	if len(parts) != 2 {
		return nil, e.FieldErrorf(f, "%q; want one value or two", f.Value)
	}
	s := &signature{entry: e.At()}
	for i, to := range []*effect{&s.affirmed, &s.denied} {
		x, ok := effects[parts[i]]
		if !ok {
			return nil, e.FieldErrorf(f, "no value %q", parts[i])
		}
		*to = x
	}
	return s, nil
}

var effects = map[string]effect{
	"+": {plus: true}, "fact": {plus: true, fact: true}, "-": {minus: true}, "+past": {plus: true, past: true}, "same": {same: true}, "unlikely": {world: possible, weak: true},
	"planned": {world: planned}, "possible": {world: possible}, "conditional": {world: conditional}, "demanded": {world: demanded},
	"denied": {world: denied}, "reported": {said: true}, "unknown": {world: unknown},
	"likely": {world: possible, lean: true}, "believed": {said: true, lean: true}, "topic": {world: possible, topic: true},
}

// signature returns what the word makes of a complement of the form, or nil.
func (l *signatures) signature(c class, lemma string, forms ...string) *signature {
	by := l.by[c][lemma]
	if by == nil {
		return nil
	}
	for _, f := range forms {
		if s := by[f]; s != nil {
			return s
		}
	}
	return nil
}
