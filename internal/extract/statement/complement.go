package statement

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// complements is what hangs on a verb, read once and tried against the frames of its classes.
type complements struct {
	v        doc.Tok
	passive  bool
	subject  doc.Tok   // of the passive: the logical object
	objs     []doc.Tok // objects
	clause   doc.Tok   // a finite complement clause
	second   doc.Tok   // another right behind it, where the tree cut one in two
	inf      doc.Tok   // an infinitive
	ger      doc.Tok   // a gerund
	purpose  doc.Tok   // an infinitive that the tree has as an adjunct
	pred     doc.Tok   // a predicate of the object («called it a sham»)
	around   doc.Tok   // the clause into which v is inserted («…, he said»)
	preps    []prepArg
	consumed doc.Tok // the object of the cue's own last preposition («talk about X»)
}

// prepArg is a dependent with its preposition.
type prepArg struct {
	prep string
	tok  doc.Tok
}

// read collects the complements of v. after is the last token of the cue's own words.
func (r *reading) read(v, after doc.Tok) *complements {
	n := doc.Tok(doc.None)
	c := &complements{v: v, passive: r.passive(v), subject: n, clause: n, second: n, inf: n, purpose: n, ger: n, pred: n, around: n, consumed: n}
	for _, k := range r.d.Children(v) {
		r.complement(c, k, after)
	}
	if c.passive && c.subject == n {
		c.subject = r.passiveSubject(v)
	}
	if e := c.purpose; c.inf == n && e != n && r.edge(e) > v+1 && r.timed(r.edge(e)-1) && len(c.objs)+len(c.preps) == 0 {
		c.inf, c.purpose = e, n // «agreed on Monday to leave»: the time stands between the verb and its infinitive
	}
	if c.clause == n && c.inf == n {
		c.around = r.host(v)
	}
	return c
}

func (r *reading) complement(c *complements, k, after doc.Tok) {
	d, v := r.d, c.v
	switch {
	case d.IsRel(k, "nsubj:pass"):
		c.subject = k
	case d.IsRel(k, "obj", "iobj"):
		c.objs = append(c.objs, k)
		for _, a := range d.Children(k) {
			if a > k && c.inf == doc.None && d.IsRel(a, "acl") && r.marker(a) == "to" {
				c.purpose = a // «wants the ships to leave» read as «the ships to leave»
			}
		}
		for _, a := range d.Children(k) {
			if a > k && d.IsRel(a, "acl", "acl:relcl") && c.clause == doc.None && r.thatClause(a) && !r.wordNoun(k) && r.maySpeak(k, "agent") {
				c.clause = a // «told reporters that …» read as a clause of the object
			}
		}
	case d.IsRel(k, "ccomp", "csubj", "csubj:pass", "parataxis", "dep", "advcl", "xcomp", "conj"):
		r.clausal(c, k)
	case d.IsRel(k, "obl:agent"), d.IsRel(k, "obl") && r.prep(k) == "by":
		for _, a := range d.Children(k) {
			if d.IsRel(a, "acl", "acl:relcl") && (r.marker(a) == "whether" || r.thatClause(a)) {
				c.setClause(a) // «asked by a reporter whether …»
			}
		}
	case d.IsRel(k, "obl:unmarked") && len(c.objs) == 1 && c.pred == doc.None && k > v && r.edge(k) == r.lastUnder(c.objs[0])+1 && !r.timed(k):
		c.pred = k // «called it a historic day»
	case d.IsRel(k, "obl", "nmod") && !d.IsRel(k, "obl:agent", "obl:tmod", "obl:npmod", "obl:unmarked", "nmod:poss"):
		p := r.prep(k)
		for _, a := range d.Children(k) {
			if a > k && p == "in" && r.carrierNoun(k) && d.IsRel(a, "acl", "acl:relcl") && r.thatClause(a) {
				c.setClause(a) // «said in the letter that …»
			}
		}
		switch {
		case r.timed(k):
		case p == "as" && c.pred == doc.None:
			c.pred = k
		case p != "" && (k > v || c.passive):
			if r.lastCase(k) == after && after != v {
				c.consumed = k
			}
			c.preps = append(c.preps, prepArg{p, k})
		}
	}
}

// timed reports whether t is the head of a time: «agreed on Monday to …» has no content but the infinitive.
func (r *reading) timed(t doc.Tok) bool {
	at := r.d.Tokens[t].Span
	i, found := slices.BinarySearchFunc(r.d.Times, at.Begin, func(x doc.Time, begin int) int { return x.Begin - begin })
	if !found {
		i--
	}
	return i >= 0 && r.d.Times[i].Contains(at) && (r.d.Times[i].Kind == "date" || r.d.Times[i].Kind == "time")
}

// thatClause reports whether the clause a opens with «that» or «whether» and has a subject of its own behind it.
func (r *reading) thatClause(a doc.Tok) bool {
	e := r.edge(a)
	s := r.d.Child(a, "nsubj", "nsubj:pass", "expl")
	return (r.low(e) == "that" || r.low(e) == "whether") && s != doc.None && s != e
}

