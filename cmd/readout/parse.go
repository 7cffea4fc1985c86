package main

import (
	"bufio"
	"fmt"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/internal/ingest"
	"github.com/openreadout/readout/record"
	"github.com/spf13/cobra"
)

func newParse() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "parse FILE...",
		Short: "Print tokens, tags and trees",
		Long:  `Parse reads texts and prints their tokens, lemmas, tags and dependency trees as Universal Dependencies has them.`,
		Example: `  readout parse article.txt
  readout parse --format json - < article.txt`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return runParse(c, format, args) },
	}
	c.Flags().StringVar(&format, "format", "conllu", "conllu or json (a record with its tokens, one a line)")
	return c
}

func runParse(c *cobra.Command, format string, paths []string) error {
	if format != "conllu" && format != "json" {
		return fmt.Errorf("--format %q: want conllu or json", format)
	}
	engine, err := newEngine(c, readout.WithTokens())
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(c.OutOrStdout(), 1<<16)
	return eachArticle(c, paths, func(it ingest.Item) error {
		if format == "conllu" {
			if err := engine.WriteTrees(out, it.Article); err != nil {
				return err
			}
			return out.Flush()
		}
		rec := engine.Parse(it.Article)
		if err := record.Write(out, &rec); err != nil {
			return err
		}
		return out.Flush()
	})
}

// eachArticle calls do with every article of paths. What cannot be read is named on stderr and the rest goes
// on; the status is 1 then, and 3 when there was none. An error of do ends it.
func eachArticle(c *cobra.Command, paths []string, do func(ingest.Item) error) error {
	read, bad := 0, 0
	for it := range ingest.Read(paths, c.InOrStdin(), ingest.Defaults{}) {
		if c.Context().Err() != nil {
			return &exit{exitFailed, "stopped"}
		}
		if it.Err != nil {
			bad++
			fmt.Fprintf(c.ErrOrStderr(), "readout: %s: %v\n", it.Name, it.Err)
			continue
		}
		read++
		if err := do(it); err != nil {
			return failed(fmt.Errorf("%s: %w", it.Name, err))
		}
	}
	switch {
	case read == 0:
		return &exit{exitNothing, "nothing was read"}
	case bad > 0:
		return &exit{status: exitFailed}
	}
	return nil
}
