package actor

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/gazetteer"
)

// under returns whose the noun at h is: by a modifier before it («Turkish», «Hamas», «defence ministry»; it comes
// before the possessor in «her Turkish counterpart»), by its possessor, by what follows with «of», «for», «from», «at» and «in». self is the entity of the noun.
func (r *reader) under(h doc.Tok, self int) *party {
	var body, land *party
	for _, c := range r.d.Children(h) {
		if c < h && r.d.IsRel(c, "amod", "compound", "nmod", "flat", "nmod:desc", "appos") && !r.d.IsRel(c, "nmod:poss") {
			p := r.ownerAt(c, self)
			if p != nil && r.several(c, p) {
				return nil
			}
			if p == nil && (r.d.Tokens[c].UPOS == "NOUN" || r.d.Tokens[c].UPOS == "PROPN") {
				p = r.compound(c, self)
			}
			body, land = sharper(body, land, p)
		}
	}
	if c := r.d.Child(h, "nmod:poss"); c != doc.None && body == nil && land == nil {
		body = r.ownerOf(c, "", self)
	}
	if body == nil && land == nil {
		for _, preps := range ownerPreps {
			for _, c := range r.d.Children(h) {
				if c > h && r.d.IsRel(c, "nmod", "obl") && strings.Contains(preps, " "+r.d.Preposition(c)+" ") {
					body, land = sharper(body, land, r.ownerOf(c, preps, self))
				}
			}
			if body != nil || land != nil {
				break
			}
		}
	}
	return merge(body, land)
}

// ownerPreps are the prepositions of what a role belongs to, best first; after the last ones only a place
// counts.
var ownerPreps = []string{" of for from at with ", " in across inside near outside on "}

// sharper keeps of what modifies a noun the body and the land: «Turkish» and «defence ministry».
func sharper(body, land, p *party) (*party, *party) {
	switch {
	case p == nil || p.code == "" && p.country == "":
	case len(p.code) > 3 || p.country == "":
		if body == nil {
			body = p
		}
	case land == nil:
		land = p
	}
	return body, land
}

// merge gives the body the land if it has none of its own.
func merge(body, land *party) *party {
	switch {
	case body == nil:
		return land
	case land != nil && body.country == "" && len(body.code)%3 == 0 && !international(body.code):
		x := *body
		x.country, x.code = land.country, land.code+body.code
		return &x
	}
	return body
}

// several reports whether another state is coordinated with the one at t: «Russian and Ukrainian negotiators»
// are of neither alone.
func (r *reader) several(t doc.Tok, p *party) bool {
	for _, c := range r.d.Children(t) {
		if r.d.IsRel(c, "conj") {
			if q := r.ownerAt(c, doc.None); q != nil && q.country != p.country {
				return true
			}
		}
	}
	return false
}

// ownerAt returns the party of the mention whose head is t, nil for none that has a code. A name that the
// mention takes for something else may be that of a state («the army of Chad»).
func (r *reader) ownerAt(t doc.Tok, self int) *party {
	i := r.d.MentionOf(t)
	if i == doc.None {
		return nil
	}
	m := &r.d.Mentions[i]
	if m.Entity == doc.None || m.Entity == self {
		return r.keyed(m)
	}
	if p := r.party(m.Entity); p.code != "" || p.country != "" {
		return p
	}
	if p := r.keyed(m); p != nil || m.Form != "name" {
		return p
	}
	first, end := r.d.TokensIn(m.Span)
	if n, senses := r.base.Match(r.words[first:end]); doc.Tok(n) == end-first && (senses[0].Entry.Kind == "state" || senses[0].Entry.Kind == "organisation") {
		return &party{code: senses[0].Entry.Code, country: senses[0].Entry.Country, entry: senses[0].Entry}
	}
	return nil
}

// keyed is the party of a mention by its own knowledge entry.
func (r *reader) keyed(m *doc.Mention) *party {
	if x := r.base.ByKey(m.Key); x != nil && m.Key != "" && x.Kind != "person" {
		return &party{code: x.Code, country: x.Country, entry: x}
	}
	return nil
}

// compound reads a noun before another one, which is no mention: «defence ministry» before «spokesman».
func (r *reader) compound(t doc.Tok, self int) *party {
	first := t
	for first > 0 && r.d.Under(first-1, t) && r.d.Tokens[first-1].UPOS != "DET" {
		first--
	}
	p := phrase{head: t}
	r.findAgent(&p, first, t+1, t)
	if p.agent == nil || p.agent.Kind == "person" {
		return r.under(t, self)
	}
	p.owner = r.under(t, self)
	if q := r.compose(p, "organisation"); q != nil {
		return q
	}
	if p.agent.Code == "" {
		return nil
	}
	return &party{code: p.agent.Code}
}

// ownerOf returns what the phrase at t, which follows a preposition, makes an owner: after «in» its state only.
func (r *reader) ownerOf(t doc.Tok, preps string, self int) *party {
	p := r.ownerAt(t, self)
	if p == nil {
		if p = r.through(t, self); p == nil {
			return nil
		}
	}
	if preps == ownerPreps[1] && p.country != "" {
		return r.land(p.country)
	}
	if preps == ownerPreps[1] {
		return nil
	}
	return p
}

// through returns whose the body or person at t is, if it has no code of its own: «the head of the ministry of
// Turkey». «The country» is where the text plays.
func (r *reader) through(t doc.Tok, self int) *party {
	if i := r.d.MentionOf(t); i != doc.None && r.d.Mentions[i].Role == "state" && r.d.Mentions[i].Form == "nominal" {
		if r.scenes.main != "" {
			return r.land(r.scenes.main)
		}
	}
	var p phrase
	if r.findAgent(&p, t, t+1, t); p.agent == nil {
		return nil
	}
	return r.under(t, self)
}

// land is the party of a state.
func (r *reader) land(iso string) *party {
	if c := r.base.Country(iso); c != nil {
		return &party{code: c.Code, country: iso, entry: c}
	}
	return &party{code: iso, country: iso}
}

// inName returns the state or body that words inside a name name: «Estonian» in «Estonian Centre of Defence
// Investments», «UN» in «UN Conciliation Commission», «Michigan» in «Michigan Department of Health».
func (r *reader) inName(first, end doc.Tok) *party {
	for t := first; t < end; t++ {
		n, senses := r.base.Match(r.words[t:end])
		if n == 0 || doc.Tok(n) == end-first {
			continue
		}
		for _, s := range senses {
			switch k := s.Entry.Kind; {
			case k == "state", k == "people", k == "group", k == "organisation" && t == first && s.Entry.Code != "":
				return &party{code: s.Entry.Code, country: s.Entry.Country, entry: s.Entry}
			}
		}
	}
	for t := first; t < end; t++ {
		for e := min(t+3, end); e > t && e-t < end-first; e-- {
			if ps := r.places.Lookup(r.d.Text[r.d.Tokens[t].Begin:r.d.Tokens[e-1].End]); len(ps) > 0 && ps[0].Country != "" && isCapital(r.words[t]) &&
				(ps[0].Kind == gazetteer.Region || ps[0].Kind == gazetteer.Area || ps[0].Rank() > bigTown) {
				return r.land(ps[0].Country)
			}
		}
	}
	return nil
}

// bigTown is the rank of towns that names of bodies are known by without their state: «Denver Public Schools».
const bigTown = 150_000

func isCapital(w string) bool { return w != "" && w[0] >= 'A' && w[0] <= 'Z' }
