package clause

import "github.com/openreadout/readout/internal/doc"

// share hands on to clause i what it has from those above it. They come before it in b.order.
func (b *builder) share(i int) {
	c := &b.clauses[i]
	switch c.Link {
	case doc.Relative:
		b.fillGap(c)
		b.lowerGap(c)
	case doc.Root:
		b.caption(c)
	case doc.Coordinated:
		b.shareConjunct(c)
	case doc.Complement:
		b.control(c)
	case doc.Adverbial:
		b.adjunct(c)
	}
	b.shareLight(i)
}

// shareConjunct gives a coordinated clause the subject, auxiliaries and object of the first conjunct.
func (b *builder) shareConjunct(c *clause) {
	u := &b.clauses[c.Up]
	if c.Kind == doc.Nominal || u.Kind == doc.Nominal {
		return
	}
	bare := b.bare(c)
	if bare && c.Kind == doc.Verbal {
		b.shareAuxiliaries(c, u)
	}
	if c.Mark == "" && b.tag(c.Pred, "VB") && u.Mark == "to" {
		c.Mark = "to"
	}
	if len(c.surface) == 0 && !(c.Imperative && !u.Imperative) && b.d.Child(c.top(), "expl", "csubj") == doc.None {
		c.surface = u.surface
		b.setSubjects(c, c.surface, "conj")
		if c.Passive && u.Passive {
			b.shareAgents(c, u)
		}
	}
	b.shareObject(c, u)
	b.lendObject(c, u)
}

// bare reports whether a conjunct has no auxiliary of its own.
func (b *builder) bare(c *clause) bool {
	return len(c.parts) == 1 && b.d.Child(c.Pred, "aux", "aux:pass", "cop", "nsubj", "mark") == doc.None
}

// shareAuxiliaries lets the auxiliaries of the first conjunct stand for both: «will meet and discuss», «was
// arrested and deported», «did not attack or threaten».
func (b *builder) shareAuxiliaries(c, u *clause) {
	same := b.d.Tokens[c.Pred].XPOS == b.d.Tokens[u.Pred].XPOS
	switch b.d.Tokens[c.Pred].XPOS {
	case "VB":
		if !same {
			return
		}
		c.Imperative = u.Imperative
	case "VBN", "VBD":
		if !u.Passive && !u.Perfect || !same && b.tag(c.Pred, "VBD") {
			return
		}
		c.Passive = u.Passive
	case "VBG":
		if !same {
			return
		}
	default:
		return
	}
	c.Tense, c.Modal, c.Perfect, c.Progressive, c.Finite, c.Question = u.Tense, u.Modal, u.Perfect, u.Progressive, u.Finite, u.Question
	if c.Neg == doc.None && u.Neg != doc.None && !b.contrast(c) && b.d.Child(c.Pred, "obj") == doc.None {
		c.Neg = u.Neg
	} else if c.Neg == doc.None && u.Neg != doc.None && b.hasCc(c, "or", "nor") {
		c.Neg = u.Neg
	}
}

func (b *builder) contrast(c *clause) bool { return b.hasCc(c, "but", "yet") }

func (b *builder) hasCc(c *clause, words ...string) bool {
	for _, k := range c.kids {
		if b.d.IsRel(k, "cc") && b.is(k, words...) {
			return true
		}
	}
	return false
}

// shareAgents shares a «by» phrase that stands after both participles, on whichever the parser hung it.
func (b *builder) shareAgents(c, u *clause) {
	to, from := c, u
	if c.Arg(doc.Subject) != nil {
		to, from = u, c
	}
	if to.Arg(doc.Subject) != nil {
		return
	}
	for _, a := range from.Args {
		if a.Role == doc.Subject && a.Via == "passive" && a.Tok > c.Pred {
			to.put(doc.Arg{Role: doc.Subject, Tok: a.Tok, Clause: doc.None, Via: "conj"})
		}
	}
}

// shareObject shares an object that stands after both verbs («condemned and rejected the plan»), and the
// gap of a relative clause («the deal that they drafted and signed»).
func (b *builder) shareObject(c, u *clause) {
	if c.Passive || u.Passive || c.Arg(doc.Object) != nil || c.Arg(doc.Content) != nil || c.Kind != doc.Verbal {
		return
	}
	for _, a := range u.Args {
		if a.Role == doc.Object && (a.Tok > c.Pred || a.Via == "relative" && b.d.Child(c.Pred, "obl") == doc.None && c.Particle == doc.None) {
			c.add(b, doc.Arg{Role: doc.Object, Tok: a.Tok, Clause: doc.None, Via: "conj"})
		}
	}
}

