package actors

import (
	"cmp"
	"slices"
	"strings"
)

// build indexes what was read.
func (r *reader) build() (*Base, error) {
	b := &Base{entries: r.entries, byKey: r.byKey, offices: r.offices, leaders: r.leaders,
		names: newTrie[Sense](len(r.entries) * 2), surnames: newTrie[*Entry](len(r.entries)), agents: newTrie[*Agent](len(r.agents)),
		people: r.people, holders: map[post][]Holding{}}
	for _, e := range r.entries {
		if e.merged {
			continue
		}
		form := Name
		if strings.HasPrefix(e.Key, "seat/") {
			form = Metonym
		}
		b.name(e, e.Name, form)
		for _, n := range e.Names {
			b.name(e, n, form)
		}
		if e.Kind == "person" {
			b.person(e)
		}
	}
	for _, a := range r.aliases {
		b.names.add(a.text, Sense{a.e, a.form})
	}
	for _, a := range r.agents {
		b.agents.add(a.Noun, a)
	}
	b.names.freeze()
	b.surnames.freeze()
	b.agents.freeze()
	b.succession()
	return b, nil
}

// name enters a name. The name of a person must have two words: one alone is a surname.
func (b *Base) name(e *Entry, name string, form Form) {
	if e.Kind == "person" {
		if !strings.ContainsAny(name, " -") {
			b.surnames.add(name, e)
			return
		}
	}
	b.names.add(name, Sense{e, form})
}

func (b *Base) person(e *Entry) {
	if e.Surname == "" {
		e.Surname = surnameOf(e.Name, e.Country)
	}
	b.surnames.add(e.Surname, e)
	if i := strings.LastIndexAny(e.Surname, " -"); i > 0 && i < len(e.Surname)-3 {
		b.surnames.add(e.Surname[i+1:], e) // «el-Sisi» is «Sisi» too, «von der Leyen» «Leyen»
	}
	slices.SortStableFunc(e.Spells, func(x, y Spell) int { return cmp.Compare(x.From, y.From) })
	for i := range e.Spells {
		s := &e.Spells[i]
		p := post{s.Of, s.Office.Name}
		b.holders[p] = append(b.holders[p], Holding{e, s})
	}
}

// succession puts the holders of each post in order and ends an open spell of a single-holder office
// where the source of a later one is younger: who came after is known, so the first has left.
func (b *Base) succession() {
	for p, hs := range b.holders {
		slices.SortStableFunc(hs, func(x, y Holding) int {
			return cmp.Or(cmp.Compare(x.Spell.From, y.Spell.From), cmp.Compare(x.Person.Key, y.Person.Key))
		})
		if !b.offices[p.office].Single {
			continue
		}
		for i := 0; i+1 < len(hs); i++ {
			s, next := hs[i].Spell, hs[i+1].Spell
			if s.To == "" && next.From > s.From && next.From > s.Known && hs[i].Person != hs[i+1].Person {
				s.To = next.From
			}
		}
	}
}
