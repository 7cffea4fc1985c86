package actors

import (
	"io/fs"

	"github.com/openreadout/readout/internal/lexicon"
)

// Example is an «example» field: a phrase and the code that it has on a day.
type Example struct {
	Text, Want string
	At         lexicon.Error // where it stands
}

func (r *reader) example(e *lexicon.Entry, f lexicon.Field) {
	text, want := f.Value, ""
	for i := len(text) - 1; i > 0; i-- {
		if text[i] == '=' {
			text, want = trim(text[:i]), trim(text[i+1:])
			break
		}
	}
	if want == "" {
		r.mistake(e.FieldErrorf(f, "want «phrase = CODE»"))
		return
	}
	r.examples = append(r.examples, Example{text, want, lexicon.Error{File: e.File, Line: f.Line, Column: f.Column}})
}

func trim(s string) string {
	for s != "" && s[0] == ' ' {
		s = s[1:]
	}
	for s != "" && s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	return s
}

// Examples returns the examples of every file.
func Examples(k fs.FS) ([]Example, error) {
	r := newReader()
	if err := r.read(k); err != nil {
		return nil, err
	}
	return r.examples, nil
}

// Check returns every mistake in data/actors of the knowledge k, each with file, line and column.
func Check(k fs.FS) []error {
	r := newReader()
	_ = r.read(k) // the first mistake is among r.mistakes
	return r.mistakes
}
