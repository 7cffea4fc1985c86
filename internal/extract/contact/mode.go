package contact

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// means reads the mode from what stands beside the word: «telephone conversation», «by video link», «on the
// margins of the summit», «in person».
func (r *reader) means(n *note) {
	for _, top := range r.tops(n) {
		for _, c := range r.d.Children(top) {
			if m := r.meansAt(c, top == n.tok); m != "" && !(m == "meeting" && n.sure) {
				n.mode, n.sure = m, true
				return
			}
		}
	}
	if n.by != doc.None {
		if m := r.phraseMeans(n.by); m != "" {
			n.mode, n.sure = m, true
		}
	}
	if n.sure || n.word.weak {
		return
	}
	switch {
	case r.onVisit(n):
		n.mode, n.sure = "meeting", true
	case r.inPerson(n):
		n.mode, n.sure = "meeting", true
	case r.publisher != "" && n.word.mode == "" && n.word.remote:
		n.mode = "phone" // a press office says «spoke with» of a call, «met with» of a meeting
	}
}

// tops are the words under which a contact's circumstances stand: itself and the verb that carries it.
func (r *reader) tops(n *note) []doc.Tok {
	out := []doc.Tok{n.tok}
	if l := r.light(n.tok); l != doc.None {
		out = append(out, l)
	}
	return out
}

// meansAt returns the mode that the dependent c of a contact tells, "" for none.
func (r *reader) meansAt(c doc.Tok, ofWord bool) string {
	low := strings.ToLower(r.d.Form(c))
	switch {
	case ofWord && r.d.IsRel(c, "compound", "amod", "nmod:poss"), r.d.IsRel(c, "advmod"):
		if m := r.words.means[low]; m != "" {
			return m
		}
		return r.words.means[strings.ToLower(r.d.Tokens[c].Lemma)]
	case r.d.IsRel(c, "obl", "nmod"):
		switch r.d.Preposition(c) {
		case "by", "over", "on", "via", "through", "in", "using", "with":
			return r.phraseMeans(c)
		}
	}
	return ""
}

// instrument returns the means that the tree has hung on a verb that is no contact itself, right behind the contact
// noun of n and its parties: «told him of his talks with the premier via videoconference»; None for none.
func (r *reader) instrument(n *note) doc.Tok {
	if r.d.Tokens[n.tok].UPOS == "VERB" {
		return doc.None
	}
	end := r.window(n.tok).End
	for t := n.tok + 1; t < end; t++ {
		k := &r.d.Tokens[t]
		switch {
		case k.UPOS == "VERB" || k.UPOS == "PUNCT":
			return doc.None
		case k.UPOS != "NOUN" || r.nounWord(t) == nil && r.phraseMeans(t) == "":
		case !r.d.IsRel(t, "obl") || r.d.Preposition(t) != "via" && r.d.Preposition(t) != "by" && r.d.Preposition(t) != "over" || k.Head > n.tok:
			return doc.None
		default:
			if w := r.verbs[r.lemma(k.Head)]; w != nil && !w.weak || k.Head == r.light(n.tok) {
				return doc.None
			}
			return t
		}
	}
	return doc.None
}

// phraseMeans looks up the noun t with the words of its compound: «secure video link».
func (r *reader) phraseMeans(t doc.Tok) string {
	if m := r.words.means[strings.ToLower(r.d.Tokens[t].Lemma)]; m != "" && strings.ToLower(r.d.Form(t)) != "person" || r.d.Preposition(t) == "in" {
		return m
	}
	for _, c := range r.d.Children(t) {
		if r.d.IsRel(c, "compound", "amod") {
			if m := r.words.means[strings.ToLower(r.d.Form(c))]; m == "phone" || m == "video" {
				return m
			}
		}
	}
	return ""
}

