// Package store keeps what has been read: documents with their records, queryable by one filter language.
//
// The package has the types and the rules that every store shares: what a Store can do, how documents and
// records are named, which documents are copies of one another. store/sqlite keeps them in one file;
// storetest is the suite that any store must pass.
//
// Ids are content hashes, never counters: the same document read again, on any machine, has the same id.
package store

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/openreadout/readout/record"
)

// The kinds of errors, to be asked for with errors.Is.
var (
	ErrNotFound = errors.New("not found")
	ErrInvalid  = errors.New("invalid")
	ErrNewer    = errors.New("made by a newer version")
	ErrDamaged  = errors.New("damaged")
)

// Kind is a kind of record: the name of its table, of its command and of its address.
type Kind string

// The kinds of records that are listed.
const (
	Documents   Kind = "documents"
	Entities    Kind = "entities"
	Events      Kind = "events"
	Statements  Kind = "statements"
	Contacts    Kind = "contacts"
	Commitments Kind = "commitments"
	Positions   Kind = "positions"
)

// Kinds lists every kind.
var Kinds = []Kind{Documents, Entities, Events, Statements, Contacts, Commitments, Positions}

// Store keeps documents. One goroutine may write; any number may read at the same time.
type Store interface {
	// Add keeps documents with their records, all or none, and returns their ids. A document that is there
	// already is coded anew: its records are replaced.
	Add(ctx context.Context, at time.Time, docs []*record.Document) ([]string, error)
	// Has reports which of the documents are there, coded by that program with that knowledge.
	Has(ctx context.Context, coder record.Coder, ids []string) (map[string]bool, error)
	// Document returns a document with its records.
	Document(ctx context.Context, id string) (*record.Document, error)
	// List returns the records of a kind that f takes, newest first, at most limit after the cursor, and the
	// cursor of what follows, "" at the end.
	List(ctx context.Context, k Kind, f Filter, cursor string, limit int) ([]Row, string, error)
	// Lines is List for those who want the records and not their documents: what a list costs least to show.
	Lines(ctx context.Context, k Kind, f Filter, cursor string, limit int) ([]Line, string, error)
	// Count returns how many records of a kind f takes.
	Count(ctx context.Context, k Kind, f Filter) (int, error)
	// Correct keeps a correction. It shows in every document of the text from then on, whatever codes it.
	Correct(ctx context.Context, c Correction) error
	// Corrections lists them in the order in which they were made.
	Corrections(ctx context.Context) ([]Correction, error)
	// CorrectionsOf lists those of the text with the hash (see TextHash).
	CorrectionsOf(ctx context.Context, textHash string) ([]Correction, error)
	// Scan calls do with every document and its flat records of the kinds (all where none is named), in the order
	// in which the documents came; a document coded anew keeps its place. Corrections are applied. It is what
	// indexes are built from: Flat.ID is left empty. An error of do ends the scan and is returned.
	Scan(ctx context.Context, kinds []Kind, do func(Scanned) error) error
	// ScanOf is Scan for the documents with the ids, in their order; unknown ids are passed over.
	ScanOf(ctx context.Context, kinds []Kind, ids []string, do func(Scanned) error) error
	// Copies lists the other documents of the text: the copies of a document, for a copy its original and the other
	// copies, oldest first.
	Copies(ctx context.Context, id string) ([]string, error)
	// Containing calls do with the id of every document whose title and text have all the words and phrases.
	Containing(ctx context.Context, words []string, do func(id string) error) error
	// Revision is the sequence number of the last change, 0 for none: whoever made it, it grows with each.
	Revision(ctx context.Context) (int64, error)
	// Changes lists what changed after the sequence number since, in order, at most limit.
	Changes(ctx context.Context, since int64, limit int) ([]Change, error)
	Close() error
}

// Row is one record of a list with the document that it stands in.
type Row struct {
	ID       string           // of the record: a content hash
	Document *record.Document // whole, with its text
	DocID    string           // id of the document in the store
	CopyOf   string           // id of the document that this one is a copy of, "" for none
	Index    int              // of the record in its document's list of the kind; 0 for a document
	Verdict  string           // of the last correction of the record, "" for none
}

// TextHash names a text.
func TextHash(text string) string { return hash("text", text) }

// DocumentID names a document: the same article of the same publisher has the same id.
func DocumentID(a *record.Article) string {
	return hash("document", a.Source, a.URL, a.Published, a.Title, a.Text)
}

