package parse

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// agree makes relations agree with what stands beside them, as Universal Dependencies has it: a subject is passive where
// the verb has a passive auxiliary, not where it is a finite form without one, and an object has no preposition. A whole
// sentence, other than a headline, has a finite verb.
func agree(d *doc.Doc, s doc.Sentence) {
	passive, marked, helped := map[doc.Tok]bool{}, map[doc.Tok]bool{}, map[doc.Tok]bool{}
	for t := s.First; t < s.End; t++ {
		switch k := &d.Tokens[t]; {
		case k.Rel == "aux:pass":
			passive[k.Head] = true
		case k.Rel == "aux" || k.Rel == "cop" || k.Rel == "mark":
			helped[k.Head] = true
		case k.Rel == "case" && k.UPOS == "ADP" && k.Head > t && prepositions[strings.ToLower(d.Form(t))]:
			marked[k.Head] = true
		}
	}
	for t := s.First; t < s.End; t++ {
		k := &d.Tokens[t]
		if k.Head == doc.None {
			continue
		}
		switch h := &d.Tokens[k.Head]; {
		case k.Rel == "nsubj:pass" && !passive[k.Head] && (h.XPOS == "VBD" || h.XPOS == "VBZ" || h.XPOS == "VBP"):
			k.Rel = "nsubj"
		case k.Rel == "nsubj:pass" && !passive[k.Head] && !helped[k.Head] && !s.Headline && h.Head == doc.None && h.XPOS == "VBN" && strings.HasSuffix(d.Form(k.Head), "ed"):
			k.Rel, h.XPOS, h.Feats = "nsubj", "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin" // «Two killed» is for headlines
		case k.Rel == "nsubj" && passive[k.Head] && h.XPOS == "VBN":
			k.Rel = "nsubj:pass"
		case k.Rel == "obj" && marked[t] && h.UPOS == "VERB":
			k.Rel = "obl"
		}
	}
}

// prepositions are those that never stand before an object, as «about» and «over» do before numbers.
var prepositions = map[string]bool{"in": true, "on": true, "at": true, "with": true, "from": true, "by": true, "for": true, "into": true, "of": true, "against": true, "after": true, "before": true, "during": true, "through": true}
