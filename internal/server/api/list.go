package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
)

// Limits of what one request may ask.
const (
	MostRows    = 1000 // of a page of a list
	rowsUnasked = 50   // of a list whose request does not say
	rowsAtOnce  = 500  // that a table reads from the store
)

// rowTime is how long a client may take for the rows that are read at once, of a table of any length.
const rowTime = 2 * time.Minute

// Row is a record of a list, without the record itself, which is of its kind.
type Row struct {
	ID        string `json:"id"`
	Document  string `json:"document"`
	CopyOf    string `json:"copy_of,omitempty"`
	Published string `json:"published,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Verdict   string `json:"verdict,omitempty"`
}

// Count is how many records a filter takes.
type Count struct {
	Count int `json:"count"`
}

func (s *Server) listRoutes(k store.Kind) []route {
	name, upper := string(k), strings.ToUpper(string(k[:1]))+string(k[1:])
	filter := filterParam()
	cursor := param{name: "cursor", what: "where to go on: «next» of the page before", kind: "string"}
	rows := param{name: "limit", what: "rows at most; all unless told", kind: "integer", least: 1, most: 1 << 40}
	form := func(suffix, what, mime string, open func(http.ResponseWriter) (table, error)) route {
		return route{method: "GET", path: "/" + name + "." + suffix, id: "table" + upper + strings.ToUpper(suffix[:1]) + suffix[1:], summary: "All " + name + " that the filter takes, as " + what, params: []param{filter, cursor, rows},
			gives: []media{text(mime)}, tagged: true, answer: func(w http.ResponseWriter, r *http.Request, q query) error {
				return s.table(w, r, q, k, suffix, mime, open)
			}}
	}
	return []route{
		{method: "GET", path: "/" + name + ".json", id: "list" + upper, summary: "List " + name + ", newest first", gives: []media{{"application/json", listSchema(k)}}, tagged: true,
			params: []param{filter, cursor, {name: "limit", what: "rows of the page, 1 to 1000, 50 unless told", kind: "integer", least: 1, most: MostRows}},
			answer: func(w http.ResponseWriter, r *http.Request, q query) error { return s.list(w, r, q, k) }},
		{method: "GET", path: "/" + name + "/count.json", id: "count" + upper, summary: "How many " + name + " the filter takes", gives: jsonOf[Count](), tagged: true, params: []param{filter},
			answer: func(w http.ResponseWriter, r *http.Request, q query) error { return s.count(w, r, q, k) }},
		form("csv", "CSV (RFC 4180)", "text/csv", func(w http.ResponseWriter) (table, error) { return openCSV(w, k) }),
		form("parquet", "Parquet", "application/vnd.apache.parquet", func(w http.ResponseWriter) (table, error) { return export.NewParquet(w, k) }),
		form("jsonl", "JSON, one a line", "application/jsonl", func(w http.ResponseWriter) (table, error) { return &lines{w: w, kind: k}, nil }),
	}
}

// list answers with a page of a list.
func (s *Server) list(w http.ResponseWriter, r *http.Request, q query, k store.Kind) error {
	f, err := q.filter()
	if err != nil {
		return err
	}
	key := pageKey{k, r.URL.RawQuery, q.revision}
	b := s.pages.get(key)
	if b == nil {
		rows, next, err := s.Store.Lines(r.Context(), k, f, q.Get("cursor"), int(q.number("limit", rowsUnasked)))
		if err != nil {
			return err
		}
		if b, err = page(rows, next); err != nil {
			return err
		}
		s.pages.put(key, b)
	}
	return sendBytes(w, http.StatusOK, "application/json", b)
}

// page writes a page of a list. The records are JSON already.
func page(rows []store.Line, next string) ([]byte, error) {
	n := 64
	for i := range rows {
		n += len(rows[i].Record) + 256
	}
	b := append(make([]byte, 0, n), `{"rows":[`...)
	for i := range rows {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendRow(b, &rows[i])
	}
	b = append(b, ']')
	b = appendField(b, "next", next)
	return append(b, '}', '\n'), nil
}

func appendRow(b []byte, r *store.Line) []byte {
	b = append(append(b, `{"id":`...), quoted(r.ID)...)
	b = appendField(b, "document", r.DocID)
	b = appendField(b, "copy_of", r.CopyOf)
	b = appendField(b, "published", r.Published)
	b = appendField(b, "publisher", r.Publisher)
	b = appendField(b, "verdict", r.Verdict)
	b = append(append(b, `,"record":`...), r.Record...)
	return append(b, '}')
}

// appendField appends a field unless it is empty.
func appendField(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	b = append(append(append(b, `,"`...), name...), `":`...)
	return append(b, quoted(value)...)
}

func quoted(s string) []byte {
	b, err := json.Marshal(s)
	if err != nil {
		return []byte(`""`) // strings always marshal
	}
	return b
}

func (s *Server) count(w http.ResponseWriter, r *http.Request, q query, k store.Kind) error {
	f, err := q.filter()
	if err != nil {
		return err
	}
	n, err := s.Store.Count(r.Context(), k, f)
	if err != nil {
		return err
	}
	return send(w, http.StatusOK, Count{n})
}

// table is a form in which all rows of a list leave.
type table interface {
	Write(store.Row) error
	Close() error
}

func openCSV(w http.ResponseWriter, k store.Kind) (table, error) {
	c, err := export.NewCSV(w, k)
	return closer{c}, err
}

type closer struct{ *export.CSV }

func (c closer) Close() error { return c.Flush() }

// lines is JSON lines.
type lines struct {
	w    http.ResponseWriter
	kind store.Kind
}

func (l *lines) Write(r store.Row) error {
	line, err := store.LineOf(l.kind, r)
	if err != nil {
		return err
	}
	_, err = l.w.Write(append(appendRow(nil, &line), '\n'))
	return err
}

func (l *lines) Close() error { return nil }

// table sends every row that the filter takes, page by page: it may be of any length.
func (s *Server) table(w http.ResponseWriter, r *http.Request, q query, k store.Kind, suffix, form string, open func(http.ResponseWriter) (table, error)) error {
	f, err := q.filter()
	if err != nil {
		return err
	}
	left := q.number("limit", 1<<40)
	rows, next, err := s.Store.List(r.Context(), k, f, q.Get("cursor"), int(min(left, rowsAtOnce)))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", form)
	if form == "text/csv" {
		w.Header().Set("Content-Type", "text/csv; charset=utf-8; header=present")
	}
	w.Header().Set("Content-Disposition", `attachment; filename="`+string(k)+"."+suffix+`"`)
	if r.Method == http.MethodHead {
		return nil
	}
	t, err := open(w)
	slow := http.NewResponseController(w)
	for err == nil {
		_ = slow.SetWriteDeadline(s.Now().Add(rowTime)) // where a writer knows no deadline there is none
		for i := 0; i < len(rows) && err == nil; i++ {
			err = t.Write(rows[i])
		}
		if left -= int64(len(rows)); err != nil || next == "" || left <= 0 {
			break
		}
		rows, next, err = s.Store.List(r.Context(), k, f, next, int(min(left, rowsAtOnce)))
	}
	if err == nil {
		err = t.Close()
	}
	if err != nil {
		panic(http.ErrAbortHandler) // a table that is cut must not look whole
	}
	return nil
}

// filterParam is the parameter of a filter.
func filterParam() param { return param{name: "q", what: filterText(), kind: "string"} }

func filterText() string {
	var keys []string
	for _, k := range store.Keys {
		keys = append(keys, k.Name+": "+k.Meaning)
	}
	return "Filter, «key:value» and words, all of which must hold. Keys: " + strings.Join(keys, "; ") + "."
}

// document answers with a document and all its records.
func (s *Server) document(w http.ResponseWriter, r *http.Request, _ query) error {
	d, err := s.Store.Document(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	return send(w, http.StatusOK, d)
}
