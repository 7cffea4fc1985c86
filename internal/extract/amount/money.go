package amount

import (
	"math/big"

	"github.com/openreadout/readout/internal/numeral"
)

// money is rule amount/money: a number with a currency before or after it, or a range of such.
func (r *reading) money(i int) (quantity, int) {
	j := i
	between := r.is(i, "between")
	if between {
		j++
	}
	q, end := r.sum(j)
	if end == 0 {
		return r.rangeWithout(i, j, between)
	}
	if v, e := r.rangeOf(i, j, q, end, between); e > 0 {
		return v, e
	}
	if between {
		return quantity{}, 0
	}
	return q, end
}

// sum reads one sum: «$5 million», «US$5m», «USD 200», «50 million euros», «10 €», «3 dollars 50 cents».
func (r *reading) sum(i int) (quantity, int) {
	if q, end := r.signFirst(i); end > 0 {
		return q, end
	}
	n, ok := r.numbers.Read(r.a, i)
	if !ok || n.Fraction && n.Value != nil && !n.Figures && !r.is(n.End, "of") || r.glued(i) {
		return quantity{}, 0
	}
	k := n.End
	if n.Value == nil && r.is(k, "of") {
		k++
	}
	if r.is(k, "-") && r.tight(k) && r.tight(k+1) {
		k++
	}
	times, c, end := r.currencyAfter(k, n)
	if end == 0 {
		return quantity{}, 0
	}
	q := r.sumOf(n, c)
	if times != nil {
		q.multiply(times)
	}
	if s, e, ok := r.numbers.Scale(r.a, end); ok && c.code && !q.scaled && r.a[end].Space { // «75 USD million»
		q.multiply(s)
		q.scaled, end = true, e
	}
	if r.is(end, "$") && !c.sign {
		end++
	}
	return r.smallChange(q, c, end)
}

// found is a currency as the text names it.
type found struct {
	cur     *currency
	minor   int64
	assumed bool
	sign    bool
	code    bool
}

// signFirst reads a currency with the number after it.
func (r *reading) signFirst(i int) (quantity, int) {
	times, c, k := r.currencyBefore(i)
	if k == 0 {
		return quantity{}, 0
	}
	n, ok := r.numbers.Read(r.a, k)
	if !ok || !n.Figures && !(c.sign && n.Value != nil && r.a[k].Kind == numeral.Word) || n.Fraction && !n.Figures {
		return quantity{}, 0
	}
	q := r.sumOf(n, c)
	if times != nil {
		q.multiply(times)
	}
	end := n.End
	if !q.scaled {
		if s, e, ok := r.tightShort(end); ok { // «$5 m» and «$5m» are millions, whatever «5 m» is elsewhere
			q.multiply(s)
			q.scaled, end = true, e
		}
	}
	end = r.repeated(&q, c, end)
	return r.smallChange(q, c, end)
}

// tightShort reads a one-letter scale after a space: «$ 5 m», «€3 bn».
func (r *reading) tightShort(i int) (*big.Rat, int, bool) {
	if i < len(r.a) && r.a[i].Space && r.is(i, "m", "b", "k") && !r.is(i+1, ".", "'") {
		zeros := map[string]int64{"k": 1e3, "m": 1e6, "b": 1e9}[r.low(i)]
		return new(big.Rat).SetInt64(zeros), i + 1, true
	}
	return nil, i, false
}

