package amount

import "math/big"

// link is rule amount/same: two renderings of one sum are linked, so that nobody adds them up: «€3.7 billion
// ($4.1 billion)», «20 billion yen, or about $140 million», «150 million pounds (worth some €170 million)».
// begin is the atom at which the amount just written begins.
func (r *reading) link(q quantity, begin int) {
	n := len(r.out)
	if n < 2 || r.last.kind != "money" || r.lastAt == 0 || q.cur == nil || r.last.cur == nil || r.last.cur == q.cur || r.out[n-2].Kind != "money" {
		return
	}
	if r.out[n-2].SameAs >= 0 && begin-r.lastAt > 4 || !r.bridge(r.lastAt, begin) || !comparable(r.last, q) {
		return
	}
	r.out[n-1].SameAs, r.out[n-2].SameAs = n-2, n-1
}

// bridge reports whether the atoms between two sums say that they are one: a bracket, «or», «worth», «equivalent to».
func (r *reading) bridge(from, to int) bool {
	if to-from > 8 || to < from {
		return false
	}
	bracket, said := false, false
	for k := from; k < to; {
		switch {
		case r.is(k, "(", "[", "/", ";"):
			bracket = true
			k++
			continue
		case r.is(k, ",", "-", "=", "≈", "~"):
			said = said || r.is(k, "=", "≈", "~")
			k++
			continue
		}
		end := r.sameUpTo(k, to)
		if end == 0 {
			return false
		}
		said = true
		k = end
	}
	return bracket || said && to > from
}

// sameUpTo returns the atom after the longest joining phrase at k that ends by to, 0 for none.
func (r *reading) sameUpTo(k, to int) int {
	best := 0
	for _, p := range r.words.classes["same"][r.low(k)] {
		if e := k + len(p.words); e <= to && e > best && r.matches(k, p.words) {
			best = e
		}
	}
	return best
}

// comparable keeps sums apart that no two currencies of one sum can be («$5, or 3 billion euros»).
func comparable(a, b quantity) bool {
	x, y := a.value, b.value
	if x == nil || y == nil {
		return (x == nil) == (y == nil)
	}
	if x.Sign() == 0 || y.Sign() == 0 {
		return x.Sign() == y.Sign()
	}
	ratio := new(big.Rat).Quo(x, y)
	limit := big.NewRat(2000000, 1)
	return ratio.Cmp(limit) < 0 && new(big.Rat).Inv(ratio).Cmp(limit) < 0
}
