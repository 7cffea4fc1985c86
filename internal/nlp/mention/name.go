package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/gazetteer"
)

// name is a stretch of tokens that names something.
type name struct {
	first, end doc.Tok
	kind       string
	label      string // PER, ORG, LOC as the model has it, "" for none
	senses     []actors.Sense
	place      *gazetteer.Place
	class      *class // of the capitalised noun that makes it a name («Institute»)
	rule       string
	entry      *actors.Entry // what it means, nil for none
	form       actors.Form
}

// findNames finds the names of a sentence, leaving out what overlaps a longer one.
func (r *reader) findNames(s doc.Sentence) {
	var found []name
	found = r.labelled(s, found)
	found = r.known(s, found)
	if !r.shouts(s) {
		found = r.called(s, found)
		found = r.capitalised(s, found)
	}
	found = r.located(s, found)
	kept := longestFirst(found, s)
	for i := range kept {
		n := &kept[i]
		r.sense(n)
		if !r.plausible(n) {
			continue
		}
		r.names = append(r.names, *n)
		for t := n.first; t < n.end; t++ {
			r.used[t] = inName
		}
	}
}

// called finds persons where the model saw nothing: by a title before a known surname, «UN chief Guterres», and
// by their given names, «Ed Wong».
func (r *reader) called(s doc.Sentence, found []name) []name {
	for t := s.First; t < s.End; t++ {
		if r.d.Tokens[t].UPOS != "PROPN" || r.d.Tokens[t].Label != "" {
			continue
		}
		if n, _ := r.base.Surname(r.words[t:min(t+4, s.End)]); n > 0 && isCapital(r.words[t]) && r.titleAt(t, s) != nil {
			found = append(found, name{first: t, end: t + doc.Tok(n), label: "PER", rule: "mention/title"})
			continue
		}
		if r.given[r.words[t]] == "" {
			continue
		}
		end := t + 1
		for end < s.End && r.d.Tokens[end].UPOS == "PROPN" && r.d.Tokens[end].Label == "" && isCapital(r.words[end]) && r.d.Under(end, t) {
			end++
		}
		if end-t > 1 && end-t < 5 {
			found = append(found, name{first: t, end: end, label: "PER", rule: "mention/given"})
			t = end - 1
		}
	}
	return found
}

// known finds the longest names of the actor files.
func (r *reader) known(s doc.Sentence, found []name) []name {
	for t := s.First; t < s.End; {
		n, senses := r.base.Match(r.words[t:min(t+12, s.End)])
		if n == 0 {
			t++
			continue
		}
		found = append(found, name{first: t, end: t + doc.Tok(n), senses: senses, rule: "mention/known"})
		t += doc.Tok(n)
	}
	return found
}

// capitalised finds names made by a capitalised noun: «the Kiel Institute for the World Economy», «Ministry
// of Defence», «the Treaty on Open Skies». The words before and after it must hang on it.
func (r *reader) capitalised(s doc.Sentence, found []name) []name {
	for t := s.First; t < s.End; {
		c, end := r.nouns.longest(r.d, t, s.End)
		if c == nil {
			t++
			continue
		}
		if c.named && isCapital(r.words[t]) && r.d.Tokens[t].UPOS == "PROPN" && !r.labelledPerson(t) {
			if first, last := r.reachLeft(t, end, s), r.reachRight(t, end, s); first < t || last > end {
				found = append(found, name{first: first, end: last, class: c, rule: "mention/noun"})
			}
		}
		t = end
	}
	return found
}

// labelledPerson reports whether the model takes t for part of a person's name.
func (r *reader) labelledPerson(t doc.Tok) bool {
	return strings.HasSuffix(r.d.Tokens[t].Label, "PER")
}

// reachLeft extends a capitalised noun over the capitalised words before it that belong to it.
func (r *reader) reachLeft(t, end doc.Tok, s doc.Sentence) doc.Tok {
	h := r.head(t, end)
	for t > s.First {
		w := r.words[t-1]
		joins := (isHyphen(w) || w == "&" || w == "and") && t-1 > s.First && isCapital(r.words[t-2])
		if r.timed(t-1) || r.labelledPerson(t-1) || !isCapital(w) && !joins || !r.d.Under(t-1, h) || r.d.Tokens[t-1].UPOS == "DET" || r.d.Tokens[t-1].UPOS == "PRON" || isPossessive(w) {
			break
		}
		if w == "and" && !r.coordinatesInside(t-1, h) {
			break
		}
		t--
	}
	for t < end-1 && (r.words[t] == "and" || isHyphen(r.words[t]) || t == s.First && r.d.Tokens[t].UPOS != "PROPN" && r.d.Tokens[t].UPOS != "ADJ") {
		t++
	}
	return t
}

// coordinatesInside reports whether the «and» at t joins two modifiers of h («Foreign and Commonwealth
// Office») and not h with another name.
func (r *reader) coordinatesInside(t, h doc.Tok) bool {
	x := r.d.Tokens[t].Head // the later conjunct
	return x != doc.None && x != h && r.d.IsRel(x, "conj") && r.d.Tokens[x].Head != h
}

