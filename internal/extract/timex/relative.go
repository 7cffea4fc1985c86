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

// directed is rule timex/directed: «last week», «this month», «the previous year», «next Tuesday», «last May»,
// «the same day», «this morning», «next spring», «the following weekend».
func (r *reading) directed(i int) (value, int) {
	j := i
	if r.is(j, "the", "of") {
		j++
	} else if e, end := r.lookup(i, "edge"); e != nil && len(e.words) == 1 && end == i+1 && r.is(i, "earlier", "later") {
		j = end
		if r.is(j, "in", "on") {
			j++
		}
		if r.is(j, "the") {
			if v, e2 := r.wholeUnit(j); e2 > 0 {
				v.mod = e.value
				return v, e2
			}
		}
		v, end := r.directed(j)
		if end > 0 {
			v.mod = e.value
			return v, end
		}
		if v, end = r.deictic(j); end > 0 {
			return v, end
		}
		return value{}, 0
	}
	d, end := r.lookup(j, "direction")
	if d == nil {
		return r.unitAfterNext(i)
	}
	if r.is(end, "coming", "upcoming", "past", "same", "very", "calendar", "current") && !r.is(j, "that") { // «this coming Friday»
		if d2, e2 := r.lookup(end, "direction"); d2 != nil && d2.n != 0 {
			v, e3 := r.soonest(e2, d2.n)
			if e3 > 0 {
				return v, e3
			}
		}
		end++
	}
	if d.value == "0" && d.reference && r.is(j, "that") && !r.thatUnit(end) {
		return value{}, 0
	}
	v, e := r.directedAt(d, j, end)
	if e > 0 {
		e = r.afterDirected(&v, e)
	}
	return v, e
}

// thatUnit keeps «that day» (the time spoken of) from «that week-long trip» and relative clauses.
func (r *reading) thatUnit(i int) bool {
	u, end := r.lookup(i, "unit")
	if u == nil {
		_, end = r.lookup(i, "part")
		if end == 0 {
			return r.find(i, "season") > 0
		}
	}
	return !(r.is(end, "-") && r.tight(end))
}

// soonest reads the weekday or holiday after «this coming» and «this past».
func (r *reading) soonest(i, n int) (value, int) {
	wd, end := r.weekday(i)
	if end == 0 || !r.hasPub {
		return value{}, 0
	}
	t := future
	base := r.pub
	r.pub += calendar.Day(n)
	if n < 0 {
		t = past
	}
	v := r.onWeekday(wd, t, i)
	r.pub = base
	return v, end
}

// directedAt reads what the direction d points at.
func (r *reading) directedAt(d *entry, j, end int) (value, int) {
	if _, e := r.lookup(end, "unit"); e > 0 {
		if r.is(e, "-") && r.tight(e) && r.tight(e+1) { // «last-minute», «this week-long»
			return value{}, 0
		}
	}
	if v, e := r.directedUnitAt(d, end); e > 0 {
		if v.kind == "" {
			return value{}, 0
		}
		return v, e
	}
	if wd, e := r.weekday(end); e > 0 {
		if v, e2 := r.date(end); e2 > e {
			return v, e2
		}
		if v, e2 := r.numeric(end); e2 > e {
			return v, e2
		}
		return r.directedWeekday(d, wd, end), e
	}
	if m, e := r.month(end); e > 0 {
		if t := r.tok(end); !r.capital(end) && r.words.careful[r.low(end)] && (t == nil || t.UPOS != "PROPN" && t.UPOS != "NOUN") {
			return value{}, 0
		}
		return r.directedMonth(d, m, e)
	}
	if s, e := r.lookup(end, "season"); s != nil {
		return r.directedSeason(d, s, end), e
	}
	if p, e := r.lookup(end, "part"); p != nil && !(r.is(e, "-") && r.tight(e)) {
		return r.directedPart(d, p), e
	}
	if h, e := r.lookup(end, "holiday"); h != nil {
		return r.directedHoliday(d, h.holiday), e
	}
	if v, e := r.numericPair(end); e > 0 && d.value != "-1" {
		return r.shiftYear(v, d.n), e
	}
	return value{}, 0
}

