package commitment

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

// class is what a word does to a pledge.
type class uint8

const (
	none class = iota
	give
	keep
	operator
	ask
	speak
)

var classes = map[string]class{"give": give, "keep": keep, "operator": operator, "ask": ask, "speak": speak}

// word is a predicate of data/lexicons/en/commitment.txt.
type word struct {
	at     string // file:line
	class  class
	status string
	object bool // its direct object may be what is pledged: «pledged €5m»
	goods  bool // persons beside it are the recipients, not what is given
}

// thing is what is given.
type thing struct{ kind, typ string }

type words struct {
	verbs, nouns map[string]*word
	things       map[string]thing
	types        map[string]string
	sets         map[string]map[string]bool // void, condition, afterwards, holder, accuse
}

const file = "lexicons/en/commitment.txt"

var statuses = []string{"proposed", "intended", "conditional", "pledged", "committed", "delivered", "suspended", "refused", "withdrawn", "proposed-never-done"}

func readWords(k fs.FS) (*words, error) {
	es, err := lexicon.Read(k, file)
	if err != nil {
		return nil, err
	}
	w := &words{verbs: map[string]*word{}, nouns: map[string]*word{}, things: map[string]thing{}, types: map[string]string{}, sets: map[string]map[string]bool{}}
	for i := range es {
		if err := w.entry(&es[i]); err != nil {
			return nil, err
		}
	}
	return w, nil
}

func (w *words) entry(e *lexicon.Entry) error {
	for _, f := range e.Fields {
		switch f.Key {
		case "class", "noun", "object", "goods", "kind", "type", "forms":
		case "status":
			if !slices.Contains(statuses, f.Value) {
				return e.FieldErrorf(f, "no status %q", f.Value)
			}
		default:
			return e.FieldErrorf(f, "no field %q", f.Key)
		}
	}
	head := e.Head
	if e.Get("noun") == "yes" {
		head = strings.TrimSuffix(head, " noun")
	}
	forms := append([]string{head}, list(e.Get("forms"))...)
	switch c := e.Get("class"); c {
	case "give", "keep", "operator", "ask", "speak":
		x := &word{e.At(), classes[c], e.Get("status"), e.Get("object") == "yes", e.Get("goods") == "yes"}
		into := w.verbs
		if e.Get("noun") == "yes" {
			into = w.nouns
		}
		for _, f := range forms {
			if into[f] == nil {
				into[f] = x
			}
		}
	case "thing":
		for _, f := range forms {
			if _, ok := w.things[f]; !ok {
				w.things[f] = thing{e.Get("kind"), e.Get("type")}
			}
		}
	case "type":
		for _, f := range forms {
			if w.types[f] == "" {
				w.types[f] = e.Get("type")
			}
		}
	case "void", "condition", "afterwards", "holder", "accuse", "burden":
		if w.sets[c] == nil {
			w.sets[c] = map[string]bool{}
		}
		for _, f := range forms {
			w.sets[c][f] = true
		}
	default:
		return e.Errorf("no class %q", c)
	}
	return nil
}

func list(v string) []string {
	var out []string
	for _, x := range strings.Split(v, ",") {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}
