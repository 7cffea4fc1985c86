package factuality

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// hang is a word on the way from a clause up to its governor, and the form in which what is below hangs on it.
type hang struct {
	word  doc.Tok
	forms []string
}

// maxClimb bounds that way.
const maxClimb = 10

// path returns the words between clause i and its Up, and that clause's predicate, outermost first.
func (r *reading) path(i int) []hang {
	var out []hang
	c := &r.d.Clauses[i]
	up := doc.Tok(doc.None)
	if c.Up != doc.None {
		u := &r.d.Clauses[c.Up]
		up = u.Pred
		if u.Has(doc.Content, c.Pred) { // wherever the tree has it
			return []hang{{up, r.forms(i, c.Pred)}}
		}
	}
	t := c.Pred
	for n := 0; n < maxClimb; n++ {
		h := r.d.Tokens[t].Head
		if h == doc.None {
			break
		}
		out = append(out, hang{h, r.forms(i, t)})
		if h == up {
			break
		}
		t = h
	}
	if n := len(out); n > 1 && up != doc.None && out[n-1].word != up { // the clause layer hung it elsewhere
		return []hang{{up, out[0].forms}}
	}
	slices.Reverse(out)
	return out
}

// forms names the form of what hangs at t, the most special name first.
func (r *reading) forms(i int, t doc.Tok) []string {
	c := &r.d.Clauses[i]
	if t == c.Pred && c.Kind != doc.Nominal && !r.d.IsRel(t, "obj", "nsubj", "obl", "nmod", "obl:agent") || r.d.Tokens[t].UPOS == "VERB" && t == c.Pred {
		return r.clauseForms(c)
	}
	switch {
	case r.d.IsRel(t, "obj", "nsubj:pass", "xcomp", "ccomp", "iobj"):
		return []string{"noun"}
	case r.d.IsRel(t, "nsubj"):
		return []string{"subject"}
	case r.d.IsRel(t, "obl", "nmod") && !r.d.IsRel(t, "nmod:poss"):
		if p := r.d.Preposition(t); p != "" {
			return []string{p}
		}
	case r.d.IsRel(t, "compound"):
		return []string{"of"}
	}
	return nil
}

func (r *reading) clauseForms(c *doc.Clause) []string {
	switch {
	case c.Mark == "to":
		return []string{"inf"}
	case c.Mark == "whether" || c.Mark == "if":
		return []string{"if", "wh"}
	case c.Mark == "that":
		return []string{"that"}
	case c.Mark != "" && r.d.Tokens[c.Pred].XPOS == "VBG":
		return []string{c.Mark, "ing"}
	case wh[c.Mark] && !c.Finite: // «learned how to swim»
		return []string{"inf"}
	case wh[c.Mark]:
		return []string{"wh"}
	case c.Finite:
		return []string{"that"}
	}
	switch r.d.Tokens[c.Pred].XPOS {
	case "VBG":
		if p := r.d.Preposition(c.Pred); p != "" {
			return []string{p, "ing"}
		}
		return []string{"ing", "noun"}
	case "VB", "VBN":
		return []string{"inf", "that"}
	}
	return []string{"that", "inf"} // «called him a liar», «want the troops out»
}

var wh = map[string]bool{"how": true, "why": true, "where": true, "when": true, "who": true, "what": true, "which": true}

// signatureOf looks up the word by its class: a clause's predicate with its particle, another word by its lemma.
func (r *reading) signatureOf(h hang, isClause bool) *signature {
	if len(h.forms) == 0 {
		return nil
	}
	lemma, cls := r.lemma(h.word), noun
	switch r.d.Tokens[h.word].UPOS {
	case "VERB", "AUX":
		cls = verb
	case "ADJ", "ADV":
		cls = adjective
	}
	if isClause {
		lemma = lower(r.d.Clauses[r.d.ClauseOf(h.word)].Lemma)
	}
	if cls == verb && r.lex.by[verb][lemma+" "+h.forms[0]] != nil { // «call for», «vote against»: verbs of two words
		if s := r.lex.signature(verb, lemma+" "+h.forms[0], append(h.forms[1:len(h.forms):len(h.forms)], "noun", "ing")...); s != nil {
			return s
		}
	}
	return r.lex.signature(cls, lemma, h.forms...)
}
