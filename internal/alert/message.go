package alert

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
)

// Message is a batch as a webhook gets it; a command gets its records, one a line.
type Message struct {
	ID      string   `json:"id"` // the same whenever the batch is sent
	Alert   string   `json:"alert"`
	Kind    string   `json:"kind"`
	Filter  string   `json:"filter"`
	Records []Record `json:"records"`
}

// Record is one record of a message.
type Record struct {
	ID        string          `json:"id"`
	Document  string          `json:"document"`
	Published string          `json:"published,omitempty"`
	Publisher string          `json:"publisher,omitempty"`
	Title     string          `json:"title,omitempty"`
	Link      string          `json:"link,omitempty"` // page of the document
	Says      string          `json:"says"`           // the record in one line
	Words     string          `json:"words,omitempty"`
	Record    json.RawMessage `json:"record"`
}

// message makes the message of a batch from the records as they are now; those that are gone, as their text was coded
// anew or a person rejected them, are left out.
func (r *Runner) message(ctx context.Context, a store.Alert, batch []store.Found) (*Message, error) {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%d", a.Name, batch[0].Batch)
	m := &Message{Alert: a.Name, Kind: string(a.Kind), Filter: a.Filter, Records: []Record{}}
	for _, x := range batch {
		fmt.Fprintf(h, "\x00%s", x.Record)
		k, row, err := desk.Find(ctx, r.Store, x.Record)
		if errors.Is(err, store.ErrNotFound) || err == nil && row.Verdict == "reject" {
			continue
		}
		if err != nil {
			return nil, err
		}
		line, err := store.LineOf(k, row)
		if err != nil {
			return nil, err
		}
		c := export.Cite(k, row)
		rec := Record{ID: c.ID, Document: c.Document, Published: c.Published, Publisher: c.Publisher, Title: c.Title, Says: c.Says, Words: c.Words, Record: line.Record}
		if r.Base != "" {
			rec.Link = r.Base + "/documents/" + c.Document
		}
		m.Records = append(m.Records, rec)
	}
	m.ID = "msg_" + hex.EncodeToString(h.Sum(nil)[:16])
	return m, nil
}

// each sends the batches that a channel does not have yet, the oldest first, until one cannot be sent.
func (r *Runner) each(ctx context.Context, a store.Alert, channel string, rep *Report, send func(*Message) error) error {
	for {
		batch, err := r.Store.Unsent(ctx, a.Name, channel)
		if err != nil || len(batch) == 0 {
			return err
		}
		m, err := r.message(ctx, a, batch)
		if err != nil {
			return err
		}
		if len(m.Records) > 0 {
			if err := send(m); err != nil {
				return fmt.Errorf("%s of alert %s: %w", channel, a.Name, err)
			}
			rep.Sent++
		}
		if err := r.Store.Sent(context.WithoutCancel(ctx), a.Name, channel, batch[0].Batch, r.now()); err != nil {
			return err
		}
	}
}
