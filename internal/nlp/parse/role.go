package parse

import (
	"io/fs"
	"strings"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/lexicon"
)

// Offices are the nouns of titles: «president», «minister». It is safe for concurrent use.
type Offices map[string]bool

// NewOffices reads the heads of the titles in titles.txt: «minister» of «minister of foreign affairs».
func NewOffices(k fs.FS) (Offices, error) {
	entries, err := lexicon.Read(k, "lexicons/en/titles.txt")
	if err != nil {
		return nil, err
	}
	o := Offices{}
	for i := range entries {
		for _, f := range entries[i].Fields {
			if f.Key != "nouns" {
				continue
			}
			for noun := range strings.SplitSeq(f.Value, ";") {
				noun, _, _ = strings.Cut(strings.TrimSpace(noun), " of ")
				noun, _, _ = strings.Cut(noun, " for ")
				o[noun[strings.LastIndexByte(noun, ' ')+1:]] = true
			}
		}
	}
	return o, nil
}

// hangNames hangs a name on the office before it: «President of the Republic of Belarus Alexander Lukashenko»,
// «Minister of Defence Ann Lee». The treebanks hardly have this form of official copy, and the network then
// ties the name to the verb as if it took part by itself, or takes the office for a name. The name becomes an
// apposition of the office (UD appos).
func (o Offices) hangNames(d *doc.Doc, s doc.Sentence) {
	for t := s.First; t < s.End; t++ {
		if t+1 < s.End && d.Form(t+1) == "of" && o.is(d, t) && free(d, t) {
			d.Tokens[t].Label = ""
		}
		if t < s.First+3 || !beginsName(d, s, t) {
			continue
		}
		h, of := o.before(d, s, t)
		if h == doc.None || under(d, h, t) {
			continue
		}
		d.Tokens[h].Label = ""
		for i := of + 1; i < t; i++ { // what of the phrase hung on the name hangs on the office
			if d.Tokens[i].Head == t {
				d.Tokens[i].Head, d.Tokens[i].Rel = h, "nmod"
			}
		}
		d.Tokens[t].Head, d.Tokens[t].Rel = h, "appos"
	}
}

// is reports whether t is a noun of an office, in a capital.
func (o Offices) is(d *doc.Doc, t doc.Tok) bool {
	u := d.Tokens[t].UPOS
	return (u == "PROPN" || u == "NOUN") && capital(d.Form(t)) && o[strings.ToLower(d.Form(t))]
}

// beginsName reports whether the name of a person that has neither preposition nor conjunction begins at t.
func beginsName(d *doc.Doc, s doc.Sentence, t doc.Tok) bool {
	k := &d.Tokens[t]
	if k.UPOS != "PROPN" || k.Label != "B-PER" || k.Rel == "flat" || k.Rel == "compound" || !capital(d.Form(t-1)) {
		return false
	}
	for i := max(s.First, t-2); i < min(t+6, s.End); i++ {
		if r := d.Tokens[i].Rel; d.Tokens[i].Head == t && (r == "case" || r == "cc" || r == "det") {
			return i > t
		}
	}
	return true
}

// before returns the office whose phrase with «of» ends right before t, and that «of». It goes by the words,
// as the trees of such phrases are often wrong.
func (o Offices) before(d *doc.Doc, s doc.Sentence, t doc.Tok) (office, of doc.Tok) {
	office = doc.None
	for i := t - 1; i > s.First && t-i < 16; i-- {
		switch w := d.Form(i); {
		case w == "of" && o.is(d, i-1):
			office, of = i-1, i
		case w == "of", w == "the", w == "and", w == "'s", w == "’s", w == "-", capital(w):
		default:
			return office, of
		}
	}
	return office, of
}

// cutNames ends the name of a person before a preposition: «Ann Lee of Chad» is a person and a place, which the
// network takes for one name now and then.
func cutNames(d *doc.Doc, s doc.Sentence) {
	for t := s.First; t < s.End; t++ {
		if d.Tokens[t].Label != "I-PER" || d.Tokens[t].UPOS != "ADP" {
			continue
		}
		d.Tokens[t].Label = ""
		label := "B-LOC"
		for t++; t < s.End && d.Tokens[t].Label == "I-PER"; t++ {
			d.Tokens[t].Label = ""
			if u := d.Tokens[t].UPOS; u != "DET" || label != "B-LOC" {
				d.Tokens[t].Label, label = label, "I-LOC"
			}
		}
	}
}

// free reports whether t is no part of a longer name.
func free(d *doc.Doc, t doc.Tok) bool {
	l := d.Tokens[t].Label
	return l == "" || l[0] == 'B' && d.Tokens[t+1].Label != "I"+l[1:]
}

// under reports whether t stands somewhere under top.
func under(d *doc.Doc, t, top doc.Tok) bool {
	for t != doc.None {
		if t == top {
			return true
		}
		t = d.Tokens[t].Head
	}
	return false
}
