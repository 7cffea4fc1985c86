package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/server/api"
	"github.com/openreadout/readout/internal/server/web"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/openreadout/readout/record"
	"github.com/spf13/cobra"
)

func newServe() *cobra.Command {
	var db, addr string
	var demo bool
	c := &cobra.Command{
		Use:   "serve --db world.db | --demo",
		Short: "Show a store as pages and serve it as data",
		Long: `Serve shows the records of a store in a browser and serves them as JSON and CSV; /openapi.json describes the
addresses. It listens on this machine only. On SIGHUP the knowledge is read anew. With --demo it codes the sample articles into a store of its own,
which is gone when it ends.`,
		Example: `  readout serve --demo
  readout serve --db world.db --addr 127.0.0.1:9000`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if demo == (db != "") {
				return errors.New("want --db FILE or --demo")
			}
			if err := loopback(addr); err != nil {
				return err
			}
			return failed(serve(c, db, addr))
		},
	}
	c.Flags().StringVar(&db, "db", "", "store, an SQLite file")
	c.Flags().BoolVar(&demo, "demo", false, "show the sample articles")
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:8030", "address to listen on, of this machine")
	return c
}

// loopback refuses addresses that others can reach: there are no accounts here.
func loopback(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("--addr %q: want HOST:PORT", addr)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("--addr %q: others could reach it; want 127.0.0.1, [::1] or localhost", addr)
	}
	return nil
}

func serve(c *cobra.Command, db, addr string) error {
	explain, err := reloading(c)
	if err != nil {
		return err
	}
	code := plain(explain)
	var s store.Store
	if db != "" {
		s, err = openStore(db)
	} else {
		var dir string
		if dir, err = os.MkdirTemp("", "readout-demo-"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		s, err = demoStore(c.Context(), filepath.Join(dir, "demo.db"), code)
	}
	if err != nil {
		return err
	}
	defer s.Close()
	options, err := pageOptions(c, explain)
	if err != nil {
		return err
	}
	handler, err := newHandler(s, code, options)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.ErrOrStderr(), "http://%s/\n", l.Addr())
	srv := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 1 << 16}
	stop := context.AfterFunc(c.Context(), func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		srv.Shutdown(ctx)
	})
	defer stop()
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// pageOptions are what pages show beside the store: trees, knowledge entries, who corrects.
func pageOptions(c *cobra.Command, explain api.Coder) (web.Options, error) {
	files, err := knowledgeFiles(c)
	if err != nil {
		return web.Options{}, err
	}
	base, err := actors.Load(files)
	if err != nil {
		return web.Options{}, err
	}
	return web.Options{Explain: explain, Knowledge: files, Actors: base, Publisher: base.Publisher, User: userName(), Now: time.Now}, nil
}

// plain leaves tokens and predicates out of what a coder makes.
func plain(code api.Coder) api.Coder {
	return func(a record.Article) record.Document {
		d := code(a)
		d.Tokens, d.Predicates = nil, nil
		return d
	}
}

// reloading returns a coder, with tokens and predicates, whose knowledge is read anew whenever the program gets SIGHUP.
// Knowledge with a mistake is told and not taken: the coder goes on with what it had.
func reloading(c *cobra.Command) (api.Coder, error) {
	first, err := newEngine(c, readout.WithTokens(), readout.WithPredicates())
	if err != nil {
		return nil, err
	}
	var engine atomic.Pointer[readout.Engine]
	engine.Store(first)
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
			engine.Store(next)
			fmt.Fprintln(c.ErrOrStderr(), "readout: knowledge read anew:", next.Coder().Knowledge)
		}
	}()
	return func(a record.Article) record.Document { return engine.Load().Code(a) }, nil
}

// newHandler is the whole server: data, pages and the guard around them.
func newHandler(s store.Store, code api.Coder, options web.Options) (http.Handler, error) {
	pages, err := web.New(s, options)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	api.New(s, code, runtime.NumCPU()).Routes(mux)
	pages.Routes(mux)
	return web.Guard(mux, func(host string) bool {
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
		ip := net.ParseIP(strings.Trim(host, "[]"))
		return host == "localhost" || ip != nil && ip.IsLoopback()
	}), nil
}

// demoStore codes the sample articles into a new store.
func demoStore(ctx context.Context, path string, code api.Coder) (store.Store, error) {
	articles, err := readout.Samples()
	if err != nil {
		return nil, err
	}
	s, err := sqlite.Open(path)
	if err != nil {
		return nil, err
	}
	var docs []*record.Document
	for _, a := range articles {
		d := code(a)
		docs = append(docs, &d)
	}
	if _, err := s.Add(ctx, time.Now(), docs); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}
