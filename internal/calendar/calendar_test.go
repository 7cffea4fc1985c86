package calendar

import (
	"testing"
	"time"
)

// TestAgainstTime compares every day of 400 years with the standard library.
func TestAgainstTime(t *testing.T) {
	when := time.Date(1799, 12, 31, 0, 0, 0, 0, time.UTC)
	for d := Of(1799, 12, 31); d < Of(2200, 1, 1); d++ {
		y, m, dd := d.Date()
		if y != when.Year() || m != int(when.Month()) || dd != when.Day() || d.String() != when.Format("2006-01-02") {
			t.Fatalf("day %d is %s; want %s", d, d, when.Format("2006-01-02"))
		}
		if Of(y, m, dd) != d {
			t.Fatalf("%s does not come back", d)
		}
		if want := (int(when.Weekday())+6)%7 + 1; d.Weekday() != want {
			t.Fatalf("%s is weekday %d; want %d", d, d.Weekday(), want)
		}
		if wy, ww := when.ISOWeek(); true {
			if y, w := d.ISOWeek(); y != wy || w != ww {
				t.Fatalf("%s is in week %d-%d; want %d-%d", d, y, w, wy, ww)
			}
		}
		when = when.AddDate(0, 0, 1)
	}
}

func TestParse(t *testing.T) {
	for _, s := range []string{"", "2025", "2025-7-1", "2025-02-29", "2025-13-01", "2025-00-10", "2025-06-31", "abcd-ef-gh", "2025-07-01x"} {
		if d, ok := Parse(s); ok {
			t.Errorf("Parse(%q) = %s", s, d)
		}
	}
	for _, s := range []string{"2024-02-29", "0001-01-01", "9999-12-31", "2025-07-01T10:00:00Z"} {
		if d, ok := Parse(s); !ok || d.String() != s[:10] {
			t.Errorf("Parse(%q) = %s, %v", s, d, ok)
		}
	}
}

func TestMonths(t *testing.T) {
	day := func(s string) Day {
		d, ok := Parse(s)
		if !ok {
			t.Fatal(s)
		}
		return d
	}
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"2022-09-15", "2025-07-01", 33}, {"2025-01-31", "2025-02-28", 1}, {"2025-01-31", "2025-03-01", 1}, {"2025-07-01", "2022-09-15", -33},
		{"2025-07-01", "2025-07-01", 0}, {"2024-02-29", "2025-02-28", 12}, {"2024-12-31", "2025-01-30", 0},
	} {
		if got := MonthsBetween(day(c.a), day(c.b)); got != c.want {
			t.Errorf("MonthsBetween(%s, %s) = %d; want %d", c.a, c.b, got, c.want)
		}
	}
	if lo, hi := MonthSpan(day("2022-09-01"), day("2022-09-30"), day("2025-07-01"), day("2025-07-01")); lo != 33 || hi != 34 {
		t.Errorf("from September 2022 to 1 July 2025: %d to %d months; want 33 to 34", lo, hi)
	}
	if got := day("2024-01-31").AddMonths(1).String(); got != "2024-02-29" {
		t.Error("31 January 2024 + 1 month is", got)
	}
	if got := day("2024-01-31").AddMonths(-14).String(); got != "2022-11-30" {
		t.Error("31 January 2024 - 14 months is", got)
	}
}

// TestFeasts checks against published church calendars and holidays.
func TestFeasts(t *testing.T) {
	for _, c := range []struct {
		got  Day
		want string
	}{
		{Easter(2000), "2000-04-23"}, {Easter(2008), "2008-03-23"}, {Easter(2018), "2018-04-01"}, {Easter(2024), "2024-03-31"}, {Easter(2025), "2025-04-20"}, {Easter(2038), "2038-04-25"},
		{OrthodoxEaster(2016), "2016-05-01"}, {OrthodoxEaster(2022), "2022-04-24"}, {OrthodoxEaster(2024), "2024-05-05"}, {OrthodoxEaster(2025), "2025-04-20"},
		{NthWeekday(2024, 11, 4, 4), "2024-11-28"}, {NthWeekday(2025, 9, 1, 1), "2025-09-01"}, {NthWeekday(2025, 5, -1, 1), "2025-05-26"}, {NthWeekday(2010, 1, 3, 1), "2010-01-18"},
	} {
		if c.got.String() != c.want {
			t.Errorf("got %s; want %s", c.got, c.want)
		}
	}
}
