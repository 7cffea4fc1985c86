package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/openreadout/readout/internal/server/gate"
	"github.com/openreadout/readout/internal/server/web"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/storetest"
	"github.com/openreadout/readout/record"
)

// knowledge is a small folder of knowledge.
var knowledge = fstest.MapFS{
	"lexicons/en/frames/talk.txt": {Data: []byte("# Talk. More of it.\n\ncall, phone\n\tcameo: 041\n\texample: Norway called Chad. => NOR CONSULT TCD\n\nmeet\n\tcameo: 040\n")},
	"models/parser.bin":           {Data: []byte{0, 1, 2}},
	"secret.txt":                  {Data: []byte("not listed, as it is in no folder")},
}

// explain codes as storetest does, with a token a word.
func explain(a record.Article) record.Document {
	d := record.Document{Schema: record.Schema, Coder: record.Coder{Version: "1", Knowledge: "k"}, Article: a}
	at := 0
	for i, w := range strings.Fields(a.Text) {
		begin := at + strings.Index(a.Text[at:], w)
		at = begin + len(w)
		d.Tokens = append(d.Tokens, record.Token{Span: record.Span{Begin: begin, End: at}, Lemma: strings.ToLower(w), UPOS: "X", Head: i, Deprel: "dep"})
	}
	d.Predicates = []record.Predicate{{Span: record.Span{Begin: 6, End: 12}, Lemma: "call", Factuality: "happened", Rule: "factuality/text", Entry: "lexicons/en/frames/talk.txt:3"}}
	return d
}

// deskOf serves documents with knowledge and a coder.
func deskOf(t *testing.T, docs ...*record.Document) (http.Handler, []string, store.Store) {
	t.Helper()
	for _, d := range docs {
		d.Sentences = []record.Span{{Begin: 0, End: len([]rune(d.Text))}}
		for i := range d.Events {
			d.Events[i].Rule, d.Events[i].Entry = "event/call", "lexicons/en/frames/talk.txt:3"
		}
	}
	return serveWith(t, web.Options{Explain: explain, Knowledge: knowledge, User: "ada"}, docs...)
}

// first returns the id of the first record of a kind.
func first(t *testing.T, s store.Store, k store.Kind) string {
	t.Helper()
	rows, _, err := s.List(t.Context(), k, store.Filter{}, "", 1)
	if err != nil || len(rows) == 0 {
		t.Fatalf("no %s: %v", k, err)
	}
	return rows[0].ID
}

