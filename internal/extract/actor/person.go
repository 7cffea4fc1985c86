package actor

import (
	"strings"

	"github.com/openreadout/readout/internal/actors"
)

// clues is what the text says of a person in titles, appositions and other phrases.
type clues struct {
	names   []string // full names and surnames in the text, the longest first
	phrases []phrase // the title of the first name first
}

// person reads a person: who it is, which office counts on the day.
//
//  1. Who holds an office on the day by the files has its code: files know the day.
//  2. Whom the text gives a title and the files no office on the day has that of the text.
//  3. Who held an office once and whom the text gives none is of the elite (ELI) of the state.
//  4. A person without a name is whoever held the office on the day; the code needs no name.
func (r *reader) person(i int) *party {
	c := r.clues(i)
	told := r.tell(&c)
	if len(c.names) == 0 {
		return r.holder(&c, told)
	}
	x := r.who(&c, told)
	if x == nil {
		if p := r.body(&c); p != nil {
			return p
		}
		if told == nil {
			return &party{}
		}
		told.rule = "actor/title"
		return told
	}
	return r.office(x, &c, told)
}

// leader reads an entity that the model takes for something else but whose bare name is the surname of one
// who leads a state on the day, and of nobody else who leads: «Obama».
func (r *reader) leader(i int) *party {
	var c clues
	for _, k := range r.of[i] {
		m := &r.d.Mentions[k]
		if m.Form != "name" || strings.Contains(r.d.Str(m.Span), " ") {
			return nil
		}
		c.names = append(c.names, r.d.Str(m.Span))
	}
	if len(c.names) == 0 {
		return nil
	}
	var one *actors.Entry
	_, found := r.base.Surname(c.names[:1])
	for _, x := range found {
		if s := x.On(r.day); s != nil && s.Office.Rank >= 85 && len(s.Of) == 3 {
			if one != nil {
				return nil
			}
			one = x
		}
	}
	if one == nil {
		return nil
	}
	p := r.office(one, &c, nil)
	p.rule = "actor/leader"
	return p
}

// body reads a name of several words that the files know for no person: «Boko Haram».
func (r *reader) body(c *clues) *party {
	ws := strings.Fields(c.names[0])
	n, senses := r.base.Match(ws)
	if len(ws) < 2 || n != len(ws) || senses[0].Entry.Kind != "organisation" {
		return nil
	}
	x := senses[0].Entry
	return &party{code: x.Code, country: x.Country, entry: x, rule: "actor/entry"}
}

// clues collects the names and the phrases of a person.
func (r *reader) clues(i int) clues {
	var c clues
	for _, k := range r.of[i] {
		m := &r.d.Mentions[k]
		switch m.Form {
		case "name":
			name := r.d.Str(m.Span)
			if len(c.names) > 0 && len(name) > len(c.names[0]) {
				c.names = append([]string{name}, c.names...)
			} else {
				c.names = append(c.names, name)
			}
			if !m.Title.Empty() {
				c.phrases = append(c.phrases, r.phraseOf(m))
			} else if o := r.under(m.Head, m.Entity); o != nil {
				c.phrases = append(c.phrases, phrase{head: m.Head, owner: o})
			}
		case "nominal":
			c.phrases = append(c.phrases, r.phraseOf(m))
		}
	}
	return c
}

// tell composes what the phrases say: the first that gives a state with a role, filled by the rest.
func (r *reader) tell(c *clues) *party {
	var owner *party
	for i := range c.phrases {
		if o := c.phrases[i].owner; o != nil && owner == nil {
			owner = o
		}
	}
	var best *party
	for i := range c.phrases {
		p := c.phrases[i]
		if p.owner == nil {
			p.owner = owner
		}
		q := r.compose(p, "person")
		if q == nil {
			continue
		}
		if best == nil || best.role == "" && q.role != "" || len(best.code) == 3 && len(q.code) > 3 {
			best = q
		}
	}
	return best
}

// office returns the party of a person of the files on the day.
func (r *reader) office(x *actors.Entry, c *clues, told *party) *party {
	p := &party{country: x.Country, entry: x, rule: "actor/person"}
	if s := r.spellOn(x, c); s != nil {
		p.spell, p.code, p.role, p.country = s, r.codeOf(s), s.Role(), r.landOf(s)
		if s.To == "" {
			p.asOf = s.Known
		}
		return p
	}
	if told != nil && told.role != "" && told.code != "" {
		if told.country == "" && !international(told.code) { // «President Chirac» when he is none
			told.country, told.code = x.Country, r.state(x.Country)+told.code
		}
		told.entry, told.rule = x, "actor/title"
		return told
	}
	p.code, _ = r.base.Code(x, r.day)
	if s := x.Last(r.day); s != nil {
		p.role = "former " + s.Role()
		if !strings.HasPrefix(s.Of, "organisation/") && len(s.Of) == 3 {
			p.country = s.Of
			p.code = r.state(s.Of) + "ELI"
		}
	}
	return p
}

// spellOn returns the office of the day that the text names, else the weightiest.
func (r *reader) spellOn(x *actors.Entry, c *clues) *actors.Spell {
	for i := range c.phrases {
		p := &c.phrases[i]
		if p.office == nil || p.former {
			continue
		}
		for k := range x.Spells {
			if s := &x.Spells[k]; s.Office == p.office && s.Covers(r.day) {
				return s
			}
		}
	}
	return x.On(r.day)
}

// landOf is the state for which the holder of an office acts, "" for none.
func (r *reader) landOf(s *actors.Spell) string {
	if o := r.base.ByKey(s.Of); o != nil {
		return o.Country
	}
	return s.Of
}

// codeOf is the code of an office: the state's with the sector, or the body's.
func (r *reader) codeOf(s *actors.Spell) string {
	if len(s.Of) == 3 {
		return r.state(s.Of) + s.Office.Code
	}
	if o := r.base.ByKey(s.Of); o != nil {
		return o.Code
	}
	return ""
}
