package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
)

// TestServeWantsToken tries to serve to others: refused without a token, and with one that has ended.
func TestServeWantsToken(t *testing.T) {
	db := filepath.Join(t.TempDir(), "a.db")
	if status, _, errs := command(t, "Envoys of Kenya met officials in Oslo.", "add", "--published", "2024-05-08", "--db", db, "-"); status != 0 {
		t.Fatal(errs)
	}
	serve := []string{"serve", "--db", db, "--addr", "192.0.2.1:1"} // an address that no machine has
	if status, _, errs := command(t, "", serve...); status != 1 || !strings.Contains(errs, "readout token add NAME --db "+db) {
		t.Errorf("without a token: status %d, %s", status, errs)
	}
	status, secret, errs := command(t, "", "token", "add", "newsroom", "--expires", "2100-01-01", "--db", db)
	if status != 0 || !strings.HasPrefix(secret, "readout_") || len(strings.TrimSpace(secret)) != 51 {
		t.Fatalf("token add: status %d, %q, %s", status, secret, errs)
	}
	if _, _, errs := command(t, "", serve...); !strings.Contains(errs, "listen tcp 192.0.2.1:1") {
		t.Errorf("with a token: %s", errs)
	}
	for _, c := range []struct {
		args   []string
		status int
		want   string // of either output
	}{
		{[]string{"token", "list"}, 0, "newsroom"},
		{[]string{"token", "list", "--json"}, 0, `"scopes":["read"]`},
		{[]string{"token", "add", "newsroom"}, 1, "there already"},
		{[]string{"token", "add", "a b"}, 2, "want a name of letters"},
		{[]string{"token", "add", "x", "--scope", "all"}, 2, "want read or write"},
		{[]string{"token", "add", "x", "--expires", "soon"}, 2, "want a day"},
		{[]string{"token", "revoke", "nobody"}, 1, "not found"},
		{[]string{"token", "revoke", "newsroom"}, 0, ""},
		{[]string{"token", "list"}, 0, "revoked"},
	} {
		status, out, errs := command(t, "", append(c.args, "--db", db)...)
		if status != c.status || !strings.Contains(out+errs, c.want) || strings.Contains(out+errs, strings.TrimSpace(secret)) {
			t.Errorf("%v: status %d, %q %q; want %d with %q", c.args, status, out, errs, c.status, c.want)
		}
	}
	if status, _, errs := command(t, "", serve...); status != 1 || !strings.Contains(errs, "no token in force") {
		t.Errorf("after the revocation: status %d, %s", status, errs)
	}
}

// TestServeTokens asks a server behind a proxy of another name with and without a token.
func TestServeTokens(t *testing.T) {
	dir := t.TempDir()
	db, log := filepath.Join(dir, "a.db"), filepath.Join(dir, "access.log")
	command(t, "Envoys of Kenya met officials in Oslo.", "add", "--published", "2024-05-08", "--db", db, "-")
	_, secret, _ := command(t, "", "token", "add", "newsroom", "--scope", "write", "--db", db)
	url, end := started(t, "serve", "--db", db, "--addr", "127.0.0.1:0", "--tokens", "--host", "readout.example.org", "--access-log", log)
	ask := func(method, path, body, token string) (int, string) {
		t.Helper()
		r, err := http.NewRequest(method, url+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Host = "readout.example.org"
		if token != "" {
			r.Header.Set("Authorization", "Bearer "+strings.TrimSpace(token))
		}
		r.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(b)
	}
	if status, b := ask("GET", "/documents.json", "", ""); status != 401 {
		t.Errorf("without a token: %d %s", status, b)
	}
	status, b := ask("GET", "/documents.json", "", secret)
	_, id, _ := strings.Cut(b, `"document":"`)
	if status != 200 || len(id) < 32 {
		t.Fatalf("with it: %d %s", status, b)
	}
	if status, b := ask("POST", "/records/"+id[:32]+"/corrections", `{"verdict":"accept"}`, secret); status != 201 || !strings.Contains(b, `"by":"newsroom"`) {
		t.Errorf("a correction: %d %s", status, b)
	}
	if status, b := ask("GET", "/metrics", "", secret); status != 200 || !strings.Contains(b, `readout_store_records{kind="documents"} 1`) || !strings.Contains(b, `status="401"} 1`) {
		t.Errorf("metrics: %d %s", status, b)
	}
	end()
	logged, err := os.ReadFile(log)
	if b := string(logged); err != nil || strings.Count(b, "\n") != 4 || !strings.Contains(b, `"token":"newsroom"`) || strings.Contains(b, strings.TrimSpace(secret)) {
		t.Errorf("log:\n%s", b)
	}
}

// started starts a server and returns its address, without the slash at the end, and what ends it.
func started(t *testing.T, args ...string) (string, func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	addr := make(addressWriter, 1)
	root := newRoot()
	root.SetArgs(args)
	root.SetErr(addr)
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, root) }()
	end := func() {
		t.Helper()
		cancel()
		if status := <-ended; status != 0 {
			t.Errorf("%v ended with status %d", args, status)
		}
	}
	select {
	case url := <-addr:
		return strings.TrimSuffix(url, "/"), end
	case status := <-ended:
		t.Fatalf("%v ended with status %d before it listened", args, status)
	}
	return "", end
}

// TestDrain ends a server while a request is being answered: it is answered, and /healthz has said so before.
func TestDrain(t *testing.T) {
	for _, c := range []struct {
		name  string
		drain time.Duration
		whole bool
	}{{"in time", time.Minute, true}, {"too late", time.Millisecond, false}} {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			cmd := &cobra.Command{}
			cmd.SetContext(ctx)
			cmd.SetErr(io.Discard)
			begun, drained, finish := make(chan bool), make(chan bool), make(chan bool)
			h := &handler{http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { close(begun); <-finish; io.WriteString(w, "whole") }), func() { close(drained) }}
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			ended, answer := make(chan error, 1), make(chan string, 1)
			go func() { ended <- listen(cmd, serveFlags{drain: c.drain}, l, h) }()
			go func() {
				resp, err := http.Get("http://" + l.Addr().String())
				if err != nil {
					answer <- err.Error()
					return
				}
				defer resp.Body.Close()
				b, _ := io.ReadAll(resp.Body)
				answer <- string(b)
			}()
			<-begun
			cancel()
			<-drained
			if c.whole {
				close(finish)
			} else {
				defer close(finish)
			}
			if err := <-ended; (err == nil) != c.whole {
				t.Errorf("ended with %v", err)
			}
			if got := <-answer; (got == "whole") != c.whole {
				t.Errorf("the answer is %q", got)
			}
		})
	}
}
