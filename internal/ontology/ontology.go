// Package ontology reads the codes of events of data/ontologies: CAMEO with its quad classes and Goldstein
// values, PLOVER with its modes and contexts, and the mappings both ways. It knows codes, not words; the
// frame lexicon says which words carry which code.
package ontology

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

// Code is one CAMEO code.
type Code struct {
	Code, Name  string
	Quad        int    // GDELT's class: 1 verbal cooperation to 4 material conflict
	QuadPhoenix int    // Phoenix's class, 0 for statements and appeals
	Goldstein   string // decimal as GDELT's scale has it, "" for none
	Intensity   string // decimal as ICEWS has it, "" for none
	Plover      string // PLOVER type, "" for 01 and 02
	Mode        string
	Contexts    []string
}

// Root returns the two-digit root of a CAMEO code.
func Root(code string) string { return code[:min(2, len(code))] }

// Type is a PLOVER type, or one mode of it.
type Type struct {
	Type, Mode string
	Quad       int
	Score      string // decimal of PLOVER's event scale
	CAMEO      string // default CAMEO code
	Gloss      string
}

// Ontology is every code and mapping. It is safe for concurrent use.
type Ontology struct {
	codes    map[string]*Code
	types    map[[2]string]*Type
	order    []string // PLOVER types as the file has them
	contexts []string
}

// Read reads the ontologies in k.
func Read(k fs.FS) (*Ontology, error) {
	o := &Ontology{codes: map[string]*Code{}, types: map[[2]string]*Type{}}
	if err := o.readContexts(k); err != nil {
		return nil, err
	}
	if err := o.readPlover(k); err != nil {
		return nil, err
	}
	if err := o.readCAMEO(k); err != nil {
		return nil, err
	}
	return o, o.checkDefaults(k)
}

func (o *Ontology) readContexts(k fs.FS) error {
	rows, err := lexicon.Table(k, "ontologies/contexts.tsv", "context", "gloss")
	for _, r := range rows {
		o.contexts = append(o.contexts, r.Cols[0])
	}
	return err
}

func (o *Ontology) readPlover(k fs.FS) error {
	rows, err := lexicon.Table(k, "ontologies/plover.tsv", "type", "mode", "quad", "score", "cameo", "gloss")
	if err != nil {
		return err
	}
	for _, r := range rows {
		quad, err := strconv.Atoi(r.Cols[2])
		if err != nil || quad < 1 || quad > 4 {
			return r.Errorf(2, "quad class %q; want 1 to 4", r.Cols[2])
		}
		t := &Type{Type: r.Cols[0], Mode: r.Cols[1], Quad: quad, Score: r.Cols[3], CAMEO: r.Cols[4], Gloss: r.Cols[5]}
		key := [2]string{t.Type, t.Mode}
		if o.types[key] != nil {
			return r.Errorf(0, "%s %s stands twice", t.Type, t.Mode)
		}
		if t.Mode == "" {
			o.order = append(o.order, t.Type)
		} else if o.types[[2]string{t.Type}] == nil {
			return r.Errorf(0, "mode before its type %s", t.Type)
		}
		o.types[key] = t
	}
	return nil
}

func (o *Ontology) readCAMEO(k fs.FS) error {
	rows, err := lexicon.Table(k, "ontologies/cameo.tsv", "code", "name", "quad", "quad_phoenix", "goldstein", "intensity", "plover", "mode", "context")
	if err != nil {
		return err
	}
	for _, r := range rows {
		c := &Code{Code: r.Cols[0], Name: r.Cols[1], Goldstein: r.Cols[4], Intensity: r.Cols[5], Plover: r.Cols[6], Mode: r.Cols[7]}
		for i, to := range []*int{&c.Quad, &c.QuadPhoenix} {
			if *to, err = strconv.Atoi(r.Cols[2+i]); err != nil {
				return r.Errorf(2+i, "quad class %q", r.Cols[2+i])
			}
		}
		if r.Cols[8] != "" {
			c.Contexts = strings.Split(r.Cols[8], ",")
		}
		if c.Plover != "" && o.types[[2]string{c.Plover, c.Mode}] == nil {
			return r.Errorf(6, "no PLOVER type %s with mode %q", c.Plover, c.Mode)
		}
		for _, x := range c.Contexts {
			if !o.IsContext(x) {
				return r.Errorf(8, "no context %q", x)
			}
		}
		o.codes[c.Code] = c
	}
	return nil
}

func (o *Ontology) checkDefaults(k fs.FS) error {
	rows, err := lexicon.Table(k, "ontologies/plover.tsv", "type", "mode", "quad", "score", "cameo", "gloss")
	for _, r := range rows {
		if o.codes[r.Cols[4]] == nil {
			return r.Errorf(4, "no CAMEO code %q", r.Cols[4])
		}
	}
	return err
}

// Code returns the CAMEO code, or nil.
func (o *Ontology) Code(code string) *Code { return o.codes[code] }

// Type returns the PLOVER type with the mode, or nil.
func (o *Ontology) Type(plover, mode string) *Type { return o.types[[2]string{plover, mode}] }

// Types returns the names of the PLOVER types.
func (o *Ontology) Types() []string { return slices.Clone(o.order) }

// IsContext reports whether name is one of PLOVER's contexts.
func (o *Ontology) IsContext(name string) bool { return slices.Contains(o.contexts, name) }

// Contexts returns PLOVER's contexts.
func (o *Ontology) Contexts() []string { return slices.Clone(o.contexts) }

// CAMEO returns the default CAMEO code of a PLOVER type and mode, "" for an unknown type.
func (o *Ontology) CAMEO(plover, mode string) string {
	if t := o.types[[2]string{plover, mode}]; t != nil {
		return t.CAMEO
	}
	if t := o.types[[2]string{plover}]; t != nil {
		return t.CAMEO
	}
	return ""
}
