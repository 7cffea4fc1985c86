package main

import (
	"encoding/json"
	"fmt"
	"runtime"

	"github.com/openreadout/readout/record"
	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func newVersion() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program, of its knowledge and of the record",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			engine, err := newEngine(c)
			if err != nil {
				return err
			}
			v := engine.Coder()
			if asJSON {
				return json.NewEncoder(c.OutOrStdout()).Encode(map[string]string{
					"version": v.Version, "knowledge": v.Knowledge, "schema": record.Schema, "go": runtime.Version(), "platform": runtime.GOOS + "/" + runtime.GOARCH})
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "readout %s (record %s, %s, %s/%s)\nknowledge %s\n", v.Version, record.Schema, runtime.Version(), runtime.GOOS, runtime.GOARCH, v.Knowledge)
			return err
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func newSchema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of a record",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := c.OutOrStdout().Write(record.JSONSchema())
			return err
		},
	}
}

func newMan() *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages into a folder",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			root := c.Root()
			root.DisableAutoGenTag = true
			return failed(doc.GenManTree(root, &doc.GenManHeader{Title: "READOUT", Section: "1", Source: "Readout", Manual: "Readout"}, args[0]))
		},
	}
}
