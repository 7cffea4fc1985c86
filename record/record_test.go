package record_test

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/openreadout/readout/record"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// sample is a record that has every kind of part once.
func sample() *record.Document {
	const text = "Norway called Finland on Monday, the ministry said; it pledged €5m."
	day := &record.Interval{From: "2024-05-06", To: "2024-05-06", Grain: "day"}
	who := "e1"
	return &record.Document{
		Schema: record.Schema, Coder: record.Coder{Version: "1", Knowledge: "sha256:0"},
		Article:    record.Article{ID: "a", Title: "t", Published: "2024-05-07", Source: "s", URL: "u", Lang: "en", Text: text},
		Sentences:  []record.Span{{Begin: 0, End: 67}},
		Tokens:     []record.Token{{Span: record.Span{Begin: 0, End: 6}, Lemma: "Norway", UPOS: "PROPN", XPOS: "NNP", Feats: "Number=Sing", Head: 0, Deprel: "root"}},
		Predicates: []record.Predicate{{Span: record.Span{Begin: 7, End: 13}, Lemma: "call", Factuality: "reported", Score: "2.5", Entry: "f:1", Sources: record.Chain{"e3"}, Rule: "r"}},
		Entities: []record.Entity{
			{ID: "e1", Kind: "state", Name: "Norway", Actor: "NOR", Country: "NOR", Role: "state", OfficeAsOf: "2024-01-01", Ref: "Q20", Rule: "r", Entry: "f:1",
				Place:    &record.Place{GeonameID: 3144096, Country: "NOR", Admin1: "00", Lat: 62, Lon: 10, Grain: "country"},
				Mentions: []record.Mention{{Span: record.Span{Begin: 0, End: 6}, Form: "name", Reading: "literal", Rule: "r"}}},
			{ID: "e2", Kind: "state", Name: "Finland", Mentions: []record.Mention{{Span: record.Span{Begin: 14, End: 21}, Form: "name"}}},
			{ID: "e3", Kind: "organisation", Name: "ministry", Mentions: []record.Mention{{Span: record.Span{Begin: 33, End: 45}, Form: "nominal"}}},
			{ID: "e4", Kind: "group", Name: "both", Members: []string{"e1", "e2"}, Mentions: []record.Mention{{Span: record.Span{Begin: 0, End: 21}, Form: "name"}}},
		},
		Times:   []record.Time{{ID: "t1", Span: record.Span{Begin: 25, End: 31}, Kind: "date", Interval: *day, Timex: "2024-05-06", Mod: "since", Duration: "P1D", Anchor: "ev1", Rule: "r"}},
		Amounts: []record.Amount{{ID: "a1", Span: record.Span{Begin: 63, End: 66}, Kind: "money", Value: "5000000", Min: "1", Max: "9", Currency: "EUR", Unit: "u", Approx: "over", Assumed: true, SameAs: "a1", OffRate: 38, Rule: "r"}},
		Statements: []record.Statement{{ID: "st1", Speaker: &record.Speaker{Span: record.Span{Begin: 33, End: 45}, Entity: "e3"}, Cue: record.Span{Begin: 46, End: 50},
			Content: []record.Span{{Begin: 0, End: 31}}, Kind: "indirect", Quotes: []record.Span{{Begin: 0, End: 1}}, Act: "statement", Chain: record.Chain{"e3"}, Hedge: "reportedly", Negated: true,
			Topics: []string{"diplomatic"}, About: []string{"e1"}, Time: "t1", When: &record.When{Interval: record.Interval{From: "2025-07-01", To: "2025-07-01", Grain: "day"}, By: "frame", Time: "t1"}, Rule: "r", Entry: "f:2"}},
		Events: []record.Event{{ID: "ev1", Source: []string{"e1"}, Target: []string{"e2"}, Symmetric: true, Plover: "CONSULT", Mode: "phone", Contexts: []string{"diplomatic"}, CAMEO: "041", Quad: 1,
			Goldstein: "1.0", Trigger: record.Span{Begin: 7, End: 13}, Evidence: record.Span{Begin: 0, End: 67}, Date: day, Time: "t1", When: &record.When{Interval: record.Interval{From: "2025-07-01", To: "2025-07-01", Grain: "day"}, By: "sentence", Time: "t1"}, Place: "e1", Amounts: []string{"a1"}, Factuality: "reported",
			Sources: []record.Chain{{"e3"}, {}}, Mentions: []record.EventMention{{Span: record.Span{Begin: 7, End: 13}, Sources: record.Chain{record.Unnamed}}}, Rule: "r", Entry: "f:3"}},
		Contacts: []record.Contact{{ID: "c1", Event: "ev1", Implied: true, Mode: "phone", Participants: []string{"e1", "e2"}, Date: day, Place: "e1", Initiator: &who, Duration: "PT1H",
			Topics: []string{"diplomatic"}, Statements: []string{"st1"}, FirstSince: &record.FirstSince{Date: day, Evidence: record.Span{Begin: 0, End: 31}, Sources: []record.Chain{{"e3"}}}, Counted: &record.Counted{N: 3, Since: day, Evidence: record.Span{Begin: 0, End: 31}, Sources: []record.Chain{{"e3"}}}, Gap: &record.Gap{Months: [2]int{3, 4}, Text: "x", Consistent: true},
			Previous: "c1", Sources: []record.Chain{{"e3"}}, Evidence: record.Span{Begin: 0, End: 31}, Rule: "r"}},
		Commitments: []record.Commitment{{ID: "k1", Event: "ev1", Kind: "aid", Type: "military", Donor: []string{"e1"}, Recipient: []string{"e2"}, Amounts: []string{"a1"}, Value: "5000000", Currency: "EUR",
			Status: "pledged", Period: day, Condition: "c", Evidence: record.Span{Begin: 52, End: 67}, Sources: []record.Chain{{"e3"}}, Rule: "r"}},
		Positions:  []record.Position{{ID: "p1", Holder: "e1", Via: "e3", Topic: "aid", Statement: "st1", Continuity: "restated", Since: "2022-02", Date: day, Rule: "r"}},
		Shifts:     []record.Shift{{ID: "s1", Holder: "e1", Topic: "aid", From: []string{"p1"}, To: []string{"p1"}, AssertedBy: []string{"e3"}, Evidence: record.Span{Begin: 0, End: 31}, Rule: "r"}},
		Agreements: []record.Agreement{{Statement: "st1", Parties: []string{"e1", "e2"}, ClaimedBy: []string{"e3"}, OneSided: true, Rule: "r"}},
		Notes:      []record.Note{{Span: record.Span{Begin: 0, End: 67}, Layer: "event", Text: "n"}},
	}
}

