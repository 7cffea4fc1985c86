package statement

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// verb reads an attribution with the verb v as its cue.
func (r *reading) verb(v doc.Tok) {
	if r.quotedAs(v) {
		return
	}
	ws := r.verbs[strings.ToLower(r.lemma(v))]
	if len(ws) == 0 || r.d.Tokens[v].UPOS == "AUX" && r.d.IsRel(v, "aux", "aux:pass", "cop") {
		r.issued(v)
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
			if r.issued(v) {
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
	if h := r.d.Tokens[last].Head; r.d.Tokens[last].UPOS == "ADP" && h != doc.None && r.d.IsRel(last, "case") && r.timed(h) {
		return doc.None, false // «agreed on Monday»
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
		case r.deed(k, obj):
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
		case r.d.IsRel(c.v, "acl:relcl") && !c.passive && c.around == doc.None && r.gap(c):
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

// voice finds the speaker of a verb and judges whether it may be one.
func (r *reading) voice(x *draft, c *complements, k *class, f string) bool {
	s, _ := r.subject(c.v)
	x.speaker = s
	if s == doc.None {
		return c.passive && (f != "obj" || k.agentless)
	}
	return r.maySpeak(s, k.speaker)
}
