package pipeline

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/record"
)

// Include says which parts of a record that are left out otherwise are wanted.
type Include struct{ Tokens, Predicates bool }

// Publish turns an annotated document into its record. Byte offsets become code points here and nowhere
// else; indices become ids.
func Publish(a record.Article, d *doc.Doc, with Include) record.Document {
	p := &publisher{d: d, points: newPoints(d.Text)}
	out := record.Document{Schema: record.Schema, Article: a}
	for _, s := range d.Sentences {
		out.Sentences = append(out.Sentences, p.span(s.Span))
	}
	if with.Tokens {
		out.Tokens = p.tokens()
	}
	if with.Predicates {
		out.Predicates = p.predicates()
	}
	out.Entities = p.entities()
	out.Times = p.times()
	out.Amounts = p.amounts()
	out.Statements = p.statements()
	out.Events = p.events()
	out.Contacts = p.contacts()
	out.Commitments = p.commitments()
	out.Positions = p.positions()
	out.Shifts = p.shifts()
	out.Agreements = p.agreements()
	for _, n := range d.Notes {
		out.Notes = append(out.Notes, record.Note{Span: p.span(n.Span), Layer: n.Layer, Text: n.Text})
	}
	return out
}

// points turns byte offsets into code points: it keeps the count at every block and counts the rest.
type points struct {
	text  string
	count []int32
}

const pointsBlock = 128

