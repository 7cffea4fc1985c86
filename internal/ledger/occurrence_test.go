package ledger

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/openreadout/readout/record"
)

func events(d *record.Document, es ...record.Event) Document {
	for i, e := range es {
		e.ID = fmt.Sprint("ev", i+1)
		d.Events = append(d.Events, e)
	}
	return Document{Document: d}
}

func assault(source, target, factuality string, date *record.Interval) record.Event {
	return record.Event{Plover: "ASSAULT", CAMEO: "190", Source: []string{source}, Target: []string{target}, Factuality: factuality, Date: date}
}

func TestOccurrences(t *testing.T) {
	day := on("2024-03-01")
	claimed := assault("aaa", "bbb", "reported", on("2024-03-02"))
	claimed.Sources = []record.Chain{{"carl"}}
	denied := assault("aaa", "bbb", "denied", day)
	denied.Sources = []record.Chain{{"ada"}}
	in := func(e record.Event, place string) record.Event { e.Place = place; return e }
	one := func(i int, es ...record.Event) Document {
		return events(report(fmt.Sprint("doc", i), fmt.Sprint("Paper ", i), "2024-03-02", ""), es...)
	}
	happened := assault("aaa", "bbb", "happened", day)
	for _, c := range []struct {
		name string
		docs []Document
		want string // reports/factuality/claimed/denied of each
	}{
		{"two reports", []Document{one(1, happened), one(2, happened)}, "2/happened//"},
		{"a claim and a denial of one", []Document{one(1, claimed), one(2, denied)}, "2/reported/Carl Dupont/Ada Brandt"},
		{"the government is the state", []Document{one(1, happened), one(2, assault("aaagov", "bbb", "happened", day))}, "2/happened//"},
		{"a president is not", []Document{one(1, happened), one(2, assault("ada", "bbb", "happened", day))}, "1/happened//; 1/happened//"},
		{"the other way round", []Document{one(1, happened), one(2, assault("bbb", "aaa", "happened", day))}, "1/happened//; 1/happened//"},
		{"a plan is another", []Document{one(1, happened), one(2, assault("aaa", "bbb", "planned", day))}, "1/happened//; 1/planned//"},
		{"days apart", []Document{one(1, happened), one(2, assault("aaa", "bbb", "happened", on("2024-03-05")))}, "1/happened//; 1/happened//"},
		{"a month is no day", []Document{one(1, happened), one(2, assault("aaa", "bbb", "happened", &record.Interval{From: "2024-03-01", To: "2024-03-31"}))}, "1/happened//; 1/happened//"},
		{"two places", []Document{one(1, in(happened, "town")), one(2, in(happened, "town2"))}, "1/happened//; 1/happened//"},
		{"a place and none", []Document{one(1, in(happened, "town")), one(2, happened)}, "2/happened//"},
		{"two of one document", []Document{one(1, happened, happened), one(2, happened, happened)}, "2/happened//; 2/happened//"},
		{"undated", []Document{one(1, assault("aaa", "bbb", "happened", nil)), one(2, assault("aaa", "bbb", "happened", nil))}, "1/happened//; 1/happened//"},
		{"a copy", []Document{one(1, happened), {one(2, happened).Document, "doc1"}}, "1/happened//"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, o := range Occurrences(c.docs) {
				got = append(got, fmt.Sprintf("%d/%s/%s/%s", o.ReportCount(), o.Factuality, strings.Join(o.Claimed, ","), strings.Join(o.Denied, ",")))
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
		})
	}
}

func pledge(id, day, status, value string) Document {
	d := report(id, "Daily", day, "pledged")
	d.Commitments = []record.Commitment{{ID: "k1", Kind: "aid", Type: "military", Donor: []string{"aaa"}, Recipient: []string{"bbb"}, Value: json.Number(value), Currency: "EUR", Status: status, Evidence: record.Span{Begin: 0, End: 7}}}
	return Document{Document: d}
}

