package statement

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// noun reads an attribution with the noun n as its cue: «Moscow's claim that …», «support for …», «his view is
// that …».
func (r *reading) noun(n doc.Tok) {
	ws := r.nouns[strings.ToLower(r.lemma(n))]
	if len(ws) == 0 {
		return
	}
	for i := range ws {
		w := ws[i]
		first := n - doc.Tok(len(w.rest))
		if len(w.rest) > 0 && (first < 0 || !r.matches(first, w.rest)) {
			continue
		}
		if x, ok := r.nominal(n, first, w.class); ok && r.put(x) {
			return
		}
	}
}

// nominal matches the frames of one class of nouns.
func (r *reading) nominal(n, first doc.Tok, k *class) (draft, bool) {
	x := draft{cue: n, top: n, class: k, act: k.act, rule: "statement/noun", quote: doc.None, speaker: doc.None}
	heads, frame, until := r.nounContent(n, k)
	if len(heads) == 0 || r.deed(k, heads[0]) {
		return x, false
	}
	var support doc.Tok
	x.speaker, support = r.nounSpeaker(n, heads)
	if x.speaker == doc.None && !slices.Contains(k.bare, frame) {
		return x, false
	}
	if x.speaker != doc.None && !r.maySpeak(x.speaker, "agent") && !r.carrierNoun(x.speaker) {
		return x, false
	}
	from := first
	if support != doc.None && support < n && r.clear(support, n, x.speaker) {
		from = support
	}
	r.nounCue(&x, from, max(n, until), support)
	x.content, x.head = r.contentOf(heads, n, x.cueSpan, until)
	return x, true
}

// nounCue sets the span of a nominal cue, with the verb group of the verb that supports it.
func (r *reading) nounCue(x *draft, from, until, support doc.Tok) {
	head := x.cue
	if from == support && support != doc.None {
		x.cue = support
	}
	r.cueOf(x, until)
	if b := r.d.Tokens[from].Begin; b < x.cueSpan.Begin {
		x.cueSpan.Begin = b
	}
	if support != doc.None {
		x.negated = r.negation(support)
	}
	x.cue = head
}

// nounContent returns the heads of the content of n, the frame, and the last token of the cue (n or the
// preposition right behind it).
func (r *reading) nounContent(n doc.Tok, k *class) (heads []doc.Tok, frame string, until doc.Tok) {
	d := r.d
	until = n
	for _, c := range d.Children(n) {
		if c < n {
			continue
		}
		m := r.marker(c)
		switch {
		case d.IsRel(c, "acl", "ccomp", "advcl", "acl:relcl", "csubj") && m == "that" && k.has("that"):
			if d.IsRel(c, "acl:relcl") && r.relativeGap(c) {
				continue
			}
			return []doc.Tok{c}, "that", n
		case d.IsRel(c, "acl", "advcl", "xcomp") && !d.IsRel(c, "acl:relcl") && m == "to" && k.has("inf"):
			return []doc.Tok{c}, "inf", n
		case d.IsRel(c, "acl", "ccomp", "advcl") && r.finite(c) && r.question(c) && k.has("wh"):
			return []doc.Tok{c}, "wh", n
		case d.IsRel(c, "acl:relcl") && k.has("that") && r.thatClause(c) && r.complete(c):
			return []doc.Tok{c}, "that", n // «that» read as a relative pronoun
		case d.IsRel(c, "acl", "nmod", "obl", "advcl") && k.has(r.prep(c)):
			p := r.prep(c)
			heads = append(heads, c)
			if frame == "" {
				frame = p
				if r.firstCase(c) == n+1 {
					until = r.lastCase(c)
				}
			}
		}
	}
	if len(heads) > 0 {
		if r.ofSpeaker(n, heads[0], frame) {
			return nil, "", n
		}
		return heads, frame, until
	}
	if c := r.behind(n, k); c != doc.None {
		return []doc.Tok{c}, r.prep(c), r.lastCase(c)
	}
	return r.copula(n, k)
}

// behind returns the prepositional phrase right behind the object n that the tree hangs on its verb though n
// takes it: «voiced opposition to the bill».
func (r *reading) behind(n doc.Tok, k *class) doc.Tok {
	v := r.d.Tokens[n].Head
	if v == doc.None || !r.d.IsRel(n, "obj", "nsubj:pass") {
		return doc.None
	}
	for _, c := range r.d.Children(v) {
		if c > n && r.d.IsRel(c, "obl", "advcl") && r.firstCase(c) == n+1 && k.has(r.prep(c)) {
			return c
		}
	}
	return doc.None
}

// ofSpeaker reports whether «of X» behind n is its source: «the claims of the rebels».
func (r *reading) ofSpeaker(n, c doc.Tok, frame string) bool {
	if frame != "of" {
		return false
	}
	m := r.d.MentionOf(c)
	return m != doc.None && (r.d.Mentions[m].Kind == "person" || r.d.Mentions[m].Kind == "organisation" || r.d.Mentions[m].Kind == "group")
}

