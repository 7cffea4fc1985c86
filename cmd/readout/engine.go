package main

import (
	"fmt"
	"os"

	"github.com/openreadout/readout"
	"github.com/spf13/cobra"
)

// newEngine builds the engine with the knowledge that the command line asks for.
func newEngine(c *cobra.Command, options ...readout.Option) (*readout.Engine, error) {
	dir, err := c.Flags().GetString("knowledge")
	if err != nil {
		return nil, err
	}
	if dir != "" {
		info, err := os.Stat(dir)
		if err != nil {
			return nil, failed(fmt.Errorf("--knowledge: %w", err))
		}
		if !info.IsDir() {
			return nil, failed(fmt.Errorf("--knowledge %s: not a folder", dir))
		}
		options = append(options, readout.WithKnowledge(os.DirFS(dir)))
	}
	e, err := readout.New(options...)
	return e, failed(err)
}
