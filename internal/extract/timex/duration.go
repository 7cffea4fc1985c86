package timex

import (
	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/numeral"
)

// age reports whether a number at i is an age: «aged 55», «at the age of 56».
func (r *reading) age(i int) bool {
	return r.is(i-1, "aged", "age") || r.is(i-1, "of") && r.is(i-2, "age")
}

// durationRule is rule timex/duration: «nearly three years», «a 12-hour flight», «the past nine days», «decades».
func (r *reading) durationRule(i int) (value, int) {
	if v, end := r.span(i); end > 0 {
		return v, end
	}
	if v, end := r.whole(i); end > 0 {
		return v, end
	}
	q, end := r.quantity(i)
	if end == 0 || r.rate(i, end) || q.vague && r.notDuration(i, end) {
		return value{}, 0
	}
	if r.is(end, "old", "olds") || r.is(end, "-") && r.is(end+1, "old") {
		return value{}, 0
	}
	if q.article && (q.unit == "Q" || r.is(i, "one") && q.unit == "D" && !r.is(i-1, "for", "in", "within", "after", "just", "only")) {
		return value{}, 0
	}
	v := value{kind: "duration", duration: q.text, timex: q.text, unit: q.unit, count: q.count, article: q.article}
	if r.is(end, "before", "after", "since") {
		v.mod = r.low(end)
		if v.mod == "since" {
			v.mod = "after"
		}
	}
	return v, end
}

// notDuration keeps plurals out that stand for no length of time: «school days», «office hours».
func (r *reading) notDuration(i, end int) bool {
	if r.find(i, "unit") == 0 || r.is(end-1, "long") {
		return false
	}
	if r.is(end, "of") || r.is(end, "in") && r.is(end+1, "the") && r.is(end+2, "making") {
		return r.is(i-1, "the", "these", "those", "working", "school", "early", "last", "first", "final") || r.is(end, "of") && r.is(end+1, "the", "a", "each", "every")
	}
	return !r.is(i-1, "for", "in", "within", "over", "after", "by", "took", "take", "takes", "taken", "lasted", "last", "through", "than", "spent", "many", "just")
}

// rate reports whether «a year» says how often: «15 a year», «$2 billion a year».
func (r *reading) rate(i, end int) bool {
	if !r.is(i, "a", "an") || end != i+2 || r.is(end, "ago", "earlier", "later", "before", "after", "from", "old") {
		return false
	}
	if r.is(i-1, "times", "once", "twice", "cents", "dollars", "euros", "pounds", "million", "billion", "trillion", "bn", "m", "percent", "%", "cent", "people", "tonnes", "barrels", "tons", "jobs", "thousand") {
		return true
	}
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if _, w := r.digits(k); w > 0 {
			return true
		}
	}
	return false
}

// span reads a stretch that ends or begins at publication: «the past nine days», «the next six months»,
// «the 5 past years», «the last decade».
func (r *reading) span(i int) (value, int) {
	j := i
	if r.is(j, "the", "these") {
		j++
	}
	if n, e, ok := r.numbers.Small(r.a, j); ok && n > 0 { // «the 5 past years»
		d, e2 := r.lookup(e, "direction")
		u, e3 := r.lookup(e2, "unit")
		if d == nil || d.n == 0 || e2 == 0 || u == nil || n > 1 && r.low(e2)[len(r.low(e2))-1] != 's' {
			return value{}, 0
		}
		return r.stretched(quantity{unit: u.value, count: n, text: period(u.value, n)}, d, e3), e3
	}
	d, end := r.lookup(j, "direction")
	if d == nil || d.n == 0 {
		return value{}, 0
	}
	q, e := r.quantity(end)
	if e == 0 {
		if u, e := r.lookup(end, "unit"); u != nil && u.value == "E" && d.n < 0 {
			return r.stretched(quantity{unit: "E", count: 1, text: period("E", 1)}, d, e), e
		}
		return value{}, 0
	}
	if q.article || q.hyphen {
		return value{}, 0
	}
	if len(q.more) > 0 && r.is(e, "ago", "later", "earlier", "from") {
		q, e = r.oneQuantity(end)
	}
	return r.stretched(q, d, e), e
}

