package timex

import (
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/internal/numeral"
)

// quantity is a number of units: «three years», «two weeks and two days», «several months», «a day».
type quantity struct {
	unit    string
	count   int // whole units, 0 where the text has no whole number
	vague   bool
	article bool // «a year», «an hour»
	more    []quantity
	text    string // ISO 8601
	hyphen  bool   // «three-year»: before a noun
}

// quantity reads a number of units at i.
func (r *reading) quantity(i int) (quantity, int) {
	q, end := r.oneQuantity(i)
	if end == 0 {
		return q, 0
	}
	for !q.vague && !q.hyphen && len(q.more) < 4 {
		j := end
		if r.is(j, "and", ",") {
			j++
		}
		p, e := r.oneQuantity(j)
		if e == 0 || p.vague || p.hyphen || p.count == 0 || rank(p.unit) >= rank(last(q).unit) || p.article {
			break
		}
		q.more, end = append(q.more, p), e
	}
	if len(q.more) > 0 {
		q.text = joined(q)
	}
	return q, end
}

func last(q quantity) quantity {
	if len(q.more) > 0 {
		return q.more[len(q.more)-1]
	}
	return q
}

// rank orders units by length.
func rank(unit string) int {
	for k, u := range []string{"TS", "TM", "TH", "D", "WE", "W", "F", "M", "Q", "S", "Y", "E", "C", "L"} {
		if u == unit {
			return k
		}
	}
	return 0
}

// joined writes «P2Y1M21D», «PT1H30M».
func joined(q quantity) string {
	date, clock := "", ""
	for _, p := range append([]quantity{q}, q.more...) {
		if p.unit[0] == 'T' {
			clock += strconv.Itoa(p.count) + p.unit[1:]
			continue
		}
		date += period(p.unit, p.count)[1:]
	}
	if clock != "" {
		clock = "T" + clock
	}
	return "P" + date + clock
}

// oneQuantity reads a number with one unit.
func (r *reading) oneQuantity(i int) (quantity, int) {
	if i >= len(r.a) {
		return quantity{}, 0
	}
	q := quantity{}
	j := i
	n, ok := r.numbers.Read(r.a, i)
	if ok && n.Fraction && !n.Figures && r.is(n.End-1, "quarters") && !r.is(n.End, "of") { // «the past two quarters»
		if c, e, small := r.numbers.Small(r.a, i); small && c > 1 && e == n.End-1 {
			return r.unitOf(quantity{count: c, text: strconv.Itoa(c)}, i, e)
		}
	}
	switch {
	case ok && !n.Fraction && n.Value != nil && r.fits(n, i):
		j = n.End
		if n.Value.IsInt() && n.Value.Num().IsInt64() {
			q.count = int(min(n.Value.Num().Int64(), 99999))
		}
		q.text = numeral.Decimal(n.Value)
	case ok && n.Fraction && n.Value != nil && !r.is(i, "quarter", "third") && !(r.is(i, "a", "one") && r.is(i+1, "quarter")):
		return r.fraction(i, n)
	case r.is(i, "a", "an", "another", "one"):
		j, q.count, q.text, q.article = i+1, 1, "1", true
		if r.is(j, "few", "couple", "number", "handful") {
			j, q = r.few(i, j)
		}
	case r.is(i, "few", "several", "many", "some", "couple", "numerous", "countless") || ok && n.Value == nil:
		j, q = r.few(i, i)
	default:
		return r.plural(i)
	}
	return r.unitOf(q, i, j)
}

// fits keeps numbers out that cannot count units.
func (r *reading) fits(n numeral.Number, i int) bool {
	return !n.Scaled || n.Value.IsInt()
}

// few reads «a few», «several», «a couple of», «a number of», «tens of thousands of».
func (r *reading) few(i, j int) (int, quantity) {
	q := quantity{vague: true, text: "X"}
	if r.is(j, "couple") {
		q = quantity{count: 2, text: "2"}
	}
	if n, ok := r.numbers.Read(r.a, j); ok && n.Value == nil {
		j = n.End
	} else {
		j++
	}
	if r.is(j, "of") {
		j++
	}
	return j, q
}

