package actors

import (
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

// origin tells which file of persons an entry is from.
type origin uint8

const (
	edited origin = iota // leaders.txt: what it says of an office of a person replaces what the others say
	made                 // people.txt
	added                // people_other.txt: spells that people.txt lacks
)

// person reads a person with the offices held. The editors' file comes first.
func (r *reader) person(e *lexicon.Entry, from origin) {
	x := &Entry{Kind: "person", Name: e.Head, edited: from == edited}
	for _, f := range e.Fields {
		switch f.Key {
		case "ref":
			x.Ref = r.ref(e, f)
		case "name":
			x.Names = append(x.Names, list(f.Value)...)
		case "surname":
			x.Surname = f.Value
		case "gender":
			switch f.Value {
			case "m":
				x.Gender = "Masc"
			case "f":
				x.Gender = "Fem"
			default:
				r.mistake(e.FieldErrorf(f, "gender is %q; want m or f", f.Value))
			}
		case "country":
			x.Country = r.iso(e, f)
		case "office":
			r.spell(x, e, f)
		case "example":
			r.example(e, f)
		default:
			r.unknown(e, f)
		}
	}
	if x.Country == "" && len(x.Spells) > 0 && len(x.Spells[0].Of) == 3 {
		x.Country = x.Spells[0].Of
	}
	if x.Country == "" && len(x.Spells) == 0 {
		r.mistake(e.Errorf("want a country or an office"))
		return
	}
	if old := r.known(x, from); old != nil {
		r.join(old, x)
		return
	}
	r.enter(x, e)
}

// enter keeps a person whom no entry has yet.
func (r *reader) enter(x *Entry, e *lexicon.Entry) {
	x.Key = "person/" + x.Ref
	if x.Ref == "" {
		x.Key = "person/" + Slug(x.Name) + "-" + strings.ToLower(x.Country)
	}
	if r.add(x, e) {
		r.people.enter(x)
	}
}

// known returns the entry of an earlier file for the same person.
func (r *reader) known(x *Entry, from origin) *Entry {
	if from == edited {
		return nil
	}
	if x.Ref != "" {
		if old := r.byKey["person/"+x.Ref]; old != nil {
			return old
		}
	}
	for _, old := range r.people.exact[Fold(x.Name)] {
		if old.Country == x.Country && (old.Ref == "" || x.Ref == "") && (old.edited || from == added) {
			return old
		}
	}
	return nil
}

// join adds to old what x alone has.
func (r *reader) join(old, x *Entry) {
	if old.Ref == "" {
		old.Ref = x.Ref
	}
	if old.Gender == "" {
		old.Gender = x.Gender
	}
	if x.Name != old.Name {
		old.Names = append(old.Names, x.Name)
	}
	old.Names = append(old.Names, x.Names...)
	r.people.enter(old)
	if old.Surname == "" {
		old.Surname = x.Surname
	}
	had := old.Spells
	for _, s := range x.Spells {
		if !old.edited || !holds(had, s.Of, s.Office) {
			old.Spells = append(old.Spells, s)
		}
	}
}

// holds reports whether one of the spells is in the office.
func holds(ss []Spell, of string, office *Office) bool {
	for i := range ss {
		if ss[i].Of == of && ss[i].Office == office {
			return true
		}
	}
	return false
}

// spell reads «RUS president, 2012-05-07 to 2026-08-22+, factbook»: the post, the time, the source. «+»
// says that the spell went on when it was last known.
func (r *reader) spell(x *Entry, e *lexicon.Entry, f lexicon.Field) {
	what, rest, ok := strings.Cut(f.Value, ", ")
	when, source, _ := strings.Cut(rest, ", ")
	if !ok {
		r.mistake(e.FieldErrorf(f, "want «STATE office, from to until, source»"))
		return
	}
	s, err := r.readPost(what)
	if err != "" {
		r.mistake(e.FieldErrorf(f, "%s", err))
		return
	}
	s.Source = source
	if source == "" && x.edited {
		s.Source = "editors"
	}
	from, to, ok := strings.Cut(when, " to ")
	if s.From = from; from == "?" {
		s.From = ""
	}
	if known, open := strings.CutSuffix(to, "+"); open {
		s.Known = known
	} else {
		s.To = to
	}
	if !ok || s.From != "" && !isDate(s.From) || s.To != "" && !isDate(s.To) || s.Known != "" && !isDate(s.Known) || s.To == "" && s.Known == "" {
		r.mistake(e.FieldErrorf(f, "%q is no stretch of time: want «2012-05-07 to 2018» or «2012 to 2026-08-22+»", when))
		return
	}
	if end := s.To + s.Known; s.From != "" && len(end) >= 4 && end < s.From && !strings.HasPrefix(s.From, end) {
		r.mistake(e.FieldErrorf(f, "%q ends before it begins", when))
		return
	}
	x.Spells = append(x.Spells, s)
}

// readPost reads «RUS president», «un secretary-general», «USA acting foreign minister (secretary of state)»:
// the state or the key of the organisation, the office with its title in brackets where that differs. What
// is wrong comes back as text.
func (r *reader) readPost(what string) (s Spell, err string) {
	of, office, ok := strings.Cut(what, " ")
	if !ok {
		return s, "want «STATE office» or «key office»"
	}
	s.Of = of
	if o, ok := strings.CutPrefix(office, "acting "); ok {
		s.Acting, office = true, o
	}
	if i := strings.Index(office, " ("); i > 0 && strings.HasSuffix(office, ")") {
		s.Title, office = office[i+2:len(office)-1], office[:i]
	}
	if s.Office = r.offices[office]; s.Office == nil {
		return s, quote(office) + " is no office of offices.txt"
	}
	if isCode(of, 3) {
		if r.byKey["state/"+of] == nil {
			return s, quote(of) + " is in no line of countries.txt"
		}
		return s, ""
	}
	if s.Of = "organisation/" + of; r.byKey[s.Of] == nil {
		return s, "nothing has the key " + quote(s.Of)
	}
	return s, ""
}

func quote(s string) string { return `"` + s + `"` }
