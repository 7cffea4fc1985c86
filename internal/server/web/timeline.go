package web

import (
	"context"
	"fmt"
	"slices"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/internal/index"
	"github.com/openreadout/readout/internal/server/chart"
	"github.com/openreadout/readout/internal/store"
)

// stack is how the values of a field are stacked in a chart.
type stack struct {
	Name, Class string
	Values      []string
	Down        bool
}

// quads stack events: what brings states together upwards, what sets them against each other downwards.
var quads = []stack{
	{"verbal cooperation", "quad-1", []string{"1"}, false},
	{"material cooperation", "quad-2", []string{"2"}, false},
	{"verbal conflict", "quad-3", []string{"3"}, true},
	{"material conflict", "quad-4", []string{"4"}, true},
	{"none of these", "quad-0", []string{"", "0"}, false},
}

// stacks say how the records of a kind are stacked over time, and by which field.
var stacks = map[store.Kind]struct {
	by    index.Field
	parts []stack
}{
	store.Events: {"quad", quads},
	store.Contacts: {"type", []stack{
		{"phone", "phone", []string{"phone"}, false},
		{"video", "video", []string{"video"}, false},
		{"meeting or visit", "meeting", []string{"meeting", "visit", "host", "third-place"}, false},
		{"letter or message", "letter", []string{"letter", "message"}, false},
		{"kind not told", "quad-0", []string{""}, false},
	}},
	store.Statements: {"type", []stack{
		{"says", "series-2", []string{"", "statement", "report", "topic"}, false},
		{"agrees or promises", "series-1", []string{"agreement", "promise"}, false},
		{"asks or proposes", "series-3", []string{"proposal", "intention", "wish", "question", "position"}, false},
		{"denies", "series-6", []string{"denial"}, false},
		{"threatens", "quad-4", []string{"threat"}, false},
	}},
	store.Commitments: {"type", []stack{
		{"proposed or intended", "series-5", []string{"", "proposed", "intended", "conditional", "proposed-never-done"}, false},
		{"pledged", "series-2", []string{"pledged"}, false},
		{"committed", "series-3", []string{"committed"}, false},
		{"delivered", "series-1", []string{"delivered"}, false},
		{"suspended, refused or withdrawn", "quad-4", []string{"suspended", "refused", "withdrawn"}, false},
	}},
	store.Positions: {"type", []stack{
		{"first known", "series-2", []string{"first"}, false},
		{"restated or maintained", "series-5", []string{"restated", "maintained"}, false},
		{"changed", "quad-3", []string{"changed"}, false},
		{"not known whether new", "quad-0", []string{"", "unknown"}, false},
	}},
	store.Documents: {"copy", []stack{{"documents", "documents", []string{"", "no"}, false}, {"copies of others", "quad-0", []string{"yes"}, false}}},
}

// timeline draws the records of a scope over time. It is nil where fewer than two have a month.
func (s *Server) timeline(ctx context.Context, k store.Kind, in scope, id, title string) (*chart.Figure, error) {
	how := stacks[k]
	t, err := s.table(ctx, k, in, 0, "month", how.by)
	if err != nil || len(t.Cells) == 0 {
		return nil, err
	}
	months := monthSums(t)
	if len(months) == 0 {
		return nil, nil
	}
	first, last, before, after := window(months)
	from, to := monthDays(first, last)
	by := index.Field("month")
	if grain := chart.GrainFor(from, to); grain < chart.Month {
		by = "day"
		if t, err = s.table(ctx, k, in, 0, by, how.by); err != nil {
			return nil, err
		}
		from, to = trim(t, from, to)
	}
	bins := chart.Bins(from, to, chart.GrainFor(from, to))
	b := chart.Bars{ID: id, Title: title, Bins: bins, Desc: describe(k, first, last, how.parts)}
	where := map[string]int{}
	for i, part := range how.parts {
		b.Series = append(b.Series, chart.Series{Name: part.Name, Class: part.Class, Down: part.Down, Values: make([]int, len(bins))})
		for _, v := range part.Values {
			where[v] = i
		}
	}
	undated := 0
	for _, c := range t.Cells {
		day, ok := startOf(c.A)
		if !ok {
			undated += c.N
			continue
		}
		if i, ok := slices.BinarySearchFunc(bins, day, func(b chart.Bin, d calendar.Day) int {
			switch {
			case b.To < d:
				return -1
			case b.From > d:
				return 1
			}
			return 0
		}); ok {
			b.Series[where[c.B]].Values[i] += c.N
		}
	}
	b.Series = slices.DeleteFunc(b.Series, func(x chart.Series) bool { return slices.Max(x.Values) == 0 })
	b.Link = func(bin chart.Bin) string {
		return listAddress(k, in.with("from:"+bin.From.String(), "to:"+bin.To.String()))
	}
	b.Note = left(before, after, undated, by)
	f := b.Draw()
	return &f, nil
}

