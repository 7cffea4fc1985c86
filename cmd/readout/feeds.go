package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/watch"
	"github.com/spf13/cobra"
)

func newFeeds() *cobra.Command {
	var db, release string
	var asJSON bool
	c := &cobra.Command{
		Use:   "feeds --db world.db",
		Short: "List the feeds that a store is kept up to date with, and how they fare",
		Long: `Feeds lists the feeds that readout watch looks at, those in trouble first: quarantined (looked at rarely, with
the reason), failing, silent (nothing new for a month), new, ok, unlisted (no longer in the list of feeds).
--release takes a feed out of quarantine, so that the watch looks at it again at once.`,
		Example: `  readout feeds --db world.db
  readout feeds --release https://www.mfa.example/en/rss.xml --db world.db`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := openStore(db)
			if err != nil {
				return err
			}
			defer s.Close()
			feeds, err := s.Feeds(c.Context())
			if err != nil {
				return failed(err)
			}
			if release != "" {
				return failed(releaseFeeds(c, s, feeds, release))
			}
			out := bufio.NewWriter(c.OutOrStdout())
			now := time.Now()
			if asJSON {
				err = feedsJSON(out, feeds, now)
			} else {
				err = feedsText(out, feeds, now)
			}
			if err != nil {
				return failed(err)
			}
			return failed(out.Flush())
		},
	}
	storeFlag(c, &db)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON, one feed a line")
	c.Flags().StringVar(&release, "release", "", "take the feed of this address out of quarantine; «all» takes all")
	return c
}

func releaseFeeds(c *cobra.Command, s store.Feeds, feeds []store.Feed, address string) error {
	n := 0
	for _, f := range feeds {
		if address != f.Address && (address != "all" || f.Quarantined == "") {
			continue
		}
		watch.Release(&f)
		if err := s.PutFeed(c.Context(), f); err != nil {
			return err
		}
		n++
	}
	if n == 0 && address != "all" {
		return fmt.Errorf("no feed %s in this store", address)
	}
	fmt.Fprintf(c.ErrOrStderr(), "%d released\n", n)
	return nil
}

// feedsJSON prints what is known of each feed, with its state.
func feedsJSON(out io.Writer, feeds []store.Feed, now time.Time) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, f := range feeds {
		if err := enc.Encode(struct {
			State string `json:"state"`
			store.Feed
		}{watch.State(&f, now), f}); err != nil {
			return err
		}
	}
	return nil
}

// feedOrder is the order of states in the list: trouble first.
var feedOrder = []string{watch.Quarantined, watch.Failing, watch.Silent, watch.New, watch.OK, watch.Unlisted}

func feedsText(out io.Writer, feeds []store.Feed, now time.Time) error {
	slices.SortStableFunc(feeds, func(a, b store.Feed) int {
		return cmp.Compare(slices.Index(feedOrder, watch.State(&a, now)), slices.Index(feedOrder, watch.State(&b, now)))
	})
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "STATE\tLAST READ\tLAST NEW\tFOUND\tADDED\tNOT CODED\tLOST\tFEED")
	for _, f := range feeds {
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%d\t%d\t%d\t%s\n", watch.State(&f, now), day(f.LastSuccess), day(f.LastNew), f.Found, f.Added, f.Refused, f.Lost, strings.TrimSpace(f.Address+"  "+f.Name))
		if why := cmp.Or(f.Quarantined, f.Failure); why != "" {
			fmt.Fprintf(w, "\t\t\t\t\t\t\t  %s; next look %s\n", why, f.NextTry.Local().Format("2006-01-02 15:04"))
		}
	}
	return w.Flush()
}

func day(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.Local().Format(time.DateOnly)
}
