package mention

import (
	"strings"

	"github.com/openreadout/readout/internal/actors"
)

// Ranks of offices (data/actors/offices.txt) from which a bare surname may mean the holder.
const (
	leadRank     = 80 // who leads a state: the surname alone will do
	ministerRank = 55 // a minister: the text must name the state or give a title
	fewBearers   = 6  // a surname that more persons of the files bear is too common to stand alone
	longAgo      = 15 // years after which a former leader is no longer meant

	recent = "1990" // since when leaders may be meant by a text without a date
)

// leaders finds out whom bare surnames mean that the document never gives in full: «Merkel said» is the person
// who held a high office on the day, or had held it not long before.
func (r *reader) leaders() {
	full := map[string]bool{}
	for i := range r.names {
		if n := &r.names[i]; n.kind == "person" && n.end-n.first > 1 {
			full[r.words[n.end-1]] = true
		}
	}
	known := map[string]*actors.Entry{}
	for i := range r.names {
		n := &r.names[i]
		if n.kind != "person" || n.entry != nil || full[r.words[n.end-1]] {
			continue
		}
		t := r.text(n)
		if e := r.bearer(n); e != nil && known[t] == nil {
			known[t] = e
		}
	}
	for i := range r.names {
		if n := &r.names[i]; n.kind == "person" && n.entry == nil {
			n.entry = known[r.text(n)]
		}
	}
}

// bearer returns the holder of a high office whom a bare surname means, or nil.
func (r *reader) bearer(n *name) *actors.Entry {
	words := r.words[n.first:n.end]
	if k, _ := r.base.Surname(words); k != len(words) {
		return nil
	}
	_, all := r.base.Surname(words)
	titled := false
	if t := r.titleBefore(n); t != nil {
		switch t.class.name {
		case "head", "minister", "king", "queen", "chief":
			titled = true
		}
	}
	var best *actors.Entry
	score, persons := 0, 0
	for _, e := range all {
		if strings.Contains(e.Name, " ") {
			persons++
		}
	}
	for _, e := range all {
		rank, now := r.standing(e)
		told := titled || r.states["state/"+e.Country]
		if !strings.Contains(e.Name, " ") || rank < ministerRank || !told && (rank < leadRank || persons > fewBearers) || r.disagrees(n, e) {
			continue
		}
		s := rank
		if now {
			s += 200
		}
		if told {
			s += 100
		}
		if s > score {
			best, score = e, s
		} else if s == score {
			best = nil // two alike: neither
		}
	}
	return best
}

// standing is the rank of the highest office that a person held on the day or, if none, not long before it; of a
// text without a day any counts.
func (r *reader) standing(e *actors.Entry) (rank int, now bool) {
	day := string(r.d.Published)
	for i := range e.Spells {
		s := &e.Spells[i]
		switch {
		case day == "" && (s.To == "" || s.To >= recent), day != "" && s.Covers(day):
			if s.Office.Rank > rank || !now {
				rank, now = s.Office.Rank, true
			}
		case !now && s.To != "" && s.To < day && year(day)-year(s.To) <= longAgo:
			rank = max(rank, s.Office.Rank)
		}
	}
	return rank, now
}

// disagrees reports whether a form of address before the name tells a gender that the person has not.
func (r *reader) disagrees(n *name, e *actors.Entry) bool {
	t := r.titleBefore(n)
	return t != nil && t.class.gender != "" && e.Gender != "" && t.class.gender != e.Gender
}

// year is the year of an ISO date, 0 for none.
func year(date string) int {
	y := 0
	for i := 0; i < len(date) && i < 4; i++ {
		if date[i] < '0' || date[i] > '9' {
			return 0
		}
		y = y*10 + int(date[i]-'0')
	}
	return y
}
