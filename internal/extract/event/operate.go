package event

import "github.com/openreadout/readout/internal/doc"

// operate reads the complement of an operator and composes the two: «agreed to withdraw» is an agreement
// to the code of «withdraw». Without a row of the table the operator stands for itself.
func (x *reader) operate(r *reading, v *view) {
	inner := x.complementOf(r.frame, v)
	if inner == nil || asks[r.frame.operator] && !x.doable(inner) {
		return
	}
	made, ok := x.lex.compose.of(r.frame.operator, inner.cameo)
	if !ok {
		return
	}
	x.composeInto(r, inner, made)
}

// asks are the operators that put the deed to somebody, who must be there to do it.
var asks = map[string]bool{"appeal": true, "demand": true}

// doable reports whether the deed that is asked for has a doer or is a noun or a passive, which need not name him.
func (x *reader) doable(r *reading) bool {
	c := &x.d.Clauses[r.clause]
	return len(r.source) > 0 || c.Kind != doc.Verbal || c.Passive || !r.frame.needSource
}

func (x *reader) composeInto(r, inner *reading, made composed) {
	r.inner, r.cameo, r.typ, r.mode = inner, made.cameo, made.typ, made.mode
	r.name += "+" + inner.name
	if len(inner.contexts) > 0 {
		r.contexts = inner.contexts
	} else if c := x.ont.Code(made.cameo); c != nil {
		r.contexts = c.Contexts
	}
}

// takeIn marks the clauses of r as told by a larger reading.
func (x *reader) takeIn(r *reading) {
	for ; r != nil; r = r.inner {
		x.taken[r.clause] = true
		if r.frame.keepInner {
			return
		}
	}
}

// complementOf returns the reading of the first complement slot that has one. It looks through words that
// add nothing of their own («begin», «help», «plan»).
func (x *reader) complementOf(f *frame, v *view) *reading {
	for _, s := range f.complement {
		for _, c := range v.clauses(s) {
			if r := x.through(c, 0); r != nil {
				return r
			}
		}
	}
	return nil
}

func (x *reader) through(c, depth int) *reading {
	if r := x.read(c); r != nil {
		return r
	}
	if depth > 3 || !x.lex.classes["@transparent"][x.d.Clauses[c].Lemma] {
		return nil
	}
	v := &view{reader: x, clause: c}
	for _, s := range []slot{{base: "content"}, {base: "object"}, {preps: []string{"to", "in", "with"}}} {
		for _, sub := range v.clauses(s) {
			if sub != c {
				if r := x.through(sub, depth+1); r != nil {
					return r
				}
			}
		}
	}
	return nil
}

// future turns what somebody will do into the agreement or the threat to do it, and what somebody will
// not do into its refusal: CAMEO codes the expressed intent (codebook, 03 and 13).
func (x *reader) future(r *reading) *reading {
	c := &x.d.Clauses[r.clause]
	if !x.intends(c) {
		return r
	}
	operator := "intend"
	if c.Neg != doc.None {
		operator = "refuse"
	}
	made, ok := x.lex.compose.of(operator, r.cameo)
	if !ok || r.frame.operator != "" && r.frame.operator != "stop" && r.frame.operator != "cancel" && operator == "intend" {
		return r
	}
	out := *r
	x.composeInto(&out, r, made)
	out.inner, out.name = r.inner, r.name+"+"+operator
	return &out
}

// intends reports whether c tells of a future that its subject has in hand.
func (x *reader) intends(c *doc.Clause) bool {
	if c.Question || c.Link == doc.Adverbial && (c.Mark == "if" || c.Mark == "unless" || c.Mark == "when" || c.Mark == "until") {
		return false
	}
	return (c.Kind == doc.Verbal || c.Light != doc.None) && (c.Tense == doc.Future || c.Modal == "will" || c.Modal == "would" && c.Up != doc.None && c.Link == doc.Complement ||
		c.Tense == doc.Present && (c.Modal == "be to" || c.Modal == "be going to" || c.Modal == "be about to"))
}
