// Package amount is the layer that finds sums of money, percentages, measures and counts, with exact decimal
// values (no number goes through binary floating point). It reads atoms of the text, so that «€3.7bn»,
// «$5-10 million» and «12-cent» are read alike on any tokenisation; the trees say what a bare number counts.
//
// The words are in data/lexicons/en: currencies.txt, units.txt, numbers.txt, amounts.txt.
package amount

import (
	"io/fs"
	"math/big"
	"slices"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/numeral"
	"github.com/openreadout/readout/internal/rates"
)

// Layer finds amounts. It is safe for concurrent use.
type Layer struct {
	words   *words
	numbers *numeral.Reader
	rates   *rates.Table
}

// New reads the words of amounts from the knowledge k.
func New(k fs.FS) (*Layer, error) {
	w, err := readWords(k)
	if err != nil {
		return nil, err
	}
	n, err := numeral.New(k)
	if err != nil {
		return nil, err
	}
	t, err := rates.New(k)
	if err != nil {
		return nil, err
	}
	return &Layer{w, n, t}, nil
}

// Apply fills d.Amounts. Numbers inside d.Times are left alone.
func (l *Layer) Apply(d *doc.Doc) {
	r := &reading{Layer: l, d: d, all: numeral.Atoms(d)}
	for i := 0; i < len(r.all); {
		r.paragraph(i)
		i = r.step(i)
	}
	r.convert()
	d.Amounts = r.out
}

// reading is the state of one document.
type reading struct {
	*Layer
	d      *doc.Doc
	all    []numeral.Atom
	a      []numeral.Atom // all up to the end of the paragraph
	out    []doc.Amount
	last   quantity // the amount before, for renderings of one sum
	lastAt int      // atom after it
	time   int      // index of the next time expression
	seen   map[*currency]int
}

// quantity is an amount while it is read.
type quantity struct {
	kind        string
	value       *big.Rat
	least, most *big.Rat
	cur         *currency
	unit        string
	approx      string
	assumed     bool
	minor       bool // told in minor coins
	scaled      bool
	rule        string
}

func (r *reading) paragraph(i int) {
	if i < len(r.a) {
		return
	}
	end := i + 1
	for end < len(r.all) && !r.all[end].Break {
		end++
	}
	r.a = r.all[:end]
}

// step reads one amount or passes over one atom; it returns where to go on.
func (r *reading) step(i int) int {
	if !r.starts(i) {
		return i + 1
	}
	inTime := r.inTime(i)
	q, end := r.money(i)
	if end == 0 && !inTime {
		q, end = r.percent(i)
		if end == 0 {
			q, end = r.measure(i)
		}
		if end == 0 {
			q, end = r.count(i)
		}
	}
	if end == 0 {
		return max(i+1, r.skip(i))
	}
	if q.kind != "money" && inTime {
		return i + 1
	}
	r.put(q, i, end)
	return end
}

// put widens the amount by the words that make it inexact and writes it down.
func (r *reading) put(q quantity, i, end int) {
	begin := r.before(i, &q)
	last := r.after(end, &q)
	s := doc.Span{Begin: r.a[begin].Begin, End: r.a[last-1].End}
	a := doc.Amount{Span: s, Kind: q.kind, Value: numeral.Decimal(q.value), Min: numeral.Decimal(q.least), Max: numeral.Decimal(q.most),
		Unit: q.unit, Approx: q.approx, Assumed: q.assumed, SameAs: doc.None, Rule: "amount/" + q.rule}
	if a.Value == "" && q.value != nil {
		a.Value = numeral.Rounded(q.value, 2) // a third: 33.33
		if a.Approx == "" {
			a.Approx = "about"
		}
	}
	if q.cur != nil {
		a.Currency = q.cur.code
	}
	r.out = append(r.out, a)
	if q.kind == "money" {
		r.link(q, begin)
		r.last, r.lastAt = q, last
	}
}

// inTime reports whether atom i lies in a time expression. Atoms come in order.
func (r *reading) inTime(i int) bool {
	for r.time < len(r.d.Times) && r.d.Times[r.time].End <= r.a[i].Begin {
		r.time++
	}
	return r.time < len(r.d.Times) && r.d.Times[r.time].Begin <= r.a[i].Begin && r.d.Times[r.time].Kind != "set" && r.d.Times[r.time].Kind != "ref"
}

// starts reports whether an amount can begin at atom i.
func (r *reading) starts(i int) bool {
	a := &r.a[i]
	if a.Kind == numeral.Digits {
		return true
	}
	if r.words.names[a.Low] != nil {
		return true
	}
	if _, ok := r.millionCode(i); ok {
		return true
	}
	if a.Low == "a" || a.Low == "an" || a.Low == "between" || a.Low == "½" || a.Low == "¼" || a.Low == "¾" {
		return true
	}
	_, ok := r.numbers.Read(r.a, i)
	return ok
}

// skip passes over a number that is no amount as a whole.
func (r *reading) skip(i int) int {
	if r.a[i].Kind != numeral.Digits {
		return i
	}
	n, _ := r.numbers.Read(r.a, i)
	return n.End
}

// before takes in «more than», «about», «up to».
func (r *reading) before(i int, q *quantity) int {
	for back := 6; back >= 1; back-- {
		if p, end := r.lookup(r.words.classes["approx"], i-back); p != nil && end == i {
			if q.approx == "" {
				q.approx = p.value
			}
			return i - back
		}
	}
	return i
}

// after takes in «or more», «or so».
func (r *reading) after(end int, q *quantity) int {
	if p, e := r.lookup(r.words.classes["after"], end); p != nil {
		if q.approx == "" {
			q.approx = p.value
		}
		return e
	}
	return end
}

func (r *reading) low(i int) string {
	if i < 0 || i >= len(r.a) {
		return ""
	}
	return r.a[i].Low
}

func (r *reading) is(i int, words ...string) bool { return slices.Contains(words, r.low(i)) }

func (r *reading) tight(i int) bool { return i > 0 && i < len(r.a) && !r.a[i].Space }

func (r *reading) text(i int) string {
	if i < 0 || i >= len(r.a) {
		return ""
	}
	return r.d.Str(r.a[i].Span)
}

func (r *reading) tok(i int) *doc.Token {
	if i < 0 || i >= len(r.a) || r.a[i].Tok == doc.None {
		return nil
	}
	return &r.d.Tokens[r.a[i].Tok]
}

// lookup returns the longest phrase at i and the atom after it.
func (r *reading) lookup(by map[string][]*phrase, i int) (best *phrase, end int) {
	if i < 0 || i >= len(r.a) {
		return nil, 0
	}
	for _, p := range by[r.a[i].Low] {
		if i+len(p.words) > end && r.matches(i, p.words) && (p.form == "" || r.text(i) == p.form) {
			best, end = p, i+len(p.words)
		}
	}
	return best, end
}

func (r *reading) matches(i int, words []string) bool {
	if i+len(words) > len(r.a) {
		return false
	}
	for k, w := range words {
		if r.a[i+k].Low != w {
			return false
		}
	}
	return true
}
