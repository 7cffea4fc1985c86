package clause

import "github.com/openreadout/readout/internal/doc"

// add puts an argument to a clause, once. A relative word gives way to what it stands for.
func (c *clause) add(b *builder, a doc.Arg) {
	if len(c.Args) >= maxArgs {
		return
	}
	if !b.relative(a.Tok) {
		c.put(a)
		return
	}
	noun, top := b.antecedent(a.Tok)
	if noun == doc.None {
		if !b.tag(a.Tok, "WDT", "WRB") { // «who did it»; else a relative word whose clause the parser did not see
			c.put(a)
		}
		return
	}
	if b.is(a.Tok, "where") && a.Prep == "" {
		a.Role, a.Prep = doc.Oblique, "in"
	}
	a.Via = "relative"
	for _, t := range b.conjuncts(noun) {
		if t < top || t == noun { // «Mali and Niger, which …»
			a.Tok = t
			c.put(a)
		}
	}
}

func (c *clause) put(a doc.Arg) {
	if a.Tok == c.Pred || len(c.Args) >= maxArgs {
		return
	}
	if len(c.Args) < 16 { // longer lists are conjuncts, which are distinct
		for _, x := range c.Args {
			if x.Tok == a.Tok && x.Role == a.Role && x.Prep == a.Prep {
				return
			}
		}
	}
	c.Args = append(c.Args, a)
}

// addAll puts a phrase and what is coordinated with it.
func (b *builder) addAll(c *clause, role doc.Role, prep string, t doc.Tok, via string) {
	for n, k := range b.conjuncts(t) {
		a := doc.Arg{Role: role, Prep: prep, Tok: k, Clause: doc.None, Via: via}
		if n > 0 {
			if p := b.preposition(k); p != "" && role == doc.Oblique {
				a.Prep = p // «in Kyiv and near Lviv»
			}
		}
		c.add(b, a)
	}
}

// arguments collects what the tree gives clause i.
func (b *builder) arguments(i int) {
	c := &b.clauses[i]
	if c.Kind == doc.Nominal {
		b.nounArguments(c)
		return
	}
	var agents, objects []doc.Tok
	if c.object != doc.None {
		objects = b.conjuncts(c.object)
	}
	for _, k := range c.kids {
		switch {
		case b.d.IsRel(k, "nsubj"):
			if len(c.surface) < maxConjuncts && !b.goal(c, k) && !b.lendSubject(c, k) {
				c.surface = append(c.surface, b.subjects(k)...)
			}
		case b.agent(c, k):
			agents = append(agents, b.conjuncts(k)...)
		case b.d.IsRel(k, "obj") && !b.clausal(k):
			objects = append(objects, b.conjuncts(k)...)
		}
	}
	if len(c.surface) == 0 && c.Finite && !c.Imperative {
		c.surface = b.straySubject(c)
	}
	if c.Passive && len(agents) == 0 {
		agents = b.deepAgent(c)
	}
	b.setSubjects(c, c.surface, "")
	for _, t := range agents {
		c.add(b, doc.Arg{Role: doc.Subject, Tok: t, Clause: doc.None, Via: "passive"})
	}
	if c.Passive && len(objects) > 0 { // «Kyiv was given tanks»: what was the object is the recipient
		for n := range c.Args {
			if c.Args[n].Role == doc.Object {
				c.Args[n].Role = doc.Recipient
			}
		}
	}
	for _, t := range objects {
		c.add(b, doc.Arg{Role: doc.Object, Tok: t, Clause: doc.None})
	}
	for _, k := range c.kids {
		b.other(c, k)
	}
}

// subjects returns a subject phrase's tokens; «there» and «it» before a clause are not among them.
func (b *builder) subjects(t doc.Tok) []doc.Tok {
	if b.clausal(t) {
		return nil
	}
	return b.conjuncts(t)
}

// lendSubject gives the first of two subjects of a verb of saying to the clause that it says: «the president
// spoke on Monday, the ministry said» with both nouns on «said».
func (b *builder) lendSubject(c *clause, k doc.Tok) bool {
	if len(c.kids) > maxArgs {
		return false
	}
	said := doc.Tok(doc.None)
	for _, x := range c.kids {
		switch {
		case x > k && x < c.Pred && b.d.IsRel(x, "ccomp") && b.of[x] != doc.None:
			said = x
		case said != doc.None && x > said && b.d.IsRel(x, "nsubj"):
			in := &b.clauses[b.of[said]]
			if len(in.surface) > 0 {
				return false
			}
			in.surface = b.subjects(k)
			b.setSubjects(in, in.surface, "")
			return true
		}
	}
	return false
}

