package actor_test

import (
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/casetest"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/extract/actor"
	"github.com/openreadout/readout/internal/extract/place"
	"github.com/openreadout/readout/internal/gazetteer"
	"github.com/openreadout/readout/internal/nlp/coref"
	"github.com/openreadout/readout/internal/nlp/mention"
)

// layers returns the layers from mention to actor in one: the trees of the cases are given.
func layers(t testing.TB) func(*doc.Doc) {
	base, err := actors.Load(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	m, err := mention.New(data.FS(), base, g)
	if err != nil {
		t.Fatal(err)
	}
	c, err := coref.New(data.FS(), base)
	if err != nil {
		t.Fatal(err)
	}
	p, err := place.New(data.FS(), g)
	if err != nil {
		t.Fatal(err)
	}
	a := actor.New(base, g)
	return func(d *doc.Doc) {
		m.Apply(d)
		c.Apply(d)
		p.Apply(d)
		a.Apply(d)
	}
}

func TestCases(t *testing.T) { casetest.Run(t, "actors", layers(t)) }
