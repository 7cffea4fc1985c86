package event

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

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
