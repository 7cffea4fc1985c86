package calendar

// Easter returns Easter Sunday of the western churches (the anonymous Gregorian computus, as Meeus gives it
// in «Astronomical Algorithms», chapter 8).
func Easter(year int) Day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	n := h + l - 7*m
	month := (n + 90) / 25
	return Of(year, month, (n+33*month+19)%32)
}

// OrthodoxEaster returns Easter Sunday of the churches that keep the Julian reckoning (Meeus, chapter 8),
// as a Gregorian day. It is right for 1900 to 2099.
func OrthodoxEaster(year int) Day {
	a, b, c := year%4, year%7, year%19
	d := (19*c + 15) % 30
	e := (2*a + 4*b - d + 34) % 7
	month := (d + e + 114) / 31
	return Of(year, month, (d+e+114)%31+1) + 13
}

// NthWeekday returns the nth weekday (1 = Monday) of a month; n = -1 counts from its end.
func NthWeekday(year, month, n, weekday int) Day {
	if n < 0 {
		last := Of(year, month, DaysIn(year, month))
		return last - Day(mod(last.Weekday()-weekday, 7)) + Day(7*(n+1))
	}
	first := Of(year, month, 1)
	return first + Day(mod(weekday-first.Weekday(), 7)+7*(n-1))
}
