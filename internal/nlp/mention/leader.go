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

// owned takes the entry from a body of one state that the text gives to another: «Burundi's National Security Council».
func (r *reader) owned() {
	for i := 1; i < len(r.names); i++ {
		n, by := &r.names[i], &r.names[i-1]
		if n.entry == nil || n.entry.Kind != "organisation" || by.entry == nil || by.entry.Kind != "state" || by.end != n.first-1 || !isPossessive(r.words[by.end]) {
			continue
		}
		if home := n.entry.Country; len(home) == 3 && home != by.entry.Country {
			n.entry = nil
		}
	}
}

// leaders finds out whom bare surnames mean that the document never gives in full: «Merkel said» is the person
// who held a high office on the day, or had held it not long before.
func (r *reader) leaders() {
	full := map[string]bool{}
	known := map[string]*actors.Entry{}
	for i := range r.names {
		n := &r.names[i]
		if n.kind != "person" || n.end-n.first < 2 {
			continue
		}
		full[r.words[n.end-1]] = true
		if first := r.words[n.first]; r.given[first] == "" { // family name first: «Wang Yi»
			full[first] = true
			if known[first] == nil {
				known[first] = n.entry
			}
		}
	}
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
	t := r.titleBefore(n)
	of := r.bodies(t)
	var best *actors.Entry
	score, persons := 0, 0
	for _, e := range all {
		if strings.Contains(e.Name, " ") {
			persons++
		}
	}
	for _, e := range all {
		rank, now := r.standing(e)
		called, own := r.titled(t, of, e)
		told := called || own || r.states["state/"+e.Country]
		if !strings.Contains(e.Name, " ") || rank < ministerRank || !told && (rank < leadRank || persons > fewBearers) || t != nil && !called && !own && leading(t.class) || r.disagrees(n, e) {
			continue
		}
		s := rank
		if now {
			s += 200
		}
		if told {
			s += 100
		}
		if own {
			s += 400
		}
		if s > score {
			best, score = e, s
		} else if s == score {
			best = nil // two alike: neither
		}
	}
	return best
}

// leading reports whether a title is one of those who lead, so that it must be an office of the person.
func leading(c *class) bool {
	switch c.name {
	case "head", "king", "queen", "minister", "faith":
		return true
	}
	return false
}

// bodies are the keys of the states and organisations that a title names: «UN» in «UN chief».
func (r *reader) bodies(t *title) map[string]bool {
	if t == nil {
		return nil
	}
	out := map[string]bool{}
	for x := t.first; x < t.noun; x++ {
		if n, senses := r.base.Match(r.words[x : t.noun+1]); n > 0 {
			out[senses[0].Entry.Key] = true
		}
	}
	return out
}

// titled reports whether the noun of a title calls an office that the person has held, and whether the person has
// held an office of a body that the title names.
func (r *reader) titled(t *title, of map[string]bool, e *actors.Entry) (called, own bool) {
	if t == nil {
		return false, false
	}
	var office *actors.Office
	for x := t.first; x <= t.noun && office == nil; x++ {
		if n, as := r.base.Agent(r.words[x : t.noun+1]); n == int(t.noun+1-x) {
			office = as[0].Office
		}
	}
	for i := range e.Spells {
		s := &e.Spells[i]
		called = called || office != nil && s.Office == office
		own = own || of[s.Of] || of["state/"+s.Of]
	}
	return called, own
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
