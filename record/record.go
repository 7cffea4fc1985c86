// Package record holds what Readout makes of a text: the sourced, queryable record of who did what to
// whom, who said what, and which leaders spoke.
//
// It is the waist of the program: everything that reads text ends in a Document, everything that keeps,
// compares, exports or shows begins with one. It imports nothing of this module.
//
// Offsets are Unicode code points into Document.Text, half open: in Python text[begin:end] is the span.
// Ids are unique in a document and numbered in order of the text. An empty list or an unknown value is
// left out of the JSON, never guessed.
package record

import "encoding/json"

// Schema is the version of the form, the value of Document.Schema.
const Schema = "readout/1"

// Article is a text to be coded, with what is known about it.
type Article struct {
	ID        string `json:"id"`
	Title     string `json:"title,omitempty"`
	Published string `json:"published,omitempty"` // day «2025-07-02»; a time after it is cut off
	Source    string `json:"source,omitempty"`
	URL       string `json:"url,omitempty"`
	Lang      string `json:"lang,omitempty"` // ISO 639-1
	Text      string `json:"text"`
}

// Span is a half-open range of code points.
type Span struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// Coder names the program and the knowledge that made a record.
type Coder struct {
	Version   string `json:"version"`
	Knowledge string `json:"knowledge"` // «sha256:…» of the knowledge files
}

// Document is the record of one article. Marshalled by encoding/json it is one line of `readout code`.
type Document struct {
	Schema string `json:"schema" enum:"readout/1"`
	Coder  Coder  `json:"coder"`
	Article

	Sentences  []Span      `json:"sentences,omitempty"`
	Tokens     []Token     `json:"tokens,omitempty"`
	Predicates []Predicate `json:"predicates,omitempty"`

	Entities []Entity `json:"entities,omitempty"`
	Times    []Time   `json:"times,omitempty"`
	Amounts  []Amount `json:"amounts,omitempty"`

	Statements  []Statement  `json:"statements,omitempty"`
	Events      []Event      `json:"events,omitempty"`
	Contacts    []Contact    `json:"contacts,omitempty"`
	Commitments []Commitment `json:"commitments,omitempty"`
	Positions   []Position   `json:"positions,omitempty"`
	Shifts      []Shift      `json:"shifts,omitempty"`
	Agreements  []Agreement  `json:"agreements,omitempty"`

	Refused string `json:"refused,omitempty"` // why the text was not coded («not English: …»)
	Notes   []Note `json:"notes,omitempty"`   // why a passage, or the whole text, yields no event
}

// Note says why a layer left something out.
type Note struct {
	Span
	Layer string `json:"layer"`
	Text  string `json:"text"`
}

// Token is one word as Universal Dependencies English has it.
type Token struct {
	Span
	Lemma  string `json:"lemma,omitempty"`
	UPOS   string `json:"upos,omitempty"`
	XPOS   string `json:"xpos,omitempty"`
	Feats  string `json:"feats,omitempty"`
	Head   int    `json:"head"` // from 1 in its sentence, 0 for the root
	Deprel string `json:"deprel,omitempty"`
	Joined bool   `json:"joined,omitempty"` // a later word of a contraction (do|n't)
}

// Predicate is a verb, event noun or predicated word, coded or not.
type Predicate struct {
	Span
	Lemma      string      `json:"lemma"`
	Factuality string      `json:"factuality" enum:"happened,ongoing,reported,planned,possible,conditional,demanded,denied,did-not-happen,unknown"`
	Score      json.Number `json:"score,omitempty"` // from -3 (certainly did not happen) to 3 (certainly did)
	Sources    Chain       `json:"sources,omitempty"`
	Rule       string      `json:"rule,omitempty"`
	Entry      string      `json:"entry,omitempty"`
}

// Interval is a stretch of days, both inclusive; an open side is left out.
type Interval struct {
	From  string `json:"from,omitempty"`
	To    string `json:"to,omitempty"`
	Grain string `json:"grain,omitempty" enum:"day,week,month,quarter,season,year,decade,century,vague"`
}

// Entity is what one or more mentions stand for.
type Entity struct {
	ID         string    `json:"id"`
	Kind       string    `json:"kind" enum:"person,organisation,state,place,facility,group,treaty,people,other"`
	Name       string    `json:"name"`
	Actor      string    `json:"actor,omitempty"`   // CAMEO/PLOVER actor code on the date
	Country    string    `json:"country,omitempty"` // ISO 3166-1 alpha-3
	Role       string    `json:"role,omitempty"`    // office or role on the date
	OfficeAsOf string    `json:"office_as_of,omitempty"`
	Ref        string    `json:"ref,omitempty"` // Wikidata id
	Members    []string  `json:"members,omitempty"`
	Place      *Place    `json:"place,omitempty"`
	Mentions   []Mention `json:"mentions"`
	Rule       string    `json:"rule,omitempty"`
	Entry      string    `json:"entry,omitempty"` // file:line of the knowledge entry
}

