package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/openreadout/readout/record"
)

// Explain prints why the records of rec are as they are: for each its words, its rule, its lexicon entry,
// the actors with the entry that named them, the predicate's factuality and the tree of its sentence. rec must
// hold tokens and predicates. With an id it explains that record only; an unknown id is an error.
func Explain(w io.Writer, rec *record.Document, id string) error {
	b := bufio.NewWriter(w)
	x := &explainer{text: newText(b, rec), only: id}
	x.header()
	for i := range rec.Contacts {
		x.contact(&rec.Contacts[i])
	}
	for i := range rec.Events {
		x.event(&rec.Events[i])
	}
	for i := range rec.Statements {
		x.statement(&rec.Statements[i])
	}
	for i := range rec.Commitments {
		k := &rec.Commitments[i]
		x.simple(k.ID, "commitment", k.Rule, k.Evidence)
	}
	for i := range rec.Positions {
		x.position(&rec.Positions[i])
	}
	for i := range rec.Times {
		t := &rec.Times[i]
		x.simple(t.ID, fmt.Sprintf("time %s %s", t.Kind, strings.TrimSpace(t.Timex+" "+t.Mod)), t.Rule, t.Span)
	}
	for i := range rec.Amounts {
		a := &rec.Amounts[i]
		what := fmt.Sprintf("amount %s %s%s", a.Value, a.Currency, a.Unit)
		if a.OffRate != 0 {
			what += fmt.Sprintf(", %+d %% off the official rate for %s", a.OffRate, a.SameAs)
		}
		x.simple(a.ID, what, a.Rule, a.Span)
	}
	for i := range rec.Entities {
		if id != "" && rec.Entities[i].ID == id {
			x.found = true
			x.actor(id)
		}
	}
	if id == "" {
		x.silent()
	}
	if err := b.Flush(); err != nil {
		return err
	}
	if id != "" && !x.found {
		return fmt.Errorf("no record %q in %s", id, rec.ID)
	}
	return nil
}

type explainer struct {
	*text
	only  string
	found bool
}

// wanted prints the head line of a record that is asked for.
func (x *explainer) wanted(id, what string) bool {
	if x.only != "" && x.only != id {
		return false
	}
	x.found = true
	fmt.Fprintf(x.w, "\n%s %s\n", id, what)
	return true
}

func (x *explainer) field(name, value string) {
	if value != "" {
		fmt.Fprintf(x.w, "  %-11s %s\n", name, value)
	}
}

func (x *explainer) simple(id, what, rule string, s record.Span) {
	if x.wanted(id, what) {
		x.field("words", "«"+x.str(s)+"»")
		x.field("rule", rule)
	}
}

func (x *explainer) contact(c *record.Contact) {
	if !x.wanted(c.ID, "contact "+c.Mode) {
		return
	}
	x.field("words", "«"+x.str(c.Evidence)+"»")
	x.field("rule", c.Rule)
	x.field("event", c.Event)
	x.actors("with", c.Participants)
	if c.FirstSince != nil {
		x.field("first since", date(c.FirstSince.Date)+" «"+x.str(c.FirstSince.Evidence)+"»")
	}
	if c.Counted != nil {
		x.field("counted", "«"+x.str(c.Counted.Evidence)+"»")
	}
}

func (x *explainer) event(e *record.Event) {
	if !x.wanted(e.ID, strings.TrimSpace("event "+e.Plover+" "+e.CAMEO)) {
		return
	}
	x.field("words", "«"+x.str(e.Trigger)+"» in «"+x.str(e.Evidence)+"»")
	x.field("rule", e.Rule)
	x.field("frame", e.Entry)
	x.actors("source", e.Source)
	x.actors("target", e.Target)
	x.when(date(e.Date), e.Time, e.When)
	fact := e.Factuality
	for _, p := range x.rec.Predicates {
		if p.Begin < e.Trigger.End && e.Trigger.Begin < p.End {
			fact += " by " + p.Rule
			break
		}
	}
	x.field("factuality", fact+x.claims(e.Sources))
	for _, m := range e.Mentions {
		x.field("again", "«"+x.str(m.Span)+"»")
	}
	x.tree(e.Trigger)
}