// fraction reads «half a year», «half an hour», «half a century».
func (r *reading) fraction(i int, n numeral.Number) (quantity, int) {
	j := n.End
	if r.is(j, "of") {
		j++
	}
	if r.is(j, "a", "an") {
		j++
	}
	q := quantity{text: numeral.Decimal(n.Value)}
	if q.text == "" {
		return quantity{}, 0
	}
	return r.unitOf(q, i, j)
}

// plural reads a bare plural as a vague quantity: «years», «decades», «months of talks», «decades-long».
func (r *reading) plural(i int) (quantity, int) {
	u, end := r.lookup(i, "unit")
	if u == nil {
		return quantity{}, 0
	}
	l := r.low(i)
	long := r.is(end, "-") && r.is(end+1, "long")
	if l[len(l)-1] != 's' || l == "hrs" || l == "mins" || l == "secs" || l == "yrs" {
		if long && r.tight(end) { // «decade-long», «week-long»
			q := quantity{unit: u.value, count: 1, text: period(u.value, 1), hyphen: true}
			return q, end + 2
		}
		return quantity{}, 0
	}
	if u.value == "TS" || !r.capitalOK(i) {
		return quantity{}, 0
	}
	q := quantity{unit: u.value, vague: true, text: vaguePeriod(u.value)}
	if long {
		q.hyphen = true
		return q, end + 2
	}
	return q, end
}

func (r *reading) capitalOK(i int) bool {
	return !r.capital(i) || r.firstOfSentence(i) || r.headline(i)
}

// unitOf reads the unit after the number and completes q.
func (r *reading) unitOf(q quantity, i, j int) (quantity, int) {
	hyphen := r.is(j, "-") && r.tight(j) && r.tight(j+1)
	if hyphen {
		j++
	}
	if !hyphen && r.is(j, "consecutive", "straight", "successive", "full", "whole", "long", "additional", "extra", "more", "further", "trading", "business", "working", "calendar", "short", "entire", "solid", "continuous", "or") {
		if r.is(j, "or") && r.is(j+1, "so", "more") {
			j++
		}
		j++
	}
	if r.is(j, "trading", "business", "working") {
		j++
	}
	u, end := r.lookup(j, "unit")
	if u == nil {
		u, end = r.shortUnit(i, j)
		if u == nil {
			return quantity{}, 0
		}
	}
	if q.article && (r.is(j, "second") || r.is(end, "-") && r.tight(end) && r.tight(end+1) && !r.is(end+1, "long")) {
		return quantity{}, 0
	}
	if r.is(j, "second") && hyphen && r.a[i].Kind == numeral.Word {
		return quantity{}, 0 // «the thirty-second government»
	}
	q.unit, q.hyphen = u.value, hyphen
	switch {
	case q.vague:
		q.text = vaguePeriod(u.value)
	case q.count > 0:
		q.text = period(u.value, q.count)
	default:
		q.text = decimalPeriod(u.value, q.text)
	}
	if r.is(end, "-") && r.is(end+1, "long") && r.tight(end) {
		q.hyphen = true
		return q, end + 2
	}
	if r.is(end, "-") && r.is(end+1, "old") || r.is(end, "old") || r.is(end, "of") && r.is(end+1, "age") {
		return quantity{}, 0
	}
	return r.half(q, end)
}

// half reads «an hour and a half», «a year and a quarter».
func (r *reading) half(q quantity, end int) (quantity, int) {
	if q.count == 0 || !r.is(end, "and") {
		return q, end
	}
	j := end + 1
	if r.is(j, "a") {
		j++
	}
	part := ""
	switch r.low(j) {
	case "half":
		part = ".5"
	case "quarter":
		part = ".25"
	default:
		return q, end
	}
	q.text = decimalPeriod(q.unit, strconv.Itoa(q.count)+part)
	q.count = 0
	return q, j + 1
}

