package actors

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

// dir is the folder in the knowledge. The format of its files is told in data/actors/README.md.
const dir = "actors/"

var organisationFiles = []string{"organisations.txt", "forces.txt", "armed.txt", "parties.txt", "companies.txt", "media.txt", "civil.txt"}

// reader turns the files into entries. It notes every mistake it meets, so that Check can tell them all.
type reader struct {
	entries  []*Entry
	byKey    map[string]*Entry
	offices  map[string]*Office
	leaders  map[string][]leaderRule
	agents   []*Agent
	aliases  []alias // adjectives and demonyms
	people   *people
	posts    []*roll
	examples []Example
	mistakes []error
}

// alias is a name of an entry that is not its plain name.
type alias struct {
	text string
	form Form
	e    *Entry
}

func newReader() *reader {
	return &reader{byKey: make(map[string]*Entry, 1<<14), offices: map[string]*Office{}, leaders: map[string][]leaderRule{}, people: newPeople(1 << 14)}
}

// read reads all files; the first mistake is the error.
func (r *reader) read(k fs.FS) error {
	for _, step := range []struct {
		file string
		add  func(*lexicon.Entry)
	}{
		{"countries.txt", r.country}, {"peoples.txt", r.peoples}, {"offices.txt", r.office},
	} {
		r.file(k, step.file, step.add)
	}
	for _, f := range organisationFiles {
		r.file(k, f, r.organisation)
	}
	r.file(k, "seats.txt", r.seat)
	r.file(k, "treaties.txt", r.treaty)
	r.file(k, "agents.txt", r.agent)
	r.file(k, "leaders.txt", func(e *lexicon.Entry) { r.person(e, edited) })
	r.file(k, "people.txt", func(e *lexicon.Entry) { r.person(e, made) })
	r.file(k, "people_other.txt", func(e *lexicon.Entry) { r.person(e, added) })
	r.file(k, "posts.txt", r.post)
	r.settle()
	if len(r.mistakes) > 0 {
		return r.mistakes[0]
	}
	if len(r.entries) == 0 {
		return fmt.Errorf("%s: no files of actors", dir)
	}
	return nil
}

func (r *reader) file(k fs.FS, name string, add func(*lexicon.Entry)) {
	es, err := lexicon.Read(k, dir+name)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		r.mistakes = append(r.mistakes, err)
		return
	}
	for i := range es {
		add(&es[i])
	}
}

func (r *reader) mistake(err error) { r.mistakes = append(r.mistakes, err) }

func (r *reader) unknown(e *lexicon.Entry, f lexicon.Field) {
	r.mistake(&lexicon.Error{File: e.File, Line: f.Line, Column: 2, Text: "no field is called " + f.Key + " here"})
}

// add keeps the entry under its key.
func (r *reader) add(x *Entry, e *lexicon.Entry) bool {
	x.file, x.line = e.File, e.Line
	if old := r.byKey[x.Key]; old != nil {
		r.mistake(e.Errorf("%s is at %s already", x.Key, old.At()))
		return false
	}
	r.byKey[x.Key] = x
	r.entries = append(r.entries, x)
	return true
}

// list splits a field into its values.
func list(v string) []string {
	if v == "" {
		return nil
	}
	if strings.IndexByte(v, ';') < 0 {
		return []string{v}
	}
	out := strings.Split(v, ";")
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}

// country reads «RUS Russia».
func (r *reader) country(e *lexicon.Entry) {
	code, name, ok := strings.Cut(e.Head, " ")
	if !ok || !isCode(code, 3) {
		r.mistake(e.Errorf("want «ISO Name», such as «FRA France»"))
		return
	}
	x := &Entry{Key: "state/" + code, Kind: "state", Name: name, Country: code, Code: code}
	for _, f := range e.Fields {
		switch f.Key {
		case "name":
			x.Names = append(x.Names, list(f.Value)...)
		case "adjective":
			r.alias(x, Adjective, f.Value)
		case "people":
			r.alias(x, Demonym, f.Value)
		case "capital":
			r.alias(x, Metonym, f.Value)
			x.Capital = list(f.Value)[0]
		case "ref":
			x.Ref = r.ref(e, f)
		case "code":
			x.Code = f.Value
		case "kind":
			x.Kind = f.Value
		case "leader":
			r.leader(x, e, f)
		case "example":
			r.example(e, f)
		default:
			r.unknown(e, f)
		}
	}
	r.add(x, e)
}

// leader reads «president; prime minister from 2023-01-01».
func (r *reader) leader(x *Entry, e *lexicon.Entry, f lexicon.Field) {
	for _, v := range list(f.Value) {
		office, from, dated := strings.Cut(v, " from ")
		if dated && !isDate(from) {
			r.mistake(e.FieldErrorf(f, "%q is no date", from))
		}
		x.Leader = office
		of := x.Country
		if x.Kind == "organisation" {
			of = x.Key
		}
		r.leaders[of] = append(r.leaders[of], leaderRule{office, from})
	}
}

func (r *reader) alias(x *Entry, form Form, value string) {
	for _, v := range list(value) {
		r.aliases = append(r.aliases, alias{v, form, x})
	}
}

func (r *reader) ref(e *lexicon.Entry, f lexicon.Field) string {
	if len(f.Value) < 2 || f.Value[0] != 'Q' || strings.Trim(f.Value[1:], "0123456789") != "" {
		r.mistake(e.FieldErrorf(f, "%q is no Wikidata id", f.Value))
	}
	return f.Value
}

