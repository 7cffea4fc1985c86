package factuality

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// contextOf returns what the governors of clause i make of it.
func (r *reading) contextOf(i int) value {
	c := &r.d.Clauses[i]
	if c.Light != doc.None && c.Kind == doc.Nominal {
		if v, ok := r.lightContext(i); ok {
			return v
		}
	}
	if c.Up == doc.None {
		return value{rule: "text"}
	}
	switch c.Link {
	case doc.Coordinated:
		if c.Kind == doc.Nominal || r.d.Clauses[c.Up].Kind != doc.Nominal {
			return r.context[c.Up]
		}
	case doc.Adverbial:
		return r.adverbial(i)
	case doc.Parataxis:
		return value{rule: "text"}
	case doc.Relative:
		return r.relative(i)
	}
	return r.governed(i)
}

// lightContext returns the value of the light verb of an event noun, unless the verb has a word to say about
// the noun: «offered support».
func (r *reading) lightContext(i int) (value, bool) {
	c := &r.d.Clauses[i]
	j := r.d.ClauseOf(c.Light)
	if j == doc.None || j == i {
		return value{}, false
	}
	l := &r.d.Clauses[j]
	if r.lex.signature(verb, lower(l.Lemma), "noun") != nil {
		return value{}, false
	}
	if r.state[j] != done {
		if r.state[j] == begun {
			return value{}, false
		}
		r.read(j)
	}
	v := r.values[j]
	v.void = nil
	if c.Neg == doc.None && r.denies(j) { // «did not end the talks» leaves them alone
		v.neg = !v.neg
	}
	return v, true
}

// relative is the context of a clause on a noun: a finite clause or a participle asserts by itself; an
// infinitive is yet to come, unless it is of «the first to» do so. A noun that is only wanted or meant takes
// its clause with it: «wants a deal that ends the war».
func (r *reading) relative(i int) value {
	c := &r.d.Clauses[i]
	v := value{rule: "text"}
	for _, h := range r.path(i) {
		if s := r.signatureOf(h, false); s != nil && r.d.ClauseOf(h.word) == doc.None {
			v = under(value{rule: "text"}, s, false, h.forms[0])
		}
	}
	on := r.d.Tokens[c.Pred].Head
	switch {
	case v.entry != "":
	case c.Mark == "to" && !r.ordinal(on):
		v.world, v.rule = planned, "infinitive"
	case c.Passive && r.lex.signature(verb, lower(c.Lemma), "noun") != nil: // «a planned attack»: it is planned
	case c.Tense != doc.Past && !c.Perfect && on != doc.None && !r.presupposed(on) && r.d.Tokens[on].UPOS == "NOUN":
		if g := r.values[c.Up]; g.world != actual && g.world != denied && !c.Progressive && !r.hasOwnSubject(c, on) && (r.d.Clauses[c.Up].Pred == on || r.d.Clauses[c.Up].Has(doc.Object, on)) {
			v.world, v.rule = g.world, "relative"
		}
	}
	return v
}

// hasOwnSubject reports whether somebody else than the noun does what the clause on it says: «talks that they
// hope will succeed».
func (r *reading) hasOwnSubject(c *doc.Clause, on doc.Tok) bool {
	role := doc.Subject
	if c.Passive {
		role = doc.Object
	}
	return len(c.All(role)) > 0 && !c.Has(role, on)
}

// ordinal reports whether t is one of a row: «the first leader to visit».
func (r *reading) ordinal(t doc.Tok) bool {
	if t == doc.None {
		return false
	}
	for _, k := range append([]doc.Tok{t}, r.near(t)...) {
		switch r.lemma(k) {
		case "first", "second", "third", "last", "latest", "only", "next", "fourth", "fifth", "youngest", "oldest":
			return true
		}
		if r.d.Feat(k, "NumType") == "Ord" {
			return true
		}
	}
	return false
}

func (r *reading) lemma(t doc.Tok) string {
	if l := r.d.Tokens[t].Lemma; l != "" && l != "_" {
		return lower(l)
	}
	return lower(r.d.Form(t))
}

func lower(s string) string { return strings.ToLower(s) }
