package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"strings"
)

// The writer goes to the driver past database/sql, and writes many rows by one statement: most of the time of a small
// statement is spent around it.

// rawConn is what the writer needs of a driver's connection.
type rawConn interface {
	driver.ConnPrepareContext
	driver.ExecerContext
}

// inserter writes the rows of a table.
type inserter struct {
	ctx    context.Context
	conn   rawConn
	head   string // INSERT INTO …
	width  int    // columns
	chunk  int    // rows that one statement writes
	before *inserter
	one    driver.StmtExecContext
	many   driver.StmtExecContext
	args   []driver.NamedValue
}

func (w *inserter) add(values ...driver.Value) error {
	for _, v := range values {
		w.args = append(w.args, driver.NamedValue{Ordinal: len(w.args) + 1, Value: v})
	}
	if len(w.args) < w.chunk*w.width {
		return nil
	}
	err := w.write(&w.many, w.chunk, w.args)
	w.args = w.args[:0]
	return err
}

// flush writes the rows that do not fill a statement.
func (w *inserter) flush() error {
	for i := 0; i < len(w.args); i += w.width {
		row := w.args[i : i+w.width]
		for j := range row {
			row[j].Ordinal = j + 1
		}
		if err := w.write(&w.one, 1, row); err != nil {
			return err
		}
	}
	w.args = w.args[:0]
	return nil
}

func (w *inserter) write(st *driver.StmtExecContext, rows int, args []driver.NamedValue) error {
	if w.before != nil && len(w.before.args) > 0 {
		if err := w.before.flush(); err != nil {
			return err
		}
	}
	if *st == nil {
		row := "(?" + strings.Repeat(", ?", w.width-1) + ")"
		s, err := w.conn.PrepareContext(w.ctx, w.head+" VALUES "+row+strings.Repeat(", "+row, rows-1))
		if err != nil {
			return fmt.Errorf("%s: %w", w.head, err)
		}
		*st = s.(driver.StmtExecContext)
	}
	if _, err := (*st).ExecContext(w.ctx, args); err != nil {
		return fmt.Errorf("%s: %w", w.head, err)
	}
	return nil
}

func (w *inserter) close() {
	for _, st := range []driver.StmtExecContext{w.one, w.many} {
		if st != nil {
			st.(driver.Stmt).Close()
		}
	}
}
