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
	d.integrity(ctx, report)
	good := 0
	err = d.eachName(ctx, report, func(name []byte) error {
		e, err := d.load(ctx, "d.name = ?", name)
		if err != nil {
			report(err.Error())
			return nil
		}
		d.cache.clear()
		if err := d.compare(ctx, name, e); err != nil {
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
	if _, err := d.write.ExecContext(ctx, "INSERT INTO words (words) VALUES ('integrity-check')"); err != nil {
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

// compare holds the rows of a document against its records.
func (d *DB) compare(ctx context.Context, name []byte, e *entry) error {
	var want, got []string
	clean := *e.doc
	for _, r := range store.Flatten(&clean, e.name) {
		if r.Kind != store.Entities {
			want = append(want, fmt.Sprint(kindNumber(r.Kind), r.Index, r.Span, number(day(r.From)), number(day(r.To)), " ", r.Type, " ", r.Code, " ", r.Factuality, r.Quad, spaced(r.Contexts),
				codes(r.Parties, store.Source), codes(r.Parties, store.Target), countries(r.Parties), codes(r.Parties, store.About)))
		}
	}
	rows, err := d.read.QueryContext(ctx, `SELECT r.kind, r.n, r.begin, r."end", r.date_from, r.date_to, t.text, r.code, f.text, r.quad, r.contexts, r.sources, r.targets, r.countries, r.about
		FROM records r JOIN documents d ON d.id = r.document LEFT JOIN terms t ON t.id = r.type LEFT JOIN terms f ON f.id = r.factuality WHERE d.name = ?`, name)
	if err != nil {
		return plain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var kind, n, begin, end, quad int
		var from, to sql.NullInt64
		var typ, fact sql.NullString
		var code, contexts, sources, targets, countries, about string
		if err := rows.Scan(&kind, &n, &begin, &end, &from, &to, &typ, &code, &fact, &quad, &contexts, &sources, &targets, &countries, &about); err != nil {
			return plain(err)
		}
		got = append(got, fmt.Sprint(kind, n, record.Span{Begin: begin, End: end}, nullable(from), nullable(to), " ", typ.String, " ", code, " ", fact.String, quad, contexts, sources, targets, countries, about))
	}
	if err := rows.Err(); err != nil {
		return plain(err)
	}
	if d.corrected.Load() {
		return nil // the records are as people changed them, the rows as they were coded
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		return fmt.Errorf("document %s: %w: its rows are not those of its records", e.name, store.ErrDamaged)
	}
	return nil
}

func number(day any) string { return fmt.Sprint(" ", day) }

func nullable(n sql.NullInt64) string {
	if !n.Valid {
		return number(nil)
	}
	return number(n.Int64)
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
	doc := &record.Document{}
	if err := errors.Join(d.decode(rec, doc), d.decode(article, &doc.Article)); err != nil {
		return nil, time.Time{}, err
	}
	if store.DocumentID(&doc.Article) != hex.EncodeToString(name) {
		return nil, time.Time{}, fmt.Errorf("%w: its text is another", store.ErrDamaged)
	}
	return doc, time.Unix(added, 0), doc.Check()
}
