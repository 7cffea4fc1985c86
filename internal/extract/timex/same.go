package timex

import "github.com/openreadout/readout/internal/numeral"

// samePeriod is rule timex/same: «the same month a year ago», «the same period last year»: the time last
// spoken of, a year before it.
func (r *reading) samePeriod(i int) (value, int) {
	j := i
	if r.is(j, "the") {
		j++
	}
	if !r.is(j, "same", "comparable", "corresponding", "equivalent") || !r.is(j+1, "month", "period", "quarter", "week", "day", "time", "point", "stage") {
		return value{}, 0
	}
	end := j + 2
	switch {
	case r.is(end, "a") && r.is(end+1, "year") && r.is(end+2, "ago", "earlier", "before"):
		end += 3
	case r.is(end, "last") && r.is(end+1, "year"):
		end += 2
	case r.is(end, "of", "in", "the") && r.yearBefore(end+1):
		for !r.is(end-1, "year", "earlier") {
			end++
		}
	default:
		return value{}, 0
	}
	if !r.hasRef || r.ref.kind != "date" {
		return unknown("vague", "XXXX"), end
	}
	return r.yearEarlier(r.ref), end
}

func (r *reading) yearBefore(i int) bool {
	if r.is(i, "the") {
		i++
	}
	return r.is(i, "last", "previous", "preceding", "prior") && r.is(i+1, "year") || r.is(i, "year") && r.is(i+1, "earlier")
}

// yearEarlier moves an interval back by twelve months and keeps its grain.
func (r *reading) yearEarlier(v value) value {
	y, m, _ := v.from.Date()
	switch v.grain {
	case "month":
		return monthValue(y-1, m)
	case "quarter":
		return quarterValue(y-1, (m+2)/3)
	case "year":
		return yearValue(y - 1)
	case "week":
		return weekValue(v.from.AddMonths(-12))
	}
	from, to := v.from.AddMonths(-12), v.to.AddMonths(-12)
	if from == to {
		return dayValue(from)
	}
	return span(from, to, v.grain, from.String()+"/"+to.String())
}

// era is rule timex/era: «347 AD», «AD 70», «44 BC». Years before Christ have a name and no interval.
func (r *reading) era(i int) (value, int) {
	n, w := r.digits(i)
	j := i + 1
	if w == 0 && r.is(i, "ad") && r.text(i) == "AD" {
		n, w = r.digits(i + 1)
		if w == 0 || w > 4 || n == 0 {
			return value{}, 0
		}
		return yearValue(n), i + 2
	}
	if w == 0 || w > 4 || n == 0 || j >= len(r.a) || r.a[j].Kind != numeral.Word {
		return value{}, 0
	}
	switch r.text(j) {
	case "AD", "CE":
		return yearValue(n), j + 1
	case "BC", "BCE":
		return unknown("year", "BC"+four(n)), j + 1
	}
	return value{}, 0
}
