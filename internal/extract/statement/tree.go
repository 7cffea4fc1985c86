package statement

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// low returns token t in lower case, "" outside the text.
func (r *reading) low(t doc.Tok) string {
	if t < 0 || int(t) >= len(r.d.Tokens) {
		return ""
	}
	return strings.ToLower(r.d.Form(t))
}

// passive reports whether the verb v is passive: a passive subject or auxiliary, or a bare past participle
// that modifies a noun.
func (r *reading) passive(v doc.Tok) bool {
	d := r.d
	if d.Child(v, "nsubj:pass", "csubj:pass", "aux:pass", "obl:agent") != doc.None {
		return true
	}
	if d.Child(v, "nsubj", "obj", "aux") != doc.None {
		return false
	}
	t := d.Tokens[v]
	switch {
	case v == d.Sentences[d.SentenceOf(v)].First && (t.XPOS == "VBN" || t.XPOS == "VBD") && d.Child(v, "nsubj") == doc.None:
		return true // «Asked whether …, she …»
	case t.XPOS != "VBN":
		return false
	case d.IsRel(v, "acl", "amod", "advcl") && !d.IsRel(v, "acl:relcl"):
		return true
	case d.IsRel(v, "conj"):
		return r.passive(t.Head)
	case d.IsRel(v, "xcomp", "parataxis", "root") && d.Child(v, "ccomp") == doc.None:
		return d.IsRel(v, "xcomp")
	}
	return false
}

// subject returns the head of the logical subject of the verb or predicate v: its own, or the one it shares
// by coordination, control, or as a participle; None where there is none. own tells whether it is its own.
func (r *reading) subject(v doc.Tok) (s doc.Tok, own bool) {
	for steps := 0; v != doc.None && steps < 8; steps++ {
		if r.passive(v) {
			if a := r.agent(v); a != doc.None || steps == 0 {
				return a, true
			}
		}
		if s := r.ownSubject(v); s != doc.None {
			return s, steps == 0
		}
		if r.d.Child(v, "expl", "csubj") != doc.None {
			return doc.None, true
		}
		t := r.d.Tokens[v]
		switch {
		case r.d.IsRel(v, "acl") && !r.d.IsRel(v, "acl:relcl"):
			return r.aclSubject(v), false
		case r.d.IsRel(v, "conj") && r.d.IsRel(t.Head, "nsubj", "obj", "obl", "nmod"):
			return doc.None, false
		case r.d.IsRel(v, "conj"):
			if p := r.d.Child(t.Head, "nsubj:pass"); p != doc.None && r.d.Child(v, "aux:pass") == doc.None && t.XPOS != "VBN" {
				return p, false
			}
		case r.d.IsRel(v, "xcomp"):
			if o := r.d.Child(t.Head, "obj", "iobj"); o != doc.None && !r.subjectControl(t.Head) {
				return o, false
			}
			if p := r.d.Child(t.Head, "nsubj:pass"); p != doc.None {
				return p, false
			}
		case r.d.IsRel(v, "advcl"), r.d.IsRel(v, "ccomp") && t.XPOS == "VBG" && v > t.Head:
			if o := r.d.Child(t.Head, "obj"); o != doc.None && r.gerund(v) && (r.marker(v) == "for" || r.marker(v) == "of" || r.marker(v) == "from") {
				return o, false // «thanked him for offering …», «accused him of refusing …»
			}
			if p := r.d.Child(t.Head, "nsubj:pass"); p != doc.None {
				return p, false
			}
		default:
			return doc.None, false
		}
		v = t.Head
	}
	return doc.None, false
}

// ownSubject returns the subject of v. Of several, as where a quotation is read as one, the nearest counts that
// stands on the same side of the quotation marks.
func (r *reading) ownSubject(v doc.Tok) doc.Tok {
	best := doc.Tok(doc.None)
	for _, k := range r.d.Children(v) {
		if !r.d.IsRel(k, "nsubj") || r.quoteAt(k) != r.quoteAt(v) && r.quoteAt(v) < 0 && r.long(r.quoteAt(k)) {
			continue
		}
		if best == doc.None || abs(k-v) < abs(best-v) {
			best = k
		}
	}
	return best
}

// long reports whether the quotation is more than a term.
func (r *reading) long(q int) bool { return q >= 0 && r.quotes[q].last-r.quotes[q].first > 5 }

