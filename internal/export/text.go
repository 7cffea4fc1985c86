// Package export writes records in the forms that people and other programs read.
package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/openreadout/readout/record"
)

// Text prints a record for people: contacts first, then events, statements, commitments, positions, and why
// there is no event where there is none.
func Text(w io.Writer, rec *record.Document) error {
	b := bufio.NewWriter(w)
	t := newText(b, rec)
	t.header()
	t.contacts()
	t.events()
	t.statements()
	t.commitments()
	t.positions()
	t.notes()
	fmt.Fprintln(b)
	return b.Flush()
}

type text struct {
	w     io.Writer
	rec   *record.Document
	runes []rune
	names map[string]string
}

func newText(w io.Writer, rec *record.Document) *text {
	t := &text{w: w, rec: rec, runes: []rune(rec.Text), names: map[string]string{record.Unnamed: "an unnamed source"}}
	for _, e := range rec.Entities {
		t.names[e.ID] = e.Name
	}
	return t
}

func (t *text) str(s record.Span) string {
	return strings.Join(strings.Fields(string(t.runes[s.Begin:s.End])), " ")
}

func (t *text) list(ids []string) string {
	if len(ids) == 0 {
		return "—"
	}
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = t.names[id]
	}
	return strings.Join(out, ", ")
}

// chain prints who claims it: «Kremlin: Vladimir Putin».
func (t *text) chain(c record.Chain) string {
	out := make([]string, len(c))
	for i, id := range c {
		out[i] = t.names[id]
	}
	return strings.Join(out, ": ")
}

// claims prints the chains that are not the text's own, joined.
func (t *text) claims(cs []record.Chain) string {
	var out []string
	for _, c := range cs {
		if len(c) > 0 {
			out = append(out, t.chain(c))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return ", according to " + strings.Join(out, "; ")
}

func date(i *record.Interval) string {
	switch {
	case i == nil:
		return ""
	case i.From == i.To:
		return i.From
	case i.From == "":
		return "until " + i.To
	case i.To == "":
		return "from " + i.From
	}
	return i.From + " to " + i.To
}

func (t *text) header() {
	fmt.Fprintf(t.w, "%s", t.rec.ID)
	for _, s := range []string{t.rec.Title, t.rec.Published, t.rec.Source} {
		if s != "" {
			fmt.Fprintf(t.w, " · %s", s)
		}
	}
	fmt.Fprintln(t.w)
	if t.rec.Refused != "" {
		fmt.Fprintf(t.w, "\nNot coded: %s\n", t.rec.Refused)
	}
}

func (t *text) heading(s string, n int) bool {
	if n > 0 {
		fmt.Fprintf(t.w, "\n%s\n", s)
	}
	return n > 0
}

func (t *text) contacts() {
	t.heading("Contacts", len(t.rec.Contacts))
	for _, c := range t.rec.Contacts {
		mode := c.Mode
		if mode == "" {
			mode = "contact"
		}
		fmt.Fprintf(t.w, "  %-5s %-22s %s · %s", c.ID, date(c.Date), mode, t.list(c.Participants))
		if c.Implied {
			fmt.Fprint(t.w, " · implied")
		}
		if c.Initiator != nil {
			fmt.Fprintf(t.w, " · initiated by %s", t.names[*c.Initiator])
		}
		if c.FirstSince != nil && c.FirstSince.Date != nil {
			fmt.Fprintf(t.w, " · said to be the first since %s%s", date(c.FirstSince.Date), t.claims(c.FirstSince.Sources))
		}
		fmt.Fprintln(t.w)
	}
}

func (t *text) events() {
	t.heading("Events", len(t.rec.Events))
	for _, e := range t.rec.Events {
		code := e.Plover
		if code == "" {
			code = "CAMEO"
		}
		if e.CAMEO != "" {
			code += " " + e.CAMEO
		}
		join := " → "
		if e.Symmetric {
			join = " ↔ "
		}
		fmt.Fprintf(t.w, "  %-5s %-22s %-14s %s%s%s · %s%s · «%s»\n", e.ID, date(e.Date), code, t.list(e.Source), join, t.list(e.Target), e.Factuality, t.claims(e.Sources), t.str(e.Trigger))
	}
}

func (t *text) statements() {
	t.heading("Statements", len(t.rec.Statements))
	for _, s := range t.rec.Statements {
		who := "(no speaker named)"
		if s.Speaker != nil {
			who = t.str(s.Speaker.Span)
			if n := t.names[s.Speaker.Entity]; n != "" && n != who {
				who += " [" + n + "]"
			}
		}
		parts := make([]string, len(s.Content))
		for i, c := range s.Content {
			parts[i] = t.str(c)
		}
		within := ""
		if s.Within != "" {
			within = " (within " + s.Within + ")"
		}
		fmt.Fprintf(t.w, "  %-5s %s «%s»%s: %s\n", s.ID, who, t.str(s.Cue), within, strings.Join(parts, " … "))
	}
}

func (t *text) commitments() {
	t.heading("Commitments", len(t.rec.Commitments))
	for _, k := range t.rec.Commitments {
		fmt.Fprintf(t.w, "  %-5s %s · %s → %s", k.ID, k.Status, t.list(k.Donor), t.list(k.Recipient))
		if k.Value != "" {
			fmt.Fprintf(t.w, " · %s %s", k.Value, k.Currency)
		}
		fmt.Fprintf(t.w, " · %s%s · «%s»\n", strings.TrimSpace(k.Type+" "+k.Kind), t.claims(k.Sources), t.str(k.Evidence))
	}
}

func (t *text) positions() {
	t.heading("Positions", len(t.rec.Positions))
	for _, p := range t.rec.Positions {
		fmt.Fprintf(t.w, "  %-5s %s on %s", p.ID, t.names[p.Holder], p.Topic)
		if p.Continuity != "" {
			fmt.Fprintf(t.w, " · %s", p.Continuity)
		}
		fmt.Fprintf(t.w, " · %s\n", p.Statement)
	}
	for _, s := range t.rec.Shifts {
		fmt.Fprintf(t.w, "  %-5s %s shifts on %s: «%s»\n", s.ID, t.names[s.Holder], s.Topic, t.str(s.Evidence))
	}
}

func (t *text) notes() {
	if len(t.rec.Events) > 0 {
		return
	}
	if len(t.rec.Notes) == 0 {
		if t.rec.Refused == "" {
			fmt.Fprintln(t.w, "\nNo event: no sentence has a predicate that is known with an actor that is.")
		}
		return
	}
	fmt.Fprintln(t.w, "\nNo event")
	for _, n := range t.rec.Notes {
		fmt.Fprintf(t.w, "  %s: %s\n", t.str(n.Span), n.Text)
	}
}
