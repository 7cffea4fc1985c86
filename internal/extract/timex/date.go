package timex

import (
	"strings"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/internal/numeral"
)

// fields are the parts of a date as written; 0 is a part that is not there.
type fields struct {
	year, month, day int
	directed         bool // the year came from «last year» and the like
}

// date is rule timex/date: dates with a month's name, with or without year, day and weekday.
func (r *reading) date(i int) (value, int) {
	j := i
	if _, end := r.weekday(i); end > 0 { // «Tuesday, July 1», «Tue 9 May», «Friday the 4th of July»
		j = end
		if r.is(j, ",", "(", "-") {
			j++
		}
		if r.is(j, "the") {
			j++
		}
		if r.is(j, "of") || j >= len(r.a) {
			return value{}, 0
		}
	}
	f, end := r.dateFields(j)
	if end == 0 || j > i && f.day == 0 {
		return value{}, 0
	}
	if j > i && r.is(j-1, "(") && r.is(end, ")") {
		end++
	}
	v := r.resolve(f, i)
	if v.kind == "" {
		return value{}, 0
	}
	return v, r.trailingWeekday(v, end)
}

// trailingWeekday takes in «(Friday)» and «, a Friday» after a day.
func (r *reading) trailingWeekday(v value, end int) int {
	if v.day == 0 {
		return end
	}
	if r.is(end, "(") {
		if _, e := r.weekday(end + 1); e > 0 && r.is(e, ")") {
			return e + 1
		}
	}
	return end
}

// dateFields reads «July 1, 2025», «1 July 2025», «the 1st of July», «May 2008», «2017 April», «May».
func (r *reading) dateFields(i int) (fields, int) {
	j := i
	if r.is(j, "the") {
		j++
	}
	if m, end := r.month(j); end > 0 && j == i {
		return r.afterMonth(i, m, end)
	}
	if m, end := r.month(j); end > 0 && j > i { // «the April»
		f, e := r.afterMonth(j, m, end)
		if f.day == 0 && f.year == 0 && !r.a[j].Space {
			return fields{}, 0
		}
		return f, e
	}
	if y, w := r.digits(j); w == 4 && y >= 1000 { // «2017 April», «2019/Aug/01», «2019-Aug-1»
		return r.yearFirst(j, y)
	}
	d, end := r.dayNumber(j)
	if end == 0 {
		return fields{}, 0
	}
	k := end
	if r.is(k, "day") && r.is(k+1, "of") {
		k++
	}
	if r.is(k, "of") || r.is(k, "-", "/") && r.tight(k) {
		k++
	}
	m, e := r.month(k)
	if e == 0 || !r.capital(k) && r.a[j].Kind == numeral.Word && r.words.careful[r.low(k)] {
		return fields{}, 0
	}
	f := fields{month: m, day: d}
	y, e2 := r.yearAfter(e)
	if e2 > 0 {
		f.year, e = y, e2
	} else {
		f.year, e = r.directedYear(e, m)
		f.directed = f.year != 0
	}
	return f, e
}

// afterMonth reads what follows a month's name.
func (r *reading) afterMonth(i, m, end int) (fields, int) {
	f := fields{month: m}
	j := end
	if r.is(j, ",", "/", "-") {
		j++
	}
	if r.is(j, "the") {
		j++
	}
	if d, e := r.dayNumber(j); e > 0 && !r.counts(e, j) && !(r.is(j-1, ",") && !r.a[j].Space) {
		f.day = d
		if y, e2 := r.yearAfter(e); e2 > 0 {
			f.year, e = y, e2
		} else if y, e2 := r.directedYear(e, m); y != 0 {
			f.year, e, f.directed = y, e2, true
		}
		return f, e
	}
	if y, e := r.yearAfter(end); e > 0 {
		f.year = y
		if r.is(e, "-") && r.tight(e) && r.tight(e+1) { // «September-2020-23»
			if d, w := r.digits(e + 1); w > 0 && w <= 2 && d >= 1 && d <= 31 && r.is(end, "-") {
				f.day, e = d, e+2
			}
		}
		return f, e
	}
	if y, e := r.directedYear(end, m); y != 0 {
		f.year, f.directed = y, true
		return f, e
	}
	if !r.plainMonth(i, end) {
		return fields{}, 0
	}
	return f, end
}

// yearFirst reads «2017 April», «2019/Aug/01», «2020/23/Sep».
func (r *reading) yearFirst(i, y int) (fields, int) {
	j := i + 1
	mark := r.is(j, "/", "-") && r.tight(j)
	if mark {
		j++
		if d, w := r.digits(j); w > 0 && w <= 2 && d >= 1 && d <= 31 && r.is(j+1, "/", "-") {
			if m, end := r.month(j + 2); end > 0 {
				return fields{y, m, d, false}, end
			}
		}
	}
	m, end := r.month(j)
	if end == 0 {
		return fields{}, 0
	}
	f := fields{year: y, month: m}
	if mark && r.is(end, "/", "-") {
		if d, w := r.digits(end + 1); w > 0 && w <= 2 && d >= 1 && d <= 31 {
			f.day, end = d, end+2
		}
	}
	return f, end
}

