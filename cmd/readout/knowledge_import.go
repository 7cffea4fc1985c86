package main

import (
	"bufio"
	"fmt"
	"io"

	"github.com/openreadout/readout/internal/knowledge"
	"github.com/spf13/cobra"
)

func newKnowledgeImport() *cobra.Command {
	c := &cobra.Command{
		Use:   "import",
		Short: "Turn what others have made into knowledge files",
		Long: `Import reads tables and dictionaries of other projects and prints them in the format of the knowledge files, to
be looked through and kept in a folder of your own. What it cannot use it names on stderr.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(
		newImport("wikidata FILE...", "persons and their offices, organisations: entity dumps and query results of Wikidata", `Wikidata reads entity dumps (JSON, one entity a line or a list, plain, .gz or .bz2) and results of queries in
SPARQL JSON whose columns are named person, personLabel, office, officeLabel, country, start, end, gender. It
prints entries as actors/leaders.txt has them: people with the offices they held and when.`,
			`  readout knowledge import wikidata Q7747.json > my/actors/leaders.txt`, knowledge.ImportWikidata),
		newImport("petrarch FILE...", "actors and agents of PETRARCH and TABARI dictionaries", `Petrarch reads actor and agent dictionaries in the format of PETRARCH or TABARI and prints entries: organisations
and armed groups as actors/organisations.txt has them, persons with dated codes as actors/leaders.txt has
them, role nouns as actors/agents.txt has them. Verb dictionaries are printed as frames to be looked through.`,
			`  readout knowledge import petrarch Phoenix.Countries.actors.txt`, knowledge.ImportPetrarch),
		newImport("geonames FILE...", "places of GeoNames dump tables", `Geonames reads tables of the GeoNames dump (allCountries.txt, cities500.txt, a country's file; plain, .gz or .zip)
and prints lines as gazetteer/areas.txt has them.`,
			`  readout knowledge import geonames UA.zip >> my/gazetteer/areas.txt`, knowledge.ImportGeoNames))
	return c
}

// newImport makes the command of one importer.
func newImport(use, short, long, example string, read func(w io.Writer, warn func(string), paths []string) error) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Long: long, Example: example,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			out := bufio.NewWriterSize(c.OutOrStdout(), 1<<16)
			warn := func(text string) { fmt.Fprintln(c.ErrOrStderr(), "readout:", text) }
			if err := read(out, warn, args); err != nil {
				return failed(err)
			}
			return failed(out.Flush())
		},
	}
}
