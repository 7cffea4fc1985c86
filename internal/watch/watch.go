// Package watch keeps a store up to date with feeds: it looks at each when its time has come, fetches the pages of
// what is new in it, has them coded and keeps them. Everything it must know after a stop is in the store. A feed that
// fails is left alone for longer and longer, and in the end put into quarantine with its reason; it never stops the
// others.
package watch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/openreadout/readout/internal/fetch"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// Store is what a watch keeps things in.
type Store interface {
	store.Store
	store.Feeds
}

// Watcher watches feeds. Its fields are not to be changed while it runs.
type Watcher struct {
	Store    Store
	Fetch    *fetch.Fetcher
	Code     func(record.Article) record.Document
	Coder    record.Coder
	Interval time.Duration // of feeds whose line has none
	Looks    int           // feeds looked at at once
	Jobs     int           // articles coded at once
	Now      func() time.Time
	Log      func(line string) // called by one goroutine at a time
	Jitter   func(time.Duration) time.Duration

	add    sync.Mutex    // Store.Add is for one goroutine
	coding chan struct{} // a place for each article that is being coded
	log    sync.Mutex
	line   line
	sum    Summary
	walls  walls
}

// Summary counts what a watch did.
type Summary struct {
	Looks, Failed           int // at feeds
	Added, Known, Not, Lost int // articles: kept, there already, not coded, not to be had
}

// line tells a fault of this machine's line from faults of hosts.
type line struct {
	mu       sync.Mutex
	answered time.Time       // when a host last answered
	silent   map[string]bool // hosts that did not, since
}

// outage is how long nobody must have answered before the fault is taken to be on this side.
const outage = 5 * time.Minute

func (l *line) note(host string, err error, now time.Time) {
	var e *fetch.Error
	l.mu.Lock()
	defer l.mu.Unlock()
	if errors.As(err, &e) && e.Kind == fetch.Network {
		if l.silent == nil {
			l.silent = map[string]bool{}
		}
		l.silent[host] = true
		return
	}
	l.answered, l.silent = now, nil
}

// quiet says whether no host has answered for a while: then a host that does not may not be at fault.
func (l *line) quiet(now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return now.Sub(l.answered) > outage
}

// down says whether, on top of that, several hosts were asked.
func (l *line) down(now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return now.Sub(l.answered) > outage && len(l.silent) >= 3
}

// Jitter makes a duration a tenth longer or shorter at random, so that feeds do not stay in step.
func Jitter(d time.Duration) time.Duration {
	return d - d/10 + rand.N(d/5+1)
}

// tick is how often a watch that waits looks at the clock: clocks jump when machines sleep.
const tick = 15 * time.Second

// Run watches the feeds until ctx is done; with once it looks at each that is due and returns. What was fetched when
// ctx ends is coded and kept. Its error is one of the store.
func (w *Watcher) Run(ctx context.Context, list []Listed, once bool) (Summary, error) {
	w.coding = make(chan struct{}, w.Jobs)
	feeds, err := w.load(ctx, list)
	if err != nil {
		return w.sum, err
	}
	if err := w.forget(ctx); err != nil {
		return w.sum, err
	}
	s := &schedule{feeds: feeds, busy: map[string]bool{}, held: map[*store.Feed]unjudged{}, done: make(chan looked), once: once}
	err = w.schedule(ctx, s)
	return w.sum, err
}

