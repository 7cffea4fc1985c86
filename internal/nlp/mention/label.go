package mention

import (
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/gazetteer"
	"strings"
)

// labelled reads the BIO labels of the model.
func (r *reader) labelled(s doc.Sentence, found []name) []name {
	for t := s.First; t < s.End; {
		label := r.d.Tokens[t].Label
		if label == "" {
			t++
			continue
		}
		end := t + 1
		for end < s.End && r.d.Tokens[end].Label == "I"+label[1:] {
			end++
		}
		n := name{first: t, end: end, label: label[2:], rule: "mention/model"}
		t = end
		if n.label == "PER" {
			n.end = r.flat(n.first, n.end, s)
			t = max(t, n.end)
			r.cutPerson(&n)
			r.particle(&n, s)
			t = max(t, n.end)
			r.initials(&n, s)
		}
		r.cutTimes(&n)
		r.trim(&n)
		r.cutCommon(&n)
		r.saint(&n, s)
		if n.first < n.end && !r.onlyTitle(&n) {
			found = r.joined(append(found, r.parted(n)...))
		}
	}
	return found
}

// cutPerson ends a person's name before a dash between blanks («Lee - Associate») and before a pronoun.
func (r *reader) cutPerson(n *name) {
	for t := n.first + 1; t < n.end; t++ {
		k := &r.d.Tokens[t]
		dash := k.UPOS == "PUNCT" && r.words[t] != "." && k.Begin > r.d.Tokens[t-1].End && int(t+1) < len(r.words) && r.d.Tokens[t+1].Begin > k.End
		if dash || k.UPOS == "PRON" {
			n.end = t
			return
		}
	}
}

// particle takes the word behind a particle that a person's name does not end with into it, whatever its tag: «Tariq Al |
// Said».
func (r *reader) particle(n *name, s doc.Sentence) {
	for n.end < s.End && n.end-n.first > 1 && particles[strings.ToLower(r.words[n.end-1])] && isCapital(r.words[n.end]) {
		n.end++
	}
}

// particles are words of names that another one follows.
var particles = map[string]bool{"al": true, "el": true, "bin": true, "bint": true, "ibn": true, "ben": true, "abu": true, "abd": true, "abdel": true, "van": true, "von": true, "der": true, "de": true, "da": true, "dos": true, "di": true}

// initials takes initials before a person's name into it: «W.H.S. | Koerner», never the name of a state («U.S.»).
func (r *reader) initials(n *name, s doc.Sentence) {
	if n.first == s.First {
		return
	}
	t := n.first - 1
	w := r.words[t]
	if len(w) < 2 || len(w)%2 != 0 || r.d.Tokens[t].UPOS != "PROPN" {
		return
	}
	for i := 0; i < len(w); i += 2 {
		if w[i] < 'A' || w[i] > 'Z' || w[i+1] != '.' {
			return
		}
	}
	if k, _ := r.base.Match(r.words[t : t+1]); k == 0 {
		n.first = t
	}
}

// joined makes one name of the last two labelled places if they stand side by side and the gazetteer or the actor files
// know them together, or the first only tells a side («South | Vietnam»).
func (r *reader) joined(found []name) []name {
	n := len(found)
	if n < 2 {
		return found
	}
	a, b := &found[n-2], &found[n-1]
	if a.end != b.first || a.label != "LOC" || b.label != "LOC" {
		return found
	}
	if k, _ := r.base.Match(r.words[a.first:b.end]); k != int(b.end-a.first) && !r.places.Has(r.d.Str(r.span(a.first, b.end))) && !(a.end-a.first == 1 && sides[r.words[a.first]]) {
		return found
	}
	a.end = b.end
	return found[:n-1]
}

// sides are the capitalised words that make another place of the name behind them.
var sides = map[string]bool{"North": true, "South": true, "East": true, "West": true, "Northern": true, "Southern": true, "Eastern": true, "Western": true, "Central": true, "Upper": true, "Lower": true, "Greater": true}

// cutCommon cuts common nouns in small letters off the end of a place or body, unless they are known together:
// «Doda | district», «Gaza strip».
func (r *reader) cutCommon(n *name) {
	end := n.end
	for end > n.first+1 && r.d.Tokens[end-1].UPOS == "NOUN" && !isCapital(r.words[end-1]) {
		end--
	}
	if end == n.end || n.label == "PER" || !isCapital(r.words[n.first]) || !isCapital(r.words[end-1]) {
		return
	}
	if k, _ := r.base.Match(r.words[n.first:n.end]); k == int(n.end-n.first) || r.places.Has(r.d.Str(r.span(n.first, n.end))) {
		return
	}
	n.end = end
}

