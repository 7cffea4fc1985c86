package event

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
	"github.com/openreadout/readout/internal/ontology"
)

// frameDir is the folder of the frame lexicon; its README describes the format.
const frameDir = "lexicons/en/frames"

// wordClass is the kind of word that a predicate is.
type wordClass uint8

const (
	verb wordClass = iota
	noun
	adjective
	wordClasses
)

// frame says what one group of predicates means.
type frame struct {
	name           string // first predicate, for the rule's name
	at             string // file:line
	typ, mode      string // PLOVER
	cameo          string
	contexts       []string
	source, target []slot
	sourceIs       kinds
	targetIs       kinds
	notSource      words
	notTarget      words
	symmetry       symmetry
	needSource     bool
	needTarget     bool
	needComplement bool
	conds          []condition
	variants       []variant
	operator       string // row of compose.tsv, "" for a frame that composes with nothing
	complement     []slot
	keepInner      bool
	aims           bool // the event is what is intended, not the saying of it: «wants to meet»
	examples       []Example
}

type symmetry uint8

const (
	oneWay  symmetry = iota
	mutual           // all parties do it to one another: «met», «talks between»
	plurals          // so where there are several sources and no target: «A and B agreed»
)

// condition is a word that must (or must not) stand in a slot.
type condition struct {
	slot slot
	not  bool
	any  bool // any word will do
	set  words
}

// variant is a mode and a code that hold where a word stands in a slot: «by phone».
type variant struct {
	condition
	mode, cameo string
}

// Example is a sentence of the lexicon with the coding expected of it.
type Example struct {
	Text string
	Want []string // «SOURCE TYPE TARGET» each; none for a sentence that gives no event
	At   string   // file:line
}

// Lexicon is the frames by their predicates. It is safe for concurrent use.
type Lexicon struct {
	frames  []*frame
	by      [wordClasses]map[string][]*frame
	classes classes
	compose composition
}

// ReadLexicon reads the frame lexicon in k.
func ReadLexicon(k fs.FS, o *ontology.Ontology) (*Lexicon, error) {
	entries, err := lexicon.ReadDir(k, frameDir)
	if err != nil {
		return nil, err
	}
	l := &Lexicon{classes: classes{}}
	for i := range l.by {
		l.by[i] = map[string][]*frame{}
	}
	if l.compose, err = readComposition(k, o); err != nil {
		return nil, err
	}
	patterns := map[string]*lexicon.Entry{}
	var rest []*lexicon.Entry
	for i := range entries {
		e := &entries[i]
		switch {
		case e.Head[0] == '@':
			err = l.classes.add(e)
		case e.Head[0] == '[':
			patterns[strings.Trim(e.Head, "[]")] = e
		default:
			rest = append(rest, e)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := l.classes.resolve(); err != nil {
		return nil, err
	}
	for _, e := range rest {
		if err := l.add(e, patterns, o); err != nil {
			return nil, err
		}
	}
	for i := range l.by {
		for _, fs := range l.by[i] {
			slices.SortStableFunc(fs, func(a, b *frame) int { return b.weight() - a.weight() })
		}
	}
	return l, nil
}

// weight orders the frames of a predicate: the more a frame asks for, the sooner it is tried.
func (f *frame) weight() int {
	n := 0
	if f.operator != "" {
		n += 2
	}
	for _, c := range f.conds {
		switch {
		case c.not:
		case c.any:
			n++
		default:
			n += 2
		}
	}
	return n
}

// Examples returns the examples of all frames, in order of the files.
func (l *Lexicon) Examples() []Example {
	var out []Example
	for _, f := range l.frames {
		out = append(out, f.examples...)
	}
	return out
}

// Size returns the number of frames and of predicates.
func (l *Lexicon) Size() (frames, predicates int) {
	for i := range l.by {
		predicates += len(l.by[i])
	}
	return len(l.frames), predicates
}

func (l *Lexicon) add(e *lexicon.Entry, patterns map[string]*lexicon.Entry, o *ontology.Ontology) error {
	f := &frame{at: e.At(), needSource: true, needTarget: true}
	if name := e.Get("as"); name != "" {
		p := patterns[name]
		if p == nil {
			return e.Errorf("no pattern [%s]", name)
		}
		if err := l.fields(f, p, o); err != nil {
			return err
		}
	}
	if err := l.fields(f, e, o); err != nil {
		return err
	}
	if err := f.complete(e, o); err != nil {
		return err
	}
	for word := range strings.SplitSeq(e.Head, ",") {
		word, class := cutClass(strings.TrimSpace(word))
		l.index(f, word, class)
	}
	for class, key := range []string{verb: "verbs", noun: "nouns", adjective: "adjectives"} {
		for _, v := range e.All(key) {
			for _, word := range list(v) {
				l.index(f, word, wordClass(class))
			}
		}
	}
	l.frames = append(l.frames, f)
	return nil
}

func (l *Lexicon) index(f *frame, word string, class wordClass) {
	if f.name == "" {
		f.name = strings.ReplaceAll(word, " ", "-")
	}
	l.by[class][word] = append(l.by[class][word], f)
}

// cutClass cuts the mark of a word class from a predicate: «summit/n».
func cutClass(word string) (string, wordClass) {
	if w, ok := strings.CutSuffix(word, "/n"); ok {
		return w, noun
	}
	if w, ok := strings.CutSuffix(word, "/a"); ok {
		return w, adjective
	}
	return word, verb
}

// complete fills what a frame leaves open from the ontology and checks its codes.
func (f *frame) complete(e *lexicon.Entry, o *ontology.Ontology) error {
	if f.typ == "" && f.cameo == "" {
		return e.Errorf("neither type nor cameo")
	}
	if f.typ != "" && o.Type(f.typ, f.mode) == nil {
		return e.Errorf("no PLOVER type %s with mode %q", f.typ, f.mode)
	}
	if f.cameo == "" {
		f.cameo = o.CAMEO(f.typ, f.mode)
	}
	c := o.Code(f.cameo)
	if c == nil {
		return e.Errorf("no CAMEO code %q", f.cameo)
	}
	if f.typ == "" {
		f.typ, f.mode = c.Plover, c.Mode
	}
	for _, x := range f.contexts {
		if !o.IsContext(x) {
			return e.Errorf("no PLOVER context %q", x)
		}
	}
	if len(f.contexts) == 0 {
		f.contexts = c.Contexts
	}
	if len(f.source) == 0 {
		f.source = []slot{{base: "subject"}}
	}
	if len(f.target) == 0 {
		f.target = []slot{{base: "object"}}
	}
	return nil
}
