package coref

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// joinConstructions joins what the syntax says is one: appositions, predicate nominals, relative pronouns and
// reflexives.
func (r *reader) joinConstructions() {
	for i := range r.views {
		v := &r.views[i]
		switch {
		case v.Rule == "mention/coordination":
		case v.Form == "pronoun" && v.Role == "relative":
			r.relative(i)
		case v.Form == "pronoun" && (strings.HasSuffix(v.form, "self") || strings.HasSuffix(v.form, "selves")):
			r.reflexive(i)
		case r.d.IsRel(v.Head, "appos"):
			r.apposition(i)
		case v.Form == "name" && v.Kind == "person" && r.set(i):
		case v.Form == "nominal" && r.predicative(v):
			v.quiet = true
		default:
			r.predicate(i)
		}
	}
}

// predicative reports whether a nominal only says what something is, is called or becomes: «made general»,
// «known as a mediator».
func (r *reader) predicative(v *view) bool {
	return r.d.IsRel(v.Head, "xcomp") || r.d.IsRel(v.Head, "obl", "nmod", "advcl") && v.indefinite && strings.EqualFold(r.firstCase(v.Head), "as")
}

// apposition joins «X, the minister» and «the agency (IAEA)». Two names are joined only where one abbreviates
// the other or both are of a person: «Paris, France» are two places.
func (r *reader) apposition(i int) {
	k := r.d.MentionOf(r.d.Tokens[r.views[i].Head].Head)
	if k == doc.None {
		return
	}
	v, up := &r.views[i], &r.views[k]
	if v.Form == "name" && up.Form == "name" && v.Kind != "person" && !isAcronym(r.d.Str(v.Span)) && !isAcronym(r.d.Str(up.Span)) {
		return
	}
	if v.Form == "nationality" || up.Form == "nationality" || up.Form == "pronoun" || v.Form == "pronoun" {
		return
	}
	switch {
	case v.Form != "name":
		r.attach(i, k, "coref/apposition")
	case up.Form == "nominal":
		r.attach(k, i, "coref/apposition")
	default:
		r.join(k, i, "coref/apposition")
	}
}

// set joins a name between commas with the role right before it («his Egyptian counterpart, Sameh Shoukry, said»),
// where the tree has missed the apposition. A list goes on with «and» or another name.
func (r *reader) set(i int) bool {
	v := &r.views[i]
	if v.first < 2 || r.d.Form(v.first-1) != "," || !v.Title.Empty() || int(v.end) >= len(r.d.Tokens) || r.d.Child(v.Head, "cc") != doc.None {
		return false
	}
	switch r.d.Form(v.end) {
	case ",", ".":
	default:
		return false
	}
	k := r.d.MentionOf(v.first - 2)
	if k == doc.None {
		return false
	}
	u := &r.views[k]
	if u.Form != "nominal" || u.Kind != "person" || u.Number != "Sing" || !u.definite || u.end != v.first-1 {
		return false
	}
	r.attach(k, i, "coref/apposition")
	return true
}

// predicate joins «X is the president».
func (r *reader) predicate(i int) {
	v := &r.views[i]
	if v.Form == "pronoun" || v.Form == "nationality" || r.d.Child(v.Head, "cop") == doc.None {
		return
	}
	s := r.d.Child(v.Head, "nsubj")
	if k := r.d.MentionOf(s); k != doc.None && r.views[k].Role != "relative" && r.d.Child(v.Head, "case") == doc.None {
		v.quiet = true
		u := &r.views[k]
		thing := v.Kind == "" || v.Kind == "other"
		switch {
		case thing && u.Form == "pronoun" && u.Gender == "Neut":
			u.quiet = true // «it was the first conversation»: what happened, nobody and no body
		case v.Form == "nominal" && r.d.Child(v.Head, "advmod") == doc.None && (!thing || u.Kind == "" || u.Kind == "other"):
			r.attach(i, k, "coref/predicate")
		}
	}
}

// relative joins a relative pronoun with the noun that its clause modifies.
func (r *reader) relative(i int) {
	t := r.views[i].Head
	for steps := 0; t != doc.None && steps < 12; t, steps = r.d.Tokens[t].Head, steps+1 {
		if r.d.IsRel(t, "acl:relcl") {
			if k := r.d.MentionOf(r.d.Tokens[t].Head); k != doc.None {
				r.attach(i, k, "coref/relative")
			}
			return
		}
	}
}

// attach joins view i with view k, which it describes; as it refers to nothing by itself it is not counted
// among the mentions of the entity.
func (r *reader) attach(i, k int, rule string) {
	if r.join(k, i, rule) {
		r.views[i].quiet = true
	}
}

// reflexive joins «himself» with the subject of its clause.
func (r *reader) reflexive(i int) {
	t := r.views[i].Head
	for steps := 0; t != doc.None && steps < 8; t, steps = r.d.Tokens[t].Head, steps+1 {
		if s := r.d.Child(t, "nsubj"); s != doc.None && s != r.views[i].Head {
			if k := r.d.MentionOf(s); k != doc.None {
				r.join(k, i, "coref/reflexive")
			}
			return
		}
	}
}