// stretched gives a span its interval where the number is known: the days before publication or after it.
func (r *reading) stretched(q quantity, d *entry, end int) value {
	v := value{kind: "duration", duration: q.text, timex: q.text, unit: q.unit, count: q.count}
	base, ok := r.from(d.reference && r.narrative)
	if !ok || q.count == 0 || q.unit[0] == 'T' {
		return v
	}
	if r.is(end-2, "business", "working", "trading") {
		return r.businessDays(v, base, q.count, d.n)
	}
	if q.unit == "Q" {
		cur := unitValue("Q", base, 0)
		if d.n < 0 {
			v.from, v.to = days("Q", cur.from, -q.count), cur.from-1
		} else {
			v.from, v.to = cur.to+1, days("Q", cur.to+1, q.count)-1
		}
		v.interval, v.grain = true, "quarter"
		return v
	}
	v.grain, v.interval = grainOf(q.unit), true
	if d.n < 0 {
		v.from = base
		for k := len(q.more) - 1; k >= 0; k-- {
			v.from = days(q.more[k].unit, v.from, -q.more[k].count)
		}
		v.from, v.to = days(q.unit, v.from, -q.count), base-1
		return v
	}
	v.from, v.to = base+1, days(q.unit, base, q.count)
	return v
}

// businessDays counts days from Monday to Friday.
func (r *reading) businessDays(v value, base0 calendar.Day, n, direction int) value {
	d, first := base0, base0
	for left := min(n, 400); left > 0; {
		d += calendar.Day(direction)
		if d.Weekday() <= 5 {
			if first == base0 {
				first = d
			}
			left--
		}
	}
	v.interval, v.grain = true, "day"
	v.from, v.to = min(first, d), max(first, d)
	return v
}

// whole reads «all day», «the whole week», «the entire month».
func (r *reading) whole(i int) (value, int) {
	j := i
	if r.is(j, "the", "an", "a") {
		j++
	}
	if !r.is(j, "all", "whole", "entire", "full") || r.is(j, "all") && j > i || r.is(j, "full") && r.is(i, "the") {
		return value{}, 0
	}
	k := j + 1
	u, end := r.lookup(k, "unit")
	if u == nil || u.value == "TS" || r.is(end, "-") && r.tight(end) || r.low(k)[len(r.low(k))-1] == 's' || u.count && u.value != "D" {
		return value{}, 0
	}
	p := period(u.value, 1)
	return value{kind: "duration", duration: p, timex: p, unit: u.value, count: 1}, end
}

// setRule is rule timex/set: «every Monday», «weekly», «twice a week», «15 a year», «every two years».
func (r *reading) setRule(i int) (value, int) {
	if e, end := r.lookup(i, "set"); e != nil {
		if r.capital(i) && !r.firstOfSentence(i) && !r.headline(i) {
			return value{}, 0 // «the Daily Mail», «Weekly Review»
		}
		return value{kind: "set", duration: e.value, timex: e.value}, end
	}
	if e := r.find(i, "every"); e > 0 {
		return r.every(i, e)
	}
	j := i
	if e, end := r.lookup(i, "times"); e != nil {
		j = end
	} else if n, e, ok := r.numbers.Small(r.a, i); ok && n > 0 && r.is(e, "times") {
		j = e + 1
	}
	if j > i && r.is(j, "a", "an", "per", "each", "every") {
		if u, end := r.lookup(j+1, "unit"); u != nil {
			p := period(u.value, 1)
			return value{kind: "set", duration: p, timex: p}, end
		}
	}
	if r.is(i, "a", "an") || r.is(i, "per") {
		if u, end := r.lookup(i+1, "unit"); u != nil && u.value[0] != 'T' && (r.is(i, "per") && !r.measured(i) || r.rate(i, end) && !r.measured(i)) && r.low(i + 1)[len(r.low(i+1))-1] != 's' {
			p := period(u.value, 1)
			return value{kind: "set", duration: p, timex: p}, end
		}
	}
	return value{}, 0
}

