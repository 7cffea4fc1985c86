package commitment

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// climb is how many predicates above a pledge may tell its status.
const climb = 6

// status reads where the pledge stands from the predicates above it and from what is known of its
// happening. It reports false for what is no pledge: what others ask for, or what only has not been given.
func (r *reader) status(p *pledge) bool {
	p.status = p.word.status
	p.path = []int{p.clause}
	for i, n := p.clause, 0; n < climb; n++ {
		up := r.d.Clauses[i].Up
		if up != doc.None && r.requested(i, up) {
			return false
		}
		if up == doc.None || !r.governs(i) {
			break
		}
		i = up
		p.path = append(p.path, i)
		w := r.word(&r.d.Clauses[i])
		if w == nil {
			continue
		}
		if w.class == ask {
			return false
		}
		if w.class == operator && w.status != "" {
			p.status, p.top = r.above(p.status, w.status), i
		}
	}
	return r.settle(p)
}

// requested reports whether clause i says what the clause above it asks another to do: «called on Putin to withdraw».
func (r *reader) requested(i, up int) bool {
	c := &r.d.Clauses[i]
	e, ok := r.events[up]
	return ok && r.d.Events[e].Plover == "REQUEST" && (c.Link == doc.Complement || c.Link == doc.Adverbial && c.Mark == "to")
}

// governs reports whether clause i is what the clause above it is about: its complement, or a gerund that the
// tree has hung as an adverbial («did not rule out sending troops»).
func (r *reader) governs(i int) bool {
	c := &r.d.Clauses[i]
	switch c.Link {
	case doc.Complement, doc.ArgumentOf, doc.Parataxis:
		return true
	case doc.Adverbial:
		up := &r.d.Clauses[c.Up]
		w := r.word(up)
		return c.Mark == "" && r.d.Tokens[c.Pred].XPOS == "VBG" && c.Pred > up.Pred && w != nil && w.class == operator && w.object && up.Arg(doc.Object) == nil
	}
	return false
}

// above combines a status with that of the operator above it: the outer one counts, but an intention to stop
// is a stop, and a plan to pledge a plan.
func (r *reader) above(inner, outer string) string {
	switch inner {
	case "suspended", "withdrawn", "refused":
		switch outer {
		case "refused":
			return "committed" // «refused to halt deliveries»
		case "proposed":
			return "proposed"
		}
		return inner
	}
	return outer
}

// settle ends the reading: what happened, was denied, may be or came to nothing.
func (r *reader) settle(p *pledge) bool {
	c := &r.d.Clauses[p.clause]
	f := r.factuality(p.clause)
	top := &r.d.Clauses[p.top]
	switch {
	case p.word.class == keep && p.top == p.clause:
		return false
	case p.status == "proposed" && (f == "did-not-happen" || r.voided(p)):
		p.status = "proposed-never-done"
		return true
	case p.top != p.clause && top.Neg != doc.None || p.word.class == operator && c.Neg != doc.None:
		return r.negated(p)
	case c.Neg != doc.None || f == "did-not-happen" || f == "denied":
		if c.Modal == "" && !strings.Contains(c.Lemma, "able") && c.Tense != doc.Future && p.status == "" {
			return false // «had not sent tanks» refuses nothing
		}
		p.status = "refused"
		return true
	}
	if p.status == "" || p.status == "committed" && p.top == p.clause && p.word.class == give {
		p.status = r.happened(c, f)
	}
	if (f == "conditional" || r.hedged(c)) && (p.status == "intended" || p.status == "pledged" || p.status == "" || p.word.class == give && p.top == p.clause) {
		p.status = "conditional"
	}
	return p.status != ""
}

// hedged reports whether the giving is only possible: «could be deployed».
func (r *reader) hedged(c *doc.Clause) bool {
	return c.Modal == "could" || c.Modal == "might" || c.Modal == "may"
}

// happened is the status of a giving that no operator governs.
func (r *reader) happened(c *doc.Clause, f string) string {
	switch f {
	case "happened", "reported":
		if c.Modal == "" && c.Tense != doc.Future {
			return "delivered"
		}
		return "pledged"
	case "ongoing":
		return "committed"
	case "planned":
		if c.Tense == doc.Future {
			return "pledged"
		}
		return "intended"
	case "possible", "conditional":
		return "conditional"
	case "demanded":
		return ""
	}
	switch {
	case c.Tense == doc.Future:
		return "pledged"
	case c.Modal != "":
		return ""
	case c.Tense == doc.Past || c.Perfect:
		return "delivered"
	case c.Progressive:
		return "committed"
	}
	return ""
}

// negated turns the status under a negated operator: «will not suspend», «did not pledge».
func (r *reader) negated(p *pledge) bool {
	switch p.status {
	case "suspended", "withdrawn", "refused":
		p.status = "committed"
		if p.word.status == "refused" || r.word(&r.d.Clauses[p.top]).status == "refused" {
			p.status = "conditional" // «did not rule out sending»
		}
		return true
	case "intended", "proposed":
		p.status = "refused"
		return true
	}
	return false
}

// voided reports whether the sentence says that the proposal came to nothing: «though the idea never
// materialised».
func (r *reader) voided(p *pledge) bool {
	s := r.d.SentenceOf(r.d.Clauses[p.clause].Pred)
	for i := p.top + 1; i < len(r.d.Clauses) && i <= p.top+8 && r.d.SentenceOf(r.d.Clauses[i].Pred) == s; i++ {
		c := &r.d.Clauses[i]
		if c.Kind != doc.Verbal || !r.sets["void"][c.Lemma] {
			continue
		}
		if c.Neg != doc.None || c.Lemma == "fall through" || strings.HasPrefix(c.Lemma, "come to n") || c.Lemma == "fizzle" || c.Lemma == "fizzle out" ||
			c.Lemma == "collapse" || c.Lemma == "founder" || c.Passive && (c.Lemma == "drop" || c.Lemma == "shelve" || c.Lemma == "abandon" || c.Lemma == "scrap" || c.Lemma == "reject") {
			return true
		}
	}
	return false
}

// factuality returns what is known of clause i: of its event, else of its predicate.
func (r *reader) factuality(i int) string {
	if e, ok := r.events[i]; ok && r.d.Events[e].Factuality != "" {
		return r.d.Events[e].Factuality
	}
	if i < len(r.d.Predicates) {
		return r.d.Predicates[i].Factuality
	}
	return ""
}
