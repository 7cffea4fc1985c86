package numeral

// Ordinal reads an ordinal: «first», «21st», «twenty-first», «twenty first», «31 st».
func (r *Reader) Ordinal(a []Atom, i int) (n, end int, ok bool) {
	if i >= len(a) {
		return 0, i, false
	}
	if a[i].Kind == Digits {
		v, ok := digitsValue(a[i].Low)
		if !ok || v > 999 || i+1 >= len(a) || a[i+1].Kind != Word {
			return 0, i, false
		}
		switch a[i+1].Low {
		case "st", "nd", "rd", "th":
			return int(v), i + 2, true
		}
		return 0, i, false
	}
	w := r.word(a, i)
	if w == nil {
		return 0, i, false
	}
	if w.ordinal > 0 {
		return w.ordinal, i + 1, true
	}
	if w.isValue && w.value >= 20 && w.value%10 == 0 {
		j := i + 1
		if j+1 < len(a) && a[j].Low == "-" && tight(a, j) {
			j++
		}
		if u := r.word(a, j); u != nil && u.ordinal > 0 && u.ordinal < 10 {
			return int(w.value) + u.ordinal, j + 1, true
		}
	}
	return 0, i, false
}

// Small reads a whole number from 0 to 9999 in figures without separators or in words, for days, hours and
// years of age.
func (r *Reader) Small(a []Atom, i int) (n, end int, ok bool) {
	if i >= len(a) {
		return 0, i, false
	}
	if a[i].Kind == Digits {
		v, ok := digitsValue(a[i].Low)
		return int(v), i + 1, ok && v <= 9999
	}
	if w := r.word(a, i); w != nil && w.isValue {
		v, end := r.tens(a, i)
		return int(v), end, true
	}
	return 0, i, false
}
