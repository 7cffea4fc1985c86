// Package robots reads robots.txt (RFC 9309): which paths of a host a program may ask for, and how often.
package robots

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// MaxSize is how much of a file counts, in bytes; RFC 9309 asks for at least 500 KiB.
const MaxSize = 512 << 10

// Rules are those of a file for one program. The zero value allows everything.
type Rules struct {
	rules []rule
	delay time.Duration
}

type rule struct {
	allow   bool
	pattern string
	line    int
}

// Parse reads the rules of a file for the program of the token («readout»): those of all groups that name it, else
// those of the groups for «*». What is no rule is passed over, as the RFC wants it.
func Parse(file []byte, token string) *Rules {
	file = bytes.TrimPrefix(file[:min(len(file), MaxSize)], []byte("\xEF\xBB\xBF"))
	var named, any Rules
	found := false
	var mine, all, inRules bool // the group is for the program, for everyone; its rules have begun
	for no, line := range lines(string(file)) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if key == "user-agent" {
			if inRules {
				mine, all, inRules = false, false, false
			}
			name, _, _ := strings.Cut(value, "/")
			mine = mine || strings.EqualFold(strings.TrimSpace(name), token)
			all = all || value == "*"
			found = found || mine
			continue
		}
		if key == "sitemap" { // belongs to no group
			continue
		}
		inRules = true
		for _, r := range []struct {
			to *Rules
			is bool
		}{{&named, mine}, {&any, all}} {
			if r.is {
				r.to.add(key, value, no+1)
			}
		}
	}
	if found {
		return &named
	}
	return &any
}

func lines(s string) []string {
	return strings.Split(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"), "\n")
}

func (r *Rules) add(key, value string, line int) {
	switch key {
	case "allow", "disallow":
		if value != "" { // an empty Disallow forbids nothing
			r.rules = append(r.rules, rule{key == "allow", normal(value), line})
		}
	case "crawl-delay": // not in the RFC, yet asked for by many
		if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 && s < 1e6 {
			r.delay = time.Duration(s * float64(time.Second))
		}
	}
}

// Delay is the time that the host asks to be left between two requests, 0 for none.
func (r *Rules) Delay() time.Duration { return r.delay }

// Allowed says whether path, with its query («/en/feed?x=1»), may be asked for, and which line of the file decides,
// 0 for none. The longest pattern decides; of two of one length the one that allows.
func (r *Rules) Allowed(path string) (bool, int) {
	if path == "" {
		path = "/"
	}
	path = normal(path)
	allowed, line, longest := true, 0, -1
	for _, x := range r.rules {
		if n := len(x.pattern); (n > longest || n == longest && x.allow) && matches(x.pattern, path) {
			allowed, line, longest = x.allow, x.line, n
		}
	}
	return allowed, line
}

// matches holds a path against a pattern: «*» is anything, «$» at its end the end of the path. It takes the leftmost
// place of each part, so that its time is that of one pass for each part.
func matches(pattern, path string) bool {
	pattern, ends := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	rest := path[len(parts[0]):]
	if len(parts) == 1 {
		return !ends || rest == ""
	}
	for _, p := range parts[1 : len(parts)-1] {
		i := strings.Index(rest, p)
		if i < 0 {
			return false
		}
		rest = rest[i+len(p):]
	}
	last := parts[len(parts)-1]
	if ends {
		return strings.HasSuffix(rest, last)
	}
	return strings.Contains(rest, last)
}

const hex = "0123456789ABCDEF"

// normal writes a path so that the same one is the same text: what is not ASCII as %XX, %xx in capitals, %XX of a
// letter or digit as itself.
func normal(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		c := path[i]
		if c == '%' && i+2 < len(path) {
			h, l := strings.IndexByte(hex, upper(path[i+1])), strings.IndexByte(hex, upper(path[i+2]))
			if h >= 0 && l >= 0 {
				c, i = byte(h<<4|l), i+2
				if plain(c) {
					b.WriteByte(c)
				} else {
					b.WriteString("%" + hex[h:h+1] + hex[l:l+1])
				}
				continue
			}
		}
		if c >= 0x80 || c <= ' ' {
			b.WriteString("%" + hex[c>>4:c>>4+1] + hex[c&15:c&15+1])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func upper(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c - 32
	}
	return c
}

// plain says whether a byte never needs %XX (RFC 3986, unreserved).
func plain(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