// saint takes «St.» before a name into it, where the gazetteer knows a place of that name.
func (r *reader) saint(n *name, s doc.Sentence) {
	if n.first == s.First || n.first == n.end {
		return
	}
	if w := r.words[n.first-1]; (w == "St." || w == "St" || w == "Saint") && r.places.Has(r.d.Str(r.span(n.first-1, n.end))) {
		n.first--
		n.label = "LOC"
	}
}

// cutTimes takes a weekday or date off the ends of a name («Mbeki Tuesday»).
func (r *reader) cutTimes(n *name) {
	for n.first < n.end && r.timed(n.first) {
		n.first++
	}
	for n.first < n.end && r.timed(n.end-1) {
		n.end--
	}
}

// flat extends the name of a person over the words that the tree makes flat parts of it («AQ | Khan»).
func (r *reader) flat(first, end doc.Tok, s doc.Sentence) doc.Tok {
	for end < s.End && r.d.IsRel(end, "flat") && r.d.Tokens[end].UPOS == "PROPN" && isCapital(r.words[end]) {
		if h := r.d.Tokens[end].Head; h < first || h >= end {
			break
		}
		end++
	}
	return end
}

// trim takes articles, possessives and marks off the ends of a labelled name.
func (r *reader) trim(n *name) {
	for n.first < n.end && (r.d.Tokens[n.first].UPOS == "PUNCT" || r.words[n.first] == "the" && n.end-n.first > 1 || isPossessive(r.words[n.first])) {
		n.first++
	}
	for n.first < n.end && (isPossessive(r.words[n.end-1]) || r.d.Tokens[n.end-1].UPOS == "PUNCT" && r.words[n.end-1] != ".") {
		n.end--
	}
	for n.first < n.end && (strings.EqualFold(r.words[n.end-1], "of") || strings.EqualFold(r.words[n.end-1], "the")) {
		n.end--
	}
	r.cutState(n)
	if n.label == "PER" {
		if c, e := r.nouns.longest(r.d, n.first, n.end); c != nil && c.title && e < n.end && r.given[r.words[n.first]] == "" {
			n.first = e
		}
	}
}

// cutState cuts «of Japan» off a labelled name that a title stands before: it is a person's («Prime Minister Kishida
// of Japan»).
func (r *reader) cutState(n *name) {
	for t := n.first + 1; t+1 < n.end; t++ {
		if r.words[t] != "of" {
			continue
		}
		k, senses := r.base.Match(r.words[t+1 : n.end])
		s := r.d.Sentences[r.d.SentenceOf(n.first)]
		if k == int(n.end-t-1) && senses[0].Entry.Kind == "state" && r.titleAt(n.first, s) != nil {
			n.end, n.label = t, "PER"
		}
		return
	}
}

// onlyTitle reports whether a labelled name is nothing but a title or an article: «Sheikh», «U.S. Secretary of
// State».
func (r *reader) onlyTitle(n *name) bool {
	if n.end-n.first == 1 {
		switch strings.ToLower(r.words[n.first]) {
		case "the", "jr", "jr.", "sr", "sr.", "ii", "iii":
			return true
		}
		if c, _ := r.nouns.longest(r.d, n.first, n.end); c != nil && c.title && r.d.Child(n.first, "det") != doc.None {
			return true // «the President», which the model takes for a body
		}
	}
	for t := n.first; t < n.end; t++ {
		if c, end := r.nouns.longest(r.d, t, n.end); c != nil && c.title && end == n.end {
			if n.label != "PER" {
				return end-t > 1
			}
			return t == n.first && (end-t > 1 || c.name == "head" || c.name == "vice" || !r.surnameLike(t))
		}
	}
	return false
}

// surnameLike reports whether a word that is also a title stands as a name («Baker said»): no article before it,
// no name after it.
func (r *reader) surnameLike(t doc.Tok) bool {
	if r.d.Tokens[t].UPOS != "PROPN" || r.d.Child(t, "det") != doc.None {
		return false
	}
	next := t + 1
	return int(next) >= len(r.words) || r.d.Tokens[next].UPOS != "PROPN" || !isCapital(r.words[next])
}

