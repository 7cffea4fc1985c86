package timex

import (
	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/internal/numeral"
)

// rangeRule is rule timex/range: «between May and July», «from 3 to 5 June», «June 3-5», «2014-15», «from Monday
// to Friday», «from March to date». Both ends belong to it.
func (r *reading) rangeRule(i int) (value, int) {
	j, prefix := i, r.low(i)
	switch prefix {
	case "from", "between":
		j++
	default:
		prefix = ""
		if r.is(i-1, "from", "between") { // seen with its preposition and refused
			return value{}, 0
		}
	}
	if v, end := r.dayRange(j, prefix); end > 0 {
		return v, end
	}
	left, k := r.endpoint(j)
	if k == 0 {
		return value{}, 0
	}
	sep := r.separator(k, prefix)
	if sep == 0 {
		return value{}, 0
	}
	right, end := r.rightEnd(left, k, sep)
	if end == 0 || r.is(end, "-") && r.tight(end) && r.tight(end+1) && r.a[end+1].Kind == numeral.Digits || !r.mayJoin(i, prefix, left, right, k, end) {
		return value{}, 0
	}
	left, right = r.agree(left, right, i)
	if !left.interval || !right.interval || right.to < left.from {
		return value{}, 0
	}
	v := span(left.from, right.to, finer(left.grain, right.grain), left.timex+"/"+right.timex)
	return v, end
}

// endpoint reads an end of a range: a point, an edge of one, «now», «to date».
func (r *reading) endpoint(i int) (value, int) {
	v, end := r.point(i)
	if e, n := r.edge(i); n > end {
		v, end = e, n
	}
	if end > 0 {
		if v.kind != "date" && v.kind != "time" {
			return value{}, 0
		}
		return v, end
	}
	if r.is(i, "now", "date", "present") && r.hasPub {
		v := dayValue(r.pub)
		v.kind = "now"
		return v, i + 1
	}
	if r.is(i, "the") && r.is(i+1, "present") && r.hasPub {
		v := dayValue(r.pub)
		v.kind = "now"
		if r.is(i+2, "day") {
			return v, i + 3
		}
		return v, i + 2
	}
	return value{}, 0
}

// separator returns how many atoms part the two ends at k, 0 for none.
func (r *reading) separator(k int, prefix string) int {
	switch r.low(k) {
	case "-", "to", "through", "until", "till":
		if r.is(k, "until", "till") && prefix == "" {
			return 0
		}
		return 1
	case "and":
		if prefix == "between" {
			return 1
		}
	case "up":
		if r.is(k+1, "to", "until") && prefix != "" {
			return 2
		}
	}
	return 0
}

// rightEnd reads the second end, which may be short: «June 3-5», «2014-15», «april ninth through 17th».
func (r *reading) rightEnd(left value, k, sep int) (value, int) {
	j := k + sep
	dash := r.is(k, "-")
	if right, end := r.endpoint(j); end > 0 && !(left.day > 0 && right.grain == "year" && dash) {
		return right, end
	}
	if left.grain == "year" && dash && (r.tight(k) && r.tight(j) || r.text(k) == "–" && !r.tight(k) && !r.tight(j)) {
		if n, w := r.digits(j); w == 2 || w == 1 {
			y := left.from.Year()
			base := y - y%100
			if w == 1 {
				base = y - y%10
			}
			if base+n > y && base+n-y <= 15 && !(r.tight(j+1) && r.is(j+1, "-", "/", ".", ":")) {
				return yearValue(base + n), j + 1
			}
		}
	}
	if left.day > 0 && left.kind == "date" {
		if r.is(j, "the") {
			j++
		}
		if d, end := r.dayNumber(j); end > 0 && !r.counts(end, j) && (dash || !r.is(end, ":", "%", ".") || !r.tight(end+1)) {
			y, m := left.year, left.month
			if d < left.day {
				y, m, _ = calendar.Of(y, m+1, 1).Date()
			}
			if !left.interval || !calendar.Exists(y, m, d) {
				return value{}, 0
			}
			if y2, e := r.yearAfter(end); e > 0 {
				v := r.resolve(fields{year: y2, month: left.month, day: d}, j)
				return v, e
			}
			v := dayValue(calendar.Of(y, m, d))
			v.year, v.month, v.day, v.noYear = y, m, d, left.noYear
			return v, end
		}
	}
	return value{}, 0
}

