package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/klauspost/compress/gzhttp"
	"github.com/openreadout/readout"
	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/server/api"
	"github.com/openreadout/readout/internal/server/gate"
	"github.com/openreadout/readout/internal/server/web"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/openreadout/readout/record"
	"github.com/spf13/cobra"
)

// reader codes texts, with tokens and predicates, by knowledge that is read anew whenever the program gets SIGHUP.
// Knowledge with a mistake is told and not taken: the reader goes on with what it had.
type reader struct {
	engine atomic.Pointer[readout.Engine]
}

func newReader(c *cobra.Command) (*reader, error) {
	first, err := newEngine(c, readout.WithTokens(), readout.WithPredicates())
	if err != nil {
		return nil, err
	}
	r := &reader{}
	r.engine.Store(first)
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	context.AfterFunc(c.Context(), func() {
		signal.Stop(hup)
		close(hup)
	})
	go func() {
		for range hup {
			next, err := newEngine(c, readout.WithTokens(), readout.WithPredicates())
			if err != nil {
				fmt.Fprintln(c.ErrOrStderr(), "readout: knowledge not read anew:", err)
				continue
			}
			r.engine.Store(next)
			fmt.Fprintln(c.ErrOrStderr(), "readout: knowledge read anew:", next.Coder().Knowledge)
		}
	}()
	return r, nil
}

func (r *reader) code(a record.Article) record.Document { return r.engine.Load().Code(a) }

func (r *reader) coder() record.Coder { return r.engine.Load().Coder() }

// handler is the whole server: the gate, and data and pages behind it.
type handler struct {
	http.Handler
	drain func() // tells those who watch the server that it is about to end
}

// newHandler puts the server together.
func newHandler(c *cobra.Command, s *sqlite.DB, r *reader, f serveFlags, log *gate.Log) (*handler, error) {
	files, err := knowledgeFiles(c)
	if err != nil {
		return nil, err
	}
	base, err := actors.Load(files)
	if err != nil {
		return nil, err
	}
	failed := func(err error) { fmt.Fprintln(c.ErrOrStderr(), "readout:", err) }
	pages, err := web.New(s, web.Options{Failed: failed, Explain: r.code, Knowledge: files, Actors: base, Publisher: base.Publisher, User: userName(), Client: gate.Client, Now: time.Now})
	if err != nil {
		return nil, err
	}
	go func() {
		if err := pages.Count(c.Context()); err != nil && c.Context().Err() == nil {
			failed(err)
		}
	}()
	jobs := f.jobs
	if jobs == 0 {
		jobs = max(1, runtime.NumCPU()/2)
	}
	metrics := gate.NewMetrics()
	data := api.New(api.Options{Store: s, Desk: &desk.Desk{Store: s, Code: r.code, Knowledge: files, Publisher: base.Publisher}, Coder: r.coder,
		Jobs: jobs, Queue: 8 * jobs, Metrics: metrics.Write, Client: gate.Client, Base: strings.TrimSuffix(f.base, "/")})
	metrics.Add(data.Measure())
	mux := http.NewServeMux()
	data.Routes(mux)
	pages.Routes(mux)
	pack, err := gzhttp.NewWrapper(gzhttp.MinSize(1400), gzhttp.CompressionLevel(1), gzhttp.ContentTypeFilter(packs))
	if err != nil {
		return nil, err
	}
	o := gate.Options{Hosts: f.hosts, Rate: f.rate, Burst: max(1, int(5*f.rate)), Metrics: metrics, Log: log, Wrap: func(h http.Handler) http.Handler { return web.Headers(pack(h)) },
		Fault: func(s string) { fmt.Fprintln(c.ErrOrStderr(), "readout:", s) }}
	if f.tokens {
		o.Tokens = gate.NewTokens(s)
	}
	return &handler{gate.New(mux, o), data.Drain}, nil
}

// packs tells which kinds of answers gzip makes smaller; Parquet, pictures and fonts are packed already.
func packs(contentType string) bool {
	kind, _, _ := strings.Cut(contentType, ";")
	return strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "json") || strings.HasSuffix(kind, "jsonl") || strings.HasSuffix(kind, "xml") || strings.HasSuffix(kind, "javascript")
}
