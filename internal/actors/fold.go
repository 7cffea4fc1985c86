package actors

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names are compared chunk by chunk: a chunk is a run of letters and digits in lower case, without
// accents, points and apostrophes; hyphens and blanks part chunks, and a final «'s» stands alone. «Côte
// d'Ivoire» is «cote divoire», «U.S.» is «us», «Ban Ki-moon» is «ban ki moon», «People's» «people s». What folding loses of capitals is kept in shape.

// shape tells the capitals of a chunk.
type shape uint8

const (
	capital shape = 1 << iota // begins with a capital or a digit
	upper                     // has no small letter
)

type chunk struct {
	text  string
	shape shape
}

// chunks appends the chunks of word to dst.
func chunks(dst []chunk, word string) []chunk {
	begin := -1
	plain := true // letters of ASCII only, nothing to drop
	for i := 0; i <= len(word); {
		r, n := rune(-1), 1
		if i < len(word) {
			if r = rune(word[i]); r >= utf8.RuneSelf {
				r, n = utf8.DecodeRuneInString(word[i:])
			}
		}
		switch {
		case isLetter(r) || isDropped(r) && begin >= 0 && !isGenitive(word[i:], r):
			if begin < 0 {
				begin, plain = i, true
			}
			plain = plain && r < utf8.RuneSelf && !isDropped(r)
		case begin >= 0:
			if c := fold(word[begin:i], plain); c.text != "" {
				dst = append(dst, c)
			}
			begin = -1
		}
		if r == '&' {
			dst = append(dst, chunk{"and", capital | upper})
		}
		i += n
	}
	return dst
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// isDropped reports whether r vanishes inside a chunk: points of abbreviations, apostrophes and the
// marks of transliteration.
func isDropped(r rune) bool {
	switch r {
	case '.', '\'', '’', '‘', 'ʼ', 'ʿ', 'ʾ', '`', '´', 'ʹ', 'ʻ':
		return true
	}
	return false
}

// isGenitive reports whether an «'s» that ends a word begins at the apostrophe r. It is a chunk of its own,
// since it is a token of its own in a text: «People» «'s» «Party».
func isGenitive(rest string, r rune) bool {
	if r != '\'' && r != '’' {
		return false
	}
	rest = rest[utf8.RuneLen(r):]
	if rest == "" || rest[0] != 's' && rest[0] != 'S' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[1:])
	return rest[1:] == "" || !isLetter(next) && !isDropped(next)
}

func fold(s string, plain bool) chunk {
	c := chunk{shape: upper}
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLower(first) {
		c.shape |= capital
	}
	if plain {
		lower := true
		for i := range len(s) {
			switch b := s[i]; {
			case 'a' <= b && b <= 'z':
				c.shape &^= upper
			case 'A' <= b && b <= 'Z':
				lower = false
			}
		}
		if c.text = s; !lower {
			c.text = strings.ToLower(s)
		}
		return c
	}
	var b strings.Builder
	for _, r := range s {
		if unicode.IsLower(r) {
			c.shape &^= upper
		}
		if isDropped(r) || unicode.Is(unicode.Mn, r) {
			continue
		}
		r = unicode.ToLower(r)
		if p, ok := plainLetters[r]; ok {
			b.WriteString(p)
		} else {
			b.WriteRune(r)
		}
	}
	c.text = b.String()
	return c
}

// plainLetters gives the letters of the Latin alphabets without their marks.
var plainLetters = makePlain(
	"a àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "ae æ", "c çćĉċč", "d ďđð", "e èéêëēĕėęěẹẻẽếềểễệə", "g ĝğġģ", "h ĥħḥḩ", "i ìíîïĩīĭįıỉị",
	"j ĵ", "k ķḳ", "l ĺļľŀł", "n ñńņňŋ", "o òóôõöøōŏőọỏốồổỗộơớờởỡợ", "oe œ", "r ŕŗř", "s śŝşšșṣ", "ss ß", "t ţťŧțṭ", "th þ",
	"u ùúûüũūŭůűųụủưứừửữự", "w ŵ", "y ýÿŷỳỵỷỹ", "z źżžẓ")

func makePlain(rows ...string) map[rune]string {
	m := map[rune]string{}
	for _, row := range rows {
		to, from, _ := strings.Cut(row, " ")
		for _, r := range from {
			m[r] = to
		}
	}
	return m
}

// Fold returns the form under which names are compared: its chunks with blanks between.
func Fold(name string) string {
	var b strings.Builder
	for i, c := range chunks(nil, name) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(c.text)
	}
	return b.String()
}
