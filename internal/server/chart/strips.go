package chart

import (
	"slices"

	"github.com/openreadout/readout/internal/calendar"
)

// Strips are rows of dated marks on one axis of time, with the gaps between them if they are told.
type Strips struct {
	ID, Title string
	Desc      string
	From, To  calendar.Day
	Rows      []Strip
	Keys      []Key
	Note      string
	What      string // heading of the rows in the table: «Speaker»
}

// Strip is a row.
type Strip struct {
	Name  string
	Link  string
	Marks []Mark
	Gaps  []Gap
}

// Mark is something on a day, or within a stretch of days.
type Mark struct {
	From, To calendar.Day
	Class    string
	Title    string
	Link     string
}

// Gap is a stretch without marks.
type Gap struct {
	From, To calendar.Day
	Text     string
	Long     bool
}

const (
	stripHeight = 44 // of a row with its name above it, pixels
	gapHeight   = 26 // more where gaps are drawn
)

// Draw returns the figure.
func (s *Strips) Draw() Figure {
	if s.To < s.From {
		s.To = s.From
	}
	pad := max(2, int(s.To-s.From)/60) // so that the outermost marks are whole
	from, to := s.From-calendar.Day(pad), s.To+calendar.Day(pad)
	x := func(d calendar.Day) float64 { return float64(min(max(d, from), to)-from) / float64(to-from+1) }

	height, links := 4, false
	for _, r := range s.Rows {
		height += stripHeight
		if len(r.Gaps) > 0 {
			height += gapHeight
		}
		for _, m := range r.Marks {
			links = links || m.Link != ""
		}
	}
	w := &writer{}
	w.open(s.ID, s.Title, s.Desc, height+axisHeight, links)
	grain := GrainFor(from, to)
	bins := slices.DeleteFunc(Bins(from, to, grain), func(b Bin) bool { return b.From < from })
	mark(bins, grain) // anew: the first word says the year
	for _, b := range bins {
		w.when(x(b.From), 0, height+axisHeight, b)
	}
	y := 4
	for _, r := range s.Rows {
		y += w.strip(&r, x, y)
	}
	w.put(`</svg>`)
	return Figure{ID: s.ID, Title: s.Title, Keys: s.Keys, SVG: html(w), Note: s.Note, Table: s.table()}
}

// strip draws a row and returns its height.
func (w *writer) strip(r *Strip, x func(calendar.Day) float64, y int) int {
	height := stripHeight
	if r.Name != "" {
		w.put(`<text class="label" x="0" y="%d">%s</text>`, y+12, escape(r.Name))
	}
	mid := y + 28
	if len(r.Gaps) > 0 {
		height += gapHeight
		mid += gapHeight / 2
	}
	w.put(`<line class="rule" x1="0" x2="100%%" y1="%d" y2="%d"/>`, mid, mid)
	for _, g := range r.Gaps {
		class := "gap"
		if g.Long {
			class = "gap long"
		}
		a, b := x(g.From), x(g.To)
		w.put(`<g class="%s"><title>%s</title><rect x="%s" width="%s" y="%d" height="6"/>`, class, escape(g.Text), pct(a), pct(b-a), mid-3)
		if g.Long {
			w.put(`<text x="%s" y="%d">%s</text>`, pct((a+b)/2), mid-11, escape(g.Text))
		}
		w.put(`</g>`)
	}
	for _, m := range r.Marks {
		w.link(m.Link, func() {
			a, b := x(m.From), x(m.To)
			if b-a > .012 {
				w.put(`<rect class="%s" x="%s" width="%s" y="%d" height="10" rx="5"><title>%s</title></rect>`, m.Class, pct(a), pct(b-a), mid-5, escape(m.Title))
				return
			}
			w.put(`<circle class="%s" cx="%s" cy="%d" r="6"><title>%s</title></circle>`, m.Class, pct((a+b)/2), mid, escape(m.Title))
		})
	}
	return height
}

func (s *Strips) table() Table {
	t := Table{Columns: []string{s.What, "When", "What"}}
	for _, r := range s.Rows {
		for _, m := range r.Marks {
			when := m.From.String()
			if m.To != m.From {
				when += " to " + m.To.String()
			}
			t.Rows = append(t.Rows, []Cell{{Text: r.Name, Link: r.Link}, {Text: when}, {Text: m.Title, Link: m.Link}})
		}
	}
	return t
}
