// Package knowledge serves those who write the knowledge: it finds every mistake in it, runs the examples that
// its entries carry, and imports what others have made (Wikidata, PETRARCH dictionaries, GeoNames).
//
// The readers of each kind of file (internal/lexicon, actors, gazetteer, ontology and the layers) know their
// formats; this package only asks them all. It is used by `readout knowledge` and by tests.
package knowledge

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/gazetteer"
	"github.com/openreadout/readout/internal/lexicon"
	"github.com/openreadout/readout/internal/pipeline"
	"github.com/openreadout/readout/internal/rates"
)

// Check returns every mistake of the embedded knowledge with the files of over laid over it; over may be nil.
// Each names its file, and line and column where it has one, in order of the files.
func Check(over fs.FS) []error {
	k, c := data.FS(), &checker{}
	if over != nil {
		k = data.Overlay(k, over)
		c.strays(over)
	}
	c.lexicons(k)
	c.add(actors.Check(k)...)
	c.add(gazetteer.Check(k)...)
	c.add(rates.Check(k)...)
	c.add(pipeline.Mistakes(k)...)
	slices.SortStableFunc(c.found, func(a, b *lexicon.Error) int {
		switch {
		case a.File != b.File:
			return strings.Compare(a.File, b.File)
		case a.Line != b.Line:
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	out := make([]error, 0, len(c.found))
	for _, e := range c.found {
		out = append(out, e)
	}
	return append(out, c.others...)
}

// checker gathers mistakes, each once.
type checker struct {
	found  []*lexicon.Error
	others []error
}

func (c *checker) add(errs ...error) {
	for _, err := range errs {
		if joined, ok := err.(interface{ Unwrap() []error }); ok {
			c.add(joined.Unwrap()...)
			continue
		}
		var at *lexicon.Error
		if !errors.As(err, &at) {
			if !slices.ContainsFunc(c.others, func(o error) bool { return o.Error() == err.Error() }) {
				c.others = append(c.others, err)
			}
			continue
		}
		if !slices.ContainsFunc(c.found, func(o *lexicon.Error) bool { return *o == *at }) {
			c.found = append(c.found, at)
		}
	}
}

// lexicons reads every text file of entries: a layer stops at its first mistake, this does not.
func (c *checker) lexicons(k fs.FS) {
	for _, dir := range []string{"lexicons", "lexicons/en", "lexicons/en/frames", "actors"} {
		files, _ := fs.Glob(k, dir+"/*.txt")
		for _, f := range files {
			if _, err := lexicon.Read(k, f); err != nil {
				c.add(err)
			}
		}
	}
}

// strays reports the files of a folder laid over the knowledge that nothing reads: a wrong name would
// otherwise pass in silence.
func (c *checker) strays(over fs.FS) {
	err := fs.WalkDir(over, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if path.Dir(p) == "lexicons/en/frames" && path.Ext(p) == ".txt" || strings.HasPrefix(path.Base(p), ".") {
			return nil
		}
		if _, err := fs.Stat(data.FS(), p); err != nil {
			c.add(&lexicon.Error{File: p, Line: 1, Column: 1, Text: "nothing reads a file of this name" + c.like(p)})
		}
		return nil
	})
	if err != nil {
		c.others = append(c.others, err)
	}
}

// like names a file of the knowledge with the same base name.
func (c *checker) like(p string) string {
	found := ""
	_ = fs.WalkDir(data.FS(), ".", func(q string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && path.Base(q) == path.Base(p) {
			found = "; did you mean " + q + "?"
		}
		return nil
	})
	return found
}
