package when_test

import (
	"testing"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/record"
)

const dateline = "PARIS, July 2, 2025 (Example) -- "

// TestEvents runs texts published on 2025-07-03, a Thursday, through the whole engine. The day wanted is that of the
// last event: its own, or the last that it may have and what says so.
func TestEvents(t *testing.T) {
	engine, err := readout.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"On Monday the minister met the ambassador of Chad.", "2025-06-30"},
		{dateline + "On Monday the minister met the ambassador of Chad.", "2025-06-30"},
		{"Police arrested three men in Lyon.", "until 2025-07-03 publication"},
		{dateline + "Police arrested three men in Lyon.", "until 2025-07-02 frame"},
		{"The mayor said on Tuesday that rebels had shelled the port.", "until 2025-07-01 sentence"},
		{dateline + "The mayor said on Tuesday that rebels had shelled the port.", "until 2025-07-01 sentence"},
		{"France will send troops to Chad.", "none"},
		{"Rebels did not shell the port.", "none"},
	} {
		rec := engine.Code(record.Article{ID: "a", Lang: "en", Published: "2025-07-03", Text: c.text})
		if len(rec.Events) == 0 {
			t.Errorf("%q has no event", c.text)
			continue
		}
		e := &rec.Events[len(rec.Events)-1]
		if got := day(e.Date, e.When); got != c.want {
			t.Errorf("%q: event %s: %s, want %s", c.text, e.CAMEO, got, c.want)
		}
	}
}

func TestStatements(t *testing.T) {
	engine, err := readout.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ published, text, want string }{
		{"2025-07-03", "The port is open, the mayor said on Tuesday.", "t1"},
		{"2025-07-03", "The port is open, the mayor said.", "until 2025-07-03 publication"},
		{"2025-07-03", dateline + "The port is open, the mayor said.", "until 2025-07-02 frame"},
		{"", dateline + "The port is open, the mayor said.", "until 2025-07-02 frame"},
		{"", "The port is open, the mayor said.", "none"},
		{"2025-07-03", "According to the mayor, the port is open.", "until 2025-07-03 publication"},
	} {
		rec := engine.Code(record.Article{ID: "a", Lang: "en", Published: c.published, Text: c.text})
		if len(rec.Statements) != 1 {
			t.Errorf("%q has %d statements", c.text, len(rec.Statements))
			continue
		}
		got := rec.Statements[0].Time
		if got == "" {
			got = day(nil, rec.Statements[0].When)
		}
		if got != c.want {
			t.Errorf("%q, published %q: %s, want %s", c.text, c.published, got, c.want)
		}
	}
}

func day(date *record.Interval, w *record.When) string {
	switch {
	case date != nil && date.From != "":
		return date.From
	case w == nil:
		return "none"
	case w.From != "":
		return w.From + " " + w.By
	}
	return "until " + w.To + " " + w.By
}
