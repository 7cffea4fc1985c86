package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/openreadout/readout/internal/server/web"
	"github.com/openreadout/readout/record"
	"golang.org/x/net/html"
)

// call makes the account of a call between two leaders, with a claim, a pledge and a position.
func call(day, source string, since *record.Interval) *record.Document {
	const text = "President Ada Brandt of Norway and President Kofi Ouma of Kenya spoke by phone, their first call since May 2020. Norway will give Kenya 40 million euros for ports, she said."
	span := func(s string) record.Span {
		i := strings.Index(text, s)
		return record.Span{Begin: i, End: i + len(s)}
	}
	name := func(s string) []record.Mention { return []record.Mention{{Span: span(s), Form: "name"}} }
	d := &record.Document{Schema: record.Schema, Coder: record.Coder{Version: "1", Knowledge: "k"},
		Article:   record.Article{ID: day, Title: "The call of " + day, Published: day, Source: source, Text: text},
		Sentences: []record.Span{{Begin: 0, End: strings.Index(text, " Norway will")}, {Begin: strings.Index(text, "Norway will"), End: len(text)}},
		Entities: []record.Entity{
			{ID: "e1", Kind: "person", Name: "Ada Brandt", Actor: "NORGOV", Country: "NOR", Ref: "Q11", Role: "president", Mentions: name("Ada Brandt")},
			{ID: "e2", Kind: "person", Name: "Kofi Ouma", Actor: "KENGOV", Country: "KEN", Ref: "Q12", Role: "president", Mentions: name("Kofi Ouma")},
			{ID: "e3", Kind: "state", Name: "Norway", Actor: "NOR", Country: "NOR", Mentions: name("Norway")},
			{ID: "e4", Kind: "state", Name: "Kenya", Actor: "KEN", Country: "KEN", Mentions: name("Kenya")},
			{ID: "e5", Kind: "place", Name: "Mombasa", Country: "KEN", Place: &record.Place{Lat: -4.05, Lon: 39.66, Country: "KEN", Grain: "city"}, Mentions: name("ports")},
		},
		Statements: []record.Statement{{ID: "st1", Speaker: &record.Speaker{Span: span("she"), Entity: "e1"}, Cue: span("said"), Content: []record.Span{span("Norway will give Kenya 40 million euros for ports")},
			Kind: "indirect", Act: "promise", Topics: []string{"economic"}, About: []string{"e4"}}},
		Events: []record.Event{{ID: "ev1", Source: []string{"e1"}, Target: []string{"e2"}, Symmetric: true, Plover: "CONSULT", Mode: "phone", CAMEO: "041", Quad: 1, Trigger: span("spoke"), Place: "e5",
			Evidence: span("President Ada Brandt of Norway and President Kofi Ouma of Kenya spoke by phone"), Date: &record.Interval{From: day, To: day, Grain: "day"}, Factuality: "happened", Contexts: []string{"economic"}}},
		Contacts: []record.Contact{{ID: "c1", Event: "ev1", Mode: "phone", Participants: []string{"e1", "e2"}, Date: &record.Interval{From: day, To: day, Grain: "day"}, Evidence: span("spoke by phone")}},
		Commitments: []record.Commitment{{ID: "k1", Kind: "aid", Type: "financial", Donor: []string{"e3"}, Recipient: []string{"e4"}, Value: json.Number("40000000"), Currency: "EUR", Status: "pledged",
			Evidence: span("Norway will give Kenya 40 million euros")}},
		Positions: []record.Position{{ID: "p1", Holder: "e1", Topic: "economic", Statement: "st1", Continuity: "first"}},
	}
	if since != nil {
		d.Contacts[0].FirstSince = &record.FirstSince{Date: since, Evidence: span("first call since May 2020")}
	}
	return d
}

// world is a store with two leaders who spoke in 2020, in 2022 and, as two publishers report, in 2024.
func world() []*record.Document {
	since := &record.Interval{From: "2020-05-01", To: "2020-05-31", Grain: "month"}
	return append([]*record.Document{call("2020-05-12", "Agency", nil), call("2022-03-01", "Agency", nil), call("2024-02-01", "Agency", since), call("2024-02-01", "Ministry", nil)}, documents(12)...)
}

