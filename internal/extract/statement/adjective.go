package statement

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// adjective reads an attribution with a predicated adjective or participle as its cue: «is confident that …».
func (r *reading) adjective(a doc.Tok) {
	ws := r.adjectives[r.low(a)]
	if len(ws) == 0 {
		ws = r.adjectives[strings.ToLower(r.lemma(a))]
	}
	for _, w := range ws {
		if last, ok := r.rest(a, w.rest); ok {
			if x, ok := r.predicated(a, last, w.class); ok && r.put(x) {
				return
			}
		}
	}
}

func (r *reading) predicated(a, last doc.Tok, k *class) (draft, bool) {
	d := r.d
	x := draft{cue: a, top: a, class: k, act: k.act, rule: "statement/adjective", quote: doc.None, speaker: doc.None}
	var heads []doc.Tok
	until := last
	for _, c := range d.Children(a) {
		if c < a {
			continue
		}
		m := r.marker(c)
		switch {
		case d.IsRel(c, "ccomp", "advcl", "csubj", "acl", "xcomp") && (m == "that" || m == "" && r.finite(c) && !d.IsRel(c, "advcl")) && k.has("that"):
			heads = []doc.Tok{c}
		case d.IsRel(c, "xcomp", "advcl", "ccomp", "csubj") && m == "to" && k.has("inf"):
			heads = []doc.Tok{c}
		case d.IsRel(c, "ccomp", "advcl") && r.question(c) && k.has("that") && m != "if":
			heads = []doc.Tok{c}
		case d.IsRel(c, "obl", "advcl", "nmod", "ccomp", "xcomp") && k.has(r.prep(c)):
			heads = []doc.Tok{c}
			if r.firstCase(c) == last+1 {
				until = r.lastCase(c)
			}
		default:
			continue
		}
		break
	}
	if len(heads) == 0 {
		return x, false
	}
	s, linked := r.holder(a)
	if s == doc.None || !linked || !r.maySpeak(s, "agent") || r.low(s) == "it" && impersonal(r.low(a)) {
		return x, false
	}
	x.speaker = s
	r.cueOf(&x, until)
	x.content, x.head = r.contentOf(heads, a, x.cueSpan, until)
	return x, true
}

// holder returns who is what the adjective says: the subject of the copula or of a verb like «remain», or the
// noun that the adjective follows («a man eager to …»).
func (r *reading) holder(a doc.Tok) (doc.Tok, bool) {
	d := r.d
	if s := d.Child(a, "nsubj", "nsubj:pass"); s != doc.None {
		return s, !d.IsRel(s, "expl")
	}
	if d.Child(a, "expl") != doc.None {
		return doc.None, false
	}
	h := d.Tokens[a].Head
	switch {
	case h == doc.None:
		return doc.None, false
	case d.IsRel(a, "xcomp", "conj", "advcl"):
		s, _ := r.subject(a)
		return s, s != doc.None
	case d.IsRel(a, "amod", "acl") && a > h:
		return h, true
	}
	return doc.None, false
}

// impersonal reports whether an adjective says of «it» what is so, not what somebody thinks: «it was not clear when …».
func impersonal(a string) bool {
	switch a {
	case "clear", "unclear", "certain", "uncertain", "obvious", "evident":
		return true
	}
	return false
}
