package timex

import (
	"strconv"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/internal/doc"
)

// value is what an expression stands for while it is read. The zero value is no match.
type value struct {
	kind     string // date, time, duration, set, ref
	from, to calendar.Day
	interval bool // from and to are known
	openFrom bool // the interval has no begin («up to now»)
	openTo   bool
	grain    string
	timex    string
	mod      string
	duration string
	rule     string

	year, month, day int  // fields given in the text or filled by resolve, 0 for none
	noYear           bool // the text has no year: a range may bring it
	weekday          int  // a bare weekday
	unit             string
	count            int // duration: whole number of units, 0 where there is none
	article          bool
}

func dayValue(d calendar.Day) value {
	return value{kind: "date", from: d, to: d, interval: true, grain: "day", timex: d.String()}
}

func span(from, to calendar.Day, grain, timex string) value {
	return value{kind: "date", from: from, to: to, interval: true, grain: grain, timex: timex}
}

func weekValue(d calendar.Day) value {
	monday, sunday := d.Week()
	return span(monday, sunday, "week", weekName(d))
}

func weekName(d calendar.Day) string {
	y, w := d.ISOWeek()
	return four(y) + "-W" + two(w)
}

func weekendValue(d calendar.Day) value {
	monday, sunday := d.Week()
	return span(monday+5, sunday, "day", weekName(d)+"-WE")
}

func monthValue(y, m int) value {
	v := span(calendar.Of(y, m, 1), calendar.Of(y, m, calendar.DaysIn(y, m)), "month", four(y)+"-"+two(m))
	v.year, v.month = y, m
	return v
}

func quarterValue(y, q int) value {
	return span(calendar.Of(y, 3*q-2, 1), calendar.Of(y, 3*q, calendar.DaysIn(y, 3*q)), "quarter", four(y)+"-Q"+strconv.Itoa(q))
}

func halfValue(y, h int) value {
	return span(calendar.Of(y, 6*h-5, 1), calendar.Of(y, 6*h, calendar.DaysIn(y, 6*h)), "quarter", four(y)+"-H"+strconv.Itoa(h))
}

func yearValue(y int) value {
	v := span(calendar.Of(y, 1, 1), calendar.Of(y, 12, 31), "year", four(y))
	v.year = y
	return v
}

func decadeValue(y int) value {
	y -= y % 10
	return span(calendar.Of(max(y, 1), 1, 1), calendar.Of(y+9, 12, 31), "decade", four(y)[:3])
}

// centuryValue is the nth century as writers mean it: the 20th is 1900 to 1999.
func centuryValue(n int) value {
	return span(calendar.Of(max(n*100-100, 1), 1, 1), calendar.Of(n*100-1, 12, 31), "century", four(n*100 - 100)[:2])
}

// seasonValue gives the months of the northern meteorological seasons; winter begins in December of its year.
func seasonValue(y int, s string) value {
	name := four(y) + "-" + s
	switch s {
	case "SP":
		return span(calendar.Of(y, 3, 1), calendar.Of(y, 5, 31), "season", name)
	case "SU":
		return span(calendar.Of(y, 6, 1), calendar.Of(y, 8, 31), "season", name)
	case "FA":
		return span(calendar.Of(y, 9, 1), calendar.Of(y, 11, 30), "season", name)
	}
	return span(calendar.Of(y, 12, 1), calendar.Of(y+1, 2, calendar.DaysIn(y+1, 2)), "season", name)
}

// unknown is a date whose place on the calendar the text does not tell («Tuesday» in a text without a date).
func unknown(grain, timex string) value { return value{kind: "date", grain: grain, timex: timex} }

func ref(name string) value { return value{kind: "ref", grain: "vague", timex: name} }

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

func four(n int) string {
	s := strconv.Itoa(n)
	for len(s) < 4 {
		s = "0" + s
	}
	return s
}

// unitValue is the calendar unit («month») that holds the day d, moved by n units.
func unitValue(unit string, d calendar.Day, n int) value {
	y, m, _ := d.Date()
	switch unit {
	case "D":
		return dayValue(d + calendar.Day(n))
	case "W":
		return weekValue(d + calendar.Day(7*n))
	case "WE":
		return weekendValue(d + calendar.Day(7*n))
	case "F":
		monday, _ := d.Week()
		monday += calendar.Day(14 * n)
		return span(monday, monday+13, "week", monday.String()+"/P2W")
	case "M":
		y, m, _ = calendar.Of(y, m+n, 1).Date()
		return monthValue(y, m)
	case "Q":
		y, m, _ = calendar.Of(y, m+3*n, 1).Date()
		return quarterValue(y, (m+2)/3)
	case "S":
		y, m, _ = calendar.Of(y, m+6*n, 1).Date()
		return halfValue(y, (m+5)/6)
	case "Y":
		return yearValue(clamp(y + n))
	case "E":
		return decadeValue(clamp(y + 10*n))
	case "C":
		return centuryValue(clamp(y+100*n)/100 + 1)
	case "L":
		k := clamp(y+1000*n) / 1000
		return span(calendar.Of(max(1000*k, 1), 1, 1), calendar.Of(1000*k+999, 12, 31), "vague", strconv.Itoa(k))
	}
	return value{}
}

// clamp keeps a year inside what ISO 8601 writes in four digits.
func clamp(y int) int { return min(max(y, 1), 9899) }

// move adds n units to a day and keeps the grain that such a count has.
func move(unit string, d calendar.Day, n int) value {
	n = min(max(n, -9000), 9000)
	switch unit {
	case "D":
		return dayValue(d + calendar.Day(n))
	case "W", "WE":
		return dayValue(d + calendar.Day(7*n))
	case "F":
		return dayValue(d + calendar.Day(14*n))
	case "TH", "TM", "TS":
		v := dayValue(d)
		v.kind = "time"
		return v
	}
	return unitValue(unit, d, n)
}

// days moves d by n units to a day.
func days(unit string, d calendar.Day, n int) calendar.Day {
	n = min(max(n, -9000), 9000)
	switch unit {
	case "D":
		return d + calendar.Day(n)
	case "W", "WE":
		return d + calendar.Day(7*n)
	case "F":
		return d + calendar.Day(14*n)
	case "M":
		return d.AddMonths(n)
	case "Q":
		return d.AddMonths(3 * n)
	case "S":
		return d.AddMonths(6 * n)
	case "Y":
		return d.AddMonths(12 * n)
	case "E":
		return d.AddMonths(120 * n)
	case "C":
		return d.AddMonths(1200 * min(max(n, -20), 20))
	}
	return d
}

// time makes the annotation.
func (v *value) time(s doc.Span) doc.Time {
	t := doc.Time{Span: s, Kind: v.kind, Mod: v.mod, Duration: v.duration, Timex: v.timex, Anchor: doc.None, Rule: "timex/" + v.rule}
	t.Grain = v.grain
	if v.interval {
		if !v.openFrom && v.from.Year() > 0 && v.from.Year() <= 9999 {
			t.From = doc.Date(v.from.String())
		}
		if !v.openTo && v.to.Year() > 0 && v.to.Year() <= 9999 {
			t.To = doc.Date(v.to.String())
		}
	}
	return t
}
