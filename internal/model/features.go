package model

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Word is what the network sees of a word: rows of its embedding tables. Training and running get it from
// the same function, Shape.Word.
type Word struct {
	Norm    string  // lower case, straight quotes
	Grams   []int32 // rows of the n-gram table: every 3-, 4- and 5-gram of the word in its brackets, and the word itself
	Suffix3 int32   // last characters, closing bracket included
	Suffix2 int32
	Prefix  int32
	Shape   int32 // «Xx», «d.d», «XX»
}

// Buckets is how many rows the hashed tables have.
type Buckets struct{ Grams, Affixes, Shapes int }

// maxGrams is the longest word, in characters with its brackets, that is cut into n-grams. Longer ones
// (addresses, rubbish) are seen as a whole only.
const maxGrams = 32

// Word returns what the network sees of form.
func (b Buckets) Word(form string) Word {
	norm := Normalise(form)
	key, at := bracketed(norm)
	n := len(at) - 1
	row := func(prefix string, from, to, size int) int32 {
		return int32(hash(prefix, key[at[from]:at[to]]) % uint32(size))
	}
	w := Word{
		Norm:    norm,
		Suffix3: row("", max(0, n-4), n, b.Affixes),
		Suffix2: row("2", max(0, n-3), n, b.Affixes),
		Prefix:  row("p", 0, min(n, 4), b.Affixes),
		Shape:   int32(hash("", shape(form)) % uint32(b.Shapes)),
	}
	if n <= maxGrams {
		for k := 3; k <= 5; k++ {
			for i := 0; i+k <= n; i++ {
				w.Grams = append(w.Grams, row("", i, i+k, b.Grams))
			}
		}
	}
	w.Grams = append(w.Grams, row("w", 0, n, b.Grams))
	return w
}

// bracketed returns the word as «<word>» with its digits made «0», and where each character begins and the
// last one ends.
func bracketed(norm string) (key string, at []int) {
	var s strings.Builder
	at = make([]int, 0, len(norm)+3)
	put := func(r rune) {
		at = append(at, s.Len())
		s.WriteRune(r)
	}
	put('<')
	for _, r := range norm {
		if unicode.IsDigit(r) {
			r = '0'
		}
		put(r)
	}
	put('>')
	return s.String(), append(at, s.Len())
}

// Normalise returns form in lower case and with straight quotes: the key of the vocabulary.
func Normalise(form string) string {
	plain := true
	for i := 0; i < len(form); i++ {
		if c := form[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c == '`' || c == '\'' {
			plain = false
			break
		}
	}
	if plain {
		return form
	}
	var s strings.Builder
	for i := 0; i < len(form); {
		r, n := utf8.DecodeRuneInString(form[i:])
		if two := form[i:min(len(form), i+2)]; two == "``" || two == "''" {
			r, n = '"', 2
		}
		i += n
		switch r {
		case '’', '‘':
			r = '\''
		case '“', '”':
			r = '"'
		default:
			r = unicode.ToLower(r)
		}
		s.WriteRune(r)
	}
	return s.String()
}

// shape draws form with one letter a class of characters, at most two of a kind in a row.
func shape(form string) string {
	var s strings.Builder
	var last byte
	run := 0
	for _, r := range form {
		c := class(r)
		if c == last {
			run++
		} else {
			run = 0
		}
		last = c
		if run < 2 {
			s.WriteByte(c)
		}
	}
	return s.String()
}

func class(r rune) byte {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLower(r):
		return 'x'
	case unicode.IsDigit(r):
		return 'd'
	case r < utf8.RuneSelf:
		return byte(r)
	}
	return '.'
}

// hash is FNV-1a with a final mixing, over prefix and s.
func hash(prefix, s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(prefix); i++ {
		h = (h ^ uint32(prefix[i])) * 16777619
	}
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 13
	return h
}
