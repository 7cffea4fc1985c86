package coref

import (
	"github.com/openreadout/readout/internal/doc"
)

// window is how many sentences back a pronoun may point.
const window = 3

// joinPronouns joins every third-person pronoun with its best antecedent, in order of the text, and «we».
func (r *reader) joinPronouns() {
	for i := range r.views {
		v := &r.views[i]
		if v.Form != "pronoun" || v.quiet {
			continue
		}
		switch v.Role {
		case "third":
			if r.unresolved(i) {
				r.third(i)
			}
		case "first":
			if v.Number == "Plur" {
				r.we(i)
			}
		}
	}
}

// unresolved reports whether the cluster of the pronoun of view i has neither a name nor an earlier mention that
// is more than a description of it.
func (r *reader) unresolved(i int) bool {
	for _, m := range r.of(i).mentions {
		u := &r.views[m]
		if u.Form == "name" || u.Form == "metonym" || m < i && !u.quiet && u.Role != "first" {
			return false
		}
	}
	return true
}

// third finds the antecedent of a third-person pronoun: the candidate of the highest score.
func (r *reader) third(i int) {
	v := &r.views[i]
	best, score := doc.None, -1000
	for k := i - 1; k >= 0 && v.sent-r.views[k].sent <= window && k > i-120; k-- {
		if s, ok := r.score(i, k); ok && s > score {
			best, score = k, s
		}
	}
	if s, k := r.ahead(i); k != doc.None && s > score {
		best = k
	}
	if best != doc.None {
		r.join(best, i, "coref/pronoun")
	}
}

// score says how well view k is the antecedent of the pronoun of view i.
func (r *reader) score(i, k int) (int, bool) {
	v, u := &r.views[i], &r.views[k]
	if !r.mayBe(i, k) {
		return 0, false
	}
	c := r.of(k)
	s := -12 * (v.sent - u.sent)
	s += [...]int{10, 8, 3, 0, -4}[u.rank]
	switch u.Form {
	case "name", "metonym":
		s += 2
	case "pronoun":
		s += 3
	}
	if u.rank == v.rank {
		s += 2
	}
	s += min(len(c.mentions), 6)
	if v.sent == u.sent {
		s -= (i - k) / 6
	}
	if u.indefinite && len(c.mentions) == 1 {
		s--
	}
	return s + r.fits(v, c), true
}

// fits weighs how the kind of a cluster suits the pronoun.
func (r *reader) fits(v *view, c *cluster) int {
	switch v.form {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself":
		if c.kind == "person" {
			return 4
		}
		return -10
	case "it", "its", "itself":
		switch c.kind {
		case "organisation", "state":
			return 3
		case "place", "facility", "treaty":
			return 0
		}
		return -1
	}
	switch {
	case c.kind == "person" && c.number == "Sing":
		return -12
	case c.kind == "group" || c.kind == "people":
		return 4
	case c.kind == "organisation" && c.number != "Plur":
		return -4
	}
	return 0
}

// mayBe reports whether nothing in agreement, syntax or quotation forbids that the pronoun of view i points to
// view k.
func (r *reader) mayBe(i, k int) bool {
	v, u := &r.views[i], &r.views[k]
	if u.quiet || u.Form == "nationality" || u.Role == "relative" && u.Form == "pronoun" {
		return false
	}
	if u.Form == "pronoun" && (u.Role == "demonstrative" || u.Role == "second" || u.Role == "first") {
		return false
	}
	c := r.of(k)
	if v.Gender == "Masc" || v.Gender == "Fem" {
		if c.kind != "person" && c.kind != "" || c.number == "Plur" || c.gender != "" && c.gender != v.Gender {
			return false
		}
		if c.kind == "" && u.Form != "pronoun" {
			return false
		}
	}
	if v.Gender == "Neut" && (c.kind == "person" || c.kind == "group" || c.number == "Plur" || c.gender == "Masc" || c.gender == "Fem") {
		return false
	}
	if v.Number == "Plur" && c.number == "Sing" && c.kind != "organisation" && c.kind != "state" {
		return false
	}
	if up := r.d.Tokens[v.Head].Head; up != doc.None && u.Title.Contains(r.d.Tokens[up].Span) {
		return false // «his counterpart Petrov»
	}
	if !r.compatible(v.cluster, u.cluster) || r.inside(i, k) || r.bound(v, u) {
		return false
	}
	return r.quoteAllows(v, u, k)
}

// bound reports whether v and u are arguments of one verb, which then are not the same (principle B).
func (r *reader) bound(v, u *view) bool {
	if v.sent != u.sent || r.d.IsRel(v.Head, "nmod:poss") || r.d.IsRel(u.Head, "nmod:poss") {
		return false
	}
	x, y := r.firstConjunct(v.Head), r.firstConjunct(u.Head)
	a, b := r.d.Tokens[x].Head, r.d.Tokens[y].Head
	return x != y && (a == b && a != doc.None || a == y || b == x)
}

// firstConjunct is the first of the coordination in which t stands, or t.
func (r *reader) firstConjunct(t doc.Tok) doc.Tok {
	for steps := 0; r.d.IsRel(t, "conj") && steps < 32; steps++ {
		t = r.d.Tokens[t].Head
	}
	return t
}

// quoteAllows forbids that somebody speaks of himself in the third person.
func (r *reader) quoteAllows(v, u *view, k int) bool {
	if v.quote == doc.None {
		return true
	}
	s := r.quotes[v.quote].speaker
	return s == doc.None || !r.same(s, k)
}

// ahead finds the subject of the main clause for a pronoun in a phrase before it: «Despite his stance, Macron …».
func (r *reader) ahead(i int) (int, int) {
	v := &r.views[i]
	t := v.Head
	for steps := 0; steps < 16; steps++ {
		up := r.d.Tokens[t].Head
		if up == doc.None {
			return 0, doc.None
		}
		if t < up && r.d.IsRel(t, "obl", "advcl") {
			if s := r.d.Child(up, "nsubj"); s != doc.None && s > t {
				if k := r.d.MentionOf(s); k != doc.None && k > i && r.views[k].Form != "pronoun" && r.mayBe(i, k) {
					return 12 + r.fits(v, r.of(k)), k
				}
			}
		}
		t = up
	}
	return 0, doc.None
}

// we joins «we» with the state or body that speaks, else with the last «we» of the same speaker.
func (r *reader) we(i int) {
	v := &r.views[i]
	speaker := doc.None
	if v.quote != doc.None {
		q := &r.quotes[v.quote]
		speaker = q.speaker
		if speaker != doc.None {
			if k := r.of(speaker).kind; k == "state" || k == "organisation" || k == "group" {
				r.of(i).number = ""
				r.join(speaker, i, "coref/we")
				return
			}
		}
	}
	for k := i - 1; k >= 0 && v.sent-r.views[k].sent <= 12; k-- {
		u := &r.views[k]
		if u.Form != "pronoun" || u.Role != "first" || u.Number != "Plur" || (u.quote == doc.None) != (v.quote == doc.None) {
			continue
		}
		if v.quote != doc.None {
			s := r.quotes[u.quote].speaker
			if s == doc.None || speaker == doc.None {
				if u.quote != v.quote {
					continue
				}
			} else if !r.same(s, speaker) {
				continue
			}
		}
		r.join(k, i, "coref/we")
		return
	}
}
