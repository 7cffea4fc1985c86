package ontology_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/ontology"
)

func read(t *testing.T) *ontology.Ontology {
	t.Helper()
	o, err := ontology.Read(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestShape(t *testing.T) {
	o := read(t)
	if n := len(o.Types()); n != 16 {
		t.Errorf("%d PLOVER types; want 16: %v", n, o.Types())
	}
	if n := len(o.Contexts()); n != 37 {
		t.Errorf("%d contexts; want 37", n)
	}
}

func TestCodes(t *testing.T) {
	o := read(t)
	for _, c := range []struct {
		code, goldstein, plover, mode, contexts string
		quad, phoenix                           int
	}{
		{"041", "1.0", "CONSULT", "phone", "", 1, 1},
		{"020", "3.0", "", "", "", 1, 0},
		{"0872", "9.0", "RETREAT", "withdraw", "military", 2, 2},
		{"090", "-2.0", "ACCUSE", "investigate", "", 2, 3},
		{"094", "-2.0", "ACCUSE", "investigate", "military legal", 2, 3},
		{"163", "-8.0", "COERCE", "restrict", "diplomatic", 4, 3},
		{"192", "-9.5", "COERCE", "seize", "military", 4, 4},
		{"195", "-10.0", "ASSAULT", "heavy-weapons", "military", 4, 4},
	} {
		g := o.Code(c.code)
		if g == nil {
			t.Errorf("%s: no such code", c.code)
			continue
		}
		if g.Goldstein != c.goldstein || g.Plover != c.plover || g.Mode != c.mode || strings.Join(g.Contexts, " ") != c.contexts || g.Quad != c.quad || g.QuadPhoenix != c.phoenix {
			t.Errorf("%s: got %+v, want %+v", c.code, *g, c)
		}
	}
}

// TestWayBack checks that the default code of a type is mapped to that type again, except where CAMEO has
// no code of its own and the nearest stands.
func TestWayBack(t *testing.T) {
	o := read(t)
	other := []string{"RETREAT resign", "SANCTION convict", "CONSULT multilateral"}
	for _, name := range o.Types() {
		if got := o.Code(o.CAMEO(name, "")).Plover; got != name {
			t.Errorf("%s: default %s is %s", name, o.CAMEO(name, ""), got)
		}
	}
	for _, x := range other {
		name, mode, _ := strings.Cut(x, " ")
		if o.CAMEO(name, mode) == "" {
			t.Errorf("%s: no default", x)
		}
	}
	if got := o.CAMEO("CONSULT", "no such mode"); got != "040" {
		t.Errorf("unknown mode: got %q, want the type's default", got)
	}
	if got := o.CAMEO("NONE", ""); got != "" {
		t.Errorf("unknown type: got %q", got)
	}
}

func TestErrors(t *testing.T) {
	plover := "type\tmode\tquad\tscore\tcameo\tgloss\nAID\t\t2\t10\t070\tgives\n"
	cameo := "code\tname\tquad\tquad_phoenix\tgoldstein\tintensity\tplover\tmode\tcontext\n070\tProvide aid\t2\t2\t7.0\t7\tAID\t\t\n"
	contexts := "context\tgloss\neconomic\ttrade\n"
	for _, c := range []struct{ name, plover, cameo, want string }{
		{"good", plover, cameo, ""},
		{"mode first", strings.Replace(plover, "AID\t\t", "AID\tx\t", 1), cameo, "ontologies/plover.tsv:2:1: mode before its type AID"},
		{"bad quad", strings.Replace(plover, "\t2\t10", "\t7\t10", 1), cameo, `ontologies/plover.tsv:2:6: quad class "7"; want 1 to 4`},
		{"unknown type", plover, strings.Replace(cameo, "AID", "HELP", 1), `ontologies/cameo.tsv:2:27: no PLOVER type HELP with mode ""`},
		{"unknown context", plover, strings.Replace(cameo, "AID\t\t", "AID\t\tgold", 1), `ontologies/cameo.tsv:2:32: no context "gold"`},
		{"unknown default", strings.Replace(plover, "070", "099", 1), cameo, `ontologies/plover.tsv:2:11: no CAMEO code "099"`},
	} {
		k := fstest.MapFS{"ontologies/plover.tsv": {Data: []byte(c.plover)}, "ontologies/cameo.tsv": {Data: []byte(c.cameo)}, "ontologies/contexts.tsv": {Data: []byte(contexts)}}
		_, err := ontology.Read(k)
		if got := errText(err); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestTypesKeepOrder(t *testing.T) {
	if !slices.Equal(read(t).Types()[:3], []string{"AGREE", "CONSULT", "SUPPORT"}) {
		t.Error("types are not in the order of the file")
	}
}
