// Package numeral reads numbers: figures and words, decimals kept exact, vague plurals with their bounds.
//
// It works on atoms, the smallest pieces of a text (a run of letters, a run of digits, one mark), not on
// tokens, because how «3.7bn», «mid-2011», «2014-15» or «$5m-10m» fall into tokens differs from text to
// text. The layers that read times and amounts share it.
package numeral

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/doc"
)

// Kind is what an atom consists of.
type Kind uint8

const (
	Word   Kind = iota // letters, and combining marks
	Digits             // digits 0 to 9
	Mark               // one other character
)

// Atom is a piece of the text without white space.
type Atom struct {
	doc.Span
	Kind  Kind
	Low   string  // in lower case; dashes and curly apostrophes as «-» and «'», «'s» in one piece
	Space bool    // white space stands before it
	Break bool    // a blank line stands before it, or the paragraph of its token is a new one
	Tok   doc.Tok // token in which it begins, doc.None in a text without tokens
}

// Atoms cuts the text of d, in linear time. Every atom lies on rune boundaries.
func Atoms(d *doc.Doc) []Atom {
	text := d.Text
	out := make([]Atom, 0, len(text)/4+8)
	tok, sent, paragraph := 0, 0, 0
	space, breaks, newlines := false, true, 0
	for at := 0; at < len(text); {
		r, n := utf8.DecodeRuneInString(text[at:])
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			if r == '\n' || r == '\u2029' {
				newlines++
			}
			space = true
			at += n
			continue
		}
		a := Atom{Space: space, Break: breaks || newlines > 1, Tok: doc.None}
		end := atomEnd(text, at, r, n, &a)
		a.Span = doc.Span{Begin: at, End: end}
		for tok < len(d.Tokens) && d.Tokens[tok].End <= at {
			tok++
		}
		if tok < len(d.Tokens) && d.Tokens[tok].Begin < end {
			a.Tok = doc.Tok(tok)
			for sent+1 < len(d.Sentences) && d.Sentences[sent+1].First <= a.Tok {
				sent++
			}
			if sent < len(d.Sentences) && d.Sentences[sent].Paragraph != paragraph {
				a.Break, paragraph = true, d.Sentences[sent].Paragraph
			}
		}
		out = append(out, a)
		at, space, breaks, newlines = end, false, false, 0
	}
	return out
}

// atomEnd finds the end of the atom that begins at at with r and sets its kind and form.
func atomEnd(text string, at int, r rune, n int, a *Atom) int {
	switch {
	case r >= '0' && r <= '9':
		end := at + 1
		for end < len(text) && text[end] >= '0' && text[end] <= '9' {
			end++
		}
		a.Kind, a.Low = Digits, text[at:end]
		return end
	case unicode.IsLetter(r):
		end := at + n
		for end < len(text) {
			r, n := utf8.DecodeRuneInString(text[end:])
			if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) {
				break
			}
			end += n
		}
		a.Kind, a.Low = Word, strings.ToLower(text[at:end])
		return end
	}
	a.Kind = Mark
	switch r {
	case '-', '‐', '‑', '‒', '–', '—', '−', '~', '〜':
		a.Low = "-"
	case '\'', '’', 'ʼ':
		a.Low = "'"
		rest := text[at+n:]
		if len(rest) > 0 && (rest[0] == 's' || rest[0] == 'S') && !letterAt(rest[1:]) && !a.Space {
			a.Low = "'s"
			return at + n + 1
		}
	case '“', '”', '„', '«', '»':
		a.Low = `"`
	default:
		a.Low = text[at : at+n]
	}
	return at + n
}

func letterAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}
