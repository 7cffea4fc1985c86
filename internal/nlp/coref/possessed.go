package coref

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// joinPossessed joins nominals that somebody possesses, now that it is known whom the possessive pronouns mean:
// «his wife» with «his wife» of the same man, «his counterpart» with the other of the two who met.
func (r *reader) joinPossessed() {
	last := map[string][]int{} // by head lemma
	for i := range r.views {
		v := &r.views[i]
		if v.Form != "nominal" || v.quiet {
			continue
		}
		p := r.possessor(v)
		if p == doc.None || v.country != "" {
			continue
		}
		if !r.unnamed(i) || r.other(i, p) {
			continue
		}
		r.ofGroup(i, p)
		for _, k := range slices.Backward(last[v.lemma]) {
			u := &r.views[k]
			if v.sent-u.sent > 40 {
				break
			}
			if q := r.possessor(u); r.same(p, q) && u.Number == v.Number && subset(v.content, u) && !r.inside(i, k) && r.join(k, i, "coref/possessed") {
				break
			}
		}
		last[v.lemma] = append(last[v.lemma], i)
	}
}

// ofGroup gives «their countries» and «their foreign ministers» the states of those to whom «their» points.
func (r *reader) ofGroup(i, p int) {
	v := &r.views[i]
	owners := r.membersOf(r.of(p))
	if v.Number != "Plur" || len(owners) < 2 || len(r.of(i).members) > 0 || !r.words.is("state", v.lemma) && !r.words.is("delegates", v.lemma) {
		return
	}
	var members []int
	for _, o := range owners {
		c := &r.clusters[o]
		key := c.country
		if key == "" {
			key = r.nationality(c)
		}
		if c.kind == "state" {
			members = append(members, c.mentions[0])
		} else if m := r.named(key); m != doc.None {
			members = append(members, m)
		}
	}
	if len(members) == len(owners) {
		c := r.of(i)
		c.members, c.kind, c.rule = members, "group", "coref/together"
	}
}

// named returns the first view of the state with the key, or None.
func (r *reader) named(key string) int {
	if r.byKey == nil {
		r.byKey = map[string]int{}
		for i := range r.views {
			if k := r.views[i].Key; k != "" {
				if _, ok := r.byKey[k]; !ok {
					r.byKey[k] = i
				}
			}
		}
	}
	if i, ok := r.byKey[key]; ok && key != "" {
		return i
	}
	return doc.None
}

// other joins «his counterpart» with the other member of the last pair to which the possessor belongs.
func (r *reader) other(i, p int) bool {
	v := &r.views[i]
	if !r.words.is("other", v.lemma) || v.Number == "Plur" {
		return false
	}
	for k := i - 1; k >= i-reach && k >= 0 && v.sent-r.views[k].sent <= 4; k-- {
		m := r.membersOf(r.of(k))
		if len(m) != 2 || !slices.Contains(m, r.views[p].cluster) {
			continue
		}
		other := m[0]
		if other == r.views[p].cluster {
			other = m[1]
		}
		if ms := r.clusters[other].mentions; len(ms) > 0 {
			return r.join(ms[0], i, "coref/other")
		}
	}
	for s := v.sent; s >= 0 && s >= v.sent-2; s-- {
		two := r.namedIn(i, s, true)
		if len(two) == 2 && r.same(two[0], p) != r.same(two[1], p) {
			if r.same(two[0], p) {
				two[0] = two[1]
			}
			return r.join(two[0], i, "coref/other")
		}
	}
	return false
}
