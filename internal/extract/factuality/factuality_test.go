package factuality

import (
	"testing"

	"github.com/openreadout/readout/data"
)

func TestNew(t *testing.T) {
	if _, err := New(data.FS()); err != nil {
		t.Fatal(err)
	}
}
