package parse

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

// Lemmas corrects the lemmas of verbs and of plural nouns. The network guesses an edit of the form, and for
// words that it has not seen the edit may make no word («banned» of bann): what it guesses must be a base
// form of which English spelling makes the form. It is safe for concurrent use.
type Lemmas struct {
	verbs  map[string]bool   // base forms
	irregV map[string]string // irregular form of a verb -> base form
	irregN map[string]string
	irregA map[string]string // degrees of adjectives and adverbs
}

// NewLemmas reads irregular.txt and verbs.txt in k.
func NewLemmas(k fs.FS) (*Lemmas, error) {
	l := &Lemmas{map[string]bool{}, map[string]string{}, map[string]string{}, map[string]string{}}
	entries, err := lexicon.Read(k, "lexicons/en/irregular.txt")
	if err != nil {
		return nil, err
	}
	for i := range entries {
		e := &entries[i]
		to := map[string]map[string]string{"verbs": l.irregV, "nouns": l.irregN, "adjectives": l.irregA}[e.Head]
		if to == nil {
			return nil, e.Errorf("entry %q; want verbs, nouns or adjectives", e.Head)
		}
		for _, f := range e.Fields {
			for form := range strings.SplitSeq(f.Value, ",") {
				if form = strings.TrimSpace(form); to[form] == "" {
					to[form] = f.Key
				}
			}
		}
	}
	if entries, err = lexicon.Read(k, "lexicons/en/verbs.txt"); err != nil {
		return nil, err
	}
	for i := range entries {
		for _, f := range entries[i].Fields {
			for v := range strings.SplitSeq(f.Value, ",") {
				l.verbs[strings.TrimSpace(v)] = true
			}
		}
	}
	for _, base := range l.irregV {
		l.verbs[base] = true
	}
	return l, nil
}

// tense makes a past of a finite verb that the network took for a present though its form is only a past one:
// «froze», «underwent».
func (l *Lemmas) tense(form, xpos, feats string) (string, string) {
	if l == nil || xpos != "VBP" && xpos != "VB" {
		return xpos, feats
	}
	f := strings.ToLower(form)
	if base := l.irregV[f]; base == "" || base == f || l.verbs[f] || !strings.Contains(feats, "VerbForm=Fin") {
		return xpos, feats
	}
	return "VBD", strings.Replace(feats, "Tense=Pres", "Tense=Past", 1)
}

// correct returns the lemma of a form, which the network has taken for guess; a nil Lemmas takes the guess.
func (l *Lemmas) correct(form, upos, xpos, guess string) string {
	switch {
	case l == nil, !letters(form):
		return guess
	case xpos == "NNP":
		return name(form)
	case upos == "VERB":
		return l.verb(strings.ToLower(form), xpos, guess)
	case upos == "NOUN" && xpos == "NNS":
		return l.noun(strings.ToLower(form), guess)
	case xpos == "JJR" || xpos == "RBR":
		return l.degree(strings.ToLower(form), "er", guess, xpos == "RBR")
	case xpos == "JJS" || xpos == "RBS":
		return l.degree(strings.ToLower(form), "est", guess, xpos == "RBS")
	case xpos == "NN":
		return common(form, guess)
	case xpos == "NNPS":
		return title(l.noun(strings.ToLower(form), strings.ToLower(guess)))
	case xpos == "PRP" && strings.Contains(strings.ToLower(form), "sel"):
		return strings.ToLower(form) // «themselves»
	}
	return guess
}

func letters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && s[i] != '-' {
			return false
		}
	}
	return len(s) > 1
}

func (l *Lemmas) verb(form, xpos, guess string) string {
	var bases []string
	switch xpos {
	case "VBD", "VBN":
		if b := l.irregV[form]; b != "" {
			return b
		}
		bases = stems(form, "ed")
	case "VBG":
		if b := l.irregV[form]; b != "" {
			return b
		}
		bases = stems(form, "ing")
	case "VBZ":
		if form == "has" {
			return "have"
		}
		bases = stems(form, "s")
	case "VB":
		if l.verbs[form] {
			return form
		}
		return guess
	default:
		return guess
	}
	return l.choose(bases, guess)
}

// choose takes the guess if it is a known base of the form, else the first known base, else the likeliest.
func (l *Lemmas) choose(bases []string, guess string) string {
	if len(bases) == 0 || slices.Contains(bases, guess) && l.verbs[guess] {
		return guess
	}
	for _, b := range bases {
		if l.verbs[b] {
			return b
		}
	}
	for _, prefix := range []string{"re-", "re", "over", "under", "out", "mis", "un", "dis", "co-", "pre-", "de-"} {
		for _, b := range bases {
			if rest, ok := strings.CutPrefix(b, prefix); ok && l.verbs[rest] {
				return b
			}
		}
	}
	return bases[0]
}

// stems lists the base forms that could have the form with the ending, the likeliest by spelling first.
func stems(form, ending string) []string {
	stem, ok := strings.CutSuffix(form, ending)
	if !ok || len(stem) < 2 {
		return nil
	}
	if ending == "s" {
		return stemsOfS(stem)
	}
	if s, ok := strings.CutSuffix(stem, "i"); ok && ending == "ed" {
		return []string{s + "y", stem + "e"}
	}
	n := len(stem)
	switch {
	case stem[n-1] == stem[n-2] && !vowel(stem[n-1]):
		if strings.IndexByte("lszf", stem[n-1]) >= 0 {
			return []string{stem, stem[:n-1], stem + "e"}
		}
		return []string{stem[:n-1], stem, stem + "e"}
	case wantsE(stem):
		return []string{stem + "e", stem}
	}
	return []string{stem, stem + "e"}
}

func stemsOfS(stem string) []string {
	if s, ok := strings.CutSuffix(stem, "ie"); ok {
		if len(s) < 2 {
			return []string{stem, s + "y"}
		}
		return []string{s + "y", stem}
	}
	if s, ok := strings.CutSuffix(stem, "e"); ok {
		for _, end := range []string{"ch", "sh", "ss", "x", "zz", "o"} {
			if strings.HasSuffix(s, end) {
				return []string{s, stem}
			}
		}
		return []string{stem, s}
	}
	return []string{stem}
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// wantsE reports whether English spells a base with this stem with a final e: «argu-», «forc-», «challeng-»,
// «privatiz-», «separat-».
func wantsE(stem string) bool {
	n := len(stem)
	last, before := stem[n-1], stem[n-2]
	switch last {
	case 'u', 'v', 'c':
		return true
	case 's', 'z':
		return before != 's' && before != 'z'
	case 'g':
		return before == 'd' || before == 'n' && n > 5 || before == 'r' || before == 'a' || before == 'e'
	case 'l':
		return strings.IndexByte("bcdfgkptz", before) >= 0
	case 'd':
		return n > 2 && vowel(before) && !vowel(stem[n-3])
	case 't':
		return before == 'a' && n > 4 && !vowel(stem[n-3]) || n > 2 && (before == 'u' || before == 'o') && !vowel(stem[n-3])
	case 'r':
		return before == 'i' || before == 'u'
	}
	return false
}
