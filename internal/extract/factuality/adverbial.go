package factuality

import "github.com/openreadout/readout/internal/doc"

// conditionMark reports whether a subordinator makes a condition.
func conditionMark(mark string) bool {
	switch mark {
	case "if", "unless", "provided", "provided that", "providing", "in case", "lest", "assuming", "supposing", "even if", "only if", "as long as", "so long as", "on condition", "except":
		return true
	}
	return false
}

// adverbial is the context of a clause of circumstance.
func (r *reading) adverbial(i int) value {
	c := &r.d.Clauses[i]
	g := r.values[c.Up]
	v := value{world: g.world, reported: g.reported, hearsay: g.hearsay, rule: "adverbial"}
	switch m := c.Mark; {
	case conditionMark(m):
		v.world, v.rule = conditional, "condition"
	case m == "to" && r.d.Tokens[c.Pred].XPOS != "VBG" || m == "in order to" || m == "so as to" || m == "in order" || m == "so that":
		if g.world == actual && !g.neg && r.past(c.Up) && r.speaks(c) {
			v.rule = "speech" // «gathered to demand», «wrote to ask»: they did
			break
		}
		v.world, v.rule = weaker(g.world, planned), "purpose"
	case m == "without" && (g.neg || g.world != actual):
		v.world, v.rule = possible, "condition" // «cannot leave without paying»
	case m == "whether":
		v.world = unknown
	case m == "as if" || m == "as though":
		v.world, v.weak = possible, true
	case m == "before" || m == "until" || m == "till":
		if c.Tense == doc.Past && g.world == actual {
			v.world = actual
		} else if g.world == actual && !c.Finite && r.past(c.Up) {
			v.world = actual
		} else if g.world == actual {
			v.world = planned
		}
	case c.Finite && (c.Tense == doc.Past || c.Perfect && c.Tense != doc.Future):
		v.world = actual // «because the talks failed»: told whatever the main clause is worth
	case c.Finite && (m == "when" || m == "once" || m == "as soon as" || m == "whenever" || m == "wherever"):
		if v.world = weaker(g.world, actual); v.world == actual && c.Tense == doc.Present && !c.Perfect {
			v.world, v.rule = possible, "habit" // «when they meet, they quarrel»
		}
	case c.Finite && (m == "after" || m == "while"):
		v.world = g.world
	case c.Finite:
		v.world = actual
	}
	return v
}

// speaks reports whether the predicate of c is one of saying, asking or talking.
func (r *reading) speaks(c *doc.Clause) bool {
	if s := r.lex.signature(verb, lower(c.Lemma), "that"); s != nil && (s.affirmed.said || s.affirmed.world == demanded) {
		return true
	}
	s := r.lex.signature(verb, lower(c.Lemma), "noun")
	return s != nil && s.affirmed.topic
}
