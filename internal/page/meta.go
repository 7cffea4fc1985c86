package page

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// meta is what a page says of itself.
type meta struct {
	own     *url.URL            // where the page was read
	base    *url.URL            // what its links are relative to
	tags    map[string][]string // of <meta>, by name, property or itemprop in lower case
	article thing               // the best of its JSON-LD
	heading string              // of the only <h1>
	head    string              // <title>
	canon   string              // link to the canonical address
	htmlFor string              // language of <html>
	times   []dated             // in the order in which they stand
}

// dated is a date that stands in the page, the surer the lower its rank.
type dated struct {
	date string
	rank int
}

// The ranks of dates inside a page.
const (
	itemprop = iota
	entryTime
	someTime
	visible
)

func readMeta(root *html.Node, base *url.URL) *meta {
	m := &meta{own: base, base: base, tags: map[string][]string{}}
	var found []thing
	headings := 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			m.htmlFor = attr(n, "lang")
		case atom.Base:
			if u, err := base.Parse(attr(n, "href")); err == nil && attr(n, "href") != "" {
				m.base = u
			}
		case atom.Title:
			if m.head == "" && n.Parent != nil && n.Parent.DataAtom == atom.Head {
				m.head = inner(n)
			}
		case atom.H1:
			if t := inner(n); t != "" {
				headings++
				m.heading = t
			}
		case atom.Meta:
			for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
				if k, v := strings.ToLower(attr(n, key)), tidy(attr(n, "content")); k != "" && v != "" {
					m.tags[k] = append(m.tags[k], v)
				}
			}
		case atom.Link:
			if m.canon == "" && slices.Contains(strings.Fields(strings.ToLower(attr(n, "rel"))), "canonical") {
				m.canon = attr(n, "href")
			}
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
				found = append(found, things(n.FirstChild.Data)...)
			}
		}
		m.date(n)
	}
	if headings > 1 {
		m.heading = ""
	}
	m.choose(found)
	return m
}

// choose takes the thing that describes the page best; of several of one rank the one whose headline the page has.
func (m *meta) choose(found []thing) {
	best := 0
	for _, t := range found {
		score := 2 * t.rank()
		if score == 0 {
			continue
		}
		if h := squeeze(t.text("headline")); h != "" && (h == squeeze(m.heading) || strings.HasPrefix(squeeze(m.head), h)) {
			score++
		}
		if score > best {
			best, m.article = score, t
		}
	}
}

// date looks whether n is an element with a date of the page.
func (m *meta) date(n *html.Node) {
	if len(m.times) > 20 || isAside(n) {
		return
	}
	prop := strings.ToLower(attr(n, "itemprop"))
	class := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
	switch {
	case prop == "datepublished" || prop == "datecreated":
		m.add(itemprop, attr(n, "content"), attr(n, "datetime"), inner(n))
	case n.DataAtom == atom.Time && strings.Contains(class, "updated") && !strings.Contains(class, "published"):
	case n.DataAtom == atom.Time && (hasAttr(n, "pubdate") || strings.Contains(class, "published") || strings.Contains(class, "entry-date")):
		m.add(entryTime, attr(n, "datetime"), inner(n))
	case n.DataAtom == atom.Time:
		m.add(someTime, attr(n, "datetime"), inner(n))
	case strings.Contains(class, "date") && !strings.Contains(class, "update") || strings.Contains(class, "published") || strings.Contains(class, "posted") || strings.Contains(class, "timestamp"):
		if t := inner(n); len(t) < 80 {
			if d, ok := dateIn(t); ok {
				m.times = append(m.times, dated{d, visible})
			}
		}
	}
}

// isAside says whether n stands among links to other pages.
func isAside(n *html.Node) bool {
	for p := n; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Aside, atom.Nav, atom.Footer, atom.Li:
			return true
		}
	}
	return false
}

func (m *meta) add(rank int, candidates ...string) {
	for _, c := range candidates {
		if d, ok := Date(c); ok {
			m.times = append(m.times, dated{d, rank})
			return
		}
	}
}

// publishedTags are the names of <meta> with a day of publication, the surest first.
var publishedTags = []string{"article:published_time", "og:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date.created", "dcterms.created",
	"citation_publication_date", "citation_online_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "publish-date", "publish_date", "publishdate", "publication_date",
	"pubdate", "article.published", "published", "dc.date", "date"}

// published is when the page appeared, and whether the page says so in data about itself. Where the data has the time
// in UTC and the page shows the same moment in its own zone, the day is that of the zone.
func (m *meta) published() (string, bool) {
	d, certain := m.publishedData()
	at, err := time.Parse(time.RFC3339, d)
	if err != nil || at.Location() != time.UTC && !strings.HasSuffix(d, "+00:00") {
		return d, certain
	}
	for _, other := range m.times {
		if t, err := time.Parse(time.RFC3339, other.date); err == nil && t.Equal(at) && other.date != d {
			return other.date, certain
		}
	}
	return d, certain
}

func (m *meta) publishedData() (string, bool) {
	for _, key := range []string{"datePublished", "dateCreated", "uploadDate"} {
		if m.article.rank() > ranks["WebPage"] || key == "datePublished" {
			if d, ok := Date(m.article.text(key)); ok {
				return d, true
			}
		}
	}
	for _, tag := range publishedTags {
		for _, v := range m.tags[tag] {
			if d, ok := Date(v); ok {
				return d, true
			}
			if d, ok := dateIn(v); ok {
				return d, true
			}
		}
	}
	if d, ok := m.time(entryTime); ok {
		return d, true
	}
	if d, ok := dateOfAddress(m.own.Path); ok {
		return d, true
	}
	if d, ok := m.time(someTime); ok {
		return d, false
	}
	d, _ := m.time(visible)
	return d, false
}

