package factuality

import "github.com/openreadout/readout/internal/doc"

// own lets the words of clause i itself tell on what its context makes of it: modals, tense, negation,
// adverbs, mood.
func (r *reading) own(i int, v value) value {
	c := &r.d.Clauses[i]
	if !r.inherits(c) {
		v = r.mood(i, v)
	}
	if r.ahead[i] && c.Tense != doc.Past && !c.Perfect && (c.Tense == doc.Present || c.Kind == doc.Nominal) {
		v = set(v, planned, "ahead")
	}
	switch {
	case !r.denies(i):
	case c.Kind == doc.Nominal && c.Up != doc.None && r.d.Clauses[c.Up].Modal == "would" && r.d.IsRel(c.Neg, "case"):
		v = value{world: conditional, rule: "condition"} // «without their help he would have failed»
	default:
		v = negate(v)
	}
	return r.modifiers(c, v)
}

// denies reports whether the negation of clause i turns its value. «has no plan» denies the plan, not the
// having; an event noun under a light verb has the verb's negation already.
func (r *reading) denies(i int) bool {
	c := &r.d.Clauses[i]
	if c.Neg == doc.None {
		return false
	}
	if c.Kind == doc.Nominal && c.Light != doc.None {
		if j := r.d.ClauseOf(c.Light); j != doc.None && j != i && r.d.Clauses[j].Neg == c.Neg {
			return !r.denies(j)
		}
	}
	if c.Kind != doc.Verbal || r.d.Tokens[c.Neg].Head == c.Pred {
		return true
	}
	return !r.lex.bare[lower(c.Lemma)] || !c.Has(doc.Object, r.d.Tokens[c.Neg].Head)
}

// inherits reports whether c is an event noun that has its verb's mood already.
func (r *reading) inherits(c *doc.Clause) bool {
	return c.Kind == doc.Nominal && (c.Light == doc.None || r.d.ClauseOf(c.Light) != doc.None)
}

func negate(v value) value {
	v.neg = !v.neg
	if v.rule == "text" {
		v.rule = "negation"
	}
	return v
}

// set moves v to the weaker of its world and w.
func set(v value, w world, rule string) value {
	if weaker(v.world, w) != v.world {
		v.world, v.rule = w, rule
	}
	return v
}

// mood reads modals, tense, questions and commands.
func (r *reading) mood(i int, v value) value {
	c := &r.d.Clauses[i]
	switch c.Modal {
	case "":
	case "may", "might":
		v = set(v, possible, "modal")
	case "can", "could":
		v = r.ability(i, v)
	case "would":
		v = r.would(i, v)
	case "should", "ought to":
		if c.Perfect { // «should have left»: did not
			return value{neg: true, reported: v.reported, hearsay: v.hearsay, rule: "counterfactual"}
		}
		v = set(v, demanded, "modal")
	case "must", "need":
		w := demanded
		if c.Perfect {
			w = possible
		}
		v = set(v, w, "modal")
	case "have to":
		if r.adverb(c, "yet") && c.Neg == doc.None { // «has yet to answer»
			v.neg, v.rule = true, "yet"
		} else if c.Tense != doc.Past || c.Neg != doc.None {
			v = set(v, demanded, "modal")
		}
	case "be to", "be going to", "be about to":
		if c.Perfect && c.Tense == doc.Past { // «was to have visited»: did not
			return value{neg: true, reported: v.reported, hearsay: v.hearsay, rule: "counterfactual"}
		}
		v = set(v, planned, "modal")
	}
	switch {
	case c.Imperative:
		v = set(v, demanded, "imperative")
	case c.Question:
		v = set(v, unknown, "question")
	case c.Tense == doc.Future && r.ifs[i]:
		v = set(v, conditional, "consequence")
	case c.Tense == doc.Future:
		v = set(v, planned, "future")
	}
	if c.Progressive && c.Tense == doc.Present && c.Modal == "" {
		v.ongoing = true
	}
	return v
}

