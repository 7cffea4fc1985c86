package parse

import "github.com/openreadout/readout/internal/doc"

// hangJuniors mends «Walter Hale, Jr. met …» where the network makes «Jr.» the subject and hangs the name on what stands
// before it: the name takes the place of its addition.
func hangJuniors(d *doc.Doc, s doc.Sentence) {
	for t := s.First + 2; t < s.End; t++ {
		switch d.Form(t) {
		case "Jr.", "Jr", "Sr.", "Sr":
		default:
			continue
		}
		k := &d.Tokens[t]
		n := t - 1
		if d.Form(n) == "," {
			n--
		}
		if d.Tokens[n].UPOS != "PROPN" {
			continue
		}
		for i := 0; i < 6 && n > s.First && d.Tokens[n].Rel == "flat" && d.Tokens[n].Head < n; i++ {
			n = d.Tokens[n].Head
		}
		if !isSubject(k.Rel) || k.Head == n || below(d, k.Head, n) {
			continue
		}
		d.Tokens[n].Head, d.Tokens[n].Rel = k.Head, k.Rel
		k.Head, k.Rel = n, "nmod:desc"
	}
}

// below reports whether token t hangs on n.
func below(d *doc.Doc, t, n doc.Tok) bool {
	for i := 0; t != doc.None && i < 200; i++ {
		if t == n {
			return true
		}
		t = d.Tokens[t].Head
	}
	return false
}
