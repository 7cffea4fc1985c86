package statement

import (
	"unicode"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/doc"
)

// quote is a quotation of the outermost level. Quotations inside it are part of it.
type quote struct {
	doc.Span             // with its marks
	first, last  doc.Tok // the tokens of the marks, or the first and last token where a mark is missing
	paragraph    int     // of its begin
	continues    bool    // it is not closed, and the next paragraph opens with a mark: the speech goes on
	continuation bool    // it goes on from the paragraph before
}

// The marks of quotations. A straight mark opens and closes; «”» and «»» open in some languages; the single
// marks are apostrophes too.
const (
	double     = '"'
	doubleLeft = '“'
	doubleRite = '”'
	doubleLow  = '„'
	angleLeft  = '«'
	angleRite  = '»'
	single     = '\''
	singleLeft = '‘'
	singleRite = '’'
	backtick   = '`'
)

// mark is one mark of a paragraph with what stands around it.
type mark struct {
	doc.Span
	kind       rune
	open, shut bool // may open, may close
}

// family joins the marks that answer one another.
func (m mark) family() rune {
	switch m.kind {
	case doubleLeft, doubleRite, doubleLow:
		return doubleLeft
	case angleLeft, angleRite:
		return angleLeft
	case single, singleLeft, singleRite:
		return single
	}
	return double
}

// quotes finds the quotations of d, paragraph by paragraph, in one pass over the text.
func quotes(d *doc.Doc) []quote {
	var out []quote
	open := false // the paragraph before ended inside a quotation
	for i := 0; i < len(d.Sentences); {
		j := i
		for j < len(d.Sentences) && d.Sentences[j].Paragraph == d.Sentences[i].Paragraph {
			j++
		}
		s := doc.Span{Begin: d.Sentences[i].Begin, End: d.Sentences[j-1].Span.End}
		next := ""
		if j < len(d.Sentences) {
			next = d.Text[d.Sentences[j].Begin:]
		}
		before := len(out)
		out = pair(out, d.Text, s, opens(next))
		for k := before; k < len(out); k++ {
			out[k].paragraph = d.Sentences[i].Paragraph
			a, b := d.TokensIn(out[k].Span)
			if a > 0 && d.Tokens[a-1].End > out[k].Begin {
				a-- // the mark is inside a token
			}
			out[k].first, out[k].last = a, max(a, b-1)
			out[k].continuation = open && out[k].Begin == s.Begin
		}
		open = len(out) > before && out[len(out)-1].continues
		i = j
	}
	return out
}

// opens reports whether text begins with a mark that opens a quotation.
func opens(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r == double || r == doubleLeft || r == doubleLow || r == angleLeft || len(text) > 1 && (text[:2] == "''" || text[:2] == "``")
}

// maxDepth bounds the quotations inside quotations that are told apart.
const maxDepth = 4

// pair matches the marks of the paragraph s and appends its outermost quotations to out. A double mark left
// open at the end counts only where the next paragraph opens with one.
func pair(out []quote, text string, s doc.Span, nextOpens bool) []quote {
	marks := marksOf(text, s)
	var stack []mark
	var inner []quote // closed inside one that is open still
	for _, m := range marks {
		if at := closes(stack, m); at >= 0 {
			q := quote{Span: doc.Span{Begin: stack[at].Begin, End: m.End}}
			for len(inner) > 0 && inner[len(inner)-1].Begin > q.Begin {
				inner = inner[:len(inner)-1]
			}
			if at == 0 {
				out = add(out, text, q)
			} else {
				inner = add(inner, text, q)
			}
			stack = stack[:at]
			continue
		}
		if m.open && len(stack) < maxDepth {
			if m.family() != single && len(stack) > 0 && stack[len(stack)-1].family() == m.family() && m.kind == double {
				stack = stack[:len(stack)-1] // a straight mark that can only open: the one before was astray
				if len(stack) == 0 {
					out, inner = append(out, inner...), nil
				}
			}
			stack = append(stack, m)
		}
	}
	if len(stack) > 0 && stack[0].family() != single && nextOpens {
		return add(out, text, quote{Span: doc.Span{Begin: stack[0].Begin, End: s.End}, continues: true})
	}
	return append(out, inner...)
}

// add appends q unless it holds no word.
func add(out []quote, text string, q quote) []quote {
	for _, r := range text[q.Begin:q.End] {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return append(out, q)
		}
	}
	return out
}