func TestCheck(t *testing.T) {
	if err := sample().Check(); err != nil {
		t.Fatalf("the sample: %v", err)
	}
	for _, c := range []struct {
		name, want string
		spoil      func(*record.Document)
	}{
		{"schema", "schema is", func(d *record.Document) { d.Schema = "readout/0" }},
		{"not UTF-8", "UTF-8", func(d *record.Document) { d.Text = "\xff" + d.Text }},
		{"span outside", "outside the text", func(d *record.Document) { d.Events[0].Trigger.End = 999 }},
		{"span backwards", "outside the text", func(d *record.Document) { d.Times[0].End = 3 }},
		{"id twice", "stands for", func(d *record.Document) { d.Times[0].ID = "e1" }},
		{"no id", "without an id", func(d *record.Document) { d.Events[0].ID = "" }},
		{"source unknown", "is no entity", func(d *record.Document) { d.Events[0].Source[0] = "e9" }},
		{"source of a wrong kind", "is no entity", func(d *record.Document) { d.Events[0].Source[0] = "t1" }},
		{"chain", "is no entity", func(d *record.Document) { d.Statements[0].Chain = record.Chain{"st1"} }},
		{"empty link of a chain", "empty source", func(d *record.Document) { d.Statements[0].Chain = record.Chain{""} }},
		{"value", "is none of", func(d *record.Document) { d.Events[0].Factuality = "certain" }},
		{"value missing", "is none of", func(d *record.Document) { d.Events[0].Factuality = "" }},
		{"type", "is none of", func(d *record.Document) { d.Events[0].Plover = "FIGHT" }},
		{"binary number", "not a decimal", func(d *record.Document) { d.Amounts[0].Value = "5e6" }},
		{"no day", "not a day", func(d *record.Document) { d.Times[0].From = "2024-02-30" }},
		{"day backwards", "is before", func(d *record.Document) { d.Events[0].Date.To = "2024-05-01" }},
		{"two roots", "roots", func(d *record.Document) {
			d.Tokens = append(d.Tokens, d.Tokens[0])
			d.Tokens[1].Begin, d.Tokens[1].End = 7, 13
		}},
		{"circle", "circle", func(d *record.Document) { d.Tokens[0].Head = 1 }},
		{"own member", "member of itself", func(d *record.Document) { d.Entities[3].Members = []string{"e4"} }},
		{"within itself", "within itself", func(d *record.Document) { d.Statements[0].Within = "st1" }},
		{"entity without mention", "no mention", func(d *record.Document) { d.Entities[1].Mentions = nil }},
		{"place of a contact", "is no entity", func(d *record.Document) { d.Contacts[0].Place = "k1" }},
		{"holder", "is no entity", func(d *record.Document) { d.Positions[0].Holder = "p1" }},
		{"agreement", "is no statement", func(d *record.Document) { d.Agreements[0].Statement = "ev1" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := sample()
			c.spoil(d)
			if err := d.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error with %q", err, c.want)
			}
		})
	}
}

