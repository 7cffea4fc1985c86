package clause

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// lemma returns the lemma of t in lower case, or its form where it has none.
func (b *builder) lemma(t doc.Tok) string {
	if l := b.d.Tokens[t].Lemma; l != "" && l != "_" {
		return strings.ToLower(l)
	}
	return b.form(t)
}

func (b *builder) form(t doc.Tok) string { return strings.ToLower(b.d.Form(t)) }

func (b *builder) is(t doc.Tok, forms ...string) bool { return slices.Contains(forms, b.form(t)) }

func (b *builder) tag(t doc.Tok, tags ...string) bool {
	return slices.Contains(tags, b.d.Tokens[t].XPOS)
}

func (b *builder) upos(t doc.Tok, tags ...string) bool {
	return slices.Contains(tags, b.d.Tokens[t].UPOS)
}

// head returns the head of t, or None.
func (b *builder) head(t doc.Tok) doc.Tok { return b.heads[t] }

// phrase returns t with its fixed words in lower case, a blank between: «because of».
func (b *builder) phrase(t doc.Tok) string {
	s := b.form(t)
	for _, k := range b.d.Children(t) {
		if b.d.IsRel(k, "fixed") {
			s += " " + b.form(k)
		}
	}
	return s
}

// preposition returns the case words of t: «with», «because of», «out of». Parsers hang the case of a long
// name on its title («with Israeli Prime Minister Ann Lee»), so the first word under t is asked too.
func (b *builder) preposition(t doc.Tok) string {
	s := b.caseOf(t, t)
	for n := 0; s == "" && n < 3; n++ {
		kids := b.d.Children(t)
		if len(kids) == 0 || kids[0] > t || !b.d.IsRel(kids[0], "nmod:desc", "compound", "amod", "nmod:poss") {
			break
		}
		t = kids[0]
		s = b.caseOf(t, t)
	}
	return s
}

// caseOf returns the case words of t that stand before the word at.
func (b *builder) caseOf(t, at doc.Tok) string {
	s := ""
	for _, k := range b.d.Children(t) {
		if !b.d.IsRel(k, "case") || b.tag(k, "POS") || k > at && b.upos(t, "NOUN", "PROPN") {
			continue
		}
		if s != "" {
			s += " "
		}
		s += b.phrase(k)
	}
	return s
}

// Bounds of what one clause takes: a list of ten thousand names would be shared by each of ten thousand verbs.
const (
	maxConjuncts = 100
	maxShared    = 32 // subjects that another clause lends
	maxArgs      = 400
)

// conjuncts returns t and what is coordinated with it, without conjuncts that are denied («but not Iran»)
// and without whole clauses.
func (b *builder) conjuncts(t doc.Tok) []doc.Tok {
	out := []doc.Tok{t}
	for i := 0; i < len(out) && len(out) < maxConjuncts; i++ {
		for _, k := range b.d.Children(out[i]) {
			if len(out) < maxConjuncts && (b.d.IsRel(k, "conj") || b.headlineComma(out[i], k)) && !b.denied(k) && (b.of[k] == doc.None || b.clauses[b.of[k]].Kind != doc.Verbal) {
				out = append(out, k)
			}
		}
	}
	slices.Sort(out)
	return out
}

// headlineComma reports whether k stands after a comma that means «and»: «Putin, Xi to meet».
func (b *builder) headlineComma(t, k doc.Tok) bool {
	return b.d.IsRel(k, "appos") && b.upos(t, "PROPN") && b.upos(k, "PROPN") && k > t+1 && b.is(k-1, ",") && b.headline(t)
}

func (b *builder) headline(t doc.Tok) bool { return b.d.Sentences[b.d.SentenceOf(t)].Headline }

// denied reports whether a conjunct is set against the first: «but not Iran», «rather than Iran».
func (b *builder) denied(t doc.Tok) bool {
	for _, k := range b.d.Children(t) {
		if b.d.IsRel(k, "advmod") && b.is(k, "not") || b.d.IsRel(k, "cc", "case") && b.is(k, "rather", "instead") {
			return true
		}
	}
	return false
}

// coordinated returns the clauses coordinated with clause i, itself first.
func (b *builder) coordinated(i int) []int {
	out := []int{i}
	for at := 0; at < len(out) && len(out) < maxConjuncts; at++ {
		for _, k := range b.clauses[out[at]].kids {
			if len(out) < maxConjuncts && b.d.IsRel(k, "conj") && b.of[k] != doc.None {
				out = append(out, int(b.of[k]))
			}
		}
	}
	slices.Sort(out)
	return out
}

// relative reports whether t is a relative word.
func (b *builder) relative(t doc.Tok) bool {
	switch b.form(t) {
	case "who", "whom", "which", "where":
		return b.d.Feat(t, "PronType") == "Rel" || b.tag(t, "WP", "WDT", "WRB")
	case "that":
		return b.d.Feat(t, "PronType") == "Rel" || b.tag(t, "WDT")
	}
	return false
}

// capital reports whether t is written with a capital letter.
func (b *builder) capital(t doc.Tok) bool {
	f := b.d.Form(t)
	return f != "" && f[0] >= 'A' && f[0] <= 'Z' || len(f) > 1 && f[0] == 0xC3 && f[1] < 0xA0 // À to Þ
}
