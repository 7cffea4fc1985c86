package numeral

import "math/big"

// spelled reads numbers in words: «three hundred and twenty thousand», «a million», «half a million»,
// «two and a half», «three quarters of a million», «two dozen», «three point five».
func (r *Reader) spelled(a []Atom, i int) (Number, bool) {
	if n, ok := r.partial(a, i); ok {
		return n, true
	}
	if a[i].Low == "a" || a[i].Low == "an" {
		w := r.word(a, i+1)
		if w == nil || w.scale == 0 && (w.times == 0 || a[i+1].Low != "dozen") {
			return Number{}, false
		}
		n := r.scaled(a, Number{Value: whole(1), End: i + 1, Article: true})
		return r.tail(a, n), true
	}
	w := r.word(a, i)
	if w == nil || !w.isValue {
		return Number{}, false
	}
	v, end := r.hundreds(a, i)
	n := Number{Value: v, End: end}
	if v, end := r.point(a, end); v != nil {
		n.Value, n.End = add(n.Value, v), end
		return r.scaled(a, n), true
	}
	if v, end := r.andHalf(a, n.End); v != nil {
		n.Value, n.End = add(n.Value, v), end
		return r.scaled(a, n), true
	}
	return r.tail(a, r.scaled(a, n)), true
}

// tail adds the smaller groups that follow a scaled group: «two million three hundred thousand and six».
func (r *Reader) tail(a []Atom, n Number) Number {
	for n.Scaled {
		last := r.word(a, n.End-1)
		if last == nil || last.scale < 2 {
			return n
		}
		j := n.End
		if j < len(a) && a[j].Low == "and" {
			j++
		}
		w := r.word(a, j)
		if w == nil || !w.isValue {
			if v, end := r.andHalf(a, n.End); v != nil { // «a million and a half»
				n.Value, n.End = add(n.Value, mul(v, power(last.scale))), end
			}
			return n
		}
		v, end := r.hundreds(a, j)
		next := r.scaled(a, Number{Value: v, End: end})
		if next.Value.Cmp(power(last.scale)) >= 0 {
			return n
		}
		n.Value, n.End = add(n.Value, next.Value), next.End
		if !next.Scaled {
			return n
		}
	}
	return n
}

// hundreds reads a group below a thousand, or «fifteen hundred».
func (r *Reader) hundreds(a []Atom, i int) (*big.Rat, int) {
	v, j := r.tens(a, i)
	k := j
	if k+1 < len(a) && a[k].Low == "-" && tight(a, k) {
		k++
	}
	if w := r.word(a, k); w != nil && w.scale == 2 && v > 0 && v < 100 {
		v, j = v*100, k+1
		k = j
		if k < len(a) && a[k].Low == "and" {
			k++
		}
		if w := r.word(a, k); w != nil && w.isValue {
			if u, end := r.tens(a, k); u < 100 {
				v, j = v+u, end
			}
		}
	}
	return whole(v), j
}

// tens reads a number below a hundred: «seven», «twenty», «twenty-five», «twenty five».
func (r *Reader) tens(a []Atom, i int) (int64, int) {
	v, j := r.word(a, i).value, i+1
	if v < 20 || v%10 != 0 {
		return v, j
	}
	if j+1 < len(a) && a[j].Low == "-" && tight(a, j) && tight(a, j+1) {
		j++
	}
	if w := r.word(a, j); w != nil && w.isValue && w.value > 0 && w.value < 10 && (a[j-1].Low == "-" || a[j].Space) {
		return v + w.value, j + 1
	}
	return v, i + 1
}

// point reads «point two five».
func (r *Reader) point(a []Atom, i int) (*big.Rat, int) {
	if i+1 >= len(a) || a[i].Low != "point" {
		return nil, i
	}
	v, unit, j := new(big.Rat), big.NewRat(1, 10), i+1
	for w := r.word(a, j); w != nil && w.isValue && w.value < 10 && j < i+12; w = r.word(a, j) {
		v = add(v, mul(whole(w.value), unit))
		unit = mul(unit, big.NewRat(1, 10))
		j++
	}
	if j == i+1 {
		return nil, i
	}
	return v, j
}

