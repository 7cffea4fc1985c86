package contact

import (
	"io/fs"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

// word is a verb or noun of data/lexicons/en/contact.txt that tells of a contact.
type word struct {
	at      string // file:line
	mode    string
	slots   []string // where the other side stands: object, recipient, prepositions
	weak    bool     // no contact by itself, but goes on about one
	follow  bool     // of an indefinite noun: the agenda of a contact rather than a contact
	several bool     // its plural means several contacts
	person  bool     // the other side must be a person
	caller  bool     // the subject places the call
	remote  bool     // in an official text the word alone means a call
	meal    bool     // a contact only with a party beside it
}

// words is what data/lexicons/en/contact.txt says.
type words struct {
	verbs map[string]*word
	nouns map[string][]phrase // by the last word
	means map[string]string   // phrase: mode
	sets  map[string]map[string]bool
}

// phrase is a noun with the words before it.
type phrase struct {
	before []string
	word   *word
}

const file = "lexicons/en/contact.txt"

func readWords(k fs.FS) (*words, error) {
	es, err := lexicon.Read(k, file)
	if err != nil {
		return nil, err
	}
	w := &words{verbs: map[string]*word{}, nouns: map[string][]phrase{}, means: map[string]string{}, sets: map[string]map[string]bool{}}
	for i := range es {
		if err := w.entry(&es[i]); err != nil {
			return nil, err
		}
	}
	return w, nil
}

func (w *words) entry(e *lexicon.Entry) error {
	x := &word{at: e.At()}
	class := ""
	for _, f := range e.Fields {
		switch f.Key {
		case "class":
			class = f.Value
		case "mode":
			if !modes[f.Value] {
				return e.FieldErrorf(f, "no mode %q", f.Value)
			}
			x.mode = f.Value
		case "with", "slots":
			x.slots = list(f.Value)
		case "weak", "follow", "person", "caller", "remote":
			if f.Value != "yes" {
				return e.FieldErrorf(f, "%s is %q; want yes", f.Key, f.Value)
			}
			x.set(f.Key)
		case "plural":
			x.several = f.Value == "several"
		case "forms":
		default:
			return e.FieldErrorf(f, "no field %q", f.Key)
		}
	}
	for _, form := range append([]string{e.Head}, list(e.Get("forms"))...) {
		w.add(class, form, x)
	}
	if class == "" {
		return e.Errorf("%s has no class", e.Head)
	}
	return nil
}

var modes = map[string]bool{"phone": true, "video": true, "meeting": true, "visit": true, "host": true, "third-place": true, "letter": true, "message": true}

func (x *word) set(key string) {
	switch key {
	case "weak":
		x.weak = true
	case "follow":
		x.follow = true
	case "person":
		x.person = true
	case "caller":
		x.caller = true
	case "remote":
		x.remote = true
	}
}

func (w *words) add(class, form string, x *word) {
	switch class {
	case "verb":
		w.verbs[form] = x
	case "noun", "meal":
		x.meal = class == "meal"
		parts := strings.Fields(form)
		last := parts[len(parts)-1]
		w.nouns[last] = append(w.nouns[last], phrase{parts[:len(parts)-1], x})
	case "means":
		w.means[form] = x.mode
	default:
		if w.sets[class] == nil {
			w.sets[class] = map[string]bool{}
		}
		w.sets[class][form] = true
	}
}

func (w *words) is(class, lemma string) bool { return w.sets[class][lemma] }

func list(v string) []string {
	var out []string
	for _, x := range strings.Split(v, ",") {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}
