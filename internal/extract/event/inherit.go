package event

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// inherit gives help whose receiver is not told again the receiver of what the same actor did just before in
// the sentence: «France backs Ukraine, having committed €3bn in aid», «gave Mali grain but could not give more».
func (x *reader) inherit() {
	for i := range x.d.Clauses {
		r := x.readings[i]
		if r == nil || x.taken[i] || len(r.target) > 0 || r.symmetric || len(r.source) == 0 {
			continue
		}
		if q := x.interlocutor(r); q != nil {
			r.target, r.symmetric, r.beside = q.target, r.frame.symmetry == mutual, q
			continue
		}
		if r.target = x.addressee(r); len(r.target) > 0 || !r.frame.needTarget {
			continue
		}
		if out := x.coordinate(r); len(out) > 0 {
			r.target = out
		} else if q := x.encounter(r); q != nil {
			r.target = without(q.target, r.source)
		} else if q := x.before(r); q != nil && r.typ == "AID" {
			r.target = q.target
		}
	}
}

// interlocutor returns what was said to him with whom the talks were that a phrase names without him («In a telephone
// call, Macron said»): the person to whom the same speaker spoke right before, «Macron urged Putin to …».
func (x *reader) interlocutor(r *reading) *reading {
	c := &x.d.Clauses[r.clause]
	if r.typ != "CONSULT" || c.Kind != doc.Nominal || !x.during(c.Pred) || x.definite(c.Pred) {
		return nil
	}
	s := x.d.SentenceOf(c.Pred)
	for j := r.clause - 1; j >= max(0, r.clause-maxBack) && x.d.SentenceOf(x.d.Clauses[j].Pred) >= s-1; j-- {
		q := x.readings[j]
		if q != nil && q.typ == "REQUEST" && len(q.target) == 1 && x.d.Entities[q.target[0]].Kind == "person" && sameSet(q.source, r.source) {
			return q
		}
	}
	return nil
}

// addressee returns to whom a refusal or a protest speaks that names nobody itself: him whose deed would end it («will
// not lift the siege until the rebels disarm») or who did the deed for which
// something is broken off («suspended the talks after the rebels killed hostages»), or him against whom the same actor turns in a clause of purpose or
// manner («went on hunger strike to protest against the ministry»).
func (x *reader) addressee(r *reading) []int {
	for _, i := range x.below[r.clause] {
		c := &x.d.Clauses[i]
		if c.Link != doc.Adverbial {
			continue
		}
		switch {
		case r.typ == "SANCTION" && (c.Mark == "after" || c.Mark == "because" || c.Mark == "since" || c.Mark == "as"):
			if q := x.readings[i]; q != nil && hostile[q.typ] && x.complete(q) && !x.compatriots(q.source, r.source) {
				return without(q.source, r.source)
			}
		case r.typ == "REJECT" && (c.Mark == "until" || c.Mark == "till" || c.Mark == "before" || c.Mark == "unless" || c.Mark == "if"):
			if out := x.conditioned(i, r.source, 0); len(out) > 0 {
				return out
			}
		case r.typ == "PROTEST" && !c.Finite && c.Pred > x.d.Clauses[r.clause].Pred:
			if q := x.readings[i]; q != nil && dissents[q.typ] && len(q.target) > 0 {
				if q.typ == r.typ { // «held a protest, protesting against the raids»
					x.taken[i] = true
					x.told[r.clause] = append(x.told[r.clause], x.d.Tokens[c.Pred].Span)
				}
				return without(q.target, r.source)
			}
		}
	}
	return nil
}

// dissents are the types of what a protest says.
var dissents = map[string]bool{"PROTEST": true, "ACCUSE": true, "REQUEST": true, "REJECT": true}

