package position

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// agreement makes an agreement of statement i, where several say the same: «both agreed that …», «the sides
// reaffirmed …», «Rutte agreed with Merz that …», «it was agreed to …» of a contact.
func (r *reader) agreement(i int) {
	s := &r.d.Statements[i]
	if s.Negated || s.Act == "topic" || s.Act == "question" || s.Act == "report" || s.CueHead < 0 || r.cueIs(s, "topic") && s.Act != "agreement" {
		return
	}
	if s.Act != "agreement" && !r.cueIs(s, "joint") {
		return
	}
	a := doc.Agreement{Statement: i, Parties: r.parties(s), Rule: "agreement/joint"}
	if len(a.Parties) < 2 && s.SpeakerEntity < 0 && s.Act == "agreement" {
		if c, ok := r.contactAt(i); ok { // «it was agreed to stay in touch»
			a.Parties, a.Rule = slices.Clone(r.d.Contacts[c].Participants), "agreement/impersonal"
		}
	}
	if len(a.Parties) < 2 || slices.ContainsFunc(a.Parties, func(e int) bool { return !r.public(e) }) {
		return
	}
	for _, e := range s.Chain {
		if e >= 0 && e != s.SpeakerEntity && !slices.Contains(a.Parties, e) {
			a.ClaimedBy = append(a.ClaimedBy, e)
		}
	}
	a.OneSided = r.oneSided(&a)
	r.d.Agreements = append(r.d.Agreements, a)
}

func (r *reader) cueIs(s *doc.Statement, class string) bool {
	return slices.ContainsFunc(r.cueWords(s), func(w string) bool { return r.is(class, w) })
}

// parties returns who agrees: the members of a speaker of several, and whom the speaker agrees with.
func (r *reader) parties(s *doc.Statement) []int {
	var out []int
	add := func(e int) {
		if e < 0 {
			return
		}
		if m := r.d.Entities[e].Members; len(m) > 1 {
			out = append(out, m...)
		} else {
			out = append(out, e)
		}
	}
	add(s.SpeakerEntity)
	if i := r.d.ClauseOf(s.CueHead); i != doc.None && s.Act == "agreement" {
		c := &r.d.Clauses[i]
		for _, t := range c.All(doc.Subject) {
			add(r.d.EntityOf(t))
		}
		for _, t := range c.Obliques("with") {
			if e := r.actor(t); e != doc.None {
				add(e)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// contactAt returns the contact of statement i: the one it was made in, else the last told of before it.
func (r *reader) contactAt(i int) (int, bool) {
	if c, ok := r.contactOf[i]; ok {
		return c, true
	}
	at, found := doc.None, false
	for c := range r.d.Contacts {
		if x := &r.d.Contacts[c]; !x.Implied && x.Evidence.Begin <= r.d.Statements[i].Cue.Begin {
			at, found = c, true
			if c > 64 {
				break
			}
		}
	}
	return at, found
}

// oneSided reports whether only one of the parties' countries claims the agreement: by the sources that the
// text names, or else by publishing it.
func (r *reader) oneSided(a *doc.Agreement) bool {
	claims := map[string]bool{}
	for _, e := range a.ClaimedBy {
		claims[r.d.Entities[e].Country] = true
	}
	if len(claims) == 0 && r.publisher != "" {
		claims[r.publisher] = true
	}
	if len(claims) != 1 || claims[""] {
		return false
	}
	own, other := false, false
	for _, e := range a.Parties {
		switch c := r.d.Entities[e].Country; {
		case c == "":
		case claims[c]:
			own = true
		default:
			other = true
		}
	}
	return own && other
}
