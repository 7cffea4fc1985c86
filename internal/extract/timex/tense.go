package timex

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// tense is the time of the verb that governs an expression.
type tense uint8

const (
	none tense = iota
	past
	present
	future
)

// tense climbs from the token of atom i to its verb. Without a tree it looks at the words around.
func (r *reading) tense(i int) tense {
	if r.is(i-1, "since") || r.is(i-2, "since") && r.find(i-1, "edge") > 0 {
		return past
	}
	t := r.tok(i)
	if t == nil {
		return r.tenseOfWords(i)
	}
	if t.Rel == "" {
		return r.tenseOfWords(i)
	}
	at := r.a[i].Tok
	for steps := 0; at != doc.None && steps < 40; steps++ {
		w := &r.d.Tokens[at]
		if steps > 0 && r.words.class["forward"][strings.ToLower(r.d.Form(at))] {
			return future
		}
		if x := r.verbTense(at); x != none {
			return x
		}
		at = w.Head
	}
	return none
}

// verbTense is the tense of the verb group whose main word is t; none for a word that is no verb, and for a
// verb form whose own tense is open, which then looks further up.
func (r *reading) verbTense(t doc.Tok) tense {
	w := &r.d.Tokens[t]
	verb := strings.HasPrefix(w.XPOS, "VB") || w.UPOS == "VERB" || w.UPOS == "AUX"
	aux, modal, had, to := none, none, false, false
	for _, c := range r.d.Children(t) {
		if c > t && !r.d.IsRel(c, "aux", "cop") {
			break
		}
		if !r.d.IsRel(c, "aux", "cop", "mark") {
			continue
		}
		switch strings.ToLower(r.d.Form(c)) {
		case "will", "shall", "'ll", "’ll", "wo":
			modal = future
		case "would", "could", "may", "might", "must", "should", "can", "ca", "'d", "’d", "ought":
			modal = present
		case "have", "has", "'ve", "’ve", "had", "having":
			had = true
		case "was", "were", "did":
			aux = past
		case "is", "are", "am", "'re", "’re", "'m", "’m", "do", "does", "'s", "’s":
			if aux == none {
				aux = present
			}
		case "to":
			to = true
		}
	}
	switch {
	case modal == future:
		return future
	case had:
		return past
	case modal == present:
		return future
	case aux == past:
		return past
	case aux == present && verb && w.XPOS == "VBN":
		return r.passivePresent(w)
	case aux == present:
		return present
	case to && verb:
		if h := w.Head; h != doc.None && r.words.class["implicative"][r.d.Tokens[h].Lemma] {
			return none
		}
		return future
	}
	switch w.XPOS {
	case "VBD":
		return past
	case "VBZ", "VBP":
		return present
	}
	return none
}

// passivePresent: «is expected Friday» looks forward; «is believed», «are held» stand in the present.
func (r *reading) passivePresent(w *doc.Token) tense {
	if r.words.class["forward"][strings.ToLower(r.d.Str(w.Span))] {
		return future
	}
	return present
}

// tenseOfWords looks for auxiliaries and past forms near atom i in its sentence, nearest first.
func (r *reading) tenseOfWords(i int) tense {
	for dist := 1; dist <= 14; dist++ {
		if t := r.tenseWord(i - dist); t != none && !r.stopBetween(i-dist, i) {
			return t
		}
	}
	for dist := 1; dist <= 10; dist++ {
		if t := r.tenseWord(i + dist); t != none && !r.stopBetween(i, i+dist) {
			return t
		}
	}
	return none
}

func (r *reading) stopBetween(a, b int) bool {
	for k := a; k < b; k++ {
		if r.is(k, "!", "?", ";") || r.is(k, ".") && k+1 < len(r.a) && r.a[k+1].Space && r.capital(k+1) {
			return true
		}
	}
	return false
}

func (r *reading) tenseWord(i int) tense {
	l := r.low(i)
	switch l {
	case "will", "shall", "ll", "to", "would", "should", "may", "must", "might", "can", "could":
		if l == "may" && r.capital(i) {
			return none
		}
		if l == "to" && r.find(i+1, "weekday")+r.find(i+1, "month") > 0 {
			return none
		}
		return future
	case "was", "were", "did", "had", "has", "been", "said", "told", "went", "came", "met", "held", "took", "made", "left", "spoke", "began", "won", "lost", "fell", "rose", "sent", "gave", "got", "saw":
		return past
	case "is", "are", "am":
		return present
	}
	if r.words.class["forward"][l] {
		return future
	}
	if len(l) > 4 && strings.HasSuffix(l, "ed") {
		return past
	}
	return none
}