// conditioned returns who has to do what clause i says, if he is no source: «until he is sure that Vietnam complies»
// has Vietnam.
func (x *reader) conditioned(i int, sources []int, depth int) []int {
	p := pick{fallback: targetKinds, blocked: x.lex.classes["@not-actor"]}
	c := &x.d.Clauses[i]
	doers := c.All(doc.Subject)
	if c.Passive && len(doers) == 0 {
		doers = c.Obliques("by")
	}
	out := x.named(doers, p)
	if left := without(out, sources); len(left) > 0 && !x.compatriots(left, sources) {
		return left
	}
	if depth == maxConditions {
		return nil
	}
	for _, a := range c.Args {
		if a.Role == doc.Content && a.Clause != doc.None && a.Clause != i {
			if out := x.conditioned(a.Clause, sources, depth+1); len(out) > 0 {
				return out
			}
		}
	}
	return nil
}

// maxConditions bounds how deep in the complements of a condition its doer is looked for.
const maxConditions = 3

// coordinate returns whom the verb before a threat concerns: «gave the junta a week and threatened to use force».
func (x *reader) coordinate(r *reading) []int {
	c := &x.d.Clauses[r.clause]
	if r.typ != "THREATEN" || c.Link != doc.Coordinated || c.Up == doc.None {
		return nil
	}
	for _, a := range x.d.Clauses[c.Up].Args {
		if a.Role == doc.Recipient || a.Role == doc.Object {
			if out := without(x.named([]doc.Tok{a.Tok}, pick{fallback: targetKinds, blocked: x.lex.classes["@not-actor"]}), r.source); len(out) > 0 {
				return out
			}
		}
	}
	return nil
}

// encounter returns the call or meeting for whose sake r is done: «phoned the premier to offer his sympathy».
func (x *reader) encounter(r *reading) *reading {
	c := &x.d.Clauses[r.clause]
	if c.Link != doc.Adverbial || c.Finite || c.Up == doc.None || r.typ == "CONSULT" {
		return nil
	}
	q := x.readings[c.Up]
	if q == nil || q.typ != "CONSULT" || q.mode == "visit" || len(q.target) == 0 || !sameSet(q.source, r.source) {
		return nil
	}
	return q
}

// helps are the types of events whose receiver may be that of help told after them.
var helps = map[string]bool{"AID": true, "SUPPORT": true}

// before returns the nearest reading before r in its sentence that helps and has the source of r.
func (x *reader) before(r *reading) *reading {
	s := x.d.SentenceOf(x.d.Clauses[r.clause].Pred)
	for j := r.clause - 1; j >= max(0, r.clause-maxBack) && x.d.SentenceOf(x.d.Clauses[j].Pred) == s; j-- {
		if q := x.readings[j]; q != nil && helps[q.typ] && len(q.target) > 0 && sameSet(q.source, r.source) && !slices.ContainsFunc(q.target, func(e int) bool { return slices.Contains(r.source, e) }) {
			return q
		}
	}
	return nil
}

// anchor gives times that are told by an event («since the beginning of the conflict») the date of that event,
// and events that such a time dates theirs.
func (x *reader) anchor() {
	found := false
	for i := range x.d.Times {
		t := &x.d.Times[i]
		if !t.Interval.Zero() || t.Kind == "duration" || t.Kind == "set" {
			continue
		}
		e := x.toldIn(t.Span)
		if e < 0 || x.d.Events[e].Date.Zero() {
			continue
		}
		date := x.d.Events[e].Date
		switch t.Mod {
		case "since", "after":
			t.Interval = doc.Interval{From: date.From, To: x.d.Published, Grain: date.Grain}
		case "until", "before":
			t.Interval = doc.Interval{To: date.To, Grain: date.Grain}
		default:
			t.Interval = date
		}
		t.Anchor, found = e, true
	}
	if !found {
		return
	}
	x.when = newWhen(x.d)
	for i := range x.d.Events {
		if e := &x.d.Events[i]; e.Time == doc.None && e.Clause != doc.None && x.readings[e.Clause] != nil {
			x.date(e, x.readings[e.Clause])
		}
	}
}

// toldIn returns the event that is told or told again inside the span, or None.
func (x *reader) toldIn(s doc.Span) int {
	for i := range x.d.Events {
		e := &x.d.Events[i]
		if s.Contains(e.TriggerSpan) || slices.ContainsFunc(e.Mentions, func(m doc.EventMention) bool { return s.Contains(m.Span) }) {
			return i
		}
	}
	return doc.None
}
