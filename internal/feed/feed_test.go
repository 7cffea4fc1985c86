package feed_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"github.com/openreadout/readout/internal/feed"
)

var long = func() string {
	var b strings.Builder
	for n := range 12 {
		fmt.Fprintf(&b, "<p>On day %d, the ministers met in the capital and spoke about grain, ports and the winter.</p>", n+1)
	}
	return b.String()
}()

const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Ministry &amp; Press</title><link>https://mfa.example/</link><description>d</description>
<item><title>Talks &#8211; end</title><link>/en/1?utm_source=rss</link><guid isPermaLink="false">17</guid><pubDate>Wed, 01 May 2024 01:30:00 +0300</pubDate><description>Short.</description><content:encoded><![CDATA[%s]]></content:encoded></item>
<item><title>Visit</title><link>https://mfa.example/en/2</link><pubDate>Tue, 30 Apr 2024 10:00:00 GMT</pubDate><description>&lt;p&gt;The envoy arrived. Read more&lt;/p&gt;</description></item>
<item><title>No link</title><guid>https://mfa.example/en/3</guid><description>Text only.</description></item>
<item><title>A</title><link>https://mfa.example/</link><guid>a</guid><description>One.</description></item>
<item><title>B</title><link>https://mfa.example/</link><guid>b</guid><description>Two.</description></item>
<item><title>Nothing</title></item>
</channel></rss>`

const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Press</title><id>x</id><updated>2024-05-01T00:00:00Z</updated>
<entry><title type="html">Talks &lt;b&gt;end&lt;/b&gt;</title><id>tag:1</id><link rel="alternate" href="/1"/><published>2024-05-01T23:30:00-05:00</published><updated>2024-05-02T09:00:00Z</updated><summary>They met.</summary></entry></feed>`

const jsonFeed = `{"version":"https://jsonfeed.org/version/1.1","title":"Press","home_page_url":"https://mfa.example/","items":[{"id":"1","url":"https://mfa.example/1","title":"Talks end","content_text":"They met.","date_published":"2024-05-01T10:00:00+02:00"}]}`

