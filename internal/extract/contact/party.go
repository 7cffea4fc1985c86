package contact

import (
	"slices"
	"sort"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// party returns the entities that the phrase headed by t stands for, as parties of a contact: members for a
// group whose members are known. Places, treaties and other things are no parties.
func (r *reader) party(t doc.Tok) []int {
	m := r.mention(t)
	if m == doc.None {
		return nil
	}
	if x := &r.d.Mentions[m]; x.Form == "nominal" && x.Number != "Plur" {
		if low := strings.ToLower(r.d.Str(x.Span)); strings.HasPrefix(low, "a ") || strings.HasPrefix(low, "an ") || strings.HasPrefix(low, "any ") || strings.HasPrefix(low, "another ") {
			return nil // «her first meeting with a foreign leader»
		}
	}
	es := r.members(r.d.Mentions[m].Entity, 0)
	if len(es) == 1 && r.d.Entities[es[0]].Kind == "group" && r.d.Mentions[m].Form == "nominal" {
		if of := r.owners(t); len(of) > 1 {
			return of
		}
	}
	return es
}

// hostOf returns the state of the place that the phrase headed by t names, where the text speaks of it.
func (r *reader) hostOf(t doc.Tok) []int {
	p := r.placeAt(t)
	if p == doc.None {
		return nil
	}
	x := &r.d.Entities[p]
	country := x.Country
	if x.Place != nil {
		country = x.Place.Country
	}
	if s, ok := r.stateOf[country]; ok {
		return []int{s}
	}
	return nil
}

// owners returns the states of «the leaders of Armenia and Azerbaijan», «the Chilean and Peruvian ministers».
func (r *reader) owners(t doc.Tok) []int {
	var out []int
	for _, c := range r.d.Children(t) {
		if !r.d.IsRel(c, "nmod", "amod", "nmod:poss") {
			continue
		}
		for _, x := range r.conjuncts(c) {
			if m := r.d.MentionOf(x); m != doc.None && r.d.Mentions[m].Entity >= 0 && r.d.Entities[r.d.Mentions[m].Entity].Kind == "state" {
				out = union(out, []int{r.d.Mentions[m].Entity})
			}
		}
	}
	return out
}

func (r *reader) members(e, depth int) []int {
	if e < 0 || depth > 3 {
		return nil
	}
	if a, ok := r.alias[e]; ok {
		e = a
	}
	x := &r.d.Entities[e]
	if len(x.Members) > 0 {
		var out []int
		for _, m := range x.Members {
			out = union(out, r.members(m, depth+1))
		}
		return out
	}
	switch x.Kind {
	case "person", "organisation", "state", "people", "group":
		return []int{e}
	}
	return nil
}

// mention returns the mention that the phrase headed by t names: the one with that head, the one whose
// title has it («Prime Minister» of «Prime Minister Sanna Marin»), the smallest around it, or one joined to
// it by apposition.
func (r *reader) mention(t doc.Tok) int {
	if m, ok := r.titled[t]; ok {
		return m
	}
	m := r.d.MentionOf(t)
	if m == doc.None || r.d.Mentions[m].Form != "name" || r.d.Mentions[m].Kind == "state" || r.d.Mentions[m].Kind == "organisation" {
		if n := r.titleOf(t); n != doc.None {
			return n
		}
		if m != doc.None && r.d.Mentions[m].Form == "name" {
			if n := r.bornTitle(t); n != doc.None {
				return n
			}
		}
		for _, c := range r.d.Children(t) { // «President of Finland Sauli Niinistö»
			if c > t && r.d.IsRel(c, "appos", "flat", "compound", "nmod") && r.d.Preposition(c) == "" && r.personName(c) != doc.None {
				return r.personName(c)
			}
		}
	}
	if m != doc.None && r.d.Mentions[m].Form != "nationality" {
		return m
	}
	best := doc.None
	last := r.mentionFrom(r.d.Tokens[t].End)
	for i := max(0, last-24); i < last; i++ {
		m := &r.d.Mentions[i]
		if m.Span.Contains(r.d.Tokens[t].Span) && (best == doc.None || m.End-m.Begin < r.d.Mentions[best].End-r.d.Mentions[best].Begin) && m.Form != "nationality" {
			best = i
		}
	}
	return best
}

// longTitle is how many words a title with its state may have: «President of the Democratic Socialist
// Republic of Sri Lanka».
const longTitle = 14

// titleOf returns the name of the person whose title begins with the noun t: «Prime Minister of the State of
// Israel Naftali Bennett», None where t is no such title.
func (r *reader) titleOf(t doc.Tok) int {
	of := false
	end := min(r.d.Sentences[r.d.SentenceOf(t)].End, t+longTitle)
	for x := t + 1; x < end; x++ {
		if m := r.begins(x); m != doc.None && of {
			return m
		}
		if end := r.bodyEnd(x); end > x {
			x = end - 1
			continue
		}
		switch k := &r.d.Tokens[x]; k.UPOS {
		case "ADP":
			if !strings.EqualFold(r.d.Form(x), "of") && !strings.EqualFold(r.d.Form(x), "for") {
				return doc.None
			}
			of = true
		case "PROPN", "DET", "ADJ", "NOUN", "PART":
		case "CCONJ":
			if r.begins(x+1) != doc.None {
				return doc.None
			}
		default:
			return doc.None
		}
	}
	return doc.None
}

// bornTitle returns the name of the person whose title begins with the state or body at t: «Republic of Korea
// (ROK) President Yoon Suk Yeol», None for none.
func (r *reader) bornTitle(t doc.Tok) int {
	end := min(r.d.Sentences[r.d.SentenceOf(t)].End, t+longTitle)
	title, depth := false, 0
	for x := t + 1; x < end; x++ {
		if m := r.begins(x); m != doc.None {
			if title || r.titled[x-1] == m {
				return m
			}
			return doc.None
		}
		switch k := &r.d.Tokens[x]; {
		case r.d.Form(x) == "(":
			depth++
		case r.d.Form(x) == ")":
			depth--
		case depth > 0:
		case k.UPOS == "PROPN" || k.UPOS == "NOUN" || k.UPOS == "ADJ":
			title = true
		case r.bodyEnd(t) > x:
		default:
			return doc.None
		}
	}
	return doc.None
}

// bodyEnd returns the token after the name of a state or body that begins at token t, t for none.
func (r *reader) bodyEnd(t doc.Tok) doc.Tok {
	for i := r.mentionFrom(r.d.Tokens[t].Begin); i < len(r.d.Mentions) && r.d.Mentions[i].Begin == r.d.Tokens[t].Begin; i++ {
		if m := &r.d.Mentions[i]; m.Form == "name" && m.Kind != "person" {
			for int(t) < len(r.d.Tokens) && r.d.Tokens[t].Begin < m.End {
				t++
			}
			return t
		}
	}
	return t
}

// personName returns the name of a person headed by t, None for none.
func (r *reader) personName(t doc.Tok) int {
	m := r.d.MentionOf(t)
	if m == doc.None || r.d.Mentions[m].Form != "name" || r.d.Mentions[m].Entity < 0 || r.d.Entities[r.d.Mentions[m].Entity].Kind != "person" {
		return doc.None
	}
	return m
}

// mentionFrom returns the index of the first mention that begins at byte b or later.
func (r *reader) mentionFrom(b int) int {
	return sort.Search(len(r.d.Mentions), func(i int) bool { return r.d.Mentions[i].Begin >= b })
}

func (r *reader) partiesOf(ts []doc.Tok) []int {
	var out []int
	for _, t := range ts {
		out = union(out, r.party(t))
		if m := r.mention(t); m != doc.None && r.d.Mentions[m].Head != t { // «with President of A X and President of B Y»
			for _, c := range r.d.Children(r.d.Mentions[m].Head) {
				if r.d.IsRel(c, "conj") {
					out = union(out, r.party(c))
				}
			}
		}
	}
	return out
}

// subjects returns the parties that do what the predicate t says.
func (r *reader) subjects(t doc.Tok) []int {
	if c := r.d.ClauseOf(t); c != doc.None {
		if es := r.partiesOf(r.d.Clauses[c].All(doc.Subject)); len(es) > 0 {
			return es
		}
	}
	var out []int
	for _, c := range r.d.Children(t) {
		if r.d.IsRel(c, "nsubj") && !r.d.IsRel(c, "nsubj:pass") {
			out = union(out, r.partiesOf(r.conjuncts(c)))
		}
	}
	if h := r.d.Tokens[t].Head; len(out) == 0 && h != doc.None && r.d.IsRel(t, "ccomp") && h > t {
		for _, c := range r.d.Children(h) { // «X spoke by phone with Y, the ministry said», X hung on «said»
			if c < t && r.d.IsRel(c, "nsubj") {
				return r.partiesOf(r.conjuncts(c))
			}
		}
	}
	return out
}

// conjuncts returns t and what is coordinated with it.
func (r *reader) conjuncts(t doc.Tok) []doc.Tok {
	out := []doc.Tok{t}
	for _, c := range r.d.Children(t) {
		if r.d.IsRel(c, "conj") {
			out = append(out, c)
		}
	}
	return out
}

// slots returns the parties in any of the slots of the predicate t.
func (r *reader) slots(t doc.Tok, names ...string) []int {
	var out []int
	for _, s := range names {
		out = union(out, r.partiesOf(r.slot(t, s)))
	}
	return out
}

// slot returns the tokens in one slot of the predicate t: subject, object, recipient or a preposition. What
// the clause says comes first, the tree where it says nothing.
func (r *reader) slot(t doc.Tok, name string) []doc.Tok {
	if c := r.d.ClauseOf(t); c != doc.None {
		if ts := clauseSlot(&r.d.Clauses[c], name); len(ts) > 0 {
			return ts
		}
	}
	var out []doc.Tok
	for _, c := range r.d.Children(t) {
		switch {
		case name == "object" && r.d.IsRel(c, "obj"), name == "recipient" && r.d.IsRel(c, "iobj"):
			out = append(out, r.conjuncts(c)...)
		case r.d.IsRel(c, "obl", "nmod") && r.d.Preposition(c) == name:
			out = append(out, r.conjuncts(c)...)
		}
	}
	return out
}

func clauseSlot(c *doc.Clause, name string) []doc.Tok {
	switch name {
	case "object":
		return c.All(doc.Object)
	case "recipient":
		return c.All(doc.Recipient)
	}
	if _, p, ok := strings.Cut(name, "|"); ok {
		name = p
	}
	return c.Obliques(name)
}

// after returns the parties that stand after the first of the prepositions behind t in its sentence, before
// the next verb: for phrases that the tree has hung elsewhere.
func (r *reader) after(t doc.Tok, preps ...string) []int {
	s := r.window(t)
	for p := t + 1; p < s.End; p++ {
		k := &r.d.Tokens[p]
		if k.UPOS == "VERB" && !r.d.IsRel(p, "acl", "amod") {
			return nil
		}
		if slices.Contains(preps, strings.ToLower(r.d.Form(p))) {
			return r.listAt(p + 1)
		}
	}
	return nil
}

// listAt reads the parties named one after another from token t on: «A, B and C».
func (r *reader) listAt(t doc.Tok) []int {
	end := r.window(t - 1).End
	var out []int
	gap := 0
	for t < end && gap <= 9 {
		if m := r.begins(t); m != doc.None {
			out = union(out, r.members(r.d.Mentions[m].Entity, 0))
			for t < end && r.d.Tokens[t].Begin < r.d.Mentions[m].End {
				t++
			}
			gap = 0
			continue
		}
		k := &r.d.Tokens[t]
		if k.UPOS == "VERB" || k.UPOS == "AUX" || k.UPOS == "SCONJ" || k.UPOS == "ADP" && len(out) > 0 && !strings.EqualFold(r.d.Form(t), "of") {
			break
		}
		t++
		gap++
	}
	return out
}

// begins returns the longest name of a person that begins at token t, or None.
func (r *reader) begins(t doc.Tok) int {
	best := doc.None
	if int(t) >= len(r.d.Tokens) {
		return best
	}
	for i := r.mentionFrom(r.d.Tokens[t].Begin); i < len(r.d.Mentions) && r.d.Mentions[i].Begin == r.d.Tokens[t].Begin; i++ {
		m := &r.d.Mentions[i]
		if m.Form == "name" && m.Entity >= 0 && r.d.Entities[m.Entity].Kind == "person" && (best == doc.None || m.End > r.d.Mentions[best].End) {
			best = i
		}
	}
	return best
}

// union returns a with what b has besides, in order.
func union(a, b []int) []int {
	out := slices.Clone(a)
	for _, x := range b {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}
