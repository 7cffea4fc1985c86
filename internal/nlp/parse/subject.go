package parse

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// hangSubjects mends a verb with two subjects around its clause, which a network reads off «Ann Lee, who leads the
// party, will go, a spokesman said»: no verb has two, so the one before the clause is the clause's, if that has none.
func hangSubjects(d *doc.Doc, s doc.Sentence) {
	subjects := map[doc.Tok][]doc.Tok{} // by head, in order
	var clauses []doc.Tok
	passive := map[doc.Tok]bool{}
	for t := s.First; t < s.End; t++ {
		k := &d.Tokens[t]
		switch {
		case isSubject(k.Rel):
			subjects[k.Head] = append(subjects[k.Head], t)
		case k.Rel == "ccomp" && k.Head > t:
			clauses = append(clauses, t)
		case k.Rel == "aux:pass":
			passive[k.Head] = true
		}
	}
	for _, c := range clauses {
		v := d.Tokens[c].Head
		of := subjects[v]
		if len(subjects[c]) > 0 || len(of) < 2 || of[0] > c || !slices.ContainsFunc(of, func(t doc.Tok) bool { return t > c }) {
			continue
		}
		first := of[0]
		d.Tokens[first].Head, d.Tokens[first].Rel = c, "nsubj"
		if passive[c] {
			d.Tokens[first].Rel = "nsubj:pass"
		}
		subjects[c], subjects[v] = of[:1:1], of[1:]
		for t := first + 1; t < c; t++ { // what stands between them goes with them
			if k := &d.Tokens[t]; k.Head == v {
				k.Head = c
			}
		}
	}
}

// hangAbsolutes mends «with both sides stressing …» where the network hangs «with» on the participle and the participle
// on the noun between them: the noun is its subject.
func hangAbsolutes(d *doc.Doc, s doc.Sentence) {
	for m := s.First; m < s.End; m++ {
		v := d.Tokens[m].Head
		if d.Tokens[m].Rel != "mark" || v == doc.None || d.Tokens[v].Rel != "acl" {
			continue
		}
		if n := d.Tokens[v].Head; m < n && n < v && d.Tokens[n].Head != doc.None {
			d.Tokens[v].Head, d.Tokens[v].Rel = d.Tokens[n].Head, "advcl"
			d.Tokens[n].Head, d.Tokens[n].Rel = v, "nsubj"
		}
	}
}

func isSubject(rel string) bool {
	base, _, _ := strings.Cut(rel, ":")
	return base == "nsubj" || base == "csubj" || base == "expl"
}
