package ledger

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/openreadout/readout/record"
)

// section is a part of the report for people; its rows are the same in text, Markdown and HTML.
type section struct {
	title string
	rows  []row
}

// row is a line with what either text has. An empty row says that there is nothing.
type row struct {
	lead string
	a, b *Quote
	note string
}

// Text prints the comparison for people.
func (c *Comparison) Text(w io.Writer) error {
	b := bufio.NewWriter(w)
	for i, s := range c.report() {
		if i > 0 {
			fmt.Fprintln(b)
		}
		fmt.Fprintln(b, strings.ToUpper(s.title))
		for _, r := range s.rows {
			if r.lead != "" {
				fmt.Fprintf(b, "  %s\n", r.lead)
			}
			textQuote(b, "A", r.a)
			textQuote(b, "B", r.b)
			if r.note != "" {
				fmt.Fprintf(b, "     %s\n", r.note)
			}
		}
	}
	return b.Flush()
}

func textQuote(w io.Writer, side string, q *Quote) {
	if q != nil {
		fmt.Fprintf(w, "    %s [%d:%d] %s\n", side, q.Begin, q.End, q.Text)
	}
}

// Markdown prints the comparison in Markdown.
func (c *Comparison) Markdown(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# %s\n", c.title())
	for _, s := range c.report() {
		fmt.Fprintf(b, "\n## %s\n\n", s.title)
		for _, r := range s.rows {
			if r.lead != "" {
				fmt.Fprintf(b, "- %s\n", r.lead)
			} else {
				fmt.Fprintln(b, "-")
			}
			markdownQuote(b, "A", r.a)
			markdownQuote(b, "B", r.b)
			if r.note != "" {
				fmt.Fprintf(b, "  - *%s*\n", r.note)
			}
		}
	}
	return b.Flush()
}

func markdownQuote(w io.Writer, side string, q *Quote) {
	if q != nil {
		fmt.Fprintf(w, "  - %s (%d–%d): %s\n", side, q.Begin, q.End, strings.NewReplacer("*", `\*`, "_", `\_`, "<", "&lt;").Replace(q.Text))
	}
}

// HTML prints the comparison as a page.
func (c *Comparison) HTML(w io.Writer) error {
	b := bufio.NewWriter(w)
	e := html.EscapeString
	fmt.Fprintf(b, "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>%s</title>\n<style>body{font:16px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}"+
		"table{border-collapse:collapse;width:100%%}td{border-top:1px solid #ccc;padding:.4em;vertical-align:top;width:50%%}.lead{font-weight:bold}.note{color:#555}</style>\n<h1>%s</h1>\n", e(c.title()), e(c.title()))
	for _, s := range c.report() {
		fmt.Fprintf(b, "<h2>%s</h2>\n<table>\n", e(s.title))
		for _, r := range s.rows {
			if r.lead != "" {
				fmt.Fprintf(b, "<tr><td colspan=\"2\" class=\"lead\">%s</td></tr>\n", e(r.lead))
			}
			if r.a != nil || r.b != nil {
				fmt.Fprintf(b, "<tr><td>%s</td><td>%s</td></tr>\n", htmlQuote(r.a), htmlQuote(r.b))
			}
			if r.note != "" {
				fmt.Fprintf(b, "<tr><td colspan=\"2\" class=\"note\">%s</td></tr>\n", e(r.note))
			}
		}
		fmt.Fprintln(b, "</table>")
	}
	fmt.Fprintln(b, "</html>")
	return b.Flush()
}

func htmlQuote(q *Quote) string {
	if q == nil {
		return "—"
	}
	return fmt.Sprintf("<span title=\"%d–%d\">%s</span>", q.Begin, q.End, html.EscapeString(q.Text))
}

func (c *Comparison) title() string {
	return "Two readouts: " + c.A.name("A") + " and " + c.B.name("B")
}

func (h *Head) name(side string) string {
	n := h.Source
	if n == "" {
		n = h.Document
	}
	if n == "" {
		n = side
	}
	if h.Side != "" && !strings.Contains(n, h.Side) {
		n += " (" + h.Side + ")"
	}
	return n
}

// report lays the comparison out in sections.
func (c *Comparison) report() []section {
	out := []section{c.heads(), c.topicRows()}
	order := section{title: "Order"}
	if c.Order != nil {
		order.add(fmt.Sprintf("Kendall's tau over %d aligned items: %s (1 the same order, -1 the reverse)", c.Order.Pairs, c.Order.Tau))
	}
	aligned := section{title: "Aligned items"}
	for i := range c.Pairs {
		p := &c.Pairs[i]
		aligned.rows = append(aligned.rows, row{"by " + strings.Join(p.Shared, ", "), &p.A, &p.B, p.Words.String()})
	}
	out = append(out, order, aligned, quotes("In A, no item of B aligned", c.OnlyA, true), quotes("In B, no item of A aligned", c.OnlyB, false),
		counterparts("Agreements", c.Agreements, "claimed by "), counterparts("What a text has the other side's leader say", c.Attributed, "in "),
		counterparts("Next steps", c.NextSteps, "in "), counterparts("Commitments", c.Commitments, "in "))
	for i := range out {
		if len(out[i].rows) == 0 {
			out[i].add("none")
		}
	}
	return out
}

