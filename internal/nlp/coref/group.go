package coref

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// joinCoordinations gives the coordinations their members, joins those of the same members, and finds out whom
// «the two leaders» and «both sides» mean.
func (r *reader) joinCoordinations() {
	var groups []int // views of the coordinations so far
	for i := range r.views {
		v := &r.views[i]
		switch {
		case v.Rule == "mention/coordination":
			r.of(i).members = r.conjuncts(i)
			for n := len(groups) - 1; n >= 0 && n >= len(groups)-30; n-- {
				if r.sameMembers(groups[n], i) && r.join(groups[n], i, "coref/members") {
					break
				}
			}
			groups = append(groups, i)
		case v.Form != "nominal" || !v.definite || v.Number != "Plur" && v.count < 2 || v.quiet:
		case v.count > 1:
			r.counted(i)
		case r.several(v):
			if !r.group(i, 2, true) && r.words.is("leader", v.lemma) {
				v.count = 2
				if !r.mainPair(i) {
					v.count = 0
				}
			}
		}
	}
}

// conjuncts returns the views that the coordination of view i joins, in order: those inside it that hang on its
// head, or on one another, as conjuncts. A conjunct may hang on any word of a name or its title.
func (r *reader) conjuncts(i int) []int {
	v := &r.views[i]
	var out []int
	in := map[doc.Tok]bool{} // the words of the members so far
	for k := i + 1; k < min(len(r.views), i+reach) && r.views[k].Begin < v.End; k++ {
		u := &r.views[k]
		if u.Rule == "mention/coordination" || u.Form == "nationality" || u.Form == "pronoun" {
			continue
		}
		first, end := u.Head, u.Head+1
		if u.Form == "name" || u.Form == "metonym" {
			first, end = r.d.TokensIn(u.Title.Cover(u.Span))
			first, end = min(first, u.Head), max(end, u.Head+1)
		}
		is := len(out) == 0 && first <= v.Head && v.Head < end
		for t := first; t < end && !is; t++ {
			is = r.d.IsRel(t, "conj") && in[r.d.Tokens[t].Head] && !in[t]
		}
		if is {
			out = append(out, k)
			for t := first; t < end; t++ {
				in[t] = true
			}
		}
	}
	return out
}

func (r *reader) sameMembers(a, b int) bool {
	x, y := r.membersOf(r.of(a)), r.membersOf(r.of(b))
	slices.Sort(x)
	slices.Sort(y)
	return len(x) > 0 && slices.Equal(x, y)
}

// several reports whether a plural without a number may mean the members of a group («the leaders», «the sides»).
func (r *reader) several(v *view) bool {
	if len(v.content) > 0 || v.country != "" || r.d.Child(v.Head, "nmod", "acl") != doc.None {
		return false
	}
	return r.words.is("side", v.lemma) || r.words.is("state", v.lemma) || r.words.is("leader", v.lemma)
}

// counted joins «the two presidents» with the last group of two of that kind, or makes the group of the last
// two persons or states that did something together. Leaders are looked for among those who are known to lead, the
// two of whom the whole text is before others, and only then among any persons.
func (r *reader) counted(i int) {
	if r.words.is("leader", r.views[i].lemma) && (r.group(i, 1, true) || r.mainPair(i)) {
		return
	}
	for _, strict := range []bool{true, false} {
		if r.group(i, 4, strict) || r.pair(i, r.lastTogether(i, strict)) || r.group(i, 12, strict) || r.pair(i, r.firstTogether(i, strict)) {
			return
		}
	}
}

// mainPair joins a noun for leaders with the pair that such a noun meant before, or with the two who lead and whom
// the first sentences name together.
func (r *reader) mainPair(i int) bool {
	v := &r.views[i]
	for k := i - 1; k >= i-reach && k >= 0; k-- {
		u := &r.views[k]
		if u.Form == "nominal" && u.count == 2 && r.words.is("leader", u.lemma) && r.suits(v, r.membersOf(r.of(k)), true) && len(r.membersOf(r.of(k))) == v.count && r.join(k, i, "coref/group") {
			return true
		}
	}
	return r.pair(i, r.firstTogether(i, true))
}

