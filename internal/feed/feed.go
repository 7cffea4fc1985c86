// Package feed reads RSS, Atom and JSON feeds (gofeed), and sitemaps in their place: their entries with address, title,
// day, and the text that the feed itself holds of them. Nothing is fetched.
package feed

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strings"

	"github.com/mmcdole/gofeed"

	"github.com/openreadout/readout/internal/page"
)

// Feed is what a feed says of itself, and its entries as they stand in it.
type Feed struct {
	Title   string
	Site    string // address of the site, "" for none
	Entries []Entry
	Changes bool  // a sitemap: what is new in it may be an old page that was changed
	Broken  error // the feed was cut off or broken behind the entries that are here; nil when it was whole
}

// Entry is one entry of a feed.
type Entry struct {
	Key       string // 32 hexadecimal digits: the same for the entry in every feed and at every look
	Link      string // address of its page, "" for none
	Title     string
	Published string   // day, "" for none
	Text      []string // paragraphs of what the feed holds of it
	Whole     bool     // Text is the whole article, as far as one can see
	Mark      string   // hash of what is said of it; another one when it was changed
}

// ErrNoFeed is the error of what is neither RSS nor Atom nor a JSON feed.
var ErrNoFeed = errors.New("neither RSS nor Atom nor a JSON feed")

var (
	encodingOf = regexp.MustCompile(`(?i)^(\s*<\?xml[^>]{0,200}?)\s+encoding\s*=\s*["'][^"'>]{0,40}["']`)
	moreOf     = regexp.MustCompile(`(?i)(\[?(…|\.\.\.)\]?|read more|continue reading|full (text|story)|more)\W*$`)
)

// Parse reads a feed. contentType is what came with it, address where it was read: relative links count from there.
// Of a feed that is broken the entries before the break are returned, with Broken set.
func Parse(body []byte, contentType, address string) (*Feed, error) {
	text := bytes.TrimLeft(page.Decode(body, contentType), " \t\r\n\uFEFF")
	text = encodingOf.ReplaceAll(text, []byte("$1"))
	text = bytes.Map(legal, text)
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{}
	}
	if isSitemap(text) {
		return sitemap(text, base)
	}
	parsed, err := parse(text)
	var broken error
	if err != nil {
		if parsed = mend(text); parsed == nil {
			if errors.Is(err, gofeed.ErrFeedTypeNotDetected) {
				return nil, noFeed(text, address)
			}
			return nil, fmt.Errorf("broken feed: %w", err)
		}
		broken = fmt.Errorf("broken feed behind entry %d: %w", len(parsed.Items), err)
	}
	f := &Feed{Title: page.Line(parsed.Title), Site: resolve(base, parsed.Link), Broken: broken}
	f.fill(base, parsed)
	return f, nil
}

// parse keeps a fault of the library to the feed that shows it.
func parse(text []byte) (f *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, fmt.Errorf("%v", p)
		}
	}()
	return gofeed.NewParser().Parse(bytes.NewReader(text))
}

// legal drops characters that XML may not hold.
func legal(r rune) rune {
	if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
		return -1
	}
	return r
}

// mend closes a broken feed behind its last whole entry.
func mend(text []byte) *gofeed.Feed {
	for _, form := range [][2]string{{"</item>", "</channel></rss>"}, {"</entry>", "</feed>"}} {
		for cut := len(text); ; {
			if cut = bytes.LastIndex(text[:cut], []byte(form[0])); cut < 0 {
				break
			}
			whole := append(bytes.Clone(text[:cut+len(form[0])]), form[1]...)
			if f, err := parse(whole); err == nil && len(f.Items) > 0 {
				return f
			}
			if cut /= 2; cut < 1024 { // half of what is left each time: a broken feed costs no more than twice a whole one
				break
			}
		}
	}
	return nil
}

func noFeed(text []byte, address string) error {
	head := strings.ToLower(string(text[:min(len(text), 1024)]))
	switch {
	case len(bytes.TrimSpace(text)) == 0:
		return fmt.Errorf("%w: nothing", ErrNoFeed)
	case !strings.Contains(head, "<html") && !strings.Contains(head, "<!doctype html"):
		return ErrNoFeed
	}
	if f := page.Feeds(text, address); len(f) > 0 {
		return fmt.Errorf("%w, but an HTML page; it names the feed %s", ErrNoFeed, f[0])
	}
	return fmt.Errorf("%w, but an HTML page", ErrNoFeed)
}

