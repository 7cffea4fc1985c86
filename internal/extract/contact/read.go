package contact

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// note reads the word at t, nil where it is no contact or one that has not been.
func (r *reader) note(t doc.Tok) *note {
	k := &r.d.Tokens[t]
	if r.elsewhere[r.d.Sentences[r.d.SentenceOf(t)].Begin] {
		return nil
	}
	var n *note
	switch k.UPOS {
	case "VERB":
		n = r.verb(t)
	case "NOUN", "PROPN":
		n = r.noun(t)
	}
	if n == nil {
		return nil
	}
	n.event, n.by = r.event(t), r.instrument(n)
	if !r.happened(n) {
		return nil
	}
	r.means(n)
	r.when(n)
	r.where(n)
	return n
}

// event returns the event that t, or the verb that carries it, is a trigger or a later mention of; None for
// none.
func (r *reader) event(t doc.Tok) int {
	if e, ok := r.eventAt[t]; ok {
		return e
	}
	if e, ok := r.eventAt[r.light(t)]; ok && r.d.Tokens[t].UPOS != "VERB" {
		return e
	}
	return doc.None
}

// lemma returns the lemma of t, with its particle for a verb.
func (r *reader) lemma(t doc.Tok) string {
	if c := r.d.ClauseOf(t); c != doc.None && r.d.Clauses[c].Kind == doc.Verbal {
		return r.d.Clauses[c].Lemma
	}
	return strings.ToLower(r.d.Tokens[t].Lemma)
}

func (r *reader) verb(t doc.Tok) *note {
	w := r.verbs[r.lemma(t)]
	if w == nil {
		return nil
	}
	n := &note{tok: t, clause: r.d.ClauseOf(t), word: w, mode: w.mode, sure: w.mode != "", place: doc.None, begins: doc.None}
	subjects := r.subjects(t)
	other := r.others(t, w)
	if w.person && len(other) > 0 && r.d.Entities[other[0]].Kind != "person" {
		return nil
	}
	if w.mode == "visit" && len(other) == 0 {
		for _, s := range []string{"object", "to", "in"} {
			for _, a := range r.slot(t, s) {
				other = union(other, r.hostOf(a))
			}
		}
	}
	n.own = slices.ContainsFunc(r.d.Children(t), func(c doc.Tok) bool { return r.d.IsRel(c, "advmod") && r.is("other", strings.ToLower(r.d.Form(c))) })
	n.parties = union(subjects, other)
	if len(other) == 0 && (len(n.parties) < 2 || len(w.slots) > 0 && w.slots[0] == "object" && len(w.slots) == 1) {
		if !w.weak || len(n.parties) < 2 {
			return nil
		}
	}
	if w.caller && len(subjects) == 1 && len(other) == 1 {
		n.begins = subjects[0]
	}
	n.back, n.sided = w.weak, len(other) > 0
	return n
}

// others returns the parties in the slots of w beside the predicate t.
func (r *reader) others(t doc.Tok, w *word) []int {
	var out []int
	for _, s := range w.slots {
		for _, a := range r.slot(t, s) {
			out = union(out, r.party(a))
		}
		if len(out) > 0 {
			break
		}
	}
	if len(out) == 0 && slices.Contains(w.slots, "with") {
		out = r.after(t, "with")
	}
	if len(out) == 0 && w.caller { // «called and congratulated the winner»
		for _, c := range r.d.Children(t) {
			if r.d.IsRel(c, "conj") && r.d.Tokens[c].UPOS == "VERB" {
				return r.slots(c, "object")
			}
		}
	}
	return out
}

func (r *reader) noun(t doc.Tok) *note {
	w := r.nounWord(t)
	if w == nil {
		return nil
	}
	switch r.d.Preposition(t) {
	case "via", "by", "through", "over", "using":
		return nil // «held via videoconference»: the means of another contact
	}
	n := &note{tok: t, clause: r.d.ClauseOf(t), word: w, mode: w.mode, sure: w.mode != "", place: doc.None, begins: doc.None,
		plural: r.d.Feat(t, "Number") == "Plur" || r.d.Tokens[t].XPOS == "NNS"}
	if !r.modifiers(n) {
		return nil
	}
	n.during = n.back && r.d.Preposition(t) == "during"
	light := r.light(t)
	if n.clause == doc.None && light != doc.None {
		n.clause = r.d.ClauseOf(light)
	}
	r.nounParties(n, light)
	if w.weak && (len(n.parties) < 2 || light == doc.None) && !n.back {
		return nil
	}
	if w.meal && len(n.parties) < 2 {
		return nil
	}
	return n
}

