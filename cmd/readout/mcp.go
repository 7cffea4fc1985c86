package main

import (
	"io"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/server/mcp"
	"github.com/spf13/cobra"
)

func newMCP() *cobra.Command {
	var db string
	c := &cobra.Command{
		Use:   "mcp --db world.db",
		Short: "Let an assistant ask a store (Model Context Protocol)",
		Long: `Mcp answers an assistant that speaks the Model Context Protocol on standard input and output: search, count, record,
read, explain, cite, verify, gap, timeline, compare, code. Every tool only reads. What comes from texts is marked as untrusted, and
results are capped. Nothing leaves this machine but by the assistant that asks.`,
		Example: `  readout mcp --db world.db
  {"mcpServers": {"readout": {"command": "readout", "args": ["mcp", "--db", "/srv/world.db"]}}}`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := openStore(db)
			if err != nil {
				return err
			}
			defer s.Close()
			r, err := newReader(c)
			if err != nil {
				return err
			}
			files, err := knowledgeFiles(c)
			if err != nil {
				return err
			}
			base, err := actors.Load(files)
			if err != nil {
				return failed(err)
			}
			d := &desk.Desk{Store: s, Code: r.code, Knowledge: files, Publisher: base.Publisher}
			in, out := io.NopCloser(c.InOrStdin()), nopCloser{c.OutOrStdout()}
			err = mcp.New(d, r.coder().Version).Run(c.Context(), &sdk.IOTransport{Reader: in, Writer: out})
			if c.Context().Err() != nil {
				return nil // an interrupt
			}
			return failed(err)
		},
	}
	storeFlag(c, &db)
	return c
}

// nopCloser is a writer that stays open.
type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }
