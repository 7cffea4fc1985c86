package position

import (
	"sort"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// continuity tells whether the position is new, said again, kept or changed, and since when it is kept. The
// noun that means the position counts before the cue.
func (r *reader) continuity(s *doc.Statement, noun doc.Tok) (continuity, since string) {
	if noun != doc.None {
		for _, c := range r.d.Children(noun) {
			i := r.d.ClauseOf(c)
			if r.d.IsRel(c, "acl") && i != doc.None && r.is("maintained", r.d.Clauses[i].Lemma) {
				return "maintained", r.since(c)
			}
		}
	}
	for _, class := range []string{"restated", "maintained", "changed", "first"} {
		for _, w := range r.cueWords(s) {
			if r.is(class, w) && class != "changed" && !(class == "maintained" && w == "hold") {
				return class, ""
			}
		}
	}
	if s.CueHead >= 0 && r.firstTime(s.CueHead) {
		return "first", ""
	}
	if s.CueHead >= 0 {
		for _, c := range r.d.Children(s.CueHead) {
			if !r.d.IsRel(c, "advmod") {
				continue
			}
			low := strings.ToLower(r.d.Form(c))
			for _, class := range []string{"restated", "maintained", "first"} {
				if r.is(class, low) {
					return class, ""
				}
			}
		}
	}
	if noun != doc.None {
		for _, c := range r.d.Children(noun) {
			if r.d.IsRel(c, "amod") && r.is("maintained", strings.ToLower(r.d.Form(c))) {
				return "maintained", ""
			}
		}
	}
	if h := r.governor(s.CueHead); h != "" {
		for _, class := range []string{"restated", "changed", "maintained"} {
			if r.is(class, h) || class == "changed" && r.is("shift", h) {
				return class, ""
			}
		}
	}
	return "unknown", ""
}

// firstTime reports whether «for the first time» stands beside the cue at t.
func (r *reader) firstTime(t doc.Tok) bool {
	for _, c := range r.d.Children(t) {
		if r.d.IsRel(c, "obl") && r.d.Tokens[c].Lemma == "time" && r.d.Preposition(c) == "for" {
			if a := r.d.Child(c, "amod", "nummod"); a != doc.None && strings.EqualFold(r.d.Form(a), "first") {
				return true
			}
		}
	}
	return false
}

// governor returns the lemma of the verb above a noun that is a cue («softened his stance on»), "" for none.
func (r *reader) governor(t doc.Tok) string {
	if t < 0 || r.d.Tokens[t].UPOS != "NOUN" || !r.d.IsRel(t, "obj") {
		return ""
	}
	return strings.ToLower(r.d.Tokens[r.d.Tokens[t].Head].Lemma)
}

// since returns the begin of «since …» under the verb at v, in the precision of the text, "" for none.
func (r *reader) since(v doc.Tok) string {
	sent := r.d.Sentences[r.d.SentenceOf(v)]
	for t := v; t < sent.End && t < v+20; t++ {
		if !strings.EqualFold(r.d.Form(t), "since") {
			continue
		}
		b := r.d.Tokens[t].Begin
		limit := r.d.Tokens[min(sent.End, t+12)-1].End
		for i := sort.Search(len(r.d.Times), func(i int) bool { return r.d.Times[i].End > b }); i < len(r.d.Times) && r.d.Times[i].Begin < limit; i++ {
			if x := &r.d.Times[i]; x.From != "" && x.Kind != "duration" {
				return precise(x.Interval)
			}
		}
	}
	return ""
}

// precise writes the begin of an interval as precisely as its grain: «2022-02» for a month.
func precise(i doc.Interval) string {
	d := string(i.From)
	if len(d) < 10 {
		return d
	}
	switch i.Grain {
	case "day", "week":
		return d
	case "year", "decade", "century":
		return d[:4]
	}
	return d[:7]
}
