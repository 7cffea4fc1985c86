package knowledge

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/lexicon"
)

// file writes a file of the test and returns its path.
func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	b := []byte(text)
	if strings.HasSuffix(name, ".gz") {
		var z bytes.Buffer
		w := gzip.NewWriter(&z)
		w.Write(b)
		w.Close()
		b = z.Bytes()
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func importer(t *testing.T, read func(w *bytes.Buffer, warn func(string), paths []string) error, paths ...string) (out string, warnings []string) {
	t.Helper()
	var w bytes.Buffer
	if err := read(&w, func(s string) { warnings = append(warnings, s) }, paths); err != nil {
		t.Fatal(err)
	}
	return w.String(), warnings
}

const dump = `[
{"id":"Q1000001","labels":{"en":{"value":"Ann Example"}},"aliases":{"en":[{"value":"Anna Example"}]},"claims":{
"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}],"P21":[{"mainsnak":{"datavalue":{"value":{"id":"Q6581072"}}}}],
"P27":[{"mainsnak":{"datavalue":{"value":{"id":"Q159"}}}}],
"P39":[{"mainsnak":{"datavalue":{"value":{"id":"Q218295"}}},"qualifiers":{"P580":[{"datavalue":{"value":{"time":"+2001-02-03T00:00:00Z","precision":11}}}],"P582":[{"datavalue":{"value":{"time":"+2003-00-00T00:00:00Z","precision":9}}}]}},
{"mainsnak":{"datavalue":{"value":{"id":"Q1000002"}}},"qualifiers":{"P580":[{"datavalue":{"value":{"time":"+1999-05-00T00:00:00Z","precision":10}}}]}},
{"mainsnak":{"datavalue":{"value":{"id":"Q1000003"}}}}]}},
{"id":"Q1000002","labels":{"en":{"value":"Minister of Defence (Chad)"}},"aliases":[],"claims":{}},
{"id":"Q1000004","labels":{"en":{"value":"Example Institute"}},"aliases":[],"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q31855"}}}}],"P17":[{"mainsnak":{"datavalue":{"value":{"id":"Q159"}}}}]}}
]
`

func TestImportWikidata(t *testing.T) {
	want := `Ann Example
	ref: Q1000001
	name: Anna Example
	gender: f
	country: RUS
	office: TCD defence minister (minister of defence), 1999-05 to 1999-05+, wikidata
	office: RUS president, 2001-02-03 to 2003, wikidata
	# office: Q1000003, ? to 2000+
Example Institute
	ref: Q1000004
	country: RUS
`
	one := strings.ReplaceAll(strings.ReplaceAll(dump, "\n\"P", "\"P"), "\n{\"mainsnak", "{\"mainsnak") // an entity a line
	for _, path := range []string{file(t, "dump.json", one), file(t, "dump.json.gz", one)} {
		got, warnings := importer(t, func(w *bytes.Buffer, warn func(string), p []string) error { return ImportWikidata(w, warn, p) }, path)
		if got != want || len(warnings) > 0 {
			t.Errorf("%s: got\n%s%v\nwant\n%s", path, got, warnings, want)
		}
	}
}

func TestImportSPARQL(t *testing.T) {
	in := `{"head":{"vars":["person","personLabel","officeLabel","start","end","iso","genderLabel"]},"results":{"bindings":[
{"person":{"value":"http://www.wikidata.org/entity/Q42"},"personLabel":{"value":"Bob Sample"},"officeLabel":{"value":"Prime Minister of Fiji"},"start":{"value":"2001-02-03T00:00:00Z"},"end":{"value":"2005-06-07T00:00:00Z"},"iso":{"value":"FJI"},"genderLabel":{"value":"male"}},
{"person":{"value":"http://www.wikidata.org/entity/Q42"},"personLabel":{"value":"Bob Sample"},"officeLabel":{"value":"honorary beekeeper"}},
{"person":{"value":"http://www.wikidata.org/entity/Q43"},"personLabel":{"value":"Q43"}}]}}`
	want := "Bob Sample\n\tref: Q42\n\tgender: m\n\tcountry: FJI\n\toffice: FJI prime minister, 2001-02-03 to 2005-06-07, wikidata\n\t# office: honorary beekeeper, ? to 2000+\n"
	got, warnings := importer(t, func(w *bytes.Buffer, warn func(string), p []string) error { return ImportWikidata(w, warn, p) }, file(t, "result.json", in))
	if got != want || len(warnings) != 1 {
		t.Errorf("got\n%s%v\nwant\n%s", got, warnings, want)
	}
}

func TestImportPetrarch(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"actors", "# a comment\nEXAMPLE_LIBERATION_FRONT_\n+ELF_ ; old comment\n\t[TCDREB]\nFRANCE_ [FRA]\nJANE_Q_PUBLIC_\n+PUBLIC_\n\t[FRAGOV 19950517-070516][FRAELI >070516]\n\t[FRA]\nNOBODY_\n",
			"Example Liberation Front\n\tname: ELF\n\tcode: TCDREB\n\tcountry: TCD\nJane Q Public\n\tname: Public\n\tcountry: FRA\n\toffice: FRA minister, 1995-05-17 to 2007-05-16, petrarch\n\t# FRAELI, 2007-05-16 to 2007-05-16+\n"},
		{"agents", "!MINIST! = MINISTER, MINISTERS\nPOLICE_OFFICER [~COP]\nGENDARME {} [~COP]\nWOMAN {WOMEN} [~CVL]\nDEFENCE_!MINIST! [~GOVMIL]\n",
			"COP\n\tperson: police officer; gendarme/gendarme\nCVL\n\tperson: woman/women\nGOVMIL\n\tperson: defence minister; defence ministers\n"},
		{"verbs", "&WEAPON\n+GUN\n####### VERB PATTERNS #######\n--- ABANDON [080] ---\nABANDON {ABANDONS ABANDONED}\n+GIVE_UP\n- * (TO $) [081]  # a pattern\n--- NULL [---] ---\nSIT\n",
			"abandon, give up\n\ttype: CONCEDE\n\tcameo: 080\n\t# - * (TO $) [081]\n\n"},
	} {
		got, _ := importer(t, func(w *bytes.Buffer, warn func(string), p []string) error { return ImportPetrarch(w, warn, p) }, file(t, c.name+".txt", c.in))
		if got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestRestriction(t *testing.T) {
	for in, want := range map[string]string{"<970101": "..1997-01-01", ">20120507": "2012-05-07..", "19010101-450703": "1901-01-01..1945-07-03", "300101": "2030-01-01..", "310101": "1931-01-01..", "2004017": "bad", "991301": "bad"} {
		from, to, ok := restriction(in)
		got := from + ".." + to
		if !ok {
			got = "bad"
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func TestImportGeoNames(t *testing.T) {
	row := func(name, ascii, class, code, cc, population string) string {
		return strings.Join([]string{"1", name, ascii, "", "48.5", "38.25", class, code, cc, "", "01", "", "", "", population, "", "", "", ""}, "\t") + "\n"
	}
	in := row("Łódka", "Lodka", "P", "PPL", "PL", "1200") + row("Long Lake", "Long Lake", "H", "LK", "CA", "0") + row("Poland", "Poland", "A", "PCLI", "PL", "38000000") + "short\n"
	want := "Łódka | city | POL | 48.5 38.25 | 1200\nLong Lake | lake | CAN | 48.5 38.25\n"
	got, warnings := importer(t, func(w *bytes.Buffer, warn func(string), p []string) error { return ImportGeoNames(w, warn, p) }, file(t, "XX.txt", in))
	if got != want || len(warnings) != 1 {
		t.Errorf("got\n%s%v\nwant\n%s", got, warnings, want)
	}
}

// TestPositions sees that every post of positions.tsv is one that the actor files know.
func TestPositions(t *testing.T) {
	rows, err := lexicon.Table(data.FS(), "actors/positions.tsv", "id", "post")
	if err != nil || len(rows) < 1000 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
}
