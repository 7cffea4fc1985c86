package watch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/openreadout/readout/internal/feed"
	"github.com/openreadout/readout/internal/fetch"
	"github.com/openreadout/readout/internal/store"
)

const acceptFeed = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"

// look looks at a feed and reads what is new in it. err is one of the store: the fault of a feed is noted in it, or
// held, while it is open whether it is one of the feed.
func (w *Watcher) look(ctx context.Context, f *store.Feed) (held, err error) {
	now := w.Now()
	first := f.LastSuccess.IsZero()
	l := &looking{Watcher: w, feed: f, now: now, fresh: !first && now.Sub(f.LastSuccess) < 48*time.Hour}
	f.LastTry = now
	f.Looks++
	found, fault := l.ask(ctx)
	if errors.Is(fault, fetch.ErrHosts) {
		return nil, fault
	}
	if ctx.Err() != nil {
		return nil, nil // as if it had not been tried
	}
	held = w.note(f, fault, now)
	keep := context.WithoutCancel(ctx)
	if found != nil {
		l.fresh = l.fresh && !found.Changes
		if err := l.take(keep, found); err != nil {
			return held, err
		}
	}
	if err := l.readTexts(ctx); err != nil {
		return held, err
	}
	if ctx.Err() == nil { // what came with the feed is kept: now it may be asked for what has changed since
		if err := w.Store.PutFeed(keep, *f); err != nil {
			return held, err
		}
	}
	if err := l.readPages(ctx); err != nil {
		return held, err
	}
	l.tell()
	if ctx.Err() != nil {
		f.ETag, f.Modified, f.Digest = "", "", "" // the next look takes up what this one left
		f.NextTry = time.Time{}
	}
	return held, w.Store.PutFeed(keep, *f)
}

// note notes how the look at the feed itself went, and returns the fault if it is to be judged later.
func (w *Watcher) note(f *store.Feed, fault error, now time.Time) (held error) {
	w.count(func(s *Summary) { s.Looks++ })
	var e *fetch.Error
	switch {
	case fault == nil:
		succeed(f, now, w.Jitter)
		return nil
	case errors.As(fault, &e) && e.Kind == fetch.Network && w.line.quiet(now):
		held = fault
		hold(f, fault, now, w.Jitter)
	default:
		fail(f, fault, now, w.Jitter)
	}
	w.count(func(s *Summary) { s.Failed++ })
	w.sayFailure(f)
	return held
}

func (w *Watcher) sayFailure(f *store.Feed) {
	switch {
	case f.Quarantined != "":
		w.say(f, "quarantined: %s; the next look is on %s", f.Quarantined, f.NextTry.Local().Format("2006-01-02 15:04"))
	default:
		w.say(f, "%s; the next look is at %s", f.Failure, f.NextTry.Local().Format("2006-01-02 15:04"))
	}
}

// looking is one look at one feed.
type looking struct {
	*Watcher
	feed  *store.Feed
	now   time.Time
	fresh bool                   // what is new in it now was not there two days ago
	texts map[string]*feed.Entry // what the feed holds of its entries, by key

	found, added, known, not, lost, again int
	batch                                 []pending
}

// ask fetches the feed; nil where nothing changed.
func (l *looking) ask(ctx context.Context) (*feed.Feed, error) {
	f := l.feed
	req := fetch.Request{Address: f.Address, ETag: f.ETag, Modified: f.Modified, Accept: acceptFeed}
	if f.Moved != "" {
		req.Address = f.Moved
	}
	a, err := l.Fetch.Get(ctx, req)
	l.line.note(hostOf(f), err, l.now)
	if err != nil {
		f.Moved = "" // the old address is asked next time
		return nil, err
	}
	if a.Unchanged {
		f.Unchanged++
		return nil, nil
	}
	digest := digestOf(a.Body)
	if digest == f.Digest {
		f.Unchanged++
		f.ETag, f.Modified = a.ETag, a.Modified
		return nil, nil
	}
	got, err := feed.Parse(a.Body, a.Kind, a.Address)
	if err != nil && a.Address != f.Address {
		err = fmt.Errorf("sent on to %s: %w", a.Address, err)
	}
	if err != nil {
		return nil, err
	}
	if got.Broken != nil {
		l.say(f, "%v", got.Broken)
	}
	f.Title, f.ETag, f.Modified, f.Digest = got.Title, a.ETag, a.Modified, digest
	if a.Moved != "" && a.Moved != req.Address {
		l.say(f, "moved to %s", a.Moved)
		f.Moved = a.Moved
	}
	return got, nil
}

func digestOf(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:16])
}

// versions is how often an entry is read at most: a live blog changes a hundred times.
const versions = 5

// seenEvery is how old the note of when an entry was last seen may grow.
const seenEvery = 7 * 24 * time.Hour

// take notes the entries that are new or changed, as waiting.
func (l *looking) take(ctx context.Context, got *feed.Feed) error {
	l.texts = map[string]*feed.Entry{}
	var keys []string
	for i := range got.Entries {
		e := &got.Entries[i]
		if l.texts[e.Key] == nil {
			keys = append(keys, e.Key)
			l.texts[e.Key] = e
		}
	}
	known, err := l.Store.Entries(ctx, keys)
	if err != nil {
		return err
	}
	var put []store.Entry
	for _, k := range keys {
		e, ok := known[k]
		x := l.texts[k]
		changed := ok && e.State == store.EntryRead && e.Mark != x.Mark && e.Feed == l.feed.Address && e.Versions < versions && l.now.Sub(e.First) < 14*24*time.Hour
		switch {
		case !ok:
			e = store.Entry{Key: k, Feed: l.feed.Address, State: store.EntryWaiting, First: l.now}
			l.found++
			l.feed.Found++
			l.feed.LastNew = l.now
		case changed:
			e.State, e.Tries, e.NextTry = store.EntryWaiting, 0, time.Time{}
		case l.now.Sub(e.Seen) < seenEvery:
			continue
		}
		e.Link, e.Title, e.Published, e.Mark, e.Seen = x.Link, x.Title, x.Published, x.Mark, l.now
		put = append(put, e)
	}
	return l.Store.PutEntries(ctx, put)
}

// tell prints what the look brought, if it brought anything.
func (l *looking) tell() {
	if l.found+l.added+l.known+l.not+l.lost == 0 {
		return
	}
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{l.found, "new"}, {l.added, "added"}, {l.known, "there already"}, {l.not, "not coded"}, {l.lost, "lost"}, {l.again, "to be tried again"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	l.say(l.feed, "%s", strings.Join(parts, ", "))
}

// tooLate says whether err is of the end of ctx.
func tooLate(ctx context.Context, err error) bool {
	return ctx.Err() != nil && (errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded))
}
