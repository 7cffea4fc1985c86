package pack

import (
	"encoding/json"
	"math"

	"github.com/openreadout/readout/record"
)

func (c *coder) entity(n int, e *record.Entity) {
	c.id(&e.ID, entityIDs, n)
	f := c.flags(e.Ref != "" || e.Entry != "", e.Actor != "" || e.Country != "", len(e.Members) > 0, e.Place != nil, e.Role != "" || e.OfficeAsOf != "")
	c.word(&e.Rule)
	if f.has(2) {
		c.refs(&e.Members, entityIDs)
	}
	if f.has(0) {
		c.known(e)
		return
	}
	c.word(&e.Kind)
	c.text(&e.Name)
	if f.has(1) {
		c.word(&e.Actor)
		c.word(&e.Country)
	}
	if f.has(3) {
		if c.read {
			e.Place = &record.Place{}
		}
		c.place(e.Place)
	}
	if f.has(4) {
		c.word(&e.Role)
		c.text(&e.OfficeAsOf)
	}
}

// known is an entity of the knowledge: its number in the dictionary.
func (c *coder) known(e *record.Entity) {
	var n uint64
	if !c.read {
		k := Known{e.Kind, e.Name, e.Actor, e.Country, e.Role, e.OfficeAsOf, e.Ref, e.Entry, e.Place != nil, record.Place{}}
		if e.Place != nil {
			k.Place = *e.Place
		}
		var err error
		if n, err = c.dict.KnownNumber(k); err != nil {
			c.fail(err)
		}
	}
	c.uvarint(&n)
	if !c.read || c.err != nil {
		return
	}
	k, err := c.dict.Known(n)
	if err != nil {
		c.fail(err)
		return
	}
	e.Kind, e.Name, e.Actor, e.Country, e.Role, e.OfficeAsOf, e.Ref, e.Entry = k.Kind, k.Name, k.Actor, k.Country, k.Role, k.OfficeAsOf, k.Ref, k.Entry
	if k.Placed {
		p := k.Place
		e.Place = &p
	}
}

func (c *coder) place(p *record.Place) {
	c.num(&p.GeonameID)
	c.word(&p.Country)
	c.word(&p.Admin1)
	c.float(&p.Lat)
	c.float(&p.Lon)
	c.word(&p.Grain)
}

// float is a coordinate: hundred-thousandths of a degree where that is all of it, else its bits.
func (c *coder) float(f *float64) {
	n := math.Round(*f * 1e5)
	short := c.flags(n/1e5 == *f && math.Abs(n) < 1<<40 && (n != 0 || !math.Signbit(*f)))
	if short.has(0) {
		k := int(n)
		c.signed(&k)
		*f = float64(k) / 1e5
		return
	}
	b := math.Float64bits(*f)
	c.uvarint(&b)
	*f = math.Float64frombits(b)
}

// mentions are those of all entities. The form, the reading and the rule of a mention go together: they are one
// word of the dictionary.
func (c *coder) mentions(d *record.Document) {
	if c.read && len(d.Entities) == 0 { // the entities were not asked for
		c.b = nil
		return
	}
	for i := range d.Entities {
		c.at = 0
		c.need(c.read || len(d.Entities[i].Mentions) > 0)
		ms := members(c, &d.Entities[i].Mentions)
		for j := range ms {
			m := &ms[j]
			c.span(&m.Span)
			c.together(&m.Form, &m.Reading, &m.Rule)
		}
	}
}

func (c *coder) interval(i *record.Interval) {
	f := c.flags(i.From != "", i.To != i.From)
	c.word(&i.Grain)
	if f.has(0) {
		c.day(&i.From)
	}
	if !f.has(1) {
		i.To = i.From
		return
	}
	c.day(&i.To)
}

// maybe is an interval that may be absent.
func (c *coder) maybe(there bool, i **record.Interval) {
	if !there {
		return
	}
	if c.read {
		*i = &record.Interval{}
	}
	c.interval(*i)
}

func (c *coder) time(n int, t *record.Time) {
	c.id(&t.ID, timeIDs, n)
	f := c.flags(t.Timex != "", t.Timex == t.From && t.Timex != "", t.Mod != "", t.Duration != "", t.Anchor != "")
	c.span(&t.Span)
	c.together(&t.Kind, &t.Rule)
	c.interval(&t.Interval)
	switch {
	case f.has(1):
		t.Timex = t.From
	case f.has(0):
		c.text(&t.Timex)
	}
	if f.has(2) {
		c.word(&t.Mod)
	}
	if f.has(3) {
		c.text(&t.Duration)
	}
	if f.has(4) {
		c.ref(&t.Anchor, eventIDs)
	}
}

