package statement

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// phrase reads the attributions by prepositions: «according to X», «in X's view», «leads in the polls».
func (r *reading) phrase(t doc.Tok) {
	for _, p := range r.sources[r.low(t)] {
		if r.matches(t, p.words) && r.source(t, p) {
			return
		}
	}
	if r.low(t) == "for" {
		r.forSource(t)
	}
	if r.low(t) == "in" {
		if r.view(t) {
			return
		}
		r.carrierIn(t)
	}
}

// source reads «according to X»: the noun that t opens is the source, the clause around it the content.
func (r *reading) source(t doc.Tok, p phrase) bool {
	d := r.d
	s := d.Tokens[t].Head
	if s == doc.None || s < t {
		return false
	}
	h := d.Tokens[s].Head
	if h == doc.None {
		return false
	}
	x := draft{cue: t, top: s, speaker: s, act: p.act, rule: "statement/according", class: &class{entry: p.entry, act: p.act}, quote: doc.None}
	last := t + doc.Tok(len(p.words)) - 1
	r.cueOf(&x, last)
	host := r.clauseOf(h)
	if t > 0 && r.d.Form(t-1) == "," {
		host = r.mainClause(host, t)
	}
	x.content, x.head = r.contentOf([]doc.Tok{host}, s, x.cueSpan, last)
	return r.put(x)
}

// mainClause climbs from the clause h to the one that the phrase at t closes behind a comma: participles and
// relative clauses before it are part of what is told.
func (r *reading) mainClause(h, t doc.Tok) doc.Tok {
	d := r.d
	for steps := 0; steps < maxDepthOfPhrase && d.Tokens[h].Head != doc.None && d.Tokens[h].Head < t; steps++ {
		if d.IsRel(h, "conj") && r.finite(h) && d.Child(h, "nsubj", "nsubj:pass") != doc.None || r.quoteAt(d.Tokens[h].Head) != r.quoteAt(t) {
			break
		}
		h = d.Tokens[h].Head
	}
	return h
}

// clauseOf returns the head of the clause that holds t: the first word upwards that is a predicate.
func (r *reading) clauseOf(t doc.Tok) doc.Tok {
	d := r.d
	for steps := 0; steps < maxDepthOfPhrase; steps++ {
		h := d.Tokens[t].Head
		if h == doc.None || d.IsRel(t, "ccomp", "advcl", "acl", "parataxis", "csubj") || d.IsRel(t, "conj") && r.finite(t) {
			return t
		}
		if d.Child(t, "nsubj", "nsubj:pass", "expl", "cop") != doc.None && !d.IsRel(t, "xcomp") {
			return t
		}
		t = h
	}
	return t
}

// forSource reads «For Kyiv, the deal is a trap»: at the begin of a sentence, before a comma, with a judgment as its
// main clause.
func (r *reading) forSource(t doc.Tok) {
	d := r.d
	s := d.Tokens[t].Head
	if t != d.Sentences[d.SentenceOf(t)].First || s == doc.None || s < t || !d.IsRel(t, "case") || !r.maySpeak(s, "agent") {
		return
	}
	if end := r.lastUnder(s); r.low(end) != "," && r.low(end+1) != "," {
		return
	}
	h := d.Tokens[s].Head
	if h == doc.None || d.Child(h, "cop") == doc.None || d.Tokens[h].UPOS != "ADJ" && d.Tokens[h].UPOS != "NOUN" || d.Child(h, "nsubj") == doc.None {
		return
	}
	x := draft{cue: t, top: s, speaker: s, act: "position", rule: "statement/for", class: &class{act: "position"}, cueSpan: d.Tokens[t].Span, quote: doc.None}
	x.content, x.head = r.contentOf([]doc.Tok{h}, s, x.cueSpan, t)
	r.put(x)
}

// view reads «in X's view» and «in the view of X».
func (r *reading) view(t doc.Tok) bool {
	d := r.d
	n := d.Tokens[t].Head
	if n == doc.None || n < t || !d.IsRel(t, "case") {
		return false
	}
	k := r.views[r.low(n)]
	if k == nil {
		return false
	}
	x := draft{cue: n, top: n, act: k.act, rule: "statement/view", class: k, quote: doc.None}
	last := n
	if s := d.Child(n, "nmod:poss"); s != doc.None {
		x.speaker = s
		x.cueSpan = d.Tokens[n].Span
	} else if s := d.Child(n, "nmod"); s != doc.None && r.prep(s) == "of" && r.firstCase(s) == n+1 {
		x.speaker = s
		last = n + 1
		x.cueSpan = doc.Span{Begin: d.Tokens[t].Begin, End: d.Tokens[last].End}
	} else {
		return false
	}
	h := d.Tokens[n].Head
	if l := r.low(x.speaker); h == doc.None || l == "my" || l == "our" || l == "your" || !r.maySpeak(x.speaker, "source") {
		return false
	}
	x.content, x.head = r.contentOf([]doc.Tok{r.clauseOf(h)}, n, x.cueSpan, last)
	return r.put(x)
}

