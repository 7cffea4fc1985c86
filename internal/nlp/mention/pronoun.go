package mention

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// pronoun is what a pronoun tells of whom it points to.
type pronoun struct{ role, number, gender, kind string }

// pronounOf has every pronoun that may point to something named before. The role is its class: first, second,
// third person, demonstrative, relative, reciprocal.
var pronounOf = makePronouns(map[string]pronoun{
	"i me my mine myself":                            {"first", "Sing", "", "person"},
	"we us our ours ourselves":                       {"first", "Plur", "", ""},
	"you your yours yourself":                        {"second", "", "", ""},
	"yourselves":                                     {"second", "Plur", "", "group"},
	"he him his himself":                             {"third", "Sing", "Masc", "person"},
	"she her hers herself":                           {"third", "Sing", "Fem", "person"},
	"it its itself":                                  {"third", "Sing", "Neut", ""},
	"they them their theirs themselves themself 'em": {"third", "Plur", "", ""},
	"who whom whose":                                 {"relative", "", "", ""},
	"which":                                          {"relative", "", "Neut", ""},
	"this":                                           {"demonstrative", "Sing", "Neut", ""},
	"that":                                           {"demonstrative", "Sing", "Neut", ""},
	"these those":                                    {"demonstrative", "Plur", "", ""},
	"both":                                           {"both", "Plur", "", ""},
})

func makePronouns(rows map[string]pronoun) map[string]pronoun {
	out := map[string]pronoun{}
	for words, p := range rows {
		for w := range strings.FieldsSeq(words) {
			out[w] = p
		}
	}
	return out
}

// pronouns adds the pronouns of a sentence, but not those that point to nothing.
func (r *reader) pronouns(s doc.Sentence) {
	for t := s.First; t < s.End; t++ {
		if r.used[t] != free || r.d.Tokens[t].UPOS != "PRON" && r.d.Tokens[t].UPOS != "DET" {
			continue
		}
		p, ok := pronounOf[strings.ToLower(r.words[t])]
		if !ok || r.words[t] == "US" || !r.points(t, &p) {
			continue
		}
		r.add(doc.Mention{Span: r.d.Tokens[t].Span, Head: t, Form: "pronoun", Kind: p.kind, Number: p.number, Gender: p.gender, Role: p.role, Rule: "mention/pronoun"})
	}
}

// points reports whether the pronoun at t stands for something, and says when «that» is a relative.
func (r *reader) points(t doc.Tok, p *pronoun) bool {
	switch p.role {
	case "both":
		return r.d.IsRel(t, "nsubj", "obj", "obl", "nmod")
	case "demonstrative":
		if r.d.IsRel(t, "det", "mark", "cc:preconj", "advmod", "discourse") {
			return false
		}
		if strings.EqualFold(r.words[t], "that") && r.relative(t) {
			p.role, p.number, p.gender = "relative", "", ""
		}
	case "relative":
		return r.relative(t)
	}
	return !r.d.IsRel(t, "expl", "det", "discourse") && !(strings.EqualFold(r.words[t], "it") && r.empty(t))
}

// relative reports whether the clause of t modifies the noun before it.
func (r *reader) relative(t doc.Tok) bool {
	for h, steps := t, 0; h != doc.None && steps < 12; h, steps = r.d.Tokens[h].Head, steps+1 {
		if r.d.IsRel(h, "acl:relcl") {
			return true
		}
		if r.d.Tokens[h].UPOS == "VERB" && r.d.IsRel(h, "ccomp", "advcl", "root") {
			return false
		}
	}
	return false
}

// empty reports whether «it» at t only holds the place of a subject: «it is clear that …», «it seems that …»,
// «it took months to …», the weather.
func (r *reader) empty(t doc.Tok) bool {
	if !r.d.IsRel(t, "nsubj") {
		return false
	}
	up := r.d.Tokens[t].Head
	switch r.d.Tokens[up].Lemma {
	case "rain", "snow", "seem", "appear", "happen", "emerge", "transpire":
		return r.d.Child(up, "csubj", "ccomp", "xcomp") == doc.None || r.d.Child(up, "ccomp") != doc.None
	}
	return r.d.Child(up, "csubj") != doc.None
}
