package main

import (
	"fmt"

	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/spf13/cobra"
)

func newDoctor() *cobra.Command {
	var db, salvage string
	c := &cobra.Command{
		Use:   "doctor --db world.db",
		Short: "Look for damage in a store, and save what can be saved",
		Long: `Doctor reads every page and every document of a store and prints each fault. With --salvage it copies what can be
read into a new store. Exit status: 0 sound (or all was saved); 1 damaged.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return failed(doctor(c, db, salvage)) },
	}
	storeFlag(c, &db)
	c.Flags().StringVar(&salvage, "salvage", "", "new store for what can be read")
	return c
}

func doctor(c *cobra.Command, db, salvage string) error {
	faults := 0
	report := func(s string) {
		faults++
		fmt.Fprintln(c.OutOrStdout(), s)
	}
	if salvage != "" {
		n, err := sqlite.Salvage(c.Context(), db, salvage, report)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.OutOrStdout(), "%s saved to %s\n", count(n, "document"), salvage)
	} else {
		n, err := sqlite.Examine(c.Context(), db, report)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.OutOrStdout(), "%d documents are sound\n", n)
	}
	if faults > 0 {
		return &exit{exitFailed, db + ": " + count(faults, "fault")}
	}
	return nil
}
