package actor

import (
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
)

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
