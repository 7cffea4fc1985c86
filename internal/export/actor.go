package export

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
	"github.com/openreadout/readout/record"
)

// country is the codes of one country.
type country struct{ iso2, fips, cow, name string }

func readCountries(k fs.FS) (map[string]country, error) {
	rows, err := lexicon.Table(k, "ontologies/countries.tsv", "iso3", "iso2", "fips", "cow", "name")
	out := map[string]country{}
	for _, r := range rows {
		out[r.Cols[0]] = country{r.Cols[1], r.Cols[2], r.Cols[3], r.Cols[4]}
	}
	return out, err
}

// actor is a party of an event as the formats of other coders cut it: by groups of three letters of its code.
type actor struct {
	*record.Entity
	country  string   // ISO 3166-1 alpha-3, "" for none
	group    string   // IGO, NGO, IMG, MNC where the code begins with one
	sectors  []string // GOV, MIL, …
	religion []string
	rest     []string
}

var (
	groups   = []string{"IGO", "NGO", "NGM", "IMG", "MNC"}
	sectors  = []string{"GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "LEG", "MED", "EDU", "BUS", "CRM", "CVL", "AGR", "DEV", "ELI", "ENV", "HLH", "HRI", "LAB", "MOD", "RAD", "REF", "SET", "UAF", "INS", "SEP", "UIS", "JRN", "SOC", "PRM"}
	religion = []string{"CHR", "CTH", "PRO", "DOX", "MOS", "SUN", "SHI", "SFI", "JEW", "JUW", "BUD", "HIN", "SIK", "BAH", "REL"}
)

func (x *Exporter) actor(e *record.Entity) actor {
	a := actor{Entity: e}
	if e == nil {
		return a
	}
	for i, code := 0, e.Actor; len(code) >= 3; i, code = i+1, code[3:] {
		g := code[:3]
		_, isCountry := x.country[g]
		switch {
		case i == 0 && isCountry:
			a.country = g
		case i == 0 && slices.Contains(groups, g):
			a.group = g
		case slices.Contains(sectors, g):
			a.sectors = append(a.sectors, g)
		case slices.Contains(religion, g):
			a.religion = append(a.religion, g)
		default:
			a.rest = append(a.rest, g)
		}
	}
	return a
}

func (a actor) code() string {
	if a.Entity == nil {
		return ""
	}
	return a.Actor
}

func (a actor) name() string {
	if a.Entity == nil {
		return ""
	}
	return a.Name
}

// nth returns the n-th of a list, "" beyond its end.
func nth(xs []string, n int) string {
	if n < len(xs) {
		return xs[n]
	}
	return ""
}

// pairs lists who does it to whom, two by two: every source with every target, every two of the parties of a
// symmetric event that names no target. A side that is missing is nil.
func (it *item) pairs(e event) [][2]*record.Entity {
	find := func(ids []string) []*record.Entity {
		var out []*record.Entity
		for _, id := range ids {
			if x := it.by[id]; x != nil {
				out = append(out, x)
			}
		}
		return out
	}
	from, to := find(e.Source), find(e.Target)
	var out [][2]*record.Entity
	switch {
	case len(to) == 0 && e.Symmetric && len(from) > 1:
		for i := range from {
			for j := i + 1; j < len(from); j++ {
				out = append(out, [2]*record.Entity{from[i], from[j]})
			}
		}
	case len(to) == 0:
		for _, f := range from {
			out = append(out, [2]*record.Entity{f})
		}
	case len(from) == 0:
		for _, t := range to {
			out = append(out, [2]*record.Entity{nil, t})
		}
	default:
		for _, f := range from {
			for _, t := range to {
				out = append(out, [2]*record.Entity{f, t})
			}
		}
	}
	return out
}

// day is the day of an event: the first of its interval, else that of publication; «» for none.
func (it *item) day(e event) string { return first(from(e.Date), to(e.Date), it.d.Published) }

// compact writes a day as 20250702.
func compact(day string) string { return strings.ReplaceAll(day, "-", "") }

// sentence returns the number of the sentence that a span begins in, from 1.
func (it *item) sentence(s record.Span) int {
	for i, x := range it.d.Sentences {
		if s.Begin < x.End {
			return i + 1
		}
	}
	return len(it.d.Sentences)
}

// site is the place of an event, nil where it has none.
func (it *item) site(e event) *record.Entity {
	if x := it.by[e.Place]; x != nil && x.Place != nil {
		return x
	}
	return nil
}
