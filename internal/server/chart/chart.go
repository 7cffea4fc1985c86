// Package chart draws figures as SVG: stacked bars over time, strips of dated marks, bars in a table. It knows nothing of
// records: it takes numbers, names and addresses and gives markup in which every text is escaped.
//
// A figure has no width of its own: horizontal places are percentages, heights and texts are pixels, so that words keep
// their size on a phone. Colours are classes (see static/chart.css of package web). Each figure has a title and a description
// for those who do not see it, and its numbers as a table.
package chart

import (
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"
)

// Table is the numbers behind a figure.
type Table struct {
	Columns []string
	Rows    [][]Cell
}

// Cell is a cell of a table: a text or a number, that may lead somewhere.
type Cell struct {
	Text   string
	Link   string
	Number bool
}

// Key is an entry of a legend.
type Key struct {
	Name, Class string
}

// Figure is a drawn figure as pages show it.
type Figure struct {
	ID    string // unique on the page
	Title string
	Keys  []Key
	SVG   template.HTML
	Note  string // what is left out, "" for nothing
	Table Table
}

// writer collects markup.
type writer struct{ strings.Builder }

func (w *writer) put(format string, args ...any) { fmt.Fprintf(&w.Builder, format, args...) }

func escape(s string) string { return template.HTMLEscapeString(s) }

// pct writes a percentage of the width, in hundredths at most.
func pct(f float64) string { return short(f*100, 2) + "%" }

// short writes a number with at most so many decimals.
func short(f float64, decimals int) string {
	p := math.Pow(10, float64(decimals))
	return strconv.FormatFloat(math.Round(f*p)/p, 'f', -1, 64)
}

// open begins a drawing of a height in pixels. A drawing without links is one picture; one with links is a group.
func (w *writer) open(id, title, desc string, height int, links bool) {
	role := "img"
	if links {
		role = "group"
	}
	w.put(`<svg class="chart" width="100%%" height="%d" role="%s" aria-labelledby="%s-t" aria-describedby="%s-d"><title id="%s-t">%s</title><desc id="%s-d">%s</desc>`,
		height, role, escape(id), escape(id), escape(id), escape(title), escape(id), escape(desc))
}

// link wraps what draw draws in a link that is reached by pointer only: the table has the same links for keys.
func (w *writer) link(to string, draw func()) {
	if to == "" {
		draw()
		return
	}
	w.put(`<a href="%s" tabindex="-1">`, escape(to))
	draw()
	w.put(`</a>`)
}

// Number writes an integer with thin spaces between its thousands.
func Number(n int) string {
	s := strconv.Itoa(n)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	if neg {
		return "−" + s
	}
	return s
}

// Ticks returns round values from 0 to at least most, at most n steps of 1, 2 or 5 times a power of ten.
func Ticks(most, n int) []int {
	step := 1
	for k := 0; step*n < most; k++ {
		step = []int{1, 2, 5}[k%3] * int(math.Pow10(k/3))
	}
	var out []int
	for v := 0; ; v += step {
		out = append(out, v)
		if v >= most && v > 0 {
			return out
		}
	}
}
