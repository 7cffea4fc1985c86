package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
	"github.com/spf13/cobra"
)

func newToken() *cobra.Command {
	c := &cobra.Command{
		Use:   "token",
		Short: "Say who may use a server from other machines",
		Long: `Token keeps the tokens with which clients use readout serve from other machines. The store keeps a hash of a token
only; the token itself is shown once, when it is made.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newTokenAdd(), newTokenList(), newTokenRevoke())
	return c
}

func newTokenAdd() *cobra.Command {
	var db, scope, expires string
	c := &cobra.Command{
		Use:   "add NAME --db world.db",
		Short: "Make a token and print it, once",
		Long: `Add makes a token and prints it on standard output; it cannot be shown again. NAME stands in logs and beside the
corrections that come with it. The scope read is for every question and for texts that are coded on request; write is
for corrections too.`,
		Example: `  readout token add newsroom --scope write --expires 2027-01-01 --db world.db`,
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			var end time.Time
			if expires != "" {
				if !record.ValidDay(expires) {
					return fmt.Errorf("--expires %q: want a day, such as 2027-01-01", expires)
				}
				end, _ = time.Parse(time.DateOnly, expires) // a valid day
			}
			t, secret, err := store.NewToken(args[0], []string{scope}, time.Now().UTC().Truncate(time.Second), end)
			if err != nil {
				return err
			}
			s, err := openStore(db)
			if err != nil {
				return err
			}
			defer s.Close()
			if err := s.AddToken(c.Context(), t); err != nil {
				return failed(err)
			}
			_, err = fmt.Fprintln(c.OutOrStdout(), secret)
			return failed(err)
		},
	}
	storeFlag(c, &db)
	c.Flags().StringVar(&scope, "scope", store.ScopeRead, "what it may be used for: read or write")
	c.Flags().StringVar(&expires, "expires", "", "day from which it is refused; never if left out")
	return c
}

func newTokenList() *cobra.Command {
	var db string
	var asJSON bool
	c := &cobra.Command{
		Use:   "list --db world.db",
		Short: "List the tokens, without their secrets",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := openStore(db)
			if err != nil {
				return err
			}
			defer s.Close()
			ts, err := s.Tokens(c.Context())
			if err != nil {
				return failed(err)
			}
			enc := json.NewEncoder(c.OutOrStdout())
			for _, t := range ts {
				if asJSON {
					err = enc.Encode(t)
				} else {
					_, err = fmt.Fprintf(c.OutOrStdout(), "%-24s %-6s made %s%s\n", t.Name, strings.Join(t.Scopes, " "), t.Made.Format(time.DateOnly), tokenEnd(&t))
				}
				if err != nil {
					return failed(err)
				}
			}
			return nil
		},
	}
	storeFlag(c, &db)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON, one token a line")
	return c
}

// tokenEnd says when a token ended or ends.
func tokenEnd(t *store.Token) string {
	switch {
	case !t.Revoked.IsZero():
		return ", revoked " + t.Revoked.Format(time.DateOnly)
	case !t.Expires.IsZero():
		return ", expires " + t.Expires.Format(time.DateOnly)
	}
	return ""
}

func newTokenRevoke() *cobra.Command {
	var db string
	c := &cobra.Command{
		Use:   "revoke NAME --db world.db",
		Short: "Refuse a token from now on",
		Long: `Revoke ends a token; servers that are running refuse it within a second. Its name stays taken, as it stands in logs
and beside corrections.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := openStore(db)
			if err != nil {
				return err
			}
			defer s.Close()
			return failed(s.RevokeToken(c.Context(), args[0], time.Now()))
		},
	}
	storeFlag(c, &db)
	return c
}