// month reads a month's name, with the stop of an abbreviation.
func (r *reading) month(i int) (m, end int) {
	e, end := r.lookup(i, "month")
	if e == nil {
		return 0, 0
	}
	if len(e.words[0]) <= 4 && r.is(end, ".") && r.tight(end) && e.words[0] != "may" && e.words[0] != "june" && e.words[0] != "july" {
		end++
	}
	return e.n, end
}

// plainMonth decides whether a month's name that stands alone is the month: «May» is not «may».
func (r *reading) plainMonth(i, end int) bool {
	e, _ := r.lookup(i, "month")
	t := r.tok(i)
	if t != nil && strings.HasSuffix(t.Label, "-PER") {
		return false
	}
	lead := r.is(i-1, "in", "since", "of", "by", "until", "till", "last", "next", "this", "mid", "early", "late", "during", "from", "to", "through", "between", "before", "after", "and", "or", "-", "every", "for", "past")
	if r.is(end, "-") && r.tight(end) && r.find(end+1, "month") > 0 {
		return true
	}
	if !r.capital(i) {
		if e.careful || len(e.words[0]) <= 3 {
			return r.is(i-1, "in", "since", "of", "mid", "early", "late", "last", "next", "this", "until", "from") && (t == nil || t.UPOS != "AUX" && t.UPOS != "VERB")
		}
		return true
	}
	if e.careful || len(e.words[0]) <= 3 {
		if t != nil && (t.UPOS == "AUX" || t.UPOS == "VERB") && !lead {
			return false
		}
		if !lead && (i == 0 || r.is(i-1, ".", `"`) || t == nil || t.UPOS != "PROPN" || r.capital(i-1)) {
			return false
		}
	}
	if i > 0 && r.a[i-1].Kind == numeral.Word && r.capital(i-1) && !lead && r.find(i-1, "weekday") == 0 && !r.firstOfSentence(i-1) {
		return false // «Theresa May», «Black September»
	}
	if r.is(i-1, "$", "#", "@") {
		return false
	}
	return !(r.a[min(end, len(r.a)-1)].Kind == numeral.Word && r.capital(end) && t != nil && (t.Rel == "flat" || t.Rel == "compound") && !lead)
}

func (r *reading) firstOfSentence(i int) bool {
	return i == 0 || r.is(i-1, ".", "!", "?", `"`, ":") || r.a[i].Break
}

// dayNumber reads a day of the month: «1», «1st», «first», «twenty-ninth», «twenty nine».
func (r *reading) dayNumber(i int) (d, end int) {
	if n, e, ok := r.numbers.Ordinal(r.a, i); ok {
		if n >= 1 && n <= 31 {
			return n, e
		}
		return 0, 0
	}
	if n, w := r.digits(i); w > 0 {
		if w > 2 || n < 1 || n > 31 || r.is(i+1, ".", ",") && r.tight(i+1) && r.tight(i+2) && r.a[min(i+2, len(r.a)-1)].Kind == numeral.Digits {
			return 0, 0
		}
		if r.is(i+1, "%", ":") && r.tight(i+1) {
			return 0, 0
		}
		return n, i + 1
	}
	if n, e, ok := r.numbers.Small(r.a, i); ok && n >= 1 && n <= 31 && !r.is(e, "hundred", "thousand", "million") {
		return n, e
	}
	return 0, 0
}

// counts reports whether the number that ends at end counts a noun («in March 12 soldiers …»).
func (r *reading) counts(end, at int) bool {
	if r.words.class["counted"][r.low(end)] {
		return true
	}
	t, n := r.tok(at), r.tok(end)
	return t != nil && n != nil && t.UPOS == "NUM" && t.Rel == "nummod" && n.UPOS == "NOUN" && t.Head == r.a[end].Tok && strings.HasSuffix(n.XPOS, "S")
}

// yearAfter reads the year after a month or a day: «, 2025», «2025», «of 1987», «of 87», «'87», spelled years.
func (r *reading) yearAfter(i int) (y, end int) {
	j := i
	if r.is(j, ",", "/", "-") || r.is(j, "of", "in") {
		j++
	}
	named := i > 0 && r.a[i-1].Kind == numeral.Word // «05-Aug-16», not «November 18-19»
	apostrophe := r.is(j, "'")
	if apostrophe {
		j++
	}
	if r.is(j, "the") && r.is(j+1, "year") {
		j++
	}
	if r.is(j, "year") {
		j++
	}
	n, w := r.digits(j)
	switch {
	case w == 4 && n >= 1000 && n < 3000:
		if r.is(j+1, ",") && r.tight(j+1) && r.tight(j+2) && r.a[j+2].Kind == numeral.Digits || r.is(j+1, ":") && r.tight(j+2) || r.is(j+1, "%") {
			return 0, 0
		}
		return n, j + 1
	case w == 2 && (apostrophe || r.is(j-1, "of") || r.is(j-1, "/", "-") && r.tight(j) && named || j == i && r.ordinalBefore(i)):
		return century(n), j + 1
	case w == 0 && !r.is(i, "in"):
		return r.spelledYear(j)
	}
	return 0, 0
}

