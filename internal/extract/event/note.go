package event

import "github.com/openreadout/readout/internal/doc"

// domains are the classes of words that show a sentence to be of another world than politics: two different
// words of the class, or one of those that stand for nothing else.
var domains = []struct{ class, sure, name string }{
	{"@sport", "@sport-sure", "sport"},
	{"@market", "@market-sure", "markets"},
	{"@weather", "", weather},
	{"@film", "@film-sure", "film, music and books"},
}

// weather is the one domain that silences force only: storms do not attack, but they bring aid and appeals.
const weather = "weather"

// domain returns the world that sentence s belongs to, "" for that of politics.
func (x *reader) domain(s int) string {
	sent := x.d.Sentences[s]
	var seen [4]string
	last := ""
	for t := sent.First; t < sent.End; t++ {
		u := x.d.Tokens[t].UPOS
		if u == "PUNCT" {
			continue
		}
		l := x.lemma(t)
		for i, dom := range domains {
			if u == "PROPN" && dom.class != "@sport" { // «the Tokyo Stock Exchange»
				continue
			}
			sure := x.lex.classes[dom.sure]
			if sure[l] || last != "" && (u == "NOUN" || u == "PROPN") && sure[last+" "+l] || x.lex.classes[dom.class][l] && seen[i] != "" && seen[i] != l {
				return dom.name
			}
			if x.lex.classes[dom.class][l] {
				seen[i] = l
			}
		}
		last = l
	}
	return ""
}

// fiction reports whether clause i is the story of a film or a novel: «the film tells how Napoleon invaded Russia».
func (x *reader) fiction(i int) bool {
	for n := 0; i != doc.None && n < maxClimb; n++ {
		for _, t := range x.d.Clauses[i].All(doc.Subject) {
			if x.lex.classes["@fiction"][x.lemma(t)] {
				return true
			}
		}
		i = x.d.Clauses[i].Up
	}
	return false
}

// maxClimb bounds the way from a clause up to those it stands in.
const maxClimb = 8

// note says of each sentence without an event why it has none.
func (x *reader) note() {
	has := make([]bool, len(x.d.Sentences))
	for _, e := range x.d.Events {
		has[x.d.SentenceOf(e.Trigger)] = true
		for _, m := range e.Mentions {
			if t, end := x.d.TokensIn(m.Span); t < end {
				has[x.d.SentenceOf(t)] = true
			}
		}
	}
	for i, s := range x.d.Sentences {
		if has[i] {
			continue
		}
		why := "no predicate of the frame lexicon"
		switch {
		case x.blocked[i] != "":
			why = "sentence about " + x.blocked[i]
		case x.why[i] != "":
			why = x.why[i]
		}
		x.d.Notes = append(x.d.Notes, doc.Note{Span: s.Span, Layer: "event", Text: why})
	}
}