// Place is a resolved place.
type Place struct {
	GeonameID int     `json:"geonameid,omitempty"`
	Country   string  `json:"country,omitempty"`
	Admin1    string  `json:"admin1,omitempty"`
	Lat       float64 `json:"lat"`
	Lon       float64 `json:"lon"`
	Grain     string  `json:"grain,omitempty" enum:"city,region,country,area"`
}

// Mention is one expression of an entity.
type Mention struct {
	Span
	Form    string `json:"form" enum:"name,nominal,pronoun,nationality,metonym"`
	Reading string `json:"reading,omitempty" enum:"literal,metonym,demonym"`
	Rule    string `json:"rule,omitempty"`
}

// Time is a time expression with its value (TIMEX3).
type Time struct {
	ID string `json:"id"`
	Span
	Kind string `json:"kind" enum:"date,time,duration,set,ref"`
	Interval
	Mod      string `json:"mod,omitempty" enum:"since,until,before,after,start,mid,end,approx"`
	Duration string `json:"duration,omitempty"`
	Timex    string `json:"timex,omitempty"`
	Anchor   string `json:"anchor,omitempty"`
	Rule     string `json:"rule,omitempty"`
}

// Amount is a sum of money, a percentage, a count or a measure. Values are exact decimals.
type Amount struct {
	ID string `json:"id"`
	Span
	Kind     string      `json:"kind" enum:"money,percent,count,measure"`
	Value    json.Number `json:"value,omitempty"`
	Min      json.Number `json:"min,omitempty"`
	Max      json.Number `json:"max,omitempty"`
	Currency string      `json:"currency,omitempty"` // ISO 4217
	Unit     string      `json:"unit,omitempty"`
	Approx   string      `json:"approx,omitempty" enum:"about,over,nearly,up_to"`
	Assumed  bool        `json:"assumed,omitempty"`
	SameAs   string      `json:"same_as,omitempty"`
	OffRate  int         `json:"off_rate,omitempty"` // per cent by which the text's own conversion misses the official rate, where more than 15
	Rule     string      `json:"rule,omitempty"`
}

// Unnamed is the source that a text does not name, in a Chain.
const Unnamed = "?"

// Chain is who claims something, outermost source first: entity ids and Unnamed. The empty chain is the
// text itself.
type Chain []string

// Speaker is the source of a statement.
type Speaker struct {
	Span
	Entity string `json:"entity,omitempty"`
}

// Statement is an attributed statement.
type Statement struct {
	ID      string   `json:"id"`
	Speaker *Speaker `json:"speaker"` // null where the text names none
	Cue     Span     `json:"cue"`
	Content []Span   `json:"content"`
	Kind    string   `json:"kind" enum:"direct,indirect,mixed"`
	Quotes  []Span   `json:"quotes,omitempty"`
	Act     string   `json:"act,omitempty" enum:"statement,report,agreement,denial,promise,threat,proposal,intention,position,wish,question,topic"`
	Chain   Chain    `json:"chain,omitempty"`
	Within  string   `json:"within,omitempty"`
	Hedge   string   `json:"hedge,omitempty"`
	Negated bool     `json:"negated,omitempty"`
	Topics  []string `json:"topics,omitempty"`
	About   []string `json:"about,omitempty"`
	Time    string   `json:"time,omitempty"`
	When    *When    `json:"when,omitempty"` // where Time tells none
	Rule    string   `json:"rule,omitempty"`
	Entry   string   `json:"entry,omitempty"`
}

// When is the day by which an event or statement was at the latest, where the text tells no time of it.
type When struct {
	Interval
	By   string `json:"by" enum:"sentence,frame,publication"` // what says so: a clause above it, the day at the head of the text, the day of publication
	Time string `json:"time,omitempty"`                       // the time of the sentence or frame
}

// Event is who did what to whom.
type Event struct {
	ID         string         `json:"id"`
	Source     []string       `json:"source,omitempty"`
	Target     []string       `json:"target,omitempty"`
	Symmetric  bool           `json:"symmetric,omitempty"`
	Plover     string         `json:"plover,omitempty" enum:"AGREE,CONSULT,SUPPORT,CONCEDE,COOPERATE,AID,RETREAT,REQUEST,ACCUSE,REJECT,THREATEN,PROTEST,SANCTION,MOBILIZE,COERCE,ASSAULT"`
	Mode       string         `json:"mode,omitempty"`
	Contexts   []string       `json:"contexts,omitempty"`
	CAMEO      string         `json:"cameo,omitempty"`
	Quad       int            `json:"quad,omitempty"`
	Goldstein  json.Number    `json:"goldstein,omitempty"`
	Trigger    Span           `json:"trigger"`
	Evidence   Span           `json:"evidence"`
	Date       *Interval      `json:"date,omitempty"`
	Time       string         `json:"time,omitempty"`
	When       *When          `json:"when,omitempty"` // where Date tells none
	Place      string         `json:"place,omitempty"`
	Amounts    []string       `json:"amounts,omitempty"`
	Factuality string         `json:"factuality" enum:"happened,ongoing,reported,planned,possible,conditional,demanded,denied,did-not-happen,unknown"`
	Sources    []Chain        `json:"sources,omitempty"` // one chain for each independent claim
	Mentions   []EventMention `json:"mentions,omitempty"`
	Rule       string         `json:"rule,omitempty"`
	Entry      string         `json:"entry,omitempty"`
}

