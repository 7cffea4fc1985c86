package coref

import (
	"slices"
	"strings"
)

// cluster is what is known of mentions that were joined.
type cluster struct {
	mentions []int // indices in reader.views, in order
	kind     string
	number   string
	gender   string
	key      string
	country  string   // key of the state of a person's office or a body
	roles    []string // classes of titles, appositions and nominals
	heads    []string // lemmas of common heads
	full     []string // words of the fullest name of a person
	members  []int    // views of a group's members, in order of the text
	rule     string
}

// single makes the cluster of one mention.
func (r *reader) single(i int) cluster {
	v := &r.views[i]
	c := cluster{mentions: []int{i}, kind: v.Kind, number: v.Number, gender: v.Gender, key: v.Key, country: v.country, rule: "coref/single"}
	switch v.Form {
	case "pronoun":
		c.key = ""
	case "nominal":
		c.heads = []string{v.lemma}
	case "nationality":
		c.number = ""
		if v.Kind == "people" {
			c.key = ""
		}
	case "name":
		if v.Kind == "person" {
			c.full = strings.Fields(v.text)
		}
	}
	if v.Role != "" && v.Form != "pronoun" {
		c.roles = []string{v.Role}
	}
	return c
}

// of returns the cluster of view i.
func (r *reader) of(i int) *cluster { return &r.clusters[r.views[i].cluster] }

// same reports whether views i and k are joined.
func (r *reader) same(i, k int) bool { return r.views[i].cluster == r.views[k].cluster }

// join joins the cluster of view k with that of view i, unless something speaks against it. What has no name of
// its own then carries the rule.
func (r *reader) join(i, k int, rule string) bool {
	a, b := r.views[i].cluster, r.views[k].cluster
	if a == b {
		return true
	}
	if !r.compatible(a, b) {
		return false
	}
	r.merge(a, b, rule)
	if v := &r.views[k]; (v.Form == "nominal" || v.Form == "pronoun") && v.Rule != "mention/coordination" {
		v.Rule = rule
	}
	return true
}

// merge puts the smaller of two clusters into the other.
func (r *reader) merge(a, b int, rule string) {
	if len(r.clusters[a].mentions) < len(r.clusters[b].mentions) {
		a, b = b, a
	}
	to, from := &r.clusters[a], &r.clusters[b]
	for _, m := range from.mentions {
		r.views[m].cluster = a
	}
	to.mentions = append(to.mentions, from.mentions...)
	slices.Sort(to.mentions)
	if to.kind == "" || to.kind == "other" && from.kind != "" {
		to.kind = from.kind
	}
	fill(&to.number, from.number)
	fill(&to.gender, from.gender)
	fill(&to.key, from.key)
	fill(&to.country, from.country)
	for _, x := range from.roles {
		if !slices.Contains(to.roles, x) {
			to.roles = append(to.roles, x)
		}
	}
	for _, x := range from.heads {
		if !slices.Contains(to.heads, x) {
			to.heads = append(to.heads, x)
		}
	}
	if len(from.full) > len(to.full) {
		to.full = from.full
	}
	if len(to.members) == 0 {
		to.members = from.members
	}
	to.rule = rule
	*from = cluster{}
}

func fill(to *string, from string) {
	if *to == "" {
		*to = from
	}
}

// compatible reports whether two clusters may stand for one thing.
func (r *reader) compatible(a, b int) bool {
	x, y := &r.clusters[a], &r.clusters[b]
	switch {
	case x.gender != "" && y.gender != "" && x.gender != y.gender:
		return false
	case !numbersAgree(x, y):
		return false
	case !kindsAgree(x.kind, y.kind):
		return false
	case x.key != "" && y.key != "" && x.key != y.key:
		return false
	case len(x.full) > 1 && len(y.full) > 1 && !sameName(x.full, y.full):
		return false
	}
	return !r.holds(x, b) && !r.holds(y, a)
}

// numbersAgree reports whether the numbers of two clusters agree. A body may be «they».
func numbersAgree(x, y *cluster) bool {
	if x.number == "" || y.number == "" || x.number == y.number {
		return true
	}
	loose := func(c *cluster) bool { return collective(c.kind) || c.kind == "" && c.number == "Plur" }
	return loose(x) && loose(y)
}

// holds reports whether cluster b is a member of the group x.
func (r *reader) holds(x *cluster, b int) bool { return slices.Contains(r.membersOf(x), b) }

// membersOf returns the clusters of a group's members, as they are joined now.
func (r *reader) membersOf(x *cluster) []int {
	out := make([]int, 0, len(x.members))
	for _, m := range x.members { // views
		if c := r.views[m].cluster; !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// collective reports whether one or several may be said of the kind: «the government … they».
func collective(kind string) bool {
	return kind == "organisation" || kind == "group" || kind == "state" || kind == "people"
}

// kindsAgree reports whether two kinds may be those of one entity.
func kindsAgree(a, b string) bool {
	if a == b || a == "" || b == "" {
		return true
	}
	if a > b {
		a, b = b, a
	}
	switch a + " " + b {
	case "group organisation", "group people", "group state", "facility place", "facility organisation", "place state", "organisation other", "other place", "facility other", "other treaty", "organisation people":
		return true
	}
	return false
}
