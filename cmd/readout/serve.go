package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/internal/netguard"
	"github.com/openreadout/readout/internal/server/gate"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/openreadout/readout/record"
	"github.com/spf13/cobra"
)

// serveFlags are the flags of serve.
type serveFlags struct {
	db, addr  string
	demo      bool
	hosts     []string
	tokens    bool
	rate      float64
	jobs      int
	log       string
	cert, key string
	drain     time.Duration
	networks  []string
	ports     []string
	base      string
}

// rateUnasked is how many requests a second a token or an address has where tokens are asked for.
const rateUnasked = 20

func newServe() *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:   "serve --db world.db | --demo",
		Short: "Show a store as pages and serve it as data",
		Long: `Serve shows the records of a store in a browser and serves them as JSON, CSV and Parquet; /openapi.json describes the
addresses. It listens on this machine only, unless --addr names an address that others reach: then every request wants
a token (readout token add), and the store must have one. --tokens asks for them on this machine too, for a server
behind a proxy. On SIGHUP the knowledge is read anew; on SIGTERM or an interrupt the requests that are being answered
are answered, and it ends. With --demo it codes the sample articles into a store of its own, which is gone when it ends.`,
		Example: `  readout serve --demo
  readout serve --db world.db --addr 127.0.0.1:9000
  readout serve --db world.db --addr 0.0.0.0:8443 --host readout.example.org --cert tls.crt --key tls.key`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := f.check(c.Flags().Changed("rate")); err != nil {
				return err
			}
			guard, err := guardOf(f.networks, f.ports)
			if err != nil {
				return err
			}
			return failed(serve(c, f, guard))
		},
	}
	c.Flags().StringVar(&f.db, "db", "", "store, an SQLite file")
	c.Flags().BoolVar(&f.demo, "demo", false, "show the sample articles")
	c.Flags().StringVar(&f.addr, "addr", "127.0.0.1:8030", "address to listen on; one that others reach wants tokens")
	c.Flags().StringSliceVar(&f.hosts, "host", nil, "name by which clients may call the server, beside localhost and addresses; may be given again")
	c.Flags().BoolVar(&f.tokens, "tokens", false, "ask for tokens on this machine too")
	c.Flags().Float64Var(&f.rate, "rate", 0, "requests a second of one token or address, 0 any number; 20 where tokens are asked for")
	c.Flags().IntVarP(&f.jobs, "jobs", "j", 0, "texts coded at once on request; 0 half of the cores")
	c.Flags().StringVar(&f.log, "access-log", "", "file that gets a line of JSON a request; «-» is standard error")
	c.Flags().StringVar(&f.cert, "cert", "", "certificate for HTTPS, PEM")
	c.Flags().StringVar(&f.key, "key", "", "key of the certificate, PEM")
	c.Flags().DurationVar(&f.drain, "drain", 20*time.Second, "how long requests may take to end after SIGTERM")
	c.Flags().StringVar(&f.base, "base", "", "address by which clients reach the server, for links in alerts; made from --addr if left out")
	allowFlags(c, &f.networks, &f.ports)
	c.MarkFlagsRequiredTogether("cert", "key")
	return c
}

// check refuses what cannot be served and fills in what depends on other flags.
func (f *serveFlags) check(paced bool) error {
	if f.demo == (f.db != "") {
		return errors.New("want --db FILE or --demo")
	}
	local, err := loopback(f.addr)
	if err != nil {
		return err
	}
	f.tokens = f.tokens || !local
	if f.tokens && f.demo {
		return fmt.Errorf("--demo --addr %s: others could reach it; a demo is for this machine", f.addr)
	}
	if f.jobs < 0 {
		return fmt.Errorf("--jobs %d: want 1 or more, or 0", f.jobs)
	}
	if f.rate < 0 {
		return fmt.Errorf("--rate %v: want 0 or more", f.rate)
	}
	if f.tokens && !paced {
		f.rate = rateUnasked
	}
	return nil
}

// loopback reports whether an address is of this machine alone.
func loopback(addr string) (bool, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false, fmt.Errorf("--addr %q: want HOST:PORT", addr)
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback(), nil
}

