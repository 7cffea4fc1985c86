package index

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// filled returns an index of two chunks, some of whose documents were put twice, with the documents as they are at
// the end.
var filled = sync.OnceValues(func() (*Index, []store.Scanned) {
	const n = 7000
	w := newWorld(1, 5000, n)
	x := New(store.Events)
	var docs []store.Scanned
	put := func(s store.Scanned) {
		if err := x.Put(s); err != nil {
			panic(err)
		}
	}
	for i := range n {
		docs = append(docs, w.document())
		put(docs[i])
		if i%100 == 99 { // coded anew
			k := w.r.IntN(len(docs))
			docs[k].Rows = docs[k].Rows[:w.r.IntN(len(docs[k].Rows)+1)]
			put(docs[k])
		}
	}
	return x, docs
})

var filters = []string{
	"", "type:CONSULT", "-type:CONSULT,AID", "code:04,19", "quad:1,4", "factuality:planned", "-factuality:happened", "context:military", "-context:cbrn,legal",
	"verdict:reject", "verdict:none,accept", "publisher:\"Publisher 3\"", "-publisher:\"Publisher 0\"", "copies:no", "copies:yes",
	"country:AAA", "-country:AAA", "actor:AAAGOV", "source:AAA", "target:AAA", "-source:AAA", "entity:Q1000", "entity:\"NAME1 surname1\"", "-entity:Q1000",
	"dyad:AAA-BAA", "dyad:BAA-AAA,AAA-CAA", "-dyad:AAA-BAA", "dyad:AAA-AAA", "dyad:AAA-XXX", "dyad:AAA-BAA,AAA-CAA,AAA-DAA,BAA-CAA,CAA-DAA,EAA-FAA",
	"from:2020", "to:2016-03", "from:2018 to:2018", "dyad:AAA-BAA type:ASSAULT from:2019 -factuality:planned", "country:BAA source:AAA context:military copies:no",
	"from:2040", "type:NONE",
}

// takes asks store.Filter.Takes, to which the index is held.
func takes(f *store.Filter, s *store.Scanned, r *store.Flat) bool {
	return f.Takes(&record.Document{Article: record.Article{Source: s.Publisher}}, s.ID, s.CopyOf, r)
}

func TestFilters(t *testing.T) {
	x, docs := filled()
	for _, text := range filters {
		t.Run(text, func(t *testing.T) {
			f := parse(t, text)
			n := 0
			var refs []listed
			for d := range docs {
				for i := range docs[d].Rows {
					if r := &docs[d].Rows[i]; takes(&f, &docs[d], r) {
						n++
						refs = append(refs, listed{r.To, d, Ref{docs[d].ID, i}})
					}
				}
			}
			if got, err := x.Count(t.Context(), store.Events, f); err != nil || got != n {
				t.Errorf("counted %d (%v), want %d", got, err, n)
			}
			slices.SortFunc(refs, listed.compare)
			checkList(t, x, f, refs)
		})
	}
}

type listed struct {
	to  string
	doc int
	ref Ref
}

func (a listed) compare(b listed) int {
	if a.to != b.to {
		return strings.Compare(b.to, a.to)
	}
	if a.doc != b.doc {
		return b.doc - a.doc
	}
	return a.ref.Index - b.ref.Index
}

// checkList reads three pages.
func checkList(t *testing.T, x *Index, f store.Filter, want []listed) {
	t.Helper()
	cursor := ""
	for page := range 3 {
		refs, next, err := x.List(t.Context(), store.Events, f, cursor, 17)
		if err != nil {
			t.Fatal(err)
		}
		part := want[:min(17, len(want))]
		want = want[len(part):]
		if len(refs) != len(part) || (next == "") != (len(want) == 0) {
			t.Fatalf("page %d: %d records, next %q; want %d, %d follow", page, len(refs), next, len(part), len(want))
		}
		for i := range part {
			if refs[i] != part[i].ref {
				t.Fatalf("page %d, %d: %v, want %v", page, i, refs[i], part[i].ref)
			}
		}
		if cursor = next; cursor == "" {
			return
		}
	}
}

