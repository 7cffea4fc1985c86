package timex

import (
	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/internal/numeral"
)

// begin looks over the document once: its date, the order of its numeric dates, whether it tells of the past.
func (r *reading) begin() {
	if d, ok := calendar.Parse(string(r.d.Published)); ok {
		r.pub, r.hasPub = d, true
	}
	if !r.hasPub {
		r.dateline()
	}
	recent, old := 0, 0
	for i := range r.all {
		a := &r.all[i]
		if a.Kind == numeral.Word {
			for _, e := range r.words.by[a.Low] {
				if (e.class == "weekday" || e.class == "deictic" || e.class == "direction" && !e.reference && e.n != 0) && !e.careful {
					recent++
				}
			}
			continue
		}
		if a.Kind != numeral.Digits {
			continue
		}
		r.a = r.all
		n, w := r.digits(i)
		if w == 4 && n > 1000 && n < 2100 && (r.yearLike(i, n) || r.is(i-1, ",") || r.find(i-1, "month") > 0) && !r.numberLike(i) {
			if y := r.pub.Year(); !r.hasPub || n < y-1 || n > y+1 {
				old++
			} else {
				recent++
			}
		}
		if m, w2 := r.digits(i + 2); r.is(i+1, "/") && w <= 2 && w2 <= 2 && w2 > 0 && m > 12 && m <= 31 && n >= 1 && n <= 12 {
			if _, w3 := r.digits(i + 4); r.is(i+3, "/") && w3 >= 2 {
				r.monthFirst = true
			}
		}
	}
	r.a = nil
	r.narrative = old >= 4 && old > 2*recent || !r.hasPub && old > 0
}

// dateline takes the date of a text that has none from its first lines: «PARIS, July 2, 2025 (Xinhua) --».
func (r *reading) dateline() {
	end := min(len(r.all), 40)
	r.a = r.all[:end]
	for i := 0; i < end; i++ {
		if i > 0 && !r.is(i-1, ",", "(", "-", "|") && !r.a[i].Break && r.find(i-1, "weekday") == 0 {
			continue
		}
		for _, f := range []func(*reading, int) (value, int){(*reading).date, (*reading).numeric} {
			if v, e := f(r, i); e > 0 && v.interval && v.day > 0 && !v.noYear && (e >= len(r.all) || r.is(e, "(", "-", "/", ":", ")", "|") || r.all[e].Break) {
				r.pub, r.hasPub = v.from, true
				r.a = nil
				return
			}
		}
	}
	r.a = nil
}
