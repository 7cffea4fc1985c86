package numeral

import "math/big"

// Number is a cardinal number in the text.
type Number struct {
	Value       *big.Rat // nil for a vague number
	Least, Most *big.Rat // bounds of a vague number, else nil
	End         int      // atom after it
	Figures     bool     // it begins in figures
	Plain       bool     // figures only: no scale, no separator, no decimals («2008»)
	Scaled      bool     // a scale word or letter belongs to it («5 million», «3bn»)
	Article     bool     // it is «a» or «an» before a scale («a million»)
	Fraction    bool     // it is a part («half», «two thirds»)
}

// Read reads the number that begins at atom i.
func (r *Reader) Read(a []Atom, i int) (Number, bool) {
	if i >= len(a) {
		return Number{}, false
	}
	if n, ok := r.vague(a, i); ok {
		return n, true
	}
	if n, ok := r.figures(a, i); ok {
		return n, true
	}
	return r.spelled(a, i)
}

// figures reads «1,234.5», «3.7 billion», «7 1/2», «½».
func (r *Reader) figures(a []Atom, i int) (Number, bool) {
	if v := vulgar(a[i].Low); v != nil {
		return r.scaled(a, Number{Value: v, End: i + 1, Figures: true, Fraction: true}), true
	}
	if a[i].Kind != Digits || len(a[i].Low) > 30 {
		return Number{}, false
	}
	text, j := group(a, i)
	n := Number{Figures: true, Plain: j == i+1}
	switch {
	case j+1 < len(a) && a[j].Low == "." && tight(a, j) && tight(a, j+1) && a[j+1].Kind == Digits && len(a[j+1].Low) < 30 && !dotted(a, j+2):
		text += "." + a[j+1].Low
		j, n.Plain = j+2, false
	case j+2 < len(a) && a[j].Low == "," && tight(a, j) && tight(a, j+1) && a[j+1].Kind == Digits && len(a[j+1].Low) <= 2 && r.isScale(a, j+2) && j == i+1:
		text += "." + a[j+1].Low // the decimal comma of the continent: «3,7 billion»
		j, n.Plain = j+2, false
	}
	n.Value, _ = new(big.Rat).SetString(text)
	n.End = j
	if v, end := mixed(a, j); v != nil {
		n.Value, n.End, n.Plain = add(n.Value, v), end, false
	} else if v, end := slash(a, i, j); v != nil {
		n.Value, n.End, n.Plain, n.Fraction = v, end, false, true
	} else if v, end := r.andHalf(a, j); v != nil {
		n.Value, n.End, n.Plain = add(n.Value, v), end, false
	}
	return r.scaled(a, n), true
}

func tight(a []Atom, i int) bool { return i < len(a) && !a[i].Space }

// dotted reports whether another «.digits» follows: a date, a version, an address.
func dotted(a []Atom, i int) bool {
	return i+1 < len(a) && a[i].Low == "." && tight(a, i) && tight(a, i+1) && a[i+1].Kind == Digits
}

// group joins thousands: «1,234,567», «12,34,567», «1'234», and groups parted by a narrow or fixed space.
func group(a []Atom, i int) (string, int) {
	text, j := a[i].Low, i+1
	if len(text) > 3 {
		return text, j
	}
	for range 8 { // no number of news has more groups; endless rows of groups are read in steps
		k := j
		switch {
		case k+1 < len(a) && (a[k].Low == "," || a[k].Low == "'") && tight(a, k) && tight(a, k+1):
			k++
		case k < len(a) && a[k].Space && a[k].Begin-a[k-1].End > 1 && a[k].Begin-a[k-1].End <= 3 && a[k].Kind == Digits && len(a[k].Low) == 3:
			// a fixed, thin or narrow space is two or three bytes of UTF-8; a blank is one
		default:
			return text, j
		}
		if a[k].Kind != Digits || len(a[k].Low) != 3 && !(len(a[k].Low) == 2 && indian(a, k)) {
			return text, j
		}
		text += a[k].Low
		j = k + 1
	}
	return text, j
}

// indian reports whether a group of two digits is followed by more groups that end in one of three.
func indian(a []Atom, k int) bool {
	for end := k + 16; k < end && k+2 < len(a) && a[k+1].Low == "," && tight(a, k+1) && tight(a, k+2) && a[k+2].Kind == Digits; k += 2 {
		switch len(a[k+2].Low) {
		case 3:
			return true
		case 2:
		default:
			return false
		}
	}
	return false
}