func TestAccounts(t *testing.T) {
	total := pledge("five", "2024-05-01", "delivered", "3700000000.50")
	total.Commitments[0].Period = &record.Interval{From: "2022-02-24", To: "2024-05-01"}
	as := Accounts([]Document{
		pledge("two", "2024-02-01", "delivered", "100.20"), pledge("one", "2024-01-05", "pledged", "100.2"), // restated
		pledge("three", "2024-03-01", "pledged", "0.7"), pledge("four", "2025-01-05", "pledged", "100.2"), // another package
		total, pledge("six", "2024-06-01", "proposed", "50"), pledge("seven", "2024-06-02", "pledged", ""),
	})
	if len(as) != 1 || len(as[0].Commitments) != 6 {
		t.Fatalf("got %+v", as)
	}
	if k := as[0].Commitments[0]; len(k.Reports) != 2 || k.Status != "delivered" || k.First != "2024-01-05" || k.Last != "2024-02-01" || k.Reports[0].Text != "pledged" {
		t.Errorf("restated: %+v", k)
	}
	if want := []Sum{{"EUR", "201.1", 3}}; !slices.Equal(as[0].Sums, want) {
		t.Errorf("sums %v, want %v: totals, proposals and restatements are not added", as[0].Sums, want)
	}
}

func TestStances(t *testing.T) {
	d := report("two", "Daily", "2024-04-01", "no talks before a ceasefire")
	d.Statements = []record.Statement{{ID: "st1", Content: []record.Span{{Begin: 0, End: 8}, {Begin: 16, End: 27}}, Chain: record.Chain{"eva", "ada"}}}
	d.Positions = []record.Position{{ID: "p1", Holder: "aaa", Via: "ada", Topic: "ceasefire", Statement: "st1", Continuity: "unknown"}}
	d.Shifts = []record.Shift{{ID: "s1", Holder: "aaa", Topic: "ceasefire", AssertedBy: []string{"eva"}, Evidence: record.Span{Begin: 0, End: 8}}, {ID: "s2", Holder: "aaa", Topic: "ceasefire"}}
	early := report("one", "Daily", "2024-05-01", "")
	early.Positions = []record.Position{{ID: "p1", Holder: "aaa", Topic: "ceasefire", Date: on("2024-01-05")}, {ID: "p2", Holder: "bbb", Topic: "ceasefire"}}
	ss := Stances([]Document{{Document: d}, {Document: early}, {d, "two"}})
	if len(ss) != 2 || ss[0].Holder.Name != "Aland" || len(ss[0].Statements) != 2 {
		t.Fatalf("got %+v", ss)
	}
	if a, b := ss[0].Statements[0], ss[0].Statements[1]; a.Said != "2024-01-05" || b.Said != "2024-04-01" || b.Text != "no talks … a ceasefire" || b.Via != "Ada Brandt" || !slices.Equal(b.Chain, []string{"Eva Lind", "Ada Brandt"}) {
		t.Errorf("got %+v, %+v", a, b)
	}
	if x := ss[0].Shifts; len(x) != 1 || x[0].Text != "no talks" || !slices.Equal(x[0].AssertedBy, []string{"Eva Lind"}) {
		t.Errorf("shifts %+v: only those that a source asserts", x)
	}
}

func TestTimeline(t *testing.T) {
	d := report("one", "Daily", "2024-03-02", "we trust Borea")
	d.Events = []record.Event{assault("aaa", "bbb", "happened", nil), {ID: "ev2", Plover: "CONSULT", Source: []string{"ada", "carl"}, Date: on("2024-03-01"), Factuality: "happened"}, assault("aaa", "aaagov", "happened", nil)}
	d.Events[0].ID, d.Events[2].ID = "ev1", "ev3"
	d.Contacts = []record.Contact{{ID: "c1", Event: "ev2", Mode: "phone", Date: on("2024-03-01"), Participants: []string{"ada", "carl"}}}
	d.Statements = []record.Statement{{ID: "st1", Speaker: &record.Speaker{Entity: "ada"}, Act: "position", About: []string{"bbb"}, Content: []record.Span{{Begin: 0, End: 14}}}, {ID: "st2", Speaker: &record.Speaker{Entity: "eva"}, About: []string{"bbb"}}}
	docs := []Document{{Document: d}, contacts(report("two", "Daily", "2024-02-01", ""), call(on("2024-02-01"), "ada", "carl")), pledge("three", "2024-03-05", "pledged", "5")}
	var got []string
	for _, e := range Timeline(docs, "BBB", "AAA") {
		day := "reported " + e.Reported
		if e.Date != nil {
			day = e.Date.From
		}
		since := 0
		if e.Since != nil {
			since = e.Since.Days[0]
		}
		got = append(got, fmt.Sprintf("%s %s %s %d %d", day, e.Kind, e.Type, e.Count, since))
	}
	want := []string{"2024-02-01 contacts phone 1 0", "2024-03-01 contacts phone 1 29", "reported 2024-03-02 events ASSAULT 1 0", "2024-03-02 statements position 1 0", "2024-03-05 commitments aid/military 1 0"}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
