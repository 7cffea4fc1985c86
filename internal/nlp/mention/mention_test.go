package mention

import (
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/casetest"
	"github.com/openreadout/readout/internal/gazetteer"
)

func layer(t testing.TB) *Layer {
	base, err := actors.Load(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	places, err := gazetteer.New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	l, err := New(data.FS(), base, places)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestCases(t *testing.T) { casetest.Run(t, "mentions", layer(t).Apply) }
