package web

import (
	"cmp"
	"slices"
	"strings"

	"github.com/openreadout/readout/record"
)

// passage is a stretch of text; Mark says that it is what the record takes.
type passage struct {
	Text string
	Mark bool
}

// longestPassage is how many characters of a text a list shows about a record.
const longestPassage = 420

// passages returns the text of a span, with those of its parts marked that are in marks.
func passages(d *record.Document, s record.Span, marks ...record.Span) []passage {
	marks = slices.Clone(marks)
	slices.SortFunc(marks, func(a, b record.Span) int { return cmp.Compare(a.Begin, b.Begin) })
	text := []rune(d.Text)
	var out []passage
	add := func(begin, end int, mark bool) {
		if begin < end {
			out = append(out, passage{oneLine(string(text[begin:end])), mark})
		}
	}
	cut := min(s.End, s.Begin+longestPassage)
	at := s.Begin
	for _, m := range marks {
		begin, end := max(m.Begin, at), min(m.End, cut)
		if begin < end {
			add(at, begin, false)
			add(begin, end, true)
			at = end
		}
	}
	add(at, cut, false)
	if cut < s.End && len(out) > 0 {
		out[len(out)-1].Text += " …"
	}
	return out
}

// said returns the sentence or sentences of a statement, with its content marked.
func said(d *record.Document, st *record.Statement) []passage {
	s := st.Cue
	for _, c := range st.Content {
		s.Begin, s.End = min(s.Begin, c.Begin), max(s.End, c.End)
	}
	for _, sentence := range d.Sentences {
		if sentence.Begin <= s.Begin && s.Begin < sentence.End {
			s.Begin = sentence.Begin
		}
		if sentence.Begin < s.End && s.End <= sentence.End {
			s.End = sentence.End
		}
	}
	return passages(d, s, st.Content...)
}

// oneLine makes every run of white space a blank, at the ends too.
func oneLine(s string) string {
	fields := strings.Join(strings.Fields(s), " ")
	if s != "" && strings.TrimLeft(s, " \n\t\r") != s {
		fields = " " + fields
	}
	if s != "" && strings.TrimRight(s, " \n\t\r") != s {
		fields += " "
	}
	return fields
}

// joined joins the text of passages.
func joined(ps []passage) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.Text)
	}
	return strings.TrimSpace(b.String())
}

// chains says who claims something, where it is not the text itself alone: «the Kremlin, citing Vladimir Putin».
func (x *reader) chains(d *record.Document, cs []record.Chain) string {
	var out []string
	for _, c := range cs {
		var who []string
		for _, id := range c {
			if id == record.Unnamed {
				who = append(who, "an unnamed source")
			} else if e := x.entity(d, id); e != nil {
				who = append(who, e.Name)
			}
		}
		if s := strings.Join(who, ", citing "); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, "; ")
}