// shortUnit reads a unit's letter that clings to figures: «3h», «10D», «2W».
func (r *reading) shortUnit(i, j int) (*entry, int) {
	if j != i+1 || r.a[i].Kind != numeral.Digits || !r.tight(j) {
		return nil, 0
	}
	switch r.text(j) {
	case "h", "H":
		return &entry{value: "TH"}, j + 1
	case "D":
		return &entry{value: "D"}, j + 1
	case "W":
		return &entry{value: "W"}, j + 1
	case "Y":
		return &entry{value: "Y"}, j + 1
	}
	return nil, 0
}

// period writes n units in ISO 8601, which has no letters for fortnights, quarters, decades and centuries.
func period(unit string, n int) string {
	switch unit {
	case "F":
		return "P" + strconv.Itoa(2*n) + "W"
	case "S":
		return "P" + strconv.Itoa(6*n) + "M"
	case "E":
		return "P" + strconv.Itoa(10*n) + "Y"
	case "C":
		return "P" + strconv.Itoa(100*n) + "Y"
	case "L":
		return "P" + strconv.Itoa(1000*n) + "Y"
	}
	return decimalPeriod(unit, strconv.Itoa(n))
}

func decimalPeriod(unit, n string) string {
	switch unit {
	case "E":
		return "P" + n + "DE"
	case "C":
		return "P" + n + "CE"
	case "L":
		return "P" + n + "ML"
	}
	if unit[0] == 'T' {
		return "PT" + n + unit[1:]
	}
	return "P" + n + unit
}

func vaguePeriod(unit string) string { return decimalPeriod(unit, "X") }

func grainOf(unit string) string {
	switch unit {
	case "W", "F":
		return "week"
	case "M":
		return "month"
	case "Q", "S":
		return "quarter"
	case "Y":
		return "year"
	case "E":
		return "decade"
	case "C", "L":
		return "century"
	}
	return "day"
}

func pattern(unit string) string {
	switch unit {
	case "W":
		return "XXXX-WXX"
	case "WE":
		return "XXXX-WXX-WE"
	case "M":
		return "XXXX-XX"
	case "Q":
		return "XXXX-QX"
	case "Y", "E", "C", "L":
		return "XXXX"
	}
	return "XXXX-XX-XX"
}

// offset is rule timex/offset: a quantity counted from a day: «three years ago», «two days later», «a week
// from Friday», «in two months», «two weeks before Christmas».
func (r *reading) offset(i int) (value, int) {
	j, within := i, false
	if r.is(i, "in", "within") {
		j, within = i+1, true
		if r.is(j, "the", "about", "around", "just") {
			j++
		}
	} else if e := r.find(i, "approx"); e > 0 {
		j = e
	}
	q, end := r.quantity(j)
	if end == 0 || q.hyphen {
		return value{}, 0
	}
	if within {
		return r.ahead(i, q, end)
	}
	base, ok, sign, e := r.anchor(q, end)
	if e == 0 {
		return value{}, 0
	}
	v := r.moved(q, base, ok, sign)
	if r.is(e, "on") || r.find(e, "weekday") > 0 {
		v, e = r.weekdayOf(v, e)
	}
	return v, e
}

// anchor reads what a quantity is counted from, and which way.
func (r *reading) anchor(q quantity, i int) (base calendar.Day, ok bool, sign, end int) {
	switch {
	case r.is(i, "ago", "back") && !(r.is(i, "back") && r.is(i+1, "to")):
		return r.pub, r.hasPub, -1, i + 1
	case r.is(i, "hence"), r.is(i, "from") && r.is(i+1, "now"):
		return r.pub, r.hasPub, 1, i + 1 + boolInt(r.is(i, "from"))
	case r.is(i, "earlier", "previously", "beforehand", "before") && r.closed(i+1):
		base, ok = r.reference()
		return base, ok, -1, i + 1
	case r.is(i, "later", "afterwards", "afterward", "thereafter", "on") && r.closed(i+1), r.is(i, "later") && !r.is(i+1, "this", "today", "tonight", "on", "in"):
		base, ok = r.reference()
		return base, ok, 1, i + 1
	case r.is(i, "before", "after", "from", "since"):
		v, e := r.point(i + 1)
		if e == 0 || v.kind != "date" && v.kind != "time" || v.grain == "" {
			return 0, false, 0, 0
		}
		if r.is(i, "before") {
			return v.from, v.interval, -1, e
		}
		if r.is(i, "since") && v.grain != "day" {
			return v.from, v.interval, 1, e
		}
		return v.to, v.interval, 1, e
	}
	return 0, false, 0, 0
}

