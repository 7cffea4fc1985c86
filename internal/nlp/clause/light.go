package clause

import "github.com/openreadout/readout/internal/doc"

// light is an entry of light_verbs.txt: a verb that gives an event noun little but its subject and its tense.
type light struct {
	slot    string // where the noun stands: object, subject, or a preposition
	subject string // what the verb's subject is for the noun: subject, object, none
	groups  map[string]bool
	nouns   map[string]bool
	any     bool
	entry   string

	keepsTruth bool // «did not end the talks» does not deny the talks
}

func (l *light) takes(n *noun, lemma string) bool {
	return l.any || l.nouns[lemma] || n != nil && l.groups[n.group]
}

// shareLight looks for event nouns in the slots of clause i that its verb supports.
func (b *builder) shareLight(i int) {
	v := &b.clauses[i]
	if v.Kind == doc.Nominal {
		return
	}
	if v.Kind == doc.Predicated {
		b.shareCopula(v)
		return
	}
	ls, phrase := b.lights(v)
	for _, l := range ls {
		for _, a := range v.Args {
			if !inSlot(a, l.slot) || l.slot == "subject" && !phrase && !v.Passive && v.Arg(doc.Object) != nil {
				continue // «talks followed the attack» is more than «talks took place»
			}
			if j := b.eventIn(a.Tok, l); j != doc.None && j != i {
				b.support(&b.clauses[j], v, l)
			}
		}
	}
}

// lights returns the entries of a verb, or of the verb with a bare noun: «take place» is a phrase.
func (b *builder) lights(v *clause) (ls []*light, phrase bool) {
	for _, a := range v.Args {
		if a.Role == doc.Object && a.Via == "" && len(b.d.Children(a.Tok)) == 0 {
			if ls := b.words.light[v.Lemma+" "+b.form(a.Tok)]; ls != nil {
				return ls, true
			}
		}
	}
	return b.words.light[v.Lemma], false
}

func inSlot(a doc.Arg, slot string) bool {
	switch slot {
	case "object":
		return a.Role == doc.Object
	case "subject":
		return a.Role == doc.Subject || a.Role == doc.Object && a.Via == "passive"
	}
	return a.Role == doc.Oblique && a.Prep == slot
}

// eventIn returns the clause of the event noun that a phrase is about, through words that only measure it:
// «a series of attacks», «a round of talks».
func (b *builder) eventIn(t doc.Tok, l *light) int {
	for n := 0; n < 4; n++ {
		if j := b.of[t]; j != doc.None && b.clauses[j].Kind == doc.Nominal && l.takes(b.clauses[j].noun, b.lemma(t)) {
			return int(j)
		}
		if !b.words.measure[b.lemma(t)] {
			return doc.None
		}
		next := doc.Tok(doc.None)
		for _, k := range b.d.Children(t) {
			if b.d.IsRel(k, "nmod") && b.preposition(k) == "of" {
				next = k
				break
			}
		}
		if t = next; t == doc.None {
			return doc.None
		}
	}
	return doc.None
}

// support gives the noun n the arguments and the verb group of its light verb v.
func (b *builder) support(n, v *clause, l *light) {
	if n.Light != doc.None {
		return
	}
	n.Light, n.Rule = v.Pred, "clause/light"
	n.Tense, n.Modal, n.Progressive, n.Perfect, n.Finite, n.Imperative, n.Question = v.Tense, v.Modal, v.Progressive, v.Perfect, v.Finite, v.Imperative, v.Question
	if n.Neg == doc.None && !l.keepsTruth {
		n.Neg = v.Neg
	}
	for i, a := range n.Args {
		if l.subject == "object" && a.Role == doc.Oblique && a.Prep == "from" {
			n.Args[i].Role, n.Args[i].Prep = doc.Subject, "" // «received a visit from the minister»
		}
	}
	for _, a := range v.Args {
		b.hand(n, a, l)
	}
}

// hand gives the noun one argument of its light verb.
func (b *builder) hand(n *clause, a doc.Arg, l *light) {
	if a.Tok == n.Pred || inSlot(a, l.slot) || b.under(n.Pred, a.Tok) && a.Via != "relative" {
		return
	}
	a.Via = "light"
	switch a.Role {
	case doc.Subject:
		switch l.subject {
		case "subject":
			b.replaceSubject(n, a)
		case "object":
			a.Role = doc.Object
			n.add(b, a)
		}
	case doc.Oblique:
		if l.subject == "object" && (a.Prep == "from" || a.Prep == "by" || a.Prep == "at the hands of") {
			a.Role, a.Prep = doc.Subject, ""
			b.replaceSubject(n, a)
			return
		}
		n.add(b, a)
	case doc.Recipient, doc.Object:
		switch {
		case l.slot == "subject" || l.subject == "object":
		case l.slot == "object":
			a.Role = doc.Recipient // «gave Kyiv support»
			n.add(b, a)
		default:
			n.add(b, a) // «engaged troops in a firefight», «took him into custody»
		}
	}
}

// under reports whether t stands a few steps under top.
func (b *builder) under(t, top doc.Tok) bool {
	for n := 0; n < maxClimb && t != doc.None; n++ {
		if t == top {
			return true
		}
		t = b.head(t)
	}
	return false
}

// replaceSubject adds a doer; what was taken for one from a word before the noun («police visit», «its
// attack») gives way to it.
func (b *builder) replaceSubject(n *clause, a doc.Arg) {
	out := n.Args[:0]
	for _, x := range n.Args {
		if x.Role == doc.Subject && x.Via == "compound" {
			continue
		}
		out = append(out, x)
	}
	n.Args = out
	n.add(b, a)
}

// shareCopula reads «is in talks with», «was under attack»: the noun with its preposition is the predicate.
func (b *builder) shareCopula(c *clause) {
	if c.noun == nil {
		return
	}
	p := b.preposition(c.Pred)
	if p == "" {
		return
	}
	for _, l := range b.words.light["be"] {
		if l.slot != p || !l.takes(c.noun, b.lemma(c.Pred)) {
			continue
		}
		c.Kind, c.Rule, c.Light = doc.Nominal, "clause/light", b.d.Child(c.Pred, "cop")
		if l.subject == "object" {
			for n := range c.Args {
				if c.Args[n].Role == doc.Subject {
					c.Args[n].Role = doc.Object
				}
			}
		}
		for n := range c.Args {
			if c.Args[n].Role == doc.Subject || c.Args[n].Role == doc.Object {
				c.Args[n].Via = "light"
			}
		}
		return
	}
}
