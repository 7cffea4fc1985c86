package amount

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
	d := &doc.Doc{Text: "committing over €3.7 billion ($4.1 billion) in aid, $5-10 million, between $5m and $10m, 3.5 per cent, 40 soldiers, dozens of people, 300-kilometre road, 9.9 billion yuan (about US$ 1.4 billion), hundreds of millions of dollars, 5 million Iraqi dinars, Rs 35 crore.", Published: "2025-07-02"}
	layer(t).Apply(d)
	t.Log("\n" + d.Dump("amounts"))
}
