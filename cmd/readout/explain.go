package main

import (
	"fmt"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/ingest"
	"github.com/openreadout/readout/record"
	"github.com/spf13/cobra"
)

func newExplain() *cobra.Command {
	var published string
	c := &cobra.Command{
		Use:   "explain FILE [ID]",
		Short: "Say which rule, entry, words and actor made each record",
		Long: `Explain codes an article and prints for each record, or for the one named by ID (such as ev3), which rule,
which lexicon entry, which words and which actor entry made it, with the tree of its sentence; and for
sentences without an event the nearest reason.`,
		Example: `  readout explain --published 2025-07-02 article.txt ev1`,
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			if published != "" && !record.ValidDay(published) {
				return fmt.Errorf("--published %q: want a day, such as 2025-07-02", published)
			}
			id := ""
			if len(args) == 2 {
				id = args[1]
			}
			engine, err := newEngine(c, readout.WithTokens(), readout.WithPredicates())
			if err != nil {
				return err
			}
			return eachArticle(c, args[:1], func(it ingest.Item) error {
				if it.Article.Published == "" {
					it.Article.Published = published
				}
				r := codeItem(engine, it)
				if r.item.Err != nil {
					return r.item.Err
				}
				return export.Explain(c.OutOrStdout(), &r.rec, id)
			})
		},
	}
	c.Flags().StringVar(&published, "published", "", "day of publication, for articles that do not tell it")
	return c
}
