package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// inline are the elements that stand in a line of text; all others begin a paragraph.
var inline = map[atom.Atom]bool{atom.A: true, atom.Abbr: true, atom.Acronym: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true, atom.Cite: true, atom.Code: true,
	atom.Data: true, atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Ins: true, atom.Kbd: true, atom.Label: true, atom.Mark: true, atom.Q: true,
	atom.S: true, atom.Samp: true, atom.Small: true, atom.Span: true, atom.Strike: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true, atom.Tt: true, atom.U: true,
	atom.Var: true, atom.Wbr: true, atom.Img: true, atom.Picture: true, atom.Output: true}

// writer gathers text into paragraphs.
type writer struct {
	out    []string
	b      strings.Builder
	inLink int  // depth of links
	free   bool // the paragraph has letters outside links
}

// paragraphs returns the text under n: a paragraph for each block, item of a list, heading and row of a table.
func paragraphs(n *html.Node) []string {
	if n == nil {
		return nil
	}
	var w writer
	w.walk(n)
	w.end()
	return w.out
}

func (w *writer) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.b.WriteString(n.Data)
		w.free = w.free || w.inLink == 0 && strings.ContainsFunc(n.Data, letterOrDigit)
		return
	case html.CommentNode, html.DoctypeNode:
		return
	case html.ElementNode:
		if never[n.DataAtom] || n.DataAtom == atom.Head && n.Parent != nil {
			return
		}
	}
	switch {
	case n.DataAtom == atom.Br:
		w.lineBreak(n)
	case n.DataAtom == atom.Pre:
		w.end()
		w.pre(n)
	case n.DataAtom == atom.Tr && plainRow(n):
		w.end()
		w.row(n)
		w.end()
	case n.DataAtom == atom.Q:
		w.b.WriteString("“")
		w.children(n)
		w.b.WriteString("”")
	case n.DataAtom == atom.Sup && reference(n):
	case n.DataAtom == atom.A:
		w.inLink++
		w.children(n)
		w.inLink--
	case n.Type == html.ElementNode && inline[n.DataAtom]:
		w.children(n)
	default:
		w.end()
		w.children(n)
		w.end()
	}
}

func (w *writer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
}

// end ends the paragraph. One of nothing but links is a menu or leads to another story, unless it is a sentence.
func (w *writer) end() {
	if t := tidy(w.b.String()); t != "" && (w.free || strings.ContainsAny(t[len(t)-1:], ".!?\"") || strings.HasSuffix(t, "”")) {
		w.out = append(w.out, t)
	}
	w.b.Reset()
	w.free = false
}

// lineBreak ends a paragraph at two breaks, or at one behind the end of a sentence: old pages wrap lines with them.
func (w *writer) lineBreak(n *html.Node) {
	next := n.NextSibling
	for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
		next = next.NextSibling
	}
	before := strings.TrimRightFunc(w.b.String(), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"'”’»)", r) })
	last, _ := utf8.DecodeLastRuneInString(before)
	if next != nil && next.DataAtom == atom.Br || strings.ContainsRune(".!?:;…", last) {
		w.end()
		return
	}
	w.b.WriteByte(' ')
}

// pre keeps empty lines as ends of paragraphs.
func (w *writer) pre(n *html.Node) {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data)
		case d.DataAtom == atom.Br:
			b.WriteByte('\n')
		}
	}
	for p := range strings.SplitSeq(strings.ReplaceAll(b.String(), "\r", ""), "\n\n") {
		w.b.WriteString(p)
		w.free = true
		w.end()
	}
}

// plainRow says whether the cells of a row hold a line of text each, as those of data do.
func plainRow(tr *html.Node) bool {
	cells := 0
	for d := range tr.Descendants() {
		if d.DataAtom == atom.Td || d.DataAtom == atom.Th {
			cells++
		} else if d.Type == html.ElementNode && !inline[d.DataAtom] && d.DataAtom != atom.Br {
			return false
		}
	}
	return cells > 1
}

func (w *writer) row(tr *html.Node) {
	var cells []string
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		var cell writer
		cell.children(c)
		cell.end()
		if t := strings.Join(cell.out, " "); t != "" {
			cells = append(cells, t)
		}
	}
	w.b.WriteString(strings.Join(cells, " | "))
	w.free = true
}

// reference says whether a raised mark points to a note: «[3]».
func reference(n *html.Node) bool {
	var b strings.Builder
	link := false
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
		link = link || d.DataAtom == atom.A
	}
	t := strings.TrimSpace(b.String())
	return t != "" && strings.Trim(t, "[]0123456789*†‡") == "" && (link || strings.HasPrefix(t, "["))
}

// tidy makes one line of text: blanks of all kinds to one, soft hyphens and marks without width out.
func tidy(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || r == '\u00a0' || r == '\u2028' || r == '\u2029':
			space = b.Len() > 0
		case r == '\u00ad' || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\ufeff' || unicode.IsControl(r):
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}