func TestRoundTrip(t *testing.T) {
	var b bytes.Buffer
	if err := record.Write(&b, sample()); err != nil {
		t.Fatal(err)
	}
	first := b.String()
	r := record.NewReader(strings.NewReader("\n" + first + "\n" + first))
	for range 2 {
		d, err := r.Read()
		if err != nil {
			t.Fatal(err)
		}
		var again bytes.Buffer
		if err := record.Write(&again, d); err != nil {
			t.Fatal(err)
		}
		if again.String() != first {
			t.Errorf("read and written again:\n%s\nwant\n%s", again.String(), first)
		}
	}
	if _, err := r.Read(); !errors.Is(err, io.EOF) {
		t.Errorf("after the last: %v", err)
	}
}

func TestReadIsStrict(t *testing.T) {
	var b bytes.Buffer
	if err := record.Write(&b, sample()); err != nil {
		t.Fatal(err)
	}
	good := strings.TrimSpace(b.String())
	for _, c := range []struct{ name, line, want string }{
		{"unknown field", strings.Replace(good, `"events"`, `"evnts"`, 1), "line 2: json: unknown field"},
		{"wrong type", strings.Replace(good, `"begin":0`, `"begin":"0"`, 1), "line 2: json"},
		{"text after", good + "{}", "line 2: text after"},
		{"other schema", strings.Replace(good, "readout/1", "readout/9", 1), `line 2: schema is "readout/9"`},
	} {
		r := record.NewReader(strings.NewReader(good + "\n" + c.line))
		if _, err := r.Read(); err != nil {
			t.Fatal(err)
		}
		if _, err := r.Read(); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(record.JSONSchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("readout.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("readout.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSchema holds the published schema to what Write prints, for a full record and for an empty one, and
// sees that it refuses what Check refuses.
func TestSchema(t *testing.T) {
	s := compile(t)
	valid := func(d *record.Document) error {
		var b bytes.Buffer
		if err := record.Write(&b, d); err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(&b)
		if err != nil {
			t.Fatal(err)
		}
		return s.Validate(v)
	}
	for _, d := range []*record.Document{sample(), {Schema: record.Schema}} {
		if err := valid(d); err != nil {
			t.Error(err)
		}
	}
	bad := sample()
	bad.Events[0].Factuality = "certain"
	if valid(bad) == nil {
		t.Error("the schema takes a factuality that is none")
	}
}

// TestSampleIsFull sees that the sample, and with it the tests above, covers every field of every type.
func TestSampleIsFull(t *testing.T) {
	seen, all := map[string]bool{}, map[string]bool{}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				name := v.Type().Name() + "." + v.Type().Field(i).Name
				all[name] = true
				seen[name] = seen[name] || !v.Field(i).IsZero()
				walk(v.Field(i))
			}
		}
	}
	walk(reflect.ValueOf(*sample()))
	for _, optional := range []string{"Document.Refused", "Token.Joined", "Token.Head", "Statement.Within"} {
		seen[optional] = true // these cannot stand beside the rest
	}
	for name := range all {
		if !seen[name] {
			t.Errorf("%s is empty in the sample", name)
		}
	}
}