// monthSums adds the cells up by month, in order of time.
func monthSums(t index.Table) []index.Cell {
	sum := map[string]int{}
	for _, c := range t.Cells {
		if c.A != "" {
			sum[c.A] += c.N
		}
	}
	var out []index.Cell
	for m, n := range sum {
		out = append(out, index.Cell{A: m, N: n})
	}
	slices.SortFunc(out, func(a, b index.Cell) int {
		if a.A < b.A {
			return -1
		}
		return 1
	})
	return out
}

// window chooses the months that a chart shows: all, unless a few records far off (a treaty of 1963, a plan for 2040) would
// press the others together. At most one in fifty is left out at either end.
func window(months []index.Cell) (first, last string, before, after int) {
	total := 0
	for _, m := range months {
		total += m.N
	}
	i, j := 0, len(months)-1
	for i < j && gap(months[i].A, months[i+1].A) > 12 && (before+months[i].N)*50 <= total {
		before += months[i].N
		i++
	}
	for i < j && gap(months[j-1].A, months[j].A) > 12 && (after+months[j].N)*50 <= total {
		after += months[j].N
		j--
	}
	return months[i].A, months[j].A, before, after
}

// gap is the number of months from one to another.
func gap(a, b string) int {
	x, _ := startOf(a)
	y, _ := startOf(b)
	return calendar.MonthsBetween(x, y)
}

// startOf returns the first day of «2024», «2024-05» or «2024-05-17».
func startOf(s string) (calendar.Day, bool) {
	if len(s) < 4 {
		return 0, false
	}
	return calendar.Parse(s + "-01-01"[len(s)-4:])
}

func monthDays(first, last string) (from, to calendar.Day) {
	from, _ = startOf(first)
	to, _ = startOf(last)
	return from, to.AddMonths(1) - 1
}

// trim draws the edges of a chart of days to the first and last that have something.
func trim(t index.Table, from, to calendar.Day) (calendar.Day, calendar.Day) {
	first, last := to, from
	for _, c := range t.Cells {
		if d, ok := startOf(c.A); ok && d >= from && d <= to {
			first, last = min(first, d), max(last, d)
		}
	}
	if first > last {
		return from, to
	}
	return first, last
}

func describe(k store.Kind, first, last string, parts []stack) string {
	s := fmt.Sprintf("Number of %s from %s to %s", k, first, last)
	down := slices.ContainsFunc(parts, func(p stack) bool { return p.Down })
	if down {
		s += ", cooperation above the line, conflict below"
	}
	return s + ". The table below has the numbers."
}

// left tells what a chart leaves out.
func left(before, after, undated int, by index.Field) string {
	var out string
	add := func(n int, what string) {
		if n > 0 {
			if out != "" {
				out += ", "
			}
			out += chart.Number(n) + " " + what
		}
	}
	add(before, "earlier")
	add(after, "later")
	add(undated, "not of one "+string(by))
	if out != "" {
		out = "Not drawn: " + out + "."
	}
	return out
}
