package amount

import (
	"math/big"
	"strings"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/numeral"
)

// percent is rule amount/percent: «3.5%», «3.5 per cent», «5-10 percent», «two percentage points», «a quarter of».
func (r *reading) percent(i int) (quantity, int) {
	j, between := i, r.is(i, "between")
	if between {
		j++
	}
	if r.glued(j) {
		return quantity{}, 0
	}
	n, ok := r.numbers.Read(r.a, j)
	if !ok || n.Value == nil {
		return quantity{}, 0
	}
	if unit, end := r.percentSign(n.End); end > 0 {
		q := quantity{kind: "percent", value: n.Value, unit: unit, rule: "percent"}
		return r.percentRange(q, i, j, end, between)
	}
	if sep := r.separator(i, n.End, between); sep > 0 {
		if m, ok := r.numbers.Read(r.a, n.End+sep); ok && m.Value != nil && m.Value.Cmp(n.Value) > 0 {
			if unit, end := r.percentSign(m.End); end > 0 {
				return quantity{kind: "percent", least: n.Value, most: m.Value, unit: unit, rule: "percent-range"}, end
			}
		}
	}
	if n.Fraction && !between && n.Value.Cmp(big.NewRat(1, 1)) < 0 && r.partOf(n.End) {
		q := quantity{kind: "percent", value: new(big.Rat).Mul(n.Value, big.NewRat(100, 1)), rule: "fraction"}
		return q, n.End
	}
	return quantity{}, 0
}

// partOf reports whether a fraction is one of something: «a quarter of the population», «half the country».
func (r *reading) partOf(i int) bool {
	if r.is(i, "of") {
		return !r.is(i+1, "a") && !(r.is(i+1, "the") && r.is(i+2, "year", "month", "century", "season", "match", "game")) && !r.is(i+1, "19", "20", "this", "last", "next") && !(i+1 < len(r.a) && len(r.low(i+1)) == 4 && r.a[i+1].Kind == numeral.Digits)
	}
	return r.is(i-1, "half") && r.is(i, "the", "its", "their", "his", "all") && !r.is(i-2, "first", "second", "-", "other")
}

func (r *reading) percentRange(q quantity, i, j, end int, between bool) (quantity, int) {
	if sep := r.separator(i, end, between); sep > 0 {
		if m, ok := r.numbers.Read(r.a, end+sep); ok && m.Value != nil && m.Value.Cmp(q.value) > 0 {
			if _, e := r.percentSign(m.End); e > 0 {
				return quantity{kind: "percent", least: q.value, most: m.Value, unit: q.unit, rule: "percent-range"}, e
			}
		}
	}
	if between {
		return quantity{}, 0
	}
	return q, end
}

// percentSign reads «%», «per cent», «pct», «percentage points».
func (r *reading) percentSign(i int) (unit string, end int) {
	if r.is(i, "-") && r.tight(i) && r.tight(i+1) {
		i++
	}
	switch {
	case r.is(i, "%", "percent", "pct"):
		end = i + 1
	case r.is(i, "per") && r.is(i+1, "cent"):
		end = i + 2
	case r.is(i, "percentage") && r.is(i+1, "point", "points"):
		return "percentage point", i + 2
	default:
		return "", 0
	}
	if r.is(end, "-") && r.is(end+1, "point", "points") || r.is(end, "point", "points") {
		return "percentage point", end + 1 + boolInt(r.is(end, "-"))
	}
	return "", end
}

// measure is rule amount/measure: a number with a unit of measure, or a range of them.
func (r *reading) measure(i int) (quantity, int) {
	j, between := i, r.is(i, "between")
	if between {
		j++
	}
	if r.glued(j) || r.label(j) {
		return quantity{}, 0
	}
	n, ok := r.numbers.Read(r.a, j)
	if !ok || n.Fraction && !n.Figures {
		return quantity{}, 0
	}
	k := n.End
	if n.Value == nil && r.is(k, "of") {
		k++
	}
	if u, end := r.unit(k); end > 0 && !between {
		return quantity{kind: "measure", value: n.Value, least: n.Least, most: n.Most, unit: u, rule: "measure"}, end
	}
	sep := r.separator(i, n.End, between)
	if n.Value == nil || sep == 0 {
		return quantity{}, 0
	}
	m, ok := r.numbers.Read(r.a, n.End+sep)
	if !ok || m.Value == nil {
		return quantity{}, 0
	}
	u, end := r.unit(m.End)
	if end == 0 {
		return quantity{}, 0
	}
	q := quantity{value: n.Value}
	if !n.Scaled && m.Scaled {
		q.multiply(scaleOf(m.Value))
	}
	if q.value.Cmp(m.Value) >= 0 {
		return quantity{}, 0
	}
	return quantity{kind: "measure", least: q.value, most: m.Value, unit: u, rule: "measure-range"}, end
}

// unit reads a unit of measure at i, with a hyphen before it («a 300-kilometre road»).
func (r *reading) unit(i int) (string, int) {
	if r.is(i, "-") && r.tight(i) && r.tight(i+1) {
		i++
	}
	u, end := r.lookup(r.words.units, i)
	if u == nil {
		if r.is(i, "pound", "pounds") {
			return "lb", i + 1
		}
		return "", 0
	}
	if r.tight(end) && end < len(r.a) && r.a[end].Kind == numeral.Digits || u.value == "in" && !r.is(i, "inch", "inches") {
		return "", 0
	}
	if r.is(i, "stone", "bar", "bars", "degree", "degrees", "mole", "moles", "cord", "cords", "league", "leagues", "gray", "grays", "bit", "bits", "bale", "yard", "cc") && !r.unitLike(i) {
		return "", 0
	}
	return u.value, end
}

