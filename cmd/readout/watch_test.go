package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/openreadout/readout/internal/store/sqlite"
)

// TestWatch watches a feed of a server on loopback, which has to be allowed.
func TestWatch(t *testing.T) {
	mux := http.NewServeMux()
	srv := httptest.NewServer(mux)
	defer srv.Close()
	mux.HandleFunc("/feed", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Ministry</title><item><title>Call</title><link>%s/1</link><pubDate>Wed, 02 Jul 2025 10:00:00 GMT</pubDate></item></channel></rss>`, srv.URL)
	})
	mux.HandleFunc("/1", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<html><head><title>Call</title></head><body><article><h1>Call</h1><p>On 1 July, the President of Finland spoke by telephone with the President of Kenya. They discussed trade, the climate and the situation in Sudan.</p><p>Finland condemned the attack on Khartoum. The two presidents agreed to meet in Nairobi in the autumn.</p></article></body></html>`)
	})
	_, port, err := net.SplitHostPort(srv.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(t.TempDir(), "world.db")
	list := file(t, "feeds.txt", "# a list\n"+srv.URL+"/feed 1h Ministry of Foreign Affairs of Finland\n"+srv.URL+"/none\n")

	if status, _, errs := command(t, "", "watch", list, "--db", db, "--once", "--gap", "0s"); status != 1 || !strings.Contains(errs, "quarantined: "+srv.URL+"/feed: refused: port "+port) || !strings.Contains(errs, "2 looks, 2 of them failed") {
		t.Errorf("without allowance: status %d: %s", status, errs)
	}
	if status, _, errs := command(t, "", "feeds", "--release", "all", "--db", db); status != 0 || !strings.Contains(errs, "2 released") {
		t.Errorf("status %d: %s", status, errs)
	}
	allowed := []string{"watch", list, "--db", db, "--once", "--gap", "0s", "--allow-network", "127.0.0.0/8", "--allow-port", port}
	status, _, errs := command(t, "", allowed...)
	if status != 1 || !strings.Contains(errs, "/feed: 1 new, 1 added") || !strings.Contains(errs, "/none: 404 Not Found") || !strings.Contains(errs, "2 looks, 1 of them failed; 1 articles added, 0 there already, 0 not coded, 0 lost") {
		t.Errorf("status %d: %s", status, errs)
	}
	if _, out, _ := command(t, "", "contacts", "--json", "--db", db); !strings.Contains(out, `"published":"2025-07-02"`) || !strings.Contains(out, `"publisher":"Ministry of Foreign Affairs of Finland"`) {
		t.Errorf("contacts: %s", out)
	}
	if status, _, errs := command(t, "", allowed...); status != 0 || !strings.Contains(errs, "0 looks") {
		t.Errorf("before their time: status %d: %s", status, errs)
	}

	_, out, _ := command(t, "", "feeds", "--db", db)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 4 || !strings.HasPrefix(lines[1], "failing") || !strings.Contains(lines[2], "404 Not Found; next look") || !strings.HasPrefix(lines[3], "ok") || !strings.HasSuffix(lines[3], "Ministry of Foreign Affairs of Finland") {
		t.Errorf("feeds:\n%s", out)
	}
	_, out, _ = command(t, "", "feeds", "--json", "--db", db)
	for l := range strings.Lines(out) {
		var f struct{ State, Address string }
		if err := json.Unmarshal([]byte(l), &f); err != nil || f.State == "" || !strings.HasPrefix(f.Address, "http://127.0.0.1") {
			t.Errorf("%s: %v", l, err)
		}
	}

	unlock, err := sqlite.Lock(db, "watch")
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if status, _, errs := command(t, "", allowed...); status != 1 || !strings.Contains(errs, "another watch of "+db+" is running") {
		t.Errorf("beside another watch: status %d: %s", status, errs)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"watch", file(t, "bad.txt", "mfa.example\n"), "--db", db}, "bad.txt:1: "}, {[]string{"watch", file(t, "none.txt", "# none\n"), "--db", db}, "no feed in it"},
		{[]string{"watch", list, "--db", db, "--interval", "1m"}, "--interval 1m0s: want 5m or more"}, {[]string{"watch", list, "--db", db, "--allow-network", "10"}, `--allow-network "10"`}, {[]string{"watch", list, "--db", db, "--allow-port", "x"}, `--allow-port "x"`},
	} {
		if status, _, errs := command(t, "", c.args...); status != exitUsage || !strings.Contains(errs, c.want) {
			t.Errorf("%v: status %d: %s", c.args, status, errs)
		}
	}
}
