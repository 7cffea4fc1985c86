// Package event finds who did what to whom: it reads the frame lexicon (data/lexicons/en/frames), looks up
// the predicate of every clause, checks what the frame asks of its arguments, and fills doc.Events with
// PLOVER and CAMEO codes. It stands after clause, actor, timex, amount and place; whether an event
// happened is another layer's business.
//
// Reading goes in three steps. Each clause is read by itself, complements first («agreed to withdraw» is
// one event of the two predicates). Then every reading that has the parties its frame needs becomes an
// event, unless a larger reading has taken it in. Last, later mentions of an event already told are put
// under it.
package event

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/ontology"
)

// Layer fills doc.Events. It is safe for concurrent use.
type Layer struct {
	lex *Lexicon
	ont *ontology.Ontology
}

// New reads the frame lexicon and the ontologies in k.
func New(k fs.FS) (*Layer, error) {
	o, err := ontology.Read(k)
	if err != nil {
		return nil, err
	}
	lex, err := ReadLexicon(k, o)
	if err != nil {
		return nil, err
	}
	return &Layer{lex, o}, nil
}

// Apply fills d.Events.
func (l *Layer) Apply(d *doc.Doc) {
	if len(d.Clauses) == 0 {
		return
	}
	x := newReader(d, l)
	for i := range d.Clauses {
		x.read(i)
	}
	x.pair()
	x.takeComplements()
	x.inherit()
	x.oblige()
	x.sameMeeting()
	for _, p := range x.purposes {
		if r := x.readings[p.clause]; r != nil && x.complete(r) && x.purposeTells(r, p.of) {
			x.taken[p.of] = true
		}
	}
	for i := range d.Clauses {
		if r := x.readings[i]; r != nil && !x.taken[i] && !x.silent(&d.Clauses[i]) {
			x.emit(r)
		}
	}
	slices.SortStableFunc(d.Events, func(a, b doc.Event) int { return int(a.Trigger - b.Trigger) })
	x.merge()
	x.anchor()
	x.note()
}

// reader reads one document.
type reader struct {
	d        *doc.Doc
	lex      *Lexicon
	ont      *ontology.Ontology
	readings []*reading
	state    []readState // of each clause
	below    [][]int     // of each clause: those that depend on it
	taken    []bool      // clauses that a larger reading has taken in
	blocked  []string    // of each sentence: why nothing in it is political, "" where it may be
	why      []string    // of each sentence: the first reason why a predicate gave no event
	purposes []purpose
	told     map[int][]doc.Span // further mentions of the event of a clause
	money    []bool             // of each token: whether it belongs to a sum of money
	timed    []bool             // of each token: whether it belongs to a time expression
	when     when
}

// purpose is a clause whose actors are the target of the one above it.
type purpose struct{ clause, of int }

type readState uint8

const (
	unread readState = iota
	reading_
	done
)

// reading is what a frame makes of a clause.
type reading struct {
	clause         int
	frame          *frame
	typ, mode      string
	cameo          string
	contexts       []string
	source, target []int
	symmetric      bool
	inner          *reading
	name           string // of the rule
}

func newReader(d *doc.Doc, l *Layer) *reader {
	n := len(d.Clauses)
	x := &reader{d: d, lex: l.lex, ont: l.ont, readings: make([]*reading, n), state: make([]readState, n), taken: make([]bool, n),
		told: map[int][]doc.Span{}, blocked: make([]string, len(d.Sentences)), why: make([]string, len(d.Sentences))}
	for i := range d.Sentences {
		x.blocked[i] = x.domain(i)
	}
	x.below = make([][]int, n)
	for i := range d.Clauses {
		if up := d.Clauses[i].Up; up != doc.None {
			x.below[up] = append(x.below[up], i)
		}
	}
	x.when = newWhen(d)
	x.money, x.timed = make([]bool, len(d.Tokens)), make([]bool, len(d.Tokens))
	for i := range d.Amounts {
		if d.Amounts[i].Kind == "money" {
			mark(d, x.money, d.Amounts[i].Span)
		}
	}
	for i := range d.Times {
		mark(d, x.timed, d.Times[i].Span)
	}
	return x
}

