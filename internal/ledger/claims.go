package ledger

import (
	"slices"

	"github.com/openreadout/readout/record"
)

// agreements lists what either text has both sides agree on, with the item of the other text in its place.
func agreements(x, y *side) []Counterpart {
	out := []Counterpart{}
	for _, it := range x.items {
		if !it.joint {
			continue
		}
		c := Counterpart{Side: "A", Quote: x.quote(it.span)}
		if it.link != nil {
			q := y.quote(it.link.span)
			c.Other = &q
			if it.link.joint {
				c.Side = both
			} else {
				c.Note = "B has it of " + y.whose(it.link)
			}
		}
		out = append(out, c)
	}
	for _, it := range y.items {
		if !it.joint || it.link != nil && it.link.joint {
			continue
		}
		c := Counterpart{Side: "B", Quote: y.quote(it.span)}
		if it.link != nil {
			q := x.quote(it.link.span)
			c.Other = &q
			c.Note = "A has it of " + x.whose(it.link)
		}
		out = append(out, c)
	}
	return out
}

// whose names who speaks in an item.
func (s *side) whose(it *item) string {
	switch it.who {
	case ownLeader:
		return s.name(s.country)
	case otherLeader:
		return s.name(s.other)
	case both:
		return "both"
	}
	return "nobody named"
}

// name returns the leader of a country as the text names him, else the country.
func (s *side) name(country string) string {
	if e := s.entities[s.own]; e != nil && country == s.country {
		return e.Name
	}
	if s.contact != nil {
		for _, p := range s.contact.Participants {
			if e := s.entities[p]; e != nil && e.Country == country && e.Kind == "person" {
				return e.Name
			}
		}
	}
	if country == "" {
		return "one side"
	}
	return country
}

// attributed lists what text x has the other side's leader say, and whether y has its leader say it.
func attributed(name string, x, y *side) []Counterpart {
	var out []Counterpart
	for _, it := range x.items {
		if it.who != otherLeader {
			continue
		}
		c := Counterpart{Side: name, Quote: x.quote(it.span), Note: "no item of the other text was found to tell of it"}
		if it.link != nil {
			q := y.quote(it.link.span)
			c.Other, c.Note = &q, "the other text has it of "+y.whose(it.link)
		}
		out = append(out, c)
	}
	return out
}

// pledges lists the commitments of x: those of further contact, or all others.
func pledges(name string, x, y *side, contact bool) []Counterpart {
	var out []Counterpart
	var seen []record.Span
	for i := range x.d.Commitments {
		k := &x.d.Commitments[i]
		it := x.itemAt(k.Evidence)
		if k.Kind == "contact" != contact || it == nil || slices.Contains(seen, it.span) {
			continue
		}
		seen = append(seen, it.span)
		c := Counterpart{Side: name, Quote: x.quote(k.Evidence), Note: k.Status}
		if it.link != nil {
			q := y.quote(it.link.span)
			c.Other = &q
		}
		out = append(out, c)
	}
	return out
}
