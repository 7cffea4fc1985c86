package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// column is one column of a flat table of records.
type column struct {
	name  string
	value func(*cell) string
}

// cell is what the columns of a row are made of.
type cell struct {
	row  store.Row
	d    *record.Document
	text []rune
	by   map[string]*record.Entity
}

func newCell(r store.Row) *cell {
	c := &cell{row: r, d: r.Document, by: map[string]*record.Entity{}}
	for i := range c.d.Entities {
		c.by[c.d.Entities[i].ID] = &c.d.Entities[i]
	}
	return c
}

// words returns the text of a span on one line.
func (c *cell) words(s record.Span) string {
	if c.text == nil {
		c.text = []rune(c.d.Text)
	}
	return strings.Join(strings.Fields(string(c.text[s.Begin:s.End])), " ")
}

// names joins the names of entities.
func (c *cell) names(ids []string) string {
	return c.each(ids, func(e *record.Entity) string { return e.Name })
}

// codes joins the actor codes of entities, the name of one that has none.
func (c *cell) codes(ids []string) string {
	return c.each(ids, func(e *record.Entity) string {
		if e.Actor == "" {
			return "?"
		}
		return e.Actor
	})
}

func (c *cell) each(ids []string, say func(*record.Entity) string) string {
	var out []string
	for _, id := range ids {
		if e := c.by[id]; e != nil {
			out = append(out, say(e))
		} else if id == record.Unnamed {
			out = append(out, "?")
		}
	}
	return strings.Join(out, "; ")
}

// chains joins who claims it: names from the outermost source inwards with « > », chains with « | ».
func (c *cell) chains(cs []record.Chain) string {
	var out []string
	for _, ch := range cs {
		if len(ch) == 0 {
			out = append(out, "text")
			continue
		}
		out = append(out, strings.ReplaceAll(c.names(ch), "; ", " > "))
	}
	return strings.Join(out, " | ")
}

func (c *cell) place(id string) *record.Place {
	if e := c.by[id]; e != nil {
		return e.Place
	}
	return nil
}

func from(i *record.Interval) string {
	if i == nil {
		return ""
	}
	return i.From
}

func to(i *record.Interval) string {
	if i == nil {
		return ""
	}
	return i.To
}

func number(n int) string { return strconv.Itoa(n) }