// load joins the list with what the store knows. Feeds that are no longer listed are kept, marked.
func (w *Watcher) load(ctx context.Context, list []Listed) ([]*store.Feed, error) {
	known, err := w.Store.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	byAddress := map[string]store.Feed{}
	for _, f := range known {
		byAddress[f.Address] = f
	}
	var out []*store.Feed
	for _, l := range list {
		f := byAddress[l.Address]
		delete(byAddress, l.Address)
		before := f
		if l.Interval == 0 {
			l.Interval = w.Interval
		}
		f.Address, f.Name, f.Interval, f.Listed = l.Address, l.Name, int(l.Interval/time.Second), true
		if f.NextTry.After(w.Now().Add(every(&f)+every(&f)/10)) && f.Failures == 0 && f.Failure == "" { // the interval was made shorter: no jitter is as long
			f.NextTry = w.Now()
		}
		if f != before {
			if err := w.Store.PutFeed(ctx, f); err != nil {
				return nil, err
			}
		}
		out = append(out, &f)
	}
	for _, f := range known {
		if _, left := byAddress[f.Address]; left && f.Listed {
			f.Listed = false
			if err := w.Store.PutFeed(ctx, f); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// memory is how long an entry is remembered after it was last seen in a feed.
const memory = 400 * 24 * time.Hour

func (w *Watcher) forget(ctx context.Context) error {
	_, err := w.Store.Forget(ctx, w.Now().Add(-memory))
	return err
}

// schedule is who is looked at next. One look at a time goes to a host.
type schedule struct {
	feeds []*store.Feed
	busy  map[string]bool // hosts
	held  map[*store.Feed]unjudged
	open  int // looks
	done  chan looked
	once  bool

	ailing time.Time // since when the store gives nothing but errors
}

// looked is a look that has ended.
type looked struct {
	feed *store.Feed
	held error // why there was no answer, while it is open whether the feed is to blame
	err  error // of the store
}

// unjudged is a failure of which it is open whether the feed is to blame, or this machine's line.
type unjudged struct {
	err error
	at  time.Time
}

// bearing is how long a watch bears a store that cannot be read or written: another program may hold it.
const bearing = 10 * time.Minute

// fault deals with an error of the store: the feed is looked at again in a minute, as if it had not been. It returns
// the error when that is the end: at once for a watch that runs once, else when there was nothing but faults for long.
func (w *Watcher) fault(s *schedule, f *store.Feed, err error) error {
	if err == nil {
		s.ailing = time.Time{}
		return nil
	}
	err = fmt.Errorf("feed %s: %w", f.Address, err)
	now := w.Now()
	f.ETag, f.Modified, f.Digest, f.NextTry = "", "", "", now.Add(time.Minute)
	if s.ailing.IsZero() {
		s.ailing = now
	}
	if s.once || now.Sub(s.ailing) > bearing {
		return err
	}
	w.say(f, "the store: %v", err)
	return nil
}

// judge blames the feeds that are held once another host has answered, or when there are too few hosts to tell.
func (w *Watcher) judge(ctx context.Context, s *schedule) error {
	now := w.Now()
	if w.line.down(now) || w.line.quiet(now) && s.open > 0 {
		return nil
	}
	for _, f := range s.feeds { // in the order of the list
		h, ok := s.held[f]
		if !ok || s.busy[hostOf(f)] {
			continue
		}
		delete(s.held, f)
		fail(f, h.err, h.at, w.Jitter)
		if err := w.Store.PutFeed(context.WithoutCancel(ctx), *f); err != nil {
			return err
		}
	}
	return nil
}

// next returns the feed whose time came first among those that are due and whose host is free.
func (s *schedule) next(now time.Time) *store.Feed {
	var first *store.Feed
	for _, f := range s.feeds {
		if s.busy[hostOf(f)] || f.NextTry.After(now) {
			continue
		}
		if first == nil || f.NextTry.Before(first.NextTry) {
			first = f
		}
	}
	return first
}

func hostOf(f *store.Feed) string {
	u, err := url.Parse(f.Address)
	if err != nil {
		return f.Address
	}
	return strings.ToLower(u.Hostname())
}

// schedule gives out looks until there is nothing left to do or ctx is done, then waits for those that are open.
func (w *Watcher) schedule(ctx context.Context, s *schedule) error {
	var broken error
	clock := time.NewTicker(tick)
	defer clock.Stop()
	for {
		for broken == nil && ctx.Err() == nil && s.open < w.Looks {
			f := s.next(w.Now())
			if f == nil {
				break
			}
			s.busy[hostOf(f)] = true
			s.open++
			go func() {
				held, err := w.look(ctx, f)
				s.done <- looked{f, held, err}
			}()
		}
		if s.open == 0 && (broken != nil || ctx.Err() != nil || s.once) {
			return broken
		}
		stop := ctx.Done()
		if ctx.Err() != nil || broken != nil {
			stop = nil
		}
		select {
		case l := <-s.done:
			s.open--
			delete(s.busy, hostOf(l.feed))
			delete(s.held, l.feed)
			if l.held != nil {
				s.held[l.feed] = unjudged{l.held, w.Now()}
			}
			if err := w.fault(s, l.feed, cmp.Or(l.err, w.judge(ctx, s))); err != nil && broken == nil {
				broken = err
			}
		case <-clock.C:
		case <-stop:
		}
	}
}

func (w *Watcher) say(f *store.Feed, format string, args ...any) {
	w.log.Lock()
	defer w.log.Unlock()
	if w.Log != nil {
		w.Log(nameOf(f) + ": " + fmt.Sprintf(format, args...))
	}
}

// nameOf is how people know a feed: its address without what all have.
func nameOf(f *store.Feed) string {
	_, rest, _ := strings.Cut(f.Address, "://")
	return strings.TrimPrefix(strings.TrimSuffix(rest, "/"), "www.")
}

func (w *Watcher) count(do func(*Summary)) {
	w.log.Lock()
	defer w.log.Unlock()
	do(&w.sum)
}

// walls notices pages that all show one text: a consent, a log-in, «access denied».
type walls struct {
	mu   sync.Mutex
	seen map[string][]string // addresses, by host and hash of the text
}

// wall says whether other addresses of the host showed the same text.
func (w *walls) wall(host, text, address string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.seen == nil || len(w.seen) > 50_000 {
		w.seen = map[string][]string{}
	}
	key := host + "\n" + store.TextHash(text)
	if !slices.Contains(w.seen[key], address) {
		w.seen[key] = append(w.seen[key], address)
	}
	return len(w.seen[key]) > 2
}
