// Package readout codes news reports and official readouts into sourced records of who did what to whom,
// who said what, and which leaders spoke.
//
//	engine, err := readout.New()
//	if err != nil {
//		return err
//	}
//	rec := engine.Code(record.Article{ID: "a1", Published: "2025-07-02", Text: text})
package readout

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/conllu"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/pipeline"
	"github.com/openreadout/readout/record"
)

// Version is the version of the engine, stamped into every record.
const Version = "0.1.0"

// Engine codes articles. It is safe for concurrent use.
type Engine struct {
	p       *pipeline.Pipeline
	coder   record.Coder
	include pipeline.Include
}

// An Option changes how New builds an engine.
type Option func(*config)

type config struct {
	knowledge fs.FS
	include   pipeline.Include
}

// WithKnowledge lays the files of k over the embedded knowledge.
func WithKnowledge(k fs.FS) Option { return func(c *config) { c.knowledge = k } }

// WithTokens keeps tokens and trees in the records.
func WithTokens() Option { return func(c *config) { c.include.Tokens = true } }

// WithPredicates keeps every predicate and its factuality in the records.
func WithPredicates() Option { return func(c *config) { c.include.Predicates = true } }

// New builds an engine. An error means that the knowledge is unusable; it names the file and the line.
func New(options ...Option) (*Engine, error) {
	var c config
	for _, o := range options {
		o(&c)
	}
	sum, err := fingerprint(c.knowledge)
	if err != nil {
		return nil, fmt.Errorf("read knowledge: %w", err)
	}
	files := data.FS()
	if c.knowledge != nil {
		files = data.Overlay(files, c.knowledge)
	}
	p, err := pipeline.New(files)
	if err != nil {
		return nil, err
	}
	return &Engine{p, record.Coder{Version: Version, Knowledge: "sha256:" + sum}, c.include}, nil
}

// fingerprint is the hash of the knowledge: of the manifest, which holds the hash of every embedded file,
// and of the name and content of every file laid over it.
func fingerprint(over fs.FS) (string, error) {
	h := sha256.New()
	manifest, err := fs.ReadFile(data.FS(), "MANIFEST.tsv")
	if err != nil {
		return "", err
	}
	h.Write(manifest)
	if over != nil {
		err = fs.WalkDir(over, ".", func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			b, err := fs.ReadFile(over, path)
			fmt.Fprintf(h, "\x00%s\x00%d\x00", path, len(b))
			h.Write(b)
			return err
		})
	}
	return hex.EncodeToString(h.Sum(nil)), err
}

// Code returns the record of a. It never fails: a text with nothing in it gives a record with nothing in it
// but a note that says why. Bytes that are not UTF-8 are replaced by U+FFFD.
func (e *Engine) Code(a record.Article) record.Document { return e.publish(a, e.read(&a, "")) }

// CodeTrees is Code for a text whose tokens and trees are given in CoNLL-U.
func (e *Engine) CodeTrees(a record.Article, trees string) (record.Document, error) {
	d, err := conllu.Parse(trees, "")
	if err != nil {
		return record.Document{}, err
	}
	a.Text = d.Text
	describe(d, &a)
	e.p.Read(d, "")
	return e.publish(a, d), nil
}

// Parse returns the record of a with its tokens and trees only.
func (e *Engine) Parse(a record.Article) record.Document { return e.publish(a, e.read(&a, "parse")) }

// Coder names the engine and its knowledge.
func (e *Engine) Coder() record.Coder { return e.coder }

// Layers returns the names of the layers of reading, in order.
func Layers() []string { return pipeline.Names() }

// Inspect returns the dump of the document after the layer: what that layer made, one annotation a line.
func (e *Engine) Inspect(a record.Article, layer string) (string, error) {
	if pipeline.Fills(layer) == nil {
		return "", fmt.Errorf("no layer %q; the layers are %s", layer, strings.Join(pipeline.Names(), ", "))
	}
	return dump(e.read(&a, layer), layer), nil
}

// InspectTrees is Inspect for a text whose tokens and trees are given in CoNLL-U.
func (e *Engine) InspectTrees(a record.Article, trees, layer string) (string, error) {
	if pipeline.Fills(layer) == nil {
		return "", fmt.Errorf("no layer %q; the layers are %s", layer, strings.Join(pipeline.Names(), ", "))
	}
	d, err := conllu.Parse(trees, "")
	if err != nil {
		return "", err
	}
	describe(d, &a)
	e.p.Read(d, layer)
	return dump(d, layer), nil
}

func dump(d *doc.Doc, layer string) string {
	var b strings.Builder
	if d.Refused != "" {
		fmt.Fprintf(&b, "refused: %s\n", d.Refused)
	}
	for _, f := range pipeline.Fills(layer) {
		b.WriteString(d.Dump(f))
	}
	return b.String()
}

// WriteTrees prints the tokens and trees of a in CoNLL-U.
func (e *Engine) WriteTrees(w io.Writer, a record.Article) error {
	return conllu.Write(w, e.read(&a, "parse"))
}

func (e *Engine) read(a *record.Article, after string) *doc.Doc {
	a.Text = strings.ToValidUTF8(a.Text, "\uFFFD")
	d := &doc.Doc{Text: a.Text}
	describe(d, a)
	e.p.Read(d, after)
	return d
}

// describe gives d what is known about the article. Of a published time only the day counts.
func describe(d *doc.Doc, a *record.Article) {
	if len(a.Published) > 10 {
		a.Published = a.Published[:10]
	}
	d.ID, d.Title, d.Source, d.URL, d.Lang, d.Published = a.ID, a.Title, a.Source, a.URL, a.Lang, doc.Date(a.Published)
}

func (e *Engine) publish(a record.Article, d *doc.Doc) record.Document {
	rec := pipeline.Publish(a, d, e.include)
	rec.Coder = e.coder
	rec.Refused = d.Refused
	return rec
}
