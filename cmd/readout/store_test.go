package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/openreadout/readout/record"
)

func TestAddAndList(t *testing.T) {
	db := filepath.Join(t.TempDir(), "world.db")
	in := file(t, "news.jsonl", articles(30))
	if status, _, errs := command(t, "", "add", in, "--db", db); status != 1 || !strings.Contains(errs, "26 added, 0 there already, 4 not coded") || !strings.Contains(errs, "news.jsonl:4: an article without text") {
		t.Fatalf("status %d: %s", status, errs)
	}
	if _, _, errs := command(t, "", "add", in, "--db", db); !strings.Contains(errs, "0 added, 26 there already") {
		t.Errorf("the second run: %s", errs)
	}
	if _, _, errs := command(t, "", "add", in, "--db", db, "--again"); !strings.Contains(errs, "26 added, 0 there already") {
		t.Errorf("--again: %s", errs)
	}
	if _, out, _ := command(t, "", "documents", "--count", "--db", db); out != "26\n" {
		t.Errorf("%q documents", out)
	}
	_, out, _ := command(t, "", "documents", "from:2024-03-10", "Kenya", "--json", "--db", db)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	last := "9999"
	for _, l := range lines {
		var x struct {
			ID, Published string
			Record        struct{ Text string }
		}
		if err := json.Unmarshal([]byte(l), &x); err != nil {
			t.Fatal(err)
		}
		if x.Published < "2024-03-10" || x.Published > last || !strings.Contains(x.Record.Text, "Kenya") {
			t.Errorf("listed %s of %s", x.Published, l)
		}
		last = x.Published
	}
	_, out, _ = command(t, "", "entities", "--csv", "--limit", "5", "--db", db)
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || len(rows) != 6 || !slices.Contains(rows[0], "actor") {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	for _, c := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"events", "--db", filepath.Join(t.TempDir(), "none.db")}, 1, "none.db: file does not exist (readout add makes it)"},
		{[]string{"events"}, 2, `required flag(s) "db" not set`},
		{[]string{"events", "colour:red", "--db", db}, 2, `no key "colour"`},
		{[]string{"events", "--csv", "--json", "--db", db}, 2, "none of the others can be"},
		{[]string{"events", "--db", in}, 1, "damaged"},
	} {
		if status, _, errs := command(t, "", c.args...); status != c.status || !strings.Contains(errs, c.want) {
			t.Errorf("%v: status %d, %q; want %d, %q", c.args, status, errs, c.status, c.want)
		}
	}
}

// TestAddStopped interrupts a run: what was coded is kept, the way to go on is told, and the next run does the
// rest.
func TestAddStopped(t *testing.T) {
	db, in := filepath.Join(t.TempDir(), "world.db"), file(t, "news.jsonl", articles(200))
	ctx, cancel := context.WithCancel(t.Context())
	root := newRoot()
	var errs stopAt
	errs.stop = cancel
	root.SetArgs([]string{"add", in, "--db", db, "--jobs", "1"})
	root.SetOut(&bytes.Buffer{})
	root.SetErr(&errs)
	if status := run(ctx, root); status != 1 || !strings.Contains(errs.String(), "To go on: readout add "+in+" --db "+db) {
		t.Fatalf("status %d, %s", status, errs.String())
	}
	_, out, _ := command(t, "", "documents", "--count", "--db", db)
	if out == "0\n" || out == "172\n" {
		t.Errorf("%q documents after the stop", out)
	}
	command(t, "", "add", in, "--db", db)
	if _, out, _ := command(t, "", "documents", "--count", "--db", db); out != "171\n" {
		t.Errorf("%q documents at the end, want 171", out)
	}
}

// stopAt interrupts at the first message, which names an article that cannot be read.
type stopAt struct {
	bytes.Buffer
	stop func()
}

func (s *stopAt) Write(b []byte) (int, error) {
	s.stop()
	return s.Buffer.Write(b)
}

func TestExport(t *testing.T) {
	dir := t.TempDir()
	db, out := filepath.Join(dir, "world.db"), filepath.Join(dir, "records.jsonl")
	command(t, "", "add", file(t, "news.jsonl", articles(9)), "--db", db)
	if status, _, errs := command(t, "", "export", "--db", db, "--to", "jsonl", "--out", out); status != 0 {
		t.Fatal(errs)
	}
	f, err := os.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for r := record.NewReader(f); ; n++ {
		d, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Error(err)
		}
	}
	if n != 8 {
		t.Errorf("%d records, want 8", n)
	}
	for _, c := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"export", "--db", db, "--to", "excel", "--out", out + "2"}, 2, `no format "excel"`},
		{[]string{"export", "--db", db, "--to", "jsonl", "--out", out}, 1, "file already exists"},
	} {
		if status, _, errs := command(t, "", c.args...); status != c.status || !strings.Contains(errs, c.want) {
			t.Errorf("%v: status %d, %q", c.args, status, errs)
		}
	}
}

