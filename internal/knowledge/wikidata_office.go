package knowledge

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/actors"
)

// offices returns the «office» fields of a person, in order of time, and those whose office or state the input
// does not name, for comments.
func (m *wikidata) offices(x *item) (known, unknown []string) {
	type spell struct{ from, text string }
	var good, bad []spell
	for _, c := range x.Claims[positionHeld] {
		q := c.Mainsnak.id()
		if q == "" || c.Rank == "deprecated" {
			continue
		}
		from, to := day(c.Qualifiers[startTime]), day(c.Qualifiers[endTime])
		label := m.labels[q]
		of, office, _ := strings.Cut(m.posts[q], " ")
		if office == "" {
			of, office = postNamed(m.base, label)
		}
		if office == "" {
			bad = append(bad, spell{from, strings.TrimSpace(q+" "+clean(label)) + ", " + span(from, to)})
			continue
		}
		good = append(good, spell{from, of + " " + office + ", " + span(from, to) + ", wikidata"})
	}
	order := func(a, b spell) int { return strings.Compare(a.from, b.from) }
	slices.SortStableFunc(good, order)
	slices.SortStableFunc(bad, order)
	for _, s := range good {
		known = append(known, s.text)
	}
	for _, s := range bad {
		unknown = append(unknown, s.text)
	}
	return known, unknown
}

// span writes a stretch of time as the files have it. An office without an end is last known on the day it
// began: the reader of the import knows better.
func span(from, to string) string {
	if from == "" {
		from = "?"
	}
	if to == "" {
		to = strings.Replace(from, "?", "2000", 1) + "+"
	}
	return from + " to " + to
}

// day returns the date of a time qualifier in its precision (9 year, 10 month, 11 day).
func day(snaks []snak) string {
	if len(snaks) == 0 {
		return ""
	}
	var v struct {
		Time      string
		Precision int
	}
	if json.Unmarshal(snaks[0].Datavalue.Value, &v) != nil || len(v.Time) < 11 || v.Time[0] != '+' {
		return ""
	}
	switch {
	case v.Precision >= 11:
		return v.Time[1:11]
	case v.Precision == 10:
		return v.Time[1:8]
	case v.Precision == 9:
		return v.Time[1:5]
	}
	return ""
}

// postNamed reads the name of a position: «President of Russia», «Minister of Defence (Ukraine)», «French
// Minister of the Interior». It returns the state and the office with its title, or "".
func postNamed(base *actors.Base, label string) (of, office string) {
	if i := strings.Index(label, " ("); i > 0 && strings.HasSuffix(label, ")") {
		label = label[:i] + " of " + label[i+2:len(label)-1]
	}
	ws := strings.Fields(label)
	first := 0
	if n, senses := base.Match(ws); n > 0 && n < len(ws) && senses[0].Entry.Kind == "state" { // «Russian Minister of …»
		of, first = senses[0].Entry.Country, n
	}
	n, agents := base.Agent(ws[first:])
	var o *actors.Office
	for _, a := range agents {
		if a.Office != nil && (a.Country == "" || a.Country == of) {
			o = a.Office
		}
	}
	if o == nil {
		return "", ""
	}
	rest := strings.Join(ws[first+n:], " ")
	rest = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(rest, "of "), "for "), "the ")
	if of == "" {
		if of = stateNamed(base, rest); of == "" {
			return "", ""
		}
	} else if rest != "" {
		return "", ""
	}
	title := strings.ToLower(strings.Join(ws[first:first+n], " "))
	if title != o.Name {
		return of, fmt.Sprintf("%s (%s)", o.Name, title)
	}
	return of, o.Name
}

// binding is a row of query results in SPARQL JSON
// (https://www.w3.org/TR/sparql11-results-json/).
type binding map[string]struct{ Value string }

// printRows writes the persons of query results, the rows of one person together.
func (m *wikidata) printRows(rows []binding) {
	var order []string
	by := map[string][]binding{}
	for _, r := range rows {
		k := r["person"].Value
		if k == "" {
			k = r["personLabel"].Value
		}
		if k == "" {
			continue
		}
		if by[k] == nil {
			order = append(order, k)
		}
		by[k] = append(by[k], r)
	}
	if len(order) == 0 && len(rows) > 0 {
		m.warn("the query results have no column person or personLabel")
	}
	for _, k := range order {
		m.printPerson(k, by[k])
	}
}

func (m *wikidata) printPerson(key string, rows []binding) {
	r := rows[0]
	name := r["personLabel"].Value
	id := key[strings.LastIndexByte(key, '/')+1:]
	if name == "" || name == id {
		m.warn(key + " has no English label")
		return
	}
	m.out.printf("%s\n", clean(name))
	if isItem(id) {
		m.out.field("ref", id)
	}
	switch g := strings.ToLower(r["genderLabel"].Value + r["gender"].Value); {
	case strings.Contains(g, "female") || strings.HasSuffix(g, female):
		m.out.field("gender", "f")
	case strings.Contains(g, "male") || strings.HasSuffix(g, male):
		m.out.field("gender", "m")
	}
	land := ""
	for _, column := range []string{"iso", "country", "countryLabel"} {
		if v := r[column].Value; land == "" && v != "" {
			if land = v; len(v) != 3 || strings.ToUpper(v) != v {
				land = stateNamed(m.base, v)
			}
		}
	}
	m.out.field("country", land)
	for _, r := range rows {
		of, office := postNamed(m.base, r["officeLabel"].Value)
		when := span(dayOf(r["start"].Value), dayOf(r["end"].Value))
		if office == "" {
			if l := r["officeLabel"].Value; l != "" {
				m.out.printf("\t# office: %s, %s\n", clean(l), when)
			}
			continue
		}
		m.out.field("office", of+" "+office+", "+when+", wikidata")
	}
}

// dayOf cuts the day out of «2012-05-07T00:00:00Z».
func dayOf(v string) string {
	if len(v) < 10 {
		return ""
	}
	return v[:10]
}

func isItem(id string) bool {
	return len(id) > 1 && id[0] == 'Q' && strings.Trim(id[1:], "0123456789") == ""
}
