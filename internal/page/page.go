// Package page reads HTML pages of news sites and governments: title, day of publication, site, language, address
// and the paragraphs of the text, without menus, captions, links to other stories and buttons. What is the main
// text is found by a library behind the interface Extractor; what a page says of itself, and what of the main text
// is no text, is decided here. Nothing is fetched. The same bytes give the same page.
package page

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"github.com/openreadout/readout/record"
)

// Page is what a page says of itself, and its text.
type Page struct {
	Title      string
	Published  string // as precisely as it is told: «2025-07-02», «2025-07-02T00:30:00+03:00»; the zone is the publisher's
	Certain    bool   // Published stands in data of the page about itself, not in its visible text or address
	Site       string // name of the site, else its host
	Lang       string // ISO 639-1, as the page claims
	URL        string // canonical, else where the page was read
	Paragraphs []string
	Refresh    string // where a page without a text sends its visitor on, "" for nowhere
}

// ErrNoText is the error of a page in which there is no main text.
var ErrNoText = errors.New("no text in this page")

// maxElements keeps pages out that are no articles but data: the extractor needs some 2 kB an element.
const maxElements = 150_000

// Read reads a page. contentType is what came with it («text/html; charset=windows-1251»), address where it was
// read; both may be empty. A page without a text is returned with ErrNoText.
func Read(body []byte, contentType, address string) (Page, error) {
	return ReadWith(Readability{}, body, contentType, address)
}

// ReadWith is Read with an extractor of the caller's.
func ReadWith(x Extractor, body []byte, contentType, address string) (Page, error) {
	text := Decode(body, contentType)
	if n := bytes.Count(text, []byte("<")); n > 2*maxElements {
		return Page{}, fmt.Errorf("a page of some %d elements", n/2)
	}
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return Page{}, fmt.Errorf("not HTML: %w", err)
	}
	if n := count(root); n > maxElements {
		return Page{}, fmt.Errorf("a page of %d elements", n)
	}
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{}
	}
	m := readMeta(root, base)
	p := Page{Title: m.title(), Site: m.site(), Lang: m.lang(), URL: m.address()}
	p.Published, p.Certain = m.published()
	all := mainText(x, root, base, m)
	if p.Published == "" {
		p.Published = dateOnTop(all)
	}
	p.Paragraphs = withoutNoise(all, p.Title)
	if len(p.Paragraphs) == 0 {
		p.Refresh = m.refresh()
		return p, ErrNoText
	}
	return p, nil
}

// Fragment returns the paragraphs of HTML that is text throughout: the content of a feed's entry, a mail.
func Fragment(source string) []string {
	root, err := html.Parse(strings.NewReader(source))
	if err != nil || count(root) > maxElements {
		return nil
	}
	drop(root)
	return withoutNoise(paragraphs(root), "")
}

// Line returns HTML as one line of text: the title of a feed's entry.
func Line(source string) string {
	if !strings.ContainsAny(source, "<&") {
		return tidy(source)
	}
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return tidy(source)
	}
	return inner(root)
}

// Text is the text of p as an article has it: paragraphs with an empty line between.
func (p *Page) Text() string { return strings.Join(p.Paragraphs, "\n\n") }

// Day is the day of publication, "" for none.
func (p *Page) Day() string { return p.Published[:min(10, len(p.Published))] }

// Article is p as an article; its id is its address. What language a text is in the engine finds out itself:
// pages claim the language of their template.
func (p *Page) Article() record.Article {
	return record.Article{ID: p.URL, Title: p.Title, Published: p.Day(), Source: p.Site, URL: p.URL, Text: p.Text()}
}

func count(n *html.Node) int {
	c := 0
	for d := range n.Descendants() {
		if d.Type == html.ElementNode {
			c++
		}
	}
	return c
}
