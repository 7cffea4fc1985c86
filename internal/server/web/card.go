package web

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// card is one record as it stands beside its text.
type card struct {
	Anchor     string // id in the document
	ID         string // of the record
	At         string // id of its place in the text, "" for none
	Kind       store.Kind
	Label      string // type, mode, act, status, kind
	Code       string // CAMEO code, actor code
	Parties    string
	Says       string // content, topic, office
	Factuality string
	Notes      []string // date, sources, sums
	Rule       string
	Entry      string
	Verdict    string
	By         string // who gave the verdict
	Day        string // when
}

// namer says records of a document in words.
type namer struct {
	d      *record.Document
	runes  []rune
	by     map[string]*record.Entity
	amount map[string]*record.Amount
}

func newNamer(d *record.Document) *namer {
	n := &namer{d, []rune(d.Text), map[string]*record.Entity{}, map[string]*record.Amount{}}
	for i := range d.Entities {
		n.by[d.Entities[i].ID] = &d.Entities[i]
	}
	for i := range d.Amounts {
		n.amount[d.Amounts[i].ID] = &d.Amounts[i]
	}
	return n
}

// words returns the text of a span on one line.
func (n *namer) words(s record.Span) string {
	return strings.Join(strings.Fields(string(n.runes[s.Begin:s.End])), " ")
}

// names joins the names of entities.
func (n *namer) names(ids ...string) string {
	var out []string
	for _, id := range ids {
		switch e := n.by[id]; {
		case e != nil:
			out = append(out, e.Name)
		case id == record.Unnamed:
			out = append(out, "an unnamed source")
		}
	}
	return strings.Join(out, ", ")
}

