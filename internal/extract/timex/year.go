package timex

import (
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/internal/numeral"
)

// yearRule is rule timex/year: «2008», «the year 2008», «'87», and spelled years after a preposition.
func (r *reading) yearRule(i int) (value, int) {
	j := i
	if r.is(j, "the") {
		j++
	}
	named := false
	if r.is(j, "calendar") && r.is(j+1, "year") || r.is(j, "cy") {
		j, named = j+1, true
	}
	if r.is(j, "year") {
		j, named = j+1, true
		if r.is(j, "of") {
			j++
		}
	}
	if j > i && !named {
		return value{}, 0
	}
	if r.is(j, "'") && r.is(j-1, "of", "in", "since", "class") {
		if n, w := r.digits(j + 1); w == 2 && r.tight(j+1) && !r.is(j+2, "s") {
			return yearValue(century(n)), j + 2
		}
	}
	n, w := r.digits(j)
	if w == 4 && n >= 1000 && n < 3000 && (named || r.yearLike(j, n)) {
		return yearValue(n), j + 1
	}
	if w == 2 && r.is(j-1, "cy") {
		return yearValue(century(n)), j + 1
	}
	if w == 0 && (named || r.is(j-1, "in", "since", "until", "by", "of", "from")) {
		if y, end := r.spelledYear(j); end > 0 && y > 1000 && !r.countedNoun(j, end) && (y != 2000 || named) {
			return yearValue(y), end
		}
	}
	return value{}, 0
}

// yearLike decides whether four digits that stand alone are a year.
func (r *reading) yearLike(i, n int) bool {
	if r.numberLike(i) || r.countedNoun(i, i+1) {
		return false
	}
	strong := r.is(i-1, ".") && r.is(i-2, "c", "ca") || r.is(i-1, "in", "since", "until", "till", "during", "before", "after", "circa", "c", "year", "early", "mid", "late", "summer", "spring", "autumn", "winter", "fall", "throughout") ||
		r.is(i-1, "(", "-", "/") && (n >= 1500 || r.is(i-1, "("))
	if n >= 1900 && n <= 2100 {
		if strong || r.is(i-1, "the", "of", "from", "by", "to", "and", "this") {
			return !r.manyOf(i) || strong || r.is(i-1, "the")
		}
		return !r.manyOf(i)
	}
	if r.is(i-1, "from", "by", "of", "to", "and", "about", "around") && !r.manyOf(i) {
		return n >= 1400 && n < 1900 && !r.is(i+1, "-")
	}
	return strong && !r.manyOf(i)
}

// numberLike reports whether what stands beside the digits makes them a plain number.
func (r *reading) numberLike(i int) bool {
	if i+1 < len(r.a) && r.tight(i+1) {
		n := &r.a[i+1]
		if n.Kind == numeral.Word || r.is(i+1, "%", "€", "£", "$", "°", ":") {
			return true
		}
		if r.is(i+1, ".", ",", "/") && r.tight(i+2) && r.a[min(i+2, len(r.a)-1)].Kind == numeral.Digits {
			return true
		}
		if r.is(i+1, "-") && r.tight(i+2) {
			if _, w := r.digits(i + 2); w > 0 && w != 2 && w != 4 && w != 1 {
				return true
			}
		}
	}
	if r.is(i+1, "per", "percent", "pct", "%") {
		return true
	}
	if i > 0 && r.a[i-1].Kind == numeral.Digits || i+1 < len(r.a) && r.a[i+1].Kind == numeral.Digits && len(r.a[i+1].Low) > 2 {
		return true // a telephone number
	}
	if r.chained(i-2, i-1) && r.chained(i+1, i+2) {
		return true // «2010-2015-86»
	}
	p := r.low(i - 1)
	if r.tight(i) && (p == "." || p == "," || p == ":" || p == "+") && i > 1 {
		return true
	}
	switch p {
	case "$", "€", "£", "¥", "₹", "#", "no", "number", "usd", "eur", "+":
		return true
	}
	if r.is(i+1, "index") {
		return true
	}
	if p == "." && r.is(i-2, "no", "nr", "p", "pp") {
		return true
	}
	if r.tight(i) && p == "-" && i > 1 && (r.a[i-2].Kind == numeral.Digits && len(r.a[i-2].Low) != 4 || r.a[i-2].Kind == numeral.Word && len(r.a[i-2].Low) <= 2 && r.find(i-2, "month") == 0) {
		return true
	}
	return r.words.class["label"][p] && (p != "points" && p != "index") || r.is(i-1, "about", "around", "some", "nearly", "than", "approximately", "roughly", "almost", "least") && !r.is(i-2, "until", "from", "since", "to", "in")
}

