package actors

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/lexicon"
)

// roll is one entry of posts.txt: who followed whom in a post, without a gap.
type roll struct {
	spell   Spell // the post: Of, Office, Title
	holders []holder
	until   string // the day after the last holder, or on which the list was last known to hold
	open    bool   // the last holder had not left by then
}

// holder is a line of a roll; person is nil where the post was vacant.
type holder struct {
	person *Entry
	from   string
	acting bool
}

// post reads a roll.
func (r *reader) post(e *lexicon.Entry) {
	s, err := r.readPost(e.Head)
	if err != "" {
		r.mistake(e.Errorf("%s", err))
		return
	}
	p := &roll{spell: s}
	for _, f := range e.Fields {
		switch f.Key {
		case "from":
			if p.until != "" {
				r.mistake(e.FieldErrorf(f, "a holder after «until»"))
				return
			}
			h, ok := r.holder(p, e, f)
			if !ok {
				return
			}
			p.holders = append(p.holders, h)
		case "until":
			p.until, p.open = strings.CutSuffix(f.Value, "+")
			if !isDate(p.until) || len(p.holders) > 0 && p.until < p.holders[len(p.holders)-1].from {
				r.mistake(e.FieldErrorf(f, "%q is no day after the last holder began", f.Value))
				return
			}
		default:
			r.unknown(e, f)
		}
	}
	if len(p.holders) == 0 || p.until == "" {
		r.mistake(e.Errorf("want «from» lines and an «until» line"))
		return
	}
	for _, old := range r.posts {
		if old.spell.Of == s.Of && old.spell.Office == s.Office && old.spell.Title == s.Title {
			r.mistake(e.Errorf("the post has a list already"))
			return
		}
	}
	r.posts = append(r.posts, p)
}

// holder reads «2018-03-31 acting John J. Sullivan». In brackets after the name may stand the Wikidata id of
// one of several namesakes, or the country of a person whom no file has yet, if it is not that of the post.
func (r *reader) holder(p *roll, e *lexicon.Entry, f lexicon.Field) (h holder, ok bool) {
	day, name, _ := strings.Cut(f.Value, " ")
	if !isDate(day) || len(p.holders) > 0 && day <= p.holders[len(p.holders)-1].from {
		r.mistake(e.FieldErrorf(f, "%q is no day after the one before", day))
		return h, false
	}
	h.from = day
	f.Column += utf8.RuneCountInString(day) + 1
	if name, h.acting = strings.CutPrefix(name, "acting "); name == "vacant" {
		return h, true
	}
	if name == "" {
		r.mistake(e.FieldErrorf(f, "no name"))
		return h, false
	}
	country := ""
	if isCode(p.spell.Of, 3) {
		country = p.spell.Of
	}
	if i := strings.LastIndex(name, " ("); i > 0 && strings.HasSuffix(name, ")") {
		id := name[i+2 : len(name)-1]
		if h.person = r.byKey["person/"+id]; h.person != nil {
			return h, true
		}
		if name, country = name[:i], id; r.byKey["state/"+id] == nil {
			r.mistake(e.FieldErrorf(f, "%q is no country of countries.txt and no Wikidata id of a person", id))
			return h, false
		}
	}
	found := r.people.of(name, country, &p.spell)
	switch {
	case len(found) > 1:
		r.mistake(e.FieldErrorf(f, "%s may be the person at %s or at %s: add the Wikidata id in brackets", name, found[0].At(), found[1].At()))
		return h, false
	case len(found) == 1:
		h.person = found[0]
	default:
		h.person = &Entry{Kind: "person", Name: name, Country: country}
		r.enter(h.person, &lexicon.Entry{File: e.File, Line: f.Line})
	}
	return h, true
}

