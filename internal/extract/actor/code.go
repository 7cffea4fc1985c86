package actor

import (
	"slices"
	"strings"
)

// compose lays the role of a phrase and its owner together: RUS and «soldiers» are RUSMIL. A role of no state
// has its sector alone («rebels» are REB). It returns nil for a phrase that tells neither.
func (r *reader) compose(p phrase, kind string) *party {
	if p.owner == nil {
		p.owner = r.scene(p)
	}
	if p.owner == nil || p.owner.code == "" {
		if p.agent == nil || p.agent.Code == "" || p.former {
			return nil
		}
		return &party{code: p.agent.Code, role: r.roleOf(p), rule: "actor/sector"}
	}
	q := &party{code: p.owner.code, country: p.owner.country, rule: "actor/phrase"}
	switch {
	case p.agent != nil:
		q.code = r.join(p)
		q.role = r.roleOf(p)
	case !slices.Contains([]string{"person", "group", "organisation", "people", "state", "facility"}, kind):
		return nil
	}
	return q
}

// join gives the code of an owner with the sector of a role noun.
func (r *reader) join(p phrase) string {
	owner, sector := p.owner.code, p.agent.Code
	switch {
	case p.former && p.agent.Kind != "organisation" && p.owner.country != "":
		return r.state(p.owner.country) + "ELI"
	case sector == "":
		return owner
	case p.owner.country == "" && p.owner.entry == nil && p.owner.spell == nil: // a sector alone: «union workers»
		if p.agent.Of {
			return owner
		}
		return sector
	case p.agent.Of && len(owner) > 3: // «a spokesman for the defence ministry», «a member of Hamas»
		return owner
	case international(owner):
		if sector == "GOV" || strings.HasSuffix(owner, sector) {
			return owner
		}
		return owner + sector
	case len(owner) == 3:
		return owner + sector
	case p.owner.spell != nil || p.owner.role != "": // «Macron's government», «Assad's forces»
		return r.state(p.owner.country) + sector
	case owner[3:] == "GOV":
		return owner[:3] + sector
	}
	return owner
}

// state is the code of a state, which differs from its ISO code for former ones.
func (r *reader) state(iso string) string {
	if c := r.base.Country(iso); c != nil {
		return c.Code
	}
	return iso
}

// international reports whether the code is that of an actor of no state.
func international(code string) bool {
	return strings.HasPrefix(code, "IGO") || strings.HasPrefix(code, "NGO") || strings.HasPrefix(code, "IMG") || strings.HasPrefix(code, "MNC")
}

// roleOf names the role of a phrase.
func (r *reader) roleOf(p phrase) string {
	if p.agent.Kind != "person" {
		return ""
	}
	role := p.noun
	if p.office != nil && p.office.Name != "leader" {
		role = p.office.Name
	}
	switch {
	case p.former:
		role = "former " + role
	case p.acting && !strings.HasPrefix(role, "acting"):
		role = "acting " + role
	}
	return role
}
