package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
	"github.com/spf13/cobra"
)

func newGap() *cobra.Command {
	var db string
	var asJSON, asCSV bool
	c := &cobra.Command{
		Use:   "gap COUNTRY COUNTRY [FILTER...] --db world.db",
		Short: "List the contacts of two countries with the time between them",
		Long: `Gap lists the contacts of the leaders and governments of two countries in order of time, one line a contact
whoever reported it, with the publishers that did and the time since the contact before. Both sides' readouts of a
call are reports of one contact; copies of a text are not counted. A call of three says who the third was.

What texts claim of a contact («the first since May», «another call», «the third this month») is held against
the contacts known: consistent, contradicted (by which), or cannot say, where the store does not reach back.

FILTER is what the lists take ("readout contacts --help"): it says which reports are read.`,
		Example: `  readout gap RUS FRA --db world.db
  readout gap RUS FRA from:2022 type:phone --db world.db`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := store.ParseFilter("dyad:" + args[0] + "-" + args[1]); err != nil {
				return err
			}
			f, err := store.ParseFilter(joined(args[2:]))
			if err != nil {
				return err
			}
			return failed(gap(c, db, args[0], args[1], f, asJSON, asCSV))
		},
	}
	storeFlag(c, &db)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON, one pair of parties a line")
	c.Flags().BoolVar(&asCSV, "csv", false, "print CSV, one contact a line")
	c.MarkFlagsMutuallyExclusive("json", "csv")
	return c
}

func gap(c *cobra.Command, db, a, b string, f store.Filter, asJSON, asCSV bool) error {
	s, err := openStore(db)
	if err != nil {
		return err
	}
	defer s.Close()
	dyads, err := desk.GapOf(c.Context(), s, a, b, f)
	if err != nil {
		return err
	}
	w := c.OutOrStdout()
	switch {
	case asJSON:
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		for _, d := range dyads {
			if err := enc.Encode(d); err != nil {
				return err
			}
		}
	case asCSV:
		err = gapCSV(w, dyads)
	default:
		for i := range dyads {
			if err := writeDyad(w, &dyads[i]); err != nil {
				return err
			}
		}
	}
	if len(dyads) == 0 {
		fmt.Fprintf(c.ErrOrStderr(), "no contact of %s and %s in the store\n", a, b)
	}
	return err
}

func writeDyad(w io.Writer, d *ledger.Dyad) error {
	fmt.Fprintf(w, "%s and %s\n", d.A.Name, d.B.Name)
	for i := range d.Contacts {
		x := &d.Contacts[i]
		fmt.Fprintf(w, "  %-24s %-8s %s%s%s\n", between(x.Date), mode(x.Mode), reports(x.Reports), others(d, x), sinceLast(x.Since))
	}
	for i := range d.Claims {
		writeClaim(w, &d.Claims[i])
	}
	_, err := fmt.Fprintln(w)
	return err
}

// others names who else was part of a contact.
func others(d *ledger.Dyad, x *ledger.Contact) string {
	var out []string
	for _, p := range x.Parties {
		if p.Key != d.A.Key && p.Key != d.B.Key {
			out = append(out, p.Name)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return ", with " + strings.Join(out, ", ")
}

func writeClaim(w io.Writer, claim *ledger.Claim) {
	fmt.Fprintf(w, "  claim «%s» of %s: %s", claim.Text, between(claim.Of), claim.Verdict)
	if claim.By != nil {
		fmt.Fprintf(w, " (by the %s of %s)", mode(claim.By.Mode), between(claim.By.Date))
	} else if claim.Kind != ledger.First {
		fmt.Fprintf(w, " (%d before it known)", claim.Known)
	}
	fmt.Fprintf(w, ", document %s\n", claim.Document)
}

func gapCSV(w io.Writer, dyads []ledger.Dyad) error {
	out := csv.NewWriter(w)
	row := func(cells ...string) { out.Write(cells) } // the error comes with Flush
	row("a", "b", "from", "to", "mode", "parties", "reports", "publishers", "days_since_last_min", "days_since_last_max", "documents")
	for i := range dyads {
		d := &dyads[i]
		for _, x := range d.Contacts {
			from, to, least, greatest := "", "", "", ""
			if x.Date != nil {
				from, to = x.Date.From, x.Date.To
			}
			if x.Since != nil {
				least, greatest = strconv.Itoa(x.Since.Days[0]), strconv.Itoa(x.Since.Days[1])
			}
			row(d.A.Name, d.B.Name, from, to, x.Mode, partyNames(x.Parties), strconv.Itoa(ledger.Independent(told(x.Reports))), strings.Join(publishers(x.Reports), "; "), least, greatest, documents(x.Reports))
		}
	}
	out.Flush()
	return out.Error()
}

func partyNames(ps []ledger.Party) string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Name)
	}
	return strings.Join(out, "; ")
}

// documents lists the ids of the reports, which CSV tells of.
func documents(rs []ledger.Report) string {
	var out []string
	for _, r := range rs {
		out = append(out, r.Document)
	}
	return strings.Join(out, "; ")
}

// publishers lists who published the reports, each once.
func publishers(rs []ledger.Report) []string {
	var out []string
	for _, r := range rs {
		if r.Source != "" && !r.Implied && !slices.Contains(out, r.Source) {
			out = append(out, r.Source)
		}
	}
	return out
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
	case i.From == "":
		return "until " + i.To
	case i.To == "":
		return "since " + i.From
	}
	return i.From + " to " + i.To
}

// told leaves out what a claim only implies.
func told(rs []ledger.Report) []ledger.Report {
	return slices.DeleteFunc(slices.Clone(rs), func(r ledger.Report) bool { return r.Implied })
}

// reports counts the reports that are no copies, and names who published them.
func reports(rs []ledger.Report) string {
	told := told(rs)
	n := ledger.Independent(told)
	out := fmt.Sprintf("%d reports", n)
	switch n {
	case 0:
		return "implied only"
	case 1:
		out = "1 report"
	}
	if ps := publishers(told); len(ps) > 0 {
		out += " (" + strings.Join(ps, ", ") + ")"
	}
	if copies := len(told) - n; copies > 0 {
		out += fmt.Sprintf(" and %d copies", copies)
	}
	return out
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