// lastCase returns the last preposition token of k, or None.
func (r *reading) lastCase(k doc.Tok) doc.Tok {
	last := doc.Tok(doc.None)
	for _, x := range r.d.Children(k) {
		if x < k && r.d.IsRel(x, "case", "mark") {
			last = x
			for _, f := range r.d.Children(x) {
				if r.d.IsRel(f, "fixed") {
					last = f
				}
			}
		}
	}
	return last
}

// clausal sorts a clause that hangs on the verb.
func (r *reading) clausal(c *complements, k doc.Tok) {
	d, v, m := r.d, c.v, r.marker(k)
	switch {
	case d.IsRel(k, "conj"), k < v && r.opening(k):
		return
	case d.IsRel(k, "advcl") && m == "that", d.IsRel(k, "csubj") && k > v && (m == "that" || m == "whether"):
		c.setClause(k)
	case d.IsRel(k, "advcl") && (m == "as") && d.Tokens[k].XPOS != "VBD":
		if c.pred == doc.None && k > v {
			c.pred = k
		}
	case d.IsRel(k, "advcl") && m != "" && m != "to" && r.gerund(k):
		c.preps = append(c.preps, prepArg{m, k})
	case d.IsRel(k, "advcl") && m == "to" && k > v:
		c.purpose = k
	case d.IsRel(k, "advcl", "csubj"):
		return
	case d.IsRel(k, "parataxis", "dep"):
		if k > v && r.introduced(v, k) {
			c.setClause(k)
		}
	case m == "to" || m == "for" && !r.finite(k):
		if c.inf == doc.None {
			c.inf = k
		}
	case d.IsRel(k, "xcomp") && d.Tokens[k].XPOS == "VBG":
		c.ger = k
	case d.IsRel(k, "xcomp"):
		if c.pred == doc.None {
			c.pred = k
		}
	case d.IsRel(k, "ccomp") && !r.finite(k) && d.Tokens[k].XPOS == "VBG":
		c.ger = k
	case d.IsRel(k, "ccomp") && m == "of" || m == "about" || m == "on" || m == "for" || m == "against" || m == "over":
		c.preps = append(c.preps, prepArg{m, k})
	default:
		c.setClause(k)
	}
}

// gerund reports whether k is a form in -ing, with its auxiliary too: «having shipped», «being held».
func (r *reading) gerund(k doc.Tok) bool {
	if r.d.Tokens[k].XPOS == "VBG" {
		return true
	}
	for _, a := range r.d.Children(k) {
		if a < k && r.d.IsRel(a, "aux", "cop") && (r.low(a) == "having" || r.low(a) == "being") {
			return true
		}
	}
	return false
}

// opening reports whether k is a participle that opens its sentence: «Asked whether …, she said …».
func (r *reading) opening(k doc.Tok) bool {
	t := r.d.Tokens[k]
	return k == r.d.Sentences[r.d.SentenceOf(k)].First && (t.XPOS == "VBN" || t.XPOS == "VBG" || t.XPOS == "VBD") && r.d.Child(k, "nsubj") == doc.None
}

func (c *complements) setClause(k doc.Tok) {
	switch {
	case c.clause == doc.None:
		c.clause = k
	case c.clause > c.v && c.second == doc.None:
		c.second = k
	}
}

// introduced reports whether a colon, a comma or a quotation mark stands right before the clause k that
// follows v: «he said: we go».
func (r *reading) introduced(v, k doc.Tok) bool {
	first := r.edge(k)
	if first-1 <= v {
		return false
	}
	switch r.low(first - 1) {
	case ":", "“", "\"", "«", "''", "``", "„", "‘":
		return true
	case ",":
		return r.quoteAt(first) >= 0 && r.quotes[r.quoteAt(first)].first == first
	}
	return false
}

// host returns the head of the clause into which v is inserted or to which it is added, or None: «The talks, he
// said, failed», «as he said».
func (r *reading) host(v doc.Tok) doc.Tok {
	d := r.d
	switch {
	case d.IsRel(v, "parataxis"):
		return d.Tokens[v].Head
	case d.IsRel(v, "advcl") && r.marker(v) == "as":
		return d.Tokens[v].Head
	case d.IsRel(v, "conj") && d.Child(v, "cc") == doc.None && r.ownSubject(v) > v:
		return d.Tokens[v].Head // «The town was lost, said …»
	case d.IsRel(v, "acl:relcl") && r.betweenCommas(v):
		return r.clauseOf(d.Tokens[d.Tokens[v].Head].Head) // «The talks, he said, failed» read as a relative clause
	}
	return doc.None
}

// betweenCommas reports whether v and its subject make a clause between commas, without a relative pronoun, and the
// noun before it has a predicate behind it.
func (r *reading) betweenCommas(v doc.Tok) bool {
	d := r.d
	s, h := r.ownSubject(v), d.Tokens[v].Head
	if s == doc.None || r.isRelative(s) || d.Tokens[h].Head == doc.None || d.Tokens[h].Head < v || int(v+1) >= len(d.Tokens) {
		return false
	}
	begin := min(v, r.leftmost(s))
	return begin > 0 && d.Form(begin-1) == "," && r.low(max(v, r.lastUnder(s))+1) == ","
}

