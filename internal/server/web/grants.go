package web

import (
	"cmp"
	"context"
	"math/big"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/server/chart"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// grantsRead is how many of the newest commitments of a filter are looked at for sums: their values stand in the
// documents only.
const grantsRead = 200

// grantsView tells who commits how much to whom, as package ledger adds it up.
type grantsView struct {
	Currencies []currencyView
	Read, Of   int // reports of commitments looked at, of those that there are
	Sums       int // commitments among them that tell a sum
	Again      int // further reports of those
}

// currencyView is the sums of one currency: they are not converted.
type currencyView struct {
	Currency string
	Total    string
	Rows     []grantRow
	More     int // rows that are left out
}

// grantRow is what one donor commits to one recipient in one currency.
type grantRow struct {
	chart.Share
	Donor, Recipient []party
	Sums             []sumView
	total            *big.Rat
}

// sumView is a commitment with the reports of it.
type sumView struct {
	Text, Status, Type, Date, Link string
	Reports                        int
	Apart                          bool // not added up
}

// grantRows is how many rows a currency has at most.
const grantRows = 12

// accounts returns the commitments of a scope by donor and recipient: of the whole store where the scope is all of it,
// else of the newest. read is how many reports they are of.
func (s *Server) accounts(ctx context.Context, in scope) (as []ledger.Account, read int, err error) {
	if in.Text == "" && s.counter.at() >= 0 {
		j, err := s.joined(ctx, s.o.Patience)
		if err != nil {
			return nil, 0, err
		}
		if j != nil {
			return j.accounts, j.commitments, nil
		}
	}
	rows, _, err := s.records(ctx, store.Commitments, in, "", grantsRead)
	if err != nil {
		return nil, 0, err
	}
	return ledger.Accounts(only(rows)), len(rows), nil
}

// only returns the documents of rows of commitments with the commitments of the rows alone.
func only(rows []store.Row) []ledger.Document {
	wanted := map[string][]record.Commitment{}
	for _, r := range rows {
		wanted[r.DocID] = append(wanted[r.DocID], r.Document.Commitments[r.Index])
	}
	docs := ledgerDocuments(rows)
	for _, d := range docs {
		d.Commitments = wanted[d.ID]
	}
	return docs
}

// grants sums the commitments of a scope up by donor, recipient and currency; of is how many reports there are.
func (s *Server) grants(ctx context.Context, in scope, of int) (*grantsView, error) {
	as, read, err := s.accounts(ctx, in)
	if err != nil {
		return nil, err
	}
	v := &grantsView{Read: read, Of: of}
	by := map[string]*currencyView{}
	for i := range as {
		a := &as[i]
		for _, sum := range a.Sums {
			row := newGrantRow(a, sum)
			c := by[sum.Currency]
			if c == nil {
				c = &currencyView{Currency: sum.Currency}
				by[sum.Currency] = c
			}
			for _, x := range row.Sums {
				v.Sums++
				v.Again += x.Reports - 1
			}
			c.Rows = append(c.Rows, row)
		}
	}
	for _, c := range by {
		c.scale()
		v.Currencies = append(v.Currencies, *c)
	}
	slices.SortFunc(v.Currencies, func(a, b currencyView) int {
		return cmp.Or(cmp.Compare(len(b.Rows)+b.More, len(a.Rows)+a.More), strings.Compare(a.Currency, b.Currency))
	})
	return v, nil
}

// added are the statuses of what is added up.
var added = []string{"pledged", "committed", "delivered"}

func newGrantRow(a *ledger.Account, sum ledger.Sum) grantRow {
	row := grantRow{Donor: partiesOf(a.Donor), Recipient: partiesOf(a.Recipient)}
	row.Name = names(a.Donor) + " → " + names(a.Recipient)
	row.Text = money(sum.Value, sum.Currency)
	row.total, _ = new(big.Rat).SetString(sum.Value)
	for _, p := range stacks[store.Commitments].parts {
		row.Parts = append(row.Parts, chart.Part{Class: p.Class})
	}
	for _, c := range a.Commitments {
		if c.Currency != sum.Currency || c.Value == "" {
			continue
		}
		first := c.Reports[0]
		row.Sums = append(row.Sums, sumView{money(c.Value, c.Currency), c.Status, c.Type, c.First, "/documents/" + first.Document + "#" + first.Record, len(c.Reports),
			c.Period != nil || !slices.Contains(added, c.Status)})
	}
	return row
}

// scale sorts the rows of a currency by their sums, gives their bars a length, in thousandths of the longest, and adds
// them up.
func (c *currencyView) scale() {
	slices.SortStableFunc(c.Rows, func(a, b grantRow) int {
		return cmp.Or(b.total.Cmp(a.total), strings.Compare(a.Name, b.Name))
	})
	all, most := new(big.Rat), c.Rows[0].total
	parts := stacks[store.Commitments].parts
	for i := range c.Rows {
		r := &c.Rows[i]
		all.Add(all, r.total)
		r.Of = 1000
		if most.Sign() > 0 {
			thousandths, _ := new(big.Rat).Quo(new(big.Rat).Mul(r.total, big.NewRat(1000, 1)), most).Float64()
			r.N = int(thousandths)
			r.Parts[partOf(parts, "pledged")].N = r.N
		}
	}
	c.Total = money(all.FloatString(2), c.Currency)
	c.More = max(0, len(c.Rows)-grantRows)
	c.Rows = c.Rows[:len(c.Rows)-c.More]
}

// partiesOf makes links of parties of the ledger.
func partiesOf(ps []ledger.Party) []party {
	var out []party
	for _, p := range ps {
		ref := ""
		if wikidata.MatchString(p.Key) {
			ref = p.Key
		}
		out = append(out, party{Name: p.Name, Code: p.Actor, Link: actorAddress(ref, p.Actor, p.Name)})
	}
	return out
}

func names(ps []ledger.Party) string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Name)
	}
	return strings.Join(out, ", ")
}
