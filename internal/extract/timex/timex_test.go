package timex

import (
	"fmt"
	"strings"
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/casetest"
	"github.com/openreadout/readout/internal/doc"
)

func layer(t testing.TB) *Layer {
	l, err := New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestCases(t *testing.T) { casetest.Run(t, "times", layer(t).Apply) }

// read returns the times of a text published on Wednesday, 2 July 2025: «words = value», parted by «; ».
func read(t *testing.T, l *Layer, text, published string) string {
	d := &doc.Doc{Text: text, Published: doc.Date(published)}
	l.Apply(d)
	if err := d.Check(); err != nil {
		t.Errorf("%q: %v", text, err)
	}
	var out []string
	for _, x := range d.Times {
		v := ""
		switch {
		case x.Duration != "" && x.Zero():
			v = x.Duration
		case x.Zero():
			v = x.Timex
		case x.From == x.To:
			v = string(x.From)
		default:
			v = fmt.Sprintf("%s..%s", x.From, x.To)
		}
		if x.Kind == "time" {
			v = x.Timex
		}
		if x.Mod != "" {
			v += " " + x.Mod
		}
		out = append(out, d.Str(x.Span)+" = "+v)
	}
	return strings.Join(out, "; ")
}

// TestExpressions reads texts without trees on the day Wednesday, 2 July 2025.
func TestExpressions(t *testing.T) {
	l := layer(t)
	for _, c := range []struct{ text, want string }{
		// Absolute dates.
		{"He left on 14 March 2019.", "14 March 2019 = 2019-03-14"},
		{"He left on March 14, 2019, by train.", "March 14, 2019 = 2019-03-14"},
		{"He left on the 14th of March, 2019.", "the 14th of March, 2019 = 2019-03-14"},
		{"He left on Mar. 14, 2019.", "Mar. 14, 2019 = 2019-03-14"},
		{"He left on Thursday, 14 March 2019.", "Thursday, 14 March 2019 = 2019-03-14"},
		{"The accord of 2019-03-14 stands.", "2019-03-14 = 2019-03-14"},
		{"The accord of 14/03/2019 stands.", "14/03/2019 = 2019-03-14"},
		{"The accord of 03/04/2019 stands.", "03/04/2019 = 2019-04-03"},
		{"The accord of 03/25/2019 stands, that of 04/03/2019 too.", "03/25/2019 = 2019-03-25; 04/03/2019 = 2019-04-03"},
		{"The accord of 14.3.2019 stands.", "14.3.2019 = 2019-03-14"},
		{"It was signed in March 2019.", "March 2019 = 2019-03-01..2019-03-31"},
		{"It was signed in 2019.", "2019 = 2019-01-01..2019-12-31"},
		{"The 2019 accord was signed by two ministers.", "2019 = 2019-01-01..2019-12-31"},
		{"Prices rose in the 1990s.", "the 1990s = 1990-01-01..1999-12-31"},
		{"Prices rose in the '70s and 80s.", "the '70s = 1970-01-01..1979-12-31; 80s = 1980-01-01..1989-12-31"},
		{"Prices fell at the start of the millennium.", "the start of the millennium = 2000-01-01..2999-12-31 start"},
		{"The border was drawn in the 19th century.", "the 19th century = 1800-01-01..1899-12-31"},
		{"The city fell in 146 BC.", "146 BC = BC0146"},
		// Relative to publication.
		{"The two spoke on Tuesday.", "Tuesday = 2025-07-01"},
		{"The two spoke on Wednesday.", "Wednesday = 2025-07-02"},
		{"The two spoke on Friday.", "Friday = 2025-06-27"},
		{"The two will speak on Friday.", "Friday = 2025-07-04"},
		{"The two spoke yesterday.", "yesterday = 2025-07-01"},
		{"The two will speak the day after tomorrow.", "the day after tomorrow = 2025-07-04"},
		{"The two spoke last week.", "last week = 2025-06-23..2025-06-29"},
		{"The two spoke this week.", "this week = 2025-06-30..2025-07-06"},
		{"The two will speak next week.", "next week = 2025-07-07..2025-07-13"},
		{"The two spoke last month.", "last month = 2025-06-01..2025-06-30"},
		{"The two spoke last year.", "last year = 2024-01-01..2024-12-31"},
		{"The two spoke in May.", "May = 2025-05-01..2025-05-31"},
		{"The two spoke in October.", "October = 2024-10-01..2024-10-31"},
		{"The two will speak in October.", "October = 2025-10-01..2025-10-31"},
		{"The two will speak in March.", "March = 2026-03-01..2026-03-31"},
		{"The two spoke on 5 October.", "5 October = 2024-10-05"},
		{"The two spoke on the 5th.", "the 5th = 2025-06-05"},
		{"The two spoke three years ago.", "three years ago = 2022-01-01..2022-12-31"},
		{"The two spoke ten days ago.", "ten days ago = 2025-06-22"},
		{"The two spoke two months ago.", "two months ago = 2025-05-01..2025-05-31"},
		{"The two will speak in two days.", "in two days = 2025-07-04"},
		{"The two will speak in two weeks' time.", "in two weeks' time = 2025-07-16"},
		{"The two spoke last Friday.", "last Friday = 2025-06-27"},
		{"The two will speak next Friday.", "next Friday = 2025-07-11"},
		{"The two spoke last May.", "last May = 2025-05-01..2025-05-31"},
		{"The two spoke in May last year.", "May last year = 2024-05-01..2024-05-31"},
		{"The two will speak this weekend.", "this weekend = 2025-07-05..2025-07-06"},
		{"The two will speak on Tuesday of next week.", "Tuesday of next week = 2025-07-08"},
		// The reference time.
		{"They met on 3 June and spoke again two days later.", "3 June = 2025-06-03; two days later = 2025-06-05"},
		{"They met on 3 June and spoke again the following day.", "3 June = 2025-06-03; the following day = 2025-06-04"},
		{"They met in 2019 and parted the same year.", "2019 = 2019-01-01..2019-12-31; the same year = 2019-01-01..2019-12-31"},
		{"Output fell in May from the same month a year ago.", "May = 2025-05-01..2025-05-31; the same month a year ago = 2024-05-01..2024-05-31"},
		{"They met in March 2019, and a year earlier in Rome.", "March 2019 = 2019-03-01..2019-03-31; a year earlier = 2018-01-01..2018-12-31"},
		// Parts and modifiers.
		{"It was founded in early 2024.", "early 2024 = 2024-01-01..2024-12-31 start"},
		{"It was founded in mid-May.", "mid-May = 2025-05-01..2025-05-31 mid"},
		{"It was founded at the end of last year.", "the end of last year = 2024-01-01..2024-12-31 end"},
		{"It has stood since February 2022.", "February 2022 = 2022-02-01..2022-02-28 since"},
		{"It will stand until 2030.", "2030 = 2030-01-01..2030-12-31 until"},
		{"It stood before 2014.", "2014 = 2014-01-01..2014-12-31 before"},
		{"France has helped since the beginning of the conflict.", "since the beginning of the conflict =  since"},
		// Stretches.
		{"It lasted from 3 to 5 June.", "from 3 to 5 June = 2025-06-03..2025-06-05"},
		{"It lasted from June 28 to July 1.", "from June 28 to July 1 = 2025-06-28..2025-07-01"},
		{"It lasted June 3-5, 2024.", "June 3-5, 2024 = 2024-06-03..2024-06-05"},
		{"It fell between May and July 2024.", "between May and July 2024 = 2024-05-01..2024-07-31"},
		{"It lasted from November 2023 to February.", "from November 2023 to February = 2023-11-01..2024-02-29"},
		{"The war of 2014-15 ended.", "2014-15 = 2014-01-01..2015-12-31"},
		{"The plan for 2021–2027 stands.", "2021–2027 = 2021-01-01..2027-12-31"},
		{"It was moved from May 3 to June 5.", "May 3 = 2025-05-03; June 5 = 2025-06-05"},
		{"It met on 18 and 19 June.", "18 and 19 June = 2025-06-18..2025-06-19"},
		// Quarters, halves, seasons, fiscal years, weeks.
		{"Exports fell in the first quarter.", "the first quarter = 2025-01-01..2025-03-31"},
		{"Exports fell in the fourth quarter.", "the fourth quarter = 2024-10-01..2024-12-31"},
		{"Exports fell in the third quarter of 2023.", "the third quarter of 2023 = 2023-07-01..2023-09-30"},
		{"Exports fell in Q2 2024.", "Q2 2024 = 2024-04-01..2024-06-30"},
		{"Exports fell in the first half of 2024.", "the first half of 2024 = 2024-01-01..2024-06-30"},
		{"Exports fell in the summer of 2023.", "the summer of 2023 = 2023-06-01..2023-08-31"},
		{"Exports fell in fiscal 2023.", "fiscal 2023 = FY2023"},
		{"Exports fell in FY2024.", "FY2024 = FY2024"},
		{"It met in the third week of January 2024.", "the third week of January 2024 = 2024-01-15..2024-01-21"},
		{"It met on the last day of February 2024.", "the last day of February 2024 = 2024-02-29"},
		{"It met on the first Monday of May 2024.", "the first Monday of May 2024 = 2024-05-06"},
		// Durations.
		{"It was the first talk in nearly three years.", "nearly three years = P3Y approx"},
		{"The talks lasted 12 hours.", "12 hours = PT12H"},
		{"The talks lasted one and a half hours.", "one and a half hours = PT1.5H"},
		{"A three-year truce was agreed.", "three-year = P3Y"},
		{"The decades-long feud ended.", "decades-long = PXDE"},
		{"They talked for several months.", "several months = PXM"},
		{"He led it for 2 years and 3 months.", "2 years and 3 months = P2Y3M"},
		{"Sales fell over the past two years.", "the past two years = 2023-07-02..2025-07-01"},
		// Sets.
		{"It meets every Monday.", "every Monday = P1W"},
		{"It meets twice a week.", "twice a week = P1W"},
		{"It meets every two years.", "every two years = P2Y"},
		// Hours of the day.
		{"They spoke at 3 p.m. GMT on Tuesday.", "3 p.m. GMT on Tuesday = 2025-07-01T15:00Z"},
		{"They spoke on Tuesday at 15:30 Moscow time.", "Tuesday at 15:30 Moscow time = 2025-07-01T15:30+03:00"},
		{"They spoke this morning.", "this morning = 2025-07-02TMO"},
		{"They spoke on Monday night.", "Monday night = 2025-06-30TNI"},
		{"They spoke last night.", "last night = 2025-07-01TNI"},
		{"It fell at 0800 UTC.", "0800 UTC = 2025-07-02T08:00Z"},
		// Holidays.
		{"They met at Christmas 2023.", "Christmas 2023 = 2023-12-25"},
		{"They met on Easter Monday.", "Easter Monday = 2025-04-21"},
		{"They will meet on New Year's Day.", "New Year's Day = 2026-01-01"},
		{"They met on Independence Day.", "Independence Day = XXXX-XX-XX"},
		{"The United States marked Independence Day last year.", "Independence Day last year = 2024-07-04"},
		{"The fast of Ramadan 2024 began.", "Ramadan 2024 = 2024-03-11..2024-04-09"},
		// References.
		{"He has recently changed his tone.", "recently = ..2025-07-02"},
		{"He is currently in Paris.", "currently = 2025-07-02"},
		{"They hope for peace in the future.", "in the future = 2025-07-02.."},
	} {
		if got := read(t, l, c.text, "2025-07-02"); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestNotTimes holds what looks like a time and is none.
func TestNotTimes(t *testing.T) {
	l := layer(t)
	for _, text := range []string{
		"He is 55 years old.", "A 55-year-old man was held.", "The minister, aged 62, resigned.", "She died at the age of 91.",
		"Some 2000 troops crossed.", "Resolution 1929 was adopted.", "The flight carried 1900 people.", "It cost $2000.", "Call 0044 1234 2010.",
		"You may go.", "Theresa May spoke.", "They march on.", "The Sun is a newspaper.", "Seconds out.", "A second round began.",
		"It rose to 6,107.31 points.", "The ratio was 4:3.", "The A380 landed.", "Bus 2010-2015-86 left.", "He fell at once.", "The fall of the city.",
	} {
		if got := read(t, l, text, "2025-07-02"); got != "" {
			t.Errorf("%s\n got %s", text, got)
		}
	}
}

// TestUndated checks that a text without a date gives no calendar values but those it tells itself.
func TestUndated(t *testing.T) {
	l := layer(t)
	for _, c := range []struct{ text, want string }{
		{"They spoke on Tuesday.", "Tuesday = XXXX-WXX-2"},
		{"They spoke yesterday.", "yesterday = XXXX-XX-XX"},
		{"They spoke in May.", "May = XXXX-05"},
		{"They spoke in May 2024.", "May 2024 = 2024-05-01..2024-05-31"},
		{"PARIS, July 2, 2025 (Agency) — They spoke on Tuesday.", "July 2, 2025 = 2025-07-02; Tuesday = 2025-07-01"},
	} {
		if got := read(t, l, c.text, ""); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// FuzzApply checks that no text breaks the layer and that its spans keep the document's invariants.
func FuzzApply(f *testing.F) {
	l := layer(f)
	for _, s := range []string{"from 3 to 5 June", "the end of the end of the end of May", "2014-15-16", "’s 2025’", "the week of the week of 3 May", "between between and and"} {
		f.Add(s, "2025-07-02")
	}
	f.Fuzz(func(t *testing.T, text, published string) {
		d := &doc.Doc{Text: strings.ToValidUTF8(text, "?"), Published: doc.Date(published)}
		l.Apply(d)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkApply(b *testing.B) {
	l := layer(b)
	one := "On Tuesday the two ministers, who met last in September 2022, agreed to pay €3.7 billion ($4.1 billion) by the end of 2026. Some 40 soldiers had left two days earlier.\n\n"
	for _, n := range []int{1, 10, 100, 1000} {
		text := strings.Repeat(one, n)
		b.Run(fmt.Sprintf("paragraphs=%d", n), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for range b.N {
				l.Apply(&doc.Doc{Text: text, Published: "2025-07-02"})
			}
		})
	}
	hostile := strings.Repeat("from the end of the 3rd week of 2010-11-", 2000)
	b.Run("hostile", func(b *testing.B) {
		b.SetBytes(int64(len(hostile)))
		for range b.N {
			l.Apply(&doc.Doc{Text: hostile, Published: "2025-07-02"})
		}
	})
}
