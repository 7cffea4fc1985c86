package watch

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Listed is a line of a list of feeds.
type Listed struct {
	Address  string
	Name     string        // publisher, "" for what the pages say
	Interval time.Duration // between two looks, 0 for the default
}

// The shortest and the longest interval that a list may ask for.
const (
	minInterval = 5 * time.Minute
	maxInterval = 30 * 24 * time.Hour
)

// ReadList reads a list of feeds: an address a line, behind it an interval («15m», «2h», «1d») and the name of the
// publisher, if any; «#» at the beginning of a line or behind a blank begins a comment. It returns the feeds of the
// lines that are good and one error, joined, for each that is not: «feeds.txt:3: …».
func ReadList(name string, r io.Reader) ([]Listed, error) {
	var out []Listed
	var bad []error
	seen := map[string]int{}
	lines := bufio.NewScanner(r)
	for no := 1; lines.Scan(); no++ {
		l, err := readLine(strings.TrimPrefix(lines.Text(), "\uFEFF"))
		if err == nil && l.Address != "" && seen[l.Address] > 0 {
			err = fmt.Errorf("%s stands in line %d already", l.Address, seen[l.Address])
		}
		if err != nil {
			bad = append(bad, fmt.Errorf("%s:%d: %w", name, no, err))
			continue
		}
		if l.Address != "" {
			seen[l.Address] = no
			out = append(out, l)
		}
	}
	if err := lines.Err(); err != nil {
		bad = append(bad, fmt.Errorf("%s: %w", name, err))
	}
	return out, errors.Join(bad...)
}

func readLine(line string) (l Listed, err error) {
	fields := strings.Fields(line)
	for i, f := range fields {
		if strings.HasPrefix(f, "#") {
			fields = fields[:i]
			break
		}
	}
	if len(fields) == 0 {
		return l, nil
	}
	u, err := url.Parse(fields[0])
	switch {
	case err != nil:
		return l, fmt.Errorf("%q is no address", fields[0])
	case u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
		return l, fmt.Errorf("%q: want an address that begins with https:// or http://", fields[0])
	case u.User != nil:
		return l, fmt.Errorf("a user name in the address of %s", u.Host)
	}
	l.Address = u.String()
	rest := fields[1:]
	if len(rest) > 0 && rest[0][0] >= '0' && rest[0][0] <= '9' {
		if d, ok := interval(rest[0]); ok {
			if d < minInterval || d > maxInterval {
				return l, fmt.Errorf("interval %s: want 5m to 30d", rest[0])
			}
			l.Interval, rest = d, rest[1:]
		}
	}
	l.Name = strings.Join(rest, " ")
	return l, nil
}

// interval reads «15m», «2h», «1d». Anything else belongs to a name («24.kg»).
func interval(s string) (time.Duration, bool) {
	n, err := strconv.Atoi(s[:len(s)-1])
	if err != nil || n > 1e6 {
		return 0, false
	}
	unit, ok := map[byte]time.Duration{'m': time.Minute, 'h': time.Hour, 'd': 24 * time.Hour}[s[len(s)-1]]
	return time.Duration(n) * unit, ok
}