func TestDeskPages(t *testing.T) {
	docs := documents(8)
	docs[0].Notes = []record.Note{{Span: record.Span{Begin: 0, End: 6}, Layer: "event", Text: "no predicate that is known"}}
	h, ids, s := deskOf(t, docs...)
	event := first(t, s, store.Events)
	for _, c := range []struct {
		url    string
		status int
		want   []string
	}{
		{"/documents/" + ids[0] + "?kind=events", 200, []string{`aria-current="true"><span class="kind events">`, `id="g-events"`, "Where no event was read, and why (1)", "no predicate that is known", "BibTeX", "@misc{readout-"}},
		{"/documents/" + ids[0] + "?kind=stories", 400, []string{"contacts, events, statements"}},
		{"/documents/" + strings.Repeat("0", 32), 404, nil},
		{"/documents/..%2f..%2fetc%2fpasswd", 404, nil},
		{"/records/" + event, 200, []string{"event/call", `href="/knowledge/lexicons/en/frames/talk.txt?line=3#L3"`, "call, phone", "cameo: 041", "Universal Dependencies", "factuality/text", `value="ada"`, "Accept: it is right"}},
		{"/records/" + event + "?part=why", 200, []string{`<div class="because">`}},
		{"/records/" + ids[0], 404, nil},
		{"/records/" + ids[0] + "-00000000", 404, nil},
		{"/records/-", 404, nil},
		{"/records/%00", 404, nil},
		{"/compare", 200, []string{"Compare two readouts"}},
		{"/compare?a=" + ids[0], 200, []string{"What else tells of the contact"}},
		{"/compare?a=nothing", 404, nil},
		{"/compare/" + ids[0] + "/" + ids[4] + "?force=1", 200, []string{"Two readouts of one contact"}},
		{"/compare/" + ids[0] + "/nothing", 404, nil},
		{"/compare/" + ids[0] + "/" + ids[1] + "?side-a=russia", 400, nil},
		{"/corrections", 200, []string{"No corrections yet"}},
		{"/corrections?pass=-1", 400, nil},
		{"/knowledge", 200, []string{"lexicons/en/frames", "talk.txt", "Talk."}},
		{"/knowledge/lexicons/en/frames/talk.txt", 200, []string{`id="L3"`, `class="comment"`, `class="example"`}},
		{"/knowledge/lexicons/en/frames/talk.txt?line=99", 400, []string{"lines 1 to 8"}},
		{"/knowledge/lexicons/en/frames/talk.txt?from=x", 400, nil},
		{"/knowledge/lexicons", 404, nil},
		{"/knowledge/models/parser.bin", 404, nil},
		{"/knowledge/..%2fweb.go", 404, nil},
		{"/knowledge/%2e%2e/%2e%2e/etc/passwd", 404, nil},
		{"/knowledge//etc/passwd", 404, nil},
	} {
		status, body := get(t, h, c.url)
		if status == http.StatusMovedPermanently || status == http.StatusTemporaryRedirect { // the mux cleans a path before anybody reads it
			status = 404
		}
		if status != c.status {
			t.Errorf("%s: status %d, want %d", c.url, status, c.status)
		}
		for _, w := range c.want {
			if !strings.Contains(body, w) {
				t.Errorf("%s lacks %s", c.url, w)
			}
		}
	}
	if _, body := get(t, h, "/knowledge"); strings.Contains(body, "secret") || strings.Contains(body, "parser.bin") {
		t.Error("the list of knowledge has files that it should not")
	}
}

// post sends a form as a browser does that shows a page of this server.
func post(h http.Handler, address string, form url.Values, site string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", address, strings.NewReader(form.Encode()))
	r.Host = "localhost:8030"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", site)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestCorrect(t *testing.T) {
	h, _, s := deskOf(t, documents(4)...)
	id := first(t, s, store.Events)
	for _, c := range []struct {
		name   string
		form   url.Values
		status int
		says   string
	}{
		{"accepted", url.Values{"id": {id}, "verdict": {"accept"}, "by": {"Grace"}, "back": {"/records/" + id}}, 303, ""},
		{"by the server's user", url.Values{"id": {id}, "verdict": {"reject"}, "note": {"a match <b>of football</b>"}}, 303, ""},
		{"quiet", url.Values{"id": {id}, "verdict": {"accept"}, "quiet": {"1"}}, 204, ""},
		{"changed", url.Values{"id": {id}, "verdict": {"change"}, "field-factuality": {"planned"}, "field-contexts": {"economic, trade"}}, 303, ""},
		{"nothing changed", url.Values{"id": {id}, "verdict": {"change"}}, 400, "nothing is changed"},
		{"not a factuality", url.Values{"id": {id}, "verdict": {"change"}, "field-factuality": {"maybe"}}, 400, "maybe"},
		{"unknown verdict", url.Values{"id": {id}, "verdict": {"burn"}}, 400, "burn"},
		{"unknown record", url.Values{"id": {"0-0"}, "verdict": {"accept"}}, 404, ""},
		{"long name", url.Values{"id": {id}, "verdict": {"accept"}, "by": {strings.Repeat("x", 101)}}, 400, "100"},
		{"long form", url.Values{"id": {id}, "verdict": {"accept"}, "note": {strings.Repeat("x", 1<<17)}}, 400, ""},
		{"elsewhere", url.Values{"id": {id}, "verdict": {"accept"}, "back": {"//evil.example/"}}, 303, ""},
	} {
		w := post(h, "/correct", c.form, "same-origin")
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s: status %d, want %d, %s in %.900s", c.name, w.Code, c.status, c.says, w.Body)
		}
		if c.name == "elsewhere" && w.Header().Get("Location") != "/" {
			t.Errorf("%s: goes to %s", c.name, w.Header().Get("Location"))
		}
	}
	all, err := s.Corrections(t.Context())
	if err != nil || len(all) != 5 {
		t.Fatalf("%d corrections, want 5: %v", len(all), err)
	}
	if all[0].By != "Grace" || all[1].By != "ada" || all[1].Note == "" || all[3].Change != `{"contexts":["economic","trade"],"factuality":"planned"}` {
		t.Errorf("corrections %+v", all)
	}
	_, body := get(t, h, "/corrections")
	for _, want := range []string{"5 corrections", "by Grace", "a match &lt;b&gt;of football&lt;/b&gt;", `href="/records/` + id} {
		if !strings.Contains(body, want) {
			t.Errorf("/corrections lacks %s", want)
		}
	}
	if _, body := get(t, h, "/records/"+id); !strings.Contains(body, "accepted") || !strings.Contains(body, `<option selected>planned</option>`) {
		t.Errorf("the record does not show what people say of it: %.3000s", body)
	}
}

