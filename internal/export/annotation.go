package export

import (
	"fmt"
	"strings"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// newBrat writes for each document a text and its stand-off annotations (brat.nlplab.org/standoff.html): names
// and triggers as text-bound annotations, events with their parties, statements with source, cue and
// content, factuality as an attribute.
func newBrat(x *Exporter) (sink, error) { return &brat{x}, nil }

type brat struct{ x *Exporter }

func (b *brat) close() error { return nil }

func (b *brat) document(it *item) error {
	text, err := b.x.create(it.row.DocID + ".txt")
	if err != nil {
		return err
	}
	text.WriteString(it.d.Text)
	ann, err := b.x.create(it.row.DocID + ".ann")
	if err != nil {
		return err
	}
	w := &bratWriter{it: it, f: ann, entity: map[string]string{}}
	w.entities()
	for _, e := range it.events {
		w.event(e)
	}
	for i := range it.d.Statements {
		w.statement(&it.d.Statements[i])
	}
	return nil
}

// bratWriter numbers the annotations of one document.
type bratWriter struct {
	it         *item
	f          *file
	t, e, a, r int
	entity     map[string]string // entity id -> text-bound annotation of its first mention
}

// bound writes a text-bound annotation; a span over several lines is cut into one a line, as brat asks.
func (w *bratWriter) bound(kind string, spans ...record.Span) string {
	w.t++
	id := fmt.Sprintf("T%d", w.t)
	var offsets, words []string
	if w.it.text == nil {
		w.it.text = []rune(w.it.d.Text)
	}
	for _, s := range spans {
		for begin := s.Begin; begin < s.End; {
			end := begin
			for end < s.End && w.it.text[end] != '\n' && w.it.text[end] != '\r' {
				end++
			}
			if end > begin {
				offsets = append(offsets, fmt.Sprintf("%d %d", begin, end))
				words = append(words, string(w.it.text[begin:end]))
			}
			begin = end + 1
		}
	}
	fmt.Fprintf(w.f, "%s\t%s %s\t%s\n", id, kind, strings.Join(offsets, ";"), strings.ReplaceAll(strings.Join(words, " "), "\t", " "))
	return id
}

func (w *bratWriter) entities() {
	for _, e := range w.it.d.Entities {
		for i, m := range e.Mentions {
			id := w.bound(strings.ToUpper(e.Kind[:1])+e.Kind[1:], m.Span)
			if i > 0 {
				w.r++
				fmt.Fprintf(w.f, "R%d\tCoref Arg1:%s Arg2:%s\n", w.r, id, w.entity[e.ID])
				continue
			}
			w.entity[e.ID] = id
			if e.Actor != "" {
				w.a++
				fmt.Fprintf(w.f, "A%d\tActor %s %s\n", w.a, id, e.Actor)
			}
		}
	}
}

func (w *bratWriter) event(e event) {
	kind := first(e.Plover, "STATEMENT")
	t := w.bound(kind, e.Trigger)
	w.e++
	var args []string
	for role, ids := range map[string][]string{"Source": e.Source, "Target": e.Target} {
		for i, id := range ids {
			if a := w.entity[id]; a != "" {
				n := ""
				if i > 0 {
					n = number(i + 1)
				}
				args = append(args, fmt.Sprintf("%s%s:%s", role, n, a))
			}
		}
	}
	sortStrings(args)
	fmt.Fprintf(w.f, "E%d\t%s:%s", w.e, kind, t)
	for _, a := range args {
		fmt.Fprintf(w.f, " %s", a)
	}
	w.a++
	fmt.Fprintf(w.f, "\nA%d\tFactuality E%d %s\n", w.a, w.e, e.Factuality)
	if e.CAMEO != "" {
		w.a++
		fmt.Fprintf(w.f, "A%d\tCAMEO E%d %s\n", w.a, w.e, e.CAMEO)
	}
}

func (w *bratWriter) statement(s *record.Statement) {
	cue := w.bound("Cue", s.Cue)
	w.e++
	var args []string
	if s.Speaker != nil && s.Speaker.End > s.Speaker.Begin {
		args = append(args, "Speaker:"+w.bound("Speaker", s.Speaker.Span))
	}
	if len(s.Content) > 0 {
		args = append(args, "Content:"+w.bound("Content", s.Content...))
	}
	fmt.Fprintf(w.f, "E%d\tCue:%s", w.e, cue)
	for _, a := range args {
		fmt.Fprintf(w.f, " %s", a)
	}
	fmt.Fprintln(w.f)
}

// newWebAnnotation writes annotations of the W3C model: one a record, with its words as a quote selector and its
// place as a text position selector.
func newWebAnnotation(x *Exporter) (sink, error) {
	return newLines(x, "annotations.jsonl", func(it *item, emit func(any) error) error {
		note := func(id string, s record.Span, value any) error {
			return emit(map[string]any{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:readout:" + id, "type": "Annotation", "motivation": "identifying",
				"generator": map[string]any{"type": "Software", "name": "Readout", "schema:softwareVersion": it.d.Coder.Version},
				"body":      map[string]any{"type": "Dataset", "format": "application/json", "value": value},
				"target": map[string]any{"source": first(it.d.URL, "urn:readout:"+it.row.DocID),
					"selector": []any{map[string]any{"type": "TextPositionSelector", "start": s.Begin, "end": s.End}, map[string]any{"type": "TextQuoteSelector", "exact": it.exact(s)}}}})
		}
		for _, e := range it.events {
			if err := note(e.id, e.Trigger, e.Event); err != nil {
				return err
			}
		}
		ids := store.IDs(it.d, it.row.DocID, store.Statements)
		for i := range it.d.Statements {
			if err := note(ids[i], it.d.Statements[i].Cue, &it.d.Statements[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// exact is the text of a span as it stands.
func (c *cell) exact(s record.Span) string {
	if c.text == nil {
		c.text = []rune(c.d.Text)
	}
	return string(c.text[s.Begin:s.End])
}
