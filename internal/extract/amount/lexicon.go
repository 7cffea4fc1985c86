package amount

import (
	"io/fs"
	"math/big"
	"strings"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/lexicon"
	"github.com/openreadout/readout/internal/numeral"
)

// Where the words lie in the knowledge.
const (
	currenciesPath = "lexicons/en/currencies.txt"
	unitsPath      = "lexicons/en/units.txt"
	wordsPath      = "lexicons/en/amounts.txt"
)

// currency is one entry of currencies.txt.
type currency struct {
	code     string
	of       [][]string // countries, adjectives, cities, as atoms
	gone     bool
	codeRule string // careful, lower, ""
}

// name is a word or sign that stands for a currency.
type name struct {
	words    []string // atoms in lower case
	form     string   // as written, where case counts («Rs», «Ft», «kr»)
	cur      *currency
	unit     bool
	minor    int64 // how many make a unit; 0 for the unit itself
	symbol   bool
	isoCode  bool
	careful  bool
	standard bool // the currency claims the shared word
}

// phrase is an expression of units.txt or amounts.txt.
type phrase struct {
	words []string
	form  string // as written where case counts
	value string
}

// words is all that the layer reads with, by first atom.
type words struct {
	names      map[string][]*name
	currencies []*currency
	of         map[string][]*currency // first atom of a country or adjective
	units      map[string][]*phrase
	classes    map[string]map[string][]*phrase // class -> first atom
}

func readWords(k fs.FS) (*words, error) {
	w := &words{names: map[string][]*name{}, of: map[string][]*currency{}, units: map[string][]*phrase{}, classes: map[string]map[string][]*phrase{}}
	for _, f := range []struct {
		path string
		add  func(*lexicon.Entry) error
	}{{currenciesPath, w.currency}, {unitsPath, w.unit}, {wordsPath, w.phrase}} {
		entries, err := lexicon.Read(k, f.path)
		if err != nil {
			return nil, err
		}
		for i := range entries {
			if err := f.add(&entries[i]); err != nil {
				return nil, err
			}
		}
	}
	return w, nil
}

func atoms(s string) []string {
	var out []string
	for _, a := range numeral.Atoms(&doc.Doc{Text: strings.TrimSpace(s)}) {
		out = append(out, a.Low)
	}
	return out
}

func list(s string) []string {
	var out []string
	for _, x := range strings.Split(s, ",") {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

func (w *words) currency(e *lexicon.Entry) error {
	if len(e.Head) != 3 || strings.ToUpper(e.Head) != e.Head {
		return e.Errorf("%s is no ISO 4217 code", e.Head)
	}
	c := &currency{code: e.Head, gone: e.Get("until") != ""}
	w.currencies = append(w.currencies, c)
	careful, standard := map[string]bool{}, map[string]bool{}
	for _, f := range e.Fields {
		switch f.Key {
		case "of":
			for _, x := range list(f.Value) {
				a := atoms(x)
				c.of = append(c.of, a)
				w.of[a[0]] = append(w.of[a[0]], c)
			}
		case "careful":
			careful[f.Value] = true
		case "default":
			standard[f.Value] = true
		case "code":
			if f.Value != "careful" && f.Value != "lower" {
				return e.FieldErrorf(f, "want careful or lower")
			}
			c.codeRule = f.Value
		case "name", "digits", "units", "minor", "symbols", "until":
		default:
			return e.FieldErrorf(f, "unknown field %s", f.Key)
		}
	}
	w.name(&name{words: atoms(e.Head), form: e.Head, cur: c, isoCode: true, unit: true})
	for _, u := range list(e.Get("units")) {
		w.name(&name{words: atoms(u), cur: c, unit: true, careful: careful[u], standard: standard[u]})
	}
	for _, s := range list(e.Get("symbols")) {
		w.name(&name{words: atoms(s), form: s, cur: c, symbol: true, standard: standard[s]})
	}
	return w.minors(e, c, standard)
}

func (w *words) minors(e *lexicon.Entry, c *currency, standard map[string]bool) error {
	for _, f := range e.Fields {
		if f.Key != "minor" {
			continue
		}
		for _, m := range list(f.Value) {
			word, per, ok := strings.Cut(m, ":")
			n := int64(100)
			if ok {
				x, good := new(big.Int).SetString(per, 10)
				if !good {
					return e.FieldErrorf(f, "want a number after «:»: %s", m)
				}
				n = x.Int64()
			}
			w.name(&name{words: atoms(word), cur: c, minor: n, standard: standard[word]})
		}
	}
	return nil
}

func (w *words) name(n *name) {
	if len(n.words) > 0 {
		w.names[n.words[0]] = append(w.names[n.words[0]], n)
	}
}

func (w *words) unit(e *lexicon.Entry) error {
	forms := e.Get("forms")
	if forms == "" {
		return e.Errorf("%s has no forms", e.Head)
	}
	for _, f := range list(forms) {
		p := &phrase{words: atoms(f), value: e.Head}
		if lower := strings.ToLower(f); lower != f && len(p.words) == 1 && len(f) <= 5 {
			p.form = f
		}
		w.units[p.words[0]] = append(w.units[p.words[0]], p)
	}
	return nil
}

func (w *words) phrase(e *lexicon.Entry) error {
	class := e.Get("class")
	switch class {
	case "approx", "after", "same", "label", "noun", "people":
	default:
		return e.Errorf("unknown class %q", class)
	}
	if w.classes[class] == nil {
		w.classes[class] = map[string][]*phrase{}
	}
	for _, f := range append([]string{e.Head}, list(e.Get("forms"))...) {
		p := &phrase{words: atoms(f), value: e.Get("value")}
		w.classes[class][p.words[0]] = append(w.classes[class][p.words[0]], p)
	}
	return nil
}
