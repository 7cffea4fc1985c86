package main

import (
	"fmt"
	"io"

	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
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
			k, r, err := find(c, s, args[0])
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
	k, r, err := find(c, s, id)
	if err != nil {
		return err
	}
	engine, err := newEngine(c)
	if err != nil {
		return err
	}
	if was, is := r.Document.Coder, engine.Coder(); was != is {
		fmt.Fprintf(c.ErrOrStderr(), "readout: the record was made by version %s with knowledge %s; this is %s with %s\n", was.Version, was.Knowledge, is.Version, is.Knowledge)
	}
	again := engine.Code(r.Document.Article)
	out := c.OutOrStdout()
	if k != store.Documents {
		there := map[string]bool{}
		for _, x := range store.IDs(&again, r.DocID, k) {
			there[x] = true
		}
		if there[r.ID] {
			fmt.Fprintf(out, "verified: %s comes out again\n", r.ID)
			return nil
		}
	}
	n, err := export.Diff(out, r.Document, &again)
	switch {
	case err != nil:
		return err
	case n > 0 || k != store.Documents:
		return &exit{exitFailed, fmt.Sprintf("%s does not come out again: %d differences", r.ID, n)}
	}
	fmt.Fprintf(out, "verified: all %d records of %s come out again\n", records(&again), r.DocID)
	return nil
}

func records(d *record.Document) int {
	return len(d.Entities) + len(d.Events) + len(d.Statements) + len(d.Contacts) + len(d.Commitments) + len(d.Positions)
}
