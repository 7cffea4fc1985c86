package api_test

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/server/api"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/openreadout/readout/internal/store/storetest"
	"github.com/openreadout/readout/record"
)

// serve returns a server of 60 small documents and their ids.
func serve(t *testing.T, code api.Coder, jobs int) (*http.ServeMux, []string) {
	t.Helper()
	s, err := sqlite.Open(filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	var docs []*record.Document
	for i := range 60 {
		docs = append(docs, storetest.Document(i))
	}
	ids, err := s.Add(t.Context(), time.Unix(1, 0), docs)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	api.New(s, code, jobs).Routes(mux)
	return mux, ids
}

func get(t *testing.T, h http.Handler, method, url, contentType, body string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestLists(t *testing.T) {
	h, _ := serve(t, nil, 1)
	seen := map[string]bool{}
	for url, pages := "/events.json?q=type:CONSULT,AID&limit=7", 0; url != ""; pages++ {
		w := get(t, h, "GET", url, "", "")
		var l api.List
		if err := json.Unmarshal(w.Body.Bytes(), &l); err != nil || w.Code != 200 || pages > 10 {
			t.Fatalf("%s: %d %v", url, w.Code, err)
		}
		for _, r := range l.Rows {
			seen[r.ID] = true
		}
		if url = ""; l.Next != "" {
			url = "/events.json?q=type:CONSULT,AID&limit=7&cursor=" + l.Next
		}
	}
	if len(seen) != 30 {
		t.Errorf("%d events over the pages, want 30", len(seen))
	}
	rows, err := csv.NewReader(get(t, h, "GET", "/events.csv?q=type:CONSULT,AID", "", "").Body).ReadAll()
	if err != nil || len(rows) != 31 {
		t.Errorf("%d lines of CSV, %v", len(rows), err)
	}
}

func TestProblems(t *testing.T) {
	h, _ := serve(t, func(a record.Article) record.Document { return record.Document{Schema: record.Schema, Article: a} }, 1)
	for _, c := range []struct {
		method, url, contentType, body string
		status                         int
		detail                         string
	}{
		{"GET", "/events.json?q=colour:red", "", "", 400, `no key \"colour\"`},
		{"GET", "/events.json?limit=0", "", "", 400, "want 1 to 1000"},
		{"GET", "/events.json?cursor=x", "", "", 400, "cursor"},
		{"GET", "/events.csv?q=dyad:R", "", "", 400, "want two countries"},
		{"GET", "/documents/zz/record.json", "", "", 404, "not found"},
		{"GET", "/documents/" + strings.Repeat("0", 32) + "/record.json", "", "", 404, "not found"},
		{"POST", "/code", "text/plain", "x", 415, "want application/json"},
		{"POST", "/code", "application/json", "{", 400, "not an article"},
		{"POST", "/code", "application/json", `{"txt":"x"}`, 400, "unknown field"},
		{"POST", "/code", "application/json", `{"text":"x","published":"today"}`, 400, "want a day"},
		{"POST", "/code", "application/json", `{"text":"` + strings.Repeat("x", 2<<20) + `"}`, 413, "more than"},
		{"POST", "/events.json", "", "", 405, ""},
	} {
		w := get(t, h, c.method, c.url, c.contentType, c.body)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.detail) || c.detail != "" && w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %.60s: %d %q %.200s; want %d with %s", c.method, c.url, w.Code, w.Header().Get("Content-Type"), w.Body.String(), c.status, c.detail)
		}
	}
}

// TestBusy sends a second text while the only place is taken.
func TestBusy(t *testing.T) {
	begun, end := make(chan bool), make(chan bool)
	h, _ := serve(t, func(a record.Article) record.Document {
		begun <- true
		<-end
		return record.Document{Schema: record.Schema, Article: a}
	}, 1)
	first := make(chan int)
	go func() { first <- get(t, h, "POST", "/code", "application/json", `{"text":"x"}`).Code }()
	<-begun
	if w := get(t, h, "POST", "/code", "application/json", `{"text":"y"}`); w.Code != 503 || w.Header().Get("Retry-After") == "" {
		t.Errorf("the second text: %d, Retry-After %q", w.Code, w.Header().Get("Retry-After"))
	}
	end <- true
	if code := <-first; code != 200 {
		t.Errorf("the first text: %d", code)
	}
}

// TestOpenAPI sees that every address of the description answers, and that every list is described.
func TestOpenAPI(t *testing.T) {
	h, ids := serve(t, func(a record.Article) record.Document { return record.Document{Schema: record.Schema, Article: a} }, 1)
	var d struct {
		OpenAPI string
		Paths   map[string]map[string]struct{ OperationID string }
	}
	if err := json.Unmarshal(get(t, h, "GET", "/openapi.json", "", "").Body.Bytes(), &d); err != nil || d.OpenAPI != "3.1.0" {
		t.Fatalf("%v %q", err, d.OpenAPI)
	}
	for path, methods := range d.Paths {
		for method, op := range methods {
			url, body, ct := strings.ReplaceAll(path, "{id}", ids[0]), "", ""
			if method == "post" {
				body, ct = `{"text":"x"}`, "application/json"
			}
			if w := get(t, h, strings.ToUpper(method), url, ct, body); w.Code != 200 || op.OperationID == "" {
				t.Errorf("%s %s: %d %s", method, url, w.Code, w.Body)
			}
		}
	}
	for _, k := range store.Kinds {
		for _, suffix := range []string{".json", ".csv"} {
			if d.Paths["/"+string(k)+suffix] == nil {
				t.Errorf("/%s%s is not described", k, suffix)
			}
		}
	}
}
