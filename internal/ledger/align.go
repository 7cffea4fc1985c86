package ledger

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/record"
)

// link is an aligned pair of items, by their places in their texts.
type link struct {
	a, b   int
	shared []string
}

// What two items must share to be aligned: weight is 60 over the number of items of both texts that have a
// term, an entity counts double.
const (
	weightOf  = 60
	threshold = 30
)

// common are words that every readout has: they align nothing.
var common = wordSet(`leader leaders president minister prime chancellor call conversation discussion talk talks meeting side party parties
	issue question situation topic matter view opinion importance need country countries state government people time day week year month
	other number part particular current important international new further main various relevant mutual joint first
	say tell note express stress emphasise emphasize underscore underline discuss make take give add hold include continue agree speak call also well
	context light day line course result development developments work effort efforts way order detail range telephone phone today attention exchange`)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// terms fills what the item is about: its entities other than the two sides, and its nouns, names, adjectives
// and numbers.
func (s *side) terms(it *item) {
	for i := range s.d.Entities {
		e := &s.d.Entities[i]
		if s.isSide(e) || !named(e) {
			continue
		}
		for _, m := range e.Mentions {
			if !inside(m.Span, it.span) || m.Form == "pronoun" || m.Form == "nominal" {
				continue
			}
			it.terms["="+e.Name] = true
			if !slices.Contains(it.names, e.Name) {
				it.names = append(it.names, e.Name)
			}
		}
	}
	if len(s.d.Tokens) > 0 {
		for _, t := range s.d.Tokens {
			if !inside(t.Span, it.span) || s.named[t.Begin] {
				continue
			}
			switch t.UPOS {
			case "NOUN", "PROPN", "ADJ", "VERB":
				s.term(it, t.Lemma)
			case "NUM":
				if t.End-t.Begin == 4 {
					s.term(it, t.Lemma)
				}
			}
		}
		return
	}
	for _, w := range strings.FieldsFunc(string(s.runes[it.span.Begin:it.span.End]), func(c rune) bool { return !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9') }) {
		if len(w) > 4 {
			s.term(it, strings.TrimSuffix(w, "s"))
		}
	}
}

func (s *side) term(it *item, w string) {
	if w = strings.ToLower(w); len(w) > 2 && !common[w] {
		it.terms[w] = true
	}
}

// isSide reports whether e is a party of the contact or of one side's government.
func (s *side) isSide(e *record.Entity) bool {
	if s.contact != nil && slices.Contains(s.contact.Participants, e.ID) {
		return true
	}
	return e.Country != "" && (e.Country == s.country || e.Country == s.other) && (e.Kind == "state" || e.Kind == "person" || e.Kind == "organisation")
}

// named reports whether e is something that a text names: no description, no group of others.
func named(e *record.Entity) bool {
	if untitled(e) {
		return false
	}
	switch e.Kind {
	case "state", "place", "organisation", "treaty", "people", "facility", "person":
		return slices.ContainsFunc(e.Mentions, func(m record.Mention) bool { return m.Form == "name" || m.Form == "nationality" || m.Form == "metonym" })
	}
	return false
}

// align pairs the items of two texts one to one, the strongest pair first, and returns the pairs in the order
// of x.
func align(x, y *side) []link {
	df := map[string]int{}
	for _, s := range []*side{x, y} {
		for _, it := range s.items {
			for t := range it.terms {
				df[t]++
			}
		}
	}
	type candidate struct {
		a, b, score int
		shared      []string
	}
	var all []candidate
	for i, p := range x.items {
		for j, q := range y.items {
			shared := overlap(p, q)
			score, entity := 0, false
			for _, t := range shared {
				w := weightOf / df[t]
				if t[0] == '=' {
					w, entity = 2*w, true
				}
				score += w
			}
			if score >= threshold && (entity || len(shared) > 1 || df[shared[0]] == 2) {
				all = append(all, candidate{i, j, score, shared})
			}
		}
	}
	slices.SortStableFunc(all, func(p, q candidate) int { return q.score - p.score })
	var out []link
	for _, c := range all {
		if x.items[c.a].link != nil || y.items[c.b].link != nil {
			continue
		}
		x.items[c.a].link, y.items[c.b].link = y.items[c.b], x.items[c.a]
		for i, t := range c.shared {
			c.shared[i] = strings.TrimPrefix(t, "=")
		}
		out = append(out, link{c.a, c.b, c.shared})
	}
	slices.SortFunc(out, func(p, q link) int { return p.a - q.a })
	return out
}

// overlap lists the terms of both items, in order of the alphabet.
func overlap(p, q *item) []string {
	var out []string
	for t := range p.terms {
		if q.terms[t] {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return out
}

// topicNames lists what the item speaks of: entities first, then PLOVER contexts, then what aligned it.
func (s *side) topicNames(it *item) []string {
	out := append(slices.Clone(it.names), it.topics...)
	if len(out) == 0 && it.link != nil {
		for _, t := range overlap(it, it.link) {
			out = append(out, strings.TrimPrefix(t, "="))
		}
	}
	return out
}

// topics lists what the texts speak of, in order of A, then what B alone has.
func topics(x, y *side) []Topic {
	out := []Topic{}
	at := map[string]int{}
	for n, s := range []*side{x, y} {
		total, rank := 0, 0
		for _, it := range s.items {
			total += it.words
		}
		words := map[string]int{}
		for _, it := range s.items {
			for _, name := range s.topicNames(it) {
				i, ok := at[name]
				if !ok {
					i = len(out)
					at[name] = i
					out = append(out, Topic{Name: name})
				}
				if words[name] == 0 {
					rank++
					if n == 0 {
						out[i].RankA = rank
					} else {
						out[i].RankB = rank
					}
				}
				words[name] += it.words
			}
		}
		for name, w := range words {
			if share := (w*200 + total) / (2 * total); n == 0 {
				out[at[name]].ShareA = share
			} else {
				out[at[name]].ShareB = share
			}
		}
	}
	return out
}