func (x *explainer) statement(s *record.Statement) {
	if !x.wanted(s.ID, "statement "+s.Act) {
		return
	}
	x.field("cue", "«"+x.str(s.Cue)+"»")
	x.field("rule", s.Rule)
	x.field("cue entry", s.Entry)
	if s.Speaker != nil {
		x.field("speaker", "«"+x.str(s.Speaker.Span)+"»")
		if s.Speaker.Entity != "" {
			x.actor(s.Speaker.Entity)
		}
	}
	x.when(x.time(s.Time), s.Time, s.When)
	x.field("chain", x.chain(s.Chain))
	for _, c := range s.Content {
		x.field("content", "«"+x.str(c)+"»")
	}
	x.tree(s.Cue)
}

// when prints the day of a record and what says so.
func (x *explainer) when(day, time string, w *record.When) {
	switch {
	case w != nil && w.By == "publication":
		x.field("date", date(&w.Interval)+", by the day of publication")
	case w != nil:
		x.field("date", date(&w.Interval)+", by "+map[string]string{"sentence": "its sentence", "frame": "the head of the text"}[w.By]+", "+w.Time)
	case time != "":
		x.field("date", day+", by its clause, "+time)
	default:
		x.field("date", day)
	}
}

// time returns the interval of a time, "" for none.
func (x *explainer) time(id string) string {
	for i := range x.rec.Times {
		if t := &x.rec.Times[i]; t.ID == id {
			return date(&t.Interval)
		}
	}
	return ""
}

func (x *explainer) position(p *record.Position) {
	if x.wanted(p.ID, "position on "+p.Topic) {
		x.field("rule", p.Rule)
		x.field("statement", p.Statement)
		if p.Holder != "" {
			x.actors("holder", []string{p.Holder})
		}
	}
}

func (x *explainer) actors(role string, ids []string) {
	for _, id := range ids {
		x.field(role, id)
		x.actor(id)
	}
}

// actor prints who an entity is and what says so.
func (x *explainer) actor(id string) {
	for i := range x.rec.Entities {
		e := &x.rec.Entities[i]
		if e.ID != id {
			continue
		}
		parts := []string{e.ID, e.Name, e.Kind, e.Actor, e.Role}
		if e.OfficeAsOf != "" {
			parts = append(parts, "office last known "+e.OfficeAsOf)
		}
		parts = append(parts, e.Ref, e.Entry, e.Rule)
		var said []string
		for _, p := range parts {
			if p != "" {
				said = append(said, p)
			}
		}
		x.field("", strings.Join(said, " · "))
		return
	}
}

// tree prints the sentence around a span, a word a line.
func (x *explainer) tree(s record.Span) {
	for _, sent := range x.rec.Sentences {
		if s.Begin < sent.Begin || s.Begin >= sent.End {
			continue
		}
		x.field("tree", "")
		n := 0
		for _, t := range x.rec.Tokens {
			if t.Begin < sent.Begin || t.End > sent.End {
				continue
			}
			n++
			mark := " "
			if t.Begin < s.End && s.Begin < t.End {
				mark = "*"
			}
			fmt.Fprintf(x.w, "   %s%3d %-18s %-6s %3d %s\n", mark, n, x.str(t.Span), t.UPOS, t.Head, t.Deprel)
		}
		return
	}
}

// silent says for each sentence without an event the nearest reason.
func (x *explainer) silent() {
	if x.rec.Refused != "" || len(x.rec.Notes) == 0 {
		return
	}
	fmt.Fprintf(x.w, "\nwithout an event\n")
	for _, n := range x.rec.Notes {
		fmt.Fprintf(x.w, "  %s: %s\n", x.str(n.Span), n.Text)
	}
}