// andHalf reads «and a half», «and three quarters» after a whole number.
func (r *Reader) andHalf(a []Atom, i int) (*big.Rat, int) {
	if i+1 >= len(a) || a[i].Low != "and" {
		if i+3 < len(a) && a[i].Low == "-" && a[i+1].Low == "and" { // «two-and-a-half»
			return r.andHalfHyphens(a, i)
		}
		return nil, i
	}
	j := i + 1
	if a[j].Low == "a" || a[j].Low == "an" || a[j].Low == "one" {
		j++
	} else if w := r.word(a, j); w != nil && w.isValue && w.value > 1 {
		if p := r.word(a, j+1); p != nil && p.part != nil && p.ordinal == 0 {
			return mul(whole(w.value), p.part), j + 2
		}
		return nil, i
	}
	if w := r.word(a, j); w != nil && w.part != nil && w.ordinal == 0 {
		return w.part, j + 1
	}
	return nil, i
}

func (r *Reader) andHalfHyphens(a []Atom, i int) (*big.Rat, int) {
	j := i + 2
	if j+2 < len(a) && a[j].Low == "-" && a[j+1].Low == "a" {
		j += 2
	}
	if j+1 < len(a) && a[j].Low == "-" {
		if w := r.word(a, j+1); w != nil && w.part != nil && w.ordinal == 0 {
			return w.part, j + 2
		}
	}
	return nil, i
}

// partial reads «half a million», «half of», «a quarter», «a third of», «two thirds», «three quarters of a
// million», «quarter million».
func (r *Reader) partial(a []Atom, i int) (Number, bool) {
	j, times := i, int64(1)
	switch w := r.word(a, i); {
	case a[i].Low == "a" || a[i].Low == "one":
		j++
	case w != nil && w.isValue && w.value > 1 && w.value < 20:
		times = w.value
		j++
		if j+1 < len(a) && a[j].Low == "-" && tight(a, j) {
			j++
		}
	}
	w := r.word(a, j)
	if w == nil || w.part == nil || times > 1 && a[j].Low == "half" || times == 1 && j == i && w.ordinal > 0 || times > 1 && a[j].Low[len(a[j].Low)-1] != 's' {
		return Number{}, false
	}
	n := Number{Value: mul(whole(times), w.part), End: j + 1, Fraction: true}
	k := n.End
	if k < len(a) && a[k].Low == "of" {
		k++
	}
	if k < len(a) && (a[k].Low == "a" || a[k].Low == "an") {
		k++
	} else if k+1 < len(a) && a[k].Low == "-" && tight(a, k) && tight(a, k+1) {
		k++
	}
	if s := r.word(a, k); s != nil && (s.scale > 0 || s.times > 0 && a[k].Low == "dozen") {
		m := r.scaled(a, Number{Value: n.Value, End: k})
		m.Fraction = false
		return m, true
	}
	return n, true
}

// vague reads «hundreds of millions», «tens of thousands», «dozens», «several hundred». The «of» before
// the counted noun stays outside.
func (r *Reader) vague(a []Atom, i int) (Number, bool) {
	w := r.word(a, i)
	if w == nil || w.least == nil {
		return Number{}, false
	}
	n := Number{Least: w.least, Most: w.most, End: i + 1}
	if next := r.word(a, i+1); next != nil && next.least != nil && !plural(w) { // «several tens of millions»
		n.Least, n.Most, n.End = next.least, next.most, i+2
	}
	for k := 0; k < 2; k++ {
		j := n.End
		if j+1 < len(a) && a[j].Low == "of" {
			j++
		}
		s := r.word(a, j)
		switch {
		case s == nil:
			return n, true
		case s.least != nil && plural(s):
			n.mul(plainScale(s))
			n.Scaled = true
		case s.scale > 0 && j == n.End:
			n.mul(power(s.scale))
			n.Scaled = true
		case s.times > 0 && j == n.End && a[j].Low == "dozen":
			n.mul(whole(s.times))
		default:
			return n, true
		}
		n.End = j + 1
	}
	return n, true
}

// plural reports whether the vague word is the plural of a scale («thousands», «millions»).
func plural(w *word) bool { return w.most.Cmp(whole(999)) >= 0 }

// plainScale returns the scale under a plural: a thousand under «thousands» (whose most is 999 of them).
func plainScale(w *word) *big.Rat {
	if w.most.Cmp(whole(999)) == 0 {
		return whole(100)
	}
	return mul(w.most, big.NewRat(1, 999))
}
