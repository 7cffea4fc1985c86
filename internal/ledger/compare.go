package ledger

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/record"
)

// ErrOther says that two texts do not tell of one contact.
var ErrOther = errors.New("not the same contact")

// Options of a comparison.
type Options struct {
	SideA, SideB string                     // country (ISO 3166-1 alpha-3) of each side, "" to find it
	Force        bool                       // compare texts of different contacts too
	Publisher    func(source string) string // country of the government that publishes under a name; may be nil
}

// Quote is a passage of one side's text.
type Quote struct {
	record.Span
	Text string `json:"text"`
}

// Head is what one side's text tells of the contact itself. What it does not tell is left out.
type Head struct {
	Document  string           `json:"document"`
	Side      string           `json:"side,omitempty"` // country
	Source    string           `json:"source,omitempty"`
	Leader    string           `json:"leader,omitempty"`
	Date      *record.Interval `json:"date,omitempty"`
	Mode      string           `json:"mode,omitempty"`
	Parties   []string         `json:"participants,omitempty"`
	Initiator string           `json:"initiator,omitempty"`
	Duration  string           `json:"duration,omitempty"`
	First     string           `json:"first_topic,omitempty"`
	Items     int              `json:"items"`
}

// Pair is an item of A and the item of B that tells of the same; shared says by what they were found.
type Pair struct {
	A      Quote    `json:"a"`
	B      Quote    `json:"b"`
	Shared []string `json:"shared"`
	Words  *Wording `json:"wording,omitempty"`
}

// Topic is what one or both texts speak of: rank by order, share of the words of the sentences that name it.
type Topic struct {
	Name   string `json:"name"`
	RankA  int    `json:"rank_a,omitempty"` // 0: not in A
	RankB  int    `json:"rank_b,omitempty"`
	ShareA int    `json:"share_a,omitempty"` // percent
	ShareB int    `json:"share_b,omitempty"`
}

// Order is how far both texts tell the aligned items in one order.
type Order struct {
	Pairs int    `json:"pairs"`
	Tau   string `json:"tau"` // Kendall's tau, two decimals
}

// Counterpart is a passage of one side with what the other text has in its place; a nil Other means that no item
// of the other text was found to tell of it.
type Counterpart struct {
	Side  string `json:"side"` // A, B or both
	Quote Quote  `json:"quote"`
	Other *Quote `json:"other,omitempty"`
	Note  string `json:"note,omitempty"`
}

// Comparison is two readouts side by side. It says what each has and where; it judges neither.
type Comparison struct {
	A           Head          `json:"a"`
	B           Head          `json:"b"`
	Mismatch    string        `json:"mismatch,omitempty"` // why the contact may not be one
	Topics      []Topic       `json:"topics"`
	Order       *Order        `json:"order,omitempty"`
	Pairs       []Pair        `json:"pairs"`
	OnlyA       []Quote       `json:"only_a"`
	OnlyB       []Quote       `json:"only_b"`
	Agreements  []Counterpart `json:"agreements"`
	Attributed  []Counterpart `json:"attributed"` // what a side has the other's leader say
	NextSteps   []Counterpart `json:"next_steps"`
	Commitments []Counterpart `json:"commitments"`
}

// orNone makes a list that is sent as one even where it is empty.
func orNone[T any](xs []T) []T { return append([]T{}, xs...) }

// Compare sets two readouts side by side. Where they do not tell of one contact it returns ErrOther with the
// reason, unless o.Force is set. Records coded with tokens align better.
func Compare(a, b *record.Document, o Options) (*Comparison, error) {
	x, y := newSide(a), newSide(b)
	x.find(o.SideA, o.Publisher, "")
	y.find(o.SideB, o.Publisher, x.country)
	if x.country == "" || x.country == y.country {
		x.country = ""
		x.find(o.SideA, o.Publisher, y.country)
	}
	reason := mismatch(x, y)
	if reason != "" && !o.Force {
		return nil, fmt.Errorf("%w: %s", ErrOther, reason)
	}
	x.read(y.country)
	y.read(x.country)
	c := &Comparison{Mismatch: reason}
	links := align(x, y)
	c.A, c.B = x.head(), y.head()
	c.Topics = topics(x, y)
	c.Order = order(links)
	for _, l := range links {
		p := Pair{A: x.quote(x.items[l.a].span), B: y.quote(y.items[l.b].span), Shared: l.shared}
		p.Words = wording(x, y, x.items[l.a], y.items[l.b])
		c.Pairs = append(c.Pairs, p)
	}
	c.OnlyA, c.OnlyB = x.unlinked(), y.unlinked()
	c.Agreements = agreements(x, y)
	c.Attributed = append(attributed("A", x, y), attributed("B", y, x)...)
	c.NextSteps = append(pledges("A", x, y, true), pledges("B", y, x, true)...)
	c.Commitments = append(pledges("A", x, y, false), pledges("B", y, x, false)...)
	c.Pairs, c.Attributed, c.NextSteps, c.Commitments = orNone(c.Pairs), orNone(c.Attributed), orNone(c.NextSteps), orNone(c.Commitments)
	return c, nil
}

// mismatch returns why a and b may be texts of different contacts, "" where nothing speaks against one.
func mismatch(x, y *side) string {
	if p := x.contact; p != nil {
		if q := y.contact; q != nil {
			if !kin(p.Mode, q.Mode) {
				return fmt.Sprintf("A tells of a contact by %s, B of one by %s", p.Mode, q.Mode)
			}
		}
	}
	fa, ta, oka := possible(x.contact, x.d.Published)
	fb, tb, okb := possible(y.contact, y.d.Published)
	if oka && okb && (fa > tb+1 || fb > ta+1) { // a night call is of two days
		return fmt.Sprintf("A tells of %s, B of %s", span(fa, ta), span(fb, tb))
	}
	ca, cb := x.countries(), y.countries()
	if len(ca) > 1 && len(cb) > 1 {
		common := 0
		for _, k := range ca {
			if slices.Contains(cb, k) {
				common++
			}
		}
		if common < 2 {
			return fmt.Sprintf("A tells of %s, B of %s", strings.Join(ca, " and "), strings.Join(cb, " and "))
		}
	}
	if x.country != "" && x.country == y.country {
		return "both texts are of " + x.country
	}
	return ""
}

func span(from, to calendar.Day) string {
	if from == to {
		return from.String()
	}
	return from.String() + " to " + to.String()
}

// order is Kendall's tau over the aligned items, nil for fewer than two.
func order(links []link) *Order {
	n := len(links)
	if n < 2 {
		return nil
	}
	score := 0
	for i := range links {
		for j := i + 1; j < n; j++ {
			if links[i].b < links[j].b {
				score++
			} else {
				score--
			}
		}
	}
	return &Order{n, hundredths(score, n*(n-1)/2)}
}

// hundredths writes a/b with two decimals, without floating point.
func hundredths(a, b int) string {
	sign := ""
	if a < 0 {
		sign, a = "-", -a
	}
	v := (a*200 + b) / (2 * b)
	return fmt.Sprintf("%s%d.%02d", sign, v/100, v%100)
}
