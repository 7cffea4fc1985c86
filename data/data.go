// Package data holds the knowledge that Readout reads with: lexicons, ontologies, gazetteer, actors, rates
// of currencies and trained models. All of it is plain files that people may read and change, embedded into the binary.
package data

import (
	"embed"
	"errors"
	"io/fs"
	"slices"
)

//go:embed lexicons ontologies gazetteer actors rates models MANIFEST.tsv
var files embed.FS

// FS returns the embedded knowledge.
func FS() fs.FS { return files }

// Overlay returns base with the files of top laid over it: a file of the same path replaces the one
// below, others are added. It serves `--knowledge DIR`.
func Overlay(base, top fs.FS) fs.FS { return overlay{base, top} }

type overlay struct{ base, top fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.top.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.base.Open(name)
	}
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		if g, err := o.base.Open(name); err == nil {
			return g, nil
		}
		return o.top.Open(name)
	}
	return f, nil
}

// ReadDir lists the folder name of both, in order of their names.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	top, err := fs.ReadDir(o.top, name)
	base, err2 := fs.ReadDir(o.base, name)
	if err != nil && err2 != nil {
		return nil, err2
	}
	seen := map[string]bool{}
	for _, e := range top {
		seen[e.Name()] = true
	}
	for _, e := range base {
		if !seen[e.Name()] {
			top = append(top, e)
		}
	}
	slices.SortFunc(top, func(a, b fs.DirEntry) int {
		switch {
		case a.Name() < b.Name():
			return -1
		case a.Name() > b.Name():
			return 1
		}
		return 0
	})
	return top, nil
}
