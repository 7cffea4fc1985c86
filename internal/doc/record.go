package doc

// The annotations that become records. Their fields mirror package record; indices stand for ids,
// bytes for code points.

// Time is a time expression (TIMEX3).
type Time struct {
	Span
	Kind     string // date, time, duration, set, ref
	Interval        // value on the calendar; the zero Interval for a plain duration or set
	Mod      string // since, until, before, after, start, mid, end, approx
	Duration string // ISO 8601 («P3Y»)
	Timex    string // TIMEX3 value
	Anchor   int    // index in Doc.Events of «since the beginning of the conflict», else None
	Rule     string
}

// Amount is a sum of money, a percentage, a count or a measure. Values are exact decimals in plain
// notation («3700000000», «0.25»).
type Amount struct {
	Span
	Kind     string // money, percent, count, measure
	Value    string
	Min, Max string // ranges and vague plurals
	Currency string // ISO 4217
	Unit     string // of a count or measure: «soldier», «km»
	Approx   string // about, over, nearly, up_to
	Assumed  bool   // currency or unit is not in the text
	SameAs   int    // index of the Amount that is the same sum in another currency, else None
	OffRate  int    // on the later of two renderings: hundredths by which it misses the official rate, 0 for 15 or less
	Rule     string
}

// A Chain is who claims something, outermost source first: indices in Doc.Entities, Unnamed for an
// unnamed source. The empty chain is the text itself.
type Chain []int

// Unnamed is the source «reportedly», «officials», «sources» that the text does not name.
const Unnamed = -2

// Statement is an attributed statement.
type Statement struct {
	Speaker       Span // the source's words; empty where the text names none
	SpeakerHead   Tok
	SpeakerEntity int  // index in Doc.Entities, None where none
	Cue           Span // with auxiliaries, negation and particles
	CueHead       Tok
	Content       []Span
	ContentHead   Tok
	Quotes        []Span // the quoted pieces, marks included
	Kind          string // direct, indirect, mixed
	Act           string // statement, report, agreement, denial, promise, threat, proposal, intention, position, wish, question, topic
	Chain         Chain  // outermost source first, the speaker last
	Within        int    // index of the statement in whose content it stands, else None
	Hedge         string // «reportedly»
	Negated       bool
	Topics        []string // PLOVER contexts
	About         []int    // indices in Doc.Entities
	Time          int      // index in Doc.Times, else None
	When          When     // when layer: by which day it was, where Time tells none
	Rule          string
	Entry         string // file:line of the cue in the lexicon
}

// Event is a coded event.
type Event struct {
	Clause         int // index in Doc.Clauses
	Trigger        Tok
	TriggerSpan    Span
	Source, Target []int // indices in Doc.Entities
	Symmetric      bool
	Plover         string // PLOVER type, "" for CAMEO 01 and 02
	Mode           string
	Contexts       []string
	CAMEO          string
	Quad           int
	Goldstein      string // decimal as the scale has it, "" for none
	Evidence       Span
	Date           Interval
	Time           int  // index in Doc.Times that gave Date, else None
	When           When // when layer: by which day it was, where Date tells none
	Place          int  // index in Doc.Entities, else None
	Amounts        []int
	Factuality     string  // factuality layer
	Sources        []Chain // factuality layer: one chain for each independent claim
	Mentions       []EventMention
	Rule           string
	Entry          string // file:line of the frame in the lexicon
}

// When is the day by which an event or statement was at the latest, where the text tells no time of it.
type When struct {
	Interval
	By   string // what says so: sentence, frame (the day at the head of the text), publication; "" for none
	Time int    // index in Doc.Times of the time of a sentence or frame, else None
}

// EventMention is a later mention of an event in the same document.
type EventMention struct {
	Span
	Sources Chain
}

// Predicate is the factuality of a clause, whether it was coded or not. The factuality layer keeps one
// for each of Doc.Clauses at the same index.
type Predicate struct {
	Factuality string
	Score      int // in tenths from -30 (certainly did not happen) to 30 (certainly did)
	Sources    Chain
	Rule       string
	Entry      string // file:line of the lexicon entry that decided, "" for none
}

// Contact is a call, meeting, visit or letter between leaders or governments.
type Contact struct {
	Event        int    // index in Doc.Events, None for an implied one
	Mode         string // phone, video, meeting, visit, host, third-place, letter, message, ""
	Participants []int  // indices in Doc.Entities
	Date         Interval
	Place        int
	Initiator    int    // index in Doc.Entities, None where the text names none
	Duration     string // ISO 8601
	Topics       []string
	Statements   []int
	FirstSince   *FirstSince
	Counted      *Counted
	Gap          *Gap
	Previous     int // index in Doc.Contacts, None
	Implied      bool
	Sources      []Chain
	Evidence     Span
	Rule         string
}

// FirstSince is the claim that a contact was the first since a day.
type FirstSince struct {
	Date     Interval
	Evidence Span
	Sources  []Chain
}

// Counted is the claim that a contact was the Nth since a day or in a period; N is 0 for «another».
type Counted struct {
	N        int
	Since    Interval // zero where the text names none
	Evidence Span
	Sources  []Chain
}

// Gap is the time since the contact before, as the text tells it and as the dates give it.
type Gap struct {
	Months     [2]int
	Text       string
	Consistent bool
}

// Commitment is a pledge of aid, troops, weapons, money or contact.
type Commitment struct {
	Event            int // None where no event stands behind it
	Kind             string
	Type             string
	Donor, Recipient []int
	Amounts          []int
	Value, Currency  string
	Status           string // proposed, intended, conditional, pledged, committed, delivered, suspended, refused, withdrawn, proposed-never-done
	Period           Interval
	Condition        string
	Sources          []Chain
	Evidence         Span
	Rule             string
}

// Position is where a holder stands on a topic by one statement.
type Position struct {
	Holder     int // index in Doc.Entities
	Via        int // who spoke for the holder, else None
	Topic      string
	Statement  int    // index in Doc.Statements
	Continuity string // first, restated, maintained, changed, unknown
	Since      string // «2022-02»
	Date       Interval
	Rule       string
}

// Shift is a change of position that a text asserts, or a plain list of dated statements.
type Shift struct {
	Holder     int
	Topic      string
	From, To   []int // indices in Doc.Positions
	AssertedBy []int
	Evidence   Span
	Rule       string
}

// Agreement is a statement that says that parties agree.
type Agreement struct {
	Statement int
	Parties   []int
	ClaimedBy []int
	OneSided  bool
	Rule      string
}
