package segment

import (
	"unicode"
	"unicode/utf8"
)

// A gap is the white space before an atom or a word.
type gap uint8

const (
	gapNone  gap = iota
	gapSpace     // blanks, or a line break inside a paragraph
	gapLine      // one line break; layout makes it gapSpace or gapBreak
	gapBreak     // the end of a paragraph
)

// A class is the kind of an atom or word, as the classifiers see it.
type class uint8

const (
	edge    class = iota // outside of the text
	lower                // «call»
	capital              // «Call»
	upper                // «CALL»
	initial              // «C»
	single               // «c»
	mixed                // «iPhone»
	uncased              // letters without case: Arabic, Han
	digits               // «2025»
	dot                  // «.»
	final                // «!», «?», «…», «...»
	comma                // «,», «;», «:»
	hyphen               // «-»
	dash                 // «–», «—», «--»
	apostro              // «'», «’»
	quote                // «"», «“», «”»
	open                 // «(», «[»
	closing              // «)», «]»
	money                // «$», «€»
	slash                // «/», «\»
	bullet               // «•», «*», «·»
	symbol               // anything else: emoji, «%», «@»
	inner                // words only: letters with marks inside: «U.S.», «e-mail»
)

// An atom is a run of letters, of digits or of one mark: what a token is made of.
type atom struct {
	begin, end int
	hash       uint32 // of the text in lower case, quotes and apostrophes made one, digits by their number
	class      class
	gap        gap
}

// A word is a token as it stands between blanks and marks, contractions still whole.
type word struct {
	begin, end int
	hash       uint32
	class      class
	gap        gap
	ahead      uint8 // words from it to the next full stop or end of the paragraph, 250 for more
	ends       bool  // a sentence ends after it
}

// reading is a text on its way to tokens and sentences.
type reading struct {
	text  string
	atoms []atom
	words []word
}

// maxAtom bounds the letters of an atom and the atoms of a token: a text of one endless word is read as many.
const maxAtom = 120

// read cuts text into atoms and resolves its lines.
func read(text string) *reading {
	r := &reading{text: text, atoms: make([]atom, 0, len(text)/4)}
	g := gapBreak
	for i := 0; i < len(text); {
		c, n := decode(text, i)
		if isSpace(c) {
			var s gap
			s, i = space(text, i)
			g = max(g, s)
			continue
		}
		a := atom{begin: i, gap: g}
		a.end, a.class = scan(text, i, c, n)
		a.hash = foldHash(text[a.begin:a.end], a.class)
		r.atoms = append(r.atoms, a)
		i, g = a.end, gapNone
	}
	r.layout()
	return r
}

func decode(text string, i int) (rune, int) {
	if c := text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[i:])
}

// isSpace takes control characters, byte order marks and marks of direction as blanks: no token holds them.
func isSpace(c rune) bool {
	switch {
	case c <= ' ' || c == 0x7f:
		return true
	case c < 0x80:
		return false
	case c == 0x200c || c == 0x200d || c == 0xad:
		return false // joiners and soft hyphens stand inside words
	}
	return unicode.IsSpace(c) || unicode.Is(unicode.Cf, c) || unicode.Is(unicode.Cc, c)
}

// space returns the kind and the end of the white space at i.
func space(text string, i int) (gap, int) {
	lines := 0
	for i < len(text) {
		c, n := decode(text, i)
		if !isSpace(c) {
			break
		}
		switch c {
		case '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				n = 2
			}
			lines++
		case '\n', 0x85, 0x2028:
			lines++
		case '\f', 0x2029:
			lines += 2
		}
		i += n
	}
	return [...]gap{gapSpace, gapLine, gapBreak}[min(lines, 2)], i
}

