package ingest_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/openreadout/readout/internal/ingest"
)

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func read(paths []string, stdin string, d ingest.Defaults) []ingest.Item {
	var out []ingest.Item
	for it := range ingest.Read(paths, strings.NewReader(stdin), d) {
		out = append(out, it)
	}
	return out
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"b.txt":         "\uFEFFTalks resume.",
		"a/one.jsonl":   `{"id":"x","text":"One.","published":"2024-01-02","url":"u"}` + "\n\n" + `{"text":"Two.","more":1}`,
		"a/tree.conllu": "# text = Yes.\n1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n",
		"note.md":       "not read",
	})
	got := read([]string{dir}, "", ingest.Defaults{Published: "2023-05-05", Source: "s"})
	if len(got) != 4 {
		t.Fatalf("%d items, want 4: %+v", len(got), got)
	}
	for i, want := range []struct{ id, text, published string }{
		{"x", "One.", "2024-01-02"}, {"one-3", "Two.", "2023-05-05"}, {"a/tree", "", "2023-05-05"}, {"b", "Talks resume.", "2023-05-05"},
	} {
		a := got[i].Article
		if got[i].Err != nil || a.ID != want.id || a.Text != want.text || a.Published != want.published || a.Source != "s" {
			t.Errorf("item %d: %+v %v, want %+v", i, a, got[i].Err, want)
		}
	}
	if got[2].Trees == "" {
		t.Error("no trees of the .conllu")
	}
}

func TestErrorsNameThePlace(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"latin.txt": "good line\nMöller \xe9t\xe9", "zero.txt": "a\x00b", "empty.txt": " \n", "bad.jsonl": "{\"text\":\"ok\"}\n{\"text\":\n{\"id\":\"1\"}\n",
		"sub/x.md": "", "none.jsonl": "\n",
	})
	for _, c := range []struct{ path, name, want string }{
		{"latin.txt", "latin.txt", "not UTF-8: line 2, byte 18"}, {"zero.txt", "zero.txt", "zero byte at byte 1"}, {"empty.txt", "empty.txt", "empty"},
		{"none.txt", "none.txt", "no such file"}, {"none.jsonl", "none.jsonl", "no article in it"}, {"sub", "sub", "no file in this folder that can be read: want .atom"},
	} {
		got := read([]string{filepath.Join(dir, c.path)}, "", ingest.Defaults{})
		if len(got) != 1 || got[0].Err == nil || !strings.Contains(got[0].Err.Error(), c.want) || !strings.HasSuffix(got[0].Name, c.name) {
			t.Errorf("%s: got %+v, want an error with %q", c.path, got, c.want)
		}
	}
	got := read([]string{filepath.Join(dir, "bad.jsonl")}, "", ingest.Defaults{})
	if len(got) != 3 || got[0].Err != nil || got[1].Err == nil || !strings.HasSuffix(got[1].Name, "bad.jsonl:2") || got[2].Err == nil {
		t.Errorf("bad.jsonl: %+v", got)
	}
}

func TestUTF16(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"little.txt": "\xff\xfeM\x00\xf6\x00.\x00", "big": "\xfe\xff\x00M\x00\xf6\x00.",
		"lines.jsonl": "\xff\xfe" + strings.Join(strings.Split(`{"text":"M."}`, ""), "\x00") + "\x00\n\x00",
	})
	for name, want := range map[string]string{"little.txt": "Mö.", "big": "Mö.", "lines.jsonl": "M."} {
		got := read([]string{filepath.Join(dir, name)}, "", ingest.Defaults{})
		if len(got) != 1 || got[0].Err != nil || got[0].Article.Text != want {
			t.Errorf("%s: got %+v, want the text %q", name, got, want)
		}
	}
}

func TestObjects(t *testing.T) {
	for _, c := range []struct{ line, id, err string }{
		{`{"id":7,"text":"A."}`, "7", ""},
		{`{"id":"x","text":"A.","date":"2025-07-02"}`, "x", ""},
		{`{"id":[1],"text":"A."}`, "", "id: want a text or a number"},
		{`{"text":"A.","published":3}`, "", "not an article: published: number; want a text"},
		{`{"id":"x","body":"A."}`, "", "an article without text; its fields are body, id"},
		{`{"text":null}`, "", "an article without text"},
		{`[1,2]`, "", "not an article: array; want an object"},
	} {
		dir := t.TempDir()
		write(t, dir, map[string]string{"a.jsonl": c.line})
		got := read([]string{filepath.Join(dir, "a.jsonl")}, "", ingest.Defaults{})
		switch {
		case len(got) != 1 || (got[0].Err == nil) != (c.err == ""):
			t.Errorf("%s: got %+v", c.line, got)
		case c.err == "" && got[0].Article.ID != c.id:
			t.Errorf("%s: id %q, want %q", c.line, got[0].Article.ID, c.id)
		case c.err != "" && !strings.Contains(got[0].Err.Error(), c.err):
			t.Errorf("%s: error %q, want %q", c.line, got[0].Err, c.err)
		}
	}
}

func TestPassedOver(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.txt": "A.", "sub/b.pdf": "%PDF", "c.jsonl.gz": "", "d.docx": "PK", ".hidden": "x"})
	got := ingest.PassedOver([]string{filepath.Join(dir, "a.txt"), dir, filepath.Join(dir, "none")})
	if want := []string{filepath.Join(dir, "d.docx"), filepath.Join(dir, "sub", "b.pdf")}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestStdin(t *testing.T) {
	if got := read([]string{"-"}, "A text.", ingest.Defaults{}); len(got) != 1 || got[0].Article.ID != "stdin" || got[0].Article.Text != "A text." {
		t.Errorf("text: %+v", got)
	}
	if got := read([]string{"-"}, "\n{\"text\":\"A.\"}\n{\"text\":\"B.\"}", ingest.Defaults{}); len(got) != 2 || got[1].Article.ID != "stdin-3" {
		t.Errorf("JSONL: %+v", got)
	}
}

func TestStopsWhenAsked(t *testing.T) {
	n := 0
	for range ingest.Read([]string{"-"}, strings.NewReader(strings.Repeat("{\"text\":\"A.\"}\n", 9)), ingest.Defaults{}) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("read %d after the break", n)
	}
}
