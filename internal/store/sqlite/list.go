package sqlite

import (
	"context"
	"encoding/hex"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/store"
)

// query is a Filter in SQL. Its conditions never leave out what the Filter takes; loose says that they may
// let through more, so that Filter.Takes has to look at each.
type query struct {
	where []string
	args  []any
	loose bool
}

func (q *query) add(not bool, cond string, args ...any) {
	cond = "(" + cond + ")"
	if not {
		cond = "NOT " + cond
	}
	q.where = append(q.where, cond)
	q.args = append(q.args, args...)
}

// base is what a kind is listed from, with the columns that conditions name.
func base(k store.Kind) string {
	if k == store.Entities {
		return `(SELECT a.document, a.n, d.published AS date_from, d.published AS date_to, e.kind AS type_text, '' AS code, '' AS factuality_text, 0 AS quad, '' AS contexts,
			iif(e.actor = '', '', ' ' || e.actor || ' ') AS sources, '' AS targets, iif(e.country = '', '', ' ' || e.country || ' ') AS countries
			FROM appearances a JOIN entities e ON e.id = a.entity JOIN documents d ON d.id = a.document) r`
	}
	return "records r INDEXED BY records_date"
}

func (d *DB) query(k store.Kind, f store.Filter) *query {
	q := &query{loose: d.corrected.Load()}
	d.conditions(q, k, f)
	if q.loose && len(q.where) > 0 { // the rows have what was coded, not what was changed
		q.where = []string{"((" + strings.Join(q.where, " AND ") + ") OR d.text_hash IN (SELECT text_hash FROM corrections WHERE verdict = 'change'))"}
	}
	if k != store.Entities {
		q.add(false, "r.kind = ?", kindNumber(k))
	}
	return q
}

func (d *DB) conditions(q *query, k store.Kind, f store.Filter) {
	if f.From != "" {
		q.add(false, "r.date_to >= ?", day(f.From))
	}
	if f.To != "" {
		q.add(false, "r.date_from <= ?", day(f.To))
	}
	for _, t := range f.Terms {
		d.term(q, k, t)
	}
	for _, w := range f.Words {
		words := strings.Fields(store.Plain(w))
		if len(words) == 0 {
			continue
		}
		q.loose = q.loose || len(words) > 1
		q.add(false, "r.document IN (SELECT rowid FROM words WHERE words MATCH ?)", `"`+strings.Join(words, `" AND "`)+`"`)
	}
}

// term adds one condition, alternatives joined by OR.
func (d *DB) term(q *query, k store.Kind, t store.Term) {
	var any []string
	var args []interface{}
	alt := func(cond string, as ...interface{}) { any, args = append(any, cond), append(args, as...) }
	for _, v := range t.Values {
		switch t.Key {
		case "actor":
			alt("instr(r.sources, ?) > 0 OR instr(r.targets, ?) > 0", " "+v, " "+v)
		case "source":
			alt("instr(r.sources, ?) > 0", " "+v)
		case "target":
			alt("instr(r.targets, ?) > 0", " "+v)
		case "country":
			alt("instr(r.countries, ?) > 0", " "+v+" ")
		case "dyad":
			alt("instr(r.countries, ?) > 0 AND instr(r.countries, ?) > 0", " "+v[:3]+" ", " "+v[4:]+" ")
		case "context":
			alt("instr(r.contexts, ?) > 0", " "+v+" ")
		case "code":
			alt("r.code <> '' AND substr(r.code, 1, ?) = ?", len(v), v)
		case "type", "factuality":
			if k == store.Entities {
				alt("r."+t.Key+"_text = ?", v)
			} else {
				alt("r."+t.Key+" = (SELECT id FROM terms WHERE text = ?)", v)
			}
		case "quad":
			n, err := strconv.Atoi(v)
			if err != nil {
				n = -1
			}
			alt("r.quad = ?", n)
		case "publisher":
			alt("d.publisher = (SELECT id FROM terms WHERE text = ?)", v)
		case "document":
			name, err := hex.DecodeString(v)
			if err != nil {
				name = []byte{}
			}
			alt("d.name = ?", name)
		case "copies":
			if v == "no" {
				alt("d.copy_of IS NULL")
			} else {
				alt("1")
			}
		case "verdict":
			q.loose = true
			alt("1")
		case "entity":
			q.loose = true
			alt("EXISTS (SELECT 1 FROM appearances a JOIN entities e ON e.id = a.entity WHERE a.document = r.document AND (e.ref = ? OR e.name = ? COLLATE NOCASE))", v, v)
		case "id":
			q.loose = true
			doc, _, _ := strings.Cut(v, "-")
			name, err := hex.DecodeString(doc)
			if err != nil {
				name = []byte{}
			}
			alt("d.name = ?", name)
		}
	}
	if t.Not && (t.Key == "entity" || t.Key == "id" || t.Key == "verdict" || q.loose) {
		return // what the condition lets through too much, its opposite would leave out
	}
	q.add(t.Not, "("+strings.Join(any, ") OR (")+")", args...)
}

