// Package rates knows what currencies were worth: their official rates to the US dollar by month since 1999. The
// amount layer checks the conversions of a text against it.
//
// The table is data/rates/monthly.tsv, made by train/rates from the published series of the International Monetary
// Fund, the Federal Reserve and the OECD. A month or currency that it lacks has no rate.
package rates

import (
	"io/fs"
	"math/big"
	"strconv"

	"github.com/openreadout/readout/internal/lexicon"
)

const file = "rates/monthly.tsv"

// Table holds the rates. It is safe for concurrent use.
type Table struct {
	rows map[year]lexicon.Row
}

// year is one currency's (ISO 4217) year.
type year struct {
	currency string
	year     int
}

// New reads the table from the knowledge. Its figures are read when they are asked for; Check reads them all.
func New(k fs.FS) (*Table, error) {
	rows, err := lexicon.Table(k, file, "currency", "year", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
	if err != nil {
		return nil, err
	}
	t := &Table{make(map[year]lexicon.Row, len(rows))}
	for _, r := range rows {
		y, err := strconv.Atoi(r.Cols[1])
		if err != nil || y < 1900 || y > 2200 {
			return nil, r.Errorf(1, "%q is no year", r.Cols[1])
		}
		key := year{r.Cols[0], y}
		if old, ok := t.rows[key]; ok {
			return nil, r.Errorf(0, "%s %d stands in line %d too", key.currency, y, old.Line)
		}
		t.rows[key] = r
	}
	return t, nil
}

// Check returns every mistake in the table of the knowledge, each with file, line and column.
func Check(k fs.FS) []error {
	t, err := New(k)
	if err != nil {
		return []error{err}
	}
	var out []error
	for _, r := range t.rows {
		if len(r.Cols[0]) != 3 {
			out = append(out, r.Errorf(0, "%q is no code of ISO 4217", r.Cols[0]))
		}
		for m := range 12 {
			if r.Cols[2+m] != "" && figure(r.Cols[2+m]) == nil {
				out = append(out, r.Errorf(2+m, "%q is no rate", r.Cols[2+m]))
			}
		}
	}
	return out
}

// figure reads a rate; nil for what is none.
func figure(s string) *big.Rat {
	x, ok := new(big.Rat).SetString(s)
	if !ok || x.Sign() <= 0 {
		return nil
	}
	return x
}

// dollar returns how many units of the currency a US dollar bought, nil where it is not known.
func (t *Table) dollar(currency string, y, month int) *big.Rat {
	if currency == "USD" {
		return big.NewRat(1, 1)
	}
	r, ok := t.rows[year{currency, y}]
	if !ok || r.Cols[1+month] == "" {
		return nil
	}
	return figure(r.Cols[1+month])
}

// Rate returns how many units of the currency to one unit of the currency from bought in a month (1 to 12), nil
// where it is not known.
func (t *Table) Rate(from, to string, y, month int) *big.Rat {
	a, b := t.dollar(from, y, month), t.dollar(to, y, month)
	if a == nil || b == nil {
		return nil
	}
	return new(big.Rat).Quo(b, a)
}
