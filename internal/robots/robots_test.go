package robots_test

import (
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/robots"
)

func TestAllowed(t *testing.T) {
	for _, c := range []struct {
		name, file, path string
		want             bool
		line             int
	}{
		{"nothing said", "", "/a", true, 0},
		{"for everyone", "User-agent: *\nDisallow: /private", "/private/a", false, 2},
		{"another path", "User-agent: *\nDisallow: /private", "/press", true, 0},
		{"empty Disallow", "User-agent: *\nDisallow:", "/a", true, 0},
		{"for another program", "User-agent: other\nDisallow: /", "/a", true, 0},
		{"for this program in place of everyone", "User-agent: *\nDisallow: /\n\nUser-agent: readout\nDisallow: /x", "/a", true, 0},
		{"this program in capitals with a version", "User-agent: Readout/1.0\nDisallow: /", "/a", false, 2},
		{"a longer name is another program", "User-agent: readoutbot\nDisallow: /", "/a", true, 0},
		{"groups of one program are one", "User-agent: readout\nDisallow: /a\nUser-agent: *\nDisallow: /\nUser-agent: readout\nDisallow: /b", "/b", false, 6},
		{"a group of several programs", "User-agent: other\nUser-agent: readout\nDisallow: /", "/a", false, 3},
		{"the longest pattern decides", "User-agent: *\nDisallow: /\nAllow: /feed", "/feed.xml", true, 3},
		{"of one length the one that allows", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", true, 3},
		{"star", "User-agent: *\nDisallow: /*/print", "/en/print", false, 2},
		{"star in the middle and end", "User-agent: *\nDisallow: /*.php$", "/a.php", false, 2},
		{"end is not there", "User-agent: *\nDisallow: /*.php$", "/a.php?x=1", true, 0},
		{"end alone", "User-agent: *\nDisallow: /$", "/", false, 2},
		{"end alone, longer path", "User-agent: *\nDisallow: /$", "/a", true, 0},
		{"query", "User-agent: *\nDisallow: /*?print=", "/a?print=1", false, 2},
		{"percent", "User-agent: *\nDisallow: /%7Ea/%c3%bc", "/~a/ü", false, 2},
		{"star that must not overlap", "User-agent: *\nDisallow: /ab*ba$", "/aba", true, 0},
		{"case of paths counts", "User-agent: *\nDisallow: /Private", "/private", true, 0},
		{"comments, CR and a mark of byte order", "\xEF\xBB\xBFUser-agent: * # all\rDisallow: /a # no\r\nAllow: /b", "/a", false, 2},
		{"a sitemap between does not end a group", "User-agent: *\nSitemap: https://a.example/s.xml\nDisallow: /a", "/a", false, 3},
		{"an HTML page has no rules", "<!DOCTYPE html><html><body>Disallow: /</body></html>", "/a", true, 0},
		{"rules before any group", "Disallow: /", "/a", true, 0},
		{"no path", "User-agent: *\nDisallow: /", "", false, 2},
	} {
		got, line := robots.Parse([]byte(c.file), "readout").Allowed(c.path)
		if got != c.want || line != c.line {
			t.Errorf("%s: %v by line %d, want %v by %d", c.name, got, line, c.want, c.line)
		}
	}
}

func TestDelay(t *testing.T) {
	for file, want := range map[string]time.Duration{
		"User-agent: *\nCrawl-delay: 10": 10 * time.Second, "User-agent: *\nCrawl-delay: 0.5\nDisallow:": time.Second / 2, "User-agent: other\nCrawl-delay: 10": 0, "User-agent: *\nCrawl-delay: -1": 0, "User-agent: *\nCrawl-delay: ten": 0,
	} {
		if got := robots.Parse([]byte(file), "readout").Delay(); got != want {
			t.Errorf("%q: %v, want %v", file, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /*a*b*c$\nAllow: /%7e\nCrawl-delay: 1e9"), "/a?b=%c")
	f.Add([]byte("user-agent:readout\n\nallow:***\ndisallow:$"), "")
	f.Add([]byte(strings.Repeat("*", 100)), "/%")
	f.Fuzz(func(t *testing.T, file []byte, path string) {
		r := robots.Parse(file, "readout")
		allowed, line := r.Allowed(path)
		if !allowed && line == 0 {
			t.Error("refused by no line")
		}
		if r.Delay() < 0 {
			t.Errorf("delay %v", r.Delay())
		}
	})
}