// dayRange reads «3 to 5 June», «between 3 and 12 of Sept», «from the ninth till the seventeenth of April 2025».
func (r *reading) dayRange(i int, prefix string) (value, int) {
	j := i
	if r.is(j, "the") {
		j++
	}
	a, k := r.dayNumber(j)
	if k == 0 {
		return value{}, 0
	}
	sep, both := r.separator(k, prefix), false
	if sep == 0 && prefix == "" && r.is(k, "and", "or") { // «18 and 19 June»
		sep, both = 1, true
	}
	if sep == 0 {
		return value{}, 0
	}
	f, end := r.dateFields(k + sep)
	if end == 0 || f.day == 0 || both && f.day != a+1 {
		return value{}, 0
	}
	v := r.resolve(f, i)
	if !v.interval {
		return value{}, 0
	}
	y, m := v.year, v.month
	if a > f.day {
		y, m, _ = calendar.Of(y, m-1, 1).Date()
	}
	if !calendar.Exists(y, m, a) {
		return value{}, 0
	}
	from := calendar.Of(y, m, a)
	return span(from, v.to, "day", from.String()+"/"+v.timex), end
}

// mayJoin decides whether the two ends make one stretch: dates of one kind, not a life in brackets, not a
// date that was moved («delayed from May to July»).
func (r *reading) mayJoin(i int, prefix string, left, right value, k, end int) bool {
	if right.kind == "now" || left.kind == "now" {
		return prefix != "" || r.is(k, "to", "-")
	}
	if prefix == "from" {
		for b := i - 1; b >= 0 && b >= i-6; b-- {
			if r.words.class["shift"][r.low(b)] {
				return false
			}
			if r.is(b, ".", ",") {
				break
			}
		}
	}
	if prefix == "" && r.is(k, "-") && left.grain == "day" && left.year > 0 && !left.noYear && right.year > 0 && r.is(end, ")") && right.year-left.year > 1 {
		return false
	}
	if prefix == "" && !r.is(k, "-") && left.grain != right.grain && !(left.year > 0 && right.year > 0) {
		return false
	}
	if prefix == "" && (left.weekday > 0 && left.day == 0) != (right.weekday > 0 && right.day == 0) {
		return false
	}
	return left.grain != "vague" && right.grain != "vague" && left.grain != "" && right.grain != ""
}

// agree lends a year that only one end has to the other, and puts the right end after the left.
func (r *reading) agree(left, right value, at int) (value, value) {
	switch {
	case left.noYear && right.interval && right.year > 0 && !right.noYear && left.month > 0:
		y := right.year
		if left.month > right.month && right.month > 0 {
			y--
		}
		if v := r.withYear(left, y); v.interval {
			left = v
		}
	case right.noYear && left.interval && left.year > 0 && right.month > 0:
		y := left.year
		if left.noYear && right.interval && right.year < left.year && right.month >= left.month {
			if v := r.withYear(left, right.year); v.interval { // the stretch has begun
				return v, right
			}
		}
		if right.month < left.month || right.month == left.month && right.day > 0 && right.day < left.day {
			y++
		}
		if v := r.withYear(right, y); v.interval {
			right = v
		}
	case right.weekday > 0 && left.interval && right.from < left.from:
		right = dayValue(left.from + calendar.Day((right.weekday-left.from.Weekday()+7)%7))
	case right.weekday > 0 && left.weekday > 0 && left.interval:
		right = dayValue(left.from + calendar.Day((right.weekday-left.weekday+7)%7))
	}
	return left, right
}

func (r *reading) withYear(v value, y int) value {
	if v.day == 0 {
		w := monthValue(y, v.month)
		w.mod = v.mod
		return w
	}
	if !calendar.Exists(y, v.month, v.day) {
		return value{}
	}
	w := dayValue(calendar.Of(y, v.month, v.day))
	w.year, w.month, w.day = y, v.month, v.day
	return w
}

func finer(a, b string) string {
	for _, g := range []string{"day", "week", "month", "quarter", "season", "year", "decade", "century"} {
		if a == g || b == g {
			return g
		}
	}
	return a
}

// edge is rule timex/edge: «early 2009», «mid-May», «late last year», «the end of the month», «the beginning of
// the conflict». The interval stays that of the whole (TimeML: MOD), the modifier says which part.
func (r *reading) edge(i int) (value, int) {
	e, end := r.lookup(i, "edge")
	if e == nil || r.depth > 2 || r.is(i, "earlier", "later") && !r.is(end, "in", "on") {
		return value{}, 0
	}
	r.depth++
	defer func() { r.depth-- }()
	j := end
	of := e.words[len(e.words)-1] == "of"
	if !of && (r.is(j, "-") || r.is(j, "in", "on", "of")) {
		if r.is(i, "middle") && !r.is(j, "of") {
			return value{}, 0
		}
		j++
	}
	v, n := r.point(j)
	if n == 0 || v.grain == "vague" {
		if v, n = r.wholeUnit(j); n == 0 || !of && !r.is(i, "later", "earlier", "early", "late", "mid") {
			return r.anchored(e, i, j)
		}
	}
	if v.kind == "time" && !of || v.kind == "duration" || v.kind == "set" {
		if v.kind == "time" {
			return v, n
		}
		return value{}, 0
	}
	v.mod = e.value
	return v, n
}

