package web

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/store"
)

// rows reads the newest records of a scope. Reports of one occurrence are one row, the newest report first.
func (s *Server) rows(ctx context.Context, k store.Kind, in scope, limit int) ([]lineView, error) {
	read := limit
	if slices.Contains(joinedKinds, k) {
		read = 2 * limit
	}
	rows, _, err := s.records(ctx, k, in, "", read)
	if err != nil {
		return nil, err
	}
	out := joinRows(k, rows)
	return out[:min(limit, len(out))], nil
}

// joinRows reads the rows of a list. Those that package ledger takes for reports of one occurrence are one.
func joinRows(k store.Kind, rows []store.Row) []lineView {
	x := newReader()
	var out []lineView
	if !slices.Contains(joinedKinds, k) {
		for _, r := range rows {
			out = append(out, x.line(k, r))
		}
		return out
	}
	docs := ledgerDocuments(rows)
	number := map[place]int{}
	for n, reports := range told(k, docs) {
		for _, r := range reports {
			number[place{r.Document, r.Record}] = n
		}
	}
	at := map[int]int{} // row of an occurrence
	for _, r := range rows {
		line := x.line(k, r)
		n, ok := number[place{r.DocID, anchor(k, r)}]
		if !ok {
			out = append(out, line)
			continue
		}
		i, there := at[n]
		if !there {
			at[n] = len(out)
			out = append(out, line)
			continue
		}
		first := &out[i]
		first.Reports = append(first.Reports, reportLink{line.Publisher, line.Link, r.CopyOf != ""})
		first.Claim = cmp.Or(first.Claim, line.Claim)
	}
	if k == store.Events {
		denials(out, at, docs)
	}
	return out
}

// denials adds to the rows of events who denies what others say.
func denials(out []lineView, at map[int]int, docs []ledger.Document) {
	for n, o := range ledger.Occurrences(docs) {
		if i, ok := at[n]; ok && len(o.Denied) > 0 && len(o.Reports) > 1 {
			out[i].Denied = sources(o.Denied)
		}
	}
}

// sources names those who say something; an unnamed one is one.
func sources(names []string) string {
	names = slices.Clone(names)
	for i, n := range names {
		if n == "?" {
			names[i] = "an unnamed source"
		}
	}
	return strings.Join(names, ", ")
}

// ledgerDocuments returns the documents of rows as package ledger has them, each once.
func ledgerDocuments(rows []store.Row) []ledger.Document {
	var out []ledger.Document
	seen := map[string]bool{}
	for _, r := range rows {
		if !seen[r.DocID] {
			seen[r.DocID] = true
			d := *r.Document
			d.ID = r.DocID // ids of articles may clash between publishers
			out = append(out, ledger.Document{Document: &d, CopyOf: r.CopyOf})
		}
	}
	slices.Reverse(out) // oldest first
	return out
}