// EventMention is a later mention of an event.
type EventMention struct {
	Span
	Sources Chain `json:"sources,omitempty"`
}

// Contact is a call, meeting, visit or letter.
type Contact struct {
	ID           string      `json:"id"`
	Event        string      `json:"event,omitempty"`
	Implied      bool        `json:"implied,omitempty"`
	Mode         string      `json:"mode,omitempty" enum:"phone,video,meeting,visit,host,third-place,letter,message"`
	Participants []string    `json:"participants"`
	Date         *Interval   `json:"date,omitempty"`
	Place        string      `json:"place,omitempty"`
	Initiator    *string     `json:"initiator"` // null where the text names none
	Duration     string      `json:"duration,omitempty"`
	Topics       []string    `json:"topics,omitempty"`
	Statements   []string    `json:"statements,omitempty"`
	FirstSince   *FirstSince `json:"first_since,omitempty"`
	Counted      *Counted    `json:"counted,omitempty"`
	Gap          *Gap        `json:"gap,omitempty"`
	Previous     string      `json:"previous,omitempty"`
	Sources      []Chain     `json:"sources,omitempty"`
	Evidence     Span        `json:"evidence"`
	Rule         string      `json:"rule,omitempty"`
}

// FirstSince is the claim that a contact was the first since a day.
type FirstSince struct {
	Date     *Interval `json:"date,omitempty"`
	Evidence Span      `json:"evidence"`
	Sources  []Chain   `json:"sources,omitempty"`
}

// Counted is the claim that a contact was the Nth since a day or in a period («the third call this month»); N is 0 for
// «another».
type Counted struct {
	N        int       `json:"n"`
	Since    *Interval `json:"since,omitempty"`
	Evidence Span      `json:"evidence"`
	Sources  []Chain   `json:"sources,omitempty"`
}

// Gap is the time since the contact before.
type Gap struct {
	Months     [2]int `json:"months"`
	Text       string `json:"text,omitempty"`
	Consistent bool   `json:"consistent"`
}

// Commitment is a pledge.
type Commitment struct {
	ID        string      `json:"id"`
	Event     string      `json:"event,omitempty"`
	Kind      string      `json:"kind"`
	Type      string      `json:"type,omitempty"`
	Donor     []string    `json:"donor,omitempty"`
	Recipient []string    `json:"recipient,omitempty"`
	Amounts   []string    `json:"amounts,omitempty"`
	Value     json.Number `json:"value,omitempty"`
	Currency  string      `json:"currency,omitempty"`
	Status    string      `json:"status" enum:"proposed,intended,conditional,pledged,committed,delivered,suspended,refused,withdrawn,proposed-never-done"`
	Period    *Interval   `json:"period,omitempty"`
	Condition string      `json:"condition,omitempty"`
	Sources   []Chain     `json:"sources,omitempty"`
	Evidence  Span        `json:"evidence"`
	Rule      string      `json:"rule,omitempty"`
}

// Position is where a holder stands on a topic, by one statement.
type Position struct {
	ID         string    `json:"id"`
	Holder     string    `json:"holder,omitempty"`
	Via        string    `json:"via,omitempty"`
	Topic      string    `json:"topic"`
	Statement  string    `json:"statement"`
	Continuity string    `json:"continuity,omitempty" enum:"first,restated,maintained,changed,unknown"`
	Since      string    `json:"since,omitempty"`
	Date       *Interval `json:"date,omitempty"`
	Rule       string    `json:"rule,omitempty"`
}

// Shift is a change of position that a text asserts, or a plain list of dated statements.
type Shift struct {
	ID         string   `json:"id"`
	Holder     string   `json:"holder,omitempty"`
	Topic      string   `json:"topic"`
	From       []string `json:"from,omitempty"`
	To         []string `json:"to,omitempty"`
	AssertedBy []string `json:"asserted_by,omitempty"`
	Evidence   Span     `json:"evidence"`
	Rule       string   `json:"rule,omitempty"`
}

// Agreement is a statement that says that parties agree.
type Agreement struct {
	Statement string   `json:"statement"`
	Parties   []string `json:"parties,omitempty"`
	ClaimedBy []string `json:"claimed_by,omitempty"`
	OneSided  bool     `json:"one_sided,omitempty"`
	Rule      string   `json:"rule,omitempty"`
}
