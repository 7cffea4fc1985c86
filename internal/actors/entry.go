// Package actors reads data/actors: states, people with the offices they held and when, organisations,
// armed groups, companies, media, treaties, seats of government, and the nouns that tell a role
// («soldiers», «lawmakers»). It answers three questions: what may this name stand for, who held this
// office on that day, and which code does this actor bear on that day.
//
// The files are plain text that an analyst can edit (see data/actors/README.md). The package knows no
// grammar and no document: nlp/mention, nlp/coref and extract/actor read with it.
package actors

import "fmt"

// Form says how a name of the base names its entry.
type Form uint8

const (
	Name      Form = iota // «Russia», «NATO», «Vladimir Putin»
	Adjective             // «Russian»: of a state or a people; may also be a noun («a Russian»)
	Demonym               // «Russians», «Spaniard»
	Metonym               // «the Kremlin»: a seat that stands for who sits there
)

func (f Form) String() string { return [...]string{"name", "adjective", "demonym", "metonym"}[f] }

// Entry is something the base knows: one head line of a file with its fields.
type Entry struct {
	Key      string   // unique: «state/RUS», «person/Q7747», «organisation/nato», «seat/kremlin», «treaty/npt»
	Kind     string   // as doc.Entity.Kind: person, organisation, state, place, facility, group, treaty, people, other
	Name     string   // the usual name
	Names    []string // other names, abbreviations and spellings
	Ref      string   // Wikidata id, "" for none
	Gender   string   // person: Masc, Fem, ""
	Surname  string   // person: what news call them by after the full name
	Country  string   // ISO 3166-1 alpha-3 of a state, a person's nationality, an organisation's home; "" for none
	Code     string   // CAMEO actor code without dates: «RUS», «IGOWSTNAT», «PSEREBHMS»; "" for persons and treaties
	Spells   []Spell  // person: offices in order of their begin
	Members  []Member // organisation: its member states
	Standing []string // seat: keys of whom it stands for, the default reading first
	Leader   string   // state: the office that «the leader of» means; see Base.Leader
	Capital  string   // state

	edited bool // a person of leaders.txt
	merged bool // another entry has all that it says
	file   string
	line   int
}

// At returns «file:line» of the entry, as rules record it.
func (e *Entry) At() string { return fmt.Sprintf("%s:%d", e.file, e.line) }

// Spell is a stretch of time in an office.
type Spell struct {
	Of     string // ISO 3166-1 alpha-3 of the state, or the key of the organisation
	Office *Office
	Title  string // the very title where it differs from the office's («secretary of state»), else ""
	Acting bool
	From   string // ISO 8601 date of its precision: «2012», «2012-05», «2012-05-07», "" unknown
	To     string // likewise; "" while it is not known to have ended
	Known  string // To is "": the day on which the spell was last known to go on
	Source string // where it is from: wikidata, factbook, reign, archigos, worldleaders, editors
}

// Role returns what the holder is called: the title if it has one of its own, else the office.
func (s *Spell) Role() string {
	r := s.Title
	if r == "" {
		r = s.Office.Name
	}
	if s.Acting {
		r = "acting " + r
	}
	return r
}

// Covers reports whether the spell may have gone on on the day. A date of coarse precision covers its
// whole year or month.
func (s *Spell) Covers(day string) bool {
	return s.From <= day && (s.To == "" || day <= s.To || len(s.To) < len(day) && day[:len(s.To)] == s.To)
}

// Member is the membership of a state in an organisation.
type Member struct {
	Country  string // ISO 3166-1 alpha-3
	From, To string // ISO 8601, "" for since the founding and until now
}

// Office is a kind of office: «president», «foreign minister».
type Office struct {
	Name   string   // «foreign minister», what a role is called by default
	Code   string   // sector code of who holds it: «GOV», «GOVMIL», «LEG», «» for none of its own
	Single bool     // one holder at a time
	Rank   int      // weight among several offices of one person on one day, higher first
	Titles []string // how texts call it
	file   string
	line   int
}

// At returns «file:line» of the office.
func (o *Office) At() string { return fmt.Sprintf("%s:%d", o.file, o.line) }

// Agent is a noun that tells the role of whom it names: «soldier» is MIL.
type Agent struct {
	Noun    string // as the file has it
	Code    string // sector code; "" for a noun that takes that of what it belongs to («spokesman for …»)
	Kind    string // person, organisation, group (plurals and masses), facility
	Plural  bool   // the form is a plural
	Of      bool   // takes the code of the body it belongs to, if the text names one («a member of», «the head of»)
	Office  *Office
	Country string // of an office: the only state in which the title means it, "" for any
	file    string
	line    int
}

// At returns «file:line» of the noun.
func (a *Agent) At() string { return fmt.Sprintf("%s:%d", a.file, a.line) }