func (s *section) add(lead string) { s.rows = append(s.rows, row{lead: lead}) }

func (c *Comparison) heads() section {
	s := section{title: "The contact"}
	if c.Mismatch != "" {
		s.add("Compared by force: " + c.Mismatch)
	}
	line := func(what, a, b string) {
		if a == "" && b == "" {
			return
		}
		s.add(fmt.Sprintf("%s: A %s; B %s", what, told(a), told(b)))
	}
	line("side", c.A.name("A"), c.B.name("B"))
	line("date", date(c.A.Date), date(c.B.Date))
	line("mode", c.A.Mode, c.B.Mode)
	line("participants", strings.Join(c.A.Parties, ", "), strings.Join(c.B.Parties, ", "))
	line("initiator", c.A.Initiator, c.B.Initiator)
	line("length", c.A.Duration, c.B.Duration)
	line("first topic", c.A.First, c.B.First)
	s.add(fmt.Sprintf("items: A %d; B %d", c.A.Items, c.B.Items))
	return s
}

func told(s string) string {
	if s == "" {
		return "does not tell"
	}
	return s
}

func date(i *record.Interval) string {
	switch {
	case i == nil:
		return ""
	case i.From == i.To:
		return i.From
	}
	return i.From + "–" + i.To
}

func (c *Comparison) topicRows() section {
	s := section{title: "Topics"}
	for _, group := range []struct {
		name string
		in   func(Topic) bool
	}{
		{"both", func(t Topic) bool { return t.RankA > 0 && t.RankB > 0 }},
		{"A alone", func(t Topic) bool { return t.RankB == 0 }},
		{"B alone", func(t Topic) bool { return t.RankA == 0 }},
	} {
		for _, t := range c.Topics {
			if !group.in(t) {
				continue
			}
			line := group.name + ": " + t.Name
			if t.RankA > 0 {
				line += fmt.Sprintf("; A rank %d, %d %%", t.RankA, t.ShareA)
			}
			if t.RankB > 0 {
				line += fmt.Sprintf("; B rank %d, %d %%", t.RankB, t.ShareB)
			}
			s.add(line)
		}
	}
	return s
}

func quotes(title string, qs []Quote, inA bool) section {
	s := section{title: title}
	for i := range qs {
		if inA {
			s.rows = append(s.rows, row{a: &qs[i]})
		} else {
			s.rows = append(s.rows, row{b: &qs[i]})
		}
	}
	return s
}

func counterparts(title string, cs []Counterpart, lead string) section {
	s := section{title: title}
	for i := range cs {
		c := &cs[i]
		r := row{lead: lead + c.Side, a: &c.Quote, b: c.Other, note: c.Note}
		if c.Side == "B" {
			r.a, r.b = c.Other, &c.Quote
		}
		if c.Side != both && c.Other == nil && r.note == "" {
			r.note = "no item of the other text was found to tell of it"
		}
		s.rows = append(s.rows, r)
	}
	return s
}

// String lists the differences in one line.
func (w *Wording) String() string {
	if w == nil {
		return ""
	}
	var out []string
	add := func(what string, a, b []string) {
		if len(a)+len(b) > 0 {
			out = append(out, what+": A "+listed(a)+" | B "+listed(b))
		}
	}
	if w.A.Speaker != w.B.Speaker {
		out = append(out, "speaker: A "+speaker(w.A.Speaker)+" | B "+speaker(w.B.Speaker))
	}
	add("verbs", w.A.Verbs, w.B.Verbs)
	add("modals", w.A.Modals, w.B.Modals)
	add("qualifiers", w.A.Qualifiers, w.B.Qualifiers)
	add("names", w.A.Names, w.B.Names)
	add("amounts", w.A.Amounts, w.B.Amounts)
	add("dates", w.A.Dates, w.B.Dates)
	return strings.Join(out, "; ")
}

func listed(xs []string) string {
	if len(xs) == 0 {
		return "—"
	}
	return strings.Join(xs, ", ")
}

func speaker(who string) string {
	switch who {
	case ownLeader:
		return "its own leader"
	case otherLeader:
		return "the other's leader"
	case both:
		return "both"
	}
	return "nobody named"
}
