// Command readout codes news reports and official readouts into sourced records.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// Exit statuses: 0 all coded, 1 something could not be read or written, 2 the command line is wrong,
// 3 nothing was coded.
const (
	exitFailed  = 1
	exitUsage   = 2
	exitNothing = 3
)

// exit is an error with the status that it ends the program with. An empty text prints nothing more.
type exit struct {
	status int
	text   string
}

func (e *exit) Error() string { return e.text }

// failed wraps an error of a run, as against one of the command line.
func failed(err error) error {
	if err == nil {
		return nil
	}
	return &exit{exitFailed, err.Error()}
}

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(40) // well over a third less memory for a few parts in a hundred of the time
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, newRoot()))
}

func run(ctx context.Context, root *cobra.Command) int {
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	status := exitUsage
	var e *exit
	if errors.As(err, &e) {
		status = e.status
	}
	if err.Error() != "" {
		fmt.Fprintln(root.ErrOrStderr(), "readout:", err)
	}
	if status == exitUsage {
		fmt.Fprintln(root.ErrOrStderr(), "Run 'readout --help' for usage.")
	}
	return status
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "readout",
		Short: "Read news reports and official readouts into a sourced record",
		Long: `Readout reads news reports and official readouts about world affairs and keeps a sourced record of
them: who did what to whom, when and where, and whether it happened; who said what, through whom; which
leaders spoke; who pledged what. Each record points at its characters in the text and at the rule that
made it. It works offline and gives the same bytes for the same text.

Exit status: 0 done; 1 something could not be read or written; 2 the command line is wrong; 3 nothing was coded.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.PersistentFlags().String("knowledge", "", "lay the files of this folder over the built-in knowledge")
	root.AddCommand(newLists()...)
	root.AddCommand(newCode(), newAdd(), newExport(), newCorrect(), newCite(), newVerify(), newRecode(), newWatch(), newFeeds(), newDoctor(), newServe(), newToken(), newAlert(), newMCP(), newGap(), newTimeline(), newCompare(), newParse(), newInspect(), newExplain(), newKnowledge(), newSchema(), newVersion(), newMan())
	return root
}
