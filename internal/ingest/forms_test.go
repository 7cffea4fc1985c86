package ingest_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"github.com/openreadout/readout/internal/ingest"
)

const (
	webPage = `<!DOCTYPE html><html lang="en"><head><title>Talks end | Ministry</title><meta property="article:published_time" content="2025-07-01T23:30:00+05:00"></head>
<body><article><h1>Talks end</h1><p>The ministers of both countries met in the capital on Tuesday and spoke about grain, ports and the winter that is to come.</p>
<p>They agreed to meet again before the end of the year, the ministry said, and thanked their hosts for a warm welcome in the old town.</p></article></body></html>`

	petrarch = `<?xml version="1.0" encoding="UTF-8"?>
<Sentences>
<Sentence date = "20080804" id ="AFP0808_1" source = "AFP" sentence = "TRUE">
<Text>
The envoy of Peru
arrived in Lima &amp; spoke.
</Text>
<Parse>
(ROOT (S (NP (NNP Peru))))
</Parse>
</Sentence>
<Sentence date="20080804" id="AFP0808_2" source="AFP" sentence="true"><Text>Chile thanked him.</Text></Sentence>
<Sentence date="20080805" id="R1" source="RTR" sentence="false" url="https://a.example/1"><Text>First part
of a story.

Second part.</Text><EventCoding sourcecode="PER" eventcode="010"/></Sentence>
<Sentence date="2008-13-05" id="R2" source="RTR" sentence="true"><Text>A bad day.</Text></Sentence>
<Sentence date="20080806" id="R3" source="RTR" sentence="true"><Text> </Text></Sentence>
</Sentences>`

	rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>Ministry</title><item><title>Talks</title><link>https://a.example/1</link><pubDate>Wed, 02 Jul 2025 10:00:00 GMT</pubDate><description>They met.</description></item>
<item><title>No text</title><link>https://a.example/2</link></item></channel></rss>`

	letter = "From: Press Office <press@a.example>\nTo: x@a.example\nSubject: Talks end\nDate: Wed, 2 Jul 2025 10:00:00 +0300\n\nThey met.\n"
)