// passiveSubject returns the logical object of a passive without a subject of its own: the noun that a
// participle modifies, or the subject it shares.
func (r *reading) passiveSubject(v doc.Tok) doc.Tok {
	d := r.d
	h := d.Tokens[v].Head
	switch {
	case h == doc.None:
		return doc.None
	case d.IsRel(v, "acl") && !d.IsRel(v, "acl:relcl"):
		return h
	case d.IsRel(v, "conj", "xcomp", "advcl"):
		if s := d.Child(h, "nsubj:pass", "nsubj"); s != doc.None {
			return s
		}
	}
	return doc.None
}

// called reports whether the clause of c says what something is called: «what she called a sham».
func (r *reading) called(c *complements) bool {
	h := r.d.Tokens[c.v].Head
	return len(c.objs) == 1 && !c.passive && r.d.IsRel(c.v, "acl:relcl") && r.low(h) == "what" && c.objs[0] > c.v
}

// nounPrep reports whether the object n has a prepositional phrase that the class takes with an object:
// «accused the guild of a plot», whichever of the two the tree has it hang on.
func (r *reading) nounPrep(n doc.Tok, k *class) bool {
	for _, x := range r.d.Children(n) {
		if x > n && r.d.IsRel(x, "nmod", "acl") && k.has("obj+"+r.prep(x)) {
			return r.prep(x) != "of" || r.maySpeak(n, "agent")
		}
	}
	return false
}

// modifiers returns prepositional phrases right behind the object that the tree hangs on the verb though they
// belong to the noun: «underlined the need for a truce».
func (r *reading) modifiers(c *complements, obj doc.Tok) []doc.Tok {
	var out []doc.Tok
	end := r.lastUnder(obj)
	for _, p := range c.preps {
		if r.firstCase(p.tok) != end+1 {
			continue
		}
		switch p.prep {
		case "for", "of", "about", "between", "over", "against", "among", "towards", "toward", "regarding", "concerning":
		default:
			if !r.takes(obj, p.prep) && !(p.prep == "in" && r.located[r.lemma(obj)]) {
				continue
			}
		}
		out = append(out, p.tok)
		end = r.lastUnder(p.tok)
	}
	return out
}

// takes reports whether the noun is a cue whose content the preposition brings: «opposition to», «position on».
func (r *reading) takes(n doc.Tok, prep string) bool {
	for _, w := range r.nouns[r.lemma(n)] {
		if len(w.rest) == 0 && w.class.has(prep) {
			return true
		}
	}
	return false
}

// lastUnder returns the last token of the phrase of n.
func (r *reading) lastUnder(n doc.Tok) doc.Tok {
	for steps := 0; steps < maxDepthOfPhrase; steps++ {
		ks := r.d.Children(n)
		if len(ks) == 0 || ks[len(ks)-1] < n {
			return n
		}
		n = ks[len(ks)-1]
	}
	return n
}

// supports reports whether v only supports the noun n, which is the cue then: «expressed hope that …».
func (r *reading) supports(v, n doc.Tok) bool {
	if _, ok := r.support[r.lemma(v)]; !ok {
		return false
	}
	for _, w := range r.nouns[r.lemma(n)] {
		if heads, _, _ := r.nounContent(n, w.class); len(w.rest) == 0 && len(heads) > 0 {
			return true
		}
	}
	return false
}

// wordNoun reports whether the noun is a cue itself or carries words: «a denial», «a report».
func (r *reading) wordNoun(n doc.Tok) bool { return len(r.nouns[r.lemma(n)]) > 0 || r.carrierNoun(n) }

// introducedBy reports whether the clause has a word of its own that opens it: «that», «whether».
func (r *reading) introducedBy(c doc.Tok) bool { return r.marker(c) != "" }

// contiguous reports whether the preposition of k follows last.
func (r *reading) contiguous(last, k doc.Tok) bool {
	f := r.firstCase(k)
	return f == last+1
}

func (r *reading) firstCase(k doc.Tok) doc.Tok {
	for _, x := range r.d.Children(k) {
		if x < k && r.d.IsRel(x, "case", "mark") {
			return x
		}
	}
	return doc.None
}

// gap reports whether the relative clause of c has no object of its own: «a stance Moscow has maintained».
func (r *reading) gap(c *complements) bool {
	return len(c.objs) == 0 && c.clause == doc.None && c.inf == doc.None && c.ger == doc.None && r.d.Child(c.v, "nsubj") != doc.None &&
		!r.isRelative(r.d.Child(c.v, "nsubj"))
}

func (r *reading) isRelative(t doc.Tok) bool {
	switch r.low(t) {
	case "who", "which", "that", "whom":
		return r.d.Tokens[t].UPOS == "PRON"
	}
	return false
}
