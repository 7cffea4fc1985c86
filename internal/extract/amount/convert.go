package amount

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// offLimit is by how many hundredths a conversion may miss the official rate.
const offLimit = 15

// convert is rule amount/off-rate: it notes by how much the text's own conversion of a sum misses the official rate.
// A text may convert at the rate of its day or of the day it tells of; the months before and after count too, as
// rates move within a month. Only what is off in all of them is noted, and nothing where no rate is known.
func (r *reading) convert() {
	for i := range r.out {
		a := &r.out[i]
		if a.SameAs < 0 || a.SameAs > i || a.Assumed || r.out[a.SameAs].Assumed {
			continue
		}
		from, to := number(r.out[a.SameAs].Value), number(a.Value)
		if from == nil || to == nil {
			continue
		}
		least, known := 0, false
		for _, m := range r.months(a.Span) {
			rate := r.rates.Rate(r.out[a.SameAs].Currency, a.Currency, m/12, m%12+1)
			if rate == nil {
				continue
			}
			off := percentOff(to, new(big.Rat).Mul(from, rate), a.Value)
			if !known || abs(off) < abs(least) {
				least, known = off, true
			}
		}
		if abs(least) > offLimit {
			a.OffRate = least
		}
	}
}

// months returns the months, counted from the year 0, whose rates a sum may be converted at.
func (r *reading) months(s doc.Span) []int {
	days := []doc.Date{r.d.Published}
	if first, end := r.d.TokensIn(s); first < end {
		in := r.d.Sentences[r.d.SentenceOf(first)].Span
		for i := range r.d.Times {
			if t := &r.d.Times[i]; t.Begin >= in.Begin && t.End <= in.End {
				days = append(days, t.From, t.To)
			}
		}
	}
	var out []int
	for _, d := range days {
		if m, ok := month(d); ok {
			out = append(out, m-1, m, m+1)
		}
	}
	return out
}

// month returns the month of a day, counted from the year 0.
func month(d doc.Date) (int, bool) {
	if len(d) < len("2025-01") {
		return 0, false
	}
	y, err := strconv.Atoi(string(d[:4]))
	m, err2 := strconv.Atoi(string(d[5:7]))
	return 12*y + m - 1, err == nil && err2 == nil
}

// number reads a decimal; nil for none and for what is not above zero.
func number(s string) *big.Rat {
	x, ok := new(big.Rat).SetString(s)
	if !ok || x.Sign() <= 0 {
		return nil
	}
	return x
}

// percentOff tells by how many hundredths a sum misses what it should be, give or take half of its last place:
// «$1.1 bn» may be anything from 1.05 to 1.15. A sum of one figure is taken as it stands.
func percentOff(sum, want *big.Rat, value string) int {
	half := new(big.Rat)
	if place := lastPlace(value); place != nil {
		half.Quo(place, big.NewRat(2, 1))
	}
	off := new(big.Rat).Sub(sum, want)
	switch {
	case new(big.Rat).Abs(off).Cmp(half) <= 0:
		return 0
	case off.Sign() > 0:
		off.Sub(off, half)
	default:
		off.Add(off, half)
	}
	off.Quo(off.Mul(off, big.NewRat(100, 1)), want)
	return int(new(big.Int).Quo(off.Num(), off.Denom()).Int64())
}

// lastPlace returns the worth of the last figure of a decimal that is no zero at its end: 100000000 for 1100000000,
// 0.1 for 2.5; nil for a sum of one figure.
func lastPlace(value string) *big.Rat {
	digits := strings.Trim(strings.Replace(value, ".", "", 1), "0")
	if len(digits) < 2 {
		return nil
	}
	whole, part, _ := strings.Cut(value, ".")
	if part = strings.TrimRight(part, "0"); part != "" {
		return new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(len(part))), nil))
	}
	zeros := len(whole) - len(strings.TrimRight(whole, "0"))
	return new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(zeros)), nil))
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