// straySubject finds the subject of a finite clause that the parser hung on it as something else: the nearest
// bare noun before the verb.
func (b *builder) straySubject(c *clause) []doc.Tok {
	for n := len(c.kids) - 1; n >= 0; n-- {
		k := c.kids[n]
		if k < c.Pred && b.upos(k, "NOUN", "PROPN", "PRON") && b.d.IsRel(k, "dislocated", "vocative", "dep", "list", "obl:unmarked", "nmod:unmarked", "parataxis", "nsubj:pass") &&
			b.preposition(k) == "" && !b.words.time[b.lemma(k)] && b.of[k] == doc.None && b.d.Child(c.top(), "expl", "csubj") == doc.None {
			return b.conjuncts(k)
		}
	}
	return nil
}

// goal reports whether k only names what the infinitive c is: «the goal is to win». There k is no doer.
func (b *builder) goal(c *clause, k doc.Tok) bool {
	if !b.d.IsRel(k, "nsubj:outer") {
		return false
	}
	for _, s := range c.kids {
		if s != k && b.d.IsRel(s, "nsubj") {
			return true
		}
	}
	return b.words.contentNoun(b, k)
}

// setSubjects gives the grammatical subjects their logical role.
func (b *builder) setSubjects(c *clause, toks []doc.Tok, via string) {
	role := doc.Subject
	if via == "" {
		toks = toks[:min(len(toks), maxConjuncts)]
	} else {
		toks = toks[:min(len(toks), maxShared)]
	}
	if c.Passive {
		role = doc.Object
		if via == "" {
			via = "passive"
		}
	}
	for _, t := range toks {
		c.add(b, doc.Arg{Role: role, Tok: t, Clause: doc.None, Via: via})
	}
}

// other adds recipients, obliques and complements.
func (b *builder) other(c *clause, k doc.Tok) {
	switch {
	case b.d.IsRel(k, "iobj"):
		b.addAll(c, doc.Recipient, "", k, "")
	case b.clausalSubject(c, k):
		c.add(b, doc.Arg{Role: doc.Subject, Tok: k, Clause: int(b.of[k])})
	case b.complement(c, k):
		b.addContent(c, k)
	case b.agent(c, k), b.d.IsRel(k, "obl:unmarked", "nmod:unmarked", "nmod:poss", "nmod:desc"):
	case b.d.IsRel(k, "obl", "nmod"):
		if p := b.preposition(k); p != "" {
			b.addAll(c, doc.Oblique, p, k, "")
		} else if b.relative(k) && len(c.kids) < maxArgs {
			b.addAll(c, doc.Oblique, b.stranded(c), k, "")
		}
	case b.d.IsRel(k, "advmod") && b.is(k, "where") && b.relative(k):
		c.add(b, doc.Arg{Role: doc.Oblique, Tok: k, Clause: doc.None})
	}
}

// stranded returns a preposition that stands alone at the verb: «the talks that he took part in».
func (b *builder) stranded(c *clause) string {
	for _, k := range c.kids {
		if b.strandedAt(c, k) {
			return b.form(k)
		}
	}
	return ""
}

func (b *builder) strandedAt(c *clause, k doc.Tok) bool {
	return k > c.Pred && b.upos(k, "ADP") && b.d.IsRel(k, "obl", "advmod", "case", "nmod") && len(b.d.Children(k)) == 0
}

// agent reports whether k is the «by» phrase of a passive; «by Friday», which parsers take for one, is not.
func (b *builder) agent(c *clause, k doc.Tok) bool {
	if b.words.time[b.lemma(k)] || b.upos(k, "NUM", "VERB") {
		return false
	}
	return b.d.IsRel(k, "obl:agent") || c.Passive && b.d.IsRel(k, "obl", "nmod") && !b.d.IsRel(k, "obl:unmarked", "nmod:poss", "nmod:unmarked") &&
		b.upos(k, "NOUN", "PROPN", "PRON") && b.preposition(k) == "by"
}