func (c *coder) amount(n int, a *record.Amount) {
	c.id(&a.ID, amountIDs, n)
	f := c.flags(a.Value != "", a.Min != "" || a.Max != "", a.Currency != "" || a.Unit != "", a.Approx != "", a.Assumed, a.SameAs != "", a.OffRate != 0)
	c.span(&a.Span)
	c.together(&a.Kind, &a.Rule)
	if f.has(0) {
		c.digits(&a.Value)
	}
	if f.has(1) {
		c.digits(&a.Min)
		c.digits(&a.Max)
	}
	if f.has(2) {
		c.word(&a.Currency)
		c.word(&a.Unit)
	}
	if f.has(3) {
		c.word(&a.Approx)
	}
	a.Assumed = f.has(4)
	if f.has(5) {
		c.ref(&a.SameAs, amountIDs)
	}
	if f.has(6) {
		c.signed(&a.OffRate)
	}
}

// digits is a decimal that few records share.
func (c *coder) digits(n *json.Number) {
	s := string(*n)
	c.text(&s)
	*n = json.Number(s)
}

func (c *coder) statement(n int, s *record.Statement) {
	c.id(&s.ID, statementIDs, n)
	f := c.flags(s.Speaker != nil, len(s.Topics) > 0, len(s.About) > 0, len(s.Chain) > 0, s.Within != "", len(s.Quotes) > 0, s.Negated, s.Hedge != "", s.Time != "", s.When != nil)
	c.at = 0
	c.span(&s.Cue)
	c.need(c.read || s.Content != nil)
	c.spans(&s.Content)
	if s.Content == nil {
		s.Content = []record.Span{}
	}
	c.together(&s.Kind, &s.Act, &s.Rule)
	c.word(&s.Entry)
	if f.has(0) {
		if c.read {
			s.Speaker = &record.Speaker{}
		}
		c.span(&s.Speaker.Span)
		c.ref(&s.Speaker.Entity, entityIDs)
	}
	if f.has(1) {
		c.words(&s.Topics)
	}
	if f.has(2) {
		c.refs(&s.About, entityIDs)
	}
	if f.has(3) {
		c.chain(&s.Chain)
	}
	if f.has(4) {
		c.ref(&s.Within, statementIDs)
	}
	if f.has(5) {
		c.spans(&s.Quotes)
	}
	s.Negated = f.has(6)
	if f.has(7) {
		c.word(&s.Hedge)
	}
	if f.has(8) {
		c.ref(&s.Time, timeIDs)
	}
	c.when(f.has(9), &s.When)
}

// when is by when something was, where it is known.
func (c *coder) when(there bool, w **record.When) {
	if !there {
		return
	}
	if c.read {
		*w = &record.When{}
	}
	c.word(&(*w).By)
	c.ref(&(*w).Time, timeIDs)
	c.interval(&(*w).Interval)
}

func (c *coder) event(n int, e *record.Event) {
	c.id(&e.ID, eventIDs, n)
	f := c.flags(len(e.Source) > 0, len(e.Target) > 0, len(e.Contexts) > 0, len(e.Sources) > 0, e.Date != nil, e.Time != "", e.Symmetric,
		e.Place != "", len(e.Amounts) > 0, len(e.Mentions) > 0, e.When != nil)
	c.at = 0
	c.span(&e.Trigger)
	c.span(&e.Evidence)
	c.num(&e.Quad)
	goldstein := string(e.Goldstein)
	c.together(&e.Plover, &e.Mode, &e.CAMEO, &goldstein)
	e.Goldstein = json.Number(goldstein)
	c.together(&e.Factuality, &e.Rule)
	c.word(&e.Entry)
	if f.has(0) {
		c.refs(&e.Source, entityIDs)
	}
	if f.has(1) {
		c.refs(&e.Target, entityIDs)
	}
	if f.has(2) {
		c.words(&e.Contexts)
	}
	if f.has(3) {
		c.chains(&e.Sources)
	}
	c.maybe(f.has(4), &e.Date)
	if f.has(5) {
		c.ref(&e.Time, timeIDs)
	}
	e.Symmetric = f.has(6)
	if f.has(7) {
		c.ref(&e.Place, entityIDs)
	}
	if f.has(8) {
		c.refs(&e.Amounts, amountIDs)
	}
	if f.has(9) {
		ms := members(c, &e.Mentions)
		for i := range ms {
			c.span(&ms[i].Span)
			c.chain(&ms[i].Sources)
		}
	}
	c.when(f.has(10), &e.When)
}

