package coref

import (
	"cmp"
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// entities makes the entities out of the clusters, in order of their first mention.
func (r *reader) entities() {
	d := r.d
	index := make([]int, len(r.clusters))
	var order []int
	for c := range r.clusters {
		index[c] = doc.None
		if r.counts(&r.clusters[c]) {
			order = append(order, c)
		}
	}
	order = r.withMembers(order)
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(r.clusters[a].mentions[0], r.clusters[b].mentions[0]) })
	order = slices.Compact(order)
	d.Entities = make([]doc.Entity, 0, len(order))
	for n, c := range order {
		index[c] = n
		d.Entities = append(d.Entities, r.entity(&r.clusters[c], n))
	}
	for n, c := range order {
		for _, m := range r.membersOf(&r.clusters[c]) {
			if index[m] != doc.None && index[m] != n {
				d.Entities[n].Members = append(d.Entities[n].Members, index[m])
			}
		}
		slices.Sort(d.Entities[n].Members)
	}
}

// counts reports whether a cluster is an entity: named, joined, or a role, body or group that may act. A pronoun
// of which the text only says what it is («this is a good day») is none.
func (r *reader) counts(c *cluster) bool {
	loud, first := 0, -1
	for _, m := range c.mentions {
		if v := &r.views[m]; !v.quiet {
			loud++
			if first < 0 {
				first = m
			}
		}
	}
	if loud == 0 {
		return false
	}
	v := &r.views[first]
	switch {
	case len(c.members) > 0 && (loud > 1 || v.Rule != "mention/coordination"), loud > 1:
		return true
	case v.Rule == "mention/coordination":
		return false
	case v.Form == "nominal", v.Form == "pronoun" && len(c.mentions) > 1:
		return c.kind != "" && c.kind != "other" && c.kind != "treaty"
	}
	return v.Form != "pronoun"
}

// withMembers adds the members of the groups that are entities.
func (r *reader) withMembers(order []int) []int {
	has := make(map[int]bool, len(order))
	for _, c := range order {
		has[c] = true
	}
	for n := 0; n < len(order); n++ {
		for _, m := range r.membersOf(&r.clusters[order[n]]) {
			if !has[m] {
				has[m] = true
				order = append(order, m)
			}
		}
	}
	return order
}

// entity makes entity n of a cluster and tells its mentions.
func (r *reader) entity(c *cluster, n int) doc.Entity {
	e := doc.Entity{Kind: c.kind, Rule: c.rule}
	best := -1
	for _, m := range c.mentions {
		v := &r.views[m]
		v.Entity = n
		if !v.quiet {
			e.Mentions = append(e.Mentions, m)
		}
		if s := nameWeight(v); s > best {
			best, e.Name = s, r.d.Str(v.Span)
		}
	}
	if len(e.Mentions) == 0 {
		e.Mentions = c.mentions
	}
	if k := r.base.ByKey(c.key); k != nil {
		e.Name = k.Name
	}
	if len(c.members) > 0 {
		e.Kind = "group"
	}
	if e.Kind == "" {
		e.Kind = "other"
	}
	return e
}

// nameWeight says how well a mention names its entity: names before nominals before pronouns, longer before
// shorter.
func nameWeight(v *view) int {
	n := min(v.End-v.Begin, 999)
	switch v.Form {
	case "name":
		return 4000 + n
	case "metonym", "nationality":
		return 3000 + n
	case "nominal":
		return 2000 + n
	}
	return n
}