// deepAgent finds the «by» phrase of a passive that the parser hung on a noun beside it: «was given howitzers
// by Denmark», «was signed in Oslo by ministers».
func (b *builder) deepAgent(c *clause) []doc.Tok {
	for _, k := range c.kids {
		if k < c.Pred || !b.d.IsRel(k, "obj", "obl") || b.words.noun(b, k) != nil || len(b.d.Children(k)) > maxConjuncts {
			continue
		}
		for _, n := range b.d.Children(k) {
			if b.d.IsRel(n, "nmod") && b.agent(c, n) {
				return b.conjuncts(n)
			}
		}
	}
	return nil
}

// clausal reports whether k is a verb that stands where a noun might: «opposes sending troops».
func (b *builder) clausal(k doc.Tok) bool {
	return b.of[k] != doc.None && b.clauses[b.of[k]].Kind == doc.Verbal
}

// clausalSubject reports whether the clause at k is the subject of an active verb: «sending arms prolongs the
// war». Under a passive or a predicated word it is what is said of: «it is clear that …».
func (b *builder) clausalSubject(c *clause, k doc.Tok) bool {
	return c.Kind == doc.Verbal && !c.Passive && b.of[k] != doc.None && b.clauses[b.of[k]].Kind != doc.Nominal &&
		(b.d.IsRel(k, "csubj") || b.d.IsRel(k, "nsubj") && b.clausal(k)) && b.d.Child(c.Pred, "expl") == doc.None
}

// contentPrepositions introduce gerunds that a verb asks for: «accused of spying», «stopped from leaving».
// Others («after», «by», «without») tell circumstances.
var contentPrepositions = map[string]bool{"of": true, "from": true, "in": true, "on": true, "upon": true, "for": true, "about": true, "against": true, "into": true,
	"to": true, "at": true, "over": true, "towards": true, "toward": true, "as": true}

// complement reports whether the clause at k is an argument of c.
func (b *builder) complement(c *clause, k doc.Tok) bool {
	if b.of[k] == doc.None || int(b.of[k]) == b.index(c) || !(b.clausal(k) || b.clauses[b.of[k]].Kind == doc.Predicated) {
		return false
	}
	switch {
	case b.d.IsRel(k, "ccomp", "xcomp", "csubj"), b.clauses[b.of[k]].content && b.head(k) == c.Pred:
		return true
	case b.d.IsRel(k, "obj", "nsubj"):
		return b.clausal(k)
	case b.d.IsRel(k, "obl", "nmod"):
		return b.clausal(k) && contentPrepositions[b.preposition(k)]
	case b.d.IsRel(k, "advcl") && b.toInfinitive(k) && k > c.Pred:
		return b.words.infinitive[c.Lemma] && b.mark(k) == "to" && (b.words.complement[c.Lemma] == "object" || b.d.Child(c.Pred, "obj") == doc.None)
	case b.d.IsRel(k, "advcl") && b.gerund(k) && b.mark(k) == "" && (k == c.Pred+1 || c.Particle != doc.None && k == c.Particle+1):
		return true // «ruled out sending troops»
	case b.d.IsRel(k, "advcl", "acl") && b.gerund(k) && k > c.Pred:
		m := b.mark(k)
		return contentPrepositions[m] && !(m == "in" || m == "on" || m == "as") || (m == "in" || m == "on") && b.adjacent(c, k)
	}
	return false
}

// gerund reports whether t is one: «leaving», «having left», «being held».
func (b *builder) gerund(t doc.Tok) bool {
	if b.tag(t, "VBG") {
		return true
	}
	k := b.d.Child(t, "aux", "aux:pass", "cop")
	return k != doc.None && b.is(k, "having", "being")
}

// adjacent reports whether nothing but the preposition and the object's words stand between c and the
// gerund: «insisted on leaving», but not «met the minister before lunch in trying to …».
func (b *builder) adjacent(c *clause, k doc.Tok) bool { return k-c.Pred <= 3 }

func (b *builder) index(c *clause) int { return int(b.of[c.Pred]) }

// addContent adds the complement at k and what is coordinated with it.
func (b *builder) addContent(c *clause, k doc.Tok) {
	for _, j := range b.coordinated(int(b.of[k])) {
		c.add(b, doc.Arg{Role: doc.Content, Tok: b.clauses[j].Pred, Clause: j})
	}
}
