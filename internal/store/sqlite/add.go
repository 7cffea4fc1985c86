package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/pack"
	"github.com/openreadout/readout/record"
)

// Add implements store.Store.
func (d *DB) Add(ctx context.Context, at time.Time, docs []*record.Document) ([]string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	conn, err := d.write.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("add to store %s: %w", d.path, plain(err))
	}
	defer conn.Close()
	names, err := d.addAll(ctx, conn, at, docs)
	if err != nil {
		return nil, fmt.Errorf("add to store %s: %w", d.path, plain(err))
	}
	return names, nil
}

// addAll adds the documents in one transaction.
func (d *DB) addAll(ctx context.Context, conn *sql.Conn, at time.Time, docs []*record.Document) (names []string, err error) {
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return nil, err
	}
	committed := false
	var before [4]int
	defer func() {
		if !committed {
			d.adder = nil // what the transaction had entered is not there
			if before[0] > 0 {
				d.dict.cut(before)
			}
			if _, e := conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK"); e != nil && err == nil {
				err = e
			}
		}
	}()
	if err := d.dict.sync(ctx, conn); err != nil {
		return nil, err
	}
	before = d.dict.sizes()
	if err := d.syncAdder(ctx, conn); err != nil {
		return nil, err
	}
	err = conn.Raw(func(c any) error {
		w := newWriter(d, c.(rawConn), at)
		defer w.close()
		for _, doc := range docs {
			if err := ctx.Err(); err != nil {
				return err
			}
			name, err := w.add(doc)
			if err != nil {
				return err
			}
			names = append(names, name)
		}
		return w.flush()
	})
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, "COMMIT"); err != nil {
		return nil, err
	}
	committed = true
	return names, nil
}

// writer writes the documents of one transaction. What it has of a table is written when there are enough rows.
type writer struct {
	d    *DB
	conn rawConn
	at   time.Time

	documents, codings, texts, changes *inserter
	records                            map[store.Kind]*inserter
	dictionaries                       map[string]*inserter

	packed  []byte   // a record
	plain   []byte   // an article
	body    []byte   // the words of a text
	numbers []uint64 // of the names of a document
}

// recordTables are the tables of the kinds.
var recordTables = map[store.Kind]string{store.Events: "event", store.Statements: "statement", store.Contacts: "contact", store.Commitments: "commitment", store.Positions: "position"}

// flatKinds are the kinds that have one.
var flatKinds = []store.Kind{store.Events, store.Statements, store.Contacts, store.Commitments, store.Positions}

func newWriter(d *DB, conn rawConn, at time.Time) *writer {
	w := &writer{d: d, conn: conn, at: at, records: map[store.Kind]*inserter{}, dictionaries: map[string]*inserter{}}
	into := func(table string, width int, before *inserter) *inserter {
		return &inserter{ctx: context.Background(), conn: conn, head: "INSERT INTO " + table, width: width, chunk: 16, before: before}
	}
	w.documents = into("documents", 9, nil)
	w.codings = into("codings", 5, w.documents)
	w.changes = into("changes (document, what, at)", 3, w.documents)
	w.texts = into("texts (rowid, body)", 2, nil)
	w.texts.chunk = 64 // FTS5 writes what it has gathered after every statement of several rows
	for k, table := range recordTables {
		w.records[k] = into(table, 7, nil)
	}
	w.records[store.Positions].width = 6
	for table, width := range map[string]int{"words": 3, "names": 11, "acts": 7, "parties": 6} {
		w.dictionaries[table] = into(table, width, nil)
		w.dictionaries[table+"_copy"] = into(table+"_copy", width, nil)
	}
	return w
}

