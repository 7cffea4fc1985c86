package export

import (
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// Diff prints what differs between two codings of one text, a line for each record that came («+»), went («-»)
// or changed («~», with the columns that differ), and returns how many there are. Records are matched by their
// words, so that a shift of ids is no change.
func Diff(w io.Writer, old, new *record.Document) (int, error) {
	n := 0
	for _, k := range store.Kinds[1:] {
		a, b := tableOf(k, old), tableOf(k, new)
		for _, key := range a.order {
			other, ok := b.rows[key]
			switch {
			case !ok:
				n++
				if _, err := fmt.Fprintf(w, "- %s\n", a.say(k, key)); err != nil {
					return n, err
				}
			case !reflect.DeepEqual(a.rows[key].values, other.values):
				n++
				if _, err := fmt.Fprintf(w, "~ %s: %s\n", b.say(k, key), differences(k, a.rows[key].values, other.values)); err != nil {
					return n, err
				}
			}
		}
		for _, key := range b.order {
			if _, ok := a.rows[key]; !ok {
				n++
				if _, err := fmt.Fprintf(w, "+ %s\n", b.say(k, key)); err != nil {
					return n, err
				}
			}
		}
	}
	return n, nil
}

// diffTable is the records of one kind by what they are about: their words and their parties' names, or the
// words alone for those whose parties may change.
type diffTable struct {
	order []string
	rows  map[string]diffRow
}

type diffRow struct {
	row    store.Row
	values []string
}

// where rules and entries stand is no difference in what a record says.
var untold = map[string]bool{"id": true, "document": true, "rule": true, "entry": true, "version": true, "knowledge": true}

func tableOf(k store.Kind, d *record.Document) diffTable {
	t := diffTable{rows: map[string]diffRow{}}
	seen := map[string]int{}
	for _, f := range store.Flatten(d, "") {
		if f.Kind != k {
			continue
		}
		r := store.Row{Document: d, Index: f.Index}
		key := fmt.Sprint(f.Span)
		if k == store.Entities || k == store.Positions {
			key = strings.ToLower(newCell(r).title(k))
		}
		if seen[key]++; seen[key] > 1 {
			key += fmt.Sprint(" ", seen[key]) // several records of the same words
		}
		var vs []string
		for i, v := range Values(k, r) {
			if untold[Columns(k)[i]] {
				v = ""
			}
			vs = append(vs, v)
		}
		t.order = append(t.order, key)
		t.rows[key] = diffRow{r, vs}
	}
	return t
}

func (c *cell) title(k store.Kind) string {
	if k == store.Positions {
		return c.names([]string{c.position().Holder}) + " " + c.position().Topic
	}
	return c.entity().Kind + " " + c.entity().Name
}

func (t diffTable) say(k store.Kind, key string) string {
	var b strings.Builder
	if Line(&b, k, t.rows[key].row) != nil {
		return string(k) // a Builder takes everything
	}
	return singular[k] + " " + strings.Join(strings.Fields(b.String()), " ")
}

var singular = map[store.Kind]string{store.Entities: "entity", store.Events: "event", store.Statements: "statement", store.Contacts: "contact", store.Commitments: "commitment", store.Positions: "position"}

func differences(k store.Kind, a, b []string) string {
	var out []string
	for i, name := range Columns(k) {
		if a[i] != b[i] {
			out = append(out, fmt.Sprintf("%s %q, was %q", name, b[i], a[i]))
		}
	}
	return strings.Join(out, "; ")
}
