package main

import (
	"math/rand/v2"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// augment adds what agency copy has and the treebanks lack: datelines, ranks and titles before names, sums
// in other currencies, dashes of other forms, lines all in capitals or in small letters. Each is made of
// sentences of the treebanks.
func augment(texts []*doc.Doc) []*doc.Doc {
	r := rand.New(rand.NewPCG(3, 4))
	out := texts
	for _, d := range texts {
		for first := 0; first < len(d.Sentences); {
			end := first + 1
			for end < len(d.Sentences) && d.Sentences[end].Paragraph == d.Sentences[first].Paragraph {
				end++
			}
			if p := paragraph(d, first, end); worth(p) && r.IntN(2) == 0 {
				p.change(r)
				out = append(out, p.doc())
			}
			first = end
		}
	}
	return out
}

// piece is a token on its way to a new text.
type piece struct {
	form, xpos string
	space      bool // white space before it
	joined     bool
	ends       bool // a sentence ends after it
}

type pieces []piece

func paragraph(d *doc.Doc, first, end int) pieces {
	var p pieces
	for _, s := range d.Sentences[first:end] {
		for t := s.First; t < s.End; t++ {
			k := d.Tokens[t]
			p = append(p, piece{d.Form(t), k.XPOS, k.Begin > 0 && (t == 0 || d.Tokens[t-1].End < k.Begin), k.Joined, t+1 == s.End})
		}
	}
	p[0].space = false
	return p
}

// worth reports whether a paragraph reads like prose: it ends in a stop and has a few words.
func worth(p pieces) bool {
	return len(p) > 8 && len(p) < 200 && p[len(p)-1].form == "." && p[0].form[0] >= 'A' && p[0].form[0] <= 'Z'
}

var (
	towns    = strings.Fields("PARIS LONDON KYIV MOSCOW WASHINGTON BEIJING BRUSSELS NAIROBI CAIRO ANKARA TEHRAN GENEVA Tokyo Delhi Seoul Canberra Islamabad Vienna")
	agencies = []string{"Reuters", "AP", "AFP", "Xinhua", "dpa", "TASS", "ANI", "IANS", "Bloomberg", "UPI", "KUNA", "WAM", "Kyodo News"}
	months   = strings.Fields("Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec. January February August September October November December")
	titles   = strings.Fields("Gen. Sen. Rep. Gov. Lt. Col. Maj. Capt. Adm. Sgt. Mr. Mrs. Ms. Dr. Prof. Amb. Brig. Cmdr. Pres. Rev. Sens. Reps. Gens. Insp. Supt. Det.")
	endings  = strings.Fields("U.S. U.S. U.K. D.C. U.N. E.U. p.m. a.m. Inc. Ltd. Corp. Co. Jr. etc. N.Y. U.S.A. U.S.S.R.")
	signs    = strings.Fields("$ € £ ¥ ₹ US$ A$ C$ HK$")
	units    = strings.Fields("m bn tn mn k million billion trillion")
)

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

func (p *pieces) change(r *rand.Rand) {
	p.insertTitles(r)
	p.insertMoney(r)
	p.changeDashes(r)
	p.endAbbreviated(r)
	switch r.IntN(12) {
	case 0:
		p.recase(strings.ToUpper)
	case 1:
		p.recase(strings.ToLower)
	}
	if r.IntN(2) == 0 {
		p.prepend(dateline(r))
	}
}

func (p *pieces) recase(f func(string) string) {
	for i := range *p {
		(*p)[i].form = f((*p)[i].form)
	}
}

func (p *pieces) prepend(head pieces) {
	(*p)[0].space = true
	*p = append(head, *p...)
}

// dateline makes «PARIS, July 2 (Xinhua) —» in the forms of the agencies.
func dateline(r *rand.Rand) pieces {
	w := func(s string) piece { return piece{form: s, space: true} }
	m := func(s string) piece { return piece{form: s} }
	out := pieces{{form: pick(r, towns)}}
	if r.IntN(2) == 0 {
		out = append(out, m(","), w(pick(r, months)), w(string(rune('1'+r.IntN(9)))))
	}
	if r.IntN(4) > 0 {
		out = append(out, w("("), m(pick(r, agencies)), m(")"))
	}
	switch r.IntN(5) {
	case 0:
		return append(out, w("-"))
	case 1:
		return append(out, w("--"))
	case 2:
		return append(out, m(":"))
	case 3:
		return append(out, w("–"))
	}
	return append(out, w("—"))
}

// insertTitles puts ranks and initials before pairs of names.
func (p *pieces) insertTitles(r *rand.Rand) {
	var out pieces
	for i, k := range *p {
		name := k.xpos == "NNP" && i+1 < len(*p) && (*p)[i+1].xpos == "NNP" && (*p)[i+1].space && (i == 0 || (*p)[i-1].xpos != "NNP") && k.space
		if name && r.IntN(2) == 0 {
			out = append(out, piece{form: pick(r, titles), xpos: "NNP", space: true})
			if r.IntN(4) == 0 {
				out = append(out, piece{form: string(rune('A'+r.IntN(26))) + ".", xpos: "NNP", space: true})
			}
		}
		out = append(out, k)
	}
	*p = out
}

// insertMoney writes sums after some verbs and prepositions: «of €3.7bn», «for $4.1 billion».
func (p *pieces) insertMoney(r *rand.Rand) {
	var out pieces
	for i, k := range *p {
		out = append(out, k)
		if k.ends || i+1 == len(*p) || !(*p)[i+1].space || (k.xpos != "IN" && k.xpos != "VBD") || r.IntN(8) > 0 {
			continue
		}
		number := string(rune('1'+r.IntN(9))) + pick(r, []string{"", "0", "00", ".7", "5.25", ",000", "50,000"})
		out = append(out, piece{form: pick(r, signs), space: true}, piece{form: number})
		if r.IntN(3) > 0 {
			unit := pick(r, units)
			out = append(out, piece{form: unit, space: len(unit) > 2})
		}
		if r.IntN(4) == 0 {
			out = append(out, piece{form: "(", space: true}, piece{form: pick(r, signs)}, piece{form: number}, piece{form: "m"}, piece{form: ")"})
		}
	}
	*p = out
}

// endAbbreviated ends some sentences with an abbreviation, whose stop is theirs too.
func (p *pieces) endAbbreviated(r *rand.Rand) {
	var out pieces
	for i, k := range *p {
		if k.ends && k.form == "." && i > 1 && strings.HasPrefix((*p)[i-1].xpos, "NN") && !(*p)[i-1].joined && r.IntN(3) == 0 {
			last := &out[len(out)-1]
			last.form, last.xpos, last.ends = pick(r, endings), "NNP", true
			continue
		}
		out = append(out, k)
	}
	*p = out
}

// changeDashes writes the dash between words as others do.
func (p *pieces) changeDashes(r *rand.Rand) {
	form, space := pick(r, []string{"—", "–", "--"}), r.IntN(3) > 0
	for i := range *p {
		if k := &(*p)[i]; (k.form == "--" || k.form == "—" || k.form == "–") && i > 0 && i+1 < len(*p) {
			k.form, k.space, (*p)[i+1].space = form, space, space
		}
	}
}

// doc puts the text together.
func (p pieces) doc() *doc.Doc {
	d := &doc.Doc{}
	var b strings.Builder
	first := doc.Tok(0)
	for _, k := range p {
		if k.space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		at := b.Len()
		b.WriteString(k.form)
		d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Begin: at, End: b.Len()}, Joined: k.joined, XPOS: k.xpos})
		if k.ends {
			end := doc.Tok(len(d.Tokens))
			d.Sentences = append(d.Sentences, doc.Sentence{Span: doc.Span{Begin: d.Tokens[first].Begin, End: b.Len()}, First: first, End: end})
			first = end
		}
	}
	d.Text = b.String()
	return d
}
