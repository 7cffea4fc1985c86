package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/doc"
)

// preamble returns how many tokens of a sentence stand before the sentence proper, and the relation by which
// they hang on its root: the dateline of an agency («KYIV, Ukraine, July 1 (AP) —»), the time of a live
// report («14:05 GMT -»), the label of an editor («Opinion:») and the mark of a list («•»). No grammar ties
// these to the sentence; read together with it they would become subjects and objects. first says that the
// sentence opens its paragraph.
func preamble(d *doc.Doc, s doc.Sentence, first bool) (n int, rel string) {
	w := make([]string, 0, longestPreamble+4)
	for t := s.First; t < s.End && len(w) < cap(w); t++ {
		w = append(w, d.Form(t))
	}
	p := preambles{d, s, w}
	rel = "parataxis"
	if p.bullet() {
		n, rel = 1, "punct"
	} else if n = p.stamp(); n == 0 && first {
		if n = p.label(); n == 0 {
			n = p.dateline()
		}
	}
	if int(s.End-s.First)-n < 2 {
		return 0, ""
	}
	return n, rel
}

// longestPreamble is how many tokens a dateline may have.
const longestPreamble = 18

// preambles looks at the first words w of sentence s.
type preambles struct {
	d *doc.Doc
	s doc.Sentence
	w []string
}

// bullet: «• Israel strikes Rafah».
func (p preambles) bullet() bool {
	return strings.Contains("•‣▪●■◦○►*·", p.w[0]) && len(p.w) > 2
}

// stamp: «14:05 - », «14.05 GMT: ».
func (p preambles) stamp() int {
	if !isClock(p.w[0]) {
		return 0
	}
	for i := 1; i < min(3, len(p.w)); i++ {
		if p.dash(i) || p.w[i] == ":" {
			return i + 1
		}
		if p.w[i] != strings.ToUpper(p.w[i]) && p.w[i] != "am" && p.w[i] != "pm" {
			break
		}
	}
	return 0
}

// isClock reports «9:30», «14.05».
func isClock(w string) bool {
	n := len(w)
	return n >= 4 && n <= 5 && (w[n-3] == ':' || w[n-3] == '.') && digits(w[:n-3]) && digits(w[n-2:])
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" && s != "" }

// labels are what editors put before a headline or a sentence.
var labels = words(`alert analysis breaking commentary correction developing editorial exclusive explained explainer
	factbox feature insight interview just-in live opinion profile recap timeline update updated urgent video watch`)

// label: «Live:», «News analysis:», «BREAKING -».
func (p preambles) label() int {
	for i := 0; i < min(2, len(p.w)-1); i++ {
		if labels[strings.ToLower(p.w[i])] && (p.w[i+1] == ":" || p.dash(i+1)) {
			return i + 2
		}
	}
	return 0
}

// openers begin a sentence; with a capital in the middle of a line they prove that one begins there.
var openers = words("The A An This These Those In On At After Before As Amid With He She It They Two Three Four Five More Hundreds Thousands Dozens")

// dateline: «KYIV, Ukraine, July 1 (AP) —». A place in capitals is enough before a dash; a place written as
// usual needs the agency in brackets, a date or one of the openers after it.
func (p preambles) dateline() int {
	caps, agency, date := isUpper(p.w[0]) && len(p.w[0]) > 2, false, false
	if !capital(p.w[0]) {
		return 0
	}
	for i := 0; i < len(p.w); i++ {
		w := p.w[i]
		switch {
		case w == "(":
			end := i + 1
			for end < len(p.w) && p.w[end] != ")" {
				end++
			}
			if end > i+5 {
				return 0
			}
			agency, i = true, end
		case i > 0 && p.dash(i):
			if (caps && !p.s.Headline || agency || date || i < 5 && i+1 < len(p.w) && openers[p.w[i+1]]) && p.proper(i+1) {
				return i + 1
			}
			return 0
		case w == ":":
			if (agency || caps && date) && p.proper(i+1) {
				return i + 1
			}
			return 0
		case months[strings.TrimSuffix(w, ".")]:
			date = true
		case !capital(w) && !digits(w) && !strings.Contains(",/.–-", w) && w != "and" && w != "of" && w != "the":
			return 0
		}
	}
	return 0
}

// proper reports whether a sentence of words in small letters begins at word i.
func (p preambles) proper(i int) bool {
	from := p.s.First + doc.Tok(i)
	if from+3 >= p.s.End {
		return false
	}
	if c, _ := utf8.DecodeRuneInString(p.d.Form(from)); unicode.IsLower(c) {
		return false
	}
	small := 0
	for t := from; t < min(p.s.End, from+30); t++ {
		if c, _ := utf8.DecodeRuneInString(p.d.Form(t)); unicode.IsLower(c) {
			small++
		}
	}
	return small >= 2
}

// dash reports a dash between blanks at word i; a long one may touch its neighbours.
func (p preambles) dash(i int) bool {
	switch p.w[i] {
	case "—", "--", "―":
		return true
	case "-", "–", "_":
		t := p.s.First + doc.Tok(i)
		return i > 0 && t+1 < p.s.End && p.d.Tokens[t-1].End < p.d.Tokens[t].Begin && p.d.Tokens[t].End < p.d.Tokens[t+1].Begin
	}
	return false
}

// months, in full and cut.
var months = words(`January February March April May June July August September October November December
	Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
	JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER`)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

func capital(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c)
}

func isUpper(w string) bool { return w == strings.ToUpper(w) && w != strings.ToLower(w) }
