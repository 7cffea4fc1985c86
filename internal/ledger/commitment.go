package ledger

import (
	"math/big"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/record"
)

// Commitment is a pledge, from all texts that state it.
type Commitment struct {
	Kind     string             `json:"kind"`
	Type     string             `json:"type,omitempty"`
	Value    string             `json:"value,omitempty"` // exact decimal, "" where no sum is told
	Currency string             `json:"currency,omitempty"`
	Period   *record.Interval   `json:"period,omitempty"` // a sum over a stretch of time: a total, never added to others
	Status   string             `json:"status"`           // the last told
	First    string             `json:"first"`            // days of the first and the last statement
	Last     string             `json:"last"`
	Reports  []CommitmentReport `json:"reports"`
}

// CommitmentReport is one statement of a commitment.
type CommitmentReport struct {
	Report
	Status string `json:"status"`
	Text   string `json:"text"`
}

// Account is what one party committed to another.
type Account struct {
	Donor       []Party      `json:"donor,omitempty"`
	Recipient   []Party      `json:"recipient,omitempty"`
	Commitments []Commitment `json:"commitments"`
	Sums        []Sum        `json:"sums,omitempty"`
}

// Sum adds up the sums of one currency that were pledged, committed or delivered, each once however often it was stated.
type Sum struct {
	Currency string `json:"currency"`
	Value    string `json:"value"`
	Of       int    `json:"of"` // commitments added up
}

// restated is within how many days the same sum between the same parties is taken for a restatement.
const restated = 60

// Accounts lists the commitments of docs by donor and recipient, restatements joined.
func Accounts(docs []Document) []Account {
	byParties := map[string]*Account{}
	var order []string
	var said []statedCommitment
	for _, d := range docs {
		r := read(d)
		for i := range d.Commitments {
			said = append(said, statedCommitment{r, &d.Commitments[i]})
		}
	}
	slices.SortStableFunc(said, func(a, b statedCommitment) int { return strings.Compare(a.r.Published, b.r.Published) })
	for _, s := range said {
		donor, recipient := s.r.parties(s.k.Donor), s.r.parties(s.k.Recipient)
		key := actors(donor) + "\x00" + actors(recipient)
		a := byParties[key]
		if a == nil {
			a = &Account{Donor: donor, Recipient: recipient}
			byParties[key] = a
			order = append(order, key)
		}
		a.state(s)
	}
	var out []Account
	for _, k := range order {
		byParties[k].add()
		out = append(out, *byParties[k])
	}
	return out
}

type statedCommitment struct {
	r *reader
	k *record.Commitment
}

// state enters a statement: as another one of a commitment that is there, or as a commitment.
func (a *Account) state(s statedCommitment) {
	report := CommitmentReport{s.r.report(s.k.ID), s.k.Status, s.r.text(s.k.Evidence)}
	c := Commitment{Kind: s.k.Kind, Type: s.k.Type, Value: string(s.k.Value), Currency: s.k.Currency, Period: s.k.Period, Status: s.k.Status,
		First: report.Day, Last: report.Day, Reports: []CommitmentReport{report}}
	for i := range a.Commitments {
		o := &a.Commitments[i]
		if c.Value != "" && o.Kind == c.Kind && o.Currency == c.Currency && equal(o.Value, c.Value) && (o.Type == "" || c.Type == "" || o.Type == c.Type) && apart(o.Last, c.First) <= restated {
			o.Reports = append(o.Reports, report)
			o.Status, o.Last = c.Status, c.Last
			if o.Type == "" {
				o.Type = c.Type
			}
			if o.Period == nil {
				o.Period = c.Period
			}
			return
		}
	}
	a.Commitments = append(a.Commitments, c)
}

// equal compares two decimals.
func equal(a, b string) bool {
	x, okx := new(big.Rat).SetString(a)
	y, oky := new(big.Rat).SetString(b)
	return okx && oky && x.Cmp(y) == 0
}

// apart is how many days lie between two, many where one is not known.
func apart(a, b string) int {
	x, okx := calendar.Parse(a)
	y, oky := calendar.Parse(b)
	if !okx || !oky {
		return 1 << 30
	}
	return max(int(x-y), int(y-x))
}

// add makes the sums.
func (a *Account) add() {
	sums := map[string]*big.Rat{}
	of := map[string]int{}
	var order []string
	for i := range a.Commitments {
		c := &a.Commitments[i]
		v, ok := new(big.Rat).SetString(c.Value)
		if !ok || c.Currency == "" || c.Period != nil || !slices.Contains([]string{"pledged", "committed", "delivered"}, c.Status) {
			continue
		}
		if sums[c.Currency] == nil {
			sums[c.Currency] = new(big.Rat)
			order = append(order, c.Currency)
		}
		sums[c.Currency].Add(sums[c.Currency], v)
		of[c.Currency]++
	}
	slices.Sort(order)
	for _, k := range order {
		a.Sums = append(a.Sums, Sum{k, decimal(sums[k]), of[k]})
	}
}

// decimal writes a sum of decimals without noughts at its end.
func decimal(r *big.Rat) string {
	s := r.FloatString(12)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
