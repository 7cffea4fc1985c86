package language

import (
	"fmt"
	"strings"
	"unicode"
)

// counts is what is counted in a text.
type counts struct {
	letters int
	scripts map[string]int
	words   int   // in Latin letters
	names   int   // of them, words with a capital
	small   []int // small words by language, twice as many; those of one letter once
	marked  []int // letters that English does not have, by language
}

// few is how many words a text may have and pass without any sign of English.
const few = 5

// Detect says what a text is in. Only the beginning, middle and end of a long text are read.
func (x *Detector) Detect(text string) Result {
	c := &counts{scripts: map[string]int{}, small: make([]int, len(x.languages)), marked: make([]int, len(x.languages))}
	for _, part := range excerpts(text) {
		x.count(part, c)
	}
	if c.letters == 0 {
		return Result{Code: "und", English: true}
	}
	script := "Latin"
	for _, s := range scriptOrder {
		if c.scripts[s] > c.scripts[script] {
			script = s
		}
	}
	if 2*c.scripts["Latin"] < c.letters {
		return x.other(script, c)
	}
	return x.latin(c)
}

func (x *Detector) count(text string, c *counts) {
	for field := range strings.FieldsSeq(text) {
		if !isCode(field) {
			x.countWords(field, c)
		}
	}
}

// isCode reports whether a stretch without blanks is an address, markup or an identifier: its letters are in
// no language.
func isCode(field string) bool {
	return strings.Contains(field, "://") || strings.ContainsAny(field, "=&<>\\@~_{}") || strings.Count(field, "/") > 2
}

func (x *Detector) countWords(field string, c *counts) {
	for _, w := range strings.FieldsFunc(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		latin, capital := true, false
		for i, r := range w {
			if i == 0 {
				capital = unicode.IsUpper(r)
			}
			if r < 'A' || r > 'z' {
				s := scriptOf(r)
				latin = latin && s == "Latin"
				c.scripts[s]++
				for _, l := range x.letters[unicode.ToLower(r)] {
					c.marked[l]++
				}
			} else {
				c.scripts["Latin"]++
			}
			c.letters++
		}
		if !latin {
			continue
		}
		c.words++
		if capital {
			c.names++
		}
		weight := 2
		if len(w) == 1 {
			weight = 1 // «s» of «let's» and «a» are in many languages
		}
		if capital && len(w) == 1 {
			continue // an initial
		}
		for _, l := range x.words[strings.ToLower(w)] {
			c.small[l] += weight
		}
	}
}

// other is a text most of whose letters are not Latin.
func (x *Detector) other(script string, c *counts) Result {
	best, code := -1, "und"
	for i, l := range x.languages {
		if (l.script == script || l.script == "Kana" && script == "Han" && c.scripts["Kana"]*10 > c.letters) && c.marked[i]+c.scripts[l.script]/1000 > best {
			best, code = c.marked[i]+c.scripts[l.script]/1000, l.code
		}
		if l.script == "Kana" && c.scripts["Kana"]*10 > c.letters {
			return Result{Code: l.code, Reason: "mostly Japanese letters"}
		}
	}
	if script == "Latin" || script == "" {
		return Result{Code: "und", Reason: "few Latin letters"}
	}
	return Result{Code: code, Reason: "mostly " + script + " letters"}
}

// latin is a text in Latin letters.
func (x *Detector) latin(c *counts) Result {
	en := c.small[x.english]
	best := x.english
	for i := range x.languages {
		if i != x.english && c.score(i) > c.score(best) {
			best = i
		}
	}
	plain := c.words - c.names // names say nothing about the language around them
	switch {
	case c.words < few:
		return Result{Code: "en", English: true}
	case best != x.english && c.score(best) > en+en/4+2:
		return Result{Code: x.languages[best].code, Reason: fmt.Sprintf("more %s than English small words (%d to %d of %d words)", x.languages[best].name, c.small[best]/2, en/2, c.words)}
	case plain >= 40 && en*6 < plain:
		return Result{Code: "und", Reason: fmt.Sprintf("few English small words (%d of %d words)", en/2, c.words)}
	}
	return Result{Code: "en", English: true}
}

// score counts small words, and three letters that English lacks as one more.
func (c *counts) score(l int) int {
	if c.small[l] == 0 {
		return 0
	}
	return c.small[l] + c.marked[l]*2/3
}
