package page

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Feeds lists the addresses of the feeds that a page names in its head.
func Feeds(body []byte, address string) []string {
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{}
	}
	var out []string
	z := html.NewTokenizer(bytes.NewReader(body))
	for range 5000 { // the head is at the beginning
		switch z.Next() {
		case html.ErrorToken:
			return out
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.DataAtom == atom.Body {
				return out
			}
			n := &html.Node{Type: html.ElementNode, DataAtom: t.DataAtom, Attr: t.Attr}
			kind := strings.ToLower(attr(n, "type"))
			feed := strings.Contains(kind, "rss+xml") || strings.Contains(kind, "atom+xml") || strings.Contains(kind, "feed+json")
			if t.DataAtom != atom.Link || !feed || !slices.Contains(strings.Fields(strings.ToLower(attr(n, "rel"))), "alternate") {
				continue
			}
			if u, err := base.Parse(attr(n, "href")); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
				out = append(out, u.String())
			}
		}
	}
	return out
}
