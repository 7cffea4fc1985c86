package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/user"
	"time"

	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/store"
	"github.com/spf13/cobra"
)

func newCorrect() *cobra.Command {
	var db, change, by, note string
	var accept, reject, list bool
	c := &cobra.Command{
		Use:   "correct ID --db world.db",
		Short: "Accept, change or reject a record of a store",
		Long: `Correct keeps what a person says of a record: that it is right (--accept), that it is wrong (--reject), or what
is right (--change, a JSON object of the fields that change). Corrections are kept apart, by the text and the
place in it, and hold when the text is coded again. Rejected records are listed no more unless asked for with
verdict:reject. --list prints every correction as JSON, one a line.`,
		Example: `  readout correct 0f…3a-91be02c4 --reject --note "a match, not a fight" --db world.db
  readout correct 0f…3a-91be02c4 --change '{"factuality":"planned"}' --db world.db`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if list != (len(args) == 0) {
				return fmt.Errorf("want an ID, or --list without one")
			}
			if list {
				return failed(listCorrections(c, db))
			}
			verdict := "accept"
			switch {
			case change != "":
				verdict = "change"
			case reject:
				verdict = "reject"
			case !accept:
				return fmt.Errorf("want one of --accept, --change or --reject")
			}
			return correct(c, db, args[0], store.Correction{Verdict: verdict, Change: change, By: by, Note: note, At: time.Now().UTC().Truncate(time.Second)})
		},
	}
	storeFlag(c, &db)
	c.Flags().BoolVar(&accept, "accept", false, "the record is right")
	c.Flags().BoolVar(&reject, "reject", false, "the record is wrong")
	c.Flags().StringVar(&change, "change", "", "JSON object of the fields that change")
	c.Flags().StringVar(&by, "by", userName(), "who says so")
	c.Flags().StringVar(&note, "note", "", "why")
	c.Flags().BoolVar(&list, "list", false, "print every correction")
	c.MarkFlagsMutuallyExclusive("accept", "reject", "change", "list")
	return c
}

// userName is the name of whoever runs the program, "" where the system has none.
func userName() string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return os.Getenv("USER")
}

func listCorrections(c *cobra.Command, db string) error {
	s, err := openStore(db)
	if err != nil {
		return err
	}
	defer s.Close()
	cs, err := s.Corrections(c.Context())
	if err != nil {
		return err
	}
	enc := json.NewEncoder(c.OutOrStdout())
	enc.SetEscapeHTML(false)
	for _, x := range cs {
		if err := enc.Encode(x); err != nil {
			return err
		}
	}
	return nil
}

func correct(c *cobra.Command, db, id string, x store.Correction) error {
	s, err := openStore(db)
	if err != nil {
		return err
	}
	defer s.Close()
	return failed(desk.Correct(c.Context(), s, id, x))
}
