package event_test

import (
	"strings"
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/extract/event"
	"github.com/openreadout/readout/internal/pipeline"
)

// BenchmarkEvent reports the time of the layer alone, over the sentences of the lexicon's examples.
func BenchmarkEvent(b *testing.B) {
	p, err := pipeline.New(data.FS())
	if err != nil {
		b.Fatal(err)
	}
	layer, err := event.New(data.FS())
	if err != nil {
		b.Fatal(err)
	}
	var text strings.Builder
	for _, ex := range examples(b) {
		text.WriteString(ex.Text + " ")
	}
	d := &doc.Doc{Text: text.String(), Published: "2025-07-02"}
	p.Read(d, "statement")
	b.ReportAllocs()
	for b.Loop() {
		d.Events, d.Notes = nil, nil
		layer.Apply(d)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
