package gazetteer

import (
	"strings"
	"sync"
	"unicode"
)

var latin = sync.OnceValue(func() map[rune]string {
	m := map[rune]string{}
	for _, block := range plain {
		for i, s := range strings.Fields(block.letters) {
			if s != "_" {
				m[block.first+rune(i)] = s
			}
		}
	}
	return m
})

// Fold gives the form under which names are compared: small letters without marks, one blank between words,
// no stops or apostrophes, hyphens as blanks, «St.», «Mt.» and «Ft.» written out, no leading article.
func Fold(name string) string {
	s, tricky := foldPlain(name)
	if tricky {
		s = foldRunes(name)
	}
	if len(s) > 3 && s[2] == ' ' {
		switch s[:2] {
		case "st":
			s = "saint" + s[2:]
		case "mt":
			s = "mount" + s[2:]
		case "ft":
			s = "fort" + s[2:]
		}
	}
	return strings.TrimPrefix(s, "the ")
}

// foldPlain folds names of letters and single blanks, which are most; tricky tells that it could not.
func foldPlain(name string) (s string, tricky bool) {
	same := true
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z', c == ' ' && i > 0 && name[i-1] != ' ':
		case 'A' <= c && c <= 'Z':
			same = false
		default:
			return "", true
		}
	}
	if same {
		return name, false
	}
	return strings.ToLower(name), false
}

func foldRunes(name string) string {
	b := make([]byte, 0, len(name))
	table := latin()
	for _, r := range name {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			b = append(b, byte(r))
		case 'A' <= r && r <= 'Z':
			b = append(b, byte(r)+'a'-'A')
		case r == ' ' || r == '-' || r == '–' || r == '—' || r == '/' || r == ',' || r == '_' || r == '\n' || r == '\t' || r == 0xa0:
			if len(b) > 0 && b[len(b)-1] != ' ' {
				b = append(b, ' ')
			}
		case table[r] != "":
			b = append(b, table[r]...)
		case unicode.IsLetter(r):
			b = append(b, string(unicode.ToLower(r))...)
		}
	}
	return strings.TrimRight(string(b), " ")
}
