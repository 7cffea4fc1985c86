package ledger

import (
	"testing"

	"github.com/openreadout/readout/record"
)

func day(from, to string) *record.Interval { return &record.Interval{From: from, To: to} }

// document makes a record of contacts between the persons «a» and «b».
func document(id, source string, contacts ...record.Contact) *record.Document {
	d := &record.Document{Article: record.Article{ID: id, Source: source, Text: "the first call since May 2023"},
		Entities: []record.Entity{{ID: "e1", Kind: "person", Name: "Ada Brandt", Ref: "Q1", Country: "AAA"}, {ID: "e2", Kind: "person", Name: "Carl Dupont", Country: "BBB"}}}
	for i, c := range contacts {
		c.ID, c.Participants = string(rune('a'+i)), []string{"e1", "e2"}
		d.Contacts = append(d.Contacts, c)
	}
	return d
}

func TestDyads(t *testing.T) {
	claim := &record.FirstSince{Date: day("2023-05-01", "2023-05-31"), Evidence: record.Span{Begin: 0, End: 29}}
	report := document("one", "Wire", record.Contact{Mode: "phone", Date: day("2024-03-01", "2024-03-01"), FirstSince: claim},
		record.Contact{Mode: "phone", Date: day("2023-05-01", "2023-05-31"), Implied: true})
	for _, c := range []struct {
		name     string
		docs     []*record.Document
		contacts int
		verdict  string
	}{
		{"nothing known", []*record.Document{report}, 2, CannotSay},
		{"told by another report too", []*record.Document{report, document("two", "Daily", record.Contact{Mode: "phone", Date: day("2024-03-01", "2024-03-01")})}, 2, CannotSay},
		{"borne out", []*record.Document{report, document("two", "Daily", record.Contact{Mode: "phone", Date: day("2023-05-12", "2023-05-12")})}, 2, Consistent},
		{"contradicted", []*record.Document{report, document("two", "Daily", record.Contact{Mode: "video", Date: day("2023-11-02", "2023-11-02")})}, 3, Contradicted},
		{"a meeting is no call", []*record.Document{report, document("two", "Daily", record.Contact{Mode: "meeting", Date: day("2023-11-02", "2023-11-02")})}, 3, CannotSay},
		{"no day", []*record.Document{report, document("two", "Daily", record.Contact{Mode: "phone"})}, 3, CannotSay},
	} {
		t.Run(c.name, func(t *testing.T) {
			ds := Dyads(c.docs)
			if len(ds) != 1 || len(ds[0].Contacts) != c.contacts || len(ds[0].Claims) != 1 {
				t.Fatalf("got %+v", ds)
			}
			if got := ds[0].Claims[0]; got.Verdict != c.verdict || got.Text != "the first call since May 2023" {
				t.Errorf("got %q on %q, want %q", got.Verdict, got.Text, c.verdict)
			}
		})
	}
}

func TestSince(t *testing.T) {
	ds := Dyads([]*record.Document{document("one", "", record.Contact{Mode: "phone", Date: day("2025-07-01", "2025-07-01")},
		record.Contact{Mode: "phone", Date: day("2022-09-01", "2022-09-30")})})
	cs := ds[0].Contacts
	if cs[0].Since != nil || cs[1].Since == nil || cs[1].Since.Months != [2]int{33, 34} || cs[1].Since.Days != [2]int{1005, 1034} {
		t.Errorf("got %+v and %+v", cs[0].Since, cs[1].Since)
	}
}
