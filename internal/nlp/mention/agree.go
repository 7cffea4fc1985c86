package mention

import (
	"cmp"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
)

// agree makes the names of a document agree: a surname is of the kind of the full name, words that name
// something in one place name it everywhere, and one string is of one kind.
func (r *reader) agree() {
	r.vote()
	r.koreas()
	surnames := r.surnames()
	for i := range r.names {
		n := &r.names[i]
		sure, ok := surnames[r.words[n.first]]
		if n.end-n.first != 1 || n.kind == "person" || !ok {
			continue
		}
		if n.label == "PER" || !r.placed(n.first, n.end) && (n.form == actors.Metonym || sure && n.entry == nil) {
			n.kind, n.entry, n.place, n.class = "person", nil, nil, nil
		}
	}
	r.repeat(surnames)
}

// koreas reads «the North» and «the South» in a document that names North or South Korea.
func (r *reader) koreas() {
	keys := map[string]string{"North": "state/PRK", "South": "state/KOR"}
	named := map[string]bool{}
	for i := range r.names {
		if e := r.names[i].entry; e != nil {
			named[e.Key] = true
		}
	}
	if !named["state/PRK"] {
		return
	}
	for i := range r.names {
		n := &r.names[i]
		if k := keys[r.text(n)]; k != "" && n.entry == nil && n.first > 0 && strings.EqualFold(r.words[n.first-1], "the") {
			n.entry, n.form, n.kind, n.place = r.base.ByKey(k), actors.Name, "state", nil
		}
	}
}

// text is the form under which names of one document are compared.
func (r *reader) text(n *name) string { return r.d.Str(r.span(n.first, n.end)) }

// surnames are the last words of the persons' full names, true for those of whom more than a label says that they
// are persons.
func (r *reader) surnames() map[string]bool {
	out := map[string]bool{}
	for i := range r.names {
		if n := &r.names[i]; n.kind == "person" && n.end-n.first > 1 && isCapital(r.words[n.end-1]) && len(r.words[n.end-1]) > 2 {
			out[r.words[n.end-1]] = out[r.words[n.end-1]] || r.personal(n)
		}
	}
	return out
}

// personal reports whether more than the label says that a name is a person's: its entry, a title before it or
// a given name.
func (r *reader) personal(n *name) bool {
	if n.entry != nil || r.given[r.words[n.first]] != "" {
		return true
	}
	return r.titleBefore(n) != nil
}

// vote gives every name that the files do not know the kind for which most speaks in all the places where the
// document has it.
func (r *reader) vote() {
	votes := map[string]*tally{}
	for i := range r.names {
		n := &r.names[i]
		if n.entry != nil {
			continue
		}
		t := r.text(n)
		if votes[t] == nil {
			votes[t] = &tally{}
		}
		r.evidence(n, votes[t])
	}
	for i := range r.names {
		n := &r.names[i]
		if n.entry != nil {
			continue
		}
		if k := votes[r.text(n)].best(n.kind); k != n.kind {
			n.kind = k
		}
	}
}

var kindOrder = [...]string{"person", "organisation", "place", "facility"}

const (
	person = iota
	organisation
	place
	facility
)

// tally counts what speaks for each of kindOrder.
type tally [len(kindOrder)]int

// best returns the kind for which most speaks, old among equals.
func (t *tally) best(old string) string {
	k := slices.Index(kindOrder[:], old)
	if k < 0 {
		return old
	}
	for i := range t {
		if t[i] > t[k] {
			k = i
		}
	}
	return kindOrder[k]
}

// evidence adds what one place of a name says of its kind.
func (r *reader) evidence(n *name, v *tally) {
	if k := slices.Index(kindOrder[:], n.kind); k >= 0 {
		v[k] += 3
	}
	first, h := r.words[n.first], r.head(n.first, n.end)
	if r.given[first] != "" {
		v[person] += 3
	}
	if r.titleBefore(n) != nil {
		v[person] += 3
	}
	if c, end := r.nouns.longest(r.d, n.end-1, n.end); c != nil && end == n.end && c.named && n.end-n.first > 1 {
		if k := slices.Index(kindOrder[:], c.kind); k >= 0 {
			v[k] += 4
		}
	}
	if n.end-n.first == 1 && n.label != "" {
		p := r.placeOf(n.first, n.end)
		if inCity := p != nil && p.Rank() >= wellKnown && r.placed(n.first, n.end); !inCity && r.bearer(n) != nil { // «in Lagos» is no president Lagos
			v[person] += 5
		}
		if n.label == "PER" && n.place == nil && p != nil {
			v[place]++
		}
	}
	if n.place != nil {
		v[place]++
		if n.place.Rank() >= wellKnown && n.end-n.first > 1 {
			v[place] += 4
		}
	}
	if r.placed(n.first, n.end) {
		v[place] += 2
		v[facility]++
	}
	if det := r.d.Child(h, "det"); det != doc.None && det < n.first {
		v[person] -= 3
		v[organisation]++
	}
	if n.end-n.first == 1 && len(first) > 1 && first == strings.ToUpper(first) {
		v[organisation] += 2
		v[person]--
	}
	if up := r.d.Tokens[h].Head; up != doc.None && r.d.IsRel(h, "nsubj") && r.metonym.has("speaks", strings.ToLower(r.d.Tokens[up].Lemma)) {
		v[person]++
	}
}

// contentWord reports whether the tagger may have taken a strange name for the word at t.
func (r *reader) contentWord(t doc.Tok) bool {
	switch r.d.Tokens[t].UPOS {
	case "NOUN", "ADJ", "INTJ", "X":
		return true
	}
	return false
}

// repeat finds further places of names of one word that the document has elsewhere, and of surnames.
func (r *reader) repeat(surnames map[string]bool) {
	like := map[string]*name{}
	for i := range r.names {
		if n := &r.names[i]; n.end-n.first == 1 && n.form != actors.Adjective && n.form != actors.Demonym {
			if w := r.words[n.first]; like[w] == nil {
				like[w] = n
			}
		}
	}
	var more []name
	for t := range r.words {
		tok := doc.Tok(t)
		if r.used[t] != free || !isCapital(r.words[t]) || !(r.d.Tokens[t].UPOS == "PROPN" || surnames[r.words[t]] && r.contentWord(tok)) {
			continue
		}
		n := name{first: tok, end: tok + 1, rule: "mention/repeat"}
		if r.measured(tok) {
			continue
		}
		if surnames[r.words[t]] {
			n.kind = "person"
		} else if o := like[r.words[t]]; o != nil {
			n.kind, n.entry, n.form, n.place = o.kind, o.entry, o.form, o.place
		} else {
			continue
		}
		r.used[t] = inName
		more = append(more, n)
	}
	r.names = append(r.names, more...)
	slices.SortFunc(r.names, func(a, b name) int { return cmp.Compare(a.first, b.first) })
}
