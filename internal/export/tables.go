package export

import (
	"io"
	"slices"

	"github.com/openreadout/readout/internal/store"
	"github.com/parquet-go/parquet-go"
)

func sortStrings(xs []string) { slices.Sort(xs) }

// each calls do with every record of a document, events only where they are wanted.
func (it *item) each(do func(store.Kind, store.Row) error) error {
	wanted := map[string]bool{}
	for _, e := range it.events {
		wanted[e.id] = true
	}
	for _, f := range store.Flatten(it.d, it.row.DocID) {
		if f.Kind == store.Events && !wanted[f.ID] {
			continue
		}
		r := it.row
		r.ID, r.Index = f.ID, f.Index
		if err := do(f.Kind, r); err != nil {
			return err
		}
	}
	return nil
}

// newTables writes a CSV file for each kind.
func newTables(x *Exporter) (sink, error) {
	t := &tablesSink{map[store.Kind]*CSV{}}
	for _, k := range store.Kinds {
		f, err := x.create(string(k)+".csv", Columns(k)...)
		if err != nil {
			return nil, err
		}
		if t.by[k], err = NewCSV(f, k); err != nil {
			return nil, err
		}
	}
	return t, nil
}

type tablesSink struct{ by map[store.Kind]*CSV }

func (t *tablesSink) document(it *item) error {
	return it.each(func(k store.Kind, r store.Row) error { return t.by[k].Write(r) })
}

func (t *tablesSink) close() error {
	for _, k := range store.Kinds {
		if err := t.by[k].Flush(); err != nil {
			return err
		}
	}
	return nil
}

// Parquet writes rows of a kind as Parquet, every column an optional string: unknown is null. Rows are held until
// there are enough for a group.
type Parquet struct {
	w     *parquet.GenericWriter[any]
	kind  store.Kind
	order []int // of Columns, by the schema's own
	rows  int
}

// rowsOfGroup bounds what a writer holds.
const rowsOfGroup = 20_000

// NewParquet begins a table.
func NewParquet(w io.Writer, k store.Kind) (*Parquet, error) {
	group := parquet.Group{}
	for _, c := range Columns(k) {
		group[c] = parquet.Optional(parquet.Compressed(parquet.String(), &parquet.Zstd))
	}
	schema := parquet.NewSchema(string(k), group)
	p := &Parquet{w: parquet.NewGenericWriter[any](w, schema), kind: k}
	for _, path := range schema.Columns() { // the schema has its columns in its own order
		p.order = append(p.order, slices.Index(Columns(k), path[0]))
	}
	return p, nil
}

// Write writes a row.
func (p *Parquet) Write(r store.Row) error {
	vs := Values(p.kind, r)
	row := make(parquet.Row, len(vs))
	for i, from := range p.order {
		if v := vs[from]; v != "" {
			row[i] = parquet.ByteArrayValue([]byte(v)).Level(0, 1, i)
		} else {
			row[i] = parquet.NullValue().Level(0, 0, i)
		}
	}
	if _, err := p.w.WriteRows([]parquet.Row{row}); err != nil {
		return err
	}
	if p.rows++; p.rows%rowsOfGroup == 0 {
		return p.w.Flush()
	}
	return nil
}

// Close ends the table.
func (p *Parquet) Close() error { return p.w.Close() }

// newParquet writes a Parquet file for each kind.
func newParquet(x *Exporter) (sink, error) {
	s := &parquetSink{map[store.Kind]*Parquet{}}
	for _, k := range store.Kinds {
		f, err := x.create(string(k)+".parquet", Columns(k)...)
		if err != nil {
			return nil, err
		}
		if s.by[k], err = NewParquet(f, k); err != nil {
			return nil, err
		}
	}
	return s, nil
}

type parquetSink struct{ by map[store.Kind]*Parquet }

func (s *parquetSink) document(it *item) error {
	return it.each(func(k store.Kind, r store.Row) error { return s.by[k].Write(r) })
}

func (s *parquetSink) close() error {
	for _, k := range store.Kinds {
		if err := s.by[k].Close(); err != nil {
			return err
		}
	}
	return nil
}