// pair makes view i the group of the members, if there are as many as it counts.
func (r *reader) pair(i int, members []int) bool {
	if len(members) == 0 || len(members) != r.views[i].count {
		return false
	}
	c := r.of(i)
	c.members, c.kind, c.rule = members, "group", "coref/together"
	for k := i - 1; k >= i-reach && k >= 0; k-- {
		if r.sameMembers(k, i) && r.join(k, i, "coref/group") {
			break
		}
	}
	return true
}

// group joins a nominal with the last group whose members it may be said of.
func (r *reader) group(i, sentences int, strict bool) bool {
	v := &r.views[i]
	for k := i - 1; k >= i-reach && k >= 0 && v.sent-r.views[k].sent <= sentences; k-- {
		m := r.membersOf(r.of(k))
		if len(m) < 2 || v.count > 0 && len(m) != v.count || !r.suits(v, m, strict) || r.bound(v, &r.views[k]) || r.inside(i, k) {
			continue
		}
		if r.join(k, i, "coref/group") {
			return true
		}
	}
	return false
}

// suits reports whether the members of a group may be called what the nominal says; strict asks of leaders that
// they are known to lead.
func (r *reader) suits(v *view, members []int, strict bool) bool {
	for _, m := range members {
		c := &r.clusters[m]
		switch {
		case r.d.Tokens[v.Head].UPOS == "NUM":
			if strict && c.kind != "person" || c.kind != r.clusters[members[0]].kind || len(members) == 1 && c.kind != "person" && c.kind != "state" {
				return false
			}
		case r.words.is("side", v.lemma):
			if c.kind == "place" || c.kind == "facility" {
				return false
			}
		case r.words.is("state", v.lemma):
			if c.kind != "state" {
				return false
			}
		case r.words.is("leader", v.lemma) || v.lemma == "pair" || v.lemma == "duo" || v.Role != "" && v.Kind == "group" && v.Role != "people" && v.Role != "forces" && v.Role != "authorities":
			if c.kind != "person" || strict && !r.leadsAs(v, c) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// leadsAs reports whether a person is known, by title or by the files, to be what a noun for leaders says.
func (r *reader) leadsAs(v *view, c *cluster) bool {
	var want []string
	switch v.Role {
	case "head", "king", "queen", "monarch":
		want = []string{"head", "king", "queen", "monarch"}
	case "minister":
		want = []string{"minister"}
	default:
		if v.lemma != "leader" {
			return true
		}
		want = []string{"head", "king", "queen", "monarch", "leader"}
	}
	for _, w := range want {
		if slices.Contains(c.roles, w) {
			return true
		}
	}
	e := r.base.ByKey(c.key)
	if e == nil || slices.ContainsFunc(c.roles, func(x string) bool { return x == "chief" || x == "diplomat" || x == "spokesman" }) {
		return false
	}
	s := e.On(r.day)
	if s == nil && r.d.Published == "" && len(e.Spells) > 0 {
		s = &e.Spells[len(e.Spells)-1]
	}
	return s != nil && (s.Office.Rank >= headRank) == (want[0] == "head")
}

// headRank is the rank of the offices from which their holder leads a state (data/actors/offices.txt).
const headRank = 80

// lastTogether returns the views of the last different persons (of states for «the two countries») before view
// i that stand in one sentence, if there are as many as it counts.
func (r *reader) lastTogether(i int, strict bool) []int {
	v := &r.views[i]
	for s := v.sent; s >= 0 && v.sent-s <= 6; s-- {
		if out := r.together(i, s, strict); len(out) == v.count {
			return out
		}
	}
	return nil
}

// firstTogether is lastTogether from the beginning of the text: its title and first sentences say of whom it is.
func (r *reader) firstTogether(i int, strict bool) []int {
	v := &r.views[i]
	for s := range min(v.sent, 4) {
		if out := r.together(i, s, strict); len(out) == v.count {
			return out
		}
	}
	return nil
}

// together returns the views of the different persons or states of sentence s whom the nominal of view i may mean.
func (r *reader) together(i, s int, strict bool) []int {
	v := &r.views[i]
	var out, seen []int
	for k := r.bySent[s]; k < min(r.bySent[s+1], r.bySent[s]+reach, i); k++ {
		u := &r.views[k]
		named := u.Form == "name" || u.Form == "metonym" || u.Form == "nationality" && u.Kind == "state"
		if c := u.cluster; named && !slices.Contains(seen, c) && r.suits(v, []int{c}, strict) && !r.bound(v, u) {
			seen = append(seen, c)
			out = append(out, k)
		}
	}
	return out
}
