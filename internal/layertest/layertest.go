// Package layertest runs a layer's cases through the whole table of layers: the trees are given, and what stands
// between them and the layer is that of the product. It imports every layer, so a layer's tests use it from an
// outer package («package contact_test»).
package layertest

import (
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/casetest"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/pipeline"
)

// Run runs every case in testdata/*.case up to the layer and compares what doc.Dump prints under the name.
func Run(t *testing.T, dump, layer string) {
	t.Helper()
	casetest.Run(t, dump, Upto(t, layer))
}

// Upto returns the layers up to one as one; those that would make trees pass over a document that has them.
func Upto(t testing.TB, layer string) func(*doc.Doc) {
	t.Helper()
	if pipeline.Fills(layer) == nil {
		t.Fatalf("no layer is named %q", layer)
	}
	p, err := pipeline.New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	return func(d *doc.Doc) { p.Read(d, layer) }
}
