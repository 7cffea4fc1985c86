package pack

import (
	"strconv"

	"github.com/openreadout/readout/record"
)

// names are the ids of a kind of record: a prefix and a number that counts up from 1.
type names struct {
	prefix string
	first  [200]string // the first of them, made once
}

var (
	entityIDs     = newNames("e")
	timeIDs       = newNames("t")
	amountIDs     = newNames("a")
	statementIDs  = newNames("st")
	eventIDs      = newNames("ev")
	contactIDs    = newNames("c")
	commitmentIDs = newNames("k")
	positionIDs   = newNames("p")
	shiftIDs      = newNames("s")
)

func newNames(prefix string) *names {
	n := &names{prefix: prefix}
	for i := range n.first {
		n.first[i] = prefix + strconv.Itoa(i)
	}
	return n
}

func (ids *names) name(n int) string {
	if n >= 0 && n < len(ids.first) {
		return ids.first[n]
	}
	return ids.prefix + strconv.Itoa(n)
}

// number returns the number of an id that is written as names are, else 0.
func (ids *names) number(id string) int {
	k := len(ids.prefix)
	if len(id) <= k || len(id) > k+7 || id[:k] != ids.prefix || id[k] == '0' {
		return 0
	}
	n := 0
	for _, b := range []byte(id[k:]) {
		if b < '0' || b > '9' {
			return 0
		}
		n = n*10 + int(b-'0')
	}
	return n
}

// day is a day of the calendar, 0 for none.
func (c *coder) day(s *string) {
	n := 0
	if !c.read && *s != "" {
		c.need(record.ValidDay(*s))
		if c.err != nil {
			return
		}
		if n = Day(*s) - epoch; n >= 0 {
			n++ // 0 is none
		}
	}
	c.signed(&n)
	if c.read && n != 0 {
		if n > 0 {
			n--
		}
		*s = date(n + epoch)
	}
}

// epoch is 2020-01-01 in days since 1970: the days of most records are told in two bytes.
const epoch = 18262

// Day counts a valid day from 1970-01-01.
func Day(s string) int { return days(atoi(s[:4]), atoi(s[5:7]), atoi(s[8:])) }

func atoi(s string) int {
	n := 0
	for _, b := range []byte(s) {
		n = n*10 + int(b-'0')
	}
	return n
}

// days counts from 1970-01-01 (Howard Hinnant, days_from_civil).
func days(y, m, d int) int {
	if m <= 2 {
		y--
	}
	y += 400 // so that every year of the calendar is past the beginning of an era
	era := y / 400
	year := y - era*400
	day := (153*((m+9)%12)+2)/5 + d - 1
	return era*146097 + year*365 + year/4 - year/100 + day - 719468 - 146097
}

// date is the inverse of days.
func date(n int) string {
	n += 719468 + 146097
	era := n / 146097
	of := n - era*146097
	year := (of - of/1460 + of/36524 - of/146096) / 365
	day := of - (365*year + year/4 - year/100)
	m := (5*day + 2) / 153
	d := day - (153*m+2)/5 + 1
	y := year + era*400 - 400
	if m = (m+2)%12 + 1; m <= 2 {
		y++
	}
	if y < 0 || y > 9999 {
		return ""
	}
	b := [10]byte{byte('0' + y/1000), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10), '-', byte('0' + m/10), byte('0' + m%10), '-', byte('0' + d/10), byte('0' + d%10)}
	return string(b[:])
}
