package timex

import (
	"github.com/openreadout/readout/internal/calendar"
)

// base is the day from which months and days without a year are counted: publication, or in a narrative the
// time last spoken of.
func (r *reading) base() (calendar.Day, bool) {
	if r.narrative && r.hasRef {
		return r.ref.from, true
	}
	return r.pub, r.hasPub
}

// from returns the day from which a direction counts: the reference time or publication.
func (r *reading) from(reference bool) (calendar.Day, bool) {
	if (reference || r.narrative) && r.hasRef {
		return r.ref.from, true
	}
	return r.pub, r.hasPub
}

// weekday reads a weekday's name.
func (r *reading) weekday(i int) (n, end int) {
	e, end := r.lookup(i, "weekday")
	if e == nil || r.words.class["holiday"][r.low(i)] {
		return 0, 0
	}
	if e.careful {
		if r.is(end, ".") && r.tight(end) {
			end++
		}
		if !r.shortWeekday(i, end) {
			return 0, 0
		}
	}
	return e.n, end
}

// shortWeekday decides whether «Sun», «sat», «Mon» is the day: a date or another weekday stands beside it.
func (r *reading) shortWeekday(i, end int) bool {
	if _, w := r.digits(end); w > 0 && w <= 2 {
		return true
	}
	if r.is(end, ",") {
		if _, w := r.digits(end + 1); w > 0 {
			return true
		}
		end++
	}
	if r.find(end, "month") > 0 {
		return true
	}
	if !r.capital(i) {
		return false
	}
	return r.is(i-1, "on", "next", "last", "until", "by", "week") || r.is(i-1, "or", "and", "-") && r.find(i-2, "weekday") > 0 || r.is(end, "or", "-") && r.find(end+1, "weekday") > 0
}

// weekdayRule is rule timex/weekday: «Tuesday», «Monday 21», «Tuesday the eleventh», «Tuesday of last week».
func (r *reading) weekdayRule(i int) (value, int) {
	n, end := r.weekday(i)
	if end == 0 || r.is(end, "'s") && r.is(i-1, "the") {
		return value{}, 0
	}
	if n > 0 && r.low(i)[len(r.low(i))-1] == 's' && len(r.low(i)) > 6 && !r.is(end, "'") {
		return value{kind: "set", timex: "XXXX-WXX-" + string(rune('0'+n)), duration: "P1W"}, end
	}
	j := end
	if r.is(j, ",", "of", "in") {
		j++
	}
	if r.is(j, "the") {
		j++
	}
	if v, e := r.directedUnit(j, "W"); e > 0 { // «Tuesday of last week», «Monday this week»
		return r.dayInWeek(v, n), e
	}
	if v, e := r.offset(end + boolInt(r.is(end, ","))); e > 0 && v.interval && v.unit == "W" { // «Monday two weeks from now»
		return r.dayInWeek(weekValue(v.from), n), e
	}
	if d, e := r.dayNumber(j); e > 0 && (j == end || r.is(j-1, "the") && j == end+1) && !r.counts(e, j) && r.find(e, "unit") == 0 && !(r.is(e, ":", "%", ".") && r.tight(e) && r.tight(e+1)) && r.find(e, "month") == 0 && !r.is(e, "p", "a", "pm", "am") {
		if v, ok := r.weekdayOfMonth(n, d, i); ok {
			return v, e
		}
	}
	return r.onWeekday(n, r.tense(i), i), end
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// dayInWeek is the nth weekday of the week v.
func (r *reading) dayInWeek(v value, n int) value {
	if !v.interval {
		return unknown("day", "XXXX-WXX-"+string(rune('0'+n)))
	}
	monday, _ := v.from.Week()
	d := dayValue(monday + calendar.Day(n-1))
	d.weekday = n
	return d
}

// onWeekday places a bare weekday: the last one up to publication, or the next one from it on where the verb
// is in the future.
func (r *reading) onWeekday(n int, t tense, at int) value {
	base, ok := r.pub, r.hasPub
	if r.narrative {
		ok = r.hasRef && r.ref.grain == "day"
		base, t = r.ref.from, future
	}
	if !ok {
		v := unknown("day", "XXXX-WXX-"+string(rune('0'+n)))
		v.weekday = n
		return v
	}
	back := calendar.Day((base.Weekday() - n + 7) % 7)
	v := dayValue(base - back)
	if (t == future || t == present && !r.headline(at)) && back > 0 {
		v = dayValue(base - back + 7)
	}
	v.weekday = n
	return v
}

// weekdayOfMonth finds «Monday 21»: the nearest day of that number that falls on the weekday.
func (r *reading) weekdayOfMonth(weekday, day, at int) (value, bool) {
	if !r.hasPub {
		return value{}, false
	}
	y, m, _ := r.pub.Date()
	for k := range 24 {
		for _, sign := range [2]int{1, -1} {
			if sign < 0 && k == 0 || sign > 0 && k > 0 && r.tense(at) == past {
				continue
			}
			yy, mm, _ := calendar.Of(y, m+sign*k, 1).Date()
			if calendar.Exists(yy, mm, day) && calendar.Of(yy, mm, day).Weekday() == weekday {
				v := dayValue(calendar.Of(yy, mm, day))
				v.day, v.weekday = day, weekday
				return v, true
			}
		}
	}
	return value{}, false
}

// deictic is rule timex/deictic: «today», «yesterday», «the day after tomorrow», «tonight».
func (r *reading) deictic(i int) (value, int) {
	e, end := r.lookup(i, "deictic")
	if e == nil || r.capital(i) && !r.firstOfSentence(i) && !r.headline(i) && (r.capital(i-1) || r.capital(end)) {
		return value{}, 0 // «The Tonight Show», «USA Today»
	}
	if e.value == "0" && e.part == "" && r.is(end, "'s") && r.plainPresent(i, end) {
		return value{kind: "date", grain: "vague", timex: "PRESENT_REF", from: r.pub, to: r.pub, interval: r.hasPub}, end
	}
	if !r.hasPub {
		return unknown("day", "XXXX-XX-XX"), end
	}
	v := dayValue(r.pub + calendar.Day(e.n))
	if e.part != "" {
		v.kind = "time"
		v.timex += "T" + e.part
	}
	return v, end
}

// plainPresent reports whether «today's» means these times: «today's world», «today's GM».
func (r *reading) plainPresent(i, end int) bool {
	return r.is(end+1, "world", "society", "economy", "climate", "standards", "generation", "youth", "terms", "money", "prices", "dollars")
}

func (r *reading) headline(i int) bool {
	if i >= len(r.a) || r.a[i].Tok < 0 || len(r.d.Sentences) == 0 {
		return false
	}
	if s := r.sentence(i); s >= 0 {
		return r.d.Sentences[s].Headline
	}
	return false
}

// sentence returns the index of the sentence of atom i, -1 where there is none.
func (r *reading) sentence(i int) int {
	if i < 0 || i >= len(r.a) || r.a[i].Tok < 0 {
		return -1
	}
	lo, hi := 0, len(r.d.Sentences)
	for lo < hi {
		m := (lo + hi) / 2
		if r.d.Sentences[m].End <= r.a[i].Tok {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo == len(r.d.Sentences) {
		return -1
	}
	return lo
}
