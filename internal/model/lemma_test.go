package model

import "testing"

func TestLemmaRules(t *testing.T) {
	for _, c := range []struct{ form, lemma, rule string }{
		{"said", "say", "l2+y"},
		{"Agreed", "agree", "l1+"},
		{"Paris", "Paris", "k0+"},
		{"NATO", "NATO", "k0+"},
		{"was", "be", "l3+be"},
		{"n’t", "not", "l4+ot"},
		{"Élysée", "Élysée", "k0+"},
	} {
		rule := LemmaRule(c.form, c.lemma)
		if rule != c.rule {
			t.Errorf("rule of %q to %q is %q, want %q", c.form, c.lemma, rule, c.rule)
		}
		if r, ok := parseLemmaRule(rule); !ok || r.apply(c.form) != c.lemma {
			t.Errorf("rule %q of %q makes %q, want %q", rule, c.form, r.apply(c.form), c.lemma)
		}
	}
	for _, bad := range []string{"", "l", "x1+", "lx+", "l1", "l-1+"} {
		if _, ok := parseLemmaRule(bad); ok {
			t.Errorf("%q is taken for a rule", bad)
		}
	}
}

func TestNormalise(t *testing.T) {
	for in, want := range map[string]string{"Kyiv": "kyiv", "“": `"`, "``": `"`, "''": `"`, "don’t": "don't", "ÉLYSÉE": "élysée", "plain": "plain", "\xffA": "\uFFFDa"} {
		if got := Normalise(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestWordOfAnyText(t *testing.T) {
	b := Buckets{Grams: 100, Affixes: 50, Shapes: 20}
	for _, form := range []string{"a", "é", "\xff\xfe", "1,200", "https://example.org/a/very/long/address/that/goes/on", "«", "U.S."} {
		w := b.Word(form)
		if len(w.Grams) == 0 || len(w.Grams) >= 3*maxGrams {
			t.Errorf("%q has %d n-grams", form, len(w.Grams))
		}
		for _, g := range w.Grams {
			if g < 0 || int(g) >= b.Grams {
				t.Errorf("%q has n-gram row %d", form, g)
			}
		}
	}
}
