package main

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/internal/fetch"
	"github.com/openreadout/readout/internal/netguard"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/openreadout/readout/internal/watch"
	"github.com/spf13/cobra"
)

// looksAtOnce is how many feeds are looked at at the same time; most of that time is waiting.
const looksAtOnce = 16

type watchFlags struct {
	db       string
	once     bool
	interval time.Duration
	gap      time.Duration
	jobs     int
	networks []string
	ports    []string
	proxy    string
}

func newWatch() *cobra.Command {
	var f watchFlags
	c := &cobra.Command{
		Use:   "watch FEEDS --db world.db",
		Short: "Keep a store up to date with feeds",
		Long: `Watch looks at RSS, Atom and JSON feeds (or the sitemap of a site without one), fetches the pages of what is new
in them, codes it like add does and keeps it in a store. FEEDS is a file with an address a line, behind it, if
wanted, an interval (15m, 2h, 1d) and the name of the publisher; # begins a comment:

  https://www.mfa.example/en/rss.xml  2h  Ministry of Foreign Affairs of Examplia
  https://news.example/world/feed

A host gets one request at a time with a pause between, by its robots.txt, and is asked only for what has changed.
A feed that fails is looked at less and less often, and in the end put into quarantine with its reason (readout
feeds lists them); it never stops the others. No feed leads to addresses of this machine or its network.
Everything is kept in the store: a watch that was stopped goes on where it was. On an interrupt what was fetched
is coded and kept.

Exit status: 0 done or interrupted; 1 with --once, if a feed could not be read; 2 the command line or the list is wrong.`,
		Example: `  readout watch feeds.txt --db world.db
  */15 * * * * readout watch feeds.txt --db world.db --once`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return runWatch(c, f, args[0]) },
	}
	storeFlag(c, &f.db)
	c.Flags().BoolVar(&f.once, "once", false, "look at the feeds that are due and end, as for cron")
	c.Flags().DurationVar(&f.interval, "interval", 30*time.Minute, "between two looks at a feed whose line has none")
	c.Flags().DurationVar(&f.gap, "gap", 5*time.Second, "between two requests to a host")
	c.Flags().IntVarP(&f.jobs, "jobs", "j", runtime.NumCPU(), "articles coded at once")
	c.Flags().StringArrayVar(&f.networks, "allow-network", nil, "a network that feeds may lead to although it is not public, such as 10.1.0.0/16 (again for more)")
	c.Flags().StringArrayVar(&f.ports, "allow-port", nil, "a port beside 80, 443, 8080 and 8443 (again for more)")
	c.Flags().StringVar(&f.proxy, "proxy", "", "ask by way of this proxy, such as http://proxy:3128 or socks5://127.0.0.1:9050")
	return c
}

func runWatch(c *cobra.Command, f watchFlags, path string) error {
	switch {
	case f.jobs < 1:
		return fmt.Errorf("--jobs %d: want 1 or more", f.jobs)
	case f.interval < 5*time.Minute:
		return fmt.Errorf("--interval %v: want 5m or more", f.interval)
	case f.gap < 0:
		return fmt.Errorf("--gap %v: want 0 or more", f.gap)
	}
	guard, err := guardOf(f.networks, f.ports)
	if err != nil {
		return err
	}
	if guard.Proxy, err = proxyOf(f.proxy); err != nil {
		return err
	}
	list, err := readFeeds(path)
	if err != nil {
		return err
	}
	engine, err := newEngine(c)
	if err != nil {
		return err
	}
	unlock, err := sqlite.Lock(f.db, "watch")
	if errors.Is(err, sqlite.ErrLocked) {
		return failed(fmt.Errorf("another watch of %s is running", f.db))
	}
	if err != nil {
		return failed(err)
	}
	defer unlock()
	s, err := sqlite.Open(f.db)
	if err != nil {
		return failed(err)
	}
	defer s.Close()
	w := newWatcher(c, f, engine, s, guard)
	w.Log(fmt.Sprintf("%d feeds", len(list)))
	ctx, stop := signal.NotifyContext(c.Context(), syscall.SIGTERM) // what systemd stops a service with
	defer stop()
	sum, err := w.Run(ctx, list, f.once)
	w.Log(fmt.Sprintf("%d looks, %d of them failed; %d articles added, %d there already, %d not coded, %d lost", sum.Looks, sum.Failed, sum.Added, sum.Known, sum.Not, sum.Lost))
	switch {
	case err != nil:
		return failed(err)
	case f.once && sum.Failed > 0 && ctx.Err() == nil:
		return &exit{status: exitFailed}
	}
	return nil
}

// readFeeds reads the list of feeds; a list with a mistake is not taken.
func readFeeds(path string) ([]watch.Listed, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, failed(err)
	}
	defer file.Close()
	list, err := watch.ReadList(path, file)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("%s: no feed in it", path)
	}
	return list, err
}

func newWatcher(c *cobra.Command, f watchFlags, engine *readout.Engine, s *sqlite.DB, guard *netguard.Guard) *watch.Watcher {
	now := func() time.Time { return time.Now().Round(0) } // by the clock on the wall: machines sleep
	return &watch.Watcher{
		Store: s, Fetch: fetch.New(guard, readout.Version, f.gap, s, now), Code: engine.Code, Coder: engine.Coder(),
		Interval: f.interval, Looks: looksAtOnce, Jobs: f.jobs, Now: now, Jitter: watch.Jitter,
		Log: func(line string) {
			fmt.Fprintf(c.ErrOrStderr(), "%s %s\n", now().Format("2006-01-02 15:04:05"), line)
		},
	}
}