// TestCorrectFromElsewhere sees that other sites correct nothing where the gate stands before the pages.
func TestCorrectFromElsewhere(t *testing.T) {
	pages, _, s := deskOf(t, documents(1)...)
	mux := http.NewServeMux()
	mux.Handle("/", pages)
	h := gate.New(mux, gate.Options{Hosts: []string{"example.com"}})
	form := url.Values{"id": {first(t, s, store.Events)}, "verdict": {"reject"}}
	for _, site := range []string{"cross-site", "same-site"} {
		if w := post(h, "/correct", form, site); w.Code != http.StatusForbidden {
			t.Errorf("%s: status %d", site, w.Code)
		}
	}
	if status, _ := get(t, h, "/correct?"+form.Encode()); status == http.StatusOK || status == http.StatusSeeOther {
		t.Errorf("GET corrects: status %d", status)
	}
	if all, err := s.Corrections(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("%d corrections, %v", len(all), err)
	}
}

// TestDeskHostile puts markup into everything that comes from outside.
func TestDeskHostile(t *testing.T) {
	const evil = `</textarea></script><script>alert(1)</script>"'><img src=x onerror=alert(1)>`
	d := storetest.Document(0)
	d.ID, d.Title, d.Source, d.URL = evil, evil, evil, "javascript:alert(1)"
	d.Text += evil
	d.Entities[0].Name, d.Entities[0].Role = evil, evil
	d.Statements[0].Hedge, d.Statements[0].Topics = evil, []string{evil}
	d.Events[0].Contexts = []string{evil}
	h, ids, s := serveWith(t, web.Options{Explain: explain, User: evil}, d)
	id := first(t, s, store.Events)
	if w := post(h, "/correct", url.Values{"id": {id}, "verdict": {"accept"}, "by": {evil}, "note": {evil}}, "same-origin"); w.Code != 303 {
		t.Fatalf("correct: status %d", w.Code)
	}
	for _, url := range []string{"/documents/" + ids[0], "/records/" + id, "/records/" + first(t, s, store.Entities), "/records/" + first(t, s, store.Statements), "/records/" + id + "?part=why", "/corrections",
		"/compare", "/compare?a=" + ids[0], "/compare/" + ids[0] + "/" + ids[0] + "?force=1", "/compare/" + ids[0] + "/" + ids[0], "/knowledge/%3Cscript%3Ealert(1)", "/documents/" + ids[0] + "?kind=%3Cscript%3E"} {
		_, body := get(t, h, url)
		if strings.Contains(body, "<script>") || strings.Contains(body, "<img") || strings.Contains(body, `href="javascript:`) || strings.Contains(body, "</textarea></script>") {
			t.Errorf("%s: markup of the text stands in the page", url)
		}
	}
}

