package clause

import (
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/casetest"
)

func layer(t testing.TB) *Layer {
	l, err := New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestCases(t *testing.T) { casetest.Run(t, "clauses", layer(t).Apply) }