func archive() string {
	rec := func(kind, target, block string) string {
		return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, target, len(block), block)
	}
	page := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + webPage
	return rec("warcinfo", "", "x") + rec("request", "https://a.example/1", "GET / HTTP/1.1\r\n\r\n") + rec("response", "https://a.example/1", page) +
		rec("response", "https://a.example/2", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"+webPage) +
		rec("response", "https://a.example/x.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG") +
		rec("response", "https://a.example/empty", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html></html>") +
		rec("response", "https://a.example/3", page)[:300]
}

func packed(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

// line shows an item in one line, without the folder of the test.
func line(dir string, it ingest.Item) string {
	name := strings.TrimPrefix(strings.ReplaceAll(it.Name, "\\", "/"), filepath.ToSlash(dir)+"/")
	if it.Err != nil {
		return name + ": " + it.Err.Error()
	}
	a := it.Article
	return fmt.Sprintf("%s: %s|%s|%s|%s|%s|%.60q", name, a.ID, a.Title, a.Published, a.Source, a.URL, a.Text)
}

func TestForms(t *testing.T) {
	pageOf := func(name, id, url string) string {
		return name + ": " + id + "|Talks end|2025-07-01|Ministry|" + url + `|"The ministers of both countries met in the capital on Tuesda"`
	}
	sentences := func(name string) []string {
		return []string{name + `:3: AFP0808||2008-08-04|AFP||"The envoy of Peru arrived in Lima & spoke.\nChile thanked him"`, name + `:13: R1||2008-08-05|RTR|https://a.example/1|"First part of a story.\n\nSecond part."`,
			name + `:17: date is "2008-13-05"; want a day such as 20080804`, name + ":18: no text in it"}
	}
	letterAs := func(name, id string) string {
		return name + ": " + id + `|Talks end|2025-07-02|Press Office||"They met."`
	}
	entries := func(name string) []string {
		return []string{name + `: entry 1: https://a.example/1|Talks|2025-07-02|Ministry|https://a.example/1|"They met."`, name + ": entry 2: the feed has no text of it (readout watch fetches the pages)"}
	}
	warcOf := func(name string) []string {
		return []string{pageOf(name+": record 3 at byte 288", "https://a.example/1", "https://a.example/1"), name + ": record 6 at byte 1835: https://a.example/empty: no text in this page", name + ": record 7 at byte 2041: the file is cut off in it"}
	}
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"page.html", webPage, []string{pageOf("page.html", "page", "")}},
		{"PAGE.HTM.GZ", packed(webPage), []string{pageOf("PAGE.HTM.GZ", "PAGE", "")}},
		{"page", webPage, []string{pageOf("page", "page", "")}},
		{"empty.html", "<html></html>", []string{"empty.html: no text in this page"}},
		{"news.xml", petrarch, sentences("news.xml")},
		{"news.unknown", petrarch, sentences("news.unknown")},
		{"cut.xml", petrarch[:strings.Index(petrarch, "Second part")], []string{sentences("cut.xml")[0], "cut.xml: line 16, column 1: unexpected EOF; what stands before it was read"}},
		{"other.xml", "<?xml version='1.0'?><!-- x --><svg/>", []string{"other.xml: XML of <svg>: want <Sentences> (PETRARCH), <rss>, <feed> or <html>"}},
		{"none.xml", "<Sentences></Sentences>", []string{"none.xml: no <Sentence> and no <Story> in it"}},
		{"story.xml", `<Stories><Story date="20080804" id="S" source="AFP"><Sentence id="S_1" sentence="true"><Text>One.</Text></Sentence><Sentence id="S_2" sentence="true"><Text>Two.</Text></Sentence></Story></Stories>`, []string{`story.xml:1: S||2008-08-04|AFP||"One.\nTwo."`}},
		{"feed.rss", rss, entries("feed.rss")},
		{"feed", rss, entries("feed")},
		{"feed.json", `{"version":"https://jsonfeed.org/version/1.1","title":"Ministry","items":[{"id":"1","url":"https://a.example/1","title":"Talks","content_text":"They met."}]}`, []string{`feed.json: entry 1: https://a.example/1|Talks||Ministry|https://a.example/1|"They met."`}},
		{"list.json", "[{\"text\":\"A.\"},\n {\"id\":\"b\",\"text\":\"B.\",\"published\":\"2025-07-02T10:00:00Z\"}, {}]", []string{`list.json: article 1: list-1|||||"A."`, `list.json: article 2: b||2025-07-02|||"B."`, "list.json: article 3: an article without text"}},
		{"empty.json", "[]", []string{"empty.json: no article in it"}},
		{"more.json", "[{\"text\":\"A.\"}]\nx", []string{`more.json: article 1: more-1|||||"A."`, "more.json: something stands behind the articles, at byte 15"}},
		{"one.json", "{\n  \"text\": \"A.\"\n}\n", []string{`one.json: article 1: one-1|||||"A."`}},
		{"broken.json", "[{\"text\":\"A.\"},\n {\"text\":", []string{`broken.json: article 1: broken-1|||||"A."`, "broken.json: article 2, from line 2: unexpected EOF"}},
		{"lines.json", "{\"text\":\"A.\"}\n{\"text\":\"B.\"}\n", []string{`lines.json:1: lines-1|||||"A."`, `lines.json:2: lines-2|||||"B."`}},
		{"lines.ndjson.gz", packed("{\"text\":\"A.\"}\n"), []string{`lines.ndjson.gz:1: lines-1|||||"A."`}},
		{"letter.eml", letter, []string{letterAs("letter.eml", "letter")}},
		{"letter", letter, []string{letterAs("letter", "letter")}},
		{"box.mbox", "From a Wed Jul  2\n" + letter + "\nFrom b Wed Jul  2\n" + letter, []string{letterAs("box.mbox: message 1", "box-1"), letterAs("box.mbox: message 2", "box-2")}},
		{"crawl.warc", archive(), warcOf("crawl.warc")},
		{"crawl", archive(), warcOf("crawl")},
		{"none.warc", archive()[:288], []string{"none.warc: no page among 2 records"}},
		{"note.md", "Talks resume.", []string{`note.md: note|||||"Talks resume."`}},
		{"paper.pdf", "%PDF-1.7\n...", []string{"paper.pdf: a PDF, which cannot be read: turn it into text or HTML first"}},
		{"paper.docx", "PK\x03\x04...", []string{"paper.docx: a zip or office file, which cannot be read: turn it into text or HTML first"}},
		{"data.bin", "a\x00b", []string{"data.bin: not a text: zero byte at byte 1"}},
		{"cut.txt.gz", packed("Talks resume.")[:20], []string{"cut.txt.gz: unexpected EOF"}},
	} {
		dir := t.TempDir()
		write(t, dir, map[string]string{c.name: c.text})
		var got []string
		for _, it := range read([]string{filepath.Join(dir, c.name)}, "", ingest.Defaults{}) {
			got = append(got, line(dir, it))
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
	if got := read([]string{"-"}, webPage, ingest.Defaults{}); len(got) != 1 || got[0].Article.Title != "Talks end" {
		t.Errorf("a page from standard input: %+v", got)
	}
}

// FuzzForms reads any bytes as a file of each form: every article that comes has a text, or an error says why not.
func FuzzForms(f *testing.F) {
	for _, s := range []string{webPage, petrarch, rss, letter, archive(), packed(webPage), `[{"text":"A."}]`, "[]x", "<Sentences><Sentence id=\"a_1\" sentence=\"true\"><Text>A", "<Story><Sentence><Story>"} {
		for _, name := range []string{"stdin", "a.xml", "a.eml", "a.warc.gz", "\xbe.Xml"} {
			f.Add([]byte(s), name)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte, name string) {
		n := 0
		for it := range ingest.Stream(name, bytes.NewReader(b)) {
			if n++; n > len(b)+10 {
				t.Fatal("more items than bytes")
			}
			if it.Err == nil && it.Trees == "" && strings.TrimSpace(it.Article.Text) == "" {
				t.Errorf("%q: neither text nor error: %+v", name, it)
			}
			if it.Err == nil && strings.ToValidUTF8(it.Article.Text, "") != it.Article.Text {
				t.Errorf("%q: text is not UTF-8", name)
			}
		}
		if n == 0 && len(bytes.TrimSpace(b)) > 0 && !strings.HasSuffix(name, ".jsonl") && !strings.HasSuffix(name, ".ndjson") {
			t.Errorf("%q: nothing came of %d bytes", name, len(b))
		}
	})
}