func parse(t *testing.T, s string) *feed.Feed {
	t.Helper()
	f, err := feed.Parse([]byte(s), "", "https://mfa.example/feed.xml")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestRSS(t *testing.T) {
	f := parse(t, fmt.Sprintf(rss, long))
	if f.Title != "Ministry & Press" || f.Site != "https://mfa.example/" || len(f.Entries) != 5 || f.Broken != nil {
		t.Fatalf("%+v", f)
	}
	for i, want := range []struct {
		link, title, day string
		text             int
		whole            bool
	}{
		{"https://mfa.example/en/1?utm_source=rss", "Talks – end", "2024-05-01", 12, true}, {"https://mfa.example/en/2", "Visit", "2024-04-30", 1, false}, {"https://mfa.example/en/3", "No link", "", 1, false},
		{"https://mfa.example/", "A", "", 1, false}, {"https://mfa.example/", "B", "", 1, false},
	} {
		e := f.Entries[i]
		if e.Link != want.link || e.Title != want.title || e.Published != want.day || len(e.Text) != want.text || e.Whole != want.whole {
			t.Errorf("entry %d: %+v, want %+v", i, e, want)
		}
	}
	if a, b := f.Entries[3].Key, f.Entries[4].Key; a == b {
		t.Error("two entries that link to the front page have one key")
	}
}

func TestAtomAndJSON(t *testing.T) {
	f := parse(t, atom)
	if e := f.Entries[0]; e.Title != "Talks end" || e.Link != "https://mfa.example/1" || e.Published != "2024-05-01" || e.Whole {
		t.Errorf("Atom: %+v", e)
	}
	f = parse(t, jsonFeed)
	if e := f.Entries[0]; e.Title != "Talks end" || e.Published != "2024-05-01" || strings.Join(e.Text, "") != "They met." {
		t.Errorf("JSON: %+v", e)
	}
}

// TestKeys holds that an entry keeps its key when its tracking, its id or its text changes, and that its mark tells of
// a change of the text.
func TestKeys(t *testing.T) {
	item := func(link, guid, title, text string) feed.Entry {
		return parse(t, `<rss version="2.0"><channel><title>t</title><item><title>`+title+`</title><link>`+link+`</link><guid>`+guid+`</guid><description>`+text+`</description></item></channel></rss>`).Entries[0]
	}
	whole := strings.ReplaceAll(strings.ReplaceAll(long, "<", "&lt;"), ">", "&gt;")
	a := item("https://mfa.example/1", "x", "T", whole)
	for _, same := range []feed.Entry{item("https://www.mfa.example/1/?utm_medium=rss", "y", "T", whole), item("http://mfa.example/1#top", "x", "T2", whole+"More.")} {
		if same.Key != a.Key {
			t.Errorf("%s has another key than %s", same.Link, a.Link)
		}
	}
	if b := item("https://mfa.example/1?id=2", "x", "T", whole); b.Key == a.Key {
		t.Error("a parameter that leads elsewhere gives the same key")
	}
	if !a.Whole || item("https://mfa.example/1", "x", "T", whole).Mark != a.Mark || item("https://mfa.example/1", "x", "T", whole+"&lt;p&gt;Corrected.&lt;/p&gt;").Mark == a.Mark {
		t.Error("the mark does not follow the text")
	}
}

func TestBroken(t *testing.T) {
	whole := fmt.Sprintf(rss, long)
	cut := whole[:strings.Index(whole, "<title>A</title>")]
	f, err := feed.Parse([]byte(cut), "", "https://mfa.example/")
	if err != nil || len(f.Entries) != 3 || f.Broken == nil {
		t.Errorf("cut off: %+v, %v; want three entries and why there are no more", f, err)
	}
	for _, c := range []struct{ in, want string }{
		{"<!DOCTYPE html><html><body>Not found</body></html>", "an HTML page"}, {"<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/rss.xml\"></head></html>", "it names the feed https://mfa.example/rss.xml"}, {"", "nothing"}, {"plain", "neither RSS"}, {"{}", ""}, {"<rss><channel><item>", "broken"}, {"<?xml version='1.0'?><svg/>", "neither RSS"},
	} {
		f, err := feed.Parse([]byte(c.in), "", "https://mfa.example/en/")
		if c.want == "" {
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %+v, %v; want %q", c.in, f, err, c.want)
		}
	}
	if _, err := feed.Parse([]byte("<html>"), "", ""); !errors.Is(err, feed.ErrNoFeed) {
		t.Errorf("a page: %v", err)
	}
	if f := parse(t, "\ufeff\n <rss version=\"2.0\"><channel><title>A \x01& B&nbsp;C</title><item><title>T</title><link>https://a.example/1</link></item></channel></rss>"); f.Title != "A & B C" || len(f.Entries) != 1 {
		t.Errorf("characters that XML may not hold: %+v", f)
	}
}

func TestSitemap(t *testing.T) {
	f := parse(t, `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://mfa.example/about</loc></url>
<url><loc>https://mfa.example/old</loc><lastmod>2023-01-02</lastmod></url>
<url><loc>/en/news?a=1&amp;b=2</loc><lastmod>2025-07-02T10:00:00+03:00</lastmod><news:news><news:publication><news:name>Ministry</news:name></news:publication><news:publication_date>2025-07-01T23:00:00+03:00</news:publication_date><news:title>Talks &amp; ports</news:title></news:news></url></urlset>`)
	if f.Title != "Ministry" || len(f.Entries) != 2 {
		t.Fatalf("%+v", f)
	}
	if e := f.Entries[0]; e.Link != "https://mfa.example/en/news?a=1&b=2" || e.Title != "Talks & ports" || e.Published != "2025-07-01" || e.Whole || len(e.Text) > 0 {
		t.Errorf("%+v", e)
	}
	if e := f.Entries[1]; e.Link != "https://mfa.example/old" || e.Published != "" {
		t.Errorf("%+v: the day of a change is none of publication", e)
	}
	for in, want := range map[string]string{
		"<sitemapindex><sitemap><loc>https://mfa.example/1.xml</loc><lastmod>2020-01-01</lastmod></sitemap><sitemap><loc>https://mfa.example/2.xml</loc><lastmod>2025-01-01</lastmod></sitemap></sitemapindex>": "may do: https://mfa.example/2.xml",
		"<urlset><url><loc>https://mfa.example/1</loc></url></urlset>": "without days", "<urlset><url><loc>": "broken sitemap",
	} {
		if _, err := feed.Parse([]byte(in), "", ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", in, err, want)
		}
	}
}

func TestCharset(t *testing.T) {
	s := `<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>Новости</title><item><title>Встреча</title><link>https://a.example/1</link></item></channel></rss>`
	b, err := charmap.Windows1251.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	f, err := feed.Parse(b, "text/xml", "")
	if err != nil || f.Title != "Новости" || f.Entries[0].Title != "Встреча" {
		t.Errorf("%+v, %v", f, err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{fmt.Sprintf(rss, long), atom, jsonFeed, "<rss><channel><item>", `{"items":[null]}`, "<urlset><url><loc>https://a.example/1</loc><lastmod>2025-01-01</lastmod></url></urlset>", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item><title>T</title></item></rdf:RDF>`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := feed.Parse(b, "text/xml", "https://a.example/feed")
		if err != nil {
			return
		}
		for _, e := range got.Entries {
			if len(e.Key) != 32 || e.Link == "" && len(e.Text) == 0 {
				t.Errorf("%+v", e)
			}
		}
	})
}
