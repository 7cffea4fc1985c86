package actor

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// scenes is where a document plays, for bodies and groups whose state no word beside them tells: «police»,
// «lawmakers».
type scenes struct {
	dateline string // country of the place that opens the text: «TBILISI, Georgia (AP) —»
	voice    string // the state whose government published the text, "" for the press
	only     string // the one state that the whole text names, "" for none or several
	count    map[string]int
	main     string // the state of which most is said: the only one, or of at least four mentions seven in ten
	sure     bool   // it is named more than once
}

// findScenes reads the dateline and the states that the text names.
func (r *reader) findScenes() scenes {
	s := scenes{count: map[string]int{}, voice: r.publisher()}
	several := false
	total := 0
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		c := r.countryOf(m)
		if c == "" || r.hyphenated(m) {
			continue
		}
		s.count[c]++
		total++
		if s.only == "" {
			s.only = c
		}
		if n := s.count[c]; n > s.count[s.main] {
			s.main = c
		}
		several = several || s.only != c
		if s.dateline == "" && m.Form == "name" && r.opens(m) {
			s.dateline = c
		}
	}
	if several {
		s.only = ""
		if n := s.count[s.main]; n < 4 || 10*n < 7*total {
			s.main = ""
		}
	}
	s.sure = s.main != "" && s.count[s.main] > 1
	return s
}

// hyphenated reports whether a name is the first half of «UK-based», «Iran-backed»: it tells of a tie, not of
// where the text plays.
func (r *reader) hyphenated(m *doc.Mention) bool {
	_, end := r.d.TokensIn(m.Span)
	return int(end) < len(r.words) && strings.HasPrefix(r.words[end], "-") && r.d.Tokens[end].Begin == m.End
}

// publisher returns the state whose government the source of the document is: «The White House», «Kremlin».
func (r *reader) publisher() string {
	ws := strings.Fields(strings.TrimPrefix(r.d.Source, "The "))
	n, senses := r.base.Match(ws)
	if n == 0 || n != len(ws) {
		return ""
	}
	if x := senses[0].Entry; x.Country != "" && strings.HasPrefix(x.Code, r.state(x.Country)+"GOV") {
		return x.Country
	}
	return ""
}

// countryOf returns the state that a mention of a state or place names.
func (r *reader) countryOf(m *doc.Mention) string {
	if x := r.base.ByKey(m.Key); m.Key != "" && x != nil && (x.Kind == "state" || x.Kind == "people") {
		return x.Country
	}
	if m.Entity != doc.None && (m.Form == "name" || m.Form == "metonym") && (m.Kind == "place" || m.Kind == "facility") {
		if p := r.d.Entities[m.Entity].Place; p != nil {
			return p.Country
		}
	}
	return ""
}

// opens reports whether a place stands in the dateline of a paragraph: before the dash or bracket that ends it.
func (r *reader) opens(m *doc.Mention) bool {
	first, end := r.d.TokensIn(m.Span)
	s := &r.d.Sentences[r.d.SentenceOf(m.Head)]
	if first-s.First > 4 {
		return false
	}
	for t := end; t < min(end+8, s.End); t++ {
		switch r.words[t] {
		case "—", "–", "--", "-":
			return true
		case "(":
			return t == end
		}
		if u := r.d.Tokens[t].UPOS; u == "VERB" || u == "AUX" {
			return false
		}
	}
	return false
}

// scene returns the state in which a body or group acts that no word beside it ties to one: where its clause
// plays, else where the text does. Armed groups of no state may be anybody's.
func (r *reader) scene(p phrase) *party {
	if p.agent == nil || p.agent.Code == "" || p.agent.Code == "BUS" || strings.HasPrefix(p.agent.Code, "IGO") || strings.HasPrefix(p.agent.Code, "NGO") {
		return nil
	}
	travels := strings.HasPrefix(p.agent.Code, "GOV") && p.agent.Kind != "organisation" && p.noun != "authorities" || p.agent.Code == "MIL"
	if r.scenes.voice != "" && strings.HasPrefix(p.agent.Code, "GOV") && (p.title || p.definite) {
		return r.land(r.scenes.voice) // a government's own text says «the President»
	}
	if p.title && travels {
		return nil
	}
	if !travels {
		if c := r.placeOfClause(p.head); c != "" {
			return r.land(c)
		}
	}
	if r.scenes.main != "" && (!travels || p.definite && !p.plural && r.scenes.sure) {
		return r.land(r.scenes.main)
	}
	if r.scenes.dateline != "" && !travels && p.agent.Code != "REB" {
		return r.land(r.scenes.dateline)
	}
	return nil
}

// placeOfClause returns the state of «in X» under the verb that h depends on.
func (r *reader) placeOfClause(h doc.Tok) string {
	for steps := 0; h != doc.None && steps < 6; steps++ {
		for _, c := range r.d.Children(h) {
			if !r.d.IsRel(c, "obl", "nmod") {
				continue
			}
			switch r.d.Preposition(c) {
			case "in", "at", "near", "outside", "across", "inside", "around":
			default:
				continue
			}
			if i := r.d.MentionOf(c); i != doc.None {
				if at := r.countryOf(&r.d.Mentions[i]); at != "" {
					return at
				}
			}
		}
		if r.d.Tokens[h].UPOS == "VERB" && !r.d.IsRel(h, "xcomp", "conj", "acl") {
			return ""
		}
		h = r.d.Tokens[h].Head
	}
	return ""
}