// nounWord returns the entry of the contact noun at t, the longest first; compounds are looked up whole.
func (r *reader) nounWord(t doc.Tok) *word {
	var best *word
	long := -1
	for _, key := range []string{strings.ToLower(r.d.Tokens[t].Lemma), strings.ToLower(r.d.Form(t))} {
		for _, p := range r.nouns[key] {
			if len(p.before) > long && r.precedes(t, p.before) {
				best, long = p.word, len(p.before)
			}
		}
	}
	if best != nil && r.d.IsRel(t, "compound", "flat") { // «meeting room», «call centre»
		return nil
	}
	return best
}

func (r *reader) precedes(t doc.Tok, before []string) bool {
	first := r.d.Sentences[r.d.SentenceOf(t)].First
	for i := len(before) - 1; i >= 0; i-- {
		t--
		if t < first || strings.ToLower(r.d.Form(t)) != before[i] {
			return false
		}
	}
	return true
}

// modifiers reads what stands before the noun: «planned», «previous», «the». It reports whether the
// contact has been.
func (r *reader) modifiers(n *note) bool {
	for _, c := range r.d.Children(n.tok) {
		if !r.d.IsRel(c, "det", "amod", "compound", "nmod:poss", "advmod", "nummod") {
			continue
		}
		low := strings.ToLower(r.d.Form(c))
		switch {
		case r.is("plan", low) && !r.d.IsRel(c, "nmod:poss"):
			return false
		case r.is("other", low):
			n.own = true
		case r.is("back", low), r.d.IsRel(c, "nmod:poss") && r.d.Tokens[c].UPOS == "PRON":
			n.back = true
		}
	}
	return true
}

// light returns the verb that carries the noun t («held» in «held talks», «took place» in «talks took
// place»), or None.
func (r *reader) light(t doc.Tok) doc.Tok {
	if c := r.d.ClauseOf(t); c != doc.None && r.d.Clauses[c].Light != doc.None {
		return r.d.Clauses[c].Light
	}
	h := r.d.Tokens[t].Head
	if h != doc.None && r.d.Tokens[h].UPOS == "VERB" && r.d.IsRel(t, "obj", "nsubj") && r.is("carry", strings.ToLower(r.d.Tokens[h].Lemma)) {
		return h
	}
	return doc.None
}

// nounParties fills the parties of a contact noun: those that stand beside it, else those of the clause in
// which it stands («during the call Putin congratulated Tokayev»).
func (r *reader) nounParties(n *note, light doc.Tok) {
	t := n.tok
	with := r.slots(t, "with", "between", "among", "alongside")
	if light != doc.None {
		with = union(with, r.slots(light, "with", "between"))
	}
	own := r.slots(t, n.word.slots...)
	if len(own) == 1 && len(n.word.slots) == 1 && n.word.slots[0] == "of" && r.d.Entities[own[0]].Kind == "organisation" {
		own = nil // «a session of the Security Council»: the body meets, nobody meets it
	}
	if p := r.d.Child(t, "nmod:poss"); p != doc.None {
		own = union(r.party(p), own)
	}
	if n.mode == "visit" && len(own) < 2 {
		for _, a := range r.slot(t, "to") {
			own = union(own, r.hostOf(a))
		}
	}
	var subjects []int
	participle := light != doc.None && r.d.Tokens[light].Head == t // «a call initiated by»
	if light != doc.None && !participle {
		subjects = r.subjects(light)
	}
	if c := n.clause; c != doc.None && !participle && r.d.Clauses[c].Kind != doc.Predicated { // «it was their first call»
		subjects = union(subjects, r.partiesOf(r.d.Clauses[c].All(doc.Subject)))
	}
	if len(with) == 0 && len(union(subjects, own)) < 2 && light != doc.None {
		with = r.after(t, "with", "between")
	}
	lead := union(subjects, own)
	n.sided = len(with) > 0
	n.parties = union(lead, with)
	if n.plural && n.word.several && len(lead) == 1 && len(with) > 1 {
		for _, w := range with {
			n.sides = append(n.sides, []int{lead[0], w})
		}
	}
	if h := r.d.Tokens[t].Head; len(n.parties) < 2 || h != doc.None && r.d.Tokens[h].UPOS == "VERB" && r.is("join", r.lemma(h)) {
		r.frame(n, lead, with)
	}
	if e := r.event(t); len(n.parties) < 2 && e != doc.None && r.d.Events[e].Trigger == t && r.d.Events[e].Symmetric {
		n.parties = union(r.d.Events[e].Source, r.d.Events[e].Target) // «In a call, Macron said» after «Macron urged Putin»
	}
}