// position is the place of a row in a list, as cursors write it.
type position struct{ date, document, n int64 }

func (p position) String() string { return fmt.Sprintf("%d.%d.%d", p.date, p.document, p.n) }

func parsePosition(s string) (position, error) {
	var p position
	if s == "" {
		return position{math.MaxInt64, math.MaxInt64, -1}, nil
	}
	if n, err := fmt.Sscanf(s, "%d.%d.%d", &p.date, &p.document, &p.n); err != nil || n != 3 {
		return p, fmt.Errorf("%w: cursor %q", store.ErrInvalid, s)
	}
	return p, nil
}

// undated stands for no date: such records come last.
const undated = -1 << 40

// List implements store.Store.
func (d *DB) List(ctx context.Context, k store.Kind, f store.Filter, cursor string, limit int) ([]store.Row, string, error) {
	at, err := parsePosition(cursor)
	if err != nil {
		return nil, "", err
	}
	if kindNumber(k) < 0 {
		return nil, "", fmt.Errorf("%w: no kind %q", store.ErrInvalid, k)
	}
	var out []store.Row
	for {
		page, last, err := d.page(ctx, k, f, at, limit+1-len(out))
		if err != nil {
			return nil, "", fmt.Errorf("list %s: %w", k, plain(err))
		}
		for _, c := range page {
			row, ok, err := d.row(ctx, k, f, c)
			if err != nil {
				return nil, "", err
			}
			if !ok {
				continue
			}
			if len(out) == limit {
				return out, at.String(), nil
			}
			out, at = append(out, row), c
		}
		if last {
			return out, "", nil
		}
		at = page[len(page)-1]
	}
}

// page returns up to n candidates after the position, and whether they are the last.
func (d *DB) page(ctx context.Context, k store.Kind, f store.Filter, after position, n int) ([]position, bool, error) {
	q := d.query(k, f)
	if q.loose {
		n = max(n, 100)
	}
	q.add(false, "(coalesce(r.date_to, ?), r.document, -r.n) < (?, ?, ?)", undated, after.date, after.document, -after.n)
	rows, err := d.read.QueryContext(ctx, "SELECT coalesce(r.date_to, "+strconv.Itoa(undated)+"), r.document, r.n FROM "+base(k)+" JOIN documents d ON d.id = r.document WHERE "+
		strings.Join(q.where, " AND ")+" ORDER BY r.date_to DESC, r.document DESC, r.n LIMIT ?", append(q.args, n)...)
	if err != nil {
		return nil, false, err
	}
	defer rows.Close()
	var out []position
	for rows.Next() {
		var p position
		if err := rows.Scan(&p.date, &p.document, &p.n); err != nil {
			return nil, false, err
		}
		out = append(out, p)
	}
	return out, len(out) < n, rows.Err()
}

// row reads the record at a position and reports whether f takes it.
func (d *DB) row(ctx context.Context, k store.Kind, f store.Filter, p position) (store.Row, bool, error) {
	e, err := d.load(ctx, "d.id = ?", p.document)
	if err != nil {
		return store.Row{}, false, err
	}
	for i := range e.flat {
		if r := &e.flat[i]; r.Kind == k && r.Index == int(p.n) {
			return store.Row{ID: r.ID, Document: e.doc, DocID: e.name, CopyOf: e.copyOf, Index: r.Index, Verdict: r.Verdict}, f.Takes(e.doc, e.name, e.copyOf, r), nil
		}
	}
	return store.Row{}, false, fmt.Errorf("%w: document %s has no record %d of %s", store.ErrDamaged, e.name, p.n, k)
}

// Count implements store.Store.
func (d *DB) Count(ctx context.Context, k store.Kind, f store.Filter) (int, error) {
	if q := d.query(k, f); !q.loose {
		var n int
		if len(q.where) == 0 {
			q.add(false, "1")
		}
		err := d.read.QueryRowContext(ctx, "SELECT count(*) FROM "+base(k)+" JOIN documents d ON d.id = r.document WHERE "+strings.Join(q.where, " AND "), q.args...).Scan(&n)
		return n, plain(err)
	}
	n, at := 0, ""
	for {
		rows, next, err := d.List(ctx, k, f, at, 1000)
		if err != nil {
			return 0, err
		}
		n += len(rows)
		if at = next; at == "" {
			return n, nil
		}
	}
}
