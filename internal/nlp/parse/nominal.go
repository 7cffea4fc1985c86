package parse

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// noun returns the lemma of a plural.
func (l *Lemmas) noun(form, guess string) string {
	if b := l.irregN[form]; b != "" {
		return b
	}
	stem, ok := strings.CutSuffix(form, "s")
	if !ok || len(stem) < 2 || guess == form {
		return guess
	}
	bases := stemsOfS(stem)
	if len(bases) > 1 && !strings.HasSuffix(stem, "oe") { // «studies», «clashes»: others are irregular
		bases = bases[:1]
	}
	if g := strings.ToLower(guess); slices.Contains(bases, g) {
		return g
	}
	return bases[0]
}

// degree returns the base of a comparative or superlative.
func (l *Lemmas) degree(form, ending, guess string, adverb bool) string {
	if adverb && (form == "better" || form == "best") {
		return "well"
	}
	if b := l.irregA[form]; b != "" {
		return b
	}
	bases := stems(form, ending)
	if stem, ok := strings.CutSuffix(form, "i"+ending); ok {
		bases = []string{stem + "y"}
	}
	if len(bases) == 0 {
		return guess
	}
	return bases[0]
}

// common returns the lemma of a common noun without the capital of a title or of the first word of a sentence.
func common(form, guess string) string {
	c, n := utf8.DecodeRuneInString(form)
	if guess == form && unicode.IsUpper(c) && form[n:] == strings.ToLower(form[n:]) {
		return strings.ToLower(form)
	}
	return guess
}

// name returns the lemma of a name: its own spelling, with a capital where the writer left it out.
func name(form string) string {
	if len(form) < 4 && form == strings.ToLower(form) {
		return form
	}
	return title(form)
}

func title(s string) string {
	c, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(c)) + s[n:]
}
