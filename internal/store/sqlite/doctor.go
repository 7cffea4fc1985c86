package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// Examine looks at every page of the file, reads every document and compares its rows with its records; it
// calls report with each fault that it finds and returns how many documents it could read.
func Examine(ctx context.Context, path string, report func(string)) (int, error) {
	if _, err := os.Stat(path); err != nil {
		return 0, fmt.Errorf("examine %s: %w", path, fs.ErrNotExist)
	}
	d, err := Open(path)
	if err != nil {
		report(err.Error())
		return 0, nil
	}
	defer d.Close()
	if _, err := d.follow(ctx); err != nil {
		report("changes: " + err.Error())
	}
	d.integrity(ctx, report)
	d.dict.check(ctx, d.read, report)
	good := 0
	err = d.eachName(ctx, report, func(name []byte) error {
		e, err := d.load(ctx, "d.name = ?", name)
		if err == nil {
			err = e.doc.Check()
		}
		if err != nil {
			report(err.Error())
			return nil
		}
		d.cache.clear()
		if err := d.compare(ctx, name); err != nil {
			report(err.Error())
			return nil
		}
		good++
		return nil
	})
	return good, err
}

func (d *DB) integrity(ctx context.Context, report func(string)) {
	for _, q := range []string{"PRAGMA integrity_check(100)", "PRAGMA foreign_key_check"} {
		rows, err := d.read.QueryContext(ctx, q)
		if err != nil {
			report(err.Error())
			continue
		}
		columns, err := rows.Columns()
		if err != nil {
			report(err.Error())
		}
		for rows.Next() {
			cells := make([]any, len(columns))
			for i := range cells {
				cells[i] = new(sql.NullString)
			}
			if err := rows.Scan(cells...); err != nil {
				report(err.Error())
				break
			}
			if s := cells[0].(*sql.NullString).String; s != "ok" {
				report(q[len("PRAGMA "):] + ": " + s)
			}
		}
		if err := rows.Err(); err != nil {
			report(err.Error())
		}
		rows.Close()
	}
	if _, err := d.write.ExecContext(ctx, "INSERT INTO texts (texts) VALUES ('integrity-check')"); err != nil {
		report("word index: " + err.Error())
	}
}

// eachName calls do with the name of every document that can be read.
func (d *DB) eachName(ctx context.Context, report func(string), do func([]byte) error) error {
	rows, err := d.read.QueryContext(ctx, "SELECT name FROM documents ORDER BY id")
	if err != nil {
		report(err.Error())
		return nil
	}
	var names [][]byte
	for rows.Next() {
		var name []byte
		if err := rows.Scan(&name); err != nil {
			report(err.Error())
			break
		}
		names = append(names, name)
	}
	if err := rows.Err(); err != nil {
		report(err.Error())
	}
	rows.Close()
	for _, n := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := do(n); err != nil {
			return err
		}
	}
	return nil
}

// compare holds the rows of a document against its records as they were coded.
func (d *DB) compare(ctx context.Context, name []byte) error {
	doc, _, err := d.asCoded(ctx, name)
	if err != nil {
		return err
	}
	if err := d.compareHead(ctx, name, doc); err != nil {
		return err
	}
	for _, k := range flatKinds {
		var want []string
		for _, r := range store.Bare(doc, 0, k) {
			from, days := interval(&r)
			x := [2]any{r.Span.Begin, r.Span.End - r.Span.Begin}
			if k == store.Positions {
				x = [2]any{doc.Positions[r.Index].Topic, ""}
			}
			want = append(want, fmt.Sprint(r.Index, x, from, days, actOf(&r), partiesOf(&r)))
		}
		got, err := d.rowsOf(ctx, name, k)
		if err != nil {
			return err
		}
		if !slices.Equal(want, got) {
			return fmt.Errorf("document %x: %w: its rows of %s are not those of its records", name, store.ErrDamaged, k)
		}
	}
	return nil
}