// inPerson reports whether the contact's place tells that the sides were together: «on the margins of the
// summit», «at the White House», «in Oslo».
func (r *reader) inPerson(n *note) bool {
	for _, top := range r.tops(n) {
		for _, c := range r.d.Children(top) {
			if !r.d.IsRel(c, "obl", "nmod") {
				continue
			}
			p := r.d.Preposition(c)
			if p == "on" && r.is("margin", strings.ToLower(r.d.Tokens[c].Lemma)) {
				return true
			}
			if (p == "in" || p == "at") && (r.placeAt(c) != doc.None || p == "at" && r.body(c) || r.is("gathering", strings.ToLower(r.d.Tokens[c].Lemma))) {
				return true
			}
		}
	}
	return false
}

// body reports whether the phrase headed by t names a body, at whose seat or session people meet: «at the G7».
func (r *reader) body(t doc.Tok) bool {
	m := r.d.MentionOf(t)
	return m != doc.None && r.d.Mentions[m].Form == "name" && r.d.Mentions[m].Kind == "organisation"
}

// onVisit reports whether the contact was on a visit told in the same breath: «visited Kyiv and held talks
// with». The place is that of the visit.
func (r *reader) onVisit(n *note) bool {
	c := n.clause
	if c == doc.None {
		return false
	}
	for i := 0; i < 3 && c != doc.None; i++ {
		x := &r.d.Clauses[c]
		w := r.verbs[x.Lemma]
		if x.Kind == doc.Verbal && (w != nil && w.mode == "visit" || r.is("travel", x.Lemma)) {
			for _, t := range append(x.All(doc.Object), x.Obliques("in", "to", "at")...) {
				if p := r.placeAt(t); p != doc.None {
					n.place = p
					return true
				}
			}
		}
		c = x.Up
	}
	return false
}

// where fills the place of a contact in person.
func (r *reader) where(n *note) {
	if n.mode == "phone" || n.mode == "video" || n.mode == "letter" || n.mode == "message" || n.place != doc.None {
		return
	}
	if n.event != doc.None && r.d.Events[n.event].Place != doc.None {
		n.place = r.d.Events[n.event].Place
		return
	}
	if n.mode == "visit" {
		for _, s := range []string{"object", "to", "in"} {
			for _, t := range r.slot(n.tok, s) {
				if n.place = r.placeAt(t); n.place != doc.None {
					return
				}
			}
		}
	}
	for _, top := range r.tops(n) {
		for _, p := range []string{"in", "at", "to"} {
			for _, t := range r.slot(top, p) {
				if n.place = r.placeAt(t); n.place != doc.None {
					return
				}
			}
		}
	}
}

// placeAt returns the place that the phrase headed by t names, or None.
func (r *reader) placeAt(t doc.Tok) int {
	m := r.d.MentionOf(t)
	if m == doc.None {
		m = r.mention(t)
	}
	if m == doc.None || r.d.Mentions[m].Entity < 0 {
		return doc.None
	}
	e := r.d.Mentions[m].Entity
	switch x := &r.d.Entities[e]; {
	case x.Kind == "place", x.Kind == "facility", x.Place != nil:
		return e
	}
	return doc.None
}

// thirdPlace returns the mode of c: a meeting in a country that is none of its parties' is third-place.
func (r *reader) thirdPlace(c *call) string {
	if c.mode != "meeting" || c.place == doc.None {
		return c.mode
	}
	x := &r.d.Entities[c.place]
	country := x.Country
	if x.Place != nil {
		country = x.Place.Country
	}
	known := 0
	for _, p := range c.parties {
		k := r.d.Entities[p].Country
		if k == country {
			return c.mode
		}
		if k != "" {
			known++
		}
	}
	if country == "" || known < len(c.parties) {
		return c.mode
	}
	return "third-place"
}

// titles gives the mode that the title or a headline names to the first contact, where its own words name none:
// «spoke about» under «Call with …».
func (r *reader) titles() {
	if len(r.calls) == 0 || r.calls[0].mode != "" {
		return
	}
	title := r.d.Title
	for _, s := range r.d.Sentences[:min(len(r.d.Sentences), 3)] {
		if s.Headline {
			title += " " + r.d.Str(s.Span)
		}
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(title), func(c rune) bool { return c < 'a' || c > 'z' }) {
		for _, p := range r.nouns[w] {
			if len(p.before) == 0 && p.word.mode != "" && !p.word.meal {
				r.calls[0].mode = p.word.mode
				return
			}
		}
	}
}
