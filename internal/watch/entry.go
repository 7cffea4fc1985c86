package watch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/openreadout/readout/internal/feed"
	"github.com/openreadout/readout/internal/fetch"
	"github.com/openreadout/readout/internal/page"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

const (
	acceptPage = "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.5"
	atOnce     = 16   // entries coded and kept together
	perLook    = 1000 // entries read in one look
	pageTries  = 8    // after which an entry is lost
	firstAgain = 10 * time.Minute
	shortText  = 200 // bytes of a feed's own text that are worth coding when there is no page
)

var pageKinds = []string{"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"}

// pending is an entry with its article, to be coded.
type pending struct {
	entry   store.Entry
	article record.Article
}

// readTexts reads the waiting entries whose text the feed itself has whole, or that have no page.
func (l *looking) readTexts(ctx context.Context) error {
	waiting, err := l.Store.Due(context.WithoutCancel(ctx), l.feed.Address, l.now, perLook)
	if err != nil {
		return err
	}
	for _, e := range waiting {
		if x := l.texts[e.Key]; x != nil && (x.Whole || x.Link == "") {
			if err := l.push(ctx, pending{e, l.fromFeed(&e, x)}); err != nil {
				return err
			}
		}
		if ctx.Err() != nil {
			break
		}
	}
	return l.flush(ctx)
}

// readPages fetches the pages of the entries that wait. Three pages in a row without an answer, or a host that asks
// to be left alone, end it for this time.
func (l *looking) readPages(ctx context.Context) error {
	keep := context.WithoutCancel(ctx)
	waiting, err := l.Store.Due(keep, l.feed.Address, l.now, perLook)
	if err != nil {
		return err
	}
	silent := 0
	for _, e := range waiting {
		if ctx.Err() != nil {
			break
		}
		a, err := l.page(ctx, &e)
		if tooLate(ctx, err) {
			break
		}
		if errors.Is(err, fetch.ErrHosts) {
			return errors.Join(err, l.flush(ctx))
		}
		var fe *fetch.Error
		if !errors.As(err, &fe) || fe.Kind != fetch.Network {
			silent = 0
		}
		switch {
		case err == nil:
			err = l.push(ctx, pending{e, a})
		case errors.As(err, &fe) && fe.Kind == fetch.Later:
			l.again++
			l.say(l.feed, "%s: %v", e.Link, err)
			return l.flush(ctx)
		default:
			if fe != nil && fe.Kind == fetch.Network {
				silent++
			}
			err = l.without(ctx, e, err)
		}
		if err != nil {
			return err
		}
		if silent == 3 {
			l.say(l.feed, "no answer to three pages in a row; the others wait")
			break
		}
	}
	return l.flush(ctx)
}

// page fetches the page of an entry and makes its article.
func (l *looking) page(ctx context.Context, e *store.Entry) (record.Article, error) {
	if e.Link == "" {
		return record.Article{}, errors.New("its text was in the feed only, and the feed has it no more")
	}
	a, p, err := l.read(ctx, e.Link)
	if errors.Is(err, page.ErrNoText) && p.Refresh != "" {
		a, p, err = l.read(ctx, p.Refresh)
	}
	if err != nil {
		return record.Article{}, err
	}
	u, err := url.Parse(a.Address)
	if err != nil {
		return record.Article{}, err
	}
	if l.walls.wall(u.Hostname(), p.Text(), p.URL) {
		return record.Article{}, fmt.Errorf("the page shows the same text as others of %s: a consent, a log-in, or no page at all", u.Hostname())
	}
	return l.fromPage(e, p, u.Hostname()), nil
}

// read fetches a page and reads it.
func (l *looking) read(ctx context.Context, address string) (*fetch.Answer, page.Page, error) {
	a, err := l.Fetch.Get(ctx, fetch.Request{Address: address, Accept: acceptPage, Kinds: pageKinds})
	if u, e := url.Parse(address); e == nil {
		l.line.note(u.Hostname(), err, l.now)
	}
	if err != nil {
		return nil, page.Page{}, err
	}
	if strings.HasPrefix(strings.ToLower(a.Kind), "text/plain") {
		return a, page.Page{Paragraphs: []string{strings.TrimSpace(string(page.Decode(a.Body, a.Kind)))}, URL: a.Address}, nil
	}
	p, err := page.Read(a.Body, a.Kind, a.Address)
	return a, p, err
}

// fromPage makes the article of a page. The day of data in the page counts before that of the feed, which is often in
// UTC; a day that the page merely shows counts after it.
func (l *looking) fromPage(e *store.Entry, p page.Page, host string) record.Article {
	a := p.Article()
	days := []string{p.Day(), e.Published}
	if !p.Certain {
		days = []string{e.Published, p.Day()}
	}
	a.Published = l.day(e, days...)
	if a.Title == "" || strings.EqualFold(a.Title, p.Site) || strings.EqualFold(a.Title, l.feed.Title) {
		a.Title = e.Title
	}
	a.Source = l.publisher(p.Site, host)
	return a
}

// fromFeed makes the article of what the feed holds of an entry.
func (l *looking) fromFeed(e *store.Entry, x *feed.Entry) record.Article {
	host := ""
	if u, err := url.Parse(x.Link); err == nil {
		host = u.Hostname()
	}
	id := x.Link
	if id == "" {
		id = x.Key
	}
	return record.Article{ID: id, Title: x.Title, Published: l.day(e, x.Published), Source: l.publisher("", host), URL: x.Link, Text: strings.Join(x.Text, "\n\n")}
}

