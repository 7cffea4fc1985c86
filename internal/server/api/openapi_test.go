package api_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/openreadout/readout/internal/server/api"
	"github.com/openreadout/readout/internal/store"
)

// sample is a request of an operation and the status that it must have.
type sample struct {
	url, body, contentType string
	status                 int
}

// samples are requests of every operation, those of the lists aside; {…} is filled in from the server.
var samples = map[string][]sample{
	"document":    {{url: "/documents/{doc}/record.json"}, {url: "/documents/x/record.json", status: 404}},
	"record":      {{url: "/records/{event}/record.json"}, {url: "/records/{doc}/record.json"}, {url: "/records/x/record.json", status: 404}},
	"explain":     {{url: "/records/{event}/explain.json"}, {url: "/records/x/explain.json", status: 404}},
	"verify":      {{url: "/records/{event}/verify.json"}, {url: "/records/{doc}/verify.json"}, {url: "/records/x/verify.json", status: 404}},
	"knowledge":   {{url: "/records/{event}/knowledge.json"}, {url: "/records/{doc}/knowledge.json", status: 404}},
	"cite":        {{url: "/records/{event}/cite.json"}, {url: "/records/x/cite.json", status: 404}},
	"citeBibTeX":  {{url: "/records/{event}/cite.bib"}, {url: "/records/x/cite.bib", status: 404}},
	"citeCSL":     {{url: "/records/{event}/cite.csl.json"}, {url: "/records/x/cite.csl.json", status: 404}},
	"correct":     {{url: "/records/{event}/corrections", body: `{"verdict":"change","change":{"factuality":"planned"},"by":"A"}`, status: 201}, {url: "/records/x/corrections", body: `{"verdict":"accept","by":"A"}`, status: 404}},
	"corrections": {{url: "/corrections.json"}},
	"gap":         {{url: "/dyads/NOR-FIN/gap.json"}, {url: "/dyads/NOR-FRA/gap.json"}, {url: "/dyads/N/gap.json", status: 400}},
	"timeline":    {{url: "/dyads/NOR-FIN/timeline.json"}, {url: "/dyads/NOR-FRA/timeline.json?q=from:2024"}, {url: "/dyads/N/timeline.json", status: 400}},
	"compare":     {{url: "/compare/{doc}/{other}/comparison.json?force=true&side_a=NOR"}, {url: "/compare/{doc}/{other}/comparison.json", status: 409}, {url: "/compare/{doc}/x/comparison.json", status: 404}},
	"changes":     {{url: "/changes"}, {url: "/changes?since=3&limit=2"}},
	"changesJSON": {{url: "/changes.json?since=3"}},
	"feeds":       {{url: "/feeds.json"}},
	"alerts":      {{url: "/alerts.json"}},
	"alertFeed":   {{url: "/alerts/calls.atom"}, {url: "/alerts/none.atom", status: 404}},
	"code":        {{url: "/code", body: `{"text":"Talks resumed.","published":"2025-07-02"}`}, {url: "/code?tokens=true&predicates=true&lang=en", body: "Talks resumed.", contentType: "text/plain"}, {url: "/code", body: `{"text":""}`, status: 400}},
	"schema":      {{url: "/schema.json"}},
	"openapi":     {{url: "/openapi.json"}},
	"version":     {{url: "/version.json"}},
	"health":      {{url: "/healthz"}},
	"metrics":     {{url: "/metrics"}},
}

