package timex

import "github.com/openreadout/readout/internal/calendar"

// weekRule is rule timex/week: «the week of April 10th», «the week beginning 4 February», «week 31 of 2027»,
// «the weekend of Halloween».
func (r *reading) weekRule(i int) (value, int) {
	j := i
	if r.is(j, "the") {
		j++
	}
	switch {
	case r.is(j, "w") && r.is(j+1, "/") && r.is(j+2, "c"):
		return r.weekOf(j+3, false)
	case r.is(j, "week", "weekend"):
		weekend := r.is(j, "weekend")
		k := j + 1
		switch {
		case r.is(k, "of"):
			return r.weekOf(k+1, weekend)
		case r.is(k, "beginning", "starting", "commencing", "ending") && !weekend:
			if r.is(k+1, "on") {
				k++
			}
			return r.weekOf(k+1, false)
		}
		return r.weekNumber(k)
	}
	return value{}, 0
}

func (r *reading) weekOf(i int, weekend bool) (value, int) {
	v, end := r.point(i)
	if end == 0 || !v.interval || v.grain != "day" {
		return value{}, 0
	}
	if weekend {
		return weekendValue(v.from), end
	}
	return weekValue(v.from), end
}

// weekNumber reads the «31» of «week 31» with its year.
func (r *reading) weekNumber(i int) (value, int) {
	n, w := r.digits(i)
	if w == 0 || w > 2 || n < 1 || n > 53 || !r.hasPub && !r.is(i+1, "of") {
		return value{}, 0
	}
	y, end := r.quarterYear(i + 1)
	if end == 0 {
		y, end = r.pub.Year(), i+1
	}
	return weekValue(calendar.WeekOne(y) + calendar.Day(7*(n-1))), end
}

// nth is rule timex/nth: «the third week of July», «the last day of the month», «the first two weeks of 2021»,
// «the 15th day of next month», «the second Tuesday in November».
func (r *reading) nth(i int) (value, int) {
	j := i
	if r.is(j, "the") {
		j++
	}
	n, k, ok := r.numbers.Ordinal(r.a, j)
	if r.is(j, "last", "final") {
		n, k, ok = -1, j+1, true
	}
	if !ok {
		return value{}, 0
	}
	if wd, e := r.weekday(k); e > 0 && r.is(e, "of", "in") {
		m, end := r.endpoint(e + 1)
		if end == 0 || m.grain != "month" || !m.interval || n > 5 {
			return value{}, 0
		}
		y, mm, _ := m.from.Date()
		return dayValue(calendar.NthWeekday(y, mm, n, wd)), end
	}
	count := 1
	if c, e, ok := r.numbers.Small(r.a, k); ok && c > 0 && c < 100 && (n == 1 || n == -1) {
		count, k = c, e
	}
	u, e := r.lookup(k, "unit")
	if u == nil || u.value[0] == 'T' || u.value == "Q" || u.value == "S" || !r.is(e, "of", "in") {
		return value{}, 0
	}
	whole, end := r.point(e + 1)
	if end == 0 {
		whole, end = r.wholeUnit(e + 1)
	}
	if end == 0 || !whole.interval || whole.grain == "day" && u.value == "D" || grainRank(whole.grain) <= grainRank(grainOf(u.value)) {
		return value{}, 0
	}
	v := r.part(whole, u.value, n, count)
	if !v.interval {
		return value{}, 0
	}
	if r.is(end, ".") && r.is(end+1, "on") || r.is(end, "on") {
		if wd, e := r.weekday(end + 1 + boolInt(r.is(end, "."))); e > 0 && v.grain == "week" {
			return r.dayInWeek(v, wd), e
		}
	}
	return v, end
}

func grainRank(g string) int {
	for k, x := range []string{"day", "week", "month", "quarter", "season", "year", "decade", "century"} {
		if x == g {
			return k
		}
	}
	return -1
}

// part is the nth unit, or the first or last count units, inside the interval of v.
func (r *reading) part(v value, unit string, n, count int) value {
	if n > 400 {
		return value{}
	}
	var from, to calendar.Day
	switch {
	case unit == "W" && v.grain == "year" && n > 0:
		from = calendar.WeekOne(v.from.Year()) + calendar.Day(7*(n-1))
		to = from + calendar.Day(7*count-1)
	case unit == "W" && n > 0:
		from, _ = (v.from + calendar.Day(7*(n-1))).Week()
		to = from + calendar.Day(7*count-1)
	case unit == "W":
		_, to = v.to.Week()
		if to > v.to+3 { // a week belongs to the month or year that has its Thursday
			to -= 7
		}
		from = to - calendar.Day(7*count-1)
	case n > 0:
		from = days(unit, v.from, n-1)
		to = days(unit, from, count) - 1
	default:
		to = v.to
		from = days(unit, to+1, -count)
	}
	if from < v.from-7 || to > v.to+7 {
		return value{}
	}
	if count == 1 {
		switch unit {
		case "D":
			return dayValue(from)
		case "W":
			return weekValue(from)
		case "M", "Y", "E":
			return unitValue(unit, from, 0)
		}
	}
	return span(from, to, grainOf(unit), from.String()+"/"+to.String())
}
