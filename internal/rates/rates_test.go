package rates_test

import (
	"testing"
	"testing/fstest"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/rates"
)

func TestRate(t *testing.T) {
	table, err := rates.New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		from, to    string
		year, month int
		least, most float64 // both zero: not known
	}{
		{"EUR", "USD", 2008, 7, 1.55, 1.60},
		{"GBP", "EUR", 2015, 7, 1.39, 1.45},
		{"USD", "RUB", 2013, 12, 32, 34},
		{"USD", "USD", 2020, 1, 1, 1},
		{"UAH", "USD", 2013, 6, 0.12, 0.13},
		{"EUR", "USD", 1995, 1, 0, 0},
		{"XYZ", "USD", 2015, 1, 0, 0},
		{"TRY", "USD", 2001, 1, 0, 0},
	} {
		got := table.Rate(c.from, c.to, c.year, c.month)
		if got == nil {
			if c.most != 0 {
				t.Errorf("%s to %s in %d-%02d is not known", c.from, c.to, c.year, c.month)
			}
			continue
		}
		if x, _ := got.Float64(); x < c.least || x > c.most {
			t.Errorf("%s to %s in %d-%02d is %g, want %g to %g", c.from, c.to, c.year, c.month, x, c.least, c.most)
		}
	}
}

func TestCheck(t *testing.T) {
	if errs := rates.Check(data.FS()); len(errs) > 0 {
		t.Error(errs)
	}
	const head = "currency\tyear\tjan\tfeb\tmar\tapr\tmay\tjun\tjul\taug\tsep\toct\tnov\tdec\n"
	const rest = "\t\t\t\t\t\t\t\t\t\t\n"
	for _, c := range []struct{ rows, want string }{
		{"EUR\t2001\t1.07\tx" + rest, `rates/monthly.tsv:2:15: "x" is no rate`},
		{"EUR\t2001\t-1\t" + rest, `rates/monthly.tsv:2:10: "-1" is no rate`},
		{"EUR\tlast\t1\t" + rest, `rates/monthly.tsv:2:5: "last" is no year`},
		{"EUR\t2001\t1\t" + rest + "EUR\t2001\t2\t" + rest, `rates/monthly.tsv:3:1: EUR 2001 stands in line 2 too`},
		{"Euro\t2001\t1\t" + rest, `rates/monthly.tsv:2:1: "Euro" is no code of ISO 4217`},
	} {
		errs := rates.Check(fstest.MapFS{"rates/monthly.tsv": {Data: []byte(head + c.rows)}})
		if len(errs) != 1 || errs[0].Error() != c.want {
			t.Errorf("%q: %v, want %s", c.rows, errs, c.want)
		}
	}
}