// closes returns the place in the stack of the mark that m closes, or -1.
func closes(stack []mark, m mark) int {
	if !m.shut {
		return -1
	}
	for at := len(stack) - 1; at >= 0; at-- {
		o := stack[at]
		switch {
		case o.family() != m.family():
			continue
		case o.kind == m.kind && m.kind != double && m.kind != single && m.kind != singleRite && m.kind != doubleRite:
			return -1
		}
		return at
	}
	return -1
}

// marksOf lists the marks of the paragraph; apostrophes are left out.
func marksOf(text string, s doc.Span) []mark {
	var out []mark
	prev := ' '
	for i := s.Begin; i < s.End; {
		r, n := utf8.DecodeRuneInString(text[i:])
		width := n
		switch {
		case r == '`' || r == single && i+1 < s.End && text[i+1] == byte(single):
			if i+1 < s.End && text[i+1] == text[i] {
				width = 2
			}
			if width == 2 {
				out = appendMark(out, text, s, doc.Span{Begin: i, End: i + 2}, double, prev)
			} else {
				out = appendMark(out, text, s, doc.Span{Begin: i, End: i + 1}, singleLeft, prev)
			}
		case r == double || r == doubleLeft || r == doubleRite || r == doubleLow || r == angleLeft || r == angleRite || r == single || r == singleLeft || r == singleRite || r == '‚':
			if r == '‚' {
				r = singleLeft
			}
			out = appendMark(out, text, s, doc.Span{Begin: i, End: i + n}, r, prev)
		}
		prev, _ = utf8.DecodeLastRuneInString(text[i : i+width])
		i += width
	}
	return singles(out, text)
}

func appendMark(out []mark, text string, s, at doc.Span, kind rune, prev rune) []mark {
	next := ' '
	if at.End < s.End {
		next, _ = utf8.DecodeRuneInString(text[at.End:])
	}
	before := unicode.IsSpace(prev) || prev == '(' || prev == '[' || prev == '{' || unicode.Is(unicode.Pd, prev) || prev == '/' || prev == '…' || isMark(prev)
	after := unicode.IsSpace(next) || unicode.IsPunct(next) && next != '(' && next != '[' && next != '$' && next != '#' && next != '@' && !isMark(next) && next != '.' || isMark(next)
	m := mark{Span: at, kind: kind}
	switch kind {
	case doubleLeft:
		m.open, m.shut = true, !before // it shuts «„»
	case doubleLow, angleLeft, singleLeft:
		m.open, m.shut = true, kind == angleLeft && !before
		if m.shut {
			m.open = false
		}
	case doubleRite, angleRite:
		m.open, m.shut = before && !after && at.Begin == s.Begin, true
		if kind == angleRite && before && !after {
			m.open, m.shut = true, false
		}
	case double:
		m.open, m.shut = before || !after && !wordRune(prev), !before || after || isMark(prev)
		if prev == '(' || prev == '[' {
			m.shut = false
		}
	case single:
		m.open = before && (wordRune(next) || next == '[' || next == '$') && !unicode.IsDigit(next)
		m.shut = !unicode.IsSpace(prev) && !wordRune(next)
	case singleRite:
		m.shut = !unicode.IsSpace(prev) && !wordRune(next)
	}
	if !m.open && !m.shut {
		return out
	}
	return append(out, m)
}

// singles drops single marks that are apostrophes: an opening one without a later closing one, and a closing
// one behind a plural («the leaders’ plan») while another can still close.
func singles(marks []mark, text string) []mark {
	later := 0
	keep := make([]bool, len(marks))
	for i := len(marks) - 1; i >= 0; i-- {
		m := marks[i]
		switch {
		case m.family() != single:
			keep[i] = true
		case m.shut && !m.open:
			plural := m.Begin > 0 && (text[m.Begin-1] == 's' || text[m.Begin-1] == 'S') && m.End+1 < len(text) && text[m.End] == ' ' && lower(text[m.End+1])
			keep[i] = !plural || later == 0
			if keep[i] {
				later++
			}
		case m.open:
			keep[i] = later > 0
			if later > 0 {
				later--
			}
		}
	}
	out := marks[:0]
	for i, m := range marks {
		if keep[i] {
			out = append(out, m)
		}
	}
	return out
}

func lower(b byte) bool    { return b >= 'a' && b <= 'z' }
func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
func isMark(r rune) bool {
	switch r {
	case double, doubleLeft, doubleRite, doubleLow, angleLeft, angleRite, single, singleLeft, singleRite, backtick:
		return true
	}
	return false
}
