package event

import (
	"path"
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
	"github.com/openreadout/readout/internal/ontology"
)

// fields reads the fields of an entry or a pattern into f.
func (l *Lexicon) fields(f *frame, e *lexicon.Entry, o *ontology.Ontology) error {
	for _, x := range e.Fields {
		if err := l.field(f, e, x, o); err != nil {
			return err
		}
	}
	return nil
}

func (l *Lexicon) field(f *frame, e *lexicon.Entry, x lexicon.Field, o *ontology.Ontology) error {
	switch x.Key {
	case "as", "nouns", "verbs", "adjectives":
	case "type":
		f.typ, f.mode, _ = strings.Cut(x.Value, " ")
		f.cameo = ""
	case "cameo":
		f.cameo = x.Value
	case "context":
		f.contexts = list(x.Value)
	case "source":
		f.source = slots(x.Value)
	case "target":
		f.target = slots(x.Value)
	case "source is":
		return kindsInto(&f.sourceIs, e, x)
	case "target is":
		return kindsInto(&f.targetIs, e, x)
	case "not source":
		return l.wordsInto(&f.notSource, e, x)
	case "not target":
		return l.wordsInto(&f.notTarget, e, x)
	case "symmetric":
		return f.setSymmetry(e, x)
	case "needs":
		return f.setNeeds(e, x)
	case "compose":
		f.operator = x.Value
		if !l.compose.has(x.Value) {
			return e.FieldErrorf(x, "no operator %q in compose.tsv", x.Value)
		}
	case "complement":
		f.complement = slots(x.Value)
	case "inner":
		f.keepInner = x.Value == "keep"
	case "trigger":
		f.aims = x.Value == "complement"
	case "when":
		return l.addVariant(f, e, x, o)
	case "example", "counter":
		f.addExample(e, x)
	default:
		return l.addCondition(f, e, x)
	}
	return nil
}

func (f *frame) setSymmetry(e *lexicon.Entry, x lexicon.Field) error {
	switch x.Value {
	case "yes":
		f.symmetry = mutual
	case "plural":
		f.symmetry = plurals
	case "no":
		f.symmetry = oneWay
	default:
		return e.FieldErrorf(x, "symmetric is %q; want yes, plural or no", x.Value)
	}
	return nil
}

func (f *frame) setNeeds(e *lexicon.Entry, x lexicon.Field) error {
	f.needSource, f.needTarget, f.needComplement = false, false, false
	for _, v := range list(x.Value) {
		switch v {
		case "source":
			f.needSource = true
		case "target":
			f.needTarget = true
		case "complement":
			f.needComplement = true
		default:
			return e.FieldErrorf(x, "needs %q; want source, target or complement", v)
		}
	}
	return nil
}

// addVariant reads «SLOT WORDS => MODE [CAMEO]»; a mode «-» leaves the mode as it is.
func (l *Lexicon) addVariant(f *frame, e *lexicon.Entry, x lexicon.Field, o *ontology.Ontology) error {
	where, what, ok := strings.Cut(x.Value, "=>")
	name, set, ok2 := strings.Cut(strings.TrimSpace(where), " ")
	if !ok || !ok2 {
		return e.FieldErrorf(x, "want «SLOT WORDS => MODE CAMEO»")
	}
	w, err := l.classes.words(set)
	if err != nil {
		return e.FieldErrorf(x, "%v", err)
	}
	v := variant{condition: condition{slot: oneSlot(name), set: w}}
	for _, p := range strings.Fields(what) {
		switch {
		case p == "-":
		case p[0] >= '0' && p[0] <= '9':
			if v.cameo = p; o.Code(p) == nil {
				return e.FieldErrorf(x, "no CAMEO code %q", p)
			}
		default:
			if v.mode = p; o.Type(f.typ, p) == nil {
				return e.FieldErrorf(x, "no mode %q of %s", p, f.typ)
			}
		}
	}
	if v.cameo == "" && v.mode != "" {
		v.cameo = o.CAMEO(f.typ, v.mode)
	}
	f.variants = append(f.variants, v)
	return nil
}

// addCondition reads «SLOT: WORDS» and «not SLOT: WORDS»; «*» stands for any word.
func (l *Lexicon) addCondition(f *frame, e *lexicon.Entry, x lexicon.Field) error {
	name, not := strings.CutPrefix(x.Key, "not ")
	for r := range strings.SplitSeq(name, "|") {
		if r == "" || strings.Trim(r, "abcdefghijklmnopqrstuvwxyz. ") != "" {
			return e.FieldErrorf(x, "no field %q", x.Key)
		}
	}
	c := condition{slot: oneSlot(name), not: not}
	if x.Value == "*" {
		c.any = true
	} else {
		w, err := l.classes.words(x.Value)
		if err != nil {
			return e.FieldErrorf(x, "%v", err)
		}
		c.set = w
	}
	f.conds = append(f.conds, c)
	return nil
}

func (f *frame) addExample(e *lexicon.Entry, x lexicon.Field) {
	text, want, _ := strings.Cut(x.Value, "=>")
	ex := Example{Text: strings.TrimSpace(text), At: path.Base(e.File) + ":" + strconv.Itoa(x.Line)}
	for w := range strings.SplitSeq(want, ";") {
		if w = strings.TrimSpace(w); w != "" && w != "none" {
			ex.Want = append(ex.Want, w)
		}
	}
	f.examples = append(f.examples, ex)
}

func (l *Lexicon) wordsInto(to *words, e *lexicon.Entry, x lexicon.Field) error {
	w, err := l.classes.words(x.Value)
	if err != nil {
		return e.FieldErrorf(x, "%v", err)
	}
	*to = w
	return nil
}

// list splits at commas.
func list(s string) []string {
	var out []string
	for x := range strings.SplitSeq(s, ",") {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}
