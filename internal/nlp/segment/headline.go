package segment

import (
	"unicode/utf8"

	"github.com/openreadout/readout/internal/doc"
)

// maxHeadline is how many tokens a title or heading may have.
const maxHeadline = 30

// headlines marks the sentences that are titles or headings: the only one of its paragraph, without a final
// mark, not an item of a list, with text under it. A closing quotation mark or bracket may end a headline
// only if it was opened in it.
func headlines(d *doc.Doc) {
	for i := range d.Sentences {
		s := &d.Sentences[i]
		alone := (i == 0 || d.Sentences[i-1].Paragraph != s.Paragraph) && i+1 < len(d.Sentences) && d.Sentences[i+1].Paragraph != s.Paragraph
		s.Headline = alone && s.End-s.First <= maxHeadline && endsOpen(d, s) && isTitle(d, s)
	}
}

func endsOpen(d *doc.Doc, s *doc.Sentence) bool {
	text := d.Str(s.Span)
	last, size := utf8.DecodeLastRuneInString(text)
	switch markClass(last, size) {
	case final, comma, dash, hyphen, open, slash:
		return false
	case quote, closing, apostro:
		before, _ := utf8.DecodeLastRuneInString(text[:len(text)-size])
		return len(text) > size && before != '.' && before != '!' && before != '?' && before != ','
	}
	return last != '.' && last != '!'
}

// isTitle reports whether a line looks like a title: it begins with a capital, a digit or an opening mark,
// and it holds letters.
func isTitle(d *doc.Doc, s *doc.Sentence) bool {
	c, n := decode(d.Text, s.Begin)
	_, k := scan(d.Text, s.Begin, c, n)
	switch k {
	case bullet, hyphen, dash, open, lower, single, comma, dot, final:
		return false
	}
	for _, r := range d.Str(s.Span) {
		if isLetter(r) {
			return true
		}
	}
	return false
}
