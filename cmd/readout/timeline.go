package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/store"
	"github.com/spf13/cobra"
)

func newTimeline() *cobra.Command {
	var db, kind string
	var asJSON, asCSV bool
	c := &cobra.Command{
		Use:   "timeline COUNTRY COUNTRY [FILTER...] --db world.db",
		Short: "Tell what there was between two countries, by day",
		Long: `Timeline tells what there was between two countries in order of time: contacts with the time since the last, events,
what each said about the other, commitments. Each is told once, with the number of reports of it that are no copies of
one another and who published them; an event that only a source claims, or that one denies, says so.

FILTER is what the lists take ("readout events --help"): its days limit what is told, its other terms the
documents that are read.`,
		Example: `  readout timeline RUS FRA --db world.db
  readout timeline RUS FRA from:2022-02 to:2022-03 --kind contacts,events --csv --db world.db`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := store.ParseFilter("dyad:" + args[0] + "-" + args[1]); err != nil {
				return err
			}
			f, err := store.ParseFilter(joined(args[2:]))
			if err != nil {
				return err
			}
			wanted, err := timelineKinds(kind)
			if err != nil {
				return err
			}
			s, err := openStore(db)
			if err != nil {
				return err
			}
			defer s.Close()
			all, err := desk.Timeline(c.Context(), s, args[0], args[1], f)
			if err != nil {
				return failed(err)
			}
			var entries []ledger.Entry
			for _, e := range all {
				if wanted[e.Kind] {
					entries = append(entries, e)
				}
			}
			if len(entries) == 0 {
				fmt.Fprintf(c.ErrOrStderr(), "nothing between %s and %s in the store\n", args[0], args[1])
			}
			write := timelineText
			switch {
			case asJSON:
				write = timelineJSON
			case asCSV:
				write = timelineCSV
			}
			return failed(write(c.OutOrStdout(), entries))
		},
	}
	storeFlag(c, &db)
	c.Flags().StringVar(&kind, "kind", "contacts,events,statements,commitments", "what to tell of, with commas")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON, one entry a line")
	c.Flags().BoolVar(&asCSV, "csv", false, "print CSV")
	c.MarkFlagsMutuallyExclusive("json", "csv")
	return c
}

func timelineKinds(s string) (map[string]bool, error) {
	out := map[string]bool{}
	for k := range strings.SplitSeq(s, ",") {
		switch k {
		case "contacts", "events", "statements", "commitments":
			out[k] = true
		default:
			return nil, fmt.Errorf("--kind %q: want contacts, events, statements or commitments", k)
		}
	}
	return out, nil
}

func timelineJSON(w io.Writer, entries []ledger.Entry) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, e := range entries {
		if err := enc.Encode(e); err != nil {
			return err
		}
	}
	return nil
}

func timelineText(w io.Writer, entries []ledger.Entry) error {
	for i := range entries {
		e := &entries[i]
		day := between(e.Date)
		if day == "undated" && e.Reported != "" {
			day = "reported " + e.Reported
		}
		if _, err := fmt.Fprintf(w, "%-24s %s; %s%s\n", day, entryLine(e), reports(e.Reports), sinceLast(e.Since)); err != nil {
			return err
		}
	}
	return nil
}

// entryLine tells an entry in words.
func entryLine(e *ledger.Entry) string {
	from, to := strings.ReplaceAll(partyNames(e.Source), "; ", ", "), strings.ReplaceAll(partyNames(e.Target), "; ", ", ")
	switch e.Kind {
	case "contacts":
		return mode(e.Type) + ": " + from
	case "statements":
		return fmt.Sprintf("%s by %s about %s: «%s»", orElse(e.Type, "statement"), from, to, short(e.Text))
	case "commitments":
		return fmt.Sprintf("%s %s, %s -> %s: %s", e.Status, e.Type, from, to, orElse(strings.TrimSpace(e.Currency+" "+e.Value), "«"+short(e.Text)+"»"))
	}
	line := fmt.Sprintf("%s (%s): %s", orElse(e.Type, "event"), e.Fact, from)
	if to != "" {
		line += " -> " + to
	}
	if len(e.Claimed) > 0 {
		line += ", claimed by " + strings.Join(e.Claimed, ", ")
	}
	if len(e.Denied) > 0 {
		line += ", denied by " + strings.Join(e.Denied, ", ")
	}
	return line + ": «" + short(e.Text) + "»"
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// short cuts a text at a word after some hundred characters.
func short(s string) string {
	r := []rune(s)
	if len(r) <= 120 {
		return s
	}
	cut := string(r[:120])
	if i := strings.LastIndexByte(cut, ' '); i > 60 {
		cut = cut[:i]
	}
	return cut + " …"
}

func timelineCSV(w io.Writer, entries []ledger.Entry) error {
	out := csv.NewWriter(w)
	out.Write([]string{"from", "to", "reported", "kind", "type", "code", "source", "target", "factuality", "status", "value", "currency", "claimed_by", "denied_by", "reports", "publishers", "documents", "text"})
	for _, e := range entries {
		from, to := "", ""
		if e.Date != nil {
			from, to = e.Date.From, e.Date.To
		}
		out.Write([]string{from, to, e.Reported, e.Kind, e.Type, e.Code, partyNames(e.Source), partyNames(e.Target), e.Fact, e.Status, e.Value, e.Currency, strings.Join(e.Claimed, "; "), strings.Join(e.Denied, "; "),
			strconv.Itoa(e.Count), strings.Join(publishers(e.Reports), "; "), documents(e.Reports), e.Text})
	}
	out.Flush()
	return out.Error()
}
