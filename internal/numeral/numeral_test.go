package numeral

import (
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/doc"
)

func reader(t testing.TB) *Reader {
	r, err := New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRead(t *testing.T) {
	r := reader(t)
	for _, c := range []struct{ text, value, rest string }{
		{"3.7 billion euros", "3700000000", "euros"},
		{"3.7bn", "3700000000", ""},
		{"1,234,567.89 roubles", "1234567.89", "roubles"},
		{"12,34,567 rupees", "1234567", "rupees"},
		{"35 lakh rupees", "3500000", "rupees"},
		{"2.5 crore", "25000000", ""},
		{"3,7 billion", "3700000000", ""},
		{"1,234 men", "1234", "men"},
		{"12 000 tonnes", "12", "000 tonnes"},
		{"12\u00a0000 tonnes", "12000", "tonnes"},
		{"1'250'000 francs", "1250000", "francs"},
		{"7 1/2 per cent", "7.5", "per cent"},
		{"2½ hours", "2.5", "hours"},
		{"½ of", "0.5", "of"},
		{"2.5.2024", "2", ".5.2024"},
		{"three hundred and twenty thousand", "320000", ""},
		{"twenty-five people", "25", "people"},
		{"twenty five people", "25", "people"},
		{"two million three hundred thousand and six", "2300006", ""},
		{"fifteen hundred", "1500", ""},
		{"one hundred and five", "105", ""},
		{"a hundred thousand", "100000", ""},
		{"a million and a half", "1500000", ""},
		{"half a million", "500000", ""},
		{"a quarter of a million", "250000", ""},
		{"quarter million", "250000", ""},
		{"three quarters of a billion", "750000000", ""},
		{"two and a half billion", "2500000000", ""},
		{"two-and-a-half years", "2.5", "years"},
		{"three point two five percent", "3.25", "percent"},
		{"two dozen", "24", ""},
		{"a dozen", "12", ""},
		{"3.7-billion", "3700000000", ""},
		{"two and three", "2", "and three"},
		{"twenty and four", "20", "and four"},
		{"5 m", "5", "m"},
		{"two thirds of voters", "", "of voters"},
	} {
		a := Atoms(&doc.Doc{Text: c.text})
		n, ok := r.Read(a, 0)
		if !ok {
			t.Errorf("%q is no number", c.text)
			continue
		}
		rest := ""
		if n.End < len(a) {
			rest = c.text[a[n.End].Begin:]
		}
		if got := Decimal(n.Value); got != c.value || rest != c.rest {
			t.Errorf("%q is %q, rest %q; want %q, rest %q", c.text, got, rest, c.value, c.rest)
		}
	}
}

func TestVague(t *testing.T) {
	r := reader(t)
	for _, c := range []struct{ text, least, most string }{
		{"hundreds of millions", "200000000", "999000000"},
		{"tens of thousands", "20000", "99000"},
		{"dozens", "24", "99"},
		{"several hundred", "300", "900"},
		{"several dozen", "36", "108"},
		{"billions of", "1000000000", "999000000000"},
	} {
		n, ok := r.Read(Atoms(&doc.Doc{Text: c.text}), 0)
		if !ok || Decimal(n.Least) != c.least || Decimal(n.Most) != c.most {
			t.Errorf("%q is %s to %s; want %s to %s", c.text, Decimal(n.Least), Decimal(n.Most), c.least, c.most)
		}
	}
}

func TestNotNumbers(t *testing.T) {
	r := reader(t)
	for _, text := range []string{"a man", "second", "third of the month", "the", "-", "a", "quarter", "", "first"} {
		a := Atoms(&doc.Doc{Text: text})
		if n, ok := r.Read(a, 0); ok && !n.Fraction {
			t.Errorf("%q is read as %s", text, Decimal(n.Value))
		}
	}
}

func TestOrdinal(t *testing.T) {
	r := reader(t)
	for _, c := range []struct {
		text string
		want int
	}{{"first", 1}, {"21st", 21}, {"twenty-first", 21}, {"thirty first", 31}, {"31 st", 31}, {"third", 3}, {"twentieth", 20}} {
		if n, _, ok := r.Ordinal(Atoms(&doc.Doc{Text: c.text}), 0); !ok || n != c.want {
			t.Errorf("%q is %d; want %d", c.text, n, c.want)
		}
	}
}

// FuzzAtoms checks that atoms lie in order on rune boundaries and that no number ends outside them.
func FuzzAtoms(f *testing.F) {
	r := reader(f)
	for _, s := range []string{"$3.7bn", "two and a half", "1,234.5.6/7", "’s ’", "½½", "tens of thousands of", "a a a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := Atoms(&doc.Doc{Text: s})
		end := 0
		for i := range a {
			if a[i].Begin < end || a[i].End <= a[i].Begin {
				t.Fatalf("atom %d of %q has span %v after %d", i, s, a[i].Span, end)
			}
			end = a[i].End
			if n, ok := r.Read(a, i); ok && (n.End <= i || n.End > len(a)) {
				t.Fatalf("number at %d of %q ends at %d", i, s, n.End)
			}
			if _, e, ok := r.Ordinal(a, i); ok && (e <= i || e > len(a)) {
				t.Fatalf("ordinal at %d of %q ends at %d", i, s, e)
			}
		}
	})
}
