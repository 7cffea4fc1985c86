package e2e

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// pages are all pages over the sample articles, with a name for their pictures; an id between braces is that of the
// newest record of the kind.
var pages = []struct {
	name, path string
	status     int64
}{
	{"overview", "/", 200},
	{"documents", "/documents", 200},
	{"entities", "/entities", 200},
	{"events", "/events", 200},
	{"events-filtered", "/events?q=factuality:happened", 200},
	{"events-none", "/events?q=type:RETREAT+country:NZL", 200},
	{"events-mistake", "/events?q=colour:red", 400},
	{"statements", "/statements", 200},
	{"contacts", "/contacts", 200},
	{"commitments", "/commitments", 200},
	{"positions", "/positions", 200},
	{"document", "/documents/{documents}", 200},
	{"document-events", "/documents/{documents}?kind=events", 200},
	{"record-event", "/records/{events}", 200},
	{"record-statement", "/records/{statements}", 200},
	{"record-contact", "/records/{contacts}", 200},
	{"record-entity", "/records/{entities}", 200},
	{"search", "/search", 200},
	{"search-words", "/search?q=ceasefire", 200},
	{"search-events", "/search?q=factuality:happened+country:RUS&kind=events", 200},
	{"search-none", "/search?q=zyzzyva&kind=contacts", 200},
	{"search-mistake", "/search?q=ceasefire+colour:red+from:soon", 400},
	{"sources", "/sources", 200},
	{"alerts", "/alerts", 200},
	{"alerts-new", "/alerts?q=dyad:RUS-USA+type:CONSULT&kind=events", 200},
	{"actors", "/actors", 200},
	{"actor", "/actors/RUS", 200},
	{"actor-none", "/actors/nobody%20at%20all", 404},
	{"dyads", "/dyads", 200},
	{"dyad", "/dyads/RUS-USA", 200},
	{"dyad-empty", "/dyads/NZL-FJI", 200},
	{"topics", "/topics", 200},
	{"topic", "/topics/military", 200},
	{"compare-choose", "/compare", 200},
	{"compare-choose-second", "/compare?a={documents}", 200},
	{"compare", "{compare}", 200},
	{"compare-others", "/compare/{documents}/{documents?Xi}", 200},
	{"record-none", "/records/00-00", 404},
	{"corrections", "/corrections", 200},
	{"knowledge", "/knowledge", 200},
	{"knowledge-frames", "/knowledge/lexicons/en/frames/aid.txt?line=3", 200},
	{"knowledge-people", "/knowledge/actors/people.txt?line=12928", 200},
	{"document-none", "/documents/00", 404},
	{"nowhere", "/nowhere", 404},
}

// TestPages looks at every page in every look: its status, what it asks for, what it complains of, whether it fits its
// window, what axe-core finds; and keeps a picture.
func TestPages(t *testing.T) {
	for _, l := range looks {
		t.Run(l.name, func(t *testing.T) {
			x := newTab(t, demo, l)
			for _, p := range pages {
				t.Run(p.name, func(t *testing.T) {
					x.t = t
					x.open(demo+fill(t, p.path), p.status)
					if p.status >= 400 {
						x.forgive("Failed to load resource")
					}
					x.fits()
					if l.axe {
						x.accessible()
					}
					x.shot(p.name + "-" + l.name)
					x.sound()
				})
			}
		})
	}
}

// TestWithoutScripts opens every page with scripts switched off.
func TestWithoutScripts(t *testing.T) {
	x := newTab(t, demo, look{"no-script", false, 1280, 900, true, false})
	for _, p := range pages {
		x.open(demo+fill(t, p.path), p.status)
		if p.status >= 400 {
			x.forgive("Failed to load resource")
		}
		x.sound()
		x.shot(p.name + "-no-script")
	}
}

// forgive drops the faults that hold a text: a page that is not there is told by the browser as one.
func (x *tab) forgive(text string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	var out []string
	for _, f := range x.faults {
		if !strings.Contains(f, text) {
			out = append(out, f)
		}
	}
	x.faults = out
}

var known = map[string]string{}

// fill puts ids in the place of {kind}.
func fill(t *testing.T, path string) string {
	t.Helper()
	for {
		begin := strings.Index(path, "{")
		end := strings.Index(path, "}")
		if begin < 0 || end < begin {
			return path
		}
		what := path[begin+1 : end]
		if known[what] == "" {
			known[what] = newest(t, what)
		}
		path = path[:begin] + known[what] + path[end+1:]
	}
}

// newest returns the id of the first record of a list; «documents?Q» takes a filter.
func newest(t *testing.T, what string) string {
	t.Helper()
	if what == "compare" { // the first pair that the chooser offers
		return regexp.MustCompile(`/compare/[0-9a-f]+/[0-9a-f]+`).FindString(body(t, demo+"/compare"))
	}
	kind, q, _ := strings.Cut(what, "?")
	var list struct{ Rows []struct{ ID string } }
	get(t, demo+"/"+kind+".json?limit=1&q="+url.QueryEscape(q), &list)
	if len(list.Rows) == 0 {
		t.Fatalf("no %s", what)
	}
	return list.Rows[0].ID
}

func get(t *testing.T, address string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(body(t, address)), into); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
}

// body returns what an address answers.
func body(t *testing.T, address string) string {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d, %v", address, r.StatusCode, err)
	}
	return string(b)
}
