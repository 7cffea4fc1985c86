package statement

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// deed reports whether words of the class k with the object t are no speech: «attacked the embassy» against «attacked
// the plan», «addressed the leaders» against «addressed the question», «committed a crime».
func (r *reading) deed(k *class, t doc.Tok) bool {
	if t == doc.None {
		return false
	}
	if slices.Contains(k.not, r.lemma(t)) {
		return true
	}
	e := r.d.EntityOf(t)
	if k.deed == "" || e < 0 {
		return false
	}
	x := &r.d.Entities[e]
	switch k.deed {
	case "blows":
		switch x.Kind {
		case "state", "place", "facility", "group", "people":
			return true
		case "organisation":
			return armed(x.Actor)
		}
	case "touches":
		switch x.Kind {
		case "person", "group", "people", "organisation":
			return true
		}
	}
	return false
}

// armed reports whether an actor code is that of armed people.
func armed(code string) bool {
	return strings.HasSuffix(code, "MIL") || strings.HasSuffix(code, "REB") || strings.HasSuffix(code, "COP") || strings.HasSuffix(code, "UAF")
}
