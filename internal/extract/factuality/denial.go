package factuality

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// How many sentences back what is taken back may stand.
const (
	reachOfPronoun = 1 // «It never happened.»
	reachOfContent = 3 // «The idea never materialised.»
	reachOfEvent   = 12
	maxLook        = 300 // clauses looked at
)

// laterMentions lets «the visit» be as planned as the visit told of before: «Xi will visit Oslo. The visit comes
// amid tension.»
func (r *reading) laterMentions() {
	last := map[string]int{} // of each lemma: the last clause that told of it
	for i := range r.d.Clauses {
		c, v := &r.d.Clauses[i], r.values[i]
		lemma := baseOf(c)
		j, told := last[lemma]
		switch {
		case c.Kind == doc.Predicated:
			continue
		case c.Kind == doc.Verbal || !told || !r.presupposed(c.Pred) || v.world != actual || v.neg || v.rule != "text" || r.tells(i):
		case r.d.SentenceOf(c.Pred)-r.d.SentenceOf(r.d.Clauses[j].Pred) <= reachOfEvent && r.values[j].world == planned && !r.values[j].neg:
			r.values[i] = value{world: planned, rule: "later-mention"}
		}
		last[lemma] = i
	}
}

// tells reports whether the clause that an event noun hangs on shows that it took place: «the talks ended».
func (r *reading) tells(i int) bool {
	c := &r.d.Clauses[i]
	return c.Up != doc.None && r.past(c.Up)
}

// baseOf returns the word that a verb and its noun share: «visit», «meet» of «meeting».
func baseOf(c *doc.Clause) string {
	l := lower(c.Lemma)
	if c.Kind == doc.Nominal {
		l = strings.TrimSuffix(l, "ing")
	}
	return l
}

// laterDenials lets a text take back what it told before as planned or possible: «France offered to send
// troops. The idea never materialised», «a visit in May … The visit was cancelled».
func (r *reading) laterDenials() {
	for i := range r.d.Clauses {
		for _, t := range r.takenBack(i) {
			if j := r.antecedent(i, t); j != doc.None {
				r.values[j] = value{neg: true, rule: "later-denial", entry: r.values[i].entry}
				r.deniedBy[j] = i
			}
		}
	}
}

// takenBack returns the nouns and pronouns that clause i says came to nothing.
func (r *reading) takenBack(i int) []doc.Tok {
	c := &r.d.Clauses[i]
	v := r.values[i]
	if c.Kind != doc.Verbal || v.world != actual {
		return nil
	}
	lemma := lower(c.Lemma)
	if s := r.lex.signature(verb, lemma, "subject"); s != nil && v.neg && s.affirmed.same {
		return c.All(doc.Subject)
	}
	if s := r.lex.signature(verb, lemma, "noun"); s != nil && !v.neg && s.affirmed.minus {
		return c.All(doc.Object)
	}
	return nil
}

// antecedent returns the clause that t points back to, or None.
func (r *reading) antecedent(i int, t doc.Tok) int {
	pronoun := r.d.Tokens[t].UPOS == "PRON"
	lemma := r.lemma(t)
	switch {
	case pronoun && lemma != "it" && lemma != "this" && lemma != "that":
		return doc.None
	case !pronoun && !r.presupposed(t):
		return doc.None
	case pronoun:
		return r.lastContent(i, t, reachOfPronoun)
	case r.lex.signature(noun, lemma, "inf", "that") != nil && !r.lex.action[lemma]:
		return r.lastContent(i, t, reachOfContent)
	}
	return r.lastNamed(i, t, lemma)
}

// lastContent returns the last clause before t that somebody planned, proposed or asked for.
func (r *reading) lastContent(i int, t doc.Tok, reach int) int {
	s := r.d.SentenceOf(t)
	for j := i - 1; j >= max(0, i-maxLook) && s-r.d.SentenceOf(r.d.Clauses[j].Pred) <= reach; j-- {
		c, v := &r.d.Clauses[j], r.values[j]
		if c.Pred < t && c.Kind == doc.Verbal && c.Link == doc.Complement && !v.neg && v.rule == "signature" && (v.world == planned || v.world == demanded || v.world == possible) {
			return j
		}
	}
	return doc.None
}

// lastNamed returns the last clause before t whose predicate is the same word and which is not yet.
func (r *reading) lastNamed(i int, t doc.Tok, lemma string) int {
	s := r.d.SentenceOf(t)
	for j := i - 1; j >= max(0, i-maxLook) && s-r.d.SentenceOf(r.d.Clauses[j].Pred) <= reachOfEvent; j-- {
		c, v := &r.d.Clauses[j], r.values[j]
		if c.Pred < t && r.lemma(c.Pred) == lemma && !v.neg && (v.world == planned || v.world == possible) {
			return j
		}
	}
	return doc.None
}
