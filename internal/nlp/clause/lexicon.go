package clause

import (
	"io/fs"
	"strings"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/lexicon"
)

const folder = "lexicons/en/"

// words is what the layer knows of words.
type words struct {
	nouns          map[string]*noun
	light          map[string][]*light
	complement     map[string]string // of a verb: raising, expectation, object, subject
	infinitive     map[string]bool   // verbs whose infinitive is a complement though the tree may have it as a circumstance
	body           map[string]bool   // event nouns that are as often bodies: «opposition»
	strict         map[string]bool   // verbs that never speak of what their own subject is to do: «order»
	thatNoun       map[string]bool   // nouns that a «that» clause tells the content of: «allegation»
	intransitive   map[string]bool   // verbs without an object: «came and took the city»
	infinitiveNoun map[string]bool   // nouns that an infinitive tells the content of: «a plot to …»
	means          map[string]bool   // nouns of what a deed is done with: «car bombing»
	content        map[string]bool   // nouns that take a clause: «goal», «way», «right»
	measure        map[string]bool   // nouns that only measure: «series», «round»
	idiom          map[string]bool   // nouns with a preposition that are no event: «in advance»
	time           map[string]bool   // nouns of time: «Monday's attack» has no doer in Monday
	agent          map[string]bool   // nouns of persons and bodies that act
	nationality    map[string]bool
}

// noun is an event noun by the group that lists it.
type noun struct {
	group         string
	of, possessor doc.Role // what «of X» and «X's» are
	compound      doc.Role // what a noun before it is: Subject only of those who act, or Object
	means         doc.Role // what a weapon or vehicle before it is: Object, else what it is done with, which is no argument
	entry         string
}

