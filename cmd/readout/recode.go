package main

import (
	"bytes"
	"fmt"
	"iter"
	"runtime"
	"time"

	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/ingest"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
	"github.com/spf13/cobra"
)

func newRecode() *cobra.Command {
	var db string
	var jobs int
	var dry bool
	c := &cobra.Command{
		Use:   "recode [FILTER...] --db world.db",
		Short: "Code the documents of a store again and print what changed",
		Long: `Recode codes the documents of a store that the filter takes with this program and its knowledge, prints each
record that came (+), went (-) or changed (~), and keeps the new coding. Corrections hold. With --dry-run
nothing is kept: what would an edit of the knowledge change?`,
		Example: `  readout recode country:FRA --knowledge my/ --dry-run --db world.db`,
		RunE: func(c *cobra.Command, args []string) error {
			f, err := store.ParseFilter(joined(args))
			if err != nil {
				return err
			}
			if jobs < 1 {
				return fmt.Errorf("--jobs %d: want 1 or more", jobs)
			}
			return failed(recode(c, db, f, jobs, dry))
		},
	}
	storeFlag(c, &db)
	c.Flags().IntVarP(&jobs, "jobs", "j", runtime.NumCPU(), "documents read at once")
	c.Flags().BoolVar(&dry, "dry-run", false, "keep nothing")
	return c
}

func recode(c *cobra.Command, db string, f store.Filter, jobs int, dry bool) error {
	s, err := openStore(db)
	if err != nil {
		return err
	}
	defer s.Close()
	engine, err := newEngine(c)
	if err != nil {
		return err
	}
	// All are listed before the first is coded: the lists change under the writing.
	var names []string
	if err := eachRow(c, s, store.Documents, f, 0, func(r store.Row) error { names = append(names, r.DocID); return nil }); err != nil {
		return err
	}
	var readErr error
	items := iter.Seq[ingest.Item](func(yield func(ingest.Item) bool) {
		for _, n := range names {
			var d *record.Document
			if d, readErr = s.Document(c.Context(), n); readErr != nil || !yield(ingest.Item{Name: n, Article: d.Article}) {
				return
			}
		}
	})
	changed, coded := 0, 0
	var pending []*record.Document
	keep := func() error {
		if dry || len(pending) == 0 {
			pending = nil
			return nil
		}
		_, err := s.Add(c.Context(), time.Now(), pending)
		pending = nil
		return err
	}
	for r := range code(c.Context(), engine, jobs, items) {
		d, err := s.Document(c.Context(), r.item.Name)
		if err != nil {
			return err
		}
		var b bytes.Buffer
		n, err := export.Diff(&b, d, &r.rec)
		if err != nil {
			return err
		}
		if coded++; n > 0 {
			changed++
			fmt.Fprintf(c.OutOrStdout(), "%s %s %s\n%s", r.item.Name, r.rec.Published, r.rec.Title, b.String())
		}
		if pending = append(pending, &r.rec); len(pending) == batch {
			if err := keep(); err != nil {
				return err
			}
		}
	}
	if readErr != nil {
		return readErr
	}
	if err := keep(); err != nil {
		return err
	}
	fmt.Fprintf(c.ErrOrStderr(), "%d of %d documents changed\n", changed, coded)
	if c.Context().Err() != nil {
		return &exit{exitFailed, "stopped; what was coded is kept"}
	}
	return nil
}
