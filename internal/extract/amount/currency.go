package amount

import (
	"math/big"
	"strings"

	"github.com/openreadout/readout/internal/numeral"
)

// currencyBefore reads a currency that stands before its figures: «$», «US$», «USD», «Rs.», «dollar», «MEUR».
func (r *reading) currencyBefore(i int) (times *big.Rat, c found, end int) {
	if n, e := r.bestName(i, func(n *name) bool {
		return (n.symbol || n.isoCode || n.unit && !n.careful && n.minor == 0) && r.figuresAt(i+len(n.words))
	}); n != nil {
		switch {
		case n.symbol && r.signFits(i, n):
			c := r.settle(n, i, e, numeral.Number{})
			c.sign = true
			return nil, c, e
		case n.isoCode && r.codeFits(i, n, true):
			return nil, found{cur: n.cur, code: true}, e
		case n.unit && !n.isoCode && (len(n.words) == 1 && r.low(i)[len(r.low(i))-1] != 's' || r.is(i, "rs")) && r.beforeFigures(i):
			return nil, r.settle(n, i, e, numeral.Number{}), e
		}
	}
	if c, ok := r.millionCode(i); ok && r.figuresAt(i+1) {
		return big.NewRat(1e6, 1), c, i + 1
	}
	if r.is(i, "sen", "cent") && r.figuresAt(i+1) && r.a[i+1].Space && len(r.a[i+1].Low) > 2 {
		if n, e := r.bestName(i, func(n *name) bool { return n.minor > 0 }); n != nil {
			c := r.settle(n, i, e, numeral.Number{})
			c.minor = 1 // the figures count whole units here
			return nil, c, e
		}
	}
	return nil, found{}, 0
}

// beforeFigures: «dollar 22.5 million», «RMB 10» name the currency first; «the dollar 5 times» does not.
func (r *reading) beforeFigures(i int) bool {
	if r.is(i, "rmb", "cfa", "fcfa") {
		return true
	}
	if r.is(i-1, "the", "a", "per", "one", "1") || i > 0 && r.a[i-1].Kind == numeral.Digits {
		return false
	}
	n, ok := r.numbers.Read(r.a, i+1)
	return ok && (n.Scaled || !n.Plain)
}

func (r *reading) figuresAt(i int) bool {
	return i < len(r.a) && (r.a[i].Kind == numeral.Digits || r.is(i-1, "$", "€", "£") && r.startsNumber(i)) || i < len(r.a) && r.is(i, "½", "¼", "¾")
}

func (r *reading) startsNumber(i int) bool {
	n, ok := r.numbers.Read(r.a, i)
	return ok && n.Value != nil && !n.Fraction
}

// bestName returns the longest currency name at i that keep accepts, the standard one of those that share it.
func (r *reading) bestName(i int, keep func(*name) bool) (best *name, end int) {
	if i < 0 || i >= len(r.a) {
		return nil, 0
	}
	for _, n := range r.words.names[r.a[i].Low] {
		e := i + len(n.words)
		if e < end || e == end && best != nil && !better(n, best) || e == end && best == nil || !r.matches(i, n.words) || !keep(n) {
			continue
		}
		best, end = n, e
	}
	return best, end
}

// better prefers, of names of one length, the unit to the coin and the currency that claims the word.
func better(n, best *name) bool {
	if (n.minor == 0) != (best.minor == 0) {
		return n.minor == 0
	}
	return n.standard && !best.standard
}

// signFits asks for the case of letters in a sign and that it does not hang on a word before it.
func (r *reading) signFits(i int, n *name) bool {
	if r.a[i].Kind == numeral.Mark {
		return true
	}
	if last := n.words[len(n.words)-1]; last == "$" || last == "£" || last == "¥" {
		// «a $5 bill», «it's $5»: a letter alone belongs to the sign when it clings to it or is no word
		return len(n.words[0]) > 1 || r.tight(i+1) && r.text(i) == strings.ToUpper(r.text(i)) || !r.is(i, "a", "s", "t", "d", "m", "i")
	}
	first, _, _ := strings.Cut(n.form, ".")
	return r.text(i) == strings.Fields(first + " ")[0]
}

