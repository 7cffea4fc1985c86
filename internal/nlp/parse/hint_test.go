package parse

import (
	"strings"
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/gazetteer"
	"github.com/openreadout/readout/internal/model"
)

func TestHints(t *testing.T) {
	base, err := actors.Load(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	places, err := gazetteer.New(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	h := NewHints(base, places)
	for _, c := range []struct {
		text string
		at   int
		want model.Hint // bits that must be set
		not  model.Hint
	}{
		{"talks in Buenos Aires ended", 2, model.InPlace | model.InCity | model.Begins | model.Several, model.InOrganisation},
		{"talks in Buenos Aires ended", 3, model.InPlace | model.Several, model.Begins},
		{"talks in nairobi ended", 2, model.InPlace | model.Begins, model.Several},
		{"the United Nations said", 1, model.InOrganisation | model.Begins | model.Several, model.InState},
		{"France agreed", 0, model.InState | model.Begins, model.InOrganisation},
		{"Angela Merkel said", 1, model.InPerson | model.Surname, model.InOrganisation},
		{"it is so", 1, 0, 0xff},
	} {
		got := h.Of(strings.Fields(c.text))[c.at]
		if got&c.want != c.want || got&c.not != 0 {
			t.Errorf("%s: word %d has %08b, want %08b without %08b", c.text, c.at, got, c.want, c.not)
		}
	}
	if (*Hints)(nil).Of([]string{"France"}) != nil {
		t.Error("no lists give hints")
	}
}

func BenchmarkHints(b *testing.B) {
	base, err := actors.Load(data.FS())
	if err != nil {
		b.Fatal(err)
	}
	places, err := gazetteer.New(data.FS())
	if err != nil {
		b.Fatal(err)
	}
	h, words := NewHints(base, places), strings.Fields("The foreign minister of Kenya told reporters in Nairobi on Monday that talks with the African Union would go on , officials said .")
	for b.Loop() {
		h.Of(words)
	}
	b.ReportMetric(float64(len(words))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
