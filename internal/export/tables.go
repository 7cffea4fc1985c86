package export

import (
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

// newParquet writes a Parquet file for each kind, every column an optional string: unknown is null.
func newParquet(x *Exporter) (sink, error) {
	p := &parquetSink{map[store.Kind]*parquetTable{}}
	for _, k := range store.Kinds {
		f, err := x.create(string(k)+".parquet", Columns(k)...)
		if err != nil {
			return nil, err
		}
		group := parquet.Group{}
		for _, c := range Columns(k) {
			group[c] = parquet.Optional(parquet.Compressed(parquet.String(), &parquet.Zstd))
		}
		schema := parquet.NewSchema(string(k), group)
		t := &parquetTable{w: parquet.NewGenericWriter[any](f, schema)}
		for _, path := range schema.Columns() { // the schema has its columns in its own order
			t.order = append(t.order, slices.Index(Columns(k), path[0]))
		}
		p.by[k] = t
	}
	return p, nil
}

type parquetSink struct{ by map[store.Kind]*parquetTable }

type parquetTable struct {
	w     *parquet.GenericWriter[any]
	order []int
}

func (p *parquetSink) document(it *item) error {
	return it.each(func(k store.Kind, r store.Row) error {
		t, vs := p.by[k], Values(k, r)
		row := make(parquet.Row, len(vs))
		for i, from := range t.order {
			if v := vs[from]; v != "" {
				row[i] = parquet.ByteArrayValue([]byte(v)).Level(0, 1, i)
			} else {
				row[i] = parquet.NullValue().Level(0, 0, i)
			}
		}
		_, err := t.w.WriteRows([]parquet.Row{row})
		return err
	})
}

func (p *parquetSink) close() error {
	for _, k := range store.Kinds {
		if err := p.by[k].w.Close(); err != nil {
			return err
		}
	}
	return nil
}