// closed reports whether nothing that the word before would take follows.
func (r *reading) closed(i int) bool {
	return i >= len(r.a) || r.a[i].Kind == numeral.Mark || r.is(i, "and", "in", "when", "as", "to", "with", "that", "it", "he", "she", "they", "the", "by", "at", "for") && !r.is(i-1, "before", "on")
}

// reference returns the reference time, or publication where no time was spoken of.
func (r *reading) reference() (calendar.Day, bool) {
	if r.hasRef {
		return r.ref.from, true
	}
	return r.pub, r.hasPub
}

// moved adds q to base.
func (r *reading) moved(q quantity, base calendar.Day, ok bool, sign int) value {
	if q.count == 0 && len(q.more) == 0 {
		name := "PAST_REF"
		if sign > 0 {
			name = "FUTURE_REF"
		}
		v := ref(name)
		v.kind = "date"
		return r.bounded(v)
	}
	if !ok {
		return unknown(grainOf(q.unit), pattern(q.unit))
	}
	fine := q.unit
	for _, p := range q.more {
		base = days(q.unit, base, sign*q.count)
		fine, q.unit, q.count = p.unit, p.unit, p.count
	}
	v := move(fine, base, sign*q.count)
	v.unit = q.unit
	return v
}

// ahead reads «in two weeks», which is a day to come only beside a verb of the future; else it is how long
// something takes.
func (r *reading) ahead(i int, q quantity, end int) (value, int) {
	e := end
	if r.is(e, "'s", "'") && r.is(e+1, "time") {
		e += 2
	} else if r.is(i, "within") || q.count == 0 || r.ranked(i) || r.tense(i) != future && !r.is(e, "from", "since") {
		return value{}, 0
	}
	base, ok := r.pub, r.hasPub
	if r.is(e, "from", "since") {
		v, e2 := r.point(e + 1)
		if e2 == 0 || !v.interval {
			return value{}, 0
		}
		base, ok, e = v.from, true, e2
	}
	v := r.moved(q, base, ok, 1)
	if r.is(e, "on") && ok {
		return r.weekdayOf(v, e)
	}
	return v, e
}

// ranked reports whether a noun phrase before i is ranked among all of a stretch of time: in «the first such
// summit in Japan in 12 years», «the worst floods in a decade» the years lie behind.
func (r *reading) ranked(i int) bool {
	for k := i - 1; k >= max(0, i-9); k-- {
		t := r.tok(k)
		switch {
		case t == nil, r.a[k].Kind == numeral.Mark, t.UPOS == "VERB", t.UPOS == "AUX":
			return false
		case r.is(k, "first", "only", "worst", "best", "most", "least"), t.UPOS == "ADJ" && strings.Contains(t.Feats, "Degree=Sup"):
			return true
		}
	}
	return false
}

// weekdayOf moves a counted day to the weekday named after it: «in 3 days on Friday».
func (r *reading) weekdayOf(v value, e int) (value, int) {
	j := e + boolInt(r.is(e, "on"))
	wd, end := r.weekday(j)
	if end == 0 || !v.interval || v.grain != "day" {
		return v, e
	}
	ahead := calendar.Day((wd - v.from.Weekday() + 7) % 7)
	if ahead > 3 {
		ahead -= 7
	}
	return dayValue(v.from + ahead), end
}
