package export

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/openreadout/readout/internal/ontology"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// Format is a form in which the records of a store leave it.
type Format struct {
	Name    string
	Meaning string
	Folder  bool // writes several files
	Says    bool // can say that an event did not happen, or not yet: such events are written
	new     func(*Exporter) (sink, error)
}

// sink takes the documents of an export one by one.
type sink interface {
	document(*item) error
	close() error
}

// item is one document of an export with the events that are wanted of it.
type item struct {
	*cell
	events []event
}

// event is one event with its id in the store.
type event struct {
	*record.Event
	id string
}

// Formats lists every form.
var Formats = []Format{
	{"jsonl", "whole records, one a line, as code prints them", false, true, newJSONL},
	{"csv", "a flat table for each kind of record", true, true, newTables},
	{"parquet", "the same tables in Parquet", true, true, newParquet},
	{"gdelt1", "GDELT 1.0 events, 58 columns", false, false, newGDELT1},
	{"gdelt2", "GDELT 2.0 events, 61 columns, and mentions, 16 columns", true, false, newGDELT2},
	{"icews", "ICEWS events, 20 columns", false, false, newICEWS},
	{"phoenix", "Phoenix events, 26 columns", false, false, newPhoenix},
	{"polecat", "POLECAT events, 40 columns", false, false, newPOLECAT},
	{"plover", "PLOVER JSON, an event a line", false, false, newPLOVER},
	{"geojson", "events with a place, as GeoJSON (RFC 7946)", false, true, newGeoJSON},
	{"conllu", "tokens and trees in CoNLL-U, of documents kept with them", false, true, newCoNLLU},
	{"brat", "texts with stand-off annotations for brat", true, true, newBrat},
	{"webanno", "W3C Web Annotations, one a line", false, true, newWebAnnotation},
}

// FormatOf returns the format of that name.
func FormatOf(name string) (Format, error) {
	var names []string
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("no format %q; the formats are %s", name, strings.Join(names, ", "))
}

// Exporter writes documents in one format. Not safe for concurrent use.
type Exporter struct {
	format   Format
	out      string
	all      bool
	ontology *ontology.Ontology
	country  map[string]country // by ISO 3166-1 alpha-3
	sink     sink
	files    []*file
	left     int
}

// Left returns how many of the events that were wanted the format has no row for: it asks for a day, a code
// or a type that they have not.
func (x *Exporter) Left() int { return x.left }

// file is one file of an export while it is written.
type file struct {
	name string // relative to the folder of the export
	f    *os.File
	*bufio.Writer
	columns []string // of a table, for the data package
	rows    int
}

// NewExporter begins an export to the path out, which must not be there yet. The knowledge is for codes and
// names. With all, events that did not happen are written in every format.
func NewExporter(f Format, out string, all bool, knowledge fs.FS) (*Exporter, error) {
	if _, err := os.Stat(out); err == nil {
		return nil, fmt.Errorf("%s: %w", out, fs.ErrExist)
	}
	x := &Exporter{format: f, out: out, all: all}
	var err error
	if x.ontology, err = ontology.Read(knowledge); err != nil {
		return nil, err
	}
	if x.country, err = readCountries(knowledge); err != nil {
		return nil, err
	}
	if f.Folder {
		if err := os.MkdirAll(out, 0o755); err != nil {
			return nil, err
		}
	}
	x.sink, err = f.new(x)
	return x, err
}

// create begins a file of the export; in a format of one file the name says only what it is.
func (x *Exporter) create(name string, columns ...string) (*file, error) {
	path := x.out
	if x.format.Folder {
		path = filepath.Join(x.out, filepath.FromSlash(name))
	} else {
		name = filepath.Base(x.out)
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	o := &file{name: name, f: f, Writer: bufio.NewWriterSize(f, 1<<16), columns: columns}
	x.files = append(x.files, o)
	return o, nil
}

// row writes tab-separated cells; tabs and line breaks inside become blanks.
func (f *file) row(cells ...string) error {
	f.rows++
	for i, c := range cells {
		if i > 0 {
			f.WriteByte('\t')
		}
		f.WriteString(oneLine.Replace(c))
	}
	return f.WriteByte('\n') // an error of an earlier write comes out here too
}

var oneLine = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")

// Add writes a document: a row of the kind Documents, with the events that f takes.
func (x *Exporter) Add(r store.Row, f store.Filter) error {
	it := &item{cell: newCell(r)}
	for _, flat := range store.Flatten(r.Document, r.DocID) {
		if flat.Kind != store.Events || !f.Takes(r.Document, r.DocID, r.CopyOf, &flat) {
			continue
		}
		e := &r.Document.Events[flat.Index]
		if x.all || x.format.Says || happened(e.Factuality) {
			it.events = append(it.events, event{e, flat.ID})
		}
	}
	return x.sink.document(it)
}

// happened reports whether an event of the factuality belongs among those that took place, or are said to.
func happened(factuality string) bool {
	switch factuality {
	case "happened", "ongoing", "reported", "unknown":
		return true
	}
	return false
}

// Close ends the files and writes the data package that describes them.
func (x *Exporter) Close() error {
	err := x.sink.close()
	for _, f := range x.files {
		err = errors.Join(err, f.Flush(), f.f.Close())
	}
	if err != nil {
		return err
	}
	return x.describe()
}

// describe writes datapackage.json (Frictionless Data Package v1) into the folder of the export, or beside its
// one file as «NAME.datapackage.json».
func (x *Exporter) describe() error {
	type field struct {
		Name string `json:"name"`
		Type string `json:"type"`
	}
	type resource struct {
		Name    string         `json:"name"`
		Path    string         `json:"path"`
		Profile string         `json:"profile,omitempty"`
		Schema  map[string]any `json:"schema,omitempty"`
	}
	pack := struct {
		Name        string     `json:"name"`
		Profile     string     `json:"profile"`
		Description string     `json:"description"`
		Resources   []resource `json:"resources"`
	}{"readout-" + x.format.Name, "data-package", "Readout: " + x.format.Meaning, nil}
	for _, f := range x.files {
		name, _, _ := strings.Cut(filepath.Base(f.name), ".")
		r := resource{Name: strings.ToLower(name), Path: f.name}
		if len(f.columns) > 0 {
			var fields []field
			for _, c := range f.columns {
				fields = append(fields, field{c, "string"})
			}
			r.Profile, r.Schema = "tabular-data-resource", map[string]any{"fields": fields}
		}
		pack.Resources = append(pack.Resources, r)
	}
	b, err := json.MarshalIndent(pack, "", "  ")
	if err != nil {
		return err
	}
	path := x.out + ".datapackage.json"
	if x.format.Folder {
		path = filepath.Join(x.out, "datapackage.json")
	}
	return os.WriteFile(path, append(b, '\n'), 0o644)
}