// RecordID names a record of a document by its mark: the document's id, a hyphen, and the mark, so that the document
// is found by it.
func RecordID(doc string, mark uint32) string {
	var b [4]byte
	binary.BigEndian.PutUint32(b[:], mark)
	return doc + "-" + hex.EncodeToString(b[:])
}

// hash is the first 128 bits of a SHA-256, in hexadecimal digits.
func hash(parts ...string) string {
	sum := digest(parts...)
	return hex.EncodeToString(sum[:16])
}

func digest(parts ...string) [sha256.Size]byte {
	n := 0
	for _, p := range parts {
		n += len(p) + 8
	}
	b := make([]byte, 0, n)
	for _, p := range parts {
		b = strconv.AppendInt(b, int64(len(p)), 10)
		b = append(append(b, ':'), p...)
	}
	return sha256.Sum256(b)
}

// IDs names the records of a kind in d, which has the id doc.
func IDs(d *record.Document, doc string, k Kind) []string {
	if k == Documents {
		return []string{doc}
	}
	marks := Marks(d, k)
	out := make([]string, len(marks))
	for i, m := range marks {
		out[i] = RecordID(doc, m)
	}
	return out
}

// Marks tells the records of a kind in d apart: 32 bits of a hash of the place in the text and of what the record
// says. The document itself has none.
func Marks(d *record.Document, k Kind) []uint32 {
	m := &marker{d: d, k: k}
	switch k {
	case Entities:
		for _, e := range d.Entities {
			m.add(first(e.Mentions), e.ID)
		}
	case Events:
		for _, e := range d.Events {
			m.add(e.Trigger, e.Plover, " ", e.CAMEO, " ", m.names(e.Source...), " ", m.names(e.Target...))
		}
	case Statements:
		for _, s := range d.Statements {
			m.add(s.Cue, spans(s.Content))
		}
	case Contacts:
		for _, c := range d.Contacts {
			m.add(c.Evidence, c.Mode, " ", m.names(c.Participants...), " ", strconv.FormatBool(c.Implied))
		}
	case Commitments:
		for _, c := range d.Commitments {
			m.add(c.Evidence, c.Kind, " ", c.Status, " ", string(c.Value), " ", m.names(c.Donor...), " ", m.names(c.Recipient...))
		}
	case Positions:
		for _, p := range d.Positions {
			m.add(record.Span{}, p.Statement, " ", p.Topic, " ", m.names(p.Holder))
		}
	}
	return m.out
}

func first(ms []record.Mention) record.Span {
	if len(ms) == 0 {
		return record.Span{}
	}
	return ms[0].Span
}

func spans(ss []record.Span) string {
	var b []byte
	for _, s := range ss {
		b = strconv.AppendInt(b, int64(s.Begin), 10)
		b = strconv.AppendInt(append(b, ' '), int64(s.End), 10)
		b = append(b, ',')
	}
	return string(b)
}

// marker makes marks.
type marker struct {
	d      *record.Document
	k      Kind
	entity map[string]string // names by id
	buf    []byte
	out    []uint32
}

func (m *marker) add(s record.Span, what ...string) {
	n := 0
	for _, w := range what {
		n += len(w)
	}
	b := append(m.buf[:0], m.k...)
	b = strconv.AppendInt(append(b, ' '), int64(s.Begin), 10)
	b = strconv.AppendInt(append(b, ' '), int64(s.End), 10)
	b = strconv.AppendInt(append(b, ' '), int64(n), 10)
	b = append(b, ' ')
	for _, w := range what {
		b = append(b, w...)
	}
	m.buf = b
	sum := sha256.Sum256(b)
	m.out = append(m.out, binary.BigEndian.Uint32(sum[:]))
}

func (m *marker) names(ids ...string) string {
	if len(ids) == 1 {
		return m.name(ids[0])
	}
	var out []string
	for _, id := range ids {
		if n := m.name(id); n != "" {
			out = append(out, n)
		}
	}
	return strings.Join(out, ",")
}

// name returns the name of an entity. Few entities are looked through, many are put in a map.
func (m *marker) name(id string) string {
	if len(m.d.Entities) <= 50 {
		for i := range m.d.Entities {
			if m.d.Entities[i].ID == id {
				return m.d.Entities[i].Name
			}
		}
		return ""
	}
	if m.entity == nil {
		m.entity = make(map[string]string, len(m.d.Entities))
		for i := range m.d.Entities {
			m.entity[m.d.Entities[i].ID] = m.d.Entities[i].Name
		}
	}
	return m.entity[id]
}
