// Package pipeline runs the layers of reading in order.
package pipeline

import (
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/extract/actor"
	"github.com/openreadout/readout/internal/extract/amount"
	"github.com/openreadout/readout/internal/extract/commitment"
	"github.com/openreadout/readout/internal/extract/contact"
	"github.com/openreadout/readout/internal/extract/event"
	"github.com/openreadout/readout/internal/extract/factuality"
	"github.com/openreadout/readout/internal/extract/place"
	"github.com/openreadout/readout/internal/extract/position"
	"github.com/openreadout/readout/internal/extract/statement"
	"github.com/openreadout/readout/internal/extract/timex"
	"github.com/openreadout/readout/internal/extract/when"
	"github.com/openreadout/readout/internal/gazetteer"
	"github.com/openreadout/readout/internal/model"
	"github.com/openreadout/readout/internal/nlp/clause"
	"github.com/openreadout/readout/internal/nlp/coref"
	"github.com/openreadout/readout/internal/nlp/language"
	"github.com/openreadout/readout/internal/nlp/mention"
	"github.com/openreadout/readout/internal/nlp/parse"
	"github.com/openreadout/readout/internal/nlp/segment"
)

// A Layer reads the fields of a document below it and fills its own. It is safe for concurrent use.
type Layer interface{ Apply(*doc.Doc) }

// stage is one row of the table of layers.
type stage struct {
	name  string
	needs []string
	fills []string
	new   func(*knowledge) (Layer, error)
}

// stages is the whole reading, in order: the data flow of Readout is this table.
var stages = []stage{
	{"language", []string{"text"}, []string{"language"}, func(k *knowledge) (Layer, error) { return language.New(k.files) }},
	{"segment", []string{"text"}, []string{"tokens"}, func(k *knowledge) (Layer, error) { return segment.New(k.files) }},
	{"parse", []string{"tokens"}, []string{"trees"}, newParse},
	{"clause", []string{"trees"}, []string{"clauses"}, func(k *knowledge) (Layer, error) { return clause.New(k.files) }},
	{"timex", []string{"tokens", "trees"}, []string{"times"}, func(k *knowledge) (Layer, error) { return timex.New(k.files) }},
	{"amount", []string{"tokens", "trees", "times"}, []string{"amounts"}, func(k *knowledge) (Layer, error) { return amount.New(k.files) }},
	{"mention", []string{"tokens", "trees", "times", "amounts"}, []string{"mentions"}, newMention},
	{"coref", []string{"mentions", "trees"}, []string{"entities"}, withActors(coref.New)},
	{"place", []string{"entities", "trees"}, []string{"places"}, newPlace},
	{"actor", []string{"entities", "places", "trees"}, []string{"actors"}, newActor},
	{"statement", []string{"trees", "times", "mentions", "entities"}, []string{"statements"}, func(k *knowledge) (Layer, error) { return statement.New(k.files) }},
	{"event", []string{"trees", "clauses", "actors", "times", "amounts"}, []string{"events"}, func(k *knowledge) (Layer, error) { return event.New(k.files) }},
	{"factuality", []string{"clauses", "statements", "events"}, []string{"predicates"}, func(k *knowledge) (Layer, error) { return factuality.New(k.files) }},
	{"when", []string{"times", "clauses", "statements", "events", "predicates"}, []string{"whens"}, func(*knowledge) (Layer, error) { return when.New(), nil }},
	{"contact", []string{"trees", "clauses", "actors", "times", "statements", "events"}, []string{"contacts"}, withActors(contact.New)},
	{"commitment", []string{"trees", "clauses", "actors", "amounts", "times", "events"}, []string{"commitments"}, func(k *knowledge) (Layer, error) { return commitment.New(k.files) }},
	{"position", []string{"trees", "clauses", "actors", "times", "statements", "contacts"}, []string{"positions"}, withActors(position.New)},
}

// knowledge is what the layers read with, each file read once.
type knowledge struct {
	files     fs.FS
	actors    func() (*actors.Base, error)
	gazetteer func() (*gazetteer.Gazetteer, error)
}

func newKnowledge(files fs.FS) *knowledge {
	return &knowledge{files,
		sync.OnceValues(func() (*actors.Base, error) { return actors.Load(files) }),
		sync.OnceValues(func() (*gazetteer.Gazetteer, error) { return gazetteer.New(files) }),
	}
}

