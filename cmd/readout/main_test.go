package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/openreadout/readout/record"
)

// command runs a command line and returns its exit status and what it printed.
func command(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(strings.NewReader(stdin))
	root.SetOut(&out)
	root.SetErr(&errs)
	status = run(context.Background(), root)
	return status, out.String(), errs.String()
}

func file(t *testing.T, name, text string) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return p
}

const sampleArticle = "../../testdata/articles/scholz-putin-call.txt"

func TestStatus(t *testing.T) {
	good, bad := file(t, "good.txt", "The foreign ministers of Chile and Peru met in Lima on Monday."), file(t, "bad.txt", "caf\xe9 bar")
	french := file(t, "fr.txt", "Les ministres se sont rencontrés lundi à Vienne et ils ont convenu de reprendre les pourparlers dans la semaine.")
	for _, c := range []struct {
		name   string
		args   []string
		status int
		stderr string
	}{
		{"coded", []string{"code", good}, 0, ""},
		{"one cannot be read", []string{"code", bad, good}, 1, "bad.txt: not UTF-8: line 1, byte 3"},
		{"one is not English", []string{"code", french, good}, 1, "fr.txt: not coded: not English: "},
		{"nothing coded", []string{"code", french}, 3, "nothing was coded"},
		{"nothing there", []string{"code", "nowhere.txt"}, 3, "nowhere.txt: no such file"},
		{"no file", []string{"code"}, 2, "requires at least 1 arg"},
		{"unknown flag", []string{"code", "--colour", good}, 2, "unknown flag"},
		{"format", []string{"code", "--format", "xml", good}, 2, `--format "xml": want jsonl, json or text`},
		{"published", []string{"code", "--published", "2025-13-01", good}, 2, `--published "2025-13-01": want a day`},
		{"jobs", []string{"code", "--jobs", "0", good}, 2, "--jobs 0: want 1 or more"},
		{"knowledge", []string{"code", "--knowledge", "nowhere", good}, 1, "--knowledge: stat nowhere"},
		{"layer", []string{"inspect", "--after", "magic", good}, 1, `no layer "magic"; the layers are language, segment, parse`},
		{"record", []string{"explain", good, "ev99"}, 1, `no record "ev99"`},
		{"parse format", []string{"parse", "--format", "xml", good}, 2, "want conllu or json"},
		{"command", []string{"encode"}, 2, "unknown command"},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, _, stderr := command(t, "", c.args...)
			if status != c.status || !strings.Contains(stderr, c.stderr) {
				t.Errorf("status %d, stderr %q; want %d with %q", status, stderr, c.status, c.stderr)
			}
		})
	}
}

func TestStdin(t *testing.T) {
	status, out, _ := command(t, "The foreign ministers of Chile and Peru met in Lima on Monday.", "code", "--published", "2024-05-08", "--source", "Agency", "-")
	var d record.Document
	if err := json.Unmarshal([]byte(out), &d); err != nil || status != 0 {
		t.Fatalf("status %d, %v, %q", status, err, out)
	}
	if d.ID != "stdin" || d.Published != "2024-05-08" || d.Source != "Agency" {
		t.Errorf("got %+v", d.Article)
	}
	if err := d.Check(); err != nil {
		t.Error(err)
	}
}

func TestFormats(t *testing.T) {
	src, err := os.ReadFile(sampleArticle)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"code", "--format", "json", "--tokens", "--predicates"}, "\"upos\": \"PROPN\""},
		{[]string{"parse"}, "# text = "},
		{[]string{"parse", "--format", "json"}, `"deprel":"root"`},
		{[]string{"inspect", "--after", "segment"}, "sentence 1"},
	} {
		status, out, stderr := command(t, string(src), append(c.args, "-")...)
		if status != 0 || !strings.Contains(out, c.want) {
			t.Errorf("%v: status %d, %s, want %q in\n%.600s", c.args, status, stderr, c.want, out)
		}
	}
}

// articles makes a JSONL of n small articles, some of which cannot be read.
func articles(n int) string {
	var b strings.Builder
	for i := range n {
		if i%7 == 3 {
			fmt.Fprintf(&b, "{\"id\":\"a%d\"}\n", i)
			continue
		}
		fmt.Fprintf(&b, "{\"id\":\"a%d\",\"text\":\"Envoys of %s met officials in Oslo on day %d of the talks. They agreed to meet again.\",\"published\":\"2024-03-%02d\"}\n",
			i, []string{"Kenya", "Chile", "Japan"}[i%3], i, 1+i%28)
	}
	return b.String()
}

func TestJobsKeepOrderAndBytes(t *testing.T) {
	in := articles(60)
	status, want, wantErrs := command(t, in, "code", "--jobs", "1", "-")
	if status != 1 || strings.Count(want, "\n") != 51 {
		t.Fatalf("status %d, %d lines: %s", status, strings.Count(want, "\n"), wantErrs)
	}
	for _, jobs := range []string{"2", "8"} {
		status, got, errs := command(t, in, "code", "--jobs", jobs, "-")
		if got != want || errs != wantErrs || status != 1 {
			t.Errorf("--jobs %s: the output differs from that of one job", jobs)
		}
	}
	lines := strings.SplitAfter(strings.TrimSuffix(in, "\n"), "\n")
	lines[len(lines)-1] += "\n"
	rand.New(rand.NewSource(1)).Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	_, shuffled, _ := command(t, strings.Join(lines, ""), "code", "--jobs", "3", "-")
	got, all := strings.SplitAfter(shuffled, "\n"), map[string]bool{}
	for _, l := range strings.SplitAfter(want, "\n") {
		all[l] = true
	}
	for _, l := range got {
		if !all[l] {
			t.Errorf("shuffled input gives another record: %.200s", l)
		}
	}
}

func TestVersionSchemaMan(t *testing.T) {
	_, out, _ := command(t, "", "version", "--json")
	var v map[string]string
	if err := json.Unmarshal([]byte(out), &v); err != nil || v["schema"] != record.Schema || !strings.HasPrefix(v["knowledge"], "sha256:") {
		t.Errorf("version: %v %q", err, out)
	}
	if _, out, _ := command(t, "", "schema"); out != string(record.JSONSchema()) {
		t.Error("schema: not the record's")
	}
	dir := t.TempDir()
	if status, _, errs := command(t, "", "man", dir); status != 0 {
		t.Fatal(errs)
	}
	if b, err := os.ReadFile(filepath.Join(dir, "readout-code.1")); err != nil || !strings.Contains(string(b), "--published") {
		t.Errorf("man: %v", err)
	}
	if status, out, _ := command(t, "", "completion", "bash"); status != 0 || !strings.Contains(out, "readout") {
		t.Error("no completion for bash")
	}
}

func TestKnowledgeOverlay(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "lexicons"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "lexicons/languages.txt"), []byte("\tfield: first\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	status, _, errs := command(t, "Talks resume.", "code", "--knowledge", dir, "-")
	if status != 1 || !strings.Contains(errs, "lexicons/languages.txt:1:") {
		t.Errorf("status %d, %q; want an error that names the file and the line", status, errs)
	}
}