// day is the first of the days that lies not in the future. Without any, what is found now in a feed that was looked at
// in the last two days appeared on the day of the look; else the day is not known.
func (l *looking) day(e *store.Entry, days ...string) string {
	latest := l.now.Add(24 * time.Hour).UTC().Format(time.DateOnly) // it may be tomorrow already where they write
	for _, d := range days {
		if d != "" && d <= latest {
			return d
		}
	}
	if l.fresh && e.First.Unix() == l.now.Unix() {
		return l.now.UTC().Format(time.DateOnly)
	}
	return ""
}

// publisher is the name that the list gives, else the site's own, else the feed's, else the host.
func (l *looking) publisher(site, host string) string {
	host = strings.TrimPrefix(host, "www.")
	if site == host {
		site = ""
	}
	for _, s := range []string{l.feed.Name, site, l.feed.Title} {
		if s != "" {
			return s
		}
	}
	return host
}

// without deals with an entry whose page cannot be had: tried again later, or coded from what the feed holds of it, or
// lost.
func (l *looking) without(ctx context.Context, e store.Entry, why error) error {
	var fe *fetch.Error
	forGood := !errors.As(why, &fe)
	if fe != nil {
		switch {
		case fe.Kind == fetch.Network && l.line.down(l.now):
			l.again++
			return nil
		case fe.Kind == fetch.Gone || fe.Kind == fetch.Unfit || fe.Kind == fetch.Forbidden || fe.Kind == fetch.Refused || fe.Status == 401 || fe.Status == 403 || fe.Status == 404:
			forGood = true
		}
	}
	e.Tries++
	e.Failure = why.Error()
	if forGood && errors.Is(why, page.ErrNoText) && e.Tries < 3 {
		forGood = false // a page that is put up before its text
	}
	if !forGood && e.Tries < pageTries {
		e.NextTry = l.now.Add(l.Jitter(firstAgain << (2 * min(e.Tries-1, 4))))
		l.again++
		return l.Store.PutEntries(context.WithoutCancel(ctx), []store.Entry{e})
	}
	if x := l.texts[e.Key]; x != nil && len(strings.Join(x.Text, "")) >= shortText {
		return l.push(ctx, pending{e, l.fromFeed(&e, x)})
	}
	e.State = store.EntryLost
	l.lost++
	l.feed.Lost++
	l.count(func(s *Summary) { s.Lost++ })
	l.say(l.feed, "%s: lost: %v", cmp.Or(e.Link, e.Title), why)
	return l.Store.PutEntries(context.WithoutCancel(ctx), []store.Entry{e})
}

// push takes an article to be coded; a batch is coded and kept when it is full.
func (l *looking) push(ctx context.Context, p pending) error {
	if l.batch = append(l.batch, p); len(l.batch) == atOnce {
		return l.flush(ctx)
	}
	return nil
}

// flush codes and keeps what was taken, as add does: what is there already, coded by this program with this knowledge,
// is passed over. It goes on after ctx is done: nothing that was fetched is thrown away.
func (l *looking) flush(ctx context.Context) error {
	if len(l.batch) == 0 {
		return nil
	}
	ctx = context.WithoutCancel(ctx)
	batch := l.batch
	l.batch = nil
	ids := make([]string, len(batch))
	for i := range batch {
		ids[i] = store.DocumentID(&batch[i].article)
	}
	have, err := l.Store.Has(ctx, l.Coder, ids)
	if err != nil {
		return err
	}
	docs := make([]*record.Document, len(batch))
	var all sync.WaitGroup
	for i := range batch {
		if have[ids[i]] {
			continue
		}
		all.Go(func() {
			docs[i] = l.code(batch[i].article)
		})
	}
	all.Wait()
	if err := l.keep(ctx, batch, ids, docs); err != nil {
		return err
	}
	entries := make([]store.Entry, len(batch))
	for i, p := range batch {
		e := p.entry
		e.State, e.Tries, e.NextTry, e.Failure, e.Document = store.EntryRead, 0, time.Time{}, "", ids[i]
		e.Versions++
		entries[i] = e
	}
	return l.Store.PutEntries(ctx, entries)
}

// code codes an article when there is a place. Should the engine fail at it, the article is kept as refused: a watch
// runs for a year.
func (l *looking) code(a record.Article) (d *record.Document) {
	l.coding <- struct{}{}
	defer func() {
		<-l.coding
		if p := recover(); p != nil {
			l.say(l.feed, "%s: the engine failed at it: %v", a.URL, p)
			d = &record.Document{Schema: record.Schema, Coder: l.Coder, Article: a, Refused: fmt.Sprintf("the engine failed: %v", p)}
		}
	}()
	rec := l.Code(a)
	return &rec
}

// keep adds the documents that are new and counts what became of all.
func (l *looking) keep(ctx context.Context, batch []pending, ids []string, docs []*record.Document) error {
	var fresh []*record.Document
	seen := map[string]bool{}
	for i, d := range docs {
		switch {
		case d == nil || seen[ids[i]]:
			l.known++
			l.count(func(s *Summary) { s.Known++ })
			continue
		case d.Refused != "":
			l.not++
			l.feed.Refused++
			l.count(func(s *Summary) { s.Not++ })
		default:
			l.added++
			l.feed.Added++
			l.count(func(s *Summary) { s.Added++ })
		}
		seen[ids[i]] = true
		fresh = append(fresh, d)
	}
	if len(fresh) == 0 {
		return nil
	}
	l.add.Lock()
	defer l.add.Unlock()
	_, err := l.Store.Add(ctx, l.Now(), fresh)
	return err
}
