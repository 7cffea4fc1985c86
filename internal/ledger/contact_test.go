package ledger

import (
	"fmt"
	"strings"
	"testing"

	"github.com/openreadout/readout/record"
)

func on(day string) *record.Interval { return &record.Interval{From: day, To: day, Grain: "day"} }

// people of the tests: two presidents, a chancellor, and a prime minister told by the office.
var people = map[string]record.Entity{
	"ada":    {Kind: "person", Name: "Ada Brandt", Ref: "Q1", Country: "AAA", Actor: "AAAGOV"},
	"carl":   {Kind: "person", Name: "Carl Dupont", Ref: "Q2", Country: "BBB", Actor: "BBBGOV"},
	"eva":    {Kind: "person", Name: "Eva Lind", Ref: "Q3", Country: "CCC", Actor: "CCCGOV"},
	"office": {Kind: "person", Name: "Prime Minister", Role: "prime minister", Country: "BBB", Actor: "BBBGOV"},
	"aaa":    {Kind: "state", Name: "Aland", Country: "AAA", Actor: "AAA"},
	"aaagov": {Kind: "organisation", Name: "Aland's government", Country: "AAA", Actor: "AAAGOV"},
	"bbb":    {Kind: "state", Name: "Borea", Country: "BBB", Actor: "BBB"},
	"town":   {Kind: "place", Name: "Midtown", Country: "CCC"},
	"town2":  {Kind: "place", Name: "Overtown", Country: "CCC"},
}

// report makes a document that may name all the people by their keys.
func report(id, source, published, text string) *record.Document {
	d := &record.Document{Article: record.Article{ID: id, Source: source, Published: published, Text: text}}
	for key, e := range people {
		e.ID = key
		d.Entities = append(d.Entities, e)
	}
	return d
}

func contacts(d *record.Document, cs ...record.Contact) Document {
	for i, c := range cs {
		c.ID = fmt.Sprint("c", i+1)
		d.Contacts = append(d.Contacts, c)
	}
	return Document{Document: d}
}

func call(date *record.Interval, who ...string) record.Contact {
	return record.Contact{Mode: "phone", Date: date, Participants: who}
}

// show prints contacts as «2024-03-01 phone ada+carl 2».
func show(cs []Contact) string {
	var out []string
	for _, c := range cs {
		var who []string
		for _, p := range c.Parties {
			name, _, _ := strings.Cut(p.Name, " ")
			who = append(who, name)
		}
		day := "undated"
		if c.Date != nil && c.Date.From != "" {
			day = c.Date.From
		}
		out = append(out, fmt.Sprintf("%s %s %s %d", day, c.Mode, strings.Join(who, "+"), Independent(c.Reports)))
	}
	return strings.Join(out, "; ")
}