// of returns the persons of the name who may hold a post: those of the country, of several those of leaders.txt,
// else those who held the post by other files too.
func (p *people) of(name, country string, post *Spell) []*Entry {
	all := p.find(name)
	here := pick(all, func(e *Entry) bool { return country == "" || e.belongs(country) })
	if edited := pick(here, func(e *Entry) bool { return e.edited }); len(edited) > 0 {
		return edited
	}
	if len(here) > 1 {
		if held := pick(here, func(e *Entry) bool { return holds(e.Spells, post.Of, post.Office) }); len(held) > 0 {
			return held
		}
	}
	return here
}

func pick(es []*Entry, keep func(*Entry) bool) []*Entry {
	var out []*Entry
	for _, e := range es {
		if keep(e) {
			out = append(out, e)
		}
	}
	return out
}

// belongs reports whether a person is of the country or held an office of it.
func (e *Entry) belongs(country string) bool {
	if e.Country == country {
		return true
	}
	for i := range e.Spells {
		if e.Spells[i].Of == country {
			return true
		}
	}
	return false
}

// settle puts the rolls in the place of what other files say of the posts in their time.
func (r *reader) settle() {
	rolls := map[post][]*roll{}
	listed := map[string]bool{} // «DEU merkel»: last words of the full names in rolls
	for _, p := range r.posts {
		k := post{p.spell.Of, p.spell.Office.Name}
		rolls[k] = append(rolls[k], p)
		for _, h := range p.holders {
			if h.person == nil {
				continue
			}
			if f := Fold(h.person.Name); strings.IndexByte(f, ' ') > 0 {
				listed[p.spell.Of+f[strings.LastIndexByte(f, ' ')+1:]] = true
			}
		}
	}
	for _, e := range r.entries {
		if e.Kind == "person" && !strings.ContainsAny(e.Name, " -") && len(e.Spells) > 0 && e.Spells[0].Source != "editors" && listed[e.Country+Fold(e.Name)] {
			e.Spells, e.merged = nil, true // a surname alone, of somebody whom the rolls have in full
			continue
		}
		kept := e.Spells[:0]
		for _, s := range e.Spells {
			keep := true
			for _, p := range rolls[post{s.Of, s.Office.Name}] {
				if p.tells(e, &s) {
					keep = keep && p.trim(e, &s)
				}
			}
			if keep {
				kept = append(kept, s)
			}
		}
		e.Spells = kept
	}
	for _, p := range r.posts {
		for i, h := range p.holders {
			if h.person != nil {
				h.person.Spells = append(h.person.Spells, p.spellOf(i))
			}
		}
	}
}

// tells reports whether the roll is about the post of the spell: of an office that several hold at a time
// it is only about its title and about the persons it names.
func (p *roll) tells(e *Entry, s *Spell) bool {
	return s.Office.Single || strings.EqualFold(s.Title, p.spell.Title) || p.names(e)
}

func (p *roll) names(e *Entry) bool {
	for _, h := range p.holders {
		if h.person == e {
			return true
		}
	}
	return false
}

// trim cuts from a spell of another file the time of the roll and reports whether anything is left. A spell
// that the first holder began before, and one that the last holder was known to go on with later, lengthens
// the roll.
func (p *roll) trim(e *Entry, s *Spell) bool {
	first, last := &p.holders[0], &p.holders[len(p.holders)-1]
	end := cmp.Or(s.To, "9999")
	switch {
	case s.From >= p.until && !(p.open && last.person == e): // it is later
		return true
	case end <= first.from && !strings.HasPrefix(first.from, s.From): // it is earlier
		return true
	case s.From < first.from && first.person == e:
		if len(s.From) == 10 {
			first.from = s.From
		}
	case s.From < first.from && !p.names(e):
		s.To, s.Known = first.from, ""
		return true
	}
	if last.person == e && p.open && s.To == "" {
		p.until = max(p.until, s.Known)
	}
	return false
}

// spellOf returns the spell of holder i.
func (p *roll) spellOf(i int) Spell {
	s, h := p.spell, p.holders[i]
	s.From, s.Acting, s.Source = h.from, h.acting, "editors"
	switch {
	case i+1 < len(p.holders):
		s.To = p.holders[i+1].from
	case p.open:
		s.Known = p.until
	default:
		s.To = p.until
	}
	return s
}
