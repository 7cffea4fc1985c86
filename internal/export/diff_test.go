package export_test

import (
	"strings"
	"testing"

	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store/storetest"
)

func TestDiff(t *testing.T) {
	same := storetest.Document(0)
	same.Entities[0].ID, same.Events[0].Source, same.Statements[0].Speaker.Entity = "e7", []string{"e7"}, "e7"
	same.Contacts[0].Participants = []string{"e7", "e2"}
	same.Events[0].Rule = "event/other"
	var b strings.Builder
	if n, err := export.Diff(&b, storetest.Document(0), same); n != 0 || err != nil {
		t.Errorf("other ids and rules only: %d, %v\n%s", n, err, b.String())
	}
	changed := storetest.Document(0)
	changed.Events[0].Factuality, changed.Events[0].Plover = "planned", "AGREE"
	changed.Contacts = nil
	changed.Statements = append(changed.Statements, changed.Statements[0])
	changed.Statements[1].ID, changed.Statements[1].Cue.End = "st2", 30
	b.Reset()
	n, err := export.Diff(&b, storetest.Document(0), changed)
	want := []string{
		`~ event 2023-12-01 AGREE 041 Norway → Finland planned, «called»: plover "AGREE", was "CONSULT"; factuality "planned", was "happened"`,
		"+ statement Norway «called Finland, the min»:",
		"- contact phone Norway; Finland",
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if n != 3 || err != nil || len(lines) != 3 {
		t.Fatalf("%d, %v\n%s", n, err, b.String())
	}
	for i, w := range want {
		if !strings.Contains(strings.Join(strings.Fields(lines[i]), " "), strings.Join(strings.Fields(w), " ")) {
			t.Errorf("got %s\nwant %s", lines[i], w)
		}
	}
}
