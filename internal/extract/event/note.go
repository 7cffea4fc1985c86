package event

import "github.com/openreadout/readout/internal/doc"

// domains are the classes of words that show a sentence to be of another world than politics; so many
// different ones of a class must stand in it.
var domains = []struct {
	class, name string
	min         int
}{
	{"@sport", "sport", 2},
	{"@market", "markets", 2},
	{"@weather", "weather", 2},
	{"@film", "film, music and books", 2},
}

// domain returns the world that sentence s belongs to, "" for that of politics.
func (x *reader) domain(s int) string {
	sent := x.d.Sentences[s]
	for _, dom := range domains {
		class := x.lex.classes[dom.class]
		seen := map[string]bool{}
		for t := sent.First; t < sent.End; t++ {
			if u := x.d.Tokens[t].UPOS; u == "PUNCT" || u == "PROPN" && dom.class != "@sport" { // «the Tokyo Stock Exchange»
				continue
			}
			if l := x.lemma(t); class[l] {
				seen[l] = true
			}
		}
		if len(seen) >= dom.min {
			return dom.name
		}
	}
	return ""
}

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
