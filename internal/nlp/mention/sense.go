package mention

import (
	"fmt"
	"strings"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/gazetteer"
)

// ofLabel gives the kinds that agree with a label of the model, the usual one first.
var ofLabel = map[string][]string{
	"PER": {"person"},
	"ORG": {"organisation", "group", "state", "people"},
	"LOC": {"place", "state", "facility"},
}

// sense decides what a name stands for: its kind, its form and the knowledge entry it means.
func (r *reader) sense(n *name) {
	if n.place == nil && n.label != "PER" {
		n.place = r.placeOf(n.first, n.end)
	}
	n.entry, n.form = r.pick(n)
	switch {
	case r.product(n):
		n.kind, n.place = "other", nil
	case n.entry != nil:
		n.kind = n.entry.Kind
	case n.label != "":
		n.kind = ofLabel[n.label][0]
		if n.label == "LOC" && n.class != nil && n.class.kind == "facility" {
			n.kind = "facility"
		}
	case n.class != nil:
		n.kind = n.class.kind
	case n.place != nil:
		n.kind = "place"
	}
	if n.entry == nil && n.kind == "place" && n.place != nil && n.place.Kind == gazetteer.Country {
		n.kind = "state"
	}
}

// placeOf returns the best known place of a name, or nil. A village bears the name of anything («Kremlin» in Oklahoma).
func (r *reader) placeOf(first, end doc.Tok) *gazetteer.Place {
	if ps := r.places.Lookup(r.d.Str(r.span(first, end))); len(ps) > 0 && !ps[0].Village() {
		return ps[0]
	}
	return nil
}

// pick returns the weightiest sense that agrees with the label, else the weightiest of all unless it is labelled
// as a person and begins with a given name («Jordan», «Paris»).
func (r *reader) pick(n *name) (*actors.Entry, actors.Form) {
	for _, s := range n.senses {
		for _, k := range ofLabel[n.label] {
			if s.Entry.Kind == k {
				return s.Entry, s.Form
			}
		}
	}
	if len(n.senses) == 0 {
		return nil, actors.Name
	}
	if n.label == "PER" && r.given[r.words[n.first]] != "" {
		return nil, actors.Name
	}
	return n.senses[0].Entry, n.senses[0].Form
}

// plausible reports whether a name that only a list gave may be one: a word that the tagger takes for a common
// one must be several words or an abbreviation.
func (r *reader) plausible(n *name) bool {
	if n.kind == "" {
		return false
	}
	if n.label != "" || n.class != nil || n.end-n.first > 1 || n.form == actors.Adjective || n.form == actors.Demonym {
		return true
	}
	switch r.d.Tokens[n.first].UPOS {
	case "PROPN", "X":
		return true
	case "NOUN": // a capital inside a sentence tells a name; a state is one at the beginning too
		s := r.d.Sentences[r.d.SentenceOf(n.first)]
		if n.entry != nil && isCapital(r.words[n.first]) && !r.d.IsRel(n.first, "compound") && (n.kind == "state" || n.first > s.First && !r.shouts(s)) {
			return true
		}
	}
	w := r.words[n.first]
	return w == strings.ToUpper(w) && len(w) > 1 && r.d.Tokens[n.first].UPOS == "NOUN"
}

// key is the id of the knowledge entry that a name means, "" for none.
func (n *name) key() string {
	switch {
	case n.entry != nil:
		return n.entry.Key
	case n.place != nil && n.place.ID != 0 && (n.kind == "place" || n.kind == "state"):
		return fmt.Sprintf("place/%d", n.place.ID)
	}
	return ""
}

// addName makes the mention of a name.
func (r *reader) addName(n *name) {
	m := doc.Mention{Span: r.span(n.first, n.end), Head: r.head(n.first, n.end), Form: "name", Kind: n.kind, Reading: "literal", Key: n.key(), Rule: n.rule, Number: "Sing"}
	switch {
	case n.form == actors.Adjective && r.d.Tokens[m.Head].UPOS != "PROPN" || n.form == actors.Adjective && r.modifies(m.Head):
		m.Form, m.Reading, m.Rule, m.Number = "nationality", "demonym", "mention/nationality", ""
	case n.form == actors.Adjective || n.form == actors.Demonym:
		m.Form, m.Reading, m.Rule, m.Number = "nationality", "demonym", "mention/demonym", r.number(m.Head)
		m.Kind = "people"
	case n.form == actors.Metonym && (n.kind == "state" || n.place != nil && n.place.Kind == gazetteer.City):
		r.seat(n, &m)
	case n.form == actors.Metonym && n.kind == "organisation":
		m.Reading = "metonym"
	case n.kind == "person":
		r.person(n, &m)
	case n.kind == "people" || n.kind == "group":
		m.Number = "Plur"
	}
	r.add(m)
}

// modifies reports whether t stands before a noun that it belongs to.
func (r *reader) modifies(t doc.Tok) bool {
	h := r.d.Tokens[t].Head
	return h != doc.None && h > t && r.d.IsRel(t, "amod", "compound", "nmod:desc")
}

// seat reads the name of a capital: the state or body where it acts, else the place.
func (r *reader) seat(n *name, m *doc.Mention) {
	if r.governs(m.Head) {
		e := r.seated(n)
		m.Form, m.Reading, m.Rule, m.Key, m.Kind = "metonym", "metonym", "mention/metonym", e.Key, e.Kind
		return
	}
	m.Kind, m.Key = "place", ""
	if n.place != nil && n.place.ID != 0 && (n.entry == nil || n.entry.Country == "" || n.entry.Country == n.place.Country) {
		m.Key = fmt.Sprintf("place/%d", n.place.ID)
	}
}

// seated returns who sits in a capital: an organisation that has its seat there («Brussels»), unless the document
// names the state, else the state.
func (r *reader) seated(n *name) *actors.Entry {
	var state, body *actors.Entry
	for _, s := range n.senses {
		switch {
		case s.Form != actors.Metonym:
		case s.Entry.Kind == "state" && state == nil:
			state = s.Entry
		case len(s.Entry.Standing) > 0 && body == nil:
			body = r.base.ByKey(s.Entry.Standing[0])
		}
	}
	if body == nil || state != nil && r.states[state.Key] {
		body = state
	}
	if body == nil {
		return n.entry
	}
	return body
}

// person adds what the title and the given name tell of a person. Where the tree hangs the whole on the title, its
// noun is the head.
func (r *reader) person(n *name, m *doc.Mention) {
	if t := r.titleBefore(n); t != nil {
		m.Title, m.Role, m.Gender = r.span(t.first, n.first), t.class.name, t.class.gender
		for x := t.first; x < n.first; x++ {
			if r.used[x] == free {
				r.used[x] = inTitle
			}
		}
		if r.head(t.first, n.end) == t.noun {
			m.Head = t.noun
		}
	}
	if n.entry != nil && n.entry.Gender != "" {
		m.Gender = n.entry.Gender
	}
	if m.Gender == "" && n.end-n.first > 1 {
		m.Gender = r.genderOf(r.words[n.first])
	}
	if det := r.d.Child(m.Head, "det"); det != doc.None && r.d.Tokens[m.Head].XPOS == "NNPS" {
		m.Number, m.Kind = "Plur", "group"
	}
}
