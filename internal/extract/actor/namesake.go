package actor

import (
	"strings"

	"github.com/openreadout/readout/internal/actors"
)

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
