package coref

import (
	"strings"
	"unicode/utf8"
)

// joinNames joins names: by knowledge entry, by their words, surnames to full names, abbreviations to what they
// abbreviate.
func (r *reader) joinNames() {
	byKey, byText := map[string]int{}, map[string]int{}
	bySurname, byInitials, byPart := map[string]int{}, map[string]int{}, map[string]int{}
	for i := range r.views {
		v := &r.views[i]
		if v.Form == "nominal" || v.Form == "pronoun" || v.Rule == "mention/coordination" {
			continue
		}
		if k := r.of(i).key; k != "" {
			r.joinBy(byKey, k, i, "coref/entry")
		}
		if v.text == "" {
			continue
		}
		kind := v.Kind
		if v.Form == "nationality" {
			kind = "nationality"
		}
		r.joinBy(byText, kind+" "+v.text, i, "coref/name")
		switch v.Kind {
		case "person":
			r.joinPerson(bySurname, i)
		case "organisation", "treaty", "facility", "place", "other", "group":
			r.joinBody(byInitials, byPart, i)
		}
	}
}

// joinBy joins view i with the last one of the same mark.
func (r *reader) joinBy(m map[string]int, mark string, i int, rule string) {
	if k, ok := m[mark]; ok {
		r.join(k, i, rule)
	}
	m[mark] = i
}

// joinPerson joins a person with the last one of the same surname.
func (r *reader) joinPerson(bySurname map[string]int, i int) {
	ws := strings.Fields(r.views[i].text)
	last := ws[len(ws)-1]
	if k, ok := bySurname[last]; ok && !r.same(i, k) {
		if f := r.of(k).full; sameName(f, ws) {
			r.join(k, i, "coref/surname")
		}
	} else if len(ws) == 1 && !ok {
		if k, ok := bySurname["first "+last]; ok {
			r.join(k, i, "coref/given")
		}
	}
	bySurname[last] = i
	if len(ws) > 1 {
		bySurname["first "+ws[0]] = i
	}
}

// sameName reports whether two names of persons may be one person's: the same surname, and given names that do
// not differ, initials and shortenings aside.
func sameName(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if a[len(a)-1] != b[len(b)-1] {
		if len(a) == 1 {
			return a[0] == b[0]
		}
		return strings.Join(a, " ") == strings.Join(b[:len(a)], " ")
	}
	if len(a) == 1 {
		return true
	}
	x, y := a[0], b[0]
	return x == y || strings.HasPrefix(x, y) || strings.HasPrefix(y, x) || len(a) > 1 && len(b) > 2 && (x == b[1] || y == a[1])
}

// joinBody joins an abbreviation with the name that has its initials, whichever comes first, and a name with a
// longer one that begins or ends with it.
func (r *reader) joinBody(byInitials, byPart map[string]int, i int) {
	v := &r.views[i]
	words := r.nameWords(v)
	initials := ""
	if len(words) == 1 && isAcronym(words[0]) {
		initials = strings.ReplaceAll(words[0], ".", "")
	} else if len(words) > 2 {
		initials = initialsOf(words)
	}
	if len(initials) > 2 {
		if k, ok := byInitials[initials]; ok {
			r.join(k, i, "coref/acronym")
		} else {
			byInitials[initials] = i
		}
	}
	if v.Kind == "place" || len(words) == 0 {
		return
	}
	text := strings.ToLower(strings.Join(words, " "))
	if k, ok := byPart[v.Kind+" "+text]; ok && !r.same(k, i) {
		r.join(k, i, "coref/short")
	}
	for n := 1; n < len(words); n++ { // what a later, shorter name may be
		offer(byPart, v.Kind+" "+strings.ToLower(strings.Join(words[:n], " ")), i)
		if tail := words[n:]; isCapital(tail[0]) && !r.common(tail) {
			offer(byPart, v.Kind+" "+strings.ToLower(strings.Join(tail, " ")), i)
		}
	}
}

// offer sets what a key stands for, unless it has a meaning already.
func offer(m map[string]int, key string, i int) {
	if _, ok := m[key]; !ok {
		m[key] = i
	}
}

// common reports whether words are only what a body or a place is («Ministry», «Bank»), which names none.
func (r *reader) common(words []string) bool {
	if len(words) > 1 {
		return false
	}
	w := strings.ToLower(words[0])
	n, _ := r.base.Agent(words)
	return n > 0 || r.words.is("body", w) || r.words.is("place", w) || r.words.is("state", w) || len(w) < 4
}

// initialsOf puts together the initials of the capitalised words of a name.
func initialsOf(words []string) string {
	var b strings.Builder
	for _, w := range words {
		for part := range strings.SplitSeq(w, "-") {
			if isCapital(part) {
				r, _ := utf8.DecodeRuneInString(part)
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// nameWords are the words of a name without the article.
func (r *reader) nameWords(v *view) []string {
	var out []string
	for t := v.first; t < v.end; t++ {
		if w := r.d.Form(t); len(out) > 0 || !strings.EqualFold(w, "the") {
			out = append(out, w)
		}
	}
	return out
}

func isAcronym(w string) bool {
	n := 0
	for _, c := range w {
		switch {
		case c >= 'A' && c <= 'Z':
			n++
		case c != '.':
			return false
		}
	}
	return n > 1 && n < 8
}
