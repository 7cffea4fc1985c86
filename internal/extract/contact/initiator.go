package contact

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// initiator returns who the contact's own clause says began it: «at the Finnish side's initiative»,
// «initiated by the French president», «Macron called Putin»; None where it says nothing. What was raised
// at somebody's request inside the contact is another matter.
func (r *reader) initiator(c *call, n *note) int {
	if n.begins != doc.None {
		return n.begins
	}
	if n.word.follow || n.word.weak {
		return doc.None
	}
	s := r.window(n.tok)
	for t := s.First; t < s.End; t++ {
		l := strings.ToLower(r.d.Tokens[t].Lemma)
		switch {
		case r.d.Tokens[t].UPOS == "NOUN" && r.is("initiative", l) && r.atInitiative(t) && r.governs(n, t):
			if e := r.whose(c, t); e != doc.None {
				return e
			}
		case r.d.Tokens[t].UPOS == "VERB" && r.is("initiate", l) && r.initiated(t, n.tok):
			if e := r.agent(c, t); e != doc.None {
				return e
			}
		}
	}
	return doc.None
}

func (r *reader) atInitiative(t doc.Tok) bool {
	switch r.d.Preposition(t) {
	case "at", "on", "upon", "by", "following", "in":
		return true
	}
	return false
}

// initiated reports whether the verb v has the contact at t as its object: «the call was initiated by»,
// «a conversation initiated by», «he initiated the call».
func (r *reader) initiated(v, t doc.Tok) bool {
	switch {
	case r.d.Tokens[v].Head == t && r.d.IsRel(v, "acl"):
		return true
	case r.d.Tokens[t].Head == v && r.d.IsRel(t, "nsubj:pass", "obj"):
		return true
	}
	return false
}

// agent returns the party that does what v says, or None.
func (r *reader) agent(c *call, v doc.Tok) int {
	for _, a := range r.d.Children(v) {
		if r.d.IsRel(a, "obl", "nmod") && r.d.Preposition(a) == "by" || r.d.IsRel(a, "nsubj") && !r.d.IsRel(a, "nsubj:pass") {
			return r.partyOf(c, a)
		}
	}
	return doc.None
}

// whose returns the party to which the initiative t belongs, or None.
func (r *reader) whose(c *call, t doc.Tok) int {
	for _, x := range r.d.Children(t) {
		if r.d.IsRel(x, "nmod:poss") || r.d.IsRel(x, "nmod") && (r.d.Preposition(x) == "of" || r.d.Preposition(x) == "from" || r.d.Preposition(x) == "by") {
			return r.partyOf(c, x)
		}
	}
	for _, x := range r.d.Children(t) { // «at the German initiative»
		if r.d.IsRel(x, "amod", "compound") {
			if e := r.byCountry(c, x); e != doc.None {
				return e
			}
		}
	}
	return doc.None
}

// partyOf returns the party of c that the phrase headed by t means: by name, by country, «the latter».
func (r *reader) partyOf(c *call, t doc.Tok) int {
	low := strings.ToLower(r.d.Tokens[t].Lemma)
	switch {
	case r.is("latter", low) && len(c.parties) > 1:
		return c.parties[len(c.parties)-1]
	case r.is("former", low) && r.d.Child(t, "compound", "flat") == doc.None && len(c.parties) > 1:
		return c.parties[0]
	}
	if len(r.conjuncts(t)) > 1 {
		return doc.None
	}
	if es := r.party(t); len(es) == 1 && slices.Contains(c.parties, es[0]) {
		return es[0]
	} else if len(es) > 1 {
		return doc.None
	}
	if e := r.byCountry(c, t); e != doc.None {
		return e
	}
	if es := r.party(t); len(es) == 1 && r.d.Mentions[r.mention(t)].Form != "pronoun" && !r.is("side", low) {
		return es[0]
	}
	return doc.None
}

// byCountry returns the only party of c of the country named in the phrase headed by t, or None.
func (r *reader) byCountry(c *call, t doc.Tok) int {
	country := ""
	span := r.d.SubtreeSpan(t)
	for i := r.mentionFrom(span.Begin); i < len(r.d.Mentions) && r.d.Mentions[i].Begin < span.End; i++ {
		if e := r.d.Mentions[i].Entity; e >= 0 && span.Contains(r.d.Mentions[i].Span) && r.d.Entities[e].Country != "" {
			country = r.d.Entities[e].Country
			break
		}
	}
	found := doc.None
	for _, p := range c.parties {
		if country != "" && r.d.Entities[p].Country == country {
			if found != doc.None {
				return doc.None
			}
			found = p
		}
	}
	return found
}