// chained reports whether atoms a and b are a hyphen and digits, in either order, without spaces.
func (r *reading) chained(a, b int) bool {
	if a < 0 || b >= len(r.a) || !r.tight(b) {
		return false
	}
	return r.is(a, "-") && r.tight(a) && r.a[b].Kind == numeral.Digits || r.is(b, "-") && r.a[a].Kind == numeral.Digits
}

// countedNoun reports whether the number from i to end counts a noun of the lexicon («1900 troops»).
func (r *reading) countedNoun(i, end int) bool {
	l := r.low(end)
	if r.words.class["counted"][l] {
		return !(l == "or" || l == "more") || r.is(end+1, "more", "than", "so", "less", "fewer")
	}
	return false
}

// manyOf asks the tree whether the number at i counts a plural noun right after it.
func (r *reading) manyOf(i int) bool {
	t, n := r.tok(i), r.tok(i+1)
	return t != nil && n != nil && t.Rel == "nummod" && n.XPOS == "NNS" && t.Head == r.a[i+1].Tok
}

// decadeRule is rule timex/decade: «the 1990s», «'90s», «the nineties».
func (r *reading) decadeRule(i int) (value, int) {
	j := i
	if r.is(j, "the") {
		j++
	}
	if r.is(j, "'") {
		j++
	}
	n, w := r.digits(j)
	if w == 4 && n >= 1000 && n < 2200 && n%10 == 0 && r.is(j+1, "s", "'s") && !r.yearsPossessive(j) {
		if n%100 == 0 && n < 2000 { // «the 1900s»
			return span(calendar.Of(n, 1, 1), calendar.Of(n+99, 12, 31), "century", strconv.Itoa(n/100)), j + 2
		}
		return decadeValue(n), j + 2
	}
	if w == 2 && n%10 == 0 && n >= 20 && r.is(j+1, "s") && (j > i || r.is(i-1, "and", "late", "early", "mid", "in", "-", "late") || !r.tight(j+1)) {
		return decadeValue(1900 + n), j + 2
	}
	if e, end := r.lookup(j, "decade"); e != nil && (j > i || r.is(i-1, "in", "early", "mid", "late", "-")) && !r.is(i-1, "his", "her", "their", "my") {
		y := 1900 + e.n
		if k := r.is(i-1, "eighteen"); k {
			y = 1800 + e.n
		}
		return decadeValue(y), end
	}
	return value{}, 0
}

// yearsPossessive keeps «1990's budget» a year; «the 1990's» is a decade.
func (r *reading) yearsPossessive(j int) bool { return r.is(j+1, "'s") && !r.is(j-1, "the") }

// centuryRule is rule timex/century: «the 20th century», «17th-century».
func (r *reading) centuryRule(i int) (value, int) {
	j := i
	if r.is(j, "the") {
		j++
	}
	n, end, ok := r.numbers.Ordinal(r.a, j)
	if !ok || n < 1 || n > 30 {
		return value{}, 0
	}
	if r.is(end, "-") {
		end++
	}
	if !r.is(end, "century") {
		return value{}, 0
	}
	end++
	if r.is(end, "bc", "bce") {
		return unknown("century", ""), end + 1
	}
	return centuryValue(n), end
}

// quarterRule is rule timex/quarter: «the first quarter of 2024», «Q1 2024», «2024-H2», «third-quarter».
func (r *reading) quarterRule(i int) (value, int) {
	if y, w := r.digits(i); w == 4 && y > 1800 && y < 2200 {
		j := i + 1
		if r.is(j, "-", "/") {
			j++
		}
		if v, end := r.quarterMark(j, y); end > 0 {
			return v, end
		}
		return value{}, 0
	}
	if r.is(i, "q", "h") {
		_, end := r.quarterMark(i, 2000)
		if end == 0 {
			return value{}, 0
		}
		if y, e := r.quarterYear(end); e > 0 {
			v, _ := r.quarterMark(i, y)
			return v, e
		}
		if r.is(i, "q") && r.capital(i) && r.hasPub {
			n, _ := r.digits(i + 1)
			return r.quarterBy(n, i), end
		}
		return value{}, 0
	}
	j := i
	if r.is(j, "the") {
		j++
	}
	n, end, ok := r.numbers.Ordinal(r.a, j)
	final := r.is(j, "last", "final")
	if final {
		n, end, ok = 4, j+1, true
	}
	if !ok || n < 1 || n > 4 {
		return value{}, 0
	}
	if r.is(end, "-") && r.tight(end) {
		end++
	}
	unit := r.low(end)
	if unit != "quarter" && (unit != "half" || n > 2 && !final) {
		return value{}, 0
	}
	y, e := r.quarterYear(end + 1)
	switch {
	case e > 0 && unit == "quarter":
		return quarterValue(y, n), e
	case e > 0:
		return halfValue(y, min(n, 2)), e
	case unit == "half" || final || !r.hasPub || r.is(end+1, "of") && !r.is(end+2, "fiscal"):
		return value{}, 0
	}
	return r.quarterBy(n, i), end + 1
}