func (r *reading) ordinalBefore(i int) bool {
	_, e, ok := r.numbers.Ordinal(r.a, i-1)
	return ok && e == i
}

// century completes a year of two digits: 00 to 39 lie in this century.
func century(n int) int {
	if n < 40 {
		return 2000 + n
	}
	return 1900 + n
}

// spelledYear reads «nineteen eighty-six», «two thousand and five», «twenty twenty-five».
func (r *reading) spelledYear(i int) (y, end int) {
	n, e, ok := r.numbers.Small(r.a, i)
	if !ok || i >= len(r.a) || r.a[i].Kind != numeral.Word {
		return 0, 0
	}
	if n == 2 && r.is(e, "thousand") {
		y, e = 2000, e+1
		k := e
		if r.is(k, "and") {
			k++
		}
		if u, e2, ok := r.numbers.Small(r.a, k); ok && u < 100 && r.a[k].Kind == numeral.Word {
			return y + u, e2
		}
		return y, e
	}
	if n < 10 || n > 20 {
		return 0, 0
	}
	if r.is(e, "hundred") {
		e++
		if r.is(e, "and") {
			e++
		}
		if u, e2, ok := r.numbers.Small(r.a, e); ok && u < 100 && r.a[e].Kind == numeral.Word {
			return n*100 + u, e2
		}
		return n * 100, e
	}
	if u, e2, ok := r.numbers.Small(r.a, e); ok && u >= 10 && u < 100 && r.a[e].Kind == numeral.Word {
		return n*100 + u, e2
	}
	return 0, 0
}

// directedYear reads the year of «May last year», «on 6 June of this year», «in March the same year».
func (r *reading) directedYear(i, month int) (y, end int) {
	j := i
	if r.is(j, "of", "in") {
		j++
	}
	if r.is(j, "the") {
		j++
	}
	d, e := r.lookup(j, "direction")
	if d == nil {
		if r.is(j, "that") && r.is(j+1, "year") {
			d, e = &entry{reference: true}, j+1
		} else {
			return 0, i
		}
	}
	if !r.is(e, "year") {
		return 0, i
	}
	base, ok := r.from(d.reference)
	if !ok {
		return 0, i
	}
	e++
	if r.is(e, "'s") {
		return 0, i
	}
	return base.Year() + d.n, e
}

// resolve places the fields on the calendar. It returns the zero value for a date that does not exist.
func (r *reading) resolve(f fields, at int) value {
	if f.day > 0 && f.month > 0 {
		leap := f.year
		if leap == 0 {
			leap = 2000
		}
		if !calendar.Exists(leap, f.month, f.day) {
			return value{}
		}
	}
	noYear := f.year == 0
	if noYear {
		y, ok := r.yearFor(f.month, f.day, at)
		if !ok {
			v := unknown("month", "XXXX-"+two(f.month))
			if f.day > 0 {
				v = unknown("day", "XXXX-"+two(f.month)+"-"+two(f.day))
			}
			v.month, v.day, v.noYear = f.month, f.day, true
			return v
		}
		f.year = y
	}
	v := value{}
	if f.day > 0 {
		v = dayValue(calendar.Of(f.year, f.month, f.day))
	} else {
		v = monthValue(f.year, f.month)
	}
	v.year, v.month, v.day, v.noYear = f.year, f.month, f.day, noYear
	return v
}

// yearFor decides the year of a month or a day that has none: by tense, else the nearest.
func (r *reading) yearFor(month, day, at int) (int, bool) {
	base, ok := r.base()
	if !ok {
		return 0, false
	}
	by, bm, bd := base.Date()
	if r.narrative && r.hasRef {
		return by, true
	}
	t := r.tense(at)
	if day == 0 {
		ahead := month > bm
		switch {
		case t == past && ahead:
			return by - 1, true
		case t == future && month < bm:
			return by + 1, true
		case t == none && month-bm > 4:
			return by - 1, true
		case t == none && bm-month > 8:
			return by + 1, true
		}
		return by, true
	}
	if month == 2 && day == 29 {
		for !calendar.Leap(by) {
			if t == future {
				by++
			} else {
				by--
			}
		}
		return by, true
	}
	ahead := month > bm || month == bm && day > bd
	behind := month < bm || month == bm && day < bd
	here := calendar.Of(by, month, day)
	switch {
	case t == past && ahead && here-base > 3:
		return by - 1, true
	case t == future && behind && base-here > 3:
		return by + 1, true
	case t == none && here-base > 183:
		return by - 1, true
	case t == none && base-here > 183:
		return by + 1, true
	}
	return by, true
}