func (f *Feed) fill(base *url.URL, parsed *gofeed.Feed) {
	links := map[string]int{}
	for _, it := range parsed.Items {
		if it != nil {
			links[canonical(linkOf(base, it))]++
		}
	}
	for _, it := range parsed.Items {
		if it == nil {
			continue
		}
		e := Entry{Link: linkOf(base, it), Title: page.Line(it.Title), Published: day(it)}
		e.Text, e.Whole = textOf(it)
		if e.Link == "" && len(e.Text) == 0 {
			continue
		}
		// The link names an entry, unless others have it too (the front page); ids of some feeds change at every look.
		name := canonical(e.Link)
		if name == "" || links[name] > 1 || name == canonical(f.Site) {
			name = strings.Join([]string{name, it.GUID, e.Title}, "\n")
		}
		e.Key = hash(name)[:32]
		e.Mark = hash(it.Updated + "\n" + e.Title)[:16]
		if e.Whole {
			e.Mark = hash(strings.Join(e.Text, "\n") + "\n" + e.Title)[:16]
		}
		f.Entries = append(f.Entries, e)
	}
}

func linkOf(base *url.URL, it *gofeed.Item) string {
	link := it.Link
	if x := it.Extensions["feedburner"]["origLink"]; len(x) > 0 {
		link = x[0].Value
	}
	if link == "" && strings.HasPrefix(it.GUID, "http") {
		link = it.GUID
	}
	return resolve(base, link)
}

// resolve makes an absolute address, "" for what is none of a page. What a search engine wraps in an address of its
// own is unwrapped.
func resolve(base *url.URL, link string) string {
	u, err := base.Parse(strings.TrimSpace(link))
	if link == "" || err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	if u.Path == "/url" && strings.Contains(u.Host, ".google.") {
		if in, err := url.Parse(u.Query().Get("url")); err == nil && (in.Scheme == "http" || in.Scheme == "https") {
			u = in
		}
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

// tracking are names of parameters that say who follows a link, not where it leads.
var tracking = regexp.MustCompile(`^(utm_\w+|fbclid|gclid|mc_cid|mc_eid|at_\w+|cmpid|ocid|ref|rss|source|feature|xtor|traffic_source)$`)

// canonical is the form of an address in which two that lead to one page are the same.
func canonical(link string) string {
	u, err := url.Parse(link)
	if err != nil || link == "" {
		return ""
	}
	q := u.Query()
	for k := range q {
		if tracking.MatchString(strings.ToLower(k)) {
			q.Del(k)
		}
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	s := host + strings.TrimSuffix(u.EscapedPath(), "/")
	if len(q) > 0 {
		s += "?" + q.Encode()
	}
	return s
}

func day(it *gofeed.Item) string {
	for _, s := range []string{it.Published, it.Updated} {
		if d, ok := page.Date(s); ok {
			return d[:10]
		}
	}
	if t := it.PublishedParsed; t != nil && t.Year() >= 1990 && t.Year() < 2100 {
		return t.Format("2006-01-02")
	}
	return ""
}

// textOf takes the longer of content and description. It is the whole article when it is long, or long beside a
// shorter description, and does not end by asking to read on.
func textOf(it *gofeed.Item) ([]string, bool) {
	content, summary := page.Fragment(it.Content), page.Fragment(it.Description)
	if size(content) < size(summary) {
		content, summary = summary, content
	}
	n := size(content)
	if n == 0 {
		return nil, false
	}
	source := it.Content + it.Description
	open := moreOf.MatchString(content[len(content)-1]) || strings.Contains(strings.ToLower(source), "class=\"more-link\"")
	whole := !open && (n >= 1500 || n >= 500 && (len(content) >= 3 || 2*size(summary) <= n && it.Content != ""))
	return content, whole
}

func size(text []string) int {
	n := 0
	for _, p := range text {
		n += len(p)
	}
	return n
}

func hash(s string) string {
	h := sha256.New()
	io.WriteString(h, s)
	return hex.EncodeToString(h.Sum(nil))
}