func readWords(k fs.FS) (*words, error) {
	w := &words{nouns: map[string]*noun{}, light: map[string][]*light{}, complement: map[string]string{}}
	for _, set := range w.sets() {
		*set = map[string]bool{}
	}
	for _, f := range []func(fs.FS) error{w.readNouns, w.readLight, w.readComplement, w.readNationalities, w.readAgents} {
		if err := f(k); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// sets names the plain lists of words of complement_verbs.txt; two more come from the files of actors.
func (w *words) sets() map[string]*map[string]bool {
	return map[string]*map[string]bool{"verbs infinitive": &w.infinitive, "verbs strict": &w.strict, "verbs intransitive": &w.intransitive, "nouns infinitive": &w.infinitiveNoun,
		"nouns that": &w.thatNoun, "nouns body": &w.body, "nouns means": &w.means, "nouns content": &w.content, "nouns measure": &w.measure, "nouns idiom": &w.idiom,
		"nouns time": &w.time, "agent": &w.agent, "nationality": &w.nationality}
}

// list splits a value at its commas.
func list(s string) []string {
	var out []string
	for x := range strings.SplitSeq(s, ",") {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

func (w *words) readNouns(k fs.FS) error {
	entries, err := lexicon.Read(k, folder+"event_nouns.txt")
	if err != nil {
		return err
	}
	for i := range entries {
		e := &entries[i]
		n := &noun{group: e.Head, of: doc.Oblique, possessor: doc.Subject, compound: doc.Subject, means: doc.Oblique, entry: e.At()}
		for _, f := range e.Fields {
			var err error
			switch f.Key {
			case "of":
				n.of, err = role(e, f)
			case "possessor":
				n.possessor, err = role(e, f)
			case "compound":
				n.compound, err = role(e, f)
			case "means":
				n.means, err = role(e, f)
			case "nouns":
				err = w.addNouns(e, f, n)
			default:
				err = e.FieldErrorf(f, "no field %q of a group of event nouns", f.Key)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func role(e *lexicon.Entry, f lexicon.Field) (doc.Role, error) {
	switch f.Value {
	case "subject":
		return doc.Subject, nil
	case "object":
		return doc.Object, nil
	case "oblique":
		return doc.Oblique, nil
	}
	return 0, e.FieldErrorf(f, "%q; want subject, object or oblique", f.Value)
}

func (w *words) addNouns(e *lexicon.Entry, f lexicon.Field, n *noun) error {
	for _, x := range list(f.Value) {
		if o := w.nouns[x]; o != nil {
			return e.FieldErrorf(f, "noun %q stands in group %s (%s) too", x, o.group, o.entry)
		}
		w.nouns[x] = n
	}
	return nil
}

// noun returns the entry of an event noun, by lemma or by form, or nil.
func (w *words) noun(b *builder, t doc.Tok) *noun {
	if !b.upos(t, "NOUN", "PROPN") {
		return nil
	}
	if n := w.nouns[b.lemma(t)]; n != nil {
		return n
	}
	return w.nouns[b.form(t)]
}

// contentNoun reports whether a clause under the noun t tells what it is: «the goal of joining», «an attack».
func (w *words) contentNoun(b *builder, t doc.Tok) bool {
	return w.content[b.lemma(t)] || w.noun(b, t) != nil
}

func (w *words) readLight(k fs.FS) error {
	entries, err := lexicon.Read(k, folder+"light_verbs.txt")
	if err != nil {
		return err
	}
	for i := range entries {
		if err := w.addLight(&entries[i]); err != nil {
			return err
		}
	}
	return nil
}

func (w *words) addLight(e *lexicon.Entry) error {
	l := &light{slot: "object", subject: "subject", groups: map[string]bool{}, nouns: map[string]bool{}, entry: e.At()}
	for _, f := range e.Fields {
		switch f.Key {
		case "noun":
			l.slot = f.Value
		case "subject":
			if l.subject = f.Value; f.Value != "subject" && f.Value != "object" && f.Value != "none" {
				return e.FieldErrorf(f, "subject is %q; want subject, object or none", f.Value)
			}
		case "negation":
			if l.keepsTruth = f.Value == "no"; !l.keepsTruth {
				return e.FieldErrorf(f, "negation is %q; want no", f.Value)
			}
		case "nouns":
			if err := w.lightNouns(l, e, f); err != nil {
				return err
			}
		case "example":
		default:
			return e.FieldErrorf(f, "no field %q of a light verb", f.Key)
		}
	}
	for _, v := range list(e.Head) {
		w.light[v] = append(w.light[v], l)
	}
	return nil
}

// lightNouns reads nouns, «@group» for those of a group and «*» for any event noun.
func (w *words) lightNouns(l *light, e *lexicon.Entry, f lexicon.Field) error {
	for _, x := range list(f.Value) {
		group, isGroup := strings.CutPrefix(x, "@")
		switch {
		case x == "*":
			l.any = true
		case isGroup:
			if !w.hasGroup(group) {
				return e.FieldErrorf(f, "no group %q in event_nouns.txt", group)
			}
			l.groups[group] = true
		case w.nouns[x] == nil:
			return e.FieldErrorf(f, "%q is no event noun", x)
		default:
			l.nouns[x] = true
		}
	}
	return nil
}

func (w *words) hasGroup(name string) bool {
	for _, n := range w.nouns {
		if n.group == name {
			return true
		}
	}
	return false
}

// readComplement reads the verbs by who is the subject of their complement, and lists of verbs and nouns.
func (w *words) readComplement(k fs.FS) error {
	entries, err := lexicon.Read(k, folder+"complement_verbs.txt")
	if err != nil {
		return err
	}
	sets := w.sets()
	for i := range entries {
		e := &entries[i]
		for _, f := range e.Fields {
			set := sets[f.Key+" "+e.Head]
			if set == nil && !(f.Key == "verbs" && classes[e.Head]) {
				return e.FieldErrorf(f, "no list of %s %q", f.Key, e.Head)
			}
			for _, x := range list(f.Value) {
				if set != nil {
					(*set)[x] = true
				} else {
					w.complement[x] = e.Head
				}
			}
		}
	}
	return nil
}

// classes are the classes of verbs by the subject of their complement.
var classes = map[string]bool{"raising": true, "expectation": true, "object": true, "subject": true}

// readNationalities reads the adjectives of states and peoples.
func (w *words) readNationalities(k fs.FS) error {
	for _, file := range []string{"actors/countries.txt", "actors/peoples.txt"} {
		entries, err := lexicon.Read(k, file)
		if err != nil {
			return err
		}
		for i := range entries {
			for _, v := range entries[i].All("adjective") {
				for x := range strings.SplitSeq(v, ";") {
					if p := strings.Fields(strings.ToLower(x)); len(p) > 0 {
						w.nationality[p[len(p)-1]] = true
					}
				}
			}
		}
	}
	return nil
}

// readAgents reads the single words of actors/agents.txt for persons, groups and bodies.
func (w *words) readAgents(k fs.FS) error {
	entries, err := lexicon.Read(k, "actors/agents.txt")
	if err != nil {
		return err
	}
	for i := range entries {
		for _, f := range entries[i].Fields {
			if !strings.HasPrefix(f.Key, "person") && !strings.HasPrefix(f.Key, "body") && !strings.HasPrefix(f.Key, "group") {
				continue
			}
			for x := range strings.SplitSeq(f.Value, ";") {
				one, _, _ := strings.Cut(strings.TrimSpace(x), "/")
				if one != "" && !strings.Contains(one, " ") {
					w.agent[one] = true
				}
			}
		}
	}
	return nil
}