func degrees(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// common columns open every table.
var common = []column{
	{"id", func(c *cell) string { return c.row.ID }},
	{"document", func(c *cell) string { return c.row.DocID }},
	{"copy_of", func(c *cell) string { return c.row.CopyOf }},
	{"published", func(c *cell) string { return c.d.Published }},
	{"publisher", func(c *cell) string { return c.d.Source }},
}

var tables = map[store.Kind][]column{
	store.Documents: {
		{"title", func(c *cell) string { return c.d.Title }}, {"url", func(c *cell) string { return c.d.URL }}, {"lang", func(c *cell) string { return c.d.Lang }},
		{"characters", func(c *cell) string { return number(len([]rune(c.d.Text))) }}, {"events", func(c *cell) string { return number(len(c.d.Events)) }},
		{"statements", func(c *cell) string { return number(len(c.d.Statements)) }}, {"contacts", func(c *cell) string { return number(len(c.d.Contacts)) }},
		{"refused", func(c *cell) string { return c.d.Refused }}, {"version", func(c *cell) string { return c.d.Coder.Version }}, {"knowledge", func(c *cell) string { return c.d.Coder.Knowledge }},
	},
	store.Entities: {
		{"name", func(c *cell) string { return c.entity().Name }}, {"kind", func(c *cell) string { return c.entity().Kind }}, {"actor", func(c *cell) string { return c.entity().Actor }},
		{"country", func(c *cell) string { return c.entity().Country }}, {"role", func(c *cell) string { return c.entity().Role }}, {"ref", func(c *cell) string { return c.entity().Ref }},
		{"mentions", func(c *cell) string { return number(len(c.entity().Mentions)) }},
		{"members", func(c *cell) string { return c.names(c.entity().Members) }},
		{"lat", func(c *cell) string { return c.where(c.entity().Place, 0) }}, {"lon", func(c *cell) string { return c.where(c.entity().Place, 1) }},
	},
	store.Events: {
		{"date_from", func(c *cell) string { return from(c.event().Date) }}, {"date_to", func(c *cell) string { return to(c.event().Date) }},
		{"source", func(c *cell) string { return c.codes(c.event().Source) }}, {"source_name", func(c *cell) string { return c.names(c.event().Source) }},
		{"target", func(c *cell) string { return c.codes(c.event().Target) }}, {"target_name", func(c *cell) string { return c.names(c.event().Target) }},
		{"symmetric", func(c *cell) string { return strconv.FormatBool(c.event().Symmetric) }},
		{"plover", func(c *cell) string { return c.event().Plover }}, {"mode", func(c *cell) string { return c.event().Mode }}, {"cameo", func(c *cell) string { return c.event().CAMEO }},
		{"quad", func(c *cell) string { return number(c.event().Quad) }}, {"goldstein", func(c *cell) string { return string(c.event().Goldstein) }},
		{"contexts", func(c *cell) string { return strings.Join(c.event().Contexts, "; ") }}, {"factuality", func(c *cell) string { return c.event().Factuality }},
		{"claimed_by", func(c *cell) string { return c.chains(c.event().Sources) }},
		{"place", func(c *cell) string { return c.names([]string{c.event().Place}) }},
		{"lat", func(c *cell) string { return c.where(c.place(c.event().Place), 0) }}, {"lon", func(c *cell) string { return c.where(c.place(c.event().Place), 1) }},
		{"trigger", func(c *cell) string { return c.words(c.event().Trigger) }}, {"begin", func(c *cell) string { return number(c.event().Trigger.Begin) }}, {"end", func(c *cell) string { return number(c.event().Trigger.End) }},
		{"reports", func(c *cell) string { return number(1 + len(c.event().Mentions)) }}, {"evidence", func(c *cell) string { return c.words(c.event().Evidence) }},
		{"rule", func(c *cell) string { return c.event().Rule }}, {"entry", func(c *cell) string { return c.event().Entry }},
	},
	store.Statements: {
		{"speaker", func(c *cell) string { return c.codes(c.speaker()) }}, {"speaker_name", func(c *cell) string { return c.speakerName() }}, {"chain", func(c *cell) string { return c.chains([]record.Chain{c.statement().Chain}) }},
		{"cue", func(c *cell) string { return c.words(c.statement().Cue) }}, {"act", func(c *cell) string { return c.statement().Act }}, {"kind", func(c *cell) string { return c.statement().Kind }},
		{"negated", func(c *cell) string { return strconv.FormatBool(c.statement().Negated) }}, {"hedge", func(c *cell) string { return c.statement().Hedge }},
		{"topics", func(c *cell) string { return strings.Join(c.statement().Topics, "; ") }}, {"about", func(c *cell) string { return c.names(c.statement().About) }},
		{"content", func(c *cell) string { return c.content() }}, {"rule", func(c *cell) string { return c.statement().Rule }},
	},
	store.Contacts: {
		{"date_from", func(c *cell) string { return from(c.contact().Date) }}, {"date_to", func(c *cell) string { return to(c.contact().Date) }}, {"mode", func(c *cell) string { return c.contact().Mode }},
		{"participants", func(c *cell) string { return c.codes(c.contact().Participants) }}, {"participant_names", func(c *cell) string { return c.names(c.contact().Participants) }},
		{"implied", func(c *cell) string { return strconv.FormatBool(c.contact().Implied) }}, {"initiator", func(c *cell) string { return c.initiator() }}, {"duration", func(c *cell) string { return c.contact().Duration }},
		{"place", func(c *cell) string { return c.names([]string{c.contact().Place}) }}, {"first_since", func(c *cell) string { return c.firstSince() }},
		{"claimed_by", func(c *cell) string { return c.chains(c.contact().Sources) }}, {"topics", func(c *cell) string { return strings.Join(c.contact().Topics, "; ") }},
		{"evidence", func(c *cell) string { return c.words(c.contact().Evidence) }}, {"rule", func(c *cell) string { return c.contact().Rule }},
	},
	store.Commitments: {
		{"donor", func(c *cell) string { return c.codes(c.commitment().Donor) }}, {"donor_name", func(c *cell) string { return c.names(c.commitment().Donor) }},
		{"recipient", func(c *cell) string { return c.codes(c.commitment().Recipient) }}, {"recipient_name", func(c *cell) string { return c.names(c.commitment().Recipient) }},
		{"kind", func(c *cell) string { return c.commitment().Kind }}, {"type", func(c *cell) string { return c.commitment().Type }}, {"status", func(c *cell) string { return c.commitment().Status }},
		{"value", func(c *cell) string { return string(c.commitment().Value) }}, {"currency", func(c *cell) string { return c.commitment().Currency }},
		{"period_from", func(c *cell) string { return from(c.commitment().Period) }}, {"period_to", func(c *cell) string { return to(c.commitment().Period) }}, {"condition", func(c *cell) string { return c.commitment().Condition }},
		{"claimed_by", func(c *cell) string { return c.chains(c.commitment().Sources) }}, {"evidence", func(c *cell) string { return c.words(c.commitment().Evidence) }}, {"rule", func(c *cell) string { return c.commitment().Rule }},
	},
	store.Positions: {
		{"holder", func(c *cell) string { return c.codes([]string{c.position().Holder}) }}, {"holder_name", func(c *cell) string { return c.names([]string{c.position().Holder}) }}, {"via", func(c *cell) string { return c.names([]string{c.position().Via}) }},
		{"topic", func(c *cell) string { return c.position().Topic }}, {"continuity", func(c *cell) string { return c.position().Continuity }}, {"since", func(c *cell) string { return c.position().Since }},
		{"date_from", func(c *cell) string { return from(c.position().Date) }}, {"date_to", func(c *cell) string { return to(c.position().Date) }}, {"rule", func(c *cell) string { return c.position().Rule }},
	},
}

func (c *cell) entity() *record.Entity         { return &c.d.Entities[c.row.Index] }
func (c *cell) event() *record.Event           { return &c.d.Events[c.row.Index] }
func (c *cell) statement() *record.Statement   { return &c.d.Statements[c.row.Index] }
func (c *cell) contact() *record.Contact       { return &c.d.Contacts[c.row.Index] }
func (c *cell) commitment() *record.Commitment { return &c.d.Commitments[c.row.Index] }
func (c *cell) position() *record.Position     { return &c.d.Positions[c.row.Index] }

func (c *cell) speaker() []string {
	if s := c.statement().Speaker; s != nil {
		return []string{s.Entity}
	}
	return nil
}

// speakerName is the name of the speaker, or the words for one that is no entity: «a communiqué».
func (c *cell) speakerName() string {
	s := c.statement().Speaker
	if s == nil {
		return ""
	}
	return first(c.names([]string{s.Entity}), c.words(s.Span))
}

func (c *cell) content() string {
	var out []string
	for _, s := range c.statement().Content {
		out = append(out, c.words(s))
	}
	return strings.Join(out, " … ")
}

func (c *cell) initiator() string {
	if i := c.contact().Initiator; i != nil {
		return c.names([]string{*i})
	}
	return ""
}

func (c *cell) firstSince() string {
	if f := c.contact().FirstSince; f != nil {
		return date(f.Date)
	}
	return ""
}

// where returns the latitude (0) or longitude (1) of a place.
func (c *cell) where(p *record.Place, axis int) string {
	if p == nil {
		return ""
	}
	return degrees([]float64{p.Lat, p.Lon}[axis])
}

// Columns names the columns of the flat table of a kind.
func Columns(k store.Kind) []string {
	var out []string
	for _, cs := range [][]column{common, tables[k]} {
		for _, c := range cs {
			out = append(out, c.name)
		}
	}
	return out
}

// Values returns a row of the flat table of a kind.
func Values(k store.Kind, r store.Row) []string {
	x := newCell(r)
	var out []string
	for _, cs := range [][]column{common, tables[k]} {
		for _, c := range cs {
			out = append(out, c.value(x))
		}
	}
	return out
}

// Object returns the record of a row as it goes into JSON: the record itself.
func Object(k store.Kind, r store.Row) any {
	c := newCell(r)
	switch k {
	case store.Entities:
		return c.entity()
	case store.Events:
		return c.event()
	case store.Statements:
		return c.statement()
	case store.Contacts:
		return c.contact()
	case store.Commitments:
		return c.commitment()
	case store.Positions:
		return c.position()
	}
	return r.Document
}

// CSV writes rows of a kind as CSV (RFC 4180) with a line of names. A cell that a spreadsheet would take for a
// formula gets an apostrophe before it.
type CSV struct {
	w    *csv.Writer
	kind store.Kind
}

// NewCSV writes the line of names.
func NewCSV(w io.Writer, k store.Kind) (*CSV, error) {
	c := &CSV{csv.NewWriter(w), k}
	return c, c.w.Write(Columns(k))
}

// Write writes a row.
func (c *CSV) Write(r store.Row) error {
	vs := Values(c.kind, r)
	for i, v := range vs {
		if v != "" && strings.ContainsRune("=+@\t\r", rune(v[0])) || strings.HasPrefix(v, "-") && !isNumber(v) {
			vs[i] = "'" + v
		}
	}
	return c.w.Write(vs)
}

// Flush ends the table.
func (c *CSV) Flush() error {
	c.w.Flush()
	return c.w.Error()
}

func isNumber(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

// Line prints a row for people, on one line.
func Line(w io.Writer, k store.Kind, r store.Row) error {
	c := newCell(r)
	var s string
	switch k {
	case store.Documents:
		s = fmt.Sprintf("%s  %s  %s  %s", c.d.Published, r.DocID, c.d.Source, c.d.Title)
	case store.Entities:
		e := c.entity()
		s = fmt.Sprintf("%-10s %-30s %-12s %s  %s", e.Actor, e.Name, e.Kind, e.Role, e.Ref)
	case store.Events:
		e := c.event()
		s = fmt.Sprintf("%-10s %-9s %-5s %s → %s  %s, %s  «%s»", first(from(e.Date), c.d.Published), e.Plover, e.CAMEO, c.names(e.Source), c.names(e.Target), e.Factuality, c.chains(e.Sources), c.words(e.Trigger))
	case store.Statements:
		x := c.statement()
		s = fmt.Sprintf("%-10s %s «%s»: %s", c.d.Published, first(c.speakerName(), "(nobody named)"), c.words(x.Cue), c.content())
	case store.Contacts:
		x := c.contact()
		s = fmt.Sprintf("%-10s %-8s %s", first(from(x.Date), c.d.Published), first(x.Mode, "contact"), c.names(x.Participants))
		if x.Implied {
			s += "  (implied)"
		}
		if f := c.firstSince(); f != "" {
			s += "  said to be the first since " + f
		}
	case store.Commitments:
		x := c.commitment()
		s = fmt.Sprintf("%-10s %-10s %s → %s  %s %s  %s", c.d.Published, x.Status, c.names(x.Donor), c.names(x.Recipient), x.Value, x.Currency, strings.TrimSpace(x.Type+" "+x.Kind))
	case store.Positions:
		x := c.position()
		s = fmt.Sprintf("%-10s %s on %s  %s", first(from(x.Date), c.d.Published), c.names([]string{x.Holder}), x.Topic, x.Continuity)
	}
	_, err := fmt.Fprintln(w, strings.TrimRight(s, " "))
	return err
}

func first(s ...string) string {
	for _, x := range s {
		if x != "" {
			return x
		}
	}
	return ""
}
