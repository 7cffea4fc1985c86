package web

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/openreadout/readout/internal/index"
	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// joinedKinds are the kinds of which several reports may be of one.
var joinedKinds = []store.Kind{store.Events, store.Contacts, store.Commitments}

// joinedMost is how many of the newest documents are read for reports of one occurrence: all are held in memory at a
// time. What older ones report counts as told once.
const joinedMost = 20_000

// joining tells which reports are of one occurrence, over the whole store as it was.
type joining struct {
	revision int64
	of       map[store.Kind]map[index.Ref]int32 // number of the occurrence; a report that is not there is alone
	surplus  map[store.Kind]int                 // reports beyond the first of each occurrence

	accounts    []ledger.Account // all commitments, by donor and recipient
	commitments int              // reports that they are of
}

// joiner keeps the last joining. It is made anew behind the pages when the store has changed, with a rest: a store that
// grows all the time must not be joined all the time.
type joiner struct {
	mu      sync.Mutex
	last    *joining
	working chan struct{} // closed when the work that goes on has ended; nil for none
	err     error
	rest    time.Time // until then no other is begun
}

// joined returns the last joining, that of the store as it is unless that takes longer than wait; nil for none yet.
func (s *Server) joined(ctx context.Context, wait time.Duration) (*joining, error) {
	now, err := s.store.Revision(ctx)
	if err != nil {
		return nil, err
	}
	j := &s.joiner
	j.mu.Lock()
	if j.last != nil && (j.last.revision >= now || j.working == nil && time.Now().Before(j.rest)) {
		defer j.mu.Unlock()
		return j.last, nil
	}
	if j.working == nil {
		j.working = make(chan struct{})
		go j.work(context.WithoutCancel(ctx), s.store, now)
	}
	done := j.working
	j.mu.Unlock()
	late := time.NewTimer(wait)
	defer late.Stop()
	select {
	case <-done:
	case <-late.C:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.last, j.err
}

// at returns the revision of the store that the last joining is of, -1 for none yet.
func (j *joiner) at() int64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.last == nil {
		return -1
	}
	return j.last.revision
}

func (j *joiner) work(ctx context.Context, s store.Store, revision int64) {
	begun := time.Now()
	last, err := joinAll(ctx, s)
	j.mu.Lock()
	defer j.mu.Unlock()
	j.rest = time.Now().Add(10 * time.Since(begun))
	if j.err = err; err == nil {
		last.revision = revision
		j.last = last
	}
	close(j.working)
	j.working = nil
}

// joinAll joins the reports of a store, by package ledger.
func joinAll(ctx context.Context, s store.Store) (*joining, error) {
	var docs []ledger.Document
	places := map[place]int{}
	for cursor := ""; len(docs) < joinedMost; {
		rows, next, err := s.List(ctx, store.Documents, store.Filter{}, cursor, 500)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			d := bare(r.Document, r.DocID)
			for _, k := range joinedKinds {
				for i, id := range recordIDs(d, k) {
					places[place{r.DocID, id}] = i
				}
			}
			docs = append(docs, ledger.Document{Document: d, CopyOf: r.CopyOf})
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	out := &joining{of: map[store.Kind]map[index.Ref]int32{}, surplus: map[store.Kind]int{}, accounts: ledger.Accounts(docs)}
	for _, d := range docs {
		out.commitments += len(d.Commitments)
	}
	for _, k := range joinedKinds {
		out.of[k] = map[index.Ref]int32{}
		for n, reports := range told(k, docs) {
			if len(reports) < 2 {
				continue // alone
			}
			out.surplus[k] += len(reports) - 1
			for _, r := range reports {
				out.of[k][index.Ref{Document: r.Document, Index: places[place{r.Document, r.Record}]}] = int32(n)
			}
		}
	}
	return out, nil
}

// place is a record by its document and its id there.
type place struct{ document, record string }

// bare keeps of a document what its records are joined by.
func bare(d *record.Document, id string) *record.Document {
	out := &record.Document{Article: record.Article{ID: id, Published: d.Published, Source: d.Source}}
	out.Entities, out.Events, out.Contacts, out.Commitments = slices.Clone(d.Entities), d.Events, d.Contacts, d.Commitments
	for i := range out.Entities {
		out.Entities[i].Mentions = nil
	}
	return out
}

func recordIDs(d *record.Document, k store.Kind) []string {
	var out []string
	switch k {
	case store.Events:
		for i := range d.Events {
			out = append(out, d.Events[i].ID)
		}
	case store.Contacts:
		for i := range d.Contacts {
			out = append(out, d.Contacts[i].ID)
		}
	case store.Commitments:
		for i := range d.Commitments {
			out = append(out, d.Commitments[i].ID)
		}
	}
	return out
}

// told lists what the records of a kind in docs report, each with its reports.
func told(k store.Kind, docs []ledger.Document) [][]ledger.Report {
	var out [][]ledger.Report
	switch k {
	case store.Events:
		for _, o := range ledger.Occurrences(docs) {
			var rs []ledger.Report
			for _, r := range o.Reports {
				rs = append(rs, r.Report)
			}
			out = append(out, rs)
		}
	case store.Contacts:
		for _, c := range ledger.Contacts(docs) {
			out = append(out, c.Reports)
		}
	case store.Commitments:
		for _, a := range ledger.Accounts(docs) {
			for _, c := range a.Commitments {
				var rs []ledger.Report
				for _, r := range c.Reports {
					rs = append(rs, r.Report)
				}
				out = append(out, rs)
			}
		}
	}
	return out
}

// occurrences counts what the n records of a kind in a scope report, each once however many reported it; known is
// false where the reports have not been joined yet.
func (s *Server) occurrences(ctx context.Context, k store.Kind, in scope, n int) (occurrences int, known bool, err error) {
	if s.counter.at() < 0 {
		return 0, false, nil // one after the other
	}
	j, err := s.joined(ctx, s.o.Patience)
	if err != nil || j == nil || j.of[k] == nil {
		return 0, false, err
	}
	if n == 0 {
		return 0, true, nil
	}
	x, err := s.counts(ctx)
	if errors.Is(err, errCounting) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	if in.Text == "" && n == x.Len(k) { // nobody has rejected one
		return n - j.surplus[k], true, nil
	}
	refs, _, err := x.List(ctx, k, in.Filter, "", n)
	if errors.Is(err, index.ErrNotIndexed) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	seen := map[int32]bool{}
	for _, r := range refs {
		number, several := j.of[k][r]
		if !several || !seen[number] {
			occurrences++
		}
		if several {
			seen[number] = true
		}
	}
	return occurrences, true, nil
}