// measured keeps «barrels per day», «kilometres per hour» to the amounts.
func (r *reading) measured(i int) bool {
	return r.is(i-1, "barrels", "litres", "liters", "gallons", "tonnes", "tons", "megawatts", "kilometres", "kilometers", "miles", "km", "metres", "meters")
}

func (r *reading) every(i, j int) (value, int) {
	k := j
	if r.find(k, "alternate") > 0 && r.is(k, "other") {
		if u, end := r.lookup(k+1, "unit"); u != nil {
			p := period(u.value, 2)
			return value{kind: "set", duration: p, timex: p}, end
		}
	}
	if wd, end := r.weekday(k); end > 0 {
		return value{kind: "set", duration: "P1W", timex: "XXXX-WXX-" + string(rune('0'+wd))}, end
	}
	if m, end := r.month(k); end > 0 {
		return value{kind: "set", duration: "P1Y", timex: "XXXX-" + two(m)}, end
	}
	if p, end := r.lookup(k, "part"); p != nil && r.low(k) != "night" {
		return value{kind: "set", duration: "P1D", timex: "XXXX-XX-XX" + partName(p.value)}, end
	}
	if s, end := r.lookup(k, "season"); s != nil && r.is(i, "every") {
		return value{kind: "set", duration: "P1Y", timex: "XXXX-" + s.value}, end
	}
	if q, end := r.quantity(k); end > 0 && q.count > 0 && !q.article {
		return value{kind: "set", duration: q.text, timex: q.text}, end
	}
	if r.is(k, "single") {
		k++
	}
	if u, end := r.lookup(k, "unit"); u != nil && u.value[0] != 'T' && r.low(k)[len(r.low(k))-1] != 's' {
		p := period(u.value, 1)
		return value{kind: "set", duration: p, timex: p}, end
	}
	return value{}, 0
}

// refRule is rule timex/ref: «recently», «now», «in the future», «later».
func (r *reading) refRule(i int) (value, int) {
	e, end := r.lookup(i, "ref")
	if e == nil {
		return value{}, 0
	}
	switch {
	case e.noun && (!r.is(i-1, "in", "of", "from", "for", "into", "to", "about") || r.is(end, "of") || r.noun(end)):
		return value{}, 0
	case e.adjective && (r.capital(i) && !r.firstOfSentence(i)):
		return value{}, 0
	case e.value == "later" && (r.is(end, "than", "-") || r.is(i-1, "or", "sooner")):
		return value{}, 0
	case r.is(end-1, "past") && !e.noun && (r.noun(end) || r.find(end, "unit") > 0 || end < len(r.a) && r.a[end].Kind == numeral.Digits || r.is(end, "few", "several", "couple")):
		return value{}, 0
	case r.is(i, "to") && r.is(i-1, "up", "equal", "equals", "according") || r.is(i-1, "as") && r.is(i, "soon") || r.is(i, "soon", "shortly", "recently", "long", "immediately") && r.is(end, "after", "before", "afterwards", "as"):
		return value{}, 0
	case e.careful && (r.is(end, "that", "-") || r.is(i-1, "-")):
		return value{}, 0
	}
	switch e.value {
	case "vague":
		return value{kind: "ref", grain: "vague"}, end
	case "later":
		name := "PAST_REF"
		if r.tense(i) == future {
			name = "FUTURE_REF"
		}
		return r.bounded(ref(name)), end
	}
	return r.bounded(ref(e.value)), end
}

func (r *reading) noun(i int) bool {
	t := r.tok(i)
	return t != nil && (t.UPOS == "NOUN" || t.UPOS == "NUM" || t.UPOS == "ADJ")
}

func (r *reading) childrenOf(i int) []doc.Tok {
	if r.tok(i) == nil || r.tok(i).Rel == "" {
		return nil
	}
	return r.d.Children(r.a[i].Tok)
}
