package readout_test

import (
	"testing"

	"github.com/openreadout/readout/internal/store/pack"
)

// TestPacked stands here so that whoever adds a field to a record sees it: the store packs what it knows of, and keeps a
// record with other fields as JSON, which is some ten times larger. See internal/store/pack/shape.go.
func TestPacked(t *testing.T) {
	if !pack.Complete() {
		t.Error("records have fields that internal/store/pack does not pack: add them there and run its tests")
	}
}
