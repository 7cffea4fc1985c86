package timex

import (
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/doc"
)

func layer(t testing.TB) *Layer {
	l, err := New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestSmoke(t *testing.T) {
	d := &doc.Doc{Text: "On Tuesday, the first since September 2022, nearly three years after the war, last week and in May. From 3 to 5 June, 2014-15.", Published: "2025-07-02"}
	layer(t).Apply(d)
	t.Log("\n" + d.Dump("times"))
}