func newPoints(text string) points {
	p := points{text: text, count: make([]int32, len(text)/pointsBlock+1)}
	n := int32(0)
	for i := range len(text) {
		if i%pointsBlock == 0 {
			p.count[i/pointsBlock] = n
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	if len(text)%pointsBlock == 0 {
		p.count[len(text)/pointsBlock] = n
	}
	return p
}

func (p points) at(b int) int {
	n := int(p.count[b/pointsBlock])
	for i := b / pointsBlock * pointsBlock; i < b; i++ {
		if utf8.RuneStart(p.text[i]) {
			n++
		}
	}
	return n
}

type publisher struct {
	d      *doc.Doc
	points points
}

func (p *publisher) span(s doc.Span) record.Span {
	return record.Span{Begin: p.points.at(s.Begin), End: p.points.at(s.End)}
}

func (p *publisher) spans(ss []doc.Span) []record.Span {
	out := make([]record.Span, 0, len(ss))
	for _, s := range ss {
		out = append(out, p.span(s))
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

func id(prefix string, i int) string {
	if i < 0 {
		return ""
	}
	return fmt.Sprintf("%s%d", prefix, i+1)
}

func ids(prefix string, xs []int) []string {
	var out []string
	for _, x := range xs {
		out = append(out, id(prefix, x))
	}
	return out
}

func chain(c doc.Chain) record.Chain {
	out := record.Chain{}
	for _, x := range c {
		if x == doc.Unnamed {
			out = append(out, record.Unnamed)
		} else {
			out = append(out, id("e", x))
		}
	}
	return out
}

func chains(cs []doc.Chain) []record.Chain {
	var out []record.Chain
	for _, c := range cs {
		out = append(out, chain(c))
	}
	return out
}

func interval(i doc.Interval) *record.Interval {
	if i.Zero() {
		return nil
	}
	return &record.Interval{From: string(i.From), To: string(i.To), Grain: i.Grain}
}

func latest(w doc.When) *record.When {
	if w.By == "" {
		return nil
	}
	return &record.When{Interval: *interval(w.Interval), By: w.By, Time: id("t", w.Time)}
}

func (p *publisher) tokens() []record.Token {
	out := make([]record.Token, 0, len(p.d.Tokens))
	for _, s := range p.d.Sentences {
		for t := s.First; t < s.End; t++ {
			k := &p.d.Tokens[t]
			head := 0
			if k.Head != doc.None {
				head = int(k.Head-s.First) + 1
			}
			out = append(out, record.Token{Span: p.span(k.Span), Lemma: k.Lemma, UPOS: k.UPOS, XPOS: k.XPOS, Feats: k.Feats, Head: head, Deprel: k.Rel, Joined: k.Joined})
		}
	}
	return out
}

func (p *publisher) predicates() []record.Predicate {
	var out []record.Predicate
	for i, x := range p.d.Predicates {
		c := &p.d.Clauses[i]
		f := x.Factuality
		if f == "" {
			f = "unknown"
		}
		out = append(out, record.Predicate{Span: p.span(p.d.Tokens[c.Pred].Span), Lemma: c.Lemma, Factuality: f, Score: tenths(x.Score), Sources: chain(x.Sources),
			Rule: x.Rule, Entry: x.Entry})
	}
	return out
}

// tenths prints a number of tenths as a decimal: -25 is «-2.5».
func tenths(n int) json.Number {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	return json.Number(fmt.Sprintf("%s%d.%d", sign, n/10, n%10))
}

func (p *publisher) entities() []record.Entity {
	var out []record.Entity
	for i, e := range p.d.Entities {
		r := record.Entity{ID: id("e", i), Kind: e.Kind, Name: e.Name, Actor: e.Actor, Country: e.Country, Role: e.Role, OfficeAsOf: string(e.OfficeAsOf),
			Ref: e.Ref, Members: ids("e", e.Members), Rule: e.Rule, Entry: e.Entry}
		if r.Kind == "" {
			r.Kind = "other"
		}
		if e.Place != nil {
			r.Place = &record.Place{GeonameID: e.Place.GeonameID, Country: e.Place.Country, Admin1: e.Place.Admin1, Lat: e.Place.Lat, Lon: e.Place.Lon, Grain: e.Place.Grain}
		}
		for _, m := range e.Mentions {
			x := p.d.Mentions[m]
			r.Mentions = append(r.Mentions, record.Mention{Span: p.span(x.Span), Form: x.Form, Reading: x.Reading, Rule: x.Rule})
		}
		out = append(out, r)
	}
	return out
}

func (p *publisher) times() []record.Time {
	var out []record.Time
	for i, t := range p.d.Times {
		out = append(out, record.Time{ID: id("t", i), Span: p.span(t.Span), Kind: t.Kind, Interval: record.Interval{From: string(t.From), To: string(t.To), Grain: t.Grain},
			Mod: t.Mod, Duration: t.Duration, Timex: t.Timex, Anchor: id("ev", t.Anchor), Rule: t.Rule})
	}
	return out
}

func (p *publisher) amounts() []record.Amount {
	var out []record.Amount
	for i, a := range p.d.Amounts {
		out = append(out, record.Amount{ID: id("a", i), Span: p.span(a.Span), Kind: a.Kind, Value: json.Number(a.Value), Min: json.Number(a.Min), Max: json.Number(a.Max),
			Currency: a.Currency, Unit: a.Unit, Approx: a.Approx, Assumed: a.Assumed, SameAs: id("a", a.SameAs), OffRate: a.OffRate, Rule: a.Rule})
	}
	return out
}

func (p *publisher) statements() []record.Statement {
	var out []record.Statement
	for i, s := range p.d.Statements {
		r := record.Statement{ID: id("st", i), Cue: p.span(s.Cue), Content: p.spans(s.Content), Kind: s.Kind, Quotes: p.spans(s.Quotes), Act: s.Act, Chain: chain(s.Chain),
			Within: id("st", s.Within), Hedge: s.Hedge, Negated: s.Negated, Topics: s.Topics, About: ids("e", s.About), Time: id("t", s.Time), When: latest(s.When), Rule: s.Rule, Entry: s.Entry}
		if !s.Speaker.Empty() {
			r.Speaker = &record.Speaker{Span: p.span(s.Speaker), Entity: id("e", s.SpeakerEntity)}
		}
		if r.Content == nil {
			r.Content = []record.Span{}
		}
		out = append(out, r)
	}
	return out
}

func (p *publisher) events() []record.Event {
	var out []record.Event
	for i, e := range p.d.Events {
		r := record.Event{ID: id("ev", i), Source: ids("e", p.parties(e.Source)), Target: ids("e", p.parties(e.Target)), Symmetric: e.Symmetric, Plover: e.Plover, Mode: e.Mode,
			Contexts: e.Contexts, CAMEO: e.CAMEO, Quad: e.Quad, Goldstein: json.Number(e.Goldstein), Trigger: p.span(e.TriggerSpan), Evidence: p.span(e.Evidence),
			Date: interval(e.Date), Time: id("t", e.Time), When: latest(e.When), Place: id("e", e.Place), Amounts: ids("a", e.Amounts), Factuality: e.Factuality, Sources: chains(e.Sources),
			Rule: e.Rule, Entry: e.Entry}
		if r.Factuality == "" {
			r.Factuality = "unknown"
		}
		for _, m := range e.Mentions {
			r.Mentions = append(r.Mentions, record.EventMention{Span: p.span(m.Span), Sources: chain(m.Sources)})
		}
		out = append(out, r)
	}
	return out
}

// parties lists a group whose members are known by its members, each once, in order.
func (p *publisher) parties(xs []int) []int {
	var out []int
	seen := map[int]bool{}
	var add func(x, depth int)
	add = func(x, depth int) {
		if members := p.d.Entities[x].Members; len(members) > 0 && depth < 4 {
			for _, m := range members {
				add(m, depth+1)
			}
			return
		}
		if !seen[x] {
			seen[x] = true
			out = append(out, x)
		}
	}
	for _, x := range xs {
		add(x, 0)
	}
	return out
}

func (p *publisher) contacts() []record.Contact {
	var out []record.Contact
	for i, c := range p.d.Contacts {
		r := record.Contact{ID: id("c", i), Event: id("ev", c.Event), Implied: c.Implied, Mode: c.Mode, Participants: ids("e", p.parties(c.Participants)), Date: interval(c.Date),
			Place: id("e", c.Place), Duration: c.Duration, Topics: c.Topics, Statements: ids("st", c.Statements), Previous: id("c", c.Previous), Sources: chains(c.Sources),
			Evidence: p.span(c.Evidence), Rule: c.Rule}
		if c.Initiator >= 0 {
			who := id("e", c.Initiator)
			r.Initiator = &who
		}
		if f := c.FirstSince; f != nil {
			r.FirstSince = &record.FirstSince{Date: interval(f.Date), Evidence: p.span(f.Evidence), Sources: chains(f.Sources)}
		}
		if k := c.Counted; k != nil {
			r.Counted = &record.Counted{N: k.N, Since: interval(k.Since), Evidence: p.span(k.Evidence), Sources: chains(k.Sources)}
		}
		if g := c.Gap; g != nil {
			r.Gap = &record.Gap{Months: g.Months, Text: g.Text, Consistent: g.Consistent}
		}
		out = append(out, r)
	}
	return out
}

func (p *publisher) commitments() []record.Commitment {
	var out []record.Commitment
	for i, c := range p.d.Commitments {
		out = append(out, record.Commitment{ID: id("k", i), Event: id("ev", c.Event), Kind: c.Kind, Type: c.Type, Donor: ids("e", c.Donor), Recipient: ids("e", c.Recipient),
			Amounts: ids("a", c.Amounts), Value: json.Number(c.Value), Currency: c.Currency, Status: c.Status, Period: interval(c.Period), Condition: c.Condition,
			Sources: chains(c.Sources), Evidence: p.span(c.Evidence), Rule: c.Rule})
	}
	return out
}

func (p *publisher) positions() []record.Position {
	var out []record.Position
	for i, x := range p.d.Positions {
		out = append(out, record.Position{ID: id("p", i), Holder: id("e", x.Holder), Via: id("e", x.Via), Topic: x.Topic, Statement: id("st", x.Statement),
			Continuity: x.Continuity, Since: x.Since, Date: interval(x.Date), Rule: x.Rule})
	}
	return out
}

func (p *publisher) shifts() []record.Shift {
	var out []record.Shift
	for i, s := range p.d.Shifts {
		out = append(out, record.Shift{ID: id("s", i), Holder: id("e", s.Holder), Topic: s.Topic, From: ids("p", s.From), To: ids("p", s.To),
			AssertedBy: ids("e", s.AssertedBy), Evidence: p.span(s.Evidence), Rule: s.Rule})
	}
	return out
}

func (p *publisher) agreements() []record.Agreement {
	var out []record.Agreement
	for _, a := range p.d.Agreements {
		out = append(out, record.Agreement{Statement: id("st", a.Statement), Parties: ids("e", p.parties(a.Parties)), ClaimedBy: ids("e", a.ClaimedBy), OneSided: a.OneSided, Rule: a.Rule})
	}
	return out
}
