package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/gazetteer"
	"github.com/openreadout/readout/internal/model"
)

// Hints looks words up in the actor files and the gazetteer. It is safe for concurrent use; nil gives no hints.
type Hints struct {
	base   *actors.Base
	places *gazetteer.Gazetteer
}

// NewHints returns the hints that the actors and the places give.
func NewHints(base *actors.Base, places *gazetteer.Gazetteer) *Hints { return &Hints{base, places} }

const (
	hintWords = 6       // the longest name that gives hints
	hintPlace = 4       // the longest name of a place
	hintRank  = 100_000 // rank of a place that many know
)

// Of returns the hints of the words of a sentence.
func (h *Hints) Of(words []string) []model.Hint {
	if h == nil {
		return nil
	}
	out := make([]model.Hint, len(words))
	for t, w := range words {
		if c, _ := utf8.DecodeRuneInString(w); len(w) < 3 && !unicode.IsUpper(c) {
			continue
		}
		h.place(words[t:min(t+hintPlace, len(words))], out[t:])
		h.actor(words[t:min(t+hintWords, len(words))], out[t:])
	}
	return out
}

// place marks the longest name of a place with which the words begin.
func (h *Hints) place(words []string, out []model.Hint) {
	for n := len(words); n > 0; n-- {
		name := words[0]
		if n > 1 {
			name = strings.Join(words[:n], " ")
		}
		ps := h.places.Lookup(name)
		if len(ps) == 0 {
			continue
		}
		bits := model.InPlace
		if ps[0].Rank() >= hintRank {
			bits |= model.InCity
		}
		mark(out[:n], bits)
		return
	}
}

// actor marks the longest name of the actor files with which the words begin, and a surname.
func (h *Hints) actor(words []string, out []model.Hint) {
	if n, found := h.base.Match(words); n > 0 {
		var bits model.Hint
		for _, s := range found {
			switch s.Entry.Kind {
			case "state", "people":
				bits |= model.InState
			case "organisation":
				bits |= model.InOrganisation
			case "person":
				bits |= model.InPerson
			}
		}
		mark(out[:n], bits)
	}
	if n, _ := h.base.Surname(words[:1]); n == 1 {
		out[0] |= model.Surname
	}
}

// mark adds bits to the words of a match.
func mark(out []model.Hint, bits model.Hint) {
	if bits == 0 {
		return
	}
	out[0] |= model.Begins
	if len(out) > 1 {
		bits |= model.Several
	}
	for i := range out {
		out[i] |= bits
	}
}
