package coref_test

import (
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/casetest"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/gazetteer"
	"github.com/openreadout/readout/internal/nlp/coref"
	"github.com/openreadout/readout/internal/nlp/mention"
)

// layers returns mention and coref in one, as the trees of the cases are given and the mentions are not.
func layers(t testing.TB) func(*doc.Doc) {
	base, err := actors.Load(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	places, err := gazetteer.New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	m, err := mention.New(data.FS(), base, places)
	if err != nil {
		t.Fatal(err)
	}
	c, err := coref.New(data.FS(), base)
	if err != nil {
		t.Fatal(err)
	}
	return func(d *doc.Doc) {
		m.Apply(d)
		c.Apply(d)
	}
}

func TestCases(t *testing.T) { casetest.Run(t, "entities", layers(t)) }
