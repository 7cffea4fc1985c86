package timex

import "github.com/openreadout/readout/internal/numeral"

// clockRule is rule timex/clock: «at 3 p.m. GMT», «08:30 UTC», «16:00 UTC today», «noon on Friday».
func (r *reading) clockRule(i int) (value, int) {
	clock, end := r.clock(i)
	if end == 0 || !r.surely(i, end) {
		return value{}, 0
	}
	j := end
	if r.is(j, ",") {
		j++
	}
	if r.is(j, "on") {
		j++
	}
	if r.depth < 3 {
		r.depth++
		v, e := r.longest(r.points, j)
		r.depth--
		if e > 0 && v.grain == "day" && v.kind == "date" && v.from == v.to && !r.is(j, "(") {
			v.kind = "time"
			v.timex += clock
			return v, e
		}
	}
	base, ok := r.nearReference(i)
	if !ok {
		v := unknown("day", "XXXX-XX-XX"+clock)
		v.kind = "time"
		return v, end
	}
	v := dayValue(base)
	v.kind = "time"
	v.timex += clock
	return v, end
}

// surely reports whether a clock reading without a day is one: it has a.m. or p.m., a zone, or «at» before it.
func (r *reading) surely(i, end int) bool {
	if r.meridian(end-1) || r.is(end-1, "clock") || r.find(i, "part") > 0 {
		return r.find(i, "part") == 0 || r.is(i-1, "at", "by", "until", "before", "after", "around", "since", "from", "to")
	}
	if end > i+3 || r.zoneEnds(end) {
		return true
	}
	return r.is(i-1, "at", "by", "until", "around", "about", "from", "before", "after", "since", "till") && r.is(i+1, ":")
}

func (r *reading) zoneEnds(end int) bool {
	for back := 1; back <= 4; back++ {
		if e := r.find(end-back, "zone"); e == end {
			return true
		}
	}
	return r.is(end-1, ")")
}

// meridian reports whether the atom at i ends «a.m.» or «p.m.».
func (r *reading) meridian(i int) bool {
	return r.is(i, "am", "pm") || r.is(i, "m") && r.is(i-1, ".") || r.is(i, ".") && r.is(i-1, "m") && r.is(i-2, ".")
}

// clock reads a time of day and writes it as TIMEX3 does: «T15:00+02:00».
func (r *reading) clock(i int) (string, int) {
	if p, end := r.lookup(i, "part"); p != nil && p.value[0] == 'T' {
		return p.value, end
	}
	h, m, sec, end, ok := r.figures(i)
	if !ok {
		return "", 0
	}
	bare := end == i+1
	if e, pm, found := r.ampm(end); found {
		if h > 12 || h == 0 && !pm {
			if h > 12 && !pm {
				return "", 0
			}
		}
		if pm && h < 12 {
			h += 12
		}
		if !pm && h == 12 {
			h = 0
		}
		end, bare = e, false
	} else if r.is(end, "o") && r.is(end+1, "'") && r.is(end+2, "clock") {
		end, bare = end+3, false
	}
	text := "T" + two(h) + ":" + two(m)
	if sec >= 0 {
		text += ":" + two(sec)
	}
	zone, e := r.zone(end)
	if e > 0 {
		end, bare = e, false
		text += zone
	}
	if bare || h > 24 || m > 59 {
		return "", 0
	}
	return text, end
}

// figures reads «3», «3:30», «15.30» before a zone, «0800», «16:00:05», «3 p.m.»'s number.
func (r *reading) figures(i int) (h, m, sec, end int, ok bool) {
	sec = -1
	n, w := r.digits(i)
	if w == 4 && n%100 < 60 && n/100 <= 24 && (r.find(i+1, "zone") > 0 || r.is(i+1, "hours", "hrs")) {
		end = i + 1
		if r.is(end, "hours", "hrs") {
			end++
		}
		return n / 100, n % 100, sec, end, true
	}
	if w == 0 {
		v, e, ok := r.numbers.Small(r.a, i)
		_, _, meridian := r.ampm(e)
		if !ok || v < 1 || v > 12 || !meridian && !(r.is(e, "o") && r.is(e+1, "'")) {
			return 0, 0, sec, 0, false
		}
		return v, 0, sec, e, true
	}
	if w > 2 || n > 24 || i > 0 && r.tight(i) && r.is(i-1, ":", "-", "/", ".", "$") && i > 1 && r.a[i-2].Kind == numeral.Digits {
		return 0, 0, sec, 0, false
	}
	h, end = n, i+1
	if r.is(end, ":", ".") && r.tight(end) && r.tight(end+1) {
		mm, w2 := r.digits(end + 1)
		if w2 != 2 || mm > 59 {
			return 0, 0, sec, 0, false
		}
		if r.is(end, ".") {
			if _, _, meridian := r.ampm(end + 2); !meridian && r.find(end+2, "zone") == 0 {
				return h, 0, sec, end, true
			}
		}
		m, end = mm, end+2
		if s, w3 := r.digits(end + 1); r.is(end, ":") && w3 == 2 && r.tight(end+1) && s < 60 {
			sec, end = s, end+2
		}
		return h, m, sec, end, true
	}
	return h, 0, sec, end, true
}

