package web

import (
	"cmp"
	"context"
	"math/big"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/server/chart"
	"github.com/openreadout/readout/internal/store"
)

// grantsRead is how many of the newest commitments are looked at for sums: their values stand in the documents only.
const grantsRead = 500

// grantsView tells who commits how much to whom. A sum told again is counted once.
type grantsView struct {
	Currencies []currencyView
	Read       int // commitments looked at
	Sums       int // different ones among those with a sum
	Again      int // told again
}

// currencyView is the sums of one currency: they are not converted.
type currencyView struct {
	Currency string
	Total    string
	Rows     []grantRow
}

// grantRow is what one donor commits to one recipient in one currency.
type grantRow struct {
	chart.Share
	Donor, Recipient []party
	Sums             []sumView
}

// sumView is a sum with the reports of it.
type sumView struct {
	Text, Status, Type, Date, Link string
	Reports                        int
	value                          *big.Rat
	document                       string
}

// grants sums commitments up by donor, recipient and currency. Commitments of the same donor, recipient, sum and kind are
// one that is told again, and so are equal sums to one recipient in one document: the first report counts, with the latest status.
func (s *Server) grants(ctx context.Context, in scope) (*grantsView, error) {
	rows, _, err := s.store.List(ctx, store.Commitments, in.Filter, "", grantsRead)
	if err != nil {
		return nil, err
	}
	v := &grantsView{Read: len(rows)}
	x := newReader()
	at := map[pair]*grantRow{}
	var order []pair
	for _, r := range rows {
		c := &r.Document.Commitments[r.Index]
		value, ok := new(big.Rat).SetString(string(c.Value))
		if !ok || c.Currency == "" || value.Sign() <= 0 {
			continue
		}
		donor, recipient := x.parties(r.Document, c.Donor), x.parties(r.Document, c.Recipient)
		p := pair{c.Currency, bodies(donor), bodies(recipient)}
		g := at[p]
		if g == nil {
			g = &grantRow{Donor: donor, Recipient: recipient}
			at[p] = g
			order = append(order, p)
		}
		line := x.line(store.Commitments, r)
		if s := toldWithin(at, p.currency, p.recipient, r.DocID, value); s != nil {
			s.Reports++
			v.Again++
			continue
		}
		i := slices.IndexFunc(g.Sums, func(o sumView) bool {
			return o.value.Cmp(value) == 0 && (o.Type == c.Type || o.Type == "" || c.Type == "")
		})
		if i >= 0 { // rows come newest first: the status that stands is the latest
			g.Sums[i].Reports++
			g.Sums[i].Type = cmp.Or(g.Sums[i].Type, c.Type)
			v.Again++
			continue
		}
		g.Sums = append(g.Sums, sumView{money(string(c.Value), c.Currency), c.Status, c.Type, line.Date, line.Link, 1, value, r.DocID})
		v.Sums++
	}
	by := map[string]*currencyView{}
	for _, p := range order {
		g := at[p]
		if by[p.currency] == nil {
			by[p.currency] = &currencyView{Currency: p.currency}
		}
		g.Name = p.donor + " → " + p.recipient
		if len(g.Sums) == 0 {
			continue
		}
		by[p.currency].Rows = append(by[p.currency].Rows, *g)
	}
	for _, c := range by {
		c.scale()
		v.Currencies = append(v.Currencies, *c)
	}
	slices.SortFunc(v.Currencies, func(a, b currencyView) int {
		return cmp.Or(cmp.Compare(len(b.Rows), len(a.Rows)), strings.Compare(a.Currency, b.Currency))
	})
	return v, nil
}

// pair is a donor and a recipient of sums in a currency.
type pair struct{ currency, donor, recipient string }

// toldWithin finds a sum that the same document has told of already: «EU leaders» and «the bloc» who give one country the
// same sum in one text are one donor.
func toldWithin(at map[pair]*grantRow, currency, recipient, document string, value *big.Rat) *sumView {
	for p, g := range at {
		if p.currency != currency || p.recipient != recipient {
			continue
		}
		for i := range g.Sums {
			if s := &g.Sums[i]; s.document == document && s.value.Cmp(value) == 0 {
				return s
			}
		}
	}
	return nil
}

// scale sorts the rows of a currency by their sums and gives their bars a length, in thousandths of the longest.
func (c *currencyView) scale() {
	total := func(sums []sumView) *big.Rat {
		t := new(big.Rat)
		for _, s := range sums {
			t.Add(t, s.value)
		}
		return t
	}
	slices.SortStableFunc(c.Rows, func(a, b grantRow) int {
		return cmp.Or(total(b.Sums).Cmp(total(a.Sums)), strings.Compare(a.Name, b.Name))
	})
	most, all := total(c.Rows[0].Sums), new(big.Rat)
	parts := stacks[store.Commitments].parts
	for i := range c.Rows {
		r := &c.Rows[i]
		all.Add(all, total(r.Sums))
		r.Text = money(total(r.Sums).FloatString(2), c.Currency)
		r.Of = 1000
		for _, p := range parts {
			r.Parts = append(r.Parts, chart.Part{Class: p.Class})
		}
		for _, s := range r.Sums {
			thousandths, _ := new(big.Rat).Quo(new(big.Rat).Mul(s.value, big.NewRat(1000, 1)), most).Float64()
			r.Parts[partOf(parts, s.Status)].N += int(thousandths)
		}
	}
	c.Total = money(all.FloatString(2), c.Currency)
}

// bodies tells for whom some parties act, in whatever order and under whatever names.
func bodies(ps []party) string {
	var out []string
	for _, p := range ps {
		out = append(out, p.body)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}