// codeFits asks for capitals, save for the codes that are commonly written small; a code that is a word too
// needs figures that look like money.
func (r *reading) codeFits(i int, n *name, before bool) bool {
	switch {
	case n.cur.codeRule == "careful":
		if r.text(i) != n.form {
			return false
		}
		k := i + 1
		if !before {
			return false
		}
		x, ok := r.numbers.Read(r.a, k)
		return ok && (x.Scaled || !x.Plain)
	case r.text(i) == n.form:
		return true
	}
	return n.cur.codeRule == "lower" && r.text(i) == strings.ToLower(n.form)
}

// millionCode reads «MUSD», «MEUR», «TEUR»: millions (or thousands) of the currency.
func (r *reading) millionCode(i int) (found, bool) {
	t := r.text(i)
	if len(t) != 4 || t[0] != 'M' {
		return found{}, false
	}
	for _, n := range r.words.names[strings.ToLower(t[1:])] {
		if n.isoCode && n.form == t[1:] {
			return found{cur: n.cur, code: true}, true
		}
	}
	return found{}, false
}

// currencyAfter reads a currency after its number: «euros», «US dollars», «Australian dollars», «€», «USD», «cents».
func (r *reading) currencyAfter(i int, n numeral.Number) (times *big.Rat, c found, end int) {
	if c, ok := r.millionCode(i); ok && !n.Scaled {
		return big.NewRat(1e6, 1), c, i + 1
	}
	best, e := r.bestName(i, func(x *name) bool { return r.afterFits(i, x, n) })
	if best != nil {
		c := r.settle(best, i, e, n)
		c.sign = best.symbol
		c.code = best.isoCode
		return nil, c, e
	}
	return r.withAdjective(i, n)
}

func (r *reading) afterFits(i int, x *name, n numeral.Number) bool {
	switch {
	case x.isoCode:
		if r.tight(i+1) && i+1 < len(r.a) && r.a[i+1].Kind == numeral.Digits {
			return false
		}
		if x.cur.codeRule == "careful" {
			return r.text(i) == x.form && (n.Scaled || n.Figures && !n.Plain)
		}
		return r.codeFits(i, x, false)
	case x.symbol:
		e := i + len(x.words)
		if !n.Figures && n.Value != nil || r.tight(e) && e < len(r.a) && r.a[e].Kind == numeral.Digits || e < len(r.a) && r.a[e].Kind == numeral.Digits && !r.tight(i) && !r.signAlternates(e) {
			return r.is(i, "$", "€", "£") && r.numberEndsSign(i, e)
		}
		return r.signFits(i, x)
	case x.minor > 0 && r.text(i) == "Cent":
		return false // a name
	case x.careful:
		return n.Scaled || n.Value != nil && n.Value.Cmp(big.NewRat(100, 1)) >= 0 && n.Figures
	case r.is(i, "mark", "marks", "crown", "crowns", "real", "sol", "pound", "pounds", "zig", "sen", "som", "lat", "para", "pul", "ban", "quid", "buck", "bucks"):
		return r.word(i, x, n)
	}
	return true
}

// signAlternates reports whether figures and signs go by turns with the sign last: «10 $ 30 $».
func (r *reading) signAlternates(e int) bool {
	return e+1 < len(r.a) && (r.is(e+1, "$", "€", "£", "¥", "cent", "cents"))
}

func (r *reading) numberEndsSign(i, e int) bool { return e >= len(r.a) || r.signAlternates(e) }

