package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
	"github.com/spf13/cobra"
)

func newGap() *cobra.Command {
	var db string
	var asJSON bool
	c := &cobra.Command{
		Use:   "gap COUNTRY COUNTRY --db world.db",
		Short: "List the contacts of two countries with the time between them",
		Long: `Gap lists the contacts of the leaders and governments of two countries in order of time, one line a contact
whoever reported it, with the number of reports and the time since the contact before. Claims that a contact
was the first since a day are held against the contacts known: consistent, contradicted (by which), or cannot
say, where the store does not reach back.`,
		Example: `  readout gap RUS FRA --db world.db`,
		Args:    cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := store.ParseFilter("dyad:" + args[0] + "-" + args[1]); err != nil {
				return err
			}
			return failed(gap(c, db, args[0], args[1], asJSON))
		},
	}
	storeFlag(c, &db)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON, one pair of parties a line")
	return c
}

func gap(c *cobra.Command, db, a, b string, asJSON bool) error {
	s, err := openStore(db)
	if err != nil {
		return err
	}
	defer s.Close()
	dyads, err := desk.Gap(c.Context(), s, a, b)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(c.OutOrStdout())
	enc.SetEscapeHTML(false)
	for _, d := range dyads {
		if asJSON {
			err = enc.Encode(d)
		} else {
			err = writeDyad(c.OutOrStdout(), &d)
		}
		if err != nil {
			return err
		}
	}
	if len(dyads) == 0 {
		fmt.Fprintf(c.ErrOrStderr(), "no contact of %s and %s in the store\n", a, b)
	}
	return nil
}

func writeDyad(w io.Writer, d *ledger.Dyad) error {
	fmt.Fprintf(w, "%s and %s\n", d.A.Name, d.B.Name)
	for i := range d.Contacts {
		x := &d.Contacts[i]
		fmt.Fprintf(w, "  %-24s %-8s %s%s\n", between(x.Date), mode(x.Mode), reports(x.Reports), sinceLast(x.Since))
	}
	for _, claim := range d.Claims {
		fmt.Fprintf(w, "  claim «%s»: %s", strings.Join(strings.Fields(claim.Text), " "), claim.Verdict)
		if claim.By != nil {
			fmt.Fprintf(w, " (by the %s of %s)", mode(claim.By.Mode), between(claim.By.Date))
		}
		fmt.Fprintf(w, ", document %s\n", claim.Document)
	}
	_, err := fmt.Fprintln(w)
	return err
}

func mode(m string) string {
	if m == "" {
		return "contact"
	}
	return m
}

// between prints an interval, a day once.
func between(i *record.Interval) string {
	switch {
	case i == nil || i.From == "" && i.To == "":
		return "undated"
	case i.From == i.To:
		return i.From
	}
	return i.From + " to " + i.To
}

func reports(rs []ledger.Report) string {
	n, implied := 0, 0
	for _, r := range rs {
		if n++; r.Implied {
			implied++
		}
	}
	switch {
	case implied == n:
		return "implied only"
	case n == 1:
		return "1 report"
	}
	return fmt.Sprintf("%d reports", n)
}

func sinceLast(s *ledger.Since) string {
	switch {
	case s == nil:
		return ""
	case s.Days[0] == s.Days[1]:
		return fmt.Sprintf(", %d days after the last", s.Days[0])
	}
	return fmt.Sprintf(", %d to %d days after the last", s.Days[0], s.Days[1])
}