// quarterMark reads «Q1» and «H2».
func (r *reading) quarterMark(i, y int) (value, int) {
	n, w := r.digits(i + 1)
	if w != 1 || !r.tight(i+1) || r.tight(i+2) && r.a[i+2].Kind == numeral.Word {
		return value{}, 0
	}
	switch {
	case r.is(i, "q") && n >= 1 && n <= 4:
		return quarterValue(y, n), i + 2
	case r.is(i, "h") && n >= 1 && n <= 2:
		return halfValue(y, n), i + 2
	}
	return value{}, 0
}

// quarterYear reads the year that a quarter belongs to: «of 2024», «2024», «of this year», «last year».
func (r *reading) quarterYear(i int) (y, end int) {
	j := i
	if r.is(j, "of", "in", ",", "-", "/") {
		j++
	}
	if r.is(j, "the") && r.is(j+1, "year") && !r.is(j+2, "of") && r.hasPub {
		return r.pub.Year(), j + 2
	}
	if y, e := r.yearAfter(j); e > 0 && !r.is(j, ",", "in") {
		return y, e
	}
	if y, e := r.directedYear(j, 0); y != 0 {
		return y, e
	}
	return 0, 0
}

// quarterBy places a quarter without a year: the last that has begun, or the next one beside a future verb.
func (r *reading) quarterBy(n, at int) value {
	y := r.pub.Year()
	v := quarterValue(y, n)
	t := r.tense(at)
	switch {
	case t != future && v.from > r.pub:
		return quarterValue(y-1, n)
	case t == future && v.to < r.pub:
		return quarterValue(y+1, n)
	}
	return v
}

// seasonRule is rule timex/season: «spring 2004», «the summer of 2011», «in the autumn».
func (r *reading) seasonRule(i int) (value, int) {
	j := i
	if r.is(j, "the") {
		j++
	}
	s, end := r.lookup(j, "season")
	if s == nil {
		return value{}, 0
	}
	if r.is(end, "-") && r.tight(end) && r.is(end+1, "winter") {
		end += 2
	}
	if y, e := r.yearAfter(end); e > 0 && !r.is(end, "in", "-") {
		return seasonValue(y, s.value), e
	}
	if y, e := r.directedYear(end, 0); y != 0 {
		return seasonValue(y, s.value), e
	}
	t := r.tok(j)
	if r.is(end, "break", "offensive", "training", "semester", "term", "olympics", "games", "school") || s.careful && (t == nil || t.UPOS != "NOUN") || r.is(end, "-") && r.tight(end) || r.capital(j) && !r.firstOfSentence(j) {
		return value{}, 0
	}
	if !r.is(i-1, "in", "by", "until", "since", "during", "over", "before", "after", "early", "late", "mid", "of", "-", ",") && (j == i || !r.is(i-1, "in", "by", "until", "during", "over", "for")) {
		return value{}, 0
	}
	base, ok := r.base()
	if !ok || r.is(i-1, "of", "-") {
		return unknown("season", "XXXX-"+s.value), end
	}
	v := seasonValue(base.Year(), s.value)
	switch t := r.tense(i); {
	case t == past && v.from > base:
		v = seasonValue(base.Year()-1, s.value)
	case t == future && v.to < base:
		v = seasonValue(base.Year()+1, s.value)
	}
	return v, end
}

