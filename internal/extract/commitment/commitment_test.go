package commitment_test

import (
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/casetest"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/pipeline"
)

// TestCases reads texts whose trees are given: the layers between the trees and this one are part of it, the
// parser is not.
func TestCases(t *testing.T) {
	p, err := pipeline.New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	casetest.Run(t, "commitments", func(d *doc.Doc) { p.Read(d, "commitment") })
}
