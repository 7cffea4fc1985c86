package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"runtime"
	"sync"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/ingest"
	"github.com/openreadout/readout/record"
	"github.com/spf13/cobra"
)

type codeFlags struct {
	defaults           ingest.Defaults
	jobs               int
	tokens, predicates bool
	format             string
}

func newCode() *cobra.Command {
	var f codeFlags
	c := &cobra.Command{
		Use:   "code FILE...",
		Short: "Code articles into records",
		Long: `Code reads articles and prints their records, in the order of the input.

FILE is a text (.txt), articles as JSONL (.jsonl, one object a line with "id", "title", "text", "published",
"source", "url", "lang"), an HTML page, a web archive (.warc, .warc.gz), mail (.eml, .mbox), a saved feed, the
XML of PETRARCH, trees in CoNLL-U (.conllu), a folder of these, or - for standard input. Each may be packed
with gzip. A file that cannot be read gives an error that names it, and the others go on.

Exit status: 0 all coded; 1 some input could not be read or coded; 2 the command line is wrong; 3 nothing was coded.`,
		Example: `  readout code --published 2025-07-02 --format text article.txt
  readout code --jobs 4 news.jsonl > records.jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return runCode(c, f, args) },
	}
	c.Flags().StringVar(&f.defaults.Published, "published", "", "day of publication, 2025-07-02, for articles that do not tell it")
	c.Flags().StringVar(&f.defaults.Source, "source", "", "publisher, for articles that do not tell it")
	c.Flags().StringVar(&f.defaults.Lang, "lang", "", "language, for articles that do not tell it (en codes without asking)")
	c.Flags().IntVarP(&f.jobs, "jobs", "j", runtime.NumCPU(), "articles read at once; the output does not depend on it")
	c.Flags().BoolVar(&f.tokens, "tokens", false, "print tokens and trees")
	c.Flags().BoolVar(&f.predicates, "predicates", false, "print every predicate with its factuality")
	c.Flags().StringVar(&f.format, "format", "jsonl", "jsonl, json (indented) or text")
	return c
}

func runCode(c *cobra.Command, f codeFlags, paths []string) error {
	write, err := writer(f.format)
	if err != nil {
		return err
	}
	if f.jobs < 1 {
		return fmt.Errorf("--jobs %d: want 1 or more", f.jobs)
	}
	if p := f.defaults.Published; p != "" && !record.ValidDay(p) {
		return fmt.Errorf("--published %q: want a day, such as 2025-07-02", p)
	}
	var options []readout.Option
	if f.tokens {
		options = append(options, readout.WithTokens())
	}
	if f.predicates {
		options = append(options, readout.WithPredicates())
	}
	engine, err := newEngine(c, options...)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(c.OutOrStdout(), 1<<16)
	p := newProgress(c.ErrOrStderr(), ingest.Size(paths))
	coded, bad, undated := 0, 0, 0
	for r := range code(c.Context(), engine, f.jobs, ingest.Read(paths, c.InOrStdin(), f.defaults)) {
		p.add(r.item.Bytes)
		switch {
		case r.item.Err != nil:
			bad++
			p.warn("readout: %s: %v", r.item.Name, r.item.Err)
			continue
		case r.rec.Refused != "":
			bad++
			p.warn("readout: %s: not coded: %s", r.item.Name, r.rec.Refused)
		default:
			coded++
			if r.rec.Published == "" {
				undated++
			}
		}
		if err := write(out, &r.rec); err != nil {
			return failed(fmt.Errorf("write: %w", err))
		}
	}
	p.end()
	if err := out.Flush(); err != nil {
		return failed(fmt.Errorf("write: %w", err))
	}
	missed(p, paths, undated)
	switch {
	case c.Context().Err() != nil:
		return &exit{exitFailed, "stopped"}
	case coded == 0:
		return &exit{exitNothing, "nothing was coded"}
	case bad > 0:
		return &exit{status: exitFailed}
	}
	return nil
}

func writer(format string) (func(io.Writer, *record.Document) error, error) {
	switch format {
	case "jsonl":
		return record.Write, nil
	case "json":
		return record.WriteIndented, nil
	case "text":
		return export.Text, nil
	}
	return nil, fmt.Errorf("--format %q: want jsonl, json or text", format)
}

type coded struct {
	item ingest.Item
	rec  record.Document
}

// code codes items with as many workers as jobs; the results come in the order of the items, and only a few
// times as many articles as workers are held at once. When ctx is done no further item is read.
func code(ctx context.Context, engine *readout.Engine, jobs int, items iter.Seq[ingest.Item]) <-chan coded {
	type job struct {
		item ingest.Item
		done chan coded
	}
	work, order, out := make(chan job), make(chan chan coded, 2*jobs), make(chan coded)
	go func() {
		defer close(order)
		defer close(work)
		for item := range items {
			done := make(chan coded, 1)
			select {
			case <-ctx.Done():
				return
			case order <- done:
			}
			work <- job{item, done}
		}
	}()
	var workers sync.WaitGroup
	for range jobs {
		workers.Go(func() {
			for j := range work {
				j.done <- codeItem(engine, j.item)
			}
		})
	}
	go func() {
		defer close(out)
		for done := range order {
			out <- <-done
		}
		workers.Wait()
	}()
	return out
}

func codeItem(engine *readout.Engine, it ingest.Item) coded {
	if it.Err == nil && it.Article.Published != "" && !record.ValidDay(it.Article.Published[:min(10, len(it.Article.Published))]) {
		it.Err = fmt.Errorf("published is %q; want a day, such as 2025-07-02", it.Article.Published)
	}
	r := coded{item: it}
	switch {
	case it.Err != nil:
	case it.Trees != "":
		r.rec, r.item.Err = engine.CodeTrees(it.Article, it.Trees)
	default:
		r.rec = engine.Code(it.Article)
	}
	return r
}
