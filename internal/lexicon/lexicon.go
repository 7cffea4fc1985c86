// Package lexicon reads the word files of data/lexicons.
//
// A lexicon is plain text. A line that begins in the first column is an entry; the indented lines under
// it are its fields, «key: value». «#» begins a comment at the start of a line or after white space;
// blank lines say nothing.
//
//	announce            # an entry
//		class: speech     # a field
//		example: The ministry announced a ban.
//
// Every error names the file, the line and the column.
package lexicon

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"
)

// Field is one «key: value» line of an entry.
type Field struct {
	Key, Value string
	Line       int // from 1
	Column     int // of the value, in characters, from 1
}

// Entry is a head line with its fields in order.
type Entry struct {
	File   string
	Line   int // from 1
	Head   string
	Fields []Field
}

// At returns «file:line» of the entry, as rules record it.
func (e *Entry) At() string { return fmt.Sprintf("%s:%d", e.File, e.Line) }

// Get returns the value of the first field with the key, or "".
func (e *Entry) Get(key string) string {
	for i := range e.Fields {
		if e.Fields[i].Key == key {
			return e.Fields[i].Value
		}
	}
	return ""
}

// All returns the values of every field with the key, in order.
func (e *Entry) All(key string) []string {
	var out []string
	for i := range e.Fields {
		if e.Fields[i].Key == key {
			out = append(out, e.Fields[i].Value)
		}
	}
	return out
}

// Errorf makes an error that points at the entry.
func (e *Entry) Errorf(format string, args ...any) error {
	return &Error{e.File, e.Line, 1, fmt.Sprintf(format, args...)}
}

// FieldErrorf makes an error that points at the field f of the entry.
func (e *Entry) FieldErrorf(f Field, format string, args ...any) error {
	return &Error{e.File, f.Line, f.Column, fmt.Sprintf(format, args...)}
}

// Error is a mistake in a knowledge file.
type Error struct {
	File         string
	Line, Column int
	Text         string
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Text)
}

// Read reads the lexicon at path in k.
func Read(k fs.FS, path string) ([]Entry, error) {
	src, err := fs.ReadFile(k, path)
	if err != nil {
		return nil, err
	}
	if !utf8.Valid(src) {
		return nil, &Error{path, 1, 1, "not UTF-8"}
	}
	var out []Entry
	no := 0
	for line := range strings.Lines(string(src)) {
		no++
		text := strings.TrimRight(uncomment(line), " \t\r\n")
		if text == "" {
			continue
		}
		if text[0] != ' ' && text[0] != '\t' {
			out = append(out, Entry{File: path, Line: no, Head: text})
			continue
		}
		body := strings.TrimLeft(text, " \t")
		column := utf8.RuneCountInString(text[:len(text)-len(body)]) + 1
		if len(out) == 0 {
			return nil, &Error{path, no, column, "field before the first entry"}
		}
		key, value, ok := strings.Cut(body, ":")
		if !ok {
			return nil, &Error{path, no, column, "want «key: value»"}
		}
		trimmed := strings.TrimLeft(value, " \t")
		at := column + utf8.RuneCountInString(key) + 1 + len(value) - len(trimmed)
		e := &out[len(out)-1]
		e.Fields = append(e.Fields, Field{strings.TrimSpace(key), trimmed, no, at})
	}
	return out, nil
}

// ReadDir reads every .txt lexicon of the folder dir in order of their names.
func ReadDir(k fs.FS, dir string) ([]Entry, error) {
	names, err := fs.Glob(k, dir+"/*.txt")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s: no lexicon files", dir)
	}
	var out []Entry
	for _, n := range names {
		es, err := Read(k, n)
		if err != nil {
			return nil, err
		}
		out = append(out, es...)
	}
	return out, nil
}

// uncomment cuts a comment: «#» at the start of the line or after white space.
func uncomment(line string) string {
	for i := range len(line) {
		if line[i] == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t') {
			return line[:i]
		}
	}
	return line
}

// Row is one line of a table.
type Row struct {
	File string
	Line int
	Cols []string
}

// At returns «file:line» of the row.
func (r *Row) At() string { return fmt.Sprintf("%s:%d", r.File, r.Line) }

// Errorf makes an error that points at a column (from 0) of the row.
func (r *Row) Errorf(col int, format string, args ...any) error {
	at := 1
	for i := 0; i < col && i < len(r.Cols); i++ {
		at += utf8.RuneCountInString(r.Cols[i]) + 1
	}
	return &Error{r.File, r.Line, at, fmt.Sprintf(format, args...)}
}

// Table reads a tab-separated table whose first line names its columns, which must be those given.
// Lines that begin with «#» and blank lines say nothing.
func Table(k fs.FS, path string, columns ...string) ([]Row, error) {
	src, err := fs.ReadFile(k, path)
	if err != nil {
		return nil, err
	}
	var out []Row
	no, head := 0, false
	for line := range strings.Lines(string(src)) {
		no++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "\t")
		if !head {
			head = true
			if strings.Join(cols, "\t") != strings.Join(columns, "\t") {
				return nil, &Error{path, no, 1, "columns are " + strings.Join(cols, ", ") + "; want " + strings.Join(columns, ", ")}
			}
			continue
		}
		if len(cols) != len(columns) {
			return nil, &Error{path, no, 1, fmt.Sprintf("%d columns; want %d", len(cols), len(columns))}
		}
		out = append(out, Row{path, no, cols})
	}
	return out, nil
}