func mark(d *doc.Doc, at []bool, s doc.Span) {
	for t, end := d.TokensIn(s); t < end; t++ {
		at[t] = true
	}
}

// read returns the reading of clause i, nil where no frame fits. A circle of complements reads as nothing.
func (x *reader) read(i int) *reading {
	if x.state[i] != unread {
		return x.readings[i]
	}
	x.state[i] = reading_
	x.readings[i] = x.fit(i)
	x.state[i] = done
	return x.readings[i]
}

// pair leaves one reading of a verb and the event noun that it governs. Of a light verb and its noun («gave
// support») the verb's counts where its frame is about that noun, else the noun's, which knows the arguments of
// both. Another verb whose frame is about its object takes in a reading of that object that says the same:
// «submitted his resignation».
func (x *reader) pair() {
	for i := range x.d.Clauses {
		c := &x.d.Clauses[i]
		r, v := x.readings[i], c.Up
		if c.Light != doc.None {
			v = x.d.ClauseOf(c.Light)
		}
		if c.Kind != doc.Nominal || v == doc.None || v == i || x.readings[v] == nil || x.readings[v].has(i) {
			continue
		}
		up := x.readings[v]
		about := x.complete(up) && up.frame.asksForObject() && slices.Contains(x.d.Clauses[v].All(doc.Object), c.Pred)
		switch {
		case c.Light == doc.None:
			if about && r != nil && (r.typ == up.typ || !speaks[up.typ]) {
				x.taken[i] = true
			}
		case about || x.complete(up) && up.frame.asksForObject():
			x.taken[i] = true
		case r != nil && x.complete(r):
			x.taken[v] = true
		}
	}
}

// speaks are the types of events that say something of another event, which happened all the same: «condemned the
// attack». Other deeds with an event as their object are one with it: «suspended the trade agreement».
var speaks = map[string]bool{"ACCUSE": true, "SUPPORT": true, "CONSULT": true, "REQUEST": true, "AGREE": true, "": true}

// has reports whether r is composed with the reading of clause i.
func (r *reading) has(i int) bool {
	for q := r.inner; q != nil; q = q.inner {
		if q.clause == i {
			return true
		}
	}
	return false
}

// takeComplements takes in the readings that complete readings are composed with.
func (x *reader) takeComplements() {
	for i, r := range x.readings {
		if r != nil && r.inner != nil && !x.taken[i] && !r.frame.keepInner && x.complete(r) {
			x.takeIn(r.inner)
		}
	}
}

// sameMeeting takes in what a meeting is for where that is the talks themselves: «met to discuss trade».
func (x *reader) sameMeeting() {
	for i := range x.d.Clauses {
		c, r := &x.d.Clauses[i], x.readings[i]
		if r == nil || x.taken[i] || r.typ != "CONSULT" || c.Link != doc.Adverbial || c.Finite || c.Up == doc.None {
			continue
		}
		up := x.readings[c.Up]
		if up == nil || x.taken[c.Up] || !x.complete(up) || !x.complete(r) || up.typ != "CONSULT" && up.cameo != "036" {
			continue
		}
		if sameSet(x.members(append(slices.Clone(up.source), up.target...)), x.members(append(slices.Clone(r.source), r.target...))) {
			x.taken[i] = true
			x.told[c.Up] = append(x.told[c.Up], x.d.Tokens[c.Pred].Span)
		}
	}
}

// purposeTells reports whether the clause of purpose says no more than r: its target is that of r.
func (x *reader) purposeTells(r *reading, of int) bool {
	q := x.readings[of]
	return q != nil && (q.typ == r.typ || q.typ == "SUPPORT") && sameSet(q.target, r.target)
}

