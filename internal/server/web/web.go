// Package web serves the pages of a store: what is new, lists by filter, and documents with their records marked
// in the text. Pages work without scripts, run none but their own, and ask nothing of other hosts; each list has the same address with
// .json and .csv (package api).
package web

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/index"
	"github.com/openreadout/readout/internal/server/chart"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

//go:embed page static
var files embed.FS

// Options are what pages show beside the store. What is left out is left out on the pages too.
type Options struct {
	Explain   func(record.Article) record.Document // codes a text with its tokens and predicates
	Knowledge fs.FS                                // the files that codings name
	Actors    *actors.Base                         // names of countries, spells in office
	Publisher func(source string) string           // country of the government that publishes under a name
	User      string                               // who corrects, where neither the page nor Client says
	Client    func(*http.Request) string           // whose token a request came with, "" for none; may be nil
	Failed    func(error)                          // is told of errors that pages do not tell of
	Now       func() time.Time                     // time of corrections; time.Now if nil
	Patience  time.Duration                        // how long a page waits for counts that are being made; 100 ms if 0
}

// pages are the pages, each a template page/NAME.html that defines «main»; layout.html and parts.html go with all.
var pages = []string{
	"overview", "list", "problem", "actor", "dyad", "topic", "directory",
	"document", "record", "compare", "choose", "corrections", "knowledge", "knowledge_file", "search", "sources", "alerts",
}

// figured are the pages that have figures.
var figured = []string{"overview", "list", "actor", "dyad", "topic"}

// Server answers requests for pages. It is safe for concurrent use.
type Server struct {
	store store.Store
	pages map[string]*template.Template
	o     Options

	counter counter
	joiner  joiner
	memo    *memo

	knowledge *knowledge
	trees     *trees
	desk      *desk.Desk
	writing   sync.Mutex // one correction at a time
}

// New returns the pages of s. An error means that a template is broken.
func New(s store.Store, o Options) (*Server, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Patience == 0 {
		o.Patience = patience
	}
	out := &Server{store: s, memo: newMemo(), pages: map[string]*template.Template{}, o: o, knowledge: &knowledge{files: o.Knowledge, lines: map[string][]string{}}, trees: newTrees()}
	out.desk = &desk.Desk{Store: s, Knowledge: o.Knowledge, Publisher: o.Publisher}
	if o.Explain != nil {
		out.desk.Code = func(a record.Article) record.Document { return *out.tree(a) }
	}
	for _, name := range pages {
		t, err := template.New("").Funcs(functions).ParseFS(files, "page/layout.html", "page/parts.html", "page/desk_parts.html", "page/"+name+".html")
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", name, err)
		}
		out.pages[name] = t
	}
	return out, nil
}

// Routes adds the addresses to mux.
func (s *Server) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", s.overview)
	for _, k := range store.Kinds {
		mux.HandleFunc("GET /"+string(k), func(w http.ResponseWriter, r *http.Request) { s.list(w, r, k) })
	}
	mux.HandleFunc("GET /search", s.search)
	mux.HandleFunc("GET /sources", s.sources)
	mux.HandleFunc("GET /alerts", s.alerts)
	mux.HandleFunc("POST /alerts", s.saveAlert)
	mux.HandleFunc("POST /alerts/remove", s.removeAlert)
	mux.HandleFunc("GET /documents/{id}", s.document)
	mux.HandleFunc("GET /records/{id}", s.record)
	mux.HandleFunc("GET /compare", s.choose)
	mux.HandleFunc("GET /compare/{a}/{b}", s.compare)
	mux.HandleFunc("POST /correct", s.correct)
	mux.HandleFunc("GET /corrections", s.corrections)
	mux.HandleFunc("GET /knowledge", s.knowledgeFiles)
	mux.HandleFunc("GET /knowledge/{file...}", s.knowledgeFile)
	mux.HandleFunc("GET /actors/{id}", s.actor)
	mux.HandleFunc("GET /dyads/{pair}", s.dyad)
	mux.HandleFunc("GET /topics/{name}", s.topic)
	mux.HandleFunc("GET /actors", s.directory(s.actors))
	mux.HandleFunc("GET /dyads", s.directory(s.dyads))
	mux.HandleFunc("GET /topics", s.directory(s.topics))
	mux.HandleFunc("GET /static/{name}", static)
	mux.HandleFunc("POST /theme", setTheme)
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		s.problem(w, r, fmt.Errorf("page %s: %w", r.URL.Path, store.ErrNotFound))
	})
}

// view is what every page gets.
type view struct {
	Title   string
	Section string // address of the navigation's entry that the page belongs to
	Here    string // address of the page with its query
	Query   string // text of the filter
	Theme   string // light, dark, "" for the system's
	Wait    bool   // the records are being counted for the first time: the page lacks figures
	Data    any
}

func (s *Server) show(w http.ResponseWriter, r *http.Request, status int, page, title string, data any) {
	var b bytes.Buffer
	v := view{title, section(r.URL.Path), r.URL.RequestURI(), r.URL.Query().Get("q"), theme(r), false, data}
	if slices.Contains(figured, page) && s.counter.at() < 0 {
		v.Wait = true
		w.Header().Set("Refresh", "3")
	}
	if err := s.pages[page].ExecuteTemplate(&b, "layout", v); err != nil {
		http.Error(w, "the page cannot be made", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Add("Vary", "Cookie")
	w.WriteHeader(status)
	w.Write(b.Bytes())
}

// problem shows what went wrong, with the status that its kind asks for.
func (s *Server) problem(w http.ResponseWriter, r *http.Request, err error) {
	status, text := http.StatusInternalServerError, "The store cannot answer."
	switch {
	case errors.Is(err, store.ErrNotFound):
		status, text = http.StatusNotFound, err.Error()
	case errors.Is(err, store.ErrInvalid):
		status, text = http.StatusBadRequest, err.Error()
	case errors.Is(err, index.ErrNotIndexed):
		status, text = http.StatusBadRequest, "This page cannot count by that filter: "+err.Error()+". The lists can."
	case errors.Is(err, errCounting):
		status, text = http.StatusServiceUnavailable, sentence(err.Error())+"."
		w.Header().Set("Refresh", "3")
	case s.o.Failed != nil && !errors.Is(err, context.Canceled):
		s.o.Failed(fmt.Errorf("page %s: %w", r.URL.Path, err))
	}
	s.show(w, r, status, "problem", http.StatusText(status), text)
}

var functions = template.FuncMap{
	"number":     chart.Number,
	"several":    several,
	"sample":     reportsOf,
	"quads":      func() []stack { return quads },
	"filterKeys": func() []struct{ Name, Meaning string } { return store.Keys },
	"dict":       dict,
	"monthsLong": monthsLong,
	"lines":      lines,
	"inc":        func(n int) int { return n + 1 },
	"asset":      asset,
	"sheets":     func() []string { return sheets },
	"scripts":    func() []string { return scripts },
	"navigation": func() []entry { return navigation },
	"title":      func(k store.Kind) string { return strings.ToUpper(string(k[:1])) + string(k[1:]) },
	"entry":      entryAddress,
	"filter":     condition,
	"one":        one,
	"ago":        ago,
	"query": func(path string, pairs ...string) string {
		q := url.Values{}
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i+1] != "" {
				q.Set(pairs[i], pairs[i+1])
			}
		}
		if len(q) == 0 {
			return path
		}
		return path + "?" + q.Encode()
	},
}

// Headers sets the headers that keep pages to themselves. Who may ask is checked before (package gate).
func Headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}