// ability reads «can» and «could». What one could not do did not happen; what one can see is seen.
func (r *reading) ability(i int, v value) value {
	c := &r.d.Clauses[i]
	switch {
	case c.Perfect: // «could have left»
		v = set(v, possible, "counterfactual")
		v.weak = true
	case c.Neg != doc.None:
	case perception[lower(c.Lemma)]:
	default:
		v = set(v, possible, "modal")
	}
	return v
}

var perception = map[string]bool{"see": true, "hear": true, "feel": true, "smell": true, "taste": true, "understand": true, "remember": true, "imagine": true, "tell": true, "confirm": true, "reveal": true}

// would reads a future told in the past («said he would leave»), the consequence of a condition, and what
// would have been.
func (r *reading) would(i int, v value) value {
	c := &r.d.Clauses[i]
	switch {
	case c.Neg != doc.None && !c.Perfect && !r.ifs[i] && c.Link != doc.Complement:
		v.rule = "modal" // «would not name the buyer»: did not want to
		return v
	case c.Perfect:
		return value{neg: true, reported: v.reported, hearsay: v.hearsay, rule: "counterfactual"}
	case c.Link == doc.Complement && !r.ifs[i]:
		return set(v, planned, "future")
	case r.said[c.Pred] != doc.None && !r.ifs[i] && c.Link == doc.Coordinated:
		return set(v, planned, "future")
	}
	return set(v, conditional, "modal")
}

// adverb reports whether the adverb stands on c or on a semi-auxiliary of it.
func (r *reading) adverb(c *doc.Clause, form string) bool {
	for t, n := c.Pred, 0; t != doc.None && n < 3; t, n = r.d.Tokens[t].Head, n+1 {
		for _, k := range r.near(t) {
			if r.d.IsRel(k, "advmod") && lower(r.d.Form(k)) == form {
				return true
			}
		}
		if !r.d.IsRel(t, "xcomp") {
			break
		}
	}
	return false
}

// modifiers reads the adjectives of an event noun, the adverbs of a verb, and participles that say whether
// the event was («cancelled talks»).
func (r *reading) modifiers(c *doc.Clause, v value) value {
	for _, k := range r.d.Children(c.Pred) {
		switch {
		case r.d.IsRel(k, "amod", "advmod", "compound"):
			v = r.modifier(c, k, v)
		case r.d.IsRel(k, "acl") && c.Kind == doc.Nominal && !r.d.IsRel(k, "acl:relcl"):
			v = r.participle(c, k, v)
		}
	}
	return v
}

func (r *reading) modifier(c *doc.Clause, k doc.Tok, v value) value {
	s := r.lex.signature(adjective, lower(r.d.Form(k)), "modifies")
	if s == nil {
		s = r.lex.signature(adjective, r.lemma(k), "modifies")
	}
	if s == nil {
		if c.Kind == doc.Nominal && (r.d.Tokens[k].UPOS == "VERB" || r.d.IsRel(k, "amod")) && r.d.Tokens[k].XPOS == "VBN" {
			return r.participle(c, k, v)
		}
		return v
	}
	if s.affirmed.minus && c.Kind != doc.Nominal && c.Kind != doc.Verbal {
		return v // «nearly complete»
	}
	return with(v, s)
}

// with lets a modifier tell on a value.
func with(v value, s *signature) value {
	e := s.affirmed
	out := v
	out.rule, out.entry = "modifier", s.entry
	switch {
	case e.said:
		out.hearsay = true
	case e.minus:
		out.neg = true
	case e.plus || e.same:
		return v
	default:
		if out = set(v, e.world, "modifier"); out.world != v.world {
			out.entry = s.entry
		}
	}
	return out
}

// participle reads a participle on an event noun by what its verb says of its object: «talks planned for
// May», «a cancelled visit».
func (r *reading) participle(c *doc.Clause, k doc.Tok, v value) value {
	if r.d.Tokens[k].XPOS != "VBN" && r.d.Tokens[k].XPOS != "VBD" && r.d.Tokens[k].XPOS != "JJ" {
		return v
	}
	s := r.lex.signature(verb, r.lemma(k), "noun")
	if s == nil || s.factive() {
		return v
	}
	return with(v, s)
}