// personAfter returns where the name of a person begins that a label joins to a state or body before it
// («Kingdom of Norway | Espen Barth Eide»), or None. The state or body is found by its entry.
func (r *reader) personAfter(n *name) doc.Tok {
	for t := n.first + 1; t < n.end; t++ {
		known, senses := r.base.Match(r.words[t:n.end])
		if r.given[r.words[t]] == "" && !(known == int(n.end-t) && senses[0].Entry.Kind == "person") {
			continue
		}
		for x := n.first; x < t; x++ {
			if k, ss := r.base.Match(r.words[x:t]); k == int(t-x) && (ss[0].Entry.Kind == "state" || ss[0].Entry.Kind == "organisation") {
				return t
			}
		}
	}
	return doc.None
}

// twoBodies cuts a label over two bodies of one sort in two: «the Tokyo Stock Exchange and | the New York Stock
// Exchange».
func (r *reader) twoBodies(n name) (a, b name, ok bool) {
	if n.label != "ORG" {
		return a, b, false
	}
	for t := n.first + 1; t < n.end-2; t++ {
		if r.words[t] != "and" || r.words[t-1] != r.words[n.end-1] {
			continue
		}
		a, b = n, n
		a.end, b.first = t, t+1
		if r.words[b.first] == "the" {
			b.first++
		}
		return a, b, b.end-b.first > 1 && a.end-a.first > 1
	}
	return a, b, false
}

// afterBody returns where the name of a person begins that a label joins to the body before it of which he is an
// officer («Secretary of the National Security Council | Jadamba Enkhbayar»), or None.
func (r *reader) afterBody(n *name) doc.Tok {
	if n.label != "ORG" || n.end-n.first < 3 {
		return doc.None
	}
	for t := n.first + 1; t < n.end-1; t++ {
		if !officialBodies[r.words[t]] || n.end-t > 4 || !r.capitals(t+1, n.end) {
			continue
		}
		if s := r.d.Sentences[r.d.SentenceOf(n.first)]; r.titleOf(t+1, s) != nil {
			return t + 1
		}
	}
	return doc.None
}

// officialBodies are the last words of the names of bodies after which officers' own names stand.
var officialBodies = map[string]bool{"Council": true, "Committee": true, "Commission": true, "Ministry": true, "Department": true, "Agency": true, "Office": true, "Parliament": true, "Assembly": true, "Cabinet": true}

// capitals reports whether all words from first to end are capitalised.
func (r *reader) capitals(first, end doc.Tok) bool {
	for t := first; t < end; t++ {
		if !isCapital(r.words[t]) {
			return false
		}
	}
	return true
}

// parted cuts off a body before a person, and «Miramar California» into its two places, if it is not the name of
// one.
func (r *reader) parted(n name) []name {
	if t := r.personAfter(&n); t != doc.None {
		n.first, n.label = t, "PER"
		return []name{n}
	}
	if a, b, ok := r.twoBodies(n); ok {
		return []name{a, b}
	}
	if t := r.afterBody(&n); t != doc.None {
		n.first, n.label = t, "PER"
		return []name{n}
	}
	if t := r.andBetween(&n); t != doc.None {
		a, b := n, n
		a.end, b.first = t, t+1
		return []name{a, b}
	}
	if n.label != "LOC" || n.end-n.first < 2 || r.places.Has(r.d.Str(r.span(n.first, n.end))) {
		return []name{n}
	}
	for t := n.end - 1; t > n.first; t-- {
		if ps := r.places.Lookup(r.d.Str(r.span(t, n.end))); len(ps) > 0 && (ps[0].Kind == gazetteer.Region || ps[0].Kind == gazetteer.Country) && r.places.Has(r.d.Str(r.span(n.first, t))) {
			a, b := n, n
			a.end, b.first = t, t
			return []name{a, b}
		}
	}
	return []name{n}
}

// andBetween returns the «and» of a label that joins two names which the files or the gazetteer know («West Bank and
// Israel»), or None where the whole is one of theirs.
func (r *reader) andBetween(n *name) doc.Tok {
	known := func(first, end doc.Tok) bool {
		k, _ := r.base.Match(r.words[first:end])
		return k > 0 && k == int(end-first) || r.places.Has(r.d.Str(r.span(first, end)))
	}
	for t := n.first + 1; t+1 < n.end; t++ {
		if r.words[t] == "and" && known(n.first, t) && known(t+1, n.end) && !known(n.first, n.end) {
			return t
		}
	}
	return doc.None
}
