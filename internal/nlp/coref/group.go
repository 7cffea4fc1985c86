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
			for _, t := range r.d.Conjuncts(v.Head) {
				if k := r.conjunct(t); k != doc.None {
					r.of(i).members = append(r.of(i).members, k)
				}
			}
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
			r.group(i, 2)
		}
	}
}

// conjunct returns the view of a conjunct itself, not of the coordination that it heads.
func (r *reader) conjunct(t doc.Tok) int {
	if k := r.d.MentionOf(t); k != doc.None && r.views[k].Rule != "mention/coordination" {
		return k
	}
	return doc.None
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
// two persons or states that did something together.
func (r *reader) counted(i int) {
	v := &r.views[i]
	if r.group(i, 4) {
		return
	}
	if m := r.lastTogether(i); len(m) == v.count {
		r.of(i).members = m
		r.of(i).kind = "group"
		r.of(i).rule = "coref/together"
		return
	}
	r.group(i, 12)
}

// group joins a nominal with the last group whose members it may be said of.
func (r *reader) group(i, sentences int) bool {
	v := &r.views[i]
	for k := i - 1; k >= i-reach && k >= 0 && v.sent-r.views[k].sent <= sentences; k-- {
		m := r.membersOf(r.of(k))
		if len(m) < 2 || v.count > 0 && len(m) != v.count || !r.suits(v, m) || r.bound(v, &r.views[k]) || r.inside(i, k) {
			continue
		}
		if r.join(k, i, "coref/group") {
			return true
		}
	}
	return false
}

// suits reports whether the members of a group may be called what the nominal says.
func (r *reader) suits(v *view, members []int) bool {
	for _, m := range members {
		c := &r.clusters[m]
		switch {
		case r.d.Tokens[v.Head].UPOS == "NUM":
			if c.kind != r.clusters[members[0]].kind {
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
			if c.kind != "person" {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// lastTogether returns the views of the last different persons (of states for «the two countries») before view
// i that stand in one sentence, if there are as many as it counts.
func (r *reader) lastTogether(i int) []int {
	v := &r.views[i]
	for s := v.sent; s >= 0 && v.sent-s <= 6; s-- {
		var out, seen []int
		for k := max(r.bySent[s], i-reach); k < min(r.bySent[s+1], i); k++ {
			u := &r.views[k]
			c := u.cluster
			named := u.Form == "name" || u.Form == "metonym" || u.Form == "nationality" && u.Kind == "state"
			if named && !slices.Contains(seen, c) && r.suits(v, []int{c}) && !r.bound(v, u) {
				seen = append(seen, c)
				out = append(out, k)
			}
		}
		if len(out) == v.count {
			return out
		}
	}
	return nil
}
