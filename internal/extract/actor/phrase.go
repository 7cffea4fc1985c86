package actor

import (
	"strings"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
)

// phrase is what a noun phrase or a title tells of whom it names.
type phrase struct {
	agent    *actors.Agent // the role noun, nil for none that is known
	noun     string        // its words in the text, in lower case
	office   *actors.Office
	owner    *party // the state, body or person that it belongs to, nil for none
	former   bool
	acting   bool
	definite bool
	plural   bool
	title    bool // it stands before a name
	head     doc.Tok
}

// phraseOf reads the phrase of a mention: of a name, its title and what hangs on it.
func (r *reader) phraseOf(m *doc.Mention) phrase {
	first, end := r.d.TokensIn(m.Span)
	if m.Form == "name" && m.Kind == "person" {
		if m.Title.Empty() {
			return phrase{head: m.Head}
		}
		return r.title(m, first)
	}
	h := m.Head
	if m.Form == "name" && !r.hasAdposition(first, end) { // the last word tells what it is: «United States Senate»
		h = end - 1
	}
	p := r.readNoun(first, end, h)
	p.plural = m.Number == "Plur"
	if m.Form == "name" {
		p.definite = true
		if o := r.inName(first, end); o != nil {
			p.owner = o
		}
	}
	return p
}

func (r *reader) hasAdposition(first, end doc.Tok) bool {
	for t := first; t < end; t++ {
		if r.d.Tokens[t].UPOS == "ADP" {
			return true
		}
	}
	return false
}

// title reads the title before the name that begins at first: «former Turkish Deputy Foreign Minister».
func (r *reader) title(m *doc.Mention, first doc.Tok) phrase {
	begin, end := r.d.TokensIn(m.Title)
	p := phrase{head: m.Head, definite: true, title: true}
	r.findAgent(&p, begin, end, end-1)
	r.adverbs(&p, begin, end)
	for t := end - 1; t >= begin && p.owner == nil; t-- {
		if p.owner = r.ownerAt(t, m.Entity); p.owner != nil && p.owner.code == "" {
			p.owner = nil
		}
	}
	if p.owner == nil {
		p.owner = r.under(m.Head, m.Entity)
	}
	for t := begin; t < end && p.owner == nil; t++ {
		if r.isRole(t) {
			p.owner = r.under(t, m.Entity)
		}
	}
	if begin > 1 && p.owner == nil && isPossessive(r.words[begin-1]) {
		p.owner = r.ownerAt(begin-2, m.Entity)
	}
	return p
}

// isRole reports whether t is a noun that is no name.
func (r *reader) isRole(t doc.Tok) bool {
	u := r.d.Tokens[t].UPOS
	return u == "NOUN" || u == "PROPN"
}

// readNoun reads the noun phrase first to end with the head h and what hangs on it.
func (r *reader) readNoun(first, end, h doc.Tok) phrase {
	p := phrase{head: h}
	r.findAgent(&p, first, min(end+8, r.sentenceEnd(h)), h)
	r.adverbs(&p, first, end)
	if det := r.d.Child(h, "det"); det != doc.None {
		w := strings.ToLower(r.words[det])
		p.definite = w == "the" || w == "this" || w == "that" || w == "these" || w == "those"
	} else if r.d.Child(h, "nmod:poss") != doc.None {
		p.definite = true
	}
	p.owner = r.under(h, r.d.EntityOf(h))
	return p
}

func (r *reader) sentenceEnd(t doc.Tok) doc.Tok { return r.d.Sentences[r.d.SentenceOf(t)].End }

// findAgent finds the longest role noun in first to end that has the head h in it: «foreign minister»,
// «minister of defence», «members of parliament».
func (r *reader) findAgent(p *phrase, first, end, h doc.Tok) {
	length := 0
	for t := max(first, h-5); t <= h; t++ {
		n, found := r.base.Agent(r.words[t:min(t+8, end)])
		if n > length && t+doc.Tok(n) > h {
			length = n
			p.agent = sectored(found)
			p.noun = strings.ToLower(r.d.Text[r.d.Tokens[t].Begin:r.d.Tokens[t+doc.Tok(n)-1].End])
			r.findOffice(p, found)
		}
	}
	if p.agent == nil {
		if n, found := r.base.Agent([]string{strings.ToLower(r.d.Tokens[h].Lemma)}); n == 1 {
			p.agent, p.noun = sectored(found), strings.ToLower(r.words[h])
			r.findOffice(p, found)
		}
	}
}

// findOffice keeps the office among what a noun may mean.
func (r *reader) findOffice(p *phrase, found []*actors.Agent) {
	p.office = nil
	for _, a := range found {
		if a.Office != nil && (p.office == nil || a.Country != "") {
			p.office = a.Office
		}
	}
}

// sectored returns the first of what a noun may mean that tells a sector: «prosecutor» is an office of the
// International Criminal Court, and of any court.
func sectored(found []*actors.Agent) *actors.Agent {
	for _, a := range found {
		if a.Code != "" {
			return a
		}
	}
	return found[0]
}

// adverbs reads «former», «acting» and the like in first to end.
func (r *reader) adverbs(p *phrase, first, end doc.Tok) {
	for t := first; t < end; t++ {
		switch w := strings.ToLower(r.words[t]); w {
		case "former", "ex", "then", "late", "onetime", "one-time", "erstwhile", "ousted", "deposed", "outgone", "ex-president", "ex-minister", "ex-premier", "retired":
			p.former = true
		case "acting", "interim", "caretaker":
			p.acting = true
		}
		if strings.HasPrefix(strings.ToLower(r.words[t]), "ex-") {
			p.former = true
		}
	}
}

func isPossessive(w string) bool { return w == "'s" || w == "’s" || w == "'" || w == "’" }