// time returns the first of the surest dates in the page up to a rank.
func (m *meta) time(upTo int) (string, bool) {
	for rank := range upTo + 1 {
		for _, t := range m.times {
			if t.rank == rank {
				return t.date, true
			}
		}
	}
	return "", false
}

func (m *meta) tag(names ...string) string {
	for _, n := range names {
		if v := m.tags[n]; len(v) > 0 {
			return v[0]
		}
	}
	return ""
}

// title is the headline without the name of the site behind it.
func (m *meta) title() string {
	titles := []string{m.article.text("headline"), m.tag("og:title", "twitter:title", "dc.title", "dcterms.title"), m.head}
	for _, t := range titles {
		if t == "" || m.heading != "" && sameWords(t, m.site()) {
			continue
		}
		if m.heading != "" && strings.HasPrefix(squeeze(t), squeeze(m.heading)) {
			return m.heading
		}
		return m.withoutSite(t)
	}
	return m.heading
}

// withoutSite cuts « | The Daily» off a title: behind a bar always, behind a dash when it is the name of the site.
func (m *meta) withoutSite(t string) string {
	for _, sep := range []string{" | ", " – ", " — ", " - ", " :: ", " · ", " » "} {
		before, after := t, ""
		if i := strings.LastIndex(t, sep); i > 0 {
			before, after = t[:i], t[i+len(sep):]
		}
		bar := sep == " | " || sep == " :: "
		if after != "" && len(before) > 8 && (bar && len(after) < len(before) || sameWords(after, m.site()) || sameWords(before, m.heading)) {
			return strings.TrimSpace(before)
		}
	}
	return t
}

// site is the name of the site, else its host.
func (m *meta) site() string {
	if s := m.tag("og:site_name"); s != "" {
		return s
	}
	for _, key := range []string{"publisher", "sourceOrganization", "isPartOf"} {
		if s := m.article.named(key); s != "" {
			return s
		}
	}
	if s := m.tag("dc.publisher", "dcterms.publisher", "application-name", "apple-mobile-web-app-title"); s != "" {
		return s
	}
	if s := m.siteInTitle(); s != "" {
		return s
	}
	return strings.TrimPrefix(m.own.Hostname(), "www.")
}

// siteInTitle is what stands behind the last bar of a <title> that begins with the headline.
func (m *meta) siteInTitle() string {
	i := strings.LastIndex(m.head, " | ")
	if i < 0 || m.heading == "" || !strings.HasPrefix(squeeze(m.head), squeeze(m.heading)) {
		return ""
	}
	switch s := m.head[i+3:]; strings.ToLower(s) {
	case "news", "press", "press release", "press releases", "home", "english", "en", "official website":
		return ""
	default:
		return s
	}
}

// lang is the primary subtag of the language that the page claims.
func (m *meta) lang() string {
	for _, l := range []string{m.article.text("inLanguage"), m.htmlFor, m.tag("og:locale", "content-language", "language", "dc.language", "dcterms.language")} {
		l, _, _ = strings.Cut(strings.ToLower(l), "-")
		l, _, _ = strings.Cut(l, "_")
		if len(l) == 2 && strings.Trim(l, "abcdefghijklmnopqrstuvwxyz") == "" {
			return l
		}
	}
	return ""
}

// address is the canonical address, if it is of the same site and no mere front page, else the one asked for.
func (m *meta) address() string {
	own := *m.own
	own.Fragment, own.RawFragment = "", ""
	for _, c := range []string{m.canon, m.tag("og:url"), m.article.text("url")} {
		u, err := m.base.Parse(c)
		if c == "" || err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil {
			continue
		}
		u.Fragment, u.RawFragment = "", ""
		front := strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && strings.Trim(own.Path, "/") != ""
		if !front && (own.Host == "" || related(u.Hostname(), own.Hostname())) {
			return u.String()
		}
	}
	return own.String()
}

// related says whether two hosts are of one site: one is the other's with a name before it («www.», «m.»), or both
// share more than a public suffix of two labels.
func related(a, b string) bool {
	strip := func(h string) string {
		for _, p := range []string{"www.", "m.", "amp.", "mobile."} {
			h = strings.TrimPrefix(h, p)
		}
		return strings.ToLower(h)
	}
	a, b = strip(a), strip(b)
	return a == b || strings.HasSuffix(a, "."+b) || strings.HasSuffix(b, "."+a)
}

// refresh is where <meta http-equiv="refresh" content="0; url=…"> leads.
func (m *meta) refresh() string {
	_, to, ok := strings.Cut(m.tag("refresh"), "=")
	u, err := m.base.Parse(strings.Trim(to, "'\" "))
	if !ok || err != nil || u.Scheme != "http" && u.Scheme != "https" || u.String() == m.own.String() {
		return ""
	}
	return u.String()
}

// liveBlog returns the updates of a live blog from its data: each with its time and headline, then its text.
func (m *meta) liveBlog() []string {
	updates, _ := m.article["liveBlogUpdate"].([]any)
	var out []string
	for _, u := range updates {
		t, ok := u.(map[string]any)
		if !ok {
			continue
		}
		head := thing(t).text("headline")
		if d, ok := Date(thing(t).text("datePublished")); ok && len(d) >= 16 {
			head = strings.TrimSuffix(d[11:16]+" - "+head, " - ")
		}
		if head != "" {
			out = append(out, head)
		}
		out = append(out, bodyOf(t)...)
	}
	return out
}

func inner(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return tidy(b.String())
}

func unescape(s string) string { return html.UnescapeString(s) }