// scan returns the end and the class of the atom that begins at i with c.
func scan(text string, i int, c rune, n int) (int, class) {
	switch {
	case isLetter(c):
		return letters(text, i, c, n)
	case isDigit(c):
		return run(text, i+n, isDigit), digits
	}
	end := marks(text, i+n)
	switch c {
	case '.':
		end = run(text, end, func(x rune) bool { return x == c })
		if end-i > 1 {
			return end, final
		}
		return end, dot
	case '!', '?':
		return run(text, end, func(x rune) bool { return x == c }), final
	case '-', '_', '=', '*', '~', '#', '+', '$':
		end = run(text, end, func(x rune) bool { return x == c })
	}
	return end, markClass(c, end-i)
}

func markClass(c rune, size int) class {
	switch c {
	case '…', '‼', '⁇', '⁈', '⁉', '。', '！', '？', '؟', '۔', '।':
		return final
	case ',', ';', ':', '、', '，', '：', '；', '،', '؛':
		return comma
	case '-', '‐', '‑', '_':
		if size > 1 && c == '-' {
			return dash
		}
		return hyphen
	case '–', '—', '―', '−':
		return dash
	case '\'', '’', '‘', '‚', '‛', '`', '´', 'ʼ':
		return apostro
	case '"', '“', '”', '„', '‟', '«', '»', '″':
		return quote
	case '(', '[', '{', '<', '‹':
		return open
	case ')', ']', '}', '>', '›':
		return closing
	case '/', '\\', '|':
		return slash
	case '•', '*', '·', '‣', '▪', '●', '■', '◦', '○', '►':
		return bullet
	}
	if unicode.Is(unicode.Sc, c) {
		return money
	}
	return symbol
}

func isLetter(c rune) bool {
	if c < 0x80 {
		return 'a' <= c|0x20 && c|0x20 <= 'z'
	}
	return unicode.IsLetter(c)
}

func isDigit(c rune) bool { return '0' <= c && c <= '9' || c >= 0x80 && unicode.IsDigit(c) }

// isJoined reports characters that belong to the one before: accents, joiners, shades of emoji.
func isJoined(c rune) bool {
	return c >= 0x80 && (unicode.Is(unicode.M, c) || c == 0x200c || c == 0x200d || c == 0xad || 0x1f3fb <= c && c <= 0x1f3ff)
}

// marks returns the end of the joined characters at i, with what a joiner joins.
func marks(text string, i int) int {
	for from := i; i < len(text) && i-from < maxAtom; {
		c, n := decode(text, i)
		if !isJoined(c) {
			break
		}
		i += n
		if c == 0x200d && i < len(text) {
			if next, n := decode(text, i); !isSpace(next) && !isLetter(next) {
				i += n
			}
		}
	}
	return i
}

func run(text string, i int, in func(rune) bool) int {
	for from := i; i < len(text) && i-from < maxAtom; {
		c, n := decode(text, i)
		if !in(c) {
			break
		}
		i += n
	}
	return i
}

// letters returns the end of the letters at i and their class.
func letters(text string, i int, c rune, n int) (int, class) {
	first := c
	count, ups, lows := 0, 0, 0
	from := i
	for {
		switch {
		case 'a' <= c && c <= 'z' || c >= 0x80 && unicode.IsLower(c):
			count++
			lows++
		case 'A' <= c && c <= 'Z' || c >= 0x80 && unicode.IsUpper(c):
			count++
			ups++
		case !isJoined(c):
			count++
		}
		i += n
		if i >= len(text) || i-from > maxAtom {
			break
		}
		if c, n = decode(text, i); !isLetter(c) && !isJoined(c) {
			break
		}
	}
	return i, letterClass(count, ups, lows, unicode.IsUpper(first))
}

func letterClass(count, ups, lows int, first bool) class {
	switch {
	case ups+lows == 0:
		return uncased
	case count == 1 && first:
		return initial
	case count == 1:
		return single
	case ups == 0:
		return lower
	case lows == 0:
		return upper
	case first && ups == 1:
		return capital
	}
	return mixed
}
