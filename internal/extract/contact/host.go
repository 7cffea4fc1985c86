package contact

import (
	"strings"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
)

// hosts names who bears an office that a government's own text leaves without a name or a country: «the
// President» of a White House text is who was president of the United States on the day of publication.
func (r *reader) hosts(base *actors.Base) {
	if r.publisher == "" || r.d.Published == "" {
		return
	}
	byRef := map[string]int{}
	for i, e := range r.d.Entities {
		if _, ok := byRef[e.Ref]; !ok && e.Ref != "" {
			byRef[e.Ref] = i
		}
	}
	for i := range r.d.Entities {
		e := &r.d.Entities[i]
		if e.Kind != "person" || !r.office(i) {
			continue
		}
		p := r.holder(base, i)
		if p == nil {
			continue
		}
		if known, ok := byRef[p.Ref]; ok {
			r.alias[i] = known
			continue
		}
		code, spell := base.Code(p, string(r.d.Published))
		e.Name, e.Ref, e.Country, e.Actor, e.Entry = p.Name, p.Ref, r.publisher, code, p.At()
		if spell != nil {
			e.Role, e.OfficeAsOf = spell.Role(), doc.Date(spell.Known)
		}
		byRef[p.Ref] = i
	}
}

// holder returns who held the office that entity e is called by, bare («the President»), in the publisher's
// country; nil where it is called by more or by less.
func (r *reader) holder(base *actors.Base, e int) *actors.Entry {
	for _, m := range r.d.Entities[e].Mentions {
		x := &r.d.Mentions[m]
		if x.Form != "nominal" {
			continue
		}
		words := strings.Fields(r.d.Str(x.Span))
		if len(words) < 2 || !strings.EqualFold(words[0], "the") || words[1][0] < 'A' || words[1][0] > 'Z' {
			return nil
		}
		n, found := base.Agent(words[1:])
		if n != len(words)-1 || len(found) == 0 || found[0].Office == nil || !found[0].Office.Single {
			return nil
		}
		if hs := base.Holder(r.publisher, found[0].Office.Name, string(r.d.Published)); len(hs) == 1 && hs[0].Person.Ref != "" {
			return hs[0].Person
		}
		return nil
	}
	return nil
}
