package record

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Reader reads documents from JSONL, one a line. It is strict: an unknown field, a wrong type or text
// after the object is an error that names the line.
type Reader struct {
	r    *bufio.Reader
	line int
}

// NewReader returns a Reader on r.
func NewReader(r io.Reader) *Reader { return &Reader{r: bufio.NewReaderSize(r, 1<<16)} }

// Read returns the next document, io.EOF after the last. It does not call Check.
func (r *Reader) Read() (*Document, error) {
	for {
		line, err := r.r.ReadString('\n')
		r.line++
		if strings.TrimSpace(line) == "" {
			if err != nil {
				return nil, err
			}
			continue
		}
		d, derr := Decode([]byte(line))
		if derr != nil {
			return nil, fmt.Errorf("line %d: %w", r.line, derr)
		}
		return d, nil
	}
}

// Decode reads one document strictly.
func Decode(b []byte) (*Document, error) {
	dec := json.NewDecoder(strings.NewReader(string(b)))
	dec.DisallowUnknownFields()
	d := &Document{}
	if err := dec.Decode(d); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("text after the document")
	}
	if d.Schema != Schema {
		return nil, fmt.Errorf("schema is %q; want %q", d.Schema, Schema)
	}
	return d, nil
}

// Write prints d as one line of JSON, characters as they are.
func Write(w io.Writer, d *Document) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(d)
}

// WriteIndented prints d as JSON over several lines.
func WriteIndented(w io.Writer, d *Document) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(d)
}
