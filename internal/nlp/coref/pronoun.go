package coref

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// reach is how many mentions back any pass looks, so that time grows with the text.
const reach = 300

// window is how many sentences back a pronoun may point.
const window = 5

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
	if v.Number == "Plur" && r.jointly(i) {
		return
	}
	best, score := doc.None, r.least(v)
	for k := i - 1; k >= 0 && v.sent-r.views[k].sent <= window && k >= i-reach/2; k-- {
		if s, ok := r.score(i, k); ok && s > score {
			best, score = k, s
		}
	}
	if s, k := r.ahead(i); k != doc.None && s > score {
		best = k
	}
	if v.Number == "Plur" && v.Gender == "" && (best == doc.None || r.views[best].sent < v.sent-1) && r.twoOf(i) {
		return
	}
	if best != doc.None {
		r.join(best, i, "coref/pronoun")
	}
}

// jointly joins the subject of a verb that takes several parties, «They agreed …», with the last group of leaders, sides
// or named parties, before others of whom the text speaks in between.
func (r *reader) jointly(i int) bool {
	v := &r.views[i]
	if !r.opens(v) || !r.words.is("joint", strings.ToLower(r.d.Tokens[r.d.Tokens[v.Head].Head].Lemma)) {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-reach && v.sent-r.views[k].sent <= 2*window; k-- {
		u := &r.views[k]
		parties := len(r.membersOf(r.of(k))) > 1 || u.Form == "nominal" && u.Number == "Plur" && u.definite && r.several(u)
		if parties && r.mayBe(i, k) {
			return u.sent < v.sent-1 && r.twoOf(i) || r.join(k, i, "coref/joint")
		}
	}
	return false
}

// twoOf makes «they» the two persons, else the two states or bodies, that its own sentence before it or the one
// before names, where nothing else there is to point to: «Putin called Macron. They discussed …».
func (r *reader) twoOf(i int) bool {
	v := &r.views[i]
	for s := v.sent; s >= 0 && s >= v.sent-1; s-- {
		for _, person := range []bool{true, false} {
			if out := r.namedIn(i, s, person); len(out) == 2 && !r.bound(v, &r.views[out[0]]) && !r.bound(v, &r.views[out[1]]) {
				c := r.of(i)
				c.members, c.kind, c.rule = out, "group", "coref/together"
				v.Rule = "coref/together"
				return true
			}
		}
	}
	return false
}

// namedIn returns the views of the different persons, or else states and bodies, that sentence s names before
// view i.
func (r *reader) namedIn(i, s int, person bool) []int {
	var out, seen []int
	for k := max(r.bySent[s], i-reach); k < min(r.bySent[s+1], i); k++ {
		u := &r.views[k]
		c := r.of(k)
		if (u.Form == "name" || u.Form == "metonym") && (c.kind == "person") == person && speaker(c.kind) && !slices.Contains(seen, u.cluster) {
			seen, out = append(seen, u.cluster), append(out, k)
		}
	}
	return out
}

// least is what an antecedent must score.
func (r *reader) least(v *view) int {
	switch {
	case v.Gender == "Masc" || v.Gender == "Fem":
		return weight.leastHe
	case v.Number == "Sing":
		return weight.leastIt
	}
	return weight.leastThey
}

// score says how well view k is the antecedent of the pronoun of view i.
func (r *reader) score(i, k int) (int, bool) {
	v, u := &r.views[i], &r.views[k]
	if !r.mayBe(i, k) {
		return 0, false
	}
	c := r.of(k)
	s := weight.rank[u.rank] - weight.sentence*(v.sent-u.sent)
	switch {
	case u.Form == "name" || u.Form == "metonym":
		s += weight.name
	case u.Form == "pronoun":
		s += weight.pronoun
		if u.Number == v.Number && u.Gender == v.Gender {
			s += weight.same
		}
	case u.indefinite && len(c.mentions) == 1:
		s += weight.indefinite
	}
	if u.rank == v.rank || u.rank <= subject && v.rank <= subject {
		s += weight.parallel
	}
	s += weight.often * min(len(c.mentions), 8) / 4
	if v.sent == u.sent {
		s -= weight.between * (i - k) / 8
	}
	if r.d.Sentences[v.sent].Paragraph != r.d.Sentences[u.sent].Paragraph {
		s += weight.paragraph
	}
	if u.quote != v.quote && u.quote != doc.None {
		s += weight.quoted
	}
	if r.d.IsRel(u.Head, "nmod:poss") {
		s += weight.possessor
	}
	if r.commands(v, u) {
		s += weight.commands
	}
	if v.Gender == "Neut" && r.continues(v, u) {
		s += weight.continues
	}
	if r.judged(v, u) {
		s += weight.judged
	}
	if r.adds(v) && r.speaks(u) {
		s += weight.adds
	}
	return s + r.fits(v, c), true
}

// weight holds how much each property of an antecedent counts for a pronoun. They were fitted by hand and by
// coordinate descent on the training documents of OntoGUM that are no news.
var weight = struct {
	rank                                                                                                        [5]int // by rank
	sentence, name, pronoun, same, indefinite, parallel, often, between, paragraph, quoted, possessor, commands int
	continues, adds, judged                                                                                     int
	heOther, itBody, itPlace, itPlain, theyOne, theyGroup, theyBody, theyState, theyPlain, theyThing            int
	leastHe, leastIt, leastThey                                                                                 int // less is no antecedent
}{
	rank:     [5]int{20, 16, 6, 0, -10},
	sentence: 20, name: 4, pronoun: 8, same: 0, indefinite: 4, parallel: 4, often: 8, between: 0, paragraph: -8, quoted: -32, possessor: 18, commands: 0, continues: 24, adds: 40, judged: 40,
	heOther: -20, itBody: 6, itPlace: -8, itPlain: -2, theyOne: -24, theyGroup: 20, theyBody: -14, theyState: -32, theyPlain: 0, theyThing: 0,
	leastHe: -150, leastIt: -60, leastThey: -8,
}

// fits weighs how the kind of a cluster suits the pronoun.
func (r *reader) fits(v *view, c *cluster) int {
	switch {
	case v.Gender == "Masc" || v.Gender == "Fem":
		if c.kind != "person" {
			return weight.heOther
		}
		return 0
	case v.Number == "Sing":
		switch c.kind {
		case "organisation", "state":
			return weight.itBody
		case "place", "facility", "treaty":
			return weight.itPlace
		}
		return weight.itPlain
	case c.kind == "person" && c.number == "Sing":
		return weight.theyOne
	case c.kind == "group" || c.kind == "people":
		return weight.theyGroup
	case c.kind == "organisation" && c.number != "Plur":
		return weight.theyBody
	case c.kind == "state":
		return weight.theyState
	case c.kind == "":
		return weight.theyThing
	}
	return weight.theyPlain
}

// commands reports whether u is the subject of a clause in which v stands lower down («Macron said that he …»,
// «Macron praised his …»), so that v most likely takes it up.
func (r *reader) commands(v, u *view) bool {
	if v.sent != u.sent || u.rank > subject {
		return false
	}
	up := r.d.Tokens[r.firstConjunct(u.Head)].Head
	return up != doc.None && r.d.Under(v.Head, up)
}

// continues reports whether v is the subject of a sentence and u that of the sentence before it in the paragraph, so
// that the text goes on about it: «The ministry summoned the bloc's envoy. It denied …».
func (r *reader) continues(v, u *view) bool {
	return v.sent == u.sent+1 && r.opens(v) && r.opens(u) && r.d.Sentences[v.sent].Paragraph == r.d.Sentences[u.sent].Paragraph
}

// opens reports whether v is the subject of the main verb of its sentence.
func (r *reader) opens(v *view) bool {
	up := r.d.Tokens[v.Head].Head
	return up != doc.None && r.d.IsRel(v.Head, "nsubj") && r.d.Tokens[up].Head == doc.None
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
	if r.speaks(v) && !speaker(c.kind) {
		return false
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
	return !r.ofSubject(v, u) && r.quoteAllows(v, u, k)
}

// speaks reports whether v is the subject of a verb of speech, so that it stands for somebody.
func (r *reader) speaks(v *view) bool {
	up := r.d.Tokens[v.Head].Head
	return up != doc.None && r.d.IsRel(v.Head, "nsubj") && r.d.Tokens[up].UPOS == "VERB" && r.words.is("speech", strings.ToLower(r.d.Tokens[up].Lemma))
}

// adds reports whether v goes on with what was said before: «…, he added».
func (r *reader) adds(v *view) bool {
	return r.speaks(v) && r.words.is("more", strings.ToLower(r.d.Tokens[r.d.Tokens[v.Head].Head].Lemma))
}

// speaker reports whether what is of the kind may speak.
func speaker(kind string) bool {
	return kind == "person" || collective(kind)
}

// ofSubject reports whether u is a member of the group that is the subject of the verb of which v is the object:
// «both sides will sign it».
func (r *reader) ofSubject(v, u *view) bool {
	if !r.d.IsRel(v.Head, "obj", "iobj", "obl") {
		return false
	}
	up := r.d.Tokens[v.Head].Head
	if up == doc.None {
		return false
	}
	k := r.d.MentionOf(r.d.Child(up, "nsubj"))
	return k != doc.None && r.holds(r.of(k), u.cluster)
}

// judged reports whether v possesses what the person u is thanked, praised or blamed for: «She thanked Petrov for his help»,
// «gratitude to Petrov for his help».
func (r *reader) judged(v, u *view) bool {
	if v.sent != u.sent || !r.d.IsRel(v.Head, "nmod:poss") || !r.d.IsRel(u.Head, "obj", "obl", "nmod") || u.Head > v.Head {
		return false
	}
	t := r.d.Tokens[v.Head].Head
	if t == doc.None || r.d.Preposition(t) != "for" {
		return false
	}
	deed := r.d.Tokens[u.Head].Head
	if deed == doc.None || !r.words.is("judging", strings.ToLower(r.d.Tokens[deed].Lemma)) {
		return false
	}
	up := r.d.Tokens[t].Head
	return up == deed || up == u.Head || up != doc.None && up == r.d.Tokens[deed].Head
}

// bound reports whether v and u are arguments of one verb, which then are not the same (principle B).
func (r *reader) bound(v, u *view) bool {
	if v.sent != u.sent || r.d.IsRel(v.Head, "nmod:poss") || r.d.IsRel(u.Head, "nmod:poss") {
		return false
	}
	x, y := r.firstConjunct(v.Head), r.firstConjunct(u.Head)
	a, b := r.d.Tokens[x].Head, r.d.Tokens[y].Head
	return x != y && (a == b && a != doc.None || a == y || b == x || a != doc.None && r.sharedSubject(a) == y)
}

// sharedSubject returns the subject that the coordinated verb t shares with the one before it («spoke to Macron and
// urged him»), or None.
func (r *reader) sharedSubject(t doc.Tok) doc.Tok {
	for steps := 0; r.d.IsRel(t, "conj") && r.d.Child(t, "nsubj", "nsubj:pass") == doc.None && steps < 8; steps++ {
		t = r.d.Tokens[t].Head
		if s := r.d.Child(t, "nsubj"); s != doc.None {
			return s
		}
	}
	return doc.None
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
	for k := i - 1; k >= i-reach && k >= 0 && v.sent-r.views[k].sent <= 12; k-- {
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