func (r *reading) numericPair(i int) (value, int) {
	if _, w := r.digits(i); w == 0 || !r.is(i+1, "/") {
		return value{}, 0
	}
	return r.numeric(i)
}

// shiftYear moves «this 5/12», «next 5/12» to the year of publication or the one after.
func (r *reading) shiftYear(v value, n int) value {
	if !v.noYear || v.day == 0 || !r.hasPub || !calendar.Exists(r.pub.Year()+n, v.month, v.day) {
		return v
	}
	return dayValue(calendar.Of(r.pub.Year()+n, v.month, v.day))
}

// directedUnitAt reads a unit after a direction; kind is empty where the words mean something else.
func (r *reading) directedUnitAt(d *entry, i int) (value, int) {
	u, end := r.lookup(i, "unit")
	if u == nil || u.count && !(u.value == "D") || u.value[0] == 'T' && u.value != "T" {
		return value{}, 0
	}
	if r.low(i) == "night" { // «last night», «that night»
		p, e := r.lookup(i, "part")
		return r.directedPart(d, p), e
	}
	if last := r.low(end - 1); last[len(last)-1] == 's' && last != "hours" {
		return value{}, 0 // «last weeks»: a duration
	}
	base, ok := r.from(d.reference || u.value == "D")
	if u.value == "D" && d.n == 0 && !d.reference {
		return value{}, 0 // «this day»
	}
	if !ok {
		return unknown(grainOf(u.value), pattern(u.value)), end
	}
	if d.span && u.value != "WE" || d.n != 0 && !d.reference && u.value != "D" && u.value != "WE" && u.value != "W" && u.value != "Q" && r.overSpan(i) {
		return r.stretch(u.value, 1, d.n, base), end
	}
	v := unitValue(u.value, base, d.n)
	if u.value == "WE" && d.value == "0" && !d.reference && base.Weekday() <= 4 && r.tense(i) == past {
		v = unitValue(u.value, base, -1)
	}
	if d.reference && r.hasRef && d.n != 0 && u.value == "D" && d.n > 0 {
		v = dayValue(r.ref.to + calendar.Day(d.n))
	}
	v.unit = u.value
	if d.n == 0 && d.reference && r.is(end-2, "same", "that") && r.hasRef && r.ref.grain == grainOf(u.value) {
		v = unitValue(u.value, r.ref.from, 0)
	}
	return v, end
}

// overSpan reports whether «over the next year», «within the next year» speaks of a stretch from now.
func (r *reading) overSpan(unit int) bool {
	return r.is(unit-2, "the") && r.is(unit-3, "over", "within", "throughout", "during", "for")
}

// stretch is n units up to the day before base, or from the day after it.
func (r *reading) stretch(unit string, n, direction int, base calendar.Day) value {
	v := value{kind: "duration", duration: period(unit, n), interval: true, unit: unit, count: n}
	v.timex, v.grain = v.duration, grainOf(unit)
	if direction < 0 {
		v.from, v.to = days(unit, base, -n), base-1
	} else {
		v.from, v.to = base+1, days(unit, base, n)
	}
	return v
}

func (r *reading) directedUnit(i int, unit string) (value, int) {
	d, end := r.lookup(i, "direction")
	if d == nil {
		return value{}, 0
	}
	u, e := r.lookup(end, "unit")
	if u == nil || u.value != unit {
		return value{}, 0
	}
	base, ok := r.from(d.reference && r.hasRef)
	if !ok {
		return unknown("week", "XXXX-WXX"), e
	}
	return unitValue(unit, base, d.n), e
}

