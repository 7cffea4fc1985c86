package coref

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

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
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(r.first(a), r.first(b)) })
	order = slices.Compact(order)
	d.Entities = make([]doc.Entity, 0, len(order))
	for n, c := range order {
		index[c] = n
		d.Entities = append(d.Entities, r.entity(&r.clusters[c], n))
	}
	for n, c := range order {
		for _, m := range r.membersOf(&r.clusters[c]) {
			if index[m] != doc.None && !r.reaches(index[m], n, 0) {
				d.Entities[n].Members = append(d.Entities[n].Members, index[m])
			}
		}
		slices.Sort(d.Entities[n].Members)
		r.nameGroup(n)
	}
}

// reaches reports whether entity to is from or among the members of from, direct or through others: joined
// clusters may have made a group the member of its own member, and the later link gives way. Groups nest a few
// deep; one nested deeper is taken to reach.
func (r *reader) reaches(from, to, depth int) bool {
	if from == to || depth > 8 {
		return true
	}
	return slices.ContainsFunc(r.d.Entities[from].Members, func(m int) bool { return r.reaches(m, to, depth+1) })
}

// nameGroup names a group whose members are known after them: «Olaf Scholz and Volodymyr Zelenskyy».
func (r *reader) nameGroup(n int) {
	e := &r.d.Entities[n]
	if len(e.Members) < 2 || len(e.Members) > 4 {
		return
	}
	var b strings.Builder
	for i, m := range e.Members {
		switch {
		case i > 0 && i == len(e.Members)-1:
			b.WriteString(" and ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(r.d.Entities[m].Name)
	}
	e.Name = b.String()
}

// counts reports whether a cluster is an entity: named, joined, or a role, body or group that may act. A pronoun
// of which the text only says what it is («this is a good day») is none.
func (r *reader) counts(c *cluster) bool {
	loud := r.loud(c)
	if len(loud) == 0 {
		return false
	}
	v := &r.views[loud[0]]
	switch {
	case len(c.members) > 0 && (len(loud) > 1 || v.Rule != "mention/coordination"), len(loud) > 1:
		return true
	case v.Rule == "mention/coordination":
		return len(c.members) > 0 && r.d.IsRel(v.Head, "nsubj", "obl:agent") // they speak or act as one
	case v.Form == "nominal", v.Form == "pronoun" && len(c.mentions) > 1:
		return c.kind != "" && c.kind != "other" && c.kind != "treaty"
	}
	return v.Form != "pronoun"
}

// loud returns the mentions of a cluster that count among those of its entity.
func (r *reader) loud(c *cluster) []int {
	var out []int
	for _, m := range c.mentions {
		if !r.views[m].quiet {
			out = append(out, m)
		}
	}
	return out
}

// first is the first mention that an entity of cluster c shows.
func (r *reader) first(c int) int {
	if loud := r.loud(&r.clusters[c]); len(loud) > 0 {
		return loud[0]
	}
	return r.clusters[c].mentions[0]
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
	e := doc.Entity{Kind: c.kind, Rule: c.rule, Mentions: r.loud(c)}
	best := -1
	for _, m := range c.mentions {
		v := &r.views[m]
		v.Entity = n
		if s := nameWeight(v); s > best {
			best, e.Name = s, r.d.Str(v.Span)
		}
	}
	if len(e.Mentions) == 0 {
		e.Mentions = c.mentions
	}
	if k := r.base.ByKey(c.key); k != nil {
		e.Name = k.Name
	} else if c.kind == "place" && shouted(e.Name) {
		e.Name = lowered(e.Name)
	}
	if len(c.members) > 0 {
		e.Kind = "group"
	}
	if e.Kind == "" {
		e.Kind = "other"
	}
	return e
}

// shouted reports whether a name is written in capitals only, as datelines have it.
func shouted(s string) bool { return len(s) > 4 && s == strings.ToUpper(s) && s != strings.ToLower(s) }

// lowered writes a name in capitals with small letters but for the first of each word.
func lowered(s string) string {
	rs := []rune(strings.ToLower(s))
	for i := range rs {
		if i == 0 || !unicode.IsLetter(rs[i-1]) {
			rs[i] = unicode.ToUpper(rs[i])
		}
	}
	return string(rs)
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
