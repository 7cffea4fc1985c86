package desk

import (
	"context"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
)

// Entry is the entry of knowledge behind a coding.
type Entry struct {
	File  string   `json:"file"`
	Line  int      `json:"line"` // of the entry's head, from 1
	Lines []string `json:"lines"`
}

// Entry returns the entry behind the record with the id; a record that none made is ErrNotFound.
func (d *Desk) Entry(ctx context.Context, id string) (*Entry, error) {
	k, r, err := Find(ctx, d.Store, id)
	if err != nil {
		return nil, err
	}
	at := export.Cite(k, r).Entry
	if at == "" {
		return nil, fmt.Errorf("record %s: entry of knowledge: %w", id, store.ErrNotFound)
	}
	return ReadEntry(d.Knowledge, at)
}

// ReadEntry returns the entry at «lexicons/en/cues.txt:120»: the line, or the block that it stands in, whose lines
// after the head are indented.
func ReadEntry(knowledge fs.FS, at string) (*Entry, error) {
	file, number, ok := strings.Cut(at, ":")
	n, err := strconv.Atoi(number)
	if !ok || err != nil || n < 1 || !fs.ValidPath(file) || knowledge == nil {
		return nil, fmt.Errorf("entry %q: %w", at, store.ErrNotFound)
	}
	b, err := fs.ReadFile(knowledge, file)
	if err != nil {
		return nil, fmt.Errorf("entry %q: %w", at, store.ErrNotFound)
	}
	lines := strings.Split(string(b), "\n")
	if n > len(lines) {
		return nil, fmt.Errorf("entry %q: %w: the file has %d lines", at, store.ErrNotFound, len(lines))
	}
	head, end := n-1, n
	for head > 0 && indented(lines[head]) {
		head--
	}
	for end < len(lines) && indented(lines[end]) {
		end++
	}
	return &Entry{file, head + 1, lines[head:end]}, nil
}

func indented(line string) bool { return strings.HasPrefix(line, "\t") || strings.HasPrefix(line, " ") }