// directedWeekday: «last Friday» is Friday of the week before publication, «next Friday» of the week after,
// «this Friday» of the same week; late in a week «last Monday» is four days or more ago.
func (r *reading) directedWeekday(d *entry, wd, at int) value {
	base, ok := r.from(d.reference && d.value != "-1" && d.value != "1")
	if !ok {
		return unknown("day", "XXXX-WXX-"+string(rune('0'+wd)))
	}
	if d.span {
		return r.pastWeekday(wd, base)
	}
	if r.is(at-1, "coming", "upcoming", "forthcoming") {
		v, _ := r.soonest(at, 1)
		return v
	}
	monday, _ := base.Week()
	day := monday + calendar.Day(wd-1)
	switch {
	case d.n < 0 && base-day >= 4:
	case d.n < 0:
		day -= 7
	case d.n > 0 && day-base >= 4 && base.Weekday() <= 2 && !r.is(at-1, "next", "following"):
	case d.n > 0:
		day += 7
	}
	v := dayValue(day)
	v.weekday = wd
	return v
}

func (r *reading) pastWeekday(wd int, base calendar.Day) value {
	return dayValue(base - calendar.Day((base.Weekday()-wd+6)%7+1))
}

// directedMonth: «last May», «next May», «this May», and with a day: «next 6th of April».
func (r *reading) directedMonth(d *entry, m, end int) (value, int) {
	base, ok := r.from(d.reference)
	if !ok {
		return unknown("month", "XXXX-"+two(m)), end
	}
	y, bm, _ := base.Date()
	switch {
	case d.n < 0 && m >= bm:
		y--
	case d.n > 0 && m <= bm:
		y++
	}
	if n, e := r.dayNumber(end); e > 0 && calendar.Exists(y, m, n) && !r.counts(e, end) {
		return r.resolve(fields{year: y, month: m, day: n}, end), e
	}
	if y2, e := r.yearAfter(end); e > 0 {
		return monthValue(y2, m), e
	}
	v := monthValue(y, m)
	return v, end
}

func (r *reading) directedSeason(d *entry, s *entry, at int) value {
	base, ok := r.from(d.reference)
	if !ok {
		return unknown("season", "XXXX-"+s.value)
	}
	y := base.Year()
	v := seasonValue(y, s.value)
	switch {
	case d.n < 0 && v.to >= base:
		v = seasonValue(y-1, s.value)
	case d.n > 0 && v.from <= base:
		v = seasonValue(y+1, s.value)
	case d.n == 0 && s.value == "WI" && base.Month() <= 2:
		v = seasonValue(y-1, s.value)
	}
	return v
}

func (r *reading) directedPart(d *entry, p *entry) value {
	base, ok := r.from(d.reference)
	if d.reference && r.hasRef && r.ref.grain != "day" {
		base, ok = r.pub, r.hasPub
	}
	if !ok {
		v := unknown("day", "XXXX-XX-XX"+partName(p.value))
		v.kind = "time"
		return v
	}
	v := dayValue(base + calendar.Day(d.n))
	v.kind = "time"
	v.timex += partName(p.value)
	return v
}

func partName(p string) string {
	if p[0] == 'T' {
		return p
	}
	return "T" + p
}

// afterDirected takes in what narrows the expression: «last week's Monday» is left out, «next week Wednesday»,
// «last year in March» are taken.
func (r *reading) afterDirected(v *value, end int) int {
	if !v.interval || v.grain != "week" || v.kind != "date" {
		return end
	}
	j := end
	if r.is(j, "on", "-", ",") {
		j++
	}
	if r.is(end, ",") {
		return end
	}
	if n, e := r.weekday(j); e > 0 {
		d := r.dayInWeek(*v, n)
		*v = d
		return e
	}
	return end
}

// unitAfterNext reads «the week after next», «the year before last».
func (r *reading) unitAfterNext(i int) (value, int) {
	j := i
	if r.is(j, "the") {
		j++
	}
	u, end := r.lookup(j, "unit")
	if u == nil || u.value[0] == 'T' || !r.hasPub {
		return value{}, 0
	}
	switch {
	case r.is(end, "after") && r.is(end+1, "next"):
		return unitValue(u.value, r.pub, 2), end + 2
	case r.is(end, "before") && r.is(end+1, "last"):
		return unitValue(u.value, r.pub, -2), end + 2
	}
	return value{}, 0
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