// fit tries the frames of the clause's predicate, the most demanding first, and returns the first reading
// that has every party it needs, else the first reading at all. A reading without a target gives way to one
// of the same type, or of a frame that asks for as much, that has one.
func (x *reader) fit(i int) *reading {
	s := x.d.SentenceOf(x.d.Clauses[i].Pred)
	if x.blocked[s] != "" && x.blocked[s] != weather {
		return nil
	}
	var partial, whole *reading
	for _, k := range x.candidates(i) {
		if whole != nil && k.typ != whole.frame.typ && k.weight() < whole.frame.weight() {
			continue
		}
		r := x.apply(k.frame, &view{reader: x, clause: i, phrasal: k.phrasal})
		switch {
		case r == nil:
		case x.complete(r) && (len(r.source) > 0 && len(r.target) > 0 || r.symmetric):
			return x.future(r)
		case x.complete(r):
			if whole == nil {
				whole = r
			}
		case partial == nil:
			partial = r
		}
	}
	if whole != nil {
		return x.future(whole)
	}
	return partial
}

// complete reports whether r has the parties that its frame needs. What is composed needs a target only where
// its complement does: «agreed to resign» has none.
func (x *reader) complete(r *reading) bool {
	needTarget := r.frame.needTarget && (r.inner == nil || r.inner.frame.needTarget)
	if c := &x.d.Clauses[r.clause]; len(r.source) == 0 && (c.Kind != doc.Verbal || !c.Finite || slices.ContainsFunc(c.All(doc.Subject), x.private)) {
		return false // who did it may be left open in «was arrested», not in «the detained man», «the singer sued»
	}
	return (len(r.source) > 0 || !r.frame.needSource) && (len(r.target) > 0 || r.symmetric || !needTarget) && len(r.source)+len(r.target) > 0
}

// private reports whether t is a person or a body outside politics.
func (x *reader) private(t doc.Tok) bool { return x.listed(t, x.lex.classes["@private"]) }

// candidate is a frame that a clause may have.
type candidate struct {
	*frame
	phrasal bool // found by the verb and the preposition after it
}

// candidates lists the frames that a clause may have, the likeliest first.
func (x *reader) candidates(i int) []candidate {
	c := &x.d.Clauses[i]
	var out []candidate
	add := func(fs []*frame) {
		for _, f := range fs {
			out = append(out, candidate{frame: f})
		}
	}
	switch c.Kind {
	case doc.Verbal:
		if k := x.phrasal(c); k != "" {
			for _, f := range x.lex.by[verb][k] {
				out = append(out, candidate{f, true})
			}
		}
		for _, k := range x.idioms(c) {
			add(x.lex.by[verb][k])
		}
		add(x.lex.by[verb][c.Lemma])
	case doc.Nominal:
		for _, k := range x.keys(c.Pred) {
			add(x.lex.by[noun][k])
		}
	case doc.Predicated:
		add(x.lex.by[adjective][c.Lemma])
		for _, k := range x.keys(c.Pred) {
			add(x.lex.by[noun][k])
		}
	}
	return out
}

// silent reports whether a clause tells no event of its own: what the word above it undoes, and what only
// describes («the exiled leader»).
func (x *reader) silent(c *doc.Clause) bool {
	return c.Kind == doc.Nominal && x.reversed(c) || c.Kind == doc.Verbal && x.d.IsRel(c.Pred, "amod")
}

// reversed reports whether the word above an event noun undoes it: «ended the siege», «the lifting of sanctions».
func (x *reader) reversed(c *doc.Clause) bool {
	reversing := x.lex.classes["@reversing"]
	t := c.Pred
	for n := 0; n < 3; n++ {
		h := x.d.Tokens[t].Head
		switch {
		case h == doc.None:
			return false
		case reversing[x.lemma(h)]:
			return x.d.IsRel(t, "obj", "nsubj:pass") || x.d.IsRel(t, "nmod") && x.preposition(t) == "of"
		case !x.d.IsRel(t, "nmod") || !x.measures(h):
			return false
		}
		t = h // «lifted most of its sanctions»
	}
	return false
}

