package timex

import "github.com/openreadout/readout/internal/calendar"

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
