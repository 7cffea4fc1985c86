package web

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// mark is one span of a record in the text.
type mark struct {
	record.Span
	kind  store.Kind // whose filter shows it; "" for times and amounts
	class string     // what the style sheet knows it by
	id    string     // of the record in the document, "" for what has no card
	title string
	rank  int  // the mark with the highest leads where several lie over one another
	at    bool // the place that the record's card leads to
}

// Ranks of marks: what a reader most likely asks for wins. Content is long and lies under everything.
const (
	rankContent = iota
	rankValue
	rankEntity
	rankCue
	rankCommitment
	rankContact
	rankEvent
)

// marks lists the spans of all records of d.
func marks(d *record.Document) []mark {
	var out []mark
	triggers := map[string]record.Span{}
	for _, e := range d.Events {
		triggers[e.ID] = e.Trigger
		says := strings.TrimSpace(e.Plover+" "+e.CAMEO) + ", " + e.Factuality
		out = append(out, mark{e.Trigger, store.Events, "event " + e.Factuality, e.ID, says, rankEvent, true})
		for _, m := range e.Mentions {
			out = append(out, mark{m.Span, store.Events, "event again " + e.Factuality, e.ID, says + ", told again", rankEvent, false})
		}
	}
	for _, e := range d.Entities {
		for i, m := range e.Mentions {
			out = append(out, mark{m.Span, store.Entities, "entity", e.ID, strings.TrimSpace(e.Name + " " + e.Actor), rankEntity, i == 0})
		}
	}
	for _, t := range d.Times {
		out = append(out, mark{t.Span, "", "time", "", t.Timex, rankValue, false})
	}
	for _, a := range d.Amounts {
		out = append(out, mark{a.Span, "", "amount", "", strings.TrimSpace(string(a.Value) + " " + a.Currency + a.Unit), rankValue, false})
	}
	cues := map[string]record.Span{}
	for _, s := range d.Statements {
		cues[s.ID] = s.Cue
		out = append(out, mark{s.Cue, store.Statements, "cue", s.ID, "statement: " + s.Act, rankCue, true})
		for _, c := range s.Content {
			out = append(out, mark{c, store.Statements, "content", s.ID, "", rankContent, false})
		}
	}
	for _, c := range d.Contacts {
		out = append(out, mark{spanOf(triggers, c.Event, c.Evidence), store.Contacts, "contact", c.ID, "contact: " + cmp.Or(c.Mode, "of a kind not told"), rankContact, true})
	}
	for _, c := range d.Commitments {
		out = append(out, mark{spanOf(triggers, c.Event, c.Evidence), store.Commitments, "commitment", c.ID, "commitment: " + c.Status, rankCommitment, true})
	}
	for _, p := range d.Positions {
		if cue, ok := cues[p.Statement]; ok {
			out = append(out, mark{cue, store.Positions, "position", p.ID, "position on " + p.Topic, rankCue, true})
		}
	}
	return out
}

// spanOf is the span of a record that stands on another: its words, else the evidence.
func spanOf(of map[string]record.Span, id string, evidence record.Span) record.Span {
	if s, ok := of[id]; ok {
		return s
	}
	return evidence
}

// paragraphs is the text with its marks, cut wherever a mark begins or ends and at line breaks: spans that lie in or
// across one another become stretches that each lead to all their records. With a kind, its marks only.
func paragraphs(d *record.Document, kind store.Kind) []template.HTML {
	runes := []rune(d.Text)
	ms := slices.DeleteFunc(marks(d), func(m mark) bool { return kind != "" && m.kind != kind || m.End <= m.Begin })
	cuts := []int{0, len(runes)}
	for _, m := range ms {
		cuts = append(cuts, m.Begin, m.End)
	}
	for i, r := range runes {
		if r == '\n' {
			cuts = append(cuts, i, i+1)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	slices.SortStableFunc(ms, func(a, b mark) int { return cmp.Compare(a.Begin, b.Begin) })
	var out []template.HTML
	var w writer
	var open []mark
	next := 0
	for i := 0; i+1 < len(cuts); i++ {
		begin, end := cuts[i], cuts[i+1]
		open = slices.DeleteFunc(open, func(m mark) bool { return m.End <= begin })
		for ; next < len(ms) && ms[next].Begin <= begin; next++ {
			open = append(open, ms[next])
		}
		if runes[begin] == '\n' {
			out = w.paragraph(out)
			continue
		}
		w.stretch(string(runes[begin:end]), record.Span{Begin: begin, End: end}, open)
	}
	return w.paragraph(out)
}

// writer writes stretches of text. Everything that it writes is escaped here, so that a text of hundreds of marks
// takes a millisecond.
type writer struct{ strings.Builder }

// paragraph ends a paragraph and adds it to out.
func (w *writer) paragraph(out []template.HTML) []template.HTML {
	if strings.TrimSpace(w.String()) != "" {
		out = append(out, template.HTML(w.String()))
	}
	w.Reset()
	return out
}

func (w *writer) esc(s string) { w.WriteString(template.HTMLEscapeString(s)) }

// stretch writes text that lies under the marks of open.
func (w *writer) stretch(text string, span record.Span, open []mark) {
	if len(open) == 0 {
		w.esc(text)
		return
	}
	var ids, classes, titles []string
	best, anchors := -1, 0
	for i, m := range open {
		classes = append(classes, strings.Fields(m.class)...)
		if m.Begin == span.Begin {
			classes = append(classes, "begins-"+strings.Fields(m.class)[0])
			if m.at {
				w.WriteString(`<span class="at" id="at-`)
				w.esc(m.id)
				w.WriteString(`">`)
				anchors++
			}
		}
		if m.End == span.End && m.rank == rankContent {
			classes = append(classes, "ends-content")
		}
		if m.title != "" {
			titles = append(titles, m.title)
		}
		if m.id != "" {
			ids = append(ids, m.id)
			if best < 0 || m.rank > open[best].rank {
				best = i
			}
		}
	}
	tag := "span"
	if best >= 0 && strings.TrimSpace(text) != "" {
		tag = "a"
	}
	w.WriteString("<" + tag)
	if best >= 0 {
		w.WriteString(` data-r="`)
		w.esc(strings.Join(unique(ids), " "))
		w.WriteByte('"')
	}
	if tag == "a" {
		w.WriteString(` href="#`)
		w.esc(open[best].id)
		w.WriteByte('"')
		if open[best].rank == rankContent {
			w.WriteString(` tabindex="-1"`) // the cue leads to the same statement: one stop for the keyboard is enough
		}
	}
	w.WriteString(` class="m `)
	w.esc(strings.Join(unique(classes), " "))
	if len(titles) > 0 {
		w.WriteString(`" title="`)
		w.esc(strings.Join(unique(titles), " · "))
	}
	w.WriteString(`">`)
	w.esc(text)
	w.WriteString("</" + tag + ">" + strings.Repeat("</span>", anchors))
}

// unique returns the words of xs in their order, each once.
func unique(xs []string) []string {
	var out []string
	for _, x := range xs {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}