// reachRight extends a capitalised noun over «of», «for» and the like with the capitalised words after it.
func (r *reader) reachRight(t, end doc.Tok, s doc.Sentence) doc.Tok {
	h := r.head(t, end)
	for at := end; at < s.End; {
		w := strings.ToLower(r.words[at])
		if r.timed(at) || r.labelledPerson(at) {
			return end
		}
		if isCapital(r.words[at]) && r.d.Under(at, h) && r.d.Tokens[at].UPOS != "VERB" {
			at++
			end = at
			continue
		}
		switch w {
		case "of", "for", "on", "the", "and", "against", "to", "de", "in", "-", "&":
			if at++; at-end > 3 || !r.d.Under(at-1, h) {
				return end
			}
			continue
		}
		return end
	}
	return end
}

// located finds unlabelled proper nouns that the gazetteer knows, if they stand alone and are well known or after
// a preposition of place.
func (r *reader) located(s doc.Sentence, found []name) []name {
	for t := s.First; t < s.End; {
		if !r.proper(t) {
			t++
			continue
		}
		end := t + 1
		for end < s.End && r.proper(end) {
			end++
		}
		if end-t < 5 && r.d.Tokens[t].Label == "" && !r.measured(t) {
			if p := r.placeOf(t, end); p != nil && (p.Rank() >= wellKnown || r.placed(t, end)) && r.given[r.words[t]] == "" {
				found = append(found, name{first: t, end: end, place: p, rule: "mention/place"})
			}
		}
		t = end
	}
	return found
}

// wellKnown is the rank of a place whose name alone says that it is meant.
const wellKnown = 500_000

func (r *reader) proper(t doc.Tok) bool {
	return r.d.Tokens[t].UPOS == "PROPN" && isCapital(r.words[t])
}

// placed reports whether a preposition of place stands before the words.
func (r *reader) placed(first, end doc.Tok) bool {
	c := r.d.Child(r.head(first, end), "case")
	if c == doc.None || c > first {
		return false
	}
	switch strings.ToLower(r.words[c]) {
	case "in", "at", "near", "from", "outside", "around", "across", "into", "through", "inside", "off", "throughout", "within", "via":
		return true
	}
	return false
}

// longestFirst keeps the longest of names that overlap; what others of the same words or of the same end say of
// a name is joined to it.
func longestFirst(found []name, s doc.Sentence) []name {
	best := make([]int, s.End-s.First) // index in found + 1 of the best name over each token
	better := func(a, b *name) bool {
		if x, y := a.end-a.first, b.end-b.first; x != y {
			return x > y
		}
		return a.first < b.first
	}
	byEnd := make(map[doc.Tok][]int, len(found))
	for i := range found {
		n := &found[i]
		byEnd[n.end] = append(byEnd[n.end], i)
		for t := n.first; t < n.end; t++ {
			k := &best[t-s.First]
			if *k == 0 || better(n, &found[*k-1]) {
				*k = i + 1
			}
		}
	}
	var out []name
	for t := s.First; t < s.End; {
		k := best[t-s.First]
		if k == 0 || found[k-1].first != t || !covers(best, found, k-1, s) {
			t++
			continue
		}
		n := found[k-1]
		for _, i := range byEnd[n.end] {
			if o := &found[i]; o.first == n.first {
				join(&n, o)
			} else if o.first > n.first && n.label == "" {
				n.label = o.label
			}
		}
		out = append(out, n)
		t = n.end
	}
	return out
}

// covers reports whether no better name took a token of name i.
func covers(best []int, found []name, i int, s doc.Sentence) bool {
	for t := found[i].first; t < found[i].end; t++ {
		if o := &found[best[t-s.First]-1]; o.first != found[i].first || o.end != found[i].end {
			return false
		}
	}
	return true
}

// join adds to n what o knows of the same words.
func join(n, o *name) {
	if n.label == "" {
		n.label = o.label
	}
	if n.senses == nil {
		n.senses = o.senses
	}
	if n.class == nil {
		n.class = o.class
	}
	if n.place == nil {
		n.place = o.place
	}
	if o.rule == "mention/known" {
		n.rule = o.rule
	}
}

// shouts reports whether most words of a sentence are capitalised, so that capitals say little.
func (r *reader) shouts(s doc.Sentence) bool {
	letters, capitals := 0, 0
	for t := s.First; t < s.End; t++ {
		c, _ := utf8.DecodeRuneInString(r.words[t])
		if !unicode.IsLetter(c) || len(r.words[t]) < 4 {
			continue
		}
		letters++
		if unicode.IsUpper(c) {
			capitals++
		}
	}
	return letters > 3 && capitals*4 > letters*3
}

func isCapital(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c)
}

func isPossessive(w string) bool { return w == "'s" || w == "’s" || w == "'" || w == "’" }