// fiscal is rule timex/fiscal: «fiscal 2023», «FY2024», «the 2022-23 financial year». When a fiscal year begins
// differs from country to country and firm to firm, so it has a name and no interval.
func (r *reading) fiscal(i int) (value, int) {
	j := i
	if r.is(j, "the") {
		j++
	}
	if n, w := r.digits(j); w == 4 && n > 1900 && n < 2200 {
		k := j + 1
		if _, w := r.digits(k + 1); r.is(k, "-", "/") && (w == 2 || w == 4) {
			k += 2
		}
		if r.is(k, "fiscal", "financial", "budget", "tax", "school", "academic") && r.is(k+1, "year") {
			return unknown("year", "FY"+strconv.Itoa(n)), k + 2
		}
		return value{}, 0
	}
	if d, e := r.lookup(j, "direction"); d != nil {
		j = e
	}
	named := r.is(j, "fiscal", "financial") || r.is(j, "school", "academic", "tax", "budget") && r.is(j+1, "year")
	short := r.is(j, "fy", "sy")
	if !named && !short {
		return value{}, 0
	}
	j++
	if r.is(j, "year") {
		j++
	}
	n, w := r.digits(j)
	if w == 4 || w == 2 && short {
		if w == 2 {
			n = century(n)
		}
		j++
		if _, w := r.digits(j + 1); r.is(j, "-", "/") && (w == 2 || w == 4) {
			j += 2
		}
		return unknown("year", "FY"+strconv.Itoa(n)), j
	}
	if named && r.is(j-1, "year") {
		return unknown("year", "FYXXXX"), j
	}
	return value{}, 0
}

// bareUnit is rule timex/unit: «the day», «the week», «the weekend» after a preposition, as the current one.
func (r *reading) bareUnit(i int) (value, int) {
	j := i
	the := r.is(j, "the")
	if the {
		j++
	}
	if r.is(j, "weekend") && (the || r.is(i-1, "mom", "this") || i+2 >= len(r.a)) {
		return r.weekend(i, j), j + 1
	}
	if !the {
		return value{}, 0
	}
	if r.is(j, "day") && r.is(j+1, "before", "after") && r.closed(j+2) && !r.is(j+2, "in", "the", "it", "he", "she", "they") {
		base, ok := r.nearReference(j)
		if !ok {
			return unknown("day", "XXXX-XX-XX"), j + 2
		}
		return dayValue(base + calendar.Day(1-2*boolInt(r.is(j+1, "before")))), j + 2
	}
	if !r.is(i-1, "in", "for", "of", "during", "end", "ended", "on", "within", "throughout", "ends", "close", "through", "close", "into") {
		return value{}, 0
	}
	v, end := r.wholeUnit(i)
	if end == 0 || r.is(i-1, "on", "through", "into") && v.grain == "day" {
		return value{}, 0
	}
	if r.is(end, "of", "that", "when", "he", "she", "they", "we", "i", "it", "before", "after", "to", "the", "-", "in", "ahead") || r.relative(end) {
		return value{}, 0
	}
	return v, end
}

// relative reports whether a clause follows that says which day or year it was.
func (r *reading) relative(i int) bool {
	t := r.tok(i)
	if t == nil || t.Head < 0 || i == 0 || r.a[i-1].Tok < 0 {
		return false
	}
	for _, c := range r.childrenOf(i - 1) {
		if strings.HasPrefix(r.d.Tokens[c].Rel, "acl") {
			return true
		}
	}
	return false
}

// weekend places «the weekend» by tense: the last one, or the one to come.
func (r *reading) weekend(at, j int) value {
	base, ok := r.base()
	if !ok {
		return unknown("day", "XXXX-WXX-WE")
	}
	v := weekendValue(base)
	if t := r.tense(at); t == past && base.Weekday() < 6 {
		v = weekendValue(base - 7)
	}
	return v
}

// dayOfMonth is rule timex/day-of-month: «on the 5th», in the month that tense asks for.
func (r *reading) dayOfMonth(i int) (value, int) {
	j := i
	if r.is(j, "the") {
		j++
	} else {
		return value{}, 0
	}
	if !r.is(i-1, "on", "by", "until", "since", "before", "of", "till", "around") || r.a[min(j, len(r.a)-1)].Kind != numeral.Digits {
		return value{}, 0
	}
	d, end, ok := r.numbers.Ordinal(r.a, j)
	if !ok || d > 31 || end < len(r.a) && r.a[end].Kind == numeral.Word && !r.is(end, "and", "or", "to", "at", "in", "with", "for", "when", "as", "this", "of", "after", "before") || r.is(end, "of", "-") || !r.hasPub {
		return value{}, 0
	}
	y, m, pd := r.pub.Date()
	if r.is(end, "this") && r.is(end+1, "month") {
		end += 2
	} else {
		switch t := r.tense(i); {
		case t == past && d > pd:
			y, m, _ = calendar.Of(y, m-1, 1).Date()
		case t == future && d < pd:
			y, m, _ = calendar.Of(y, m+1, 1).Date()
		case r.is(i-1, "around", "of", "since") && !(r.is(i-1, "of") && r.is(i-2, "week")):
			return value{}, 0
		}
	}
	if !calendar.Exists(y, m, d) {
		return value{}, 0
	}
	return dayValue(calendar.Of(y, m, d)), end
}
