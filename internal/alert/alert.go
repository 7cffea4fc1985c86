// Package alert tells of what newly comes into a store: for each saved query it finds the records that are new since
// the last time, keeps them for the Atom feed, and sends them to a webhook and to a command.
//
// A record is found once for an alert, whatever happens: what was found is kept in the store before anything is sent.
// A batch is sent until its receiver says that it has it. Where the program ends between the two, the batch comes
// again under the same id, by which a receiver tells it apart.
package alert

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/openreadout/readout/internal/store"
)

// Store is what alerts need of a store.
type Store interface {
	store.Store
	store.Desk
}

// Runner runs alerts. Only one runner of a store works on an alert at a time, also of other programs.
type Runner struct {
	Store  Store
	Client *http.Client // asks webhooks; its addresses are guarded by whoever made it
	Base   string       // address of the server, for links to pages («https://readout.example.org»); "" for none
	Now    func() time.Time
	Sleep  func(context.Context, time.Duration) error // between tries; nil: time
}

// Report is what came of an alert.
type Report struct {
	Alert string `json:"alert"`
	Found int    `json:"found"` // records that are new
	Sent  int    `json:"sent"`  // batches that a receiver took
	Error string `json:"error,omitempty"`
}

const (
	changesAtOnce = 500
	mostOfBatch   = 100             // records that are sent together
	busyTime      = 5 * time.Minute // after which a runner that was killed is no longer waited for
)

// Run runs the alert of the name, or all of them where it is empty. What goes wrong with one stands in its report and
// keeps no other; an error means that the store cannot be read, or has no such alert.
func (r *Runner) Run(ctx context.Context, name string) ([]Report, error) {
	as, err := r.Store.Alerts(ctx)
	if err != nil {
		return nil, err
	}
	out := []Report{}
	for _, a := range as {
		if name != "" && a.Name != name {
			continue
		}
		rep := Report{Alert: a.Name}
		if err := r.one(ctx, a, &rep); err != nil {
			rep.Error = err.Error()
		}
		out = append(out, rep)
	}
	if name != "" && len(out) == 0 {
		return nil, fmt.Errorf("alert %q: %w", name, store.ErrNotFound)
	}
	return out, ctx.Err()
}

func (r *Runner) now() time.Time {
	if r.Now != nil {
		return r.Now()
	}
	return time.Now()
}

func (r *Runner) one(ctx context.Context, a store.Alert, rep *Report) error {
	ok, err := r.Store.Lease(ctx, a.Name, r.now(), r.now().Add(busyTime))
	if err != nil {
		return err
	}
	if !ok {
		return nil // another program is at it
	}
	defer r.Store.Lease(context.WithoutCancel(ctx), a.Name, r.now(), time.Time{})
	ctx, cancel := context.WithTimeout(ctx, busyTime-commandTime) // the next run goes on
	defer cancel()
	if err := r.find(ctx, a, rep); err != nil {
		return err
	}
	return errors.Join(r.webhook(ctx, a, rep), r.command(ctx, a, rep))
}

// find keeps the records of documents that changed since the last time and that the filter takes.
func (r *Runner) find(ctx context.Context, a store.Alert, rep *Report) error {
	f, err := store.ParseFilter(a.Filter)
	if err != nil {
		return err
	}
	for since := a.Since; ; {
		changes, err := r.Store.Changes(ctx, since, changesAtOnce)
		if err != nil || len(changes) == 0 {
			return err
		}
		next := changes[len(changes)-1].Seq
		seen := map[string]bool{"": true}
		var batch []store.Found
		for _, c := range changes {
			if seen[c.Document] {
				continue
			}
			seen[c.Document] = true
			if batch, err = r.document(ctx, a, f, c.Document, batch, rep, since); err != nil {
				return err
			}
		}
		if err := r.keep(ctx, a, batch, rep, next); err != nil {
			return err
		}
		since = next
	}
}

// document adds the records of a document to the batch, which is kept when it is full.
func (r *Runner) document(ctx context.Context, a store.Alert, f store.Filter, doc string, batch []store.Found, rep *Report, since int64) ([]store.Found, error) {
	f.Terms = append(f.Terms[:len(f.Terms):len(f.Terms)], store.Term{Key: "document", Values: []string{doc}})
	for cursor := ""; ; {
		rows, next, err := r.Store.Lines(ctx, a.Kind, f, cursor, mostOfBatch)
		if err != nil {
			return nil, err
		}
		for _, x := range rows {
			batch = append(batch, store.Found{Alert: a.Name, Record: x.ID, Document: doc, At: r.now()})
			if len(batch) == mostOfBatch {
				if err := r.keep(ctx, a, batch, rep, since); err != nil {
					return nil, err
				}
				batch = batch[:0]
			}
		}
		if cursor = next; cursor == "" {
			return batch, nil
		}
	}
}

func (r *Runner) keep(ctx context.Context, a store.Alert, batch []store.Found, rep *Report, since int64) error {
	n, err := r.Store.Find(ctx, a.Name, batch, since)
	rep.Found += n
	return err
}