// phrasal returns the verb with the small word after it, where the tree does not take that for its particle:
// «called on Iran», «set free».
func (x *reader) phrasal(c *doc.Clause) string {
	next := c.Pred + 1
	if c.Particle != doc.None || next >= x.d.Sentences[x.d.SentenceOf(c.Pred)].End {
		return ""
	}
	switch x.d.Tokens[next].UPOS {
	case "ADP", "ADV", "ADJ":
		return c.Lemma + " " + strings.ToLower(x.d.Form(next))
	}
	return ""
}

// idioms lists the verb with its object as one predicate: «take part», «make peace».
func (x *reader) idioms(c *doc.Clause) []string {
	var out []string
	for _, a := range c.Args {
		if a.Role == doc.Object && a.Tok > c.Pred {
			out = append(out, c.Lemma+" "+x.lemma(a.Tok))
		}
	}
	return out
}

// asksForObject reports whether f names the words that its object must be.
func (f *frame) asksForObject() bool {
	for _, c := range f.conds {
		if (c.slot.base == "object" || slices.Contains(c.slot.preps, "object")) && !c.not && !c.any {
			return true
		}
	}
	return false
}

// apply reads a clause by one frame, or returns nil where a condition fails.
func (x *reader) apply(f *frame, v *view) *reading {
	for _, c := range f.conds {
		if !v.holds(c) {
			return nil
		}
	}
	r := &reading{clause: v.clause, frame: f, typ: f.typ, mode: f.mode, cameo: f.cameo, contexts: f.contexts, name: f.name}
	if f.operator != "" {
		x.operate(r, v)
	}
	if f.needComplement && r.inner == nil {
		return nil
	}
	for _, w := range f.variants {
		if v.holds(w.condition) {
			if w.mode != "" {
				r.mode = w.mode
			}
			if w.cameo != "" {
				r.cameo = w.cameo
			}
			break
		}
	}
	x.parties(r, v)
	if f.aims && r.inner != nil && !x.own(r) {
		return nil
	}
	return r
}

// own reports whether what r aims at is the deed of him who aims at it: «hopes to meet», not «hopes that they will
// be tried».
func (x *reader) own(r *reading) bool {
	in := r.inner
	if len(in.source) == 0 {
		return !x.d.Clauses[in.clause].Finite
	}
	mine, doers := x.members(r.source), in.source
	if in.symmetric {
		doers = append(slices.Clone(in.source), in.target...)
	}
	return slices.ContainsFunc(x.members(doers), func(e int) bool { return slices.Contains(mine, e) })
}

// parties fills the source and the target of r.
func (x *reader) parties(r *reading, v *view) {
	f := r.frame
	r.source = v.first(f.source, pick{kinds: f.sourceIs, fallback: sourceKinds, not: f.notSource, blocked: x.lex.classes["@not-actor"], doing: true}, r, nil)
	if len(r.source) == 0 {
		r.source = v.author()
	}
	r.target = v.first(f.target, pick{kinds: f.targetIs, fallback: targetKinds, not: f.notTarget, blocked: x.lex.classes["@not-actor"]}, r, r.source)
	if in := r.inner; in != nil && in.symmetric && len(in.target) > 0 && sameSet(x.members(r.source), x.members(append(slices.Clone(in.source), in.target...))) {
		r.source, r.target, r.symmetric = in.source, in.target, true // «Chad and Mali plan to restore ties»
		return
	}
	if f.symmetry == oneWay {
		return
	}
	members := x.members(r.source)
	if f.symmetry == plurals && len(members) > 1 && !slices.ContainsFunc(r.target, x.acts) {
		r.target = nil // «Chad and Mali agreed to build a bridge in Gao»
	}
	if len(r.target) > 0 {
		r.symmetric = f.symmetry == mutual
		return
	}
	switch {
	case len(members) == 2:
		r.source, r.target, r.symmetric = members[:1], members[1:], true
	case len(members) > 2:
		r.source, r.symmetric = members, true
	case len(r.source) == 1 && f.symmetry == mutual && x.plural(r.source[0]):
		r.symmetric = true
	}
}

