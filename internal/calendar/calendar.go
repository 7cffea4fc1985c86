// Package calendar is arithmetic on days of the Gregorian calendar: weeks, months, quarters, distances and
// the feasts that move. It knows no clock, no time zone and no document; layers and the ledger use it.
package calendar

// Day is a day, counted from 1970-01-01.
type Day int

// Of returns the day of a date. Months outside 1 to 12 and days outside the month carry over.
func Of(year, month, day int) Day {
	year += floor(month-1, 12)
	m := mod(month-1, 12) + 1
	if m <= 2 {
		year--
	}
	// Howard Hinnant, «chrono-Compatible Low-Level Date Algorithms»: years begin in March.
	era := floor(year, 400)
	yoe := year - era*400
	doy := (153*mod(m+9, 12)+2)/5 + day - 1
	return Day(era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468)
}

// Date returns the year, month and day of d.
func (d Day) Date() (year, month, day int) {
	z := int(d) + 719468
	era := floor(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	year, month, day = yoe+era*400, mod(mp+2, 12)+1, doy-(153*mp+2)/5+1
	if month <= 2 {
		year++
	}
	return year, month, day
}

// Year returns the year of d.
func (d Day) Year() int { y, _, _ := d.Date(); return y }

// Month returns the month of d.
func (d Day) Month() int { _, m, _ := d.Date(); return m }

// Weekday returns the ISO weekday of d: 1 for Monday to 7 for Sunday.
func (d Day) Weekday() int { return mod(int(d)+3, 7) + 1 }

// String returns d in ISO 8601, «2025-07-01».
func (d Day) String() string {
	y, m, dd := d.Date()
	b := []byte("0000-00-00")
	put(b[:4], y)
	put(b[5:7], m)
	put(b[8:], dd)
	return string(b)
}

// put writes n into b, filled up with zeros; digits that find no room are lost.
func put(b []byte, n int) {
	for i := len(b) - 1; i >= 0; i-- {
		b[i] = byte('0' + n%10)
		n /= 10
	}
}

// Parse reads «2025-07-01». It reports false for anything else and for days that do not exist.
func Parse(s string) (Day, bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return 0, false
	}
	if len(s) > 10 && s[10] != 'T' && s[10] != ' ' {
		return 0, false
	}
	y, ok1 := digits(s[:4])
	m, ok2 := digits(s[5:7])
	d, ok3 := digits(s[8:10])
	if !ok1 || !ok2 || !ok3 || !Exists(y, m, d) {
		return 0, false
	}
	return Of(y, m, d), true
}

func digits(s string) (int, bool) {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// Exists reports whether the calendar has the date.
func Exists(year, month, day int) bool {
	return month >= 1 && month <= 12 && day >= 1 && day <= DaysIn(year, month)
}

// Leap reports whether the year has a 29 February.
func Leap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// DaysIn returns the number of days of a month.
func DaysIn(year, month int) int {
	switch month {
	case 2:
		if Leap(year) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// AddMonths returns d moved by n months; the day is cut to the length of the month (31 January + 1 month
// is 28 February).
func (d Day) AddMonths(n int) Day {
	y, m, dd := d.Date()
	y, m = y+floor(m-1+n, 12), mod(m-1+n, 12)+1
	return Of(y, m, min(dd, DaysIn(y, m)))
}

// Week returns the Monday and the Sunday of d's week.
func (d Day) Week() (monday, sunday Day) {
	monday = d - Day(d.Weekday()-1)
	return monday, monday + 6
}

// ISOWeek returns the ISO 8601 year and week of d.
func (d Day) ISOWeek() (year, week int) {
	monday, _ := d.Week()
	year = (monday + 3).Year() // the Thursday decides
	return year, int(monday-WeekOne(year))/7 + 1
}

// WeekOne returns the Monday of the first ISO week of the year: the week with 4 January in it.
func WeekOne(year int) Day {
	monday, _ := Of(year, 1, 4).Week()
	return monday
}

// MonthsBetween returns the whole months from a to b, negative when b is before a.
func MonthsBetween(a, b Day) int {
	if b < a {
		return -MonthsBetween(b, a)
	}
	y1, m1, _ := a.Date()
	y2, m2, _ := b.Date()
	n := (y2-y1)*12 + m2 - m1
	if a.AddMonths(n) > b {
		n--
	}
	return n
}

// MonthSpan returns the least and the most whole months that can lie between a day of the first interval
// and a day of the second: from September 2022 to 1 July 2025 they are 33 and 34.
func MonthSpan(from1, to1, from2, to2 Day) (least, most int) {
	return MonthsBetween(to1, from2), MonthsBetween(from1, to2)
}

func floor(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func mod(a, b int) int { return a - floor(a, b)*b }
