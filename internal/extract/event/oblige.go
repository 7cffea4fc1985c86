package event

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// obligation is what a speaker makes of the words «must» and «should» about somebody else: a demand to him, or
// an appeal (CAMEO 10 and 02).
type obligation struct{ operator, cameo, name string }

var (
	demand = obligation{"demand", "100", "must"}
	appeal = obligation{"appeal", "020", "should"}
)

func obligationOf(modal string) *obligation {
	switch modal {
	case "must", "have to", "need to":
		return &demand
	case "should", "ought to":
		return &appeal
	}
	return nil
}

// oblige finds the demands and appeals in what is said: «The minister said that Eritrea must withdraw».
func (x *reader) oblige() {
	for i := range x.d.Statements {
		s := &x.d.Statements[i]
		if s.SpeakerEntity == doc.None || s.Negated || s.ContentHead == doc.None || s.CueHead == doc.None {
			continue
		}
		if c := x.d.ClauseOf(s.ContentHead); c != doc.None {
			x.obligeIn(s, c)
			for _, k := range x.below[c] {
				if x.d.Clauses[k].Link == doc.Coordinated {
					x.obligeIn(s, k)
				}
			}
		}
	}
}

func (x *reader) obligeIn(s *doc.Statement, i int) {
	c := &x.d.Clauses[i]
	o := obligationOf(c.Modal)
	if o == nil || c.Question || x.blocked[x.d.SentenceOf(c.Pred)] != "" && x.blocked[x.d.SentenceOf(c.Pred)] != weather {
		return
	}
	v := &view{reader: x, clause: i}
	p := pick{fallback: targetKinds, blocked: x.lex.classes["@not-actor"]}
	slots := []slot{{base: "subject"}}
	if c.Passive {
		slots = append(slots, slot{base: "object", reach: inside})
	}
	target := x.others(v.first(slots, p, nil, []int{s.SpeakerEntity}), s.SpeakerEntity)
	if len(target) == 0 || !sourceKinds[x.d.Entities[s.SpeakerEntity].Kind] {
		return
	}
	r := &reading{clause: i, frame: obligationFrame, source: []int{s.SpeakerEntity}, target: target, typ: "REQUEST", cameo: o.cameo, name: o.name}
	if inner := x.readings[i]; inner != nil {
		if made, ok := x.lex.compose.of(o.operator, inner.cameo); ok {
			x.composeInto(r, inner, made)
			if o == &demand {
				x.takeIn(inner)
			}
		}
	}
	e := x.event(r)
	e.Trigger = s.CueHead // the demand is made by saying it, whatever comes of it
	x.d.Events = append(x.d.Events, e)
}

// obligationFrame stands for the frame of a demand that no entry of the lexicon makes.
var obligationFrame = &frame{name: "must", needSource: true, needTarget: true}

// others leaves out what is the speaker's own: his state, his government, himself in «we».
func (x *reader) others(es []int, speaker int) []int {
	own := x.d.Entities[speaker].Country
	return slices.DeleteFunc(es, func(e int) bool {
		k := x.d.Entities[e].Kind
		return slices.Contains(x.d.Entities[e].Members, speaker) || own != "" && x.d.Entities[e].Country == own && (k == "state" || k == "people" || k == "place")
	})
}
