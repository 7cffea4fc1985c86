package export_test

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/storetest"
	"github.com/openreadout/readout/record"
	"github.com/parquet-go/parquet-go"
)

// documents are those of the suite of stores, one of them with a place, one with trees.
func documents() []*record.Document {
	var out []*record.Document
	for i := range 24 {
		d := storetest.Document(i)
		if d.Published == "" && i > 7 {
			d.Published = "2024-05-05"
		}
		d.URL = fmt.Sprintf("https://agency.example.org/%d", i)
		d.Sentences = []record.Span{{End: len(d.Text)}}
		d.Entities[1].Place = &record.Place{GeonameID: 100 + i, Country: d.Entities[0].Country, Admin1: "07", Lat: 60.5, Lon: -10.25, Grain: "city"}
		if i%2 == 0 {
			d.Events[0].Place = "e2"
		}
		if i == 3 {
			d.Tokens = []record.Token{{Span: d.Entities[0].Mentions[0].Span, Lemma: "x", UPOS: "PROPN", Head: 0, Deprel: "root"}}
		}
		out = append(out, d)
	}
	return out
}

// write exports the documents and returns the path.
func write(t *testing.T, format, filter string, all bool) string {
	t.Helper()
	f, err := export.FormatOf(format)
	if err != nil {
		t.Fatal(err)
	}
	where, err := store.ParseFilter(filter)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	x, err := export.NewExporter(f, out, all, data.FS())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range documents() {
		if err := x.Add(store.Row{DocID: store.DocumentID(&d.Article), Document: d}, where); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	return out
}

func readLines(t *testing.T, path string) []string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := strings.TrimSuffix(string(b), "\n")
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// rows is how many of the 24 events happened (calls and condemnations; offers of aid and agreements are
// planned or possible).
const rows = 12 // the undated one, number 7, is planned

func TestTabular(t *testing.T) {
	for _, c := range []struct {
		format, file  string
		columns, head int
		cells         map[int]string // of the first row
	}{
		{"gdelt1", "", 58, 0, map[int]string{5: "NOR", 6: "NORWAY", 7: "NOR", 26: "041", 27: "041", 28: "04", 29: "1", 30: "1.0", 57: "https://agency.example.org/0"}},
		{"gdelt2", "events.export.CSV", 61, 0, map[int]string{15: "FINGOV", 22: "GOV", 26: "041", 51: "4", 60: "https://agency.example.org/0"}},
		{"gdelt2", "mentions.CSV", 16, 0, map[int]string{3: "1", 4: "agency.example.org", 6: "1", 7: "0", 9: "7", 11: "100"}},
		{"icews", "", 20, 1, map[int]string{2: "Norway", 4: "Norway", 5: "Discuss by telephone", 6: "041", 9: "Government", 13: "Agency"}},
		{"phoenix", "", 26, 0, map[int]string{5: "NOR", 6: "NOR", 9: "FINGOV", 10: "FIN", 11: "GOV", 13: "041", 15: "1"}},
		{"polecat", "", 40, 1, map[int]string{2: "CONSULT", 3: "None", 5: "VERBAL COOPERATION", 7: "Norway", 8: "NOR", 9: "385", 14: "QNOR", 28: "60.5"}},
	} {
		t.Run(c.format+c.file, func(t *testing.T) {
			ls := readLines(t, filepath.Join(write(t, c.format, "", false), c.file))
			if len(ls) != rows+c.head {
				t.Fatalf("%d lines, want %d", len(ls), rows+c.head)
			}
			for i, l := range ls {
				if n := strings.Count(l, "\t") + 1; n != c.columns {
					t.Errorf("line %d has %d columns, want %d", i+1, n, c.columns)
				}
			}
			cells := strings.Split(ls[c.head], "\t")
			for i, want := range c.cells {
				if cells[i] != want {
					t.Errorf("column %d is %q, want %q in %q", i+1, cells[i], want, ls[c.head])
				}
			}
		})
	}
}

// TestOneRowManyReports gives one event of five papers to GDELT: one row with five articles, five mentions.
func TestOneRowManyReports(t *testing.T) {
	f, err := export.FormatOf("gdelt2")
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	x, err := export.NewExporter(f, out, false, data.FS())
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		d := storetest.Document(0)
		d.Published, d.Source, d.Sentences = "2024-01-01", fmt.Sprint("Paper ", i), []record.Span{{End: len(d.Text)}}
		if err := x.Add(store.Row{DocID: store.DocumentID(&d.Article), Document: d}, store.Filter{}); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	events, mentions := readLines(t, filepath.Join(out, "events.export.CSV")), readLines(t, filepath.Join(out, "mentions.CSV"))
	if len(events) != 1 || len(mentions) != 5 {
		t.Fatalf("%d events, %d mentions", len(events), len(mentions))
	}
	if c := strings.Split(events[0], "\t"); c[31] != "5" || c[32] != "5" || c[33] != "5" {
		t.Errorf("mentions, sources, articles are %v", c[31:34])
	}
}

func TestNotHappened(t *testing.T) {
	for _, c := range []struct {
		format string
		all    bool
		filter string
		want   int
	}{{"phoenix", false, "", rows}, {"phoenix", true, "", 23}, {"phoenix", true, "type:AID", 6}, {"geojson", false, "", 12}} {
		ls := readLines(t, write(t, c.format, c.filter, c.all))
		n := len(ls)
		if c.format == "geojson" {
			n -= 2
		}
		if n != c.want {
			t.Errorf("%+v: %d events", c, n)
		}
	}
}

func TestJSON(t *testing.T) {
	for format, key := range map[string]string{"jsonl": "schema", "plover": "recipient", "webanno": "target"} {
		for _, l := range readLines(t, write(t, format, "", false)) {
			var x map[string]any
			if err := json.Unmarshal([]byte(l), &x); err != nil || x[key] == nil {
				t.Errorf("%s: %v in %s", format, err, l)
			}
		}
	}
	var geo struct {
		Type     string
		Features []struct {
			Geometry   struct{ Coordinates []float64 }
			Properties map[string]any
		}
	}
	if err := json.Unmarshal([]byte(strings.Join(readLines(t, write(t, "geojson", "", false)), "\n")), &geo); err != nil {
		t.Fatal(err)
	}
	if geo.Type != "FeatureCollection" || geo.Features[0].Geometry.Coordinates[0] != -10.25 || geo.Features[0].Properties["factuality"] != "happened" {
		t.Errorf("got %+v", geo.Features[0])
	}
}

// TestBrat reads the annotations back: each has the words that stand at its offsets.
func TestBrat(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(write(t, "brat", "", false), "*.ann"))
	if err != nil || len(files) != 24 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	bound := 0
	for _, file := range files {
		text, err := os.ReadFile(strings.TrimSuffix(file, ".ann") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range readLines(t, file) {
			f := strings.Split(l, "\t")
			if l[0] != 'T' {
				continue
			}
			var kind string
			var begin, end int
			if _, err := fmt.Sscanf(f[1], "%s %d %d", &kind, &begin, &end); err != nil || string([]rune(string(text))[begin:end]) != f[2] {
				t.Errorf("%s: %q", file, l)
			}
			bound++
		}
	}
	if bound < 24*4 {
		t.Errorf("%d annotations", bound)
	}
}

func TestTables(t *testing.T) {
	csvDir, parquetDir := write(t, "csv", "", false), write(t, "parquet", "", false)
	for _, k := range store.Kinds {
		f, err := os.Open(filepath.Join(csvDir, string(k)+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		table, err := csv.NewReader(bufio.NewReader(f)).ReadAll()
		f.Close()
		if err != nil || strings.Join(table[0], ",") != strings.Join(export.Columns(k), ",") {
			t.Fatalf("%s: %v %v", k, table, err)
		}
		if got := readParquet(t, filepath.Join(parquetDir, string(k)+".parquet")); len(got) != len(table)-1 {
			t.Errorf("%s: %d rows in Parquet, %d in CSV", k, len(got), len(table)-1)
		} else {
			for i, row := range got {
				for j, c := range table[0] {
					if want := strings.TrimPrefix(table[i+1][j], "'"); row[c] != want {
						t.Errorf("%s row %d %s: %q in Parquet, %q in CSV", k, i, c, row[c], want)
					}
				}
			}
		}
	}
}

func readParquet(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := parquet.NewReader(f)
	defer r.Close()
	columns := r.Schema().Columns()
	var out []map[string]string
	buf := make([]parquet.Row, 10)
	for {
		n, err := r.ReadRows(buf)
		for _, row := range buf[:n] {
			m := map[string]string{}
			for _, v := range row {
				if !v.IsNull() {
					m[columns[v.Column()][0]] = string(v.ByteArray())
				}
			}
			out = append(out, m)
		}
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestPython reads CSV, tab-separated and JSON files with Python's own readers.
func TestPython(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	script := `
import csv, json, sys
folder, plover, phoenix = sys.argv[1:]
events = list(csv.DictReader(open(folder + "/events.csv", encoding="utf8", newline="")))
assert len(events) == 24, len(events)
assert {e["plover"] for e in events} == {"CONSULT", "ACCUSE", "AID", "AGREE"}, events
assert all(e["evidence"].endswith("peace.") for e in events)
pack = json.load(open(folder + "/datapackage.json"))
assert [r["path"] for r in pack["resources"]][2] == "events.csv"
assert [f["name"] for f in pack["resources"][2]["schema"]["fields"]] == list(events[0])
lines = [json.loads(l) for l in open(plover, encoding="utf8")]
assert all(l["actor"] and l["event"] and l["date"] for l in lines) and len(lines) == 12, len(lines)
rows = list(csv.reader(open(phoenix, encoding="utf8"), delimiter="\t", quoting=csv.QUOTE_NONE))
assert all(len(r) == 26 for r in rows) and len(rows) > 10
`
	out, err := exec.Command(python, "-c", script, write(t, "csv", "", false), write(t, "plover", "", false), write(t, "phoenix", "", false)).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestFormatErrors(t *testing.T) {
	if _, err := export.FormatOf("excel"); err == nil || !strings.Contains(err.Error(), "the formats are jsonl, csv") {
		t.Errorf("got %v", err)
	}
	f, err := export.FormatOf("csv")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := export.NewExporter(f, t.TempDir(), false, data.FS()); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a folder that is there: %v", err)
	}
}
