package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// adder holds what adding needs to know of every document: names and hashes.
type adder struct {
	byName map[string]int64
	hashes map[uint16][]known // by block of the hash
}

type known struct {
	hash uint64
	id   int64
}

// Add implements store.Store.
func (d *DB) Add(ctx context.Context, at time.Time, docs []*record.Document) ([]string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.loadAdder(ctx); err != nil {
		return nil, fmt.Errorf("add to store %s: %w", d.path, err)
	}
	var names []string
	var fresh []fresh
	err := d.inTx(ctx, func(tx *sql.Tx) error {
		w, err := newWriter(ctx, d, tx)
		if err != nil {
			return err
		}
		defer w.close()
		for _, doc := range docs {
			f, err := w.add(at, doc)
			if err != nil {
				return err
			}
			names = append(names, f.name)
			fresh = append(fresh, f)
		}
		return nil
	})
	if err != nil {
		d.adder = nil // what the transaction had entered is not there
		d.forgetTerms()
		return nil, fmt.Errorf("add to store %s: %w", d.path, err)
	}
	for _, f := range fresh {
		d.cache.drop(f.name)
	}
	return names, nil
}

// fresh is a document just added.
type fresh struct{ name string }

func (d *DB) loadAdder(ctx context.Context) error {
	if d.adder != nil {
		return nil
	}
	a := &adder{map[string]int64{}, map[uint16][]known{}}
	rows, err := d.write.QueryContext(ctx, "SELECT id, name, simhash FROM documents")
	if err != nil {
		return plain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, hash int64
		var name []byte
		if err := rows.Scan(&id, &name, &hash); err != nil {
			return plain(err)
		}
		a.enter(hex.EncodeToString(name), id, uint64(hash))
	}
	if err := rows.Err(); err != nil {
		return plain(err)
	}
	d.adder = a
	return nil
}

func (a *adder) enter(name string, id int64, hash uint64) {
	a.byName[name] = id
	if hash == 0 {
		return
	}
	for _, b := range store.Blocks(hash) {
		a.hashes[b] = append(a.hashes[b], known{hash, id})
	}
}

// original returns the earliest document that a text with the hash is a copy of, 0 for none.
func (a *adder) original(hash uint64) int64 {
	best := int64(0)
	if hash == 0 {
		return 0
	}
	for _, b := range store.Blocks(hash) {
		for _, k := range a.hashes[b] {
			if (best == 0 || k.id < best) && store.Near(hash, k.hash) {
				best = k.id
			}
		}
	}
	return best
}

// writer is the prepared statements of one transaction.
type writer struct {
	ctx context.Context
	d   *DB
	tx  *sql.Tx
	st  map[string]*sql.Stmt
}

var inserts = map[string]string{
	"document":   "INSERT INTO documents (name, text_hash, simhash, copy_of, published, publisher, added, article) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	"coding":     "INSERT INTO codings (document, version, knowledge, record) VALUES (?, ?, ?, ?)",
	"record":     "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	"entity":     "INSERT INTO entities (key, name, kind, actor, country, ref) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET key = key RETURNING id",
	"appearance": "INSERT OR IGNORE INTO appearances VALUES (?, ?, ?)",
	"words":      "INSERT INTO words (rowid, body) VALUES (?, ?)",
	"change":     "INSERT INTO changes (document, what, at) VALUES (?, ?, ?)",
	"term":       "INSERT INTO terms (text) VALUES (?) ON CONFLICT (text) DO UPDATE SET text = text RETURNING id",
}

func newWriter(ctx context.Context, d *DB, tx *sql.Tx) (*writer, error) {
	w := &writer{ctx, d, tx, map[string]*sql.Stmt{}}
	for name, query := range inserts {
		st, err := tx.PrepareContext(ctx, query)
		if err != nil {
			w.close()
			return nil, err
		}
		w.st[name] = st
	}
	return w, nil
}

func (w *writer) close() {
	for _, st := range w.st {
		st.Close()
	}
}

func (w *writer) exec(name string, args ...any) (sql.Result, error) {
	r, err := w.st[name].ExecContext(w.ctx, args...)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", name, err)
	}
	return r, nil
}

// term returns the number of a word.
func (w *writer) term(s string) (int64, error) {
	if id, ok := w.d.terms[s]; ok {
		return id, nil
	}
	var id int64
	if err := w.st["term"].QueryRowContext(w.ctx, s).Scan(&id); err != nil {
		return 0, fmt.Errorf("write term: %w", err)
	}
	w.d.terms[s] = id
	return id, nil
}

