package position

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// held fills who holds the position: the possessor of the position noun («Moscow's position that …»), who
// «has maintained» the stance in apposition, the state for its government's voice, else the speaker.
func (r *reader) held(s *doc.Statement, p *doc.Position, noun doc.Tok) {
	speaker := s.SpeakerEntity
	owner := doc.None
	if noun != doc.None {
		owner = r.ownerOf(noun)
	}
	if owner == doc.None && speaker >= 0 {
		owner = r.speaksFor(speaker)
	}
	if owner != doc.None && owner != speaker {
		p.Holder, p.Via = owner, speaker
	}
}

// ownerOf returns whose position the noun at t tells of: its possessor, its «of» or the subject of the
// clause that says who maintains it; None where it says nothing.
func (r *reader) ownerOf(t doc.Tok) int {
	for _, c := range r.d.Children(t) {
		of := r.d.IsRel(c, "nmod") && r.d.Preposition(c) == "of"
		if r.d.IsRel(c, "nmod:poss") || of {
			if e := r.actor(c); e != doc.None {
				return e
			}
		}
		if r.d.IsRel(c, "acl") {
			if i := r.d.ClauseOf(c); i != doc.None && r.is("maintained", r.d.Clauses[i].Lemma) {
				for _, a := range r.d.Clauses[i].All(doc.Subject) {
					if e := r.actor(a); e != doc.None {
						return e
					}
				}
			}
		}
	}
	return doc.None
}

func (r *reader) actor(t doc.Tok) int {
	e := r.d.EntityOf(t)
	if e < 0 || !r.public(e) {
		return doc.None
	}
	return e
}

// speaksFor returns the state for which e speaks by office: a seat of government, a ministry, a spokesman.
// Leaders speak for themselves.
func (r *reader) speaksFor(e int) int {
	x := &r.d.Entities[e]
	if x.Country == "" || !strings.HasPrefix(x.Actor, x.Country) {
		return doc.None
	}
	voice := x.Kind == "organisation" && strings.HasPrefix(x.Actor[3:], "GOV") || x.Kind == "person" && strings.HasPrefix(x.Role, "spokes")
	if s, ok := r.stateOf[x.Country]; voice && ok {
		return s
	}
	return doc.None
}

// positionNoun returns the noun of the content that means a position: the head of the content («Moscow's
// position that …»), or one in apposition to it («…, a stance Russia has maintained»); None for none.
func (r *reader) positionNoun(s *doc.Statement) doc.Tok {
	if h := s.ContentHead; h >= 0 && r.cueIs(s, "conveys") && r.d.Tokens[h].UPOS == "NOUN" && r.is("noun", strings.ToLower(r.d.Tokens[h].Lemma)) {
		return h
	}
	if s.CueHead < 0 {
		return doc.None
	}
	sent := r.d.Sentences[r.d.SentenceOf(s.CueHead)]
	for t := s.CueHead; t < sent.End && t < s.CueHead+longest; t++ {
		k := &r.d.Tokens[t]
		if k.UPOS != "NOUN" || !r.is("noun", strings.ToLower(k.Lemma)) || !r.d.IsRel(t, "appos", "parataxis", "conj", "dep", "obj", "nmod") {
			continue
		}
		if t == sent.First || r.d.Form(t-1) != "a" && r.d.Form(t-1) != "the" && r.d.Form(t-1) != "its" {
			continue
		}
		for _, c := range r.d.Children(t) {
			if i := r.d.ClauseOf(c); i != doc.None && r.d.IsRel(c, "acl") && r.is("maintained", r.d.Clauses[i].Lemma) {
				return t
			}
		}
	}
	return doc.None
}
