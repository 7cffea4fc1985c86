package coref

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// joinNominals joins nominals with what they take up: the same noun, or the holder of an office.
func (r *reader) joinNominals() {
	lastHead := map[string][]int{} // views by head lemma
	for i := range r.views {
		v := &r.views[i]
		if v.Form == "pronoun" || v.Rule == "mention/coordination" {
			continue
		}
		if v.Form == "nominal" && !v.quiet && r.unnamed(i) {
			r.nominal(i, lastHead[v.lemma])
		}
		lastHead[v.lemma] = append(lastHead[v.lemma], i)
		if v.Form == "name" && v.Kind != "person" && v.Kind != "place" {
			for _, w := range strings.Fields(v.text) {
				if w != v.lemma {
					lastHead[w] = append(lastHead[w], i)
				}
			}
		}
	}
}

// unnamed reports whether the cluster of view i has no name yet and no nominal before it.
func (r *reader) unnamed(i int) bool {
	for _, m := range r.of(i).mentions {
		if u := &r.views[m]; u.Form != "pronoun" && m != i && (m < i || u.Form == "name") {
			return false
		}
	}
	return true
}

// nominal looks for the antecedent of view i.
func (r *reader) nominal(i int, like []int) {
	v := &r.views[i]
	if v.count > 1 && v.definite {
		return // groups
	}
	if r.d.Child(v.Head, "nmod:poss") != doc.None && v.country == "" {
		return // when the pronouns are known
	}
	if v.Kind == "person" && v.Number != "Plur" && r.office(i) {
		return
	}
	if r.sameHead(i, like) {
		return
	}
	if v.definite && !v.indefinite {
		r.byKind(i)
	}
}

// sameHead joins a nominal with the last one of the same noun whose modifiers do not differ.
func (r *reader) sameHead(i int, like []int) bool {
	v := &r.views[i]
	if !v.definite {
		return false // what has no article speaks of the kind, not of the one before
	}
	for n := len(like) - 1; n >= 0 && n >= len(like)-12; n-- {
		k := like[n]
		u := &r.views[k]
		if v.sent-u.sent > 40 {
			return false
		}
		if u.quiet && len(r.of(k).mentions) == 1 || r.inside(i, k) || u.Form == "nominal" && u.Number != v.Number {
			continue
		}
		exact := u.text == v.text && v.text != ""
		if !exact && !subset(v.content, u) && !r.described(v, k) {
			continue
		}
		if v.country != "" && u.country != "" && v.country != u.country {
			continue
		}
		if v.country == "" && u.country != "" && r.otherState(i, u) {
			continue
		}
		if p, q := r.possessor(v), r.possessor(u); p != doc.None && q != doc.None && !r.same(p, q) {
			continue
		}
		rule := "coref/head"
		switch {
		case r.possessor(v) != doc.None:
			rule = "coref/poss"
		case exact:
			rule = "coref/exact"
		case u.Form == "name":
			rule = "coref/namehead"
		}
		if r.join(k, i, rule) {
			return true
		}
	}
	return false
}

// otherState reports whether a state other than that of u is named in the sentence of view i, before it, or in
// the sentence before: «the government» is then its own.
func (r *reader) otherState(i int, u *view) bool {
	v := &r.views[i]
	for k := i - 1; k >= i-reach && k >= 0 && v.sent-r.views[k].sent <= 1; k-- {
		if x := &r.views[k]; x.Kind == "state" && x.Key != "" && x.Key != u.country && x.sent > u.sent {
			return true
		}
	}
	return false
}

// possessor is the view that possesses v, or None.
func (r *reader) possessor(v *view) int {
	if p := r.d.Child(v.Head, "nmod:poss"); p != doc.None {
		return r.d.MentionOf(p)
	}
	return doc.None
}

// subset reports whether every modifier of a nominal stands with its antecedent too.
func subset(content []string, u *view) bool {
	for _, w := range content {
		if !slices.Contains(u.content, w) && !strings.Contains(" "+u.text+" ", " "+w+" ") {
			return false
		}
	}
	return true
}

// described reports whether the modifiers of v stand somewhere in the cluster of view k.
func (r *reader) described(v *view, k int) bool {
	for _, w := range v.content {
		found := false
		for _, m := range r.of(k).mentions {
			u := &r.views[m]
			if slices.Contains(u.content, w) || strings.Contains(" "+u.text+" ", " "+w+" ") {
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

// inside reports whether one of two views stands in the phrase of the other.
func (r *reader) inside(i, k int) bool {
	a, b := &r.views[i], &r.views[k]
	if a.sent != b.sent {
		return false
	}
	return a.Span.Overlaps(b.Span) || r.d.Under(a.Head, b.Head) && !r.acrossClause(a.Head, b.Head) || r.d.Under(b.Head, a.Head) && !r.acrossClause(b.Head, a.Head)
}

// acrossClause reports whether a clause, a coordination or an apposition stands between t and top above it.
func (r *reader) acrossClause(t, top doc.Tok) bool {
	for ; t != top && t != doc.None; t = r.d.Tokens[t].Head {
		if r.d.IsRel(t, "acl", "advcl", "ccomp", "xcomp", "parataxis", "csubj", "conj", "appos") {
			return true
		}
	}
	return false
}