func serve(c *cobra.Command, f serveFlags, guard *netguard.Guard) error {
	r, err := newReader(c)
	if err != nil {
		return err
	}
	s, end, err := serveStore(c, f, r)
	if err != nil {
		return err
	}
	defer end()
	if f.tokens {
		if err := wantToken(c.Context(), s, f); err != nil {
			return err
		}
	}
	log, closeLog, err := accessLog(c, f.log)
	if err != nil {
		return err
	}
	defer closeLog()
	h, err := newHandler(c, s, r, f, log)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", f.addr)
	if err != nil {
		return err
	}
	base := f.base
	if base == "" {
		base = f.scheme() + l.Addr().String()
	}
	ctx, stop := context.WithCancel(c.Context())
	told := make(chan struct{})
	go func() {
		defer close(told)
		watchAlerts(ctx, s, newRunner(s, guard, strings.TrimSuffix(base, "/")), func(s string) { fmt.Fprintln(c.ErrOrStderr(), "readout:", s) })
	}()
	err = listen(c, f, l, h)
	stop()
	<-told
	return err
}

func (f *serveFlags) scheme() string {
	if f.cert != "" {
		return "https://"
	}
	return "http://"
}

// listen answers until the program is told to end, and then until what is being answered is.
func listen(c *cobra.Command, f serveFlags, l net.Listener, h *handler) error {
	ctx, stop := signal.NotifyContext(c.Context(), syscall.SIGTERM)
	defer stop()
	srv := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 1 << 16}
	drained := make(chan error, 1)
	context.AfterFunc(ctx, func() {
		h.drain()
		end, cancel := context.WithTimeout(context.Background(), f.drain)
		defer cancel()
		err := srv.Shutdown(end)
		if errors.Is(err, context.DeadlineExceeded) {
			err = fmt.Errorf("requests were still being answered after %s and are cut", f.drain)
			srv.Close()
		}
		drained <- err
	})
	fmt.Fprintf(c.ErrOrStderr(), "%s%s/\n", f.scheme(), l.Addr())
	if local, err := loopback(l.Addr().String()); err == nil && !local && f.cert == "" {
		fmt.Fprintln(c.ErrOrStderr(), "readout: tokens and answers pass the network unencrypted; --cert and --key, or a proxy with HTTPS, keep them to themselves")
	}
	var err error
	if f.cert != "" {
		err = srv.ServeTLS(l, f.cert, f.key)
	} else {
		err = srv.Serve(l)
	}
	if !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-drained
}

// serveStore opens the store that is served, and returns what closes it.
func serveStore(c *cobra.Command, f serveFlags, r *reader) (*sqlite.DB, func(), error) {
	if !f.demo {
		s, err := openStore(f.db)
		if err != nil {
			return nil, nil, err
		}
		return s, func() { s.Close() }, nil
	}
	dir, err := os.MkdirTemp("", "readout-demo-")
	if err != nil {
		return nil, nil, err
	}
	s, err := demoStore(c.Context(), filepath.Join(dir, "demo.db"), r)
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	return s, func() { s.Close(); os.RemoveAll(dir) }, nil
}

// wantToken refuses to serve where nobody could be let in, or anybody would have to be.
func wantToken(ctx context.Context, s store.Desk, f serveFlags) error {
	ts, err := s.Tokens(ctx)
	if err != nil {
		return err
	}
	now := time.Now()
	for _, t := range ts {
		if t.Allows(store.ScopeRead, now) {
			return nil
		}
	}
	return fmt.Errorf("--addr %s: others could reach it, and the store has no token in force; make one: readout token add NAME --db %s", f.addr, f.db)
}

// accessLog opens the log of requests; the log is nil where none is wanted.
func accessLog(c *cobra.Command, path string) (*gate.Log, func() error, error) {
	var w io.Writer = c.ErrOrStderr()
	end := func() error { return nil }
	switch path {
	case "":
		return nil, end, nil
	case "-":
	default:
		f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, nil, fmt.Errorf("--access-log: %w", err)
		}
		w, end = f, f.Close
	}
	return gate.NewLog(w), end, nil
}

// demoStore codes the sample articles into a new store.
func demoStore(ctx context.Context, path string, r *reader) (*sqlite.DB, error) {
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
		d := r.code(a)
		d.Tokens, d.Predicates = nil, nil
		docs = append(docs, &d)
	}
	if _, err := s.Add(ctx, time.Now(), docs); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}