// unitLike asks figures before a unit that is a common word.
func (r *reading) unitLike(i int) bool {
	return i > 0 && (r.a[i-1].Kind == numeral.Digits || r.is(i-1, "-")) && r.is(i, "degree", "degrees", "bar", "bit", "bits", "yard", "cc")
}

// label reports whether the word before the number makes it a name: «Article 5», «Flight 370».
func (r *reading) label(i int) bool {
	if i == 0 || i >= len(r.a) || r.a[i].Kind != numeral.Digits {
		return false
	}
	k := i - 1
	if r.is(k, ".") && r.tight(k) {
		k--
	}
	p, end := r.lookup(r.words.classes["label"], k)
	return p != nil && (end == i || end == i-1)
}

// count is rule amount/count: «40 soldiers», «dozens of people», «2 million refugees». The tree says which noun
// the number counts; without a tree it is a plural right after it.
func (r *reading) count(i int) (quantity, int) {
	j, between := i, r.is(i, "between")
	if between {
		j++
	}
	if r.glued(j) || r.label(j) {
		return quantity{}, 0
	}
	n, ok := r.numbers.Read(r.a, j)
	if !ok || n.Fraction {
		return quantity{}, 0
	}
	q := quantity{kind: "count", value: n.Value, least: n.Least, most: n.Most, rule: "count"}
	if sep := r.separator(i, n.End, between); sep > 0 && n.Value != nil {
		if m, ok := r.numbers.Read(r.a, n.End+sep); ok && m.Value != nil && !m.Fraction {
			low := quantity{value: n.Value}
			if !n.Scaled && m.Scaled {
				low.multiply(scaleOf(m.Value))
			}
			if low.value.Cmp(m.Value) < 0 {
				q = quantity{kind: "count", least: low.value, most: m.Value, rule: "count-range"}
				n = m
			}
		}
	}
	if between && q.least == nil {
		return quantity{}, 0
	}
	unit, end := r.counted(j, n)
	if end == 0 {
		return quantity{}, 0
	}
	q.unit = unit
	return q, end
}

// counted finds the noun that the number before n.End counts.
func (r *reading) counted(i int, n numeral.Number) (string, int) {
	k := n.End
	vague := n.Value == nil
	if r.is(k, "of") {
		if !vague {
			return "", 0
		}
		k++
		if r.is(k, "the", "these", "those", "his", "its", "their") {
			return "", 0
		}
	} else if vague && !n.Scaled && !r.is(i, "several") {
		return "", 0
	}
	if k >= len(r.a) || r.is(k, "-") || r.a[k].Kind != numeral.Word {
		return "", 0
	}
	if t := r.tok(k - 1); t == nil || t.Rel == "" {
		return r.plural(k)
	}
	h := r.headNoun(k)
	if h < 0 {
		return "", 0
	}
	if p, _ := r.lookup(r.words.classes["noun"], h); p != nil {
		return "", 0
	}
	if !n.Figures && !n.Scaled && r.is(i-1, "the", "these", "those", "both", "all", "other") && n.Value != nil && n.Value.Cmp(big.NewRat(10, 1)) < 0 {
		return "", 0 // «the two leaders»: a group already known
	}
	t := r.tok(h)
	if r.is(i, "one") && !strings.HasPrefix(t.XPOS, "NN") || n.Value != nil && n.Figures && n.Plain && t.XPOS == "NN" && !r.singular(n) {
		return "", 0
	}
	return r.noun(t), h + 1
}

func (r *reading) singular(n numeral.Number) bool {
	return n.Value.Cmp(big.NewRat(1, 1)) == 0
}

// headNoun finds the head of the noun group that begins at k: the first noun after which no noun goes on.
func (r *reading) headNoun(k int) int {
	best := -1
	for j := k; j < len(r.a) && j < k+7; j++ {
		t := r.tok(j)
		if t == nil {
			break
		}
		if r.a[j].Kind == numeral.Mark {
			if best < 0 && r.is(j, "-") && r.tight(j) && r.tight(j+1) || r.is(j, ",") && best < 0 && r.adjectives(j+1) {
				continue
			}
			break
		}
		switch t.UPOS {
		case "NOUN":
			if r.is(j+1, "-") && r.tight(j+1) { // «virus-related deaths»
				continue
			}
			best = j
			if t.XPOS == "NNS" {
				return best
			}
		case "ADJ", "PROPN", "VERB":
			if best >= 0 || t.UPOS == "VERB" && t.Rel != "amod" {
				return best
			}
		case "ADV", "CCONJ":
			if best >= 0 || !r.adjectives(j+1) {
				return best
			}
		default:
			return best
		}
	}
	return best
}

func (r *reading) adjectives(j int) bool {
	t := r.tok(j)
	return t != nil && (t.UPOS == "ADJ" || t.UPOS == "NOUN")
}

func (r *reading) noun(t *doc.Token) string {
	if form := strings.ToLower(r.d.Str(t.Span)); form == "people" || form == "persons" {
		return "person"
	}
	if t.Lemma != "" && t.Lemma != "_" {
		return strings.ToLower(t.Lemma)
	}
	return strings.ToLower(r.d.Str(t.Span))
}

// plural reads the counted word of a text without trees.
func (r *reading) plural(k int) (string, int) {
	l := r.low(k)
	if p, _ := r.lookup(r.words.classes["noun"], k); p != nil {
		return "", 0
	}
	if p, _ := r.lookup(r.words.classes["people"], k); p != nil || len(l) > 3 && strings.HasSuffix(l, "s") && !strings.HasSuffix(l, "ss") {
		return l, k + 1
	}
	return "", 0
}
