// Package timex is the layer that finds time expressions and gives them values: TIMEX3 with inclusive
// intervals of days (TimeML Annotation Guidelines 1.2.1; ISO 8601). It reads atoms of the text, so that it
// works on any tokenisation, and the trees only where tense or a noun decides.
//
// Expressions are read from left to right. At each atom every rule of the table tries; the longest match
// wins. A rule gives the value at once, on the day of publication or on the reference time, which is the
// time last spoken of. The words are in data/lexicons/en/time*.txt.
package timex

import (
	"io/fs"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/numeral"
)

// Layer finds times. It is safe for concurrent use.
type Layer struct {
	words         *words
	numbers       *numeral.Reader
	rules, points []rule
}

// New reads the words of time from the knowledge k.
func New(k fs.FS) (*Layer, error) {
	w, err := readWords(k)
	if err != nil {
		return nil, err
	}
	n, err := numeral.New(k)
	if err != nil {
		return nil, err
	}
	return &Layer{w, n, allRules(), pointRules()}, nil
}

// Apply fills d.Times.
func (l *Layer) Apply(d *doc.Doc) {
	r := &reading{Layer: l, d: d, all: numeral.Atoms(d)}
	r.begin()
	for i := 0; i < len(r.all); {
		r.paragraph(i)
		i = r.step(i)
	}
	d.Times = r.out
}

// reading is the state of one document.
type reading struct {
	*Layer
	d   *doc.Doc
	all []numeral.Atom
	a   []numeral.Atom // all up to the end of the paragraph: no expression crosses it
	out []doc.Time

	pub        calendar.Day
	hasPub     bool
	ref        value // the calendar time last spoken of
	refAt      int   // atom of ref
	hasRef     bool
	narrative  bool // the text tells of years long before publication
	monthFirst bool // 7/2 is 2 July
	depth      int
}

// paragraph sets the end of the paragraph that atom i is in.
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

// step reads one expression or passes over one atom; it returns where to go on.
func (r *reading) step(i int) int {
	if !r.starts(i) {
		return i + 1
	}
	v, end := r.expression(i)
	if end == 0 {
		return max(i+1, r.skip(i))
	}
	begin := r.widen(i, &v)
	s := doc.Span{Begin: r.a[begin].Begin, End: r.a[end-1].End}
	r.out = append(r.out, v.time(s))
	if v.interval && !v.openFrom && !v.openTo && v.kind != "ref" && v.kind != "duration" {
		r.ref, r.refAt, r.hasRef = v, i, true
	}
	return end
}

// starts reports whether any rule can begin at atom i; it keeps the common words out quickly.
func (r *reading) starts(i int) bool {
	a := &r.a[i]
	switch a.Kind {
	case numeral.Digits:
		return i == 0 || a.Space || !r.glued(i)
	case numeral.Mark:
		return a.Low == "'" && i+1 < len(r.a) && r.a[i+1].Kind == numeral.Digits || a.Low == "½"
	}
	if r.words.by[a.Low] != nil {
		return true
	}
	switch a.Low {
	case "ad", "the", "a", "an", "in", "on", "between", "from", "fiscal", "fy", "q", "h", "few", "couple", "another", "all", "his", "her", "its", "their", "our", "week", "w", "half", "one", "many", "within", "per", "year", "cy", "calendar", "at", "both", "mid":
		return true
	}
	if _, _, ok := r.numbers.Ordinal(r.a, i); ok {
		return true
	}
	_, ok := r.numbers.Read(r.a, i)
	return ok
}

// glued reports whether the digits at i hang on something that makes them no time: «A380», «-45», «3.14».
func (r *reading) glued(i int) bool {
	p := &r.a[i-1]
	if p.Kind == numeral.Word {
		return r.find(i-1, "month") == 0 && p.Low != "fy" && p.Low != "w" && p.Low != "q" && p.Low != "cy" && p.Low != "sy"
	}
	switch p.Low {
	case "(", "-", "/", `"`, "'", "[", "=", "<", ">", ":", ",", ".":
		return false
	}
	return true
}

// skip passes over a number that is no time as a whole, so that no piece of it is read as one.
func (r *reading) skip(i int) int {
	if r.a[i].Kind != numeral.Digits {
		return i
	}
	n, ok := r.numbers.Read(r.a, i)
	if !ok {
		return i
	}
	return n.End
}

