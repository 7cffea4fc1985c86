package actors

import (
	"fmt"
	"io/fs"
	"sort"
)

// Base is the knowledge of data/actors. It is safe for concurrent use.
type Base struct {
	entries []*Entry
	byKey   map[string]*Entry
	offices map[string]*Office
	leaders map[string][]leaderRule
	people  *people
	holders map[post][]Holding

	names    *trie[Sense]
	surnames *trie[*Entry]
	agents   *trie[*Agent]
}

// post is an office of one state or organisation.
type post struct{ of, office string }

// Sense is one thing that a name may stand for.
type Sense struct {
	Entry *Entry
	Form  Form
}

// Holding is a spell with who held it.
type Holding struct {
	Person *Entry
	Spell  *Spell
}

// Load reads data/actors in the knowledge k.
func Load(k fs.FS) (*Base, error) {
	r := newReader()
	if err := r.read(k); err != nil {
		return nil, err
	}
	return r.build()
}

// Match returns the longest name that the words begin with, as a number of words, and what it may stand
// for: the weightiest sense first, as the files have them. The words are tokens as Universal
// Dependencies splits them, «the» left off. Capitals count: «Chad» is not «chad», «WHO» is not «who».
// Surnames alone and titles are not names: see Surname and Agent.
func (b *Base) Match(words []string) (n int, found []Sense) { return b.names.longest(words) }

// Surname returns the longest surname that the words begin with and the persons who bear it.
func (b *Base) Surname(words []string) (n int, found []*Entry) { return b.surnames.longest(words) }

// Agent returns the longest role noun that the words begin with: «soldiers», «foreign ministry»,
// «members of parliament». The first of what is found counts most.
func (b *Base) Agent(words []string) (n int, found []*Agent) { return b.agents.longest(words) }

// ByKey returns the entry with the key («state/RUS»), or nil.
func (b *Base) ByKey(key string) *Entry { return b.byKey[key] }

// Country returns the entry of the state with the ISO 3166-1 alpha-3 code, or nil.
func (b *Base) Country(iso3 string) *Entry { return b.byKey["state/"+iso3] }

// ByAdjective returns the state or people of an adjective or demonym («Russian», «Russians»), or nil.
func (b *Base) ByAdjective(words ...string) *Entry {
	n, found := b.names.longest(words)
	if n != len(words) {
		return nil
	}
	for _, s := range found {
		if s.Form == Adjective || s.Form == Demonym {
			return s.Entry
		}
	}
	return nil
}

// Office returns the office with the name, or nil.
func (b *Base) Office(name string) *Office { return b.offices[name] }

// Entries returns every entry in order of the files.
func (b *Base) Entries() []*Entry { return b.entries }

// Holder returns who held the office of the state (ISO 3166-1 alpha-3) or organisation (key) on the
// day: who came last into office first, full holders before acting ones of the same day.
func (b *Base) Holder(of, office, day string) []Holding {
	all := b.holders[post{of, office}]
	var out []Holding
	for i := sort.Search(len(all), func(i int) bool { return all[i].Spell.From > day }) - 1; i >= 0; i-- {
		if all[i].Spell.Covers(day) {
			out = append(out, all[i])
		}
	}
	if o := b.offices[office]; o != nil && o.Single && len(out) > 1 {
		out = sharpest(out)
	}
	return out
}

// sharpest keeps, of several spells that cover a day only because their dates are coarse, those that
// certainly cover it, if there are any.
func sharpest(hs []Holding) []Holding {
	best := hs[0]
	for _, h := range hs[1:] {
		if len(best.Spell.From) < 10 && len(h.Spell.From) == 10 && (h.Spell.To == "" || len(h.Spell.To) == 10) {
			best = h
		}
	}
	out := []Holding{best}
	for _, h := range hs {
		if h != best {
			out = append(out, h)
		}
	}
	return out
}

// leaderRule says which office leads a state in a stretch of time.
type leaderRule struct{ office, from string }

// LeaderOffice returns the office that «the leader of» the state or organisation means on the day, or "".
func (b *Base) LeaderOffice(of, day string) string {
	office := ""
	for _, r := range b.leaders[of] {
		if r.from <= day {
			office = r.office
		}
	}
	return office
}

// Leader returns whom «the leader of» the state or organisation means on the day.
func (b *Base) Leader(of, day string) []Holding {
	if o := b.LeaderOffice(of, day); o != "" {
		return b.Holder(of, o, day)
	}
	return nil
}

// Person returns the persons of that full name: those who bear it as the files write it, else those
// whose name differs only by transliteration («Sergei Lavrov», «Sergey Lavrov»).
func (b *Base) Person(name string) []*Entry { return b.people.find(name) }

// Code returns the CAMEO code of the entry on the day and the spell that gives it, nil for none. A
// person's code is that of the weightiest office held on the day; who holds none any more is «ELI» of
// the country; who has held none yet has the country's code alone.
func (b *Base) Code(e *Entry, day string) (code string, s *Spell) {
	if e.Kind != "person" {
		return e.Code, nil
	}
	if s = e.On(day); s != nil {
		return b.spellCode(s), s
	}
	if c := b.Country(e.Country); c != nil && e.formerOn(day) {
		return c.Code + "ELI", nil
	} else if c != nil {
		return c.Code, nil
	}
	return "", nil
}

func (b *Base) spellCode(s *Spell) string {
	if len(s.Of) == 3 {
		if c := b.Country(s.Of); c != nil {
			return c.Code + s.Office.Code
		}
	}
	if o := b.byKey[s.Of]; o != nil {
		return o.Code
	}
	return ""
}

// On returns the weightiest spell of a person on the day, or nil.
func (e *Entry) On(day string) *Spell {
	var best *Spell
	for i := range e.Spells {
		s := &e.Spells[i]
		if s.Covers(day) && (best == nil || s.Office.Rank > best.Office.Rank || s.Office.Rank == best.Office.Rank && s.From > best.From) {
			best = s
		}
	}
	return best
}

// Last returns the weightiest of the spells that ended before the day, or nil: what «former» goes by.
func (e *Entry) Last(day string) *Spell {
	var best *Spell
	for i := range e.Spells {
		s := &e.Spells[i]
		if s.To != "" && s.To < day && (best == nil || s.Office.Rank > best.Office.Rank || s.Office.Rank == best.Office.Rank && s.To > best.To) {
			best = s
		}
	}
	return best
}

func (e *Entry) formerOn(day string) bool { return e.Last(day) != nil }

// MembersOn returns the members of an organisation on the day.
func (e *Entry) MembersOn(day string) []string {
	var out []string
	for _, m := range e.Members {
		if m.From <= day && (m.To == "" || day <= m.To) {
			out = append(out, m.Country)
		}
	}
	return out
}

// String describes the size of the base.
func (b *Base) String() string {
	spells := 0
	for _, e := range b.entries {
		spells += len(e.Spells)
	}
	return fmt.Sprintf("%d entries, %d spells, %d names, %d surnames, %d role nouns", len(b.entries), spells, len(b.names.ends), len(b.surnames.ends), len(b.agents.ends))
}