func TestWorld(t *testing.T) {
	h, _ := serve(t, world()...)
	for _, c := range []struct {
		url    string
		status int
		want   []string
	}{
		{"/actors", 200, []string{`<a href="/actors/Q11">Ada Brandt</a>`, "person, NORGOV"}},
		{"/actors?sort=contacts", 200, []string{`aria-current="true">contacts`}},
		{"/actors/Q11", 200, []string{"<h1>Ada Brandt</h1>", `<a href="/actors/NOR">Norway</a>`, `<a href="/actors/Q12">Kofi Ouma</a>`, "Positions", `href="/contacts?q=entity%3AQ11"`}},
		{"/actors/Ada%20Brandt", 200, []string{"<h1>Ada Brandt</h1>", "3</strong> <em class=\"kind contacts\">contacts</em> <small>in 4 reports</small>"}},
		{"/actors/NOR", 200, []string{"<h1>Norway</h1>", "state"}},
		{"/actors/NORGOV", 200, []string{"<h1>NORGOV</h1>", "all actors whose code begins with NORGOV"}},
		{"/actors/Q99", 404, []string{"no record of the store names it"}},
		{"/actors/nobody", 404, nil},
		{"/dyads", 200, []string{`<a href="/dyads/KEN-NOR">Kenya – Norway</a>`, "2024-0"}},
		{"/dyads?sort=silence", 200, nil},
		{"/dyads/NOR-KEN", 200, []string{"Ada Brandt – Kofi Ouma", "658 days", "702 days", "contradicted", "by the phone of 2022-03-01", `<td class="n">2</td>`, "Norway on Kenya", `<mark>Norway will give`, "4 events in 5 reports", "4 occurrences, from all 5 reports", "the reports themselves"}},
		{"/dyads/KEN-KEN", 400, nil},
		{"/dyads/Kenya", 400, []string{"want two countries"}},
		{"/dyads/FRA-USA", 200, []string{"No contact of the two is known."}},
		{"/topics", 200, []string{`<a href="/topics/economic">economic</a>`}},
		{"/topics/economic", 200, []string{"<h1>Economic</h1>", "Who says what", "Ada Brandt", `class="series-1"`}},
		{"/topics/nothing", 404, nil},
		{"/commitments", 200, []string{"EUR 40 m", "(2 reports)", "EUR 120 m", "From all 4 reports of commitments: 3 different sums, told again once"}},
		{"/positions", 200, []string{"By holder and topic", "all 4 positions", "Ada Brandt: economic", "<mark>Norway will give", `<span class="tag">first</span>`}},
		{"/contacts?q=dyad:NOR-KEN", 200, []string{"first since 2020-05", "Pairs of countries"}},
		{"/events?q=id:00", 200, []string{"Nothing here"}},
		{"/actors?q=id:00", 400, []string{"The lists can."}},
		{"/events?q=grain", 200, []string{"12 events", `<svg class="chart"`}},
		{"/", 200, []string{"copy in Agency", `<strong>6</strong> <em class="kind contacts">contacts</em> <small>in 7 reports</small>`, "first since 2020-05", "Mombasa", `<circle class="dot"`, `class="heat-`}},
	} {
		status, body := get(t, h, c.url)
		if status != c.status {
			t.Errorf("%s: status %d, want %d\n%.600s", c.url, status, c.status, main(body))
		}
		for _, w := range c.want {
			if !strings.Contains(body, w) {
				t.Errorf("%s lacks %s in\n%.6000s", c.url, w, main(body))
			}
		}
	}
}

func main(body string) string {
	_, body, _ = strings.Cut(body, "<main")
	return body
}

// TestSilent sees who is told of as silent: pairs that used to speak and do not.
func TestSilent(t *testing.T) {
	late := documents(1)[0]
	late.Published = "2027-06-01"
	h, _ := serve(t, append(world()[:4], late)...)
	if _, body := get(t, h, "/"); !strings.Contains(body, "3 years, 4 months") {
		t.Errorf("Kenya and Norway are not silent:\n%s", main(body))
	}
	late.Published = "2024-06-01"
	h, _ = serve(t, append(world()[:4], late)...)
	if _, body := get(t, h, "/"); !strings.Contains(body, "No pair that used to speak has been silent") {
		t.Error("four months are a silence")
	}
}

// TestMarkup checks every page as a reader's helper would: one heading of the first rank, ids that are there once, labels
// that lead somewhere, nothing that the policy forbids.
func TestMarkup(t *testing.T) {
	long := call("2024-03-01", strings.Repeat("Ministry of Foreign Affairs ", 12), nil)
	long.Entities[0].Name, long.Title = strings.Repeat("Very-long-name", 30), strings.Repeat("A title without an end ", 40)
	full, ids := serve(t, append(world(), long)...)
	empty, _ := serve(t)
	for name, h := range map[string]http.Handler{"full": full, "empty": empty} {
		for _, url := range []string{"/", "/documents", "/entities", "/events", "/statements", "/contacts", "/commitments", "/positions", "/actors", "/dyads", "/topics",
			"/actors/Q11", "/actors/NOR", "/dyads/NOR-KEN", "/topics/economic", "/documents/" + ids[0], "/nowhere"} {
			_, body := get(t, h, url)
			for _, fault := range faults(t, body) {
				t.Errorf("%s store, %s: %s", name, url, fault)
			}
		}
	}
}

