package main

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"strings"
	"time"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/internal/ingest"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/openreadout/readout/record"
	"github.com/spf13/cobra"
)

// batch is how many documents are kept in one transaction, and asked for at once whether they are there.
const batch = 64

type addFlags struct {
	db       string
	defaults ingest.Defaults
	jobs     int
	again    bool
}

func newAdd() *cobra.Command {
	var f addFlags
	c := &cobra.Command{
		Use:   "add FILE... --db world.db",
		Short: "Code articles and keep their records in a store",
		Long: `Add codes articles like code does and keeps them with their records in a store, one SQLite file. What is
there already, coded by the same program with the same knowledge, is passed over, so that a run that was
stopped goes on where it was. On an interrupt what is being coded is kept, and the command to go on printed.
Copies of a text by other publishers are kept and marked as copies.`,
		Example: `  readout add news/ --db world.db`,
		Args:    cobra.MinimumNArgs(1),
		RunE:    func(c *cobra.Command, args []string) error { return runAdd(c, f, args) },
	}
	storeFlag(c, &f.db)
	c.Flags().StringVar(&f.defaults.Published, "published", "", "day of publication, for articles that do not tell it")
	c.Flags().StringVar(&f.defaults.Source, "source", "", "publisher, for articles that do not tell it")
	c.Flags().StringVar(&f.defaults.Lang, "lang", "", "language, for articles that do not tell it (en codes without asking)")
	c.Flags().IntVarP(&f.jobs, "jobs", "j", runtime.NumCPU(), "articles read at once")
	c.Flags().BoolVar(&f.again, "again", false, "code what is there already once more")
	return c
}

// storeFlag adds --db, without which the command cannot run.
func storeFlag(c *cobra.Command, db *string) {
	c.Flags().StringVar(db, "db", "", "store, an SQLite file")
	if err := c.MarkFlagRequired("db"); err != nil {
		panic(err) // the flag was added in the line above
	}
}

func runAdd(c *cobra.Command, f addFlags, paths []string) error {
	if f.jobs < 1 {
		return fmt.Errorf("--jobs %d: want 1 or more", f.jobs)
	}
	if p := f.defaults.Published; p != "" && !record.ValidDay(p) {
		return fmt.Errorf("--published %q: want a day, such as 2025-07-02", p)
	}
	engine, err := newEngine(c)
	if err != nil {
		return err
	}
	s, err := sqlite.Open(f.db)
	if err != nil {
		return failed(err)
	}
	defer s.Close()
	a := &adding{cmd: c, engine: engine, store: s, progress: newProgress(c.ErrOrStderr(), ingest.Size(paths)), again: f.again}
	if err := a.run(f.jobs, ingest.Read(paths, c.InOrStdin(), f.defaults)); err != nil {
		return failed(err)
	}
	missed(a.progress, paths, a.undated)
	fmt.Fprintf(c.ErrOrStderr(), "%d added, %d there already, %d not coded\n", a.added, a.there, a.bad)
	switch {
	case c.Context().Err() != nil:
		return &exit{exitFailed, "stopped; what was coded is kept. To go on: readout add " + strings.Join(paths, " ") + " --db " + f.db}
	case a.added+a.there == 0:
		return &exit{exitNothing, "nothing was coded"}
	case a.bad > 0:
		return &exit{status: exitFailed}
	}
	return nil
}

// adding is one run of add.
type adding struct {
	cmd               *cobra.Command
	engine            *readout.Engine
	store             store.Store
	progress          *progress
	again             bool
	added, there, bad int
	undated           int   // of added
	err               error // of looking for what is there
	pending           []*record.Document
}

func (a *adding) run(jobs int, items iter.Seq[ingest.Item]) error {
	for r := range code(a.cmd.Context(), a.engine, jobs, a.missing(items)) {
		a.progress.add(r.item.Bytes)
		switch {
		case r.item.Err != nil:
			a.bad++
			a.progress.warn("readout: %s: %v", r.item.Name, r.item.Err)
			continue
		case r.rec.Refused != "":
			a.bad++
			a.progress.warn("readout: %s: not coded: %s", r.item.Name, r.rec.Refused)
		}
		if a.pending = append(a.pending, &r.rec); len(a.pending) == batch {
			if err := a.keep(); err != nil {
				return err
			}
		}
	}
	a.progress.end()
	if a.err != nil {
		return a.err
	}
	return a.keep()
}

// keep writes what is pending, also after an interrupt.
func (a *adding) keep() error {
	if len(a.pending) == 0 {
		return nil
	}
	_, err := a.store.Add(context.WithoutCancel(a.cmd.Context()), time.Now(), a.pending)
	for _, d := range a.pending {
		if d.Refused != "" {
			continue
		}
		a.added++
		if d.Published == "" {
			a.undated++
		}
	}
	a.pending = nil
	return err
}

// missing yields the items that the store has not, in their order.
func (a *adding) missing(items iter.Seq[ingest.Item]) iter.Seq[ingest.Item] {
	return func(yield func(ingest.Item) bool) {
		var part []ingest.Item
		flush := func() bool {
			have := map[string]bool{}
			if !a.again {
				if have, a.err = a.store.Has(a.cmd.Context(), a.engine.Coder(), ids(part)); a.err != nil {
					return false
				}
			}
			for _, it := range part {
				if it.Err == nil && have[store.DocumentID(&it.Article)] {
					a.there++
					a.progress.add(it.Bytes)
				} else if !yield(it) {
					return false
				}
			}
			part = part[:0]
			return true
		}
		for it := range items {
			if part = append(part, it); len(part) == batch && !flush() {
				return
			}
		}
		flush()
	}
}

func ids(items []ingest.Item) []string {
	var out []string
	for _, it := range items {
		if it.Err == nil && it.Trees == "" {
			out = append(out, store.DocumentID(&it.Article))
		}
	}
	return out
}