// frame takes the parties of the clause that a contact noun frames: «during a call», «in a conversation».
func (r *reader) frame(n *note, lead, with []int) {
	if !r.d.IsRel(n.tok, "obl", "nmod", "advcl") {
		return
	}
	p := r.d.Preposition(n.tok)
	if p != "during" && p != "in" && p != "on" && p != "at" && p != "for" {
		return
	}
	g := r.d.Tokens[n.tok].Head
	for g != doc.None && r.d.Tokens[g].UPOS != "VERB" && r.d.Tokens[g].Rel != "root" {
		g = r.d.Tokens[g].Head
	}
	if g == doc.None {
		return
	}
	subjects := r.subjects(g)
	if r.is("join", r.lemma(g)) { // «joined the ministers for their call with the governors»
		n.parties = union(union(subjects, r.slots(g, "object")), n.parties)
		return
	}
	if p != "for" && len(union(lead, with)) == 1 && len(with) == 1 {
		n.parties = union(subjects, with)
		return
	}
	if p == "for" {
		return
	}
	if len(subjects) >= 2 {
		n.parties = union(n.parties, subjects)
		return
	}
	var other []int
	for _, s := range []string{"object", "recipient", "to", "with", "on"} {
		other = r.persons(r.slot(g, s))
		for _, o := range r.slot(g, "object") { // «offered congratulations to the president»
			if len(other) == 0 && s == "to" {
				other = r.persons(r.slot(o, s))
			}
		}
		if len(other) > 0 {
			break
		}
	}
	if len(subjects) == 1 && len(other) == 1 && (p == "during" || p == "in" || p == "on" || p == "at") {
		n.parties = union(subjects, other)
		n.back = true
	}
}

// persons returns the persons that the tokens head.
func (r *reader) persons(ts []doc.Tok) []int {
	var out []int
	for _, e := range r.partiesOf(ts) {
		if r.d.Entities[e].Kind == "person" {
			out = append(out, e)
		}
	}
	return out
}

// happened reports whether the contact has been, as far as the text says.
func (r *reader) happened(n *note) bool {
	f := ""
	if n.event != doc.None {
		e := &r.d.Events[n.event]
		if f = e.Factuality; e.Trigger == n.tok && e.Date.From != "" && e.Date.To == "" && e.Date.From == r.d.Published {
			return false // «talks in the near future»
		}
	}
	c := r.d.ClauseOf(n.tok)
	if c == doc.None {
		c = n.clause
	}
	if g := r.framed(n.tok); g != doc.None && f != "denied" && f != "did-not-happen" {
		f, c = "", g // «in a call they agreed»: the call has been if the agreement has
	}
	if f == "" && c != doc.None && c < len(r.d.Predicates) {
		f = r.d.Predicates[c].Factuality
	}
	if (f == "possible" || f == "did-not-happen") && r.virtually(n.tok) {
		f = "" // «met virtually»: by video, not almost
	}
	switch f {
	case "planned", "possible", "conditional", "demanded", "denied", "did-not-happen":
		return false
	case "", "unknown":
		if c == doc.None {
			return true
		}
		x := &r.d.Clauses[c]
		return x.Tense != doc.Future && x.Modal == "" && x.Neg == doc.None && !x.Question && !x.Imperative && x.Mark != "if" && x.Mark != "unless"
	}
	return true
}

// framed returns the clause of the verb that the noun t frames: «during a call», None for none.
func (r *reader) framed(t doc.Tok) int {
	h := r.d.Tokens[t].Head
	if h != doc.None && r.d.IsRel(t, "nmod") && r.d.IsRel(h, "obj") { // «shared opinions in a call»
		h = r.d.Tokens[h].Head
	} else if !r.d.IsRel(t, "obl") {
		return doc.None
	}
	if p := r.d.Preposition(t); h != doc.None && r.d.Tokens[h].UPOS == "VERB" && (p == "during" || p == "in" || p == "on") {
		return r.d.ClauseOf(h)
	}
	return doc.None
}

// virtually reports whether an adverb of means stands beside the verb t.
func (r *reader) virtually(t doc.Tok) bool {
	for _, c := range r.d.Children(t) {
		if r.d.IsRel(c, "advmod") && r.words.means[strings.ToLower(r.d.Form(c))] != "" {
			return true
		}
	}
	return false
}