func TestContacts(t *testing.T) {
	first := contacts(report("one", "Aland's Chancellery", "2024-03-02", ""), call(on("2024-03-01"), "ada", "carl"))
	for _, c := range []struct {
		name string
		docs []Document
		want string
	}{
		{"both sides' readouts", []Document{first, contacts(report("two", "Borea's Palace", "2024-03-01", ""), call(on("2024-03-01"), "carl", "ada"))}, "2024-03-01 phone Ada+Carl 2"},
		{"a side told by its office", []Document{contacts(report("two", "Borea's Palace", "2024-03-01", ""), call(on("2024-03-01"), "office", "ada")), first}, "2024-03-01 phone Ada+Carl 2"},
		{"an office alone", []Document{contacts(report("two", "Borea's Palace", "2024-03-01", ""), call(on("2024-03-01"), "office", "ada"))}, "2024-03-01 phone Prime+Ada 1"},
		{"a copy is no report", []Document{first, {contacts(report("two", "Daily", "2024-03-02", ""), call(on("2024-03-01"), "ada", "carl")).Document, "one"}}, "2024-03-01 phone Ada+Carl 1"},
		{"a copy of what is not there is one", []Document{{first.Document, "gone"}}, "2024-03-01 phone Ada+Carl 1"},
		{"video and phone are one, a meeting is another", []Document{first, contacts(report("two", "Daily", "2024-03-02", ""), record.Contact{Mode: "video", Date: on("2024-03-01"), Participants: []string{"ada", "carl"}}, record.Contact{Mode: "meeting", Date: on("2024-03-01"), Participants: []string{"ada", "carl"}})},
			"2024-03-01 phone Ada+Carl 2; 2024-03-01 meeting Ada+Carl 1"},
		{"a call of three is another", []Document{first, contacts(report("two", "Daily", "2024-03-02", ""), call(on("2024-03-01"), "ada", "carl", "eva"))}, "2024-03-01 phone Ada+Carl 1; 2024-03-01 phone Ada+Carl+Eva 1"},
		{"no day, published the next day", []Document{first, contacts(report("two", "Daily", "2024-03-02", ""), call(nil, "ada", "carl"))}, "2024-03-01 phone Ada+Carl 2"},
		{"until the day of publication", []Document{first, contacts(report("two", "Daily", "2024-03-03", ""), call(&record.Interval{To: "2024-03-03"}, "ada", "carl"))}, "2024-03-01 phone Ada+Carl 2"},
		{"no day, published long after", []Document{first, contacts(report("two", "Daily", "2024-03-09", ""), call(nil, "ada", "carl"))}, "2024-03-01 phone Ada+Carl 1; undated phone Ada+Carl 1"},
		{"no day, two that it may be", []Document{first, contacts(report("two", "Daily", "2024-03-03", ""), call(on("2024-03-02"), "ada", "carl")), contacts(report("three", "Weekly", "2024-03-03", ""), call(nil, "ada", "carl"))},
			"2024-03-01 phone Ada+Carl 1; 2024-03-02 phone Ada+Carl 1; undated phone Ada+Carl 1"},
		{"neither tells the day", []Document{contacts(report("one", "Palace", "2024-03-02", ""), call(nil, "ada", "carl")), contacts(report("two", "Chancellery", "2024-03-03", ""), call(nil, "carl", "ada"))}, "undated phone Ada+Carl 2"},
		{"neither tells the day, days apart", []Document{contacts(report("one", "Palace", "2024-03-02", ""), call(nil, "ada", "carl")), contacts(report("two", "Chancellery", "2024-03-06", ""), call(nil, "carl", "ada"))}, "undated phone Ada+Carl 1; undated phone Carl+Ada 1"},
		{"neither tells the day, one text", []Document{contacts(report("one", "Palace", "2024-03-02", ""), call(nil, "ada", "carl"), call(nil, "ada", "carl"))}, "undated phone Ada+Carl 1; undated phone Ada+Carl 1"},
		{"since a day is no day", []Document{first, contacts(report("two", "Daily", "2024-03-02", ""), call(&record.Interval{From: "2024-02-01"}, "ada", "carl"))}, "2024-02-01 phone Ada+Carl 1; 2024-03-01 phone Ada+Carl 1"},
		{"a month finds its day", []Document{first, contacts(report("two", "Yearbook", "2024-12-02", ""), call(&record.Interval{From: "2024-03-01", To: "2024-03-31", Grain: "month"}, "ada", "carl"))}, "2024-03-01 phone Ada+Carl 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(Contacts(c.docs)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestDyadsOfThree(t *testing.T) {
	ds := DyadsOf([]Document{contacts(report("one", "Daily", "2024-03-02", ""), call(on("2024-03-01"), "ada", "carl", "eva"), call(on("2024-02-01"), "ada", "eva"))})
	if len(ds) != 3 {
		t.Fatalf("%d dyads", len(ds))
	}
	if d := ds[1]; d.A.Name != "Ada Brandt" || d.B.Name != "Eva Lind" || len(d.Contacts) != 2 || d.Contacts[1].Since == nil || d.Contacts[1].Since.Days != [2]int{29, 29} || len(d.Contacts[1].Parties) != 3 {
		t.Errorf("got %+v", d)
	}
}

// TestClaimDatedByOther checks a claim about a contact that only another report dates, and the name that only another
// report gives.
func TestClaimDatedByOther(t *testing.T) {
	second := call(nil, "ada", "carl")
	second.Counted = &record.Counted{N: 2, Since: &record.Interval{From: "2024-01-01", To: "2024-12-31"}}
	claim := report("claim", "Palace", "2024-03-02", "")
	for i := range claim.Entities {
		if claim.Entities[i].ID == "ada" {
			claim.Entities[i].Name = "President"
		}
	}
	ds := DyadsOf([]Document{contacts(claim, second), contacts(report("two", "Wire", "2024-03-01", ""), call(on("2024-03-01"), "ada", "carl")), contacts(report("three", "Wire", "2024-01-05", ""), call(on("2024-01-05"), "ada", "carl"))})
	if len(ds) != 1 || len(ds[0].Claims) != 1 || ds[0].Claims[0].Verdict != Consistent || ds[0].A.Name != "Ada Brandt" {
		t.Errorf("got %+v", ds)
	}
}

// TestCounted holds claims of another, the second and the third contact against the others.
func TestCounted(t *testing.T) {
	const text = "another call; the second since January; the third this month"
	counted := func(n int, since *record.Interval) record.Contact {
		c := call(on("2024-03-20"), "ada", "carl")
		c.Counted = &record.Counted{N: n, Since: since, Evidence: record.Span{Begin: 0, End: 12}}
		return c
	}
	january, month := &record.Interval{From: "2024-01-01", To: "2024-01-31"}, &record.Interval{From: "2024-03-01", To: "2024-03-31"}
	for _, c := range []struct {
		name    string
		claim   record.Contact
		days    []string
		verdict string
		by      string
	}{
		{"another, none known", counted(0, nil), nil, CannotSay, ""},
		{"another", counted(0, nil), []string{"2023-05-01", "2024-02-01"}, Consistent, "2024-02-01"},
		{"another, only one after it", counted(0, nil), []string{"2024-05-01"}, CannotSay, ""},
		{"the second since", counted(2, january), []string{"2024-01-10", "2024-02-01"}, Consistent, "2024-02-01"},
		{"the second since, the one of the day counts", counted(2, january), []string{"2024-01-10"}, Consistent, "2024-01-10"},
		{"the second since, two between", counted(2, january), []string{"2024-02-01", "2024-02-20"}, Contradicted, "2024-02-20"},
		{"the second since, nothing known", counted(2, january), []string{"2023-02-01"}, CannotSay, ""},
		{"the third this month", counted(3, month), []string{"2024-02-28", "2024-03-02", "2024-03-09"}, Consistent, "2024-03-09"},
		{"the third this month, one known", counted(3, month), []string{"2024-03-02"}, CannotSay, ""},
		{"the third this month, three before it", counted(3, month), []string{"2024-03-02", "2024-03-03", "2024-03-04"}, Contradicted, "2024-03-04"},
		{"the second, since when it does not say", counted(2, nil), []string{"2024-03-02"}, CannotSay, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			docs := []Document{contacts(report("claim", "Daily", "2024-03-21", text), c.claim)}
			for i, d := range c.days {
				docs = append(docs, contacts(report(fmt.Sprint("d", i), "Wire", d, ""), call(on(d), "ada", "carl")))
			}
			ds := DyadsOf(docs)
			if len(ds) != 1 || len(ds[0].Claims) != 1 {
				t.Fatalf("got %+v", ds)
			}
			got, by := ds[0].Claims[0], ""
			if got.By != nil {
				by = got.By.Date.From
			}
			if got.Verdict != c.verdict || by != c.by || got.Text != "another call" {
				t.Errorf("%q by %q on %q, want %q by %q", got.Verdict, by, got.Text, c.verdict, c.by)
			}
		})
	}
}

func TestNear(t *testing.T) {
	until := func(day string) *record.Interval { return &record.Interval{To: day} }
	for _, c := range []struct {
		name             string
		a                *record.Interval
		publishedA       string
		b                *record.Interval
		publishedB, mode string
		near             bool
		from, to         string // Days of a
	}{
		{"one day", on("2024-03-01"), "2024-03-05", on("2024-03-01"), "2024-03-01", "phone", true, "2024-02-29", "2024-03-04"},
		{"over midnight", on("2024-03-01"), "2024-03-01", on("2024-03-02"), "2024-03-02", "phone", true, "2024-02-29", "2024-03-04"},
		{"two days apart", on("2024-03-01"), "2024-03-01", on("2024-03-03"), "2024-03-03", "phone", false, "2024-02-29", "2024-03-04"},
		{"one without a day", until("2024-03-02"), "2024-03-02", on("2024-03-01"), "2024-03-09", "video", true, "2024-02-28", "2024-03-05"},
		{"one without a day, published before", nil, "2024-03-02", on("2024-03-04"), "2024-03-04", "phone", false, "2024-02-28", "2024-03-05"},
		{"one without a day, published three days after", nil, "2024-03-04", on("2024-03-01"), "2024-03-01", "phone", true, "2024-03-01", "2024-03-07"},
		{"one without a day, published four days after", nil, "2024-03-05", on("2024-03-01"), "2024-03-01", "phone", false, "2024-03-02", "2024-03-08"},
		{"another mode", on("2024-03-01"), "2024-03-01", on("2024-03-01"), "2024-03-01", "meeting", false, "2024-02-29", "2024-03-04"},
		{"nothing known", nil, "", on("2024-03-01"), "2024-03-01", "phone", true, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := &record.Contact{Mode: "phone", Date: c.a}, &record.Contact{Mode: c.mode, Date: c.b}
			if Near(a, c.publishedA, b, c.publishedB) != c.near || Near(b, c.publishedB, a, c.publishedA) != c.near {
				t.Errorf("near: want %v", c.near)
			}
			if from, to := Days(a, c.publishedA); from != c.from || to != c.to {
				t.Errorf("days %s to %s, want %s to %s", from, to, c.from, c.to)
			}
		})
	}
}
