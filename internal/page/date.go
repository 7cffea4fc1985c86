package page

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/openreadout/readout/record"
)

const monthName = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`

var (
	isoDay    = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[^\d])`)
	compact   = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)(?:$|[T\s]|\d{6}$)`)
	dayFirst  = regexp.MustCompile(`(?i)(?:^|[^\d])(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(` + monthName + `)[\s,]+(\d{4})(?:$|[^\d])`)
	monthDay  = regexp.MustCompile(`(?i)(?:^|[^\pL])(` + monthName + `)\s+(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})(?:$|[^\d])`)
	dashed    = regexp.MustCompile(`(?i)^(\d{1,2})-(` + monthName + `)-(\d{4})(?:$|[^\d])`)
	dotted    = regexp.MustCompile(`(?:^|[^\d])(\d{1,2})\.(\d{1,2})\.(\d{4})(?:$|[^\d])`)
	slashed   = regexp.MustCompile(`(?:^|[^\d])(\d{1,2})/(\d{1,2})/(\d{4})(?:$|[^\d])`)
	epoch     = regexp.MustCompile(`^\d{10}(?:\d{3})?$`)
	clock     = regexp.MustCompile(`^[T\s]*(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?$`)
	inAddress = regexp.MustCompile(`/(?:(\d{4})/(\d{1,2})/(\d{1,2})/|(\d{4})-(\d\d)-(\d\d)(?:[-/_.]|$)|(20\d\d)(\d\d)(\d\d)(?:[-/_.]|$))`)
)

// Date reads a date as pages and feeds write them: ISO 8601, «2 July 2025», «July 2, 2025», «02.07.2025», seconds
// since 1970. What it returns begins with the day; a time and zone in ISO 8601 stay: the day is that of the zone. A
// date that can be read in two ways («05/04/2024») is none, nor is one before 1990: templates carry 1970.
func Date(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if m := epoch.FindString(s); m != "" {
		n, err := strconv.ParseInt(m[:10], 10, 64)
		return valid(time.Unix(n, 0).UTC().Format(time.DateOnly), err == nil)
	}
	if m := isoDay.FindStringSubmatchIndex(s); m != nil {
		day, ok := ymd(s[m[2]:m[3]], s[m[4]:m[5]], s[m[6]:m[7]])
		if c := clock.FindStringSubmatch(s[m[7]:]); ok && c != nil {
			day += "T" + c[1] + zone(c[2])
		}
		return day, ok
	}
	if m := compact.FindStringSubmatch(s); m != nil {
		return ymd(m[1], m[2], m[3])
	}
	return dateIn(s)
}

// dateIn finds a date anywhere in s.
func dateIn(s string) (string, bool) {
	if m := monthDay.FindStringSubmatch(s); m != nil {
		return ymd(m[3], month(m[1]), m[2])
	}
	for _, re := range []*regexp.Regexp{dayFirst, dashed} {
		if m := re.FindStringSubmatch(s); m != nil {
			return ymd(m[3], month(m[2]), m[1])
		}
	}
	if m := dotted.FindStringSubmatch(s); m != nil {
		return ymd(m[3], m[2], m[1])
	}
	if m := slashed.FindStringSubmatch(s); m != nil {
		a, b := number(m[1]), number(m[2])
		switch {
		case a > 12 || a == b:
			return ymd(m[3], m[2], m[1])
		case b > 12:
			return ymd(m[3], m[1], m[2])
		}
	}
	return "", false
}

// dateOfAddress is the day in the path of an address: «/2025/07/02/talks», «/news/2025-07-02-talks».
func dateOfAddress(path string) (string, bool) {
	m := inAddress.FindStringSubmatch(path)
	if m == nil {
		return "", false
	}
	for i := 1; i < len(m); i += 3 {
		if m[i] != "" {
			return ymd(m[i], m[i+1], m[i+2])
		}
	}
	return "", false
}

func zone(z string) string {
	if len(z) == 5 {
		return z[:3] + ":" + z[3:]
	}
	return z
}

func ymd(y, m, d string) (string, bool) {
	return valid(fmt.Sprintf("%04d-%02d-%02d", number(y), number(m), number(d)), true)
}

func valid(day string, ok bool) (string, bool) {
	if !ok || !record.ValidDay(day) || day < "1990" || day >= "2100" {
		return "", false
	}
	return day, true
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func month(name string) string {
	i := strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(name[:3]))
	return strconv.Itoa(i/3 + 1)
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
func lower(r rune) rune    { return unicode.ToLower(r) }
