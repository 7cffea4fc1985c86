package main

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestAlert saves a query, adds articles, and has a command told; then a running server shows the feed and tells of
// what another program adds.
func TestAlert(t *testing.T) {
	dir := t.TempDir()
	db, out := filepath.Join(dir, "a.db"), filepath.Join(dir, "out")
	add := func(text string) {
		t.Helper()
		if status, _, errs := command(t, text, "add", "--published", "2024-05-08", "--source", "Agency", "--db", db, "-"); status != 0 {
			t.Fatal(errs)
		}
	}
	add("The foreign ministers of Chile and Peru met in Lima on Monday.")
	for _, c := range []struct {
		args   []string
		status int
		want   string // of either output
	}{
		{[]string{"alert", "add", "talks", "contacts", "dyad:KEN-NOR", "--command", "cat >> " + out}, 0, ""},
		{[]string{"alert", "add", "hook", "events", "--webhook", "https://127.0.0.1/in"}, 0, "whsec_"},
		{[]string{"alert", "add", "talks", "contacts"}, 1, "there already"},
		{[]string{"alert", "add", "x", "stories"}, 2, "no kind"},
		{[]string{"alert", "add", "x", "events", "colour:red"}, 2, "there is no key"},
		{[]string{"alert", "add", "x", "events", "--webhook", "file:///etc/passwd"}, 2, "want http:// or https://"},
		{[]string{"alert", "list"}, 0, "talks                contacts dyad:KEN-NOR  | cat >> "},
		{[]string{"alert", "list", "--json"}, 0, `"name":"hook"`},
		{[]string{"alert", "run", "--allow-network", "home"}, 2, "10.1.0.0/16"},
		{[]string{"alert", "run", "nobody"}, 1, "not found"},
		{[]string{"alert", "run", "talks"}, 0, `{"alert":"talks","found":0,"sent":0}`},
	} {
		status, out, errs := command(t, "", append(c.args, "--db", db)...)
		if status != c.status || !strings.Contains(out+errs, c.want) {
			t.Errorf("%v: status %d, %q %q; want %d with %q", c.args, status, out, errs, c.status, c.want)
		}
	}
	add("The foreign ministers of Kenya and Norway met in Oslo on Tuesday.")
	if status, out, errs := command(t, "", "alert", "run", "--db", db); status != 1 || !strings.Contains(out, `{"alert":"talks","found":1,"sent":1}`) || !strings.Contains(out, "refused") {
		t.Errorf("run: status %d, %s %s", status, out, errs)
	}
	if status, _, errs := command(t, "", "alert", "remove", "hook", "--db", db); status != 0 {
		t.Error(errs)
	}
	url, end := started(t, "serve", "--db", db, "--addr", "127.0.0.1:0")
	defer end()
	feed := func() string {
		t.Helper()
		resp, err := http.Get(url + "/alerts/talks.atom")
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if b := feed(); strings.Count(b, "<entry>") != 1 || !strings.Contains(b, "Kenya") {
		t.Errorf("feed:\n%s", b)
	}
	add("The presidents of Norway and Kenya spoke by phone on Wednesday.")
	for begin := time.Now(); strings.Count(feed(), "<entry>") != 2; time.Sleep(100 * time.Millisecond) {
		if time.Since(begin) > 30*time.Second {
			t.Fatalf("the server found nothing new:\n%s", feed())
		}
	}
	for begin := time.Now(); ; time.Sleep(50 * time.Millisecond) {
		b, err := os.ReadFile(out)
		if err == nil && strings.Count(string(b), "\n") == 2 {
			break
		}
		if time.Since(begin) > 30*time.Second {
			t.Fatalf("the command was told %q, %v", b, err)
		}
	}
}
