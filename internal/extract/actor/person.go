package actor

import (
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
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

// who returns the person of the files, or nil.
func (r *reader) who(c *clues, told *party) *actors.Entry {
	if len(c.names) == 0 {
		return nil
	}
	var best *actors.Entry
	most := 0
	for _, x := range r.candidates(c.names[0]) {
		if n := r.weigh(x, c, told); n > most {
			best, most = x, n
		}
	}
	return best
}

// candidates returns who may bear the name: by the full name, else by the surname.
func (r *reader) candidates(name string) []*actors.Entry {
	ws := strings.Fields(name)
	if len(ws) > 1 {
		if found := r.base.Person(name); len(found) > 0 {
			return found
		}
	}
	if n, found := r.base.Surname(ws); n == len(ws) {
		return found
	}
	return nil
}

// weigh says how well a person of the files fits what the text tells; 0 for one that cannot be meant. A bare
// surname fits only who is in office on the day, or whom the text ties to the state.
func (r *reader) weigh(x *actors.Entry, c *clues, told *party) int {
	now := x.On(r.day)
	full := strings.Contains(strings.TrimSpace(c.names[0]), " ") && len(r.base.Person(c.names[0])) > 0
	n := 1
	if now != nil {
		n += 10 + now.Office.Rank/10
	} else if last := x.Last(r.day); last != nil {
		n += 2 + last.Office.Rank/20
	}
	tied := false
	for i := range c.phrases {
		p := &c.phrases[i]
		if p.owner != nil && (p.owner.country != "" || p.owner.entry != nil) {
			if !belongs(x, p.owner) {
				return 0
			}
			tied = true
			n += 20
		}
		if p.office != nil {
			for k := range x.Spells {
				if s := &x.Spells[k]; s.Office == p.office {
					n += 10
					if s.Covers(r.day) {
						n += 20
						tied = true
					} else if p.office.Rank >= 80 { // «President Reagan», whenever it was
						n += s.Office.Rank / 10
						tied = true
					}
					break
				}
			}
		}
	}
	switch {
	case full && (tied || r.fitsRole(x, c)):
		return n
	case tied && now != nil:
		return n
	case tied && len(x.Spells) > 0 && x.Last(r.day) != nil:
		return n
	case now != nil && now.Office.Rank >= 80:
		return n
	case now == nil && r.rare(c.names[0]) && r.led(x):
		return n
	case now != nil && now.Office.Rank >= 60 && (r.mentions(now.Of) || r.called(now, c) || r.rare(c.names[0])):
		return n
	}
	return 0
}

// called reports whether the text gives the person a title of the sector of the office.
func (r *reader) called(s *actors.Spell, c *clues) bool {
	for i := range c.phrases {
		if a := c.phrases[i].agent; a != nil && a.Code != "" && strings.HasPrefix(s.Office.Code, a.Code) {
			return true
		}
	}
	return false
}

// led reports whether a person has led a state before.
func (r *reader) led(x *actors.Entry) bool {
	s := x.Last(r.day)
	return s != nil && s.Office.Rank >= 85
}

// rare reports whether only one person of the files bears the surname.
func (r *reader) rare(name string) bool {
	_, found := r.base.Surname(strings.Fields(name))
	return len(found) == 1
}

// fitsRole reports whether nothing that the text calls a person speaks against someone of public life.
func (r *reader) fitsRole(x *actors.Entry, c *clues) bool {
	for i := range c.phrases {
		if a := c.phrases[i].agent; a != nil && a.Office == nil && !a.Of {
			switch a.Code {
			case "GOV", "GOVMIL", "MIL", "LEG", "OPP", "PTY", "ELI", "JUD", "SPY", "COP", "REB", "REL", "", "BUS", "CVL":
			default:
				return false
			}
		}
	}
	return true
}

// mentions reports whether the text names the state or organisation.
func (r *reader) mentions(of string) bool {
	key := of
	if len(of) == 3 {
		key = "state/" + of
	}
	return r.keys[key]
}

// belongs reports whether a person is of the state or body that a phrase ties him or her to.
func belongs(x *actors.Entry, owner *party) bool {
	if owner.country != "" && x.Country == owner.country {
		return true
	}
	for i := range x.Spells {
		s := &x.Spells[i]
		if s.Of == owner.country && s.Of != "" || owner.entry != nil && s.Of == owner.entry.Key {
			return true
		}
	}
	return false
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

// holder returns who holds the office that names a person without a name: «the French leader», «her Turkish
// counterpart». The code stands even where nobody is known.
func (r *reader) holder(c *clues, told *party) *party {
	if told == nil {
		return &party{}
	}
	told.rule = "actor/role"
	for i := range c.phrases {
		p := &c.phrases[i]
		if p.plural || p.former || p.owner == nil || p.agent == nil {
			continue
		}
		h := r.heldBy(p)
		if len(h) == 0 || r.stale(h[0].Spell) {
			continue
		}
		s := h[0].Spell
		told.entry, told.spell, told.role, told.rule = h[0].Person, s, s.Role(), "actor/office"
		if code := r.codeOf(s); code != "" {
			told.code = code
		}
		if s.To == "" {
			told.asOf = s.Known
		}
		return told
	}
	return told
}

// stale reports whether a spell without an end was last known to go on two years before the day: somebody
// else may hold the office by then.
func (r *reader) stale(s *actors.Spell) bool {
	if s.To != "" || len(s.Known) < 4 || r.d.Published == "" {
		return false
	}
	known, _ := strconv.Atoi(s.Known[:4])
	now, _ := strconv.Atoi(r.day[:4])
	return now-known > 2 || now-known == 2 && len(s.Known) == 10 && s.Known[4:] <= r.day[4:]
}

// heldBy returns who held the office of a phrase on the day.
func (r *reader) heldBy(p *phrase) []actors.Holding {
	of := p.owner.country
	if p.owner.entry != nil && p.owner.entry.Kind == "organisation" && !strings.HasPrefix(p.owner.entry.Key, "seat/") && (of == "" || p.owner.spell == nil && len(p.owner.code) > 3 && len(r.base.Holder(p.owner.entry.Key, "group leader", r.day)) > 0) {
		of = p.owner.entry.Key
	}
	if of == "" {
		return nil
	}
	switch {
	case p.noun == "counterpart":
		if o := r.counterOffice(p); o != "" {
			return r.base.Holder(of, o, r.day)
		}
		return nil
	case p.noun == "leader" || p.office != nil && p.office.Name == "leader":
		return r.base.Leader(of, r.day)
	case p.office != nil && p.office.Single:
		return r.base.Holder(of, p.office.Name, r.day)
	}
	return nil
}

// counterOffice returns the office of the person whose counterpart somebody is.
func (r *reader) counterOffice(p *phrase) string {
	t := r.d.Child(p.head, "nmod:poss")
	if t == doc.None {
		return ""
	}
	if e := r.d.EntityOf(t); e != doc.None {
		if q := r.party(e); q.spell != nil {
			return q.spell.Office.Name
		}
	}
	return ""
}
