package page_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"

	"github.com/openreadout/readout/internal/page"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// addresses are where the pages of testdata were read.
var addresses = map[string]string{
	"ministry":     "https://mfa.example/en/press/2025-0412?lang=en",
	"news-jsonld":  "https://lakecourier.example/world/2024/11/09/border-post?utm_source=rss#top",
	"transcript":   "http://en.president.example/events/president/news/71400",
	"live-blog":    "https://harbourdaily.example/live/strait-crisis?page=2",
	"wordpress":    "https://andesmonitor.example/peru-recalls-its-envoy/",
	"old-table":    "http://www.mfa.example/2009/pr0812.htm",
	"sharepoint":   "https://www.gov.example/en/news/Pages/default.aspx?item=71",
	"needs-script": "https://portal.example/news/17",
}

func dump(p page.Page, err error) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title: %s\npublished: %s (certain: %v)\nsite: %s\nlang: %s\nurl: %s\n", p.Title, p.Published, p.Certain, p.Site, p.Lang, p.URL)
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
	}
	for _, t := range p.Paragraphs {
		fmt.Fprintf(&b, "\n%s\n", t)
	}
	return b.String()
}

// TestPages reads pages in the manner of several content systems; what comes out stands beside each.
func TestPages(t *testing.T) {
	for name, address := range addresses {
		body, err := os.ReadFile(filepath.Join("testdata", name+".html"))
		if err != nil {
			t.Fatal(err)
		}
		got := dump(page.Read(body, "", address))
		golden := filepath.Join("testdata", name+".golden")
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestDate(t *testing.T) {
	for in, want := range map[string]string{
		"2024-05-01": "2024-05-01", "2024-05-01T00:30:00+03:00": "2024-05-01T00:30:00+03:00", "2024-05-01T00:30:00+0300": "2024-05-01T00:30:00+03:00", "2024-05-01 22:10": "2024-05-01T22:10",
		"2024-05-01T21:30:00.000Z": "2024-05-01T21:30:00Z", "2024/05/01": "2024-05-01", "20240501": "2024-05-01", "20240501T213000": "2024-05-01", "1714599000": "2024-05-01", "1714599000000": "2024-05-01",
		"May 1, 2024": "2024-05-01", "Wednesday, 1st May 2024, 10:00": "2024-05-01", "Wed, 01 May 2024 21:30:00 GMT": "2024-05-01", "01.05.2024": "2024-05-01", "Sept. 3, 2023 at 4 p.m.": "2023-09-03", "3-Sep-2023": "2023-09-03",
		"13/05/2024": "2024-05-13", "05/13/2024": "2024-05-13", "05/05/2024": "2024-05-05", "05/04/2024": "", "1970-01-01": "", "0001-01-01T00:00:00Z": "", "2024-13-01": "", "2024-02-30": "", "yesterday": "", "": "", "May 2024": "", "2": "", "3024-01-01": "",
	} {
		if got, ok := page.Date(in); got != want || ok != (want != "") {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestPublished looks at where the day of publication is taken from.
func TestPublished(t *testing.T) {
	for _, c := range []struct{ name, address, head, body, want string }{
		{"UTC in the data, the site's zone in the page", "", `<meta property="article:published_time" content="2024-05-01T22:30:00+00:00">`, `<time datetime="2024-05-02T03:30:00+05:00">2 May</time>`, "2024-05-02T03:30:00+05:00"},
		{"JSON-LD over meta", "", `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-05-02T00:10:00+05:00"}</script><meta property="article:published_time" content="2024-05-01T19:10:00Z">`, "", "2024-05-02T00:10:00+05:00"},
		{"broken JSON-LD is passed over", "", `<script type="application/ld+json">{"@type":"NewsArticle",</script><meta name="pubdate" content="20240501">`, "", "2024-05-01"},
		{"line ends in JSON-LD", "", "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"a\nb\",\"datePublished\":\"2024-05-02\"}</script>", "", "2024-05-02"},
		{"itemprop", "", "", `<span itemprop="datePublished" content="2024-05-01">yesterday</span>`, "2024-05-01"},
		{"time of the entry, not of its update", "", "", `<time class="updated" datetime="2024-06-01">June</time><time class="entry-date" datetime="2024-05-01">May</time>`, "2024-05-01"},
		{"no time of other stories", "", "", `<aside><time datetime="2024-06-01">June</time></aside>`, ""},
		{"a time that may be another's", "", "", `<time datetime="2024-05-01">May</time>`, "2024-05-01"},
		{"address", "https://a.example/2024/05/01/talks.html", "", "", "2024-05-01"},
		{"address with hyphens", "https://a.example/news/2024-05-01-talks", "", "", "2024-05-01"},
		{"a number in the address is no day", "https://a.example/news/20241399", "", "", ""},
		{"what is seen", "", "", `<div class="news-date">Posted: 1 May 2024 12:00</div>`, "2024-05-01"},
		{"a day in the text is none of the page", "", "", `<p>On 1 May 2024 the ministers met.</p>`, ""},
		{"the template's 1970", "", `<meta name="date" content="1970-01-01">`, "", ""},
	} {
		text := "<p>" + strings.Repeat("The ministers of both countries met and spoke about grain. ", 9) + "</p>"
		p, err := page.Read([]byte("<html><head>"+c.head+"</head><body><article>"+c.body+text+"</article></body></html>"), "", c.address)
		if err != nil || p.Published != c.want {
			t.Errorf("%s: %q (%v), want %q", c.name, p.Published, err, c.want)
		}
		if certain := c.want != "" && c.name != "what is seen" && !strings.HasPrefix(c.name, "a time"); p.Certain != certain {
			t.Errorf("%s: certain is %v", c.name, p.Certain)
		}
	}
}

func TestAddressAndTitle(t *testing.T) {
	text := "<p>" + strings.Repeat("The ministers of both countries met and spoke about grain. ", 9) + "</p>"
	for _, c := range []struct{ head, h1, address, title string }{
		{`<link rel=canonical href="/a">`, "", "https://www.mfa.example/a", ""},
		{`<link rel=canonical href="https://mfa.example/a#x">`, "", "https://mfa.example/a", ""},
		{`<link rel=canonical href="https://www.mfa.example/">`, "", "https://www.mfa.example/en/1", ""},
		{`<link rel=canonical href="https://other.example/a">`, "", "https://www.mfa.example/en/1", ""},
		{`<link rel=canonical href="javascript:alert(1)">`, "", "https://www.mfa.example/en/1", ""},
		{`<title>Talks end | Ministry</title>`, "", "https://www.mfa.example/en/1", "Talks end"},
		{`<title>Talks end – without result</title>`, "", "https://www.mfa.example/en/1", "Talks end – without result"},
		{`<title>Talks end - Ministry of Peace</title>`, "Talks end", "https://www.mfa.example/en/1", "Talks end"},
		{`<title>News - Ministry of Peace</title><meta property="og:site_name" content="Ministry of Peace"><meta property="og:title" content="Long talks end - Ministry of Peace">`, "", "https://www.mfa.example/en/1", "Long talks end"},
	} {
		p, err := page.Read([]byte("<html><head>"+c.head+"</head><body><article><h1>"+c.h1+"</h1>"+text+"</article></body></html>"), "", "https://www.mfa.example/en/1#main")
		if err != nil || p.URL != c.address || p.Title != c.title {
			t.Errorf("%s: %q, %q (%v); want %q, %q", c.head, p.URL, p.Title, err, c.address, c.title)
		}
	}
}

func TestCharsets(t *testing.T) {
	const text = "Möller and Müller met in Saint-Étienne. “It was good,” they said – in the café. "
	body := "<html><head>%s<title>Café</title></head><body><article><p>" + strings.Repeat(text, 8) + "</p></article></body></html>"
	latin := func(s string) []byte {
		b, err := charmap.Windows1252.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for _, c := range []struct {
		name, contentType string
		body              []byte
	}{
		{"UTF-8", "", []byte(fmt.Sprintf(body, ""))},
		{"UTF-8 that the server calls latin-1", "text/html; charset=iso-8859-1", []byte(fmt.Sprintf(body, ""))},
		{"windows-1252 from the header", "text/html; charset=windows-1252", latin(fmt.Sprintf(body, ""))},
		{"what says iso-8859-1 is windows-1252", "", latin(fmt.Sprintf(body, `<meta charset="iso-8859-1">`))},
		{"meta http-equiv", "", latin(fmt.Sprintf(body, `<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">`))},
		{"nothing said", "", latin(fmt.Sprintf(body, ""))},
		{"called UTF-8 and is not", "text/html; charset=utf-8", latin(fmt.Sprintf(body, ""))},
	} {
		p, err := page.Read(c.body, c.contentType, "")
		if err != nil || p.Title != "Café" || !strings.Contains(p.Text(), strings.TrimSpace(text)) {
			t.Errorf("%s: %q, %.90q (%v)", c.name, p.Title, p.Text(), err)
		}
	}
	cyrillic, err := charmap.Windows1251.NewEncoder().Bytes([]byte(`<html><head><meta charset="windows-1251"><title>Встреча министров</title></head><body><article><p>` + strings.Repeat("Министры встретились в Москве. ", 12) + "</p></article></body></html>"))
	if err != nil {
		t.Fatal(err)
	}
	if p, err := page.Read(cyrillic, "text/html", ""); err != nil || p.Title != "Встреча министров" || !strings.Contains(p.Text(), "Министры встретились в Москве.") {
		t.Errorf("windows-1251: %+v (%v)", p, err)
	}
}

func TestNoise(t *testing.T) {
	keep := []string{"Read the agreement aloud, the chairman told them.", "Share prices fell in Seoul on Monday.", "Updated figures show that 12 people died.", "Photographs of the site were shown to the ministers.",
		"By the end of May the troops will have left.", "Next year, the sides will meet again.", "Tags were removed from the ships.", "More than 300 people were killed.", "X", "Join us in this effort.",
		"Video footage showed smoke over the port.", "Follow us, the guide said."}
	noise := []string{"Read more: Envoys leave the hall", "READ ALSO: Ministers meet", "Also read | What we know", "Share", "Share this article", "Advertisement", "Photo: Press Service", "Image source, Getty Images", "Image caption, The hall",
		"© 2024 The Courier", "All rights reserved.", "Tags: peace, grain", "Published on 4 May 2024", "Last updated: Monday, 4 May", "(Reporting by A. Writer; Editing by B. Desk)", "Follow us on Telegram", "Sign up for our newsletter",
		"By Anna Writer", "3 min read", "Related articles", "[…]", "The post Talks end appeared first on The Courier.", "Facebook Twitter WhatsApp Email", "Subscribe to our channel"}
	html := "<p>" + strings.Join(append(append([]string{"The ministers met."}, keep[:]...), noise...), "</p><p>") + "</p>"
	keep[8] = "" // a single letter is the name of a button
	got := page.Fragment(html)
	want := []string{"The ministers met."}
	for _, k := range keep {
		if k != "" {
			want = append(want, k)
		}
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestHostile reads pages made to be slow or deep: each ends, with a text or an error.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("reads megabytes")
	}
	for name, s := range map[string]string{
		"deep":       strings.Repeat("<div>", 100_000) + "text",
		"deep dates": strings.Repeat("<b class=date>", 20_000) + "text 1 May 2024",
		"many":       strings.Repeat("<p>A word.", 40_000),
		"too many":   strings.Repeat("<p>A word.", 400_000),
		"attributes": "<p " + strings.Repeat("a=1 ", 200_000) + ">text",
		"tables":     strings.Repeat("<table><tr><td>a", 20_000),
		"unclosed":   strings.Repeat("<a href=x>", 20_000),
		"one line":   "<p>" + strings.Repeat("word ", 200_000),
	} {
		start := time.Now()
		_, err := page.Read([]byte(s), "text/html", "https://a.example/")
		t.Logf("%s: %v, %v", name, time.Since(start).Round(time.Millisecond), err)
		if time.Since(start) > time.Minute {
			t.Errorf("%s took %v", name, time.Since(start))
		}
	}
}

func TestRefresh(t *testing.T) {
	p, err := page.Read([]byte(`<html><head><meta http-equiv="Refresh" content="0; URL='/en/1'"></head></html>`), "", "https://a.example/go")
	if !errors.Is(err, page.ErrNoText) || p.Refresh != "https://a.example/en/1" {
		t.Errorf("%q, %v", p.Refresh, err)
	}
	if p, _ := page.Read([]byte(`<meta http-equiv=refresh content="300">`), "", "https://a.example/go"); p.Refresh != "" {
		t.Errorf("%q", p.Refresh)
	}
}

func TestLine(t *testing.T) {
	for in, want := range map[string]string{"Photo: talks\n end": "Photo: talks end", "Talks &amp; <b>ports</b>": "Talks & ports", "A < B": "A < B", "": ""} {
		if got := page.Line(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestNoText(t *testing.T) {
	for _, s := range []string{"", "<html></html>", "<script>1</script>", "\x00\x01"} {
		if p, err := page.Read([]byte(s), "", ""); !errors.Is(err, page.ErrNoText) {
			t.Errorf("%q: %+v, %v", s, p, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b, "text/html; charset=utf-8", "https://a.example/2024/05/01/x")
	}
	f.Fuzz(func(t *testing.T, body []byte, contentType, address string) {
		p, err := page.Read(body, contentType, address)
		if (err == nil) != (len(p.Paragraphs) > 0) {
			t.Errorf("%d paragraphs, %v", len(p.Paragraphs), err)
		}
		for _, s := range p.Paragraphs {
			if strings.TrimSpace(s) == "" || strings.ContainsAny(s, "\n\r") || strings.ToValidUTF8(s, "") != s {
				t.Errorf("paragraph %q", s)
			}
		}
		if d := p.Day(); d != "" && len(d) != 10 {
			t.Errorf("day %q", d)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	body, err := os.ReadFile("testdata/news-jsonld.html")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if _, err := page.Read(body, "", addresses["news-jsonld"]); err != nil {
			b.Fatal(err)
		}
	}
}