func vulgar(s string) *big.Rat {
	switch s {
	case "½":
		return big.NewRat(1, 2)
	case "¼":
		return big.NewRat(1, 4)
	case "¾":
		return big.NewRat(3, 4)
	case "⅓":
		return big.NewRat(1, 3)
	case "⅔":
		return big.NewRat(2, 3)
	case "⅛":
		return big.NewRat(1, 8)
	case "⅜":
		return big.NewRat(3, 8)
	case "⅝":
		return big.NewRat(5, 8)
	case "⅞":
		return big.NewRat(7, 8)
	}
	return nil
}

// mixed reads the fraction of «7 1/4» and «7½» after the whole number.
func mixed(a []Atom, j int) (*big.Rat, int) {
	if j < len(a) && !a[j].Space {
		if v := vulgar(a[j].Low); v != nil {
			return v, j + 1
		}
	}
	if j+2 < len(a) && a[j].Space && a[j].Kind == Digits {
		return ratio(a, j)
	}
	return nil, j
}

// slash reads «3/4» whose numerator is the number from i to j.
func slash(a []Atom, i, j int) (*big.Rat, int) {
	if j != i+1 {
		return nil, j
	}
	return ratio(a, i)
}

func ratio(a []Atom, i int) (*big.Rat, int) {
	if i+2 >= len(a) || a[i+1].Low != "/" || !tight(a, i+1) || !tight(a, i+2) || len(a[i].Low) > 2 || slashed(a, i+3) {
		return nil, i
	}
	den := int64(0)
	switch a[i+2].Low {
	case "2", "3", "4", "5", "8", "10", "16":
		den, _ = digitsValue(a[i+2].Low)
	}
	num, ok := digitsValue(a[i].Low)
	if !ok || den == 0 || num >= den || num == 0 {
		return nil, i
	}
	return big.NewRat(num, den), i + 3
}

func slashed(a []Atom, i int) bool { return i < len(a) && a[i].Low == "/" && tight(a, i) }

func digitsValue(s string) (int64, bool) {
	n := int64(0)
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' || i > 17 {
			return 0, false
		}
		n = n*10 + int64(s[i]-'0')
	}
	return n, len(s) > 0
}

// scaled multiplies n by the scales that follow it: «billion», «bn», «-million», «hundred thousand».
func (r *Reader) scaled(a []Atom, n Number) Number {
	for k := 0; k < 3; k++ {
		i := n.End
		if i+1 < len(a) && a[i].Low == "-" && tight(a, i) && tight(a, i+1) {
			i++
		}
		w := r.word(a, i)
		if w == nil {
			return n
		}
		switch {
		case w.scale > 0:
			n.mul(power(w.scale))
		case w.least != nil && n.Figures && !n.Scaled && plural(w) && w.most.Cmp(whole(999)) > 0: // «$3 billions»
			n.mul(plainScale(w))
		case w.times > 0 && w.value == 0 && a[i].Low != "score" && a[i].Low != "gross":
			n.mul(whole(w.times))
		case w.short > 0 && n.Figures && !n.Scaled && r.shortFits(a, i):
			n.mul(power(w.short))
		default:
			return n
		}
		n.End, n.Scaled, n.Plain = i+1, true, false
	}
	return n
}

// shortFits keeps letters that are something else out: «5 m» is metres, «5m» may be millions (the
// reader of measures asks first), «40 b» is nothing.
func (r *Reader) shortFits(a []Atom, i int) bool {
	return !a[i].Space || len(a[i].Low) >= 2 && a[i].Low != "mm" && a[i].Low != "mil"
}

func (n *Number) mul(x *big.Rat) {
	if n.Value != nil {
		n.Value = mul(n.Value, x)
	}
	if n.Least != nil {
		n.Least, n.Most = mul(n.Least, x), mul(n.Most, x)
	}
}

func (r *Reader) isScale(a []Atom, i int) bool {
	w := r.word(a, i)
	return w != nil && (w.scale > 0 || w.short > 0)
}

// Scale reads a scale alone: the «million» that «$5 to $10 million» has once for two numbers.
func (r *Reader) Scale(a []Atom, i int) (*big.Rat, int, bool) {
	n := r.scaled(a, Number{Value: whole(1), End: i, Figures: true})
	return n.Value, n.End, n.Scaled
}
