package main

import (
	"fmt"
	"io"

	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
	"github.com/spf13/cobra"
)

func newCite() *cobra.Command {
	var db, format string
	forms := map[string]func(export.Citation, io.Writer) error{"text": export.Citation.Text, "json": export.Citation.JSON, "bibtex": export.Citation.BibTeX, "csl": export.Citation.CSL}
	c := &cobra.Command{
		Use:   "cite ID --db world.db",
		Short: "Print how to cite a record",
		Long: `Cite prints what a record is cited with: its id, a content hash; the hash of the text and the characters in
it; the version of the program and the hash of its knowledge, models among it; the rule that made it.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			write := forms[format]
			if write == nil {
				return fmt.Errorf("--format %q: want text, json, bibtex or csl", format)
			}
			s, err := openStore(db)
			if err != nil {
				return err
			}
			defer s.Close()
			k, r, err := desk.Find(c.Context(), s, args[0])
			if err != nil {
				return failed(err)
			}
			return failed(write(export.Cite(k, r), c.OutOrStdout()))
		},
	}
	storeFlag(c, &db)
	c.Flags().StringVar(&format, "format", "text", "text, json, bibtex or csl (CSL-JSON)")
	return c
}

func newVerify() *cobra.Command {
	var db string
	c := &cobra.Command{
		Use:   "verify ID --db world.db",
		Short: "Code the text of a record again and compare",
		Long: `Verify codes the text of a record, or of a document, again and prints what comes out otherwise. Exit status: 0
nothing differs; 1 something does, or the record is not there. Another version of the program or of its
knowledge than the record's is told: then a difference proves nothing wrong.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return failed(verify(c, db, args[0])) },
	}
	storeFlag(c, &db)
	return c
}

func verify(c *cobra.Command, db, id string) error {
	s, err := openStore(db)
	if err != nil {
		return err
	}
	defer s.Close()
	engine, err := newEngine(c)
	if err != nil {
		return err
	}
	v, err := (&desk.Desk{Store: s, Code: engine.Code}).Verify(c.Context(), id)
	if err != nil {
		return err
	}
	if v.Made != v.Again {
		fmt.Fprintf(c.ErrOrStderr(), "readout: the record was made by version %s with knowledge %s; this is %s with %s\n", v.Made.Version, v.Made.Knowledge, v.Again.Version, v.Again.Knowledge)
	}
	out := c.OutOrStdout()
	switch {
	case !v.Verified:
		for _, line := range v.Differences {
			fmt.Fprintln(out, line)
		}
		return &exit{exitFailed, fmt.Sprintf("%s does not come out again: %d differences", v.ID, len(v.Differences))}
	case v.Kind == store.Documents:
		fmt.Fprintf(out, "verified: all %d records of %s come out again\n", v.Records, v.ID)
	default:
		fmt.Fprintf(out, "verified: %s comes out again\n", v.ID)
	}
	return nil
}