// contract is the description with what validates by it.
func contract(t *testing.T, h *server) (*openapi3.T, routers.Router) {
	t.Helper()
	d, err := openapi3.NewLoader().LoadFromData(h.ask("GET", "/openapi.json", "").Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Validate(t.Context()); err != nil {
		t.Fatal(err)
	}
	router, err := gorillamux.NewRouter(d)
	if err != nil {
		t.Fatal(err)
	}
	return d, router
}

// TestContract sends requests to every operation of the description, and checks each request and answer against it.
// An operation without a sample fails.
func TestContract(t *testing.T) {
	for _, form := range []string{"text/csv", "application/vnd.apache.parquet", "application/jsonl", "application/atom+xml", "application/x-bibtex", "application/schema+json", "application/vnd.citationstyles.csl+json", "text/plain"} {
		decode := openapi3filter.FileBodyDecoder
		if strings.HasSuffix(form, "+json") {
			decode = openapi3filter.RegisteredBodyDecoder("application/json")
		}
		openapi3filter.RegisterBodyDecoder(form, decode)
	}
	h := serve(t, func(o *api.Options) {
		o.Metrics = func(w io.Writer) error { _, err := io.WriteString(w, "x 1\n"); return err }
	})
	if err := h.store.AddAlert(t.Context(), store.Alert{Name: "calls", Kind: store.Events, Made: time.Unix(5, 0)}); err != nil {
		t.Fatal(err)
	}
	if err := h.store.PutFeed(t.Context(), store.Feed{Address: "https://mfa.example/feed", LastTry: time.Unix(5, 0)}); err != nil {
		t.Fatal(err)
	}
	d, router := contract(t, h)
	fill := strings.NewReplacer("{doc}", h.ids[4], "{other}", h.ids[8], "{event}", h.event)
	for path, item := range d.Paths.Map() {
		for method, op := range item.Operations() {
			for _, x := range samplesOf(op.OperationID, path) {
				if x.url == "" {
					t.Errorf("%s %s (%s) has no sample", method, path, op.OperationID)
				}
				h.check(t, router, method, fill.Replace(x.url), op.OperationID, x)
			}
		}
	}
}

// samplesOf returns the samples of an operation; those of the lists are alike.
func samplesOf(id, path string) []sample {
	switch {
	case strings.HasPrefix(id, "list"):
		return []sample{{url: path}, {url: path + "?q=country:NOR&limit=3"}, {url: path + "?limit=0", status: 400}}
	case strings.HasPrefix(id, "table"), strings.HasPrefix(id, "count"):
		return []sample{{url: path}, {url: path + "?q=country:NOR"}, {url: path + "?q=colour:red", status: 400}}
	}
	if samples[id] == nil {
		return []sample{{}}
	}
	return samples[id]
}

func (s *server) check(t *testing.T, router routers.Router, method, url, id string, x sample) {
	t.Helper()
	request := func() *http.Request {
		r := httptest.NewRequest(method, url, strings.NewReader(x.body))
		if x.body != "" {
			r.Header.Set("Content-Type", "application/json")
			if x.contentType != "" {
				r.Header.Set("Content-Type", x.contentType)
			}
		}
		return r
	}
	r := request()
	route, params, err := router.FindRoute(r)
	if err != nil || route.Operation.OperationID != id {
		t.Errorf("%s %s: not the route of %s: %v", method, url, id, err)
		return
	}
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route, Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc}}
	if err := openapi3filter.ValidateRequest(context.Background(), in); (err != nil) != (x.status == 400) && !strings.Contains(url, "colour:red") && id != "gap" && id != "timeline" && id != "code" {
		t.Errorf("%s %s: the request: %v", method, url, err)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, request())
	if want := max(x.status, 200); w.Code != want {
		t.Errorf("%s %s: status %d, want %d: %.300s", method, url, w.Code, want, w.Body)
	}
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: w.Code, Header: w.Header(), Body: io.NopCloser(bytes.NewReader(w.Body.Bytes())), Options: &openapi3filter.Options{IncludeResponseStatus: true}}
	if err := openapi3filter.ValidateResponse(context.Background(), out); err != nil {
		t.Errorf("%s %s: the answer: %.600v", method, url, err)
	}
}

// TestOneTable sees that no address is registered but from the table of which the description is made.
func TestOneTable(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		n += bytes.Count(b, []byte(".HandleFunc(")) + bytes.Count(b, []byte(".Handle("))
	}
	if n != 1 {
		t.Errorf("addresses are registered in %d places, want 1, over the table of routes", n)
	}
}

// TestDocs sees that every address is on docs/API.md: the lists by that of events.
func TestDocs(t *testing.T) {
	b, err := os.ReadFile("../../../docs/API.md")
	if err != nil {
		t.Fatal(err)
	}
	d, _ := contract(t, serve(t, nil))
	for path := range d.Paths.Map() {
		name := path[strings.LastIndex(path, "/")+1:]
		for _, k := range store.Kinds {
			if suffix, ok := strings.CutPrefix(name, string(k)+"."); ok {
				name = "/events." + suffix
				break
			}
		}
		name = strings.Replace(name, "{name}", "NAME", 1)
		if !bytes.Contains(b, []byte(name)) {
			t.Errorf("docs/API.md lacks %s", path)
		}
	}
}