// carrierIn reads «leads in the polls»: figures that a poll tells.
func (r *reading) carrierIn(t doc.Tok) bool {
	d := r.d
	n := d.Tokens[t].Head
	if n == doc.None || n < t || !r.carriers[r.lemma(n)] || !d.IsRel(t, "case") || r.low(t) != "in" || !d.IsRel(n, "obl", "nmod") {
		return false
	}
	h := d.Tokens[n].Head
	if h == doc.None || !r.figure(r.clauseOf(h)) {
		return false
	}
	x := draft{cue: t, top: n, speaker: n, act: "report", rule: "statement/carrier", class: &class{act: "report"}, cueSpan: d.Tokens[t].Span, quote: doc.None}
	x.content, x.head = r.contentOf([]doc.Tok{r.clauseOf(h)}, n, x.cueSpan, t)
	return r.put(x)
}

// figure reports whether the clause of h tells who leads by how much.
func (r *reading) figure(h doc.Tok) bool {
	for _, t := range r.under(h, doc.None, doc.Span{}) {
		if r.figures[r.lemma(t)] {
			return true
		}
	}
	return false
}

// hedgeAt reads an adverb that makes its clause a claim of a source that the text does not name: «reportedly».
// One that stands at a cue is the hedge of that statement.
func (r *reading) hedgeAt(t doc.Tok) {
	d := r.d
	for _, p := range r.hedges[r.low(t)] {
		if !r.matches(t, p.words) {
			continue
		}
		h := d.Tokens[t].Head
		if h == doc.None || r.used[h] {
			return
		}
		last := t + doc.Tok(len(p.words)) - 1
		x := draft{cue: t, top: t, speaker: doc.None, act: "report", rule: "statement/hedge", class: &class{act: "report", entry: p.entry}, hedge: r.low(t), quote: doc.None,
			cueSpan: doc.Span{Begin: d.Tokens[t].Begin, End: d.Tokens[last].End}}
		x.content, x.head = r.contentOf([]doc.Tok{h}, t, x.cueSpan, last)
		r.put(x)
		return
	}
}

// colon reads «Macron: we did all we could», in headlines and minutes.
func (r *reading) colon(s doc.Sentence) {
	d := r.d
	if s.End-s.First < 4 {
		return
	}
	for t := s.First + 1; t < s.End-1 && t < s.First+12; t++ {
		if d.Form(t) != ":" {
			continue
		}
		if r.used[t] || d.Tokens[t].End == d.Tokens[t+1].Begin {
			return
		}
		r.colonAt(s, t)
		return
	}
}

func (r *reading) colonAt(s doc.Sentence, t doc.Tok) {
	d := r.d
	head := doc.Tok(doc.None)
	for k := s.First; k < t; k++ {
		switch d.Tokens[k].UPOS {
		case "VERB", "AUX":
			return
		}
		if h := d.Tokens[k].Head; h == doc.None || h < s.First || h >= t {
			head = k
		}
	}
	if head == doc.None || r.used[head] {
		return
	}
	quoted := r.quoteAt(t+1) >= 0 && r.quotes[r.quoteAt(t+1)].first == t+1
	if !quoted && !r.label(head, t) || !quoted && !s.Headline && !r.saysClause(t+1, s.End) || quoted && d.Tokens[head].UPOS != "PROPN" && !r.maySpeak(head, "agent") {
		return
	}
	x := draft{cue: t, top: head, speaker: head, act: "statement", rule: "statement/colon", class: &class{act: "statement"}, cueSpan: d.Tokens[t].Span, quote: doc.None}
	x.source = r.trim(doc.Span{Begin: d.Tokens[s.First].Begin, End: d.Tokens[t-1].End})
	c := r.trim(r.whole(doc.Span{Begin: d.Tokens[t+1].Begin, End: d.Tokens[s.End-1].End}, x.cueSpan))
	if c.Empty() {
		return
	}
	x.content, x.head = []doc.Span{c}, t+1
	r.put(x)
}

// label reports whether the head before a colon names who speaks: a person or body, or a poll. A state or place
// is a topic there as often as not.
func (r *reading) label(head, colon doc.Tok) bool {
	if m := r.d.MentionOf(head); m != doc.None {
		switch r.d.Mentions[m].Kind {
		case "", "other":
			next := r.d.Form(colon + 1)
			return r.d.Tokens[head].UPOS == "PROPN" && colon <= head+2 && next == strings.ToLower(next)
		case "person", "organisation":
			return true
		case "group":
			return r.d.Mentions[m].Form == "nominal"
		}
	}
	return r.carriers[r.lemma(head)] || r.unnamed[r.lemma(head)]
}

// saysClause reports whether the tokens hold a finite clause.
func (r *reading) saysClause(a, b doc.Tok) bool {
	for t := a; t < b; t++ {
		if r.d.Feat(t, "VerbForm") == "Fin" {
			return true
		}
	}
	return false
}