// acts reports whether an entity is more than a place.
func (x *reader) acts(e int) bool {
	k := x.d.Entities[e].Kind
	return k != "place" && k != "facility" && k != "other"
}

// members lists the members of groups, each entity once.
func (x *reader) members(es []int) []int {
	var out []int
	for _, e := range es {
		if m := x.d.Entities[e].Members; len(m) > 1 {
			out = append(out, m...)
		} else {
			out = append(out, e)
		}
	}
	return unique(out)
}

func (x *reader) plural(e int) bool {
	ent := &x.d.Entities[e]
	return ent.Kind == "group" && len(ent.Mentions) > 0 && x.d.Mentions[ent.Mentions[0]].Number == "Plur"
}

func unique(xs []int) []int {
	var out []int
	for _, x := range xs {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// emit makes an event of r where it is complete, and notes why where it is not.
func (x *reader) emit(r *reading) {
	c := &x.d.Clauses[r.clause]
	s := x.d.SentenceOf(c.Pred)
	why := ""
	switch {
	case !x.complete(r):
		why = "no actor for «" + x.d.Form(c.Pred) + "»"
	case x.blocked[s] == weather && (r.typ == "ASSAULT" || r.typ == "COERCE" || r.typ == "THREATEN"):
		why = "sentence about " + weather
	case x.fiction(r.clause):
		why = "the story of a film or a book"
	case x.commercial(r):
		why = "business among companies"
	}
	if why != "" {
		if x.why[s] == "" {
			x.why[s] = why
		}
		return
	}
	e := x.event(r)
	if x.history(&e) {
		if x.why[s] == "" {
			x.why[s] = "history: " + string(e.Date.To)
		}
		return
	}
	x.d.Events = append(x.d.Events, e)
}

// commercial reports whether all parties of r are companies, as their actor codes say.
func (x *reader) commercial(r *reading) bool {
	all := append(slices.Clone(r.source), r.target...)
	return len(all) > 1 && !slices.ContainsFunc(all, func(e int) bool {
		code := x.d.Entities[e].Actor
		return len(code) < 6 || !strings.Contains(code, "BUS") && code[:3] != "MNC"
	})
}

// event makes the event of a complete reading.
func (x *reader) event(r *reading) doc.Event {
	c := &x.d.Clauses[r.clause]
	e := doc.Event{Clause: r.clause, Trigger: c.Pred, TriggerSpan: x.trigger(c), Source: r.source, Target: r.target, Symmetric: r.symmetric,
		Plover: r.typ, Mode: r.mode, Contexts: r.contexts, CAMEO: r.cameo, Evidence: x.d.Sentences[x.d.SentenceOf(c.Pred)].Span, Time: doc.None, Place: doc.None,
		Rule: "event/" + r.name, Entry: r.frame.at}
	if code := x.ont.Code(r.cameo); code != nil {
		e.Quad, e.Goldstein = code.Quad, code.Goldstein
	}
	aim := r
	for aim.frame.aims && aim.inner != nil {
		aim = aim.inner
	}
	if aim != r {
		in := &x.d.Clauses[aim.clause]
		e.Clause, e.Trigger, e.TriggerSpan = aim.clause, in.Pred, x.trigger(in)
	}
	for _, s := range x.told[r.clause] {
		e.Mentions = append(e.Mentions, doc.EventMention{Span: s})
	}
	x.circumstances(&e, r)
	return e
}

// trigger returns the span of the predicate's words: verb and particle, or the noun alone.
func (x *reader) trigger(c *doc.Clause) doc.Span {
	s := x.d.Tokens[c.Pred].Span
	if c.Particle != doc.None && c.Kind == doc.Verbal {
		s = s.Cover(x.d.Tokens[c.Particle].Span)
	}
	return s
}