// word keeps units that are common words apart: «5 pounds of flour», «200-pound bomb», «50 marks out of 60».
func (r *reading) word(i int, x *name, n numeral.Number) bool {
	if r.is(i, "pound", "pounds") && r.heavy(i) {
		return false
	}
	if r.is(i, "pound", "pounds") {
		return !(r.is(i+1, "of") && r.weighed(i+2)) && !(r.is(i, "pound") && !n.Scaled && r.is(i-1, "-")) && !r.is(i+1, "per", "overweight", "heavier", "lighter", "sterling") || r.is(i+1, "sterling")
	}
	if r.is(i, "mark") { // «the 5,000 mark»
		return r.is(i-1, "-")
	}
	if r.is(i, "marks") {
		return n.Scaled || n.Value != nil && n.Value.Cmp(big.NewRat(100, 1)) >= 0 || strings.Contains(r.low(i-1), ".")
	}
	return true
}

// heavy reports whether the words before speak of weight: «weighing 2.9 pounds», «1.3 kg (2.9 pounds)».
func (r *reading) heavy(i int) bool {
	for k := i - 1; k >= 0 && k >= i-9; k-- {
		if l := r.low(k); strings.HasPrefix(l, "weigh") || l == "weight" || l == "kg" || strings.HasPrefix(l, "kilogram") {
			return true
		}
	}
	return false
}

// weighed reports whether what follows «pounds of» is stuff, not money.
func (r *reading) weighed(i int) bool {
	return !r.is(i, "aid", "funding", "investment", "debt", "assistance", "support", "damage", "public", "taxpayers", "taxpayer", "government", "assets", "cash", "new")
}

// withAdjective reads «Australian dollars», «Iraqi dinars», «Dutch guilders»: the adjective decides.
func (r *reading) withAdjective(i int, n numeral.Number) (*big.Rat, found, int) {
	if i >= len(r.a) {
		return nil, found{}, 0
	}
	for _, c := range r.words.of[r.a[i].Low] {
		for _, of := range c.of {
			if of[0] != r.a[i].Low || !r.matches(i, of) {
				continue
			}
			k := i + len(of)
			if r.is(k, "'s") {
				k++
			}
			if k >= len(r.a) {
				continue
			}
			for _, x := range r.words.names[r.a[k].Low] {
				if x.cur == c && !x.symbol && !x.isoCode && r.matches(k, x.words) {
					return nil, found{cur: c, minor: x.minor}, k + len(x.words)
				}
			}
		}
	}
	return nil, found{}, 0
}

// settle decides which currency a shared word means: the one that claims it, unless the text speaks of the
// country of another one and never of that of the claimant. What only the context tells is assumed.
func (r *reading) settle(n *name, i, end int, num numeral.Number) found {
	c := found{cur: n.cur, minor: n.minor}
	var shared []*name
	for _, x := range r.words.names[r.a[i].Low] {
		if x.cur != n.cur && r.matches(i, x.words) && len(x.words) == len(n.words) && x.symbol == n.symbol && x.isoCode == n.isoCode && (x.minor > 0) == (n.minor > 0) {
			shared = append(shared, x)
		}
	}
	if len(shared) == 0 || r.is(i, "$") || r.is(i, "dollar", "dollars") && n.standard {
		return c
	}
	best := n
	for _, x := range shared {
		if r.mentions(x.cur) > r.mentions(best.cur) && (r.mentions(n.cur) == 0 || !n.standard) {
			best = x
		}
	}
	c.cur, c.minor = best.cur, best.minor
	c.assumed = best != n || !(n.standard && (r.is(i, "pound", "pounds", "£", "¥", "pence", "cent", "cents", "penny")))
	return c
}

// mentions counts how often the text names a country of the currency; it counts once for all currencies.
func (r *reading) mentions(c *currency) int {
	if r.seen == nil {
		r.seen = map[*currency]int{}
		whole := r.a
		r.a = r.all
		for i := range r.all {
			for _, c := range r.words.of[r.all[i].Low] {
				for _, of := range c.of {
					if of[0] == r.all[i].Low && r.matches(i, of) {
						r.seen[c]++
						break
					}
				}
			}
		}
		r.a = whole
	}
	return r.seen[c]
}
