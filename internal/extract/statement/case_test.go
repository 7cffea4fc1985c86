package statement_test

import (
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/casetest"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/pipeline"
)

// TestCases reads trees made by hand; the layers between them and statements are those of the pipeline.
func TestCases(t *testing.T) {
	p, err := pipeline.New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	casetest.Run(t, "statements", func(d *doc.Doc) { p.Read(d, "statement") })
}