// peoples reads a people or another group named by an adjective: «Kurds».
func (r *reader) peoples(e *lexicon.Entry) {
	x := &Entry{Key: "people/" + Slug(e.Head), Kind: "people", Name: e.Head}
	for _, f := range e.Fields {
		switch f.Key {
		case "name":
			x.Names = append(x.Names, list(f.Value)...)
		case "adjective":
			r.alias(x, Adjective, f.Value)
		case "people":
			r.alias(x, Demonym, f.Value)
		case "code":
			x.Code = r.code(e, f)
		case "kind":
			x.Kind = f.Value
		case "country":
			x.Country = r.iso(e, f)
		case "ref":
			x.Ref = r.ref(e, f)
		case "example":
			r.example(e, f)
		default:
			r.unknown(e, f)
		}
	}
	r.add(x, e)
}

// organisation reads an organisation of any kind.
func (r *reader) organisation(e *lexicon.Entry) {
	x := &Entry{Kind: "organisation", Name: e.Head, Key: "organisation/" + Slug(e.Head)}
	for _, f := range e.Fields {
		switch f.Key {
		case "key":
			x.Key = "organisation/" + f.Value
		case "name", "short":
			x.Names = append(x.Names, list(f.Value)...)
		case "adjective":
			r.alias(x, Adjective, f.Value)
		case "people":
			r.alias(x, Demonym, f.Value)
		case "code":
			x.Code = r.code(e, f)
		case "country":
			x.Country = r.iso(e, f)
		case "kind":
			x.Kind = f.Value
		case "ref":
			x.Ref = r.ref(e, f)
		case "leader":
			r.leader(x, e, f)
		case "member":
			r.members(x, e, f)
		case "example":
			r.example(e, f)
		default:
			r.unknown(e, f)
		}
	}
	r.add(x, e)
}

// members reads «FRA DEU; CZE HUN POL 1999-03-12; GBR 1973-01-01 to 2020-01-31».
func (r *reader) members(x *Entry, e *lexicon.Entry, f lexicon.Field) {
	for _, group := range list(f.Value) {
		m, begin := Member{}, len(x.Members)
		to := false
		for _, w := range strings.Fields(group) {
			switch {
			case isCode(w, 3):
				x.Members = append(x.Members, Member{Country: w})
			case w == "to":
				to = true
			case isDate(w) && to:
				m.To = w
			case isDate(w):
				m.From = w
			default:
				r.mistake(e.FieldErrorf(f, "%q is no country and no date", w))
			}
		}
		for i := begin; i < len(x.Members); i++ {
			x.Members[i].From, x.Members[i].To = m.From, m.To
		}
	}
}

// code checks a CAMEO actor code: groups of three capitals.
func (r *reader) code(e *lexicon.Entry, f lexicon.Field) string {
	if len(f.Value)%3 != 0 || !isCode(f.Value, len(f.Value)) {
		r.mistake(e.FieldErrorf(f, "%q is no actor code: want groups of three capitals", f.Value))
	}
	return f.Value
}

func (r *reader) iso(e *lexicon.Entry, f lexicon.Field) string {
	if r.byKey["state/"+f.Value] == nil {
		r.mistake(e.FieldErrorf(f, "%q is in no line of countries.txt", f.Value))
	}
	return f.Value
}

// seat reads a seat of government or another metonym.
func (r *reader) seat(e *lexicon.Entry) {
	x := &Entry{Kind: "organisation", Name: e.Head, Key: "seat/" + Slug(e.Head)}
	for _, f := range e.Fields {
		switch f.Key {
		case "name":
			x.Names = append(x.Names, list(f.Value)...)
		case "kind":
			x.Kind = f.Value
		case "code":
			x.Code = r.code(e, f)
		case "country":
			x.Country = r.iso(e, f)
		case "for":
			for _, key := range list(f.Value) {
				if r.byKey[key] == nil {
					r.mistake(e.FieldErrorf(f, "nothing has the key %q", key))
				}
				x.Standing = append(x.Standing, key)
			}
		case "ref":
			x.Ref = r.ref(e, f)
		case "example":
			r.example(e, f)
		default:
			r.unknown(e, f)
		}
	}
	r.add(x, e)
}

// treaty reads a treaty or another instrument of law.
func (r *reader) treaty(e *lexicon.Entry) {
	x := &Entry{Kind: "treaty", Name: e.Head, Key: "treaty/" + Slug(e.Head)}
	for _, f := range e.Fields {
		switch f.Key {
		case "name", "short":
			x.Names = append(x.Names, list(f.Value)...)
		case "signed":
			if !isDate(f.Value) {
				r.mistake(e.FieldErrorf(f, "%q is no date", f.Value))
			}
		case "party":
			r.members(x, e, f)
		case "ref":
			x.Ref = r.ref(e, f)
		case "example":
			r.example(e, f)
		default:
			r.unknown(e, f)
		}
	}
	r.add(x, e)
}

func isCode(s string, n int) bool {
	if len(s) != n || n == 0 {
		return false
	}
	for i := range n {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return true
}

// isDate reports whether s is a year, a month or a day of the calendar.
func isDate(s string) bool {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return false
	}
	for i := range len(s) {
		if dash := i == 4 || i == 7; dash != (s[i] == '-') || !dash && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	month, day := 1, 1
	if len(s) >= 7 {
		month = int(s[5]-'0')*10 + int(s[6]-'0')
	}
	if len(s) == 10 {
		day = int(s[8]-'0')*10 + int(s[9]-'0')
	}
	return month >= 1 && month <= 12 && day >= 1 && day <= 31 && (day <= 30 || month != 4 && month != 6 && month != 9 && month != 11) && (day <= 29 || month != 2)
}

// Slug returns the folded name with hyphens between its chunks, as keys have it: «peoples-liberation-army».
func Slug(name string) string {
	s := strings.ReplaceAll(Fold(name)+" ", " s ", "s ")
	return strings.ReplaceAll(strings.TrimSuffix(s, " "), " ", "-")
}
