package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/openreadout/readout/internal/alert"
	"github.com/openreadout/readout/internal/netguard"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/spf13/cobra"
)

func newAlert() *cobra.Command {
	c := &cobra.Command{
		Use:   "alert",
		Short: "Tell of what newly comes into a store",
		Long: `Alert keeps saved queries. What newly comes into the store and is taken by the filter of one is told by an Atom feed
of readout serve, by a webhook and by a command line. A record is told once, whatever is coded again.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newAlertAdd(), newAlertList(), newAlertRemove(), newAlertRun())
	return c
}

func newAlertAdd() *cobra.Command {
	var db string
	var all bool
	var a store.Alert
	c := &cobra.Command{
		Use:   "add NAME KIND [FILTER...] --db world.db",
		Short: "Save a query",
		Long: `Add saves a query: KIND is what is asked for (events, statements, contacts, …), FILTER as in the commands of lists.
readout serve shows what it finds at /alerts/NAME.atom. A webhook gets a POST of JSON, signed as Standard Webhooks has it
(headers webhook-id, webhook-timestamp, webhook-signature) with a key that is printed here, once; a command line is run by
the shell with the records as JSON on standard input, one a line. Both are told again until they succeed.`,
		Example: `  readout alert add paris-calls contacts dyad:RUS-FRA type:phone --webhook https://desk.example.org/in --db world.db
  readout alert add aid commitments target:UKR --command 'mail -s "aid" desk@example.org' --db world.db`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			a.Name, a.Kind, a.Filter, a.Made = args[0], store.Kind(args[1]), joined(args[2:]), time.Now().UTC().Truncate(time.Second)
			if a.Webhook != "" {
				a.Secret = alert.NewSecret()
			}
			if err := a.Check(); err != nil {
				return err
			}
			s, err := openStore(db)
			if err != nil {
				return err
			}
			defer s.Close()
			if !all {
				if a.Since, err = s.Revision(c.Context()); err != nil {
					return failed(err)
				}
			}
			if err := s.AddAlert(c.Context(), a); err != nil {
				return failed(err)
			}
			if a.Secret != "" {
				fmt.Fprintln(c.OutOrStdout(), a.Secret)
			}
			return nil
		},
	}
	storeFlag(c, &db)
	c.Flags().StringVar(&a.Webhook, "webhook", "", "address that is told by POST")
	c.Flags().StringVar(&a.Command, "command", "", "command line that is told on its standard input")
	c.Flags().BoolVar(&all, "all", false, "tell of what is in the store already, too")
	return c
}

func newAlertList() *cobra.Command {
	var db string
	var asJSON bool
	c := &cobra.Command{
		Use:   "list --db world.db",
		Short: "List the saved queries",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := openStore(db)
			if err != nil {
				return err
			}
			defer s.Close()
			as, err := s.Alerts(c.Context())
			if err != nil {
				return failed(err)
			}
			enc := json.NewEncoder(c.OutOrStdout())
			enc.SetEscapeHTML(false)
			for _, a := range as {
				if asJSON {
					err = enc.Encode(a)
				} else {
					_, err = fmt.Fprintf(c.OutOrStdout(), "%-20s %s %s%s%s\n", a.Name, a.Kind, a.Filter, after("  → ", a.Webhook), after("  | ", a.Command))
				}
				if err != nil {
					return failed(err)
				}
			}
			return nil
		},
	}
	storeFlag(c, &db)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON, one alert a line")
	return c
}

// after puts a mark before a text that is not empty.
func after(mark, s string) string {
	if s == "" {
		return ""
	}
	return mark + s
}

func newAlertRemove() *cobra.Command {
	var db string
	c := &cobra.Command{
		Use:   "remove NAME --db world.db",
		Short: "Forget a saved query and what it found",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := openStore(db)
			if err != nil {
				return err
			}
			defer s.Close()
			return failed(s.RemoveAlert(c.Context(), args[0]))
		},
	}
	storeFlag(c, &db)
	return c
}

func newAlertRun() *cobra.Command {
	var db, base string
	var networks, ports []string
	c := &cobra.Command{
		Use:   "run [NAME] --db world.db",
		Short: "Find what is new and tell of it, now",
		Long: `Run finds what is new for every alert, or for the one named, and tells webhooks and commands; readout serve does the
same whenever the store changes. Both may run at once. A line of JSON an alert is printed: how many records are new, how
many messages were taken, what went wrong. Exit status 1 if anything did; it is tried again the next time.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			guard, err := guardOf(networks, ports)
			if err != nil {
				return err
			}
			s, err := openStore(db)
			if err != nil {
				return err
			}
			defer s.Close()
			name := ""
			if len(args) == 1 {
				name = args[0]
			}
			return failed(runAlerts(c, newRunner(s, guard, base), name))
		},
	}
	storeFlag(c, &db)
	c.Flags().StringVar(&base, "base", "", "address of readout serve, for links in messages: https://readout.example.org")
	allowFlags(c, &networks, &ports)
	return c
}

func allowFlags(c *cobra.Command, networks, ports *[]string) {
	c.Flags().StringArrayVar(networks, "allow-network", nil, "a network that webhooks may be in although it is not public, such as 10.1.0.0/16 (again for more)")
	c.Flags().StringArrayVar(ports, "allow-port", nil, "a port of webhooks beside 80, 443, 8080 and 8443 (again for more)")
}

func runAlerts(c *cobra.Command, r *alert.Runner, name string) error {
	reports, err := r.Run(c.Context(), name)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(c.OutOrStdout())
	enc.SetEscapeHTML(false)
	bad := 0
	for _, rep := range reports {
		if err := enc.Encode(rep); err != nil {
			return err
		}
		if rep.Error != "" {
			bad++
		}
	}
	if bad > 0 {
		return fmt.Errorf("%d of %d alerts could not be told", bad, len(reports))
	}
	return nil
}

// webhookTime is how long a webhook may take to answer.
const webhookTime = 20 * time.Second

func newRunner(s *sqlite.DB, guard *netguard.Guard, base string) *alert.Runner {
	return &alert.Runner{Store: s, Client: guard.Client(webhookTime), Base: base, Now: time.Now}
}

// Times between two looks at the store, and before alerts that could not be told are tried again.
const (
	alertLook  = 5 * time.Second
	alertAgain = time.Minute
)

// watchAlerts runs the alerts whenever the store has changed, until the context ends. What goes wrong is told once, until
// it changes.
func watchAlerts(ctx context.Context, s *sqlite.DB, r *alert.Runner, tell func(string)) {
	var done int64 = -1
	var again time.Time
	told := ""
	for tick := time.NewTicker(alertLook); ; {
		n, err := s.Revision(ctx)
		if err == nil && (n != done || !again.IsZero() && time.Now().After(again)) {
			done, again = n, time.Time{}
			var reports []alert.Report
			reports, err = r.Run(ctx, "")
			for _, rep := range reports {
				if rep.Error != "" {
					err = fmt.Errorf("alert %s: %s", rep.Alert, rep.Error)
					again = time.Now().Add(alertAgain)
				}
			}
		}
		if err != nil && ctx.Err() == nil && err.Error() != told {
			told = err.Error()
			tell(told)
		}
		select {
		case <-ctx.Done():
			tick.Stop()
			return
		case <-tick.C:
		}
	}
}
