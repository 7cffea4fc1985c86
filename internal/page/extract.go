package page

import (
	"net/url"
	"regexp"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Extractor finds the part of a page that is its main text. It may change root.
type Extractor interface {
	Extract(root *html.Node, address *url.URL) (*html.Node, error)
}

// Readability is the extractor of Mozilla's reader view (go-readability).
type Readability struct{}

// Extract implements Extractor. A text of a paragraph or two, as readouts are, is taken at first sight, unless the page
// has far more in paragraphs: then the library's own, higher threshold decides.
func (Readability) Extract(root *html.Node, address *url.URL) (*html.Node, error) {
	all := inParagraphs(root)
	again := clone(root)
	node, err := readable(root, address, 250)
	if err == nil && (node == nil || 3*inParagraphs(node) < all) {
		return readable(again, address, 500)
	}
	return node, err
}

func readable(root *html.Node, address *url.URL, threshold int) (*html.Node, error) {
	p := readability.NewParser()
	p.DisableJSONLD = true // read here, with more of what it may hold
	p.KeepClasses = true   // what is dropped after it goes by classes
	p.CharThresholds = threshold
	a, err := p.ParseAndMutate(root, address)
	return a.Node, err
}

// inParagraphs counts the bytes of text in <p> of some length.
func inParagraphs(root *html.Node) int {
	sum := 0
	for n := range root.Descendants() {
		if n.DataAtom == atom.P {
			if t := len(inner(n)); t > 80 {
				sum += t
			}
		}
	}
	return sum
}

// mainText returns the paragraphs of the page's text: the extractor's, else what the page's own data says, else those
// of the element that the page marks as its article. A live blog is taken from its data when that says more.
func mainText(x Extractor, root *html.Node, address *url.URL, m *meta) []string {
	drop(root)
	marked := markedArticle(root)
	if marked != nil {
		marked = clone(marked)
	}
	var text []string
	if node := extract(x, root, address); node != nil {
		drop(node)
		text = paragraphs(node)
	}
	if live := m.liveBlog(); length(live) > length(text)*4/5 {
		return live
	}
	if length(text) < 200 {
		for _, other := range [][]string{bodyOf(m.article), paragraphs(marked)} {
			if length(other) > 2*length(text) {
				text = other
			}
		}
	}
	return text
}

// extract keeps a fault of an extractor to the page that shows it.
func extract(x Extractor, root *html.Node, address *url.URL) (node *html.Node) {
	defer func() {
		if recover() != nil {
			node = nil
		}
	}()
	node, err := x.Extract(root, address)
	if err != nil {
		return nil
	}
	return node
}

func length(text []string) int {
	n := 0
	for _, p := range text {
		n += len(p)
	}
	return n
}

// markedArticle returns the element that a page marks as its article, nil for none or several.
func markedArticle(root *html.Node) *html.Node {
	for _, is := range []func(*html.Node) bool{
		func(n *html.Node) bool { return attr(n, "itemprop") == "articleBody" },
		func(n *html.Node) bool { return n.DataAtom == atom.Article },
		func(n *html.Node) bool { return n.DataAtom == atom.Main || attr(n, "role") == "main" },
	} {
		var found []*html.Node
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && is(n) {
				found = append(found, n)
			}
		}
		if len(found) == 1 {
			return found[0]
		}
	}
	return nil
}

func clone(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: n.Attr}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.AppendChild(clone(k))
	}
	return c
}

// never are elements that hold no running text.
var never = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true, atom.Iframe: true, atom.Object: true,
	atom.Embed: true, atom.Button: true, atom.Select: true, atom.Input: true, atom.Textarea: true, atom.Nav: true, atom.Figcaption: true, atom.Audio: true,
	atom.Video: true, atom.Canvas: true, atom.Dialog: true}

// beside are words in the class or id of what stands beside a text: whole words of it, as «-», «_» and capitals cut it.
var beside = regexp.MustCompile(`(?i)^(captions?|credits?|share|sharing|sharebar|sharethis|addtoany|social|socials|related|recommended|recommendations|recirc|outbrain|taboola|newsletter|` +
	`subscribe|subscription|signup|paywall|advert|adverts|advertisement|ads|ad|promo|promos|sponsored|breadcrumbs?|cookies?|consent|tags|taglist|comments?|disqus|toolbar|print|pagination|` +
	`pager|byline|author|authors|timestamp|readmore|more|popular|trending|skip|hidden|sr|copyright|disclaimer|teaser|teasers|infobox|factbox|navigation|menu|gallery|lightbox|jp)$`)

// alone are those of the words that mark an element only when nothing but them says what it is.
var alone = regexp.MustCompile(`(?i)^(more|print|hidden|sr|author|authors|ad|ads|jp|gallery|teaser|comment|credit)$`)

// dropped is how long the text of an element may be that goes by its class; a longer one is the text's own wrapper.
const dropped = 1500

// drop takes out what is no running text: scripts, captions, buttons, what is hidden, and what stands beside the text
// by its class or id.
func drop(root *html.Node) {
	if root == nil {
		return
	}
	sizes := map[*html.Node]int{}
	measure(root, sizes)
	total := sizes[root]
	var gone []*html.Node
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.CommentNode, c.Type == html.ElementNode && (never[c.DataAtom] || unseen(c)):
				gone = append(gone, c)
			case c.Type == html.ElementNode && sizes[c] < min(dropped, total/3+1) && isBeside(c):
				gone = append(gone, c)
			default:
				walk(c)
			}
		}
	}
	walk(root)
	for _, n := range gone {
		n.Parent.RemoveChild(n)
	}
}

// measure counts the bytes of text under each element.
func measure(n *html.Node, sizes map[*html.Node]int) int {
	sum := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			sum += len(strings.TrimSpace(c.Data))
		case c.Type == html.ElementNode && !never[c.DataAtom]:
			sum += measure(c, sizes)
		}
	}
	sizes[n] = sum
	return sum
}

func unseen(n *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", "")
	return hasAttr(n, "hidden") || strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") ||
		attr(n, "aria-hidden") == "true" && n.DataAtom != atom.A && n.DataAtom != atom.P
}

// isBeside looks at the words of class, id and role. A word that is often part of other names counts only when the
// whole name is that word («more», not «no-more-tears»).
func isBeside(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Article, atom.Main, atom.H1, atom.P:
		return false
	}
	if n.DataAtom == atom.Form { // one that holds the whole page, as ASP.NET makes, is too long to come here
		return true
	}
	switch attr(n, "role") {
	case "navigation", "banner", "complementary", "search", "contentinfo":
		return true
	}
	for _, name := range append(strings.Fields(attr(n, "class")), attr(n, "id")) {
		words := nameWords(name)
		for _, w := range words {
			if beside.MatchString(w) && (len(words) == 1 || !alone.MatchString(w)) {
				return true
			}
		}
	}
	return false
}

// nameWords cuts «shareBar», «share-bar», «share_bar» into words.
func nameWords(name string) []string {
	var out []string
	start := 0
	for i, c := range name {
		switch {
		case c == '-' || c == '_' || c == ':':
			out = append(out, name[start:i])
			start = i + 1
		case c >= 'A' && c <= 'Z' && i > start && name[i-1] >= 'a' && name[i-1] <= 'z':
			out = append(out, name[start:i])
			start = i
		}
	}
	return append(out, name[start:])
}

func attr(n *html.Node, key string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}
