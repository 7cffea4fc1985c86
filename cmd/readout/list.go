package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/spf13/cobra"
)

type listFlags struct {
	db            string
	asJSON, asCSV bool
	count         bool
	limit         int
}

// newLists makes the commands that list records, one a kind.
func newLists() []*cobra.Command {
	var keys strings.Builder
	for _, k := range store.Keys {
		fmt.Fprintf(&keys, "  %-11s %s\n", k.Name, k.Meaning)
	}
	var out []*cobra.Command
	for _, k := range store.Kinds {
		var f listFlags
		c := &cobra.Command{
			Use:   string(k) + " [FILTER...] --db world.db",
			Short: "List the " + string(k) + " of a store",
			Long: "List the " + string(k) + ` of a store, newest first.

FILTER is a list of «key:value» and words, all of which must hold. A value may list alternatives with commas,
«-» before a key excludes, words and "quoted phrases" must stand in the text. A key that excludes goes after
«--». The keys:

` + keys.String(),
			Example: "  readout " + string(k) + ` dyad:RUS-FRA from:2024 "nuclear energy" --db world.db`,
			RunE:    func(c *cobra.Command, args []string) error { return runList(c, k, f, args) },
		}
		storeFlag(c, &f.db)
		c.Flags().BoolVar(&f.asJSON, "json", false, "print JSON, one record a line")
		c.Flags().BoolVar(&f.asCSV, "csv", false, "print CSV")
		c.Flags().BoolVar(&f.count, "count", false, "print how many there are only")
		c.Flags().IntVar(&f.limit, "limit", 0, "print at most so many; 0 prints all")
		c.MarkFlagsMutuallyExclusive("json", "csv", "count")
		out = append(out, c)
	}
	return out
}

// openStore opens a store that must be there.
func openStore(path string) (*sqlite.DB, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, failed(fmt.Errorf("store %s: %w (readout add makes it)", path, fs.ErrNotExist))
	}
	s, err := sqlite.Open(path)
	return s, failed(err)
}

func runList(c *cobra.Command, k store.Kind, f listFlags, args []string) error {
	filter, err := store.ParseFilter(joined(args))
	if err != nil {
		return err
	}
	if f.limit < 0 {
		return fmt.Errorf("--limit %d: want 0 or more", f.limit)
	}
	s, err := openStore(f.db)
	if err != nil {
		return err
	}
	defer s.Close()
	out := bufio.NewWriterSize(c.OutOrStdout(), 1<<16)
	if f.count {
		n, err := s.Count(c.Context(), k, filter)
		if err != nil {
			return failed(err)
		}
		fmt.Fprintln(out, n)
		return failed(out.Flush())
	}
	write := func(r store.Row) error { return export.Line(out, k, r) }
	end := func() error { return nil }
	switch {
	case f.asJSON:
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		write = func(r store.Row) error {
			return enc.Encode(listed{r.ID, r.DocID, r.CopyOf, r.Document.Published, r.Document.Source, export.Object(k, r)})
		}
	case f.asCSV:
		table, err := export.NewCSV(out, k)
		if err != nil {
			return failed(err)
		}
		write, end = table.Write, table.Flush
	}
	found := false
	if err := eachRow(c, s, k, filter, f.limit, func(r store.Row) error {
		found = true
		return write(r)
	}); err != nil {
		return failed(err)
	}
	if !found {
		fmt.Fprintf(c.ErrOrStderr(), "no %s that the filter takes\n", k)
	}
	if err := end(); err != nil {
		return failed(err)
	}
	return failed(out.Flush())
}

// listed is a row in JSON.
type listed struct {
	ID        string `json:"id"`
	Document  string `json:"document"`
	CopyOf    string `json:"copy_of,omitempty"`
	Published string `json:"published,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Record    any    `json:"record"`
}

// eachRow calls do with the records of a kind that the filter takes, at most limit unless that is 0.
func eachRow(c *cobra.Command, s store.Store, k store.Kind, f store.Filter, limit int, do func(store.Row) error) error {
	for n, cursor := 0, ""; ; {
		page := 500
		if limit > 0 {
			page = min(page, limit-n)
		}
		rows, next, err := s.List(c.Context(), k, f, cursor, page)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := do(r); err != nil {
				return err
			}
		}
		n += len(rows)
		if cursor = next; cursor == "" || limit > 0 && n >= limit {
			return nil
		}
	}
}

// joined makes one filter of the arguments: one with blanks inside was quoted for the shell and is a phrase.
func joined(args []string) string {
	var out []string
	for _, a := range args {
		if key, value, ok := strings.Cut(a, ":"); strings.ContainsAny(a, " \t") && !strings.Contains(a, `"`) {
			if a = `"` + a + `"`; ok && !strings.ContainsAny(key, " \t") {
				a = key + `:"` + value + `"`
			}
		}
		out = append(out, a)
	}
	return strings.Join(out, " ")
}
