package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
)

// TestMCP speaks the protocol over standard input and output, line by line, until the input ends.
func TestMCP(t *testing.T) {
	db := filepath.Join(t.TempDir(), "a.db")
	if status, _, errs := command(t, "The foreign ministers of Chile and Peru met in Lima on Monday.", "add", "--published", "2024-05-08", "--db", db, "-"); status != 0 {
		t.Fatal(errs)
	}
	in, toServer := io.Pipe()
	fromServer, out := io.Pipe()
	root := newRoot()
	root.SetArgs([]string{"mcp", "--db", db})
	root.SetIn(in)
	root.SetOut(out)
	ended := make(chan int, 1)
	go func() { ended <- run(context.Background(), root); out.Close() }()
	lines := bufio.NewScanner(fromServer)
	lines.Buffer(nil, 1<<20)
	for i, c := range []struct{ method, params, want string }{
		{"initialize", `{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}`, `"name":"readout"`},
		{"tools/list", `{}`, `"name":"gap"`},
		{"tools/call", `{"name":"gap","arguments":{"a":"CHL","b":"PER"}}`, `\"mode\":\"meeting\"`},
		{"tools/call", `{"name":"count","arguments":{"kind":"documents"}}`, `{\"count\":1}`},
	} {
		if i == 1 {
			fmt.Fprintln(toServer, `{"jsonrpc":"2.0","method":"notifications/initialized"}`)
		}
		fmt.Fprintf(toServer, `{"jsonrpc":"2.0","id":%d,"method":"%s","params":%s}`+"\n", i+1, c.method, c.params)
		if !lines.Scan() || !strings.Contains(lines.Text(), c.want) {
			t.Errorf("%s: %.400s; want %s", c.method, lines.Text(), c.want)
		}
	}
	toServer.Close()
	if status := <-ended; status != 0 {
		t.Errorf("ended with status %d", status)
	}
}
