package contact

import (
	"strings"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/internal/doc"
)

// gap returns the time between c and the contact before it: whole months by the dates, the text's own words,
// and whether the two agree. It is nil where a date is open.
func gap(c *call) *doc.Gap {
	from, to, ok := bounds(c.prev.date)
	from2, to2, ok2 := bounds(c.date)
	if !ok || !ok2 {
		return nil
	}
	g := &doc.Gap{Text: c.gapText, Consistent: true}
	g.Months[0], g.Months[1] = calendar.MonthSpan(from, to, from2, to2)
	if c.gap > 0 {
		g.Consistent = fits(int(from2-to), int(to2-from), c.gap, c.nearly)
	}
	return g
}

func bounds(i doc.Interval) (from, to calendar.Day, ok bool) {
	from, a := calendar.Parse(string(i.From))
	to, b := calendar.Parse(string(i.To))
	return from, to, a && b
}

// fits reports whether a gap of least to most days is what the text calls said days: a fifth less or more,
// less only for «nearly», more only for «over». Speakers round.
func fits(least, most, said int, nearly string) bool {
	low, high := said-said/5, said+said/5
	switch nearly {
	case "nearly":
		high = said
	case "over":
		low, high = said, said+said/2
	}
	return least <= high && low <= most
}

// days returns the length of an ISO 8601 duration of years, months, weeks and days in days, 0 for another.
func days(iso string) int {
	v, ok := strings.CutPrefix(iso, "P")
	if !ok {
		return 0
	}
	total, n, digits := 0, 0, false
	for _, c := range v {
		unit := 0
		switch {
		case c >= '0' && c <= '9' && n < 100000:
			n, digits = n*10+int(c-'0'), true
			continue
		case c == 'Y':
			unit = 365
		case c == 'M':
			unit = 30
		case c == 'W':
			unit = 7
		case c == 'D':
			unit = 1
		}
		if unit == 0 || !digits {
			return 0
		}
		total, n, digits = total+n*unit, 0, false
	}
	return total
}

// approx returns how the text takes the duration x: nearly, over, or "".
func (r *reader) approx(x *doc.Time) string {
	s := strings.ToLower(r.d.Str(x.Span))
	lead := strings.ToLower(r.d.Text[max(0, x.Begin-12):x.Begin])
	for _, class := range []string{"nearly", "over"} {
		for w := range r.sets[class] {
			if strings.HasPrefix(s, w+" ") || strings.HasSuffix(lead, w+" ") {
				return class
			}
		}
	}
	return ""
}

// before returns when the contact before a contact on day may have been, if it was so long ago.
func before(day doc.Interval, duration, approx string) doc.Interval {
	d, ok := calendar.Parse(string(day.From))
	n := days(duration)
	if !ok || n == 0 {
		return doc.Interval{}
	}
	m := n / 365 * 12
	at := d.AddMonths(-m - n%365/30)
	at -= calendar.Day(n % 365 % 30)
	if approx == "nearly" {
		return doc.Interval{From: doc.Date(at.String()), To: day.From, Grain: "vague"}
	}
	return doc.Interval{To: doc.Date(at.String()), Grain: "vague"}
}
