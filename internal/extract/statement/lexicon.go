package statement

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

// Where the words lie in the knowledge.
const (
	verbsPath      = "lexicons/en/cues_verbs.txt"
	nounsPath      = "lexicons/en/cues_nouns.txt"
	adjectivesPath = "lexicons/en/cues_adjectives.txt"
	supportPath    = "lexicons/en/cues_support.txt"
	phrasesPath    = "lexicons/en/cues_phrases.txt"
	topicsPath     = "lexicons/en/topics.txt"
)

// acts are the values of Statement.Act.
var acts = []string{"statement", "report", "agreement", "denial", "promise", "threat", "proposal", "intention", "position", "wish", "question", "topic"}

// class is an entry of cues_verbs, cues_nouns or cues_adjectives: words that take the same complements.
type class struct {
	name      string
	act       string
	speaker   string   // agent, source, carrier, any
	frames    []string // in order of the file
	bare      []string // nouns: frames that need no source
	agentless bool     // verbs: a passive without an agent counts with its bare subject
	not       []string // lemmas of objects with which the words say nothing
	deed      string   // blows, touches: the words are no speech but deeds with objects of some kinds
	entry     string   // file:line
}

func (c *class) has(frame string) bool { return slices.Contains(c.frames, frame) }

// word is a cue of a class: its lemma with the words that belong to it («point out», «make clear»).
type word struct {
	rest  []string // the words after the lemma
	class *class
}

// words is all that the layer reads with.
type words struct {
	verbs      map[string][]word // by lemma
	nouns      map[string][]word // by lemma of the last word
	adjectives map[string][]word // by form or lemma of the first word
	support    map[string]bool   // verb lemma, or «verb particle»: true where the subject is the source
	sources    map[string][]phrase
	views      map[string]*class
	carriers   map[string]bool // true where «in» before it is a cue
	figures    map[string]bool
	located    map[string]bool
	hedges     map[string][]phrase
	media      map[string][]phrase
	unnamed    map[string]bool
	topics     *topics
}

// phrase is a fixed expression in lower case, by its first word.
type phrase struct {
	words []string
	entry string
	act   string
}

func readWords(k fs.FS) (*words, error) {
	w := &words{}
	var err error
	if w.verbs, err = readClasses(k, verbsPath, "verbs", true); err != nil {
		return nil, err
	}
	if w.nouns, err = readClasses(k, nounsPath, "nouns", false); err != nil {
		return nil, err
	}
	if w.adjectives, err = readClasses(k, adjectivesPath, "words", true); err != nil {
		return nil, err
	}
	if err = w.readSupport(k); err != nil {
		return nil, err
	}
	if err = w.readPhrases(k); err != nil {
		return nil, err
	}
	w.topics, err = readTopics(k)
	return w, err
}

// readClasses reads a file of classes; their words stand in fields with the key. A word of several words is
// found by its first word, or by its last where that is its head.
func readClasses(k fs.FS, path, key string, first bool) (map[string][]word, error) {
	entries, err := lexicon.Read(k, path)
	if err != nil {
		return nil, err
	}
	out := map[string][]word{}
	for i := range entries {
		e := &entries[i]
		c := &class{name: e.Head, act: e.Get("act"), speaker: e.Get("speaker"), frames: strings.Fields(e.Get("frames")), bare: strings.Fields(e.Get("bare")), agentless: e.Get("agentless") == "yes", not: list(e.Get("not")), entry: e.At()}
		if !slices.Contains(acts, c.act) {
			return nil, e.Errorf("act «%s» is none of %s", c.act, strings.Join(acts, ", "))
		}
		if len(c.frames) == 0 {
			return nil, e.Errorf("%s has no frames", e.Head)
		}
		if err := known(e, key, "blows", "touches", "act", "speaker", "frames", "bare", "agentless", "not", "example"); err != nil {
			return nil, err
		}
		for _, f := range e.Fields {
			if f.Key != key && f.Key != "blows" && f.Key != "touches" {
				continue
			}
			for _, one := range list(f.Value) {
				ws := strings.Fields(one)
				head, rest := ws[0], ws[1:]
				if !first {
					head, rest = ws[len(ws)-1], ws[:len(ws)-1]
				}
				cc := *c
				cc.entry = fmt.Sprintf("%s:%d", path, f.Line)
				if f.Key != key {
					cc.deed = f.Key
				}
				out[head] = append(out[head], word{rest, &cc})
			}
		}
	}
	return out, nil
}

// known reports the first field whose key is none of those given.
func known(e *lexicon.Entry, keys ...string) error {
	for _, f := range e.Fields {
		if !slices.Contains(keys, f.Key) {
			return e.FieldErrorf(f, "unknown field «%s»; want one of %s", f.Key, strings.Join(keys, ", "))
		}
	}
	return nil
}

// list splits a field at its semicolons.
func list(s string) []string {
	var out []string
	for _, one := range strings.Split(s, ";") {
		if one = strings.TrimSpace(one); one != "" {
			out = append(out, one)
		}
	}
	return out
}

func (w *words) readSupport(k fs.FS) error {
	entries, err := lexicon.Read(k, supportPath)
	if err != nil {
		return err
	}
	w.support = map[string]bool{}
	for i := range entries {
		e := &entries[i]
		if err := known(e, "verbs", "side", "example"); err != nil {
			return err
		}
		side := e.Get("side")
		if side != "" && side != "subject" && side != "none" {
			return e.Errorf("side «%s» is neither subject nor none", side)
		}
		for _, f := range e.All("verbs") {
			for _, v := range list(f) {
				if !w.support[v] {
					w.support[v] = side != "none"
				}
			}
		}
	}
	return nil
}

func (w *words) readPhrases(k fs.FS) error {
	entries, err := lexicon.Read(k, phrasesPath)
	if err != nil {
		return err
	}
	w.sources, w.hedges, w.media = map[string][]phrase{}, map[string][]phrase{}, map[string][]phrase{}
	w.views, w.carriers, w.unnamed, w.figures, w.located = map[string]*class{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range entries {
		e := &entries[i]
		if err := known(e, "class", "act", "in", "words", "example"); err != nil {
			return err
		}
		for _, f := range e.Fields {
			if f.Key != "words" {
				continue
			}
			at := fmt.Sprintf("%s:%d", e.File, f.Line)
			for _, one := range list(f.Value) {
				ws := strings.Fields(one)
				p := phrase{ws, at, e.Get("act")}
				switch e.Get("class") {
				case "source":
					w.sources[ws[0]] = append(w.sources[ws[0]], p)
				case "hedge":
					w.hedges[ws[0]] = append(w.hedges[ws[0]], p)
				case "medium":
					w.media[ws[0]] = append(w.media[ws[0]], p)
				case "view":
					w.views[one] = &class{name: "view", act: e.Get("act"), entry: at}
				case "carrier":
					w.carriers[one] = w.carriers[one] || e.Get("in") == "yes"
				case "figure":
					w.figures[one] = true
				case "located":
					w.located[one] = true
				case "chain":
					w.unnamed[one] = true
				default:
					return e.Errorf("class «%s» is none of source, hedge, medium, view, carrier, figure, located, chain", e.Get("class"))
				}
			}
		}
	}
	return nil
}
