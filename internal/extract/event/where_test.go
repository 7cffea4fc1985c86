package event_test

import (
	"testing"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/record"
)

// TestWhere runs sentences through the whole engine: an event is where it happened, not where its actors are from.
func TestWhere(t *testing.T) {
	engine, err := readout.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{ // the place of the first event, "" for none
		{"Police in Lagos arrested two students from Kano.", "Lagos"},
		{"A court in Minsk jailed the activist from Brest.", "Minsk"},
		{"Rebels from Chad attacked a convoy near Agadez in northern Niger.", "Agadez"},
		{"Chinese officials met their Indian counterparts in Kazan.", "Kazan"},
		{"The Saudi foreign minister flew from Riyadh to Tehran for talks with Iranian leaders.", "Tehran"},
		{"The Turkish president called his Iranian counterpart from Ankara.", ""},
		{"A bomb killed four people at a market in Mogadishu.", "Mogadishu"},
		{"Iran launched missiles at a U.S. base in Qatar.", "Qatar"},
		{"Russian troops shelled Kharkiv.", "Kharkiv"},
		{"In Geneva, delegates of Sudan and Egypt agreed on a truce.", "Geneva"},
	} {
		rec := engine.Code(record.Article{ID: "a", Lang: "en", Published: "2025-07-03", Text: c.text})
		if len(rec.Events) == 0 {
			t.Errorf("%q has no event", c.text)
			continue
		}
		got := ""
		for _, e := range rec.Entities {
			if e.ID == rec.Events[0].Place {
				got = e.Name
			}
		}
		if got != c.want {
			t.Errorf("%q happened at %q, want %q", c.text, got, c.want)
		}
	}
}
