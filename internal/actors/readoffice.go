package actors

import (
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

// office reads an office with its titles: «foreign minister».
func (r *reader) office(e *lexicon.Entry) {
	o := &Office{Name: e.Head, Single: true, file: e.File, line: e.Line}
	if old := r.offices[o.Name]; old != nil {
		r.mistake(e.Errorf("the office is at %s already", old.At()))
		return
	}
	r.offices[o.Name] = o
	for _, f := range e.Fields {
		switch f.Key {
		case "code":
			o.Code = r.code(e, f)
		case "rank":
			n, err := strconv.Atoi(f.Value)
			if err != nil {
				r.mistake(e.FieldErrorf(f, "%q is no number", f.Value))
			}
			o.Rank = n
		case "holders":
			o.Single = f.Value != "many"
		case "title":
			o.Titles = append(o.Titles, list(f.Value)...)
		case "example":
			r.example(e, f)
		default:
			// «title USA: secretary of state»: a title that means the office in one state only.
			state, ok := strings.CutPrefix(f.Key, "title ")
			if !ok || r.byKey["state/"+state] == nil {
				r.unknown(e, f)
				continue
			}
			for _, t := range list(f.Value) {
				r.noun(t, Agent{Code: o.Code, Kind: "person", Office: o, Country: state, file: e.File, line: f.Line})
			}
		}
	}
	for _, t := range append([]string{o.Name}, o.Titles...) {
		r.noun(t, Agent{Code: o.Code, Kind: "person", Office: o, file: e.File, line: e.Line})
	}
}

// agent reads the nouns of one sector.
func (r *reader) agent(e *lexicon.Entry) {
	code := e.Head
	if code == "-" {
		code = ""
	} else if len(code)%3 != 0 || !isCode(code, len(code)) {
		r.mistake(e.Errorf("%q is no sector code: want groups of three capitals, or «-»", code))
	}
	for _, f := range e.Fields {
		a := Agent{Code: code, file: e.File, line: f.Line}
		key, of := strings.CutSuffix(f.Key, " of")
		a.Of = of
		switch key {
		case "person":
			a.Kind = "person"
		case "body":
			a.Kind = "organisation"
		case "group":
			a.Kind, a.Plural = "group", true
		case "thing":
			a.Kind = "facility"
		case "example":
			r.example(e, f)
			continue
		default:
			r.unknown(e, f)
			continue
		}
		for _, n := range list(f.Value) {
			if n == "" {
				r.mistake(e.FieldErrorf(f, "an empty noun"))
				continue
			}
			r.noun(n, a)
		}
	}
}

// noun enters a noun with its plural: «serviceman/servicemen», «soldier».
func (r *reader) noun(n string, a Agent) {
	one, many, ok := strings.Cut(n, "/")
	if !ok {
		many = plural(one)
	}
	single := a
	single.Noun = one
	r.agents = append(r.agents, &single)
	if a.Plural {
		return
	}
	a.Noun, a.Plural = many, true
	if a.Kind == "person" {
		a.Kind = "group"
	}
	r.agents = append(r.agents, &a)
}

// plural makes the plural of a noun phrase: the word before «of», «for», «to», «without», else the last.
func plural(n string) string {
	head, rest := n, ""
	for _, p := range []string{" of ", " for ", " to ", " without ", " in "} {
		if i := strings.Index(n, p); i > 0 && i < len(head) {
			head, rest = n[:i], n[i:]
		}
	}
	switch {
	case strings.HasSuffix(head, "s") || strings.HasSuffix(head, "x") || strings.HasSuffix(head, "ch") || strings.HasSuffix(head, "sh"):
		head += "es"
	case strings.HasSuffix(head, "man"):
		head = head[:len(head)-2] + "en"
	case strings.HasSuffix(head, "y") && len(head) > 1 && !strings.ContainsRune("aeiou", rune(head[len(head)-2])):
		head = head[:len(head)-1] + "ies"
	default:
		head += "s"
	}
	return head + rest
}

// person reads a person with the offices held. The editors' file comes first: what it says of an office
// of a person replaces what the other has of that office.
func (r *reader) person(e *lexicon.Entry, editors bool) {
	x := &Entry{Kind: "person", Name: e.Head}
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
			r.spell(x, e, f, editors)
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
	if !editors {
		if old := r.known(x); old != nil {
			join(old, x)
			return
		}
	}
	x.Key = "person/" + x.Ref
	if x.Ref == "" {
		x.Key = "person/" + Slug(x.Name) + "-" + strings.ToLower(x.Country)
	}
	if r.add(x, e) && editors {
		f := Fold(x.Name)
		r.byName[f] = append(r.byName[f], x)
	}
}

// known returns the editors' entry of the same person.
func (r *reader) known(x *Entry) *Entry {
	if x.Ref != "" {
		if old := r.byKey["person/"+x.Ref]; old != nil {
			return old
		}
	}
	if len(r.byName) == 0 {
		return nil
	}
	for _, old := range r.byName[Fold(x.Name)] {
		if old.Country == x.Country && (old.Ref == "" || x.Ref == "") {
			return old
		}
	}
	return nil
}

// join adds to old what x alone has.
func join(old, x *Entry) {
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
	if old.Surname == "" {
		old.Surname = x.Surname
	}
	edited := len(old.Spells)
	for _, s := range x.Spells {
		keep := true
		for i := range edited {
			if old.Spells[i].Of == s.Of && old.Spells[i].Office == s.Office {
				keep = false
			}
		}
		if keep {
			old.Spells = append(old.Spells, s)
		}
	}
}

// spell reads «RUS president, 2012-05-07 to 2026-08-22+, factbook»: the state or the key of the
// organisation, the office with its title in brackets where that differs, the time, the source. «+»
// says that the spell went on when it was last known.
func (r *reader) spell(x *Entry, e *lexicon.Entry, f lexicon.Field, editors bool) {
	what, rest, ok := strings.Cut(f.Value, ", ")
	when, source, _ := strings.Cut(rest, ", ")
	of, office, ok2 := strings.Cut(what, " ")
	if !ok || !ok2 {
		r.mistake(e.FieldErrorf(f, "want «STATE office, from to until, source»"))
		return
	}
	s := Spell{Of: of, Source: source}
	if source == "" && editors {
		s.Source = "editors"
	}
	if o, ok := strings.CutPrefix(office, "acting "); ok {
		s.Acting, office = true, o
	}
	if i := strings.Index(office, " ("); i > 0 && strings.HasSuffix(office, ")") {
		s.Title, office = office[i+2:len(office)-1], office[:i]
	}
	if s.Office = r.offices[office]; s.Office == nil {
		r.mistake(e.FieldErrorf(f, "%q is no office of offices.txt", office))
		return
	}
	if isCode(of, 3) {
		if r.byKey["state/"+of] == nil {
			r.mistake(e.FieldErrorf(f, "%q is in no line of countries.txt", of))
			return
		}
	} else {
		if s.Of = "organisation/" + of; r.byKey[s.Of] == nil {
			r.mistake(e.FieldErrorf(f, "nothing has the key %q", s.Of))
			return
		}
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