// rule is one way to read an expression at an atom. It returns the atom after the expression, 0 for none.
type rule struct {
	name string
	read func(*reading, int) (value, int)
}

// pointRules give a place on the calendar; ranges, edges and bounds are built from them.
func pointRules() []rule {
	return []rule{
		{"date", (*reading).date}, {"numeric", (*reading).numeric}, {"weekday", (*reading).weekdayRule}, {"deictic", (*reading).deictic},
		{"directed", (*reading).directed}, {"offset", (*reading).offset}, {"holiday", (*reading).holidayRule}, {"year", (*reading).yearRule},
		{"decade", (*reading).decadeRule}, {"century", (*reading).centuryRule}, {"quarter", (*reading).quarterRule}, {"season", (*reading).seasonRule},
		{"week", (*reading).weekRule}, {"nth", (*reading).nth}, {"fiscal", (*reading).fiscal}, {"clock", (*reading).clockRule}, {"part", (*reading).partRule},
		{"unit", (*reading).bareUnit}, {"same", (*reading).samePeriod}, {"era", (*reading).era}, {"day-of-month", (*reading).dayOfMonth},
	}
}

// allRules are tried at every atom; the longest match wins, of equals the first.
func allRules() []rule {
	return []rule{{"range", (*reading).rangeRule}, {"edge", (*reading).edge}, {"point", (*reading).point},
		{"duration", (*reading).durationRule}, {"set", (*reading).setRule}, {"ref", (*reading).refRule}}
}

// expression reads the longest expression at i.
func (r *reading) expression(i int) (value, int) {
	if r.age(i) {
		return value{}, 0
	}
	return r.longest(r.rules, i)
}

func (r *reading) longest(rs []rule, i int) (best value, end int) {
	for k := range rs {
		v, e := rs[k].read(r, i)
		if e > end {
			best, end = v, e
			if best.rule == "" {
				best.rule = rs[k].name
			}
		}
	}
	return best, end
}

// point reads a place on the calendar with a part of the day or a clock time after it.
func (r *reading) point(i int) (value, int) {
	if r.depth > 3 || i >= len(r.a) {
		return value{}, 0
	}
	r.depth++
	v, end := r.longest(r.points, i)
	if end > 0 {
		v, end = r.within(v, end)
	}
	r.depth--
	return v, end
}

// low returns the atom at i in lower case, "" outside the paragraph.
func (r *reading) low(i int) string {
	if i < 0 || i >= len(r.a) {
		return ""
	}
	return r.a[i].Low
}

func (r *reading) is(i int, words ...string) bool {
	l := r.low(i)
	for _, w := range words {
		if l == w {
			return true
		}
	}
	return false
}

// find returns the atom after the longest expression of the class at i, 0 for none.
func (r *reading) find(i int, class string) int {
	_, end := r.lookup(i, class)
	return end
}

func (r *reading) lookup(i int, class string) (best *entry, end int) {
	if i < 0 || i >= len(r.a) {
		return nil, 0
	}
	for _, e := range r.words.by[r.a[i].Low] {
		if e.class == class && i+len(e.words) > end && r.matches(i, e.words) {
			best, end = e, i+len(e.words)
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

// digits returns the value of the digits at i, with their number of digits.
func (r *reading) digits(i int) (n, width int) {
	if i < 0 || i >= len(r.a) || r.a[i].Kind != numeral.Digits || len(r.a[i].Low) > 8 {
		return 0, 0
	}
	for _, c := range r.a[i].Low {
		n = n*10 + int(c-'0')
	}
	return n, len(r.a[i].Low)
}

// tight reports whether atom i follows without white space.
func (r *reading) tight(i int) bool { return i < len(r.a) && i > 0 && !r.a[i].Space }

// text returns the atom at i as it is written.
func (r *reading) text(i int) string {
	if i < 0 || i >= len(r.a) {
		return ""
	}
	return r.d.Str(r.a[i].Span)
}

func (r *reading) capital(i int) bool {
	s := r.text(i)
	return s != "" && s[0] >= 'A' && s[0] <= 'Z'
}

// tok returns the token of atom i, or nil.
func (r *reading) tok(i int) *doc.Token {
	if i < 0 || i >= len(r.a) || r.a[i].Tok == doc.None {
		return nil
	}
	return &r.d.Tokens[r.a[i].Tok]
}
