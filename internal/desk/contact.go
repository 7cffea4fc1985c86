package desk

import (
	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/store"
)

// Together numbers the contacts that rows of contacts tell of, in order of the rows: rows with one number are
// reports of one contact, as ledger.Contacts joins them.
func Together(rows []store.Row) []int {
	var docs []ledger.Document
	seen := map[string]bool{}
	for _, r := range rows {
		if !seen[r.DocID] {
			seen[r.DocID] = true
			d := *r.Document
			d.ID = r.DocID // ids of articles may clash between publishers
			docs = append(docs, ledger.Document{Document: &d, CopyOf: r.CopyOf})
		}
	}
	type report struct{ document, record string }
	joined := map[report]int{}
	for i, c := range ledger.Contacts(docs) {
		for _, o := range c.Reports {
			joined[report{o.Document, o.Record}] = i + 1
		}
	}
	numbers := map[int]int{}
	out := make([]int, len(rows))
	n := 0
	for i, r := range rows {
		at := joined[report{r.DocID, r.Document.Contacts[r.Index].ID}] // 0: not of two parties, so none joins it
		if m, ok := numbers[at]; ok && at > 0 {
			out[i] = m
			continue
		}
		numbers[at], out[i] = n, n
		n++
	}
	return out
}
