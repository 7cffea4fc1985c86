package api_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/server/api"
	"github.com/openreadout/readout/internal/server/gate"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/openreadout/readout/internal/store/storetest"
	"github.com/openreadout/readout/record"
	"github.com/parquet-go/parquet-go"
)

// server is a server of 60 small documents.
type server struct {
	http.Handler
	api   *api.Server
	store *sqlite.DB
	ids   []string // of the documents
	event string   // id of an event of the first
}

// recode codes the texts of the documents as they were coded, any other as nothing.
func recode(a record.Article) record.Document {
	for i := range 60 {
		if d := storetest.Document(i); d.Text == a.Text {
			d.Events[0].Entry = "frames.txt:2"
			return *d
		}
	}
	return record.Document{Schema: record.Schema, Article: a, Coder: record.Coder{Version: "1", Knowledge: "k"}, Sentences: []record.Span{}}
}

func serve(t testing.TB, change func(*api.Options)) *server {
	t.Helper()
	s, err := sqlite.Open(filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	var docs []*record.Document
	for i := range 60 {
		d := storetest.Document(i)
		d.Events[0].Entry = "frames.txt:2"
		docs = append(docs, d)
	}
	ids, err := s.Add(context.Background(), time.Unix(1, 0), docs)
	if err != nil {
		t.Fatal(err)
	}
	o := api.Options{Store: s, Coder: func() record.Coder { return record.Coder{Version: "1", Knowledge: "k"} }, Jobs: 1, Now: func() time.Time { return time.Unix(1e9, 0) },
		Desk: &desk.Desk{Store: s, Code: recode, Knowledge: fstest.MapFS{"frames.txt": {Data: []byte("# frames\ncall\n\ttype: CONSULT\n")}}}}
	if change != nil {
		change(&o)
	}
	out := &server{api: api.New(o), store: s, ids: ids, event: store.IDs(docs[0], ids[0], store.Events)[0]}
	mux := http.NewServeMux()
	out.api.Routes(mux)
	out.Handler = mux
	return out
}

// ask sends a request; headers are names and values in turn.
func (s *server) ask(method, url, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, url, strings.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func (s *server) post(url, body string) *httptest.ResponseRecorder {
	return s.ask("POST", url, body, "Content-Type", "application/json")
}

// into reads the JSON of an answer.
func into(t *testing.T, w *httptest.ResponseRecorder, v any) {
	t.Helper()
	if err := json.Unmarshal(w.Body.Bytes(), v); err != nil || w.Code >= 300 {
		t.Fatalf("status %d, %v: %.300s", w.Code, err, w.Body)
	}
}

type list struct {
	Rows []struct {
		api.Row
		Record map[string]any
	}
	Next string
}

func TestLists(t *testing.T) {
	h := serve(t, nil)
	seen := map[string]bool{}
	for url, pages := "/events.json?q=type:CONSULT,AID&limit=7", 0; url != ""; pages++ {
		var l list
		into(t, h.ask("GET", url, ""), &l)
		for _, r := range l.Rows {
			seen[r.ID] = true
			if p := r.Record["plover"]; p != "CONSULT" && p != "AID" {
				t.Errorf("%s is %v", r.ID, p)
			}
		}
		if url = ""; l.Next != "" && pages < 10 {
			url = "/events.json?q=type:CONSULT,AID&limit=7&cursor=" + l.Next
		}
	}
	if len(seen) != 30 {
		t.Errorf("%d events over the pages, want 30", len(seen))
	}
	var n api.Count
	if into(t, h.ask("GET", "/events/count.json?q=type:CONSULT,AID", ""), &n); n.Count != 30 {
		t.Errorf("count is %d", n.Count)
	}
}

// TestTables reads every form of a list back: the same records in the same order.
func TestTables(t *testing.T) {
	h := serve(t, nil)
	for _, k := range store.Kinds {
		var l list
		into(t, h.ask("GET", "/"+string(k)+".json?limit=1000", ""), &l)
		var want []string
		for _, r := range l.Rows {
			want = append(want, r.ID)
		}
		for suffix, ids := range map[string]func(*bytes.Buffer) ([]string, error){"csv": csvIDs, "jsonl": jsonlIDs, "parquet": parquetIDs} {
			w := h.ask("GET", "/"+string(k)+"."+suffix, "")
			got, err := ids(w.Body)
			if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("/%s.%s: %v %d rows, want %d", k, suffix, err, len(got), len(want))
			}
			if d := w.Header().Get("Content-Disposition"); !strings.Contains(d, string(k)+"."+suffix) {
				t.Errorf("/%s.%s: Content-Disposition %q", k, suffix, d)
			}
		}
	}
	rows, err := csvIDs(h.ask("GET", "/events.csv?q=type:CONSULT&limit=4", "").Body)
	if err != nil || len(rows) != 4 {
		t.Errorf("limit=4 gives %d rows, %v", len(rows), err)
	}
}

func csvIDs(b *bytes.Buffer) (out []string, err error) {
	rows, err := csv.NewReader(b).ReadAll()
	for _, r := range rows[min(1, len(rows)):] {
		out = append(out, r[0])
	}
	return out, err
}

func jsonlIDs(b *bytes.Buffer) (out []string, err error) {
	for dec := json.NewDecoder(b); dec.More(); {
		var r api.Row
		if err := dec.Decode(&r); err != nil {
			return nil, err
		}
		out = append(out, r.ID)
	}
	return out, nil
}

func parquetIDs(b *bytes.Buffer) (out []string, err error) {
	rows, err := parquet.Read[struct {
		ID string `parquet:"id,optional"`
	}](bytes.NewReader(b.Bytes()), int64(b.Len()))
	for _, r := range rows {
		out = append(out, r.ID)
	}
	return out, err
}

func TestRecord(t *testing.T) {
	h := serve(t, nil)
	base := "/records/" + h.event
	var r api.Found
	if into(t, h.ask("GET", base+"/record.json", ""), &r); r.Kind != store.Events || r.Document != h.ids[0] || r.Words != "called" || !bytes.Contains(r.Record, []byte(`"plover":"CONSULT"`)) {
		t.Errorf("record: %+v", r)
	}
	var x desk.Explanation
	if into(t, h.ask("GET", base+"/explain.json", ""), &x); x.Record != "ev1" || !strings.Contains(x.Text, "event CONSULT") {
		t.Errorf("explain: %+v", x)
	}
	var v desk.Verification
	if into(t, h.ask("GET", base+"/verify.json", ""), &v); !v.Verified {
		t.Errorf("verify: %+v", v)
	}
	var e desk.Entry
	if into(t, h.ask("GET", base+"/knowledge.json", ""), &e); e.Line != 2 || len(e.Lines) != 2 {
		t.Errorf("knowledge: %+v", e)
	}
	for suffix, want := range map[string]string{"cite.json": `"text_hash"`, "cite.bib": "@misc{readout-", "cite.csl.json": `"type": "article-newspaper"`} {
		if w := h.ask("GET", base+"/"+suffix, ""); w.Code != 200 || !strings.Contains(w.Body.String(), want) || !strings.Contains(w.Body.String(), h.event[len(h.event)-8:]) {
			t.Errorf("%s: %d %.200s", suffix, w.Code, w.Body)
		}
	}
}

// TestCorrect rejects a record: it leaves the list and is among the corrections, under the name of who asked.
func TestCorrect(t *testing.T) {
	h := serve(t, func(o *api.Options) { o.Client = func(*http.Request) string { return "newsroom" } })
	if w := h.post("/records/"+h.event+"/corrections", `{"verdict":"reject","note":"a match"}`); w.Code != 201 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	var n api.Count
	if into(t, h.ask("GET", "/events/count.json", ""), &n); n.Count != 59 {
		t.Errorf("%d events after one was rejected", n.Count)
	}
	var c api.Corrections
	if into(t, h.ask("GET", "/corrections.json", ""), &c); len(c.Rows) != 1 || c.Rows[0].By != "newsroom" || c.Rows[0].Note != "a match" || c.Rows[0].At.Unix() != 1e9 {
		t.Errorf("corrections: %+v", c)
	}
	for body, want := range map[string]string{`{"verdict":"maybe"}`: "want accept", `{"verdict":"change"}`: "a change comes", `{"verdict":"change","change":{"plover":"FIGHT"}}`: "change", `{"verdict":"accept","colour":1}`: "unknown field", `{} {}`: "more than one"} {
		if w := h.post("/records/"+h.event+"/corrections", body); w.Code != 400 || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
}

func TestChanges(t *testing.T) {
	h := serve(t, nil)
	var got []string
	since, pages := int64(0), 0
	for more := true; more && pages < 20; pages++ {
		var c api.Changes
		into(t, h.ask("GET", fmt.Sprintf("/changes?since=%d&limit=7", since), ""), &c)
		for _, x := range c.Rows {
			got = append(got, x.Document)
		}
		since, more = c.Next, c.More
	}
	if fmt.Sprint(got) != fmt.Sprint(h.ids) {
		t.Errorf("%d changes over %d pages, want the %d documents in their order", len(got), pages, len(h.ids))
	}
	var c api.Changes
	if into(t, h.ask("GET", fmt.Sprintf("/changes.json?since=%d", since), ""), &c); len(c.Rows) != 0 || c.More || c.Next != since {
		t.Errorf("after all: %+v", c)
	}
	h.post("/records/"+h.event+"/corrections", `{"verdict":"reject","by":"A"}`)
	if into(t, h.ask("GET", fmt.Sprintf("/changes?since=%d", since), ""), &c); len(c.Rows) != 1 || c.Rows[0].What != "corrected" || c.Rows[0].Document != h.ids[0] {
		t.Errorf("after a correction: %+v", c)
	}
}

// TestETag asks again with the tag of the answer: nothing is sent until the store changes.
func TestETag(t *testing.T) {
	h := serve(t, nil)
	for _, url := range []string{"/events.json", "/events.csv", "/events/count.json", "/records/" + h.event + "/cite.json", "/corrections.json"} {
		tag := h.ask("GET", url, "").Header().Get("ETag")
		if w := h.ask("GET", url, "", "If-None-Match", `"x", `+tag); w.Code != 304 || w.Body.Len() != 0 || w.Header().Get("ETag") != tag {
			t.Errorf("%s: %d, %d bytes", url, w.Code, w.Body.Len())
		}
		if w := h.ask("GET", url, "", "If-None-Match", `"x"`); w.Code != 200 {
			t.Errorf("%s with another tag: %d", url, w.Code)
		}
	}
	tag := h.ask("GET", "/events.json", "").Header().Get("ETag")
	h.post("/records/"+h.event+"/corrections", `{"verdict":"reject","by":"A"}`)
	if w := h.ask("GET", "/events.json", "", "If-None-Match", tag); w.Code != 200 || strings.Contains(w.Body.String(), h.event) {
		t.Errorf("after a change: %d", w.Code)
	}
	if w := h.ask("GET", "/events.json?q=colour:red", ""); w.Header().Get("ETag") != "" {
		t.Error("a problem with a tag")
	}
}

func TestProblems(t *testing.T) {
	h := serve(t, nil)
	none := strings.Repeat("0", 32)
	for _, c := range []struct {
		method, url, contentType, body string
		status                         int
		detail                         string
	}{
		{"GET", "/events.json?q=colour:red", "", "", 400, `no key \"colour\"`},
		{"GET", "/events.json?limit=0", "", "", 400, "want 1 to 1000"},
		{"GET", "/events.json?limit=ten", "", "", 400, "want 1 to 1000"},
		{"GET", "/events.json?limt=10", "", "", 400, `no parameter \"limt\" here; want q, cursor, limit`},
		{"GET", "/events.json?limit=1&limit=2", "", "", 400, "given 2 times"},
		{"GET", "/healthz?x=1", "", "", 400, "want none"},
		{"GET", "/events.json?cursor=x", "", "", 400, "cursor"},
		{"GET", "/events.csv?q=dyad:R", "", "", 400, "want two countries"},
		{"GET", "/changes?since=-1", "", "", 400, "since"},
		{"GET", "/documents/zz/record.json", "", "", 404, "not found"},
		{"GET", "/documents/" + none + "/record.json", "", "", 404, "not found"},
		{"GET", "/records/" + none + "-00000000/record.json", "", "", 404, "not found"},
		{"GET", "/records/" + none + "/explain.json", "", "", 404, "not found"},
		{"GET", "/records/" + h.ids[0] + "/knowledge.json", "", "", 404, "not found"},
		{"GET", "/dyads/RUSSIA/gap.json", "", "", 400, "want ISO 3166-1"},
		{"GET", "/compare/" + h.ids[4] + "/" + h.ids[8] + "/comparison.json", "", "", 409, "force=true"},
		{"GET", "/compare/" + h.ids[0] + "/x/comparison.json?force=yes", "", "", 400, "want true or false"},
		{"GET", "/alerts/none.atom", "", "", 404, "not found"},
		{"GET", "/alerts/none", "", "", 404, "not found"},
		{"POST", "/records/" + none + "/corrections", "application/json", `{"verdict":"accept","by":"A"}`, 404, "not found"},
		{"POST", "/records/" + none + "/corrections", "text/plain", "", 415, "want a body of application/json"},
		{"POST", "/code", "", "x", 415, "text/plain"},
		{"POST", "/code", "text/plain", "caf\xe9", 400, "not UTF-8"},
		{"POST", "/code?published=monday", "text/plain", "x", 400, "want a day"},
		{"POST", "/code?source=A", "application/json", `{"text":"x"}`, 400, "is for text/plain"},
		{"POST", "/code", "application/json", "{", 400, "the body"},
		{"POST", "/code", "application/json", `{"txt":"x"}`, 400, "unknown field"},
		{"POST", "/code", "application/json", `{"title":"x"}`, 400, "without a text"},
		{"POST", "/code", "application/json", `{"text":"x","published":"today"}`, 400, "want a day"},
		{"POST", "/code", "application/json", `{"text":"` + strings.Repeat("x", 2<<20) + `"}`, 413, "more than"},
	} {
		var headers []string
		if c.contentType != "" {
			headers = []string{"Content-Type", c.contentType}
		}
		w := h.ask(c.method, c.url, c.body, headers...)
		var p struct {
			Type, Title, Detail string
			Status              int
		}
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != c.status || p.Status != c.status || p.Title == "" || p.Type != "about:blank" || !strings.Contains(w.Body.String(), c.detail) || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %.80s: %d %q %.200s; want %d with %s", c.method, c.url, w.Code, w.Header().Get("Content-Type"), w.Body.String(), c.status, c.detail)
		}
	}
}

// TestBusy fills the only place and the queue behind it: the next text is told to come again, the one that waits is
// coded.
func TestBusy(t *testing.T) {
	begun, end := make(chan bool), make(chan bool)
	h := serve(t, func(o *api.Options) {
		o.Queue = 1
		o.Desk.Code = func(a record.Article) record.Document {
			begun <- true
			<-end
			return record.Document{Schema: record.Schema, Article: a}
		}
	})
	m := gate.NewMetrics()
	m.Add(h.api.Measure())
	counted := func(want string) bool {
		var b strings.Builder
		return m.Write(&b) == nil && strings.Contains(b.String(), want)
	}
	codes := make(chan int)
	send := func() { codes <- h.post("/code", `{"text":"x"}`).Code }
	go send()
	<-begun
	go send()
	for !counted("readout_coding_waiting 1\n") {
		time.Sleep(time.Millisecond)
	}
	if w := h.post("/code", `{"text":"y"}`); w.Code != 503 || w.Header().Get("Retry-After") == "" || !counted("readout_coding_refused_total 1\n") {
		t.Errorf("a third text: %d, Retry-After %q", w.Code, w.Header().Get("Retry-After"))
	}
	end <- true
	<-begun
	end <- true
	for range 2 {
		if code := <-codes; code != 200 {
			t.Errorf("a text that had its place: %d", code)
		}
	}
}

func TestCode(t *testing.T) {
	h := serve(t, nil)
	var d record.Document
	if into(t, h.ask("POST", "/code?published=2025-07-02&source=A", "Talks resumed.", "Content-Type", "text/plain; charset=utf-8"), &d); d.Text != "Talks resumed." || d.Published != "2025-07-02" || d.Source != "A" {
		t.Errorf("%+v", d.Article)
	}
	h = serve(t, func(o *api.Options) { o.Desk.Code = nil })
	if w := h.post("/code", `{"text":"x"}`); w.Code != 404 {
		t.Errorf("without a coder: %d", w.Code)
	}
}

func TestHealth(t *testing.T) {
	h := serve(t, nil)
	var got api.Health
	if into(t, h.ask("GET", "/healthz", ""), &got); got.Documents != 60 {
		t.Errorf("%+v", got)
	}
	h.api.Drain()
	if w := h.ask("GET", "/healthz", ""); w.Code != 503 {
		t.Errorf("while it ends: %d", w.Code)
	}
}

// TestAtom shows what an alert found, escaped, newest first.
func TestAtom(t *testing.T) {
	h := serve(t, nil)
	ctx := t.Context()
	if err := h.store.AddAlert(ctx, store.Alert{Name: "calls", Kind: store.Events, Filter: "type:CONSULT", Made: time.Unix(5, 0), Webhook: "https://example.org/hook?key=1", Secret: "s"}); err != nil {
		t.Fatal(err)
	}
	gone := store.Found{Record: h.ids[1] + "-00000000", Document: h.ids[1], At: time.Unix(7, 0)}
	if _, err := h.store.Find(ctx, "calls", []store.Found{{Record: h.event, Document: h.ids[0], At: time.Unix(6, 0)}, gone}, 1); err != nil {
		t.Fatal(err)
	}
	w := h.ask("GET", "/alerts/calls.atom", "")
	for _, want := range []string{`<feed xmlns="http://www.w3.org/2005/Atom">`, "<id>urn:readout:" + h.event + "</id>", "<updated>1970-01-01T00:00:06Z</updated>", `href="http://example.com/documents/` + h.ids[0] + `"`, "CONSULT"} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("the feed lacks %s:\n%s", want, w.Body)
		}
	}
	if n := strings.Count(w.Body.String(), "<entry>"); n != 1 {
		t.Errorf("%d entries; want 1, the other record is gone", n)
	}
	if b := h.ask("GET", "/alerts.json", "").Body.String(); !strings.Contains(b, `"calls"`) || strings.Contains(b, "key=1") || strings.Contains(b, `"s"`) {
		t.Errorf("alerts: %s", b)
	}
}
