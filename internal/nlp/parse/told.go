package parse

import (
	"io/fs"
	"strings"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/lexicon"
)

// Hearers are verbs whose object hears what the clause behind it says: «told the crowd she would stay». It is safe
// for concurrent use.
type Hearers map[string]bool

// NewHearers reads hearers.txt.
func NewHearers(k fs.FS) (Hearers, error) {
	entries, err := lexicon.Read(k, "lexicons/en/hearers.txt")
	if err != nil {
		return nil, err
	}
	h := Hearers{}
	for i := range entries {
		for _, f := range entries[i].Fields {
			if f.Key != "words" {
				return nil, entries[i].FieldErrorf(f, "no field is called %q here", f.Key)
			}
			for w := range strings.SplitSeq(f.Value, ",") {
				h[strings.TrimSpace(w)] = true
			}
		}
	}
	return h, nil
}

// hangTold hangs the clause behind a hearer on the verb, where the network took it for a relative clause of the
// hearer: one with a subject of its own and no relative word.
func (h Hearers) hangTold(d *doc.Doc, s doc.Sentence) {
	if len(h) == 0 {
		return
	}
	said := map[doc.Tok]bool{}     // verbs that have a clause
	subject := map[doc.Tok]bool{}  // clauses with a subject that is no relative word
	relative := map[doc.Tok]bool{} // clauses with a relative word
	for t := s.First; t < s.End; t++ {
		k := &d.Tokens[t]
		if k.Head == doc.None {
			continue
		}
		switch {
		case k.Rel == "ccomp":
			said[k.Head] = true
		case strings.HasPrefix(k.XPOS, "W") || k.UPOS == "PRON" && strings.EqualFold(d.Form(t), "that"):
			relative[k.Head] = true
		case isSubject(k.Rel):
			subject[k.Head] = true
		}
	}
	for c := s.First; c < s.End; c++ {
		o := d.Tokens[c].Head
		if d.Tokens[c].Rel != "acl:relcl" || !subject[c] || relative[c] || o == doc.None || d.Tokens[o].Rel != "obj" && d.Tokens[o].Rel != "iobj" {
			continue
		}
		if v := d.Tokens[o].Head; v != doc.None && v < o && o < c && !said[v] && h[strings.ToLower(d.Tokens[v].Lemma)] {
			d.Tokens[c].Head, d.Tokens[c].Rel, said[v] = v, "ccomp", true
		}
	}
}
