package web

import (
	"context"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/server/chart"
	"github.com/openreadout/readout/internal/store"
)

// occurrencesView is the newest events between two countries, once each, with who reports, claims and denies them.
type occurrencesView struct {
	Rows     []occurrenceLine
	Shown    int
	Read, Of int // newest reports looked at, of those that there are
}

// occurrenceLine is what happened once.
type occurrenceLine struct {
	Date, Type, Fact, Class string
	Who, Whom               []party
	Text                    string
	Reports                 []reportLink
	Claimed, Denied         string
}

const (
	occurrencesRead  = 80 // of the newest reports
	occurrencesShown = 15
)

// between lists the newest occurrences of a scope; of is how many reports there are.
func (s *Server) between(ctx context.Context, in scope, of int) (*occurrencesView, error) {
	rows, _, err := s.records(ctx, store.Events, in, "", occurrencesRead)
	if err != nil {
		return nil, err
	}
	wanted := map[place]store.Row{}
	for _, r := range rows {
		wanted[place{r.DocID, anchor(store.Events, r)}] = r
	}
	v := &occurrencesView{Read: len(rows), Of: of}
	all := ledger.Occurrences(ledgerDocuments(rows))
	slices.Reverse(all) // newest first; those without a day before
	slices.SortStableFunc(all, func(a, b ledger.Occurrence) int { return dated(&b) - dated(&a) })
	for i := range all {
		o := &all[i]
		j := slices.IndexFunc(o.Reports, func(r ledger.EventReport) bool { _, ok := wanted[place{r.Document, r.Record}]; return ok })
		if j < 0 || len(v.Rows) == occurrencesShown {
			continue
		}
		r := wanted[place{o.Reports[j].Document, o.Reports[j].Record}]
		line := occurrenceLine{Date: interval(o.Date), Type: strings.ToLower(o.Type), Fact: o.Factuality, Class: quadClass(r.Document.Events[r.Index].Quad),
			Who: partiesOf(o.Source), Whom: partiesOf(o.Target), Text: o.Reports[j].Text, Claimed: sources(o.Claimed), Denied: sources(o.Denied)}
		for _, x := range o.Reports {
			line.Reports = append(line.Reports, reportLink{x.Source, link(x.Report), x.CopyOf != ""})
		}
		v.Rows = append(v.Rows, line)
	}
	v.Shown = len(v.Rows)
	return v, nil
}

// dated is 1 for an occurrence that has a date.
func dated(o *ledger.Occurrence) int {
	if o.Date == nil {
		return 0
	}
	return 1
}

// reportsOf is how many reports a record list has, for the words «of 63».
func reportsOf(n, of int) string {
	if n >= of {
		return "all " + chart.Number(of)
	}
	return "the newest " + chart.Number(n) + " of " + chart.Number(of)
}
