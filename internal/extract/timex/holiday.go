package timex

import "github.com/openreadout/readout/internal/calendar"

// holidayRule is rule timex/holiday: «Christmas», «Easter 2018», «Labor Day weekend», «Independence Day» where
// the text names the country.
func (r *reading) holidayRule(i int) (value, int) {
	e, end := r.lookup(i, "holiday")
	if e == nil || !r.holidayName(i, end) {
		return value{}, 0
	}
	h := e.holiday
	weekend := r.is(end, "weekend")
	if weekend {
		end++
	}
	y, given := 0, false
	if y2, e2 := r.yearAfter(end); e2 > 0 && !r.is(end, "-", "/") {
		y, end, given = y2, e2, true
	} else if y2, e2 := r.directedYear(end, 0); y2 != 0 {
		y, end, given = y2, e2, true
	}
	if !weekend && r.is(end, "weekend") {
		weekend, end = true, end+1
	}
	if !r.inCountry(h) {
		return unknown("day", "XXXX-XX-XX"), end
	}
	if !given {
		base, ok := r.base()
		if !ok && !h.once {
			return unknown("day", "XXXX-XX-XX"), end
		}
		y = r.holidayYear(h, base, r.tense(i))
	}
	return r.celebrated(h, y, weekend), end
}

// holidayName asks for capitals, except in a text that has none.
func (r *reading) holidayName(i, end int) bool {
	if r.capital(i) || r.low(i)[0] >= '0' && r.low(i)[0] <= '9' {
		return true
	}
	for k := i; k < end; k++ {
		if r.capital(k) {
			return true
		}
	}
	return len(r.all) < 40 && !r.is(i, "unity", "republic", "national", "constitution")
}

func (r *reading) celebrated(h *holiday, y int, weekend bool) value {
	d, ok := h.in(y)
	switch {
	case !ok:
		return unknown("day", "XXXX-XX-XX")
	case weekend:
		v := weekendValue(d)
		if d.Weekday() == 1 && h.byWeekday { // the Monday ends its weekend
			v = weekendValue(d - 2)
			v.to = d
		}
		return v
	case h.days > 1:
		return span(d, d+calendar.Day(h.days-1), "day", d.String()+"/P"+two(h.days)+"D")
	}
	v := dayValue(d)
	if h.dated {
		v.year, v.month, v.day, v.noYear = y, h.fixed[0], h.fixed[1], true
	}
	return v
}

// holidayYear takes the nearest, or the one before or after where the tense says so.
func (r *reading) holidayYear(h *holiday, base calendar.Day, t tense) int {
	y := base.Year()
	d, ok := h.in(y)
	if !ok {
		return y
	}
	switch {
	case t == past && d > base:
		return y - 1
	case t == future && d < base:
		return y + 1
	case t != past && t != future && d-base > 183:
		return y - 1
	case t != past && t != future && base-d > 183:
		return y + 1
	}
	return y
}

// inCountry reports whether the text names a country that keeps the day; days of every country need none.
func (r *reading) inCountry(h *holiday) bool {
	if len(h.countries) == 0 {
		return true
	}
	whole := r.a
	r.a = r.all
	defer func() { r.a = whole }()
	for i := range r.all {
		for _, c := range h.countries {
			if r.all[i].Low == c[0] && r.matches(i, c) {
				return true
			}
		}
	}
	return false
}

// directedHoliday: «last Easter», «next New Year's Day».
func (r *reading) directedHoliday(d *entry, h *holiday) value {
	base, ok := r.from(d.reference && r.hasRef)
	if !ok || !r.inCountry(h) {
		return unknown("day", "XXXX-XX-XX")
	}
	y := base.Year()
	day, ok := h.in(y)
	switch {
	case !ok:
	case d.n < 0 && day >= base:
		y--
	case d.n > 0 && day <= base:
		y++
	}
	return r.celebrated(h, y, false)
}