// ampm reads «am», «a.m.», «p.m.», «PM».
func (r *reading) ampm(i int) (end int, pm, ok bool) {
	switch r.low(i) {
	case "am", "pm":
		return i + 1, r.is(i, "pm"), true
	case "a", "p":
		if r.is(i+1, ".") && r.tight(i+1) && r.is(i+2, "m") && r.tight(i+2) {
			end = i + 3
			if r.is(end, ".") && r.tight(end) && (r.find(end+1, "zone") > 0 || end+1 < len(r.a) && (!r.capital(end+1) || r.find(end+1, "weekday") > 0 || r.find(end+1, "month") > 0)) {
				end++
			}
			return end, r.is(i, "p"), true
		}
	}
	return i, false, false
}

// zone reads «GMT», «UTC+3», «(GMT +8)», «(1400 GMT)», «local time».
func (r *reading) zone(i int) (name string, end int) {
	open := r.is(i, "(")
	j := i
	if open {
		j++
		if _, w := r.digits(j); w == 4 { // the same time in another zone
			if e := r.find(j+1, "zone"); e > 0 && r.is(e, ")") {
				return "", e + 1
			}
		}
		if _, w := r.digits(j); w > 0 && r.is(j+1, ":") {
			if e := r.find(j+3, "zone"); e > 0 && r.is(e, ")") {
				return "", e + 1
			}
		}
	}
	z, e := r.lookup(j, "zone")
	if z == nil || len(z.words) == 1 && !r.upper(j) {
		return "", 0
	}
	name = z.value
	if r.is(e, "+", "-") {
		if n, w := r.digits(e + 1); w > 0 && w <= 2 && n <= 14 && z.value == "Z" && r.tight(e+1) {
			name = r.low(e) + two(n) + ":00"
			e += 2
		}
	}
	if name == "local" {
		name = ""
	}
	if open {
		if !r.is(e, ")") {
			return "", 0
		}
		e++
	} else if r.is(e, "(") {
		if _, e2 := r.zone(e); e2 > 0 {
			e = e2
		}
	}
	return name, e
}

func (r *reading) upper(i int) bool {
	s := r.text(i)
	return len(s) > 1 && s[1] >= 'A' && s[1] <= 'Z'
}

// partRule is rule timex/part: «in the morning», «at dawn», «morning of July 4», «early hours».
func (r *reading) partRule(i int) (value, int) {
	j := i
	the := r.is(j, "the", "that", "one")
	if the {
		j++
	}
	p, end := r.lookup(j, "part")
	if p == nil || r.is(end, "-") && r.tight(end) {
		return value{}, 0
	}
	k := end
	if r.is(k, "of", "on") && r.depth < 3 {
		k++
		r.depth++
		v, e := r.longest(r.points, k)
		r.depth--
		if e > 0 && v.grain == "day" && v.kind == "date" {
			v.kind = "time"
			v.timex += partName(p.value)
			return v, e
		}
	}
	if !(the && r.is(i-1, "in", "by", "during", "until", "on", "through", "for") || r.is(i-1, "at", "by", "until", "before", "after", "since") && p.value != "MI" && !the || r.is(end, "trading", "session") && r.is(i-1, "in", "early", "late")) || r.is(j, "night") && r.is(i-1, "at") {
		return value{}, 0
	}
	base, ok := r.nearReference(i)
	if !ok {
		v := unknown("day", "XXXX-XX-XX"+partName(p.value))
		v.kind = "time"
		return v, end
	}
	v := dayValue(base)
	v.kind = "time"
	v.timex += partName(p.value)
	return v, end
}
