package main

import (
	"encoding/json"
	"strings"
	"testing"
)

const norwegianReadout = `{"id":"no","published":"2024-05-14","source":"Office of the Prime Minister of Norway","text":"Prime Minister Jonas Gahr Støre spoke by phone with Polish Prime Minister Donald Tusk on Tuesday.\nThe two leaders discussed the war in Ukraine and agreed that air defence should be strengthened. Støre welcomed Poland's delivery of 14 tanks to Ukraine. Tusk said that trade in fish had grown.\nThey agreed to meet in Oslo in June."}
`

const polishReadout = `{"id":"pl","published":"2024-05-14","source":"Chancellery of the Prime Minister of Poland","text":"Prime Minister Donald Tusk had a telephone conversation with Norwegian Prime Minister Jonas Gahr Støre on 14 May.\nDonald Tusk stressed the need to deliver tanks to Ukraine without delay. The situation on the border with Belarus was raised. Støre said that fish exports must be paid for in time."}
`

func TestCompare(t *testing.T) {
	a, b := file(t, "no.jsonl", norwegianReadout), file(t, "pl.jsonl", polishReadout)
	other := file(t, "other.jsonl", strings.NewReplacer("Tuesday", "3 January", "2024-05-14", "2024-01-03").Replace(norwegianReadout))
	for _, c := range []struct {
		name   string
		args   []string
		status int
		stdout []string
		stderr string
	}{
		{"text", []string{a, b}, 0, []string{"Kendall's tau", "tank", "AGREEMENTS", "no item of the other text was found to tell of it"}, ""},
		{"markdown", []string{"--md", a, b}, 0, []string{"# Two readouts", "## Aligned items"}, ""},
		{"page", []string{"--html", a, b}, 0, []string{"<!DOCTYPE html>", "<h2>Topics</h2>"}, ""},
		{"another contact", []string{other, b}, exitOther, nil, "not the same contact: A tells of 2024-01-03, B of 2024-05-14"},
		{"by force", []string{"--force", other, b}, 0, []string{"Compared by force"}, ""},
		{"no such file", []string{a, "nowhere.txt"}, exitFailed, nil, "nowhere.txt: no such file"},
		{"one text", []string{a}, exitUsage, nil, "accepts 2 arg(s)"},
		{"two forms", []string{"--md", "--html", a, b}, exitUsage, nil, "none of the others can be"},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, out, errs := command(t, "", append([]string{"compare"}, c.args...)...)
			if status != c.status || !strings.Contains(errs, c.stderr) {
				t.Errorf("got status %d and %q, want %d and %q", status, errs, c.status, c.stderr)
			}
			for _, want := range c.stdout {
				if !strings.Contains(out, want) {
					t.Errorf("%q is missing in\n%s", want, out)
				}
			}
			if strings.Contains(out, "omit") {
				t.Error("the comparison judges")
			}
		})
	}
}

// TestCompareSpans sees that every quotation is of the characters it names.
func TestCompareSpans(t *testing.T) {
	status, out, errs := command(t, "", "compare", "--json", file(t, "no.jsonl", norwegianReadout), file(t, "pl.jsonl", polishReadout))
	if status != 0 {
		t.Fatal(errs)
	}
	var text [2]struct{ Text string }
	for i, s := range []string{norwegianReadout, polishReadout} {
		if err := json.Unmarshal([]byte(s), &text[i]); err != nil {
			t.Fatal(err)
		}
	}
	type quote struct {
		Begin, End int
		Text       string
	}
	var c struct {
		A, B  struct{ Side string }
		Pairs []struct{ A, B quote }
	}
	if err := json.Unmarshal([]byte(out), &c); err != nil {
		t.Fatal(err)
	}
	if c.A.Side != "NOR" || c.B.Side != "POL" || len(c.Pairs) == 0 {
		t.Errorf("got sides %s and %s, %d pairs", c.A.Side, c.B.Side, len(c.Pairs))
	}
	for _, p := range c.Pairs {
		for i, q := range []quote{p.A, p.B} {
			if got := string([]rune(text[i].Text)[q.Begin:q.End]); got != q.Text {
				t.Errorf("span %d:%d is %q, not %q", q.Begin, q.End, got, q.Text)
			}
		}
	}
}