func abs(t doc.Tok) doc.Tok { return max(t, -t) }

// subjectControl reports whether the infinitive under v belongs to v's subject in spite of an object:
// «promised him to leave», «threatened the town to …».
func (r *reading) subjectControl(v doc.Tok) bool {
	switch r.lemma(v) {
	case "promise", "pledge", "vow", "threaten", "use", "take", "hold", "make", "give", "spend", "have":
		return true
	}
	return false
}

// agent returns the head of the by-phrase of the passive v, or None.
func (r *reading) agent(v doc.Tok) doc.Tok {
	for _, c := range r.d.Children(v) {
		if r.d.IsRel(c, "obl:agent") || r.d.IsRel(c, "obl", "nmod") && r.prep(c) == "by" {
			if len(r.d.Tokens[c].Label) > 2 && strings.HasSuffix(r.d.Tokens[c].Label, "DATE") {
				continue
			}
			return c
		}
	}
	return doc.None
}

// aclSubject returns the doer of a participle that modifies a noun: the noun («a man saying …»), or who made
// it where it carries words («in a statement saying …»).
func (r *reading) aclSubject(v doc.Tok) doc.Tok {
	if r.d.Child(v, "mark") != doc.None {
		return doc.None // an infinitive: «a plan to …»
	}
	n := r.d.Tokens[v].Head
	if n == doc.None {
		return doc.None
	}
	if p := r.d.Child(n, "nmod:poss"); p != doc.None && r.carrierNoun(n) {
		return p
	}
	return n
}

// prep returns the preposition of t in lower case, words joined by «+», or "".
func (r *reading) prep(t doc.Tok) string {
	var out string
	for _, c := range r.d.Children(t) {
		if c > t || !r.d.IsRel(c, "case", "mark") {
			continue
		}
		w := r.low(c)
		for _, f := range r.d.Children(c) {
			if r.d.IsRel(f, "fixed") {
				w += "+" + r.low(f)
			}
		}
		if out != "" {
			out += "+"
		}
		out += w
	}
	return out
}

// marker returns the word that opens the clause c: that, to, whether, if, a question word, or a preposition;
// "" for none.
func (r *reading) marker(c doc.Tok) string {
	phrase := r.d.Child(c, "cop") == doc.None // «was for personal reasons»: the preposition is the predicate's
	for _, k := range r.d.Children(c) {
		if k < c && (r.d.IsRel(k, "mark") || phrase && r.d.IsRel(k, "case")) {
			return r.low(k)
		}
	}
	return ""
}

// finite reports whether c heads a clause with a finite verb: a subject, or a tensed verb or auxiliary.
func (r *reading) finite(c doc.Tok) bool {
	d := r.d
	if d.Feat(c, "VerbForm") == "Fin" {
		return true
	}
	for _, k := range d.Children(c) {
		if d.IsRel(k, "aux", "cop") && d.Feat(k, "VerbForm") == "Fin" || d.IsRel(k, "nsubj", "expl") && r.marker(c) != "to" {
			return true
		}
	}
	return false
}

// question reports whether the clause c is an embedded question: «whether …», «why …», «how …».
func (r *reading) question(c doc.Tok) bool {
	switch r.marker(c) {
	case "whether", "if":
		return true
	}
	first := c
	for _, k := range r.d.Children(c) {
		if k < first && r.d.Tokens[k].UPOS != "PUNCT" {
			first = k
		}
	}
	if first == c {
		switch r.low(c) {
		case "what", "who", "why", "how", "where", "when", "which":
			return true
		}
		return false
	}
	switch r.low(r.leftmost(first)) {
	case "what", "who", "whom", "whose", "why", "how", "where", "when", "which", "whatever", "whoever":
		return true
	}
	return false
}

// hangs reports whether t stands under top, not deeper than a phrase goes.
func (r *reading) hangs(t, top doc.Tok) bool {
	for steps := 0; t != doc.None && steps < maxDepthOfPhrase; steps++ {
		if t == top {
			return true
		}
		t = r.d.Tokens[t].Head
	}
	return false
}

// maxDepthOfPhrase bounds the walks up and down a tree, so that trees like chains are read in linear time.
const maxDepthOfPhrase = 50
