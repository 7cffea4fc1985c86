package main

import (
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
	"github.com/spf13/cobra"
)

func newExport() *cobra.Command {
	var db, format, out string
	var all bool
	var formats strings.Builder
	for _, f := range export.Formats {
		fmt.Fprintf(&formats, "  %-8s %s\n", f.Name, f.Meaning)
	}
	c := &cobra.Command{
		Use:   "export [FILTER...] --db world.db --to FORMAT --out PATH",
		Short: "Write the records of a store in the forms of other programs",
		Long: `Export writes the documents of a store, with those of their events that the filter takes, in a form that other
programs read, and a Frictionless datapackage.json that describes it. The formats:

` + formats.String() + `
Events that did not happen, or not yet, stay out of formats that cannot say so, unless --all is given.`,
		Example: `  readout export dyad:RUS-FRA --db world.db --to gdelt2 --out gdelt/`,
		RunE: func(c *cobra.Command, args []string) error {
			f, err := export.FormatOf(format)
			if err != nil {
				return err
			}
			filter, err := store.ParseFilter(joined(args))
			if err != nil {
				return err
			}
			return failed(runExport(c, db, f, filter, out, all))
		},
	}
	storeFlag(c, &db)
	c.Flags().StringVar(&format, "to", "", "format")
	c.Flags().StringVar(&out, "out", "", "file, or folder of a format of several files; must not be there yet")
	c.Flags().BoolVar(&all, "all", false, "also events that did not happen, or not yet, in formats that cannot say so")
	for _, f := range []string{"to", "out"} {
		if err := c.MarkFlagRequired(f); err != nil {
			panic(err) // the flag was added above
		}
	}
	return c
}

func runExport(c *cobra.Command, db string, f export.Format, filter store.Filter, out string, all bool) error {
	s, err := openStore(db)
	if err != nil {
		return err
	}
	defer s.Close()
	knowledge, err := knowledgeOf(c)
	if err != nil {
		return err
	}
	x, err := export.NewExporter(f, out, all, knowledge)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	// Every document is asked for; the filter then takes its events.
	if err := eachRow(c, s, store.Documents, store.Filter{}, 0, func(r store.Row) error { return x.Add(r, filter) }); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	if n := x.Left(); n > 0 {
		fmt.Fprintf(c.ErrOrStderr(), "%d events have no row: this format asks for a day, a code or a type that they have not\n", n)
	}
	return x.Close()
}

// knowledgeOf returns the knowledge that the command line asks for.
func knowledgeOf(c *cobra.Command) (fs.FS, error) {
	dir, err := c.Flags().GetString("knowledge")
	if err != nil || dir == "" {
		return data.FS(), err
	}
	return data.Overlay(data.FS(), os.DirFS(dir)), nil
}
