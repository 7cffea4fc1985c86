package store_test

import (
	"errors"
	"math/bits"
	"reflect"
	"strings"
	"testing"

	"github.com/openreadout/readout/internal/store"
)

func TestParseFilter(t *testing.T) {
	f, err := store.ParseFilter(`dyad:RUS-FRA -Type:CONSULT,AGREE from:2024-02 to:2024-02 "Nuclear energy" grain publisher:"The Agency" 12:30`)
	want := store.Filter{From: "2024-02-01", To: "2024-02-29", Words: []string{"nuclear energy", "grain", "12:30"}, Terms: []store.Term{
		{Key: "dyad", Values: []string{"RUS-FRA"}}, {Key: "type", Values: []string{"CONSULT", "AGREE"}, Not: true}, {Key: "publisher", Values: []string{"The Agency"}}}}
	if err != nil || !reflect.DeepEqual(f, want) {
		t.Errorf("got %+v, %v\nwant %+v", f, err, want)
	}
	if f, err := store.ParseFilter("to:2024"); err != nil || f.To != "2024-12-31" {
		t.Errorf("to a year: %+v %v", f, err)
	}
	for _, c := range []struct{ in, want string }{
		{"colour:red", `no key "colour"; the keys are actor`}, {"type:", "nothing after the colon"}, {"type:,", "nothing but commas"}, {"dyad:RUS", "want two countries"},
		{"from:yesterday", "want a day"}, {"from:2024-02-30", "want a day"},
	} {
		if _, err := store.ParseFilter(c.in); !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.in, err, c.want)
		}
	}
}

func FuzzParseFilter(f *testing.F) {
	f.Add(`dyad:RUS-FRA -type:CONSULT "a b" c`)
	f.Fuzz(func(t *testing.T, s string) {
		if g, err := store.ParseFilter(s); err == nil {
			for _, term := range g.Terms {
				if len(term.Values) == 0 {
					t.Errorf("%q: a term without values", s)
				}
			}
		} else if !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%q: %v", s, err)
		}
	})
}

const report = `The foreign ministers of Chile and Peru met in Lima on Monday and signed an accord on fishing rights, ending a quarrel that had gone on for
eleven years. Boats of both countries may now work in each other's waters between March and October, the two governments said in a joint statement.
A commission will meet twice a year to settle what is left open. Fishermen in Arica, who had feared for their catch, called the accord a betrayal.`

func TestSimHash(t *testing.T) {
	h := store.SimHash(report)
	for _, c := range []struct {
		name, text string
		copy       bool
	}{
		{"itself", report, true},
		{"other marks and lines", strings.ReplaceAll(strings.ToUpper(report), "\n", "   "), true},
		{"a credit line", report + " (Reporting by A. Writer)", true},
		{"another text on the matter", `Fishermen in Arica marched through the port on Tuesday to protest against an accord with Peru which lets boats from across the border into
			waters that were Chilean for a century. The government in Santiago says the fears are without ground, and that the commission will see to the catch.`, false},
		{"a short text", "Ministers met in Lima.", false},
		{"nothing", "", false},
	} {
		o := store.SimHash(c.text)
		if store.Near(h, o) != c.copy {
			t.Errorf("%s: %d bits differ, copy is %v", c.name, bits.OnesCount64(h^o), store.Near(h, o))
		}
		shared := false
		for i, b := range store.Blocks(o) {
			shared = shared || b == store.Blocks(h)[i]
		}
		if c.copy && !shared {
			t.Errorf("%s: no block in common", c.name)
		}
	}
}

func TestPlain(t *testing.T) {
	if got := store.Plain("«Grain», PORTS & côtes!"); got != " grain ports côtes " {
		t.Errorf("got %q", got)
	}
}
