package place

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/gazetteer"
)

// hints returns the regions and states in which the text puts the place of a mention: those after its comma, the
// surest, and those that hang on it. rest is what the name itself has after its comma.
func (r *reader) hints(m *doc.Mention, rest string) (near, beside []*gazetteer.Place) {
	if rest != "" {
		near = append(near, r.wide(rest)...)
	}
	_, end := r.d.TokensIn(m.Span)
	near = append(near, r.after(end, m)...)
	h := m.Head
	beside = append(beside, r.around(h, m)...)
	if up := r.d.Tokens[h].Head; up != doc.None && r.d.IsRel(h, "nmod", "appos", "compound", "flat", "nmod:desc") && r.d.Tokens[up].UPOS == "NOUN" {
		beside = append(beside, r.around(up, m)...) // «the Ukrainian city of Dnipro»
	}
	for _, c := range r.d.Children(h) { // «Dnipro, a city in Ukraine»
		if r.d.IsRel(c, "appos") && r.d.Tokens[c].UPOS == "NOUN" {
			beside = append(beside, r.around(c, m)...)
		}
	}
	return near, beside
}

// wide returns the regions and states of a name, or what its first words name: «Mich.», «Texas».
func (r *reader) wide(name string) []*gazetteer.Place {
	var out []*gazetteer.Place
	for _, p := range r.places.Lookup(name) {
		if p.Kind == gazetteer.Region || p.Kind == gazetteer.Country || p.Kind == gazetteer.Territory || p.Kind == gazetteer.County {
			out = append(out, p)
		}
	}
	return out
}

// after reads «, Ky.» or « (Texas)» after the token before end.
func (r *reader) after(end doc.Tok, m *doc.Mention) []*gazetteer.Place {
	s := &r.d.Sentences[r.d.SentenceOf(m.Head)]
	if end+1 >= s.End || r.words[end] != "," && r.words[end] != "(" {
		return nil
	}
	for n := min(end+5, s.End); n > end+1; n-- {
		text := r.d.Text[r.d.Tokens[end+1].Begin:r.d.Tokens[n-1].End]
		if c := text[0]; c < 'A' || c > 'Z' && c < 0x80 {
			return nil
		}
		if out := r.wide(text); len(out) > 0 && !r.listed(end, n, s) {
			if out[0].Kind == gazetteer.County && n+1 < s.End && r.words[n] == "," { // «Athens, Henderson County, Texas»
				out = append(out, r.after(n, m)...)
			}
			return out
		}
	}
	return nil
}

// listed reports whether a name after a comma is one of a list («Paris, Texas and Ohio» is rare, «France,
// Germany and Spain» is not): an «and» follows it, and what stands before is no town.
func (r *reader) listed(comma, end doc.Tok, s *doc.Sentence) bool {
	if r.words[comma] != "," || end >= s.End {
		return false
	}
	switch strings.ToLower(r.words[end]) {
	case "and", "or", "&":
		return true
	}
	return false
}

// around returns the states and regions that hang on the noun or name at t: its nationality, its possessor,
// what follows with «in» or «of». The place that is asked about is none of them.
func (r *reader) around(t doc.Tok, self *doc.Mention) []*gazetteer.Place {
	var out []*gazetteer.Place
	for _, c := range r.d.Children(t) {
		switch {
		case r.d.IsRel(c, "amod", "compound", "nmod:poss", "nmod:desc"):
		case r.d.IsRel(c, "nmod"):
			switch w := r.d.Preposition(c); w {
			case "in", "of", "on", "near", "outside":
			default:
				continue
			}
		default:
			continue
		}
		i := r.d.MentionOf(c)
		if i == doc.None {
			continue
		}
		m := &r.d.Mentions[i]
		if m == self || m.Entity == self.Entity {
			continue
		}
		if iso, ok := strings.CutPrefix(m.Key, "state/"); ok {
			if p := r.places.Country(iso); p != nil {
				out = append(out, p)
			}
			continue
		}
		if m.Form == "name" && (m.Kind == "place" || m.Kind == "state") {
			out = append(out, r.wide(r.d.Str(m.Span))...)
		}
	}
	return out
}

// kindBeside returns the kinds of place that a noun beside a name tells: «New York state», «the city of
// Luxembourg», «Gaza City».
func (r *reader) kindBeside(m *doc.Mention) uint {
	_, end := r.d.TokensIn(m.Span)
	s := &r.d.Sentences[r.d.SentenceOf(m.Head)]
	if end < s.End {
		if k := kindOfNoun(r.words[end]); k != 0 {
			return k
		}
	}
	first, _ := r.d.TokensIn(m.Span)
	if t := first - 1; t > s.First && strings.EqualFold(r.words[t], "of") {
		return kindOfNoun(r.words[t-1])
	} else if t >= s.First {
		return kindOfNoun(r.words[t]) & (1 << gazetteer.City)
	}
	return 0
}

func kindOfNoun(w string) uint {
	switch strings.ToLower(w) {
	case "state", "province", "region", "prefecture", "oblast", "governorate", "governor", "gov", "canton", "commonwealth":
		return 1<<gazetteer.Region | 1<<gazetteer.Area
	case "city", "town", "village", "suburb", "capital", "mayor", "downtown", "airport", "municipality":
		return 1 << gazetteer.City
	case "county", "parish":
		return 1 << gazetteer.County
	case "republic", "kingdom", "president", "government":
		return 1 << gazetteer.Country
	case "river", "lake", "sea", "valley", "delta":
		return 1 << gazetteer.Water
	case "island", "islands", "peninsula":
		return 1 << gazetteer.Land
	}
	return 0
}

// peers returns the kinds of the places that a name is coordinated with and that are clear by their name.
func (r *reader) peers(m *doc.Mention) uint {
	h := m.Head
	for steps := 0; r.d.IsRel(h, "conj") && steps < 32; steps++ {
		h = r.d.Tokens[h].Head
	}
	if r.d.Child(h, "conj") == doc.None {
		return 0
	}
	set, ok := r.peerKinds[h]
	if !ok {
		set = r.kindsOf(h)
		r.peerKinds[h] = set
	}
	return set
}

// kindsOf returns the kinds of the first of the names coordinated with h that can be nothing else.
func (r *reader) kindsOf(h doc.Tok) uint {
	toks := []doc.Tok{h}
	for _, c := range r.d.Children(h) {
		if r.d.IsRel(c, "conj") && len(toks) < 32 {
			toks = append(toks, c)
		}
	}
	var set uint
	for _, t := range toks {
		i := r.d.MentionOf(t)
		if i == doc.None || r.d.Mentions[i].Form != "name" {
			continue
		}
		if ps := r.places.Lookup(r.d.Str(r.d.Mentions[i].Span)); len(ps) > 0 && (ps[0].Kind == gazetteer.Region || ps[0].Kind == gazetteer.Country) && (len(ps) == 1 || ps[1].Rank() < ps[0].Rank()/20) {
			set |= 1 << ps[0].Kind
		}
	}
	return set
}

// pluralCounty reports whether a name is one of a list before «counties»: «Dakota, Otoe and Washington counties».
func (r *reader) pluralCounty(m *doc.Mention) bool {
	_, end := r.d.TokensIn(m.Span)
	s := &r.d.Sentences[r.d.SentenceOf(m.Head)]
	for t := end; t < min(end+40, s.End); t++ {
		switch w := r.words[t]; strings.ToLower(w) {
		case "counties", "parishes":
			return true
		case ",", "and", "or", "&":
		default:
			if w[0] >= 'a' && w[0] <= 'z' || w[0] < 'A' {
				return false
			}
		}
	}
	return false
}
