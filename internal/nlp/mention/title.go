package mention

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// title is what stands before the name of a person and says what he or she is.
type title struct {
	class *class
	first doc.Tok // where it begins; it ends where the name begins
	noun  doc.Tok // its noun: «Minister» in «Minister of Foreign Affairs»
}

// titleBefore finds the title before a name, or returns nil.
func (r *reader) titleBefore(n *name) *title {
	s := r.d.Sentences[r.d.SentenceOf(n.first)]
	t := r.titleAt(n.first, s)
	if t == nil {
		t = r.titleOf(n.first, s)
	} else if u := r.titleOf(t.first, s); u != nil {
		t = u // «Assistant to the President for Homeland Security Dr. Sherwood-Randall»
	}
	if t == nil {
		return nil
	}
	for t.first > s.First && r.inTitle(t.first-1) && (r.d.Under(t.first-1, t.noun) || r.d.Under(t.first-1, n.first-1) || r.d.Under(t.first-1, r.head(n.first, n.end))) {
		t.first--
	}
	for t.first < t.noun && (isHyphen(r.words[t.first]) || r.d.Tokens[t.first].UPOS == "CCONJ") {
		t.first++
	}
	return t
}

// titleAt finds a noun of titles.txt that ends right before the token end.
func (r *reader) titleAt(end doc.Tok, s doc.Sentence) *title {
	for t := max(s.First, end-6); t < end; t++ {
		if c, e := r.nouns.longest(r.d, t, end); c != nil && c.title && e == end && r.allInTitle(t, e) {
			return &title{c, t, r.head(t, e)}
		}
	}
	return nil
}

// titleOf finds a title before the token end with the body or state of which it is one: «President of the Republic of
// Chad», «Minister for Foreign Affairs». It goes by the words alone, as trees of such phrases are often wrong.
func (r *reader) titleOf(end doc.Tok, s doc.Sentence) *title {
	var found *title
	if end == s.First || !isCapital(r.words[end-1]) {
		return nil
	}
	for t := end - 1; t > s.First && end-t < 18; t-- {
		if r.labelledPerson(t) && r.titleAt(t+1, s) == nil {
			break
		}
		switch w := strings.ToLower(r.words[t]); w {
		case "of", "for", "to":
			if x := r.titleAt(t, s); x != nil {
				found = x
			}
			continue
		case "the", "and", "&", "'s", "’s":
			continue
		}
		if !isCapital(r.words[t]) && !isHyphen(r.words[t]) && (found == nil || t < found.first) {
			break
		}
	}
	return found
}

// allInTitle reports whether the tokens of a listed noun may be a title. The tag of a word alone decides; several
// words in a row are what the list says, whatever their tags («elect» of «President-elect» is often a verb).
func (r *reader) allInTitle(first, end doc.Tok) bool {
	if end-first == 1 {
		return r.inTitle(first)
	}
	for t := first; t < end; t++ {
		if r.used[t] == inPerson {
			return false
		}
	}
	return true
}

// inTitle reports whether t may stand inside a title, before its noun.
func (r *reader) inTitle(t doc.Tok) bool {
	if r.used[t] == inPerson {
		return false
	}
	switch r.d.Tokens[t].UPOS {
	case "ADJ", "NOUN", "PROPN", "X":
		return true
	case "PUNCT", "SYM":
		return isHyphen(r.words[t])
	}
	w := r.words[t]
	return w == "&" || w == "and" && t > 0 && isCapital(r.words[t-1])
}
