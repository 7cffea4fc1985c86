package statement

import (
	"strings"

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
	case d.IsRel(k, "obl", "nmod") && !d.IsRel(k, "obl:agent", "obl:tmod", "obl:npmod", "obl:unmarked", "nmod:poss"):
		p := r.prep(k)
		switch {
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
	case d.IsRel(k, "advcl") && m != "" && m != "to" && d.Tokens[k].XPOS == "VBG":
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

// verb reads an attribution with the verb v as its cue.
func (r *reading) verb(v doc.Tok) {
	if r.quotedAs(v) {
		return
	}
	ws := r.verbs[strings.ToLower(r.lemma(v))]
	if len(ws) == 0 || r.d.Tokens[v].UPOS == "AUX" && r.d.IsRel(v, "aux", "aux:pass", "cop") {
		r.support1(v)
		return
	}
	for long := 3; long >= 0; long-- { // the longest expression first
		for i := range ws {
			if len(ws[i].rest) != long {
				continue
			}
			last, ok := r.rest(v, ws[i].rest)
			if !ok {
				continue
			}
			c := r.read(v, last)
			if r.frames(c, ws, i, last) {
				return
			}
		}
		if long == 1 {
			if r.support1(v) {
				return
			}
		}
	}
}

// quotedAs reads «was quoted by the agency as saying …»: the subject of the passive speaks, the cue reaches to the
// participle where nothing stands between.
func (r *reading) quotedAs(v doc.Tok) bool {
	d := r.d
	if !r.passive(v) {
		return false
	}
	for _, p := range d.Children(v) {
		if p < v || d.Tokens[p].XPOS != "VBG" || p == 0 || r.low(p-1) != "as" {
			continue
		}
		c := r.read(v, v)
		for _, w := range r.verbs[r.lemma(p)] {
			if len(w.rest) > 0 || c.subject == doc.None || !r.maySpeak(c.subject, w.class.speaker) {
				continue
			}
			y := r.read(p, p)
			if y.clause == doc.None {
				y.clause = c.clause // hung on «quoted»
			}
			for _, f := range order {
				x, ok := r.frame(y, w.class, f, p)
				if !ok {
					continue
				}
				x.speaker, x.rule = c.subject, "statement/quoted"
				if p <= v+2 {
					r.nounCue(&x, v, p, v)
				}
				if r.put(x) {
					return true
				}
			}
		}
	}
	return false
}

// rest matches the words that belong to the verb behind it; it returns the last of them.
func (r *reading) rest(v doc.Tok, rest []string) (last doc.Tok, ok bool) {
	last = v
	if len(rest) == 0 {
		return v, true
	}
	if len(rest) == 1 {
		if p := r.d.Child(v, "compound:prt"); p != doc.None && r.low(p) == rest[0] {
			return p, true
		}
	}
	at := v + 1
	if r.d.Tokens[v].UPOS == "VERB" && int(at) < len(r.d.Tokens) && r.d.IsRel(at, "advmod") && r.low(at) != rest[0] {
		at++ // «spoke briefly about»
	}
	for i, w := range rest {
		if i == len(rest)-1 && w == "to" && int(at) < len(r.d.Tokens) && r.d.IsRel(at, "mark") {
			return doc.None, false // of an infinitive
		}
		if int(at) >= len(r.d.Tokens) || r.low(at) != w && r.lemma(at) != w || r.d.SentenceOf(at) != r.d.SentenceOf(v) {
			return doc.None, false
		}
		last = at
		at++
	}
	return last, true
}

// order is the order in which frames are tried: what says most about the content first.
var order = []string{"quotation", "clause", "obj+inf", "obj+pred", "obj+as", "obj+P", "inf", "ing", "P+inf", "P", "obj", "inserted", "it", "trailing"}

// frames tries the frames of the classes of ws that have the same words as ws[at].
func (r *reading) frames(c *complements, ws []word, at int, last doc.Tok) bool {
	for _, f := range order {
		for i := at; i < len(ws); i++ {
			if !same(ws[i].rest, ws[at].rest) {
				continue
			}
			if x, ok := r.frame(c, ws[i].class, f, last); ok && r.put(x) {
				return true
			}
		}
	}
	return false
}

func same(a, b []string) bool { return strings.Join(a, " ") == strings.Join(b, " ") }

// frame matches one frame of a class. It returns the draft.
func (r *reading) frame(c *complements, k *class, f string, last doc.Tok) (draft, bool) {
	x := draft{cue: c.v, top: c.v, class: k, act: k.act, rule: "statement/" + f, quote: doc.None, speaker: doc.None}
	var heads []doc.Tok
	obj := doc.Tok(doc.None)
	if len(c.objs) > 0 {
		obj = c.objs[len(c.objs)-1]
	}
	if obj == doc.None {
		obj = c.consumed
	}
	if c.passive {
		obj = c.subject
	}
	until := last
	switch f {
	case "quotation":
		if k.has("quote") {
			return r.quoted(c, k, x, last)
		}
	case "inserted":
		if c.around != doc.None && obj == doc.None && (k.has("that") || k.has("quote") && r.quoteAt(c.around) >= 0 && r.quoteAt(c.v) < 0) {
			return r.inserted(c, k, x, last)
		}
	case "clause":
		cl := c.clause
		switch {
		case cl != doc.None && r.question(cl) && !k.has("wh") && r.quoteAt(cl) == r.quoteAt(c.v), cl != doc.None && !k.has("that") && !k.has("quote") && !(k.has("wh") && r.question(cl)):
			return x, false
		case cl != doc.None:
			heads = []doc.Tok{cl}
			if c.second != doc.None && r.edge(c.second) == r.lastUnder(cl)+1 {
				heads = append(heads, c.second)
			}
			if obj != doc.None && !c.passive && !k.has("whom") && obj < cl && !r.introducedBy(cl) {
				heads = []doc.Tok{obj, cl}
			}
		case c.passive && c.inf != doc.None && c.subject != doc.None && k.has("that") && !k.has("whom") && !k.has("obj+inf"):
			heads = []doc.Tok{c.subject, c.inf}
			x.rule = "statement/raising"
		}
	case "obj+inf":
		if c.inf == doc.None && k.has(f) {
			c.inf = c.purpose
		}
		if k.has("obj+inf") && c.inf != doc.None && obj != doc.None && obj != c.inf && (obj < c.inf || c.passive) {
			heads = []doc.Tok{obj, c.inf}
		} else if k.has("obj+inf") && c.inf != doc.None && r.d.Child(c.inf, "nsubj") != doc.None {
			heads = []doc.Tok{c.inf}
		}
	case "obj+pred":
		if k.has(f) && c.pred != doc.None && r.prep(c.pred) != "as" {
			if obj == doc.None {
				return x, false
			}
			heads = []doc.Tok{obj, c.pred}
		} else if k.has(f) && len(c.objs) == 2 && !c.passive {
			heads = c.objs
		} else if k.has(f) && r.called(c) {
			heads = append(heads, c.objs...)
		}
	case "obj+as":
		if k.has(f) && c.pred != doc.None && r.prep(c.pred) == "as" && obj != doc.None {
			heads = []doc.Tok{obj, c.pred}
		}
	case "obj+P":
		for _, p := range c.preps {
			if obj != doc.None && k.has("obj+"+p.prep) {
				heads = append(heads, p.tok)
			}
		}
		if len(heads) > 0 || obj != doc.None && r.nounPrep(obj, k) {
			heads = append([]doc.Tok{obj}, heads...)
		}
	case "inf":
		if k.has(f) && c.inf != doc.None && (obj == doc.None || k.has("whom") || c.passive && !k.has("obj+inf")) {
			if c.passive && obj != doc.None && !k.has("whom") {
				return x, false
			}
			heads = []doc.Tok{c.inf}
			if e := r.edge(c.inf) - 1; e > c.v && (r.low(e) == "never" || r.low(e) == "not") {
				heads = append(heads, e)
			}
		}
	case "ing":
		if k.has(f) && c.ger != doc.None {
			heads = []doc.Tok{c.ger}
		}
	case "P+inf":
		if c.inf == doc.None && k.has(f) {
			c.inf = c.purpose
		}
		if k.has(f) && c.inf != doc.None && c.consumed != doc.None {
			heads = []doc.Tok{c.consumed, c.inf}
		} else if k.has(f) && c.inf != doc.None && len(c.preps) > 0 && (c.preps[0].prep == "on" || c.preps[0].prep == "upon" || c.preps[0].prep == "for" || c.preps[0].prep == "with") {
			heads = []doc.Tok{c.preps[0].tok, c.inf}
		}
	case "P":
		for _, p := range c.preps {
			if k.has(p.prep) && (obj == doc.None || k.has("whom")) {
				heads = append(heads, p.tok)
				if r.lastCase(p.tok) == last+1 || len(heads) == 1 && r.contiguous(last, p.tok) {
					until = max(until, r.lastCase(p.tok))
				}
			}
		}
	case "obj":
		switch {
		case !k.has("obj") && !(k.has("obj:word") && obj != doc.None && r.wordNoun(obj) && !r.supports(c.v, obj)) || k.has("whom") && c.passive:
		case c.consumed != doc.None:
			heads = append(r.modifiers(c, c.consumed), c.consumed)
		case obj != doc.None && !c.passive && !k.has("whom"):
			heads = append(r.modifiers(c, obj), obj)
			if n := len(c.objs); n > 1 && c.objs[n-2] > c.v && r.lastUnder(c.objs[n-2])+3 > r.leftmost(obj) {
				heads = append(heads, c.objs[n-2]) // one phrase cut in two: «their countries’ “special duty”»
			}
		case obj != doc.None:
			heads = []doc.Tok{obj}
		case r.d.IsRel(c.v, "acl:relcl") && !c.passive && r.gap(c):
			heads = []doc.Tok{r.d.Tokens[c.v].Head}
		}
	case "trailing":
		if k.has("that") && k.has("quote") && c.clause == doc.None && !c.passive {
			return r.trailing(c, k, x, last)
		}
	case "it":
		if k.has("it") && len(c.objs) == 1 && r.low(c.objs[0]) == "it" && c.around != doc.None {
			return r.inserted(c, k, x, last)
		}
	}
	if len(heads) == 0 {
		return x, false
	}
	if !r.voice(&x, c, k, f) {
		return x, false
	}
	r.cueOf(&x, until)
	x.content, x.head = r.contentOf(heads, c.v, x.cueSpan, until)
	return x, true
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

// voice finds the speaker of a verb and judges whether it may be one.
func (r *reading) voice(x *draft, c *complements, k *class, f string) bool {
	s, _ := r.subject(c.v)
	x.speaker = s
	if s == doc.None {
		return c.passive && (f != "obj" || k.agentless)
	}
	return r.maySpeak(s, k.speaker)
}