func faults(t *testing.T, body string) []string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var out, refers []string
	ids, tags := map[string]int{}, map[string]int{}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			tags[n.Data]++
			for _, a := range n.Attr {
				switch {
				case a.Key == "id":
					ids[a.Val]++
				case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
					out = append(out, fmt.Sprintf("<%s> has the attribute %s", n.Data, a.Key))
				case a.Key == "aria-labelledby" || a.Key == "aria-describedby" || a.Key == "for":
					refers = append(refers, strings.Fields(a.Val)...)
				case (a.Key == "href" || a.Key == "src" || a.Key == "action") && strings.Contains(a.Val, "://") && a.Val != "http://www.w3.org/2000/svg":
					out = append(out, "leads to another host: "+a.Val)
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	for id, n := range ids {
		if n > 1 {
			out = append(out, fmt.Sprintf("the id %q is there %d times", id, n))
		}
	}
	for _, id := range refers {
		if ids[id] == 0 {
			out = append(out, fmt.Sprintf("nothing has the id %q", id))
		}
	}
	for tag, most := range map[string]int{"h1": 1, "main": 1, "header": 99, "nav": 9, "footer": 9} {
		if n := tags[tag]; n == 0 || n > most {
			out = append(out, fmt.Sprintf("%d <%s>", n, tag))
		}
	}
	slices.Sort(out)
	return out
}

// TestFirstLoad holds the first page to 150 kB with all that it loads.
func TestFirstLoad(t *testing.T) {
	h, _ := serve(t, documents(300)...)
	_, body := get(t, h, "/")
	size := len(body)
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if (a.Key == "href" || a.Key == "src") && strings.HasPrefix(a.Val, "/static/") {
				status, file := get(t, h, a.Val)
				if status != 200 {
					t.Errorf("%s: status %d", a.Val, status)
				}
				size += len(file)
			}
		}
	}
	if size > 150_000 {
		t.Errorf("the first page loads %d bytes, want at most 150,000", size)
	}
}

// TestTheme turns the colours over and comes back to the page, never to another host.
func TestTheme(t *testing.T) {
	h, _ := serve(t)
	for _, c := range []struct{ theme, back, cookie, location string }{
		{"dark", "/events?q=a", "theme=dark", "/events?q=a"},
		{"light", "/", "theme=light", "/"},
		{"", "/contacts", "theme=;", "/contacts"},
		{"\"><script>", "/", "theme=;", "/"},
		{"dark", "//evil.example/", "theme=dark", "/"},
		{"dark", "https://evil.example/", "theme=dark", "/"},
		{"dark", `/\evil.example`, "theme=dark", "/"},
	} {
		r := httptest.NewRequest("POST", "/theme", strings.NewReader("theme="+c.theme+"&back="+c.back))
		r.Host = "localhost:8030"
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != 303 || w.Header().Get("Location") != c.location || !strings.HasPrefix(w.Header().Get("Set-Cookie"), c.cookie) {
			t.Errorf("%+v: %d to %q, cookie %q", c, w.Code, w.Header().Get("Location"), w.Header().Get("Set-Cookie"))
		}
	}
	r := httptest.NewRequest("GET", "/", nil)
	r.Host = "localhost:8030"
	r.Header.Set("Cookie", "theme=dark")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if !strings.Contains(w.Body.String(), `<html lang="en" data-theme="dark">`) {
		t.Error("the page is not dark")
	}
}

// BenchmarkPages measures the server's time of each page over a store of 2,000 documents.
func BenchmarkPages(b *testing.B) {
	h, ids := serveBench(b, 2000)
	for _, url := range []string{"/", "/events", "/commitments", "/actors", "/actors/KEN", "/dyads", "/dyads/KEN-NOR", "/topics/diplomatic", "/documents/" + ids[0]} {
		b.Run(url, func(b *testing.B) {
			for b.Loop() {
				r := httptest.NewRequest("GET", url, nil)
				r.Host = "localhost:8030"
				w := httptest.NewRecorder()
				if h.ServeHTTP(w, r); w.Code != 200 {
					b.Fatal(w.Code)
				}
			}
		})
	}
}

func serveBench(b *testing.B, n int) (http.Handler, []string) {
	b.Helper()
	h, ids, _ := serveWith(b, web.Options{}, documents(n)...)
	return h, ids
}