// firstID returns the id of the newest record of a kind.
func firstID(t *testing.T, kind, db string) string {
	t.Helper()
	_, out, errs := command(t, "", kind, "--json", "--limit", "1", "--db", db)
	var x struct{ ID string }
	if err := json.Unmarshal([]byte(out), &x); err != nil || x.ID == "" {
		t.Fatalf("%s: %v %q %s", kind, err, out, errs)
	}
	return x.ID
}

func TestCiteVerifyCorrectRecode(t *testing.T) {
	db := filepath.Join(t.TempDir(), "world.db")
	command(t, "", "add", file(t, "news.jsonl", articles(3)), "--db", db)
	event, document := firstID(t, "events", db), firstID(t, "documents", db)
	for _, c := range []struct {
		name   string
		args   []string
		status int
		out    string
		errs   string
	}{
		{"cite", []string{"cite", event}, 0, "record    " + event + " (events)", ""},
		{"BibTeX", []string{"cite", event, "--format", "bibtex"}, 0, "@misc{readout-", ""},
		{"CSL", []string{"cite", document, "--format", "csl"}, 0, `"date-parts": [`, ""},
		{"cite in no form", []string{"cite", event, "--format", "apa"}, 2, "", "want text, json, bibtex or csl"},
		{"cite nothing", []string{"cite", "00-11"}, 1, "", `record "00-11": not found`},
		{"verify a record", []string{"verify", event}, 0, "verified: " + event, ""},
		{"verify a document", []string{"verify", document}, 0, "verified: all ", ""},
		{"recode", []string{"recode", "--dry-run"}, 0, "", "0 of 3 documents changed"},
		{"sound", []string{"doctor"}, 0, "3 documents are sound", ""},
		{"no verdict", []string{"correct", event}, 2, "", "want one of --accept"},
		{"bad change", []string{"correct", event, "--change", `{"plover":"FIGHT"}`}, 1, "", "is none of"},
		{"change", []string{"correct", event, "--change", `{"factuality":"denied"}`, "--by", "A"}, 0, "", ""},
		{"changed", []string{"events", "factuality:denied"}, 0, "denied, ", ""},
		{"verify a changed record", []string{"verify", event}, 0, "verified: " + event, ""},
		{"listed", []string{"correct", "--list"}, 0, `"by":"A"`, ""},
		{"reject", []string{"correct", event, "--reject"}, 0, "", ""},
		{"rejected", []string{"events", "id:" + event, "--count"}, 0, "0\n", ""},
		{"asked for", []string{"events", "verdict:reject", "--count"}, 0, "1\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, out, errs := command(t, "", append(c.args, "--db", db)...)
			if status != c.status || !strings.Contains(out, c.out) || !strings.Contains(errs, c.errs) {
				t.Errorf("status %d, %q, %q; want %d, %q, %q", status, out, errs, c.status, c.out, c.errs)
			}
		})
	}
}

func TestDoctorFindsDamage(t *testing.T) {
	db := filepath.Join(t.TempDir(), "world.db")
	command(t, "", "add", file(t, "news.jsonl", articles(20)), "--db", db)
	b, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(b) * 9 / 10; i < len(b)*9/10+3000; i++ { // where the last documents are
		b[i] ^= 0x55
	}
	if err := os.WriteFile(db, b, 0o644); err != nil {
		t.Fatal(err)
	}
	if status, out, errs := command(t, "", "doctor", "--db", db); status != 1 || !strings.Contains(errs, " faults") || out == "" {
		t.Errorf("status %d, %q, %q", status, out, errs)
	}
	if _, out, errs := command(t, "", "doctor", "--db", db, "--salvage", db+".new"); !strings.Contains(out, "documents saved to") {
		t.Errorf("salvage: %q, %q", out, errs)
	}
}