// claims says who claims something, "" where the text itself does.
func (n *namer) claims(cs []record.Chain) string {
	var out []string
	for _, c := range cs {
		var chain []string
		for _, id := range c {
			chain = append(chain, n.names(id))
		}
		if len(chain) > 0 {
			out = append(out, strings.Join(chain, " → "))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "according to " + strings.Join(unique(out), "; ")
}

// day says an interval.
func day(i *record.Interval) string {
	switch {
	case i == nil || i.From+i.To == "":
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

func nonEmpty(xs ...string) []string {
	var out []string
	for _, x := range xs {
		if x != "" {
			out = append(out, x)
		}
	}
	return out
}

// card makes the card of a record with the last verdict on it.
func (n *namer) card(f store.Flat, verdicts map[verdictKey][]store.Correction) card {
	c := card{ID: f.ID, Kind: f.Kind, Factuality: f.Factuality}
	switch f.Kind {
	case store.Contacts:
		n.contact(&c, &n.d.Contacts[f.Index])
	case store.Events:
		n.event(&c, &n.d.Events[f.Index])
	case store.Statements:
		n.statement(&c, &n.d.Statements[f.Index])
	case store.Commitments:
		n.commitment(&c, &n.d.Commitments[f.Index])
	case store.Positions:
		n.position(&c, &n.d.Positions[f.Index])
	case store.Entities:
		n.entity(&c, &n.d.Entities[f.Index])
	}
	c.At = "at-" + c.Anchor
	if cs := verdicts[verdictKey{f.Kind, f.Span}]; len(cs) > 0 {
		last := cs[len(cs)-1]
		c.Verdict, c.By, c.Day = last.Verdict, last.By, last.At.Format("2006-01-02")
	}
	return c
}

func (n *namer) contact(c *card, x *record.Contact) {
	c.Anchor, c.Label, c.Parties, c.Rule = x.ID, cmp.Or(x.Mode, "contact"), n.names(x.Participants...), x.Rule
	c.Notes = nonEmpty(day(x.Date), n.names(x.Place), x.Duration, n.claims(x.Sources))
	if x.Initiator != nil {
		c.Notes = append(c.Notes, "initiated by "+n.names(*x.Initiator))
	}
	if x.Implied {
		c.Notes = append(c.Notes, "implied by a claim about a later contact")
	}
	if s := x.FirstSince; s != nil {
		c.Notes = append(c.Notes, strings.TrimSpace("said to be the first since "+cmp.Or(day(s.Date), "a day not told")+" "+n.claims(s.Sources)))
	}
}

func (n *namer) event(c *card, x *record.Event) {
	c.Anchor, c.Label, c.Code, c.Rule, c.Entry = x.ID, cmp.Or(x.Plover, "event"), x.CAMEO, x.Rule, x.Entry
	join := " → "
	if x.Symmetric {
		join = " ↔ "
	}
	switch source, target := n.names(x.Source...), n.names(x.Target...); {
	case target == "":
		c.Parties = cmp.Or(source, "nobody named")
	default:
		c.Parties = cmp.Or(source, "nobody named") + join + target
	}
	if x.Symmetric && len(x.Target) == 0 {
		c.Parties = strings.Join(strings.Split(n.names(x.Source...), ", "), " ↔ ")
	}
	c.Says = "«" + n.words(x.Trigger) + "»"
	c.Notes = nonEmpty(day(x.Date), n.names(x.Place), n.sums(x.Amounts), n.claims(x.Sources), strings.Join(x.Contexts, ", "))
	if k := len(x.Mentions); k > 0 {
		c.Notes = append(c.Notes, "told "+strconv.Itoa(k+1)+" times")
	}
}

func (n *namer) sums(ids []string) string {
	var out []string
	for _, id := range ids {
		if a := n.amount[id]; a != nil {
			out = append(out, strings.TrimSpace(string(a.Value)+" "+a.Currency+a.Unit))
		}
	}
	return strings.Join(nonEmpty(out...), ", ")
}

func (n *namer) statement(c *card, x *record.Statement) {
	c.Anchor, c.Label, c.Rule, c.Entry = x.ID, cmp.Or(x.Act, "statement"), x.Rule, x.Entry
	c.Parties = "nobody named"
	if x.Speaker != nil {
		c.Parties = cmp.Or(n.names(x.Speaker.Entity), n.words(x.Speaker.Span))
	}
	c.Parties += " «" + n.words(x.Cue) + "»"
	if x.Negated {
		c.Notes = append(c.Notes, "negated")
	}
	var content []string
	for _, s := range x.Content {
		content = append(content, n.words(s))
	}
	c.Says = strings.Join(content, " … ")
	if len(x.Chain) > 1 {
		c.Notes = append(c.Notes, "through "+n.names(x.Chain[:len(x.Chain)-1]...))
	}
	c.Notes = append(c.Notes, nonEmpty(x.Kind, x.Hedge, strings.Join(x.Topics, ", "))...)
}

func (n *namer) commitment(c *card, x *record.Commitment) {
	c.Anchor, c.Label, c.Rule = x.ID, x.Status, x.Rule
	c.Parties = cmp.Or(n.names(x.Donor...), "nobody named")
	if to := n.names(x.Recipient...); to != "" {
		c.Parties += " → " + to
	}
	c.Says = strings.TrimSpace(string(x.Value) + " " + x.Currency)
	c.Notes = nonEmpty(strings.TrimSpace(x.Type+" "+x.Kind), day(x.Period), n.claims(x.Sources), x.Condition)
}

func (n *namer) position(c *card, x *record.Position) {
	c.Anchor, c.Label, c.Rule = x.ID, cmp.Or(x.Continuity, "position"), x.Rule
	c.Parties = cmp.Or(n.names(x.Holder), "nobody named") + " on " + x.Topic
	if x.Via != "" {
		c.Notes = append(c.Notes, "through "+n.names(x.Via))
	}
	if x.Since != "" {
		c.Notes = append(c.Notes, "since "+x.Since)
	}
	c.Notes = append(c.Notes, "by "+x.Statement)
}

func (n *namer) entity(c *card, x *record.Entity) {
	c.Anchor, c.Label, c.Code, c.Parties, c.Rule, c.Entry = x.ID, x.Kind, x.Actor, x.Name, x.Rule, x.Entry
	c.Notes = nonEmpty(x.Role, x.Country)
	if x.OfficeAsOf != "" {
		c.Notes = append(c.Notes, "office last known "+x.OfficeAsOf)
	}
	if len(x.Members) > 0 {
		c.Notes = append(c.Notes, "members: "+n.names(x.Members...))
	}
	if k := len(x.Mentions); k > 1 {
		c.Notes = append(c.Notes, strconv.Itoa(k)+" mentions")
	}
	if x.Ref != "" {
		c.Notes = append(c.Notes, "Wikidata "+x.Ref)
	}
}