// lendObject shares an object that the parser hung on the second of two verbs side by side: «captured and killed
// the general».
func (b *builder) lendObject(c, u *clause) {
	if c.Passive || u.Passive || c.Kind != doc.Verbal || u.Kind != doc.Verbal || c.Pred-u.Pred != 2 || u.Particle != doc.None || b.words.intransitive[u.Lemma] ||
		u.Arg(doc.Object) != nil || u.Arg(doc.Content) != nil {
		return
	}
	for _, a := range c.Args {
		if a.Role == doc.Object && a.Tok > c.Pred {
			u.put(doc.Arg{Role: doc.Object, Tok: a.Tok, Clause: doc.None, Via: "conj"})
		}
	}
}

// control gives an infinitive or gerund its subject: by raising («seems to»), from the object («ordered
// them to leave», «accused of spying») or from the subject.
func (b *builder) control(c *clause) {
	u := &b.clauses[c.Up]
	if c.Finite && len(c.surface) == 0 && c.Mark == "" && u.Kind == doc.Verbal { // «claiming its software targeted him»: the parser gave the subject to the verb above
		for _, t := range u.All(doc.Object) {
			if t > u.Pred && t < c.Pred {
				c.surface = append(c.surface, t)
			}
		}
		b.setSubjects(c, c.surface, "raising")
	}
	if len(c.surface) > 0 || c.Kind == doc.Nominal || c.Finite && !b.d.IsRel(c.top(), "xcomp") || b.d.Child(c.top(), "expl", "csubj") != doc.None || b.d.IsRel(c.top(), "csubj") {
		return
	}
	toks, via := b.controller(c, u)
	if h := b.head(c.top()); h != doc.None && b.of[h] == doc.None && !b.d.IsRel(c.top(), "conj") { // «the goal of joining»: whose goal it is
		if toks, via = u.surface, "control"; b.d.Child(h, "nmod:poss") != doc.None {
			toks = b.conjuncts(b.d.Child(h, "nmod:poss"))
		}
	}
	c.surface = toks
	b.setSubjects(c, toks, via)
}

// controller returns the subjects that clause u gives its complement c.
func (b *builder) controller(c, u *clause) ([]doc.Tok, string) {
	if u.Kind == doc.Nominal {
		if toks := u.All(doc.Subject); len(toks) > 0 || c.Mark == "to" {
			return toks, "control"
		}
		return u.All(doc.Object), "control" // «praise for helping», «arrest for spying»
	}
	class := b.words.complement[u.Lemma]
	switch {
	case class == "raising" && (u.Passive || u.Arg(doc.Object) == nil):
		return u.surface, "raising"
	case u.Passive:
		if class == "expectation" {
			return u.surface, "raising"
		}
		return u.surface, "control"
	case class == "subject" || class == "expectation" && u.Arg(doc.Object) == nil:
		return u.surface, "control"
	}
	objects := u.All(doc.Object)
	if r := u.All(doc.Recipient); len(r) > 0 {
		objects = r
	}
	switch {
	case len(objects) == 0 && class == "object" && c.Mark == "to": // «ordered to withdraw» without the one who is ordered
		if to := u.Obliques("on", "upon", "to", "with", "for"); len(to) > 0 { // «called on Russia to withdraw»
			return to, "control"
		}
		if b.words.strict[u.Lemma] {
			return nil, ""
		}
		return u.surface, "control" // «asked to leave»
	case len(objects) == 0:
		return u.surface, "control"
	case class == "expectation":
		return objects, "raising"
	}
	return objects, "control"
}

// adjunct gives a participle or infinitive of circumstance its subject: «marking», «after meeting», «sent
// troops to protect …».
func (b *builder) adjunct(c *clause) {
	u := &b.clauses[c.Up]
	if len(c.surface) > 0 || c.Finite || c.Kind == doc.Nominal || u.Kind == doc.Nominal {
		return
	}
	c.surface = u.surface
	b.setSubjects(c, c.surface, "control")
}
