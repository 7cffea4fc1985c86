package ledger

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/record"
)

// side is one text of a comparison.
type side struct {
	d        *record.Document
	runes    []rune
	entities map[string]*record.Entity
	contact  *record.Contact
	country  string
	other    string       // country of the other side
	own, far string       // ids of the side's own leader and of the other's in the contact
	named    map[int]bool // where words of the sides' names begin
	items    []*item
}

// Who speaks in an item.
const (
	ownLeader   = "own"
	otherLeader = "other"
	both        = "both"
)

// item is one sentence of a text: what is aligned.
type item struct {
	index  int
	span   record.Span
	who    string
	cue    string
	joint  bool            // an agreement
	terms  map[string]bool // lemmas and entities that tell what it is about
	names  []string
	topics []string
	words  int
	link   *item // the item of the other text that tells of the same
}

func newSide(d *record.Document) *side {
	s := &side{d: d, runes: []rune(d.Text), entities: map[string]*record.Entity{}}
	for i := range d.Entities {
		s.entities[d.Entities[i].ID] = &d.Entities[i]
	}
	for i := range d.Contacts {
		if c := &d.Contacts[i]; !c.Implied && len(c.Participants) > 1 {
			s.contact = c
			break
		}
	}
	return s
}

// find names the side's country: as asked, the publisher's, or that of the outermost source or else the
// speaker of most statements, other than not.
func (s *side) find(asked string, publisher func(string) string, not string) {
	switch {
	case asked != "":
		s.country = asked
		return
	case publisher != nil:
		k := publisher(s.d.Source)
		if k != "" && k != not && slices.ContainsFunc(s.d.Entities, func(e record.Entity) bool { return e.Country == k }) {
			s.country = k
			return
		}
	}
	count := map[string]int{}
	best := ""
	for i := range s.d.Statements {
		st := &s.d.Statements[i]
		if len(st.Chain) == 0 {
			continue
		}
		e := s.entities[st.Chain[0]]
		if e == nil || e.Country == "" || e.Country == not {
			continue
		}
		count[e.Country]++
		if best == "" || count[e.Country] > count[best] {
			best = e.Country
		}
	}
	s.country = best
}

// countries lists the countries of the contact's parties.
func (s *side) countries() []string {
	var out []string
	if s.contact == nil {
		return nil
	}
	for _, p := range s.contact.Participants {
		if e := s.entities[p]; e != nil && e.Country != "" && !slices.Contains(out, e.Country) {
			out = append(out, e.Country)
		}
	}
	return out
}

// read makes the items.
func (s *side) read(other string) {
	s.other = other
	s.parties()
	for i, sent := range s.d.Sentences {
		it := &item{index: i, span: sent, terms: map[string]bool{}, words: len(strings.Fields(string(s.runes[sent.Begin:sent.End])))}
		s.terms(it)
		s.speaker(it)
		if len(it.terms) > 0 || it.who != "" {
			s.items = append(s.items, it)
		}
	}
}

// parties tells who of the contact is the side's own leader, and where the sides are named.
func (s *side) parties() {
	s.named = map[int]bool{}
	for i := range s.d.Entities {
		e := &s.d.Entities[i]
		if !s.isSide(e) {
			continue
		}
		for _, m := range e.Mentions {
			for _, t := range s.d.Tokens {
				if inside(t.Span, m.Span) {
					s.named[t.Begin] = true
				}
			}
		}
	}
	if s.contact == nil {
		return
	}
	rest := ""
	for _, p := range s.contact.Participants {
		e := s.entities[p]
		switch {
		case e == nil:
		case e.Country == s.country && s.own == "":
			s.own = p
		case e.Country == s.other && e.Ref != "":
			s.far = p
		case e.Country != s.other || e.Ref == "":
			rest = p // «the Prime Minister» of the text's own side
		}
	}
	if s.own == "" {
		s.own = rest
	}
}

func inside(s, in record.Span) bool { return in.Begin <= s.Begin && s.End <= in.End }

// speaker fills who speaks in the item: the first of its statements by a leader of either side, or by both.
func (s *side) speaker(it *item) {
	for i := range s.d.Statements {
		st := &s.d.Statements[i]
		if !inside(st.Cue, it.span) {
			continue
		}
		for _, t := range st.Topics {
			if t != "diplomatic" && !slices.Contains(it.topics, t) {
				it.topics = append(it.topics, t)
			}
		}
		who := s.voice(st)
		it.joint = it.joint || who == both && st.Act != "topic" && st.Act != "question" && st.Act != "report"
		if it.who == "" || it.cue == "" || who == both {
			it.who, it.cue = who, string(s.runes[st.Cue.Begin:st.Cue.End])
		}
	}
	for _, a := range s.d.Agreements {
		for i := range s.d.Statements {
			if st := &s.d.Statements[i]; st.ID == a.Statement && inside(st.Cue, it.span) {
				it.joint, it.who = true, both
			}
		}
	}
}

// voice returns whose statement st is.
func (s *side) voice(st *record.Statement) string {
	if st.Speaker == nil {
		return ""
	}
	e := s.entities[st.Speaker.Entity]
	switch {
	case e == nil:
		return ""
	case len(e.Members) > 1, e.Kind == "group" && e.Country == "": // «the leaders», «the sides»
		return both
	case e.ID == s.own:
		return ownLeader
	case e.Country == "":
		return ""
	case e.Country == s.country:
		return ownLeader
	case e.Country == s.other && e.ID != s.far && s.far != "" && untitled(e):
		return ownLeader // «the Prime Minister»: the other side's leader is named
	case e.Country == s.other:
		return otherLeader
	}
	return ""
}

// untitled reports whether e is an office without a holder known.
func untitled(e *record.Entity) bool { return e.Kind == "person" && e.Ref == "" && e.Role != "" }

func (s *side) quote(sp record.Span) Quote {
	return Quote{sp, strings.Join(strings.Fields(string(s.runes[sp.Begin:sp.End])), " ")}
}

// itemAt returns the item in which sp begins, nil for none.
func (s *side) itemAt(sp record.Span) *item {
	for _, it := range s.items {
		if it.span.Begin <= sp.Begin && sp.Begin < it.span.End {
			return it
		}
	}
	return nil
}

func (s *side) unlinked() []Quote {
	out := []Quote{}
	for _, it := range s.items {
		opening := s.contact != nil && inside(s.contact.Evidence, it.span) && len(it.names)+len(it.topics) == 0
		if it.link == nil && len(it.terms) > 0 && !opening {
			out = append(out, s.quote(it.span))
		}
	}
	return out
}

// head tells what the text says of the contact itself.
func (s *side) head() Head {
	h := Head{Document: s.d.ID, Side: s.country, Source: s.d.Source, Items: len(s.items)}
	for _, it := range s.items {
		if n := s.topicNames(it); len(n) > 0 {
			h.First = n[0]
			break
		}
	}
	c := s.contact
	if c == nil {
		return h
	}
	h.Date, h.Mode, h.Duration = c.Date, c.Mode, c.Duration
	for _, p := range c.Participants {
		if e := s.entities[p]; e != nil {
			h.Parties = append(h.Parties, e.Name)
			if e.Country == s.country && h.Leader == "" && s.country != "" {
				h.Leader = e.Name
			}
		}
	}
	if c.Initiator != nil {
		if e := s.entities[*c.Initiator]; e != nil {
			h.Initiator = e.Name
		}
	}
	return h
}
