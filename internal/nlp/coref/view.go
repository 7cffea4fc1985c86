package coref

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
)

// view is what the passes see of a mention.
type view struct {
	*doc.Mention
	sent       int
	first, end doc.Tok
	lemma      string   // of the head, in lower case
	form       string   // of the head, in lower case
	text       string   // folded, without articles
	content    []string // lemmas of the modifiers that tell one thing from another
	definite   bool     // «the», «this», «their», «Germany's»
	indefinite bool     // «a», «some», «another», «three»
	count      int      // «two leaders», «both sides» 2; 0 for none
	country    string   // key of the state that its modifiers name («French», «of France»)
	rank       rank
	quote      int // index in reader.quotes, None outside
	cluster    int
	quiet      bool // describes or repeats another mention beside it, so that it is none of the entity's
}

// rank is how prominent a grammatical place is (Brennan, Friedman and Pollard 1987).
type rank uint8

const (
	mainSubject rank = iota
	subject
	object
	oblique
	nested
)

// look makes the views, each mention a cluster of its own.
func (r *reader) look() {
	d := r.d
	r.views = make([]view, len(d.Mentions))
	r.clusters = make([]cluster, len(d.Mentions))
	r.bySent = make([]int, len(d.Sentences)+1)
	s := 0
	for i := range d.Mentions {
		m := &d.Mentions[i]
		v := &r.views[i]
		v.Mention, v.quote, v.cluster = m, doc.None, i
		v.first, v.end = d.TokensIn(m.Span)
		v.sent = d.SentenceOf(m.Head)
		for ; s < v.sent; s++ {
			r.bySent[s+1] = i
		}
		v.lemma, v.form = strings.ToLower(d.Tokens[m.Head].Lemma), strings.ToLower(d.Form(m.Head))
		v.rank = r.rankOf(m.Head)
	}
	for ; s < len(d.Sentences); s++ {
		r.bySent[s+1] = len(d.Mentions)
	}
	for i := range r.views {
		v := &r.views[i]
		r.modifiers(v)
		v.text = r.fold(v)
		r.clusters[i] = r.single(i)
	}
}

// rankOf returns the grammatical place of a head; a later conjunct has that of the first.
func (r *reader) rankOf(t doc.Tok) rank {
	d := r.d
	t = r.firstConjunct(t)
	switch {
	case d.IsRel(t, "nsubj", "csubj"):
		up := d.Tokens[t].Head
		if up != doc.None && d.IsRel(up, "root", "parataxis", "conj") {
			return mainSubject
		}
		return subject
	case d.IsRel(t, "root"):
		return subject
	case d.IsRel(t, "obj", "iobj"):
		return object
	case d.IsRel(t, "obl", "vocative", "dislocated"):
		return oblique
	}
	return nested
}

// modifiers reads the words before and under the head of a nominal.
func (r *reader) modifiers(v *view) {
	d := r.d
	for _, c := range d.Children(v.Head) {
		k := &d.Tokens[c]
		w := strings.ToLower(d.Form(c))
		switch {
		case d.IsRel(c, "det"):
			switch w {
			case "the", "this", "that", "these", "those":
				v.definite = true
			case "both":
				v.definite, v.count = true, 2
			case "all":
				v.definite = true
			default:
				v.indefinite = true
			}
		case d.IsRel(c, "nmod:poss"):
			v.definite = true
			v.country = r.stateAt(c, v.country)
		case d.IsRel(c, "nummod"):
			if n := numberOf(w); n > 0 {
				v.count = n
			} else {
				v.content = append(v.content, w)
			}
		case d.IsRel(c, "amod", "compound", "nmod:desc"):
			if key := r.stateAt(c, ""); key != "" {
				v.country = key
			} else if w == "two" || w == "both" {
				v.count = 2
			}
			v.content = append(v.content, strings.ToLower(k.Lemma))
		case d.IsRel(c, "nmod"):
			if d.Child(c, "case") != doc.None && strings.ToLower(d.Form(d.Child(c, "case"))) == "of" {
				v.country = r.stateAt(c, v.country)
			}
		}
	}
	if v.lemma == "pair" || v.lemma == "duo" {
		v.count = 2
	}
	if n := numberOf(v.form); n > 0 && d.Tokens[v.Head].UPOS == "NUM" {
		v.count = n
	}
	if v.Form == "name" && v.Kind == "person" && !v.Title.Empty() {
		first, end := d.TokensIn(v.Title)
		for t := first; t < end; t++ {
			v.country = r.stateAt(t, v.country)
		}
		if first > 1 && v.country == "" && isPossessive(d.Form(first-1)) {
			v.country = r.stateAt(first-2, "")
		}
	}
}

// stateAt returns the key of the state that a mention at t names, else old.
func (r *reader) stateAt(t doc.Tok, old string) string {
	if i := r.d.MentionOf(t); i != doc.None {
		if m := &r.d.Mentions[i]; strings.HasPrefix(m.Key, "state/") || strings.HasPrefix(m.Key, "organisation/") || strings.HasPrefix(m.Key, "people/") {
			return m.Key
		}
	}
	return old
}

// longest is how many tokens of a mention are compared; what is longer is compared with nothing.
const longest = 30

// fold is the text of a mention under which it is compared, "" for a coordination and for what is too long.
func (r *reader) fold(v *view) string {
	if v.end-v.first > longest || v.Rule == "mention/coordination" {
		return ""
	}
	first := v.first
	for first < v.end-1 {
		k := &r.d.Tokens[first]
		if k.UPOS != "DET" && !(first == v.first && strings.EqualFold(r.d.Form(first), "the")) {
			break
		}
		first++
	}
	return actors.Fold(r.d.Text[r.d.Tokens[first].Begin:v.End])
}

func numberOf(w string) int {
	switch w {
	case "two", "2", "both":
		return 2
	case "three", "3":
		return 3
	case "four", "4":
		return 4
	case "five", "5":
		return 5
	}
	return 0
}

func isPossessive(w string) bool { return w == "'s" || w == "’s" || w == "'" || w == "’" }

func isCapital(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c)
}