// complete reports whether the clause c lacks nothing that a relative pronoun could stand for.
func (r *reading) complete(c doc.Tok) bool {
	that := r.edge(c)
	for _, k := range r.d.Children(c) {
		if r.d.IsRel(k, "cop", "nsubj:pass", "ccomp", "xcomp") || k != that && r.d.IsRel(k, "obj") || r.d.IsRel(k, "aux") && r.d.Tokens[k].XPOS == "MD" {
			return true
		}
	}
	return false
}

// relativeGap reports whether «that» in the clause c is a relative pronoun: the clause lacks its subject.
func (r *reading) relativeGap(c doc.Tok) bool {
	return r.d.Child(c, "nsubj", "nsubj:pass", "expl") == doc.None
}

// copula finds the content of «his view is that …», «the aim is to …».
func (r *reading) copula(n doc.Tok, k *class) ([]doc.Tok, string, doc.Tok) {
	d := r.d
	if !d.IsRel(n, "nsubj") {
		return nil, "", n
	}
	h := d.Tokens[n].Head
	c := h
	if r.lemma(h) == "be" {
		c = d.Child(h, "ccomp", "xcomp", "advcl")
	} else if d.Child(h, "cop") == doc.None {
		return nil, "", n
	}
	if c == doc.None || c < n {
		return nil, "", n
	}
	switch m := r.marker(c); {
	case m == "that" && k.has("that"), m == "to" && k.has("inf"):
		return []doc.Tok{c}, m, n
	}
	return nil, "", n
}

// nounSpeaker returns the head of the source of the noun n, and the verb that supports it or None.
func (r *reading) nounSpeaker(n doc.Tok, content []doc.Tok) (speaker, support doc.Tok) {
	d := r.d
	support = doc.None
	v := d.Tokens[n].Head
	if v != doc.None && d.IsRel(n, "obj", "nsubj:pass", "obl") && d.Tokens[v].UPOS == "VERB" {
		if subject, ok := r.support[r.lemma(v)]; ok {
			support = v
			defer func() {
				if speaker == doc.None && subject {
					speaker, _ = r.subject(v)
				}
			}()
		}
	}
	for _, c := range d.Children(n) {
		switch {
		case d.IsRel(c, "nmod:poss"):
			return c, support
		case slices.Contains(content, c):
		case d.IsRel(c, "nmod", "obl"):
			switch r.prep(c) {
			case "by", "from", "among", "amongst":
				return c, support
			case "of":
				if r.maySpeak(c, "agent") {
					return c, support
				}
			}
		case d.IsRel(c, "compound", "amod") && c < n:
			if m := d.MentionOf(c); m != doc.None {
				switch d.Mentions[m].Kind {
				case "state", "organisation", "person", "people":
					return c, support
				}
				if d.Mentions[m].Form == "nationality" {
					return c, support
				}
			}
		}
	}
	return doc.None, support
}

// clear reports whether nothing but words of the noun phrase stands between the supporting verb and the noun,
// so that both make one cue: the source must not lie between them.
func (r *reading) clear(v, n, speaker doc.Tok) bool {
	if speaker != doc.None && v < speaker && speaker < n || n-v > 6 {
		return false
	}
	for t := v + 1; t < n; t++ {
		if r.d.Tokens[t].UPOS == "PUNCT" || r.d.Tokens[t].Head != n && r.d.Tokens[t].Head != v {
			return false
		}
	}
	return true
}

// issued reads «issued a statement saying …»: a verb that supports a noun of words, with the participle that
// brings the content; the cue reaches from the verb to the participle.
func (r *reading) issued(v doc.Tok) bool {
	d := r.d
	if side := r.support[r.lemma(v)]; !side {
		return false
	}
	o := d.Child(v, "obj")
	if o == doc.None || o < v || !r.carrierNoun(o) && len(r.nouns[r.lemma(o)]) == 0 {
		return false
	}
	for _, p := range d.Children(o) {
		if !d.IsRel(p, "acl") || d.Tokens[p].XPOS != "VBG" || p < o {
			continue
		}
		for _, w := range r.verbs[r.lemma(p)] {
			if len(w.rest) > 0 {
				continue
			}
			c := r.read(p, p)
			for _, f := range order {
				x, ok := r.frame(c, w.class, f, p)
				if !ok {
					continue
				}
				s, _ := r.subject(v)
				if s == doc.None {
					continue
				}
				x.speaker, x.rule = s, "statement/support"
				x.cueSpan.Begin = d.Tokens[v].Begin
				if r.put(x) {
					return true
				}
			}
		}
	}
	return false
}
