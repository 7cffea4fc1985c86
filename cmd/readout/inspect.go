package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/internal/ingest"
	"github.com/openreadout/readout/record"
	"github.com/spf13/cobra"
)

func newInspect() *cobra.Command {
	var after, published string
	c := &cobra.Command{
		Use:   "inspect --after LAYER FILE...",
		Short: "Print what a layer made",
		Long: `Inspect runs the layers of reading up to one and prints what that layer made, one annotation a line, in the
form that the .case files of the tests use. The layers are: ` + strings.Join(readout.Layers(), ", ") + ".",
		Example: `  readout inspect --after clause article.txt`,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if published != "" && !record.ValidDay(published) {
				return fmt.Errorf("--published %q: want a day, such as 2025-07-02", published)
			}
			return runInspect(c, after, published, args)
		},
	}
	c.Flags().StringVar(&after, "after", "position", "layer")
	c.Flags().StringVar(&published, "published", "", "day of publication")
	return c
}

func runInspect(c *cobra.Command, after, published string, paths []string) error {
	engine, err := newEngine(c)
	if err != nil {
		return err
	}
	return eachArticle(c, paths, func(it ingest.Item) error {
		if it.Article.Published == "" {
			it.Article.Published = published
		}
		var dump string
		var err error
		if it.Trees != "" {
			dump, err = engine.InspectTrees(it.Article, it.Trees, after)
		} else {
			dump, err = engine.Inspect(it.Article, after)
		}
		if err != nil {
			return err
		}
		_, err = io.WriteString(c.OutOrStdout(), dump)
		return err
	})
}
