package place

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/gazetteer"
)

// found is what the gazetteer has for a name.
type found struct {
	name  string // the part of the name that it has
	cands []gazetteer.Match
	// loose tells that only a part of the name was found («Athens Regional Park»): where that part is one of
	// many namesakes, the rest of the text must speak for it.
	loose bool
}

// capital reports whether the best known place of the name is a big city of the country.
func (f *found) capital(country string) bool {
	return len(f.cands) > 0 && f.cands[0].Country == country && f.cands[0].Rank() >= wellKnown
}

// split cuts a name at its comma: «Lansing, Mich.».
func (r *reader) split(m *doc.Mention) (name, rest string) {
	name, rest, _ = strings.Cut(r.d.Str(m.Span), ",")
	return name, strings.TrimSpace(rest)
}

// lookup returns what a name may be. Without an entry of its own, a name may have words around it that the
// gazetteer leaves out («northern Syria», «Kherson region», «City of Palestine»), and a facility lies where the
// place in its name does («Kabul airport», «the Royal Hospital in London»).
func (r *reader) lookup(name string, m *doc.Mention) found {
	name = unhyphened(name)
	if ms := r.places.Matches(name); len(ms) > 0 {
		return found{name, ms, false}
	}
	for _, in := range [...]string{" in ", " near ", " outside ", " at "} {
		if i := strings.LastIndex(name, in); i > 0 {
			if ms := r.places.Matches(name[i+len(in):]); len(ms) > 0 {
				return found{name[i+len(in):], ms, false}
			}
		}
	}
	ws := strings.Fields(name)
	if f := r.stripped(ws, m.Kind); len(f.cands) > 0 {
		return f
	}
	if r.isStreet(ws) || r.isNature(ws) {
		return found{}
	}
	f := r.part(ws)
	if strings.HasSuffix(f.name, " County") || strings.HasSuffix(f.name, " Parish") { // nothing else is called so
		f.loose = false
	}
	return f
}

// unhyphened cuts the letter of a party off a name: «R-Elbow Lake».
func unhyphened(name string) string {
	if len(name) > 3 && name[1] == '-' && (name[0] == 'R' || name[0] == 'D' || name[0] == 'I') {
		return name[2:]
	}
	return name
}

// stripped looks a name up without the words at its ends that only tell what kind of place it is, or which part of
// it is meant.
func (r *reader) stripped(ws []string, kind string) found {
	if r.isNature(ws) && !r.parts[strings.ToLower(ws[0])] {
		return found{}
	}
	begin, capital := 0, false
	for begin < len(ws)-1 && r.parts[strings.ToLower(strings.TrimRight(ws[begin], "."))] {
		capital = capital || ws[begin][0] < 'a'
		begin++
	}
	if begin < len(ws)-1 && r.nouns[strings.ToLower(ws[begin])] != "" && ws[begin+1] == "of" { // «the City of Palestine»
		begin += 2
	} else if begin > 0 && begin < len(ws)-1 && ws[begin] == "of" { // «south of Aleppo»
		begin++
	}
	for end := len(ws); end > begin; end-- {
		if begin > 0 || end < len(ws) {
			name := strings.Join(ws[begin:end], " ")
			if ms := r.places.Matches(name); len(ms) > 0 {
				// «East Bank» is no bank: what is no well-known place may be a name of its own
				return found{name, ms, capital && ms[0].Rank() < wellKnown}
			}
		}
		if !r.tail(ws[end-1], kind) {
			break
		}
	}
	return found{}
}

// isNature reports whether a name is that of a river, lake or mountain, which is not where a town of its name is.
func (r *reader) isNature(ws []string) bool {
	return r.nature[strings.ToLower(ws[0])] || r.nature[strings.ToLower(ws[len(ws)-1])]
}

// part looks up the longest name at the beginning of a name («Meredith Community Center»), then the one after its
// last «of» («the Arts Center of Cannon County»), then the longest at its end («Rodeo Gainesville»). What the text
// also names by itself goes first.
func (r *reader) part(ws []string) found {
	var all []found
	for end := len(ws) - 1; end > 0; end-- {
		all = r.piece(all, ws[:end])
	}
	for i := len(ws) - 2; i > 0; i-- {
		if ws[i] == "of" {
			all = r.piece(all, ws[i+1:])
		}
	}
	for begin := 1; begin < len(ws); begin++ {
		all = r.piece(all, ws[begin:])
	}
	for _, f := range all {
		if r.own[gazetteer.Fold(f.name)] {
			return f
		}
	}
	if len(all) > 0 {
		return all[0]
	}
	return found{}
}

// piece adds what some words of a name may be, if they are a name.
func (r *reader) piece(all []found, ws []string) []found {
	name := strings.TrimRight(strings.Join(ws, " "), "-–")
	if len(name) < 4 || name[0] >= 'a' && name[0] <= 'z' || len(ws) == 1 && (r.parts[strings.ToLower(ws[0])] || r.nouns[strings.ToLower(ws[0])] != "") {
		return all
	}
	if ms := r.places.Matches(name); len(ms) > 0 {
		all = append(all, found{name, ms, true})
	}
	return all
}

// isStreet reports whether a name is that of a street: one called after a town may lie anywhere. A county's road lies
// in the county.
func (r *reader) isStreet(ws []string) bool {
	for i, w := range ws {
		if r.street[strings.ToLower(strings.TrimRight(w, "."))] && (i == 0 || !isCounty(ws[i-1])) {
			return true
		}
	}
	return false
}

func isCounty(w string) bool { return w == "County" || w == "Parish" }

// wellKnown is the rank of places of whose parts the news speaks.
const wellKnown = 400_000

// tail reports whether a word after a name tells only what kind of place it is.
func (r *reader) tail(w, kind string) bool {
	switch r.nouns[strings.ToLower(w)] {
	case "region", "settlement":
		return true
	case "facility":
		return kind == "facility"
	}
	return false
}

// phrase returns what a nominal may be: a place of the gazetteer («the Zaporizhzhia nuclear power plant»), or
// where the name in it is («the Kabul airport»).
func (r *reader) phrase(m *doc.Mention) found {
	first, end := r.d.TokensIn(m.Span)
	for first < end-1 && (r.d.Tokens[first].UPOS == "DET" || r.d.Tokens[first].UPOS == "PRON") {
		first++
	}
	name := r.d.Text[r.d.Tokens[first].Begin:m.End]
	if ms := r.places.Matches(name); len(ms) > 0 && first < end-1 && r.words[first][0] < 'a' {
		return found{name, ms, false}
	}
	for _, c := range r.d.Children(m.Head) {
		i := r.d.MentionOf(c)
		if i == doc.None || !r.d.IsRel(c, "compound", "nmod:poss", "amod", "nmod:desc") {
			continue
		}
		if x := &r.d.Mentions[i]; x.Form == "name" && x.Kind == "place" {
			name, _ := r.split(x)
			return found{name, r.places.Matches(name), false}
		}
	}
	return found{}
}

// counties returns the counties that a bare name may mean: where the text lists it before «counties», and where
// nothing else bears the name («Gwinnett»).
func (r *reader) counties(name string, only bool) []gazetteer.Match {
	var out []gazetteer.Match
	for _, w := range [...]string{" County", " Parish"} {
		for _, m := range r.places.Matches(name + w) {
			if m.Kind == gazetteer.County || !only {
				out = append(out, m)
			}
		}
	}
	return out
}
