package train

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/conllu"
)

// augment returns a tree as it would stand in another kind of text, now and then: all in lower or upper
// case, as a headline, with other quotation marks, without its full stop, after a dateline, with other names.
// It never changes what it is given.
func augment(s []conllu.Word, labels []string, n *names, r *rng) ([]conllu.Word, []string) {
	s = append([]conllu.Word(nil), s...)
	if r.chance(0.3) {
		n.swap(s, labels, r)
	}
	switch p := r.intn(100); {
	case p < 4:
		recase(s, lowered)
	case p < 7:
		recase(s, uppered)
	case p < 10 && len(s) > 3:
		headline(s)
	}
	if r.chance(0.08) {
		requote(s, r)
	}
	if n := len(s); n > 3 && r.chance(0.06) && s[n-1].Form == "." && leaf(s, n) {
		s = s[:n-1]
		if labels != nil {
			labels = labels[:n-1]
		}
	}
	if len(s) > 6 && finite(s) && r.chance(0.02) {
		s, labels = dateline(s, labels, r)
	}
	return s, labels
}

func leaf(s []conllu.Word, id int) bool {
	for _, w := range s {
		if w.Head == id {
			return false
		}
	}
	return true
}

func finite(s []conllu.Word) bool {
	for _, w := range s {
		if w.Head == 0 && strings.Contains(w.Feats, "VerbForm=Fin") {
			return true
		}
	}
	return false
}

func recase(s []conllu.Word, f func(conllu.Word) conllu.Word) {
	for i := range s {
		s[i] = f(s[i])
	}
}

// lowered is a word without capitals; its lemma has none either.
func lowered(w conllu.Word) conllu.Word {
	w.Form, w.Lemma = strings.ToLower(w.Form), strings.ToLower(w.Lemma)
	return w
}

func uppered(w conllu.Word) conllu.Word {
	w.Form = strings.ToUpper(w.Form)
	if w.UPOS == "PROPN" { // the rule for names keeps what it finds
		w.Lemma = w.Form
	}
	return w
}

// headline capitalises every longer word; words of one to three letters stay small.
func headline(s []conllu.Word) {
	for i, w := range s {
		if r, n := utf8.DecodeRuneInString(w.Form); i == 0 || len(w.Form) > 3 && unicode.IsLower(r) {
			s[i].Form = string(unicode.ToUpper(r)) + w.Form[n:]
		}
	}
}

// requote turns straight marks into typographic ones, or these into straight ones.
func requote(s []conllu.Word, r *rng) {
	inside := false
	for i, w := range s {
		switch {
		case w.Form == `"`:
			s[i].Form = "“"
			if inside {
				s[i].Form = "”"
			}
			inside = !inside
		case w.Form == "“" || w.Form == "”":
			s[i].Form = `"`
		case strings.Contains(w.Form, "'"):
			s[i].Form = strings.ReplaceAll(w.Form, "'", "’")
		case strings.Contains(w.Form, "’"):
			s[i].Form = strings.ReplaceAll(w.Form, "’", "'")
		case w.Form == "-" && w.XPOS == ":" && r.chance(0.5):
			s[i].Form, s[i].Lemma = "—", "—"
		}
	}
}

// cities, agencies and months for datelines.
var (
	cities   = strings.Fields("Paris Moscow Kyiv London Washington Beijing Tokyo Ankara Jerusalem Cairo Baghdad Tehran Geneva Brussels Berlin Warsaw Seoul Islamabad Nairobi Beirut Damascus Doha Riyadh Vienna Havana Caracas Bogota Minsk Belgrade Khartoum")
	regions  = strings.Fields("France Russia Ukraine Turkey Egypt Iraq Lebanon Syria Sudan Kenya Poland Germany Japan Switzerland")
	agencies = strings.Fields("Reuters AP AFP Xinhua TASS UPI dpa Interfax")
	months   = strings.Fields("Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec. January February")
)

// dateline puts «KYIV, Ukraine, July 1 (AP) —» before a sentence. The place hangs on the root as parataxis,
// the rest on the place.
func dateline(s []conllu.Word, labels []string, r *rng) ([]conllu.Word, []string) {
	pick := func(x []string) string { return x[r.intn(len(x))] }
	var pre []conllu.Word
	var tags []string
	put := func(form, lemma, upos, xpos, feats string, head int, rel, label string) {
		pre = append(pre, conllu.Word{Form: form, Lemma: lemma, UPOS: upos, XPOS: xpos, Feats: feats, Head: head, Rel: rel})
		tags = append(tags, label)
	}
	name := func(form string, head int, rel, label string) {
		put(form, form, "PROPN", "NNP", "Number=Sing", head, rel, label)
	}
	city := pick(cities)
	if r.chance(0.7) {
		city = strings.ToUpper(city)
	}
	name(city, 0, "parataxis", "B-LOC")
	if r.chance(0.4) {
		put(",", ",", "PUNCT", ",", "", 3, "punct", "")
		name(pick(regions), 1, "appos", "B-LOC")
	}
	if r.chance(0.5) {
		at := len(pre) + 2
		put(",", ",", "PUNCT", ",", "", at, "punct", "")
		name(pick(months), 1, "nmod:unmarked", "")
		put(string(rune('1'+r.intn(9))), "", "NUM", "CD", "NumForm=Digit|NumType=Card", at, "appos", "")
		pre[len(pre)-1].Lemma = pre[len(pre)-1].Form
	}
	if r.chance(0.7) {
		at := len(pre) + 2
		put("(", "(", "PUNCT", "-LRB-", "", at, "punct", "")
		name(pick(agencies), 1, "parataxis", "B-ORG")
		put(")", ")", "PUNCT", "-RRB-", "", at, "punct", "")
	}
	dash := pick([]string{"-", "–", "—", "--"})
	put(dash, "-", "PUNCT", ":", "", 1, "punct", "")
	if dash == "--" || dash == "—" {
		pre[len(pre)-1].Lemma = dash
	}
	n := len(pre)
	for i := range s {
		if s[i].Head == 0 {
			pre[0].Head = i + 1 + n
		} else {
			s[i].Head += n
		}
	}
	if labels != nil {
		labels = append(tags, labels...)
	}
	return append(pre, s...), labels
}
