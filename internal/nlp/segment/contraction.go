package segment

import (
	"strings"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/doc"
)

// fused are words that UD splits though no apostrophe shows it, with the length of their first part.
// Misspellings that are also words of their own («its» for «it's», «wont») are left whole.
var fused = map[string]int{
	"cannot": 3, "gonna": 3, "wanna": 3, "outta": 3, "gotta": 3, "dunno": 2, "gimme": 3, "lemme": 3,
	"dont": 2, "didnt": 3, "doesnt": 4, "isnt": 2, "wasnt": 3, "werent": 4, "arent": 3, "havent": 4, "hasnt": 3, "hadnt": 3, "cant": 2,
	"wouldnt": 5, "couldnt": 5, "shouldnt": 6, "aint": 2, "im": 1, "ive": 1, "youre": 3, "theyre": 4, "youll": 3, "thats": 4, "whats": 4,
}

// clitics are what may stand behind the apostrophe of a contraction or a possessive.
var clitics = map[string]bool{"re": true, "ve": true, "ll": true, "s": true, "m": true, "d": true}

// its reports whether the word w is «it's» without its apostrophe: a possessive stands before no article,
// pronoun, preposition, «not» or adverb of a whole clause.
func its(w, next string) bool {
	return len(w) == 3 && strings.EqualFold(w, "its") && noNouns[strings.ToLower(next)]
}

var noNouns = map[string]bool{"a": true, "an": true, "the": true, "not": true, "been": true, "my": true, "your": true, "his": true, "our": true, "their": true,
	"this": true, "that": true, "these": true, "those": true, "it": true, "he": true, "she": true, "they": true, "we": true, "you": true, "i": true, "because": true,
	"really": true, "simply": true, "definitely": true, "also": true, "just": true, "still": true, "now": true, "always": true, "never": true, "probably": true, "actually": true, "too": true,
	"in": true, "for": true, "from": true, "at": true, "on": true, "about": true, "between": true, "like": true, "all": true, "nothing": true, "getting": true, "going": true}

// appendWord appends the tokens of a word: one, or those of a contraction, the later ones Joined.
func appendWord(out []doc.Token, text string, s doc.Span) []doc.Token {
	n := firstPart(text[s.Begin:s.End])
	if n == 0 {
		return append(out, doc.Token{Span: s})
	}
	out = appendWord(out, text, doc.Span{Begin: s.Begin, End: s.Begin + n})
	return append(out, doc.Token{Span: doc.Span{Begin: s.Begin + n, End: s.End}, Joined: true})
}

// firstPart returns how much of a word stands before its last clitic, 0 for a word without one.
func firstPart(w string) int {
	if len(w) > maxAtom {
		return 0
	}
	k, size := lastApostrophe(w)
	if k < 0 {
		if n := fused[strings.ToLower(w)]; n > 0 && w != "IM" && w != "IVE" {
			return n
		}
		return 0
	}
	head, tail := w[:k], strings.ToLower(w[k+size:])
	switch last := head[max(0, k-1):]; {
	case tail == "t" && k > 1 && (last == "n" || last == "N"):
		return k - 1
	case tail == "s" && isDecade(head):
		return 0
	case tail == "" && k > 1 && strings.ContainsAny(last, "sSxXzZ"), clitics[tail] && k > 0:
		return k
	}
	return 0
}

// isDecade reports whether «'s» makes a plural of the number: «1960's», «30's».
func isDecade(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return (len(s) == 2 || len(s) == 4) && s[len(s)-1] == '0'
}

// lastApostrophe returns where the last apostrophe of w stands and how long it is, or -1.
func lastApostrophe(w string) (at, size int) {
	for i := len(w); i > 0; {
		c, n := utf8.DecodeLastRuneInString(w[:i])
		i -= n
		if fold(c) == '\'' {
			return i, n
		}
	}
	return -1, 0
}
