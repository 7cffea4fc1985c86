package timex

import (
	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/internal/numeral"
)

// numeric is rule timex/numeric: dates in figures only («2025-07-02», «02/07/2025», «2.7.2025», «20250702»,
// «2015-12», «7/2»), with a weekday before them or not.
func (r *reading) numeric(i int) (value, int) {
	j, wd := i, 0
	if n, end := r.weekday(i); end > 0 {
		j, wd = end, n
		if r.is(j, ",") {
			j++
		}
	}
	n, w := r.digits(j)
	if w == 0 {
		return value{}, 0
	}
	if w == 8 && wd == 0 {
		return r.compact(j, n)
	}
	if !r.is(j+1, "-", "/", ".") || !r.tight(j+1) || !r.tight(j+2) {
		return r.spaced(j, n, w)
	}
	mark := r.low(j + 1)
	m, w2 := r.digits(j + 2)
	if w2 == 0 || r.is(j-1, mark) && r.tight(j) && j > 1 && r.a[j-2].Kind == numeral.Digits {
		return value{}, 0
	}
	if r.is(j+3, mark) && r.tight(j+3) && r.tight(j+4) {
		y, w3 := r.digits(j + 4)
		if w3 > 0 {
			return r.three(j, [3]int{n, m, y}, [3]int{w, w2, w3}, mark, wd)
		}
	}
	return r.pair(j, n, m, w, w2, mark, wd)
}

// compact reads «20250702».
func (r *reading) compact(i, n int) (value, int) {
	y, m, d := n/10000, n/100%100, n%100
	if y < 1900 || y > 2100 || !calendar.Exists(y, m, d) {
		return value{}, 0
	}
	return r.resolve(fields{year: y, month: m, day: d}, i), i + 1
}

// spaced reads «2016 10 16».
func (r *reading) spaced(i, n, w int) (value, int) {
	m, w2 := r.digits(i + 1)
	d, w3 := r.digits(i + 2)
	if w != 4 || n < 1900 || n > 2100 || w2 != 2 || w3 != 2 || !calendar.Exists(n, m, d) {
		return value{}, 0
	}
	return r.resolve(fields{year: n, month: m, day: d}, i), i + 3
}

// three reads three numbers with the same mark between them.
func (r *reading) three(i int, n, w [3]int, mark string, weekday int) (value, int) {
	end := i + 5
	if r.is(end, mark) && r.tight(end) && r.tight(end+1) && mark != "." && r.a[min(end+1, len(r.a)-1)].Kind == numeral.Digits && w[0] != 4 {
		if mark != "-" { // «10-1-2018-10-7-2018» is a range, «1/2/3/4» nothing
			return value{}, 0
		}
	}
	var f fields
	switch {
	case w[0] == 4 && w[1] <= 2 && w[2] <= 2:
		f = fields{year: n[0], month: n[1], day: n[2]}
	case w[2] == 4 && w[0] <= 2 && w[1] <= 2, w[2] == 2 && w[0] <= 2 && w[1] <= 2 && mark != ".":
		f.year = n[2]
		if w[2] == 2 {
			f.year = century(n[2])
		}
		f.day, f.month = r.order(n[0], n[1], f.year, weekday)
	default:
		return value{}, 0
	}
	if f.year < 1000 || f.year > 2999 || !calendar.Exists(f.year, f.month, f.day) {
		return value{}, 0
	}
	return r.resolve(f, i), end
}

// order decides which of two numbers is the day. Day first is the rule of the world; a number above 12, the
// weekday beside it, or a date elsewhere in the text that is month first decide otherwise.
func (r *reading) order(a, b, year, weekday int) (day, month int) {
	switch {
	case b > 12:
		return b, a
	case a > 12:
		return a, b
	case weekday > 0 && calendar.Of(year, a, b).Weekday() == weekday:
		return b, a
	case weekday > 0 && calendar.Of(year, b, a).Weekday() == weekday:
		return a, b
	case r.monthFirst:
		return b, a
	}
	return a, b
}

// pair reads two numbers: «2015-12», «12/2015», and «7/2», «22/04» where something beside them says that
// they are a date. Without a year a slash is American use: month first.
func (r *reading) pair(i, a, b, w, w2 int, mark string, weekday int) (value, int) {
	end := i + 3
	if mark == "." && r.is(end, ".") && r.tight(end) && r.tight(end+1) && r.a[end+1].Kind == numeral.Digits || r.is(end, "%", "/") && r.tight(end) {
		return value{}, 0
	}
	switch {
	case w == 4 && w2 <= 2 && mark != "." && a >= 1800 && a < 2100 && b >= 1 && b <= 12 && !(w2 == 2 && b > a%100 && mark == "-" && r.yearSpan(i)):
		return r.resolve(fields{year: a, month: b}, i), end
	case w2 == 4 && w <= 2 && mark != "." && b >= 1800 && b < 2100 && a >= 1 && a <= 12:
		return r.resolve(fields{year: b, month: a}, i), end
	}
	if w > 2 || w2 > 2 || !r.dated(i, end, weekday, mark) {
		return value{}, 0
	}
	if r.tight(end) && r.a[end].Kind == numeral.Word {
		return value{}, 0
	}
	f := fields{month: a, day: b}
	if a > 12 {
		f = fields{month: b, day: a}
	}
	if f.month < 1 || f.month > 12 || f.day < 1 || !calendar.Exists(2000, f.month, f.day) {
		return value{}, 0
	}
	return r.resolve(f, i), end
}

// yearSpan reports whether «2014-15» at i is two years: the second number follows the first.
func (r *reading) yearSpan(i int) bool {
	a, _ := r.digits(i)
	b, _ := r.digits(i + 2)
	return b == (a+1)%100 || b > 12
}

// dated reports whether the words beside «7/2» make it a date: a weekday, a preposition of time, another date.
func (r *reading) dated(i, end, weekday int, mark string) bool {
	if weekday > 0 || r.is(end, ")") && r.is(i-1, "(") && mark == "/" {
		return true
	}
	if mark == "." {
		return r.is(i-1, "on")
	}
	if r.is(i-1, "on", "from", "until", "till", "this", "next", "last", "since", "by", "between") {
		return mark == "/" || mark == "-" && r.is(i-1, "this", "next", "on")
	}
	if mark != "/" {
		return false
	}
	n, w := r.digits(end + 1) // «11/20, 11/22», «10/1-11/7»
	return r.is(end, ",", "-") && w > 0 && n <= 31 && r.is(end+2, "/") || r.is(i-1, "or", ",", "-", "to", "and") && r.is(i-3, "/") ||
		i == 0 && (end >= len(r.a) || r.is(end, "-"))
}
