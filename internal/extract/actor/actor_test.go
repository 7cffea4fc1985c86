package actor_test

import (
	"testing"

	"github.com/openreadout/readout/internal/layertest"
)

func TestCases(t *testing.T) { layertest.Run(t, "actors", "actor") }