// compareHead holds what is written beside an article and a record against them.
func (d *DB) compareHead(ctx context.Context, name []byte, doc *record.Document) error {
	var text []byte
	var simhash int64
	var published string
	var publisher, version, knowledge uint64
	err := d.read.QueryRowContext(ctx, "SELECT d.text, d.simhash, d.published, d.publisher, c.version, c.knowledge FROM documents d JOIN codings c ON c.document = d.id WHERE d.name = ?", name).
		Scan(&text, &simhash, &published, &publisher, &version, &knowledge)
	if err != nil {
		return plain(err)
	}
	same := string(text) == string(textKey(store.TextHash(doc.Text))) && uint64(simhash) == store.SimHash(doc.Text) && published == doc.Published
	for _, x := range []struct {
		n    uint64
		want string
	}{{publisher, doc.Source}, {version, doc.Coder.Version}, {knowledge, doc.Coder.Knowledge}} {
		got, _ := member(d.dict, &d.dict.words, x.n)
		same = same && got == x.want
	}
	if !same {
		return fmt.Errorf("document %x: %w: what stands beside its text is not of it", name, store.ErrDamaged)
	}
	return nil
}

// rowsOf reads the rows of a kind as compare writes them.
func (d *DB) rowsOf(ctx context.Context, name []byte, k store.Kind) ([]string, error) {
	columns := "r.begin, r.length"
	if k == store.Positions {
		columns = "r.topic, ''"
	}
	rows, err := d.read.QueryContext(ctx, "SELECT r.id & 1048575, "+columns+`, r.day, r.days, a.type, a.code, a.factuality, a.quad, a.contexts, p.sources, p.targets, p.countries, p.about
		FROM documents d JOIN `+recordTables[k]+" r ON r.id BETWEEN d.id << 20 AND (d.id << 20) + 1048575 LEFT JOIN acts a ON a.id = r.act LEFT JOIN parties p ON p.id = r.parties WHERE d.name = ? ORDER BY r.id", name)
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var n int
		var x [2]any
		var from, days any
		var a act
		var p parties
		if err := rows.Scan(&n, &x[0], &x[1], &from, &days, &a.typ, &a.code, &a.factuality, &a.quad, &a.contexts, &p.sources, &p.targets, &p.countries, &p.about); err != nil {
			return nil, plain(err)
		}
		out = append(out, fmt.Sprint(n, x, from, days, a, p))
	}
	return out, plain(rows.Err())
}

// Salvage copies every document that can be read, and every correction, from a damaged store into a new one at
// the path to, which must not be there. It returns how many documents it saved.
func Salvage(ctx context.Context, path, to string, report func(string)) (int, error) {
	if _, err := os.Stat(to); err == nil {
		return 0, fmt.Errorf("salvage into %s: %w", to, fs.ErrExist)
	}
	from, err := Open(path)
	if err != nil {
		return 0, err
	}
	defer from.Close()
	out, err := Open(to)
	if err != nil {
		return 0, err
	}
	defer out.Close()
	saved := 0
	err = from.eachName(ctx, report, func(name []byte) error {
		doc, added, err := from.asCoded(ctx, name)
		if err != nil {
			report(fmt.Sprintf("document %s is lost: %v", hex.EncodeToString(name), err))
			return nil
		}
		if _, err := out.Add(ctx, added, []*record.Document{doc}); err != nil {
			return err
		}
		saved++
		return nil
	})
	if err != nil {
		return saved, err
	}
	cs, err := from.Corrections(ctx)
	if err != nil {
		report("the corrections are lost: " + err.Error())
		return saved, nil
	}
	for _, c := range cs {
		if err := out.Correct(ctx, c); err != nil && !errors.Is(err, store.ErrInvalid) {
			return saved, err
		}
	}
	return saved, nil
}

// asCoded reads a document without its corrections, and when it was added.
func (d *DB) asCoded(ctx context.Context, name []byte) (*record.Document, time.Time, error) {
	var article, rec []byte
	var added int64
	err := d.read.QueryRowContext(ctx, "SELECT d.article, c.record, d.added FROM documents d JOIN codings c ON c.document = d.id WHERE d.name = ?", name).Scan(&article, &rec, &added)
	if err != nil {
		return nil, time.Time{}, plain(err)
	}
	doc, err := d.decode(ctx, article, rec)
	if err != nil {
		return nil, time.Time{}, plain(err)
	}
	if store.DocumentID(&doc.Article) != hex.EncodeToString(name) {
		return nil, time.Time{}, fmt.Errorf("%w: its text is another", store.ErrDamaged)
	}
	return doc, time.Unix(added, 0), doc.Check()
}