func parse(t *testing.T, text string) store.Filter {
	t.Helper()
	f, err := store.ParseFilter(text)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// values lists the values of a field in a record, as Fields describes them.
func values(f Field, s *store.Scanned, r *store.Flat) []string {
	var out []string
	party := func(key string, of func(p store.Party) string) {
		for _, p := range r.Parties {
			if plays(key, p.Role) {
				out = append(out, of(p))
			}
		}
	}
	country := func(p store.Party) string { return p.Country }
	actor := func(p store.Party) string { return p.Actor }
	same := func(n int) string {
		if r.From != "" && r.From[:n] == r.To[:n] {
			return r.From[:n]
		}
		return ""
	}
	switch f {
	case "source", "target", "country":
		party(string(f), country)
	case "source-actor", "target-actor", "actor":
		party(strings.TrimSuffix(strings.TrimSuffix(string(f), "actor"), "-"), actor)
	case "entity":
		party("entity", func(p store.Party) string { return p.Key })
	case "dyad":
		var in []string
		party("country", country)
		in, out = out, nil
		for _, a := range in {
			for _, b := range in {
				if a != "" && a < b {
					out = append(out, a+"-"+b)
				}
			}
		}
	case "type":
		out = []string{r.Type}
	case "code":
		out = []string{r.Code}
	case "root":
		out = []string{r.Code[:2]}
	case "quad":
		out = []string{fmt.Sprint(r.Quad)}
	case "context":
		out = r.Contexts
	case "factuality":
		out = []string{r.Factuality}
	case "verdict":
		out = []string{verdict(r.Verdict)}
	case "publisher":
		out = []string{s.Publisher}
	case "copy":
		out = []string{map[bool]string{true: "no", false: "yes"}[s.CopyOf == ""]}
	case "day":
		out = []string{same(10)}
	case "month":
		out = []string{same(7)}
	case "year":
		out = []string{same(4)}
	}
	out = slices.DeleteFunc(slices.Clone(out), func(s string) bool { return s == "" })
	slices.Sort(out)
	if out = slices.Compact(out); len(out) == 0 {
		return []string{""}
	}
	return out
}

func TestTable(t *testing.T) {
	x, docs := filled()
	pairs := [][]Field{{"source", "target"}, {"dyad", "type"}, {"dyad", "month"}, {"context", "country"}, {"context", "context"}, {"publisher", "quad"}, {"entity", "factuality"},
		{"source-actor", "target-actor"}, {"day", "dyad"}, {"entity", "entity"}, {"code", "copy"}}
	for _, f := range Fields {
		pairs = append(pairs, []Field{f.Name})
	}
	for i, by := range pairs {
		for _, text := range []string{"", "country:AAA -type:AID from:2018", "copies:no"}[i%2 : 2+i%2] {
			t.Run(fmt.Sprint(by, text), func(t *testing.T) {
				f := parse(t, text)
				want, total := map[Cell]int{}, 0
				for d := range docs {
					for i := range docs[d].Rows {
						r := &docs[d].Rows[i]
						if !takes(&f, &docs[d], r) {
							continue
						}
						total++
						for _, a := range values(by[0], &docs[d], r) {
							if len(by) == 1 {
								want[Cell{A: a}]++
								continue
							}
							for _, b := range values(by[1], &docs[d], r) {
								want[Cell{A: a, B: b}]++
							}
						}
					}
				}
				var cells []Cell
				for c, n := range want {
					c.N = n
					cells = append(cells, c)
				}
				slices.SortFunc(cells, compare)
				checkTable(t, x, f, by, total, cells)
			})
		}
	}
}

// checkTable asks for all cells and for the first ones.
func checkTable(t *testing.T, x *Index, f store.Filter, by []Field, total int, want []Cell) {
	t.Helper()
	for _, limit := range []int{0, 5} {
		got, err := x.Table(t.Context(), store.Events, f, limit, by...)
		if err != nil {
			t.Fatal(err)
		}
		part := want
		if limit > 0 {
			part = want[:min(limit, len(want))]
		}
		if got.Total != total || got.Groups != len(want) || len(got.Cells) != len(part) {
			t.Fatalf("limit %d: total %d, %d groups, %d cells; want %d, %d, %d", limit, got.Total, got.Groups, len(got.Cells), total, len(want), len(part))
		}
		for i := range part {
			if got.Cells[i] != part[i] {
				t.Fatalf("limit %d, cell %d: %v, want %v", limit, i, got.Cells[i], part[i])
			}
		}
	}
}

// texts is a Source whose documents have one word each.
type texts []store.Scanned

func (s texts) Scan(_ context.Context, _ []store.Kind, do func(store.Scanned) error) error {
	for _, d := range s {
		if err := do(d); err != nil {
			return err
		}
	}
	return nil
}

func (s texts) Containing(_ context.Context, words []string, do func(string) error) error {
	for i, d := range s {
		if slices.Equal(words, []string{fmt.Sprint("word", i)}) {
			return do(d.ID)
		}
	}
	return nil
}

func TestBuild(t *testing.T) {
	w := newWorld(2, 100, 100)
	src := texts{w.document(), w.document(), w.document()}
	x, err := Build(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := x.Count(t.Context(), store.Events, parse(t, "word1 verdict:none,accept,change,reject")); err != nil || n != len(src[1].Rows) {
		t.Errorf("%d events of the word, %v; want %d", n, err, len(src[1].Rows))
	}
	if p, ok := x.Entity(src[0].Rows[0].Parties[0].Key); !ok || p.Name != src[0].Rows[0].Parties[0].Name {
		t.Errorf("got %v, %v", p, ok)
	}
	for _, c := range []struct {
		name string
		do   func() error
		want error
	}{
		{"a key that is not in it", func() error { _, err := x.Count(t.Context(), store.Events, parse(t, "id:a-1")); return err }, ErrNotIndexed},
		{"a kind that is not in it", func() error { _, err := x.Count(t.Context(), store.Entities, store.Filter{}); return err }, ErrNotIndexed},
		{"words without texts", func() error {
			_, err := New(store.Events).Count(t.Context(), store.Events, parse(t, "peace"))
			return err
		}, ErrNotIndexed},
		{"no such field", func() error { _, err := x.Table(t.Context(), store.Events, store.Filter{}, 0, "colour"); return err }, store.ErrInvalid},
		{"a bad cursor", func() error { _, _, err := x.List(t.Context(), store.Events, store.Filter{}, "x", 1); return err }, store.ErrInvalid},
	} {
		if err := c.do(); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
	if err := x.Put(store.Scanned{ID: "short"}); err == nil {
		t.Error("a bad id was taken")
	}
	if err := x.Put(store.Scanned{ID: src[0].ID, Rows: []store.Flat{{Kind: store.Events, Index: 1}}}); err == nil {
		t.Error("a record out of its place was taken")
	}
}

// TestConcurrent asks while another goroutine puts.
func TestConcurrent(t *testing.T) {
	w := newWorld(3, 500, 500)
	x := New(store.Events)
	done := make(chan error)
	go func() {
		var err error
		for range 300 {
			err = errors.Join(err, x.Put(w.document()))
		}
		done <- err
	}()
	last := 0
	for {
		tab, err := x.Table(t.Context(), store.Events, store.Filter{}, 3, "entity", "dyad")
		if err != nil || tab.Total < last {
			t.Fatalf("total %d after %d, %v", tab.Total, last, err)
		}
		last = tab.Total
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			return
		default:
		}
	}
}

// following is a Source that tells its changes.
type following struct {
	texts
	changes []store.Change
}

func (f *following) ScanOf(_ context.Context, _ []store.Kind, ids []string, do func(store.Scanned) error) error {
	for _, id := range ids {
		for _, d := range f.texts {
			if d.ID == id {
				if err := do(d); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (f *following) Revision(context.Context) (int64, error) { return int64(len(f.changes)), nil }

func (f *following) Changes(_ context.Context, since int64, limit int) ([]store.Change, error) {
	return f.changes[since:min(len(f.changes), int(since)+limit)], nil
}

func TestRefresh(t *testing.T) {
	w := newWorld(4, 100, 100)
	src := &following{texts: texts{w.document(), w.document()}}
	x, err := Build(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	src.texts[0].Rows = src.texts[0].Rows[:1] // coded anew
	src.texts = append(src.texts, w.document())
	for i, id := range []string{src.texts[0].ID, "", src.texts[2].ID, src.texts[0].ID} {
		src.changes = append(src.changes, store.Change{Seq: int64(i + 1), Document: id})
	}
	for range 2 {
		if err := x.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got, want := x.Len(store.Events), 1+len(src.texts[1].Rows)+len(src.texts[2].Rows); got != want {
			t.Errorf("%d events, want %d", got, want)
		}
	}
}

func TestFieldsAreThere(t *testing.T) {
	x := New(store.Events)
	for _, f := range Fields {
		got, err := x.Table(t.Context(), store.Events, store.Filter{}, 0, f.Name)
		if err != nil || !reflect.DeepEqual(got, Table{Cells: []Cell{}}) {
			t.Errorf("%s: %v, %v", f.Name, got, err)
		}
	}
}
