package actors

import (
	"testing"

	"github.com/openreadout/readout/data"
)

func load(tb testing.TB) *Base {
	tb.Helper()
	b, err := Load(data.FS())
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func TestData(t *testing.T) {
	for _, err := range Check(data.FS()) {
		t.Error(err)
	}
	t.Log(load(t))
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load(b)
	}
}
