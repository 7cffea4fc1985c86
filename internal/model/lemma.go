package model

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// LemmaRule returns the rule that makes lemma from form: «l» (from the form in lower case) or «k» (from the
// form as it is), how many bytes to take off its end, «+», and what to put on: «running» gives «l4+».
func LemmaRule(form, lemma string) string {
	base, how := form, "k"
	if lower := strings.ToLower(form); lower == form || strings.ToLower(lemma) == lemma {
		base, how = lower, "l"
	}
	i := 0
	for i < len(base) && i < len(lemma) && base[i] == lemma[i] {
		i++
	}
	for i > 0 && (i < len(base) && !utf8.RuneStart(base[i]) || i < len(lemma) && !utf8.RuneStart(lemma[i])) {
		i--
	}
	return how + strconv.Itoa(len(base)-i) + "+" + lemma[i:]
}

// lemmaRule is a rule made ready.
type lemmaRule struct {
	lower bool
	cut   int
	add   string
}

func parseLemmaRule(s string) (lemmaRule, bool) {
	if s == "" || s[0] != 'l' && s[0] != 'k' {
		return lemmaRule{}, false
	}
	n, add, ok := strings.Cut(s[1:], "+")
	cut, err := strconv.Atoi(n)
	return lemmaRule{s[0] == 'l', cut, add}, ok && err == nil && cut >= 0
}

// fits reports whether the rule can be applied to form and leaves something.
func (r lemmaRule) fits(form string) bool {
	left := len(form) - r.cut
	return left >= 0 && left+len(r.add) > 0 && (left == len(form) || utf8.RuneStart(form[left]))
}

func (r lemmaRule) apply(form string) string {
	if r.lower {
		form = strings.ToLower(form)
	}
	if !r.fits(form) {
		return form
	}
	if r.add == "" {
		return form[:len(form)-r.cut]
	}
	return form[:len(form)-r.cut] + r.add
}
