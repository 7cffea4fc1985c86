package amount

import (
	"testing"

	"github.com/openreadout/readout/internal/doc"
)

// TestOffRate reads conversions: the euro bought 1.58 dollars in July 2008 and 1.08 in July 2024; a dollar bought 33
// roubles in December 2013 and 77 in January 2016.
func TestOffRate(t *testing.T) {
	l := layer(t)
	for _, c := range []struct {
		published doc.Date
		text      string
		want      int // of the last amount
	}{
		{"2024-07-10", "The port will cost €1 billion ($1.1 billion).", 0},
		{"2024-07-10", "The port will cost €1 billion ($1.6 billion).", 40},
		{"2008-07-10", "The port will cost €1 billion ($1.6 billion).", 0},
		{"2008-07-10", "The port will cost €1 billion ($1.1 billion).", -23},
		{"2024-07-10", "The port will cost €940 million, or about $1.02 billion.", 0},
		{"2024-07-10", "The port will cost £20 million (€16.8 million).", -28},
		{"2024-07-10", "The port will cost €2 million ($3 million).", 36},
		{"2013-12-05", "The grant of 330 million Ukrainian hryvnias ($41 million) was paid.", 0},
		{"2016-01-20", "The plant was sold for ₽77 billion ($2.3 billion).", 104},
		{"2016-01-20", "The plant was sold for ₽77 billion ($1 billion).", 0},
		{"", "The port will cost €1 billion ($1.6 billion).", 0},
		{"1990-07-10", "The port will cost £1 billion ($9 billion).", 0},
		{"2030-07-10", "The port will cost €1 billion ($9 billion).", 0},
		{"2024-07-10", "The fund paid 900 roubles ($90).", 0},             // roubles of whom?
		{"2024-07-10", "The bank paid €5 million and $20 million.", 0},    // two sums
		{"2024-07-10", "It paid €200-300 million ($500-600 million).", 0}, // ranges
		{"2024-07-10", "It paid 100 million Zimbabwean dollars ($1).", 0}, // no rate
		{"2024-07-10", "It fell to $10 million (€9.4 million) from $20.", 0},
	} {
		d := &doc.Doc{Text: c.text, Published: c.published}
		l.Apply(d)
		got := 0
		for _, a := range d.Amounts {
			if a.OffRate != 0 {
				got = a.OffRate
			}
		}
		if got != c.want {
			t.Errorf("%s %q: off by %d, want %d: %+v", c.published, c.text, got, c.want, d.Amounts)
		}
	}
}
