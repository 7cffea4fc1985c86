package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/ingest"
	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/record"
	"github.com/spf13/cobra"
)

// exitOther is the status of a comparison of texts that do not tell of one contact.
const exitOther = 4

type compareFlags struct {
	options                    ledger.Options
	published                  string
	asJSON, asMarkdown, asHTML bool
}

func newCompare() *cobra.Command {
	var f compareFlags
	c := &cobra.Command{
		Use:   "compare A B",
		Short: "Set two sides' readouts of one contact side by side",
		Long: `Compare codes two texts, one of each side, and sets them side by side: what each tells of the contact itself,
the topics of both and of one alone, the order, the aligned items with how their words differ, the agreements
that both or one alone claims, what one text has the other side's leader say, next steps and commitments, all
with their characters in the texts. It gives no verdict: that a text has nothing on an item means that no item
of it was found to tell of it.

A and B are texts, or JSONL with one article. The side of a text is that of its publisher ("source"), else of
the outermost source of most of its statements; --side-a and --side-b name it by country.

Exit status: 0 compared; 1 a text could not be read; 2 the command line is wrong; 4 the texts do not tell of one
contact (--force compares them all the same).`,
		Example: `  readout compare kremlin.jsonl downing-street.jsonl
  readout compare --side-a RUS --side-b FRA --md a.txt b.txt`,
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error { return runCompare(c, f, args) },
	}
	c.Flags().StringVar(&f.options.SideA, "side-a", "", "country of A's side, ISO 3166-1 alpha-3")
	c.Flags().StringVar(&f.options.SideB, "side-b", "", "country of B's side")
	c.Flags().BoolVar(&f.options.Force, "force", false, "compare texts that seem to tell of different contacts")
	c.Flags().StringVar(&f.published, "published", "", "day of publication, for articles that do not tell it")
	c.Flags().BoolVar(&f.asJSON, "json", false, "print JSON")
	c.Flags().BoolVar(&f.asMarkdown, "md", false, "print Markdown")
	c.Flags().BoolVar(&f.asHTML, "html", false, "print a page of HTML")
	c.MarkFlagsMutuallyExclusive("json", "md", "html")
	return c
}

func runCompare(c *cobra.Command, f compareFlags, args []string) error {
	if f.published != "" && !record.ValidDay(f.published) {
		return fmt.Errorf("--published %q: want a day, such as 2025-07-02", f.published)
	}
	engine, err := newEngine(c, readout.WithTokens())
	if err != nil {
		return err
	}
	base, err := actors.Load(data.FS())
	if err != nil {
		return failed(err)
	}
	f.options.Publisher = base.Publisher
	var docs []*record.Document
	for _, path := range args {
		d, err := one(c, engine, path, f.published)
		if err != nil {
			return failed(err)
		}
		docs = append(docs, d)
	}
	cmp, err := ledger.Compare(docs[0], docs[1], f.options)
	if errors.Is(err, ledger.ErrOther) {
		return &exit{exitOther, err.Error() + " (--force compares them all the same)"}
	}
	if err != nil {
		return failed(err)
	}
	w := c.OutOrStdout()
	switch {
	case f.asJSON:
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		err = enc.Encode(cmp)
	case f.asMarkdown:
		err = cmp.Markdown(w)
	case f.asHTML:
		err = cmp.HTML(w)
	default:
		err = cmp.Text(w)
	}
	return failed(err)
}

// one codes the only article of a file.
func one(c *cobra.Command, engine *readout.Engine, path, published string) (*record.Document, error) {
	var out *record.Document
	for it := range ingest.Read([]string{path}, c.InOrStdin(), ingest.Defaults{Published: published}) {
		if out != nil {
			return nil, fmt.Errorf("%s: more than one article; compare takes one a file", path)
		}
		r := codeItem(engine, it)
		if r.item.Err != nil {
			return nil, fmt.Errorf("%s: %w", r.item.Name, r.item.Err)
		}
		if r.rec.Refused != "" {
			return nil, fmt.Errorf("%s: not coded: %s", r.item.Name, r.rec.Refused)
		}
		out = &r.rec
	}
	if out == nil {
		return nil, fmt.Errorf("%s: no article", path)
	}
	return out, nil
}