// repeated passes over a currency told twice: «$23 billion dollars», «$249 USD», «$99 (USD)»; a code after a
// bare sign decides which («$249 CAD»).
func (r *reading) repeated(q *quantity, c found, end int) int {
	k := end
	open := r.is(k, "(")
	if open {
		k++
	}
	_, d, e := r.currencyAfter(k, numeral.Number{Value: q.value, Scaled: true})
	if e == 0 || d.minor > 0 || d.cur != c.cur && !d.code && !r.shares(c, d) {
		return end
	}
	if open && !r.is(e, ")") || !open && r.followedByNumber(e) {
		return end
	}
	q.cur, q.assumed = d.cur, d.assumed && c.assumed
	if d.cur != c.cur && d.assumed {
		q.cur, q.assumed = c.cur, c.assumed
	}
	return e + boolInt(open)
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (r *reading) followedByNumber(i int) bool {
	return i < len(r.a) && r.a[i].Kind == numeral.Digits && !(r.is(i+1, "cents"))
}

// shares reports whether a sign and a following word may name one currency: «A$5 dollars».
func (r *reading) shares(c, d found) bool {
	return c.sign && !d.code && !d.sign && d.minor == 0 && c.assumed
}

// sumOf makes the quantity of a number in a currency.
func (r *reading) sumOf(n numeral.Number, c found) quantity {
	q := quantity{kind: "money", value: n.Value, least: n.Least, most: n.Most, cur: c.cur, assumed: c.assumed, minor: c.minor > 0, scaled: n.Scaled, rule: "money"}
	if c.minor > 0 {
		q.multiply(big.NewRat(1, c.minor))
	}
	return q
}

func (q *quantity) multiply(x *big.Rat) {
	if q.value != nil {
		q.value = new(big.Rat).Mul(q.value, x)
	}
	if q.least != nil {
		q.least, q.most = new(big.Rat).Mul(q.least, x), new(big.Rat).Mul(q.most, x)
	}
}

// smallChange adds coins: «3 dollars 50 cents», «thirteen dollars and forty-five cents», «15 dollars 50».
func (r *reading) smallChange(q quantity, c found, end int) (quantity, int) {
	if q.value == nil || q.scaled || c.minor == 1 {
		return q, end
	}
	k := end
	if r.is(k, "and", ",") {
		k++
	}
	n, ok := r.numbers.Read(r.a, k)
	if !ok || n.Value == nil || n.Scaled || n.Fraction || !n.Value.IsInt() || r.a[k].Break {
		return q, end
	}
	if m, e := r.minorAfter(n.End, q.cur); e > 0 {
		q.value = new(big.Rat).Add(q.value, new(big.Rat).Mul(n.Value, big.NewRat(1, m)))
		return q, e
	}
	if n.Value.Cmp(big.NewRat(100, 1)) >= 0 || c.sign || n.End < len(r.a) && !r.is(n.End, ".", "!", "?", "and", "more") || r.is(k-1, ",") || r.tight(n.End) && r.is(n.End, "%") {
		return q, end
	}
	if _, w := r.width(k); w != 0 && w != 2 || c.minor > 0 {
		return q, end
	}
	if r.is(k-1, "and") && r.a[k].Kind == numeral.Word && !r.is(n.End, ".", "") {
		return q, end
	}
	q.value = new(big.Rat).Add(q.value, new(big.Rat).Mul(n.Value, big.NewRat(1, 100)))
	return q, n.End
}

func (r *reading) width(i int) (string, int) {
	if i < len(r.a) && r.a[i].Kind == numeral.Digits {
		return r.a[i].Low, len(r.a[i].Low)
	}
	return "", 0
}

// minorAfter reads a small coin of the currency at i.
func (r *reading) minorAfter(i int, c *currency) (per int64, end int) {
	if i >= len(r.a) {
		return 0, 0
	}
	for _, n := range r.words.names[r.a[i].Low] {
		if n.cur == c && n.minor > 0 && r.matches(i, n.words) && i+len(n.words) > end {
			per, end = n.minor, i+len(n.words)
		}
	}
	return per, end
}

// rangeOf reads the second sum of a range: «$5m to $10m», «$5-10 million», «between $5m and $10m».
func (r *reading) rangeOf(i, j int, q quantity, end int, between bool) (quantity, int) {
	sep := r.separator(i, end, between)
	if sep == 0 || q.value == nil {
		return quantity{}, 0
	}
	k := end + sep
	p, e := r.sum(k)
	if e == 0 {
		n, ok := r.numbers.Read(r.a, k)
		if !ok || n.Value == nil || !n.Figures && r.is(end, "-") || !r.openEnd(n.End) {
			return quantity{}, 0
		}
		p, e = quantity{value: n.Value, scaled: n.Scaled, cur: q.cur}, n.End
		if !p.scaled {
			if s, e2, ok := r.tightShort(e); ok {
				p.multiply(s)
				p.scaled, e = true, e2
			}
		}
	}
	if p.value == nil || p.cur != q.cur {
		return quantity{}, 0
	}
	if !q.scaled && p.scaled && q.value.Cmp(p.value) < 0 && q.value.Cmp(big.NewRat(1000, 1)) < 0 {
		q.multiply(scaleOf(p.value))
	}
	if p.value.Cmp(q.value) <= 0 {
		return quantity{}, 0
	}
	return quantity{kind: "money", least: q.value, most: p.value, cur: q.cur, assumed: q.assumed, rule: "money-range"}, e
}

// openEnd keeps «$5 to 10 people» two things: after the second number nothing counted may follow.
func (r *reading) openEnd(i int) bool {
	if i >= len(r.a) || r.a[i].Kind == numeral.Mark {
		return !r.is(i, "%")
	}
	t := r.tok(i)
	return t == nil || t.UPOS != "NOUN"
}

// scaleOf is the power of a thousand that a scaled value has: a million for 10 million.
func scaleOf(x *big.Rat) *big.Rat {
	s := big.NewRat(1, 1)
	for range 6 {
		next := new(big.Rat).Mul(s, big.NewRat(1000, 1))
		if x.Cmp(next) < 0 {
			return s
		}
		s = next
	}
	return s
}

// separator returns how many atoms part the two sums of a range at end, 0 for none. «From X to Y» tells a
// change, not a range, unless something ranges.
func (r *reading) separator(i, end int, between bool) int {
	switch {
	case r.is(end, "-"):
		return 1
	case between && r.is(end, "and"):
		return 1
	case r.is(end, "to") && (!r.is(i-1, "from", "by") || r.is(i-2, "ranging", "range", "ranges", "ranged", "anywhere", "varying")):
		return 1
	}
	return 0
}

// rangeWithout reads a range whose first number has no currency: «5-10 million euros», «between 5 and 10
// million dollars», «five to ten billion yen».
func (r *reading) rangeWithout(i, j int, between bool) (quantity, int) {
	n, ok := r.numbers.Read(r.a, j)
	if !ok || n.Value == nil || n.Fraction || r.glued(j) {
		return quantity{}, 0
	}
	sep := r.separator(i, n.End, between)
	if sep == 0 {
		return quantity{}, 0
	}
	p, e := r.sum(n.End + sep)
	if e == 0 || p.value == nil || r.signAt(n.End+sep) {
		return quantity{}, 0
	}
	q := quantity{value: n.Value}
	if p.minor {
		q.multiply(big.NewRat(1, 100))
	}
	if !n.Scaled && p.scaled && q.value.Cmp(big.NewRat(1000, 1)) < 0 {
		q.multiply(scaleOf(p.value))
	}
	if q.value.Cmp(p.value) >= 0 {
		return quantity{}, 0
	}
	return quantity{kind: "money", least: q.value, most: p.value, cur: p.cur, assumed: p.assumed, rule: "money-range"}, e
}

func (r *reading) signAt(i int) bool {
	_, _, end := r.currencyBefore(i)
	return end > 0
}

// glued reports whether digits hang on a letter or a mark that makes them part of a name: «F-16», «A380».
func (r *reading) glued(i int) bool {
	if !r.tight(i) || r.a[i].Kind != numeral.Digits {
		return false
	}
	p := &r.a[i-1]
	if p.Kind == numeral.Word {
		return true
	}
	if p.Low == "-" && i > 1 && r.tight(i-1) && r.a[i-2].Kind == numeral.Word {
		return true
	}
	return (p.Low == "." || p.Low == "/" || p.Low == ":" || p.Low == "#" || p.Low == "@") && i > 1 && r.tight(i-1)
}
