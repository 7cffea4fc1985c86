package doc

import (
	"fmt"
	"unicode/utf8"
)

// Check reports the first annotation that breaks what every layer may rely on: spans inside the text and
// on rune boundaries, tokens in order, sentences that cover them, trees that are trees, indices that
// resolve. It is the oracle of fuzzing, of the cases and of debugging.
func (d *Doc) Check() error {
	for _, f := range []func() error{d.checkTokens, d.checkTrees, d.checkClauses, d.checkEntities, d.checkRecords} {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

func (d *Doc) span(what string, i int, s Span) error {
	if s.Begin < 0 || s.End < s.Begin || s.End > len(d.Text) {
		return fmt.Errorf("%s %d has span %v outside the text of %d bytes", what, i, s, len(d.Text))
	}
	for _, at := range []int{s.Begin, s.End} {
		if at < len(d.Text) && !utf8.RuneStart(d.Text[at]) {
			return fmt.Errorf("%s %d has span %v inside a character", what, i, s)
		}
	}
	return nil
}

func (d *Doc) checkTokens() error {
	end := 0
	for i, t := range d.Tokens {
		if t.Begin < end || t.End <= t.Begin {
			return fmt.Errorf("token %d has span %v after byte %d", i, t.Span, end)
		}
		if err := d.span("token", i, t.Span); err != nil {
			return err
		}
		end = t.End
	}
	next := Tok(0)
	for i, s := range d.Sentences {
		if s.First != next || s.End <= s.First || int(s.End) > len(d.Tokens) {
			return fmt.Errorf("sentence %d has tokens %d to %d; want them from %d", i, s.First, s.End, next)
		}
		if s.Span != (Span{d.Tokens[s.First].Begin, d.Tokens[s.End-1].End}) {
			return fmt.Errorf("sentence %d has span %v, not that of its tokens", i, s.Span)
		}
		next = s.End
	}
	if len(d.Sentences) > 0 && int(next) != len(d.Tokens) {
		return fmt.Errorf("sentences end at token %d of %d", next, len(d.Tokens))
	}
	return nil
}

func (d *Doc) checkTrees() error {
	if d.kids == nil {
		return nil
	}
	for i, s := range d.Sentences {
		roots := 0
		for t := s.First; t < s.End; t++ {
			h, steps := t, Tok(0)
			for ; d.Tokens[h].Head != None; steps++ {
				h = d.Tokens[h].Head
				if h < s.First || h >= s.End {
					return fmt.Errorf("token %d: head %d outside its sentence %d", t, h, i)
				}
				if steps > s.End-s.First {
					return fmt.Errorf("token %d: heads go in a circle", t)
				}
			}
			if d.Tokens[t].Head == None {
				roots++
			}
		}
		if roots != 1 {
			return fmt.Errorf("sentence %d has %d roots", i, roots)
		}
	}
	return nil
}

func (d *Doc) tok(what string, i int, t Tok, optional bool) error {
	if optional && t == None || t >= 0 && int(t) < len(d.Tokens) {
		return nil
	}
	return fmt.Errorf("%s %d points at token %d of %d", what, i, t, len(d.Tokens))
}

func (d *Doc) checkClauses() error {
	last := Tok(None)
	for i := range d.Clauses {
		c := &d.Clauses[i]
		if c.Pred <= last {
			return fmt.Errorf("clause %d: predicate %d after %d", i, c.Pred, last)
		}
		last = c.Pred
		for _, t := range []Tok{c.Pred} {
			if err := d.tok("clause", i, t, false); err != nil {
				return err
			}
		}
		for _, t := range []Tok{c.Particle, c.Light, c.Neg} {
			if err := d.tok("clause", i, t, true); err != nil {
				return err
			}
		}
		if err := index("clause", i, "up", c.Up, len(d.Clauses), true); err != nil {
			return err
		}
		if c.Up == i {
			return fmt.Errorf("clause %d depends on itself", i)
		}
		for _, a := range c.Args {
			if err := d.tok("argument of clause", i, a.Tok, false); err != nil {
				return err
			}
			if err := index("argument of clause", i, "clause", a.Clause, len(d.Clauses), true); err != nil {
				return err
			}
		}
	}
	return nil
}

func index(what string, i int, field string, x, n int, optional bool) error {
	if optional && x == None || x >= 0 && x < n {
		return nil
	}
	return fmt.Errorf("%s %d: %s is %d of %d", what, i, field, x, n)
}

func indices(what string, i int, field string, xs []int, n int) error {
	for _, x := range xs {
		if err := index(what, i, field, x, n, false); err != nil {
			return err
		}
	}
	return nil
}

func (d *Doc) chains(what string, i int, cs ...Chain) error {
	for _, c := range cs {
		for _, x := range c {
			if x == Unnamed {
				continue
			}
			if err := index(what, i, "source", x, len(d.Entities), false); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *Doc) checkEntities() error {
	for i, m := range d.Mentions {
		if err := first(d.span("mention", i, m.Span), d.span("title of mention", i, m.Title), d.tok("mention", i, m.Head, false),
			index("mention", i, "entity", m.Entity, len(d.Entities), true)); err != nil {
			return err
		}
		if m.Span.Empty() {
			return fmt.Errorf("mention %d is empty", i)
		}
	}
	for i, e := range d.Entities {
		if err := first(indices("entity", i, "mention", e.Mentions, len(d.Mentions)), indices("entity", i, "member", e.Members, len(d.Entities))); err != nil {
			return err
		}
		if len(e.Mentions) == 0 {
			return fmt.Errorf("entity %d has no mention", i)
		}
	}
	if err := d.checkGroups(); err != nil {
		return err
	}
	for i, t := range d.Times {
		if err := first(d.span("time", i, t.Span), index("time", i, "anchor", t.Anchor, len(d.Events), true)); err != nil {
			return err
		}
	}
	for i, a := range d.Amounts {
		if err := first(d.span("amount", i, a.Span), index("amount", i, "same_as", a.SameAs, len(d.Amounts), true)); err != nil {
			return err
		}
	}
	return nil
}

// checkGroups reports a group that is its own member, directly or through others.
func (d *Doc) checkGroups() error {
	const open, closed = 1, 2
	state := make([]uint8, len(d.Entities))
	var visit func(i int) bool
	visit = func(i int) bool {
		if state[i] != 0 {
			return state[i] == closed
		}
		state[i] = open
		for _, m := range d.Entities[i].Members {
			if !visit(m) {
				return false
			}
		}
		state[i] = closed
		return true
	}
	for i := range d.Entities {
		if !visit(i) {
			return fmt.Errorf("entity %d is a member of itself", i)
		}
	}
	return nil
}

func (d *Doc) checkRecords() error {
	ne, nt := len(d.Entities), len(d.Times)
	for i, s := range d.Statements {
		if err := first(d.span("statement", i, s.Speaker), d.span("statement", i, s.Cue), index("statement", i, "speaker", s.SpeakerEntity, ne, true),
			index("statement", i, "within", s.Within, len(d.Statements), true), index("statement", i, "time", s.Time, nt, true),
			indices("statement", i, "about", s.About, ne), d.chains("statement", i, s.Chain)); err != nil {
			return err
		}
		for _, c := range append(append([]Span(nil), s.Content...), s.Quotes...) {
			if err := d.span("statement", i, c); err != nil {
				return err
			}
		}
	}
	for i, e := range d.Events {
		if err := first(d.span("event", i, e.TriggerSpan), d.span("event", i, e.Evidence), d.tok("event", i, e.Trigger, false),
			index("event", i, "clause", e.Clause, len(d.Clauses), true), indices("event", i, "source", e.Source, ne), indices("event", i, "target", e.Target, ne),
			index("event", i, "time", e.Time, nt, true), index("event", i, "place", e.Place, ne, true), indices("event", i, "amount", e.Amounts, len(d.Amounts)),
			d.chains("event", i, e.Sources...)); err != nil {
			return err
		}
	}
	if n := len(d.Predicates); n > 0 && n != len(d.Clauses) {
		return fmt.Errorf("%d predicates for %d clauses", n, len(d.Clauses))
	}
	for i, c := range d.Contacts {
		if err := first(d.span("contact", i, c.Evidence), index("contact", i, "event", c.Event, len(d.Events), true), indices("contact", i, "participant", c.Participants, ne),
			index("contact", i, "initiator", c.Initiator, ne, true), index("contact", i, "place", c.Place, ne, true), index("contact", i, "previous", c.Previous, len(d.Contacts), true),
			indices("contact", i, "statement", c.Statements, len(d.Statements)), d.chains("contact", i, c.Sources...)); err != nil {
			return err
		}
	}
	for i, k := range d.Commitments {
		if err := first(d.span("commitment", i, k.Evidence), index("commitment", i, "event", k.Event, len(d.Events), true), indices("commitment", i, "donor", k.Donor, ne),
			indices("commitment", i, "recipient", k.Recipient, ne), indices("commitment", i, "amount", k.Amounts, len(d.Amounts)), d.chains("commitment", i, k.Sources...)); err != nil {
			return err
		}
	}
	for i, p := range d.Positions {
		if err := first(index("position", i, "holder", p.Holder, ne, true), index("position", i, "via", p.Via, ne, true), index("position", i, "statement", p.Statement, len(d.Statements), false)); err != nil {
			return err
		}
	}
	for i, s := range d.Shifts {
		if err := first(d.span("shift", i, s.Evidence), index("shift", i, "holder", s.Holder, ne, true), indices("shift", i, "from", s.From, len(d.Positions)),
			indices("shift", i, "to", s.To, len(d.Positions)), indices("shift", i, "asserted by", s.AssertedBy, ne)); err != nil {
			return err
		}
	}
	for i, a := range d.Agreements {
		if err := first(index("agreement", i, "statement", a.Statement, len(d.Statements), false), indices("agreement", i, "party", a.Parties, ne), indices("agreement", i, "claimed by", a.ClaimedBy, ne)); err != nil {
			return err
		}
	}
	return nil
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
