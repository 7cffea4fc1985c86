package event

import "github.com/openreadout/readout/internal/doc"

// allege finds accusations in what is said: an actor who claims that another did a hostile deed accuses him, and so
// does one who says so of a deed against himself («The ministry said that Eritrea had shelled its posts»; CAMEO 112).
// What is claimed stays an event of its own, reported.
func (x *reader) allege() {
	for i := range x.d.Statements {
		s := &x.d.Statements[i]
		if s.SpeakerEntity == doc.None || s.Negated || s.ContentHead == doc.None || s.CueHead == doc.None {
			continue
		}
		c := x.d.ClauseOf(s.ContentHead)
		if c == doc.None || x.readings[c] == nil || x.d.Clauses[c].Modal != "" || x.d.Clauses[c].Tense == doc.Future {
			continue
		}
		r := x.readings[c]
		if !hostile[r.typ] || len(r.source) == 0 || x.sides(r.source, s.SpeakerEntity) {
			continue
		}
		if !x.lex.classes["@alleging"][x.lemma(s.CueHead)] && !x.sides(r.target, s.SpeakerEntity) && !x.owns(s.SpeakerEntity, c) {
			continue
		}
		if !sourceKinds[x.d.Entities[s.SpeakerEntity].Kind] || !x.political(s.SpeakerEntity) {
			continue
		}
		a := &reading{clause: c, frame: allegation, source: []int{s.SpeakerEntity}, target: r.source, typ: "ACCUSE", mode: "allege", cameo: "112", name: "claim"}
		e := x.event(a)
		e.Trigger, e.TriggerSpan, e.Clause = s.CueHead, x.d.Tokens[s.CueHead].Span, x.d.ClauseOf(s.CueHead)
		e.Place, e.Amounts = doc.None, nil
		x.d.Events = append(x.d.Events, e)
	}
}

// allegation stands for the frame of an accusation that no entry of the lexicon makes.
var allegation = &frame{name: "claim", needSource: true, needTarget: true}

// hostile are the types of deeds whose claim is an accusation.
var hostile = map[string]bool{"ASSAULT": true, "COERCE": true}

// sides reports whether the speaker is one of the entities or of their country.
func (x *reader) sides(es []int, speaker int) bool {
	own := x.d.Entities[speaker].Country
	for _, e := range x.members(es) {
		if e == speaker || own != "" && x.d.Entities[e].Country == own {
			return true
		}
	}
	return false
}

// owns reports whether what the deed of clause i is done to belongs to the speaker: «shelled its positions».
func (x *reader) owns(speaker, i int) bool {
	for _, t := range x.d.Clauses[i].All(doc.Object) {
		if k := x.d.Child(t, "nmod:poss"); k != doc.None {
			if e := x.entity(k); e >= 0 && x.sides([]int{e}, speaker) {
				return true
			}
		}
	}
	return false
}

// political reports whether an entity speaks for a state, a body or an armed group, and is no newspaper or witness.
func (x *reader) political(e int) bool {
	code := x.d.Entities[e].Actor
	if len(code) < 3 {
		return false
	}
	for i := 3; i+3 <= len(code); i += 3 {
		switch code[i : i+3] {
		case "MED", "CVL", "BUS", "COP", "JUD", "HLH", "EDU", "CRM":
			return false
		}
	}
	return true
}
