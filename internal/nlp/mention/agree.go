package mention

import (
	"cmp"
	"slices"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
)

// agree makes the names of a document agree: a surname is of the kind of the full name, words that name
// something in one place name it everywhere, and one string is of one kind.
func (r *reader) agree() {
	r.vote()
	surnames := r.surnames()
	for i := range r.names {
		n := &r.names[i]
		if n.end-n.first != 1 || n.kind == "person" || !surnames[r.words[n.first]] {
			continue
		}
		if n.label == "PER" || n.entry == nil {
			n.kind, n.entry, n.place, n.class = "person", nil, nil, nil
		}
	}
	r.repeat(surnames)
}

// text is the form under which names of one document are compared.
func (r *reader) text(n *name) string { return r.d.Str(r.span(n.first, n.end)) }

// surnames are the last words of the persons' full names.
func (r *reader) surnames() map[string]bool {
	out := map[string]bool{}
	for i := range r.names {
		if n := &r.names[i]; n.kind == "person" && n.end-n.first > 1 && isCapital(r.words[n.end-1]) && len(r.words[n.end-1]) > 2 {
			out[r.words[n.end-1]] = true
		}
	}
	return out
}

// vote gives every name that the files do not know the kind that most of its like have.
func (r *reader) vote() {
	votes := map[string]*[len(kindOrder)]int{}
	for i := range r.names {
		n := &r.names[i]
		k := slices.Index(kindOrder[:], n.kind)
		if n.entry != nil || k < 0 {
			continue
		}
		t := r.text(n)
		if votes[t] == nil {
			votes[t] = &[len(kindOrder)]int{}
		}
		votes[t][k]++
	}
	for i := range r.names {
		n := &r.names[i]
		if n.entry != nil {
			continue
		}
		v := votes[r.text(n)]
		if v == nil {
			continue
		}
		best := slices.Index(kindOrder[:], n.kind)
		for k := range kindOrder {
			if v[k] > v[best] {
				best = k
			}
		}
		n.kind = kindOrder[best]
	}
}

var kindOrder = [...]string{"person", "organisation", "place", "facility"}

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
		if r.used[t] != free || r.d.Tokens[t].UPOS != "PROPN" || !isCapital(r.words[t]) {
			continue
		}
		n := name{first: tok, end: tok + 1, rule: "mention/repeat", title: doc.None}
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