// wholeUnit reads «the year», «month», «the day» as the current one of the text.
func (r *reading) wholeUnit(i int) (value, int) {
	j := i
	if r.is(j, "the") {
		j++
	}
	u, end := r.lookup(j, "unit")
	if u == nil || u.count || u.value[0] == 'T' || r.capital(j) && !r.firstOfSentence(i) || r.is(end, "-") && r.tight(end) || r.low(j)[len(r.low(j))-1] == 's' {
		return value{}, 0
	}
	base, ok := r.nearReference(j)
	if !ok {
		return unknown(grainOf(u.value), pattern(u.value)), end
	}
	v := unitValue(u.value, base, 0)
	v.unit = u.value
	return v, end
}

// nearReference is the reference time if it was spoken of in this sentence or the one before, else publication.
func (r *reading) nearReference(i int) (calendar.Day, bool) {
	if r.hasRef && r.ref.grain == "day" {
		if s := r.sentence(i); s < 0 || s-r.sentence(r.refAt) <= 1 {
			return r.ref.from, true
		}
	}
	if r.narrative && r.hasRef {
		return r.ref.from, true
	}
	return r.pub, r.hasPub
}

// anchored reads «the beginning of the conflict»: a time that only the event can tell.
func (r *reading) anchored(e *entry, i, j int) (value, int) {
	if e.words[len(e.words)-1] != "of" || !r.is(j, "the", "this", "that", "its", "their", "his", "her") {
		return value{}, 0
	}
	for k := j + 1; k < j+4; k++ {
		if end := r.find(k, "event"); end > 0 {
			v := value{kind: "ref", grain: "vague", mod: e.value, rule: "anchor"}
			return v, end
		}
		if k >= len(r.a) || r.a[k].Kind != numeral.Word {
			break
		}
	}
	return value{}, 0
}

// within adds the part of the day and the clock time after a day: «Tuesday morning», «July 4 at 3 p.m. GMT».
func (r *reading) within(v value, end int) (value, int) {
	if v.grain != "day" || v.kind != "date" || v.openFrom || v.openTo || v.from != v.to && v.interval {
		return v, end
	}
	j := end
	if r.is(j, "'s") {
		j++
	}
	if p, e := r.lookup(j, "part"); p != nil && !(r.is(e, "-") && r.tight(e)) {
		v.kind = "time"
		v.timex += partName(p.value)
		return v, e
	}
	if r.is(end, "in") && r.is(end+1, "the") {
		if p, e := r.lookup(end+2, "part"); p != nil && p.value[0] != 'T' {
			v.kind = "time"
			v.timex += partName(p.value)
			return v, e
		}
	}
	j = end
	if r.is(j, ",") {
		j++
	}
	if r.is(j, "at", "around", "about", "by", "@") {
		j++
	}
	if r.is(j, "about", "around") {
		j++
	}
	if clock, e := r.clock(j); e > 0 && (j > end || r.meridian(e-1) || r.is(j+1, ":")) {
		v.kind = "time"
		v.timex += clock
		return v, e
	}
	return v, end
}

// widen takes in the words before an expression that bound it or make it inexact, and sets the modifier. The
// bounding word stays outside the span, the inexact one inside (TimeML).
func (r *reading) widen(i int, v *value) int {
	begin := i
	for back := 1; back <= 4 && begin == i; back++ {
		if e, end := r.lookup(i-back, "approx"); e != nil && end == i && r.maybeApprox(e, i, v) {
			if v.mod == "" {
				v.mod = "approx"
			}
			begin = i - back
		}
	}
	if v.kind == "duration" && !v.interval || v.kind == "set" || v.kind == "ref" && v.rule != "anchor" {
		return begin
	}
	for back := 1; back <= 4; back++ {
		e, end := r.lookup(begin-back, "bound")
		if e == nil || end != begin && !(r.is(end, "the") && end+1 == begin) {
			continue
		}
		if v.mod == "" || v.rule == "anchor" {
			v.mod = e.value
		}
		if v.rule == "anchor" {
			begin -= back
		}
		break
	}
	return begin
}

// maybeApprox keeps «some», «over», «under» before a date out: «over Christmas» is not «more than Christmas».
func (r *reading) maybeApprox(e *entry, i int, v *value) bool {
	if v.kind == "duration" && !v.interval {
		return r.a[i].Kind == numeral.Digits || r.is(i, "a", "an", "half") || !r.is(i, "the", "last", "past", "next")
	}
	switch e.words[0] {
	case "about", "around", "approximately", "roughly", "nearly", "almost", "circa":
		return len(e.words) == 1
	}
	return v.rule == "offset"
}

// bounded gives past and future references their open interval: up to publication, from it on.
func (r *reading) bounded(v value) value {
	if !r.hasPub {
		return v
	}
	switch v.timex {
	case "PAST_REF":
		v.to, v.interval, v.openFrom = r.pub, true, true
	case "PRESENT_REF":
		v.from, v.to, v.interval = r.pub, r.pub, true
	case "FUTURE_REF":
		v.from, v.interval, v.openTo = r.pub, true, true
	}
	return v
}
