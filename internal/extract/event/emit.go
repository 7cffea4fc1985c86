package event

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

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
	case r.typ == "ACCUSE" && c.Neg != doc.None && c.Modal != "":
		why = "«" + x.d.Form(c.Pred) + "» would not be said"
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

// event makes the event of a complete reading.
func (x *reader) event(r *reading) doc.Event {
	c := &x.d.Clauses[r.clause]
	e := doc.Event{Clause: r.clause, Trigger: c.Pred, TriggerSpan: x.trigger(c), Source: r.source, Target: r.target, Symmetric: r.symmetric,
		Plover: r.typ, Mode: r.mode, Contexts: r.contexts, CAMEO: r.cameo, Evidence: x.d.Sentences[x.d.SentenceOf(c.Pred)].Span, Time: doc.None, Place: doc.None,
		Rule: "event/" + r.name, Entry: r.frame.at}
	if code := x.ont.Code(r.cameo); code != nil {
		e.Quad, e.Goldstein = code.Quad, code.Goldstein
		if len(e.Contexts) == 0 {
			e.Contexts = code.Contexts
		}
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

// commercial reports whether all parties of r are companies, as their actor codes say.
func (x *reader) commercial(r *reading) bool {
	all := append(slices.Clone(r.source), r.target...)
	return len(all) > 1 && !slices.ContainsFunc(all, func(e int) bool {
		code := x.d.Entities[e].Actor
		return len(code) < 6 || !strings.Contains(code, "BUS") && code[:3] != "MNC"
	})
}

// trigger returns the span of the predicate's words: verb and particle, or the noun alone.
func (x *reader) trigger(c *doc.Clause) doc.Span {
	s := x.d.Tokens[c.Pred].Span
	if c.Particle != doc.None && c.Kind == doc.Verbal {
		s = s.Cover(x.d.Tokens[c.Particle].Span)
	}
	return s
}
