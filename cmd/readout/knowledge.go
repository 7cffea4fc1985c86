package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/ingest"
	"github.com/openreadout/readout/internal/knowledge"
	"github.com/spf13/cobra"
)

func newKnowledge() *cobra.Command {
	c := &cobra.Command{
		Use:   "knowledge",
		Short: "Check, test, compare and import the knowledge that Readout reads with",
		Long: `Knowledge is the words, frames, actors and places that Readout reads with: plain text, built in, and replaced
file by file by a folder of your own (--knowledge DIR).`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newKnowledgeCheck(), newKnowledgeTest(), newKnowledgeDiff(), newKnowledgeImport())
	return c
}

func newKnowledgeCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check [DIR]",
		Short: "Name every mistake in the knowledge by file, line and column",
		Long: `Check reads the built-in knowledge, with the files of DIR laid over it if one is given, and names every mistake
by file, line and column. Files of DIR that nothing reads are mistakes too. The status is 1 if there are any.`,
		Example: `  readout knowledge check my/`,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			over, err := overlayOf(c, args)
			if err != nil {
				return err
			}
			errs := knowledge.Check(over)
			for _, err := range errs {
				fmt.Fprintln(c.OutOrStdout(), err)
			}
			if len(errs) > 0 {
				return &exit{exitFailed, fmt.Sprintf("%d mistakes", len(errs))}
			}
			fmt.Fprintln(c.OutOrStdout(), "no mistakes")
			return nil
		},
	}
}

// overlayOf returns the folder that the arguments or --knowledge name, nil for none.
func overlayOf(c *cobra.Command, args []string) (fs.FS, error) {
	dir, err := c.Flags().GetString("knowledge")
	if err != nil {
		return nil, err
	}
	if len(args) > 0 {
		dir = args[0]
	}
	if dir == "" {
		return nil, nil
	}
	return folder(dir)
}

func folder(dir string) (fs.FS, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, failed(err)
	}
	if !info.IsDir() {
		return nil, failed(fmt.Errorf("%s: not a folder", dir))
	}
	return os.DirFS(dir), nil
}

func newKnowledgeTest() *cobra.Command {
	var all bool
	c := &cobra.Command{
		Use:   "test [DIR]",
		Short: "Run the examples that the entries carry",
		Long: `Test codes every example of the actor files and of the frames, with the files of DIR laid over them if one is
given, and prints those that do not come out as the entry says. The status is 1 if there are any.`,
		Example: `  readout knowledge test my/`,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			over, err := overlayOf(c, args)
			if err != nil {
				return err
			}
			return testKnowledge(c, over, all)
		},
	}
	c.Flags().BoolVar(&all, "all", false, "print those that come out right as well")
	return c
}

func testKnowledge(c *cobra.Command, over fs.FS, all bool) error {
	k, options := data.FS(), []readout.Option(nil)
	if over != nil {
		k, options = data.Overlay(k, over), append(options, readout.WithKnowledge(over))
	}
	engine, err := readout.New(options...)
	if err != nil {
		return failed(err)
	}
	examples, err := knowledge.Examples(k)
	if err != nil {
		return failed(err)
	}
	wrong := 0
	for i := range examples {
		x := &examples[i]
		got, ok := x.Run(engine)
		if !ok {
			wrong++
			fmt.Fprintf(c.OutOrStdout(), "%s: %s\n\t got: %s\n\twant: %s\n", x.At, x.Text, got, x.Want)
		} else if all {
			fmt.Fprintf(c.OutOrStdout(), "%s: %s => %s\n", x.At, x.Text, x.Want)
		}
	}
	fmt.Fprintf(c.OutOrStdout(), "%d of %d examples as wanted\n", len(examples)-wrong, len(examples))
	if wrong > 0 {
		return &exit{status: exitFailed}
	}
	return nil
}

func newKnowledgeDiff() *cobra.Command {
	return &cobra.Command{
		Use:   "diff OLD NEW FILE...",
		Short: "Show which records change between two folders of knowledge",
		Long: `Diff codes the articles with the files of OLD laid over the built-in knowledge and again with those of NEW, and
prints each record that came (+), went (-) or changed (~). «-» as OLD or NEW is the built-in knowledge itself.`,
		Example: `  readout knowledge diff - my/ news/*.txt`,
		Args:    cobra.MinimumNArgs(3),
		RunE:    func(c *cobra.Command, args []string) error { return diffKnowledge(c, args[0], args[1], args[2:]) },
	}
}

func diffKnowledge(c *cobra.Command, older, newer string, paths []string) error {
	a, err := engineWith(older)
	if err != nil {
		return err
	}
	b, err := engineWith(newer)
	if err != nil {
		return err
	}
	changed, coded := 0, 0
	err = eachArticle(c, paths, func(it ingest.Item) error {
		x, y := codeItem(a, it), codeItem(b, it)
		if x.item.Err != nil {
			return x.item.Err
		}
		coded++
		w := &titled{out: c.OutOrStdout(), title: it.Name}
		n, err := export.Diff(w, &x.rec, &y.rec)
		if n > 0 {
			changed++
		}
		return err
	})
	fmt.Fprintf(c.ErrOrStderr(), "%d of %d articles changed\n", changed, coded)
	return err
}

func engineWith(dir string) (*readout.Engine, error) {
	if dir == "-" {
		e, err := readout.New()
		return e, failed(err)
	}
	over, err := folder(dir)
	if err != nil {
		return nil, err
	}
	e, err := readout.New(readout.WithKnowledge(over))
	return e, failed(err)
}

// titled writes a title before the first bytes that come, if any come.
type titled struct {
	out   io.Writer
	title string
	begun bool
}

func (t *titled) Write(b []byte) (int, error) {
	if !t.begun {
		t.begun = true
		if _, err := fmt.Fprintln(t.out, t.title); err != nil {
			return 0, err
		}
	}
	return t.out.Write(b)
}
