package chart

import (
	"fmt"

	"github.com/openreadout/readout/internal/calendar"
)

// Grain is the length of a bin of time.
type Grain int

// The grains, in months; Day and Week are less.
const (
	Day     Grain = -1
	Week    Grain = 0
	Month   Grain = 1
	Quarter Grain = 3
	Year    Grain = 12
)

// Most is how many bins a chart has at most, so that they can be told apart on a narrow screen.
const Most = 60

// Bin is a stretch of days with its name.
type Bin struct {
	From, To calendar.Day
	Name     string // «March 2024»
	Mark     string // what the axis says where the bin opens something new, else ""
	Spare    bool   // the mark may be left out where there is little room
}

var months = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// GrainFor returns the finest grain whose bins between two days are no more than Most.
func GrainFor(from, to calendar.Day) Grain {
	days := int(to-from) + 1
	for _, g := range []struct {
		grain Grain
		days  int
	}{{Day, 1}, {Week, 7}, {Month, 30}, {Quarter, 91}} {
		if days/g.days <= Most {
			return g.grain
		}
	}
	return Year
}

// Bins divides the days into bins of the grain, the first and last whole.
func Bins(from, to calendar.Day, g Grain) []Bin {
	var out []Bin
	for at := start(from, g); at <= to; {
		next := at + 1
		switch g {
		case Day:
		case Week:
			next = at + 7
		default:
			next = at.AddMonths(int(g))
		}
		out = append(out, Bin{at, next - 1, name(at, g), "", false})
		at = next
	}
	mark(out, g)
	return out
}

// start returns the first day of the bin of a day.
func start(d calendar.Day, g Grain) calendar.Day {
	y, m, _ := d.Date()
	switch g {
	case Day:
		return d
	case Week:
		monday, _ := d.Week()
		return monday
	}
	return calendar.Of(y, (m-1)/int(g)*int(g)+1, 1)
}

func name(d calendar.Day, g Grain) string {
	y, m, day := d.Date()
	switch g {
	case Day:
		return fmt.Sprintf("%d %s %d", day, months[m-1], y)
	case Week:
		return fmt.Sprintf("week of %d %s %d", day, months[m-1], y)
	case Month:
		return fmt.Sprintf("%s %d", months[m-1], y)
	case Quarter:
		return fmt.Sprintf("quarter %d of %d", (m-1)/3+1, y)
	}
	return fmt.Sprint(y)
}

// mark gives the axis its words: years where there are months, months where there are days; where there are many,
// every second, fifth or tenth.
func mark(bins []Bin, g Grain) {
	var at []int
	for i, b := range bins {
		y, m, d := b.From.Date()
		word := ""
		switch {
		case g == Year || g > Week && m == 1:
			word = fmt.Sprint(y)
		case g <= Week && d <= map[Grain]int{Day: 1, Week: 7}[g]:
			word = months[m-1][:3]
			if m == 1 || len(at) == 0 {
				word += fmt.Sprintf(" %d", y)
			}
		}
		bins[i].Spare = false
		if bins[i].Mark = word; word != "" {
			at = append(at, i)
		}
	}
	if len(at) == 0 && len(bins) > 0 {
		bins[0].Mark = short3(bins[0].From, g)
		at = []int{0}
	}
	for _, step := range []int{1, 2, 5, 10, 20, 50} {
		if (len(at)+step-1)/step > 8 {
			continue
		}
		n := 0
		for k, i := range at {
			if k%step != 0 {
				bins[i].Mark = ""
				continue
			}
			bins[i].Spare = n%2 == 1 && len(at)/step > 4
			n++
		}
		return
	}
}

// short3 names the first bin of an axis on which no year begins.
func short3(d calendar.Day, g Grain) string {
	y, m, day := d.Date()
	if g == Day {
		return fmt.Sprintf("%d %s %d", day, months[m-1][:3], y)
	}
	return fmt.Sprintf("%s %d", months[m-1][:3], y)
}