func (w *writer) add(at time.Time, doc *record.Document) (fresh, error) {
	name := store.DocumentID(&doc.Article)
	f := fresh{name}
	id, there := w.d.adder.byName[name]
	what := added
	if there {
		what = recoded
		if err := w.forget(id); err != nil {
			return f, err
		}
	} else {
		var err error
		if id, err = w.document(at, name, doc); err != nil {
			return f, err
		}
	}
	version, err := w.term(doc.Coder.Version)
	if err != nil {
		return f, err
	}
	knowledge, err := w.term(doc.Coder.Knowledge)
	if err != nil {
		return f, err
	}
	bare := *doc
	bare.Article = record.Article{}
	b, err := json.Marshal(bare)
	if err != nil {
		return f, err
	}
	if _, err := w.exec("coding", id, version, knowledge, w.d.encoder.EncodeAll(b, nil)); err != nil {
		return f, err
	}
	if _, err := w.exec("change", id, what, at.Unix()); err != nil {
		return f, err
	}
	return f, w.records(id, name, doc)
}

// forget removes the records of a document that is coded anew.
func (w *writer) forget(id int64) error {
	for _, q := range []string{"DELETE FROM codings WHERE document = ?", "DELETE FROM records WHERE kind BETWEEN 0 AND 6 AND document = ?", "DELETE FROM appearances WHERE document = ?"} {
		if _, err := w.tx.ExecContext(w.ctx, q, id); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) document(at time.Time, name string, doc *record.Document) (int64, error) {
	publisher, err := w.term(doc.Source)
	if err != nil {
		return 0, err
	}
	article, err := json.Marshal(doc.Article)
	if err != nil {
		return 0, err
	}
	sim := store.SimHash(doc.Text)
	var copyOf any
	if o := w.d.adder.original(sim); o != 0 {
		copyOf = o
	}
	r, err := w.exec("document", unhex(name), unhex(store.TextHash(doc.Text)), int64(sim), copyOf, day(doc.Published), publisher, at.Unix(), w.d.encoder.EncodeAll(article, nil))
	if err != nil {
		return 0, err
	}
	id, err := r.LastInsertId()
	if err != nil {
		return 0, err
	}
	w.d.adder.enter(name, id, sim)
	_, err = w.exec("words", id, store.Plain(doc.Title+" "+doc.Text))
	return id, err
}

// records writes the flat rows and the entities.
func (w *writer) records(id int64, name string, doc *record.Document) error {
	for _, r := range store.Flatten(doc, name) {
		if r.Kind == store.Entities {
			if err := w.entity(id, r); err != nil {
				return err
			}
			continue
		}
		typ, err := w.term(r.Type)
		if err != nil {
			return err
		}
		fact, err := w.term(r.Factuality)
		if err != nil {
			return err
		}
		if _, err := w.exec("record", kindNumber(r.Kind), id, r.Index, r.Span.Begin, r.Span.End, day(r.From), day(r.To), typ, r.Code, fact, r.Quad, spaced(r.Contexts),
			codes(r.Parties, store.Source), codes(r.Parties, store.Target), countries(r.Parties), codes(r.Parties, store.About)); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) entity(doc int64, r store.Flat) error {
	p := r.Parties[0]
	var id int64
	if err := w.st["entity"].QueryRowContext(w.ctx, p.Key, p.Name, p.Kind, p.Actor, p.Country, p.Ref).Scan(&id); err != nil {
		return fmt.Errorf("write entity: %w", err)
	}
	_, err := w.exec("appearance", id, doc, r.Index)
	return err
}

func kindNumber(k store.Kind) int {
	for i, x := range store.Kinds {
		if x == k {
			return i
		}
	}
	return -1
}

// spaced joins words with blanks around each, "" for none.
func spaced(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return " " + strings.Join(words, " ") + " "
}

func codes(ps []store.Party, r store.Role) string {
	var out []string
	for _, p := range ps {
		if p.Role == r && p.Actor != "" {
			out = append(out, p.Actor)
		}
	}
	return spaced(out)
}

func countries(ps []store.Party) string {
	var out []string
	for _, p := range ps {
		if p.Role != store.About && p.Country != "" {
			out = append(out, p.Country)
		}
	}
	return spaced(out)
}

// day returns the day as days since 1970-01-01, nil for none.
func day(s string) any {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return nil
	}
	return floorDiv(t.Unix(), 86400)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func unhex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic("sqlite: a name that is no hexadecimal number: " + s) // names are made by store.DocumentID
	}
	return b
}