// each calls do with every inserter, those before whom others must be written first.
func (w *writer) each(do func(*inserter) error) error {
	all := []*inserter{w.documents, w.codings, w.changes, w.texts}
	for _, k := range flatKinds {
		all = append(all, w.records[k])
	}
	for _, name := range []string{"words", "names", "acts", "parties"} {
		all = append(all, w.dictionaries[name], w.dictionaries[name+"_copy"])
	}
	for _, x := range all {
		if err := do(x); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) flush() error { return w.each((*inserter).flush) }

func (w *writer) close() {
	_ = w.each(func(x *inserter) error { x.close(); return nil }) // closing does not fail
}

func (w *writer) add(doc *record.Document) (string, error) {
	name := store.DocumentID(&doc.Article)
	var key [16]byte
	copy(key[:], unhex(name))
	id, there := w.d.adder.byName[key]
	what := int64(added)
	if there {
		what = recoded
		if err := w.forget(id); err != nil {
			return "", err
		}
	} else {
		var err error
		if id, err = w.document(key, doc); err != nil {
			return "", err
		}
	}
	if err := w.changes.add(id, what, w.at.Unix()); err != nil {
		return "", err
	}
	if err := w.text(id, doc); err != nil {
		return "", err
	}
	if err := w.coding(id, doc); err != nil {
		return "", err
	}
	return name, w.flat(id, doc)
}

// forget removes the records of a document that is coded anew.
func (w *writer) forget(id int64) error {
	if err := w.flush(); err != nil {
		return err
	}
	queries := []string{"DELETE FROM codings WHERE document = ?1", "DELETE FROM texts WHERE rowid = ?1"}
	for _, k := range flatKinds {
		queries = append(queries, "DELETE FROM "+recordTables[k]+" WHERE id BETWEEN ?1 << 20 AND (?1 << 20) + 1048575")
	}
	for _, q := range queries {
		if _, err := w.conn.ExecContext(context.Background(), q, []driver.NamedValue{{Ordinal: 1, Value: id}}); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) document(key [16]byte, doc *record.Document) (int64, error) {
	publisher, err := w.word(doc.Source)
	if err != nil {
		return 0, err
	}
	sim := store.SimHash(doc.Text)
	var copyOf driver.Value
	listed := sim
	if o := w.d.adder.original(sim); o != 0 {
		copyOf, listed = o, 0
	}
	w.plain = pack.AppendArticle(w.plain[:0], &doc.Article)
	article := w.d.encoder.EncodeAll(w.plain, nil)
	id := w.d.adder.enter(key, listed)
	return id, w.documents.add(id, key[:], textKey(store.TextHash(doc.Text)), int64(sim), copyOf, doc.Published, publisher, w.at.Unix(), article)
}

// textKey is what documents keep of a text's hash.
func textKey(hash string) []byte { return unhex(hash[:16]) }

func (w *writer) coding(id int64, doc *record.Document) error {
	version, err := w.word(doc.Coder.Version)
	if err != nil {
		return err
	}
	knowledge, err := w.word(doc.Coder.Knowledge)
	if err != nil {
		return err
	}
	w.numbers = w.numbers[:0]
	b, err := pack.Encode(w.packed[:0], doc, w)
	if err != nil {
		return err
	}
	w.packed, b = b, bytes.Clone(b)
	names := []byte{'['}
	for i, n := range w.numbers {
		if i > 0 {
			names = append(names, ',')
		}
		names = strconv.AppendUint(names, n, 10)
	}
	return w.codings.add(id, version, knowledge, string(append(names, ']')), b)
}

// flat writes the rows of the records.
func (w *writer) flat(id int64, doc *record.Document) error {
	for _, r := range store.Bare(doc, 0, flatKinds...) {
		if r.Index >= 1<<20 {
			return fmt.Errorf("%w: more than %d %s in document %s", store.ErrInvalid, 1<<20, r.Kind, doc.ID)
		}
		a, err := number(w, &w.d.dict.acts, actOf(&r))
		if err != nil {
			return err
		}
		p, err := number(w, &w.d.dict.parties, partiesOf(&r))
		if err != nil {
			return err
		}
		from, days := interval(&r)
		row := id<<20 | int64(r.Index)
		if r.Kind == store.Positions {
			err = w.records[r.Kind].add(row, doc.Positions[r.Index].Topic, from, days, int64(a), int64(p))
		} else {
			err = w.records[r.Kind].add(row, int64(r.Span.Begin), int64(r.Span.End-r.Span.Begin), from, days, int64(a), int64(p))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// interval returns the first day of a record and how many follow it, nil and 0 where it has none.
func interval(r *store.Flat) (from, days driver.Value) {
	first, ok := day(r.From).(int64)
	last, ok2 := day(r.To).(int64)
	if !ok || !ok2 {
		return nil, int64(0)
	}
	return first, last - first
}

// actOf is what a record says is done. The topic of a position is its own text and stands in its row.
func actOf(r *store.Flat) act {
	a := act{typ: r.Type, code: r.Code, factuality: r.Factuality, quad: r.Quad}
	if r.Kind != store.Positions {
		a.contexts = strings.Join(r.Contexts, between)
	}
	return a
}

// between parts the contexts of an act.
const between = "; "

func partiesOf(r *store.Flat) parties {
	return parties{codes(r.Parties, store.Source), codes(r.Parties, store.Target), countries(r.Parties), codes(r.Parties, store.About)}
}

func codes(ps []store.Party, r store.Role) string {
	out := ""
	for i := range ps {
		if ps[i].Role == r {
			out = joined(out, ps[i].Actor)
		}
	}
	return out
}

func countries(ps []store.Party) string {
	out := ""
	for i := range ps {
		if ps[i].Role != store.About {
			out = joined(out, ps[i].Country)
		}
	}
	return out
}

// joined appends a code to a list.
func joined(list, code string) string {
	if list == "" || code == "" {
		return list + code
	}
	return list + " " + code
}

// number returns the number of a member, which is written if it is new.
func number[K comparable](w *writer, t *table[K], k K) (uint64, error) {
	w.d.dict.mu.RLock()
	n, ok := t.numbers[k]
	w.d.dict.mu.RUnlock()
	if ok {
		return n, nil
	}
	n = uint64(len(t.all)) // only the writer makes it longer
	args, err := t.args(k)
	if err != nil {
		return 0, err
	}
	sum, err := t.sum(k)
	if err != nil {
		return 0, err
	}
	values := []driver.Value{int64(n), sum}
	for _, a := range args {
		values = append(values, a)
	}
	w.d.dict.mu.Lock()
	t.all = append(t.all, k)
	t.numbers[k] = n
	w.d.dict.mu.Unlock()
	if err := w.dictionaries[t.name].add(values...); err != nil {
		return 0, err
	}
	return n, w.dictionaries[t.name+"_copy"].add(values...)
}

// word is the number of a word, 0 for none.
func (w *writer) word(s string) (int64, error) {
	if s == "" {
		return 0, nil
	}
	n, err := number(w, &w.d.dict.words, s)
	return int64(n), err
}

// Number implements pack.Dictionary.
func (w *writer) Number(word []byte) (uint64, error) {
	w.d.dict.mu.RLock()
	n, ok := w.d.dict.words.numbers[string(word)]
	w.d.dict.mu.RUnlock()
	if ok {
		return n, nil
	}
	return number(w, &w.d.dict.words, string(word))
}

// KnownNumber implements pack.Dictionary.
func (w *writer) KnownNumber(k pack.Known) (uint64, error) {
	n, err := number(w, &w.d.dict.names, k)
	w.numbers = append(w.numbers, n)
	return n, err
}

// Word and Known are for readers.
func (w *writer) Word(uint64) (string, error)       { panic("sqlite: a writer reads nothing") }
func (w *writer) Known(uint64) (*pack.Known, error) { panic("sqlite: a writer reads nothing") }

// day returns the day as days since 1970-01-01, nil for none.
func day(s string) driver.Value {
	if !record.ValidDay(s) {
		return nil
	}
	return int64(pack.Day(s))
}

func unhex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic("sqlite: a name that is no hexadecimal number: " + s) // names are made by store.DocumentID
	}
	return b
}
