package coref

import (
	"github.com/openreadout/readout/internal/doc"
	"slices"
	"strings"
)

// office joins a role noun with the person who has the role in the text or had the office on the day: «the
// French leader», «the minister», «the spokeswoman».
func (r *reader) office(i int) bool {
	v := &r.views[i]
	if v.indefinite || !v.definite && v.country == "" || v.Role == "" {
		return false
	}
	best, score := doc.None, 0
	for k := i - 1; k >= i-reach && k >= 0; k-- {
		u := &r.views[k]
		if u.Form != "name" || u.Kind != "person" || v.sent-u.sent > 30 {
			continue
		}
		if s := r.holdsRole(i, k); s > score {
			best, score = k, s
		}
	}
	return best != doc.None && r.join(best, i, "coref/office")
}

// holdsRole says how surely the person of view k is whom the role noun of view i means; 0 for not.
func (r *reader) holdsRole(i, k int) int {
	v, c := &r.views[i], r.of(k)
	near := 30 - (v.sent - r.views[k].sent)
	if v.country != "" {
		switch {
		case r.inOffice(v, c):
			return 200 + near
		case !rolesMeet(v.Role, c.roles):
			return 0
		case c.country == v.country:
			return 100 + near
		case c.country == "" && r.nationality(c) == v.country:
			return 60 + near
		case c.country == "" && c.key == "":
			return near
		}
		return 0
	}
	if !v.definite {
		return 0
	}
	if len(v.content) > 0 && r.titled(v, c) && (rolesMeet(v.Role, c.roles) || leads(v.Role) && leadsAny(c.roles)) {
		return 40 + near
	}
	if !rolesMeet(v.Role, c.roles) {
		return 0
	}
	if !r.mayBeCalled(v, c) {
		return 0
	}
	if r.hasTitle(v, c) {
		near += 20
	}
	if isCapital(r.d.Form(v.Head)) && v.definite {
		return r.publishers(v, c)
	}
	if len(v.content) > 0 && !r.described(v, k) {
		return near / 3
	}
	return near
}

// mayBeCalled reports whether nothing that is known of a person's titles and offices keeps him or her from being
// called by the very noun of v: a president is no chancellor and no pope.
func (r *reader) mayBeCalled(v *view, c *cluster) bool {
	if v.Role != "head" {
		return true
	}
	told := false
	for _, m := range c.mentions {
		if t := r.views[m].Title; !t.Empty() {
			told = true
			if strings.Contains(strings.ToLower(r.d.Str(t)), v.form) {
				return true
			}
		}
	}
	e := r.base.ByKey(c.key)
	n, as := r.base.Agent(r.nounWords(v))
	if e == nil || n == 0 || as[0].Office == nil {
		return !told
	}
	for i := range e.Spells {
		sp := &e.Spells[i]
		if sp.Office == as[0].Office && (as[0].Country == "" || as[0].Country == sp.Of) && (r.d.Published == "" || sp.Covers(r.day)) {
			return true
		}
	}
	return !told && len(e.Spells) == 0
}

// publishers says how surely «the President» in capitals, as a body writes of its own, is the person of c: who has
// the very title, and of several who is named first and without a state.
func (r *reader) publishers(v *view, c *cluster) int {
	s := 40
	if c.country == "" {
		s += 30
	}
	if r.hasTitle(v, c) {
		s += 60
	}
	return s - min(r.views[c.mentions[0]].sent, 30)
}

// hasTitle reports whether a title of the person has the very noun of v.
func (r *reader) hasTitle(v *view, c *cluster) bool {
	for _, m := range c.mentions {
		if t := r.views[m].Title; !t.Empty() && strings.Contains(strings.ToLower(r.d.Str(t)), v.form) {
			return true
		}
	}
	return false
}

// nationality is the key of the state of which the files say that the person of c is.
func (r *reader) nationality(c *cluster) string {
	if e := r.base.ByKey(c.key); e != nil && e.Country != "" {
		return "state/" + e.Country
	}
	return ""
}

// leads reports whether a role is the lead of something, whatever it is called there.
func leads(role string) bool {
	switch role {
	case "head", "leader", "chief", "king", "queen", "minister", "governor", "monarch", "politician", "official":
		return true
	}
	return false
}

func leadsAny(roles []string) bool { return slices.ContainsFunc(roles, leads) }

// titled reports whether a title of the person holds the modifiers of v.
func (r *reader) titled(v *view, c *cluster) bool {
	for _, w := range v.content {
		found := false
		for _, m := range c.mentions {
			if t := r.views[m].Title; !t.Empty() && strings.Contains(strings.ToLower(r.d.Str(t)), w) {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// rolesMeet reports whether the class of a role noun fits one of a person's roles. Who leads a state, a party
// or a body may be called its leader or chief.
func rolesMeet(role string, roles []string) bool {
	for _, x := range roles {
		if x == role {
			return true
		}
		switch role {
		case "leader":
			if x == "head" || x == "king" || x == "queen" || x == "chief" || x == "monarch" {
				return true
			}
		case "diplomat":
			if x == "minister" {
				return true
			}
		case "official":
			if x == "minister" || x == "chief" || x == "spokesman" || x == "spokeswoman" || x == "governor" || x == "diplomat" {
				return true
			}
		case "monarch":
			if x == "king" || x == "queen" {
				return true
			}
		case "politician":
			if x == "legislator" || x == "governor" {
				return true
			}
		}
	}
	return false
}

// inOffice reports whether the person of c is known to have held, on the day, the office that the nominal names
// for its state.
func (r *reader) inOffice(v *view, c *cluster) bool {
	iso, ok := strings.CutPrefix(v.country, "state/")
	e := r.base.ByKey(c.key)
	if !ok || e == nil || e.Kind != "person" {
		return false
	}
	office := ""
	if v.Role == "leader" {
		office = r.base.LeaderOffice(iso, r.day)
	} else if n, as := r.base.Agent(r.nounWords(v)); n > 0 && as[0].Office != nil {
		office = as[0].Office.Name
	}
	if office == "" {
		return false
	}
	if r.d.Published == "" { // whenever it was
		for _, sp := range e.Spells {
			if sp.Of == iso && sp.Office.Name == office {
				return true
			}
		}
		return false
	}
	for _, h := range r.base.Holder(iso, office, r.day) {
		if h.Person == e {
			return true
		}
	}
	return false
}

// nounWords are the words of the role noun of a nominal: its head with the compounds before it.
func (r *reader) nounWords(v *view) []string {
	first := v.Head
	for first > v.first && (r.d.IsRel(first-1, "compound") || r.d.IsRel(first-1, "amod") && r.d.MentionOf(first-1) == doc.None) && r.d.Tokens[first-1].Head == v.Head {
		first--
	}
	var out []string
	for t := first; t <= v.Head; t++ {
		out = append(out, r.d.Form(t))
	}
	return out
}