func TestSearch(t *testing.T) {
	h, _, _ := deskOf(t, documents(120)...)
	for _, c := range []struct {
		name, url string
		status    int
		want      []string
		not       string
	}{
		{"all", "/search", 200, []string{"Search the record", `aria-current="true"><span class="kind documents">`, "<strong>120</strong>", "documents, newest first", `rel="next"`, "Agency"}, "Asked for"},
		{"words", "/search?q=grain", 200, []string{"<mark>grain</mark>", "Save as an alert", `href="/documents.json?q=grain"`, `aria-label="Without grain"`}, ""},
		{"conditions mean events", "/search?q=type:AID", 200, []string{`aria-current="true"><span class="kind events">`, `href="/search?kind=events" aria-current="true"><span>AID`, `kind=events&amp;q=type%3AAID%2CACCUSE"`}, ""},
		{"a country is added", "/search?q=country:KEN&kind=events", 200, []string{`q=country%3AKEN&#43;country%3ANOR"`}, ""},
		{"years", "/search?kind=documents", 200, []string{`q=from%3A2024&#43;to%3A2024"`}, ""},
		{"a year is taken away", "/search?q=from:2024+to:2024", 200, []string{`href="/search?kind=documents" aria-current="true"><span>2024`}, ""},
		{"nothing", "/search?q=zyzzyva&kind=contacts", 200, []string{"No contacts", "Take a condition away"}, `rel="next"`},
		{"a mistake", "/search?q=grain+colour:red+from:soon", 400, []string{`<mark class="wrong">colour:red</mark>`, `<mark class="wrong">from:soon</mark>`, "grain", `aria-invalid="true"`, "there is no key"}, "Newest first"},
		{"unknown kind", "/search?q=grain&kind=stories", 200, []string{`aria-current="true"><span class="kind documents">`}, ""},
		{"bad cursor", "/search?cursor=x", 400, []string{"cursor"}, ""},
	} {
		status, body := get(t, h, c.url)
		if status != c.status || c.not != "" && strings.Contains(body, c.not) {
			t.Errorf("%s: status %d, want %d, or the page has %q", c.name, status, c.status, c.not)
		}
		for _, w := range c.want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: lacks %s", c.name, w)
			}
		}
	}
}

func TestSources(t *testing.T) {
	h, _, s := deskOf(t, documents(120)...)
	if _, body := get(t, h, "/sources"); !strings.Contains(body, "No feed is watched yet") || !strings.Contains(body, ">Ministry</a></th>") {
		t.Errorf("sources: %.2000s", body)
	}
	feeds := s.(store.Feeds)
	for _, f := range []store.Feed{
		{Address: "https://well.example/feed", Name: "Well", Listed: true, LastSuccess: time.Unix(1e9, 0), Found: 12, Added: 9},
		{Address: "https://ill.example/feed", Listed: true, Failures: 3, Failure: "503 <b>busy</b>"},
		{Address: "https://gone.example/feed", Quarantined: "410 Gone"},
		{Address: "https://new.example/feed", Listed: true},
	} {
		if err := feeds.PutFeed(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	_, body := get(t, h, "/sources")
	for _, want := range []string{"4, 2 not well", `class="health well"`, "2001-09-09 01:46", `class="health failing"`, "3 in a row: 503 &lt;b&gt;busy&lt;/b&gt;", `class="health quarantined"`, "410 Gone", "no longer listed", `class="health waiting"`} {
		if !strings.Contains(body, want) {
			t.Errorf("sources lacks %s", want)
		}
	}
	if strings.Index(body, "gone.example") > strings.Index(body, "well.example") {
		t.Error("feeds that are not well do not come first")
	}
}
