package main

import (
	"fmt"
	"io/fs"
	"os"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/data"
	"github.com/spf13/cobra"
)

// newEngine builds the engine with the knowledge that the command line asks for.
func newEngine(c *cobra.Command, options ...readout.Option) (*readout.Engine, error) {
	over, err := overlay(c)
	if err != nil {
		return nil, err
	}
	if over != nil {
		options = append(options, readout.WithKnowledge(over))
	}
	e, err := readout.New(options...)
	return e, failed(err)
}

// overlay returns the folder that the command line lays over the built-in knowledge, nil for none.
func overlay(c *cobra.Command) (fs.FS, error) {
	dir, err := c.Flags().GetString("knowledge")
	if dir == "" || err != nil {
		return nil, err
	}
	info, err := os.Stat(dir)
	if err != nil {
		return nil, failed(fmt.Errorf("--knowledge: %w", err))
	}
	if !info.IsDir() {
		return nil, failed(fmt.Errorf("--knowledge %s: not a folder", dir))
	}
	return os.DirFS(dir), nil
}

// knowledgeFiles returns the files that the engine of the command line reads.
func knowledgeFiles(c *cobra.Command) (fs.FS, error) {
	over, err := overlay(c)
	if over == nil || err != nil {
		return data.FS(), err
	}
	return data.Overlay(data.FS(), over), nil
}