// TestGap keeps two reports of one call and one of an earlier call: two contacts, the claim of the later held against
// the earlier.
func TestGap(t *testing.T) {
	db := filepath.Join(t.TempDir(), "world.db")
	in := `{"id":"a","source":"One","published":"2024-11-16","text":"German Chancellor Olaf Scholz spoke by telephone with Russian President Vladimir Putin on 15 November 2024. The call was the first since December 2022."}
{"id":"b","source":"Two","published":"2024-11-16","text":"Russian President Vladimir Putin and German Chancellor Olaf Scholz held a telephone conversation on Friday."}
{"id":"c","source":"One","published":"2022-12-02","text":"Russian President Vladimir Putin and German Chancellor Olaf Scholz held a telephone conversation on Friday."}
`
	if status, _, errs := command(t, in, "add", "-", "--db", db); status != 0 {
		t.Fatal(errs)
	}
	_, out, errs := command(t, "", "gap", "DEU", "RUS", "--db", db)
	for _, want := range []string{"Olaf Scholz and Vladimir Putin\n", "2022-12-02               phone ", "2024-11-15               phone    2 reports (Two, One), 714 days after the last", ": consistent (by the phone of 2022-12-02)"} {
		if !strings.Contains(out, want) {
			t.Errorf("lacks %q in\n%s%s", want, out, errs)
		}
	}
	if status, _, errs := command(t, "", "gap", "DEU", "Russia", "--db", db); status != 2 || !strings.Contains(errs, "want two countries") {
		t.Errorf("status %d, %s", status, errs)
	}
	for _, c := range []struct{ args, want []string }{
		{[]string{"gap", "DEU", "RUS", "from:2024", "--csv"}, []string{"Olaf Scholz,Vladimir Putin,2024-11-15,2024-11-15,phone,", ",2,Two; One,"}},
		{[]string{"timeline", "RUS", "DEU", "--kind", "contacts"}, []string{"2024-11-15               phone: ", "2 reports (Two, One), 714 days after the last\n"}},
		{[]string{"timeline", "RUS", "DEU", "to:2023", "--csv"}, []string{"from,to,reported,kind,", "2022-12-02,2022-12-02,2022-12-02,contacts,phone,"}},
		{[]string{"timeline", "RUS", "DEU", "--json", "--kind", "contacts"}, []string{`"kind":"contacts","type":"phone"`, `"report_count":2`}},
		{[]string{"timeline", "RUS", "DEU", "--kind", "rumours"}, []string{`--kind "rumours": want contacts`}},
		{[]string{"timeline", "RUS", "FRA"}, []string{"nothing between RUS and FRA in the store"}},
	} {
		_, out, errs := command(t, "", append(c.args, "--db", db)...)
		for _, want := range c.want {
			if !strings.Contains(out+errs, want) {
				t.Errorf("%v lacks %q in\n%s%s", c.args, want, out, errs)
			}
		}
	}
	if _, _, errs := command(t, "", "gap", "DEU", "FRA", "--db", db); !strings.Contains(errs, "no contact of DEU and FRA") {
		t.Errorf("got %s", errs)
	}
}

func TestServeRefuses(t *testing.T) {
	for _, c := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"serve"}, 2, "want --db FILE or --demo"},
		{[]string{"serve", "--demo", "--addr", "0.0.0.0:8030"}, 2, "others could reach it"},
		{[]string{"serve", "--demo", "--addr", "example.org:80"}, 2, "others could reach it"},
		{[]string{"serve", "--demo", "--addr", "8030"}, 2, "want HOST:PORT"},
		{[]string{"serve", "--db", filepath.Join(t.TempDir(), "none.db")}, 1, "file does not exist"},
	} {
		if status, _, errs := command(t, "", c.args...); status != c.status || !strings.Contains(errs, c.want) {
			t.Errorf("%v: status %d, %q; want %d, %q", c.args, status, errs, c.status, c.want)
		}
	}
}

// TestServeDemo starts the demo, asks for its first page and stops it as an interrupt does.
func TestServeDemo(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	addr := make(addressWriter, 1)
	root := newRoot()
	root.SetArgs([]string{"serve", "--demo", "--addr", "127.0.0.1:0"})
	root.SetErr(addr)
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, root) }()
	var url string
	select {
	case url = <-addr:
	case status := <-ended:
		t.Fatalf("ended with status %d before it listened", status)
	}
	for path, want := range map[string]string{"": "<h1>What is new</h1>", "healthz": `"documents":40`} {
		resp, err := http.Get(url + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != 200 || !strings.Contains(string(body), want) {
			t.Errorf("/%s: status %d, %v: %.300s", path, resp.StatusCode, err, body)
		}
	}
	cancel()
	if status := <-ended; status != 0 {
		t.Errorf("status %d after the interrupt", status)
	}
}

// TestReload breaks the knowledge of a running server and mends it again, with a SIGHUP after each.
func TestReload(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "lexicons", "languages.txt")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	said := make(addressWriter, 8)
	root := newRoot()
	root.SetArgs([]string{"serve", "--demo", "--addr", "127.0.0.1:0", "--knowledge", dir})
	root.SetErr(said)
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, root) }()
	<-said // the address
	hup := func(want string) {
		t.Helper()
		if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
		if got := <-said; !strings.Contains(got, want) {
			t.Errorf("said %q, want %q", got, want)
		}
	}
	if err := os.WriteFile(file, []byte("\tfield: first\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	hup("knowledge not read anew: layer language: lexicons/languages.txt:1:")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	hup("knowledge read anew: sha256:")
	cancel()
	if status := <-ended; status != 0 {
		t.Errorf("status %d", status)
	}
}

// addressWriter hands on each line that is said, the first of which is the address.
type addressWriter chan string

func (w addressWriter) Write(b []byte) (int, error) {
	select {
	case w <- strings.TrimSpace(string(b)):
	default:
	}
	return len(b), nil
}