func (c *coder) contact(n int, x *record.Contact) {
	c.id(&x.ID, contactIDs, n)
	f := c.flags(x.Event != "", x.Date != nil, x.Place != "", x.Initiator != nil, len(x.Topics) > 0, len(x.Statements) > 0, len(x.Sources) > 0,
		x.Implied, x.Duration != "", x.FirstSince != nil, x.Gap != nil, x.Previous != "", x.Counted != nil)
	c.at = 0
	c.span(&x.Evidence)
	c.together(&x.Mode, &x.Rule)
	c.need(c.read || x.Participants != nil)
	c.refs(&x.Participants, entityIDs)
	if x.Participants == nil {
		x.Participants = []string{}
	}
	if f.has(0) {
		c.ref(&x.Event, eventIDs)
	}
	c.maybe(f.has(1), &x.Date)
	if f.has(2) {
		c.ref(&x.Place, entityIDs)
	}
	if f.has(3) {
		if c.read {
			x.Initiator = new(string)
		}
		c.ref(x.Initiator, entityIDs)
	}
	if f.has(4) {
		c.words(&x.Topics)
	}
	if f.has(5) {
		c.refs(&x.Statements, statementIDs)
	}
	if f.has(6) {
		c.chains(&x.Sources)
	}
	x.Implied = f.has(7)
	if f.has(8) {
		c.text(&x.Duration)
	}
	if f.has(9) {
		if c.read {
			x.FirstSince = &record.FirstSince{}
		}
		c.firstSince(x.FirstSince)
	}
	if f.has(10) {
		if c.read {
			x.Gap = &record.Gap{}
		}
		c.gap(x.Gap)
	}
	if f.has(11) {
		c.ref(&x.Previous, contactIDs)
	}
	if f.has(12) {
		if c.read {
			x.Counted = &record.Counted{}
		}
		c.counted(x.Counted)
	}
}

func (c *coder) counted(x *record.Counted) {
	f := c.flags(x.Since != nil, len(x.Sources) > 0)
	c.signed(&x.N)
	c.span(&x.Evidence)
	c.maybe(f.has(0), &x.Since)
	if f.has(1) {
		c.chains(&x.Sources)
	}
}

func (c *coder) firstSince(x *record.FirstSince) {
	f := c.flags(x.Date != nil, len(x.Sources) > 0)
	c.span(&x.Evidence)
	c.maybe(f.has(0), &x.Date)
	if f.has(1) {
		c.chains(&x.Sources)
	}
}

func (c *coder) gap(g *record.Gap) {
	g.Consistent = c.flags(g.Consistent).has(0)
	c.signed(&g.Months[0])
	c.signed(&g.Months[1])
	c.text(&g.Text)
}

func (c *coder) commitment(n int, k *record.Commitment) {
	c.id(&k.ID, commitmentIDs, n)
	f := c.flags(k.Event != "", len(k.Donor) > 0, len(k.Recipient) > 0, len(k.Sources) > 0, len(k.Amounts) > 0, k.Value != "" || k.Currency != "", k.Period != nil, k.Condition != "")
	c.at = 0
	c.span(&k.Evidence)
	c.together(&k.Kind, &k.Type, &k.Status, &k.Rule)
	if f.has(0) {
		c.ref(&k.Event, eventIDs)
	}
	if f.has(1) {
		c.refs(&k.Donor, entityIDs)
	}
	if f.has(2) {
		c.refs(&k.Recipient, entityIDs)
	}
	if f.has(3) {
		c.chains(&k.Sources)
	}
	if f.has(4) {
		c.refs(&k.Amounts, amountIDs)
	}
	if f.has(5) {
		c.digits(&k.Value)
		c.word(&k.Currency)
	}
	c.maybe(f.has(6), &k.Period)
	if f.has(7) {
		c.text(&k.Condition)
	}
}

func (c *coder) position(n int, p *record.Position) {
	c.id(&p.ID, positionIDs, n)
	f := c.flags(p.Holder != "", p.Via != "", p.Since != "", p.Date != nil)
	c.together(&p.Continuity, &p.Rule)
	c.text(&p.Topic)
	c.ref(&p.Statement, statementIDs)
	if f.has(0) {
		c.ref(&p.Holder, entityIDs)
	}
	if f.has(1) {
		c.ref(&p.Via, entityIDs)
	}
	if f.has(2) {
		c.text(&p.Since)
	}
	c.maybe(f.has(3), &p.Date)
}

func (c *coder) shift(n int, s *record.Shift) {
	c.id(&s.ID, shiftIDs, n)
	c.span(&s.Evidence)
	c.word(&s.Rule)
	c.text(&s.Topic)
	c.ref(&s.Holder, entityIDs)
	c.refs(&s.From, positionIDs)
	c.refs(&s.To, positionIDs)
	c.refs(&s.AssertedBy, entityIDs)
}

func (c *coder) agreement(_ int, a *record.Agreement) {
	a.OneSided = c.flags(a.OneSided).has(0)
	c.ref(&a.Statement, statementIDs)
	c.word(&a.Rule)
	c.refs(&a.Parties, entityIDs)
	c.refs(&a.ClaimedBy, entityIDs)
}