// withActors returns the constructor of a layer that reads the actor files.
func withActors[L Layer](make func(fs.FS, *actors.Base) (L, error)) func(*knowledge) (Layer, error) {
	return func(k *knowledge) (Layer, error) {
		base, err := k.actors()
		if err != nil {
			return nil, err
		}
		return make(k.files, base)
	}
}

func newMention(k *knowledge) (Layer, error) {
	base, err := k.actors()
	if err != nil {
		return nil, err
	}
	places, err := k.gazetteer()
	if err != nil {
		return nil, err
	}
	return mention.New(k.files, base, places)
}

func newParse(k *knowledge) (Layer, error) {
	m, err := model.Load(k.files)
	if err != nil {
		return nil, err
	}
	base, err := k.actors()
	if err != nil {
		return nil, err
	}
	places, err := k.gazetteer()
	if err != nil {
		return nil, err
	}
	w := parse.Words{Hints: parse.NewHints(base, places)}
	if w.Lemmas, err = parse.NewLemmas(k.files); err != nil {
		return nil, err
	}
	if w.Offices, err = parse.NewOffices(k.files); err != nil {
		return nil, err
	}
	if w.Hearers, err = parse.NewHearers(k.files); err != nil {
		return nil, err
	}
	return parse.New(m, w), nil
}

func newActor(k *knowledge) (Layer, error) {
	base, err := k.actors()
	if err != nil {
		return nil, err
	}
	places, err := k.gazetteer()
	if err != nil {
		return nil, err
	}
	return actor.New(base, places), nil
}

func newPlace(k *knowledge) (Layer, error) {
	places, err := k.gazetteer()
	if err != nil {
		return nil, err
	}
	return place.New(k.files, places)
}

// Check reports the first layer that needs what no earlier layer fills.
func Check() error {
	have := map[string]bool{"text": true}
	for _, s := range stages {
		for _, n := range s.needs {
			if !have[n] {
				return fmt.Errorf("pipeline: layer %s needs %s, which nothing before it fills", s.name, n)
			}
		}
		for _, f := range s.fills {
			have[f] = true
		}
	}
	return nil
}

// Pipeline is the layers, built and ready. It is safe for concurrent use.
type Pipeline struct{ layers []Layer }

// New builds every layer from the knowledge in k, all at once. Of several errors it returns that of the first
// layer.
func New(k fs.FS) (*Pipeline, error) {
	know := newKnowledge(k)
	p := &Pipeline{make([]Layer, len(stages))}
	errs := make([]error, len(stages))
	var wg sync.WaitGroup
	for i, s := range stages {
		wg.Go(func() { p.layers[i], errs[i] = s.new(know) })
	}
	wg.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("layer %s: %w", stages[i].name, err)
		}
	}
	return p, nil
}

// Mistakes builds every layer from the knowledge in k and returns what each of them finds wrong with it.
func Mistakes(k fs.FS) []error {
	know := newKnowledge(k)
	var out []error
	for _, s := range stages {
		if _, err := s.new(know); err != nil {
			out = append(out, fmt.Errorf("layer %s: %w", s.name, err))
		}
	}
	return out
}

// Names returns the names of the layers, in order.
func Names() []string {
	var out []string
	for _, s := range stages {
		out = append(out, s.name)
	}
	return out
}

// Fills returns what the layer fills, as doc.Dump names it; nil for a name that is no layer.
func Fills(layer string) []string {
	for _, s := range stages {
		if s.name == layer {
			return s.fills
		}
	}
	return nil
}

// Read runs the layers over d up to the layer named after, or all of them for "". A document that already
// has trees skips the layers that would make them. A text that a layer refuses is read no further.
func (p *Pipeline) Read(d *doc.Doc, after string) {
	given := len(d.Tokens) > 0
	for i, s := range stages {
		if !given || !makesTrees(s) {
			p.layers[i].Apply(d)
		}
		if s.name == after || d.Refused != "" {
			return
		}
	}
}

func makesTrees(s stage) bool {
	return slices.Contains(s.fills, "tokens") || slices.Contains(s.fills, "trees")
}
